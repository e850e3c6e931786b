"""Many papers built at once: each by itself, those left alone that have not changed, and none stopped by another."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, to_builtins

from boardpaper.checks.mapped_cells import remember_built
from boardpaper.commands.build.stages import (
    RenderedPaper,
    output_paths,
    paper_outputs,
    read_plan,
    render_plan,
)
from boardpaper.commands.publish.run import made_files, provenance_left
from boardpaper.commands.publish.trail import provenance_path
from boardpaper.errors import BoardpaperError, EnvironmentFault, InputError
from boardpaper.model.finding import Finding
from boardpaper.model.passage import Coverage
from boardpaper.rules import running as rules
from boardpaper.running.asked import input_path
from boardpaper.running.faults import faults_told
from boardpaper.running.inputs import KEPT_FOLDER, inputs_digest
from boardpaper.running.kept import Kept, Shelf, findings_told, keep, prune, recall
from boardpaper.running.machinery import machinery_digest
from boardpaper.running.mapped import keep_cells, kept_cells
from boardpaper.running.output import Output, write_outputs
from boardpaper.running.results import BuildResult, MadeFile, Progress, Step, silent
from boardpaper.running.workers import Job, run_jobs

if TYPE_CHECKING:
    from concurrent.futures import Executor

_BUILT = Path(KEPT_FOLDER) / "built"


class _Wanted(Struct, frozen=True):
    """A paper to be built: where its files go, with its provenance or without, and the key of all that goes in."""

    folder: Path
    word: Path
    pdf: Path
    trail: bool
    key: str


# A paper as a worker hands it over, or why there is none.
_Made = RenderedPaper | BoardpaperError


def build_papers(
    folders: Sequence[Path],
    *,
    output: Path | None = None,
    workers: int = 1,
    executor: "Executor | None" = None,
    trail: bool = False,
    keep_record: bool = True,
    force: bool = False,
    progress: Progress | None = None,
) -> tuple[BuildResult, ...]:
    """The Word papers and PDFs of `folders`, in that order, written to `output` (None: `out` inside each folder).

    With `trail` the provenance of each paper's figures is written beside its PDF. Papers are made by `executor`, or by
    `workers` processes; the files are the same whatever their number. With `keep_record` a paper is left alone where
    nothing has changed that it is made from and its files are as they were written; the record is in `.boardpaper`
    inside its folder. `force` builds every paper, over edits too.

    Raises:
        InputError: two papers would write the same file; nothing was written.
        EnvironmentFault: a worker of `executor` cannot be used.
    """
    say = progress or silent
    built: dict[Path, BuildResult] = {}
    wanted = _plan(folders, output, built, trail=trail)
    _refuse_shared_names(wanted)
    changed = []
    for paper in wanted:
        left = _unchanged(paper) if keep_record and not force else None
        if left is None:
            changed.append(paper)
        else:
            built[paper.folder] = left
    for paper, made in _render(changed, output, workers, executor, say):
        built[paper.folder] = _write(paper, made, keep_record=keep_record, force=force)
    return tuple(built[folder] for folder in dict.fromkeys(folders) if folder in built)


def _plan(
    folders: Sequence[Path], output: Path | None, built: dict[Path, BuildResult], *, trail: bool
) -> list[_Wanted]:
    """The papers to build, each folder once however it is written; those that cannot be read go to `built`."""
    wanted = []
    seen: set[Path] = set()
    for folder in folders:
        try:
            with faults_told():
                place = input_path(folder).resolve()
                if place in seen:
                    continue
                seen.add(place)
                word, pdf = output_paths(read_plan(folder), output)
        except BoardpaperError as stopped:
            built[folder] = _failed(folder, stopped)
            continue
        wanted.append(_Wanted(folder, word, pdf, trail, _key(folder, word, pdf, trail=trail)))
    return wanted


def _refuse_shared_names(wanted: Sequence[_Wanted]) -> None:
    """Two papers must not write one file, whatever a file system makes of capitals."""
    first: dict[str, _Wanted] = {}
    for paper in wanted:
        other = first.setdefault(str(paper.word.resolve()).casefold(), paper)
        if other is not paper:
            raise InputError(
                rules.OUTPUT_SHARED.at(paper.folder, first=other.folder, second=paper.folder, name=paper.word.name)
            )


def _key(folder: Path, word: Path, pdf: Path, *, trail: bool) -> str:
    """What a kept paper is found by: all that its files depend on, their names, and whether a provenance is one."""
    told = machinery_digest() + inputs_digest(folder, outputs=(word, pdf, provenance_path(pdf))).encode()
    told += b"provenance" * trail
    return hashlib.sha256(told).hexdigest()


def _unchanged(paper: _Wanted) -> BuildResult | None:
    """The paper as the last run left it; None where it has to be built."""
    kept = recall(Shelf(paper.folder / _BUILT), paper.key)
    if kept is not None:
        with suppress(KeyError, TypeError, ValueError):
            findings = findings_told(kept.told["findings"])
            coverage = _coverage_told(kept.told["numbers"])
            files = _as_written(paper.word.parent, kept.told["files"])
            if files:
                findings += _left(paper)
                return BuildResult(files, findings, folder=paper.folder, coverage=coverage, unchanged=True)
    return None


def _coverage_told(told: object) -> Coverage:
    """The count of a record.

    Raises:
        TypeError: it is no such record.
    """
    if not isinstance(told, dict):
        raise TypeError(told)
    return Coverage(**told)


def _as_written(folder: Path, told: object) -> tuple[MadeFile, ...]:
    """The files of a record, where they still are as they were written; none where one of them is not.

    Raises:
        KeyError, TypeError, ValueError: it is no such record.
    """
    if not isinstance(told, list):
        raise TypeError(told)
    for file in told:
        path = folder / file["name"]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
            return ()
    return tuple(MadeFile(file["kind"], folder / file["name"]) for file in told)


def _render(
    papers: Sequence[_Wanted], output: Path | None, workers: int, executor: "Executor | None", say: Progress
) -> Iterator[tuple[_Wanted, _Made]]:
    """Each paper with what was made of it, as each becomes ready; one alone is made in this process."""
    alone = len(papers) == 1 and executor is None
    make = partial(_make_at, output=output, say=say if alone else silent)
    jobs: dict[Job[_Made], _Wanted] = {Job(paper.folder, make, _died(paper)): paper for paper in papers}
    for done, (job, made) in enumerate(run_jobs(list(jobs), workers=workers, executor=executor), 1):
        say("Writing the files") if alone else say(Step("Building", done, len(jobs), str(job.path)))
        yield jobs[job], made


def _make_at(path: Path, *, output: Path | None, say: Progress) -> _Made:
    """The paper made of a folder, or what stopped it: workers hand back both."""
    try:
        with faults_told():
            plan = read_plan(path, say)
            return render_plan(remember_built(plan, output_paths(plan, output)[0], kept_cells(plan.folder)), say)
    except BoardpaperError as stopped:
        return stopped


def _died(paper: _Wanted) -> EnvironmentFault:
    """What stopped a paper whose process ended without a word."""
    return EnvironmentFault(rules.PAPER_PROCESS_DIED.at(paper.folder))


def _write(paper: _Wanted, made: _Made, *, keep_record: bool, force: bool) -> BuildResult:
    """Writes a paper's files, and remembers them where its inputs are still those that were read."""
    if isinstance(made, BoardpaperError):
        return _failed(paper.folder, made)
    outputs = paper_outputs(made, paper.word, paper.pdf, trail=paper.trail)
    try:
        with faults_told():
            write_outputs(outputs, force=force)
    except BoardpaperError as stopped:
        return _failed(paper.folder, stopped)
    files = made_files(outputs, made.publication)
    if keep_record:
        keep_cells(paper.folder, made.cells)
    # A file that was saved while it was read has another key than what was made of it.
    if keep_record and _key(paper.folder, paper.word, paper.pdf, trail=paper.trail) == paper.key:
        _record(paper, outputs, files, made)
    return BuildResult(files, (*made.findings, *_left(paper)), folder=paper.folder, coverage=made.coverage)


def _left(paper: _Wanted) -> tuple[Finding, ...]:
    """What is told of a provenance that nobody asked for now; it is no part of what is remembered."""
    return () if paper.trail else provenance_left(paper.pdf)


def _record(paper: _Wanted, outputs: Sequence[Output], files: Sequence[MadeFile], rendered: RenderedPaper) -> None:
    """Remembers the files that were written, by hash, with findings and coverage."""
    shelf = Shelf(paper.folder / _BUILT, {paper.key})
    written = [
        {"kind": file.kind, "name": file.path.name, "sha256": hashlib.sha256(output.content).hexdigest()}
        for file, output in zip(files, outputs, strict=True)
    ]
    findings = [to_builtins(finding) for finding in rendered.findings]
    keep(
        shelf, paper.key, Kept(b"", {"files": written, "findings": findings, "numbers": to_builtins(rendered.coverage)})
    )
    prune(shelf)


def _failed(folder: Path, stopped: BoardpaperError) -> BuildResult:
    return BuildResult(findings=stopped.findings, folder=folder, error=stopped)
