"""paper.yaml to the plan of a paper."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from boardpaper.errors import InputError, InvalidInputs
from boardpaper.model.derivation import INDICATOR_ID, read_derivation
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import CellLabels, Indicator, Period, Polarity, Unit
from boardpaper.model.messages import nearest
from boardpaper.model.paper import (
    LANGUAGE,
    AppendixPlan,
    FrontMatter,
    NarrativePlan,
    PaperPlan,
    PartPlan,
    Person,
    SheetMapping,
    WorkbookPlan,
)
from boardpaper.model.period import read_period
from boardpaper.rules import files, plans, running
from boardpaper.rules import workbook as workbook_rules
from boardpaper.rules.rule import Rule
from boardpaper.sources.plans.templates import find_template
from boardpaper.sources.plans.values import FileName, day_in
from boardpaper.sources.plans.yaml import Key, YamlFile, read_yaml, validate

FILE_NAME = "paper.yaml"
_WORD = (".docx", ".docm", ".dotx")
_MEETING = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Person(_Settings):
    name: str = Field(min_length=1, description="As printed, with rank or title if it is used.")
    job_title: str = Field("", description="Printed after the name where the template has a place for it.")


class _LabelledCell(_Settings):
    cell: str = Field(description="A cell (B7).")
    row: str = Field("", description="The words at the head of its row, which must stand there whenever it is read.")
    column: str = Field("", description="The words over its column, which must stand there whenever it is read.")


class _Sheet(_Settings):
    sheet: str = Field(description="The sheet's name, as on its tab.")
    layout: Literal["long", "wide", "cells", "ignore"] = Field(
        description="One reading a row, periods across, a map of cells, or not to be read."
    )
    header_row: int = Field(0, ge=0, description="The row of the headings, where they are not found by themselves.")
    columns: dict[str, str] = Field({}, description="What this sheet calls indicator, period, value …")
    indicator_column: str = Field("", description="The heading over the indicators of a wide sheet.")
    cells: dict[str, str | _LabelledCell] = Field(
        {}, description="indicator@period: a cell (B7) or a defined name, or a cell with what it stands under."
    )


class _Workbook(_Settings):
    file: FileName = Field(description="An .xlsx file, from the paper's folder.")
    sheets: tuple[_Sheet, ...] = Field((), description="Only for sheets that do not describe themselves.")


class _Indicator(_Settings):
    title: str = Field(description="The name in print.")
    unit: Unit = Field(Unit.COUNT, description="What its number is: one-in prints 4 as “one in four”, gbp are pounds.")
    unit_name: str = Field("", description="What is counted: offences, calls.")
    measure: str = Field("", description="The group that it belongs to, such as a national measure.")
    decimals: int = Field(0, ge=0, le=6, description="The decimal places of a value in print.")
    change_decimals: int = Field(0, ge=0, le=6, description="Those of a change, or of a share of the denominator.")
    polarity: Polarity = Field(Polarity.NEUTRAL, description="Which direction is better, if any.")
    current: str = Field("", description="The period that the paper reports.")
    baseline: str = Field("", description="The period that it is compared with.")
    denominator: str = Field("", description="Another indicator, for “67% of all …”.")
    derived: str = Field("", description="share(a, b), sum(a, b, …), difference(a, b) or rolling_sum(a, months)")
    suppress_below: Decimal | None = Field(None, description="Values below this are never printed, only marked [c].")
    source: str = Field("", description="Where the figures come from.")
    scorecard: bool = Field(True, description="Whether scorecards of all indicators list it.")
    note: str = Field("", description="Anything else; it is not printed.")

    @field_validator("current", "baseline")
    @classmethod
    def _is_period(cls, text: str) -> str:
        if text:
            read_period(text)
        return text

    @field_validator("derived")
    @classmethod
    def _is_derivation(cls, text: str) -> str:
        if text:
            read_derivation(text)
        return text


class _Part(_Settings):
    heading: str = Field(min_length=1, description="The part's heading in print.")
    id: str = Field("", description="What a template calls this part; made from the heading where left out.")
    narrative: FileName = Field("", description="The part's one narrative file (.md or .docx).")
    sections: tuple[FileName, ...] = Field((), description="Or several, in order.")
    next_steps: FileName = Field("", description="A narrative file that follows under the heading “Next steps”.")
    authors: tuple[_Person, ...] = Field((), description="Who wrote the part.")
    new_page: bool = Field(False, description="Whether it begins a page.")
    numbered: bool = Field(True, description="Whether its paragraphs are numbered.")

    @model_validator(mode="after")
    def _has_text(self) -> "_Part":
        if self.narrative and self.sections:
            raise ValueError(f"the part “{self.heading}” has both narrative and sections; use one of them")
        if not (self.narrative or self.sections or self.next_steps):
            raise ValueError(f"the part “{self.heading}” has no text; give it narrative or sections")
        return self


class _Scorecard(_Settings):
    indicators: Literal["all"] | tuple[str, ...] = Field("all", description="All, or those listed, in their order.")

    @field_validator("indicators", mode="before")
    @classmethod
    def _is_choice(cls, given: Any) -> Any:
        if given != "all" and not isinstance(given, list):
            raise ValueError("write “all”, or a list of indicator ids")
        return given


class _Appendix(_Settings):
    letter: str = Field(min_length=1, max_length=3, description="A, B …")
    title: str = Field(min_length=1, description="The appendix's title in print.")
    scorecard: _Scorecard | None = Field(None, description="A table of indicators, made from the workbooks.")
    narrative: FileName = Field("", description="A narrative file (.md or .docx).")
    sources: bool = Field(False, description="A table of the paper's figures, and the workbook cells behind each.")

    @model_validator(mode="after")
    def _has_content(self) -> "_Appendix":
        if self.scorecard is None and not self.narrative and not self.sources:
            raise ValueError(f"appendix {self.letter} has no content; give it a scorecard, narrative or sources")
        return self


def _named(value: Any) -> Any:
    """A file's name alone stands for the whole description of a workbook."""
    return {"file": value} if isinstance(value, str) else value


class _Paper(_Settings):
    """A board paper: who it is for, what it holds, and where the text and figures come from."""

    board: str = Field(min_length=1, description="The board's name.")
    meeting: str = Field(description="A month (2022-05) or a day (2022-05-24).")
    agenda_item: str = Field(min_length=1, description='The number on the agenda: 5, "8(B)", "PUB25/11/2.1"')
    title: str = Field(min_length=1, description="The paper's title.")
    priority: str = Field("", description="The priority that the paper belongs to.")
    presented_by: tuple[_Person, ...] = Field((), description="Who presents it.")
    template: FileName = Field(
        "agenda-item.docx", description="In the paper's folder, or one that comes with boardpaper."
    )
    language: str = Field(LANGUAGE, description="A BCP 47 tag.")
    narrative: FileName = Field("narrative", description="The folder that narrative files are named from.")
    fields: dict[str, str] = Field({}, description="Further front matter, for templates that ask for it.")
    workbooks: tuple[Annotated[_Workbook, BeforeValidator(_named, json_schema_input_type=str | _Workbook)], ...] = (
        Field((), description="Where the figures come from: .xlsx files, from the paper's folder.")
    )
    indicators: dict[str, _Indicator] = Field({}, description="Declared here instead of on an Indicators sheet.")
    parts: tuple[_Part, ...] = Field(min_length=1, description="What the paper says, in order.")
    appendices: tuple[_Appendix, ...] = Field((), description="What follows the parts.")
    allowed_numbers: tuple[Annotated[str, Field(pattern=r"\d|[a-z]{3}")], ...] = Field(
        (),
        description="Words in which a number is a name and no figure, such as “Studio 54”; check then leaves it alone.",
    )

    @field_validator("meeting")
    @classmethod
    def _is_meeting(cls, text: str) -> str:
        _read_meeting(text)
        return text

    @field_validator("language")
    @classmethod
    def _is_language(cls, text: str) -> str:
        if not _LANGUAGE.fullmatch(text):
            raise ValueError(f"“{text}” is not a language tag such as en-GB or cy")
        return text


def paper_schema() -> dict[str, Any]:
    """The JSON Schema of paper.yaml, for editors that check and complete it."""
    schema = _Paper.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "paper.yaml"}


def read_paper_file(folder: Path, *, templates: Sequence[Path]) -> PaperPlan:
    """The plan in `folder`'s paper.yaml. Its template is looked for in `folder`, then in `templates`.

    Raises:
        InputError: `folder` is no folder, there is no paper.yaml in it, or it is not YAML.
        InvalidInputs: with a finding for each thing in it that is wrong.
    """
    if os.path.isfile(folder):
        rule = running.NO_PAPER_FOLDER_BUT_WORD if folder.suffix.lower() in _WORD else running.NO_PAPER_FOLDER
        raise InputError(rule.at(folder, name=folder.name))
    if not os.path.lexists(folder / FILE_NAME) and os.path.lexists(folder / "meeting.yaml"):
        raise InputError(files.MEETING_IS_NO_PAPER.at(folder / FILE_NAME, name=FILE_NAME, folder=folder.name or folder))
    if not os.path.lexists(folder):
        raise InputError(files.FILE_MISSING.at(folder, name=folder))
    file = read_yaml(folder / FILE_NAME, name=FILE_NAME)
    settings = validate(file, _Paper)
    findings = [
        *_repeated(file, settings),
        *_outside(file, folder, settings),
        *_bad_indicator_ids(file, settings),
    ]
    template = find_template(folder, settings.template, templates)
    if template is None:
        findings.append(_no_template(file, settings.template, [folder, *templates]))
    if findings or template is None:
        raise InvalidInputs(findings)
    return _plan(folder, settings, template, file)


def _read_meeting(text: str) -> tuple[date, bool]:
    """The day of the meeting, and whether it was given: a month alone is its first day."""
    match = _MEETING.fullmatch(text.strip())
    if match is None:
        also = f"; write {likely}" if (likely := day_in(text)) else ""
        raise ValueError(f"“{text}” is not a month such as 2022-05 or a day such as 2022-05-24{also}")
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1)), match[3] is not None
    except ValueError as fault:
        raise ValueError(f"“{text}” is not in the calendar") from fault


def _repeated(file: YamlFile, settings: _Paper) -> list[Finding]:
    """What is there twice that may be there once: workbooks, parts, appendices, narrative files."""
    ids: list[tuple[str, Key]] = [(_part_id(part), ("parts", n)) for n, part in enumerate(settings.parts)]
    letters: list[tuple[str, Key]] = [
        (appendix.letter, ("appendices", n)) for n, appendix in enumerate(settings.appendices)
    ]
    workbooks: list[tuple[str, Key]] = [
        (workbook.file, ("workbooks", n)) for n, workbook in enumerate(settings.workbooks)
    ]
    return [
        *_twice(file, plans.WORKBOOK_REPEATED, workbooks),
        *_twice(file, plans.PART_REPEATED, ids),
        *_twice(file, plans.APPENDIX_REPEATED, letters),
        *_twice(file, plans.NARRATIVE_REPEATED, _narrative(settings)),
    ]


def _narrative(settings: _Paper) -> list[tuple[str, Key]]:
    """The narrative files by name, each with the part or appendix that names it."""
    named: list[tuple[str, Key]] = [
        (name, ("parts", number))
        for number, part in enumerate(settings.parts)
        for name in (*_sections(part), part.next_steps)
        if name
    ]
    appendices = enumerate(settings.appendices)
    return named + [(each.narrative, ("appendices", number)) for number, each in appendices if each.narrative]


def _outside(file: YamlFile, folder: Path, settings: _Paper) -> Iterable[Finding]:
    """A finding for each narrative file that is not in the paper's folder, by whatever way it leads out of it."""
    home = os.path.realpath(folder)
    for name, key in _narrative(settings):
        path = Path(os.path.realpath(folder / settings.narrative / name))
        if not path.is_relative_to(home):
            yield plans.NARRATIVE_OUTSIDE.at(file.where(key), name=name)


def _twice(file: YamlFile, rule: Rule, named: Iterable[tuple[str, Key]]) -> list[Finding]:
    """A finding for each name that came before, with the place where it did."""
    seen: dict[str, Key] = {}
    findings = []
    for name, key in named:
        if name in seen:
            findings.append(rule.at(file.where(key), name=name, first=file.where(seen[name])))
        seen.setdefault(name, key)
    return findings


def _bad_indicator_ids(file: YamlFile, settings: _Paper) -> list[Finding]:
    return [
        workbook_rules.INDICATOR_ID.at(file.where(("indicators", name)), name=name)
        for name in settings.indicators
        if not INDICATOR_ID.fullmatch(name)
    ]


def _no_template(file: YamlFile, name: str, places: Sequence[Path]) -> Finding:
    """A finding that the template is nowhere, with the names of those that are."""
    known = sorted({path.name for place in places for path in place.glob("*.docx") if not path.name.startswith("~$")})
    where = file.where(("template",))
    return plans.TEMPLATE_MISSING.at(where, likely=nearest(name, known), name=name, known=", ".join(known))


def _plan(folder: Path, settings: _Paper, template: Path, file: YamlFile) -> PaperPlan:
    """The plan as it was described, with all files found from the paper's folder."""
    meeting, has_day = _read_meeting(settings.meeting)
    front = FrontMatter(
        board=settings.board,
        meeting=meeting,
        meeting_has_day=has_day,
        agenda_item=settings.agenda_item,
        title=settings.title,
        priority=settings.priority,
        presented_by=_people(settings.presented_by),
        language=settings.language,
        fields=dict(settings.fields),
    )
    texts = _Texts(folder / settings.narrative, settings.narrative)
    return PaperPlan(
        front=front,
        folder=folder,
        template=template,
        workbooks=tuple(_workbook(folder, workbook) for workbook in settings.workbooks),
        parts=tuple(_part(texts, part) for part in settings.parts),
        appendices=tuple(_appendix(texts, appendix) for appendix in settings.appendices),
        indicators=_indicators(file, settings.indicators),
        allowed_numbers=settings.allowed_numbers,
    )


class _Texts:
    """Narrative files named from one folder."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self.folder = folder
        self.prefix = prefix.strip("./")

    def plan(self, name: str) -> NarrativePlan:
        return NarrativePlan(self.folder / name, f"{self.prefix}/{name}" if self.prefix else name)


def _people(people: Iterable[_Person]) -> tuple[Person, ...]:
    return tuple(Person(person.name, person.job_title) for person in people)


def _workbook(folder: Path, workbook: _Workbook) -> WorkbookPlan:
    return WorkbookPlan(folder / workbook.file, workbook.file, tuple(map(_mapping, workbook.sheets)))


def _mapping(sheet: _Sheet) -> SheetMapping:
    cells = {key: each if isinstance(each, str) else each.cell for key, each in sheet.cells.items()}
    labels = {
        key: CellLabels(each.row, each.column)
        for key, each in sheet.cells.items()
        if isinstance(each, _LabelledCell) and (each.row or each.column)
    }
    return SheetMapping(
        sheet.sheet, sheet.layout, sheet.header_row, sheet.columns, sheet.indicator_column, cells, labels
    )


def _sections(part: _Part) -> tuple[str, ...]:
    """The narrative files of a part, whichever way they were given."""
    return (part.narrative,) if part.narrative else part.sections


def _part_id(part: _Part) -> str:
    """The part's id, or one made of its heading."""
    kept = "".join(letter if letter.isalnum() else " " for letter in part.heading.lower())
    return part.id or "-".join(kept.split())


def _part(texts: _Texts, part: _Part) -> PartPlan:
    return PartPlan(
        heading=part.heading,
        id=_part_id(part),
        sections=tuple(texts.plan(name) for name in _sections(part)),
        next_steps=texts.plan(part.next_steps) if part.next_steps else None,
        authors=_people(part.authors),
        new_page=part.new_page,
        numbered=part.numbered,
    )


def _appendix(texts: _Texts, appendix: _Appendix) -> AppendixPlan:
    """An appendix; a scorecard of all indicators names none."""
    scorecard: tuple[str, ...] | None = None
    if appendix.scorecard is not None:
        scorecard = () if appendix.scorecard.indicators == "all" else appendix.scorecard.indicators
    narrative = texts.plan(appendix.narrative) if appendix.narrative else None
    return AppendixPlan(appendix.letter, appendix.title, scorecard, narrative, appendix.sources)


def _period(text: str) -> Period | None:
    return read_period(text) if text else None


def _indicators(file: YamlFile, declared: Mapping[str, _Indicator]) -> dict[str, Indicator]:
    """The indicators that paper.yaml itself declares, by id."""
    return {
        name: Indicator(
            id=name,
            title=given.title,
            unit=given.unit,
            unit_name=given.unit_name,
            measure=given.measure,
            decimals=given.decimals,
            change_decimals=given.change_decimals,
            polarity=given.polarity,
            current=_period(given.current),
            baseline=_period(given.baseline),
            denominator=given.denominator,
            derivation=read_derivation(given.derived) if given.derived else None,
            suppress_below=given.suppress_below,
            source=given.source,
            scorecard=given.scorecard,
            note=given.note,
            declared_at=file.where(("indicators", name)),
        )
        for name, given in declared.items()
    }
