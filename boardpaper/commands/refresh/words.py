"""The words of a refreshed paper held against its new figures: “fell by” stands before what is a rise by now."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from boardpaper.checks.audit.bound import discreet_findings, discreet_passages, untold_numbers
from boardpaper.checks.audit.untold import find_typed, typed_texts, without_typed
from boardpaper.checks.claims.bound import check_bound_words
from boardpaper.checks.prose.passages_word import known_figure, word_passages
from boardpaper.checks.sense import check_sense
from boardpaper.compose.facts import bind_again, gather_facts, suppressed_again
from boardpaper.live.refresh import Refreshed
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Readings
from boardpaper.sources.word.reader import read_document


def check_words(
    refreshed: Refreshed, readings: Readings, renamed: Mapping[str, str], names: Sequence[str]
) -> tuple[Finding, ...]:
    """What the words around figures say otherwise than these do now, with no number that may not be told.

    `renamed` are the new names of indicators by their old ones, `names` words in which a number is no figure.
    """
    package, ledger = refreshed.package, refreshed.ledger
    document, _ = read_document(Path(package.name), package=package)
    figures = [known_figure(record) for record in ledger.figures]
    references = [figure.reference for figure in figures]
    today, suppressed = bind_again(references, readings), suppressed_again(references, readings, renamed)
    passages = word_passages(document, ledger)
    typed = find_typed(passages, readings, names)
    passages = discreet_passages(without_typed(passages, typed), today, suppressed)
    found = (*check_bound_words(passages, gather_facts(readings)), *check_sense(today.values(), readings))
    return discreet_findings(found, untold_numbers(figures, today, suppressed) | typed_texts(typed))
