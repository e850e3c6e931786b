"""Numbers, markers and periods as people type them into cells."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Marker, Period, PeriodKind, Unit
from boardpaper.model.numerals.english import value_of, words_between
from boardpaper.model.period import month_of, read_period
from boardpaper.rules import workbook as rules
from boardpaper.sources.workbook.formats import LARGEST, displayed, exact, is_percent, plain, shows_day
from boardpaper.sources.workbook.grid import SheetCell

_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\u200a", " ") | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None)
)
_MINUS = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d", "-"))
# The mark of a note, as the Government Statistical Service has it: [note 1], [notes 1 and 2].
_NOTE = re.compile(r"notes?\s*[\w ,;&-]+", re.IGNORECASE)
_BRACKETED = re.compile(r"\[([^\]]*)\]")
_NO_NUMBER = {
    "..": Marker.NOT_AVAILABLE,
    "…": Marker.NOT_AVAILABLE,
    "-": Marker.NOT_AVAILABLE,
    "—": Marker.NOT_AVAILABLE,
    ":": Marker.NOT_AVAILABLE,
    "*": Marker.CONFIDENTIAL,
    "n/a": Marker.NOT_APPLICABLE,
}
_MARKERS: dict[str, Marker] = {marker.value: marker for marker in Marker} | {m.meaning: m for m in Marker}
_WITHOUT_NUMBER = (Marker.NOT_AVAILABLE, Marker.NOT_APPLICABLE)
_KNOWN_MARKERS = ", ".join(f"{marker.symbol} {marker.meaning}" for marker in Marker)

_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_AMOUNT = re.compile(
    r"(?P<open>\()?\s?(?P<sign>[+-])?\s?(?P<pound>£)?\s?(?P<inner>[+-])?"
    r"(?P<number>(?:\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)|\d+)(?:\.\d+)?|\.\d+)"
    rf"\s?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})?\s?(?P<percent>%|per ?cent)?\s?(?P<close>\))?",
    re.IGNORECASE,
)
_DOT_OF_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
SMALL_NUMBERS = words_between(1, 10)
_ONE_IN = re.compile(rf"(?:1|one) in (\d+|{'|'.join(SMALL_NUMBERS)})", re.IGNORECASE)


class Amount(Struct, frozen=True):
    """A number as typed in text: `£14.5m`, `64%`, `(12)`. `percent` says that a percent sign stood behind it."""

    value: Decimal
    pounds: bool = False
    scaled: bool = False
    percent: bool = False


class Number(Struct, frozen=True):
    """What a value cell holds. `value` is None where it holds only markers, or a number that must stay hidden."""

    value: Decimal | None
    markers: tuple[Marker, ...] = ()
    raw: str = ""
    displayed: str = ""


def clean(text: str) -> str:
    """`text` with plain single spaces."""
    return " ".join(text.translate(_SPACES).split())


def cell_text(cell: SheetCell | None) -> str:
    """A cell's value as one line of text, a whole number without a decimal point; empty where there is none."""
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, bool):
        return displayed(cell.value, "")
    if isinstance(cell.value, int | float):
        return displayed(cell.value, "General")
    if isinstance(cell.value, date):
        return displayed(cell.value, cell.number_format)
    return clean(str(cell.value))


def is_label(cell: SheetCell) -> bool:
    """Whether a cell says what others hold: words, a date or a year, and no number or mark of its own."""
    if isinstance(cell.value, str):
        rest, markers, _ = split_markers(cell.value)
        is_mark = not rest or rest.casefold().translate(_MINUS) in _NO_NUMBER
        return not (is_mark or markers or read_amount(rest) is not None) or _is_year(rest)
    return isinstance(cell.value, datetime | date)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100


def read_amount(text: str) -> Amount | None:
    """The number that `text` is, or None where it is no number or could be read in two ways."""
    match = _AMOUNT.fullmatch(clean(text).translate(_MINUS))
    signs = [sign for sign in (match["sign"], match["inner"], match["open"]) if sign] if match else []
    if match is None or bool(match["open"]) != bool(match["close"]) or len(signs) > 1:
        return None
    number = Decimal(re.sub("[, ]", "", match["number"]))
    if number >= LARGEST:
        return None
    value = number.scaleb(_SCALES.get((match["scale"] or "").lower(), 0))
    negative = signs and signs[0] in "(-"
    return Amount(plain(-value if negative else value), *(bool(match[name]) for name in ("pound", "scale", "percent")))


def split_markers(text: str) -> tuple[str, tuple[Marker, ...], tuple[str, ...]]:
    """`text` without its bracketed marks, the markers among them, and the marks that are neither markers nor notes."""
    marks = [mark.strip() for mark in _BRACKETED.findall(text) if not _NOTE.fullmatch(mark.strip())]
    known = [_MARKERS[mark.casefold()] for mark in marks if mark.casefold() in _MARKERS]
    unknown = [f"[{mark}]" for mark in marks if mark.casefold() not in _MARKERS]
    return clean(_BRACKETED.sub(" ", text)), tuple(dict.fromkeys(known)), tuple(unknown)


def without_notes(text: str) -> str:
    """`text` without the marks of notes in it."""
    return clean(_BRACKETED.sub(lambda match: " " if _NOTE.fullmatch(match[1].strip()) else match[0], text))


def notes_beside(cell: SheetCell | None) -> str:
    """The marks of notes that stand in a cell beside what it says: `note 1; note 3`."""
    if cell is None:
        return ""
    bracketed = _BRACKETED.findall(cell.value) if isinstance(cell.value, str) else ()
    raised = cell.raised.strip("[]() ")
    notes = [clean(mark) for mark in (raised, *bracketed) if mark and (mark == raised or _NOTE.fullmatch(mark.strip()))]
    return "; ".join(note if _NOTE.fullmatch(note) else f"note {note}" for note in notes)


def read_markers(cell: SheetCell | None, where: str, findings: list[Finding]) -> tuple[Marker, ...]:
    """The markers in a Marker cell, with brackets or without: `[p]`, `p, r`, `provisional`."""
    text = cell_text(cell)
    words = [text] if text.casefold() in _MARKERS else re.split(r"[\[\],;/\s]+", text)
    marks = [word for word in words if word]
    if unknown := [mark for mark in marks if mark.casefold() not in _MARKERS]:
        findings.append(_unknown_marker(f"[{unknown[0]}]", where))
    return tuple(dict.fromkeys(_MARKERS[mark.casefold()] for mark in marks if mark.casefold() in _MARKERS))


def read_number(
    cell: SheetCell, unit: Unit, where: str, findings: list[Finding], beside: Sequence[Marker] = ()
) -> Number | None:
    """The number and markers of a value cell; None where it holds neither, and then a finding says why.

    `beside` are the markers of the reading that stand outside the cell. A number marked [c] is not read: what must not
    be published is not kept either, so that no output and no finding can hold it.
    """
    inside = split_markers(cell.value)[1] if isinstance(cell.value, str) else ()
    marked = tuple(dict.fromkeys((*inside, *beside)))
    if Marker.CONFIDENTIAL in marked:
        return Number(None, marked, "", Marker.CONFIDENTIAL.symbol)
    before = len(findings)
    if isinstance(cell.value, str):
        number = _text_number(cell.value, unit, where, findings)
    else:
        number = _stored_number(cell, unit, where, findings)
    if number is None or any(finding.blocks for finding in findings[before:]):
        return None
    if unit is Unit.ONE_IN and number.value is not None and number.value < 1:
        findings.append(_not_a_number(number.displayed, unit, where))
        return None
    return _with_markers(number, tuple(dict.fromkeys((*number.markers, *beside))), where, findings)


def secret_number(cell: SheetCell, unit: Unit) -> Decimal | None:
    """The number that a cell marked [c] holds, to be compared with and never told; None where it holds none."""
    read = _text_number(cell.value, unit, "", []) if isinstance(cell.value, str) else _stored_number(cell, unit, "", [])
    return read.value if read else None


def read_period_cell(cell: SheetCell) -> tuple[Period, tuple[Marker, ...]]:
    """The period that a cell names, and markers beside it. A date is its month, or its day where the day is shown.

    Raises:
        ValueError: it names no period.
    """
    value = cell.value
    if isinstance(value, datetime | date):
        if not shows_day(cell.number_format):
            return month_of(value.year, value.month), ()
        day = value.date() if isinstance(value, datetime) else value
        return Period(PeriodKind.POINT, day, day), ()
    if isinstance(value, str):
        # As a period [x] says “not stated”, so what is left of it must not be blank.
        rest, markers, unknown = split_markers(value)
        if rest and not unknown:
            return period_of(rest), markers
    return period_of(cell_text(cell)), ()


@lru_cache(maxsize=4096)
def period_of(text: str) -> Period:
    """`read_period`, remembered: a long sheet names the same periods again and again."""
    return read_period(text)


def cell_fault(cell: SheetCell, where: str) -> Finding | None:
    """Why a cell has no value at all: it shows an error, or its formula was never worked out."""
    if cell.error:
        return rules.CELL_ERROR.at(where, fault=cell.error)
    if cell.value is None:
        return rules.FORMULA_WITHOUT_VALUE.at(where, formula=cell.formula)
    return None


def _text_number(text: str, unit: Unit, where: str, findings: list[Finding]) -> Number | None:
    """The number of a cell that holds text, with its markers; None where it is no number."""
    rest, markers, unknown = split_markers(text)
    findings += (_unknown_marker(mark, where) for mark in unknown)
    shown = clean(text)
    stands_for = _NO_NUMBER.get(rest.casefold().translate(_MINUS))
    if stands_for:
        symbol, meaning = stands_for.symbol, stands_for.meaning
        findings.append(rules.MARK_READ.at(where, mark=rest, symbol=symbol, meaning=meaning))
        return Number(None, (stands_for, *markers), shown, shown)
    if not rest:
        return Number(None, markers, shown, shown) if markers else None
    value = _unit_amount(rest, unit)
    if value is None:
        findings.append(_not_a_number(rest, unit, where))
        return None
    if unit is Unit.PERCENT and "%" not in rest:
        _warn_if_fraction(value, shown, where, findings)
    if unit is Unit.COUNT and _DOT_OF_THOUSANDS.fullmatch(rest):
        other = f"{plain(value.scaleb(3)):,}"
        findings.append(rules.NUMBER_AMBIGUOUS.at(where, shown=shown, taken=plain(value), other=other))
    return Number(value, markers, shown, shown)


def _unit_amount(text: str, unit: Unit) -> Decimal | None:
    """The amount that a text names in a unit; None where it names none, or one of another unit."""
    if unit is Unit.ONE_IN and (match := _ONE_IN.fullmatch(text)):
        return Decimal(value_of(match[1]) or match[1])
    amount = read_amount(text)
    if amount is None or (amount.percent and unit is not Unit.PERCENT):
        return None
    if (amount.pounds or amount.scaled) and unit is not Unit.GBP:
        return None
    return amount.value


def _stored_number(cell: SheetCell, unit: Unit, where: str, findings: list[Finding]) -> Number | None:
    """The number of a cell that stores one, a percentage as so many per cent."""
    if fault := cell_fault(cell, where):
        findings.append(fault)
        return None
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        findings.append(_not_a_number(cell_text(cell), unit, where))
        return None
    try:
        stored = exact(cell.value)
    except ValueError:
        findings.append(_not_a_number(str(cell.value), unit, where))
        return None
    shown = displayed(cell.value, cell.number_format)
    _check_shown(stored, shown, cell.number_format, unit, where, findings)
    value = stored
    if unit is Unit.PERCENT:
        if is_percent(cell.number_format):
            value = plain(stored.scaleb(2))
        else:
            _warn_if_fraction(stored, shown, where, findings)
    return Number(value, (), str(stored), shown)


def _check_shown(
    stored: Decimal, shown: str, number_format: str, unit: Unit, where: str, findings: list[Finding]
) -> None:
    """A format that makes the sheet say something else than the cell holds would put a wrong figure in print."""
    if is_percent(number_format) and unit not in (Unit.PERCENT, Unit.RATIO):
        findings.append(rules.FORMAT_DISAGREES.at(where, shown=shown, stored=stored))
    seen = read_amount(shown) if unit is Unit.GBP else None
    if seen and seen.scaled and abs(seen.value) >= 500 * abs(stored) > 0:
        findings.append(rules.FORMAT_SCALES.at(where, shown=shown, stored=stored))


def _warn_if_fraction(value: Decimal, shown: str, where: str, findings: list[Finding]) -> None:
    """A finding for 0.64 where it could be 64% or 0.64%."""
    if 0 < abs(value) <= 1:
        taken, other = plain(value), plain(value.scaleb(2))
        findings.append(rules.PERCENT_AMBIGUOUS.at(where, shown=shown, taken=taken, other=other))


def _with_markers(number: Number, markers: tuple[Marker, ...], where: str, findings: list[Finding]) -> Number | None:
    """The number with all markers; None, and a finding, where a marker says that there is none."""
    contrary = next((marker for marker in markers if marker in _WITHOUT_NUMBER), None)
    if number.value is not None and contrary:
        findings.append(
            rules.MARKER_CONTRADICTS.at(
                where, number=number.displayed, symbol=contrary.symbol, meaning=contrary.meaning
            )
        )
        return None
    return Number(number.value, markers, number.raw, number.displayed)


def _not_a_number(text: str, unit: Unit, where: str) -> Finding:
    examples = {Unit.PERCENT: "64% or 64", Unit.GBP: "14500000 or £14.5m", Unit.ONE_IN: "4 or 1 in 4"}
    example = examples.get(unit, "1784")
    return rules.READING_NOT_A_NUMBER.at(where, text=text, unit=unit.value, example=example)


def _unknown_marker(mark: str, where: str) -> Finding:
    return rules.MARKER_UNKNOWN.at(where, mark=mark, known=_KNOWN_MARKERS)
