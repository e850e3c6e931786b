"""Drift: what is different in the workbooks since a paper was bound to them."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_NEWER = "A refresh brings a paper forward, never back unasked."
_SAME = "A figure that is refreshed is the same figure, and not another one of its name."
_HISTORY = "The past does not change in a paper without a word."

WORKBOOK_REPLACED = Rule(
    "workbook-replaced",
    Severity.WARNING,
    sentence="The paper was bound to {name}, which paper.yaml does not name",
    hint="If the workbook has another name now, check that it is the right one.",
    protects=_SAME,
)
WORKBOOK_OLDER = Rule(
    "workbook-older",
    Severity.ERROR,
    sentence="{name} was last saved on {now}, before the one that the paper was bound to ({before})",
    hint="Use the newer workbook; --older-workbook goes back to this one.",
    protects=_NEWER,
)
WORKBOOK_OLDER_TAKEN = WORKBOOK_OLDER.worded(
    hint="It is taken all the same, since --older-workbook is given.", severity=Severity.WARNING
)
INDICATOR_RENAMED = Rule(
    "indicator-renamed",
    Severity.ERROR,
    sentence="No workbook declares “{name}” any more, so {left}",
    hint="It is likely called “{new}” now. If so, refresh with --renamed {name}={new}.",
    protects=_SAME,
)
INDICATOR_REMOVED = Rule(
    "indicator-removed",
    Severity.ERROR,
    sentence="No workbook declares “{name}” any more, so {left}",
    hint="Declare it again, or take its figures out of the paper.",
    protects=_SAME,
)
PERIOD_NEW = Rule(
    "period-new",
    Severity.WARNING,
    sentence="The current period is {now} now, and was {before}: {indicators}",
    hint="Words outside figures do not change: search the paper for “{before}”.",
    protects="Words and figures are of one period.",
)
UNIT_CHANGED = Rule(
    "unit-changed",
    Severity.WARNING,
    sentence="{indicator}: the unit is {now} now, and was {before}",
    hint="Read every sentence that prints it, and the figures that it is compared with.",
    protects=_SAME,
)
POLARITY_CHANGED = Rule(
    "polarity-changed",
    Severity.WARNING,
    sentence="{indicator}: better is “{now}” now, and was “{before}”, so that “Better” and “Worse” have changed places",
    hint="Read every sentence that judges it.",
    protects=_SAME,
)
BASELINE_NEW = Rule(
    "baseline-new",
    Severity.WARNING,
    sentence="What is compared with is {now} now, and was {before}: {indicators}",
    hint="Words outside figures do not change: search the paper for “{before}”.",
    protects="Words and figures are of one period.",
)
DIRECTION_TURNED = Rule(
    "direction-turned",
    Severity.WARNING,
    sentence="With the same digits, it goes another way here by now: {figures}",
    hint="Read the sentences around it: words outside figures do not turn with them.",
    protects="Words and figures say the same.",
)
HISTORY_MISSING = Rule(
    "history-missing",
    Severity.WARNING,
    sentence="{indicator}, {period}: the workbook holds no reading for this period any more",
    hint="Ask whoever keeps the workbook, or take the figure out of the paper.",
    protects=_HISTORY,
)
HISTORY_REVISED = Rule(
    "history-revised",
    Severity.WARNING,
    sentence="{indicator}, {period}: the workbook says {now} now, and said {before}",
    hint="If the history was revised, say so in the paper.",
    protects=_HISTORY,
)
HISTORY_CONFIDENTIAL = HISTORY_REVISED.worded(
    "{indicator}, {period}: what the paper was bound to is suppressed now, and was not then",
    "Take out of the words around it what would tell it; earlier versions of the paper still hold it.",
)
BASELINE_REVISED = HISTORY_REVISED.worded(
    "{indicator}, {period}, with which the paper compares: the workbook says {now} now, and said {before}",
    "Every change from it is another one now; if the history was revised, say so in the paper.",
)
CELLS_MOVED = Rule(
    "cells-moved",
    Severity.WARNING,
    sentence="{count} in other cells than before: {moves}",
    hint="Look at them if no row or column was added or taken out; the readings are found by their names.",
    protects=_SAME,
)
