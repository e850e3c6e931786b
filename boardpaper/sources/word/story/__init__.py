"""What is known of a story (ECMA-376, Part 1, 11.2: body, header, note ...) while it is read."""
