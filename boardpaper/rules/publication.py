"""Publication: what an office would regret to have published, and what a person may decide to publish."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Gate, Rule

_PRIVATE = "Nothing leaves the office that was meant to stay inside."
_FINISHED = "A paper is published when it is finished."

TRACKED_CHANGES = Rule(
    "tracked-changes",
    Severity.WARNING,
    sentence="The document holds {count}: the publication copy shows what was inserted, and not what was deleted",
    hint="Accept or reject all changes in Word before publishing.",
    protects=_FINISHED,
    gate=Gate.ACCEPT,
)
COMMENTS = Rule(
    "comments",
    Severity.WARNING,
    sentence="The document holds {count}, which the publication copy leaves out",
    hint="Settle and delete all comments in Word before publishing.",
    protects=_FINISHED,
    gate=Gate.ALLOW,
)
EMBEDDED_FILES = Rule(
    "embedded-files",
    Severity.WARNING,
    sentence="The document holds {count} inside it, which the publication copy leaves out: {names}",
    hint="In Word, paste each embedded chart, sheet or document as a picture, or delete it.",
    protects=_PRIVATE,
    gate=Gate.ALLOW,
)
HIDDEN_TEXT = Rule(
    "hidden-text",
    Severity.ERROR,
    sentence="“{words}” has the colour of what is behind it, or is too small to be seen, but everybody can copy it out "
    "of a PDF",
    hint="Delete it in Word; or give it another colour and size.",
    protects=_PRIVATE,
    gate=Gate.ALLOW,
)
FORMATTED_AS_HIDDEN = HIDDEN_TEXT.worded(
    "The document holds {count}, which the publication copy leaves out, but which stays in the Word file",
    "Delete it in Word; or show it: Home, Font, Hidden.",
    Severity.WARNING,
)
WHITE_IN_BOX = HIDDEN_TEXT.worded(
    "“{words}” is in white, in a text box without a colour, where nobody sees it, but everybody can copy it",
    "Delete it in Word; or give it another colour, or the box a fill.",
)
HIGHLIGHTING = Rule(
    "highlighting",
    Severity.ERROR,
    sentence="“{words}” is highlighted, which usually marks something to be settled",
    hint="In Word: select it, Home, Text Highlight Colour, No Colour.",
    protects=_FINISHED,
    gate=Gate.ALLOW,
)
PLACEHOLDER_TEXT = Rule(
    "placeholder-text",
    Severity.ERROR,
    sentence="“{words}” looks like words still to be filled in",
    hint="Put the real words in their place.",
    protects=_FINISHED,
    gate=Gate.ALLOW,
)
PROMPT_SHOWN = PLACEHOLDER_TEXT.worded(
    "A content control still shows its prompt, which would be published",
    "Fill it in, or delete the control, in Word.",
    Severity.WARNING,
)
FIGURE_EMPTIED = Rule(
    "figure-emptied",
    Severity.ERROR,
    sentence="The content control of {name} says nothing any more, so that the sentence lacks its figure",
    hint="Undo it in Word, or fill it by refresh with --take-workbook and the figure's name; where the figure was "
    "meant to go, delete the whole control with it.",
    protects="Every figure that a paper was built with stands in it, or was taken out on purpose.",
    gate=Gate.SHUT,
)
FIGURE_FOREIGN = Rule(
    "figure-foreign",
    Severity.WARNING,
    sentence="“{words}” ({name}) was pasted from another paper: it says what that one's workbook said, and nothing "
    "here keeps it up to date",
    hint="Check it against this paper's workbook; copy the live figure from this paper in its place, or give refresh "
    "--take-workbook and the figure's name.",
    protects="Every figure in print is the figure in the paper's own workbook.",
)
TEMPLATE_TAG = Rule(
    "template-tag",
    Severity.ERROR,
    sentence="“{words}” belongs to a template and was never filled in",
    hint="Put the real words in its place.",
    protects=_FINISHED,
    gate=Gate.SHUT,
)
BROKEN_REFERENCE = Rule(
    "broken-reference",
    Severity.ERROR,
    sentence="“{words}” stands where a cross-reference lost its target",
    hint="In Word: delete it and set the cross-reference again (References, Cross-reference).",
    protects=_FINISHED,
    gate=Gate.SHUT,
)
RESTRICTED_MARKING = Rule(
    "restricted-marking",
    Severity.ERROR,
    sentence="“{words}” marks this paper as not for the public",
    hint="Publish the public version; or take the marking off if it no longer holds.",
    protects=_PRIVATE,
    gate=Gate.ALLOW,
)
MARKED_IN_OPEN_ITEM = RESTRICTED_MARKING.worded(
    "“{words}” marks this paper as not for the public, and the agenda does not restrict its item",
    "Add “restricted:” to the item; or use the public version of the paper.",
)
PRIVATE_FIELD = Rule(
    "private-field",
    Severity.WARNING,
    sentence="The field {name} prints “{shown}”, which names a person or a file of somebody's machine",
    hint="In Word: delete the field, or type in its place what readers should see.",
    protects=_PRIVATE,
    gate=Gate.ALLOW,
)
REMARK_IN_FIELD = PRIVATE_FIELD.worded(
    "The field {name} prints “{shown}”, which is a remark in the file's properties",
    "In Word: delete the field, or type in its place what readers should see.",
)
PERSONAL_LINK = Rule(
    "personal-link",
    Severity.WARNING,
    sentence="A link leads to somebody's own files in the cloud, which readers cannot open, and may name that person: "
    "“{words}”",
    hint="Link to where it is published, or take the link out.",
    protects=_PRIVATE,
)
PATH_IN_WORDS = PRIVATE_FIELD.worded(
    "“{words}” is a place on somebody's machine or network",
    "Delete it in Word, or say in its place where readers find it.",
    Severity.ERROR,
)
SUPPRESSED_WRITTEN_OVER = Rule(
    "suppressed-written-over",
    Severity.ERROR,
    sentence="{reference} was written as [c], and somebody has typed a number over it",
    hint="Put [c] back. If the words tell no suppressed number, allow it by this name.",
    protects="A suppressed figure is not let out.",
    gate=Gate.ALLOW,
)
SMALL_WRITTEN_OVER = SUPPRESSED_WRITTEN_OVER.worded(
    "Somebody has typed over {reference} a number that is below the limit under which it is suppressed",
    "Put the figure back, or [c]. If the words tell no suppressed number, allow it by this name.",
)
SUPPRESSED_FIGURE_GONE = Rule(
    "suppressed-figure-gone",
    Severity.WARNING,
    sentence="What was written as [c] is in no control any more: {figures}",
    hint="See that no number was typed in its place. If its sentence or row was meant to go, nothing is to be done.",
    protects="A suppressed figure is not let out.",
)
AUTHOR_LEFT_OUT = Rule(
    "author-left-out",
    Severity.WARNING,
    sentence="the document's properties name “{name}”; the PDF no longer names an author whom only they name",
    hint="Nothing has to be done. A paper that boardpaper builds names its board, as paper.yaml says.",
    protects=_PRIVATE,
)
TITLE_FROM_TEXT = Rule(
    "title-from-text",
    Severity.WARNING,
    sentence="the document's properties hold no title; the publication takes “{words}”, which has the style Title",
    hint="In Word: File, Info, Properties, Title.",
    protects="Who has the document open, or hears it named, knows what it is.",
)
PROVENANCE_LEFT = Rule(
    "provenance-left",
    Severity.WARNING,
    sentence="{name} is of an earlier publication; provenance is no longer written unless it is asked for",
    hint="Delete the file, or ask for a new one with --provenance.",
    protects=_PRIVATE,
)
LEDGER_DAMAGED = Rule(
    "ledger-damaged",
    Severity.WARNING,
    sentence="the record of the paper's figures is damaged, so they cannot be traced",
    hint="Nothing is lost from the paper itself. Trace its figures in the copy that boardpaper built.",
    protects="Every figure in print can be traced to its cell.",
)
ENGINE_MISSING = Rule(
    "engine-missing",
    Severity.ERROR,
    sentence="LibreOffice is not on this machine",
    hint="Install it from libreoffice.org, or leave the option out: boardpaper makes the PDF itself.",
    protects="The PDF is made by the program that was asked for.",
)
ENGINE_BROKEN = ENGINE_MISSING.worded(
    "LibreOffice does not start: {fault}",
    "Install it again from libreoffice.org, or leave out --engine libreoffice.",
)
ENGINE_FAILED = Rule(
    "engine-failed",
    Severity.ERROR,
    sentence="LibreOffice cannot make a PDF of {name}",
    hint="Open the file in LibreOffice to see why, or leave out --engine libreoffice.",
    protects="No half PDF is written.",
)
ENGINE_CLAIMS_NOTHING = Rule(
    "engine-claims-nothing",
    Severity.WARNING,
    sentence="LibreOffice made this PDF, which does not claim to be accessible (PDF/UA) or fit for the archive (PDF/A)",
    hint="Leave out --engine libreoffice for a PDF that does.",
    protects="A PDF claims no more than has been checked.",
)

_RULES = tuple(entry for entry in globals().values() if isinstance(entry, Rule))
GATE = frozenset(rule.name for rule in _RULES if rule.gate is not Gate.OPEN)
"""The names of the rules that stop a publication until somebody has put them right, allowed or accepted them."""
ALLOWABLE = tuple(sorted({rule.name for rule in _RULES if rule.gate is Gate.ALLOW}))
"""The names of those among them that a person may allow to stand."""
