"""Figures: references in narrative, and the readings that answer them."""

from boardpaper.model.finding import Severity
from boardpaper.rules import workbook
from boardpaper.rules.rule import Rule

_BOUND = "Every figure in print is one that the workbook answers for."
_PERIOD = "Each figure stands for the time that the paper says."
_CHANGE = "A change in print is measured between two periods that are known."
_WORKED_OUT = "A figure that is worked out rests on readings that can be traced."
_SAID = "A change is said in a way that its figures can bear."

REFERENCE_MALFORMED = Rule(
    "reference-malformed",
    Severity.ERROR,
    sentence="“{{{{{text}}}}}” is not a figure reference",
    hint="Write {{{{indicator.facet}}}} or {{{{indicator.facet@period}}}}, as in {{{{homicide.change}}}}.",
    protects=_BOUND,
)
FACET_MISSING = Rule(
    "facet-missing",
    Severity.ERROR,
    sentence="“{{{{{text}}}}}” does not say what to print of {indicator}",
    hint="Write {{{{{indicator}.value}}}} for the number; other facets are {known}.",
    protects=_BOUND,
)
FACET_UNKNOWN = Rule(
    "facet-unknown",
    Severity.ERROR,
    sentence="“{facet}” in “{{{{{text}}}}}” is not something that can be printed of an indicator",
    hint="Facets are {known}.",
    protects=_BOUND,
)
FACET_UNAVAILABLE = Rule(
    "facet-unavailable",
    Severity.ERROR,
    sentence="“{indicator}” is measured in {unit}, so its change is not one in {asked}",
    hint="Use {{{{{indicator}.change.{right}}}}}.",
    protects=_SAID,
)
PUBLISHED_CHANGE_ONLY = FACET_UNAVAILABLE.worded(
    "“{indicator}” carries only a published change in {kind}, so this facet has no figure",
    "Use {{{{{indicator}.change}}}}, or add both counts to the workbook.",
)
ONE_IN_HAS_NO_CHANGE = FACET_UNAVAILABLE.worded(
    "“{indicator}” is counted as one in so many, which falls when the thing grows, so it has no change",
    "Print both values, {{{{{indicator}.value}}}} and {{{{{indicator}.baseline}}}}.",
)
NOT_SEVERAL_TIMES = FACET_UNAVAILABLE.worded(
    "“{indicator}” has not grown to several times what it was, so its change is not one in fold",
    "Use {{{{{indicator}.change}}}}.",
)
INDICATOR_UNKNOWN = Rule(
    "indicator-unknown",
    Severity.ERROR,
    sentence="no workbook declares an indicator “{indicator}”",
    hint="Declare it on the workbook's Indicators sheet.",
    protects=_BOUND,
)
PERIOD_UNDECLARED = Rule(
    "period-undeclared",
    Severity.ERROR,
    sentence="“{indicator}” does not say which {which} is the current one",
    hint="Fill in Current for it ({declared}), or write a period after @.",
    protects=_PERIOD,
)
PERIOD_OF_REFERENCE_UNKNOWN = workbook.PERIOD_UNKNOWN.worded(
    "“{when}” in “{{{{{text}}}}}” is not a period",
    "Write it as 2021/22, ye-2019-06, 2021/22-Q4, 2022-02 or 2021-03..2022-02.",
)
READING_MISSING = Rule(
    "reading-missing",
    Severity.ERROR,
    sentence="no workbook holds a reading of “{indicator}” for {period}",
    hint="The nearest is @{nearest}; it has {held}.",
    protects=_BOUND,
)
NEVER_READ = READING_MISSING.worded(
    "no workbook holds a reading of “{indicator}”", "Add its row to a workbook of this paper."
)
BASELINE_UNDECLARED = Rule(
    "baseline-undeclared",
    Severity.ERROR,
    sentence="“{indicator}” does not say which period its change is measured from",
    hint="Fill in Baseline for it ({declared}), or Compared with beside the reading.",
    protects=_CHANGE,
)
BASELINE_HAS_NO_CHANGE = BASELINE_UNDECLARED.worded(
    "{baseline} is what “{indicator}” is compared with, and has no change of its own",
    "Fill in Compared with beside the reading for {baseline}, or leave the change out.",
)
BASELINE_LATER = Rule(
    "baseline-later",
    Severity.ERROR,
    sentence="the baseline of “{indicator}”, {baseline}, is not before {period}",
    hint="Fill in Compared with beside the reading for {period}, or correct Baseline ({declared}).",
    protects=_CHANGE,
)
CHANGE_FROM_ZERO = Rule(
    "change-from-zero",
    Severity.ERROR,
    sentence="“{indicator}” was zero in the earlier period, so its change has no percentage",
    hint="Use {{{{{indicator}.change.count}}}}, or say “from none”.",
    protects=_SAID,
)
DENOMINATOR_UNDECLARED = Rule(
    "denominator-undeclared",
    Severity.ERROR,
    sentence="“{indicator}” does not say what it is a share of",
    hint="Fill in Denominator for it ({declared}).",
    protects=_WORKED_OUT,
)
SHARE_OF_ZERO = Rule(
    "share-of-zero",
    Severity.ERROR,
    sentence="“{indicator}” is a share of nothing: the whole is zero",
    hint="Say it in words, or leave the figure out for this period.",
    protects=_WORKED_OUT,
)
DERIVATION_CIRCULAR = Rule(
    "derivation-circular",
    Severity.ERROR,
    sentence="“{indicator}” is derived from itself: {steps}",
    hint="Change the Derived declaration of one of them.",
    protects=_WORKED_OUT,
)
DERIVED_IN_MANY_STEPS = workbook.DERIVATION_INVALID.worded(
    "“{indicator}” is worked out in more than {most} steps", "Work it out in the workbook, with a formula."
)
DERIVATION_PERIOD = Rule(
    "derivation-period",
    Severity.ERROR,
    sentence="“{indicator}” adds up {months} months, which {period} is not",
    hint="Ask for a month, or for a period of {months} months.",
    protects=_WORKED_OUT,
)
SUPPRESSION_UNDONE = Rule(
    "suppression-undone",
    Severity.ERROR,
    sentence="{indicator}, {period}, is suppressed, and what the paper prints leaves one number for it: {figures}",
    hint="Leave one of these figures out, mark a second one [c], or print them more roundly.",
    protects="A suppressed figure is not let out.",
)
SUPPRESSION_OF_ONE = SUPPRESSION_UNDONE.worded(
    "{indicator}, {period}, is suppressed, and its limit leaves one number that it can be",
    "Raise Suppress below of the indicator.",
)
SUPPRESSION_UNDONE_HERE = SUPPRESSION_UNDONE.worded(
    "A sentence says a whole and its parts, and leaves one number for the part that is suppressed",
    "Leave the whole or one of the parts out of the sentence.",
)
SUPPRESSION_PERHAPS_UNDONE = SUPPRESSION_UNDONE.worded(
    "A sentence says a whole and parts of it, which may leave one number for the part that is suppressed",
    "If these are all the parts, leave the whole or one of them out of the sentence.",
    Severity.WARNING,
)
SUPPRESSION_PERHAPS_UNDONE_TOGETHER = SUPPRESSION_UNDONE.worded(
    "Sentences that follow one another say a whole and parts of it, which may leave one number for what is suppressed",
    "If these are all the parts, leave the whole or one of them out.",
    Severity.WARNING,
)
SUPPRESSION_UNDONE_BY_SHARE = SUPPRESSION_UNDONE.worded(
    "A row says a percentage, and the table the whole that it is of, which leave one number for what is suppressed",
    "Leave the percentage out, or mark it [c].",
)
SUPPRESSION_UNDONE_BY_CHANGE = SUPPRESSION_UNDONE.worded(
    "A sentence says a number and the change from it, which leave one number for what is suppressed",
    "Leave the change or the earlier number out of the sentence.",
)
SUPPRESSION_PERHAPS_UNDONE_BY_CHANGE = SUPPRESSION_UNDONE.worded(
    "A sentence says a number and a change, which may leave one number for what is suppressed",
    "If the change is from that number, leave one of them out of the sentence.",
    Severity.WARNING,
)
SUPPRESSION_UNDONE_TABLE = SUPPRESSION_UNDONE.worded(
    "“{total}” and what it adds up, in “{line}”, leave one number for what is suppressed there",
    "Mark a second part [c], or leave the total out.",
)
SUPPRESSION_PERHAPS_UNDONE_TABLE = SUPPRESSION_UNDONE.worded(
    "“{total}” and what it adds up, in “{line}”, may leave one number for what is suppressed there",
    "If these are all its parts, mark a second one [c], or leave the total out.",
    Severity.WARNING,
)
SUPPRESSED_TYPED = Rule(
    "suppressed-number-typed",
    Severity.ERROR,
    sentence="A number in an author's own words is one that is suppressed, of {indicator}; it is not said here",
    hint="Write the figure's reference in its place, which prints [c], or take the number out of the sentence.",
    protects="A suppressed figure is not let out.",
)
SUPPRESSED_PERHAPS_TYPED = SUPPRESSED_TYPED.worded(
    "A number in an author's own words equals one that is suppressed, of {indicator}; it is not said here",
    "Take it out if it is meant; nothing need be done if it counts something else.",
    Severity.WARNING,
)
SCORECARD_UNKNOWN = Rule(
    "scorecard-unknown",
    Severity.ERROR,
    sentence="there is no scorecard “{id}”",
    hint="Choose one of {known}.",
    protects="A table or chart that was asked for is never left out unseen.",
)
CHART_UNKNOWN = Rule(
    "chart-unknown",
    Severity.ERROR,
    sentence="there is no chart “{id}”",
    hint="This paper declares no chart; leave the line out.",
    protects="A table or chart that was asked for is never left out unseen.",
)
FIGURE_UNBOUND = Rule(
    "figure-unbound",
    Severity.ERROR,
    sentence="“{{{{{reference}}}}}” was not bound to a workbook",
    hint="Correct the findings about this figure first.",
    protects=_BOUND,
)
PLACEHOLDER_UNBOUND = Rule(
    "placeholder-unbound",
    Severity.ERROR,
    sentence="“{{{{{reference}}}}}” has nothing to show",
    hint="Correct the findings about it first, or take the line out.",
    protects="A table or chart that was asked for is never left out unseen.",
)
