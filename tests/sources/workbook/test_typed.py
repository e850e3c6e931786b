"""Every way of typing a figure, a change, a period or a date, with all that is made of it and said of it, as kept text.

What is typed stands at the left, then what is read, and below it the findings.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from syrupy.assertion import SnapshotAssertion

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import CellSource, Marker, Unit
from boardpaper.model.period import period_id
from boardpaper.sources.workbook.cells import cell_text, read_amount, read_markers, read_number, read_period_cell
from boardpaper.sources.workbook.changes import read_change
from boardpaper.sources.workbook.formats import displayed, exact, is_percent, shown_decimals, shows_day
from boardpaper.sources.workbook.grid import Scalar, SheetCell
from tests.support.told import told

MOMENT = datetime(2022, 3, 4, 14, 5, 9)
WHERE = "kpi.xlsx › Readings!C2"


def cell(value: Scalar, number_format: str = "General", formula: str = "", error: str = "") -> SheetCell:
    return SheetCell(2, 3, value, "@" if isinstance(value, str) else number_format, formula, error)


def as_lines(said: Iterable[tuple[object, object, list[Finding]]]) -> str:
    return "".join(f"{typed} → {read}\n{indented(findings)}" for typed, read, findings in said)


def indented(findings: list[Finding]) -> str:
    return "".join(f"    {line}\n" for line in told(findings).splitlines())


def formatted(value: Scalar, number_format: str) -> str:
    return repr(value) if number_format == "General" else f"{value!r} as {number_format}"


# Numbers

TYPED = {
    Unit.COUNT: (
        "53", "1,784", "1 784", "12,345,678", "1,78", "1,7845", "1 784,500", "0053", "+53", "-53", "- 53", "\u221253",
        "(53)", "( 53 )", "(53", "53)", "(-53)", "+-5", "£53", "£ 5", "53%", "5k", ".5", "5.", "5.25", "0", "-0",
        "1.784", "-12.500", "01.784", "1234.567", "1.7845", "0.4", "99999999999999999999", "100000000000000000000",
        "fifty", "", "[]", "[ p ] 53", "53 [p] [r]", "53 [p] [P]", "53 [provisional]", "53 [q]", "53 [q] [w]", "53 [x]",
        "53 [z]", "53 [c]", "53 [k]", "[x]", "[c] [p]", "..", "…", "-", "–", "—", "N/A", "n/a [p]", "53\u00a0\u200b",
        "5\u20093", "Homicides: 5", "1 in 4",
    ),
    Unit.PERCENT: ("64", "64%", "64 %", "64 per cent", "64 percent", "0.64", "0.64%", "1", "1%", "1.01", "-0.5", "-1",
                   "0", "£5", "5k", "64 [p]"),
    Unit.GBP: ("14500000", "£14.5m", "£14.5 M", "14.5mn", "14.5 million", "-£3k", "£-3k", "-£-3", "£3 thousand",
               "(£3k)", "£1.2bn", "1 billion", "5%", "£5%", "1.784"),
    Unit.RATIO: ("0.264", "26%", "1.784", "£5"),
    Unit.ONE_IN: ("1 in 4", "one in four", "One in 12", "1 in ten", "1 in 0", "1 in many", "4", "1", "0.9", "0",
                  "2 in 4", "£4"),
}  # fmt: skip
STORED: dict[Unit, tuple[tuple[Scalar, str], ...]] = {
    Unit.COUNT: (
        (53, "General"), (53.0, "0.0"), (-12, "#,##0;(#,##0)"), (0.1 + 0.2, "General"), (10**20, "General"),
        (10**20 - 1, "0"), (float("inf"), "0"), (float("nan"), "0"), (True, "General"),
        (date(2022, 3, 1), "dd/mm/yyyy"), (time(9, 30), "hh:mm"), (0.5, "0%"), (2.5, '0.0,,"m"'),
    ),
    Unit.PERCENT: ((0.64, "0%"), (0.64, "0.0"), (64, "General"), (1, "General"), (-1, "0"), (1.5, "0"), (0, "0"),
                   (-0.5, "0"), (0.001, "0.0%")),
    Unit.RATIO: ((0.264, "0.0%"), (0.264, "0.00")),
    Unit.GBP: ((14.5, '£0.0"m"'), (14500000, '£0.0,,"m"'), (0.5, "0%"), (0, '£0"m"'), (2, '£0"k"'), (-14.5, '£0.0"m"'),
               (1500, '£0.0,"k"'), (0.3, '£0"k"'), (0.001, '£0.000"k"'), (2, '£0"m"')),
    Unit.ONE_IN: ((4, "General"), (1, "General"), (0.5, "0.0"), (-4, "0")),
}  # fmt: skip


def numbers() -> Iterator[tuple[str, str, list[Finding]]]:
    given: list[tuple[Unit, Scalar, str]] = [(unit, each, "General") for unit, all_ in TYPED.items() for each in all_]
    given += [(unit, value, number_format) for unit, all_ in STORED.items() for value, number_format in all_]
    for unit, value, number_format in given:
        findings: list[Finding] = []
        number = read_number(cell(value, number_format), unit, WHERE, findings)
        marks = "".join(each.symbol for each in number.markers) if number else ""
        read = f"{number.value} {marks}| raw {number.raw} | shown {number.displayed}" if number else "nothing"
        yield f"{unit.value} {formatted(value, number_format)}", read, findings


def test_numbers(kept: SnapshotAssertion) -> None:
    assert as_lines(numbers()) == kept


def test_markers_beside_a_cell_count_as_those_in_it() -> None:
    findings: list[Finding] = []
    beside = (Marker.REVISED, Marker.PROVISIONAL)
    number = read_number(cell("53 [p]"), Unit.COUNT, WHERE, findings, beside)
    assert number is not None
    assert (number.markers, findings) == ((Marker.PROVISIONAL, Marker.REVISED), [])
    hidden = read_number(cell(3, formula="=A1"), Unit.COUNT, WHERE, findings, (Marker.CONFIDENTIAL,))
    assert hidden is not None
    assert (hidden.value, hidden.raw, hidden.displayed, hidden.markers) == (None, "", "[c]", (Marker.CONFIDENTIAL,))
    assert read_number(cell("[q]"), Unit.COUNT, WHERE, findings, beside) is None
    assert [each.rule for each in findings] == ["marker-unknown"]


def test_cells_without_a_value(kept: SnapshotAssertion) -> None:
    def said() -> Iterator[tuple[str, object, list[Finding]]]:
        for name, broken in (("error", cell(None, error="#REF!")), ("formula", cell(None, formula="=SUM(A1:A2)"))):
            for reader in ("number", "change"):
                findings: list[Finding] = []
                if reader == "number":
                    read: object = read_number(broken, Unit.COUNT, WHERE, findings)
                else:
                    read = read_change(broken, None, Unit.COUNT, SOURCE, findings)
                yield f"{reader} {name}", read, findings

    assert as_lines(said()) == kept


def test_marker_cells(kept: SnapshotAssertion) -> None:
    def said() -> Iterator[tuple[str, str, list[Finding]]]:
        for text in (
            "p",
            "[p]",
            "[p][r]",
            "p, r; e/b",
            "P r p",
            "Provisional",
            "not available",
            "q",
            "p q w",
            "[]",
            " ",
        ):
            findings: list[Finding] = []
            yield repr(text), "".join(each.value for each in read_markers(cell(text), WHERE, findings)), findings

    assert as_lines(said()) == kept
    assert read_markers(None, WHERE, []) == ()


def test_what_a_cell_says_as_text() -> None:
    given: tuple[tuple[Scalar, str], ...] = (
        (None, ""), (True, "TRUE"), (False, "FALSE"), (53, "53"), (53.0, "53"), (0.1 + 0.2, "0.3"), (1e300, "1e+300"),
        (" Knife\u00a0 crime\ufeff ", "Knife crime"), (date(2022, 3, 4), "04/03/2022"), (MOMENT, "04/03/2022"),
        (time(9, 30), "09:30:00"),
    )  # fmt: skip
    assert [cell_text(cell(value, "dd/mm/yyyy")) for value, _ in given] == [text for _, text in given]
    assert cell_text(None) == ""


# Changes

SOURCE = CellSource("kpi.xlsx", "Readings", "D2", "ab")
CHANGES = (
    "+20%", "-17%", "−17 %", "20 per cent", "up 3%", "up by 3%", "increase of 3%", "3% increase", "rise of 3", "3 up",
    "down 9", "9 down", "fall of 3 percentage points", "reduction of 3", "decrease of 9", "Decrease of -9", "up -9",
    "(55)", "-55", "5", "1.5", "+2 pp", "2ppts", "2 ppt", "2 percentage point", "2% points", "2 points", "£5m",
    "5-fold", "five-fold increase", "Fivefold", "2.5 fold rise", "twenty-fold", "no change", "Unchanged", "", "..", "…",
    "-", "–", "—", "−", "n/a", "[x]", "20% [p]", "20% [q]", "doubled", "0",
)  # fmt: skip
STORED_CHANGES: tuple[tuple[Scalar, str], ...] = (
    (20, "General"), (0.2, "0%"), (0.019, "+0.0%;-0.0%"), (53 / 52 - 1, "0.0%"), (148 / 157 - 1, "+0%;-0%"),
    (0.2, "General"), (0.2, "0.0"), (-0.2, "General"), (1, "General"), (-0.999, "General"), (0, "General"),
    (1.234, "0.0"), (1.25, "0.0"), (20, '0"x"'), (2.5, "General"), (True, "General"), (date(2022, 3, 4), "d"),
    (float("inf"), "0"), (10**21, "0"),
)  # fmt: skip


def changes() -> Iterator[tuple[str, str, list[Finding]]]:
    given: list[tuple[Scalar, str]] = [*((text, "General") for text in CHANGES), *STORED_CHANGES]
    for value, number_format in given:
        for unit in (Unit.COUNT, Unit.PERCENT):
            findings: list[Finding] = []
            change = read_change(cell(value, number_format), None, unit, SOURCE, findings)
            read = f"{change.kind.value} {change.amount} | shown {change.displayed}" if change else "nothing"
            yield f"{unit.value} {formatted(value, number_format)}", read, findings


def test_changes(kept: SnapshotAssertion) -> None:
    assert as_lines(changes()) == kept


def test_changes_with_their_type(kept: SnapshotAssertion) -> None:
    types = ("percent", "Per cent", "%", "count", "number", "points", "pp", "fold", "relative", "")
    given: tuple[tuple[Scalar, str], ...] = (
        ("3%", "General"), ("3 pp", "General"), ("3", "General"), ("3-fold", "General"), ("no change", "General"),
        (0.5, "General"), (0.5, "0%"), (1, "General"), (-0.5, "0.0"),
    )  # fmt: skip

    def said() -> Iterator[tuple[str, str, list[Finding]]]:
        for value, number_format in given:
            for named in types:
                findings: list[Finding] = []
                change = read_change(cell(value, number_format), cell(named), Unit.COUNT, SOURCE, findings)
                read = f"{change.kind.value} {change.amount} | shown {change.displayed}" if change else "nothing"
                yield f"{formatted(value, number_format)}, {named or 'no type'}", read, findings

    assert as_lines(said()) == kept


# Formats

NUMBERS = (0, 7, 1784, 1784.5, -1784.5, 0.645, -0.005, 2500000, 1e-7, 12345678901.25, 123456789012, 1234.5678912345)
NUMBER_FORMATS = (
    "General", "0", "0.0", "#,##0", "#,##0.00", "#", "#.##", "0.0#", "000", "0%", "0.0%", "0%%", "£#,##0",
    '"£"#,##0.00', "[$£-809]#,##0", "[$EUR]0", "#,##0;(#,##0)", r"#,##0_);\(#,##0\)", "#,##0;[Red]-#,##0", '0;-0;"nil"',
    '0.0,,"m"', "#,##0,", '0,"k"', "0.0,", '[>=1000000]£0.0,,"m";[>=1000]£0,"k";£0', "[<0]0;[=0]0.0;0.00", "[<>7]0.0;0",
    "[<=7]0.0;0", "[>7]0.0;0", "[<1000]0.0", "[Red]0", '"n/a"', "General%", 'General" kg"', "# ?/?", "0.00E+00", "@",
    "0 0", "0;;", "", "*-0", '0" a/b"', '"@"0', '0" 0"', "0 \\/", "0.0;;0", "?,??0",
)  # fmt: skip


def test_numbers_as_excel_shows_them(kept: SnapshotAssertion) -> None:
    lines = [" | ".join(["format", *map(str, NUMBERS)])]
    lines += [" | ".join([code, *(displayed(number, code) for number in NUMBERS)]) for code in NUMBER_FORMATS]
    assert "\n".join([*lines, ""]) == kept


DATE_FORMATS = (
    "dd/mm/yyyy", "d/m/yy", "mm-dd-yy", "M/D/YYYY", "mmm-yy", "mmmm yyyy", "mmmmm", "ddd d mmm", "dddd", "yyy", "y",
    "hh:mm", "h:mm:ss", "hh:mm AM/PM", "h am/pm", "[$-809]d mmmm yyyy;@", '"Q"d', r"d\.m\.yyyy", "General", "@",
    "[h]", "yyyy_)", "*-yyyy", "d-h-m", "hhh", "ddddd", "mmm mmmm",
)  # fmt: skip


def test_dates_as_excel_shows_them(kept: SnapshotAssertion) -> None:
    days = (MOMENT, datetime(2023, 11, 20, 0, 0, 30), datetime(2024, 12, 31, 12, 59, 59), date(2005, 6, 7))
    lines = [" | ".join(["format", *map(str, days)])]
    lines += [" | ".join([code, *(displayed(day, code) for day in days)]) for code in DATE_FORMATS]
    assert "\n".join([*lines, ""]) == kept


def test_other_values_as_excel_shows_them() -> None:
    given: tuple[object, ...] = (None, True, False, "words", 1e300, 10**20, time(9, 30))
    assert [displayed(value, "0.0") for value in given] == [
        "", "TRUE", "FALSE", "words", "1e+300", "100000000000000000000", "09:30:00",
    ]  # fmt: skip


def test_what_formats_ask_for() -> None:
    assert [code for code in NUMBER_FORMATS if is_percent(code)] == ["0%", "0.0%", "0%%", "General%"]
    assert not any(is_percent(code) for code in ('0"%"', r"0\%"))
    assert [code for code in DATE_FORMATS if not shows_day(code)] == [
        "mmm-yy", "mmmm yyyy", "mmmmm", "yyy", "y", "hh:mm", "h:mm:ss", "hh:mm AM/PM", "h am/pm", "General", "@",
        "[h]", "yyyy_)", "*-yyyy", "hhh", "mmm mmmm",
    ]  # fmt: skip
    assert [shown_decimals(text) for text in ("1.9%", "£14.50m", "53", ".5", "1.", "-0.125")] == [1, 2, 0, 0, 0, 3]


def test_stored_numbers_lose_their_noise() -> None:
    given = (0.1 + 0.2, 1e19, 123456789.123456789, -0.0, 5e-324, 10**20 - 1, 1.10)
    assert [str(exact(value)) for value in given] == [
        "0.3", "10000000000000000000", "123456789.123457", "0", "4.94065645841247E-324", "99999999999999999999", "1.1",
    ]  # fmt: skip


def test_amounts_say_how_they_were_typed() -> None:
    said = {text: read_amount(text) for text in ("53", "£5", "5k", "5%", "-£5.50m", "x")}
    assert {text: (str(a.value), a.pounds, a.scaled, a.percent) for text, a in said.items() if a} == {
        "53": ("53", False, False, False),
        "£5": ("5", True, False, False),
        "5k": ("5000", False, True, False),
        "5%": ("5", False, False, True),
        "-£5.50m": ("-5500000", True, True, False),
    }


# Periods


def test_periods(kept: SnapshotAssertion) -> None:
    given: tuple[tuple[Scalar, str], ...] = (
        ("2021/22", ""), ("Q4 2021/22 [p]", ""), ("[p] [r] May 2022", ""), ("2021/22 [q]", ""), ("[x]", ""),
        ("[p]", ""),
        ("not stated", ""), ("Not stated [p]", ""), (2021, "General"), (2021.0, "0"), (202, "0"), (True, "General"),
        (MOMENT, "mmm-yy"), (MOMENT, "dd/mm/yyyy"), (date(2022, 3, 4), "d mmm"), (date(2022, 2, 1), "mmmm"),
        (date(2022, 3, 4), "General"), (time(9), "h"), ("last year", ""), ("  year  ending\u00a0June 2019. ", ""),
    )  # fmt: skip

    def said(value: Scalar, number_format: str) -> str:
        try:
            period, markers = read_period_cell(cell(value, number_format))
        except ValueError as fault:
            return f"no period: {fault}"
        return f"{period_id(period)} {''.join(each.symbol for each in markers)}".rstrip()

    assert "".join(f"{formatted(*each)} → {said(*each)}\n" for each in given) == kept
