"""Foreign PDFs: what they are, and whether a pack can take them."""
