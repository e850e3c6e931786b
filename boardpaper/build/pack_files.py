"""The files of one pack, public or restricted: agenda, pack, papers and the list of what is where."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from boardpaper.build.agenda import MadeAgenda, make_agenda
from boardpaper.build.kept import Shelf
from boardpaper.build.output import Output, slug, word_output
from boardpaper.build.pack_papers import MadePaper
from boardpaper.build.publish import pdf_output
from boardpaper.errors import BlockingFindings
from boardpaper.model.document import Properties
from boardpaper.model.finding import Finding, blocking
from boardpaper.model.meeting import AgendaItem, Meeting, PaperFile, day_words
from boardpaper.model.pack import Pack, PackLayout, PackPart, PdfFacts
from boardpaper.pack.layout import lay_out_pack
from boardpaper.pack.merging import merge_pack
from boardpaper.pack.slips import with_slips
from boardpaper.word.agenda import AgendaLine, agenda_title

GENERATOR = "boardpaper pack"
TO_FOLLOW = "To follow"
# The agenda in front of a pack links to addresses that every pack turns into places of its own.
_INSIDE = "https://pack.invalid/"
_MOST_PASSES = 4


@dataclass(frozen=True, slots=True)
class Issue:
    """What is sent out: the pack itself (0) or a supplement, for whom, and where its pages begin.

    `meeting` holds no more than its readers may know, `items` are those whose papers go out now, and `printed` are the
    pages of items that went out before. An agenda of an earlier run may come from `shelf`.
    """

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    restricted: bool = False
    supplement: int = 0
    first_page: int = 1
    printed: Mapping[str, str] = field(default_factory=dict)
    shelf: Shelf | None = None

    @property
    def folder(self) -> str:
        """The folder that this issue's files stand in."""
        return "restricted" if self.restricted else "public"

    @property
    def heading(self) -> str:
        """What the agenda is called."""
        words = f"Supplementary agenda {self.supplement}" if self.supplement else "Agenda"
        return f"{words} (restricted)" if self.restricted else words

    @property
    def pack_title(self) -> str:
        """What the pack is called."""
        kind = "Restricted pack" if self.restricted else "Public pack"
        return f"{kind}, supplement {self.supplement}" if self.supplement else kind

    @property
    def list_name(self) -> str:
        """The name of the file that lists what is where."""
        return f"supplement-{self.supplement}.json" if self.supplement else "pack.json"

    def name(self, kind: str) -> str:
        """`2022-05-24-public-pack.pdf`: a file of this issue without its suffix."""
        meeting = self.meeting
        stem = meeting.date.isoformat() if meeting.date else slug(meeting.folder.resolve().name)
        supplement = f"-supplement-{self.supplement}" if self.supplement else ""
        return f"{stem}-{self.folder}-{kind}{supplement}"


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a pack: its kind, its name inside the issue's folder, and its bytes."""

    kind: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MadePack:
    """Everything that one issue leaves, and what was found while making it."""

    issue: Issue
    files: tuple[PackFile, ...]
    findings: tuple[Finding, ...]
    layout: PackLayout


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A paper or appendix that should go out; `name` is its own file's in the issue's folder."""

    item: AgendaItem
    file: PaperFile
    title: str
    name: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper or appendix on its way into the pack; `name` is its own file's."""

    item: AgendaItem
    title: str
    name: str
    part: PackPart


def make_pack(issue: Issue, made: Mapping[tuple[str, str], MadePaper]) -> MadePack:
    """Agenda, pack, papers and list of one issue. Only the papers of `issue.items` are looked up in `made`.

    Raises:
        BlockingFindings: a paper, the agenda or the pack has findings that block.
    """
    findings: list[Finding] = []
    papers = list(_papers(issue, made, findings))
    _stop_at_blocking(findings)
    agenda, pack = _bind(issue, papers, findings)
    _stop_at_blocking(findings)
    files = [
        PackFile("word", f"{issue.name('agenda')}.docx", agenda.word),
        PackFile("pdf", f"{issue.name('agenda')}.pdf", agenda.pdf),
        PackFile("pdf", f"{issue.name('pack')}.pdf", pack.content),
        *(PackFile("pdf", paper.name, paper.part.content) for paper in papers if _is_own(issue, paper.item)),
    ]
    listed = _list(issue, papers, pack, files, findings)
    content = (json.dumps(listed, indent=2, ensure_ascii=False) + "\n").encode()
    files.append(PackFile("file", issue.list_name, content))
    return MadePack(issue, tuple(files), tuple(findings), pack.layout)


def pack_outputs(made: MadePack, folder: Path) -> list[Output]:
    """The files to be written to `folder`, each of which may replace one that boardpaper wrote and nobody changed."""
    known = read_hashes(folder)
    return [_output(file, folder / file.name, known) for file in made.files]


def read_hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in `folder` as its lists say that boardpaper wrote it, by name."""
    known: dict[str, str] = {}
    for path in (*sorted(folder.glob("supplement-*.json")), folder / "pack.json"):
        told = read_list(path)
        files = told.get("files", {})
        if isinstance(files, dict):
            known |= {str(name): str(digest) for name, digest in files.items()}
    return known


def read_list(path: Path) -> dict[str, object]:
    """A pack.json as it was written, or nothing where there is none that boardpaper wrote."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and told.get("generator") == GENERATOR else {}


def _output(file: PackFile, path: Path, known: Mapping[str, str]) -> Output:
    def untouched(old: Path) -> bool | None:
        if file.kind == "file":
            return bool(read_list(old))
        if known.get(file.name) == hashlib.sha256(old.read_bytes()).hexdigest():
            return True
        native = word_output if file.kind == "word" else pdf_output
        return native(old, b"").untouched(old)

    return Output(file.kind, path, file.content, untouched)


def _wanted(items: Iterable[AgendaItem]) -> Iterator[_Wanted]:
    """Every paper and appendix of `items`, each with a file name of its own."""
    taken: set[str] = set()
    for item in items:
        stem = f"papers/item-{slug(item.number)}"
        if item.paper:
            yield _Wanted(item, item.paper, item.title, _free(f"{stem}-{slug(item.title, 60)}", taken), 1)
        for appendix in item.appendices:
            name = _free(f"{stem}-{slug(appendix.label)}", taken)
            yield _Wanted(item, appendix.paper, appendix.words, name, 2 if item.paper else 1)


def _free(stem: str, taken: set[str]) -> str:
    """`stem` as a file name that is not taken yet: 8(B) and 8-B would share one."""
    name, count = f"{stem}.pdf", 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}.pdf"
    taken.add(name)
    return name


def _papers(issue: Issue, made: Mapping[tuple[str, str], MadePaper], findings: list[Finding]) -> Iterator[_Paper]:
    for wanted in _wanted(issue.items):
        paper = made.get((wanted.item.number, wanted.file.name))
        if paper is None:
            continue
        findings += paper.findings
        if paper.facts is not None and not blocking(paper.findings):
            part = _part(issue, wanted, paper.content, paper.facts)
            yield _Paper(wanted.item, wanted.title, wanted.name, part)


def _part(issue: Issue, wanted: _Wanted, content: bytes, facts: PdfFacts) -> PackPart:
    item, name = wanted.item, wanted.name
    own = _own_address(issue, item, name)
    stamp = f"RESTRICTED: exempt under paragraph {item.restricted.paragraph}" if item.restricted else ""
    slipped = not facts.tagged and not issue.meeting.options.include_untagged
    elsewhere = (own,) if own.startswith("http") and not slipped else ()
    return PackPart(
        facts=facts,
        content=content,
        title=wanted.title,
        item=item.number,
        depth=wanted.depth,
        restricted=stamp,
        stamped=not wanted.file.unstamped,
        addresses=(f"{_INSIDE}{name}", *elsewhere),
        original=own,
    )


def _own_address(issue: Issue, item: AgendaItem, name: str) -> str:
    """Where a paper stands by itself: on the website, or beside the pack. A restricted paper is on no website."""
    if item.restricted is None and issue.meeting.website:
        return f"{issue.meeting.website}{name}"
    return name if _is_own(issue, item) else f"../public/{name}"


def _is_own(issue: Issue, item: AgendaItem) -> bool:
    """Whether a paper is published with this issue: the restricted folder does not repeat the public one."""
    return (item.restricted is not None) == issue.restricted


def _bind(issue: Issue, papers: Sequence[_Paper], findings: list[Finding]) -> tuple[MadeAgenda, Pack]:
    """Agenda and pack, laid out again until the agenda prints the pages that the pack has."""
    meeting = issue.meeting
    options = replace(meeting.options, first_page=issue.first_page)
    parts = [paper.part for paper in papers]
    going_in = with_slips(tuple(parts), language=meeting.language, options=options)
    front_pages = 1
    for _ in range(_MOST_PASSES):
        layout = lay_out_pack(going_in, front_pages=front_pages, options=options)
        pages = {**issue.printed, **_ranges(layout, issue.items)}
        front = _front(issue, _lines(issue, papers, pages, _INSIDE))
        if len(front.facts.pages) == front_pages:
            break
        front_pages = len(front.facts.pages)
    agenda = _agenda(issue, _lines(issue, papers, pages, meeting.website))
    findings += agenda.findings
    pack = merge_pack(
        parts,
        properties=_properties(issue),
        language=meeting.language,
        front=front,
        options=options,
        claim_conformance=True,
    )
    findings += pack.findings
    if _ranges(pack.layout, issue.items) != _ranges(layout, issue.items):
        message = "the agenda does not print the pages that the pack has"
        findings.append(Finding("pages-disagree", message, meeting.name, "Report this: it should never happen."))
    return agenda, pack


def _ranges(layout: PackLayout, items: Iterable[AgendaItem]) -> dict[str, str]:
    """The pages of each item that has any, as the agenda prints them: `1–8`."""
    found = {}
    for item in items:
        if item.number in layout.items:
            first, last = layout.pages_of_item(item.number)
            found[item.number] = first if first == last else f"{first}–{last}"
    return found


def _lines(issue: Issue, papers: Sequence[_Paper], pages: Mapping[str, str], address: str) -> dict[str, AgendaLine]:
    first = {paper.item.number: paper.name for paper in reversed(papers)}
    lines = {}
    for item in issue.meeting.items:
        number = item.number
        follows = item.supplement > issue.supplement
        linked = address and number in first and (address == _INSIDE or item.restricted is None)
        to = f"{address}{first[number]}" if linked else ""
        lines[number] = AgendaLine(pages.get(number, TO_FOLLOW if follows else ""), to)
    return lines


def _front(issue: Issue, lines: Mapping[str, AgendaLine]) -> PackPart:
    made = _agenda(issue, lines)
    return PackPart(made.facts, made.pdf, issue.heading)


def _agenda(issue: Issue, lines: Mapping[str, AgendaLine]) -> MadeAgenda:
    """The agenda in both forms; one that says what it said in the last run is taken from there."""
    made = make_agenda(
        issue.meeting,
        lines,
        heading=issue.heading,
        restricted=issue.restricted,
        stem=issue.name("agenda"),
        shelf=issue.shelf,
    )
    _stop_at_blocking(made.findings)
    return made


def _properties(issue: Issue) -> Properties:
    meeting = issue.meeting
    subject = f"Meeting of {day_words(meeting.date)}" if meeting.date else ""
    return Properties(
        title=agenda_title(meeting, issue.pack_title),
        subject=subject,
        author=meeting.body,
        language=meeting.language,
        organisation=meeting.body,
    )


def _list(
    issue: Issue, papers: Sequence[_Paper], pack: Pack, files: Sequence[PackFile], findings: Sequence[Finding]
) -> dict[str, object]:
    meeting, labels = issue.meeting, [page.label for page in pack.layout.pages]
    numbered = labels[pack.layout.front_roman :]
    return {
        "generator": GENERATOR,
        "kind": issue.pack_title,
        "body": meeting.body,
        "date": str(meeting.date or ""),
        "supplement": issue.supplement,
        "pack": f"{issue.name('pack')}.pdf",
        "conforms": pack.conforms,
        "pages": {
            "sheets": len(labels),
            "agenda": labels[: pack.layout.front_roman],
            "first": issue.first_page,
            "last": int(numbered[-1]) if numbered else issue.first_page - 1,
        },
        "items": [_item_entry(issue, item, papers, pack.layout) for item in meeting.items],
        "files": {file.name: hashlib.sha256(file.content).hexdigest() for file in files},
        "findings": [asdict(finding) for finding in findings],
    }


def _item_entry(issue: Issue, item: AgendaItem, papers: Sequence[_Paper], layout: PackLayout) -> dict[str, object]:
    entry: dict[str, object] = {"number": item.number, "title": item.title}
    if item.restricted is not None:
        entry["restricted"] = {"paragraph": item.restricted.paragraph, "reason": item.restricted.reason}
    ranges = _ranges(layout, [item])
    entry["pages"] = ranges.get(item.number) or issue.printed.get(item.number, "")
    entry["papers"] = [
        _paper_entry(issue, paper, place, layout) for place, paper in enumerate(papers) if paper.item == item
    ]
    return entry


def _paper_entry(issue: Issue, paper: _Paper, place: int, layout: PackLayout) -> dict[str, object]:
    own = layout.pages_of_part(place)
    name = paper.name if _is_own(issue, paper.item) else f"../public/{paper.name}"
    return {
        "title": paper.title,
        "file": name,
        "sha256": hashlib.sha256(paper.part.content).hexdigest(),
        "first_page": layout.pages[own.start].label,
        "last_page": layout.pages[own.stop - 1].label,
        "kind": str(layout.pages[own.start].kind),
    }


def _stop_at_blocking(findings: Iterable[Finding]) -> None:
    findings = tuple(findings)
    if blocking(findings):
        raise BlockingFindings(findings)
