"""The structure tree and the metadata, written into the file."""
