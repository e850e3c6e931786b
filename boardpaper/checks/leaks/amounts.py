"""Amounts and references in every form that an office writes them in: with dots or spaces, rounded units, broken up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

# What stands between the thousands of a number: a comma, a full stop, an apostrophe, a space of some width.
_SEPARATOR = r"[,.'’ \u00a0\u2009\u202f]"
_GROUPED = rf"\d{{1,3}}(?:{_SEPARATOR}\d{{3}})+(?!\d)"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?P<sign>[£$€]|(?:gbp|eur|usd)(?![a-z]))\s?)?(?P<whole>{_GROUPED}|\d+)"
    r"(?P<rest>\.\d+|,\d\d(?!\d))?"
    r"(?:\s?(?P<unit>million|thousand|billion|bn|mn|m|k)(?![a-z]))?(?!\w)",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(r"\d{1,3}\.\d{3}")
_UNITS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
# One letter after a number is a unit of money only where the number is money: 5 m is a length.
_SHORT_UNITS = frozenset({"k", "m", "mn"})
# A number of things is no money: “12,345 visits”, “12,345 recorded crimes”.
_NO_THING = (
    r"(?:across|always|as|besides|bids|costs|dollars|euros|fees|grants|has|is|its|less|minus|plus|pence|perhaps|pounds|"
    r"savings|sometimes|this|thus|towards|us|versus|was|yes)\b"
)
_BETWEEN = (
    r"(?:a|an|and|are|as|at|be|been|but|by|could|each|every|for|from|had|has|have|if|in|is|less|may|more|must|of|on|or|"
    r"over|per|plus|should|than|that|the|to|under|was|were|when|which|will|with|would)\b"
)
_THINGS = re.compile(
    rf" (?:(?!{_NO_THING}|{_BETWEEN})[a-z-]+ )?(?!{_NO_THING})(?:[a-z]{{3,}}s|people|children|men|women|staff|fte)\b"
)
# Thousands that go on in the next line or cell.
_GAPS = rf"(?:{_SEPARATOR}{{1,2}}(?:\n{_SEPARATOR}{{0,2}})?|\n{_SEPARATOR}{{0,2}})"
_SPLIT = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{_GAPS}\d{{3}}(?!\d))+")
_BREAK = re.compile(rf"({_SEPARATOR}*)(\n?)({_SEPARATOR}*)(\d+)")
_MOST_GROUPS = 4
# An amount is exact with so many figures that are no noughts before or after all others.
EXACT = 3
_LEAST_FIGURES, _LEAST_ROUND = 5, 4
_LEAST_SPLIT = 7

_MAY_BE_SPACED = re.compile(r"\d(?: [-/._:–—]? ?|[-/._:–—] )(?=[A-Z\d])|[A-Z](?: [-/._:–—]? ?|[-/._:–—] )(?=\d)")
_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r" ?[-/._: –—] ?")
_MOST_TOKENS, _LONGEST_TOKEN = 5, 8


class Amount(Struct, frozen=True):
    """A number as it is compared (`4310250`, `48.20`) and as it is written; `money` says that it is marked as such.

    One in `doubt` may be another: 43.102 is forty-three thousand to some, and a number with three decimals to most.
    `things` follow one that counts them: 12,345 visits.
    """

    digits: str
    written: str
    money: bool
    doubt: bool = False
    things: bool = False

    @property
    def figures(self) -> int:
        """The figures that are no noughts before or after all others: 3 for 4,310,000."""
        return significant_figures(self.digits)

    @property
    def of_money(self) -> bool:
        """Whether it is money, and no number of things in millions."""
        return self.money and not self.things

    @property
    def is_exact(self) -> bool:
        """Whether two papers do not both have it by chance: three figures, of money or of a number with five."""
        long = len(self.digits.partition(".")[0]) >= _LEAST_FIGURES
        return self.figures >= EXACT and (self.of_money or long)

    @property
    def is_round(self) -> bool:
        """Whether it is money of two figures, as £43,000: two papers may both have it by chance. One tells nothing."""
        return self.of_money and self.figures == EXACT - 1 and len(self.digits.partition(".")[0]) >= _LEAST_ROUND

    @property
    def tells(self) -> bool:
        """Whether it can be known again: no small or round number that two papers may both have by chance.

        Money tells from a thousand on, with pence, or by three figures that are no noughts; other numbers by five
        figures, three of which are no noughts at the end.
        """
        whole = self.digits.partition(".")[0]
        if self.money:
            return len(whole) >= 4 or self.figures >= 3
        return len(whole) >= 5 and self.figures >= 3


def significant_figures(digits: str) -> int:
    """How many figures of a number are no noughts before or after all others."""
    return len(digits.replace(".", "").strip("0"))


def rounded(digits: str) -> Iterator[str]:
    """A whole number, rounded or cut off, with two figures or more and fewer than it has: 4310250 is 4310000."""
    whole = digits.partition(".")[0]
    for kept in range(2, significant_figures(whole)):
        unit = 10 ** (len(whole) - kept)
        for value in (int(whole) // unit * unit, (int(whole) + unit // 2) // unit * unit):
            if str(value) != whole:
                yield str(value)


def without_money(text: str, found: list[Amount]) -> str:
    """`text` without money and numbers with full stops, which look like times and dates in part: they go to `found`."""

    def take(match: re.Match[str]) -> str:
        amounts = list(_amounts(match))
        dotted = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match["whole"])
        if not amounts[0].money and not dotted:
            return match.group()
        found.extend(amounts)
        return " \0 "

    return _AMOUNT.sub(take, text)


def amounts_in(text: str) -> Iterator[Amount]:
    """Every number in `text`, which has neither dates nor times any more."""
    for match in _AMOUNT.finditer(text):
        yield from _amounts(match)


def split_amounts(text: str) -> Iterator[tuple[Amount, int]]:
    """The numbers of `text` whose thousands go on in the next line or cell, each with the place where it begins."""
    for match in _SPLIT.finditer(text):
        if "\n" in match.group():
            yield from ((amount, match.start()) for amount in _joined(match.group()))


def _amounts(match: re.Match[str]) -> Iterator[Amount]:
    unit = (match["unit"] or "").lower()
    money = bool(match["sign"] or unit)
    if unit in _SHORT_UNITS and not match["sign"]:
        unit, money = "", False
    whole, rest, written = match["whole"], match["rest"] or "", " ".join(match.group().split())
    if _DOUBTFUL.fullmatch(whole) and not rest:
        yield Amount(_value(whole, _UNITS.get(unit, 0)), written, money)
        yield Amount(_value(whole.replace(".", ""), _UNITS.get(unit, 0)), written, money, doubt=True)
    else:
        plain = re.sub(r"\D", "", whole)
        things = not match["sign"] and _THINGS.match(match.string, match.end()) is not None
        yield Amount(_value(plain + rest.replace(",", "."), _UNITS.get(unit, 0)), written, money, things=things)


def _value(number: str, power: int) -> str:
    """A number without noughts that say nothing, times ten to the `power`."""
    value = Decimal(number).scaleb(power)
    if value == value.to_integral_value():
        return str(int(value))
    whole, _, rest = f"{value:f}".partition(".")
    return f"{whole}.{rest.rstrip('0').ljust(2, '0')}"


def _joined(text: str) -> Iterator[Amount]:
    """The numbers that groups of three figures make across the end of a line or cell.

    Cells under each other make numbers too. Only one that is long, or whose separator stands at the break, is taken.
    """
    groups = [("", "", *re.findall(r"^\d+", text))]
    groups += [
        (before + after, line, digits) for before, line, after, digits in _BREAK.findall(text, len(groups[0][2]))
    ]
    for start in range(len(groups)):
        for end in range(start + 2, min(start + _MOST_GROUPS, len(groups)) + 1):
            inside = groups[start + 1 : end]
            breaks = [signs for signs, line, _ in inside if line]
            digits = (groups[start][2] + "".join(group for _, _, group in inside)).lstrip("0")
            if breaks and (len(digits) >= _LEAST_SPLIT or all("," in signs or "." in signs for signs in breaks)):
                yield Amount(digits, digits, money=False)


def spaced_references(line: str) -> Iterator[str]:
    """References whose parts have spaces between them, as `ASHF 318 / 22`, in the form in which they are compared."""
    if not _MAY_BE_SPACED.search(line):
        return
    tokens = list(_TOKEN.finditer(line))
    for first in range(len(tokens)):
        code, spaced = "", False
        for at in range(first, min(first + _MOST_TOKENS, len(tokens))):
            part = tokens[at].group()
            gap = line[tokens[at - 1].end() : tokens[at].start()] if at > first else ""
            if not _is_part(part) or (gap and not _GAP.fullmatch(gap)):
                break
            code, spaced = code + part.lower(), spaced or " " in gap
            if spaced and len(code) >= 5 and sum(map(str.isdigit, code)) >= 2 and not code.isdigit():
                yield code


def _is_part(token: str) -> bool:
    """Whether a word may be part of a reference: figures, or a few capitals."""
    return len(token) <= _LONGEST_TOKEN and (token.isupper() or any(map(str.isdigit, token)))
