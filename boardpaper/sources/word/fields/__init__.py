"""Fields: their codes, and the results worked out anew."""
