"""What the style of a cell says of its value: the format of its number, whether it is a date, and whether it is struck.

Of the library that knows Excel's own formats, its calendar and how its formulas move, nothing else is used than these:
the styles themselves are read here, since many a program writes colours and borders that the library refuses.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from msgspec import Struct
from openpyxl.formula.translate import Translator
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from boardpaper.ooxml.names import Element

_FALSE = ("0", "false", "off")


class CellStyle(Struct, frozen=True):
    """`is_date` also says that a number is a time, or a length of time (`is_elapsed`)."""

    number_format: str = "General"
    is_date: bool = False
    is_elapsed: bool = False
    is_struck: bool = False


def read_styles(root: Element | None) -> tuple[CellStyle, ...]:
    """The styles of cells by their numbers, from the root of the part of styles; none where there is no such part."""
    if root is None:
        return ()
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iterfind("{*}numFmts/{*}numFmt")}
    struck = [_is_on(font.find("{*}strike")) for font in root.iterfind("{*}fonts/{*}font")]
    return tuple(
        _style(_format(each.get("numFmtId", "0"), codes), struck=_struck(struck, each.get("fontId", "0")))
        for each in root.iterfind("{*}cellXfs/{*}xf")
    )


def stored_date(number: int | float, style: CellStyle, *, from_1904: bool) -> datetime | time | timedelta:
    """The date or time that a number stands for (18.17.4).

    Raises:
        ValueError, OverflowError: it lies outside the calendar.
    """
    epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH
    found: datetime | time | timedelta = from_excel(number, epoch, timedelta=style.is_elapsed)
    return found


def iso_date(text: str) -> datetime | date | time:
    """The date or time that a cell holds as ISO 8601, as Strict workbooks do.

    Raises:
        ValueError: it is none.
    """
    if text.startswith("T") or "-" not in text:
        return time.fromisoformat(text).replace(tzinfo=None)
    if "T" in text:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    return date.fromisoformat(text)


def moved_formula(formula: str, origin: str, cell: str) -> str:
    """A formula that `cell` shares with `origin`, as it stands there: `=A1` of B1 is `=A2` in B2."""
    return str(_translator(formula, origin).translate_formula(cell))


@lru_cache(maxsize=256)
def _translator(formula: str, origin: str) -> Translator:
    return Translator(formula, origin)


def _format(number: str, codes: Mapping[str, str]) -> str:
    """The format with that number: the workbook's own, or one that every workbook has."""
    built_in = BUILTIN_FORMATS.get(int(number)) if number.isdigit() else None
    return codes.get(number) or built_in or "General"


@lru_cache(maxsize=1024)
def _style(code: str, *, struck: bool) -> CellStyle:
    is_date = bool(is_date_format(code))
    return CellStyle(code, is_date, is_date and bool(is_timedelta_format(code)), struck)


def _struck(struck: list[bool], font: str) -> bool:
    return font.isdigit() and int(font) < len(struck) and struck[int(font)]


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get("val", "1") not in _FALSE
