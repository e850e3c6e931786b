"""Two values that a sentence compares over time, and sentences as they are cut out of a passage."""

from decimal import Decimal

import pytest

from boardpaper.checks.claims.pairs import sentence_pairs
from boardpaper.checks.claims.sentences import CHANGE, DIRECTION, OPAQUE, PERIOD, Q, sentences_of
from boardpaper.checks.prose.recognised import by_value
from boardpaper.model.kpi import Unit
from boardpaper.model.passage import Passage, Span, SpanKind
from tests.support.made_facts import facts, indicator, passage

RAIDS = indicator("raids", {"2021/22": "52.6", "2022/23": 1210}, title="Raids on farms")
DOORS = indicator("doors", {"2021/22": 40, "2022/23": 30}, title="Doors")
TRUST = indicator("trust", {"2022/23": 61}, unit=Unit.PERCENT)
KNOWN = facts(RAIDS, DOORS, TRUST)


def pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of the first sentence of `text`."""
    sentence, *_ = sentences_of(passage(text, KNOWN), KNOWN, by_value(KNOWN.figures))
    return [(pair.earlier.text, pair.later.text) for pair in sentence_pairs(sentence, KNOWN)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It went from 9 to 7.", [("9", "7")]),
        ("It went from about 9 cases to just 7.", [("9", "7")]),
        ("It went from 5 to 7, from 9 in May to 8 in all.", [("5", "7"), ("9", "8")]),
        ("Waits range from 9 to 7.", []),
        ("It is at 7 now from 9.", [("9", "7")]),
        ("It was 7, against 9.", [("9", "7")]),
        ("It was 7, against 9 nationally.", []),
        ("It was 7, against 9 for men.", []),
        ("It was 7, against 9 more.", []),
        ("It was 7 (9 in the year before).", [("9", "7")]),
        ("It changed (9 to 7).", [("9", "7")]),
        ("From 9 nationally to 7.", []),
        ("From 9 to 7 nationally.", [("9", "7")]),
        ("It went from 9% to 7.", []),
        ("It went from 9% to 7%.", [("9%", "7%")]),
        ("It went from half to a quarter of it.", []),
        ("It went from 9 points to 7 points.", []),
        ("It fell by 9 to 7 from 8.", [("8", "7")]),
        ("It was {raids}, against {doors}.", []),
        ("It was {raids}, against {raids.baseline}.", [("53", "1,210")]),
        ("It was {raids}, against 53.", [("53", "1,210")]),
        ("It was {raids}, against 52.6.", [("52.6", "1,210")]),
        ("It was {raids}, against 52.", []),
        ("It was {raids}, against 1,210.", [("1,210", "1,210")]),
        ("It was 53, against {raids}.", [("1,210", "53")]),
        ("It was {trust}, against 9.", []),
        ("From 9 to 7, it was at 7 from 9.", [("9", "7"), ("9", "7")]),
        ("It went from 9 to 7, against 8.", [("9", "7")]),
        ("From 1 to 2 (3 to 4), now at 5 from 6, that is 7 against 8 and 9 (10 in the year before).",
         [("1", "2"), ("3", "4"), ("6", "5"), ("8", "7"), ("10", "9")]),
    ],
)  # fmt: skip
def test_the_values_that_are_compared(text: str, found: list[tuple[str, str]]) -> None:
    assert pairs(text) == found


def test_a_sentence_has_a_sign_for_each_figure() -> None:
    text = (
        "Of {raids} and {raids.baseline}, {raids.change}; {raids.direction.verb} in {raids.period}, {doors.share}, "
        "{doors.title}. Then 5 on 5 May 2022, and −9%!"
    )
    made = passage(text, KNOWN)
    first, second = sentences_of(Passage((*made.spans, Span("22", SpanKind.SOURCED)), "here"), KNOWN, {})
    assert first.words == f"Of {Q} and {Q}, {CHANGE}; {DIRECTION} in {PERIOD}, {OPAQUE}, the title."
    assert second.words == f" Then {Q} on 5 May 2022, and {Q}!{OPAQUE}"
    assert [(at, each.text, each.value, each.decimals) for at, each in first.quantities.items()] == [
        (3, "1,210", Decimal(1210), 0), (9, "53", RAIDS.values[next(iter(RAIDS.values))], 0),
    ]  # fmt: skip
    assert [(at, each.text, each.value) for at, each in second.quantities.items()] == [
        (6, "5", Decimal(5)),
        (27, "−9%", Decimal(-9)),
    ]
    assert {at: each.reference for at, each in first.changes.items()} == {12: "raids.change"}
    assert second.changes == {}
    assert second.texts == {6: "5", 27: "−9%", 29: "22"}
    assert second.said == "Then 5 on 5 May 2022, and −9%!22"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two. Three.", 3),
        ("It is so, e.g. This, i.e. That, approx. There, vs. Those, No. This.", 1),
        ("He said “So!” Then. (“Why?”) So. it is", 4),
        ("So. ", 1),
        (" ", 0),
        ("So it is. 5 are", 2),
        ("So it is. all are", 1),
        ("So it is. {raids} are", 2),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(sentences_of(passage(text, KNOWN), KNOWN, {})) == count


@pytest.mark.parametrize(
    ("length", "said"), [(119, "x" * 119), (120, "x" * 120), (121, f"{'x' * 119}…"), (500, f"{'x' * 119}…")]
)
def test_a_long_sentence_is_shortened(length: int, said: str) -> None:
    (sentence,) = sentences_of(passage("x" * length, KNOWN), KNOWN, {})
    assert sentence.said == said


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("There were 1,210 raids on farms", "raids.value"),
        ("There were 40 doors", "doors.value@2021/22"),
        ("There were 1,210 others", None),
        ("Raids on farms rose by 1,210", None),
        ("Raids on farms rose by some 1,210", None),
        ("Raids on farms rose by some way 1,210", "raids.value"),
    ],
)
def test_a_typed_number_may_be_a_reading(text: str, figure: str | None) -> None:
    (sentence,) = sentences_of(passage(text, KNOWN), KNOWN, by_value(KNOWN.figures))
    (quantity,) = sentence.quantities.values()
    assert (quantity.figure.reference if quantity.figure else None) == figure


@pytest.mark.parametrize(("value", "is_reading"), [(19, False), (20, True)])
def test_a_small_number_is_soon_found_by_chance(value: int, is_reading: bool) -> None:
    known = facts(indicator("doors", {"2022/23": value}, title="Doors"))
    (sentence,) = sentences_of(passage(f"There were {value} doors", known), known, by_value(known.figures))
    (quantity,) = sentence.quantities.values()
    assert (quantity.figure is not None) is is_reading


def test_signs_of_private_use_in_an_authors_words_are_none() -> None:
    (sentence,) = sentences_of(passage(f"So {Q} and {OPAQUE} are", KNOWN), KNOWN, {})
    assert sentence.words == "So \ufffd and \ufffd are"
    assert sentence.quantities == {}
