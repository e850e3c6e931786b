"""What stands between a Word file and its publication."""
