"""What holds where nobody says otherwise: the language that words are in, and the sheet that they stand on."""

LANGUAGE = "en-GB"
"""A tag of BCP 47."""
A4 = (595.3, 841.9)
"""Width and height in points, to twentieths, as Word has them."""
