"""A process that reads the words of PDFs with PDFium: run by itself, so that a file that breaks it breaks nothing else.

Standard input holds files, each after its length and the numbers of the pages whose every letter is to be looked at;
standard output gives for each file the texts of its pages, as JSON after its length, or null where it cannot be opened.
"""

import json
import re
import struct
import sys
from collections.abc import Collection

import pypdfium2 as pdfium
import pypdfium2.raw as raw

# What stands for a letter whose code means nothing.
UNKNOWN = "\ufffd"
# What stands for the hyphen where a word is cut at a line's end, in a text and letter by letter.
_CUT = re.compile("[\ufffe\2]")


def main() -> None:
    """Answers until there is no more to read."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while header := source.read(8):
        length, count = struct.unpack(">II", header)
        doubtful = struct.unpack(f">{count}I", source.read(4 * count))
        answer = json.dumps(_texts(source.read(length), doubtful)).encode("ascii")
        target.write(struct.pack(">I", len(answer)) + answer)
        target.flush()


def _texts(content: bytes, doubtful: Collection[int]) -> list[str] | None:
    """The words of each page; None for a file that cannot be opened."""
    try:
        file = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return None
    with file:
        return [_page_text(file, number, number in doubtful) for number in range(len(file))]


def _page_text(file: pdfium.PdfDocument, number: int, doubtful: bool) -> str:
    """A page's words, letter by letter if `doubtful`; a page that cannot be read has unknown letters."""
    try:
        page = file[number]
    except pdfium.PdfiumError:
        return UNKNOWN * 8
    try:
        words = page.get_textpage()
    except pdfium.PdfiumError:
        return UNKNOWN * 8
    text = _letters(words) if doubtful else words.get_text_range()
    words.close()
    page.close()
    # Characters beyond U+FFFF may come as two.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CUT.sub("", whole).replace("\r\n", "\n")


def _letters(words: pdfium.PdfTextPage) -> str:
    """The text letter by letter, those that have no meaning as U+FFFD."""
    return "".join(
        UNKNOWN if raw.FPDFText_HasUnicodeMapError(words, place) else chr(raw.FPDFText_GetUnicode(words, place))
        for place in range(words.count_chars())
    )


if __name__ == "__main__":
    main()
