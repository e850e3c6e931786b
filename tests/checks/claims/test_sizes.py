"""Sizes of changes, directions and shares: what is told, and what each limit lets pass."""

import pytest

from boardpaper.checks.claims.direction import directions
from boardpaper.checks.claims.sentences import sentences_of
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Polarity, Unit
from boardpaper.rules import claims as rules
from tests.support.made_facts import audited, facts, indicator, passage

RAIDS = indicator("raids", {"2021/22": 1000, "2022/23": 2100}, polarity=Polarity.LOWER)
DOORS = indicator("doors", {"2021/22": 2000, "2022/23": 1800}, polarity=Polarity.HIGHER)
LEVEL = indicator("level", {"2021/22": 700, "2022/23": 700}, polarity=Polarity.HIGHER, title="Plateau")
TRUST = indicator("trust", {"2021/22": 50, "2022/23": 40}, unit=Unit.PERCENT, polarity=Polarity.HIGHER)
FUND = indicator("fund", {"2021/22": 3000, "2022/23": 3300}, unit=Unit.GBP)
ALL = (RAIDS, DOORS, LEVEL, TRUST, FUND)
RAIDS_TOLD = "raids was 1,000 (2021/22) and is 2,100 (2022/23)"
DOORS_TOLD = "doors was 2,000 (2021/22) and is 1,800 (2022/23)"
TRUST_TOLD = "trust was 50% (2021/22) and is 40% (2022/23)"
POINTS = "a change in percentage points, not in percent"


@pytest.mark.parametrize(
    ("text", "words", "evidence", "actual"),
    [
        ("Raids rose by 9%, to {raids}.", "9%", RAIDS_TOLD, "110%"),
        ("Raids rose by 9, to {raids}.", "9", RAIDS_TOLD, "1,100"),
        ("Raids rose by 9 and, then, to {raids}.", "9", RAIDS_TOLD, "1,100"),
        ("Raids rose by a third, to {raids}.", "a third", RAIDS_TOLD, "110%"),
        ("Doors fell by 9.9%, to {doors}.", "9.9%", DOORS_TOLD, "10%"),
        ("Trust fell by 10%, to {trust}.", "10%", TRUST_TOLD, POINTS),
        ("Trust fell by 12%, to {trust}.", "12%", TRUST_TOLD, "10 percentage points"),
        ("Trust fell by 20%, to {trust}.", "", "", ""),
        ("Trust fell by 9 percentage points, to {trust}.", "9 percentage points", TRUST_TOLD, "10 percentage points"),
        ("Trust fell by 10 percentage points, to {trust}.", "", "", ""),
        ("Trust fell by 9, to {trust}.", "", "", ""),
        ("Raids rose by 9 percentage points, to {raids}.", "", "", ""),
        ("Raids rose by 9 to 10 in all, to {raids}.", "", "", ""),
        ("Raids rose by 9 to {raids}.", "9", RAIDS_TOLD, "1,100"),
        ("The fund rose by £200, to {fund}.", "£200", "fund was £3,000 (2021/22) and is £3,300 (2022/23)", "300"),
        ("We could raise raids by 9, to {raids}.", "9", RAIDS_TOLD, "1,100"),
        ("It is our aim to go up 9, with raids at {raids}.", "", "", ""),
        ("There was a rise of 9 in raids, to {raids}.", "9", RAIDS_TOLD, "1,100"),
        ("It came with a 9% rise in raids, {raids} of them.", "9%", RAIDS_TOLD, "110%"),
        ("There were 9 more raids, {raids} in all.", "9", RAIDS_TOLD, "1,100"),
        ("There was a rise of 9 in raids, {raids} in all, with doors at {doors}.", "9", RAIDS_TOLD, "1,100"),
        ("It rose to some {raids}, by 9, with {doors}.", "9", RAIDS_TOLD, "1,100"),
        ("It rose to quite {raids}, by 9, with {doors}.", "", "", ""),
        ("By 9 it rose to {raids}, with {doors}.", "", "", ""),
        ("Raids rose by {doors} or by 9, {raids} of them.", "9", RAIDS_TOLD, "1,100"),
        ("Trust fell by 1%, from 3% to 2%.", "1%", "it went from 3% to 2%", POINTS),
        ("Trust fell by 2%, from 3% to 2%.", "2%", "it went from 3% to 2%", "1 percentage point"),
        ("It fell by 3, from 12.5 to 10.1.", "3", "it went from 12.5 to 10.1", "2.4"),
        ("It fell by 3, from 12 to 12.", "", "", ""),
        ("Raids have trebled, to {raids}.", "trebled", RAIDS_TOLD, "2.10 times"),
        ("Raids are 3 times as many, {raids} now.", "3 times as many", RAIDS_TOLD, "2.10 times"),
        ("Raids will have trebled, to {raids}.", "trebled", RAIDS_TOLD, "2.10 times"),
        ("Raids have not trebled, {raids} now.", "", "", ""),
        ("It doubled, from 0 to 5.", "", "", ""),
        ("Doors have halved, to {doors}.", "halved", DOORS_TOLD, "0.90 times"),
        ("It has doubled, from 10 to 30.", "doubled", "it went from 10 to 30", "3 times"),
        ("It has Tripled, from 10 to 20.", "Tripled", "it went from 10 to 20", "2 times"),
    ],
)  # fmt: skip
def test_a_size_that_is_not_so_is_told_with_the_right_one(text: str, words: str, evidence: str, actual: str) -> None:
    sizes = ("claim-size", "claim-points")
    found = [each for each in audited(text, *ALL) if each.rule in sizes]
    expected = [f"“{words}” in", f"”, but {evidence}: that is {actual}"] if words else []
    assert [part for each in found for part in (each.message[: len(words) + 5], each.message[-len(expected[1]) :])] == (
        expected
    )
    assert [each.rule for each in found] == [sizes[actual == POINTS]] * bool(words)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("trebled", 270, 360),
        ("tripled", 270, 360),
        ("quadrupled", 360, 480),
        ("about trebled", 255, 360),
        ("almost trebled", 240, 306),
        ("over trebled", 297, 450),
        ("under trebled", 150, 303),
        ("halved", 40, 55),
        ("about halved", 40, 57.5),
        ("almost halved", 49, 60),
        ("over halved", 25, 50.5),
    ],
)
def test_a_multiple_is_as_near_as_it_says(said: str, low: float, high: float) -> None:
    def is_sound(now: float) -> bool:
        raids = indicator("raids", {"2021/22": 100, "2022/23": now}, decimals=2)
        found = {each.rule for each in audited(f"Raids have {said}, to {{raids}}.", raids)} - {"claim-direction"}
        assert found <= {"claim-size"}
        return not found

    assert is_sound(low)
    assert is_sound(high)
    assert not is_sound(low - 0.01)
    assert not is_sound(high + 0.01)


@pytest.mark.parametrize(
    ("word", "earlier", "unit", "low", "high"),
    [
        ("stable", 1000, Unit.COUNT, 900.01, 1099.99),
        ("stable", 100, Unit.COUNT, 80.01, 119.99),
        ("stable", 50, Unit.PERCENT, 45.01, 54.99),
        ("unchanged", 1000, Unit.COUNT, 1000, 1000),
    ],
)
def test_what_is_stable_changes_by_less_than_chance(
    word: str, earlier: int, unit: Unit, low: float, high: float
) -> None:
    def is_sound(now: float) -> bool:
        raids = indicator("raids", {"2021/22": earlier, "2022/23": now}, unit=unit, decimals=2)
        found = audited(f"Raids were {word}, at {{raids}}.", raids)
        assert {each.rule for each in found} <= {"claim-stable"}
        return not found

    assert is_sound(low)
    assert is_sound(high)
    assert not is_sound(low - 0.01)
    assert not is_sound(high + 0.01)


def claim(rule: str, text: str) -> list[Finding]:
    return [each for each in audited(text, *ALL) if each.rule == rule]


@pytest.mark.parametrize(
    ("text", "words", "way", "evidence"),
    [
        ("Raids fell, {raids} in all.", "fell", "a fall", RAIDS_TOLD),
        ("Doors rose, {doors} in all.", "rose", "a rise", DOORS_TOLD),
        ("The plateau rose, {level} in all.", "rose", "a rise", "level was 700 (2021/22) and is 700 (2022/23)"),
        ("The plateau fell, {level} in all.", "fell", "a fall", "level was 700 (2021/22) and is 700 (2022/23)"),
        ("Raids are down 9 on before, {raids} in all.", "down", "a fall", RAIDS_TOLD),
        ("Doors are UP 9 on before, {doors} in all.", "UP", "a rise", DOORS_TOLD),
        ("Raids, at {raids}, remain below the baseline.", "below", "a fall", RAIDS_TOLD),
        ("Doors, at {doors}, remain Above the baseline.", "Above", "a rise", DOORS_TOLD),
        ("There are fewer people, at {raids}.", "fewer people", "a fall", RAIDS_TOLD),
        ("There are More people, at {doors}.", "More people", "a rise", DOORS_TOLD),
        ("There were more raids, at {raids}, than before.", "", "", ""),
        ("Raids rose, {raids} in all.", "", "", ""),
        ("Raids might have fallen, {raids} in all.", "fallen", "a fall", RAIDS_TOLD),
        ("Raids did not fall, {raids} in all; never fallen.", "", "", ""),
    ],
)  # fmt: skip
def test_a_direction_that_is_not_so_is_told(text: str, words: str, way: str, evidence: str) -> None:
    assert [each.message.partition(" in “")[0] for each in claim("claim-direction", text)] == (
        [f"“{words}” says {way}"] if words else []
    )
    assert [each.message.rpartition("but ")[2] for each in claim("claim-direction", text)] == [evidence] * bool(words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rose and then fell.", [("rose", 1), ("fell", -1)]),
        ("It is up 9 on before, and is DOWN 8 on it.", [("up", 1), ("DOWN", -1)]),
        ("It is above the baseline, then Below last year's.", [("above", 1), ("Below", -1)]),
        ("There were more cats, fewer dogs, Less milk.", [("more cats", 1), ("fewer dogs", -1), ("Less milk", -1)]),
        ("With more cats it fell, and was up 9 on, and above the baseline.",
         [("more cats it fell", 1), ("fell", -1), ("up", 1), ("above", 1)]),
        ("It will not rise, nor was it to have fallen, never risen.", [("fallen", -1)]),
    ],
)  # fmt: skip
def test_the_words_of_a_direction_are_found_in_order(text: str, found: list[tuple[str, int]]) -> None:
    known = facts()
    (sentence,) = sentences_of(passage(text, known), known, {})
    assert [(match.group().strip(), sign) for match, sign in directions(sentence)] == found


def test_one_change_is_told_once() -> None:
    text = "Raids fell, {raids} in all, fell and, with doors at {doors}, doors rose."
    assert [each.message.partition(" says")[0] for each in claim("claim-direction", text)] == ["“fell”", "“rose”"]


@pytest.mark.parametrize(
    ("text", "words", "which"),
    [
        ("Raids improved, {raids} in all.", "improved", "lower"),
        ("Raids worsened, {raids} in all.", "", ""),
        ("Doors improved, {doors} in all.", "improved", "higher"),
        ("Doors worsened, {doors} in all.", "", ""),
        ("The plateau improved, {level} in all.", "improved", "higher"),
        ("The plateau worsened, {level} in all.", "worsened", "higher"),
        ("The fund improved, {fund} in all.", "", ""),
        ("There is an improvement in raids, {raids} in all.", "improvement", "lower"),
        ("Raids have not improved, {raids} in all.", "", ""),
        ("It improved, from 5 to 9.", "", ""),
        ("The fund improved, {fund} in all. Raids improved, {raids} in all.", "improved", "lower"),
        ("The fund improved in {fund} and, as improved, from 5 to 9, in {raids}, raids improved.", "", ""),
        ("It never improved, {fund}, but raids improved, {raids} in all.", "improved", "lower"),
    ],
)
def test_what_is_called_better_and_is_not_is_told(text: str, words: str, which: str) -> None:
    found = claim("claim-polarity", text)
    assert [(each.message.partition("” in “")[0], each.message.rpartition(", and ")[2]) for each in found] == (
        [(f"“{words}", f"{which} is better")] if words else []
    )


@pytest.mark.parametrize(
    ("text", "words", "actual"),
    [
        ("Of the 40 talks, 10 (26%) were long.", "26%", "25"),
        ("Of the 40 talks, 10 (25%) were long.", "", ""),
        ("10 of the 30 talks (34%) were long.", "34%", "33.3"),
        ("Of the 0 talks, 0 (26%) were long.", "", ""),
        ("Of the 10 talks, 10 (90%) were long.", "90%", "100"),
        ("Of the 10 talks, 11 (90%) were long.", "", ""),
        ("Of the 10 talks, 0 (9%) were long.", "9%", "0"),
        ("Of the £10, 5 (9%) were long.", "", ""),
        ("Of the £10, £5 (9%) were spent.", "9%", "50"),
        ("Most of the 40 talks (20) were long.", "Most", "50"),
        ("Most of the 40 talks (21) were long.", "", ""),
        ("A minority of the 40 talks (20) were long.", "minority", "50"),
        ("A MINORITY of the 40 talks (19) were long.", "", ""),
        ("A quarter of talks (22.5%) were long.", "", ""),
        ("A quarter of talks (22.4%) were long.", "A quarter", "22.4"),
        ("A quarter of talks (27.5%) were long.", "", ""),
        ("A quarter of talks (27.6%) were long.", "A quarter", "27.6"),
        ("Half of talks (45%) were long.", "", ""),
        ("Half of talks (44.9%) were long.", "Half", "44.9"),
        ("Half of talks (9) were long.", "", ""),
        ("9 of talks (9%) were long.", "", ""),
        ("{trust} of talks (9%) were long.", "", ""),
        ("About half of talks (56%) were long.", "", ""),
        ("About half of talks (56.1%) were long.", "half", "56.1"),
        ("{trust} of talks (9%) were long, most of the 40 (10).", "most", "25"),
        ("Half of talks (9), half of calls (20%) were long.", "half", "20"),
    ],
)
def test_a_share_is_held_against_the_numbers_beside_it(text: str, words: str, actual: str) -> None:
    sentence = text.replace("{trust}", "40%")
    expected = [rules.CLAIM_SHARE.at("paragraph 1", words=words, sentence=sentence, actual=actual)] if words else []
    assert claim("claim-share", text) == expected
