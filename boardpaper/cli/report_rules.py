"""What `boardpaper explain` prints: one rule, all of them, or the page that docs/rules.md is."""

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from string import Formatter

from boardpaper.rules.register import Area, RegisteredRule
from boardpaper.rules.rule import Gate, Rule

_ALSO = "also"
_SPECIAL = re.compile(r"[\\`*_\[\]<>|#~]|(?<=\])\(")
_OPTION = re.compile(r"--[a-z][a-z-]*(?: [a-z-]+(?=\.$))?")
_PAGE = """\
# Rules

Every finding names its rule in brackets. Below stand all rules: how much each matters, what it protects, what a finding
says and what to do about it. An error stops the file from being made; a warning does not. Words *in italics* stand for
what a finding names. `boardpaper explain RULE` says the same of one rule.

`boardpaper explain --markdown` makes this page.
"""


def report_rules(options: argparse.Namespace, found: Sequence[RegisteredRule]) -> None:
    """Prints the rules that were asked for: one in full, many a line each."""
    if options.markdown:
        print(page(found), end="")
    elif options.json:
        told = [_rule_told(entry) for entry in found]
        print(json.dumps(told[0] if options.rule else told, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_rule_lines(found[0]) if options.rule else _list_lines(found)))


def _rule_told(entry: RegisteredRule) -> dict[str, object]:
    """One rule, as JSON holds it; slots are written ‹so›."""
    return {
        "rule": entry.rule.name,
        "area": entry.area.name,
        "severity": entry.rule.severity.value,
        "gate": entry.rule.gate.value,
        "protects": entry.rule.protects,
        "wordings": [
            {
                "severity": wording.severity.value,
                "message": _shown(wording.sentence),
                "hint": _shown(wording.hint),
            }
            for wording in entry.wordings
        ],
    }


def _rule_lines(entry: RegisteredRule) -> Iterator[str]:
    """What a terminal shows of one rule."""
    yield f"{entry.rule.name}: {_severities(entry)}, {entry.area.title.lower()}"
    yield f"Protects: {entry.rule.protects}"
    if said := _gate_words(entry.rule):
        yield said
    for wording in entry.wordings:
        yield ""
        yield f"  {_shown(wording.sentence)}"
        if wording.hint:
            yield f"    {_shown(wording.hint)}"


def _list_lines(found: Iterable[RegisteredRule]) -> Iterator[str]:
    """What a terminal shows of many rules: a line each, under their areas."""
    for area, members in groupby(found, key=_area_of):
        yield f"{area.title}: {area.about}"
        for entry in members:
            more = f" (and {len(entry.wordings) - 1} more)" if len(entry.wordings) > 1 else ""
            yield f"  {entry.rule.name:<28} {_severities(entry):<17} {_shown(entry.rule.sentence)}{more}"
        yield ""
    yield "boardpaper explain RULE says what to do about one of them."


def page(found: Iterable[RegisteredRule]) -> str:
    """The rules as a page of Markdown, a section for each area and a heading for each rule."""
    lines = [_PAGE]
    for area, members in groupby(found, key=_area_of):
        lines += [f"## {area.title}", "", f"{area.about[:1].upper()}{area.about[1:]}", ""]
        for entry in members:
            lines += [*_section(entry), ""]
    return "\n".join(lines).rstrip() + "\n"


def _section(entry: RegisteredRule) -> Iterator[str]:
    """A rule as a section of a page in Markdown."""
    yield f"### {entry.rule.name}"
    yield ""
    yield " ".join(
        filter(
            None,
            (f"**{_severities(entry).capitalize()}.**", entry.rule.protects, _with_options(_gate_words(entry.rule))),
        )
    )
    yield ""
    for wording in entry.wordings:
        yield f"- {_in_markdown(wording.sentence)}"
        if wording.hint:
            yield f"  - {_in_markdown(wording.hint)}"


def _gate_words(rule: Rule) -> str:
    """What a rule of the gate does to a publication, and what a person may decide."""
    match rule.gate:
        case Gate.OPEN:
            return ""
        case Gate.SHUT:
            return "It stops a publication until it is put right."
        case Gate.ALLOW:
            return f"It stops a publication until it is put right, or a person lets it stand: --allow {rule.name}."
        case Gate.ACCEPT:
            return "It stops a publication until it is put right, or a person takes the final text: --accept-changes."


def _shown(text: str, *, before: str = "‹", after: str = "›") -> str:
    """A sentence or hint with the names of its slots; a clause that may be missing is left out."""
    return "".join(
        words + (f"{before}{name.replace('_', ' ')}{after}" if name and not name.startswith(_ALSO) else "")
        for words, name, _, _ in Formatter().parse(text)
    )


def _in_markdown(text: str) -> str:
    """A wording with its gaps in italics, nothing in it taken for Markdown."""
    marked = _SPECIAL.sub(r"\\\g<0>", _shown(text, before="\0", after="\1"))
    return _with_options(marked).replace("\0", "*").replace("\1", "*")


def _with_options(text: str) -> str:
    """`text` with options in code, where no maker of pages takes two hyphens for a dash."""
    return _OPTION.sub(r"`\g<0>`", text)


def _severities(entry: RegisteredRule) -> str:
    return " or ".join(severity.value for severity in entry.severities)


def _area_of(entry: RegisteredRule) -> Area:
    return entry.area
