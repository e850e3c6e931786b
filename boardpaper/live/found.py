"""Figures found in an edited Word file: which figure each control holds, and what its author made of the text."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from boardpaper.live.bindings import SHARED, Store, bound_key, is_foreign, is_of
from boardpaper.live.controls import SOURCE_PREFIX, alias
from boardpaper.live.nameless import nameless_figures
from boardpaper.model.reference import is_reference
from boardpaper.ooxml.names import VAL, Element, W, tags
from boardpaper.ooxml.splicing import Splicer

TRACKING_AUTHOR = "boardpaper"
_GONE = frozenset(tags("del moveFrom"))
_COME = frozenset(tags("ins moveTo"))
_REVISIONS = _GONE | _COME
_TEXT = f"{W}t"
_DELETED_TEXT = f"{W}delText"
_HYPHEN = f"{W}noBreakHyphen"
_SPACES = frozenset(tags("br cr tab ptab"))
_OBJECTS = frozenset(tags("drawing pict object sym fldChar fldSimple instrText"))
_NO_WORDS = frozenset(tags("rPr pPr sdtPr tblPr tcPr trPr"))
_WORDS_QUOTED = 10
# What a figure of another paper is called that says nothing of itself.
NAMELESS = "a figure"
# What stands for something other than words inside a control.
_OBJECT = "\ufffc"


class Control(NamedTuple):
    """A `w:sdt` and its parts, or a table's cell, which is all three; `splicer` holds the part of the file it is in."""

    splicer: Splicer
    element: Element
    properties: Element
    content: Element


class Wording(Struct):
    """What a control says: `text` as a reader sees it, deletions left out, `original` before tracked changes.

    `texts` are the `w:t` elements that a reader sees, `hyphens` the no-break hyphens among them.
    """

    text: str = ""
    original: str = ""
    texts: list[Element] = field(default_factory=list)
    hyphens: list[Element] = field(default_factory=list)


class LiveFigure(Struct):
    """A control that holds a figure, as it stands in an edited paper.

    `tag` is the figure's, however it was found out; `by` says how: `tag`, `binding`, `title` or `words`. `revised`
    tells of tracked changes inside, `own` that all of them are boardpaper's; `deleted` that the whole control stands in
    a deletion. `strange` says why the control cannot be rewritten. `repeated` is true in the copy of a text box that
    Word keeps for its older versions. One that is `foreign` is bound to the values of another paper.
    """

    control: Control
    tag: str
    by: str
    bound: str
    words: Wording = field(default_factory=Wording)
    revised: bool = False
    own: bool = False
    deleted: bool = False
    placeholder: bool = False
    repeated: bool = False
    foreign: bool = False
    strange: str = ""

    @property
    def where(self) -> str:
        """The place as a person finds it: its paragraph's number and first words."""
        return place_of(self.control.element, self.control.splicer)


class Known(Struct, frozen=True):
    """The figures of a ledger by everything that a control may say of them: tags, keys of bindings, titles.

    `store` is where the paper keeps their values.
    """

    texts: Mapping[str, str]
    keys: Mapping[str, str]
    titles: Mapping[str, str]
    store: Store = SHARED


def read_figures(splicer: Splicer, known: Known, others: frozenset[str]) -> list[LiveFigure]:
    """Every control of `splicer` that holds a figure, in order; `others` are tags of controls that hold none."""
    found: dict[Element, LiveFigure] = {}
    for element in splicer.root.iter(f"{W}sdt"):
        figure = _identify(splicer, element, known, others)
        if figure is not None:
            found[element] = figure
    tags = {control: figure.tag for control, figure in found.items()}
    for element, tag in nameless_figures(splicer.root, known.texts, lambda control: tags.get(control, "")).items():
        control = _control(splicer, element)
        if control is not None:
            found[element] = LiveFigure(control, tag, "words", "")
    for figure in found.values():
        _read_text(figure, found)
        if figure.by == "title" and not same_words(figure.words.text, known.texts[figure.tag]):
            figure.tag = ""
    return [figure for figure in found.values() if figure.tag]


def read_bound(splicer: Splicer, keys: Container[str], store: Store = SHARED) -> Iterator[tuple[str, str]]:
    """The key and the text of each control that is bound to one of `keys`; of a deleted one, what was deleted."""
    for element in splicer.root.iter(f"{W}sdt"):
        control = _control(splicer, element)
        if control is not None and (key := _bound(control.properties, store)) in keys:
            figure = LiveFigure(control, "", "binding", key)
            _read_text(figure, {})
            yield key, figure.words.original if figure.deleted else figure.words.text


def read_cell(splicer: Splicer, cell: Element) -> LiveFigure:
    """The words of a table's cell, looked at as those of a control are."""
    figure = LiveFigure(Control(splicer, cell, cell, cell), "", "cell", "")
    _read_text(figure, {})
    return figure


def same_words(one: str, other: str) -> bool:
    """Whether both say the same, whatever their spaces and hyphens are made of."""
    return _plain(one) == _plain(other)


def place_of(element: Element, splicer: Splicer) -> str:
    """The place of `element` as a person finds it: the part if it is not the body, the paragraph's number and words."""
    row = next(element.iterancestors(f"{W}tr"), None)
    if row is not None:
        first = row.find(f".//{W}tc")
        named = f"row “{_first_words(first)}”"
    else:
        paragraph = _paragraph(element)
        number = "" if paragraph is None else splicer.numbers.get(paragraph, "")
        named = ", ".join(filter(None, (number and f"paragraph {number}", f"“{_first_words(paragraph)}”")))
    return f"the {splicer.kind}, {named}" if splicer.kind else named


def _first_words(element: Element | None) -> str:
    """The words that a finding quotes, with an ellipsis where there are more."""
    words = "".join(_words(element)).split() if element is not None else []
    return " ".join(words[:_WORDS_QUOTED]) + ("…" if len(words) > _WORDS_QUOTED else "")


def is_tracked(element: Element) -> bool:
    """Whether `element` holds tracked insertions or deletions."""
    return next(element.iter(*_REVISIONS), None) is not None


def _plain(text: str) -> str:
    """The text with ordinary hyphens, no soft ones, and every stretch of space as one space."""
    return " ".join(text.replace("\u2011", "-").replace("\u00ad", "").split())


def _paragraph(element: Element) -> Element | None:
    """The paragraph around an element, or the first one inside it."""
    around = next(element.iterancestors(f"{W}p"), None)
    return around if around is not None else next(element.iter(f"{W}p"), None)


def _words(element: Element) -> Iterator[str]:
    """The text of each `w:t` as it stands, deleted text left out, and a space for each break or tab."""
    for each in element.iter(_TEXT, *_SPACES):
        yield (each.text or "") if each.tag == _TEXT else " "


def _control(splicer: Splicer, element: Element) -> Control | None:
    """A `w:sdt` with its parts; None where it lacks one, as no editor writes it."""
    properties, content = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
    return None if properties is None or content is None else Control(splicer, element, properties, content)


def _identify(splicer: Splicer, element: Element, known: Known, others: frozenset[str]) -> LiveFigure | None:
    """The figure that a control holds, its words not read yet; None where it holds none."""
    control = _control(splicer, element)
    if control is None:
        return None
    written, title = _value(control.properties, "tag"), _value(control.properties, "alias")
    if written in others or written.startswith(SOURCE_PREFIX):
        return None
    if is_foreign(control.properties, known.store):
        return LiveFigure(control, written or title or NAMELESS, "tag", "", foreign=True)
    key = _bound(control.properties, known.store)
    tag, by = _whose(written, key, title, known)
    if not tag:
        return None
    figure = LiveFigure(control, tag, by, key)
    by_key = known.keys.get(key, "")
    if by == "tag" and by_key and by_key != tag:
        figure.strange = f"its tag says “{tag}” and its binding “{by_key}”"
    return figure


def _whose(written: str, key: str, title: str, known: Known) -> tuple[str, str]:
    """The tag of the figure that a control is for, and what tells so: its tag, binding or title; "" where none does."""
    if written in known.texts:
        return written, "tag"
    if by_key := known.keys.get(key, ""):
        return by_key, "binding"
    if is_reference(written):
        return written, "tag"
    return ("" if written else known.titles.get(title, "")), "title"


def _value(properties: Element, name: str) -> str:
    """The `w:val` of a property; "" where it is not there."""
    child = properties.find(f"{W}{name}")
    return "" if child is None else child.get(VAL, "")


def _bound(properties: Element, store: Store) -> str:
    """The key of the value that the control is bound to; "" where it is bound to none of `store`."""
    binding = properties.find(f"{W}dataBinding")
    return bound_key(binding.get(f"{W}xpath", "")) if binding is not None and is_of(binding, store) else ""


def _read_text(figure: LiveFigure, found: Mapping[Element, LiveFigure]) -> None:
    """Fills in what the control says, what tracked changes there are, and why it cannot be rewritten, if so."""
    control = figure.control
    revisions = list(control.content.iter(*_REVISIONS))
    figure.revised = bool(revisions)
    figure.own = {each.get(f"{W}author", "") for each in revisions} == {TRACKING_AUTHOR}
    figure.placeholder = control.properties.find(f"{W}showingPlcHdr") is not None
    figure.words = _wording(control, empty=figure.placeholder)
    around = list(control.element.iterancestors())
    figure.repeated = any(str(each.tag).endswith("}Fallback") for each in around)
    in_deletion = any(each.tag in _GONE for each in around) or _in_deleted_row(control.element)
    figure.deleted = in_deletion or (figure.revised and _is_struck(figure.words))
    if any(each in found for each in control.content.iter(f"{W}sdt")):
        figure.strange = "it holds another figure"
    elif _OBJECT in figure.words.text:
        figure.strange = "it holds more than words"


def _wording(control: Control, *, empty: bool) -> Wording:
    """What the control says; one that is `empty` shows a placeholder, which says nothing of the figure."""
    views = _Views()
    _walk(control.content, views, _Shown(final=True, original=True))
    final, original = ("", "") if empty else ("".join(views.final), "".join(views.original))
    return Wording(final, original, views.texts, views.hyphens)


def _is_struck(words: Wording) -> bool:
    """Whether a reader sees nothing of what was there before tracked changes."""
    return bool(words.original.strip()) and not words.text.strip()


def _in_deleted_row(element: Element) -> bool:
    """Whether a tracked change deletes the row of a table that the element stands in."""
    path = f"{W}trPr/{W}del"
    return any(row.find(path) is not None for row in element.iterancestors(f"{W}tr"))


class _Shown(NamedTuple):
    """Which of the texts hold a place: the final one, all changes accepted, and the original, all rejected."""

    final: bool
    original: bool


class _Views(Struct):
    """What is said in the final and in the original text, and the elements that say it in the final one."""

    final: list[str] = field(default_factory=list)
    original: list[str] = field(default_factory=list)
    texts: list[Element] = field(default_factory=list)
    hyphens: list[Element] = field(default_factory=list)

    def say(self, words: str, shown: _Shown) -> None:
        """Adds `words` to the texts that hold their place."""
        if shown.final:
            self.final.append(words)
        if shown.original:
            self.original.append(words)

    def note(self, element: Element) -> None:
        """Keeps an element of the final text that may be rewritten."""
        if element.tag == _TEXT:
            self.texts.append(element)
        elif element.tag == _HYPHEN:
            self.hyphens.append(element)


def _walk(element: Element, views: _Views, shown: _Shown) -> None:
    """Gathers what is said below `element`; a paragraph ends with a line break, unless it is the last."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _NO_WORDS:
            continue
        if said := _said(child):
            views.say(said, shown)
            if shown.final:
                views.note(child)
            continue
        _walk(child, views, _Shown(shown.final and child.tag not in _GONE, shown.original and child.tag not in _COME))
        if child.tag == f"{W}p" and child.getnext() is not None:
            views.say("\n", _Shown(final=True, original=True))


def _said(element: Element) -> str:
    """What an element says by itself, deleted or not; "" for one that holds others, such as a run."""
    if element.tag in (_TEXT, _DELETED_TEXT):
        return element.text or ""
    if element.tag == _HYPHEN:
        return "\u2011"
    if element.tag in _SPACES:
        return " "
    return _OBJECT if element.tag in _OBJECTS else ""


def known_figures(
    texts: Mapping[str, str], keys: Mapping[str, str], titles: Sequence[tuple[str, str]], store: Store = SHARED
) -> Known:
    """What a ledger knows; `titles` are the controls' own, with their tags. One that two figures share tells none."""
    counted: dict[str, set[str]] = {}
    for title, tag in titles:
        counted.setdefault(alias(title), set()).add(tag)
    return Known(texts, keys, {title: next(iter(tags)) for title, tags in counted.items() if len(tags) == 1}, store)
