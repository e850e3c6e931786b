"""Finished PDFs: papers of other offices, before they go into a pack."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Gate, Rule

_READABLE = "A pack holds its papers whole."
_ACCESS = "Everybody can read every paper of a pack."
_PRIVATE = "Nothing leaves the office that was meant to stay inside."
_HARMLESS = "A pack does nothing by itself on its reader's machine."
_SAME = "What a paper is worth outside the pack, it keeps."

PDF_MISSING = Rule(
    "pdf-missing",
    Severity.ERROR,
    sentence="The file cannot be read: {fault}.",
    hint="Check the name in the meeting's description, and that the file is there.",
    protects=_READABLE,
)
PDF_DAMAGED = Rule(
    "pdf-damaged",
    Severity.ERROR,
    sentence="The file is damaged ({fault}).",
    hint="Ask its author for the file again, or export it as a PDF again.",
    protects=_READABLE,
)
NO_PDF = PDF_DAMAGED.worded("This is not a PDF.", "Save or export it as a PDF again.")
PDF_ENCRYPTED = Rule(
    "pdf-encrypted",
    Severity.ERROR,
    sentence="The file asks for a password.",
    hint="Ask its author for a copy without one.",
    protects=_READABLE,
)
PDF_NO_PAGES = Rule(
    "pdf-no-pages",
    Severity.ERROR,
    sentence="The file has no pages.",
    hint="Ask its author for the file again.",
    protects=_READABLE,
)
PDF_REPAIRED = Rule(
    "pdf-repaired",
    Severity.WARNING,
    sentence="The file was damaged and has been mended as well as could be.",
    hint="Compare its pages in the pack with the original, or export it again.",
    protects=_READABLE,
)
PDF_MANY_PAGES = Rule(
    "pdf-many-pages",
    Severity.WARNING,
    sentence="The file has {pages:,} pages.",
    hint="Publish it beside the pack and link to it, unless readers must have it inside.",
    protects="A pack can be opened and sent.",
)
PDF_UNTAGGED = Rule(
    "pdf-untagged",
    Severity.WARNING,
    sentence="The file has no tags, so a screen reader cannot read it in order.",
    hint="Ask its author for a tagged PDF or for the Word file; until then a slip page stands for it in the pack.",
    protects=_ACCESS,
)
PDF_PARTLY_UNTAGGED = Rule(
    "pdf-partly-untagged",
    Severity.WARNING,
    sentence="Pages without tags: {pages}.",
    hint="Ask its author for a PDF in which every page is tagged.",
    protects=_ACCESS,
)
PDF_NO_LANGUAGE = Rule(
    "pdf-no-language",
    Severity.WARNING,
    sentence="The file does not say what language it is in.",
    hint="Set the language in the original and export it again; the pack's own is taken for it.",
    protects=_ACCESS,
)
PDF_PROTECTED = Rule(
    "pdf-protected",
    Severity.WARNING,
    sentence="The file forbids some uses, such as changing it; it opens without a password.",
    hint="Make sure that its author agrees to its being put into a pack.",
    protects="Nobody's file is used against their will.",
)
PDF_COMMENTS = Rule(
    "pdf-comments",
    Severity.WARNING,
    sentence="The file has {count} or mark-up in it, which everybody would see.",
    hint="Delete them in the original.",
    protects=_PRIVATE,
    gate=Gate.ALLOW,
)
PDF_REDACTION = Rule(
    "pdf-redaction",
    Severity.ERROR,
    sentence="The file has {count} that nobody has applied: the words are still there.",
    hint="Apply the redactions in the program that made them (Acrobat: Redact, Apply), and save the file anew.",
    protects=_PRIVATE,
    gate=Gate.SHUT,
)
PDF_COVERED_TEXT = Rule(
    "pdf-covered-text",
    Severity.ERROR,
    sentence="A dark box lies over {count} on page {page}: nobody sees them, and everybody can copy them.",
    hint="Take the words out of the original, or redact them there, and export it again.",
    protects=_PRIVATE,
    gate=Gate.ALLOW,
)
PDF_UNSEEN_WORDS = Rule(
    "pdf-unseen-words",
    Severity.ERROR,
    sentence="“{words}” on page {page} is white on white: nobody sees it, and everybody can copy it.",
    hint="Take the words out of the original, and export it again.",
    protects=_PRIVATE,
    gate=Gate.ALLOW,
)
UNSEEN_IN_LAYER = PDF_UNSEEN_WORDS.worded(
    "“{words}” on page {page} is in a layer that is not shown: nobody sees it, and everybody can copy it.",
    "Delete the layer in the program that made the file, and export it again.",
)
UNSEEN_BESIDE = PDF_UNSEEN_WORDS.worded(
    "“{words}” is outside the part of page {page} that is shown: nobody sees it, and everybody can copy it.",
    "Cut the page in the original, and export it again.",
)
UNSEEN_WITHOUT_INK = PDF_UNSEEN_WORDS.worded(
    "“{words}” on page {page} is drawn without ink, and over no picture: nobody sees it, and everybody can copy it.",
)
PDF_HIDDEN_VALUES = Rule(
    "pdf-hidden-values",
    Severity.WARNING,
    sentence="The file is a form with {count} that hold what no page shows. It is taken out.",
    hint="Check that the paper says all it has to say without it.",
    protects=_PRIVATE,
)
PDF_PICTURE_UNCLEAN = Rule(
    "pdf-picture-unclean",
    Severity.ERROR,
    sentence="What a camera or a program wrote into {count} cannot be taken out: the file is damaged there.",
    hint="Put the pictures into the original again, and export it again.",
    protects=_PRIVATE,
    gate=Gate.ALLOW,
)
PDF_LOCAL_LINKS = Rule(
    "pdf-local-links",
    Severity.WARNING,
    sentence="Links lead to somebody's own machine or network, and are taken out: {addresses}.",
    hint="Let them lead to a website, or to a paper of the pack.",
    protects=_PRIVATE,
)
PDF_PERSONAL_LINKS = Rule(
    "pdf-personal-links",
    Severity.WARNING,
    sentence="Links lead to somebody's own files in the cloud, which readers cannot open, and may name that person: "
    "{addresses}.",
    hint="Let them lead to a website, or to a paper of the pack.",
    protects=_PRIVATE,
)
PDF_HIDDEN_LAYERS = Rule(
    "pdf-hidden-layers",
    Severity.WARNING,
    sentence="The file holds layers that are not shown: {layers}. Any reader can show them.",
    hint="Delete them in the original, unless they are meant to be published.",
    protects=_PRIVATE,
)
PDF_CROPPED = Rule(
    "pdf-cropped",
    Severity.WARNING,
    sentence="A part only is shown of page {pages}; {what} the shown part can still be found in the file.",
    hint="Cut the page in the original, or print it to a new PDF, unless all of it may be published.",
    protects=_PRIVATE,
)
PDF_SCRIPTED = Rule(
    "pdf-scripted",
    Severity.WARNING,
    sentence="The file acts by itself: {acts}. This is taken out of the pack, and of the paper's own copy.",
    hint="Check that the paper says all it has to say without it.",
    protects=_HARMLESS,
)
PDF_SIGNED = Rule(
    "pdf-signed",
    Severity.WARNING,
    sentence="The file carries {count}. What goes out shows it as a picture, and is not signed any more: a signature "
    "holds only in the signed file itself, and names its signer.",
    hint="Keep the signed file, and publish it beside the pack if readers need it; --no-stamp keeps page numbers off "
    "the picture.",
    protects=_SAME,
)
PDF_ATTACHMENTS = Rule(
    "pdf-attachments",
    Severity.WARNING,
    sentence="Files inside the file are left out of the pack, and of the paper's own copy: {names}.",
    hint="Make them papers or appendices of their own.",
    protects=_READABLE,
)
PDF_FORM = Rule(
    "pdf-form",
    Severity.WARNING,
    sentence="The file is a form with {count}. In the pack it shows what has been filled in, and cannot be filled in.",
    hint="Publish the form beside the pack if readers are to use it.",
    protects=_SAME,
)
PDF_XFA = Rule(
    "pdf-xfa",
    Severity.WARNING,
    sentence="The file is an XFA form, whose pages most programs cannot show.",
    hint="Print it to PDF from Adobe Reader, and use that file.",
    protects=_READABLE,
)
PDF_PORTFOLIO = Rule(
    "pdf-portfolio",
    Severity.WARNING,
    sentence="The file is a portfolio: what it is about is inside it as attachments, and its page is only a cover.",
    hint="Make each file in it a paper of its own.",
    protects=_READABLE,
)
PDF_ROTATION = Rule(
    "pdf-rotation",
    Severity.WARNING,
    sentence="Page {pages} is turned askew, which programs show in different ways.",
    hint="Look at the page in the pack; turn it upright in the original and export it again.",
    protects=_READABLE,
)
PDF_TURNED_PAGES = Rule(
    "pdf-turned-pages",
    Severity.WARNING,
    sentence="Text does not stand upright on page {pages}.",
    hint="Turn the page in the original and export it again.",
    protects=_ACCESS,
)

_RULES = tuple(entry for entry in globals().values() if isinstance(entry, Rule))
GATE = frozenset(rule.name for rule in _RULES if rule.gate is not Gate.OPEN)
"""The names of the rules that stop a finished PDF until somebody has put them right or allowed them."""
ALLOWABLE = tuple(sorted({rule.name for rule in _RULES if rule.gate is Gate.ALLOW}))
"""The names of those among them that a person may allow to stand."""
