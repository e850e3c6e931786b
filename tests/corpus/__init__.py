"""Word files of every kind that a board paper may be, each with the outline that Word shows, written by hand."""
