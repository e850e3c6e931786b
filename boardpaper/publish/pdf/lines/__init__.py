"""Runs of text become lines of a width."""
