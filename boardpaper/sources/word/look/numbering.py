"""Lists: their definitions, and the labels that Word counts out as the paragraphs come."""

import re
from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.numerals.formats import format_number
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.sources.word.look.properties import (
    Properties,
    read_paragraph_properties,
    read_run_properties,
)
from boardpaper.sources.word.look.symbols import is_symbol_font, to_unicode
from boardpaper.sources.word.look.theme import Theme
from boardpaper.sources.word.look.values import child_value, is_on, whole

LEVELS = 9
_AS_THEY_ARE = ("bullet", "none", "decimalZero")
_PLACE = re.compile(r"%([1-9])")
# What is neither a number nor stands between numbers.
_WORDS = re.compile(r"[^%\d().,:;/\[\]–-]+")


_SIDES = {"center": "center", "right": "right", "end": "right"}


class Level(Struct, frozen=True):
    """One level of a list (17.9.6 lvl). `restart` is the one-based level that starts it anew, 0 none, None any."""

    start: int = 1
    numbering: str = "decimal"
    pattern: str = ""
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)
    align: str = "left"


class List(Struct, frozen=True):
    """A list as paragraphs refer to it; lists with one `definition` count together (17.9.15 num)."""

    definition: str
    levels: tuple[Level, ...]
    restarts: Mapping[int, int] = field(default_factory=dict)

    def level_of_style(self, style_id: str) -> int | None:
        """The level that is linked to a paragraph style (17.9.23 pStyle), or None."""
        return next((index for index, level in enumerate(self.levels) if style_id and level.style == style_id), None)


Lists = Mapping[str, List]


class Label(Struct, frozen=True):
    """What `count` gives: the words of a label, empty where the level shows nothing, and its number."""

    text: str
    value: int


class Counts(Struct):
    """How far each list has counted in one story (the body, the notes, a header)."""

    values: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


def read_lists(root: Element | None, theme: Theme, links: Mapping[str, str]) -> Lists:
    """The lists in the root of a numbering part by `w:numId`; `links` gives the list of a numbering style."""
    if root is None:
        return {}
    abstract = {element.get(f"{W}abstractNumId", ""): element for element in root.iterchildren(f"{W}abstractNum")}
    nums = {element.get(f"{W}numId", ""): element for element in root.iterchildren(f"{W}num")}
    levels = {key: _read_levels(element, theme) for key, element in abstract.items()}
    found: dict[str, List] = {}
    for num_id, num in nums.items():
        definition = _definition(num, abstract, nums, links)
        if definition in levels:
            found[num_id] = _read_list(num, definition, levels[definition], theme)
    return found


def count(counts: Counts, num_id: str, lists: Lists, index: int) -> Label:
    """The label of the next paragraph of list `num_id` at level `index`, counted as Word counts (17.9)."""
    entry = lists[num_id]
    level = entry.levels[index]
    values = counts.values.setdefault(entry.definition, [None] * LEVELS)
    before = values[index]
    restart = entry.restarts.get(index)
    if restart is not None and (num_id, index) not in counts.begun:
        value = restart
    else:
        value = level.start if before is None else before + 1
    counts.begun.add((num_id, index))
    values[index] = value
    for higher in range(index):
        # A level that was passed over has begun all the same: its next paragraph is its second.
        if values[higher] is None:
            values[higher] = entry.levels[higher].start
    for deeper in range(index + 1, LEVELS):
        after = entry.levels[deeper].restart
        if after is None or index < after:
            values[deeper] = None
    return Label(_label_text(entry, index, values), value)


def shown_numbering(level: Level) -> str:
    """The format in which a level shows its own number: legal numbering makes figures of letters (17.9.4 isLgl)."""
    return "decimal" if level.legal and level.numbering not in _AS_THEY_ARE else level.numbering


def steps(counts: Counts, num_id: str, lists: Lists, index: int) -> tuple[tuple[str, str], ...]:
    """The numbers that lead to the paragraph just counted, outermost first, each as shown and without its words.

    A number that holds those above it, such as 1.2.3, stands for them.
    """
    entry = lists[num_id]
    values = counts.values[entry.definition]
    found: list[tuple[str, str]] = []
    while index >= 0:
        places = [int(place) for place in _PLACE.findall(entry.levels[index].text)]
        found.append((_label_text(entry, index, values), _label_text(entry, index, values, wordless=True)))
        index = min([*places, index + 1], default=0) - 2 if places else -1
    return tuple(reversed(found))


def _label_text(entry: List, index: int, values: list[int | None], *, wordless: bool = False) -> str:
    """The label of a level where the levels count `values`; without its words if `wordless`."""
    level = entry.levels[index]
    if level.numbering == "bullet":
        return level.text

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        other = entry.levels[place]
        value = values[place]
        if value is None or place > index:
            return ""
        # Word leaves figures with a leading nought as they are: its own list of articles shows “Section 1.01”.
        legal = level.legal and other.numbering not in _AS_THEY_ARE
        return format_number(value, "decimal" if legal else other.numbering, other.pattern)

    return _PLACE.sub(number, _WORDS.sub("", level.text) if wordless else level.text)


def _definition(
    num: Element,
    abstract: Mapping[str, Element],
    nums: Mapping[str, Element],
    links: Mapping[str, str],
) -> str:
    """The abstract list behind a list, through numbering styles (17.9.21 numStyleLink)."""
    definition = child_value(num, f"{W}abstractNumId") or ""
    for _ in range(len(abstract)):
        element = abstract.get(definition)
        style = child_value(element, f"{W}numStyleLink")
        if style is None:
            break
        linked = child_value(nums.get(links.get(style, "")), f"{W}abstractNumId") or _named_by(style, abstract)
        if linked in ("", definition):
            break
        definition = linked
    return definition


def _named_by(style: str, abstract: Mapping[str, Element]) -> str:
    """The abstract list that says itself which numbering style it is (17.9.27 styleLink)."""
    return next((key for key, each in abstract.items() if child_value(each, f"{W}styleLink") == style), "")


def _read_list(num: Element, definition: str, levels: tuple[Level, ...], theme: Theme) -> List:
    """A list of its definition's levels, with those that it overrides."""
    changed = list(levels)
    restarts: dict[int, int] = {}
    for override in num.iterchildren(f"{W}lvlOverride"):
        index = whole(override.get(f"{W}ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        level = override.find(f"{W}lvl")
        if level is not None:
            changed[index] = _read_level(level, theme)
        start = whole(child_value(override, f"{W}startOverride"))
        if start is not None:
            restarts[index] = start
            changed[index] = replace(changed[index], start=start)
    return List(definition, tuple(changed), restarts)


def _read_levels(element: Element, theme: Theme) -> tuple[Level, ...]:
    """All nine levels of a definition, those that it does not give with no text."""
    levels = [Level() for _ in range(LEVELS)]
    for child in element.iterchildren(f"{W}lvl"):
        index = whole(child.get(f"{W}ilvl"))
        if index is not None and 0 <= index < LEVELS:
            levels[index] = _read_level(child, theme)
    return tuple(levels)


def number_format(element: Element | None) -> tuple[str, str] | None:
    """The number format of a list's level or of notes (17.9.17 numFmt): its name, and a custom one's pattern."""
    # A custom format stands in an alternative whose first choice is the one that Word takes.
    form = None if element is None else element.find(f".//{W}numFmt")
    return None if form is None else (form.get(VAL, "decimal"), form.get(f"{W}format", ""))


def _read_level(element: Element, theme: Theme) -> Level:
    """A level's number, text, look and rules of counting."""
    numbering, pattern = number_format(element) or ("decimal", "")
    run = read_run_properties(element.find(f"{W}rPr"), theme)
    text = child_value(element, f"{W}lvlText") or ""
    legal = element.find(f"{W}isLgl")
    start = whole(child_value(element, f"{W}start"))
    font = run.get("font", "")
    if numbering == "bullet" and text:
        text = to_unicode(text, font)
        run = {name: value for name, value in run.items() if name != "font" or not is_symbol_font(font)}
    return Level(
        # The start of a level that gives none is 0 (17.9.25).
        0 if start is None else start,
        numbering,
        pattern,
        text,
        child_value(element, f"{W}suff") or "tab",
        legal is not None and is_on(legal),
        whole(child_value(element, f"{W}lvlRestart")),
        child_value(element, f"{W}pStyle") or "",
        read_paragraph_properties(element.find(f"{W}pPr"), theme),
        run,
        _SIDES.get(child_value(element, f"{W}lvlJc") or "", "left"),
    )
