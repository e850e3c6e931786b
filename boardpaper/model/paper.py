"""A paper as its authors mean it: front matter, parts, appendices."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from boardpaper.model.kpi import MONTHS, CellLabels, Declared, Figure, Indicator, WorkbookFile
from boardpaper.model.prose import Block, Inline

# Numbers of items are short, and hold no spaces: 5, 8(B), PUB25/11/2.1.
_MEETING_AND_ITEM = rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}(?:, agenda item [\w()/.:-]{{1,20}})?"

LANGUAGE = "en-GB"
"""The language of papers and meetings that say none, as a tag of BCP 47."""


class Person(Struct, frozen=True):
    """Someone named in a paper."""

    name: str
    job_title: str = ""


class FrontMatter(Struct, frozen=True):
    """What stands above the first heading. `fields` are free values for a template's own use."""

    board: str
    meeting: date
    meeting_has_day: bool
    agenda_item: str
    title: str
    priority: str = ""
    presented_by: tuple[Person, ...] = ()
    language: str = LANGUAGE
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def meeting_words(self) -> str:
        """The meeting as printed: `May 2022`, or `24 May 2022` where the day is known."""
        month = f"{MONTHS[self.meeting.month - 1]} {self.meeting.year}"
        return f"{self.meeting.day} {month}" if self.meeting_has_day else month

    @property
    def subject(self) -> str:
        """What a file's properties say of the paper: `Strategic Board, May 2022, agenda item 5`."""
        item = f"agenda item {self.agenda_item}" if self.agenda_item else ""
        return ", ".join(filter(None, (self.board, self.meeting_words, item)))


def is_subject(words: str, board: str) -> bool:
    """Whether `words` are what `FrontMatter.subject` says of some paper of the board, and nothing else."""
    rest = words.removeprefix(f"{board}, ")
    return bool(board) and rest != words and re.fullmatch(_MEETING_AND_ITEM, rest) is not None


class SheetMapping(Struct, frozen=True):
    """How to read one sheet, where it does not describe itself. `cells` maps `indicator@period` to a cell or name.

    `labels` say what some of these cells are to stand under, `remembered` what they stood under in an earlier build.
    """

    sheet: str
    layout: str
    header_row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    indicator_column: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, CellLabels] = field(default_factory=dict)
    remembered: Mapping[str, CellLabels] = field(default_factory=dict)


class WorkbookPlan(Struct, frozen=True):
    """A workbook of the paper: the file, the name that findings use for it, and mappings by sheet."""

    path: Path
    name: str
    sheets: tuple[SheetMapping, ...] = ()


class NarrativePlan(Struct, frozen=True):
    """A narrative file: where it is, and the name that findings use for it."""

    path: Path
    name: str


class PartPlan(Struct, frozen=True):
    """A part as paper.yaml asks for it."""

    heading: str
    id: str
    sections: tuple[NarrativePlan, ...] = ()
    next_steps: NarrativePlan | None = None
    authors: tuple[Person, ...] = ()
    new_page: bool = False
    numbered: bool = True


class AppendixPlan(Struct, frozen=True):
    """An appendix as paper.yaml asks for it: a scorecard of indicators (empty: all), narrative, or both.

    With `sources` it lists the paper's figures and the cells behind them.
    """

    letter: str
    title: str
    scorecard: tuple[str, ...] | None = None
    narrative: NarrativePlan | None = None
    sources: bool = False


class PaperPlan(Struct, frozen=True):
    """A paper before any workbook or narrative is read. `allowed_numbers` are words whose numbers are no figures."""

    front: FrontMatter
    folder: Path
    template: Path
    workbooks: tuple[WorkbookPlan, ...]
    parts: tuple[PartPlan, ...]
    appendices: tuple[AppendixPlan, ...] = ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    allowed_numbers: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """A part with its text bound. `next_steps` stands after `blocks`, under a heading of its own."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    next_steps: tuple[Block, ...] = ()
    authors: tuple[Person, ...] = ()
    new_page: bool = False
    numbered: bool = True


class Appendix(Struct, frozen=True):
    """An appendix with its text bound; its paragraphs carry no numbers."""

    letter: str
    title: str
    blocks: tuple[Block, ...]


class Paper(Struct, frozen=True):
    """A paper ready to be rendered: every footnote by label, every printed figure by reference, and the workbooks.

    `declared` are the indicators of calculations that could give a suppressed number away.
    """

    front: FrontMatter
    template: Path
    parts: tuple[Part, ...]
    appendices: tuple[Appendix, ...] = ()
    notes: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    workbooks: tuple[WorkbookFile, ...] = ()
    declared: tuple[Declared, ...] = ()
