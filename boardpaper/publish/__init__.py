"""A Word document as read, to what the public reads."""
