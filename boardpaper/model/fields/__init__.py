"""Fields of Word as their instructions are written: what they ask for, and how their numbers are shown."""
