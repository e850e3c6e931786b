"""The same indicator and period print the same in every paper of a meeting."""

import pytest

from boardpaper.checks.same_figures import check_agreement
from boardpaper.model.finding import Severity
from boardpaper.model.printed import PaperFigures, PrintedFigure


def found(*figures: tuple[str, str, str, str]) -> list[str]:
    papers = [
        PaperFigures(f"item {number}, {number}.docx", (PrintedFigure(*figure),))
        for number, figure in enumerate(figures, 1)
    ]
    return [f"{finding.where}: {finding.message}" for finding in check_agreement(papers)]


def test_both_places_are_named() -> None:
    assert found(("homicide", "value", "2021/22", "53"), ("homicide", "value", "2021/22", "54")) == [
        "item 1, 1.docx: homicide.value for 2021/22 is printed as “53” here and as “54” in item 2, 2.docx"
    ]


def test_every_wording_is_named_once() -> None:
    told = found(*(("a", "value", "", text) for text in ("1", "2", "1", "3", "2")))
    assert told == [
        "item 1, 1.docx: a.value is printed as “1” here and as “2” in item 2, 2.docx and “3” in item 4, 4.docx"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "value", "2021", "53"), ("a", "value", "2022", "54")),
        (("a", "value", "2021", "53"), ("b", "value", "2021", "54")),
        (("a", "value", "2021", "53"), ("a", "change", "2021", "54")),
        (("a", "change", "2021", "1.9% increase"), ("a", "change.a", "2021", "a 1.9% increase")),
        (("a", "direction", "2021", "Increase"), ("a", "direction.a", "2021", "an increase")),
        (("a", "value", "2021", "53"), ("a", "value.marked", "2021", "53 [p]")),
        (("a", "value.marked", "2021", "[x]"), ("a", "value.marked", "2021", "[x]")),
    ],
)
def test_what_does_not_disagree(one: tuple[str, str, str, str], other: tuple[str, str, str, str]) -> None:
    assert found(one, other) == []


def test_only_what_differs_is_told() -> None:
    told = found(
        ("a", "value", "", "1"), ("b", "change.a", "2021", "A fall"), ("a", "value", "", "1"),
        ("b", "change", "2021", "a fall"), ("b", "change", "2021", "rise"),
    )  # fmt: skip
    assert told == [
        "item 2, 2.docx: b.change for 2021 is printed as “A fall” here and as “a fall” in item 4, 4.docx and “rise” in "
        "item 5, 5.docx"
    ]


def test_a_marker_hides_no_difference() -> None:
    assert len(found(("a", "value", "2021", "53"), ("a", "value.marked", "2021", "54 [p]"))) == 1
    assert len(found(("a", "value", "2021", "53"), ("a", "value.marked", "2021", "[x]"))) == 1


def test_what_one_paper_suppresses_is_not_told_of_the_other() -> None:
    told = found(("a", "value", "2021", "7,919"), ("a", "value", "2021", "[c]"), ("a", "value", "2021", "7,920"))
    assert told == [
        "item 1, 1.docx: a.value for 2021 is printed as [c] in item 2, 2.docx, "
        "and as a number in item 1, 1.docx and item 3, 3.docx, which the public would read"
    ]


@pytest.mark.parametrize(
    ("first", "second", "severity"),
    [
        (("7,919", False), ("[c]", False), Severity.ERROR),
        (("[c]", True), ("7,919", False), Severity.ERROR),
        (("[c]", False), ("7,919", True), Severity.WARNING),
        (("[c]", True), ("7,919", True), Severity.WARNING),
        (("[c]", False), ("[x]", False), Severity.WARNING),
    ],
)
def test_a_number_that_another_paper_suppresses_is_not_for_the_public(
    first: tuple[str, bool], second: tuple[str, bool], severity: Severity
) -> None:
    papers = [
        PaperFigures(f"item {number}", (PrintedFigure("a", "value", "2021", text),), restricted=restricted)
        for number, (text, restricted) in enumerate((first, second), 1)
    ]
    [finding] = check_agreement(papers)
    assert finding.severity is severity
    assert "7,919" not in str(finding)


def test_a_number_that_the_public_reads_too_is_not_for_them() -> None:
    figure = PrintedFigure("a", "value", "2021", "7,919")
    hidden = PrintedFigure("a", "value", "2021", "[c]")
    papers = [
        PaperFigures("item 1", (figure,), restricted=True),
        PaperFigures("item 2", (hidden,)),
        PaperFigures("item 3", (figure,)),
    ]
    [finding] = check_agreement(papers)
    assert (finding.severity, finding.where) == (Severity.ERROR, "item 3")
