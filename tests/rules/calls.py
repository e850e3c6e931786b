"""Every call in the package that makes a finding of a rule, read from its source."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from string import Formatter

from boardpaper.rules.rule import Rule

# What a call may say besides the slots of its rule: the name that was probably meant.
RESERVED = frozenset({"likely"})
_REGISTER = "boardpaper.rules"


@dataclass(frozen=True)
class RuleCall:
    """One call: the rules that it may be about, and the names that it passes."""

    where: str
    rules: tuple[Rule, ...]
    names: frozenset[str]


def slots_of(rule: Rule) -> frozenset[str]:
    """The names of the slots in a rule's sentence and hint."""
    return frozenset(name for text in (rule.sentence, rule.hint) for _, name, _, _ in Formatter().parse(text) if name)


def calls_in(source: str, path: str) -> Iterator[RuleCall]:
    """The calls of `RULE.at(…)`, and of functions that are given a rule first, as `tell(RULE, …)`."""
    tree = ast.parse(source)
    known = dict(_imported(tree))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or (isinstance(node.func, ast.Name) and node.func.id[0].isupper()):
            continue
        is_at = isinstance(node.func, ast.Attribute) and node.func.attr == "at"
        asked = node.func.value if isinstance(node.func, ast.Attribute) and is_at else next(iter(node.args), None)
        rules = tuple(_rules(asked, known)) if asked is not None else ()
        if rules:
            names = frozenset(keyword.arg or "**" for keyword in node.keywords) - RESERVED
            yield RuleCall(f"{path}:{node.lineno}", rules, names)


def _imported(tree: ast.AST) -> Iterator[tuple[str, object]]:
    """What a module calls the areas of the register, and the rules that it imports one by one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_REGISTER):
            for alias in node.names:
                if node.module == _REGISTER:
                    yield alias.asname or alias.name, import_module(f"{_REGISTER}.{alias.name}")
                else:
                    yield alias.asname or alias.name, getattr(import_module(node.module or ""), alias.name)


def _rules(node: ast.AST, known: Mapping[str, object]) -> Iterator[Rule]:
    match node:
        case ast.IfExp():
            yield from _rules(node.body, known)
            yield from _rules(node.orelse, known)
        case ast.Name() if isinstance(rule := known.get(node.id), Rule):
            yield rule
        case ast.Attribute(value=ast.Name(id=area)) if area in known:
            rule = getattr(known[area], node.attr, None)
            if isinstance(rule, Rule):
                yield rule


def package_calls(package: Path) -> Iterator[RuleCall]:
    """Every such call in the package."""
    for module in sorted(package.rglob("*.py")):
        yield from calls_in(module.read_text(encoding="utf-8"), module.relative_to(package).as_posix())
