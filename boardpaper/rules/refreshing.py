"""Refreshing and tracing: new figures in an edited paper, and the way back from a figure to its cells."""

from boardpaper.model.finding import Severity
from boardpaper.rules import audit, publication
from boardpaper.rules.rule import Rule

_AUTHOR = "No word of an author is lost to a refresh."
_LIVE = "A figure that looks live is live."
_TRACE = "Every figure in print can be traced to its cell."
_ASKED = "A run does what was asked, or says why it does not."

FIGURE_WRITTEN_OVER = audit.FIGURE_OVERTYPED.worded(
    "{reference} was written over: the paper says “{text}”, boardpaper wrote “{generated}”, the workbook says "
    "“{workbook}”; the author's words stay",
    "Settle it with --take-workbook {name} or --keep-author {name}.",
)
FIGURE_WRITTEN_OVER_SUPPRESSED = FIGURE_WRITTEN_OVER.worded(
    "{reference} was written over, and the workbook's figure is suppressed by now; the author's words stay",
    "Take them out if they tell the figure, or give --take-workbook {name}.",
    Severity.ERROR,
)
FIGURE_WRITTEN_OVER_WITHHELD = FIGURE_WRITTEN_OVER_SUPPRESSED.worded(
    "{reference} was written over, and what stood there once, or stands there now, is suppressed by now; the author's "
    "words stay",
)
FIGURE_EMPTIED = publication.FIGURE_EMPTIED.worded(
    "{reference} stands in a control that was emptied, so that the sentence lacks its figure; boardpaper wrote "
    "“{generated}”, the workbook says “{workbook}”",
    "Fill it with --take-workbook {name}; where the figure was meant to go, delete the whole control with it.",
    Severity.WARNING,
)
FIGURE_FOREIGN = publication.FIGURE_FOREIGN.worded(
    "“{words}” ({reference}) was pasted from another paper and stays as it is; the workbook of this one says "
    "“{workbook}”",
    "If it is meant to be this paper's figure, refresh with --take-workbook {reference}; if not, say in the text what "
    "it is.",
)
FIGURE_FOREIGN_UNKNOWN = FIGURE_FOREIGN.worded(
    "“{words}” ({reference}) was pasted from another paper and stays as it is; no workbook of this one has it",
    "Say in the text where it comes from, or rewrite the sentence without it.",
)
STRUCK_OUT_SUPPRESSED = Rule(
    "struck-out-suppressed",
    Severity.WARNING,
    sentence="Tracked deletions held what is suppressed by now, which was taken out of them: {figures}",
    hint="Nothing is to be done here; earlier copies of the paper still hold it.",
    protects="A suppressed figure is not let out.",
)
FIGURE_LEFT = Rule(
    "figure-left",
    Severity.WARNING,
    sentence="{also}{why}",
    hint="Put it right in the workbook and refresh again; or rewrite the sentence without the figure.",
    protects=_LIVE,
)
FIGURE_LEFT_SUPPRESSED = FIGURE_LEFT.worded(
    "{also}{why}; what stands there is suppressed by now",
    "Put [c] in its place by hand.",
    Severity.ERROR,
)
FIGURE_HIDDEN = FIGURE_LEFT.worded("{reference}: {why}")
FIGURE_LEFT_UNDECLARED = FIGURE_LEFT.worded(
    hint="Rewrite the sentence without the figure; if the indicator has another name, use --renamed."
)
ROW_LEFT = FIGURE_LEFT.worded(
    hint="If the indicator is no longer reported, delete the row in Word; if it has another name, use --renamed."
)
TABLE_LEFT = FIGURE_LEFT.worded(
    hint="If the measure is no longer reported, delete the table in Word; or build the paper anew."
)
ROW_NOT_ADDED = Rule(
    "row-not-added",
    Severity.WARNING,
    sentence="{why}",
    hint="Add the row by hand, or build the paper anew.",
    protects="A scorecard holds every indicator that is reported.",
)
FIGURE_GONE = Rule(
    "figure-gone",
    Severity.WARNING,
    sentence="{reference} is in no control any more; it was “{generated}”{also}{fate}",
    hint="If it stands in the text as plain words, correct it by hand: it is tied to nothing. The file does not record "
    "where it stood; a copy from before, given after --as-built, shows it.",
    protects=_LIVE,
)
FIGURE_GONE_THERE = FIGURE_GONE.worded(
    hint="Correct it by hand, or copy the live figure there from a place where it still stands."
)
FIGURE_GONE_ON_PURPOSE = FIGURE_GONE.worded(hint="If it was meant to go, nothing is to be done.")
FIGURE_GONE_SUPPRESSED = FIGURE_GONE.worded(
    "{reference} is in no control any more, and what it was is suppressed by now",
    "Search the paper for what it was, and put [c] in its place: nothing else takes it out.",
)
FIGURES_GONE = FIGURE_GONE.worded("{count} in no control any more, so deleted or pasted as text: {figures}")
FIGURE_PLAIN = Rule(
    "figure-plain",
    Severity.WARNING,
    sentence="“{text}” stands here as plain words; {reference} said that, and is “{workbook}” by now",
    hint="Correct it by hand, or copy the live figure there from a place where it still stands.",
    protects=_LIVE,
)
FIGURE_PLAIN_SUPPRESSED = FIGURE_PLAIN.worded(
    "What {reference} said stands here as plain words, and is suppressed by now", "Put [c] in its place by hand."
)
FIGURES_PLAIN = FIGURE_PLAIN.worded(
    "{count} as plain words, which no refresh changes: {figures}",
    "Copy the live figure there from a place where it still stands, unless the number is another one.",
)
LEDGER_MISSING = Rule(
    "ledger-missing",
    Severity.ERROR,
    sentence="{name} has content controls, and no record of the figures in them",
    hint="Some programs drop that part when they save. Give a copy of the paper as boardpaper built it after "
    "--as-built, or edit a copy that Word or LibreOffice saved.",
    protects=_LIVE,
)
LEDGER_EDITED = Rule(
    "ledger-edited",
    Severity.WARNING,
    sentence="The file's record of its figures was changed by something other than boardpaper",
    hint="Figures that no longer fit it are listed below; compare the others with the workbook.",
    protects=_TRACE,
)
NO_FIGURES = audit.PAPER_WITHOUT_FIGURES.worded(
    "{name} holds no figures of boardpaper",
    "It must have been built by boardpaper, so that each figure knows where it came from.",
    Severity.ERROR,
)
CHOICE_TWICE = Rule(
    "choice-twice",
    Severity.ERROR,
    sentence="“{name}” is to be taken from the workbook and kept as the author has it",
    hint="Name it after one of the two options.",
    protects=_ASKED,
)
CHOICE_UNKNOWN = Rule(
    "choice-unknown",
    Severity.ERROR,
    sentence="The paper has no figure “{name}”",
    hint="Name a figure as in homicide.change.",
    protects=_ASKED,
)
TRACE_NOTHING = Rule(
    "trace-nothing",
    Severity.ERROR,
    sentence="the paper prints no figure “{name}”, and has no figure in a paragraph of that number",
    hint="Run trace without it to see every figure.",
    protects=_ASKED,
)
TRACE_NO_LEDGER = Rule(
    "trace-no-ledger",
    Severity.ERROR,
    sentence="{name} has no record of its figures: boardpaper did not make it, or another program dropped it",
    hint="Trace the file that boardpaper built, or a copy that Word or LibreOffice saved as .docx.",
    protects=_TRACE,
)
TRACE_NO_PROVENANCE = Rule(
    "trace-no-provenance",
    Severity.ERROR,
    sentence="{name} cannot be read: {fault}",
    hint="A PDF is traced by the {beside} that --provenance writes beside it as it is made; or trace the Word file.",
    protects=_TRACE,
)
PROVENANCE_UNREADABLE = Rule(
    "provenance-unreadable",
    Severity.ERROR,
    sentence="{name} is not what boardpaper wrote beside a publication",
    hint="Publish the paper again, or trace the Word file.",
    protects=_TRACE,
)
PROVENANCE_DIFFERS = Rule(
    "provenance-differs",
    Severity.WARNING,
    sentence="{beside} belongs to another version of {name}, which may print other figures",
    hint="Publish the paper again with --provenance, or trace the Word file that this PDF was made of.",
    protects=_TRACE,
)
