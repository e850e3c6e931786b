"""The words of an expected outline, in the pieces in which a publication must hold them."""

import re
from collections.abc import Iterable
from unicodedata import normalize

# A control's words, and a link's, without what surrounds them.
_WRAPPED = re.compile(r"\{[\w.-]+: ([^}]*)\}|\[([^\]]*)\]\((?:https?:|mailto:|#)[^)]*\)")
_KIND = re.compile(r"^(?:P|H\d|  ROW(?: header)?)(?: |$)")
_LABEL = re.compile(r"^\[(\[\d+\]|[^\]]*)\](?: |$)")
_LOOK = re.compile(r"<[^>]*>")
_PLACED = re.compile(r"^(?:\+\d+ )?(?:\^\d+x\d+ )?")
_PROPERTIES = re.compile(r"^(?:[\w.-]+(?:=\S+)? )*\| ")
_CELL = re.compile(r"(?:^| )\|(?: |$)")
# Between these the publication may hold other things: a number worked out anew, a note, a paragraph's end.
_APART = re.compile(r"\{[^}]*\}| /(?: |$)| // |; |TABLE\((?: header:)?| \)(?= /|$)")
_INVISIBLE = str.maketrans("", "", "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}")


def printed_words(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """The pieces of the body in order, and those of the notes, each without white space."""
    body: list[str] = []
    notes: list[str] = []
    for line in lines:
        if line.startswith("NOTE "):
            notes += _pieces(_LOOK.sub("", line.split(" ", 2)[2]) if line.count(" ") > 1 else "")
        elif _KIND.match(line):
            plain = _LOOK.sub("", _KIND.sub("", line))
            cells = _CELL.split(plain) if line.startswith("  ROW") else [_PROPERTIES.sub("", plain)]
            body += [piece for cell in cells for piece in _pieces(_PLACED.sub("", cell))]
    return body, notes


def _pieces(words: str) -> list[str]:
    while _WRAPPED.search(words):
        words = _WRAPPED.sub(lambda match: match[1] if match[1] is not None else match[2], words)
    parts = (_LABEL.sub(r"\1 ", part.strip()) for part in _APART.split(words.replace("{-}", "")))
    return [squeezed(part) for part in parts if part.strip()]


def squeezed(words: str) -> str:
    """Without white space, capitals and hyphens that only a line's end shows, and letters composed."""
    return "".join(normalize("NFC", words.casefold()).translate(_INVISIBLE).split())
