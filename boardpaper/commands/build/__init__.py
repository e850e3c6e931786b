"""Papers made from their inputs, one or many at once."""
