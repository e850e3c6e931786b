"""A PDF told in text, so that two can be compared by people: what each page draws and where, the tags, the outline."""

import hashlib
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, parse_content_stream

from tests.support.pdf_words import code_table, open_pdf, tag_tree

_BLACK = "0 0 0"


def portrait(content: bytes) -> str:
    """What a reader of `content` meets: title and view, outline, pages with all that they draw, structure tree.

    Points from the lower left corner of the page, two decimals; colours as red, green and blue from 0 to 1.
    """
    pdf = open_pdf(content)
    lines = [*_properties(pdf), *_outline(pdf)]
    for number, page in enumerate(pdf.pages, 1):
        lines += ["", f"page {number}, {_numbers(page.mediabox)}", *_Drawing(page.obj).lines(), *_links(page)]
    return "\n".join([*lines, "", "tags", *tag_tree(content)]) + "\n"


def _properties(pdf: Pdf) -> Iterator[str]:
    yield from (f"{key[1:]}: {value}" for key, value in sorted(pdf.docinfo.items()))
    for key in ("/Lang", "/MarkInfo", "/PageLabels", "/PageMode", "/ViewerPreferences"):
        if key in pdf.Root:
            yield f"{key[1:]}: {_plain(pdf.Root[key])}"


def _outline(pdf: Pdf) -> Iterator[str]:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def walk(item: Object, depth: int) -> Iterator[str]:
        while True:
            yield f"{'  ' * depth}“{item.Title}” {_target(item, pages)}"
            if Name.First in item:
                yield from walk(item.First, depth + 1)
            if Name.Next not in item:
                return
            item = item.Next

    if Name.Outlines in pdf.Root and Name.First in pdf.Root.Outlines:
        yield "outline"
        yield from walk(pdf.Root.Outlines.First, 1)


def _links(page: Page) -> Iterator[str]:
    for note in page.obj.get(Name.Annots, Array([])):
        action = _plain(note[Name.A]) if Name.A in note else ""
        yield f"{note.Subtype} {_numbers(note.Rect)} {action} “{note.get(Name.Contents, '')}”"


def _target(item: Object, pages: dict[tuple[int, int], int]) -> str:
    place = item.get(Name.Dest) or item.A.D
    return f"page {pages[place[0].objgen]} {' '.join(map(str, list(place)[1:]))}"


def _plain(value: Any) -> str:
    """An object in one line; of another page or element only that it is one."""
    if isinstance(value, Dictionary):
        if value.get(Name.Type) in (Name.Page, Name.StructElem):
            return str(value.get(Name.S, Name.Page))
        return "<" + " ".join(f"{key[1:]} {_plain(value[key])}" for key in sorted(value.keys())) + ">"
    if isinstance(value, Array):
        return "[" + " ".join(_plain(each) for each in value) + "]"
    return str(value)


def _numbers(values: Any) -> str:
    return " ".join(f"{float(value):.2f}" for value in values)


class _Drawing:
    """One page's content: text shown, path painted or picture a line, each after the tag that it stands in."""

    def __init__(self, page: Object) -> None:
        self._page = page
        self._fonts = page.Resources.get(Name.Font, Dictionary())
        self._tables = {name: code_table(font) for name, font in self._fonts.items()}
        self._marks: list[str] = []
        self._states: list[tuple[str, str]] = []
        self._fill = self._stroke = _BLACK
        self._font = self._size = self._matrix = self._path = ""
        self._pen: dict[str, str] = {}
        self._in_text = False

    def lines(self) -> Iterator[str]:
        for instruction in parse_content_stream(self._page):
            said = self._said(str(instruction.operator), list(instruction.operands))
            if said:
                yield f"  {self._marks[-1] if self._marks else 'unmarked'}: {said}"

    def _said(self, name: str, operands: list[Any]) -> str:
        """What the operator shows or paints; "" of one that only says how."""
        match name:
            case "Tj":
                assert self._in_text, "words outside a text object"
                return f"{self._matrix} {self._face()} {self._fill} “{self._text(operands[0])}”"
            case "S":
                return self._painted(f"S {self._stroke}, " + ", ".join(self._pen.values()))
            case "f":
                return self._painted(f"f {self._fill}")
            case "Do":
                return _picture(self._page.Resources.XObject[str(operands[0])])
            case "BDC" | "BMC" | "EMC" | "q" | "Q":
                self._nest(name, operands)
            case "BT" | "ET":
                assert self._in_text is (name == "ET"), f"{name} where text is {'' if self._in_text else 'not '}begun"
                self._in_text = name == "BT"
            case "rg" | "RG" | "Tf" | "Tm" | "w" | "J" | "d" | "m" | "l" | "re":
                self._set(name, operands)
            case _:
                return f"{name} {' '.join(_plain(each) for each in operands)}"
        return ""

    def _nest(self, name: str, operands: list[Any]) -> None:
        match name:
            case "BDC" | "BMC":
                self._marks.append(" ".join(_plain(each).strip("/<>") for each in operands))
            case "EMC":
                self._marks.pop()
            case "q":
                self._states.append((self._fill, self._stroke))
            case "Q":
                self._fill, self._stroke = self._states.pop()

    def _set(self, name: str, operands: list[Any]) -> None:
        match name:
            case "rg":
                self._fill = " ".join(map(str, operands))
            case "RG":
                self._stroke = " ".join(map(str, operands))
            case "Tf":
                self._font, self._size = str(operands[0]), str(operands[1])
            case "Tm":
                self._matrix = _matrix(operands)
            case "w" | "J" | "d":
                self._pen[name] = " ".join(_plain(each) for each in operands)
            case "m" | "l" | "re":
                self._path += f"{name} {_numbers(operands)} "

    def _painted(self, how: str) -> str:
        path, self._path = self._path, ""
        return f"{path}{how}"

    def _face(self) -> str:
        return f"{str(self._fonts[self._font].BaseFont).rpartition('+')[2]} {self._size}"

    def _text(self, codes: Any) -> str:
        table = self._tables[self._font]
        return "".join(table[code] for code in bytes(codes))


def _matrix(operands: list[Any]) -> str:
    turned = [float(each) for each in operands[:4]] != [1, 0, 0, 1]
    return _numbers(operands if turned else operands[4:])


def _picture(drawn: Object) -> str:
    assert isinstance(drawn, Stream)
    if drawn.Subtype != Name.Image:
        return f"{drawn.Subtype} {hashlib.sha256(drawn.read_bytes()).hexdigest()[:8]}"
    raw = drawn.read_raw_bytes() if drawn.get(Name.Filter) == Name.DCTDecode else drawn.read_bytes()
    soft = " " + _picture(drawn.SMask) if Name.SMask in drawn else ""
    return (
        f"image {drawn.Width} × {drawn.Height} {_plain(drawn.ColorSpace)} {hashlib.sha256(raw).hexdigest()[:8]}{soft}"
    )
