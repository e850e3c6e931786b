"""What becomes of one figure: as it was generated, as it was edited, and as the workbook says."""

from msgspec import Struct

from boardpaper.live.found import LiveFigure, same_words
from boardpaper.model.refresh import Choices, Outcome

_NOT_OURS = "boardpaper did not write it into this paper: it may come from another one"
FOREIGN = "it was pasted from another paper, whose figure it is"
DELETED = "it stands in a tracked deletion"


class Said(Struct, frozen=True):
    """What a figure says by the ledger (None where it holds no such figure) and by the workbook.

    `now` is None where the workbook cannot answer, and [c] where what the paper said is suppressed by now all the same;
    `why` says why. `secret` says that the figure, now or as it was generated, rests on what is suppressed by now, so
    that no trace of an earlier one may stay.
    """

    reference: str
    generated: str | None
    now: str | None
    why: str = ""
    secret: bool = False


class Decision(Struct, frozen=True):
    """What to do: `words` are to be written, or None where the text stays. `note` is what else to tell."""

    outcome: Outcome
    words: str | None = None
    note: str = ""


def decide(figure: LiveFigure, said: Said, choices: Choices) -> Decision | None:
    """What becomes of `figure`, or None where there is nothing to do or to tell."""
    if figure.foreign and not (said.now is not None and said.reference in choices.take and not figure.deleted):
        return None if figure.deleted else Decision(Outcome.LEFT, note=FOREIGN)
    if figure.deleted or figure.strange:
        stale = said.now is None or said.generated is None or not same_words(said.now, said.generated)
        note = figure.strange or DELETED
        return Decision(Outcome.LEFT, note=note) if stale or figure.strange else None
    if said.now is None:
        return Decision(Outcome.LEFT, note=said.why)
    if figure.foreign:
        return Decision(Outcome.TAKEN, said.now)
    if said.generated is None:
        return _decide_unknown(figure, said.reference, said.now, choices)
    if same_words(figure.words.text, said.generated):
        return None if same_words(said.now, said.generated) else Decision(Outcome.CHANGED, said.now)
    return _decide_overtyped(figure, said.reference, said.now, choices)


def _decide_unknown(figure: LiveFigure, reference: str, now: str, choices: Choices) -> Decision | None:
    """What becomes of a figure that the ledger does not know: the workbook's words only where they were asked for."""
    if same_words(figure.words.text, now):
        return None
    if reference in choices.take:
        return Decision(Outcome.TAKEN, now)
    return Decision(Outcome.LEFT, note=_NOT_OURS)


def _decide_overtyped(figure: LiveFigure, reference: str, now: str, choices: Choices) -> Decision:
    """What becomes of words that the author wrote over a figure: they stay, unless the workbook's were asked for."""
    if same_words(figure.words.text, now):
        return Decision(Outcome.AGREED)
    if choices.takes(reference):
        return Decision(Outcome.TAKEN, now)
    return Decision(Outcome.KEPT, note="kept as asked" if choices.keeps(reference) else "")
