"""All that is said of templates with something wrong, word for word."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from boardpaper.checks.template import check_template
from tests.checks.test_template import table
from tests.support.word_papers import template_of

FOR, END, END_IF = "{%p for part in parts %}", "{%p endfor %}", "{%p endif %}"
TEMPLATES: dict[str, tuple[str, ...]] = {
    "names": ("{{ titel }}", "{{ Board }}", "{{ loop.index }}", "{{ parts_by_id.x.boddy }}", "{{ zzz }}"),
    "names of an appendix": ("{%p for a in appendices %}", "{{ a.heading }}", END),
    "names that a repeat brings": (
        FOR, "{{ prat.heading }} {{ part.header }}", "{{ part['headin'] }}", END, "{{ part }}",
    ),
    "names of a field": ("{{ fields.wards.size }}", "{{ fields['wards'] }}", "{{ parts_by_id['x'].body }}"),
    "lists": ("{{ parts.heading }}", "{{ parts }}", "{{ presenters }}", "{{ fields }}", "{{ parts_by_id }}"),
    "one of what is no list": ("{{ title[0] }}", "{{p title[0] }}", "{{ parts[0] }}", "{{ parts[0].headin }}"),
    "list in a list": (FOR, "{{ part.authors.name }}", "{{ part.authors[0].nmae }}", END),
    "no list": ("{%p for x in title %}", "{{ x.anything }}", END, "{%p for x in fields %}", "{{ x }}", END),
    "a list of nothing known": ("{%p for x in range(3) %}", "{{ x.y }}", END),
    "two names": ("{%p for a, b in parts %}", "{{ a.y }} {{ b.y }} {{ c }}", END),
    "two names, one known": ("{%p for a, b in fields.items() %}", "{{ a }} {{ b }}", END),
    "a condition in a repeat": ("{%p for part in parts if prat.id and part.idd %}", "{{ part.id }}", END),
    "braces": ("{{ title", "}}", "{% if", "%}"),
    "faulty": ("{{ title title }}", "{%p for part parts %}", END, "{{ }}", "{% %}", "{%p if %}", END_IF),
    "unclosed": (FOR, "{%p if title %}", "x"),
    "unopened": ("x", END_IF, "{%p else %}", "{%p elif title %}", "{%p endwith %}"),
    "crossed": ("{%p if title %}", FOR, END_IF, END),
    "crossed and still open": (FOR, "{%p if title %}", "{%p if board %}", END, END_IF),
    "crossed by what is not open": (FOR, "{%p endwith %}", END),
    "a middle that belongs to the outer": (
        "{%p if title %}", "{%p with x = 1 %}", "{%p else %}", "{%p endwith %}", END_IF,
    ),
    "a middle in a repeat": (FOR, "{%p else %}", "{%p elif title %}", END),
    "a middle of another unit": ("{%p if title %}", "{% else %}", "x", END_IF),
    "elif": ("{%p if title %}", "{%p elif titel %}", "{%p elif title title %}", "{%p else %}", END_IF),
    "keywords": ("{%p iff title %}", "{%p ednfor %}", "{%p unknown %}"),
    "forbidden": ("{% include 'x' %}", "{% extends 'x' %}", "{%p block x %}"),
    "in one paragraph": ("{% if title %}x{% endif %}", "{% if title %}", "x", "{% endif %}"),
    "units": ("{%p if title %}", "x", "{% endif %}", "{% for part in parts %}x{%p endfor %}"),
    "not alone": (
        "Words {%p if title %}", END_IF, "{%p if title %}{%p if board %}", END_IF, END_IF, "{%p if title %} x", END_IF,
    ),
    "two that are not alone": ("x {%p for a in parts %}{%p for b in presenters %}", END, END),
    "body": (FOR, "{{ part.body }}", "{{p part.body }}", END, "{{p title }}", "{{p parts }}"),
    "set": ("{%p set chosen = parts_by_id.purpose %}", "{{p chosen.body }}", "{{ chosen.boddy }}", "{{ chosn.id }}"),
    "set as a block": ("{%p set words %}", "x", "{%p endset %}", "{{ words }} {{ wrods }}"),
    "set of what is not there": ("{%p set a = titel %}", "{{ a.x }}", "{%p set a, b = parts %}", "{%p set = 5 %}"),
    "set of nothing known": ("{%p set a = 1 + 1 %}", "{{ a.x }}"),
    "macros": ("{%p macro m(a, b=1) %}", "{{ a.x }} {{ b }} {{ c }}", "{%p endmacro %}", "{%p raw %}", "{%p endraw %}"),
    "with": ("{%p with a = title %}", "{{ a }} {{ b }}", "{%p endwith %}", "{%p filter upper %}", "{%p endfilter %}"),
    "expressions": (
        "{{ titel if title else bord }}", "{{ title if titel }}", "{{ wards is defined }} {{ wards is odd }}",
        "{{ titel|upper }} {{ (titel ~ bord)|upper }} {{ none }} {{ range(titel) }}",
    ),
    "an agenda": ("{{ part_1 }} {{ titel }}", "{%p for item in part_1 %}", "{{ item.nubmer }}", END),
    "rows": (
        table(("a", "{{ titel }}"), ("{%tr if title %}", "Words"), ("x", ""), ("{%tr endif %}", "")),
        table(("{%tr for part in parts %}", "{{ title }}"), ("x", ""), ("{{ title }}", "{%tr endfor %}")),
        table(("Words", "{%tr if title %}"), ("x", ""), ("{%tr if board %}", "{%tr endif %}"), ("{%tr endif %}", "")),
    ),
    "tags of two tables": (table(("{%tr if title %}", "")), table(("{%tr endif %}", ""))),
    "tags of two cells": (table(("{%p if title %}", "{%p endif %}"), ("{%tc if title %}", "{%tc endif %}")),),
    "columns of two rows": (table(("{%tc if title %}", ""), ("{%tc endif %}", "")),),
    "cells": (table(("{% vm %}", "{% colspan title %}"), ("{% cellbg titel %}", "{% hm %}")),),
}  # fmt: skip


def test_what_is_wrong_with_a_template_is_said_in_full(tmp_path: Path, kept: SnapshotAssertion) -> None:
    told = []
    for number, (name, paragraphs) in enumerate(TEMPLATES.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = check_template(template_of(folder, *paragraphs, base="agenda-item.docx"), name="own.docx")
        lines = [
            f"    {each.rule} | {each.where.removeprefix('own.docx, ')} | {each.message} | {each.hint}"
            for each in found
        ]
        told.append("\n".join((name, *lines)) + "\n")
    assert "".join(told) == kept


def test_styles_that_are_not_there_are_told_in_full(tmp_path: Path, kept: SnapshotAssertion) -> None:
    made = template_of(tmp_path, "x", base="agenda-item.docx", styles=('w:val="', 'w:val="X'))
    assert "".join(f"{each.message} | {each.hint}\n" for each in check_template(made, name="own.docx")) == kept
