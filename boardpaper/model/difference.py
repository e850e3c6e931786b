"""What differs between two versions of a paper: its figures, apart from its words."""

from enum import StrEnum

from msgspec import Struct


class FigureFate(StrEnum):
    """What became of a figure: another text, typed words instead of a live figure, or the other way round."""

    CHANGED = "changed"
    TYPED = "typed"
    LIVE = "live"


class FigureChange(Struct, frozen=True):
    """A figure in a paragraph that both versions have. `tag` is its control's, `where` its place in the newer one."""

    tag: str
    where: str
    before: str
    after: str
    fate: FigureFate = FigureFate.CHANGED


class WordFate(StrEnum):
    """What became of words. A paragraph is added, removed or moved as a whole; the others are changes inside one."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    LINK = "link"
    PICTURE = "picture"


class WordChange(Struct, frozen=True):
    """A change of words, figures in them included as they are printed.

    `where` is the place in the newer version, or in the older one for what is removed. `after_words` are the words
    that stand before a change inside a paragraph. `before` and `after` are words, addresses of a link, or the
    descriptions of a picture.
    """

    fate: WordFate
    where: str
    before: str = ""
    after: str = ""
    after_words: str = ""


class Difference(Struct, frozen=True):
    """All that changed between two versions, in the order of the newer one."""

    figures: tuple[FigureChange, ...] = ()
    words: tuple[WordChange, ...] = ()
