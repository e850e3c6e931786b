"""Controls of figures that say nothing any more: emptied, filled with spaces, or showing their prompt."""

import re
import unicodedata

from boardpaper.ooxml.names import Element, W, tags

_GONE = frozenset(tags("del moveFrom"))
_DELETED = tags("delText")
_OBJECTS = tags("sym drawing pict object fldChar fldSimple noBreakHyphen")
# What Word, LibreOffice and Google Docs show in a control without words.
_PROMPT = re.compile(
    r"(?:click or tap (?:here )?to (?:enter|add|insert) .{1,20}|click here to (?:enter|add|insert) .{1,20}"
    r"|choose an item|click to enter .{1,20}|enter text)\.?",
    re.IGNORECASE,
)
# Letters of these kinds leave no mark on a page: spaces, ends of lines, controls, what joins or parts letters.
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


def holds_nothing(control: Element, *, is_prompt: bool) -> bool:
    """Whether a figure's control says nothing; one whose words were deleted with changes tracked was meant to go."""
    content = control.find(f"{W}sdtContent")
    if content is None or next(content.iter(*_DELETED), None) is not None:
        return False
    return is_prompt or (next(content.iter(*_OBJECTS), None) is None and says_nothing(_words(content)))


def says_nothing(words: str) -> bool:
    """Whether words leave no mark on a page, or are a prompt."""
    said = "".join(letter for letter in words if unicodedata.category(letter) not in _UNSEEN or letter == " ").strip()
    return not said or _PROMPT.fullmatch(said) is not None


def _words(content: Element) -> str:
    """What a reader sees."""
    return "".join(
        text.text or "" for text in content.iter(f"{W}t") if not any(each.tag in _GONE for each in text.iterancestors())
    )
