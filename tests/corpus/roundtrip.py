"""Word files that LibreOffice opened and saved: what of an outline must be the same, and what it is known to change."""

import re
from collections.abc import Iterable, Mapping

# What LibreOffice 7.4 makes of single lines, seen in the XML that it writes. It also drops the tags of controls in a
# line, breaks pages where it likes, and works page numbers out by its own layout.
CHANGED: Mapping[str, Mapping[str, str]] = {
    "bullets": {},
    # Of the switches of SEQ it keeps the format, and of a field without any not even the name.
    "captions": {
        "P Map 2-1: East": "P Map 2-3: East",
        "P Again 3, hidden then V, from h, No. 009.": "P Again 4, hidden 5then VI, from g, 8.",
        "P Kept: 2 and z.": "P Kept: 2 and 9.",
        "  ROW | Table | 11": "  ROW | Table | 1",
    },
    "contents": {},
    "contents-plain": {},
    "controls-blocks": {},
    "controls-runs": {},
    "furniture-links": {},
    # Its bookmark that ends in a later paragraph begins there once more.
    "links": {"P and here it ends.": "P {#across}and here it ends."},
    "lists-restart": {},
    "minutes": {},
    "noise": {},
    "numbering-by-style": {},
    "performance-report": {},
    "python-docx-report": {},
    # It fills a ragged row with cells.
    "tables-merged": {"  ROW | +1 late | later": "  ROW |  | late | later", "  ROW | early": "  ROW | early |  |"},
    # It makes every row of a table in a cell a header.
    "tables-nested": {
        "  ROW | Costs | Before the inner table / TABLE( header: in one; in two // in three; in four ) / After it": (
            "  ROW | Costs | Before the inner table / TABLE( header: in one; in two // header: in three; in four )"
            " / After it"
        )
    },
    # It makes every reference a link, works it out, and knows neither locks nor the switches t, and p beside n.
    "references-moved": {
        "P [(i)] {#_Ref4}Inside, see (a) and 2.": "P [(i)] {#_Ref4}Inside, see [(a)](#_Ref2) and [2](#_Ref1).",
        "P See [Section I.01](#_Ref5), or [I.01](#_Ref5).": (
            "P See [Section I.01](#_Ref5), or [Section I.01](#_Ref5)."
        ),
        "P It stands [above](#_Ref5), at I.01 above.": "P It stands [above](#_Ref5), at [above](#_Ref5).",
        "P Locked: (z).": "P Locked: [2(a)](#_Ref2).",
        "  ROW | In a cell: 2.(a)": "  ROW | In a cell: [2.(a)](#_Ref2)",
    },
    "running-heads": {},
    "style-separators": {},
    "text-boxes": {},
}
_TAGGED = re.compile(r"\{[\w.-]+: ([^}]*)\}")
_WORKED_OUT = re.compile(r"\{(PAGE|NUMPAGES|PAGEREF) [^}]*\}")


def kept(lines: Iterable[str]) -> list[str]:
    """The lines that say something, without tags, page breaks, page sizes and numbers of pages."""
    plain = (_WORKED_OUT.sub(r"{\1}", _TAGGED.sub(r"\1", line)).replace("{page}", "") for line in lines)
    return [line for line in map(str.rstrip, plain) if line != "P" and not line.startswith("SECTION ")]


def changed(name: str, lines: Iterable[str]) -> list[str]:
    """The lines as LibreOffice leaves them."""
    return [CHANGED[name].get(line, line) for line in lines]
