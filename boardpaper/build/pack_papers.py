"""The papers of a pack, each made by itself and only when something that goes into it has changed."""

import datetime
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from boardpaper import __version__, resources
from boardpaper.build.publish import Terms, make_publication
from boardpaper.build.results import Progress
from boardpaper.checks.meeting import check_front, check_pdf_markings
from boardpaper.errors import BlockingFindings, BoardpaperError
from boardpaper.model.finding import Finding, Severity
from boardpaper.model.meeting import AgendaItem, Meeting, PaperFile, PaperKind
from boardpaper.sources.paper_file import read_paper_file
from boardpaper.sources.pdf import read_pdf, read_pdf_texts

_MARKING = "restricted-marking"


@dataclass(frozen=True, slots=True)
class PaperTask:
    """One file to be made into a PDF; picklable, so that any executor can take it."""

    item: AgendaItem
    file: PaperFile
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper's PDF, empty where it could not be made, and what was found on the way."""

    content: bytes
    findings: tuple[Finding, ...] = ()


def paper_tasks(meeting: Meeting, items: Sequence[AgendaItem]) -> tuple[PaperTask, ...]:
    """A task for each file of `items` that is there; those that are missing are findings of the meeting's check."""
    return tuple(PaperTask(item, file, meeting.date) for item in items for file in item.files if file.path.exists())


def make_papers(
    tasks: Sequence[PaperTask],
    *,
    cache: Path | None,
    workers: int,
    executor: Executor | None,
    say: Progress,
    keep: Sequence[PaperTask] | None = None,
) -> dict[tuple[str, str], MadePaper]:
    """Each task's PDF by the item's number and the file's name, whatever did the work and in whatever order.

    A paper whose inputs, templates, fonts and version of boardpaper are those of an earlier run comes from `cache`, in
    which only the papers of `keep` stay.
    """
    keys = {task: _key(task) for task in tasks} if cache else {}
    made = {task: kept for task, key in keys.items() if cache and (kept := _recall(cache, key))}
    changed = [task for task in tasks if task not in made]
    if cache and keep is not None:
        _prune(cache, {_key(task) for task in keep})
    if made:
        say(f"{_papers(len(made))} unchanged since the last run")
    for task, paper in _run(changed, workers, executor, say):
        made[task] = paper
        if cache and paper.content:
            _keep(cache, keys[task], paper)
    return {(task.item.number, task.file.name): made[task] for task in tasks}


def make_paper(task: PaperTask) -> MadePaper:
    """The PDF of one paper. Whatever is wrong with it is a finding that names its item."""
    try:
        made = _MAKERS[task.file.kind](task)
    except BlockingFindings as stopped:
        made = MadePaper(b"", stopped.findings)
    except BoardpaperError as stopped:
        made = MadePaper(b"", (stopped.finding,))
    prefix = f"item {task.item.number}, {task.file.name}"
    # That a restricted paper says so is as it should be.
    told = (finding for finding in made.findings if not (task.item.restricted and finding.rule == _MARKING))
    return MadePaper(made.content, tuple(dict.fromkeys(_placed(finding, prefix) for finding in told)))


def _run(
    tasks: Sequence[PaperTask], workers: int, executor: Executor | None, say: Progress
) -> Iterator[tuple[PaperTask, MadePaper]]:
    if executor is not None:
        yield from _gather(tasks, executor, say)
    elif workers > 1 and len(tasks) > 1:
        with ProcessPoolExecutor(min(workers, len(tasks))) as processes:
            yield from _gather(tasks, processes, say)
    else:
        for number, task in enumerate(tasks, 1):
            say(_progress(task, number, len(tasks)))
            yield task, make_paper(task)


def _gather(tasks: Sequence[PaperTask], executor: Executor, say: Progress) -> Iterator[tuple[PaperTask, MadePaper]]:
    futures = [executor.submit(make_paper, task) for task in tasks]
    for number, (task, future) in enumerate(zip(tasks, futures, strict=True), 1):
        made = future.result()
        say(_progress(task, number, len(tasks)))
        yield task, made


def _progress(task: PaperTask, number: int, total: int) -> str:
    return f"Making the papers: {number} of {total} (item {task.item.number})"


def _papers(number: int) -> str:
    return f"{number} paper{'s' * (number != 1)}"


def _placed(finding: Finding, prefix: str) -> Finding:
    where = f"{prefix}: {finding.where}" if finding.where else prefix
    return Finding(finding.rule, finding.message, where, finding.hint, finding.severity)


def _terms(task: PaperTask) -> Terms:
    """A restricted paper may say that it is one."""
    allowed = task.file.allowed | ({_MARKING} if task.item.restricted else set())
    return Terms(allowed=allowed)


def _make_folder(task: PaperTask) -> MadePaper:
    # Reading workbooks takes long to import, and a pack of unchanged papers needs none of it.
    from boardpaper.build.stages import build_paper

    with tempfile.TemporaryDirectory(prefix="boardpaper-") as name:
        built = build_paper(task.file.path, output=Path(name))
        word, pdf, *_ = (made.path for made in built.files)
        findings, content = built.findings, pdf.read_bytes()
        if _terms(task).allowed:
            published = make_publication(word, _terms(task))
            # What stops a publication was judged anew; the rest of what building found still holds.
            findings = (*(finding for finding in built.findings if not finding.blocks), *published.findings)
            content = published.pdf
    front = read_paper_file(task.file.path, templates=[resources.template_folder()]).front
    return MadePaper(content, (*findings, *check_front(task.item, front, task.day)))


def _make_word(task: PaperTask) -> MadePaper:
    made = make_publication(task.file.path, _terms(task))
    return MadePaper(made.pdf, made.findings)


def _take_pdf(task: PaperTask) -> MadePaper:
    """A finished PDF as it is. What is wrong with the file itself is told when it is read for the pack."""
    content = task.file.path.read_bytes()
    facts, found = read_pdf(content, name="")
    if not facts.readable:
        return MadePaper(b"", found)
    if _MARKING in _terms(task).allowed:
        return MadePaper(content)
    return MadePaper(content, check_pdf_markings(read_pdf_texts(content), where=""))


_MAKERS: dict[PaperKind, Callable[[PaperTask], MadePaper]] = {
    PaperKind.FOLDER: _make_folder,
    PaperKind.WORD: _make_word,
    PaperKind.PDF: _take_pdf,
}


def _key(task: PaperTask) -> str:
    """A hash of all that a paper's PDF and findings depend on."""
    digest = hashlib.sha256(_machinery())
    told = [
        task.item.number,
        task.item.where,
        str(task.day),
        task.file.name,
        task.file.kind,
        sorted(_terms(task).allowed),
    ]
    digest.update(json.dumps(told).encode())
    for path in paper_inputs(task.file):
        digest.update(f"\n{path.name} ".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def paper_inputs(file: PaperFile) -> list[Path]:
    """Every file that a paper is made from."""
    if file.kind is not PaperKind.FOLDER:
        return [file.path]
    inside = (path for path in sorted(file.path.rglob("*")) if path.is_file() and not path.name.startswith((".", "~$")))
    found = [path for path in inside if "out" not in path.relative_to(file.path).parts[:1]]
    with suppress(BoardpaperError):
        # Files that paper.yaml names may stand elsewhere.
        plan = read_paper_file(file.path, templates=[resources.template_folder()])
        named = [*(workbook.path for workbook in plan.workbooks), plan.template]
        named += [section.path for part in plan.parts for section in (*part.sections, part.next_steps) if section]
        found += [path for path in named if path.is_file()]
    return found


@lru_cache
def _machinery() -> bytes:
    """A hash of what makes papers: boardpaper itself, the fonts and templates that come with it."""
    package = Path(resources.__file__).parent
    files = [*package.rglob("*.py"), *package.glob("fonts/*"), *resources.template_folder().glob("*.docx")]
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(file for file in files if file.is_file()):
        digest.update(f"\n{path.name} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _recall(cache: Path, key: str) -> MadePaper | None:
    """An earlier run's paper, unless it is missing or damaged."""
    try:
        told = json.loads((cache / f"{key}.json").read_text(encoding="utf-8"))
        content = (cache / f"{key}.pdf").read_bytes()
        if told["sha256"] != hashlib.sha256(content).hexdigest():
            return None
        findings = [Finding(**{**entry, "severity": Severity(entry["severity"])}) for entry in told["findings"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return MadePaper(content, tuple(findings))


def _prune(cache: Path, keys: set[str]) -> None:
    for path in cache.glob("*") if cache.is_dir() else ():
        if path.suffix in (".pdf", ".json") and path.stem not in keys:
            with suppress(OSError):
                path.unlink()


def _keep(cache: Path, key: str, paper: MadePaper) -> None:
    """Keeps a paper for the next run; a folder that cannot be written costs time and nothing else."""
    told = {"sha256": hashlib.sha256(paper.content).hexdigest(), "findings": [asdict(each) for each in paper.findings]}
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        for suffix, content in (("pdf", paper.content), ("json", json.dumps(told).encode())):
            handle, name = tempfile.mkstemp(dir=cache)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).replace(cache / f"{key}.{suffix}")
