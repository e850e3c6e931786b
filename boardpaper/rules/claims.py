"""Claims: words about figures, held against the readings behind them."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_BORNE_OUT = "What a paper says of its figures is borne out by them."
_AGREED = "A paper does not contradict itself."
_FOLLOWS = "Correct the words, or the figure; a facet such as {{{{x.direction.verb}}}} follows the workbook by itself."

CLAIM_DIRECTION = Rule(
    "claim-direction",
    Severity.WARNING,
    sentence="“{words}” says {way} in “{sentence}”, but {evidence}",
    hint=_FOLLOWS,
    protects=_BORNE_OUT,
)
CLAIM_STABLE = Rule(
    "claim-stable",
    Severity.WARNING,
    sentence="“{words}” says no change in “{sentence}”, but {evidence}",
    hint=_FOLLOWS,
    protects=_BORNE_OUT,
)
CLAIM_POLARITY = Rule(
    "claim-polarity",
    Severity.WARNING,
    sentence="“{words}” in “{sentence}”, but {evidence}, and {which} is better",
    hint=_FOLLOWS,
    protects=_BORNE_OUT,
)
CLAIM_SIZE = Rule(
    "claim-size",
    Severity.WARNING,
    sentence="“{words}” in “{sentence}”, but {evidence}: that is {actual}",
    hint="Correct the number, or bind it: {{{{x.change}}}} and its kin are worked out from the workbook.",
    protects=_BORNE_OUT,
)
CLAIM_DEGREE = CLAIM_SIZE.worded(
    "“{words}” in “{sentence}”, but {evidence}: that is {actual}",
    "Choose a word that fits the size of the change, or leave it to the figures.",
)
CLAIM_TIMES = CLAIM_SIZE.worded(
    "“{words}” in “{sentence}”, but {one} is {actual} {other}", "Correct the words, or one of the figures."
)
CLAIM_ROUNDED = CLAIM_SIZE.worded("“{words}” in “{sentence}”, but the figure is {held}", "Correct the typed number.")
CLAIM_COMPARISON = Rule(
    "claim-comparison",
    Severity.WARNING,
    sentence="“{words}” is said of {one} beside {other} in “{sentence}”",
    hint="Correct the words, or see whether each figure is the one that is meant.",
    protects=_BORNE_OUT,
)
CLAIM_POINTS = Rule(
    "claim-points",
    Severity.WARNING,
    sentence="“{words}” in “{sentence}”, but {evidence}: that is {actual}",
    hint="Correct the number, or bind it: {{{{x.change}}}} and its kin are worked out from the workbook.",
    protects="A change in percentage points is not called one in percent.",
)
CLAIM_SHARE = Rule(
    "claim-share",
    Severity.WARNING,
    sentence="“{words}” in “{sentence}”, but the figures beside it make {actual}%",
    hint="Correct the words or the number; {{{{x.share}}}} works out a share of the indicator's denominator.",
    protects=_BORNE_OUT,
)
CLAIM_AVERAGE = Rule(
    "claim-average",
    Severity.WARNING,
    sentence="“{words} … a {unit}” in “{sentence}”, but {evidence}",
    hint="Correct the average, or leave it out: the totals say enough.",
    protects=_BORNE_OUT,
)
CLAIM_RECORD = Rule(
    "claim-record",
    Severity.WARNING,
    sentence="“{words}” in “{sentence}”, but {evidence}",
    hint="Look at the earlier periods in the workbook, and correct the words.",
    protects=_BORNE_OUT,
)
CLAIM_AGREEMENT = Rule(
    "claim-agreement",
    Severity.WARNING,
    sentence="“{words}” in “{sentence}”, but {where} says “{other}”",
    hint="Say the same in both places, and what each is measured from.",
    protects=_AGREED,
)
NAMED_DIRECTION = CLAIM_AGREEMENT.worded("“{words}” says {way} in “{sentence}”, but {evidence}")
NAMED_VALUE = CLAIM_AGREEMENT.worded(
    "“{words}” in “{sentence}” is no reading of {indicator}, which has {held}", "Write {{{{{indicator}.value}}}}."
)
CLAIM_COMPARATORS = Rule(
    "claim-comparators",
    Severity.WARNING,
    sentence="“{high}” and “{low}” are both said of {subject} since before the pandemic, the one in “{high_sentence}”, "
    "the other in “{low_sentence}”",
    hint="Say which period each is measured from; two earlier periods under one name cannot be told apart.",
    protects=_AGREED,
)
