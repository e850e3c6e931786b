"""A Word file of an author's words becomes prose."""
