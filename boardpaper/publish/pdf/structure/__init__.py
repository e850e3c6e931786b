"""The structure elements of what is drawn (ISO 32000-1, 14.7)."""
