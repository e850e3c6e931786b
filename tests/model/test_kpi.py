"""Indicators and readings: what markers mean, what is suppressed, how derivations and references are written."""

from datetime import date
from decimal import Decimal

import pytest

from boardpaper.model.derivation import read_derivation
from boardpaper.model.facts import KnownChange
from boardpaper.model.kpi import (
    CellSource,
    ChangeKind,
    Derivation,
    Indicator,
    Marker,
    Operation,
    Period,
    PeriodKind,
    is_suppressed,
)
from boardpaper.model.reference import Reference, ReferenceFault, Unreadable, is_reference, read_reference


def test_markers_are_those_of_the_government_statistical_service() -> None:
    assert {each.symbol: each.meaning for each in Marker} == {
        "[c]": "confidential",
        "[x]": "not available",
        "[z]": "not applicable",
        "[p]": "provisional",
        "[r]": "revised",
        "[e]": "estimated",
        "[b]": "break in series",
        "[k]": "low figure that rounds to zero",
    }


def test_a_cell_is_told_as_excel_names_it() -> None:
    assert str(CellSource("kpi.xlsx", "Readings", "D14", "ab")) == "kpi.xlsx › Readings!D14"


@pytest.mark.parametrize(
    ("value", "limit", "suppressed"),
    [("4.9", "5", True), ("-4", "5", True), ("5", "5", False), ("-6", "5", False),
     ("0", "5", False), ("0.1", "5", True),
     (None, "5", False), ("4", None, False)],
)  # fmt: skip
def test_small_values_are_suppressed_and_nought_is_not(value: str | None, limit: str | None, suppressed: bool) -> None:
    indicator = Indicator("a", "A", suppress_below=None if limit is None else Decimal(limit))
    assert is_suppressed(None if value is None else Decimal(value), indicator) is suppressed


@pytest.mark.parametrize(
    ("kind", "amount", "sign"),
    [(ChangeKind.PERCENT, "0.5", 1), (ChangeKind.COUNT, "-9", -1), (ChangeKind.POINTS, "0", 0),
     (ChangeKind.FOLD, "5", 1), (ChangeKind.FOLD, "1", 0), (ChangeKind.FOLD, "0.5", -1)],
)  # fmt: skip
def test_a_change_has_a_direction(kind: ChangeKind, amount: str, sign: int) -> None:
    assert KnownChange(kind, Decimal(amount)).sign == sign


@pytest.mark.parametrize(
    ("text", "derivation"),
    [
        ("share(a, b-2)", Derivation(Operation.SHARE, ("a", "b-2"))),
        (" difference ( a,b ) ", Derivation(Operation.DIFFERENCE, ("a", "b"))),
        ("sum(a)", Derivation(Operation.SUM, ("a",))),
        ("sum(a, b, c)", Derivation(Operation.SUM, ("a", "b", "c"))),
        ("rolling_sum(a, 1)", Derivation(Operation.ROLLING_SUM, ("a",), 1)),
        ("rolling_sum(a, 120)", Derivation(Operation.ROLLING_SUM, ("a",), 120)),
    ],
)
def test_calculations(text: str, derivation: Derivation) -> None:
    assert read_derivation(text) == derivation


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a/b", "“a/b” is not a calculation; write one of share, sum, difference, rolling_sum, as in "
         "share(part, whole)"),
        ("mean(a, b)", "“mean(a, b)” is not a calculation; write one of share, sum, difference, rolling_sum, as in "
         "share(part, whole)"),
        ("share(a, B)", "“B” in “share(a, B)” is not an indicator's id"),
        ("sum(a,)", "“” in “sum(a,)” is not an indicator's id"),
        ("share(a)", "“share(a)” needs two indicators: share(first, second)"),
        ("difference(a, b, c)", "“difference(a, b, c)” needs two indicators: difference(first, second)"),
        ("rolling_sum(A, 3)", "“A” in “rolling_sum(A, 3)” is not an indicator's id"),
        *((text, f"“{text}” needs an indicator and a number of months up to 120: rolling_sum(indicator, 12)")
          for text in ("rolling_sum(a)", "rolling_sum(a, b)", "rolling_sum(a, 0)", "rolling_sum(a, 121)",
                       "rolling_sum(a, 3, 4)")),
    ],
)  # fmt: skip
def test_what_is_no_calculation(text: str, fault: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        read_derivation(text)
    assert str(refused.value) == fault


YEAR = Period(PeriodKind.FINANCIAL_YEAR, date(2021, 4, 1), date(2022, 3, 31))


@pytest.mark.parametrize(
    ("text", "reference", "canonical"),
    [
        ("homicide.value", Reference("homicide", "value"), "homicide.value"),
        (" homicide.change.a ", Reference("homicide", "change.a"), "homicide.change.a"),
        ("a-1.value.words@FY 2021/22", Reference("a-1", "value.words", YEAR), "a-1.value.words@2021/22"),
    ],
)
def test_references(text: str, reference: Reference, canonical: str) -> None:
    assert read_reference(text) == reference
    assert str(reference) == canonical
    assert is_reference(text)


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("Homicide.value", Unreadable.MALFORMED, ""),
        ("", Unreadable.MALFORMED, ""),
        ("homicide", Unreadable.NO_FACET, "homicide"),
        ("homicide.", Unreadable.NO_SUCH_FACET, ""),
        ("homicide.sum", Unreadable.NO_SUCH_FACET, "sum"),
        ("homicide.value@", Unreadable.NO_PERIOD, ""),
        ("homicide.value@last year", Unreadable.NO_PERIOD, "last year"),
    ],
)
def test_what_is_no_reference(text: str, kind: Unreadable, part: str) -> None:
    with pytest.raises(ReferenceFault) as refused:
        read_reference(text)
    assert (refused.value.kind, refused.value.text, refused.value.part) == (kind, text, part)
    assert str(refused.value) == f"{text}: {kind.value}"
    assert not is_reference(text)
