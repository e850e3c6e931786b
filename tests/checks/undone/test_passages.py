"""Suppressed numbers that readers can work out from what a paper prints, and those that they cannot."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from boardpaper.checks.undone.passages import check_undone
from boardpaper.compose.figures import bind_reference
from boardpaper.model.derivation import read_derivation
from boardpaper.model.finding import Finding, Severity
from boardpaper.model.kpi import CellSource, Indicator, Marker, Reading, Readings, Unit, suppressed_reading
from boardpaper.model.passage import Passage, Span, SpanKind
from boardpaper.model.period import read_period
from boardpaper.model.reference import read_reference

YEAR = read_period("2021/22")


def indicator(name: str, *, derived: str = "", limit: int | None = None, of: str = "", decimals: int = 0) -> Indicator:
    derivation = read_derivation(derived) if derived else None
    share = derived.startswith("share")
    return Indicator(
        name,
        name.capitalize(),
        unit=Unit.PERCENT if share else Unit.COUNT,
        decimals=decimals,
        current=YEAR,
        derivation=derivation,
        denominator=of,
        suppress_below=None if limit is None else Decimal(limit),
    )


def readings(*indicators: Indicator, **values: str) -> Readings:
    """The values of the year, or of months (`calls_2022_01`); `[c]` for one that is marked."""
    named = {each.id: each for each in indicators}
    held: dict[str, dict[object, Reading]] = {}
    for name, text in values.items():
        of, _, month = name.partition("_")
        period = read_period(month.replace("_", "-")) if month else YEAR
        marked = text == "[c]"
        source = CellSource("kpi.xlsx", "Readings", f"C{len(held) + 2}", "ab" * 32)
        markers = (Marker.CONFIDENTIAL,) if marked else ()
        reading = Reading(of, period, None if marked else Decimal(text), source, raw=text, markers=markers)
        held.setdefault(of, {})[period] = suppressed_reading(reading, named[of]) or reading
    return Readings(named, held)  # type: ignore[arg-type]


def found(given: Readings, *references: str) -> tuple[Finding, ...]:
    figures = [bind_reference(read_reference(each), given) for each in references]
    spans = [Span(figure.text, SpanKind.BOUND, figure) for figure in figures]
    return check_undone([Passage((span,), f"a.md:{line}") for line, span in enumerate(spans, 1)], given)


MEN = indicator("men", of="people")
PEOPLE = indicator("people", derived="sum(men, women)")
ALL = ("people.value", "men.value", "women.value")


@pytest.mark.parametrize(("women", "limit"), [("3", 5), ("[c]", None)])
def test_a_total_less_its_parts_leaves_one_number(women: str, limit: int | None) -> None:
    given = readings(PEOPLE, MEN, indicator("women", limit=limit), people="40", men="37", women=women)
    [finding] = found(given, *ALL)
    assert (finding.rule, finding.severity, finding.where) == ("suppression-undone", Severity.ERROR, "a.md:2")
    assert finding.message == (
        "Women, 2021/22, is suppressed, and what the paper prints leaves one number for it: "
        "men.value (a.md:2); people.value (a.md:1)"
    )
    assert found(given, "people.value", "women.value") == ()
    assert found(given, "men.value", "women.value") == ()


def test_two_hidden_parts_hide_each_other_unless_each_must_be_one() -> None:
    people = indicator("people", derived="sum(men, women, others)")
    women, others = indicator("women", limit=5), indicator("others", limit=5)
    names = (*ALL, "others.value")
    assert found(readings(people, MEN, women, others, people="40", men="35", women="3", others="2"), *names) == ()
    undone = found(readings(people, MEN, women, others, people="39", men="37", women="1", others="1"), *names)
    assert [each.rule for each in undone] == ["suppression-undone"] * 2


def test_a_difference_leaves_one_number() -> None:
    given = readings(
        indicator("gap", derived="difference(people, women)"),
        indicator("people"), indicator("women", limit=5), gap="37", people="40", women="3",
    )  # fmt: skip
    assert [each.rule for each in found(given, "gap.value", "people.value")] == ["suppression-undone"]


@pytest.mark.parametrize(("people", "share", "undone"), [("40", "7.5", True), ("4000", "0.1", False)])
def test_a_share_and_its_whole_leave_one_number_unless_rounded(people: str, share: str, undone: bool) -> None:
    part = indicator("part", derived="share(women, people)", decimals=1)
    given = readings(part, indicator("people"), indicator("women", limit=5), part=share, people=people, women="3")
    assert bool(found(given, "part.value", "people.value")) is undone


def test_a_rolling_sum_and_its_months_leave_one_number() -> None:
    total = indicator("total", derived="rolling_sum(calls, 3)")
    given = readings(
        total, indicator("calls", limit=5),
        total_2022_03="23", calls_2022_01="10", calls_2022_02="3", calls_2022_03="10",
    )  # fmt: skip
    printed = ("total.value@2022-03", "calls.value@2022-01", "calls.value@2022-03")
    assert [each.rule for each in found(given, *printed)] == ["suppression-undone"]
    assert found(given, *printed[:2]) == ()


@pytest.mark.parametrize(("men", "undone"), [("37", True), ("20", False)])
def test_parts_of_one_whole_leave_one_number_where_the_rest_fits(men: str, undone: bool) -> None:
    given = readings(
        indicator("people"), MEN, indicator("women", limit=5, of="people"), people="40", men=men, women="3"
    )
    assert bool(found(given, *ALL)) is undone


def test_a_limit_that_leaves_one_number_is_told() -> None:
    given = readings(indicator("women", limit=2), women="1")
    assert [each.rule for each in found(given, "women.value")] == ["suppression-undone"]


@pytest.mark.parametrize(
    ("words", "limit", "severity"),
    [
        ("Of 40 people 37 were men and [c] women.", 5, Severity.ERROR),
        ("Of 40 people 37 were men and [c] women.", None, Severity.WARNING),
        ("Of forty people thirty-seven were men and [c] women.", 5, Severity.ERROR),
        ("Of one hundred and twenty people 117 were men and [c] women.", 5, Severity.ERROR),
        ("Of forty people thirty-seven were men and [c] women.", None, None),
        ("One of the forty people was a man, and [c] women.", 5, None),
        ("92.5% of 40 people were men, and [c] women.", 5, Severity.WARNING),
        ("99% of the 400 people were men, and [c] women.", 5, None),
        ("50% of 40 people were men, and [c] women.", 5, None),
        ("92.5% of 40 people were men, and [c] women.", None, None),
        ("Of 40 people 20 were men and [c] women.", 5, None),
        ("There were [c] cases of 2021/22, and 12 in May.", None, None),
        ("There were [c] women. Of 40 people 37 were men.", 5, None),
        ("The cost was £40 and [c] women came with 37 men.", 5, None),
    ],
)
def test_a_sentence_that_says_a_whole_and_its_parts(words: str, limit: int | None, severity: Severity | None) -> None:
    given = readings(indicator("women", limit=limit), women="3" if limit else "[c]")
    before, after = words.split("[c]")
    figure = bind_reference(read_reference("women.value"), given)
    passage = Passage((Span(before), Span(figure.text, SpanKind.BOUND, figure), Span(after)), "a.md:1")
    assert [each.severity for each in check_undone([passage], given)] == ([severity] if severity else [])


def test_nothing_is_found_where_nothing_is_suppressed() -> None:
    given = readings(PEOPLE, MEN, indicator("women"), people="40", men="37", women="3")
    assert found(given, *ALL) == ()


def test_a_suppressed_total_is_given_away_by_its_parts() -> None:
    people = indicator("people", derived="sum(men, women)", limit=50)
    given = readings(people, MEN, indicator("women"), men="37", women="3")
    [finding] = found(given, *ALL)
    assert finding.message.startswith("People, 2021/22, is suppressed")
    assert found(given, "people.value", "men.value") == ()
    marked = readings(people, MEN, indicator("women"), people="[c]", men="37", women="3")
    assert [each.rule for each in found(marked, *ALL)] == ["suppression-undone"]


def test_a_suppressed_difference_and_share_are_given_away_by_what_they_are_of() -> None:
    gap = indicator("gap", derived="difference(people, women)", limit=50)
    given = readings(gap, indicator("people"), indicator("women"), people="40", women="37")
    assert [each.rule for each in found(given, "gap.value", "people.value", "women.value")] == ["suppression-undone"]
    part = indicator("part", derived="share(women, people)", decimals=1)
    given = readings(part, indicator("people"), indicator("women"), part="[c]", people="40", women="3")
    assert [each.rule for each in found(given, "part.value", "people.value", "women.value")] == ["suppression-undone"]


def compared(name: str, *, limit: int | None = None, derived: str = "") -> Indicator:
    return replace(indicator(name, limit=limit, derived=derived), baseline=read_period("2020/21"), change_decimals=1)


def two_years(*indicators: Indicator, **values: tuple[str, str]) -> Readings:
    """Readings of 2020/21 and 2021/22."""
    parts = [readings(*indicators, **{name: pair[at] for name, pair in values.items()}) for at in (1, 0)]
    held: dict[str, dict[object, Reading]] = {}
    for given, year in zip(parts, (YEAR, read_period("2020/21")), strict=True):
        for name, by_period in given.by_indicator.items():
            (reading,) = by_period.values()
            held.setdefault(name, {})[year] = replace(reading, period=year)
    return Readings(parts[0].indicators, held)  # type: ignore[arg-type]


@pytest.mark.parametrize("facet", ["change", "change.count", "change.signed"])
def test_a_total_and_its_change_tell_the_total_of_the_year_before(facet: str) -> None:
    given = two_years(
        compared("people", derived="sum(men, women)"), compared("men"), compared("women", limit=5),
        people=("40", "50"), men=("37", "44"), women=("3", "6"),
    )  # fmt: skip
    printed = ("people.value", f"people.{facet}", "men.baseline", "women.value")
    [finding] = found(given, *printed)
    assert finding.message.startswith("Women, 2020/21, is suppressed")
    assert f"people.{facet}" in finding.message
    assert found(given, *printed[:2], "women.value") == ()
    assert found(given, "people.value", "men.baseline", "women.value") == ()


def test_a_share_and_its_part_tell_the_whole() -> None:
    given = readings(
        indicator("people", derived="sum(men, women)"), replace(MEN, change_decimals=1), indicator("women", limit=5),
        men="37", women="3", people="40",
    )  # fmt: skip
    assert [each.rule for each in found(given, "men.value", "men.share", "women.value")] == ["suppression-undone"]
    rough = readings(
        indicator("people", derived="sum(men, women)"), MEN, indicator("women", limit=5),
        men="1037", women="3", people="1040",
    )  # fmt: skip
    assert found(rough, "men.value", "men.share", "women.value") == ()


@pytest.mark.parametrize(
    ("words", "limit", "severity"),
    [
        ("There were [c] cases, a fall of 9 from 12.", 5, Severity.ERROR),
        ("Cases fell from 12 by 75% to [c].", 5, Severity.ERROR),
        ("There were [c] cases, 9 fewer compared with 12.", None, Severity.WARNING),
        ("There were [c] cases, a fall of 9 from 40.", 5, None),
        ("There were [c] cases, a fall of 1% from 400.", None, None),
        ("There were [c] cases, down from 12.", 5, None),
        ("There were [c] cases. Arrests fell by 9 from 12.", 5, None),
    ],
)
def test_a_sentence_that_says_a_number_and_the_change_from_it(
    words: str, limit: int | None, severity: Severity | None
) -> None:
    given = readings(indicator("women", limit=limit), women="3" if limit else "[c]")
    before, after = words.split("[c]")
    figure = bind_reference(read_reference("women.value"), given)
    passage = Passage((Span(before), Span(figure.text, SpanKind.BOUND, figure), Span(after)), "a.md:1")
    assert [each.severity for each in check_undone([passage], given)] == ([severity] if severity else [])


def hidden_in(*texts: str, limit: int | None = 10, items: int = 0) -> tuple[Finding, ...]:
    """What is found in paragraphs of which one says [c]; `items` of them are those of a list after the first."""
    given = readings(indicator("women", limit=limit), women="3" if limit else "[c]")
    figure = bind_reference(read_reference("women.value"), given)
    passages = []
    for line, text in enumerate(texts, 1):
        before, mark, after = text.partition("[c]")
        spans = (Span(before), Span(figure.text, SpanKind.BOUND, figure), Span(after)) if mark else (Span(text),)
        passages.append(Passage(spans, f"a.md:{line}", items if line == 1 else 0))
    return check_undone(passages, given)


@pytest.mark.parametrize(
    "words",
    [
        "There were 40 people: 37 men and [c] women.",
        "There were 40 people: 37 men; [c] women.",
        "There were forty people: thirty-seven men and [c] women.",
        "There were 40 people in 2021, of whom 37 were men; the others, [c], were women.",
        "Of the 40 people 37 were men; the rest were women ([c]).",
        "There were 40 people. Of these 37 were men. The remaining [c] were women.",
        "There were 40 people. 37 of them were men and [c] women.",
        "37 of the 40 people were men. The remaining [c] were women.",
        "37 men and [c] women came, 40 in all.",
        "The 40 cases were made up of 37 thefts and [c] assaults.",
        "There were 40 offences, including 37 thefts and [c] assaults.",
        "40 offences were recorded, comprising 37 thefts and [c] assaults.",
        "There were [c] women, 27 fewer than the 30 of last year.",
        "Deaths were down 27 on last year’s 30, at [c].",
    ],
)
def test_ordinary_words_that_tell_a_whole_and_its_parts(words: str) -> None:
    assert [each.rule for each in hidden_in(words)] == ["suppression-undone"]
    assert [each for each in hidden_in(words, limit=2) if each.severity is Severity.ERROR and each.where] == []


@pytest.mark.parametrize(
    "words",
    [
        "Of the 40 objectives, 37 have been met; [c] complaints were received about the others.",
        "37 of 40 recommendations are complete. Of the rest, none is overdue; [c] grievances were raised.",
        "Of the 412 complaints, 210 concerned delay, 101 conduct and the other [c] discrimination.",
        "Deaths fell to [c]. Calls fell by 12 from 140.",
        "At 10:40 this was said: 37 letters came and [c] complaints.",
        "[c] people were injured; 1,204 incidents were attended, of which 1,201 were false alarms.",
        "There were 40 events: 12 for staff and [c] for the public.",
        "There were 12 reviews, of which 4 are open; [c] deaths followed.",
        "Of the 40 actions 38 are complete. Other complaints: [c].",
        "Item 5: 3 deaths and [c] injuries.",
    ],
)
def test_ordinary_words_that_tell_nothing_of_what_is_hidden(words: str) -> None:
    assert hidden_in(words) == ()


def test_a_list_whose_items_are_the_parts_of_the_whole_before_it() -> None:
    items = ("37 men; and", "[c] women.")
    assert [each.where for each in hidden_in("There were 40 people:", *items, items=2)] == ["a.md:1"]
    assert hidden_in("There were 40 people:", *items, items=2, limit=None) == ()
    assert hidden_in("There were 90 people:", *items, items=2) == ()
    assert hidden_in("This year:", "40 events;", *items, items=3) == ()
    assert hidden_in("Of 12 teams these 40 met:", *items, items=2) == ()


@pytest.mark.parametrize(
    "words",
    [
        "It met 12 times: 10 in person and [c] online complaints.",
        "The panel sat 9 times, including 7 at short notice and [c] urgent cases.",
        "There were 12 meetings: 10 by telephone, with [c] complaints raised.",
    ],
)
def test_a_hidden_number_that_counts_a_thing_of_its_own_is_no_part(words: str) -> None:
    assert hidden_in(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "There were 12 complaints: 10 in person and [c] online complaints.",
        "There were 12 complaints: 10 in person and [c] online.",
    ],
)
def test_a_hidden_number_that_counts_what_the_whole_counts_is_a_part(words: str) -> None:
    assert [each.severity for each in hidden_in(words)] == [Severity.ERROR]


def noted(text: str, note: str) -> tuple[Finding, ...]:
    """What is found in a paragraph and its footnote, one of which says [c]."""
    given = readings(indicator("women", limit=5), women="3")
    figure = bind_reference(read_reference("women.value"), given)

    def passage(words: str, where: str) -> Passage:
        before, mark, after = words.partition("[c]")
        spans = (Span(before), Span(figure.text, SpanKind.BOUND, figure), Span(after)) if mark else (Span(words),)
        return Passage(spans, where)

    own, below = passage(text, "a.md:1"), passage(note, "footnote 1")
    return check_undone([replace(own, notes=("1",)), replace(below, note="1")], given)


def test_a_footnote_belongs_to_its_paragraph() -> None:
    told = [
        noted("There were 40 people.", "37 men and [c] women."),
        noted("There were 40 people.", "Of these, 37 were men; the others, [c], were women."),
        noted("37 of the 40 people were men.", "The remaining [c] were women."),
    ]
    assert [[(each.where, each.severity) for each in found] for found in told] == [[("a.md:1", Severity.ERROR)]] * 3
    assert noted("There were 90 people.", "37 men and [c] women.") == ()
    assert noted("There were 40 people in 12 groups.", "37 men and [c] women.") == ()


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("There were 40 people. 37 were men. [c] were women.", Severity.WARNING),
        ("There were 40 people. Men numbered 30. Boys numbered 7. Women numbered [c].", Severity.WARNING),
        ("There were 40 people. 20 were men. [c] were women.", None),
        ("There were 40 people. 37 were men, and 12 were young. [c] were women.", None),
        ("There were 40 people. [c] were women.", None),
    ],
)
def test_sentences_that_do_not_refer_to_each_other_may_tell_a_whole_and_its_parts(
    words: str, severity: Severity | None
) -> None:
    assert [each.severity for each in hidden_in(words, limit=5)] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Of 40 people 32 were men, [c] women and [c] others.", Severity.ERROR),
        ("Of 34 people 32 were men, [c] women and [c] others.", Severity.ERROR),
        ("Of 38 people 32 were men, [c] women and [c] others.", None),
        ("There were 40 people: 32 men, [c] women and [c] others.", Severity.ERROR),
        ("There were 40 people. 32 were men. [c] were women. [c] were others.", Severity.WARNING),
    ],
)
def test_two_hidden_parts_that_can_be_divided_in_one_way(words: str, severity: Severity | None) -> None:
    given = readings(indicator("women", limit=5), indicator("others", limit=5), women="4", others="4")
    before, between, after = words.split("[c]")
    women, others = (bind_reference(read_reference(f"{name}.value"), given) for name in ("women", "others"))
    marks = [Span("[c]", SpanKind.BOUND, each) for each in (women, others)]
    spans = (Span(before), marks[0], Span(between), marks[1], Span(after))
    assert [each.severity for each in check_undone([Passage(spans, "a.md:1")], given)] == (
        [severity] if severity else []
    )


def test_two_rolling_sums_leave_one_number_for_a_month_that_is_in_one_of_them() -> None:
    total = indicator("total", derived="rolling_sum(calls, 3)")
    given = readings(
        total, indicator("calls", limit=5),
        calls_2022_01="10", calls_2022_02="30", calls_2022_03="40", calls_2022_04="3",
        total_2022_03="80", total_2022_04="73",
    )  # fmt: skip
    sums = ("total.value@2022-03", "total.value@2022-04")
    [finding] = found(given, *sums, "calls.value@2022-01")
    assert finding.message.startswith("Calls, April 2022, is suppressed")
    assert found(given, *sums) == ()
    assert found(given, sums[1], "calls.value@2022-01") == ()
