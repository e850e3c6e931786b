"""Numbers in writing: every number format of Word, Roman numerals, and English number words in both directions."""
