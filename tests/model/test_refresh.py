"""What a refresh tells a person, and other programs; and whose text stands."""

import pytest

from boardpaper.model.refresh import Change, Choices, Mended, Outcome, RefreshReport


def change(outcome: Outcome, reference: str, before: str = "52", after: str = "53", where: str = "") -> Change:
    return Change(outcome, reference, "52", before, after, "53", where, "a note")


REPORT = RefreshReport(
    (
        change(Outcome.CHANGED, "a.value", where="paragraph 5"),
        change(Outcome.TRACKED, "b.value"),
        change(Outcome.TAKEN, "c.value", before="fifty"),
        change(Outcome.ADDED, "d.value", before=""),
        change(Outcome.KEPT, "e.value"),
        change(Outcome.KEPT, "f.value"),
        change(Outcome.AGREED, "g.value"),
        change(Outcome.LEFT, "h.value"),
        change(Outcome.GONE, "i.value"),
    ),
    Mended(tags=1, bindings=2),
    unchanged=343,
)


def test_a_report_for_a_person() -> None:
    assert REPORT.lines() == [
        "paragraph 5",
        "  a.value “52” → “53”",
        "Without a place",
        "  tracked: b.value “52” → “53”",
        "  taken: c.value “fifty” → “53”",
        "  added: d.value “53”",
        "Figures: 4 changed, 343 as they were, 1 already typed by an author, 2 kept as an author wrote them.",
        "Mended: 1 tag and 2 bindings of controls, which were missing.",
    ]


def test_a_report_names_a_place_once_and_counts_what_is_the_same() -> None:
    places = ("paragraph 5", "paragraph 6", "paragraph 5")
    changes = tuple(change(Outcome.CHANGED, "a.value", where=where) for where in places)
    assert RefreshReport(changes).lines()[:-1] == [
        "paragraph 5", "  a.value “52” → “53” (2 times)", "paragraph 6", "  a.value “52” → “53”",
    ]  # fmt: skip


def test_a_report_is_a_screenful_unless_the_whole_is_wanted() -> None:
    report = RefreshReport(tuple(change(Outcome.CHANGED, f"a{n}.value", where="paragraph 5") for n in range(100)))
    told = report.lines(whole=False)
    assert len(told) == 26
    assert told[-2:] == ["77 more changes: --verbose lists all.", "Figures: 100 changed, 0 as they were."]
    assert len(report.lines()) == 102


def test_a_report_of_nothing() -> None:
    assert RefreshReport().lines() == ["Figures: 0 changed, 0 as they were."]
    assert RefreshReport(mended=Mended(tags=2)).lines()[1:] == ["Mended: 2 tags of controls, which were missing."]
    assert RefreshReport().as_json() == {"changes": [], "unchanged": 0, "mended": {"tags": 0, "bindings": 0}}


def test_a_report_for_programs() -> None:
    told = RefreshReport((change(Outcome.LEFT, "a.value", where="paragraph 5"),), Mended(3, 4), 5).as_json()
    assert told == {
        "changes": [
            {
                "outcome": "left",
                "figure": "a.value",
                "generated": "52",
                "before": "52",
                "after": "53",
                "workbook": "53",
                "where": "paragraph 5",
                "note": "a note",
            }
        ],
        "unchanged": 5,
        "mended": {"tags": 3, "bindings": 4},
    }


@pytest.mark.parametrize(
    ("choices", "takes", "keeps"),
    [
        (Choices(), False, False),
        (Choices(take=frozenset({"a"})), True, False),
        (Choices(keep=frozenset({"a"})), False, True),
        (Choices(take_all=True), True, False),
        (Choices(keep_all=True), False, True),
        (Choices(keep=frozenset({"a"}), take_all=True), False, True),
        (Choices(take=frozenset({"a"}), keep_all=True), True, False),
        (Choices(take=frozenset({"b"}), keep=frozenset({"b"})), False, False),
    ],
)
def test_a_choice_for_one_figure_goes_before_that_for_all(choices: Choices, takes: bool, keeps: bool) -> None:
    assert (choices.takes("a"), choices.keeps("a")) == (takes, keeps)
