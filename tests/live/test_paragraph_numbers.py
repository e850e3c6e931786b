"""The numbers that Word prints before paragraphs, counted as it counts them, or not told."""

from pathlib import Path

import pytest

from boardpaper.commands.build.stages import build_paper
from boardpaper.live.paragraph_numbers import paragraph_numbers
from boardpaper.model.paragraphs import every_paragraph
from boardpaper.ooxml.names import W
from boardpaper.ooxml.package import read_package
from boardpaper.sources.word.reader import read_document
from tests.support.places import MAY_2022 as EXAMPLE
from tests.support.word_files import relationships
from tests.support.word_papers import package_of

DOCUMENT = "word/document.xml"
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
    'Target="styles.xml"/></Relationships>'
)
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
NUM = '<w:num w:numId="{0}"><w:abstractNumId w:val="{1}"/>{2}</w:num>'
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{LEVEL.format(0, 1, "decimal", "%1.")}'
    f'{LEVEL.format(1, 1, "upperLetter", "%2.")}</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    f'{LEVEL.format(0, 3, "lowerRoman", "(%1)")}</w:abstractNum><w:abstractNum w:abstractNumId="3">'
    f'{LEVEL.format(0, 1, "decimal", "Part %1")}</w:abstractNum><w:abstractNum w:abstractNumId="4">'
    f"{LEVEL.format(0, 1, 'lowerRoman', '%1.')}</w:abstractNum>"
    + NUM.format(1, 1, "")
    + NUM.format(2, 1, RESTART.format(7))
    + NUM.format(3, 2, "")
    + NUM.format(4, 3, "")
    + NUM.format(5, 4, "")
)
IN_A_LIST = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
STYLE = '<w:style w:type="{0}" w:styleId="{1}"><w:name w:val="{1}"/>{2}</w:style>'
STYLES = (
    STYLE.format("paragraph", "Numbered", IN_A_LIST)
    + STYLE.format("paragraph", "Child", '<w:basedOn w:val="Numbered"/>')
    + STYLE.format("paragraph", "Plain", "")
    + STYLE.format("table", "Grid", IN_A_LIST)
    + STYLE.format("character", "Signs", IN_A_LIST)
)

JOINED = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>"
MOVED = "<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr></w:p>"
MARKED = '<w:p><w:pPr><w:pStyle w:val="Numbered"/><w:rPr><w:b/></w:rPr></w:pPr></w:p>'
LISTED = '<w:p><w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr></w:p>'
BOX = '<w:r><w:txbxContent><w:p><w:pPr><w:pStyle w:val="Numbered"/></w:pPr></w:p></w:txbxContent></w:r>'


def numbers(*paragraphs: str) -> list[str]:
    """The numbers of paragraphs that are told by `style`, `list.level` or `style list.level`; `-` for none."""
    body = "".join(map(_paragraph, paragraphs))
    space = f'xmlns:w="{W[1:-1]}"'
    parts = {
        "word/_rels/document.xml.rels": RELATIONSHIPS.encode(),
        "word/numbering.xml": f"<w:numbering {space}>{NUMBERING}</w:numbering>".encode(),
        "word/styles.xml": f"<w:styles {space}>{STYLES}</w:styles>".encode(),
    }
    parts[DOCUMENT] = f"<w:document {space}><w:body>{body}</w:body></w:document>".encode()
    package = package_of({"_rels/.rels": relationships({"rId1": ("officeDocument", DOCUMENT)}), **parts})
    root, found = package.root(DOCUMENT), paragraph_numbers(package)
    return [found.get(paragraph, "-") for paragraph in (() if root is None else root.iter(f"{W}p"))]


def _paragraph(told: str) -> str:
    if told.startswith("<"):
        return told
    style, _, own = told.rpartition(" ") if " " in told else (told, "", "") if told.isalpha() else ("", "", told)
    number, _, level = own.partition(".")
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if own:
        properties += f'<w:numPr><w:ilvl w:val="{level or 0}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("Numbered", "Heading", "Child", "Numbered 1.1", "Numbered"), ["1", "-", "2", "-", "3"]),
        (("Numbered", "Numbered 0.0", "1.0"), ["1", "-", "2"]),
        (("1", "2", "1", "2"), ["1", "7", "8", "9"]),
        (("3", "Numbered", "9"), ["-", "1", "-"]),
        (("Numbered", JOINED, "Numbered"), ["-", "-", "-"]),
        (("Numbered", MOVED), ["-", "-"]),
        (("Numbered", MARKED), ["1", "2"]),
        (("9", "Numbered"), ["-", "1"]),
        (("4", "5", "Numbered"), ["-", "-", "1"]),
        (("Grid", "Signs", "Plain", "Numbered"), ["-", "-", "-", "1"]),
        ((LISTED.format(1), LISTED.format("x"), LISTED.format("١"), LISTED.format(1)), ["1", "-", "-", "2"]),
        (("Numbered", BOX, "Numbered"), ["1", "-", "2"]),
    ],
)  # fmt: skip
def test_numbers_are_counted_as_word_counts(paragraphs: tuple[str, ...], expected: list[str]) -> None:
    assert numbers(*paragraphs) == expected


def test_the_example_has_the_numbers_that_its_pdf_prints(tmp_path: Path) -> None:
    made = next(file.path for file in build_paper(EXAMPLE, output=tmp_path).files if file.kind == "word")
    package = read_package(made)
    root, told = package.root(DOCUMENT), paragraph_numbers(package)
    assert root is not None
    counted = [told[paragraph] for paragraph in root.iter(f"{W}p") if paragraph in told]
    printed = [
        spot.paragraph.label.text.rstrip(".")
        for spot in every_paragraph(read_document(made)[0])
        if spot.paragraph.label is not None and spot.paragraph.label.numbering == "decimal"
    ]
    assert counted == printed == [str(number) for number in range(1, 80)]
