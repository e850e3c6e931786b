"""Files to model: every reader of a file that a user or another program wrote."""
