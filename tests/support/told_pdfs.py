"""A PDF told as text, object by object: what its catalogue leads to, each object once, streams with what they hold."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from boardpaper.pdf.trees import key_of, string_of
from tests.support.finished_pdfs import open_bytes

# How a stream is packed, which a library decides.
_PACKING = {"/Length", "/Filter", "/DecodeParms", "/Length1"}
_WIDEST = 110


def told_pdf(content: bytes) -> str:
    """Every object that the file's catalogue and information dictionary lead to, numbered as they are met."""
    with open_bytes(content) as pdf:
        return "\n".join(_Teller(pdf).lines()) + "\n"


class _Teller:
    def __init__(self, pdf: Pdf) -> None:
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: list[Object] = []
        self._pdf = pdf

    def lines(self) -> Iterator[str]:
        self._numbers = {page.obj.objgen: -number for number, page in enumerate(self._pdf.pages, 1)}
        yield f"information {self._value(self._pdf.docinfo, direct=True)}"
        yield from _folded(f"catalogue {self._value(self._pdf.Root, direct=True)}")
        for number, page in enumerate(self._pdf.pages, 1):
            yield from _folded(f"page {number} {self._value(page.obj, direct=True)}")
        told = 0
        while told < len(self._waiting):
            entry = self._waiting[told]
            told += 1
            yield from _folded(f"{told}: {self._value(entry, direct=True)}")
            if isinstance(entry, Stream):
                yield from _content(entry)

    def _value(self, value: Any, *, direct: bool = False) -> str:
        if isinstance(value, Object) and not direct and value.is_indirect and not isinstance(value, String | Name):
            return self._reference(value)
        match value:
            case Stream() | Dictionary():
                entries = [
                    f"{key} {self._value(each)}"
                    for key, each in sorted(value.items())
                    if key not in _PACKING and not (key == "/Parent" and Name.Contents in value)
                ]
                return f"<{' '.join(entries)}>"
            case Array():
                return f"[{' '.join(self._value(each) for each in value)}]"
            case String():
                return f"({string_of(value)})"
            case Name():
                return key_of(value)
            case _:
                return str(value)

    def _reference(self, value: Object) -> str:
        if isinstance(value, Dictionary) and value.get(Name.Type) == Name.Pages:
            return "pages"
        number = self._numbers.get(value.objgen)
        if number is None:
            self._waiting.append(value)
            number = self._numbers[value.objgen] = len(self._waiting)
        return f"p{-number}" if number < 0 else f"#{number}"


def _content(stream: Stream) -> Iterator[str]:
    if stream.get(Name.Type) == Name.Metadata:
        # The library writes it anew, in its own way.
        return
    content = stream.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    shown = text.replace("\n", "").isprintable()
    for line in text.split("\n") if shown else ("bytes",):
        yield f"    | {line}".rstrip()


def _folded(line: str) -> Iterator[str]:
    """A line in pieces that can be read."""
    while len(line) > _WIDEST and (at := line.find(" ", _WIDEST)) > 0:
        yield line[:at]
        line = f"    {line[at + 1 :]}"
    yield line
