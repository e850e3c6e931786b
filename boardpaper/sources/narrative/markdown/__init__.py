"""Markdown becomes prose."""
