"""The words around bound figures held against these: the part of the audit of claims that no paper is made without."""

from collections.abc import Sequence

from boardpaper.checks.claims.controls import check_controls
from boardpaper.checks.claims.direction import check_directions
from boardpaper.checks.claims.sentences import sentences_of
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.passage import Passage


def check_bound_words(passages: Sequence[Passage], facts: Facts) -> tuple[Finding, ...]:
    """A warning for each sign, indicator, period or order that a sentence says otherwise than its bound figures.

    Nothing is asked of what an author has typed.
    """
    found: list[Finding] = []
    for passage in passages:
        if any(span.figure for span in passage.spans):
            for sentence in sentences_of(passage, facts, {}):
                found += check_controls(sentence, facts)
                found += check_directions(sentence, facts, bound=True)
    return tuple(dict.fromkeys(found))
