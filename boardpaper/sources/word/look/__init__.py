"""How words look: styles, numbering, themes, and how they override each other."""
