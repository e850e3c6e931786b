"""A paper assembled: every reference in its narrative bound, every part in its place."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from boardpaper.compose.calculations import declared_calculations
from boardpaper.compose.figures import bind_reference
from boardpaper.compose.readings import UnboundError, asked_reference, find_indicator
from boardpaper.compose.scorecard import scorecard
from boardpaper.compose.sources_annex import list_sources
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, Indicator, Readings
from boardpaper.model.messages import nearest
from boardpaper.model.paper import Appendix, AppendixPlan, NarrativePlan, Paper, PaperPlan, Part, PartPlan
from boardpaper.model.prose import (
    Block,
    BlockList,
    BoundFigure,
    FigureReference,
    Heading,
    Inline,
    Link,
    ListItem,
    Paragraph,
    Place,
    Placeholder,
    Prose,
    Table,
    Text,
)
from boardpaper.rules import figures as rules


def compose_paper(
    plan: PaperPlan, narrative: Mapping[str, Prose], readings: Readings
) -> tuple[Paper, tuple[Finding, ...]]:
    """The paper that `plan` asks for. `narrative` holds what each file of the plan says, by the plan's name for it.

    References that cannot be bound stay in the text as written and are blocking findings; nothing of the narrative
    is left out.
    """
    composer = _Composer(narrative, readings)
    parts = tuple(composer.part(part) for part in plan.parts)
    appendices = tuple(composer.appendix(appendix) for appendix in plan.appendices)
    notes = {
        label: composer.inlines(words)
        for name in _names(plan)
        for label, words in narrative.get(name, Prose()).notes.items()
    }
    if any(appendix.sources for appendix in plan.appendices):
        parts, listed = list_sources(parts, appendices, notes, readings)
        appendices = tuple(
            replace(appendix, blocks=(*appendix.blocks, *composer.remembered(listed))) if asked.sources else appendix
            for appendix, asked in zip(appendices, plan.appendices, strict=True)
        )
    paper = Paper(
        plan.front,
        plan.template,
        parts,
        appendices,
        notes,
        composer.figures,
        readings.workbooks,
        declared_calculations(readings),
    )
    return paper, tuple(composer.findings)


def _names(plan: PaperPlan) -> list[str]:
    """The names of the narrative files, each once, in the order in which the paper takes them."""
    files: list[NarrativePlan | None] = []
    for part in plan.parts:
        files += [*part.sections, part.next_steps]
    files += [appendix.narrative for appendix in plan.appendices]
    return list(dict.fromkeys(file.name for file in files if file))


class _Composer:
    """Collects figures and findings while the blocks of a paper are bound."""

    def __init__(self, narrative: Mapping[str, Prose], readings: Readings) -> None:
        self.narrative = narrative
        self.readings = readings
        self.figures: dict[str, Figure] = {}
        self.findings: list[Finding] = []

    def part(self, plan: PartPlan) -> Part:
        blocks = tuple(block for section in plan.sections for block in self.blocks(self._said(section)))
        next_steps = self.blocks(self._said(plan.next_steps)) if plan.next_steps else ()
        if not plan.numbered:
            blocks, next_steps = _unnumbered(blocks), _unnumbered(next_steps)
        return Part(plan.id, plan.heading, blocks, next_steps, plan.authors, plan.new_page, plan.numbered)

    def appendix(self, plan: AppendixPlan) -> Appendix:
        place = Place("paper.yaml")
        blocks: tuple[Block, ...] = ()
        if plan.narrative:
            blocks = _unnumbered(self.blocks(self._said(plan.narrative)))
        if plan.scorecard is not None:
            blocks += self._scorecard(self._chosen(plan.scorecard, place), place, asked=plan.scorecard)
        return Appendix(plan.letter, plan.title, blocks)

    def _said(self, plan: NarrativePlan) -> Sequence[Block]:
        """The blocks of a narrative file; none where it could not be read."""
        return self.narrative.get(plan.name, Prose()).blocks

    def _chosen(self, ids: Sequence[str], place: Place) -> list[Indicator]:
        """The indicators of a scorecard: those named, or all that ask to be on it."""
        if not ids:
            return [indicator for indicator in self.readings.indicators.values() if indicator.scorecard]
        chosen = []
        for indicator_id in ids:
            try:
                chosen.append(find_indicator(self.readings, indicator_id))
            except UnboundError as fault:
                self._report(fault, place)
        return chosen

    def _scorecard(
        self,
        indicators: Sequence[Indicator],
        place: Place,
        *,
        level: int = 2,
        asked: Sequence[str] = (),
        measure: str = "",
    ) -> tuple[Block, ...]:
        """A scorecard's blocks, remembered for the ledger; `asked` is what the plan says, `level` its headings' own."""
        blocks = scorecard(indicators, self.readings, place, self._report, level=level, asked=asked, measure=measure)
        return tuple(self.remembered(blocks))

    def remembered(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """`blocks`, whose tables' figures count among the paper's from here on."""
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        for inline in cell:
                            if isinstance(inline, BoundFigure):
                                self.figures[inline.figure.reference] = inline.figure
        return blocks

    def _report(self, fault: UnboundError, place: Place) -> None:
        """Notes why something could not be bound, where a person finds the reference."""
        if fault.finding is None:
            return
        finding = replace(fault.finding, where=str(place))
        # A scorecard asks several things of one indicator, which may all fail for one reason.
        if finding not in self.findings:
            self.findings.append(finding)

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """`blocks` with every reference bound and every placeholder filled, in the same order."""
        return tuple(bound for block in blocks for bound in self._block(block))

    def _block(self, block: Block) -> tuple[Block, ...]:
        """A block with its references bound; a placeholder becomes what it stands for."""
        match block:
            case Heading() | Paragraph():
                return (replace(block, words=self.inlines(block.words)),)
            case BlockList():
                return (replace(block, items=tuple(ListItem(self.blocks(item.blocks)) for item in block.items)),)
            case Table():
                header = tuple(self.inlines(cell) for cell in block.header)
                rows = tuple(tuple(self.inlines(cell) for cell in row) for row in block.rows)
                return (replace(block, header=header, rows=rows),)
            case Placeholder():
                return self._filled(block)
            case _:
                return (block,)

    def _filled(self, placeholder: Placeholder) -> tuple[Block, ...]:
        """What a placeholder stands for; itself as words, and a finding, where that is not known."""
        if placeholder.kind == "scorecard":
            measures = {_slug(each.measure): each.measure for each in self.readings.indicators.values() if each.measure}
            if placeholder.id == "all":
                return self._scorecard(self._chosen((), placeholder.place), placeholder.place, level=3)
            if measure := measures.get(placeholder.id):
                chosen = [each for each in self._chosen((), placeholder.place) if each.measure == measure]
                return self._scorecard(chosen, placeholder.place, level=3, measure=measure)
            known = ["all", *measures]
            likely = nearest(placeholder.id, known)
            self.findings.append(
                rules.SCORECARD_UNKNOWN.at(placeholder.place, likely=likely, id=placeholder.id, known=", ".join(known))
            )
        elif placeholder.kind == "chart":
            self.findings.append(rules.CHART_UNKNOWN.at(placeholder.place, id=placeholder.id))
        return (Paragraph((Text(f"{{{{{placeholder.kind}:{placeholder.id}}}}}"),), placeholder.place, numbered=False),)

    def inlines(self, words: Sequence[Inline]) -> tuple[Inline, ...]:
        """`words` with every reference bound."""
        return tuple(self._inline(inline) for inline in words)

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case FigureReference():
                return self._bound(inline)
            case Link():
                words = tuple(self._bound(word) if isinstance(word, FigureReference) else word for word in inline.words)
                return replace(inline, words=words)
            case _:
                return inline

    def _bound(self, asked: FigureReference) -> BoundFigure | Text:
        """A figure; the reference as words, and a finding, where it cannot be bound."""
        try:
            figure = bind_reference(asked_reference(asked.reference), self.readings)
        except UnboundError as fault:
            self._report(fault, asked.place)
            return Text(f"{{{{{asked.reference}}}}}", asked.bold, asked.italic)
        self.figures[figure.reference] = figure
        return BoundFigure(figure, asked.bold, asked.italic)


def _slug(words: str) -> str:
    """The words in lower case with hyphens between them, as placeholders name a measure."""
    kept = "".join(letter if letter.isalnum() else " " for letter in words.lower())
    return "-".join(kept.split())


def _unnumbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(replace(block, numbered=False) if isinstance(block, Paragraph) else block for block in blocks)
