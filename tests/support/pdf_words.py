"""A small PDF reader for tests: the words of marked content, in the structure tree and on the pages."""

import io
import re
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, parse_content_stream

_MAPPING = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>")


@dataclass
class PageWords:
    """A page's words: by marked content identifier, in the order drawn, and those that are artifacts."""

    by_mcid: dict[int, str] = field(default_factory=dict)
    body: str = ""
    artifacts: str = ""
    placed: list["PlacedWords"] = field(default_factory=list)


class PlacedWords(NamedTuple):
    """One show operator: where it begins, from the page's lower left corner, its size and its words."""

    x: float
    y: float
    size: float
    text: str
    word_space: float
    artifact: bool


def open_pdf(content: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(content))


def page_words(pdf: Pdf) -> list[PageWords]:
    return [_read_page(page.obj) for page in pdf.pages]


def tag_tree(content: bytes, *, with_text: bool = True) -> list[str]:
    """The structure tree, an element a line, indented; text in quotation marks."""
    pdf = open_pdf(content)
    pages = page_words(pdf)
    index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    lines: list[str] = []

    def walk(node: Object, depth: int, page: int) -> None:
        if Name.Pg in node:
            page = index[node.Pg.objgen]
        text = ""
        kids = node.get(Name.K, Array([]))
        elements: list[Object | str] = []
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                text += pages[page].by_mcid.get(int(kid), "")
            elif kid.get(Name.Type) == Name.MCR:
                text += pages[index[kid.Pg.objgen]].by_mcid.get(int(kid.MCID), "")
            elif kid.get(Name.Type) == Name.OBJR:
                elements.append(f"OBJR “{kid.Obj.Contents}”")
            else:
                elements.append(kid)
        line = "  " * depth + str(node.S)[1:] + _attributes(node)
        lines.append(f"{line} “{' '.join(text.split())}”" if text.strip() and with_text else line)
        for element in elements:
            if isinstance(element, str):
                lines.append("  " * (depth + 1) + element)
            else:
                walk(element, depth + 1, page)

    for root in pdf.Root.StructTreeRoot.K:
        walk(root, 0, 0)
    return lines


def structure_text(content: bytes, *, without: frozenset[str] = frozenset()) -> str:
    """Everything that the structure tree leads to, in its order, a block a line; elements of `without` aside."""
    pdf = open_pdf(content)
    pages = page_words(pdf)
    index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    parts: list[str] = []

    def walk(node: Object, page: int) -> None:
        if Name.Pg in node:
            page = index[node.Pg.objgen]
        kids = node.get(Name.K, Array([]))
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                parts.append(pages[page].by_mcid.get(int(kid), ""))
            elif kid.get(Name.Type) == Name.MCR:
                parts.append(pages[index[kid.Pg.objgen]].by_mcid.get(int(kid.MCID), ""))
            elif kid.get(Name.Type) != Name.OBJR and str(kid.S)[1:] not in without:
                walk(kid, page)
        if node.S not in (Name.Span, Name.Link, Name.Reference):
            parts.append("\n")

    for root in pdf.Root.StructTreeRoot.K:
        walk(root, 0)
    return "".join(parts)


def _attributes(node: Object) -> str:
    said = [f"{key[1:]}={node[key]}" for key in ("/ID", "/Alt", "/Lang", "/ActualText") if key in node]
    given = node.get(Name.A)
    if given is not None:
        said += [f"{key[1:]}={_shown(value)}" for key, value in sorted(given.items()) if key not in ("/O", "/BBox")]
    return f" [{', '.join(said)}]" if said else ""


def _shown(value: Object) -> str:
    return "+".join(map(str, value)) if isinstance(value, Array) else str(value).lstrip("/")


def _read_page(page: Object) -> PageWords:
    words = PageWords()
    tables = {name: code_table(font) for name, font in page.Resources.get(Name.Font, Dictionary()).items()}
    table: dict[int, str] = {}
    x = y = size = space = 0.0
    marked: list[int | None] = []
    for instruction in parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "BDC":
            properties = operands[1]
            marked.append(int(properties.MCID) if Name.MCID in properties else None)
        elif name == "BMC":
            marked.append(None)
        elif name == "EMC":
            marked.pop()
        elif name == "Tf":
            table, size = tables[str(operands[0])], float(operands[1])
        elif name == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif name == "Tw":
            space = float(operands[0])
        elif name == "Tj":
            text = "".join(table[code] for code in bytes(operands[0]))
            assert marked, f"text outside marked content: {text}"
            words.placed.append(PlacedWords(x, y, size, text, space, marked[-1] is None))
            if marked[-1] is None:
                words.artifacts += text + " "
            else:
                words.by_mcid[marked[-1]] = words.by_mcid.get(marked[-1], "") + text
                words.body += text
    return words


def code_table(font: Object) -> dict[int, str]:
    content = font.ToUnicode.read_bytes()
    body = content[content.index(b"beginbfchar") :]
    return {int(code, 16): bytes.fromhex(value.decode()).decode("utf-16-be") for code, value in _MAPPING.findall(body)}


def lines_of(page: PageWords, *, artifacts: bool = False) -> list[str]:
    """The page's lines of text from top to bottom, each from left to right."""
    lines: dict[float, list[PlacedWords]] = {}
    for words in page.placed:
        if words.artifact == artifacts:
            near = next((y for y in lines if abs(y - words.y) < 5), words.y)
            lines.setdefault(near, []).append(words)
    return [
        "".join(words.text for words in sorted(line, key=lambda words: words.x)).strip()
        for _, line in sorted(lines.items(), reverse=True)
    ]
