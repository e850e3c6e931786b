"""A bound figure against the words around it: its sign, its indicator, its period, its order."""

from pathlib import Path

import pytest

from boardpaper.checks.claims.bound import check_bound_words
from boardpaper.checks.claims.controls import sign_of
from boardpaper.compose.facts import gather_facts
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure
from tests.support.claims_set import passages, read_readings

CONTRADICTED = {
    # The sign of a change.
    "Offences increased by {{burglary.change.percent}}.": "claim-direction",
    "It rose by {{burglary.change.count}}.": "claim-direction",
    "Offences in homes rose {{burglary.change.percent}}.": "claim-direction",
    "Burglary is up {{burglary.change.percent}} on the year before.": "claim-direction",
    "An increase of {{burglary.change.count}} was recorded.": "claim-direction",
    "There was a fall in offences of {{robbery.change.count}}.": "claim-direction",
    "We saw {{robbery.change.percent}} fewer offences.": "claim-direction",
    "Offences went down sharply, by {{robbery.change}}.": "claim-direction",
    "Offences fell between {{robbery.baseline.period}} and {{robbery.period}} by {{robbery.change.count}}.": (
        "claim-direction"
    ),
    "Trust improved by {{satisfaction.change.points}}.": "claim-polarity",
    # A size of no change.
    "Fraud {{fraud.direction.verb}} by {{fraud.change.percent}}.": "claim-no-change",
    # Another indicator.
    "Personal robbery stood at {{knife.value}}.": "claim-subject",
    "There were {{knife.value}} personal robberies.": "claim-subject",
    "The number of homicides was {{knife.value}}.": "claim-subject",
    "Homicide ({{burglary.value}}) is a priority.": "claim-subject",
    "Crime went up from {{knife.baseline}} to {{robbery.value}}.": "claim-subject",
    # Another period.
    "In 2023/24 there were {{burglary.value}} burglaries.": "claim-period",
    "There were {{burglary.value}} burglaries in 2023/24.": "claim-period",
    "In the year ending March 2024, {{burglary.value}} burglaries were recorded.": "claim-period",
    "In March 2025 there were {{burglary.value}} burglaries.": "claim-period",
    "In {{burglary.baseline.period}} there were {{burglary.value}} burglaries.": "claim-period",
    "In 2024/25 there had been {{burglary.baseline}} burglaries.": "claim-period",
    # The wrong order.
    "Burglary rose from {{burglary.value}} to {{burglary.baseline}}.": "claim-order",
    "Fraud came to {{fraud.baseline}} from {{fraud.value}}.": "claim-order",
}
SOUND = (
    "Offences decreased by {{burglary.change.percent}}.",
    "Burglary is down {{burglary.change.percent}}, and robbery up {{robbery.change.percent}}.",
    "We mean to reduce robbery by {{burglary.change.percent}} too.",
    "Robbery did not fall by {{robbery.change.percent}}.",
    "Burglary {{burglary.change.verb}}, and fraud {{fraud.change.verb}}.",
    "Burglary {{burglary.direction.verb}} by {{burglary.change.percent}}.",
    "Trust worsened by {{satisfaction.change.points}}.",
    # Of what the words name, or of nothing that is another indicator in full.
    "Robberies stood at {{robbery.value}}.",
    "Robbery with a knife stood at {{knife.value}}.",
    "Offences stood at {{knife.value}}.",
    "Both personal robbery and theft from shops rose, to {{robbery.value}} and {{shoplifting.value}}.",
    "Of {{arrests.value}} arrests, {{charged.value}} led to a charge.",
    # The figure's own period, one that it lies in, or a period of something else.
    "In 2024/25 there were {{burglary.value}} burglaries, and {{burglary.baseline}} in 2023/24.",
    "In the 12 months to March 2025 there were {{burglary.value}} burglaries, fewer than in 2023/24.",
    "In 2024/25 the best month had {{collisions.value@2025-02}} collisions.",
    "There were {{burglary.value}} burglaries, compared with {{burglary.baseline}} in 2023/24.",
    "In 2023/24 we promised that there would be fewer than {{burglary.value}} burglaries.",
    "The plan of 2023/24 asked for {{burglary.value}} burglaries at most.",
    "In the year April 2024 to March 2025 there were {{burglary.value}} burglaries.",
    "In 2024 there were about as many, {{burglary.value}}.",
    # Earlier to later.
    "Burglary fell from {{burglary.baseline}} to {{burglary.value}}.",
)


def found(text: str, folder: Path) -> tuple[Finding, ...]:
    readings = read_readings("harder", folder)
    return check_bound_words(passages(text, readings, folder), gather_facts(readings))


@pytest.mark.parametrize("text", CONTRADICTED)
def test_words_that_a_figure_contradicts_are_found(text: str, tmp_path: Path) -> None:
    rules = [each.rule for each in found(text, tmp_path)]
    assert rules[:1] == [CONTRADICTED[text]]


@pytest.mark.parametrize("text", SOUND)
def test_words_that_fit_their_figures_are_left_alone(text: str, tmp_path: Path) -> None:
    assert found(text, tmp_path) == ()


def test_a_finding_names_the_figure_and_the_indicator_that_is_meant(tmp_path: Path) -> None:
    (finding,) = found("Personal robbery stood at {{knife.value}}.", tmp_path)
    assert "stands with knife.value, a figure of “Knife crime”" in finding.message
    assert finding.hint == "Write a figure of robbery here, or correct the words."
    assert not finding.blocks


def test_a_change_without_a_known_number_has_no_sign() -> None:
    assert sign_of(Figure("x.change.percent", "8%", "x", "change.percent", None)) is None
