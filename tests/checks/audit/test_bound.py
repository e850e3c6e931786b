"""Figures of a Word paper held against what was bound and what the workbooks say today."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from boardpaper.checks.audit.bound import audit_bound, audit_controls
from boardpaper.model.kpi import Figure, Marker, Suppression
from boardpaper.model.passage import Passage, Span, SpanKind
from boardpaper.model.period import read_period

YEAR = read_period("2021/22")


def figure(text: str = "53", reference: str = "homicide.value") -> Figure:
    return Figure(reference, text, "homicide", "value", None, Decimal(53), ())


def passage(*spans: Span) -> Passage:
    return Passage(spans, "paragraph 2")


def bound(text: str, made: Figure | None = None) -> Passage:
    return passage(Span("There were "), Span(text, SpanKind.BOUND, made or figure()), Span("7", SpanKind.SOURCED))


@pytest.mark.parametrize(
    ("text", "today", "rules"),
    [
        ("53", None, []),
        (" 53\u00a0", None, []),
        ("54", None, ["figure-overtyped"]),
        ("53", {"homicide.value": figure()}, []),
        ("53", {"homicide.value": figure("50")}, ["figure-outdated"]),
        ("53", {}, ["figure-not-in-inputs"]),
        ("54", {"homicide.value": figure("50")}, ["figure-overtyped", "figure-outdated"]),
        ("54", {}, ["figure-overtyped", "figure-not-in-inputs"]),
    ],
)
def test_a_figure_is_held_against_what_was_bound_and_what_is_so_today(
    text: str, today: dict[str, Figure] | None, rules: list[str]
) -> None:
    found = audit_bound([bound(text)], today)
    assert [each.rule for each in found] == rules
    assert all(each.where == "paragraph 2" and not each.blocks for each in found)


def test_what_differs_is_said_in_full() -> None:
    found = audit_bound([bound(" 54  cases")], {"homicide.value": figure("50")})
    assert [each.message for each in found] == [
        "“ 54  cases” stands where homicide.value was bound as “53”",
        "homicide.value was bound as “53”, and the inputs give “50”",
    ]
    assert [each.message for each in audit_bound([bound("53")], {})] == [
        "the inputs no longer give homicide.value, which was bound as “53”"
    ]


@pytest.mark.parametrize("now", [figure("[c]"), replace(figure("Not available"), markers=(Marker.CONFIDENTIAL,))])
def test_what_is_suppressed_by_now_is_told_without_its_number_and_the_words_around_it(now: Figure) -> None:
    """Also of what was typed over it, and of other figures in the same sentence."""
    other = Span("12", SpanKind.BOUND, figure("12", "knife.value"))
    said = Passage((*bound("54").spans, other), "paragraph 2, “There were 54 and 12”")
    found = audit_bound([said], {"homicide.value": now, "knife.value": figure("13", "knife.value")})
    assert [(each.rule, each.where, each.message) for each in found] == [
        (
            "figure-outdated",
            "paragraph 2",
            "homicide.value says, or was bound with, a number that is suppressed by now",
        ),
        ("figure-outdated", "paragraph 2", "knife.value was bound as “12”, and the inputs give “13”"),
    ]


def test_a_figure_that_was_suppressed_already_is_as_any_other() -> None:
    found = audit_bound([bound("[c]", figure("[c]"))], {"homicide.value": figure("[c]")})
    assert found == ()


def test_words_that_tell_nothing_of_what_is_suppressed_may_stand() -> None:
    status = replace(figure("Not available", "homicide.status"), facet="status", period=YEAR, value=None)
    now = replace(status, markers=(Marker.CONFIDENTIAL,), suppression=Suppression(Decimal(10), (YEAR,)))
    told = {
        "same": audit_bound([bound("Not available", status)], {"homicide.status": now}),
        "typed": audit_bound([bound("Improved", status)], {"homicide.status": now}),
        "earlier": audit_bound([bound("Improved", replace(status, text="Improved"))], {"homicide.status": now}),
        "held": audit_bound([bound("Not available", replace(status, raws=("3",)))], {"homicide.status": now}),
    }
    assert [name for name, found in told.items() if found] == ["typed", "earlier", "held"]


def test_a_capital_at_the_start_of_a_sentence_is_no_change() -> None:
    assert audit_bound([bound("A  rise", figure("a rise"))]) == ()


@pytest.mark.parametrize(("kept", "told"), [(0, True), (1, True), (2, True), (3, False), (4, False)])
def test_a_file_that_lost_half_of_its_controls_is_told(kept: int, told: bool) -> None:
    recorded = [figure(reference=f"a{number}.value") for number in range(4)]
    held = [bound("53", each) for each in recorded[:kept]]
    found = audit_controls(held, recorded, "a.docx")
    assert [(each.rule, each.where) for each in found] == ([("figure-controls-lost", "a.docx")] if told else [])
    assert not told or f" 4 figures bound in this file, {kept} figure" in found[0].message
    assert audit_controls(held, [], "a.docx") == ()


@pytest.mark.parametrize(("kept", "told"), [(4, True), (5, True), (6, False)])
def test_half_of_ten_controls_is_five(kept: int, told: bool) -> None:
    recorded = [figure(reference=f"a{number}.value") for number in range(10)]
    assert bool(audit_controls([bound("53", each) for each in recorded[:kept]], recorded, "a.docx")) is told
