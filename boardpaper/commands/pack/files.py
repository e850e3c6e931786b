"""The files of one pack, public or restricted: agenda, pack, papers and the list of what is where."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.checks.same_figures import check_agreement
from boardpaper.commands.pack.agenda import MadeAgenda, make_agenda
from boardpaper.commands.pack.issue import BoundPaper, Issue, PackFile, page_ranges
from boardpaper.commands.pack.listing import read_hashes, read_list, write_list
from boardpaper.commands.pack.papers import MadePaper
from boardpaper.commands.publish.run import pdf_output
from boardpaper.errors import stop_at_blocking
from boardpaper.model.document import Properties
from boardpaper.model.finding import Finding, blocking
from boardpaper.model.meeting import AgendaItem, PaperFile, day_words
from boardpaper.model.pack import Pack, PackLayout, PackPart, PdfFacts
from boardpaper.model.printed import PaperFigures
from boardpaper.pack.contents import contents_list
from boardpaper.pack.layout import lay_out_pack
from boardpaper.pack.merging import merge_pack
from boardpaper.pack.slips import with_slips
from boardpaper.rules import meetings as rules
from boardpaper.running.output import Output, slug, word_output
from boardpaper.word.agenda import AgendaLine, agenda_title

TO_FOLLOW = "To follow"
# The agenda in front of a pack links to addresses that every pack turns into places of its own.
_INSIDE = "https://pack.invalid/"
_MOST_PASSES = 4


class MadePack(Struct, frozen=True):
    """Everything that one issue leaves, and what was found while making it."""

    issue: Issue
    files: tuple[PackFile, ...]
    findings: tuple[Finding, ...]
    layout: PackLayout


class _Wanted(Struct, frozen=True):
    """A paper or appendix that should go out; `name` is its own file's in the issue's folder."""

    item: AgendaItem
    file: PaperFile
    title: str
    name: str
    depth: int


def make_pack(issue: Issue, made: Mapping[tuple[str, str], MadePaper]) -> MadePack:
    """Agenda, pack, papers and list of one issue. Only the papers of `issue.items` are looked up in `made`.

    Raises:
        BlockingFindings: a paper, the agenda or the pack has findings that block.
    """
    findings: list[Finding] = []
    papers = list(_papers(issue, made, findings))
    # Only papers of this issue: what a restricted one prints is told to nobody who does not get it.
    findings += check_agreement([*issue.earlier, *map(_figures, papers)])
    stop_at_blocking(findings)
    agenda, pack = _bind(issue, papers, findings)
    stop_at_blocking(findings)
    files = [
        PackFile("word", f"{issue.name('agenda')}.docx", agenda.word),
        PackFile("pdf", f"{issue.name('agenda')}.pdf", agenda.pdf),
        PackFile("pdf", f"{issue.name('pack')}.pdf", pack.content),
        *(
            PackFile("pdf", paper.name, paper.part.content, paper.item.number, paper.where)
            for paper in papers
            if issue.owns(paper.item)
        ),
    ]
    files.append(
        PackFile("file", issue.list_name, write_list(issue, papers, pack, files, [*issue.findings, *findings]))
    )
    return MadePack(issue, tuple(files), tuple(findings), pack.layout)


def _figures(paper: BoundPaper) -> PaperFigures:
    return PaperFigures(paper.where, paper.figures, restricted=paper.item.restricted is not None)


def pack_outputs(made: MadePack, folder: Path) -> list[Output]:
    """The files to be written to `folder`, each of which may replace one that boardpaper wrote and nobody changed."""
    known = read_hashes(folder)
    return [_output(file, folder / file.name, known) for file in made.files]


def _output(file: PackFile, path: Path, known: Mapping[str, str]) -> Output:
    """A file to write, and whether one in its place is as boardpaper wrote it; `known` are the hashes of what was."""

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


def _papers(issue: Issue, made: Mapping[tuple[str, str], MadePaper], findings: list[Finding]) -> Iterator[BoundPaper]:
    """The papers that go in, as the pack binds them; what is wrong with any goes to `findings`."""
    for wanted in _wanted(issue.items):
        paper = made.get((wanted.item.number, wanted.file.name))
        if paper is None:
            continue
        findings += paper.findings
        if paper.facts is not None and not blocking(paper.findings):
            part = _part(issue, wanted, paper, findings)
            yield BoundPaper(wanted.item, wanted.title, wanted.name, wanted.file.name, part, paper.figures)


def _part(issue: Issue, wanted: _Wanted, paper: MadePaper, findings: list[Finding]) -> PackPart:
    """A paper as a part of the pack: stamped if restricted, with the addresses that lead to it."""
    item, name = wanted.item, wanted.name
    facts, content = paper.facts or PdfFacts(wanted.file.name, readable=False), paper.content
    own = _own_address(issue, item, name)
    stamp = f"RESTRICTED: exempt under paragraph {item.restricted.paragraph}" if item.restricted else ""
    if item.restricted and wanted.file.unstamped:
        findings.append(_unmarked(facts.name, stamp))
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


def _unmarked(name: str, stamp: str) -> Finding:
    return rules.RESTRICTED_UNSTAMPED.at(name, stamp=stamp)


def _own_address(issue: Issue, item: AgendaItem, name: str) -> str:
    """Where a paper stands by itself: on the website, or beside the pack. A restricted paper is on no website."""
    if item.restricted is None and issue.meeting.website:
        return f"{issue.meeting.website}{name}"
    return name if issue.owns(item) else f"../public/{name}"


def _bind(issue: Issue, papers: Sequence[BoundPaper], findings: list[Finding]) -> tuple[MadeAgenda, Pack]:
    """Agenda and pack, laid out again until the agenda prints the pages that the pack has."""
    meeting = issue.meeting
    options = replace(meeting.options, first_page=issue.first_page)
    parts = [paper.part for paper in papers]
    going_in = with_slips(tuple(parts), language=meeting.language, options=options)
    front: PackPart | None = None
    printed: dict[str, str] = {}
    for _ in range(_MOST_PASSES):
        front_pages = len(front.facts.pages) if front else 1
        contents = contents_list(going_in, front_pages=front_pages, language=meeting.language, options=options)
        listed = len(contents.part.facts.pages) if contents else 0
        layout = lay_out_pack(going_in, front_pages=front_pages, contents_pages=listed, options=options)
        pages = {**issue.printed, **page_ranges(layout, issue.items)}
        if front and pages == printed:
            break
        front, printed = _front(issue, _lines(issue, papers, pages, _INSIDE)), pages
    agenda = _agenda(issue, _lines(issue, papers, pages, meeting.website))
    findings += agenda.findings
    pack = merge_pack(
        parts,
        properties=_properties(issue),
        language=meeting.language,
        front=front,
        contents=contents,
        options=options,
        claim_conformance=True,
    )
    findings += [*(contents.findings if contents else ()), *pack.findings]
    if pack.layout != layout:
        findings.append(rules.PAGES_DISAGREE.at(meeting.name))
    return agenda, pack


def _lines(issue: Issue, papers: Sequence[BoundPaper], pages: Mapping[str, str], address: str) -> dict[str, AgendaLine]:
    """What the agenda says of each item's pages, and where it links to, by the item's number."""
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
    """The agenda as the first part of the pack."""
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
    stop_at_blocking(made.findings)
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
