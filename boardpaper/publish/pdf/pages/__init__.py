"""Blocks fill columns and pages."""
