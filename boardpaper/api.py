"""What boardpaper does, for other programs: each command as a function that returns files and findings.

    from boardpaper import api

    paper = api.build("my-paper")
    for finding in paper.findings:
        print(finding.where, finding.message)

A function returns where it did what it was asked for; what it found beside that is in `findings`, and `ok` says that
none of it blocks. It raises a `BoardpaperError` where it could not, and then has written nothing; the error's
`findings` say why. An option is called as on the command line. Nothing is printed, and nothing is read but what is
named. `docs/api.md` says what stays as it is from version to version.

`progress` is called in the caller's thread with each stage in words, or with a `Step` that counts them. An exception
that it raises stops the run.
"""

from __future__ import annotations

from functools import wraps

# Type checkers take it for true; importing it from typing would take longer than all else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from os import PathLike
    from types import ModuleType
    from typing import Any, ParamSpec, TypeAlias, TypeVar

    from boardpaper.errors import (
        BlockingFindings,
        BoardpaperError,
        EnvironmentFault,
        InputError,
        InvalidInputs,
        OutputError,
    )
    from boardpaper.model.difference import Difference, FigureChange, FigureFate, WordChange, WordFate
    from boardpaper.model.finding import Finding, Severity
    from boardpaper.model.passage import Coverage
    from boardpaper.model.refresh import Change, Mended, Outcome, RefreshReport
    from boardpaper.model.trace import Standing, TracedCell, TracedFigure, Trail
    from boardpaper.rules.register import Area, RegisteredRule
    from boardpaper.rules.rule import Gate, Rule
    from boardpaper.running.results import (
        BuildResult,
        CheckResult,
        DiffResult,
        MadeFile,
        Progress,
        RefreshResult,
        Result,
        Step,
        TraceResult,
    )

    StrPath: TypeAlias = str | PathLike[str]
    P = ParamSpec("P")
    R = TypeVar("R")

__all__ = [
    "Area",
    "BlockingFindings",
    "BoardpaperError",
    "BuildResult",
    "Change",
    "CheckResult",
    "Coverage",
    "DiffResult",
    "Difference",
    "EnvironmentFault",
    "FigureChange",
    "FigureFate",
    "Finding",
    "Gate",
    "InputError",
    "InvalidInputs",
    "MadeFile",
    "Mended",
    "Outcome",
    "OutputError",
    "Progress",
    "RefreshReport",
    "RefreshResult",
    "RegisteredRule",
    "Result",
    "Rule",
    "Severity",
    "Standing",
    "Step",
    "TraceResult",
    "TracedCell",
    "TracedFigure",
    "Trail",
    "WordChange",
    "WordFate",
    "acknowledge",
    "build",
    "build_all",
    "check",
    "dask_executor",
    "diff",
    "explain",
    "new",
    "pack",
    "publish",
    "refresh",
    "schema",
    "trace",
]


def _on_this_machine(function: Callable[P, R]) -> Callable[P, R]:
    """The function, in which what the machine refuses is an error of boardpaper's, too."""

    @wraps(function)
    def told(*args: P.args, **options: P.kwargs) -> R:
        try:
            return function(*args, **options)
        except OSError as fault:
            from boardpaper.errors import EnvironmentFault

            raise EnvironmentFault.refused(fault) from fault

    return told


@_on_this_machine
def new(folder: StrPath, *, example: str | None = None, meeting: bool = False) -> Result:
    """Makes a folder for a new paper, or for a new `meeting`: a copy of `example`, or of the plainest one.

    Raises:
        InputError: there is no such example.
        OutputError: the folder holds something, or cannot be written.
    """
    from boardpaper.commands.new import make_folder
    from boardpaper.running import asked

    return make_folder(asked.output_path(folder), example=example, meeting=meeting)


@_on_this_machine
def build(
    folder: StrPath,
    *,
    output: StrPath | None = None,
    provenance: bool = False,
    cache: bool = True,
    force: bool = False,
    progress: Progress | None = None,
) -> BuildResult:
    """The Word paper and its PDF from the inputs in `folder`, written to `output` (None: `out` inside it).

    Where the Word paper has what no publication may have, its PDF is a draft, and the findings that block say why.
    With `provenance` the trail of its figures is written beside the PDF. With `cache` a paper that has not changed is
    left as an earlier run wrote it. `force` builds it over edits too.

    Raises:
        InvalidInputs: an input file cannot be used; the findings name every one.
        BlockingFindings: the content has findings that block.
        OutputError: a file cannot be written, or a person has edited it and `force` is not given.
    """
    (built,) = build_all([folder], output=output, provenance=provenance, cache=cache, force=force, progress=progress)
    if built.error:
        raise built.error
    return built


@_on_this_machine
def build_all(
    folders: Sequence[StrPath],
    *,
    output: StrPath | None = None,
    workers: int = 1,
    executor: Executor | None = None,
    provenance: bool = False,
    cache: bool = True,
    force: bool = False,
    progress: Progress | None = None,
) -> tuple[BuildResult, ...]:
    """Many papers as `build` makes one, in the order of `folders`, each folder once.

    None is stopped by another: the result of a paper that could not be built has no files, and an `error`. Papers are
    made by `executor`, or by `workers` processes; the files are the same whatever their number.

    Raises:
        InputError: two papers would write the same file, or a folder has no name; nothing was written.
        EnvironmentFault: a worker of `executor` cannot be used.
    """
    from boardpaper.commands.build.papers import build_papers
    from boardpaper.running import asked

    return build_papers(
        [asked.named(folder) for folder in asked.several("folders", folders)],
        output=asked.optional_output(output),
        workers=asked.count("workers", workers),
        executor=executor,
        trail=provenance,
        keep_record=cache,
        force=force,
        progress=progress,
    )


@_on_this_machine
def check(path: StrPath, *, inputs: StrPath | None = None, progress: Progress | None = None) -> CheckResult:
    """What is wrong with a paper's folder, with a paper in Word, or with a Word template; writes nothing.

    A paper in Word is held against the workbooks in the folder `inputs`, and without it against its own record.

    Raises:
        InputError: the file or the inputs cannot be used, or a folder is to be held against other inputs.
    """
    from boardpaper.commands.check import check as check_path
    from boardpaper.running import asked

    place, source = asked.input_path(path), asked.optional_input(inputs)
    if source is not None:
        asked.paper_and_inputs(place, source)
    return check_path(place, inputs=source, progress=progress)


@_on_this_machine
def refresh(
    path: StrPath,
    *,
    inputs: StrPath,
    output: StrPath | None = None,
    take_workbook: Collection[str] = (),
    keep_author: Collection[str] = (),
    track: bool = False,
    renamed: Mapping[str, str] | None = None,
    older_workbook: bool = False,
    as_built: StrPath | None = None,
    dry_run: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> RefreshResult:
    """The edited Word paper at `path` with the figures of the paper's folder `inputs`, and nothing else changed.

    It is written to `output`: a folder, a .docx, or None for beside the paper, with `-refreshed` in its name. Figures
    that the workbook cannot answer stay as they are, and are findings that block.

    `take_workbook` and `keep_author` hold figures (`homicide.change`), indicators (`homicide`) or `all`: whose text
    stands where an author has written over a figure. `track` makes tracked changes. `renamed` gives the new names of
    indicators by their old ones. `older_workbook` goes back to a workbook that is older than the paper's. `as_built`
    is a copy of the paper as it was built, for a file whose record of figures a program has dropped.

    Raises:
        InputError: the file is none of boardpaper's, or has lost what it knew of its figures.
        BlockingFindings: a workbook has findings that block, or is older than that of the paper.
        OutputError: the file cannot be written, or a person has edited it and `force` is not given.
    """
    from boardpaper.commands.refresh.run import RefreshTerms, refresh_word
    from boardpaper.running import asked

    terms = RefreshTerms(
        take=frozenset(asked.names("take_workbook", take_workbook)),
        keep=frozenset(asked.names("keep_author", keep_author)),
        track=track,
        older=older_workbook,
        dry=dry_run,
        renamed=renamed or {},
        as_built=asked.optional_input(as_built),
    )
    source = asked.input_path(inputs)
    asked.paper_and_inputs(asked.input_path(path), source)
    return refresh_word(
        asked.input_file(path),
        source,
        output=asked.optional_output(output, ending=".docx"),
        terms=terms,
        force=force,
        progress=progress,
    )


@_on_this_machine
def publish(
    path: StrPath,
    *,
    output: StrPath | None = None,
    draft: bool = False,
    accept_changes: bool = False,
    allow: Collection[str] = (),
    engine: str = "boardpaper",
    provenance: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Result:
    """The accessible PDF of any Word file, written to `output`: a folder, a .pdf, or None for beside the Word file.

    A `draft` is made whatever is found, and marked so. `accept_changes` publishes the final text of tracked changes.
    `allow` are rules that may stand. `engine` lays the pages out; the PDF of `libreoffice` claims no conformance. With
    `provenance` the trail of the paper's figures is written beside the PDF.

    Raises:
        InputError: the file cannot be used, a rule may not be allowed, or there is no such engine.
        BlockingFindings: findings block the publication and no draft was asked for.
        EnvironmentFault: the engine is not on this machine.
        OutputError: the PDF cannot be written, or `force` is not given and another program made or changed it.
    """
    from boardpaper.commands.publish.gate import asked_terms
    from boardpaper.commands.publish.run import publish_word
    from boardpaper.running import asked

    allowed = asked.names("allow", allow)
    return publish_word(
        asked.input_file(path),
        output=asked.optional_output(output, ending=".pdf"),
        terms=asked_terms(draft=draft, accept_changes=accept_changes, allow=allowed, engine=engine),
        trail=provenance,
        force=force,
        progress=progress,
    )


@_on_this_machine
def pack(
    path: StrPath,
    *,
    output: StrPath | None = None,
    supplement: int = 0,
    no_stamp: Collection[str] = (),
    workers: int = 1,
    executor: Executor | None = None,
    cache: bool = True,
    force: bool = False,
    progress: Progress | None = None,
) -> Result:
    """The packs of the meeting at `path`, a meeting.yaml or a folder, in folders `public` and `restricted` of `output`.

    Without `output` that is `packs`, beside the meeting. `supplement` 1 makes the first pack of late papers, which goes
    on where the pack in `output` ended. `no_stamp` are the numbers of items whose pages stay as they are. Papers are
    made by `executor`, or by `workers` processes; with `cache` those that have not changed come from the last run.

    Raises:
        InputError: there is no meeting, no such supplement, or no pack for it to go on from.
        InvalidInputs: the description cannot be used; the findings name every fault.
        BlockingFindings: something must be put right first.
        OutputError: a file cannot be written, or a person has edited it and `force` is not given.
    """
    from boardpaper.commands.pack.run import pack_meeting
    from boardpaper.running import asked

    return pack_meeting(
        asked.input_path(path),
        output=asked.optional_output(output),
        supplement=asked.count("supplement", supplement, least=0),
        no_stamp=asked.names("no_stamp", no_stamp),
        workers=asked.count("workers", workers),
        executor=executor,
        keep_papers=cache,
        force=force,
        progress=progress,
    )


@_on_this_machine
def acknowledge(path: StrPath, marks: Collection[str], *, reason: str, day: datetime.date) -> Result:
    """Writes into acknowledged.yaml, beside the meeting.yaml at `path`, what may be public although it is restricted.

    `marks` are those of what `pack`, when it last ran, found in a public paper and in a restricted one; `day` is that
    on which somebody said so. A mark that is in the file already is left as it is; that its reason is another is told.

    Raises:
        InputError: there is no meeting.yaml, a mark is none that `pack` has found, the reason is empty, or the file
            cannot be read.
        InvalidInputs: the file was changed and is not what it should be.
        OutputError: it cannot be written.
    """
    from boardpaper.commands.acknowledge import acknowledge_marks
    from boardpaper.running import asked

    return acknowledge_marks(asked.input_path(path), asked.names("marks", marks), reason=reason, day=day)


@_on_this_machine
def trace(path: StrPath, what: str = "", *, progress: Progress | None = None) -> TraceResult:
    """The workbook cells that the figures of a paper came from: a Word paper, or a PDF with its provenance beside it.

    `what` names a figure (`homicide.change`), an indicator (`homicide`) or a paragraph ("5"); all without it.

    Raises:
        InputError: the file cannot be read, has no provenance, or no figure that `what` names.
    """
    from boardpaper.commands.trace import trace_paper
    from boardpaper.running import asked

    asked.file_then_figure(asked.input_path(path), str(what))
    return trace_paper(asked.input_file(path), str(what), progress=progress)


@_on_this_machine
def diff(before: StrPath, after: StrPath, *, progress: Progress | None = None) -> DiffResult:
    """What changed from one Word paper to another, tracked changes in both taken as accepted.

    Raises:
        InputError: a file is no Word file that can be read.
    """
    from boardpaper.commands.diff import compare_papers
    from boardpaper.running import asked

    return compare_papers(asked.input_file(before), asked.input_file(after), progress=progress)


@_on_this_machine
def schema(*, meeting: bool = False) -> dict[str, Any]:
    """The JSON Schema of paper.yaml, or of meeting.yaml, for editors that check and complete it."""
    from boardpaper.commands.schema import input_schema

    return input_schema(meeting=meeting)


@_on_this_machine
def explain(rule: str = "") -> tuple[RegisteredRule, ...]:
    """What the rule of that name means; without a name all rules, area after area.

    Raises:
        InputError: there is no such rule; the hint proposes the nearest.
    """
    from boardpaper.commands.explain import explained

    return explained(rule)


@_on_this_machine
def dask_executor(address: str, *, at_once: bool = True) -> AbstractContextManager[Executor]:
    """An executor whose work is done by the workers of the Dask scheduler at `address` (tcp://host:port).

    It goes to `build_all` and `pack`, inside the `with` block. Unless it is to be done `at_once`, the cluster is only
    asked, and its faults told, when there is work for it.

    Raises:
        EnvironmentFault: Dask is not installed, there is no scheduler or worker, or one differs from this machine.
    """
    from boardpaper.running import cluster

    return cluster.dask_executor(address, at_once=at_once)


def _homes() -> Iterator[ModuleType]:
    """The modules that the types stand in, each loaded when those before do not have what is wanted."""
    from boardpaper import errors

    yield errors
    from boardpaper.model import finding

    yield finding
    from boardpaper.running import results

    yield results
    from boardpaper.model import difference, passage, refresh, trace

    yield from (difference, passage, refresh, trace)
    from boardpaper.rules import register, rule

    yield from (register, rule)


# Hidden from type checkers, which find the types above and tell a wrong name by its absence.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A type, loaded when it is first asked for."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = next(getattr(home, name) for home in _homes() if hasattr(home, name))
        return globals().setdefault(name, found)

    def __dir__() -> list[str]:
        return __all__
