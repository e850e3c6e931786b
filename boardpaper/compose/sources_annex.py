"""The annex of sources: every figure of a paper once, the paragraphs that print it, and the cells behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.compose.figures import bind_reference
from boardpaper.model.kpi import CellSource, Figure, Readings
from boardpaper.model.paper import Appendix, Paper, Part
from boardpaper.model.prose import (
    Align,
    Block,
    BlockList,
    BoundFigure,
    Heading,
    Inline,
    Link,
    NoteReference,
    Paragraph,
    ParagraphNumber,
    Place,
    SourcedFigure,
    Table,
    Text,
)
from boardpaper.model.reference import Reference

_COLUMNS = ("Figure", "What it is", "Paragraph", "Source")
_WIDTHS = (2.2, 4.6, 2.0, 4.4)
# Facets that print a number or a marker in its place; the others, such as periods and directions, rest on the same.
_NUMBERS = {"value": "value.cells", "baseline": "baseline.cells", "change": "change.cells", "share": "share.cells"}
_NOT_NUMBERS = ("cells", "period")
_ANCHOR = "_Figures_{}"
_PLACE = Place("paper.yaml")

_Where = ParagraphNumber | Text
_Figure = BoundFigure | SourcedFigure
_Key = tuple[str, str, tuple[CellSource, ...]]


class _Uses(Struct):
    """Every figure met so far and where; `anchors` counts the paragraphs that were given one."""

    notes: Mapping[str, tuple[Inline, ...]]
    found: dict[_Key, tuple[_Figure, dict[_Where, None]]] = field(default_factory=dict)
    anchors: int = 0

    def note(self, figure: _Figure, where: _Where) -> None:
        if isinstance(figure, SourcedFigure):
            key: _Key = (figure.text, figure.source, ())
        elif _cells_facet(figure.figure.facet):
            key = (figure.figure.text, figure.figure.indicator, figure.figure.sources)
        else:
            return
        self.found.setdefault(key, (figure, {}))[1][where] = None


def list_sources(
    parts: Sequence[Part],
    appendices: Sequence[Appendix],
    notes: Mapping[str, tuple[Inline, ...]],
    readings: Readings,
) -> tuple[tuple[Part, ...], tuple[Block, ...]]:
    """The parts with anchors at the paragraphs that print figures, and the annex: a table with a row for each figure.

    Figures, titles, periods and cells are live in it too. A paragraph's number is known only when Word has counted:
    see `number_paragraphs`.
    """
    uses = _Uses(notes)
    anchored = tuple(_part(part, uses) for part in parts)
    for appendix in appendices:
        for figure in _figures_of(appendix.blocks, notes):
            uses.note(figure, Text(f"Appendix\u00a0{appendix.letter}"))
    anchored = tuple(_only_named(part, uses) for part in anchored)
    rows = tuple(_row(figure, tuple(where), readings) for figure, where in uses.found.values())
    if not rows:
        return anchored, (Paragraph((Text("This paper prints no figure from a workbook."),), _PLACE, numbered=False),)
    table = Table(
        header=tuple((Text(column),) for column in _COLUMNS),
        rows=rows,
        place=_PLACE,
        align=(Align.LEFT,) * len(_COLUMNS),
        row_headers=True,
        widths=_WIDTHS,
        description="The figures of this paper and the workbook cells behind them",
    )
    return anchored, (table,)


def names_paragraphs(paper: Paper) -> bool:
    """Whether the paper prints the number of a paragraph."""
    return any(
        isinstance(word, ParagraphNumber)
        for appendix in paper.appendices
        for block in appendix.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for word in cell
    )


def number_paragraphs(paper: Paper, numbers: Mapping[str, str]) -> Paper:
    """`paper` with the printed number of each paragraph that its annex of sources names, by anchor."""
    appendices = tuple(
        replace(appendix, blocks=tuple(_numbered(block, numbers) for block in appendix.blocks))
        for appendix in paper.appendices
    )
    return replace(paper, appendices=appendices)


def _numbered(block: Block, numbers: Mapping[str, str]) -> Block:
    """The annex's table with the numbers of the paragraphs that it refers to."""
    if not isinstance(block, Table):
        return block
    rows = tuple(
        tuple(
            tuple(
                replace(word, text=numbers.get(word.anchor, "")) if isinstance(word, ParagraphNumber) else word
                for word in cell
            )
            for cell in row
        )
        for row in block.rows
    )
    return replace(block, rows=rows)


def _part(part: Part, uses: _Uses) -> Part:
    """A part with anchors on the paragraphs that print figures."""
    place: _Where = Text(part.heading)
    blocks, place = _anchored(part.blocks, part, place, uses)
    next_steps, _ = _anchored(part.next_steps, part, place, uses)
    return replace(part, blocks=blocks, next_steps=next_steps)


def _anchored(blocks: Sequence[Block], part: Part, place: _Where, uses: _Uses) -> tuple[tuple[Block, ...], _Where]:
    """The blocks, and the place of what follows: a list belongs to the numbered paragraph above it."""
    written: list[Block] = []
    for block in blocks:
        figures = list(_figures_of((block,), uses.notes))
        if isinstance(block, Paragraph) and block.numbered and part.numbered:
            uses.anchors += 1
            place = ParagraphNumber(_ANCHOR.format(uses.anchors))
            block = replace(block, anchor=place.anchor)
        for figure in figures:
            uses.note(figure, place)
        written.append(block)
    return tuple(written), place


def _only_named(part: Part, uses: _Uses) -> Part:
    """The part without the anchors that no figure needs."""
    named = {
        where.anchor for _, places in uses.found.values() for where in places if isinstance(where, ParagraphNumber)
    }

    def kept(blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(
            replace(block, anchor="") if isinstance(block, Paragraph) and block.anchor not in named else block
            for block in blocks
        )

    return replace(part, blocks=kept(part.blocks), next_steps=kept(part.next_steps))


def _figures_of(blocks: Iterable[Block], notes: Mapping[str, tuple[Inline, ...]]) -> Iterator[_Figure]:
    """The figures of the blocks' words, and those of their footnotes where these are referred to."""
    for block in blocks:
        if isinstance(block, BlockList):
            for item in block.items:
                yield from _figures_of(item.blocks, notes)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                for cell in row:
                    yield from _figures_in(cell, notes)
        elif isinstance(block, Heading | Paragraph):
            yield from _figures_in(block.words, notes)


def _figures_in(words: Iterable[Inline], notes: Mapping[str, tuple[Inline, ...]]) -> Iterator[_Figure]:
    """The figures among words, those of footnotes where their mark stands."""
    for word in words:
        if isinstance(word, BoundFigure | SourcedFigure):
            yield word
        elif isinstance(word, Link):
            yield from _figures_in(word.words, notes)
        elif isinstance(word, NoteReference):
            yield from _figures_in(notes.get(word.label, ()), {})


def _cells_facet(facet: str) -> str:
    """The facet that prints the cells behind another one; nothing where that prints no number."""
    kind, _, rest = facet.partition(".")
    return "" if rest in _NOT_NUMBERS else _NUMBERS.get(kind, "")


def _row(figure: _Figure, where: Sequence[_Where], readings: Readings) -> tuple[tuple[Inline, ...], ...]:
    """A figure's row: the figure, what it is of, where it is printed, where it comes from."""
    places = tuple(word for each in where for word in (Text(", "), each))[1:]
    if isinstance(figure, SourcedFigure):
        return (
            (replace(figure, bold=False, italic=False),),
            (Text("A figure from another source"),),
            places,
            (Text(figure.source),),
        )
    bound = figure.figure
    return (
        (BoundFigure(bound),),
        _about(bound, readings),
        places,
        (_facet(bound, _cells_facet(bound.facet), readings),),
    )


def _about(figure: Figure, readings: Readings) -> tuple[Inline, ...]:
    """`Homicides, change, 2021/22`, of which title and period are live."""
    kind = figure.facet.partition(".")[0]
    facet = "baseline.period" if kind == "baseline" else "period"
    named = () if kind in ("value", "baseline") else (Text(f", {kind}"),)
    return (_facet(figure, "title", readings), *named, Text(", "), _facet(figure, facet, readings))


def _facet(figure: Figure, facet: str, readings: Readings) -> BoundFigure:
    """Another facet of the same indicator, for the period that `figure` was asked for."""
    asked = figure.period if "@" in figure.reference else None
    return BoundFigure(bind_reference(Reference(figure.indicator, facet, asked), readings))
