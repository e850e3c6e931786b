"""The audit of claims: what is contradicted is found, with its place and the readings; what is sound is left alone."""

import time
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from boardpaper.checks.audit.paper import audit
from boardpaper.checks.claims.audit import audit_claims
from boardpaper.commands.check import check_paper
from boardpaper.compose.facts import gather_facts
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Readings
from boardpaper.model.paper import WorkbookPlan
from boardpaper.model.passage import Passage, Span, divided
from boardpaper.sources.workbook.reader import read_workbooks
from tests.support.claims_set import SETS, Labelled, audited_set, passages, read_readings
from tests.support.places import ROOT

PAPER = ROOT / "inputs" / "2022-05-performance"
SLIPS = ROOT / "tests" / "data" / "uncorrected" / "paper-slips.md"


@cache
def labelled(name: str) -> tuple[Labelled, ...]:
    return tuple(audited_set(name))


def missed(name: str) -> list[str]:
    return [each.id for each in labelled(name) if each.verdict == "wrong" and not each.findings]


@pytest.mark.parametrize("name", SETS)
def test_no_sound_sentence_gives_an_alarm(name: str) -> None:
    assert [each.id for each in labelled(name) if each.verdict == "sound" and each.findings] == []


def test_the_sets_are_large_and_even() -> None:
    counts = [
        [sum(each.verdict == verdict for each in labelled(name)) for verdict in ("sound", "wrong")] for name in SETS
    ]
    assert sum(map(sum, counts)) >= 180
    assert all(abs(sound - wrong) <= 2 for sound, wrong in counts)
    assert all(sum(count) >= 60 for count in counts)


def test_the_wrong_sentences_are_found() -> None:
    assert missed("known") == []
    assert len(missed("apart")) <= 3
    assert len(missed("later")) <= 2
    assert len(missed("harder")) <= 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("claims")


@cache
def known(folder: Path) -> tuple[Readings, Facts]:
    readings = read_readings("known", folder)
    return readings, gather_facts(readings)


def found(text: str, folder: Path) -> tuple[Finding, ...]:
    readings, facts = known(folder)
    return audit_claims(passages(text, readings, folder), facts)


RULES = {
    "Burglary rose to {{burglary.value}}.": "claim-direction",
    "Firearm discharges fell by 7, to {{discharges.value}}.": "claim-size",
    "Knife crime has trebled, to {{knife-crime.value}} offences.": "claim-size",
    "Confidence fell by 3%, to {{confidence.value}}.": "claim-points",
    "Knife crime was stable, at {{knife-crime.value}} offences.": "claim-stable",
    "Confidence improved to {{confidence.value}}.": "claim-polarity",
    "A minority of residents, {{confidence.value}}, are confident.": "claim-share",
    "There were {{homicide.value}} homicides in {{homicide.period}}, or five a month.": "claim-average",
    "Robbery is at its highest for four years: {{robbery.value}} offences.": "claim-record",
    "Robbery is at a record high of {{robbery.value}} offences.": "claim-record",
    "Burglary remains above the baseline, at {{burglary.value}}.": "claim-direction",
    "Theft of vehicles was highest in one month: {{vehicle-theft.value@2022-06}}, the highest month.": "claim-record",
    "Robbery rose for the second year running, to {{robbery.value}}.": "claim-record",
    "The fall in knife crime is welcome.": "claim-agreement",
    "Weapons seized came to {{seizures.value}}, a reduction of 65 from the 215 of the year before.": "claim-size",
    "There were {{discharges.value}} discharges, 7 fewer than the 40 of the year before.": "claim-size",
    "Repairs rose from 300 to 240 in the year.": "claim-direction",
    "Of 36 visits, 24 (76%) led to an arrest.": "claim-share",
    "Assaults had increased by 9.7% (3,935 offences to 4,199).": "claim-size",
    "There were 3,784 burglaries.": "claim-agreement",
    # Plain verbs, denials, degrees.
    "Robbery tumbled to {{robbery.value}}.": "claim-direction",
    "The fund was cut to {{victim-fund.value}} from 2020 on, which helped.": "claim-direction",
    "Burglary has not fallen, at {{burglary.value}}.": "claim-direction",
    "There was no fall in burglary, at {{burglary.value}}.": "claim-direction",
    "Burglary did not come down in 2022/23.": "claim-agreement",
    "Confidence is no worse than it was, at {{confidence.value}}.": "claim-polarity",
    "Robbery rose slightly, to {{robbery.value}}.": "claim-size",
    "Shoplifting was marginally up, at {{shoplifting.value}} after {{shoplifting.baseline}}.": "claim-size",
    # Two indicators, or two numbers.
    "Both burglary and robbery fell, to {{burglary.value}} and {{robbery.value}}.": "claim-agreement",
    "Neither burglary nor robbery has risen.": "claim-agreement",
    "There were more robberies ({{robbery.value}}) than burglaries ({{burglary.value}}).": "claim-comparison",
    "Confidence, at {{confidence.value}}, is above the target of 90%.": "claim-comparison",
    "Twice as many robberies ({{robbery.value}}) as burglaries ({{burglary.value}}) were solved.": "claim-size",
    "Twice as many robberies were recorded as the year before ({{robbery.value}}).": "claim-size",
    "More than 5,000 homes ({{burglary.value}}) were burgled.": "claim-size",
}
QUIET = (
    # Wishes, forecasts, denials.
    "We work to reduce burglary, of which there were {{burglary.value}}; it will rise no further.",
    "Robbery did not fall: there were {{robbery.value}}.",
    "The aim is a fall in robbery, of which there were {{robbery.value}}.",
    # Of something else.
    "Staffing rose, and {{burglary.value}} burglaries were recorded.",
    "Improved recording helps; {{confidence.value}} of residents are confident.",
    "Demand has fallen while robbery stands at {{robbery.value}}.",
    "Patrols went up and down the street where {{burglary.value}} burglaries were recorded.",
    # Measured from another time.
    "Burglary has risen in recent months, though the year had {{burglary.value}}.",
    "Burglary rose since the pandemic, to {{burglary.value}}.",
    "The rise in burglary last week was reported.",
    "Nationally, the rise in burglary was reported.",
    # From the workbook itself.
    "Burglary {{burglary.direction.verb}} by {{burglary.change.percent}}, to {{burglary.value}}.",
    "Burglary is {{burglary.change.short}}, at {{burglary.value}}.",
    # Averages and shares that hold, or cannot be told.
    "There were {{homicide.value}} homicides in {{homicide.period}}, about one a month.",
    "Almost half of the {{discharges.value}} discharges came at night.",
    "Most officers, {{officers.value}}, work shifts.",
    "Burglary remains below the baseline, at {{burglary.value}}.",
    "At {{burglary.value}}, burglary is the lowest on record.",
    # A record of years that the workbook does not hold.
    "Robbery is at its lowest for a decade: {{robbery.value}} offences.",
    "Burglary fell for the second year running, to {{burglary.value}}.",
    # Two numbers of which one is no earlier value of the other.
    "Waits range from 12 to 20 weeks and have fallen.",
    "Satisfaction rose to {{satisfaction.value}}, compared with 90% nationally.",
    "Satisfaction rose to {{satisfaction.value}}, against a target of 80%.",
    "Satisfaction has improved to 70%, compared with 90% for other forces.",
    "Discharges fell to {{discharges.value}}, more than 20 of them at night.",
    "Calls fell, with 12 calls from 7 schools.",
    # A size that is told with the value that it is measured from.
    "Weapons seized came to {{seizures.value}}, a reduction of 55 from the 215 of the year before.",
    "There were {{discharges.value}} discharges, 9 fewer than the 40 of the year before.",
    "Assaults had increased by 6.7% (3,935 offences to 4,199).",
    "The risk is around 27%, one-third lower than the risk in 1995 (40%).",
    # A part of what is named.
    "The fall in knife crime among young people is welcome.",
    "Residential burglary rose.",
    "There were 12 burglaries in the school holidays.",
    # Denied only so far, or doubted.
    "Burglary has not fallen below 3,000, and stands at {{burglary.value}}.",
    "Burglary did not fall as fast as was hoped, to {{burglary.value}}.",
    "If burglary had not fallen, the target would have been missed; there were {{burglary.value}}.",
    "Whether or not robbery has fallen, patrols go on; there were {{robbery.value}} robberies.",
    # A superlative, a base of a rate, a part.
    "Most similar forces ({{charge-rate.value}}) do as well.",
    "There were {{burglary.value}} burglaries, more than 500 of them in the city.",
    "There were {{burglary.value}} burglaries, 30 fewer than in the 12 months to June.",
    # Each verb with its own number.
    "Theft of vehicles fell from 351 in September to 347 in October, then rose to {{vehicle-theft.value}}.",
)


@pytest.mark.parametrize("text", RULES)
def test_a_contradicted_claim_is_found(text: str, folder: Path) -> None:
    assert [each.rule for each in found(text, folder)] == [RULES[text]]


@pytest.mark.parametrize("text", QUIET)
def test_what_is_not_certain_is_left_alone(text: str, folder: Path) -> None:
    assert found(text, folder) == ()


_WORDS = (
    "rose fell by to from at 53 14% £3m one in four a quarter half of the majority burglary robbery was stable doubled "
    "month ( ) , ; ."
)
_FIGURES = ("{{burglary.value}}", "{{robbery.change}}", "{{robbery.period}}")
_PHRASES = ("for four years", "second year running", "compared with", "times as many", "before the pandemic", "\ue000")
_PIECES = st.sampled_from([*_WORDS.split(), *_FIGURES, *_PHRASES])


@given(st.lists(_PIECES, max_size=25))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_stop_the_audit(folder: Path, pieces: list[str]) -> None:
    assert all(each.where for each in found(f"Text {' '.join(pieces)}", folder))


def test_a_paragraph_of_any_length_is_audited_in_time() -> None:
    text = "Burglary rose by 9, from 52 to 61, and fell to a quarter of 300 (12%) in one month. " * 1000
    passage = Passage((Span(text),), "paragraph 1")
    begin = time.process_time()
    pieces = tuple(divided(passage))
    findings, coverage = audit(pieces, Facts())
    assert "".join(piece.text for piece in pieces) == text
    assert coverage.unexplained == len([each for each in findings if each.rule == "number-unexplained"]) > 1000
    assert time.process_time() - begin < 30


def test_a_finding_says_what_was_claimed_and_what_the_readings_are(folder: Path) -> None:
    (finding,) = found("Recorded burglary rose to {{burglary.value}}.", folder)
    assert finding.where == "passage.md:1, paragraph 1"
    assert "“rose” says a rise in “Recorded burglary rose to 3,874.”" in finding.message
    assert "burglary was 4,210 (2021/22) and is 3,874 (2022/23)" in finding.message
    assert not finding.blocks


def test_a_suppressed_value_is_never_told(folder: Path) -> None:
    readings = read_readings("known", folder)
    homicide = replace(readings.indicators["homicide"], suppress_below=Decimal(20))
    facts = gather_facts(replace(readings, indicators={**readings.indicators, "homicide": homicide}))
    assert facts.indicators["homicide"].values == {}
    assert not any(figure.indicator == "homicide" for figure in facts.figures)


@pytest.fixture(scope="module")
def slips(folder: Path) -> tuple[Finding, ...]:
    readings, _ = read_workbooks([WorkbookPlan(PAPER / "kpi.xlsx", "kpi.xlsx")], {})
    return audit_claims(passages(SLIPS.read_text(encoding="utf-8"), readings, folder), gather_facts(readings))


def test_the_slips_of_the_published_paper_are_found(slips: tuple[Finding, ...]) -> None:
    assert [(each.rule, each.where) for each in slips] == [
        ("claim-average", "passage.md:3, paragraph 1"),
        ("claim-agreement", "passage.md:11, paragraph 4"),
        ("claim-comparators", "passage.md:25, paragraph 9"),
    ]


def test_the_example_keeps_one_doubtful_claim() -> None:
    findings = check_paper(PAPER).findings
    assert [(each.rule, each.where) for each in findings] == [
        ("claim-comparators", "narrative/force/cyber-crime.md:17, paragraph 33")
    ]
