"""Templates opened: their tags with their places, and what is said of one that cannot be filled."""

from pathlib import Path

import pytest

from boardpaper.errors import InputError
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.template import (
    Tag,
    TemplateParagraph,
    find_tags,
    loose_braces,
    open_template,
    template_paragraphs,
    template_parts,
)
from tests.corpus.raw import WordParts, abstract, level, num, numbering_of, section, style, word_file, word_parts

LINED = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def package(body: str, parts: dict[str, str] | None = None, last: str = "") -> Package:
    return Package("own.docx", dict(word_parts(WordParts(body, "Own", parts=parts or {}, last=last))))


def words(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r>{run}</w:r>" for run in runs) + "</w:p>"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("{{ title }}", (Tag("{{ title }}", "title", False),)),
        ("{{r title }}", (Tag("{{r title }}", "title", False, "r"),)),
        ("{%p if x %}{%p endif %}", (Tag("{%p if x %}", "if x", True, "p"), Tag("{%p endif %}", "endif", True, "p"))),
        ("{%tr for a in b %}", (Tag("{%tr for a in b %}", "for a in b", True, "tr"),)),
        ("{%-tc if x -%}", (Tag("{%-tc if x -%}", "if x", True, "tc"),)),
        ("{%- if x -%}", (Tag("{%- if x -%}", "if x", True),)),
        ("a {# note #} b", ()),
        ("{{ “a” ‘b’ }}", (Tag("{{ “a” ‘b’ }}", "\"a\" 'b'", False),)),
        ("{{ a\nb }}", (Tag("{{ a\nb }}", "a\nb", False),)),
        ("{{}}", (Tag("{{}}", "", False),)),
        ("{ title }", ()),
        ("{{ person }}", (Tag("{{ person }}", "person", False),)),
    ],
)
def test_tags(text: str, tags: tuple[Tag, ...]) -> None:
    assert find_tags(text) == tags


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("{{ a }} b", ""), ("{{ a", "{{"), ("a }}", "}}"), ("{% a", "{%"), ("a %}", "%}"), ("{# a", "{#"),
        ("a #}", "#}"),
        ("{{ a }} }} {%", "}}"), ("", ""),
    ],
)  # fmt: skip
def test_braces_that_are_no_tag(text: str, loose: str) -> None:
    assert loose_braces(text) == loose


def test_words_outside_tags_and_the_place_of_a_paragraph() -> None:
    read = TemplateParagraph("paragraph 1", " For  {{ who }}, with{# note #} thanks ", "word/document.xml", ())
    assert read.untagged == "For , with thanks"
    assert read.place == "paragraph 1 (“For {{ who }}, with{# note #} thanks”)"
    long = [TemplateParagraph("header", "x" * count, "word/header1.xml", ()).place for count in (60, 61)]
    assert long == [f"header (“{'x' * 60}”)", f"header (“{'x' * 59}…”)"]


def test_paragraphs_are_told_with_their_places() -> None:
    cell = "<w:tc>{}</w:tc>"
    table = (
        f"<w:tbl><w:tr>{cell.format(LINED.format('a1'))}"
        f"{cell.format(LINED.format('a2') + LINED.format('a2 too'))}</w:tr>"
        f"<w:tr>{cell.format(LINED.format('b1'))}"
        f"{cell.format('<w:tbl><w:tr>' + cell.format(LINED.format('inner')) + '</w:tr></w:tbl><w:p/>')}</w:tr></w:tbl>"
    )
    inner = f"<w:txbxContent>{LINED.format('boxed')}</w:txbxContent>"
    box = f"<w:p><w:r><w:pict>{inner}</w:pict><w:t>around</w:t></w:r></w:p>"
    body = LINED.format("first") + table + box + LINED.format("last")
    last = section(
        '<w:headerReference w:type="default" r:id="rel_header1"/>'
        '<w:footerReference w:type="default" r:id="rel_footer1"/>'
    )
    parts = {"footer1": LINED.format("foot"), "header1": LINED.format("head") + table.replace("a1", "h1")}
    template = package(body, parts, last)
    assert template_parts(template) == {
        "word/document.xml": "",
        "word/header1.xml": "header",
        "word/footer1.xml": "footer",
    }
    assert [(each.where, each.text, each.part) for each in template_paragraphs(template)] == [
        ("paragraph 1", "first", "word/document.xml"),
        ("table 1, row 1, column 1", "a1", "word/document.xml"),
        ("table 1, row 1, column 2", "a2", "word/document.xml"),
        ("table 1, row 1, column 2", "a2 too", "word/document.xml"),
        ("table 1, row 2, column 1", "b1", "word/document.xml"),
        ("table 2, row 1, column 1", "inner", "word/document.xml"),
        ("table 1, row 2, column 2", "", "word/document.xml"),
        ("paragraph 2", "around", "word/document.xml"),
        ("text box", "boxed", "word/document.xml"),
        ("paragraph 3", "last", "word/document.xml"),
        ("header, paragraph 1", "head", "word/header1.xml"),
        ("header, table 1, row 1, column 1", "h1", "word/header1.xml"),
        ("header, table 1, row 1, column 2", "a2", "word/header1.xml"),
        ("header, table 1, row 1, column 2", "a2 too", "word/header1.xml"),
        ("header, table 1, row 2, column 1", "b1", "word/header1.xml"),
        ("header, table 2, row 1, column 1", "inner", "word/header1.xml"),
        ("header, table 1, row 2, column 2", "", "word/header1.xml"),
        ("footer, paragraph 1", "foot", "word/footer1.xml"),
    ]


def test_tags_are_read_through_runs_and_told_where_they_look_mixed() -> None:
    bold, said = "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:lang w:val="en-GB"/><w:noProof/></w:rPr>'
    body = (
        words("<w:t>{{ ti</w:t>", said + "<w:t>tle }} x</w:t>")
        + words("<w:t>{{ ti</w:t>", bold + "<w:t>tle }}</w:t>", "<w:t> and {{ own }}</w:t>")
        + words("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/><w:t/>")
        + words(f"{bold}<w:t>{{{{ all }}}}</w:t>")
    )
    read = [(each.text, [tag.body for tag in each.tags], each.mixed) for each in template_paragraphs(package(body))]
    assert read == [
        ("{{ title }} x", ["title"], ()),
        ("{{ title }} and {{ own }}", ["title", "own"], ("{{ title }}",)),
        ("a b  ", [], ()),
        ("{{ all }}", ["all"], ()),
    ]


def test_a_template_is_opened_once_and_its_lists_are_those_that_are_defined(tmp_path: Path) -> None:
    styles = (
        style("A", "Listed", f"<w:pPr>{numbering_of(1, 0)}</w:pPr>")
        + style("B", "Too deep", f"<w:pPr>{numbering_of(1, 3)}</w:pPr>")
        + style("C", "Lost", f"<w:pPr>{numbering_of(9, 0)}</w:pPr>")
        + style("D", "Plain")
    )
    numbers = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    paths = [tmp_path / f"{at}.docx" for at in range(3)]
    for at, path in enumerate(paths):
        path.write_bytes(word_file(WordParts("<w:p/>", f"{at}", styles=styles, parts={"numbering": numbers})))
    first = open_template(paths[0], name="own.docx")
    assert first.name == first.package.name == "own.docx"
    found = [first.styles.find(name) for name in ("listed", "too deep", "lost", "plain")]
    assert [each and each.numbering for each in found] == [(1, 0), None, None, None]
    assert open_template(paths[0], name="own.docx") is first
    assert open_template(paths[0]) is not first
    second = open_template(paths[1])
    assert open_template(paths[1]) is second
    assert open_template(paths[2]).name == "2.docx"
    assert open_template(paths[1]) is second
    assert open_template(paths[0], name="own.docx") is not first


def test_what_is_no_template_is_said(tmp_path: Path) -> None:
    parts = dict(word_parts(WordParts("<w:p/>", "Own")))
    relations = parts["word/_rels/document.xml.rels"]
    for at, changed in enumerate((
        {"word/document.xml": parts["word/document.xml"].replace(b"w:document", b"w:paper")},
        {"word/_rels/document.xml.rels": relations.replace(b"/styles", b"/looks")},
        {"_rels/.rels": parts["_rels/.rels"].replace(b"/officeDocument\"", b"/other\"")},
    )):  # fmt: skip
        path = tmp_path / f"{at}.docx"
        from boardpaper.ooxml.package import write_package

        path.write_bytes(write_package({**parts, **changed}))
        with pytest.raises(InputError) as stopped:
            open_template(path)
        assert (stopped.value.rule, stopped.value.where) == ("template-not-word", path.name)
    with pytest.raises(InputError) as stopped:
        open_template(tmp_path / "none.docx", name="The template")
    assert (stopped.value.rule, stopped.value.where) == ("file-missing", "The template")
