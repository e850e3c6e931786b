"""Whether the figures bear out what the sentences beside them claim."""
