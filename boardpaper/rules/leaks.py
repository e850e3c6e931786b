"""Leaks: proof that nothing of a restricted paper is in what the public gets."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_CLOSED = "A file that cannot be searched is not taken for one that is clean."
_SENTENCE = "{what} is in a file for the public"
_HINT = (
    "Do not publish this file. Look for how these words came into it; if they may be public, put them into the public "
    "paper or into the reason that the agenda gives."
)

WALL_TEXT = Rule(
    "wall-text",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No sentence of a restricted paper leaves the office in a public file.",
)
WALL_WORD = Rule(
    "wall-word",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No name and no number that only a restricted paper holds leaves the office in a public file.",
)
WALL_FILE = Rule(
    "wall-file",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No part of a restricted file leaves the office inside a public one.",
)
WALL_PICTURE = Rule(
    "wall-picture",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No picture of a restricted paper leaves the office, cut or scaled as it may be.",
)
WALL_FONT = Rule(
    "wall-font",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No font in a public file tells of a restricted one.",
)
WALL_UNREAD = Rule(
    "wall-unread",
    Severity.ERROR,
    sentence="{reason}, so that it cannot be searched for what is restricted",
    hint="Do not publish this file before that part of it is left out or can be read.",
    protects=_CLOSED,
)
SOURCE_UNREAD = WALL_UNREAD.worded(
    "{name} {reason}, so that the public files could not be searched for all that it says",
    "Save it in a form that can be read, without a password, or look through the public files yourself.",
    Severity.WARNING,
)
