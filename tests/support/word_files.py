"""Word files made from bare XML, and the words of a Document, for tests of the Word reader."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from boardpaper.model.document import (
    Block,
    Document,
    Field,
    Inline,
    NoteMark,
    Paragraph,
    Run,
    Tab,
    Table,
)
from boardpaper.model.finding import Finding
from boardpaper.ooxml.package import write_package
from boardpaper.sources.word.reader import read_document

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "aink": "http://schemas.microsoft.com/office/drawing/2016/ink",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (_OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)

# The smallest PNG: one grey pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000820081"
    "77cd72b60000000049454e44ae426082"
)
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>'
    "</w:sectPr>"
)


def part(root: str, content: str) -> bytes:
    """An XML part with the root element `w:root`."""
    return f"{_DECLARATION}<w:{root} {_NAMESPACES}>{content}</w:{root}>".encode()


def relationships(entries: Mapping[str, tuple[str, str]], outside: Iterable[str] = ()) -> bytes:
    """A relationships part: id to kind and target; the ids in `outside` lead out of the file."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{kind if "/" in kind else f"{_OFFICE}/{kind}"}" Target="{target}"'
        + (' TargetMode="External"/>' if key in outside else "/>")
        for key, (kind, target) in entries.items()
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()


def make_word(
    path: Path,
    body: str,
    *,
    links: Mapping[str, str] | None = None,
    files: Mapping[str, tuple[str, bytes]] | None = None,
    core: bytes | None = None,
    strict: bool = False,
    **parts: str,
) -> Path:
    """A Word file with this body. `parts` are the contents of styles, numbering, settings, footnotes ... by name;

    `files` are further parts by relationship id: kind and bytes; `links` are addresses by relationship id.
    """
    content: dict[str, bytes] = {}
    related: dict[str, tuple[str, str]] = {}
    for name, xml in parts.items():
        kind = name.rstrip("123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, name)
        content[f"word/{name}.xml"] = part(root, xml)
        related[name] = (kind, f"{name}.xml")
    for key, (kind, data) in (files or {}).items():
        content[f"word/parts/{key}"] = data
        related[key] = (kind, f"parts/{key}")
    related |= {key: ("hyperlink", address) for key, address in (links or {}).items()}
    content["word/document.xml"] = part(
        "document", f"<w:body>{body}{PAGE if not body.endswith('</w:sectPr>') else ''}</w:body>"
    )
    content["word/_rels/document.xml.rels"] = relationships(related, links or {})
    main = {"main": ("officeDocument", "word/document.xml")}
    if core is not None:
        content["docProps/core.xml"] = core
        main["core"] = (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    content["_rels/.rels"] = relationships(main)
    content["[Content_Types].xml"] = _content_types(content)
    if strict:
        content = {name: _strict(data) for name, data in content.items()}
    path.write_bytes(write_package(content))
    return path


def _content_types(content: Mapping[str, bytes]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD_TYPE}.{_content_type(name)}+xml"/>'
        for name in content
        if name.startswith("word/") and name.count("/") == 1
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    )
    types = f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'
    return f"{_DECLARATION}{types}".encode()


def _content_type(name: str) -> str:
    kind = name.removeprefix("word/").removesuffix(".xml").rstrip("123456789")
    return "document.main" if kind == "document" else kind


def _strict(data: bytes) -> bytes:
    for transitional, strict in _STRICT:
        data = data.replace(transitional.encode(), strict.encode())
    return data


def read(path: Path, body: str, **rest: object) -> tuple[Document, tuple[Finding, ...]]:
    """What the reader makes of a Word file with this body, in the folder `path`."""
    return read_document(make_word(path / "paper.docx", body, **rest))  # type: ignore[arg-type]


def read_body(path: Path, body: str, **rest: object) -> list[Block]:
    """The blocks of a Word file with this body, which has nothing to report."""
    document, findings = read(path, body, **rest)
    assert findings == ()
    return [block for section in document.sections for block in section.blocks]


def read_paragraph(path: Path, body: str, **rest: object) -> Paragraph:
    """The only paragraph of a Word file with this body."""
    (block,) = read_body(path, body, **rest)
    assert isinstance(block, Paragraph)
    return block


def paragraph(*inlines: str, properties: str = "") -> str:
    """A `w:p`."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(inlines)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A `w:r` with this text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, number: int | str, level: int = 0, properties: str = "") -> str:
    """A paragraph in a list."""
    return paragraph(
        run(text),
        properties=f'{properties}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
    )


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph of `blocks`, also in tables, in order."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)
        else:
            yield block


def text(inlines: Iterable[Inline]) -> str:
    """What a line of text shows; a note's mark is a blank."""
    return "".join(
        inline.text
        if isinstance(inline, Run)
        else inline.result
        if isinstance(inline, Field)
        else " "
        if isinstance(inline, Tab | NoteMark)
        else ""
        for inline in inlines
    )


def lines(document: Document) -> list[str]:
    """The text of every body paragraph."""
    return [text(entry.inlines) for section in document.sections for entry in paragraphs(section.blocks)]


def labels(document: Document) -> list[str]:
    """The label of every body paragraph, empty where there is none."""
    return [
        entry.label.text if entry.label else "" for section in document.sections for entry in paragraphs(section.blocks)
    ]


def all_words(document: Document) -> list[str]:
    """Every word of the body, and then of the notes, in order."""
    found = [word for line in lines(document) for word in line.split()]
    for note in document.notes.values():
        found += [word for entry in paragraphs(note.blocks) for word in text(entry.inlines).split()]
    return found
