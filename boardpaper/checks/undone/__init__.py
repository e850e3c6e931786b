"""Suppression that is undone: what a paper prints leaves one number for a value that it does not print."""
