"""Narrative becomes prose, from Markdown or from Word."""
