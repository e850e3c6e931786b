"""A meeting's agenda, packs and their search for restricted content."""
