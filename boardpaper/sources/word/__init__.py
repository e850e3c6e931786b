"""Any Word file becomes a Document."""
