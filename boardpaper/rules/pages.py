"""Pages: a publication laid out, its fonts, pictures, tables and links."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_SEEN = "Whoever reads the publication sees all that the Word file shows."
_LAYOUT = "Pages look as their author made them, or a finding says where they do not."
_LINKS = "A link leads where its author meant, and to nothing that could do harm."

GLYPH_MISSING = Rule(
    "glyph-missing",
    Severity.ERROR,
    sentence="The character {character} is in none of the publication's fonts.",
    hint="Write them in words, or use characters that Arial or Calibri has.",
    protects=_SEEN,
)
GLYPHS_MISSING = GLYPH_MISSING.worded("{count} are in none of the publication's fonts: {characters}.")
NUMBERS_MISSING = GLYPH_MISSING.worded(
    "The numbers of {numbers} are written with {characters}, which none of the publication's fonts has.",
    "In Word, choose another number format for {numbers}, such as 1, 2, 3.",
)
FONT_SUBSTITUTED = Rule(
    "font-substituted",
    Severity.WARNING,
    sentence="The font {font} does not ship with boardpaper; the publication uses {used} instead.",
    hint="Use Arial, Calibri, Cambria or Times New Roman in the paper if its pages must break as they do in Word.",
    protects=_LAYOUT,
)
IMAGE_UNREADABLE = Rule(
    "image-unreadable",
    Severity.ERROR,
    sentence="The picture {name} cannot be shown: it is damaged, far too large, or a Windows drawing (EMF, WMF).",
    hint="In Word, paste it again as a picture (PNG).",
    protects=_SEEN,
)
FLOAT_IN_TEXT = Rule(
    "float-in-text",
    Severity.WARNING,
    sentence="A floating picture, text box or table does not fit where Word places it, or would hide something there; "
    "the publication sets it in the text.",
    hint="Look at the page; in Word, choose Layout Options, In Line with Text, or give it a free place.",
    protects=_SEEN,
)
TABLE_TOO_WIDE = Rule(
    "table-too-wide",
    Severity.WARNING,
    sentence="A table is {centimetres:.1f} cm wide, more than the page; the publication narrows it.",
    hint="Make its columns narrower, or put it in a landscape section.",
    protects=_SEEN,
)
WORD_BROKEN = Rule(
    "word-broken",
    Severity.WARNING,
    sentence="The column is too narrow for the word “{word}”, which is broken over two lines.",
    hint="Make the table's column wider, or choose a shorter word.",
    protects=_LAYOUT,
)
BOOKMARK_MISSING = Rule(
    "bookmark-missing",
    Severity.WARNING,
    sentence="A link leads to the bookmark “{bookmark}”, which is not in the document.",
    hint="In Word, set the link or cross-reference again, or remove it.",
    protects=_LINKS,
)
LINK_LOST = Rule(
    "link-lost",
    Severity.WARNING,
    sentence="A floating picture of a header or footer leads to “{target}”; in the publication it does not.",
    hint="In Word: Layout Options of the picture, In Line with Text; or write the address beside it.",
    protects=_LINKS,
)
