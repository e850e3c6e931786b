"""Word files of an author's words, made from bare XML for the tests of narrative from Word."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

from boardpaper.model.finding import Finding
from boardpaper.model.prose import Prose
from boardpaper.sources.narrative.snippet.reader import read_word_snippet

NAME = "narrative/homicide.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
</w:styles>"""


def level(index: int, numbering: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{numbering}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (index + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


LISTS = (
    (level(0, "bullet", "•"), level(1, "bullet", "o")),
    (level(0, "upperLetter", "%1."), level(1, "lowerRoman", "(%2)"), level(2, "bullet", "–")),
    (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")),
    (level(0, "decimal", "Recommendation %1:"),),
)
NUMBERING = (
    f"<w:numbering {W}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{"".join(levels)}</w:abstractNum>'
        for index, levels in enumerate(LISTS)
    )
    + "".join(f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>' for index in range(len(LISTS)))
    + "</w:numbering>"
)


def para(content: str, *, style: str = "", num: tuple[int, int] | None = None, extra: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{extra}</w:pPr>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def items(*entries: tuple[int, int, str]) -> str:
    return "".join(para(run(text), num=(number, depth)) for number, depth, text in entries)


def table(*rows: Iterable[str]) -> str:
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="1000"/></w:tblGrid>{cells}</w:tbl>'


def snippet(folder: Path, body: str, *, notes: str = "", link: str = "https://example.org/report") -> Path:
    path = folder / "homicide.docx"
    parts = {"document": "document.main", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>' for part, kind in parts.items()
    )
    relations = "".join(
        f'<Relationship Id="{part}" Type="{OFFICE}/{part}" Target="{part}.xml"/>' for part in list(parts)[1:]
    )
    relations += f'<Relationship Id="link" Type="{OFFICE}/hyperlink" Target="{link}" TargetMode="External"/>'
    start = f'<Relationship Id="doc" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{start}</Relationships>')
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {W} {R}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/numbering.xml", NUMBERING)
        archive.writestr("word/footnotes.xml", f"<w:footnotes {W}>{notes}</w:footnotes>")
    return path


def read(folder: Path, body: str, *, notes: str = "", under: int = 1) -> tuple[Prose, tuple[Finding, ...]]:
    return read_word_snippet(snippet(folder, body, notes=notes), name=NAME, under=under)
