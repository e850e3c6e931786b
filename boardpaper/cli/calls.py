"""What each command does with its options: one call of the API, what came of it told, and an exit code."""

import argparse
import datetime
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from boardpaper import api
from boardpaper.cli.progress import following, say
from boardpaper.cli.report import report, report_papers

if TYPE_CHECKING:
    from concurrent.futures import Executor


def _new(options: argparse.Namespace) -> int:
    report(options, api.new(options.folder, example=options.example, meeting=options.meeting))
    if not (options.json or options.quiet):
        print(f"\nNext: boardpaper {'pack' if options.meeting else 'build'} {options.folder}")
    return 0


def _build(options: argparse.Namespace) -> int:
    folders = [folder for given in options.folder for folder in _matching(given)]
    with following(options, wanted=len(folders) > 1 or options.verbose) as progress, _cluster(options) as executor:
        papers = api.build_all(
            folders,
            output=options.output,
            workers=options.workers,
            executor=executor,
            provenance=options.provenance,
            cache=not options.no_cache,
            force=options.force,
            progress=progress,
        )
    report_papers(options, papers)
    return max(paper.exit_code for paper in papers)


@contextmanager
def _cluster(options: argparse.Namespace) -> "Iterator[Executor | None]":
    """The cluster that is to make the papers; None for this machine."""
    if not options.dask:
        yield None
        return
    # What `pack` does before it makes papers, such as to withdraw some, does not wait for a cluster.
    with api.dask_executor(options.dask, at_once=False) as executor:
        yield executor


def _matching(given: Path) -> list[Path]:
    """The folders that a pattern such as papers/* means, where the shell has not put them in its place."""
    if os.path.exists(given) or not set("*?[").intersection(str(given)):
        return [given]
    from glob import glob

    found = sorted(glob(str(given)))
    return [path for path in map(Path, found) if (path / "paper.yaml").is_file()] or [given]


def _check(options: argparse.Namespace) -> int:
    result = api.check(options.path, inputs=options.inputs, progress=_said(options))
    report(options, result, result.coverage, listed=True)
    return result.exit_code


def _refresh(options: argparse.Namespace) -> int:
    result = api.refresh(
        options.path,
        inputs=options.inputs,
        output=options.output,
        take_workbook=options.take_workbook,
        keep_author=options.keep_author,
        track=options.track,
        renamed=dict(options.renamed),
        older_workbook=options.older_workbook,
        as_built=options.as_built,
        dry_run=options.dry_run,
        force=options.force,
        progress=_said(options),
    )
    if not (options.json or options.quiet):
        print("\n".join(result.report.lines(whole=options.verbose)))
    report(options, result, changes=result.report)
    return int(not result.ok)


def _publish(options: argparse.Namespace) -> int:
    result = api.publish(
        options.path,
        output=options.output,
        draft=options.draft,
        accept_changes=options.accept_changes,
        allow=options.allow,
        engine=options.engine,
        provenance=options.provenance,
        force=options.force,
        progress=_said(options),
    )
    report(options, result)
    return 0


def _pack(options: argparse.Namespace) -> int:
    with following(options, wanted=True) as progress, _cluster(options) as executor:
        result = api.pack(
            options.path,
            output=options.output,
            supplement=options.supplement,
            no_stamp=options.no_stamp,
            workers=options.workers,
            executor=executor,
            cache=not options.no_cache,
            force=options.force,
            progress=progress,
        )
    report(options, result)
    return 0


def _acknowledge(options: argparse.Namespace) -> int:
    # The day is an input from now on, written into a file; nothing else reads the clock.
    day = options.day or datetime.date.today()
    report(options, api.acknowledge(options.path, options.marks, reason=options.reason, day=day))
    return 0


def _trace(options: argparse.Namespace) -> int:
    from boardpaper.cli.report_figures import report_trail

    report_trail(options, api.trace(options.path, options.what, progress=_said(options)))
    return 0


def _diff(options: argparse.Namespace) -> int:
    from boardpaper.cli.report_figures import report_difference

    report_difference(options, api.diff(options.before, options.after, progress=_said(options)))
    return 0


def _schema(options: argparse.Namespace) -> int:
    import json

    print(json.dumps(api.schema(meeting=options.meeting), indent=2))
    return 0


def _explain(options: argparse.Namespace) -> int:
    from boardpaper.cli.report_rules import report_rules

    report_rules(options, api.explain(options.rule))
    return 0


def _said(options: argparse.Namespace) -> Callable[[str], None] | None:
    """What says aloud what is being done, if that was asked for."""
    return say if options.verbose else None


CALLS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "build": _build,
    "check": _check,
    "refresh": _refresh,
    "publish": _publish,
    "pack": _pack,
    "acknowledge": _acknowledge,
    "trace": _trace,
    "diff": _diff,
    "schema": _schema,
    "explain": _explain,
}
