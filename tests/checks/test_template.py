"""Templates with one thing wrong, and the finding that each must give."""

from pathlib import Path

import pytest

from boardpaper.checks.template import check_template
from boardpaper.errors import InputError
from boardpaper.model.finding import Finding, Severity
from tests.support.places import TEMPLATES
from tests.support.word_papers import WHOLE, template_of

TABLE = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>{rows}</w:tbl>'
)  # fmt: skip
ROW = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"


def table(*rows: tuple[str, str]) -> str:
    return TABLE.format(rows="".join(ROW.format(*row) for row in rows))


def check(
    folder: Path, *paragraphs: str, base: str = "agenda-item.docx", **changes: tuple[str, str]
) -> tuple[Finding, ...]:
    return check_template(template_of(folder, *paragraphs, base=base, **changes), name="own.docx")


@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATES.glob("*.docx")))
def test_shipped_templates_have_nothing_wrong(name: str) -> None:
    assert check_template(TEMPLATES / name, name=name) == ()


@pytest.mark.parametrize(
    "paragraphs",
    [
        WHOLE,
        ("{{ title|upper }} {{ (presenters|first).name }}", "{% if priority %}{{ priority }}{% else %}None{% endif %}"),
        ("{%p for part in parts if part.id != “x” %}", "{{ loop.index }} {{ part.heading }}", "{%p endfor %}"),
        ("{%p set chosen = parts_by_id.purpose %}", "{{p chosen.body }}"),
        ("{%p if fields.wards is defined and wards is not defined %}", "{{ fields['wards'] }}", "{%p endif %}"),
        ("{# {{ not a tag #} {{ parts[0].authors[0].name }}",),
        (table(("{%tr for part in parts %}", ""), ("{{ part.heading }}", ""), ("{%tr endfor %}", "")),),
        ("{%p if priority %}", "a", "{%p elif title %}", "b", "{%p else %}", "c", "{%p endif %}"),
        ("{%p for a in presenters %}", "{%p for b in parts %}", "{{ a.name }}", "{%p endfor %}", "{%p endfor %}"),
    ],
)  # fmt: skip
def test_what_is_right_is_left_in_peace(tmp_path: Path, paragraphs: tuple[str, ...]) -> None:
    assert check(tmp_path, *paragraphs) == ()


@pytest.mark.parametrize(
    ("paragraphs", "rule", "where", "said"),
    [
        (("Title: {{ titel }}",), "tag-unknown", "paragraph 1 (“Title: {{ titel }}”)", "Did you mean “title”?"),
        (("a", "{{ Board }}"), "tag-unknown", "paragraph 2 (“{{ Board }}”)", "Did you mean “board”?"),
        (("{%p for p in parts %}", "{{ p.header }}", "{%p endfor %}"), "tag-unknown", "paragraph 2", "“heading”"),
        (("{{ parts_by_id.x.boddy }}",), "tag-unknown", "paragraph 1", "Did you mean “body”?"),
        (("{%p for part in partz %}", "{%p endfor %}"), "tag-unknown", "paragraph 1", "Did you mean “parts”?"),
        (("{{ parts.heading }}",), "tag-list", "paragraph 1", "asks a list"),
        (("{%p for a in appendices %}", "{{ a.heading }}", "{%p endfor %}"),
         "tag-unknown", "paragraph 2", "an appendix"),
        (("{{ title",), "tag-broken", "paragraph 1", "“{{” has no partner"),
        (("{{ title", "}}"), "tag-broken", "paragraph 2", "“}}” has no partner"),
        (("{{ loop.index }}",), "tag-unknown", "paragraph 1", "“loop”"),
        (("{{ title title }}",), "tag-faulty", "paragraph 1", "cannot be read"),
        (("{%p for part parts %}", "{%p endfor %}"), "tag-faulty", "paragraph 1", "cannot be read"),
        (("{%p for part in parts %}", "x"), "tag-unclosed", "paragraph 1", "Add {%p endfor %}"),
        (("x", "{%p endif %}"), "tag-unopened", "paragraph 2", "ends nothing that is open"),
        (("{%p else %}",), "tag-unopened", "paragraph 1", "belongs to no “if”"),
        (("{%p if title %}", "{%p for part in parts %}", "{%p endif %}", "{%p endfor %}"),
         "tag-unopened", "paragraph 3", "still open"),
        (("{%p iff title %}",), "tag-unknown", "paragraph 1", "Did you mean “if”?"),
        (("{% if title %}", "x", "{% endif %}"), "tag-cuts-layout", "paragraph 3", "different places"),
        (("{%p if title %}", "x", "{% endif %}"), "tag-cuts-layout", "paragraph 3", "do not begin alike"),
        (("{% include 'x' %}",), "tag-forbidden", "paragraph 1", "another file"),
        (("Words {%p if title %}", "{%p endif %}"), "tag-not-alone", "paragraph 1", "would be lost"),
        (("{%p if title %}{%p if board %}", "{%p endif %}", "{%p endif %}"),
         "tag-not-alone", "paragraph 1", "would be lost"),
        (("{%p for part in parts %}", "{{ part.body }}", "{%p endfor %}"),
         "body-misplaced", "paragraph 2", "{{p part.body }}"),
        (("{{p title }}",), "tag-no-paragraph", "paragraph 1", "without the p"),
        (("{{ presenters }}",), "tag-no-text", "paragraph 1", "name, job_title"),
        (("{%p for x in title %}", "{%p endfor %}"), "tag-no-list", "paragraph 1", "presenters, parts, appendices"),
        ((table(("a", "{{ titel }}")),), "tag-unknown", "table 1, row 1, column 2", "“title”"),
        ((table(("{%tr if title %}", "Words"), ("x", ""), ("{%tr endif %}", "")),),
         "tag-not-alone", "table 1, row 1", "would be lost"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_placed(
    tmp_path: Path, paragraphs: tuple[str, ...], rule: str, where: str, said: str
) -> None:
    found = check(tmp_path, *paragraphs)
    there = [finding for finding in found if finding.where.startswith(f"own.docx, {where}")]
    assert [finding.rule for finding in there] == [rule]
    assert there[0].severity is Severity.ERROR
    assert said in f"{there[0].message} {there[0].hint}"


def test_headers_are_checked_too(tmp_path: Path) -> None:
    found = check(tmp_path, "x", base="front-sheet.docx", header1=("{{ board }}", "{{ bord }}"))
    assert [(finding.rule, finding.where) for finding in found] == [
        ("tag-unknown", "own.docx, header, paragraph 1 (“{{ bord }} Agenda item {{ agenda_item }}”)")
    ]


def test_a_tag_that_is_partly_bold_is_a_warning(tmp_path: Path) -> None:
    mixed = "<w:p><w:r><w:t>{{ ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tle }}</w:t></w:r></w:p>"
    split = '<w:p><w:r><w:t>{{ ti</w:t></w:r><w:r><w:rPr><w:lang w:val="cy-GB"/></w:rPr><w:t>tle }}</w:t></w:r></w:p>'
    found = check(tmp_path, split, mixed)
    assert [(finding.rule, finding.severity) for finding in found] == [("tag-mixed-format", Severity.WARNING)]
    assert found[0].where == "own.docx, paragraph 2 (“{{ title }}”)"


def test_missing_styles_are_warnings(tmp_path: Path) -> None:
    found = check(tmp_path, *WHOLE, styles=("Bullet Item 2", "Bullets Item 2"))
    assert [(finding.rule, finding.severity) for finding in found] == [("style-missing", Severity.WARNING)]
    assert "“Bullet Item 2”" in found[0].message
    assert "Rename “Bullets Item 2”" in found[0].hint


def test_an_item_style_without_a_list_is_a_warning(tmp_path: Path) -> None:
    found = check(tmp_path, *WHOLE, styles=('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', ""))
    assert [finding.rule for finding in found] == ["style-without-list"]


def test_a_file_that_is_no_template_stops(tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    path.write_text("plain words", encoding="utf-8")
    with pytest.raises(InputError, match="is plain text"):
        check_template(path, name="notes.docx")
