"""meeting.yaml, or a folder of papers named by item number, to a meeting."""

import os
import re
import shlex
from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from boardpaper.errors import InputError, InvalidInputs
from boardpaper.model.asked import file_content, is_readable, shown_name
from boardpaper.model.finding import Finding
from boardpaper.model.meeting import (
    AgendaItem,
    ItemKind,
    Lateness,
    Meeting,
    MeetingAppendix,
    Nation,
    Notice,
    PaperFile,
    PaperKind,
    Purpose,
    Restriction,
    Sitting,
    closed_appendices,
)
from boardpaper.model.pack import FrontNumbering, PackOptions
from boardpaper.model.paper import LANGUAGE
from boardpaper.rules import files, plans
from boardpaper.rules.gates import ALLOWABLE_IN_MEETINGS
from boardpaper.sources.plans.paper import FILE_NAME as PAPER_FILE
from boardpaper.sources.plans.templates import find_template
from boardpaper.sources.plans.values import Day, FileName, Language, Time
from boardpaper.sources.plans.yaml import YamlFile, read_yaml, validate

FILE_NAME = "meeting.yaml"
TEMPLATE = "agenda.docx"
# How many pages a document may have without a contents list (GOV.UK, publishing accessible documents).
_CONTENTS_OVER = 21
if TYPE_CHECKING:
    _Allowable = str
else:
    _Allowable = Literal[ALLOWABLE_IN_MEETINGS]
DESCRIPTIONS = (".yaml", ".yml")
_KINDS = {".docx": PaperKind.WORD, ".pdf": PaperKind.PDF}
# “Item 5 Performance report.docx”, “8(B) - Budget.pdf”, “05_Minutes.pdf”, “PUB25-11-2.1 Title.pdf”
_NUMBERED = re.compile(
    r"(?:(?:agenda )?item[ _-]*)?([A-Z]{0,6}\d[^\s_]*?)(?:[\s_]+(?:[-–][\s_]+)?|[.:][\s_]+|$)(.*)", re.I
)


# “meeting.yml”, “Meeting.yaml”, “meeting.yaml.txt”, “meeting (1).yaml”
_MISNAMED = re.compile(r"meeting.{0,8}\.ya?ml(\.txt)?|meeting\.txt", re.I)
_ITEMS = re.compile(rb"^[\"']?items[\"']?[ \t]*:", re.M)


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _File(_Settings):
    file: FileName = Field(min_length=1, description="A folder with a paper.yaml, a .docx or a .pdf, from here.")
    allow: tuple[_Allowable, ...] = Field((), description="Findings that a person decided may stand.")
    stamp: bool = Field(True, description="false: no page number is printed on it, such as on a signed letter.")


def _named(value: Any) -> Any:
    """A file's name alone stands for the whole description of a paper."""
    return {"file": value} if isinstance(value, str) else value


_AnyFile = Annotated[_File, BeforeValidator(_named, json_schema_input_type=str | _File)]


class _Restriction(_Settings):
    paragraph: str = Field(min_length=1, description="The paragraph of Schedule 12A that makes it exempt: 3")
    reason: str = Field("", description="Published on the agenda: say no more than the public may know.")


class _Appendix(_Settings):
    title: str = Field("", description="As printed on the agenda.")
    label: str = Field("", description="Appendix A, Appendix B … where left out.")
    paper: _AnyFile = Field(description="A folder with a paper.yaml, a .docx or a .pdf, from here.")
    restricted: _Restriction | None = Field(None, description="Closes this appendix of an open item.")


class _Lateness(_Settings):
    reason: str = Field("", description="Why it cannot wait, as the chair has agreed.")
    supplement: int = Field(1, ge=0, le=99, description="Which supplement its paper goes out with; 0: the pack.")


class _Item(_Settings):
    number: str = Field(min_length=1, description='As printed: 5, "8(B)", "PUB25/11/2.1"')
    title: str = Field(min_length=1, description="As printed; that of a restricted item is not on the public agenda.")
    presenter: str = Field("", description="Who presents it.")
    minutes: int = Field(0, ge=0, le=1440, description="The time allotted, in minutes.")
    purpose: Purpose | None = Field(None, description="What the meeting is asked to do with it.")
    kind: ItemKind = Field(ItemKind.ITEM, description="standing: needs no paper; minutes: of the last meeting.")
    paper: _AnyFile | None = Field(None, description="A folder with a paper.yaml, a .docx or a .pdf, from here.")
    appendices: tuple[_Appendix, ...] = Field((), description="Files of their own that go with the paper.")
    restricted: _Restriction | None = Field(None, description="Closes the item: why it is not for the public.")
    public: bool = Field(False, description="Says that the item must be public: a restriction is then an error.")
    late: _Lateness | None = Field(None, description="The paper comes after the agenda, in a supplement.")


# What an item may be described by.
ITEM_KEYS = tuple(_Item.model_fields)


class _Pack(_Settings):
    dividers: bool = Field(False, description="A page with the item's number and title before each paper.")
    double_sided: bool = Field(False, description="Blank pages, so that each paper opens on a front side.")
    include_untagged: bool = Field(False, description="Untagged PDFs go in; the pack then claims nothing.")
    contents_over: int = Field(_CONTENTS_OVER, ge=0, description="A pack of more pages lists its contents.")
    most_megabytes: float | None = Field(None, gt=0, description="A finding where the pack is larger.")


class _Meeting(_Settings):
    """A meeting: who meets when and where, its items in order, and the papers that they take."""

    body: str = Field(min_length=1, description="The body that meets.")
    date: Day = Field(description="The day of the meeting.")
    time: Time = Field("", description='When it begins, in quotation marks: "10:00"')
    venue: str = Field("", description="Where it meets.")
    issued: Day | None = Field(None, description="The day on which the agenda is published.")
    nation: Nation = Field(
        Nation.ENGLAND,
        description="Whose law on notice and exempt information is kept: five clear days in England, else three.",
    )
    clear_days: int | None = Field(None, ge=0, le=60, description="Where standing orders ask for other notice.")
    bank_holidays: tuple[Day, ...] = Field(
        (), description="Days that do not count as notice; boardpaper looks nothing up."
    )
    chair: str = Field("", description="Who takes the chair.")
    members: tuple[str, ...] = Field((), description="The other members.")
    contact: str = Field("", description="Whom to ask, and how; also for papers in another form.")
    alternative_formats: str = Field("", description="How to have papers in large print or another form.")
    next_meeting: str = Field("", description="When it meets again.")
    language: Language = Field(LANGUAGE, description="A BCP 47 tag.")
    template: FileName = Field(TEMPLATE, description="In the meeting's folder, or one that comes with boardpaper.")
    website: str = Field(
        "",
        description="The address of the folder where the public files will stand; the agenda then links to the papers.",
    )
    pack: _Pack = Field(default_factory=lambda: _Pack.model_validate({}), description="How the pack is bound.")
    items: tuple[_Item, ...] = Field(min_length=1, description="What is on the agenda, in order.")

    @field_validator("website")
    @classmethod
    def _is_address(cls, text: str) -> str:
        if text and not text.startswith(("https://", "http://")):
            raise ValueError(f"“{text}” is not an address that begins with https://")
        return text


def meeting_schema() -> dict[str, Any]:
    """The JSON Schema of meeting.yaml, for editors that check and complete it."""
    schema = _Meeting.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": FILE_NAME}


def read_meeting(path: Path, *, templates: Sequence[Path]) -> Meeting:
    """The meeting that `path` describes: a meeting.yaml, a folder with one, or a folder of papers named by item.

    The agenda's template is looked for beside meeting.yaml, then in `templates`.

    Raises:
        InputError: there is nothing to read, or it is not YAML.
        InvalidInputs: with a finding for each thing in it that is wrong.
    """
    if path.is_dir() and not os.path.lexists(path / FILE_NAME):
        if misnamed := next(misnamed_descriptions(path), None):
            raise InputError(_misnamed(misnamed))
        return _read_folder(path, templates)
    if os.path.isfile(path) and (path.suffix.lower() not in DESCRIPTIONS or path.name == PAPER_FILE):
        raise InputError(plans.MEETING_IS_NO_DESCRIPTION.at(path, name=path.name, file=FILE_NAME))
    if not path.suffix and not os.path.lexists(path):
        raise InputError(files.MEETING_NOWHERE.at(path, name=path))
    file_path = path / FILE_NAME if path.is_dir() else path
    if not os.path.lexists(file_path):
        raise InputError(files.MEETING_FILE_MISSING.at(path, name=path.name, folder=path.parent))
    file = read_yaml(file_path, name=file_path.name)
    settings = validate(file, _Meeting)
    template = find_template(file_path.parent, settings.template, templates)
    findings: list[Finding] = []
    if template is None:
        where = file.where(("template",))
        findings.append(plans.AGENDA_TEMPLATE_MISSING.at(where, name=settings.template, known=TEMPLATE))
    read = (_item(file_path.parent, given, n, file, findings) for n, given in enumerate(settings.items))
    items = tuple(each for item in read for each in closed_appendices(item))
    if findings or template is None:
        raise InvalidInputs(findings)
    return _meeting(file_path, settings, template, items)


def _misnamed(path: Path) -> Finding:
    """That there is a description of another name, which `pack` takes where it is given by itself."""
    if path.suffix.lower() not in DESCRIPTIONS:
        return plans.MEETING_MISNAMED.at(path, name=path.name, file=FILE_NAME)
    return plans.MEETING_BY_NAME.at(path, name=path.name, file=FILE_NAME, path=shlex.quote(str(path)))


def misnamed_descriptions(folder: Path) -> Iterator[Path]:
    """Files that somebody may take for the meeting.yaml of the folder; without it all its papers would be public."""
    yield from (path for path in sorted(folder.iterdir()) if _MISNAMED.fullmatch(path.name) or _lists_items(path))


def _lists_items(path: Path) -> bool:
    """Whether a file is a description under any other name."""
    if path.suffix.lower() not in DESCRIPTIONS or path.name == PAPER_FILE:
        return False
    try:
        return _ITEMS.search(file_content(path)) is not None
    except OSError:
        # Nobody knows what it says.
        return True


def _meeting(path: Path, settings: _Meeting, template: Path, items: tuple[AgendaItem, ...]) -> Meeting:
    """The meeting as it was described, with its template and items found."""
    return Meeting(
        name=path.name,
        folder=path.parent,
        template=template,
        items=items,
        body=settings.body,
        date=settings.date,
        sitting=Sitting(
            time=settings.time,
            venue=settings.venue,
            chair=settings.chair,
            members=settings.members,
            next_meeting=settings.next_meeting,
        ),
        nation=settings.nation,
        notice=Notice(
            issued=settings.issued,
            clear_days=settings.nation.clear_days if settings.clear_days is None else settings.clear_days,
            bank_holidays=frozenset(settings.bank_holidays),
        ),
        contact=settings.contact,
        alternative_formats=settings.alternative_formats,
        language=settings.language,
        website=f"{settings.website.rstrip('/')}/" if settings.website else "",
        options=_pack_options(settings),
    )


def _pack_options(settings: _Meeting) -> PackOptions:
    """How the pack is put together; a meeting's agenda has Roman page numbers."""
    return PackOptions(
        front=FrontNumbering.ROMAN,
        dividers=settings.pack.dividers,
        double_sided=settings.pack.double_sided,
        include_untagged=settings.pack.include_untagged,
        most_megabytes=settings.pack.most_megabytes,
        contents_over=settings.pack.contents_over,
        contact=settings.contact,
    )


def _item(folder: Path, given: _Item, place: int, file: YamlFile, findings: list[Finding]) -> AgendaItem:
    """An item as the agenda takes it; papers that cannot be used go to `findings`."""
    key = ("items", place)
    paper = _paper(folder, given.paper, file.where((*key, "paper")), findings) if given.paper else None
    appendices = []
    for number, appendix in enumerate(given.appendices):
        where = file.where((*key, "appendices", number))
        found = _paper(folder, appendix.paper, where, findings)
        if found is not None:
            label = appendix.label or f"Appendix {_letters(number)}"
            closed = _restriction(appendix.restricted)
            appendices.append(MeetingAppendix(label, appendix.title, found, closed, where))
    return AgendaItem(
        number=given.number,
        title=given.title,
        presenter=given.presenter,
        minutes=given.minutes,
        purpose=given.purpose,
        kind=given.kind,
        paper=paper,
        appendices=tuple(appendices),
        restricted=_restriction(given.restricted),
        late=Lateness(given.late.reason, given.late.supplement) if given.late else None,
        public=given.public,
        where=file.where(key),
    )


def _restriction(given: _Restriction | None) -> Restriction | None:
    return Restriction(given.paragraph, given.reason) if given else None


def _paper(folder: Path, given: _File, where: str, findings: list[Finding]) -> PaperFile | None:
    """A paper by what its name ends in; None, and a finding, for what can be no paper."""
    path = folder / given.file
    kind = PaperKind.FOLDER if os.path.isdir(path) else _KINDS.get(path.suffix.lower())
    if kind is None and not os.path.exists(path) and not path.suffix:
        kind = PaperKind.FOLDER
    if kind is None:
        findings.append(plans.PAPER_KIND.at(where, name=given.file))
        return None
    return PaperFile(path, given.file, kind, frozenset(given.allow), not given.stamp)


def _letters(number: int) -> str:
    """A to Z, then AA, AB …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _read_folder(folder: Path, templates: Sequence[Path]) -> Meeting:
    """A meeting of the papers in a folder, each named by its item's number."""
    template = find_template(folder, TEMPLATE, templates)
    found: dict[str, list[tuple[str, PaperFile]]] = {}
    for number, title, paper in _numbered_papers(folder):
        found.setdefault(number, []).append((title, paper))
    if not found or template is None:
        rule = plans.PAPER_IS_NO_MEETING if os.path.isfile(folder / PAPER_FILE) else plans.MEETING_MISSING
        raise InputError(rule.at(folder, folder=folder.name, file=FILE_NAME))
    items = tuple(_folder_item(number, found[number]) for number in sorted(found, key=_natural))
    options = PackOptions(front=FrontNumbering.ROMAN, contents_over=_CONTENTS_OVER)
    return Meeting(folder.name, folder, template, items, options=options)


def _numbered_papers(folder: Path) -> Iterator[tuple[str, str, PaperFile]]:
    """The item's number, the title and the file of each paper whose name begins with a number."""
    for path in sorted(folder.iterdir()):
        kind = _KINDS.get(path.suffix.lower())
        if path.is_dir() and (path / "paper.yaml").is_file():
            kind = PaperKind.FOLDER
        match = _NUMBERED.fullmatch(path.name if path.is_dir() else path.stem)
        if kind is None or match is None or path.name.startswith(("~$", ".")):
            continue
        if not is_readable(path.name):
            name = shown_name(path.name)
            raise InputError(files.NAME_UNREADABLE.at(name, name=name))
        number = re.sub(r"^0+(?=\d)", "", match[1])
        yield number, match[2].replace("_", " ").strip(" -–") or f"Item {number}", PaperFile(path, path.name, kind)


def _folder_item(number: str, papers: list[tuple[str, PaperFile]]) -> AgendaItem:
    """The first file is the paper; others of that number are its appendices."""
    (title, paper), *others = papers
    appendices = tuple(MeetingAppendix(f"Appendix {_letters(n)}", more, file) for n, (more, file) in enumerate(others))
    return AgendaItem(number, title, paper=paper, appendices=appendices, where=paper.name)


def _natural(number: str) -> list[tuple[float, str]]:
    """2 before 10, 8(A) before 8(B)."""
    pieces = re.findall(r"\d+|\D+", number)
    return [(int(piece), "") if piece.isdigit() else (inf, piece) for piece in pieces]
