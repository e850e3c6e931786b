"""A Document becomes a tagged, accessible PDF, phase by phase."""
