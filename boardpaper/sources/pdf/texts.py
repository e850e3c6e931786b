"""Every word of a foreign PDF: those that its pages draw, and every other string in it."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from html import unescape

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from boardpaper.model.pack import CoveredPage, CroppedPage, PdfTexts, UnseenWords
from boardpaper.pdf.covering import Fills, covered_letters, page_fills
from boardpaper.pdf.fonts import UNKNOWN, PdfFont
from boardpaper.pdf.layers import hidden_content
from boardpaper.pdf.opening import BROKEN, open_pdf
from boardpaper.pdf.text import Matrix, read_as_far_as_possible, words_of
from boardpaper.pdf.trees import name_of, read_stream, string_of
from boardpaper.pdf.unseen import WATCHED, Shows, SortedWords, sort_words
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
        found = _Found(hidden_content(pdf.Root), list(_strings(pdf)))
        for number, page in enumerate(pdf.pages):
            found.read(page.obj, number)
    return found.texts()


class _Found(Struct):
    """What the pages of a file say, and how that is shown, while they are read; `hidden` says whether a layer is."""

    hidden: Callable[[Object], bool]
    strings: list[tuple[str, str]]
    fonts: dict[tuple[int, int], PdfFont] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    sideways: list[int] = field(default_factory=list)
    cropped: list[CroppedPage] = field(default_factory=list)
    covered: list[CoveredPage] = field(default_factory=list)
    words: list[tuple[int, SortedWords]] = field(default_factory=list)

    def read(self, page: Object, number: int) -> None:
        """Adds a page."""
        fills = Fills()
        shows = Shows(fills, self.hidden)
        runs, said = read_as_far_as_possible(page, self.fonts, partial(_watch, shows, fills))
        self.pages.append(words_of(runs))
        self.strings += said
        with suppress(*BROKEN):
            self.sideways += [number] * is_sideways(page, runs)
            self.cropped += [cut] if (cut := cropped_page(page, runs, number)) else []
            below = covered_letters(runs, page_fills(page, fills, len(runs)))
            self.covered += [CoveredPage(number, below)] if below else []
            self.words.append((number, sort_words(runs, shows, page, self.pages[-1])))

    def texts(self) -> PdfTexts:
        """All of it. Words that nobody sees on one page may be those that another shows: halves of a spread, say."""
        elsewhere = frozenset[str]().union(*(words.seen for _, words in self.words))
        return PdfTexts(
            tuple(self.pages),
            tuple(dict.fromkeys(self.strings)),
            sum(page.count(UNKNOWN) for page in self.pages),
            tuple(self.sideways),
            tuple(self.cropped),
            tuple(self.covered),
            tuple(
                UnseenWords(number, why, text) for number, words in self.words for why, text in words.untold(elsewhere)
            ),
        )


def _watch(
    shows: Shows,
    fills: Fills,
    name: str,
    operands: Sequence[Object | float],
    ctm: Matrix,
    resources: Object,
    before: int,
) -> None:
    """Tells both of an operator; what one cannot understand the other may."""
    if name in WATCHED:
        with suppress(*BROKEN):
            shows(name, operands, ctm, resources, before)
    fills(name, operands, ctm, resources, before)


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
