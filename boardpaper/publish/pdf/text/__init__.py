"""Fonts and pictures."""
