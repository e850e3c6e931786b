"""Passages of narrative or of a Word file, and the numbers in them."""
