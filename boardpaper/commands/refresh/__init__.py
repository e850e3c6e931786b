"""New figures into an edited paper."""
