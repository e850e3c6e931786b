"""Content controls around figures (ECMA-376 part 1, 17.5.2 structured document tags)."""

import hashlib
from collections.abc import Container, Iterable, Sequence
from itertools import count

from boardpaper.live.bindings import SHARED, Store, data_binding
from boardpaper.ooxml.wordml import escape_attribute

# Word refuses to open a document in which a tag or an alias is longer.
MAX_LENGTH = 64
SOURCE_PREFIX = "source:"
_SHORT_PREFIX = "ref:"
# An id is a positive number of 31 bits.
_MOST_IDS = 2**31 - 1


def figure_tag(reference: str) -> str:
    """The tag of a figure's control: its reference, or where that is too long a short form that stays the same."""
    return reference if len(reference) <= MAX_LENGTH else _SHORT_PREFIX + _digest(reference, 40)


def block_tag(kind: str, indicators: Sequence[str], measure: str) -> str:
    """The tag of a generated block's control: `scorecard:all:reduce-homicide`, in a short form where too long."""
    chosen = _digest(" ".join(indicators), 8) if indicators else "all"
    slug = "-".join("".join(letter if letter.isalnum() else " " for letter in measure.lower()).split())
    tag = f"{kind}:{chosen}" + (f":{slug}" if slug else "")
    return tag if len(tag) <= MAX_LENGTH else f"{kind}:{chosen}:{_digest(measure, 16)}"


def source_tag(text: str, source: str, taken: Container[str] = ()) -> str:
    """The tag of a figure that names its own source, none of those `taken`.

    Two that say the same are two: "four" people and "four" places may have one source, and what is typed over one must
    not change the other.
    """
    tag = SOURCE_PREFIX + _digest(f"{source}\0{text}", 16)
    tags = (f"{tag}.{number}" if number > 1 else tag for number in count(1))
    return next(each for each in tags if each not in taken)


def alias(words: str) -> str:
    """`words` as a control's title, shortened where Word cannot hold all of them."""
    return words if len(words) <= MAX_LENGTH else words[: MAX_LENGTH - 1].rstrip() + "…"


class ControlIds:
    """Gives each control of a document an id of its own that depends on its tag and on what came before it."""

    def __init__(self, taken: Iterable[int] = ()) -> None:
        self._taken: set[int] = set(taken)

    def take(self, tag: str) -> int:
        """A positive number below 2**31, never given before."""
        number = int(_digest(tag, 8), 16) % _MOST_IDS + 1
        while number in self._taken:
            number = number % _MOST_IDS + 1
        self._taken.add(number)
        return number


def figure_control(
    content: str,
    *,
    tag: str,
    title: str,
    number: int,
    properties: str = "",
    bound: bool = False,
    plain: bool = True,
    store: Store = SHARED,
) -> str:
    """A control inside a paragraph around the runs in `content`, which may be bound to the figure's value in `store`.

    `properties` is the `w:rPr` that Word gives a new value. A control that holds tracked changes is not `plain` text.
    """
    binding = data_binding(tag, store) if bound else ""
    kind = "<w:text/>" if plain else ""
    return (
        f'<w:sdt><w:sdtPr>{properties}<w:alias w:val="{escape_attribute(alias(title))}"/>'
        f'<w:tag w:val="{escape_attribute(tag)}"/><w:id w:val="{number}"/>{binding}{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def block_control(content: str, *, tag: str, title: str, number: int) -> str:
    """A rich-text control around the whole paragraphs or table in `content`."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape_attribute(alias(title))}"/>'
        f'<w:tag w:val="{escape_attribute(tag)}"/><w:id w:val="{number}"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _digest(text: str, length: int) -> str:
    """As many hexadecimal digits of the text's SHA-256; characters that no file can hold count too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
