"""The audit of claims: what a sentence says of the figures beside it, held against the readings behind them."""

from collections.abc import Sequence

from boardpaper.checks.claims.average import check_averages
from boardpaper.checks.claims.by_name import check_agreement, check_contradictions
from boardpaper.checks.claims.comparators import check_comparators
from boardpaper.checks.claims.degree import check_degrees
from boardpaper.checks.claims.direction import check_directions
from boardpaper.checks.claims.record import check_records
from boardpaper.checks.claims.relative import check_relations
from boardpaper.checks.claims.sentences import sentences_of
from boardpaper.checks.claims.share import check_shares
from boardpaper.checks.claims.size import check_sizes
from boardpaper.checks.prose.recognised import by_value
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.passage import Passage

_OF_A_SENTENCE = (
    check_directions,
    check_sizes,
    check_degrees,
    check_relations,
    check_shares,
    check_records,
    check_agreement,
)


def audit_claims(passages: Sequence[Passage], facts: Facts) -> tuple[Finding, ...]:
    """A warning for each claim that the readings contradict; nothing where it is not certain what is claimed."""
    known = by_value(facts.figures)
    by_passage = [sentences_of(passage, facts, known) for passage in passages]
    findings: list[Finding] = []
    for sentences in by_passage:
        for sentence in sentences:
            findings += [finding for check in _OF_A_SENTENCE for finding in check(sentence, facts)]
        findings += check_averages(sentences, facts)
    everything = [sentence for sentences in by_passage for sentence in sentences]
    findings += check_contradictions(everything, facts)
    findings += check_comparators(everything, facts)
    return tuple(dict.fromkeys(findings))
