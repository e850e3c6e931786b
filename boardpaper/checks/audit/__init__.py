"""Where each number of the prose comes from."""
