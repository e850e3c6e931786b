"""Labels of lists as Word counts them, checked against LibreOffice where it counts as Word does."""

from pathlib import Path

import pytest

from boardpaper.model.document import Document, Paragraph
from boardpaper.model.numerals.formats import format_number
from boardpaper.sources.word.reader import read_document
from tests.support.outside_tools import ConvertOffice
from tests.support.word_files import labels, lines, make_word, numbered, paragraph, read, read_body, run

Steps = list[tuple[int, int]]


def level(index: int, numbering: str, shown: str, start: int = 1, extra: str = "", properties: str = "") -> str:
    indents = f'<w:ind w:left="{720 * (index + 1)}" w:hanging="360"/>'
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{numbering}"/>{extra}'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/><w:pPr>{indents}</w:pPr>{properties}</w:lvl>'
    )


def abstract(key: int, *levels: str, extra: str = "") -> str:
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{key}">{kind}{extra}{"".join(levels)}</w:abstractNum>'


def num(key: int, definition: int, *overrides: str) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{"".join(overrides)}</w:num>'


def starting(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


OUTLINE = abstract(
    1,
    level(0, "decimal", "%1."),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "%3)"),
    level(3, "lowerRoman", "%1.%2.%3.%4"),
)
LEGAL = abstract(
    2,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%1.%2", extra="<w:isLgl/>"),
    level(2, "decimal", "%1.%2.%3", extra='<w:lvlRestart w:val="0"/>'),
    level(3, "decimal", "%4", extra='<w:lvlRestart w:val="1"/>'),
)
MIXED = abstract(3, level(0, "upperLetter", "(%1)", start=5), level(1, "bullet", "–"), level(2, "ordinal", "%1.%2.%3"))
NUMBERING = (
    OUTLINE
    + LEGAL
    + MIXED
    + num(1, 1)
    + num(2, 1)
    + num(3, 1, starting(0, 10))
    + num(4, 2)
    + num(5, 3)
    + num(6, 1, starting(1, 7))
)

AS_LIBREOFFICE: dict[str, tuple[Steps, list[str]]] = {
    "levels begin anew": (
        [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2)],
        ["1.", "1.1", "1.2", "a)", "b)", "2.", "2.1", "a)"],
    ),
    "a level passed over has begun": (
        [(1, 1), (1, 0), (1, 1), (1, 3), (1, 2), (1, 0)],
        ["1.1", "2.", "2.1", "2.1.a.i", "b)", "3."],
    ),
    "lists of one definition count together": (
        [(1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (2, 1), (3, 0)],
        ["1.", "2.", "10.", "11.", "12.", "12.1", "13."],
    ),
    "a bullet has no number to show": (
        [(5, 0), (5, 2), (5, 2), (5, 0), (5, 2)],
        ["(E)", "E..1st", "E..2nd", "(F)", "F..1st"],
    ),
}
AS_THE_STANDARD: dict[str, tuple[Steps, list[str]]] = {
    "isLgl and lvlRestart": (
        [(4, 0), (4, 1), (4, 2), (4, 2), (4, 1), (4, 2), (4, 3), (4, 0), (4, 2), (4, 3), (4, 3), (4, 1), (4, 3)],
        ["I.", "1.1", "I.1.1", "I.1.2", "1.2", "I.2.3", "1", "II.", "II.1.4", "1", "2", "2.2", "3"],
    ),
    "an override holds each time the level begins": (
        [(1, 0), (6, 1), (6, 1), (6, 0), (6, 1)],
        ["1.", "1.7", "1.8", "2.", "2.7"],
    ),
}


def numbered_body(steps: Steps) -> str:
    return "".join(numbered("item", key, index) for key, index in steps)


def read_labels(tmp_path: Path, body: str, numbering: str = NUMBERING, **parts: str) -> list[str]:
    document, findings = read(tmp_path, body, numbering=numbering, **parts)
    assert findings == ()
    return labels(document)


@pytest.mark.parametrize(("steps", "expected"), [*AS_LIBREOFFICE.values(), *AS_THE_STANDARD.values()])
def test_labels_count_as_in_word(tmp_path: Path, steps: Steps, expected: list[str]) -> None:
    assert read_labels(tmp_path, numbered_body(steps)) == expected


def test_libreoffice_counts_the_same(tmp_path: Path, soffice: ConvertOffice) -> None:
    apart = paragraph(run("Plain."))
    body = apart.join(numbered_body(steps) for steps, _ in AS_LIBREOFFICE.values())
    path = make_word(tmp_path / "lists.docx", body, numbering=NUMBERING)
    document, _ = read_document(path)
    shown = soffice(path, "txt:Text", tmp_path).read_text("utf-8-sig")
    expected = [f"{label} {line}".split() for label, line in zip(labels(document), lines(document), strict=True)]
    assert [line.split() for line in shown.splitlines()] == expected


def test_plain_paragraphs_do_not_interrupt_a_list(tmp_path: Path) -> None:
    body = numbered("One.", 1) + paragraph(run("Between.")) + numbered("Two.", 1)
    assert read_labels(tmp_path, body) == ["1.", "", "2."]


def test_a_list_that_is_not_there_numbers_nothing(tmp_path: Path) -> None:
    broken = NUMBERING + num(8, 99)
    assert read_labels(tmp_path, numbered("a", 7) + numbered("b", 8) + numbered("c", 0), broken) == ["", "", ""]


STYLED = (
    '<w:style w:type="paragraph" w:styleId="Top"><w:name w:val="Top"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '<w:ind w:left="100"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Second"><w:name w:val="Second"/><w:basedOn w:val="Top"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Linked"><w:name w:val="Linked"/>'
    '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
)


def styled(style: str, properties: str = "") -> str:
    return paragraph(run("x"), properties=f'<w:pStyle w:val="{style}"/>{properties}')


def test_a_label_says_which_side_of_it_stands_at_the_indent(tmp_path: Path) -> None:
    levels = (
        level(0, "decimal", "%1.").replace('lvlJc w:val="left"', 'lvlJc w:val="right"'),
        level(1, "decimal", "%2."),
    )
    definitions = abstract(1, *levels) + num(1, 1)
    blocks = read_body(tmp_path, numbered("a", 1) + numbered("b", 1, 1), numbering=definitions)
    assert [block.label.align for block in blocks if isinstance(block, Paragraph) and block.label] == ["right", "left"]


def test_styles_number_their_paragraphs(tmp_path: Path) -> None:
    linked = abstract(9, level(0, "decimal", "%1"), level(1, "decimal", "§%2", extra='<w:pStyle w:val="Linked"/>'))
    body = (
        styled("Top") + styled("Second") + styled("Linked") + styled("Top", "<w:numPr><w:numId w:val='0'/></w:numPr>")
    )
    assert read_labels(tmp_path, body, NUMBERING + linked + num(9, 9), styles=STYLED) == ["1.", "1.1", "§1", ""]


def test_who_names_the_list_decides_whose_indents_hold(tmp_path: Path) -> None:
    numbered_directly = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'
    body = styled("Top") + styled("Second") + styled("Top", numbered_directly)
    body += styled("Top", f'{numbered_directly}<w:ind w:left="300"/>') + styled(
        "Top", '<w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    blocks = read_body(tmp_path, body, styles=STYLED, numbering=NUMBERING)
    indents = [(block.format.left, block.format.first_line) for block in blocks if isinstance(block, Paragraph)]
    # The style that names the list; its heir, which names the level; the paragraph itself; and its own indent.
    assert indents == [(5.0, -18.0), (72.0, -18.0), (72.0, -18.0), (15.0, -18.0), (5.0, 0.0)]


def test_numbering_styles_lead_to_their_list(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Bullets"><w:name w:val="Bullets"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(1, level(0, "decimal", "%1:"), extra='<w:styleLink w:val="Bullets"/>')
    numbering += abstract(2, extra='<w:numStyleLink w:val="Bullets"/>') + num(1, 1) + num(2, 2)
    assert read_labels(tmp_path, numbered("a", 1) + numbered("b", 2), numbering, styles=styles) == ["1:", "2:"]


def test_bullets_of_symbol_fonts_become_unicode_in_the_font_of_the_text(tmp_path: Path) -> None:
    def bullet(code: str, font: str, index: int) -> str:
        fonts = (
            f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/><w:color w:val="FF0000"/></w:rPr>'
        )
        return level(index, "bullet", code, properties=fonts)

    numbering = abstract(
        1, bullet("\uf0b7", "Symbol", 0), bullet("o", "Courier New", 1), bullet("\uf0a7", "Wingdings", 2)
    )
    body = "".join(numbered("x", 1, index) for index in range(3))
    document, _ = read(tmp_path, body, numbering=numbering + num(1, 1))
    assert labels(document) == ["•", "o", "▪"]
    fonts = [block.label.format.font for block in blocks_of(document) if block.label]
    assert fonts == ["Times New Roman", "Courier New", "Times New Roman"]
    assert {block.label.format.colour for block in blocks_of(document) if block.label} == {"FF0000"}


def blocks_of(document: Document) -> list[Paragraph]:
    return [block for block in document.sections[0].blocks if isinstance(block, Paragraph)]


def test_a_level_without_words_shows_no_label_and_does_not_hang(tmp_path: Path) -> None:
    (block,) = read_body(tmp_path, numbered("x", 1), numbering=abstract(1, level(0, "none", "")) + num(1, 1))
    assert isinstance(block, Paragraph)
    assert block.label is None
    assert block.format.first_line == 0.0


def test_a_custom_format_pads_with_zeros(tmp_path: Path) -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = abstract(1, f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{custom}<w:lvlText w:val="%1"/></w:lvl>') + num(
        1, 1
    )
    assert read_labels(tmp_path, numbered("x", 1), numbering) == ["007"]


# Formats that LibreOffice writes as Word does; the others it takes for decimal, or for a neighbour.
SHARED_FORMATS = (
    "decimal decimalZero lowerRoman upperRoman lowerLetter upperLetter ordinal cardinalText ordinalText chicago aiueo "
    "aiueoFullWidth iroha irohaFullWidth ganada chosung chineseCountingThousand chineseLegalSimplified "
    "taiwaneseCountingThousand ideographLegalTraditional ideographTraditional ideographZodiac koreanDigital "
    "koreanDigital2 koreanCounting koreanLegal hebrew1 thaiLetters russianLower"
)


def test_libreoffice_writes_numbers_the_same(tmp_path: Path, soffice: ConvertOffice) -> None:
    plan = [(name, value) for name in SHARED_FORMATS.split() for value in range(1, 31)]
    definitions = "".join(abstract(key, level(0, name, "%1", value)) for key, (name, value) in enumerate(plan, 1))
    lists = definitions + "".join(num(key, key) for key in range(1, len(plan) + 1))
    body = "".join(numbered("item", key) for key in range(1, len(plan) + 1))
    path = make_word(tmp_path / "formats.docx", body, numbering=lists)
    written = soffice(path, "txt:Text", tmp_path).read_text("utf-8-sig")
    shown = [line.removesuffix("item").strip() for line in written.splitlines()]
    assert dict(zip(plan, shown, strict=True)) == {each: format_number(each[1], each[0]) for each in plan}


def test_a_legal_level_counts_in_figures_whatever_its_format(tmp_path: Path) -> None:
    legal = abstract(9, level(0, "upperRoman", "%1."), level(1, "lowerLetter", "%1.%2", extra="<w:isLgl/>"))
    body = numbered("p", 9, 0) + numbered("p", 9, 1)
    blocks = read_body(tmp_path, body, numbering=legal + num(9, 9))
    shown = [block.label for block in blocks if isinstance(block, Paragraph)]
    assert [(label.text, label.numbering) for label in shown if label] == [("I.", "upperRoman"), ("1.1", "decimal")]


def test_a_format_that_is_not_known_is_said_to_come_out_in_figures(tmp_path: Path) -> None:
    custom = '<w:numFmt w:val="custom" w:format="x, xx, xxx, ..."/>'
    odd = f'<w:lvl w:ilvl="1"><w:start w:val="1"/>{custom}<w:lvlText w:val="%2)"/></w:lvl>'
    lists = abstract(9, level(0, "japaneseCounting", "%1."), odd)
    body = numbered("p", 9, 0) + numbered("p", 9, 0) + numbered("p", 9, 1)
    document, findings = read(tmp_path, body, numbering=lists + num(9, 9))
    assert labels(document) == ["一.", "二.", "1)"]
    assert [(each.rule, each.message.split("“")[1].split("”")[0]) for each in findings] == [("word-layout", "custom")]
