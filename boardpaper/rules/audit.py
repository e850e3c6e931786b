"""Numbers: where each number of a paper comes from, and whether its figures are still what they were."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_SOURCE = "No figure in print without a source."
_LIVE = "A figure that was bound to a workbook says what the workbook says."
_ONE = "A meeting is not told two numbers for one thing."

NUMBER_UNEXPLAINED = Rule(
    "number-unexplained",
    Severity.WARNING,
    sentence="nothing says where “{number}” comes from, in {words}",
    hint='Bind it to a workbook, as in {{{{homicide.value}}}}, or say where it is from: [{number}]{{source="…"}}.',
    protects=_SOURCE,
)
NUMBER_UNEXPLAINED_IN_WORD = NUMBER_UNEXPLAINED.worded(
    hint="Put it into the narrative with its source, or say where it comes from here; a name goes into paper.yaml."
)
NUMBER_TYPED = Rule(
    "number-typed",
    Severity.WARNING,
    sentence="“{number}” is typed in {words}, and equals {figures}",
    hint="Write {{{{{reference}}}}} in its place, so that it follows the workbook.",
    protects=_LIVE,
)
NUMBER_TYPED_IN_WORD = NUMBER_TYPED.worded(
    hint="Copy the figure {reference} from where it stands, with its frame, so that it follows the workbook."
)
FIGURE_OVERTYPED = Rule(
    "figure-overtyped",
    Severity.WARNING,
    sentence="“{text}” stands where {reference} was bound as “{bound}”",
    hint="Put the figure back; or if it is wrong, correct the workbook and build again.",
    protects=_LIVE,
)
ROW_MIXED = Rule(
    "row-mixed",
    Severity.ERROR,
    sentence="The row names {indicator}, and prints figures of others: {figures}",
    hint="Put the row's own figures back, or its name: Undo in Word, or copy them from where they stand.",
    protects="A figure in print is that of the indicator that is named beside it.",
)
FIGURE_OUTDATED = Rule(
    "figure-outdated",
    Severity.WARNING,
    sentence="{reference} was bound as “{bound}”, and the inputs give “{today}”",
    hint="Put the new figure into the paper.",
    protects=_LIVE,
)
FIGURE_SUPPRESSED = FIGURE_OUTDATED.worded(
    "{reference} says, or was bound with, a number that is suppressed by now",
    "Refresh the paper, and look whether its sentence tells the number in other words.",
)
FIGURE_NOT_IN_INPUTS = Rule(
    "figure-not-in-inputs",
    Severity.WARNING,
    sentence="the inputs no longer give {reference}, which was bound as “{bound}”",
    hint="Check the workbook: the indicator or period is not there.",
    protects=_LIVE,
)
FIGURE_CONTROLS_LOST = Rule(
    "figure-controls-lost",
    Severity.WARNING,
    sentence="of {known} bound in this file, {kept} still marked as such in its text",
    hint="Another program has saved it without the controls around its figures, or without their tags. “boardpaper "
    "refresh” knows some of them again, and gives them back their tags; or go on from a copy that Word saved. What "
    "follows takes its figures for typed numbers.",
    protects=_LIVE,
)
PAPER_WITHOUT_FIGURES = Rule(
    "paper-without-figures",
    Severity.WARNING,
    sentence="the file has no record of its figures, so every number in it counts as typed",
    hint="boardpaper did not make it, or another program dropped the record. Give the folder that it was built from "
    "after --inputs, or go on from a copy that Word or LibreOffice saved.",
    protects=_SOURCE,
)
FIGURES_DISAGREE = Rule(
    "figures-disagree",
    Severity.WARNING,
    sentence="{figure} is printed as “{text}” here and as {elsewhere}",
    hint="See which is right; refresh or correct the other paper, or give one indicator another name.",
    protects=_ONE,
)
FIGURES_DISAGREE_SUPPRESSED = FIGURES_DISAGREE.worded(
    "{figure} is printed as [c] in {hidden}, and not in {elsewhere}",
    "See whether it may be told; refresh or correct the other paper.",
)
FIGURE_SUPPRESSED_ELSEWHERE = FIGURES_DISAGREE_SUPPRESSED.worded(
    "{figure} is printed as [c] in {hidden}, and as a number in {elsewhere}, which the public would read",
    "Refresh or correct the paper that prints the number; if it may be told, take the suppression out of the other's "
    "workbook.",
    Severity.ERROR,
)
