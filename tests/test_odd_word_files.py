"""Word files that are put together oddly, transitional and strict: every word and label comes out, in order."""

from pathlib import Path
from typing import Any

import pytest

from boardpaper.commands.publish.run import Terms, make_publication
from tests.support.pdf_words import open_pdf, page_words, structure_text
from tests.support.publishable import ARIAL, ENGLISH, HEADINGS
from tests.support.word_files import PAGE, make_word, paragraph, run

Case = tuple[str, str] | tuple[str, str, dict[str, str]]
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
HEADER = PAGE.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>')


def para(*parts: str, properties: str = "") -> str:
    return paragraph(*(part if part.startswith("<") else run(part) for part in parts), properties=properties)


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def custom(content: str) -> str:
    return f'<w:customXml w:uri="u" w:element="e"><w:customXmlPr/>{content}</w:customXml>'


def smart(content: str) -> str:
    return f'<w:smartTag w:uri="u" w:element="e"><w:smartTagPr/>{content}</w:smartTag>'


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def words(*texts: str) -> str:
    return "".join(cell(para(text)) for text in texts)


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    wide = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{wide}</w:tblGrid>{''.join(rows)}</w:tbl>"


def inserted(content: str) -> str:
    return f'<w:ins w:id="9">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="9"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def begun(instruction: str) -> str:
    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>"


def field(instruction: str, result: str) -> str:
    return f"{begun(instruction)}{mark('separate')}{result}{mark('end')}"


def box(content: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="914400" cy="457200"/>'
        f'<wp:docPr id="1" name="P"/><a:graphic><a:graphicData uri="{WPS}"><wps:wsp><wps:txbx><w:txbxContent>{content}'
        "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )


def choice(requires: str, content: str, fallback: str = "") -> str:
    kept = f'<mc:Choice Requires="{requires}">{content}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return f"<mc:AlternateContent>{kept}</mc:AlternateContent>"


def note(content: str, number: int = 1) -> str:
    return f'<w:footnote w:id="{number}">{content}</w:footnote>'


def noted(number: int = 1) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def level(index: int, numbering: str, text: str, more: str = "") -> str:
    form = numbering if numbering.startswith("<") else f'<w:numFmt w:val="{numbering}"/>'
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{form}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(*levels: str, more: str = "") -> dict[str, str]:
    first = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return {"numbering": f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{first}{more}'}


def listed(*places: tuple[int, int]) -> str:
    """Paragraphs that say p, each of a list and a level."""
    return "".join(para("p", properties=item(*place)) for place in places)


def item(number: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def styled(*names: str) -> str:
    return "".join(para("p", properties=f'<w:pStyle w:val="{name}"/>') for name in names)


def style(name: str, numbering: str, based: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    named = f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
    return f"{named}{on}<w:pPr>{numbering}</w:pPr></w:style>"


SIMPLE = numbered(level(0, "decimal", "%1."))
LEGAL = numbered(*(level(i, "decimal", "".join(f"%{k}." for k in range(1, i + 2))) for i in range(9)))
CUSTOM = choice("w14", '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>', '<w:numFmt w:val="decimal"/>')
CHAIN = ARIAL + "".join(
    (
        style("L1", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        style("L2", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', "L1"),
        style("L3", "", "L2"),
        style("L0", '<w:numPr><w:numId w:val="0"/></w:numPr>', "L1"),
    )
)
GONE = '<w:rPr><w:del w:id="4"/></w:rPr>'
SYMBOLS = (
    '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    '<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>a</w:t></w:r>'
    '<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>'
)
SPACED = "<w:r><w:t>  a  </w:t></w:r><w:r><w:t> b</w:t></w:r>"

CASES: dict[str, Case] = {
    "controls at every level": (
        control(control(para("a ", control(run("b") + control(run(" c"))))))
        + table(
            control(row(control(cell(control(para("d")))), words("e"))),
            control(control(row(words("f"), control(words("g"))))),
        ),
        "a b c d e f g",
    ),
    "custom XML at every level": (
        custom(para("a", custom(run("b")), smart(run("c") + smart(run("d")))))
        + custom(table(custom(row(custom(words("e")), words("f"))))) + smart(para("g")),
        "abcd e f g",
    ),
    "a row in controls and custom XML": (table(control(custom(control(row(words("a", "b")))))), "a b"),
    "changed rows": (
        table(
            row(words("a", "b")),
            row(cell(para(deleted("X"))), cell(para(deleted("Y"))), properties='<w:del w:id="1"/>'),
            row(cell(para(inserted(run("c")))), words("d"), properties='<w:ins w:id="2"/>'),
        ),
        "a b c d",
    ),
    "insertions around tables, rows and cells": (
        inserted(table(inserted(row(inserted(words("a")), words("b"))))) + inserted(para("c")), "a b c",
    ),
    "insertions and deletions in one another": (
        para(
            inserted(inserted(run("a")) + deleted("X") + control(run("b"))),
            f'<w:del w:id="1">{inserted(run("X"))}</w:del>',
        ),
        "ab",
    ),
    "a moved paragraph": (
        para(f'<w:moveFrom w:id="2">{run("X")}</w:moveFrom>', properties='<w:rPr><w:moveFrom w:id="3"/></w:rPr>')
        + para("kept") + para(f'<w:moveTo w:id="5">{run("moved")}</w:moveTo>'),
        "kept moved",
    ),
    "a box in a cell in a box in a cell in a box": (
        para("0", box(para("1") + table(row(
            cell(para("2", box(para("3") + table(row(cell(para("4", box(para("5")))), words("6")))))), words("7"),
        )))) + para("8"),
        "0 1 2 3 4 5 6 7 8",
    ),
    "alternatives between paragraphs, runs, texts, rows and cells": (
        choice("wps", para("a"), para("X"))
        + para(choice("v", run("X"), run("b")), f"<w:r>{choice('w14', '<w:t>c</w:t>', '<w:t>X</w:t>')}</w:r>")
        + table(choice("w14", row(words("d"), choice("w14", words("e"))))),
        "a bc d e",
    ),
    "nine levels": (
        listed(*((1, depth) for depth in (0, 1, 8, 8, 2, 8))),
        "1. p 1.1. p 1.1.1.1.1.1.1.1.1. p 1.1.1.1.1.1.1.1.2. p 1.1.2. p 1.1.2.1.1.1.1.1.1. p", LEGAL,
    ),
    "a level that never restarts": (
        listed((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)), "1. p a p b p 2. p c p",
        numbered(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2", '<w:lvlRestart w:val="0"/>')),
    ),
    "a level that restarts after the first only": (
        listed((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)), "1 p A p i p B p ii p 2 p i p",
        numbered(
            level(0, "decimal", "%1"), level(1, "upperLetter", "%2"),
            level(2, "lowerRoman", "%3", '<w:lvlRestart w:val="1"/>'),
        ),
    ),
    "legal numbers": (
        listed((1, 0), (1, 1), (1, 0), (1, 1)), "Article I. p 1.1 p Article II. p 2.1 p",
        numbered(level(0, "upperRoman", "Article %1."), level(1, "lowerLetter", "%1.%2", "<w:isLgl/>")),
    ),
    "a format of one's own": (
        listed((1, 0), (1, 0), (1, 0)), "001 p 002 p 003 p", numbered(level(0, CUSTOM, "%1")),
    ),
    "formats in words": (
        listed(*((1, depth) for depth in range(9))), "1st p First p One p 01 p A p i p * p - 1 - p 1) p",
        numbered(
            level(0, "ordinal", "%1"), level(1, "ordinalText", "%2"), level(2, "cardinalText", "%3"),
            level(3, "decimalZero", "%4"), level(4, "upperLetter", "%5"), level(5, "lowerRoman", "%6"),
            level(6, "chicago", "%7"), level(7, "numberInDash", "%8"), level(8, "none", "1)"),
        ),
    ),
    "another start": (
        listed((1, 0), (1, 0), (2, 0), (2, 0), (3, 0), (1, 0)), "1. p 2. p 7. p 8. p 9. p 10. p",
        numbered(
            level(0, "decimal", "%1."),
            more='<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
            '</w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>',
        ),
    ),
    "another level": (
        listed((1, 0), (2, 0), (2, 0)), "1. p B) p C) p",
        numbered(
            level(0, "decimal", "%1."),
            more='<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
            + level(0, "upperLetter", "%1)") + "</w:lvlOverride></w:num>",
        ),
    ),
    "numbers by a chain of styles": (
        styled("L1", "L2", "L3", "L0", "L1", "L2"), "1. p 1.a p 1.b p p 2. p 2.a p",
        {
            "styles": CHAIN,
            **numbered(level(0, "decimal", "%1."), level(1, "lowerLetter", "%1.%2", '<w:pStyle w:val="L2"/>')),
        },
    ),
    "a number taken off": (
        styled("L1") + para("q", properties=f'<w:pStyle w:val="L1"/>{item(0)}') + para("r", properties=item(77)),
        "1. p q r", {"styles": CHAIN, **SIMPLE},
    ),
    "a number in a deleted paragraph": (
        listed((1, 0)) + para(deleted("X"), properties=item(1) + GONE) + listed((1, 0)), "1. p 2. p", SIMPLE,
    ),
    "a number where a section ends": (
        listed((1, 0)) + para(properties=f"{item(1)}<w:sectPr/>") + listed((1, 0))
        + para("q", properties=f"{item(1)}<w:sectPr/>"),
        "1. p 2. p 3. q", SIMPLE,
    ),
    "a numbering style that only the list names": (
        listed((1, 0), (1, 0)), "1) p 2) p",
        {
            "numbering": '<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="Steps"/>' + level(0, "decimal", "%1)")
            + '</w:abstractNum><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Steps"/></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        },
    ),
    "a list through cells": (
        table(row(cell(listed((1, 0))), cell(listed((1, 0)))), row(cell(listed((1, 0))), words("q"))),
        "1. p 2. p 3. p q", SIMPLE,
    ),
    "symbols": (para("a", SYMBOLS), "a✓≥αé"),
    "a ruby": (
        para(
            "x ",
            f"<w:r><w:ruby><w:rt>{run('guide')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>",
        ),
        "x base (guide)",
    ),
    "a field in a field's code": (
        para("a ", begun("IF ") + field("DOCPROPERTY x", run("X")) + mark("separate") + run("b") + mark("end"), " c"),
        "a b c",
    ),
    "a field in a field's result": (
        para("a ", field("REF x", run("b ") + field("QUOTE y", run("c")) + run(" d")), " e"), "a b c d e",
    ),
    "fields without end or beginning": (
        para("a ", begun("REF x"), mark("separate"), "b") + para(mark("end"), "c", mark("separate"), "d")
        + para("e", mark("separate"), "f", mark("end"), "g") + para("h ", begun("REF y"), "i") + para("j"),
        "a b cd efg h i j",
    ),
    "a field over paragraphs": (
        para("a ", begun("TOC"), mark("separate"), "b") + para("c") + para("d", mark("end"), " e"), "a b c d e",
    ),
    "a field over cells": (
        table(row(cell(para("a", begun("REF q"), mark("separate"), "b")), cell(para("c", mark("end"), "d")))), "ab cd",
    ),
    "rows that begin late and end early": (
        table(
            row(words("a", "b", "c")), row(words("d", "e"), properties='<w:gridBefore w:val="1"/>'),
            row(words("f"), properties='<w:gridAfter w:val="2"/>'),
            row(cell(para("g"), '<w:gridSpan w:val="9"/>'), properties='<w:gridBefore w:val="700"/>'), columns=3,
        ),
        "a b c d e f g",
    ),
    "merges that fit nothing": (
        table(
            row(cell(para("a"), "<w:vMerge/>"), cell(para("b"), '<w:vMerge w:val="restart"/>')),
            row(cell(para(), "<w:vMerge/>"), cell(para(), '<w:vMerge w:val="continue"/>')),
            row(cell(para("c") + para("d"), '<w:gridSpan w:val="2"/><w:vMerge/>')),
            row(cell(para("e"), '<w:vMerge w:val="restart"/>'), cell(para("f"), '<w:hMerge w:val="restart"/>')),
        ),
        "a b c d e f",
    ),
    "empty rows and cells": (table(row("<w:tc/>", words("a")), row(), row(cell(""))), "a"),
    "a cell that holds a table only": (table(row(cell(table(row(words("a", "b")))), words("c"))), "a b c"),
    "directions": (
        para(
            "a", f'<w:dir w:val="rtl">{run("b")}</w:dir>', f'<w:bdo w:val="ltr">{run("c")}</w:bdo>',
            properties="<w:bidi/>",
        ),
        "abc",
    ),
    "words in no paragraph": (
        run("stray") + para("a") + f'<w:hyperlink w:anchor="x">{run("b")}</w:hyperlink>', "stray a b",
    ),
    "a paragraph and a table inside a run or paragraph": (
        para("a", f"<w:r>{para('b')}</w:r>", table(row(words("c", "d"))), "e") + para("f"), "ae b c d f",
    ),
    "links in links": (
        para(
            f'<w:hyperlink w:anchor="x">{run("a")}<w:hyperlink w:anchor="y">{run("b")}</w:hyperlink>'
            f'{control(run("c"))}{inserted(run("d"))}</w:hyperlink>'
        ),
        "abcd",
    ),
    "spaces": (para(SPACED), "ab"),
    "spaces that an element around them keeps": (f'<w:p xml:space="preserve">{SPACED}</w:p>', "a b"),
    "breaks, hyphens and tabs": (
        para(
            '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t>'
            "<w:softHyphen/><w:t>f</w:t></w:r>"
        ),
        "a b c d\u2011ef",
    ),
    "paragraphs whose end is deleted": (
        para("a", properties=GONE) + table(row(cell(para("b", properties=GONE)), words("c")))
        + para("d", properties=GONE),
        "a b c d",
    ),
    "a frame and a dropped capital": (
        para("Item 5", properties='<w:framePr w:w="2000" w:wrap="around"/>')
        + para(run("T", '<w:sz w:val="90"/>'), properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
        + para("he year"),
        "Item 5 The year",
    ),
    "a note twice": (para("x", noted(), " y", noted()), "x1 y1 1 Note", {"footnotes": note(para("Note"))}),
    "a note on a note": (
        para("x", noted()), "x1 1 Note 2 [Further]",
        {"footnotes": note(para("Note ", noted(2))) + note(para("Further"), 2)},
    ),
    "a note in controls": (para("x", control(noted())), "x1 1 Note", {"footnotes": note(control(para("Note")))}),
    "a note with a table and a list": (
        para("x", noted()), "x1 1 Note a b 1. p",
        {"footnotes": note(para("Note") + table(row(words("a", "b"))) + listed((1, 0))), **SIMPLE},
    ),
    "a section's end in a control": (
        control(para("a", properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>')) + para("b"), "a b",
    ),
    "a page's end in a cell": (
        table(row(cell(para("a", '<w:r><w:br w:type="page"/></w:r>', "b")), words("c"))), "a b c",
    ),
    "a word without end": (para("x" * 3000), "x" * 3000),
    "numbered headings": (
        para("a", properties='<w:pStyle w:val="H1"/>') + para("b", properties='<w:pStyle w:val="H2"/>')
        + para("c", properties='<w:pStyle w:val="H1"/>'),
        "1 a 1.1 b 2 c",
        {
            "styles": ARIAL + HEADINGS.replace("<w:pPr>", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'),
            **numbered(
                level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>'),
                level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'),
            ),
        },
    ),
}  # fmt: skip


def published(path: Path, body: str, parts: dict[str, str], *, strict: bool = False) -> bytes:
    given: dict[str, Any] = {"core": ENGLISH, "styles": ARIAL + HEADINGS, **parts}
    make_word(path, body, strict=strict, **given)
    return make_publication(path, Terms(draft=True)).pdf


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
@pytest.mark.parametrize("name", CASES)
def test_every_word_and_label_is_there_in_order(name: str, strict: bool, tmp_path: Path) -> None:
    body, want, *parts = CASES[name]
    made = published(tmp_path / "paper.docx", body, parts[0] if parts else {}, strict=strict)
    assert " ".join(structure_text(made).split()) == want


def test_a_note_in_a_header_is_shown_there(tmp_path: Path) -> None:
    parts = {"header1": para("Head", noted()), "footnotes": note(para("Deep"))}
    made = published(tmp_path / "paper.docx", para("Body") + HEADER, parts)
    (page,) = page_words(open_pdf(made))
    assert " ".join(page.artifacts.split()) == "DRAFT Head1 [Deep]"
