"""What the site's pages take from the program and from the repository's own pages, in the place of a mark.

A page says where: `<!-- generated: help build -->`, `<!-- generated: schema paper.yaml -->`,
`<!-- generated: decisions -->` and `<!-- generated: page CHANGELOG.md -->`. Links to files at the top of the repository
lead to the pages made of them.
"""

import argparse
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from boardpaper.cli.main import build_parser
from boardpaper.sources.plans.meeting import meeting_schema
from boardpaper.sources.plans.paper import paper_schema

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
    if kind == "decisions":
        return "\n".join(decision_lines())
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


def decision_lines() -> Iterator[str]:
    """A list of the decisions, by their headings, which begin with a number and a full stop."""
    for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        heading = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        yield f"- [{heading}]({path.name})"


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
    """A JSON Schema as Markdown: the keys of the file, then those of each thing in it, under the key that has it."""
    parts, called = schema["$defs"], _called(schema)
    yield from (str(schema["description"]), "", *_keys(schema, schema, called))
    for name, key in called.items():
        if "properties" in parts[name]:
            yield from (f"## {key}", "", *_keys(parts[name], schema, called))


def _called(schema: Mapping[str, Any]) -> dict[str, str]:
    """The things in a file, by their names in the schema: the first key that takes each, in the order of the keys."""
    found: dict[str, str] = {}
    waiting = [schema]
    for part in waiting:
        for key, value in part.get("properties", {}).items():
            for name in re.findall(r"'#/\$defs/(\w+)'", str(value)):
                if name not in found:
                    found[name] = key
                    waiting.append(schema["$defs"][name])
    return found


def _keys(part: Mapping[str, Any], schema: Mapping[str, Any], called: Mapping[str, str]) -> Iterator[str]:
    for name, key in part["properties"].items():
        without = _without(key, needed=name in part.get("required", ()))
        yield f"`{name}`: {_takes(key, schema['$defs'], called)}{without}"
        yield from (f": {_sentence(key.get('description', ''))}", "")


def _without(key: Mapping[str, Any], *, needed: bool) -> str:
    default = key.get("default")
    if needed:
        return ", *needed*"
    if default in (None, "", [], {}, 0):
        return ""
    return f", `{str(default).lower() if isinstance(default, bool) else default}` if left out"


def _takes(key: Mapping[str, Any], parts: Mapping[str, Any], called: Mapping[str, str]) -> str:
    if "anyOf" in key:
        return " or ".join(_takes(each, parts, called) for each in key["anyOf"] if each.get("type") != "null")
    if "$ref" in key:
        name = key["$ref"].rpartition("/")[2]
        return (
            _takes(parts[name], parts, called)
            if "enum" in parts[name]
            else f"[keys](#{called[name].replace('_', '-')})"
        )
    if "enum" in key:
        return " or ".join(f"`{value}`" for value in key["enum"])
    if "const" in key:
        return f"`{key['const']}`"
    if key["type"] == "array":
        return f"a list, each {_takes(key['items'], parts, called)}"
    if key["type"] == "object":
        return f"names, each with {_takes(key['additionalProperties'], parts, called)}"
    return "a day such as 2025-06-24" if key.get("format") == "date" else _TYPES[key["type"]]
