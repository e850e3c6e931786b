"""The register of rules: whole, well named, and passed just what it asks for; docs/rules.md says the same."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from boardpaper.cli.report_rules import page
from boardpaper.commands.explain import explained
from boardpaper.model.finding import Severity
from boardpaper.rules.register import RegisteredRule, register
from boardpaper.rules.rule import Gate, Rule
from tests.rules.calls import RuleCall, calls_in, package_calls, slots_of
from tests.support.places import PACKAGE, ROOT

CALLS = list(package_calls(PACKAGE))
REGISTER = register()
AREAS = [
    import_module(f"boardpaper.rules.{module.stem}")
    for module in sorted((PACKAGE / "rules").glob("*.py"))
    if module.stem not in ("__init__", "gates", "register", "rule")
]
WORDINGS = [wording for entry in REGISTER.values() for wording in entry.wordings]

UNEXPLAINED = Rule(
    "number-unexplained",
    Severity.WARNING,
    sentence="“{number}” stands here with no source",
    hint="Bind it: {{{{{number}.value}}}}.",
    protects="No figure in print without a source.",
)


def test_values_fill_the_slots_of_sentence_and_hint() -> None:
    found = UNEXPLAINED.at("page 2", number="12")
    assert (found.rule, found.severity, found.where) == ("number-unexplained", Severity.WARNING, "page 2")
    assert (found.message, found.hint) == ("“12” stands here with no source", "Bind it: {{12.value}}.")


def test_braces_in_a_value_are_printed_as_they_are() -> None:
    assert UNEXPLAINED.at(number="{x} {{y}}").message == "“{x} {{y}}” stands here with no source"


def test_a_slot_without_a_value_is_a_fault() -> None:
    with pytest.raises(KeyError, match="number"):
        UNEXPLAINED.at("page 2")


def test_a_value_without_a_slot_is_a_fault() -> None:
    with pytest.raises(TypeError, match="colour"):
        UNEXPLAINED.at("page 2", number="12", colour="red")


def test_the_likely_name_takes_the_hint_s_place() -> None:
    assert UNEXPLAINED.at(likely="homicide", number="12").hint == "Did you mean “homicide”?"
    assert UNEXPLAINED.at(likely="", number="12").hint == "Bind it: {{12.value}}."


def test_a_wording_keeps_what_it_does_not_change() -> None:
    worded = UNEXPLAINED.worded("nothing says where “{number}” is from", severity=Severity.ERROR)
    assert (worded.name, worded.hint, worded.protects) == (UNEXPLAINED.name, UNEXPLAINED.hint, UNEXPLAINED.protects)
    assert worded.at(number="12").blocks


def test_every_file_of_the_register_is_one_of_its_areas() -> None:
    assert {entry.area.name for entry in REGISTER.values()} == {area.__name__.rpartition(".")[2] for area in AREAS}


def test_a_rule_is_declared_once() -> None:
    declared = [
        value.name
        for area in AREAS
        for value in vars(area).values()
        if isinstance(value, Rule) and not value.is_wording
    ]
    assert len(declared) == len(set(declared))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in declared)


@pytest.mark.parametrize("entry", REGISTER.values(), ids=lambda entry: entry.rule.name)
def test_a_rule_says_what_is_wrong_what_to_do_and_what_it_protects(entry: RegisteredRule) -> None:
    rule = entry.rule
    assert rule.sentence
    assert rule.hint
    assert rule.protects.endswith(".")


def test_the_gate_opens_only_for_rules_that_a_person_can_judge() -> None:
    gates = {entry.rule.name: entry.rule.gate for entry in REGISTER.values() if entry.rule.gate is not Gate.OPEN}
    assert gates == {
        "broken-reference": Gate.SHUT,
        "comments": Gate.ALLOW,
        "embedded-files": Gate.ALLOW,
        "figure-emptied": Gate.SHUT,
        "hidden-text": Gate.ALLOW,
        "highlighting": Gate.ALLOW,
        "pdf-comments": Gate.ALLOW,
        "pdf-covered-text": Gate.ALLOW,
        "pdf-picture-unclean": Gate.ALLOW,
        "pdf-redaction": Gate.SHUT,
        "pdf-unseen-words": Gate.ALLOW,
        "placeholder-text": Gate.ALLOW,
        "private-field": Gate.ALLOW,
        "restricted-marking": Gate.ALLOW,
        "suppressed-written-over": Gate.ALLOW,
        "template-tag": Gate.SHUT,
        "tracked-changes": Gate.ACCEPT,
    }


def test_every_rule_and_every_wording_is_used() -> None:
    used = {
        node.attr if isinstance(node, ast.Attribute) else node.name
        for module in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute | ast.alias)
    }
    declared = {
        name for area in AREAS for name, value in vars(area).items() if isinstance(value, Rule) and name.isupper()
    }
    assert declared - used == set()


def test_findings_are_made_by_rules_and_nowhere_else() -> None:
    homes = ("rules/rule.py", "model/finding.py")
    made = [
        f"{path}:{node.lineno}"
        for module in sorted(PACKAGE.rglob("*.py"))
        if (path := module.relative_to(PACKAGE).as_posix()) not in homes
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Finding"
    ]
    assert made == []


def test_every_rule_is_named_by_a_test_that_makes_it_happen() -> None:
    here = Path(__file__).parent
    named = {
        node.value
        for module in (ROOT / "tests").rglob("*.py")
        if not module.is_relative_to(here)
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [name for name in REGISTER if name not in named] == []


def test_calls_are_found() -> None:
    assert len(CALLS) > 100


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.where)
def test_a_call_passes_just_the_names_that_its_rule_asks_for(call: RuleCall) -> None:
    for rule in call.rules:
        assert call.names == slots_of(rule), rule.name


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ("rules.CELL_ERROR.at(where, fault='#REF!')", {"fault"}),
        ("rules.CELL_ERROR.at(where)", set()),
        ("tell(rules.CELL_ERROR, 7, likely='x', fault='#REF!')", {"fault"}),
        ("(rules.CELL_ERROR if odd else rules.CELL_ERROR).at(where, fault=1, colour=2)", {"fault", "colour"}),
        ("rules.CELL_ERROR.at(where, **values)", {"**"}),
    ],
)
def test_the_reader_of_calls_sees_what_is_passed(call: str, names: set[str]) -> None:
    source = f"from boardpaper.rules import workbook as rules\n{call}"
    (found,) = calls_in(source, "some.py")
    assert {rule.name for rule in found.rules} == {"cell-error"}
    assert found.names == names


def test_the_page_of_rules_is_what_the_register_says() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == page(explained()), "run: boardpaper explain --markdown > docs/rules.md"
