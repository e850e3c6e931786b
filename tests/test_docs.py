"""The documents say what the program does: every command and option, every example, every link."""

import argparse
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from boardpaper.cli.main import build_parser
from boardpaper.model.reference import FACETS
from boardpaper.rules.register import register
from boardpaper.rules.rule import Gate
from boardpaper.sources.plans.meeting import meeting_schema
from boardpaper.sources.plans.paper import paper_schema
from tests.support.doc_pages import PAGES, Command, blocks, called, spoken
from tests.support.places import DOCS, ROOT

REFERENCE = DOCS / "reference" / "commands.md"
COMMANDS = [
    (called(page), command)
    for page in PAGES
    for command in (*(command for block in blocks(page) for command in block.commands), *spoken(page))
]


def commands() -> dict[str, argparse.ArgumentParser]:
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("boardpaper has no commands")


def sections() -> dict[str, str]:
    """Each command's part of the reference, by the command's name."""
    parts = re.split(r"^## boardpaper (\S+)$", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def long_options(parser: argparse.ArgumentParser) -> set[str]:
    options = {option for action in parser._actions for option in action.option_strings}
    return {option for option in options if option.startswith("--")} - {"--help"}


def test_every_command_has_its_section() -> None:
    assert sections().keys() == commands().keys()


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_section_names_the_options_that_there_are(name: str) -> None:
    described = set(re.findall(r"`(--[a-z-]+)", sections()[name]))
    assert described <= long_options(commands()[name])


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_section_shows_the_help_of_its_command(name: str) -> None:
    assert f"<!-- generated: help {name} -->" in sections()[name]


@pytest.mark.parametrize("name", sorted(commands()))
def test_help_shows_an_example(name: str) -> None:
    assert f"boardpaper {name}" in commands()[name].format_help().partition("example")[2]


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_section_shows_how_to_type_its_command(name: str) -> None:
    shown = {command.arguments[0] for block in blocks(REFERENCE) for command in block.commands}
    assert name in shown


@pytest.mark.parametrize(("page", "command"), COMMANDS, ids=lambda value: getattr(value, "line", value))
def test_a_command_in_a_document_can_be_typed(page: str, command: Command) -> None:
    build_parser().parse_args(command.arguments)


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_licence_of_every_dependency_is_listed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    listed = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8").lower()
    assert [name for name in (re.split(r"[<>=]", each)[0].lower() for each in wanted) if name not in listed] == []


def test_findings_that_the_documents_name_exist() -> None:
    tables = [
        page.read_text(encoding="utf-8").partition("| name | what is wrong |\n")[2].partition("\n\n")[0]
        for page in PAGES
    ]
    cells = [line.split("|")[1] for table in tables for line in table.splitlines()]
    named = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    assert named
    assert sorted(named - register().keys()) == []


@pytest.mark.parametrize(
    ("guide", "area", "how"),
    [("publishing", "publication", "`--allow {}`"), ("meetings", "pdfs", "`allow: [{}]`")],
)
def test_a_guide_says_of_every_rule_of_the_gate_what_may_be_decided(guide: str, area: str, how: str) -> None:
    page = (DOCS / "how-to" / f"{guide}.md").read_text(encoding="utf-8")
    table = page.partition("| name | what is wrong | to publish all the same |\n")[2].partition("\n\n")[0]
    told = {row[1].strip(" `"): row[-2] for row in (line.split("|") for line in table.splitlines()[1:])}
    gate = {
        name: entry.rule.gate
        for name, entry in register().items()
        if entry.rule.gate is not Gate.OPEN and entry.area.name == area
    }
    assert told.keys() == gate.keys()
    for name, said in told.items():
        assert (how.format(name) in said) == (gate[name] is Gate.ALLOW)
        assert ("`--accept-changes`" in said) == (gate[name] is Gate.ACCEPT)


def test_every_facet_of_a_figure_is_explained() -> None:
    page = (DOCS / "how-to" / "narrative.md").read_text(encoding="utf-8")
    assert [facet for facet in FACETS if f"`{{{{x.{facet}}}}}`" not in page] == []


@pytest.mark.parametrize("schema", [paper_schema(), meeting_schema()], ids=["paper.yaml", "meeting.yaml"])
def test_every_key_of_a_file_is_explained(schema: dict[str, Any]) -> None:
    parts = {"the file": schema, **schema["$defs"]}
    keys = {(name, key): value for name, part in parts.items() for key, value in part.get("properties", {}).items()}
    assert [place for place, key in keys.items() if not key.get("description")] == []
