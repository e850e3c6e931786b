"""Pages are painted."""
