"""Suppressed numbers typed as plain words: known by what their sentences are about, and said in no message."""

import copy
import pickle
from decimal import Decimal

import pytest

from boardpaper.checks.audit.untold import check_typed, find_typed, typed_texts, without_typed
from boardpaper.model.finding import Severity
from boardpaper.model.kpi import CellSource, ChangeKind, Figure, Indicator, Reading, Readings, Secret, Unit, Untold
from boardpaper.model.passage import Passage, Span, SpanKind
from boardpaper.model.period import read_period

YEAR = read_period("2021/22")
INDICATORS = (
    Indicator("complaints", "Complaints"),
    Indicator("online-complaints", "Online complaints"),
    Indicator("homicide", "Murder and other homicide"),
    Indicator("men", "Men"),
    Indicator("satisfied", "Victims satisfied with the service", Unit.PERCENT, decimals=1),
    Indicator("fines", "Fines paid", Unit.GBP),
    Indicator("calls", "Calls answered in time"),
    Indicator("cyber", "Cyber crime reports"),
)
SECRETS = (
    Secret("complaints", Decimal(3)),
    Secret("complaints", Decimal(12), ChangeKind.PERCENT),
    Secret("homicide", Decimal(4)),
    Secret("men", Decimal(2)),
    Secret("satisfied", Decimal("9.6")),
    Secret("fines", Decimal(4200)),
    Secret("calls", Decimal(7919)),
    Secret("cyber", Decimal(3)),
)
CELL = CellSource("kpi.xlsx", "Readings", "C4", "0" * 64)
OPEN = {"homicide": {YEAR: Reading("homicide", YEAR, Decimal(53), CELL)}}
READINGS = Readings({each.id: each for each in INDICATORS}, OPEN, untold=Untold(SECRETS))


def said(*passages: Passage | str, names: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    """What is found: the indicator's title, and whether it is sure."""
    made = [Passage((Span(each),), "a.md:1") if isinstance(each, str) else each for each in passages]
    typed = find_typed(made, READINGS, names)
    return [(each.title, each.sure) for each in typed]


@pytest.mark.parametrize(
    "text",
    [
        "There were 3 complaints in the year.",
        "There were three complaints.",
        "Complaints stood at 3.",
        "Complaints fell to a low of three.",
        "Complaints fell from 3 to 14.",
        "Complaints (3) are not told.",
        "Complaints: 3",
        "The number of complaints was only 3, as before.",
        "The number of complaints was [c] (3).",
        "Three further complaints came in.",
        "We received few complaints. There were 3 in the year.",
        "Complaints are few. They numbered 3.",
        "Complaints are few. It rose to 3.",
    ],
)
def test_a_number_that_is_said_of_its_indicator_is_sure(text: str) -> None:
    assert said(text) == [("Complaints", True)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("There were 4 cases of homicide.", "Murder and other homicide"),
        ("Homicides numbered four.", "Murder and other homicide"),
        ("Thirty-seven were women and 2 men.", "Men"),
        ("Only 9.6% of victims were satisfied.", "Victims satisfied with the service"),
        ("Fines paid came to £4,200.", "Fines paid"),
        ("Calls answered in time: 7,919 in all.", "Calls answered in time"),
        ("Of the calls answered in time 7 919 were ours.", "Calls answered in time"),
        ("Calls were answered. The figure was 7919.", "Calls answered in time"),
        ("There were three reports of cyber crime.", "Cyber crime reports"),
    ],
)
def test_numbers_of_all_units_are_known(text: str, title: str) -> None:
    assert (title, True) in said(text) or (title, False) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Complaints rose in 3 of 10 areas.",
        "Complaints took 3 officers.",
        "Of these complaints, 3 were upheld by the panel.",
        "Complaints are few. Of these, 3 were upheld.",
        "Complaints are few. Three came by letter.",
        "Complaints are few. Just three came by letter.",
        "A rise in complaints, up 12%.",
    ],
)
def test_a_number_that_may_count_something_else_is_a_warning(text: str) -> None:
    assert said(text) == [("Complaints", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Crime rose in 3 of 10 areas.",
        "Three themes came out of the review.",
        "Complaints are few. Officers visited 3 schools.",
        "Complaints are few. It now works inside all 3 suites.",
        "Complaints fell within 3 days of 3 March 2022, see paragraph 3 and appendix 3.",
        "Complaints fell by 3% and cost £3.",
        "Complaints numbered 14.",
        "Complaints are few. Homicides numbered 3.",
        "There were 53 homicides.",
        "We completed 3 reviews.",
        "No complaints at all: 0.",
        "Complaints fell in the third quarter, in one way or another.",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_number_that_hardly_is_another_s_is_told_wherever_it_stands() -> None:
    section = Passage((Span("In the end 7,919 came in."),), "a.md:3", section="Calls answered in time")
    assert said(section) == [("Calls answered in time", True)]
    assert said("In the end 7,919 came in.") == [("Calls answered in time", False)]
    assert said("Calls answered in time are few.", "And 7,919 of them were ours.") == [("Calls answered in time", True)]


def test_cells_are_named_by_their_row_column_and_section() -> None:
    def cell(text: str, about: str, column: str, section: str = "") -> Passage:
        return Passage((Span(text),), "a.md:4", about=about, column=column, section=section)

    assert said(cell("3", "Complaints", "2021/22")) == [("Complaints", True)]
    assert said(cell("3", "2021/22", "Complaints")) == [("Complaints", True)]
    assert said(cell("9.6", "Victims satisfied with the service", "Value")) == [
        ("Victims satisfied with the service", True)
    ]
    assert said(cell("3", "Complaints", "Officers")) == [("Complaints", False)]
    assert said(cell("3", "Cyber", "Number", "Reports of crime")) == [("Cyber crime reports", True)]
    assert said(cell("3", "Burnley", "Number", "Complaints")) == []


def test_list_items_are_named_by_the_sentence_before_them() -> None:
    intro = Passage((Span("Complaints:"),), "a.md:1", items=2)
    assert said(intro, "14 in one year", "3 in the other") == [("Complaints", False)]
    assert said(intro, "14 complaints in one year", "3 complaints in the other") == [("Complaints", True)]


def test_live_figures_and_sources_answer_for_their_numbers() -> None:
    figure = Figure("homicide.value", "4", "homicide", "value", YEAR, Decimal(4))
    bound = Passage((Span("Complaints and homicides: "), Span("3", SpanKind.BOUND, figure)), "a.md:1")
    assert said(bound) == []
    hidden = Figure("complaints.value", "[c]", "complaints", "value", YEAR)
    beside = Passage((Span("There were "), Span("[c]", SpanKind.BOUND, hidden), Span(" (3) of them.")), "a.md:1")
    assert said(beside) == [("Complaints", True)]
    sourced = Passage((Span("Complaints numbered "), Span("3", SpanKind.SOURCED)), "a.md:1")
    assert said(sourced) == [("Complaints", False)]


def test_what_an_author_allows_is_a_warning_still() -> None:
    assert said("There were 3 complaints.", names=("3 complaints",)) == [("Complaints", False)]
    assert said("Complaints: the 3 Rivers case.", names=("3 Rivers",)) == [("Complaints", False)]


def test_no_finding_says_the_number() -> None:
    passages = [
        Passage((Span("There were 3 complaints"), Span(" in 2 areas.")), "paragraph 2, “There were 3 complaints”"),
        Passage((Span("Complaints came from three schools."),), "paragraph 3", about="Complaints: 3"),
    ]
    typed = find_typed(passages, READINGS)
    first, second = check_typed(typed, passages)
    assert (first.rule, first.severity, first.where) == (
        "suppressed-number-typed", Severity.ERROR, "paragraph 2, “There were [c] complaints”",
    )  # fmt: skip
    assert first.message == (
        "A number in an author's own words is one that is suppressed, of Complaints; it is not said here"
    )
    assert second.severity is Severity.WARNING
    assert typed_texts(typed) == {"3", "three"}
    cut = without_typed(passages, typed)
    assert [passage.text for passage in cut] == [
        "There were [c] complaints in 2 areas.",
        "Complaints came from [c] schools.",
    ]
    assert cut[1].about == "Complaints: [c]"
    assert without_typed(passages, ()) == tuple(passages)


def test_suppressed_numbers_can_only_be_compared_with() -> None:
    held = Untold([Secret("complaints", Decimal(7919))])
    assert "7919" not in repr(held)
    assert "7919" not in repr(Readings(untold=held))
    assert "7919" not in repr(Secret("complaints", Decimal(7919)))
    for write in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            write(held)
    assert held.has("complaints", Decimal(7919), 0)
    assert not held.has("complaints", Decimal(7919), 0, ChangeKind.PERCENT)
    assert not Untold()
