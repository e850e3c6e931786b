"""Workbooks become readings, each with its cell."""
