"""What the site's pages take from the program and from the repository's own pages, in the place of a mark.

A page says where: `<!-- generated: help build -->`, `<!-- generated: schema paper.yaml -->` and
`<!-- generated: page CHANGELOG.md -->`. Links to files at the top of the repository lead to the pages made of them.
"""

import argparse
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from boardpaper.build.pack import meeting_schema
from boardpaper.build.stages import paper_schema
from boardpaper.cli import build_parser

ROOT = Path(__file__).resolve().parents[1]
# The repository's own pages, and where the site shows them.
PAGES_AT_THE_TOP = {
    "ARCHITECTURE.md": "project/architecture.md",
    "CHANGELOG.md": "project/changelog.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "SECURITY.md": "project/security.md",
}
_MARK = re.compile(r"^<!-- generated: (\w+)(?: (\S+))? -->$", re.MULTILINE)
_LINK = re.compile(r"(?<=\]\()([^)#:\s]+)(#[^)\s]*)?(?=\))")
_SCHEMAS = {"paper.yaml": paper_schema, "meeting.yaml": meeting_schema}
_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


def fill(text: str, page: str) -> str:
    """The page `page` (its path inside docs) with what its marks ask for.

    Raises:
        KeyError: a mark asks for a command, a schema or a page that there is not.
    """
    filled = _MARK.sub(lambda mark: _wanted(mark[1], mark[2], page), text)
    return _LINK.sub(lambda link: _inside(link[1], page) + (link[2] or ""), filled)


def _wanted(kind: str, name: str | None, page: str) -> str:
    if kind == "page":
        return _page(str(name), page)
    if kind == "schema":
        return "\n".join(schema_lines(_SCHEMAS[str(name)]()))
    return "\n".join(help_lines(commands()[name]) if name else option_lines(shared_options()))


def _inside(target: str, page: str) -> str:
    """A link's target from `page`: a page of the site, where it is a file at the top of the repository."""
    path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), target))
    shown = PAGES_AT_THE_TOP.get(path)
    return posixpath.relpath(shown, posixpath.dirname(page) or ".") if shown else target


def _page(name: str, page: str) -> str:
    """A page at the top of the repository, its links as seen from `page`; one that leads out of the site is words."""
    text = (ROOT / name).read_text(encoding="utf-8")
    here = posixpath.join("docs", posixpath.dirname(page))
    shown = re.compile(r"\[([^]]+)\]\(([^)#:\s]+)(#[^)\s]*)?\)")

    def moved(link: re.Match[str]) -> str:
        words, target, anchor = link[1], link[2], link[3] or ""
        if target not in PAGES_AT_THE_TOP and not (target.startswith("docs/") and target.endswith(".md")):
            return words
        return f"[{words}]({posixpath.relpath(target, here)}{anchor})"

    return shown.sub(moved, text)


def commands() -> dict[str, argparse.ArgumentParser]:
    """Each command's parser, by the command's name."""
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("boardpaper has no commands")


def shared_options() -> list[argparse.Action]:
    """The options that every command takes."""
    each = [{action.dest: action for action in command._actions} for command in commands().values()]
    return [action for name, action in each[0].items() if name != "help" and all(name in other for other in each)]


def help_lines(command: argparse.ArgumentParser) -> Iterator[str]:
    """What `--help` says of a command, as Markdown: how it is called, and what each argument and option means."""
    usage = command.format_usage().removeprefix("usage: ")
    yield from ("```none", " ".join(usage.split()), "```", "", _plain(command.description or ""), "")
    shared = {action.dest for action in shared_options()}
    yield from option_lines([action for action in command._actions if action.dest not in {*shared, "help"}])
    yield "It takes the [options of all commands](#options-of-all-commands) too."


def option_lines(actions: list[argparse.Action]) -> Iterator[str]:
    """A definition list of arguments and options."""
    for action in actions:
        value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
        if action.choices:
            value = f" {{{','.join(map(str, action.choices))}}}"
        names = [f"`{name}{value}`" for name in action.option_strings]
        yield ", ".join(names) or f"`{action.metavar or action.dest}`"
        yield f": {_sentence(action.help or '')}"
        yield ""


def _sentence(text: str) -> str:
    text = _plain(text)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _plain(text: str) -> str:
    return re.sub(r"([*_<\[\]{}`|])", r"\\\1", text)


def schema_lines(schema: Mapping[str, Any]) -> Iterator[str]:
    """A JSON Schema as Markdown: a table of keys for the file, then one for each kind of thing in it."""
    yield from (str(schema["description"]), "", *_keys(schema), "")
    for name, part in sorted(schema["$defs"].items()):
        if "properties" in part:
            yield from (f"## {_title(name)}", "", *_keys(part), "")


def _keys(part: Mapping[str, Any]) -> Iterator[str]:
    yield from ("| key | what it is | takes | if left out |", "| --- | --- | --- | --- |")
    for name, key in part["properties"].items():
        without = "*needed*" if name in part.get("required", ()) else _default(key)
        yield f"| `{name}` | {_plain(key.get('description', ''))} | {_takes(key)} | {without} |"


def _default(key: Mapping[str, Any]) -> str:
    default = key.get("default")
    if isinstance(default, bool):
        return str(default).lower()
    return "" if default in (None, "", [], {}, 0) else f"`{default}`"


def _takes(key: Mapping[str, Any]) -> str:
    if "anyOf" in key:
        return " or ".join(_takes(each) for each in key["anyOf"] if each.get("type") != "null")
    if "$ref" in key:
        return _referred(key["$ref"].rpartition("/")[2])
    if "enum" in key:
        return ", ".join(f"`{value}`" for value in key["enum"])
    if "const" in key:
        return f"`{key['const']}`"
    if key["type"] == "array":
        return f"a list: {_takes(key['items'])}"
    if key["type"] == "object":
        return f"names, each with {_takes(key['additionalProperties'])}"
    return "a day: 2025-06-24" if key.get("format") == "date" else _TYPES[key["type"]]


def _referred(name: str) -> str:
    for schema in _SCHEMAS.values():
        part = schema()["$defs"].get(name)
        if part and "enum" in part:
            return _takes(part)
    return f"[{_title(name).lower()}](#{_title(name).lower().replace(' ', '-')})"


def _title(name: str) -> str:
    """`_Appendix` is “An appendix”."""
    word = name.strip("_").lower()
    return f"{'An' if word[0] in 'aeiou' else 'A'} {word}"
