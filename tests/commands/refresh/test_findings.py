"""What is said of a refresh, word for word: conflicts, what stays as it was, and figures that are gone."""

import pytest

from boardpaper.commands.refresh.findings import report_findings
from boardpaper.live.tables import NO_MEASURE, NOT_IN_SCORECARD
from boardpaper.model.finding import Finding
from boardpaper.model.refresh import Change, Outcome, RefreshReport
from boardpaper.rules import refreshing as rules

UNDECLARED = "no workbook declares it"


def change(
    outcome: Outcome, reference: str = "homicide.change", workbook: str | None = "3", where: str = "", note: str = ""
) -> Change:
    return Change(outcome, reference, "1", "2", "2", workbook, where, note)


def told(*changes: Change) -> list[Finding]:
    return list(report_findings(RefreshReport(changes)))


def left(where: str, note: str, before: str = "2", reference: str = "a.value") -> Change:
    return Change(Outcome.LEFT, reference, "1", before, before, None, where, note)


def test_a_figure_that_the_author_has_written_over_is_told_with_all_three_words() -> None:
    assert told(
        change(Outcome.CHANGED),
        change(Outcome.AGREED),
        change(Outcome.KEPT, "homicide.change (2022)", where="paragraph 1"),
        change(Outcome.KEPT, where="paragraph 2", note="kept as asked"),
        change(Outcome.KEPT, where="row 3", note="the table has no place for it"),
    ) == [
        rules.FIGURE_WRITTEN_OVER.at(
            "paragraph 1", reference="homicide.change (2022)", text="2", generated="1", workbook="3",
            name="homicide.change",
        ),
        rules.ROW_NOT_ADDED.at("row 3", why="the table has no place for it"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([left("paragraph 1", "why")], [rules.FIGURE_LEFT.at("paragraph 1", also="a.value “2” stays as it is: ",
                                                            why="why")]),
        ([left("p", "why"), left("p", "why", "5", "b.value"), left("q", "why")],
         [rules.FIGURE_LEFT.at("p", also="a.value “2”, b.value “5” stay as they are: ", why="why"),
          rules.FIGURE_LEFT.at("q", also="a.value “2” stays as it is: ", why="why")]),
        ([left("p", "why", "")], [rules.FIGURE_LEFT.at("p", also="", why="why")]),
        ([left("p", UNDECLARED)],
         [rules.FIGURE_LEFT_UNDECLARED.at("p", also="a.value “2” stays as it is: ", why=UNDECLARED)]),
        ([left("row 2", UNDECLARED)], [rules.ROW_LEFT.at("row 2", also="a.value “2” stays as it is: ",
                                                        why=UNDECLARED)]),
        ([left("row 2", "why", "")], [rules.FIGURE_LEFT.at("row 2", also="", why="why")]),
        ([left("row 2", NOT_IN_SCORECARD, "")], [rules.ROW_LEFT.at("row 2", also="", why=NOT_IN_SCORECARD)]),
        ([left("row 2", NOT_IN_SCORECARD, ""), left("row 2", "why", "")],
         [rules.FIGURE_LEFT.at("row 2", also="", why="why")]),
        ([left("row 2", NOT_IN_SCORECARD, ""), left("row 3", "why", "")],
         [rules.ROW_LEFT.at("row 2", also="", why=NOT_IN_SCORECARD), rules.FIGURE_LEFT.at("row 3", also="",
                                                                                         why="why")]),
        ([left("table 1", NO_MEASURE, "")], [rules.TABLE_LEFT.at("table 1", also="", why=NO_MEASURE)]),
    ],
)  # fmt: skip
def test_what_stays_as_it_was(changes: list[Change], found: list[Finding]) -> None:
    assert told(*changes) == found


def test_figures_that_are_gone_are_told_one_by_one_or_together() -> None:
    gone = Outcome.GONE
    plain = [change(gone, f"{name}.value", "1") for name in "abacdefg"]
    one = change(gone, "x.value", "3")
    there = change(gone, "y.value", "1", "paragraph 4", "it stands there as text")
    noted = change(gone, "z.value", "3", note="its table was deleted")
    unknown = change(gone, "u.value", None)
    assert told(plain[0], one, there, noted, unknown, *plain[1:]) == [
        rules.FIGURE_GONE.at("", reference="x.value", generated="1", also=", and the workbook says “3”",
                             fate=", so it was deleted or pasted as text"),
        rules.FIGURE_GONE_THERE.at("paragraph 4", reference="y.value", generated="1", also="",
                                   fate="; it stands there as text"),
        rules.FIGURE_GONE_ON_PURPOSE.at("", reference="z.value", generated="1", also=", and the workbook says “3”",
                                        fate="; its table was deleted"),
        rules.FIGURES_GONE.at(count="7 figures are",
                              figures="a.value, b.value, c.value, d.value, e.value and 2 more"),
    ]  # fmt: skip
    assert told(plain[0]) == [rules.FIGURES_GONE.at(count="1 figure is", figures="a.value")]
