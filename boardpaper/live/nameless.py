"""Figures' controls that have lost tag, title and binding, known again by their words and by what stands around them.

LibreOffice saves a control in a line that is neither plain text nor bound, as one is whose change was tracked, without
anything that says whose it is.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from boardpaper.ooxml.names import Element, W

_GONE = (f"{W}del", f"{W}moveFrom")

TagOf = Callable[[Element], str]


def nameless_figures(root: Element, texts: Mapping[str, str], tag_of: TagOf) -> dict[Element, str]:
    """The tags of nameless controls by what they say; `texts` are the figures' words by tags, references as a rule.

    Where several figures say the same, the row and the column of a table decide, or else the paragraph. Nothing is
    guessed where more than one figure is left.
    """
    nameless = [control for control in root.iter(f"{W}sdt") if _is_nameless(control)]
    if not nameless:
        return {}
    by_text: dict[str, list[str]] = {}
    for tag, text in texts.items():
        by_text.setdefault(_plain(text), []).append(tag)
    known = {control: tag for control in root.iter(f"{W}sdt") if (tag := tag_of(control)) in texts}
    columns = _columns(known)
    found: dict[Element, str] = {}
    for control in nameless:
        candidates = by_text.get(_plain(_words(control)), [])
        if tag := _only(_by_place(control, candidates, known, columns)):
            found[control] = tag
    return found


def _is_nameless(control: Element) -> bool:
    """Whether nothing at all is said of a control; Word gives each an id."""
    properties = control.find(f"{W}sdtPr")
    return properties is not None and len(properties) == 0


def _by_place(
    control: Element, candidates: list[str], known: Mapping[Element, str], columns: Mapping[tuple[Element, int], str]
) -> list[str]:
    """Those of `candidates` that fit to where a control stands."""
    if len(candidates) < 2:
        return candidates
    place = _place(control)
    around = {_indicator(known[each]) for each in _beside(control) if each in known}
    facet = columns.get(place, "value.marked") if place else ""
    same = [tag for tag in candidates if _indicator(tag) in around]
    likely = same or candidates
    return [tag for tag in likely if _facet(tag) == facet] or likely


def _only(tags: list[str]) -> str:
    """The one tag; of a figure and the same with its marks, which say the same, the first."""
    plain = {f"{_indicator(tag)}.{_facet(tag).removesuffix('.marked')}@{tag.partition('@')[2]}" for tag in tags}
    return tags[0] if len(plain) == 1 else ""


def _columns(known: Mapping[Element, str]) -> dict[tuple[Element, int], str]:
    """What most figures of a table's column are, by the table and the column's number."""
    counted: dict[tuple[Element, int], Counter[str]] = {}
    for control, tag in known.items():
        if place := _place(control):
            counted.setdefault(place, Counter())[_facet(tag)] += 1
    return {place: facets.most_common(1)[0][0] for place, facets in counted.items()}


def _place(control: Element) -> tuple[Element, int] | None:
    """The table that a control stands in, and the number of its cell in the row."""
    cell = next(control.iterancestors(f"{W}tc"), None)
    row = None if cell is None else next(cell.iterancestors(f"{W}tr"), None)
    table = None if row is None else next(row.iterancestors(f"{W}tbl"), None)
    if cell is None or row is None or table is None:
        return None
    return table, list(row.iter(f"{W}tc")).index(cell)


def _beside(control: Element) -> Iterator[Element]:
    """The controls of the same row, or of the same paragraph."""
    around = next(control.iterancestors(f"{W}tr"), None)
    if around is None:
        around = next(control.iterancestors(f"{W}p"), None)
    return iter(()) if around is None else around.iter(f"{W}sdt")


def _words(control: Element) -> str:
    texts = control.iter(f"{W}t")
    return "".join(text.text or "" for text in texts if next(text.iterancestors(*_GONE), None) is None)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").replace("\u00ad", "").split())


def _indicator(tag: str) -> str:
    return tag.partition(".")[0]


def _facet(tag: str) -> str:
    return tag.partition("@")[0].partition(".")[2]
