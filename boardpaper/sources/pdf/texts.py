"""Every word of a foreign PDF: those that its pages draw, and every other string in it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from boardpaper.model.pack import CoveredPage, CroppedPage, PdfTexts
from boardpaper.pdf.covering import Fills, covered_letters, page_fills
from boardpaper.pdf.fonts import UNKNOWN, PdfFont
from boardpaper.pdf.opening import BROKEN, open_pdf
from boardpaper.pdf.text import read_as_far_as_possible, words_of
from boardpaper.pdf.trees import name_of, read_stream, string_of
from boardpaper.sources.pdf.shown import cropped_page, is_sideways

_NAME_KEYS = frozenset({"/BaseFont", "/FontName"})
_DEEPEST_OBJECT = 60
# A packet of metadata larger than this is a trap.
_MOST_METADATA = 32 * 2**20


def read_pdf_texts(content: bytes) -> PdfTexts:
    """Every word in a PDF, seen or not; a page that cannot be read has the text before the fault.

    Raises:
        pikepdf.PdfError: it is not a PDF, or it is damaged beyond repair.
    """
    with open_pdf(content) as pdf:
        fonts: dict[tuple[int, int], PdfFont] = {}
        pages: list[str] = []
        strings = list(_strings(pdf))
        sideways: list[int] = []
        cropped: list[CroppedPage] = []
        covered: list[CoveredPage] = []
        for number, page in enumerate(pdf.pages):
            fills = Fills()
            runs, said = read_as_far_as_possible(page.obj, fonts, fills)
            pages.append(words_of(runs))
            strings += said
            with suppress(*BROKEN):
                sideways += [number] * is_sideways(page.obj, runs)
                cropped += [found] if (found := cropped_page(page.obj, runs, number)) else []
                hidden = covered_letters(runs, page_fills(page.obj, fills, len(runs)))
                covered += [CoveredPage(number, hidden)] if hidden else []
        unreadable = sum(page.count(UNKNOWN) for page in pages)
    told = tuple(dict.fromkeys(strings))
    return PdfTexts(tuple(pages), told, unreadable, tuple(sideways), tuple(cropped), tuple(covered))


def _strings(pdf: Pdf) -> Iterator[tuple[str, str]]:
    """Strings of every object, also of those that nothing leads to, and the words of metadata."""
    for entry in (pdf.trailer.get(Name.Info), *pdf.objects):
        if isinstance(entry, Dictionary | Array | Stream | String):
            yield from _strings_of(entry, "", 0)
        if isinstance(entry, Stream) and entry.get(Name.Type) == Name.Metadata:
            yield from _metadata_words(read_stream(entry, _MOST_METADATA) or b"")


def _strings_of(entry: Object, key: str, depth: int) -> Iterator[tuple[str, str]]:
    """The strings, and those names that say something, in an object, each with the key that it stands under."""
    if isinstance(entry, String):
        yield key, string_of(entry)
    elif isinstance(entry, Name):
        if key in _NAME_KEYS:
            yield key, name_of(entry)
    elif isinstance(entry, Array | Dictionary | Stream) and depth < _DEEPEST_OBJECT:
        inside = [(key, value) for value in entry] if isinstance(entry, Array) else list(entry.items())
        for name, value in inside:
            # What stands elsewhere in the file has its own turn.
            if isinstance(value, Object) and not value.is_indirect:
                yield from _strings_of(value, name, depth + 1)


def _metadata_words(packet: bytes) -> Iterator[tuple[str, str]]:
    """The texts and attributes of an XMP packet."""
    encoding = "utf-16" if packet[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8"
    for text in re.findall(r">([^<>]+)<|=[\"']([^\"'<>]+)[\"']", packet.decode(encoding, "replace")):
        if words := " ".join(unescape(text[0] or text[1]).split()):
            yield "/Metadata", words
