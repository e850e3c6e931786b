"""Narrative files: what each piece of Markdown becomes, where it stands, and what is refused."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boardpaper.model.finding import Severity
from boardpaper.model.prose import (
    Align,
    FigureReference,
    Heading,
    Image,
    LineBreak,
    Link,
    NoteReference,
    Paragraph,
    Place,
    Placeholder,
    SourcedFigure,
    Table,
    Text,
)
from boardpaper.sources.narrative.markdown.reader import MAX_BYTES, read_markdown
from tests.support.markdown_reading import NAME, block_words, clean, faults, inline_words, read

PNG = b"\x89PNG\r\n\x1a\n" + b"rest"


def place(line: int) -> Place:
    return Place(NAME, line)


def test_headings_and_paragraphs(tmp_path: Path) -> None:
    prose = clean(tmp_path, "## Homicide\n\nFirst line\nsecond line.\n\n### Detail\n\nMore.\n")
    assert prose.blocks == (
        Heading(2, (Text("Homicide"),), place(1)),
        Paragraph((Text("First line second line."),), place(3)),
        Heading(3, (Text("Detail"),), place(6)),
        Paragraph((Text("More."),), place(8)),
    )


def test_styles_and_breaks(tmp_path: Path) -> None:
    prose = clean(tmp_path, "Plain **bold _both_** *italic*\\\nnext  \nlast")
    assert prose.blocks == (
        Paragraph(
            (
                Text("Plain "),
                Text("bold ", bold=True),
                Text("both", bold=True, italic=True),
                Text(" "),
                Text("italic", italic=True),
                LineBreak(),
                Text("next"),
                LineBreak(),
                Text("last"),
            ),
            place(1),
        ),
    )


def test_entities_are_decoded_and_typography_left_as_typed(tmp_path: Path) -> None:
    prose = clean(tmp_path, "AT&amp;T &pound;5 \\* “smart” – 'plain' \"too\" -- ... 5 < 6")
    assert block_words(prose.blocks) == "AT&T £5 * “smart” – 'plain' \"too\" -- ... 5 < 6"


@pytest.mark.parametrize("text", ["Words. {.unnumbered}", "Words.\n{.unnumbered}", "Words.{ .unnumbered }"])
def test_an_unnumbered_paragraph(tmp_path: Path, text: str) -> None:
    prose = clean(tmp_path, f"{text}\n\nNext.")
    assert prose.blocks == (
        Paragraph((Text("Words."),), place(1), numbered=False),
        Paragraph((Text("Next."),), place(3 + text.count("\n"))),
    )


def test_figures_keep_their_line_and_style(tmp_path: Path) -> None:
    prose = clean(
        tmp_path, "## A {{a.title}}\n\nOne\ntwo **{{ b.change@2021/22 }}**\nthree [x {{c.value}}](https://x.org)."
    )
    assert prose.blocks == (
        Heading(2, (Text("A "), FigureReference("a.title", place(1))), place(1)),
        Paragraph(
            (
                Text("One two "),
                FigureReference("b.change@2021/22", place(4), bold=True),
                Text(" three "),
                Link("https://x.org", (Text("x "), FigureReference("c.value", place(5))), place(5)),
                Text("."),
            ),
            place(3),
        ),
    )


def test_a_figure_after_a_link_over_two_lines_keeps_its_line(tmp_path: Path) -> None:
    prose = clean(tmp_path, "A [b\nc](\nhttps://x.org) {{d.value}}")
    paragraph = prose.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.words[-1] == FigureReference("d.value", place(3))


def test_figures_in_lists_tables_and_notes_keep_their_lines(tmp_path: Path) -> None:
    text = "- x\n- y {{a.value}}\n\n| h {{b.value}} |\n| --- |\n| r |\n| {{c.value}} |\n\nz[^n]\n\n"
    text += "[^n]: one\n    {{d.value}}\n"
    prose = clean(tmp_path, text)
    assert {
        reference: line
        for reference, line in (("a.value", 2), ("b.value", 4), ("c.value", 7), ("d.value", 12))
        if f"FigureReference(reference='{reference}', place=Place(file='{NAME}', line={line}," in repr(prose)
    } == {"a.value": 2, "b.value": 4, "c.value": 7, "d.value": 12}


@pytest.mark.parametrize(
    "quoted", ['"Force Tasking, March 2022"', "“Force Tasking, March 2022”", "'Force Tasking, March 2022'"]
)
def test_a_figure_with_an_outside_source(tmp_path: Path, quoted: str) -> None:
    prose = clean(tmp_path, f"There were **[22]{{source={quoted}}}** groups.")
    assert prose.blocks == (
        Paragraph(
            (Text("There were "), SourcedFigure("22", "Force Tasking, March 2022", bold=True), Text(" groups.")),
            place(1),
        ),
    )


def test_figure_marks_in_code_are_words(tmp_path: Path) -> None:
    prose, findings = read(tmp_path, "Write `{{a.value}}` so, or \\{\\{a.value\\}\\}.")
    assert block_words(prose.blocks) == "Write {{a.value}} so, or {{a.value}}."
    assert [(finding.rule, finding.severity) for finding in findings] == [("code-printed-plain", Severity.WARNING)]


def test_links(tmp_path: Path) -> None:
    text = "<https://a.org/x> [b](mailto:c@d.org) [e](#appendix-a) [f][g] <h@i.org>\n\n[g]: http://j.org\n"
    paragraph = clean(tmp_path, text).blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert [(word.address, inline_words(word.words)) for word in paragraph.words if isinstance(word, Link)] == [
        ("https://a.org/x", "https://a.org/x"),
        ("mailto:c@d.org", "b"),
        ("#appendix-a", "e"),
        ("http://j.org", "f"),
        ("mailto:h@i.org", "h@i.org"),
    ]


def test_notes(tmp_path: Path) -> None:
    prose = clean(
        tmp_path, "One[^1] two[^b].\n\n[^1]: First *note*.\n[^b]: Second {{a.value}}.\n\n    More.\n\nThree.\n"
    )
    assert prose.notes == {
        f"{NAME}#1": (Text("First "), Text("note", italic=True), Text(".")),
        f"{NAME}#b": (Text("Second "), FigureReference("a.value", place(4)), Text("."), LineBreak(), Text("More.")),
    }
    first, last = prose.blocks
    assert isinstance(first, Paragraph)
    assert [word for word in first.words if isinstance(word, NoteReference)] == [
        NoteReference(f"{NAME}#1", place(1)),
        NoteReference(f"{NAME}#b", place(1)),
    ]
    assert last == Paragraph((Text("Three."),), place(8))


def test_a_note_mark_before_a_bracket_is_no_link(tmp_path: Path) -> None:
    prose = clean(tmp_path, "Words[^1](2022).\n\n[^1]: Note.\n")
    assert block_words(prose.blocks) == "Words(2022)."


def test_tables(tmp_path: Path) -> None:
    prose = clean(tmp_path, "| a | **b** | c |\n|:--|--:|:-:|\n| 1 | 2 \\| 3 | {{x.value}} |\n| [l](#m) | | [x] |\n")
    assert prose.blocks == (
        Table(
            ((Text("a"),), (Text("b", bold=True),), (Text("c"),)),
            (
                ((Text("1"),), (Text("2 | 3"),), (FigureReference("x.value", place(3)),)),
                ((Link("#m", (Text("l"),), place(4)),), (), (Text("[x]"),)),
            ),
            place(1),
            (Align.LEFT, Align.RIGHT, Align.CENTRE),
        ),
    )


def test_placeholders_and_pictures_stand_alone(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(PNG)
    text = '{{chart:homicide}}\n{{ scorecard:all }}\n\n![Homicides\nby quarter](../a%20b.png "Source: force")\n'
    assert clean(tmp_path, text).blocks == (
        Placeholder("chart", "homicide", place(1)),
        Placeholder("scorecard", "all", place(2)),
        Image((tmp_path / "a b.png").resolve(), "Homicides by quarter", place(4), "Source: force"),
    )


@pytest.mark.parametrize("text", ["\ufeff## A\r\n\r\nB {{c.d}}\r\n", "## A\r\rB {{c.d}}", "\ufeff## A\n\nB {{c.d}}"])
def test_byte_order_marks_and_line_ends(tmp_path: Path, text: str) -> None:
    assert clean(tmp_path, text).blocks == (
        Heading(2, (Text("A"),), place(1)),
        Paragraph((Text("B "), FigureReference("c.d", place(3))), place(3)),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Part\n", [("heading-level", "1")]),
        ("## A\n\n#### B\n", [("heading-skips-level", "3")]),
        ("x\n\n### B\n", [("heading-skips-level", "3")]),
        ("##\n", [("heading-empty", "1")]),
        ("##Heading\n", [("heading-without-space", "1")]),
        ("x\n\n{.unnumbered}\n", [("paragraph-empty", "3")]),
        ("a\nb {{c.d\n", [("reference-unclosed", "2")]),
        ("a\nb }} c\n", [("reference-unclosed", "2")]),
        ("a {{b {{c.d}}\n", [("reference-unclosed", "1")]),
        ("a {{ }} b\n", [("reference-empty", "1")]),
        ("a\n{% if x %} {# y #} b\n", [("template-tag-in-narrative", "2")] * 2),
        ("a {.wide} b\n", [("attribute-unknown", "1")]),
        ("[22]{sauce='x'}\n", [("attribute-unknown", "1")]),
        ("[22]{source=x y\n", [("attribute-unclosed", "1")]),
        ('[]{source="x"} [22]{source=" "}\n', [("sourced-figure-empty", "1")] * 2),
        ('[**22**]{source="x"}\n', [("narrative-unsupported", "1")]),
        ("![{{a.b}}](../a.png)\n", [("image-alt-marks", "1"), ("image-missing", "1")]),
        ("a {{chart:b}} c\n", [("placeholder-in-text", "1")]),
        ("- {{chart:b}}\n", [("placeholder-in-text", "1")]),
        ("{{graph:b}}\n", [("placeholder-unknown", "1")]),
        ("a\n[b](javascript:alert)\n", [("link-unsafe", "2")]),
        ("[b](page.html)\n", [("link-unsafe", "1")]),
        ("[b](file:///c)\n", [("link-unsafe", "1")]),
        ("[b](data:text/html,x)\n", [("link-unsafe", "1")]),
        ("[b](https://x.org/{{c.d}})\n", [("link-unsafe", "1")]),
        ("a [](https://x.org)\n", [("link-without-words", "1")]),
        ("[a](https://x y)\n", [("link-broken", "1")]),
        ("[a][b]\n", [("link-broken", "1")]),
        ('[a](https://x.org "t")\n', [("narrative-unsupported", "1")]),
        ("[a  \nb](https://x.org)\n", [("narrative-unsupported", "1")]),
        ("a\n\n[b]: https://x.org\n", [("link-unused", "3")]),
        ("[b]\n\n[b]: https://x.org\n[b]: https://y.org\n", [("link-defined-twice", "4")]),
        ("a\nb[^1]\n", [("note-missing", "2")]),
        ("a\n\n[^1]: b\n", [("note-unused", "3")]),
        ("a[^1]\nb[^1]\n\n[^1]: c\n", [("note-repeated", "2")]),
        ("a[^1]\n\n[^1]: c\n[^1]: d\n", [("note-defined-twice", "4")]),
        ("a[^1]\n\n[^1]:\n", [("note-empty", "3")]),
        ("a[^1]\n\n[^1]: b[^2]\n[^2]: c\n", [("narrative-unsupported", "3")]),
        ("a[^1]\n\n[^1]: b\n    - c\n", [("narrative-unsupported", "4")]),
        ("a[^b c]\n", [("note-label", "1")]),
        ("a^[b c]\n", [("note-label", "1")]),
        ("[a[^1]](https://x.org)\n\n[^1]: b\n", [("link-broken", "1")]),
        ("a\n\n<div>\nb\n</div>\n", [("narrative-unsupported", "3")]),
        ("a\nb<br>c\n", [("narrative-unsupported", "2")]),
        ("a\n\n<!-- b -->\n", [("narrative-unsupported", "3")]),
        ("a\n\n```\nb\n```\n", [("narrative-unsupported", "3")]),
        ("a\n\n    b\n", [("narrative-unsupported", "3")]),
        ("a\n\n> b\n", [("narrative-unsupported", "3")]),
        ("a\n\n***\n", [("narrative-unsupported", "3")]),
        ("a\n~~b~~\n", [("narrative-unsupported", "2")]),
        ("- [ ] a\n- [x] b\n", [("narrative-unsupported", "1"), ("narrative-unsupported", "2")]),
        ("a **b\n", [("emphasis-unclosed", "1")]),
        ("|a|b|\n|-|-|\n|1|2|3|\n|1|\n", [("table-row-length", "3"), ("table-row-length", "4")]),
        ("|a|b|\n|-|-|\n|1|2|\nNext.\n", [("table-row-length", "4")]),
        ("|a|b|c|\n|-|-|\n|1|2|3|\n", [("table-broken", "1")]),
        ("| | |\n|-|-|\n|1|2|\n", [("table-without-header", "1")]),
        ("a\nb\x0c c\n", [("control-character", "2")]),
        ("a\nb\0c &#0;\n", [("control-character", "2")] * 2),
        ("a\n5*3*2 = 30\n", [("emphasis-in-figure", "2")]),
        ("a **b**\n5**3**2 = 30\n", [("emphasis-in-figure", "2")]),
        ("a\n\n2022. It was a year.\n", [("list-of-one", "3")]),
        ("a\nb:\n    - c\n    - d\n", [("list-indent", "3")]),
        ("a:\n\t1. b\n", [("list-indent", "2")]),
        ("- a\n      - b\n", [("list-out-of-order", "2")]),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    _, findings = read(tmp_path, text)
    assert faults(findings) == expected
    assert all(finding.message and finding.hint for finding in findings)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a <b>c</b> d", "a <b>c</b> d"),
        ("> a\n> b", "a b"),
        ("```\na b\n```", "a b"),
        ("<div>\na b</div>", "<div> a b</div>"),
        ("~~a~~ b", "a b"),
        ("a ![b c](d.png) e", "a b c e"),
        ("[a](javascript:b) c", "a c"),
        ("a {{b", "a {{b"),
        ("a {% b %} c", "a {% b %} c"),
        ("- # a\n- > b", "a b"),
    ],
)
def test_what_is_refused_keeps_its_words(tmp_path: Path, text: str, words: str) -> None:
    prose, findings = read(tmp_path, text)
    assert block_words(prose.blocks).split() == words.split()
    assert any(finding.blocks for finding in findings)


def test_a_heading_may_begin_lower_under_a_lower_heading(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "### Action\n\nx\n", under=2)
    assert findings == ()


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("missing.png", "image-missing"),
        ("../../outside.png", "image-outside"),
        ("/etc/passwd", "image-outside"),
        ("https://x.org/a.png", "image-outside"),
        ("C:\\a.png", "image-outside"),
        ("a%00.png", "image-missing"),
        (f"{'a' * 300}.png", "image-missing"),
        ("link.png", "image-outside"),
        ("text.png", "image-unknown-format"),
        ("", "image-missing"),
    ],
)
def test_pictures_that_cannot_be_used(tmp_path: Path, address: str, rule: str) -> None:
    paper = tmp_path / "paper"
    (paper / "narrative").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(PNG)
    (paper / "narrative" / "link.png").symlink_to(tmp_path / "outside.png")
    (paper / "narrative" / "text.png").write_bytes(b"not a picture")
    prose, findings = read(paper, f"x\n\n![words]({address})\n")
    assert faults(findings) == [(rule, "3")]
    assert len(prose.blocks) == 1


def test_what_is_nested_too_deeply_is_said_and_nothing_runs_without_end(tmp_path: Path) -> None:
    _, findings = read(tmp_path, f"{'> ' * 500}a\n")
    assert "narrative-too-deep" in {finding.rule for finding in findings}


def test_a_picture_without_a_description(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    _, findings = read(tmp_path, "![](..\\a.png)\n")
    assert faults(findings) == [("image-without-alt", "1")]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    def rule(path: Path) -> tuple[str, str]:
        prose, (finding,) = read_markdown(path, name="a.md", folder=tmp_path)
        assert prose.blocks == ()
        return finding.rule, finding.where

    big = tmp_path / "big.md"
    big.write_bytes(b"x" * (MAX_BYTES + 1))
    latin = tmp_path / "latin.md"
    latin.write_bytes("One\r\nTwo\n£3".encode("cp1252"))
    assert rule(tmp_path / "none.md") == ("narrative-missing", "a.md")
    assert rule(tmp_path) == ("narrative-unreadable", "a.md")
    assert rule(big) == ("narrative-too-large", "a.md")
    assert rule(latin) == ("narrative-not-utf8", "a.md:3")


@pytest.mark.parametrize("text", [b"", b"\xef\xbb\xbf", b" \n\n"])
def test_an_empty_file_is_a_warning(tmp_path: Path, text: bytes) -> None:
    prose, findings = read(tmp_path, text)
    assert prose.blocks == ()
    assert [(finding.rule, finding.blocks) for finding in findings] == [("narrative-empty", False)]


@pytest.mark.parametrize(
    "text",
    [
        "> " * 3000 + "x",
        "".join(" " * (2 * i) + "- x\n" for i in range(200)),
        "[" * 5_000,
        "{{" * 5_000,
        "*a_" * 9000,
    ],
)
def test_hostile_files_end_in_findings_or_words(tmp_path: Path, text: str) -> None:
    prose, findings = read(tmp_path, text)
    assert prose.blocks or findings


LETTERS = st.text("abcXYZéß", min_size=1, max_size=3)
WORD = st.builds(
    "{}{}{}".format, LETTERS, st.sampled_from(["", "0", "1.9%", "’s", "-", "_", "£", "?!", ";", "(", "&"]), LETTERS
)
WORDS = st.lists(WORD, min_size=1, max_size=8)


@st.composite
def narratives(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Markdown and the words that it holds, in order."""
    pieces: list[str] = []
    words: list[str] = []
    for kind in draw(st.lists(st.sampled_from(["text", "heading", "bullets", "letters", "table", "bold"]), min_size=1)):
        found = draw(WORDS)
        words += found
        match kind:
            case "text":
                joins = draw(st.lists(st.sampled_from([" ", "\n", "\\\n"]), min_size=len(found), max_size=len(found)))
                pieces.append("".join(word + join for word, join in zip(found, joins, strict=True)).rstrip("\\\n "))
            case "heading":
                pieces.append("## " + " ".join(found))
            case "bullets":
                pieces.append("\n".join(f"- {word}" for word in found))
            case "letters":
                pieces.append("\n".join(f"{letter}. {word}" for letter, word in zip("ABCDEFGH", found, strict=False)))
            case "table":
                pieces.append(
                    "\n".join(f"| {word} |\n| --- |" if not i else f"| {word} |" for i, word in enumerate(found))
                )
            case "bold":
                pieces.append(f"**{' '.join(found)}**")
    return "\n\n".join(pieces), words


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(narratives())
def test_no_word_is_lost(tmp_path: Path, narrative: tuple[str, list[str]]) -> None:
    text, words = narrative
    prose, _ = read(tmp_path, text)
    found = block_words(prose.blocks).split()
    # One lettered item alone begins a sentence, so its marker is a word.
    assert [word for word in found if word != "A."] == words


MARKS = (
    "w%d ", "w%d", "**w%d** ", "{{r%d.value}} ", "**{{r%d.value}}**", "[x {{r%d.value}}](https://x.org) ",
    "[x\n](\nhttps://x.org) ", "\n", "\n\n", "\r\n", "  ", "    ", "\t", "- ", "1. ", "2. ", "A. ", "B. ", "(i) ",
    "(ii) ", "## ", "**", "*", "_", "`", "> ", "|", "|a|b|\n|-|-|\n", "| x | y |\n", "[", "](", ")", "[^1]",
    "\n\n[^1]: ", "\\\n", "<div>", "<!--", "{.unnumbered}", "{{",
    "}}", "---\n", ":\n", "[q]: https://q.org\n", "&amp;", "~~", "![", "\\",
)  # fmt: skip
TANGLES = st.lists(st.sampled_from(MARKS), max_size=25).map(
    lambda pieces: "".join(piece % index if "%d" in piece else piece for index, piece in enumerate(pieces))
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TANGLES)
def test_a_tangle_of_marks_keeps_every_word_or_says_so(tmp_path: Path, text: str) -> None:
    prose, findings = read(tmp_path, text)
    found = [block_words(prose.blocks), *(inline_words(words) for words in prose.notes.values())]
    if not any(finding.blocks for finding in findings):
        assert Counter(re.findall(r"[wr]\d+", " ".join(found))) == Counter(re.findall(r"[wr]\d+", text))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TANGLES)
def test_every_reference_is_on_its_line(tmp_path: Path, text: str) -> None:
    prose, _ = read(tmp_path, text)
    text = text.replace("\r\n", "\n")
    for reference, line in re.findall(
        r"FigureReference\(reference='(r\d+\.value)', place=Place\(.*?line=(\d+)", repr(prose)
    ):
        assert int(line) == text.count("\n", 0, text.index(f"{{{{{reference}")) + 1
