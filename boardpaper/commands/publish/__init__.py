"""A Word file's road to the website, through the gate."""
