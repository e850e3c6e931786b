"""How far a claim may be from its readings before it is called wrong, in each way of saying a number."""

from functools import cache
from pathlib import Path

import pytest

from boardpaper.checks.claims.audit import audit_claims
from boardpaper.compose.facts import gather_facts
from boardpaper.model.facts import Facts
from boardpaper.model.kpi import Readings
from tests.support.claims_set import passages, read_readings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("claims")


@cache
def known(folder: Path) -> tuple[Readings, Facts]:
    readings = read_readings("known", folder)
    return readings, gather_facts(readings)


def rules(text: str, folder: Path) -> set[str]:
    readings, facts = known(folder)
    return {finding.rule for finding in audit_claims(passages(text, readings, folder), facts)}


BURGLARY = "Burglary fell by {}, to {{{{burglary.value}}}}."  # 4210 to 3874: 336, or 7.98%


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        ("336", True), ("337", False), ("8%", True), ("7%", False), ("8.0%", True), ("7.9%", False),
        ("about 9%", True), ("about 10%", False), ("almost 9.9%", True), ("almost 10%", False), ("nearly 7%", False),
        ("over 7%", True), ("over 8%", True), ("over 9%", False), ("over 5%", True), ("over 4%", False),
        ("less than 8%", True), ("less than 7%", False), ("just under 8%", True), ("just under 12%", False),
        ("up to 9%", True),
    ],
)  # fmt: skip
def test_a_size(said: str, sound: bool, folder: Path) -> None:
    assert rules(BURGLARY.format(said), folder) == (set() if sound else {"claim-size"})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("3 percentage points", set()),
        ("4 percentage points", {"claim-size"}),
        ("5%", set()),
        ("3%", {"claim-points"}),
        ("9%", {"claim-size"}),
    ],
)
def test_a_size_of_a_percentage(said: str, found: set[str], folder: Path) -> None:
    assert rules(f"Confidence fell by {said}, to {{{{confidence.value}}}}.", folder) == found  # 61% to 58%


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        ("Knife crime doubled, to {{knife-crime.value}} offences.", True),  # 600 to 1212
        ("Knife crime more than doubled, to {{knife-crime.value}} offences.", True),
        ("Knife crime almost doubled, to {{knife-crime.value}} offences.", True),
        ("Knife crime trebled, to {{knife-crime.value}} offences.", False),
        ("Knife crime almost trebled, to {{knife-crime.value}} offences.", False),
        ("Hate crime halved, to {{hate-crime.value}} offences.", True),  # 512 to 254
        ("Hate crime more than halved, to {{hate-crime.value}} offences.", True),
        ("Hate crime almost halved, to {{hate-crime.value}} offences.", True),
        ("Drug-driving arrests trebled, to {{drug-driving.value}}.", True),  # 300 to 905
        ("Drug-driving arrests quadrupled, to {{drug-driving.value}}.", False),
        ("Drug-driving arrests doubled, to {{drug-driving.value}}.", False),
    ],
)
def test_times(said: str, sound: bool, folder: Path) -> None:
    assert rules(said, folder) == (set() if sound else {"claim-size"})


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        ("Burglary was stable, at {{burglary.value}} offences.", True),  # 8% down
        ("Shoplifting was stable, at {{shoplifting.value}} offences.", False),  # 20% up
        ("Complaints were stable, at {{complaints.value}}.", False),  # 400 to 340, where 40 is chance
        ("Firearm discharges were stable, at {{discharges.value}}.", True),  # 40 to 31, where 12 is chance
        ("Victim satisfaction was stable, at {{satisfaction.value}}.", True),  # 2.7 points
        ("Emergency calls answered in time were stable, at {{calls-in-time.value}}.", False),  # 7 points
        ("Homicide was unchanged, at {{homicide.value}}.", True),
        ("Burglary was unchanged, at {{burglary.value}} offences.", False),
        ("Burglary was not stable, at {{burglary.value}} offences.", True),
    ],
)
def test_what_is_stable(said: str, sound: bool, folder: Path) -> None:
    assert rules(said, folder) == (set() if sound else {"claim-stable"})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Public confidence worsened, to {{confidence.value}}.", set()),
        ("Public confidence improved, to {{confidence.value}}.", {"claim-polarity"}),
        ("Burglary improved, to {{burglary.value}} offences.", set()),
        ("Burglary worsened, to {{burglary.value}} offences.", {"claim-polarity"}),
        ("Police officers improved, to {{officers.value}}.", set()),
        ("Burglary rose to {{burglary.value}} offences.", {"claim-direction"}),
        ("Homicide rose to {{homicide.value}}.", {"claim-direction"}),
    ],
)
def test_directions(said: str, found: set[str], folder: Path) -> None:
    assert rules(said, folder) == found


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        ("323 a month", True), ("324 a month", False), ("322 a month", False),  # 322.8
        ("about 350 a month", True), ("about 360 a month", False), ("about 300 a month", True),
        ("about 290 a month", False), ("over 322 a month", True), ("over 323 a month", False),
        ("over 260 a month", False), ("under 323 a month", True), ("under 322 a month", False),
        ("almost 350 a month", True), ("almost 360 a month", False),
        ("75 a week", True), ("74 a week", True), ("76 a week", False),  # 74.5
        ("11 a day", True), ("10 a day", False),  # 10.6
        ("968 per quarter", True), ("970 each quarter", False),  # 968.5
        ("300 to 330 a month", True), ("324 to 330 a month", False), ("300 to 322 a month", False),
    ],
)  # fmt: skip
def test_an_average(said: str, sound: bool, folder: Path) -> None:
    text = f"There were {{{{burglary.value}}}} burglaries, {said}."
    assert rules(text, folder) == (set() if sound else {"claim-average"})


def test_an_average_may_stand_beside_its_total(folder: Path) -> None:
    total, average = "There were {{burglary.value}} burglaries.", "That is 400 a month."
    assert rules(f"{total} {average}", folder) == {"claim-average"}
    assert rules(f"{average} {total}", folder) == {"claim-average"}
    assert rules(f"{average} We say so. {total}", folder) == set()
    assert rules(f"{total} Of {{{{robbery.value}}}} robberies, 400 a month were so.", folder) == {"claim-average"}
    assert (
        rules("There were {{burglary.value}} burglaries and {{robbery.value}} robberies, 9 a month.", folder) == set()
    )
    assert rules("There were {{vehicle-theft.value}} thefts of vehicles, 9 a month.", folder) == set()


@pytest.mark.parametrize(
    ("said", "sound"),
    [
        ("Of the 640 arrests, 192 (30%) led to a charge.", True),
        ("Of the 640 arrests, 192 (31%) led to a charge.", False),
        ("192 of the 640 arrests (30%) led to a charge.", True),
        ("192 of the 640 arrests (29%) led to a charge.", False),
        ("A third of arrests (30%) led to a charge.", True),
        ("A quarter of arrests (30%) led to a charge.", False),
        ("Almost a third of arrests (30%) led to a charge.", True),
        ("Almost half of arrests (30%) led to a charge.", False),
        ("Most of the 640 arrests (192) led to a charge.", False),
        ("A minority of the 640 arrests (192) led to a charge.", True),
        ("A majority of the 640 arrests (400) led to a charge.", True),
        ("A majority of the 640 arrests (320) led to a charge.", False),
        ("A minority of the 640 arrests (320) led to a charge.", False),
    ],
)
def test_a_share(said: str, sound: bool, folder: Path) -> None:
    assert rules(said, folder) == (set() if sound else {"claim-share"})
