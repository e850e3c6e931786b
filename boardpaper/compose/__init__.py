"""Readings and narrative to a paper: references bound, figures worded once, parts assembled."""
