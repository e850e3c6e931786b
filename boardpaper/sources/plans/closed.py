"""What a meeting.yaml that cannot be used still says of the items that are closed to the public."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from boardpaper.model.asked import name_fault
from boardpaper.model.meeting import AgendaItem, Meeting, MeetingAppendix, PaperFile, PaperKind, Restriction
from boardpaper.model.messages import nearest
from boardpaper.sources.plans.meeting import DESCRIPTIONS, FILE_NAME, ITEM_KEYS, misnamed_descriptions
from boardpaper.sources.plans.yaml import read_entries

_KEY = "restricted"
# What may stand behind “restricted:” of an item that is open.
_NO = frozenset({"no", "n", "false", "off", "null", "none", "~"})
# What other names for the setting have in them.
_STEMS = ("restrict", "exempt", "confiden", "clos", "privat")


class ClosedItems(Struct, frozen=True):
    """A meeting with the items that are `certain` to be closed, one with those for which it is `possible`.

    `is_whole` says that no other item can be closed: all that says so could be read.
    """

    certain: Meeting
    possible: Meeting
    is_whole: bool


def read_closed(path: Path) -> ClosedItems | None:
    """What the description of the meeting at `path` says is closed, as far as it can be read; None where there is
    none."""
    file = path
    if path.is_dir():
        known = path / FILE_NAME
        file = known if os.path.lexists(known) else next(misnamed_descriptions(path), known)
    if not (path.is_dir() or file.suffix.lower() in DESCRIPTIONS) or not os.path.lexists(file):
        return None
    entries = read_entries(file, "items")
    certain: list[AgendaItem] = []
    possible: list[AgendaItem] = []
    for place, entry in enumerate(entries.read):
        if isinstance(entry, Mapping):
            certain += _closed(file.parent, place, entry)
            possible += [_item(file.parent, place, entry)] if _may_be_closed(entry) else []
    is_whole = bool(entries.read) and entries.lost is not None and _STEMS[0] not in entries.lost.casefold()
    return ClosedItems(_meeting(file, certain), _meeting(file, possible), is_whole)


def nothing_known(file: Path) -> ClosedItems:
    """What is closed in the meeting whose description was `file`, and is gone."""
    meeting = _meeting(file, [])
    return ClosedItems(meeting, meeting, is_whole=False)


def _meeting(file: Path, items: list[AgendaItem]) -> Meeting:
    return Meeting(file.name, file.parent, Path(), tuple(items))


def _closed(folder: Path, place: int, entry: Mapping[str, Any]) -> Iterator[AgendaItem]:
    """The item, or each appendix of it that is closed by itself."""
    if _is_set(entry):
        yield _item(folder, place, entry)
        return
    for appendix in _list(entry.get("appendices")):
        if isinstance(appendix, Mapping) and _is_set(appendix):
            yield AgendaItem(_number(place, entry), "", paper=_paper(folder, appendix), restricted=Restriction(""))


def _is_set(entry: Mapping[str, Any]) -> bool:
    """Whether somebody has written that it is closed, however wrongly."""
    value = entry.get(_KEY)
    return value is not None and not (isinstance(value, str) and value.strip().casefold() in _NO)


def _may_be_closed(entry: Mapping[str, Any]) -> bool:
    """Whether a setting with another name, or in another place, may have been meant to close the item."""
    return any(
        nearest(key, ITEM_KEYS) == _KEY or any(stem in key.casefold() for stem in _STEMS)
        for key in _strange_keys(entry)
    )


def _strange_keys(entry: Mapping[str, Any]) -> Iterator[str]:
    """The keys that an item does not have, and those inside its settings but for what closes an appendix."""
    for key, value in entry.items():
        if key not in ITEM_KEYS:
            yield key
        elif isinstance(value, Mapping) and key != _KEY:
            yield from value
        else:
            yield from (inner for each in _list(value) if isinstance(each, Mapping) for inner in each if inner != _KEY)


def _item(folder: Path, place: int, entry: Mapping[str, Any]) -> AgendaItem:
    """As much of an item as a paper that went out with it is known by."""
    papers = [_paper(folder, each) for each in (entry, *_list(entry.get("appendices"))) if isinstance(each, Mapping)]
    first, *others = papers
    appendices = tuple(MeetingAppendix("", "", paper) for paper in others if paper)
    title = entry.get("title")
    return AgendaItem(
        _number(place, entry),
        title if isinstance(title, str) else "",
        paper=first,
        appendices=appendices,
        restricted=Restriction(""),
    )


def _number(place: int, entry: Mapping[str, Any]) -> str:
    """Its number as printed, or its place on the agenda."""
    number = entry.get("number")
    return number if isinstance(number, str) and number else str(place + 1)


def _paper(folder: Path, entry: Mapping[str, Any]) -> PaperFile | None:
    paper = entry.get("paper")
    name = paper.get("file") if isinstance(paper, Mapping) else paper
    if not isinstance(name, str) or not name or name_fault(name):
        return None
    return PaperFile(folder / name, name, PaperKind.WORD)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
