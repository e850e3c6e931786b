"""Model to Word."""
