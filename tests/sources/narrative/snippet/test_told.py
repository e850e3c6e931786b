"""Word files of an author's words with all that is made of them and said of them, as kept texts."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.finding import Finding
from boardpaper.model.prose import Prose
from boardpaper.sources.narrative.snippet.reader import read_word_snippet
from tests.support.markdown_reading import told_prose
from tests.support.told import told
from tests.support.word_files import make_word
from tests.support.word_snippets import NAME, items, para, read, run, snippet, table

BOLD, ITALIC = "<w:b/>", "<w:i/>"
UP, DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
LINE, PAGE, COLUMN = ("<w:r><w:br/></w:r>", '<w:r><w:br w:type="page"/></w:r>', '<w:r><w:br w:type="column"/></w:r>')
TAB = "<w:r><w:tab/></w:r>"
LONG = "x" * 45


def mark(key: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{key}"/></w:r>'


def note(key: int, *paragraphs: str) -> str:
    return f'<w:footnote w:id="{key}">{"".join(paragraphs)}</w:footnote>'


def control(tag: str, content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def field(name: str, content: str = "") -> str:
    return f'<w:fldSimple w:instr=" {name} ">{content}</w:fldSimple>'


def link(content: str, anchor: str = "") -> str:
    leads = f'w:anchor="{anchor}"' if anchor else 'r:id="link"'
    return f"<w:hyperlink {leads}>{content}</w:hyperlink>"


def bookmark(name: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'


def indented(text: str, left: int, first: int = 0) -> str:
    return para(run(text), extra=f'<w:ind w:left="{left}" w:firstLine="{first}"/>')


def aligned(text: str, align: str) -> str:
    return para(run(text), extra=f'<w:jc w:val="{align}"/>')


def leveled(text: str, level: int) -> str:
    return para(run(text), extra=f'<w:outlineLvl w:val="{level}"/>')


def grid(*rows: tuple[str, ...]) -> str:
    return table(*((para(run(text)) for text in row) for row in rows))


MERGED = (
    '<w:tbl><w:tblPr><w:tblLook w:firstColumn="1"/><w:tblDescription w:val="What it shows"/></w:tblPr><w:tblGrid>'
    '<w:gridCol w:w="2000"/><w:gridCol w:w="1000"/></w:tblGrid>'
    f"<w:tr><w:tc>{para(run('a'))}</w:tc><w:tc>{para(run('b'))}</w:tc></w:tr>"
    f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para(run("c"))}</w:tc></w:tr></w:tbl>'
)
NAMED = MERGED.replace('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', "").replace(
    f"{para(run('c'))}</w:tc>", f"{para(run('c'))}</w:tc><w:tc>{para(run('d'))}</w:tc>"
)

BODIES = {
    "words": (
        para(
            run(" Plain ") + run("bo", BOLD) + run("ld", BOLD) + run(" both", BOLD + ITALIC) + LINE + TAB + run("next ")
        ),
        para(run("  ")) + para("") + para(LINE) + para(run(" ") + run(" ", BOLD)) + para(run(" a", BOLD) + run(" ")),
        para(run("a", "<w:strike/>") + run(" ", "<w:strike/>") + run(LONG, "<w:strike/>")),
        para(run("m") + run("2", UP) + run(" H") + run("2", DOWN) + run("O")),
        para(
            run("10") + run("6", UP) + run(" 1") + run("st", UP) + run(" 2") + run(" ", UP) + run("5", DOWN) + run("6")
        ),
        para(run(LONG + "12") + run("34" + LONG, UP) + run("7") + mark(2) + run("8", UP)),
        para(run("pcc", "<w:caps/>") + run("PCC", "<w:caps/>") + run("b", "<w:smallCaps/>"))
        + para(run("c", "<w:caps/>")),
        para(run("C", "<w:smallCaps/>") + run("d", '<w:u w:val="single"/>') + run(" ", '<w:u w:val="single"/>'))
        + para(link(run("e", '<w:u w:val="single"/>'))),
        para(run("a") + PAGE + COLUMN + run("b")) + para(PAGE),
        para(run("a") + field("PAGE", run("3")) + field("DATE \\@ x", "") + run("b")),
        para(run("words {.unnum") + run("bered}", BOLD) + run(" ")) + para(run("a {.unnumbered}") + LINE + run("b")),
        para(run("{.unnumbered}")) + para(run("a") + run("{", ITALIC) + run(" .unnumbered }")),
    ),
    "figures": (
        para(run("up {") + run("{a.", BOLD) + run("value@2021/22}", ITALIC) + run("} now {{ b.value }}", BOLD)),
        para(
            run("{{knife") + "<w:r><w:noBreakHyphen/></w:r>" + run("crime.value}} knife\u2011crime {{a\u00ad.b\u00a0}}")
        ),
        para(run("a {{b {{c.d}} e {{ }} f }} {{")) + para(run("{") + LINE + run("{a.b}}")),
        para(
            run("[2", BOLD) + run("2]{source=“Force”} [4]{source=‘x’} []{source='y'} [5]{source=' '} [6] [{{a.b}} {x}")
        ),
        para(run("{% if a %} {.wide} {#b#} {c=d}")) + items((1, 0, "{{chart:a}} b"), (1, 0, "{{chart:c}}")),
        para(run("{{chart:") + run("homicide", BOLD) + run("}} "))
        + para(run("a {{scorecard:b}}"))
        + para(run("{{graph:c}}")),
        para(link(run("{{chart:d}} x"))) + para(run("{{chart:e}}"), style="H1") + grid(("{{chart:f}}", "g")),
        para(run("Up ") + control("a.change", run("1.9% ", BOLD) + run("increase")) + control("x", run("!"))),
        para(
            control("source:0123", run("22"))
            + control("a.sum", run("23"))
            + control("b.value@2021/22", run("24", ITALIC))
        ),
        para(link(control("a.value", run("5"))) + control("", run("6"))),
        para(run("[[{{a.b}}]]")) + para(run("{{" + "a" * 250 + "}}")),
    ),
    "links": (
        para(
            run("See ") + link(run("the ") + run("report", BOLD) + run(" {{a.value}}")) + link(run("there"), "appendix")
        ),
        para(bookmark("here") + run("A")) + para(link(run("up"), "here") + run(" ") + link(run("up"), "here")),
        para(link(run("a") + LINE + run("b")) + link(mark(2)) + link("")) + para(link(run("[2]{source='x'}", ITALIC))),
        para(link(field("PAGE", run("3")))),
    ),
    "notes": (
        para(run("One") + mark(2) + run(", two") + mark(3) + run(" three") + mark(2)),
        para(run("a") + mark(4) + mark(5) + mark(6)) + grid(("b", "c")),
        para(run("d") + mark(9)) + para(run("e") + mark(7) + mark(8)),
    ),
    "headings": (
        para(run("One"), style="H1") + para(run("Two", BOLD), style="H2") + para(run("Three", "<w:caps/>"), style="H3"),
        para(run("Two"), style="H2") + para(run(""), style="H1") + para(run("One {{a.b}}"), style="H1"),
        para(run("a"), style="H1") + para(run("b"), style="H3") + para(run("c"), style="H2"),
        "".join(leveled(f"l{level}", level) for level in range(8)),
        para(run("Last"), style="H3"),
    ),
    "lists": (
        para(run("The board:"))
        + items((2, 0, "one"), (2, 1, "inner"), (2, 2, "deep"), (2, 1, "inner two"), (2, 0, "two"))
        + indented("more of two", 720)
        + indented("still", 900)
        + indented("out", 719)
        + items((2, 0, "three")),
        items((2, 0, "four"), (1, 0, "bullet"), (1, 1, "under"), (3, 1, "odd"), (3, 0, "one"), (1, 0, "again")),
        items((4, 0, "Agree"), (1, 0, "a"), (1, 0, ""), (1, 0, "b")) + para("") + items((1, 0, "c")) + para(run("d")),
        items((3, 0, "one"), (3, 1, "one one"), (3, 1, "one two"), (3, 0, "two"))
        + para(run("e"), style="H1")
        + items((3, 0, "f")),
        para(run("a"), num=(1, 0), extra='<w:ind w:left="500" w:hanging="360"/>')
        + para(run("b"), num=(2, 0), extra='<w:ind w:left="680" w:hanging="360"/>')
        + para(run("c"), num=(1, 0), extra='<w:ind w:left="679" w:hanging="360"/>')
        + para(run("d"), num=(2, 0), extra='<w:ind w:left="1000" w:firstLine="200"/>'),
        para(run("a"), num=(1, 0), extra='<w:ind w:left="0"/>')
        + indented("b", 0)
        + indented("c", 20)
        + items((1, 0, "{.unnumbered} d"))
        + grid(("e", "f")),
    ),
    "tables": (
        para(run("Table 1"), style="Caption")
        + table(
            (para(run("Measure")), aligned("Number", "right")),
            (para(run("Homicide")) + para("") + para(run("all")), aligned("{{a.value}}", "right")),
            (para(run("Robbery")), para("")),
        ),
        table(
            (para(run("a")), para(run("b"))),
            (aligned("c", "center"), aligned("d", "right")),
            (aligned("e", "center"), aligned("f", "left")),
        ),
        table((para(run("a")), para(run("b"))), (table((para(run("c")), para(run("d")))) + para(""), para(run("e")))),
        grid(("", ""), ("a", "b")),
        grid(("a", "b"), ("c",)),
        grid(("a",), ("b", "c", "d")),
        grid(("a", "b", "c")),
        MERGED,
        NAMED,
        table((para(run("a")), para(run("b"))), (items((1, 0, "c"), (1, 0, "d")), para(run("e") + mark(2)))),
        para(run("x")) + "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>" + para(run("y")),
        grid(("a",)),
    ),
}
NOTES = (
    note(2, para("<w:r><w:footnoteRef/></w:r>" + run(" First {{a.") + run("value}}")))
    + note(3, para(run("Second")), para(run("more", ITALIC)), para(""))
    + note(4, items((1, 0, "c")))
    + note(5, table((para(run("a")), para(run("b")))), para(""))
    + note(6, para(""))
    + note(7, para(run("b") + mark(2)))
    + note(8, para(run("{{chart:x}} {{y")))
)


def said(read_: tuple[Prose, tuple[Finding, ...]]) -> str:
    prose, findings = read_
    return f"{told_prose(prose)}{told(findings)}".replace(f"{NAME}, ", "")


@pytest.mark.parametrize("name", BODIES)
def test_word_snippets(name: str, tmp_path: Path, kept: SnapshotAssertion) -> None:
    assert "\n".join(said(read(tmp_path, body, notes=NOTES)) for body in BODIES[name]) == kept


def test_headings_are_moved_below_any_level(tmp_path: Path) -> None:
    body = para(run("One"), style="H1") + para(run("Two"), style="H2")
    moved = [[block.level for block in read(tmp_path, body, under=under)[0].blocks] for under in (0, 1, 2, 4, 5)]  # type: ignore[union-attr]
    assert moved == [[1, 2], [2, 3], [3, 4], [5, 6], [6, 6]]
    assert [each.rule for each in read(tmp_path, body, under=4)[1]] == []
    assert [each.rule for each in read(tmp_path, body, under=5)[1]] == ["heading-too-deep"]


@pytest.mark.parametrize("address", ["file:///c:/secret.docx", "page.html", "https://x.org/{{a.b}}"])
def test_an_unsafe_link_leaves_its_words(address: str, tmp_path: Path) -> None:
    path = snippet(tmp_path, para(link(run("here") + run(" it", BOLD))), link=address)
    prose, findings = read_word_snippet(path, name=NAME)
    assert told_prose(prose) == "1 paragraph: here* it*\n"
    assert [(each.rule, each.where) for each in findings] == [("link-unsafe", f"{NAME}, paragraph 1")]


def test_words_in_headers_are_told_of_once(tmp_path: Path, kept: SnapshotAssertion) -> None:
    sections = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="{name}"/>'
        for kind, which, name in (
            ("header", "default", "header1"), ("header", "first", "header2"), ("footer", "even", "footer1"),
        )
    )  # fmt: skip
    texts = []
    for shown in ("header1", "header2", "footer1", "none"):
        words = {name: para(run(LONG + " " if name == shown else " ")) for name in ("header1", "header2", "footer1")}
        path = make_word(
            tmp_path / "a.docx",
            f"{para(run('Words'))}<w:sectPr>{sections}<w:titlePg/></w:sectPr>",
            settings="<w:evenAndOddHeaders/>",
            header1=words["header1"],
            header2=words["header2"],
            footer1=words["footer1"],
        )
        texts.append(f"{shown}\n{said(read_word_snippet(path, name=NAME))}")
    assert "".join(texts) == kept


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"not a zip file")
    assert said(read_word_snippet(tmp_path / "none.docx", name=NAME)).startswith(f"error narrative-missing | {NAME} | ")
    assert said(read_word_snippet(broken, name=NAME)).startswith(f"error file-not-office | {NAME} | ")
    assert said(read_word_snippet(tmp_path, name=NAME)).startswith("error narrative-missing | ")
