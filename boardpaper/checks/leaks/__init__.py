"""The search of public files for restricted content."""
