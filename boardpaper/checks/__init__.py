"""Each file inspects one kind of thing and returns findings."""
