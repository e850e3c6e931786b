"""What Excel shows of a stored value: the number formats of ECMA-376 part 1, 18.8.31, that KPI workbooks use.

A format that is not covered (fractions, exponents, elapsed time) shows the value as General does.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal

from msgspec import Struct

from boardpaper.model.kpi import MONTHS

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Excel keeps and shows 15 significant digits; what follows them in a stored float is noise.
_EXCEL_DIGITS = 15
_GENERAL_DIGITS = 10
# No figure of a paper comes near this, and arithmetic on what is below it loses no digit.
LARGEST = Decimal(10) ** 20
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<pad>_.|\*.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|(?P<bracket>\[[^\]]*\])'
    r"|(?P<general>General)|(?P<exponent>[Ee][+-]\d+)|(?P<digits>[0#?.,]+)|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_DATE_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<pad>_.|\*.)|(?P<bracket>\[[^\]]*\])'
    r"|(?P<code>[Aa][Mm]/[Pp][Mm]|[Yy]+|[Mm]+|[Dd]+|[Hh]+|[Ss]+)|(?P<other>.)",
    re.DOTALL,
)
# Format 14 is stored as the American mm-dd-yy and shown as the reader's own short date; a date may have no format.
_SHORT_DATE = {"mm-dd-yy": "dd/mm/yyyy", "m/d/yyyy": "dd/mm/yyyy", "general": "yyyy-mm-dd"}


def exact(value: int | float) -> Decimal:
    """A stored number as Excel shows it in full: 0.1 is 0.1, and 0.1 + 0.2 is 0.3.

    Raises:
        ValueError: the number is infinite, or larger than anything that is counted.
    """
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_EXCEL_DIGITS}g}")
    if not number.is_finite() or abs(number) >= LARGEST:
        raise ValueError("larger than any figure")
    return plain(number)


def plain(number: Decimal) -> Decimal:
    """`number` without an exponent and without zeros at the end of its fraction."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Decimal(0) if text == "-0" else Decimal(text)


def is_percent(number_format: str) -> bool:
    """Whether the format shows a fraction as a percentage."""
    return any(token.lastgroup == "other" and token[0] == "%" for token in _TOKEN.finditer(number_format))


def shows_day(number_format: str) -> bool:
    """Whether a date format names the day, so that the cell is a day and not a month."""
    codes = [match["code"].lower() for match in _DATE_TOKEN.finditer(number_format) if match["code"]]
    return any(set(code) == {"d"} for code in codes)


def shown_decimals(text: str) -> int:
    """How many decimals the number in a displayed text has: 1 in `1.9%`."""
    match = re.search(r"\d\.(\d+)", text)
    return len(match[1]) if match else 0


def displayed(value: object, number_format: str) -> str:
    """What the cell shows."""
    match value:
        case bool():
            return str(value).upper()
        case str():
            return value
        case int() | float():
            return _shown_number(value, number_format)
        case date():
            return displayed_date(value, number_format)
    return "" if value is None else str(value)


def _shown_number(value: int | float, number_format: str) -> str:
    """A stored number as its format shows it."""
    try:
        number = exact(value)
    except ValueError:
        return str(value)
    return _general(number) if number_format == "General" else _displayed_number(number, number_format)


def displayed_date(day: date, number_format: str) -> str:
    """A date in the given format, with English names."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    section = number_format.split(";", 1)[0]
    tokens = list(_DATE_TOKEN.finditer(_SHORT_DATE.get(section.lower(), section)))
    half = ""
    if any((token["code"] or "").lower() == "am/pm" for token in tokens):
        half = "AM" if moment.hour < 12 else "PM"
        moment = moment.replace(hour=moment.hour % 12 or 12)
    words, after_hour = [], False
    for token in tokens:
        code = (token["code"] or "").lower()
        words.append(half if code == "am/pm" else _date_part(moment, code, after_hour) if code else _literal(token))
        if code:
            after_hour = code[0] == "h"
    text = "".join(words).strip().rstrip("@").strip()
    return text or moment.date().isoformat()


def _date_part(moment: datetime, code: str, after_hour: bool) -> str:
    """One part of a date as its code asks; `m` after hours are minutes."""
    match code[0], len(code):
        case "y", size:
            return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
        case "m", size if after_hour and size < 3:
            return f"{moment.minute:0{size}d}"
        case "m", size if size > 2:
            name = MONTHS[moment.month - 1]
            return name[: {3: 3, 5: 1}.get(size)]
        case "d", size if size > 2:
            name = _DAYS[moment.weekday()]
            return name[:3] if size == 3 else name
    number = {"m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}[code[0]]
    return f"{number:0{min(len(code), 2)}d}"


def _literal(token: re.Match[str]) -> str:
    """What a token of a date format prints as it is."""
    if token["bracket"] or token["pad"]:
        return ""
    return next((part for part in (token["quoted"], token["escaped"], token["other"]) if part), "")


class _Digits(Struct, frozen=True):
    """The digit placeholders of one section: `#,##0.0,` has a group, one decimal and a scale of a thousand."""

    whole: int
    fewest: int
    most: int
    grouped: bool
    scale: int


def _displayed_number(number: Decimal, number_format: str) -> str:
    """A number as its format shows it; as General would where the format asks for fractions or exponents."""
    section, signed = _choose_section(number, number_format)
    tokens = list(_TOKEN.finditer(section))
    kinds = [token.lastgroup for token in tokens]
    other = {token[0] for token in tokens if token.lastgroup == "other"}
    if kinds.count("digits") > 1 or "exponent" in kinds or other & {"@", "/"}:
        return _general(number)
    if "digits" not in kinds and "general" not in kinds:
        return "".join(_number_literal(token) for token in tokens).strip()
    percents = sum(token.lastgroup == "other" and token[0] == "%" for token in tokens)
    words = "".join(_token_words(token, abs(number), percents) for token in tokens).strip()
    return f"-{words}" if signed and number < 0 else words


def _token_words(token: re.Match[str], size: Decimal, percents: int) -> str:
    """What one token of a format shows of a number of that size; each % sign stands for a hundredfold."""
    if token.lastgroup == "digits":
        return _in_digits(_WIDE.scaleb(size, 2 * percents), _read_digits(token[0]))
    return _general(size) if token.lastgroup == "general" else _number_literal(token)


def _choose_section(number: Decimal, number_format: str) -> tuple[str, bool]:
    """The section for `number`, and whether its sign is still to be printed."""
    sections = _split_sections(number_format)
    if any(_CONDITION.search(section) for section in sections):
        return next((section for section in sections if _meets(number, section)), sections[-1]), True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], True


def _split_sections(number_format: str) -> list[str]:
    """The sections of a format: for numbers above, below and at nought, and for text."""
    sections = [""]
    for token in _TOKEN.finditer(number_format or "General"):
        if token[0] == ";":
            sections.append("")
        else:
            sections[-1] += token[0]
    return sections


def _meets(number: Decimal, section: str) -> bool:
    """Whether a number meets the condition of a section; one without a condition holds for all."""
    match = _CONDITION.search(section)
    if match is None:
        return True
    limit = Decimal(match[2])
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[match[1]]


def _number_literal(token: re.Match[str]) -> str:
    """What a token of a number format prints as it is."""
    parts = (token["quoted"], token["escaped"], token["currency"], token["other"])
    return next((part for part in parts if part), "")


def _read_digits(pattern: str) -> _Digits:
    """What a pattern such as `#,##0.0,` asks of digits."""
    whole, _, fraction = pattern.partition(".")
    scaled = pattern.rstrip(",") if not fraction else fraction.rstrip(",")
    scale = len(fraction or pattern) - len(scaled)
    whole = whole.rstrip(",") if not fraction else whole
    fraction = fraction.rstrip(",")
    return _Digits(whole.count("0"), fraction.count("0"), len(fraction.replace(",", "")), "," in whole, scale)


def _in_digits(number: Decimal, digits: _Digits) -> str:
    """A number above nought in the digits that a pattern asks for."""
    scaled = _WIDE.scaleb(number, -3 * digits.scale)
    text = format(_WIDE.quantize(scaled, Decimal(1).scaleb(-digits.most)), "f")
    whole, _, fraction = text.partition(".")
    while len(fraction) > digits.fewest and fraction.endswith("0"):
        fraction = fraction[:-1]
    whole = whole.lstrip("0").rjust(digits.whole, "0")
    if digits.grouped:
        whole = f"{int(whole):,}" if whole else ""
    return f"{whole}.{fraction}" if fraction else whole


def _general(number: Decimal) -> str:
    """A number as the format General shows it."""
    if number == number.to_integral_value():
        return format(number, "f")
    return format(plain(Context(prec=_GENERAL_DIGITS, rounding=ROUND_HALF_UP).plus(number)), "f")
