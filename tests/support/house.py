"""The rooms of the package and the doors of its libraries, as ARCHITECTURE.md has them."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tests.support.places import ROOT

# What every room may import: the rules, by which it says what is wrong.
REGISTER = "rules"


@dataclass(frozen=True)
class House:
    """What ARCHITECTURE.md allows: for a room the rooms it may import, for a library the modules that may import it."""

    rooms: Mapping[str, frozenset[str]]
    doors: Mapping[str, tuple[str, ...]]


def read_house(text: str) -> House:
    rooms: dict[str, frozenset[str]] = {}
    for names, allowed in table_rows(text, "| room | may import |"):
        for room in names:
            rooms[room] = frozenset(allowed)
    doors = {library: tuple(places) for names, places in table_rows(text, "| library | only in |") for library in names}
    return House(rooms, doors)


def table_rows(text: str, header: str) -> Iterator[tuple[list[str], list[str]]]:
    """The names in backticks in the first two cells of each row of the table that `header` opens."""
    _, found, rest = text.partition(f"{header}\n")
    assert found, f"ARCHITECTURE.md has no table {header}"
    for line in rest.splitlines():
        if not line.startswith("|"):
            return
        if not line.startswith("| ---"):
            first, second = (re.findall(r"`([^`]+)`", cell) for cell in line.split("|")[1:3])
            yield first, second


def room_of(dotted: str, rooms: Collection[str]) -> str:
    """The innermost of `rooms` that a module, or a name in one, stands in.

    `boardpaper.sources.word.reader` is in `sources/word`, `boardpaper.errors` in `errors`.
    """
    place = dotted.removeprefix("boardpaper.").replace(".", "/")
    while place and place not in rooms:
        place = place.rpartition("/")[0]
    return place


def holds(outer: str, room: str) -> bool:
    return room == outer or room.startswith(f"{outer}/")


DESCRIPTION = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
HOUSE = read_house(DESCRIPTION)
