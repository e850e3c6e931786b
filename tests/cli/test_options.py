"""Every command's options: what each is called, takes and says, and what becomes of what a person types."""

import argparse
import datetime
from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from boardpaper.cli.main import COMMANDS, build_parser


def told(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"{parser.prog}: {parser.description or ''}"
    yield from (f"    {line}" for line in (parser.epilog or "").splitlines())
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        if isinstance(action, argparse._SubParsersAction):
            for each in action._choices_actions:
                yield f"  {each.dest} | {each.help}"
            for command in action.choices.values():
                yield ""
                yield from told(command)
            continue
        names = " ".join(action.option_strings) or action.dest
        kind = type(action).__name__.strip("_").removesuffix("Action").lower()
        wanted = " required" if action.required else ""
        default = sorted(action.default) if isinstance(action.default, frozenset) else action.default
        several = f" nargs {action.nargs}" if action.nargs is not None else ""
        yield f"  {names} → {action.dest} | {kind}{several}{wanted} | {action.metavar} | {default!r} | {action.help}"
    for group in parser._mutually_exclusive_groups:
        yield f"  one of: {' '.join(action.option_strings[0] for action in group._group_actions)}"


def test_all_that_commands_take(kept: SnapshotAssertion) -> None:
    parser = build_parser()
    assert "\n".join(line for line in told(parser) if "--version" not in line) + "\n" == kept


def parsed(arguments: str) -> argparse.Namespace:
    return build_parser(arguments.split()).parse_args(arguments.split())


@pytest.mark.parametrize(
    ("arguments", "name", "value"),
    [
        ("refresh a.docx -i in --take-workbook a,b", "take_workbook", frozenset({"a", "b"})),
        ("refresh a.docx -i in --keep-author ,a.b,,", "keep_author", frozenset({"a.b"})),
        ("refresh a.docx -i in", "take_workbook", frozenset()),
        ("refresh a.docx -i in --renamed a=b --renamed c=d=e", "renamed", [("a", "b"), ("c", "d=e")]),
        ("refresh a.docx -i in", "renamed", []),
        ("publish a.docx", "engine", "boardpaper"),
        ("publish a.docx --engine libreoffice", "engine", "libreoffice"),
        ("pack m --supplement 3", "supplement", 3),
        ("pack m --supplement 999", "supplement", 999),
        ("pack m", "supplement", 0),
        ("pack m --no-stamp 1 --no-stamp 2", "no_stamp", ["1", "2"]),
        ("build a b --workers 1", "workers", 1),
        ("build a", "workers", 1),
        ("build a --dask tls://h:1", "dask", "tls://h:1"),
        ("acknowledge m x --reason r --day 2022-05-16", "day", datetime.date(2022, 5, 16)),
        ("acknowledge m x y --reason r", "marks", ["x", "y"]),
        ("trace a.docx", "what", ""),
        ("explain", "rule", ""),
    ],
)
def test_what_is_typed_is_understood(arguments: str, name: str, value: object) -> None:
    assert getattr(parsed(arguments), name) == value


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("refresh a.docx -i in --renamed ab", "“ab” is not an old and a new name: homicide=homicides"),
        ("refresh a.docx -i in --renamed =b", "“=b” is not an old and a new name"),
        ("refresh a.docx -i in --renamed a=", "“a=” is not an old and a new name"),
        ("refresh a.docx", "--inputs/-i"),
        ("pack m --supplement 0", "--supplement: "),
        ("pack m --supplement -1", "--supplement"),
        ("pack m --supplement 1.5", "--supplement: "),
        ("pack m --supplement ²", "--supplement: "),
        ("pack m --supplement 1000", "--supplement: “1000” is more than 999"),
        ("pack m --supplement 1234567890123", "--supplement: "),
        ("build a --workers two", "--workers: "),
        ("build a --workers 2 --dask tcp://h:1", "not allowed with argument"),
        ("build a --dask h:1", "“h:1” is not an address such as tcp://127.0.0.1:8786"),
        ("build a --dask ://h:1", "is not an address"),
        ("build a --dask tcp://", "is not an address"),
        ("build", "FOLDER"),
        ("acknowledge m x --reason r --day 16.5.2022", "“16.5.2022” is not a day such as 2022-05-16"),
        ("acknowledge m x", "--reason"),
        ("acknowledge m --reason r", "MARK"),
        ("publish a.docx --engine word", "--engine"),
        ("check a --quiet --verbose", "not allowed with argument"),
    ],
)
def test_what_cannot_be_meant_is_told(arguments: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_only_the_command_that_is_given_has_options() -> None:
    given = build_parser(["trace"])
    assert given.parse_known_args(["trace", "a.docx"])[0].what == ""
    assert not hasattr(given.parse_known_args(["diff"])[0], "before")
    assert all(hasattr(build_parser([name]).parse_known_args(_LEAST[name].split())[0], "quiet") for name in COMMANDS)


_LEAST = {
    "new": "new a", "build": "build a", "check": "check a", "refresh": "refresh a -i b", "publish": "publish a",
    "pack": "pack a", "acknowledge": "acknowledge a b --reason c", "trace": "trace a", "diff": "diff a b",
    "schema": "schema", "explain": "explain",
}  # fmt: skip
