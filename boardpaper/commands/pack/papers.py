"""The papers of a pack, each made by itself and only when something that goes into it has changed."""

import datetime
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from boardpaper import resources
from boardpaper.checks.meeting import check_front, check_pdf_markings, check_stated_day, check_subject
from boardpaper.checks.publication.unready import decide, in_a_meeting
from boardpaper.commands.publish.run import Terms, make_publication
from boardpaper.errors import BlockingFindings, BoardpaperError, EnvironmentFault, InputError
from boardpaper.live.printed import opening_words, paper_subject, printed_figures
from boardpaper.model.asked import file_content
from boardpaper.model.finding import Finding
from boardpaper.model.meeting import AgendaItem, Meeting, PaperFile, PaperKind
from boardpaper.model.messages import counted
from boardpaper.model.pack import PdfFacts
from boardpaper.model.printed import PrintedFigure
from boardpaper.ooxml.package import read_package
from boardpaper.pack.cleaning import PublishedCopy, published_copy
from boardpaper.rules import files, running
from boardpaper.rules.gates import ALLOWABLE_IN_MEETINGS
from boardpaper.rules.pdfs import PDF_PICTURE_UNCLEAN
from boardpaper.rules.publication import AUTHOR_LEFT_OUT, RESTRICTED_MARKING
from boardpaper.running.inputs import inputs_digest
from boardpaper.running.kept import Kept, Shelf, facts_told, findings_told, keep, recall
from boardpaper.running.machinery import machinery_digest
from boardpaper.running.results import Progress, Step
from boardpaper.running.workers import Job, run_jobs
from boardpaper.sources.pdf.findings import texts_findings
from boardpaper.sources.pdf.reader import read_pdf, read_pdf_texts
from boardpaper.temporary import temporary_folder

if TYPE_CHECKING:
    from concurrent.futures import Executor

_MARKING = RESTRICTED_MARKING.name


class PaperTask(Struct, frozen=True):
    """One file to be made into a PDF; picklable, so that any executor can take it."""

    item: AgendaItem
    file: PaperFile
    day: datetime.date | None


class MadePaper(Struct, frozen=True):
    """A paper's PDF and its facts, without content where it could not be made; what was found on the way, and the
    figures that it prints."""

    content: bytes
    findings: tuple[Finding, ...] = ()
    figures: tuple[PrintedFigure, ...] = ()
    facts: PdfFacts | None = None


def paper_tasks(meeting: Meeting, items: Sequence[AgendaItem]) -> tuple[PaperTask, ...]:
    """A task for each file of `items` that is there; those that are missing are findings of the meeting's check."""
    return tuple(
        PaperTask(item, file, meeting.date) for item in items for file in item.files if os.path.exists(file.path)
    )


def make_papers(
    tasks: Sequence[PaperTask], *, shelf: Shelf | None, workers: int, executor: "Executor | None", say: Progress
) -> dict[tuple[str, str], MadePaper]:
    """Each task's PDF by the item's number and the file's name, whatever did the work and in whatever order.

    A paper whose inputs, templates, fonts and version of boardpaper are those of an earlier run comes from `shelf`.
    """
    keys = {task: paper_key(task) for task in tasks} if shelf else {}
    made = {task: kept for task, key in keys.items() if shelf and (kept := _recall(shelf, key))}
    jobs = {_job(task): task for task in tasks if task not in made}
    if made:
        say(f"{counted(len(made), 'paper')} unchanged since the last run")
    for done, (job, paper) in enumerate(run_jobs(list(jobs), workers=workers, executor=executor), 1):
        task = jobs[job]
        made[task] = paper
        say(Step("Making the papers", done, len(jobs), f"item {task.item.number}"))
        # A file that was saved while it was read has another key than what was made of it.
        if shelf and paper.content and paper_key(task) == keys[task]:
            _keep(shelf, keys[task], paper)
    return {(task.item.number, task.file.name): made[task] for task in tasks}


def make_paper(task: PaperTask) -> MadePaper:
    """The PDF of one paper. Whatever is wrong with it is a finding that names its item."""
    try:
        made = _MAKERS[task.file.kind](task)
    except BlockingFindings as stopped:
        return MadePaper(b"", _told(task, stopped.findings))
    except EnvironmentFault:
        # What this machine lacks is no fault of the paper.
        raise
    except BoardpaperError as stopped:
        return MadePaper(b"", _told(task, (stopped.finding,)))
    facts, found = read_pdf(made.content, name=_name(task))
    if not facts.readable:
        return MadePaper(b"", (*_told(task, made.findings), *found))
    findings, content = made.findings, made.content
    if task.file.kind is PaperKind.PDF:
        findings, found = _check_pdf(task, content), _judged(task, found)
        copy = published_copy(content, facts, title=task.item.title)
        findings, content = (*findings, *_judged(task, _unclean(copy))), copy.content
    every = tuple(dict.fromkeys((*_told(task, findings), *found)))
    return replace(made, content=content, findings=every, facts=facts)


def _unclean(copy: PublishedCopy) -> Iterator[Finding]:
    """That pictures of a finished PDF may say what nobody sees."""
    if copy.unclean:
        yield PDF_PICTURE_UNCLEAN.at("", count=counted(copy.unclean, "picture"))


def _job(task: PaperTask) -> Job[MadePaper]:
    """The work of making one paper, and what is told where its process dies."""
    finding = running.PAPER_PROCESS_DIED.at(_name(task))
    return Job(task.file.path, partial(_make_at, task), MadePaper(b"", (finding,)))


def _make_at(task: PaperTask, path: Path) -> MadePaper:
    return make_paper(replace(task, file=replace(task.file, path=path)))


def _name(task: PaperTask) -> str:
    """The paper as findings name it."""
    return f"item {task.item.number}, {task.file.name}"


def _told(task: PaperTask, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their item."""
    name = _name(task)
    # That a restricted paper says so is as it should be; and a pack names the meeting's body.
    passed = {AUTHOR_LEFT_OUT.name} | ({_MARKING} if task.item.restricted else set())
    wanted = (finding for finding in findings if finding.rule not in passed)
    placed = (
        replace(in_a_meeting(finding), where=f"{name}: {finding.where}" if finding.where else name)
        for finding in wanted
    )
    return tuple(dict.fromkeys(placed))


def _judged(task: PaperTask, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What was found in a finished PDF as it counts for this paper."""
    return tuple(in_a_meeting(finding) for finding in decide(findings, _terms(task).allowed, ALLOWABLE_IN_MEETINGS))


def _terms(task: PaperTask) -> Terms:
    """What may stand; a restricted paper may say that it is one."""
    allowed = task.file.allowed | ({_MARKING} if task.item.restricted else set())
    return Terms(allowed=allowed)


def _make_folder(task: PaperTask) -> MadePaper:
    """The paper built from a folder of inputs, judged by the meeting's terms where it may have what others may not."""
    # Reading workbooks takes long to import, and a pack of unchanged papers needs none of it.
    from boardpaper.commands.build.stages import build_paper
    from boardpaper.sources.plans.paper import read_paper_file

    with temporary_folder() as folder:
        built = build_paper(task.file.path, output=folder)
        word, pdf, *_ = (made.path for made in built.files)
        findings, content, figures = built.findings, pdf.read_bytes(), printed_figures(read_package(word))
        if _terms(task).allowed:
            published = make_publication(word, _terms(task), built=True)
            # What stops a publication was judged anew; the rest of what building found still holds.
            findings = (*(finding for finding in built.findings if not finding.blocks), *published.findings)
            content = published.pdf
    front = read_paper_file(task.file.path, templates=[resources.template_folder()]).front
    return MadePaper(content, (*findings, *check_front(task.item, front, task.day)), figures)


def _make_word(task: PaperTask) -> MadePaper:
    """The publication of a Word file, held against the meeting."""
    made = make_publication(task.file.path, _terms(task))
    package = read_package(task.file.path)
    findings = (
        *made.findings,
        *check_subject(task.item, paper_subject(package), task.day),
        *check_stated_day(task.item, opening_words(package), task.day),
    )
    return MadePaper(made.pdf, findings, printed_figures(package))


def _take_pdf(task: PaperTask) -> MadePaper:
    """A finished PDF. What is wrong with the file itself is told when its facts are read."""
    try:
        return MadePaper(file_content(task.file.path))
    except OSError as fault:
        name = task.file.path.name
        raise InputError(files.FILE_UNREADABLE.at(name, name=name, fault=fault.strerror)) from fault


def _check_pdf(task: PaperTask, content: bytes) -> tuple[Finding, ...]:
    """What a finished PDF says of itself that the meeting does not, such as a marking or another day."""
    texts = read_pdf_texts(content)
    marked = () if _MARKING in _terms(task).allowed else check_pdf_markings(texts, where="")
    stated = check_stated_day(task.item, "\n".join(texts.pages[:1]), task.day)
    return (*marked, *stated, *decide(texts_findings(texts, name=""), _terms(task).allowed, ALLOWABLE_IN_MEETINGS))


_MAKERS: dict[PaperKind, Callable[[PaperTask], MadePaper]] = {
    PaperKind.FOLDER: _make_folder,
    PaperKind.WORD: _make_word,
    PaperKind.PDF: _take_pdf,
}


def paper_key(task: PaperTask) -> str:
    """A hash of all that a paper's PDF and findings depend on."""
    told = [
        task.item.number,
        task.item.title,
        task.item.where,
        task.item.restricted is not None,
        str(task.day),
        task.item.kind,
        task.file.name,
        task.file.kind,
        sorted(_terms(task).allowed),
        inputs_digest(task.file.path),
    ]
    return hashlib.sha256(machinery_digest() + json.dumps(told).encode()).hexdigest()


def _recall(shelf: Shelf, key: str) -> MadePaper | None:
    """An earlier run's paper, unless it is missing or damaged."""
    kept = recall(shelf, key)
    if kept is None:
        return None
    try:
        findings, facts = findings_told(kept.told["findings"]), facts_told(kept.told["facts"])
        return MadePaper(kept.content, findings, _figures_told(kept.told["figures"]), facts)
    except (KeyError, TypeError, ValueError):
        return None


def _figures_told(told: object) -> tuple[PrintedFigure, ...]:
    """Printed figures as JSON holds them."""
    if not isinstance(told, list):
        raise TypeError(told)
    return tuple(PrintedFigure(**entry) for entry in told)


def _keep(shelf: Shelf, key: str, paper: MadePaper) -> None:
    """Keeps a paper for later runs; one that could not be made is made again."""
    if paper.facts is not None:
        told = {
            "findings": [to_builtins(finding) for finding in paper.findings],
            "figures": [to_builtins(figure) for figure in paper.figures],
            "facts": to_builtins(paper.facts),
        }
        keep(shelf, key, Kept(paper.content, told))
