"""An indicator, its period, its reading and where that came from."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NoReturn

from msgspec import Struct, field
from msgspec.structs import replace

# English whatever the machine's locale, unlike strftime.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class PeriodKind(StrEnum):
    """How a period is named; the name decides its wording, the dates decide what it covers."""

    FINANCIAL_YEAR = "financial year"
    CALENDAR_YEAR = "calendar year"
    YEAR_ENDING = "year ending"
    FINANCIAL_QUARTER = "financial quarter"
    MONTH = "month"
    RANGE = "range"
    SINCE = "since"
    POINT = "point in time"
    UNSTATED = "not stated"


class Period(Struct, frozen=True):
    """A stretch of time, first and last day included. `SINCE` has no end, `UNSTATED` neither end."""

    kind: PeriodKind
    start: date | None = None
    end: date | None = None


class Marker(StrEnum):
    """The statisticians' shorthand in square brackets (Government Statistical Service)."""

    CONFIDENTIAL = "c"
    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"
    PROVISIONAL = "p"
    REVISED = "r"
    ESTIMATED = "e"
    BREAK_IN_SERIES = "b"
    LOW = "k"

    @property
    def symbol(self) -> str:
        """As printed: `[x]`."""
        return f"[{self.value}]"

    @property
    def meaning(self) -> str:
        """As printed in a legend."""
        return _MARKER_MEANINGS[self.value]


_MARKER_MEANINGS = {
    "c": "confidential",
    "x": "not available",
    "z": "not applicable",
    "p": "provisional",
    "r": "revised",
    "e": "estimated",
    "b": "break in series",
    "k": "low figure that rounds to zero",
}


class CellLabels(Struct, frozen=True):
    """What a cell stands under, where paper.yaml names the cell itself: the words of its row and of its column.

    Several words of one row or column are parted by ` | `. `reading` is the one that the cell was mapped to
    (`robbery@2024/25`), or empty where the labels hold for any.
    """

    row: str = ""
    column: str = ""
    reading: str = ""


class CellSource(Struct, frozen=True):
    """The cell that a reading was taken from. `sha256` is the workbook file's, in hex.

    `labels` are known of a cell that paper.yaml names by its address.
    """

    workbook: str
    sheet: str
    cell: str
    sha256: str
    labels: CellLabels | None = None

    def __str__(self) -> str:
        return f"{self.workbook} › {self.sheet}!{self.cell}"


class WorkbookFile(Struct, frozen=True):
    """A workbook that was read. `modified` is the time that the file states itself (ISO 8601, UTC), or empty."""

    name: str
    sha256: str
    modified: str = ""


class ChangeKind(StrEnum):
    """What the number of a published change counts."""

    PERCENT = "percent"
    COUNT = "count"
    POINTS = "points"
    FOLD = "fold"


class PublishedChange(Struct, frozen=True):
    """A change as its source printed it: signed amount (a five-fold increase is 5), and where from."""

    kind: ChangeKind
    amount: Decimal
    source: CellSource
    displayed: str = ""


class Reading(Struct, frozen=True):
    """One indicator's value for one period, as a workbook holds it.

    `value` is None where the cell holds a marker only, or where only a change was published. A value of a percent
    indicator is in percent (64 for 64%). `raw` is the stored value as text, `displayed` what the sheet shows. A
    suppressed reading is marked [c] and holds none of these, nor a change; `below_limit` says that its size is why.
    """

    indicator: str
    period: Period
    value: Decimal | None
    source: CellSource
    raw: str = ""
    displayed: str = ""
    markers: tuple[Marker, ...] = ()
    change: PublishedChange | None = None
    compared_with: Period | None = None
    paragraph: str = ""
    origin: str = ""
    note: str = ""
    formula: str = ""
    below_limit: bool = False


class Unit(StrEnum):
    """What an indicator's number counts; decides how it is printed."""

    COUNT = "count"
    PERCENT = "percent"
    RATIO = "ratio"
    GBP = "gbp"
    ONE_IN = "one-in"


class Polarity(StrEnum):
    """Which direction is better."""

    LOWER = "lower"
    HIGHER = "higher"
    NEUTRAL = "neutral"

    @property
    def words(self) -> str:
        """How people say it: `lower is better`."""
        return "no way is better" if self is Polarity.NEUTRAL else f"{self.value} is better"

    @property
    def better(self) -> int:
        """The sign of a change for the better: 1 where more is better, -1 where less is, 0 where nobody can say."""
        return {Polarity.HIGHER: 1, Polarity.LOWER: -1, Polarity.NEUTRAL: 0}[self]


class Operation(StrEnum):
    """How a derived indicator is worked out from others."""

    SHARE = "share"
    SUM = "sum"
    DIFFERENCE = "difference"
    ROLLING_SUM = "rolling_sum"


class Derivation(Struct, frozen=True):
    """A declared calculation: `share(a, b)`, `sum(a, b, ...)`, `difference(a, b)`, `rolling_sum(a, months)`."""

    operation: Operation
    operands: tuple[str, ...]
    months: int = 0


class Indicator(Struct, frozen=True):
    """A key performance indicator as declared. `declared_at` says where, for findings."""

    id: str
    title: str
    unit: Unit = Unit.COUNT
    unit_name: str = ""
    measure: str = ""
    decimals: int = 0
    change_decimals: int = 0
    polarity: Polarity = Polarity.NEUTRAL
    current: Period | None = None
    baseline: Period | None = None
    denominator: str = ""
    derivation: Derivation | None = None
    suppress_below: Decimal | None = None
    source: str = ""
    scorecard: bool = True
    note: str = ""
    declared_at: str = ""


def is_suppressed(value: Decimal | None, indicator: Indicator) -> bool:
    """Whether a value is too small to be told: not zero, and below what the indicator declares."""
    limit = indicator.suppress_below
    return limit is not None and value is not None and 0 < abs(value) < limit


def withheld(reading: Reading, *, below_limit: bool = False) -> Reading:
    """The reading marked [c], without anything that tells its number, so that nothing behind it can let that out."""
    return replace(
        reading,
        value=None,
        raw="",
        displayed=Marker.CONFIDENTIAL.symbol,
        markers=(Marker.CONFIDENTIAL,),
        change=None,
        formula="",
        below_limit=reading.below_limit or below_limit,
    )


def suppressed_reading(reading: Reading, indicator: Indicator) -> Reading | None:
    """The reading as it may be told, where it is marked [c] or too small to be told; else None."""
    small = is_suppressed(reading.value, indicator)
    return withheld(reading, below_limit=small) if small or Marker.CONFIDENTIAL in reading.markers else None


class Secret(Struct, frozen=True):
    """A number that may not be told: an indicator's value, or with a `kind` a published change of it."""

    indicator: str
    number: Decimal
    kind: ChangeKind | None = None

    def __repr__(self) -> str:
        return f"Secret({self.indicator!r})"


class Untold:
    """Suppressed numbers, which can be compared with and in no way be listed, printed, copied or written."""

    __slots__ = ("__held",)

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self.__held = frozenset(secrets)

    def __bool__(self) -> bool:
        return bool(self.__held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Untold) and self.__held == other.__held

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "Untold()"

    def __reduce__(self) -> NoReturn:
        raise TypeError("suppressed numbers are not written")

    @property
    def indicators(self) -> frozenset[str]:
        """The indicators that have any."""
        return frozenset(each.indicator for each in self.__held)

    def has(self, indicator: str, said: Decimal, decimals: int, kind: ChangeKind | None = None) -> bool:
        """Whether a number that is written with so many decimals is one of them, or one of them rounded to these."""
        return any(
            (each.indicator, each.kind) == (indicator, kind) and _prints(abs(each.number), abs(said), decimals)
            for each in self.__held
        )

    def more(self, secrets: Iterable[Secret]) -> "Untold":
        """These numbers and others."""
        return Untold({*self.__held, *secrets})


def _prints(number: Decimal, said: Decimal, decimals: int) -> bool:
    if number == said:
        return True
    return decimals >= 0 and said != 0 and number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) == said


def secrets_of(reading: Reading) -> tuple[Secret, ...]:
    """What a reading holds that may not be told once it is suppressed; zero tells of nobody."""
    change = reading.change
    told = [Secret(reading.indicator, reading.value)] if reading.value else []
    changed = [Secret(reading.indicator, change.amount, change.kind)] if change and change.amount else []
    return (*told, *changed)


class Readings(Struct, frozen=True):
    """Everything that a paper's workbooks hold: indicators in declared order, readings by indicator and period.

    `unread` are the indicators and periods (None where that is what is wrong) whose cells cannot be used, as findings
    say already. `workbooks` are the files, in the order in which paper.yaml names them. `untold` are the numbers that
    readings have lost because they are suppressed.
    """

    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    by_indicator: Mapping[str, Mapping[Period, Reading]] = field(default_factory=dict)
    unread: frozenset[tuple[str, Period | None]] = frozenset()
    workbooks: tuple[WorkbookFile, ...] = ()
    untold: Untold = field(default_factory=Untold)


class Declared(Struct, frozen=True):
    """An indicator that a calculation with suppressed numbers rests on, and its suppressed periods; never a number.

    Of `below_limit` the size is why, of `marked` a mark.
    """

    indicator: Indicator
    below_limit: tuple[Period, ...] = ()
    marked: tuple[Period, ...] = ()


class Suppression(Struct, frozen=True):
    """What may not be told of the readings that a figure rests on: numbers below `below`, and those of `hidden`."""

    below: Decimal | None = None
    hidden: tuple[Period, ...] = ()


class Figure(Struct, frozen=True):
    """A reference bound to readings: what is printed, and every cell it came from.

    `reference` is canonical (`homicide.change`, `homicide.value@2021/22`). `value` is the unrounded number behind the
    text, in the text's unit, and is None where nothing numeric is printed. `raws` are what the cells in `sources` hold,
    one each, and empty where that is not told. A suppressed figure has no value and no raws. `title` is the
    indicator's, `format` says how its number is printed (`count, 0 decimals`). `compared_with` is the earlier period
    that it rests on, if any, and `suppression` what may not be told of it at any time.
    """

    reference: str
    text: str
    indicator: str
    facet: str
    period: Period | None
    value: Decimal | None = None
    sources: tuple[CellSource, ...] = ()
    markers: tuple[Marker, ...] = ()
    formula: str = ""
    raws: tuple[str, ...] = ()
    title: str = ""
    format: str = ""
    compared_with: Period | None = None
    suppression: Suppression = field(default_factory=Suppression)


def is_secret(figure: Figure) -> bool:
    """Whether a figure rests on a value that is suppressed."""
    return Marker.CONFIDENTIAL in figure.markers or Marker.CONFIDENTIAL.symbol in figure.text
