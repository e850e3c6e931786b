"""Characters of the Symbol and Wingdings fonts as Unicode, so that any font can draw them."""

_PRIVATE = 0xF000
_SYMBOL_FONTS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "zapfdingbats")
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_SYMBOL = {0xB7: "•", 0xA8: "♦", 0xAE: "→", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×"}


def is_symbol_font(font: str) -> bool:
    """Whether the codes of `font` are pictures rather than letters."""
    return font.casefold() in _SYMBOL_FONTS


def to_unicode(text: str, font: str) -> str:
    """`text` in the symbol font `font` as Unicode; other text as it is, but for Word's private copies of Latin."""
    tables = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
    table = tables.get(font.casefold())
    if table is None and not any(0xF020 <= ord(letter) <= 0xF0FF for letter in text):
        return text
    return "".join(_letter(letter, table or {}) for letter in text)


def _letter(letter: str, table: dict[int, str]) -> str:
    code = ord(letter)
    code = code - _PRIVATE if 0xF020 <= code <= 0xF0FF else code
    if not table:
        return _SYMBOL.get(code, letter)
    return table.get(code, letter)
