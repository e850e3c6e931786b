"""A field's code as Word writes it: its name, arguments and switches, and what the general ones ask for (17.16)."""

import re
from collections import deque
from functools import lru_cache

from msgspec import Struct

from boardpaper.model.document import ListLabel

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\\[^\s"“])|([^\s"“]+)')
_ESCAPE = re.compile(r"\\(.)")
# The switches that a value follows: the general ones, and those of the fields that are worked out.
_GENERAL = frozenset("*#@")
_VALUED = {
    "REF": frozenset("d"),
    "SEQ": frozenset("rs"),
    "TOC": frozenset("abcdflopst"),
    "HYPERLINK": frozenset("lot"),
}
# The switches by which a field shows a paragraph's number.
_NUMBERED = {"REF": "nrw", "STYLEREF": "nrws"}
_TRAILING = ". "
_SIGNS = re.compile(r"[\W_]+")


class FieldCode(Struct, frozen=True):
    """A field's code: `name` in upper case, and each switch by its letter with its value, empty where it has none."""

    name: str = ""
    arguments: tuple[str, ...] = ()
    switches: tuple[tuple[str, str], ...] = ()

    def has(self, letter: str) -> bool:
        """Whether the switch stands there."""
        return any(letter == found for found, _ in self.switches)

    def value(self, letter: str) -> str:
        """The switch's value; empty where it has none, or does not stand there."""
        return next((value for found, value in self.switches if letter == found), "")

    @property
    def formats(self) -> tuple[str, ...]:
        r"""What follows each `\*`, as written."""
        return tuple(value for letter, value in self.switches if letter == "*")


@lru_cache(maxsize=1024)
def parse_field_code(instruction: str) -> FieldCode:
    """The code in a field's instruction."""
    tokens = deque(_TOKEN.finditer(instruction))
    if not tokens:
        return FieldCode()
    name = _said(tokens.popleft()).upper()
    valued = _VALUED.get(name, frozenset()) | _GENERAL
    arguments: list[str] = []
    switches: list[tuple[str, str]] = []
    while tokens:
        token = tokens.popleft()
        if token[3] is None:
            arguments.append(_said(token))
            continue
        letter = token[3][1].lower()
        has_value = letter in valued and tokens and tokens[0][3] is None
        switches.append((letter, _said(tokens.popleft()) if has_value else ""))
    return FieldCode(name, tuple(arguments), tuple(switches))


def _said(token: re.Match[str]) -> str:
    """A token of a field's code without its quotation marks and backslashes."""
    quoted = token[1] if token[1] is not None else token[2]
    return token[0] if quoted is None else _ESCAPE.sub(r"\1", quoted)


def in_letters(text: str, code: FieldCode) -> str:
    r"""`text` with the capitals that `\* Upper`, `Lower`, `FirstCap` or `Caps` ask for (17.16.4.3.1)."""
    for written in code.formats:
        asked = written.lower()
        if asked == "upper":
            text = text.upper()
        elif asked == "lower":
            text = text.lower()
        elif asked == "firstcap":
            text = text[:1].upper() + text[1:]
        elif asked == "caps":
            text = re.sub(r"(?<!\S)\S", lambda match: match[0].upper(), text)
    return text


def style_asked(code: FieldCode) -> str:
    """The style that STYLEREF names, in lower case; a number is a heading's level."""
    name = code.arguments[0].lower() if code.arguments else ""
    return f"heading {name}" if name.isdigit() else name


def asks_for_number(code: FieldCode) -> bool:
    r"""Whether REF or STYLEREF shows a paragraph's number in place of its words; `\s` is how captions ask for it."""
    return any(code.has(letter) for letter in _NUMBERED.get(code.name, ""))


def number_asked(label: ListLabel, code: FieldCode, beside: ListLabel | None = None) -> str:
    r"""The number of a paragraph as `\n` (by itself), `\w` (in full) or `\r` (as seen from `beside`) shows it."""
    steps = label.steps or ((label.text, label.text),)
    if code.has("w"):
        asked = steps
    elif code.has("r"):
        asked = steps[_shared(steps, label, beside) :]
    else:
        asked = steps[-1:]
    which = 1 if code.has("t") or (code.name == "STYLEREF" and code.has("s")) else 0
    return "".join(step[which] for step in asked).strip().rstrip(_TRAILING)


def _shared(steps: tuple[tuple[str, str], ...], label: ListLabel, beside: ListLabel | None) -> int:
    """How many of the first steps a reader who stands at `beside` need not be told; never all."""
    if beside is None or beside.definition != label.definition:
        return 0
    count = 0
    for own, other in zip(steps[:-1], beside.steps, strict=False):
        if own != other:
            break
        count += 1
    return count


def same_letters(one: str, other: str) -> bool:
    """Whether two numbers differ in nothing but full stops, brackets and spaces."""
    return _SIGNS.sub("", one).casefold() == _SIGNS.sub("", other).casefold()
