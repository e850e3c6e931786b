"""What a file is made of when it is searched for another's content: words, pictures, whole streams and fonts."""

from collections.abc import Callable, Iterator

from msgspec import Struct


class Words(Struct, frozen=True):
    """A text and where it stands. A line break ends a line as drawn, or a paragraph.

    A `label` is a title, a name or a keyword, whose every word may tell; `dull` text (a producer's name, a style)
    betrays nothing of the file that it comes from, but is searched for what others may have left there.
    """

    place: str
    text: str
    label: bool = False
    dull: bool = False


class Picture(Struct, frozen=True):
    """A picture's brightness, 32 rows of 32, on each ground that it may be drawn on; width over height."""

    place: str
    grounds: tuple[bytes, ...]
    shape: float


class Whole(Struct, frozen=True):
    """The SHA-256 of a part that is carried from file to file whole."""

    place: str
    digest: str


class Face(Struct, frozen=True):
    """An embedded font: `tag` is its subset's six letters, `idle` whether it has characters that no page draws."""

    place: str
    name: str
    tag: str
    idle: bool


class Unread(Struct, frozen=True):
    """A part that could not be searched, and why."""

    place: str
    reason: str


class Wordless(Struct, frozen=True):
    """A page that shows a picture and has no words, as a scan that nobody has had recognised."""

    place: str


# Where a file is told whole.
WHOLE_FILE = "the whole file"

Piece = Words | Picture | Whole | Face | Unread | Wordless
# Opens a file inside a file: its name, its bytes, and how deep it lies.
Opener = Callable[[str, bytes, int], Iterator[Piece]]
