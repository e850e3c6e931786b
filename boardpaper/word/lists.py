"""Which list paragraphs count on by themselves, and which need a numbering instance of their own."""

from msgspec import Struct, field

from boardpaper.model.prose import BlockList, ListKind
from boardpaper.model.template import Style
from boardpaper.ooxml.numbering import Numbering
from boardpaper.ooxml.styles import StyleSheet

_STYLES = {ListKind.DECIMAL: Style.DECIMAL, ListKind.LETTER: Style.LETTERED, ListKind.ROMAN: Style.ROMAN}


class Around(Struct, frozen=True):
    """A list that another list stands in. `level` is -1 for bullets, which count nothing."""

    list_number: int
    level: int
    natural: bool


class ListCounter(Struct):
    """Follows the levels of a template's multilevel list while one body is written.

    Word restarts a level by itself after any paragraph of a higher level in the same list (17.9.10 lvlRestart), so a
    list under a fresh numbered paragraph needs nothing. Any other list needs an instance that starts afresh. It needs
    counters of its own as well where it stands inside a list of the same or a deeper level, and where no numbered
    paragraph stands above it: a level that is passed over counts as begun, so the first such paragraph would be 2.
    """

    styles: StyleSheet
    numbering: Numbering
    _used: dict[int, set[int]] = field(default_factory=dict)

    def paragraph(self, style: Style) -> None:
        """Notes that a numbered paragraph in `style` has been written."""
        entry = self.styles.find(style)
        if entry is not None and entry.numbering is not None:
            self._count(*entry.numbering)

    def begin(self, block: BlockList, around: tuple[Around, ...]) -> tuple[Around, int | None]:
        """How the items of `block` are counted: its place among lists, and an instance's id where one is needed."""
        if block.kind is ListKind.BULLET:
            return Around(0, -1, natural=True), None
        entry = self.styles.find(_STYLES[block.kind])
        if entry is None or entry.numbering is None or not self.numbering.has_level(*entry.numbering):
            return Around(0, -1, natural=False), None
        number, level = entry.numbering
        counting = tuple(outer for outer in around if outer.level >= 0)
        if block.start == 1 and self._restarts_itself(number, level, counting):
            self._count(number, level)
            return Around(number, level, natural=True), None
        return Around(number, level, natural=False), self._instance(number, level, block.start, counting)

    def _restarts_itself(self, number: int, level: int, around: tuple[Around, ...]) -> bool:
        """Whether Word counts from the start again at this level, since only higher levels have counted since."""
        used = self._used.get(number, set())
        if any(not outer.natural or (outer.list_number == number and outer.level >= level) for outer in around):
            return False
        return bool(used) and max(used) < level

    def _instance(self, number: int, level: int, start: int, around: tuple[Around, ...]) -> int:
        """A list number that counts from `start`: of the same list where its outer levels go on, else of a copy."""
        stands_under = any(higher < level for higher in self._used.get(number, ()))
        if not stands_under or any(outer.list_number == number and outer.level >= level for outer in around):
            return self.numbering.copied(number, level, start)
        self._count(number, level)
        return self.numbering.restarted(number, level, start)

    def _count(self, number: int, level: int) -> None:
        """Notes that a level has counted, which sets those below it back."""
        used = self._used.setdefault(number, set())
        used -= {deeper for deeper in used if deeper > level}
        used.add(level)


def item_style(kind: ListKind, depth: int) -> Style:
    """The style of a list item's first paragraph; `depth` counts the lists around it."""
    if kind is ListKind.BULLET:
        return Style.BULLET_2 if depth else Style.BULLET
    return _STYLES[kind]


def continuation_style(depth: int) -> Style:
    """The style of a list item's further paragraphs; `depth` counts the lists around it."""
    return Style.CONTINUATION_2 if depth else Style.CONTINUATION
