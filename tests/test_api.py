"""The Python interface: what it promises is written down, options are called as on the command line, errors travel."""

import argparse
import ast
import inspect
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from syrupy.assertion import SnapshotAssertion

from boardpaper import api
from boardpaper.cli.main import COMMANDS, build_parser
from tests.support.doc_pages import PAGES, blocks, called
from tests.support.places import DOCS, PACKAGE, ROOT
from tests.support.small_meeting import small_meeting
from tests.support.small_paper import NARRATIVE, PAPER, write_paper

FUNCTIONS: dict[str, Callable[..., object]] = {
    name: made for name in api.__all__ if inspect.isfunction(made := getattr(api, name))
}

# Classes whose objects get their attributes when they are made.
MADE: dict[type, object] = {
    api.BoardpaperError: api.BoardpaperError(api.Finding("usage", "one")),
    api.Step: api.Step("Building", 1, 2, "one"),
}


def interface() -> Iterator[str]:
    """Everything that a program can rely on, in lines, so that a change shows as a line that differs."""
    for node in ast.walk(ast.parse((PACKAGE / "api.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            yield f"{ast.unparse(node.target)} = {ast.unparse(node.value or node.target)}"
    yield f"Progress = {shown(api.Progress)}"
    for name in sorted(api.__all__):
        thing = getattr(api, name)
        if inspect.isclass(thing):
            yield f"\nclass {name}({', '.join(base.__name__ for base in thing.__bases__)})"
            yield from (f"    {line}" for line in class_lines(thing))
        elif inspect.isfunction(thing):
            yield f"\ndef {name}"
            yield from (f"    {line}" for line in signature_lines(thing))


def signature_lines(function: Callable[..., object]) -> Iterator[str]:
    signature = inspect.signature(function)
    for each in signature.parameters.values():
        kind = "" if each.kind is each.POSITIONAL_OR_KEYWORD else f" [{each.kind.description}]"
        yield f"{parameter_line(each)}{kind}"
    yield f"-> {shown(signature.return_annotation)}"


def parameter_line(parameter: inspect.Parameter) -> str:
    told, value = f"{parameter.name}: {shown(parameter.annotation)}", parameter.default
    if value is parameter.empty:
        return told
    return f"{told} = {type(value).__name__}.{value.name}" if isinstance(value, Enum) else f"{told} = {value!r}"


def class_lines(cls: type) -> Iterator[str]:
    """What the class adds to those that it is made from: members, fields, properties, and methods of results."""
    if issubclass(cls, Enum):
        yield from (f"{member.name} = {member.value!r}" for member in cls)
    elif cls in MADE:
        yield from sorted(vars(MADE[cls]))
    elif issubclass(cls, msgspec.Struct):
        above = {field for base in cls.__bases__ for field in getattr(base, "__struct_fields__", ())}
        fields = inspect.signature(cls).parameters
        yield from (parameter_line(fields[name]) for name in cls.__struct_fields__ if name not in above)
    for name, member in sorted(vars(cls).items()):
        if isinstance(member, property) and member.fget:
            yield f"{name} -> {shown(inspect.signature(member.fget).return_annotation)}"
        elif name == "exit_code":
            yield f"{name} = {member}"
        elif inspect.isfunction(member) and issubclass(cls, api.Result):
            yield from (f"{name}: {line}" for line in signature_lines(member) if line != "self")


def shown(annotation: object) -> str:
    """A type without the modules that it comes from, which may change."""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:[A-Za-z_]\w*\.)+(?=\w)", "", text)


def test_what_programs_rely_on_is_as_written(kept: SnapshotAssertion) -> None:
    """A line that is gone or differs is a break: docs/api.md says what may change, and how."""
    assert "\n".join(interface()) + "\n" == kept


def test_the_page_names_every_function_and_error() -> None:
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    rows = {name for line in page.splitlines() if line.startswith("| `") for name in re.findall(r"`(\w+)", line)}
    classes: list[type] = [api.InvalidInputs, *api.BoardpaperError.__subclasses__()]
    errors = {cls.__name__ for cls in classes}
    assert rows >= {*FUNCTIONS, *errors}


@pytest.mark.parametrize("name", sorted({*FUNCTIONS} & {*COMMANDS}))
def test_an_option_is_called_as_on_the_command_line(name: str) -> None:
    """`--no-cache` turns off `cache`; what is printed, and by whom papers are made, is said otherwise from Python."""
    commands = next(each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction))
    typed = {action.dest for action in commands.choices[name]._actions}
    typed = {word.removeprefix("no_") if word != "no_stamp" else word for word in typed}
    functions = [FUNCTIONS[name], *([api.build_all] if name == "build" else [])]
    given = {word for function in functions for word in inspect.signature(function).parameters}
    otherwise = {"help", "json", "markdown", "quiet", "verbose", "dask"}
    assert given - {"progress", "executor", "folders"} == typed - otherwise


def test_every_command_can_be_called_from_python() -> None:
    assert FUNCTIONS.keys() >= COMMANDS.keys()


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_the_documents_use_nothing_else(page: Path) -> None:
    python = "\n".join(block.text for block in blocks(page) if block.kind == "python")
    imports = [node for node in ast.walk(ast.parse(python)) if isinstance(node, ast.Import | ast.ImportFrom)]
    ours = [line for line in map(ast.unparse, imports) if "boardpaper" in line]
    assert ours == ["from boardpaper import api"] * len(ours)


def test_a_name_that_there_is_not_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="publich"):
        _ = api.publich  # type: ignore[attr-defined]
    assert dir(api) == sorted(api.__all__)


def test_importing_it_loads_nothing() -> None:
    script = "import sys; from boardpaper import api; print(*(name for name in sys.modules if 'boardpaper' in name))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["boardpaper", "boardpaper.api"]


def test_paths_may_be_strings(tmp_path: Path) -> None:
    folder = str(write_paper(tmp_path / "in"))
    built = api.build(folder, output=str(tmp_path / "out"))
    assert built.ok
    assert built.folder == Path(folder)
    word = str(built.path("word"))
    assert api.check(word, inputs=folder).ok
    assert api.publish(word, output=str(tmp_path / "public")).path("pdf").parent == tmp_path / "public"
    assert api.refresh(word, inputs=folder, output=str(tmp_path)).path("word").parent == tmp_path
    assert api.trace(word, "homicide.value").trail.figures[0].text == "53"
    assert not api.diff(word, word).difference.figures
    assert api.new(str(tmp_path / "new")).files


def test_a_draft_is_no_pdf(tmp_path: Path) -> None:
    draft = api.publish(api.build(write_paper(tmp_path / "in")).path("word"), output=tmp_path, draft=True)
    assert draft.path("draft").is_file()
    with pytest.raises(KeyError):
        draft.path("pdf")


def test_a_paper_that_was_built_before_is_left_unless_it_is_asked_for(tmp_path: Path) -> None:
    folder = write_paper(tmp_path)
    assert [api.build(folder, cache=cache).unchanged for cache in (True, True, False)] == [False, True, False]


def test_findings_that_block_are_raised_and_nothing_is_written(tmp_path: Path) -> None:
    folder = write_paper(tmp_path, narrative={**NARRATIVE, "homicide.md": "{{murder.value}}\n"})
    with pytest.raises(api.BlockingFindings) as stopped:
        api.build(folder)
    assert "indicator-unknown" in {finding.rule for finding in stopped.value.findings}
    assert not (folder / "out").exists()
    (failed,) = api.build_all([folder])
    assert isinstance(failed.error, api.BlockingFindings)
    assert (failed.files, failed.findings, failed.ok) == ((), stopped.value.findings, False)
    assert set(stopped.value.findings) <= set(api.check(folder).findings)


def test_an_error_of_a_worker_is_the_one_that_would_be_raised_here(tmp_path: Path) -> None:
    """Workers are other processes, so that errors travel."""
    narrative = {**NARRATIVE, "homicide.md": "{{murder.value}}\n"}
    folders = [
        write_paper(tmp_path / item, narrative=narrative, paper=PAPER.replace("agenda_item: 5", f"agenda_item: {item}"))
        for item in ("6", "7")
    ]
    here, there = (api.build_all(folders, output=tmp_path / "out", workers=workers, cache=False) for workers in (1, 2))
    assert [type(each.error) for each in there] == [api.BlockingFindings] * 2
    assert [each.findings for each in there] == [each.findings for each in here]


@pytest.mark.parametrize(
    "error",
    [
        api.InputError(api.Finding("usage", "no", "there", "try")),
        api.EnvironmentFault(api.Finding("dask-missing", "no")),
        api.BlockingFindings([api.Finding("comments", "one"), api.Finding("comments", "two")]),
        api.InvalidInputs([api.Finding("plan-invalid", "one")]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_that_was_pickled_says_the_same(error: api.BoardpaperError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.findings, again.exit_code, str(again)) == (error.findings, error.exit_code, str(error))


@pytest.mark.parametrize(
    ("options", "named"), [({"allow": ["tracked-changes"]}, "comments"), ({"engine": "word"}, "libreoffice")]
)
def test_what_cannot_be_asked_for_is_refused(options: dict[str, Any], named: str, tmp_path: Path) -> None:
    with pytest.raises(api.InputError) as stopped:
        api.publish(tmp_path / "paper.docx", **options)
    assert stopped.value.rule == "usage"
    assert named in stopped.value.hint


def test_progress_is_told_in_words_and_counts(tmp_path: Path) -> None:
    folders = [
        write_paper(tmp_path / title, paper=PAPER.replace("title: Performance report", f"title: {title}", 1))
        for title in ("One", "Two")
    ]
    stages: list[str] = []
    api.build_all(folders, output=tmp_path, progress=stages.append)
    steps = [stage for stage in stages if isinstance(stage, api.Step)]
    assert [(step.done, step.total, step.name) for step in steps] == [
        (done, 2, str(folder)) for done, folder in enumerate(folders, 1)
    ]


class Cancelled(Exception):
    """What a button raises."""


@pytest.mark.parametrize("command", ["build", "publish", "refresh", "pack"])
def test_progress_may_stop_a_run_at_any_stage(command: str, tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "in")
    word = api.build(folder, output=tmp_path, cache=False).path("word")
    (tmp_path / "meeting").mkdir()
    out = tmp_path / "out"
    runs: dict[str, Callable[..., object]] = {
        "build": partial(api.build, folder, cache=False, output=out),
        "publish": partial(api.publish, word, output=out),
        "refresh": partial(api.refresh, word, inputs=folder, output=out),
        "pack": partial(api.pack, small_meeting(tmp_path / "meeting"), output=out, cache=False),
    }
    run = runs[command]
    stages: list[str] = []
    run(progress=stages.append)
    assert len(stages) > 2
    for last in range(len(stages)):
        shutil.rmtree(out)
        seen: list[str] = []

        def stop(stage: str, last: int = last, seen: list[str] = seen) -> None:
            seen.append(stage)
            if len(seen) > last:
                raise Cancelled

        with pytest.raises(Cancelled):
            run(progress=stop)
        assert [path for path in tmp_path.rglob("*") if out in path.parents and path.is_file()] == []
        out.mkdir(exist_ok=True)


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = write_paper(tmp_path / "in")
    word = api.build(folder, output=tmp_path).path("word")
    api.check(folder)
    api.publish(word, output=tmp_path / "public")
    api.trace(word)
    with pytest.raises(api.InputError):
        api.check(tmp_path / "absent.docx")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", [".", "/"])
def test_a_folder_in_the_place_of_a_file_is_told(name: str, tmp_path: Path) -> None:
    for command in (api.publish, api.trace, partial(api.refresh, inputs=tmp_path), partial(api.diff, after=tmp_path)):
        with pytest.raises(api.BoardpaperError) as stopped:
            command(name)
        assert [finding.rule for finding in stopped.value.findings] == ["file-unreadable"]
