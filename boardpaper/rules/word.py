"""Word files: what is in them that a reader of the publication would miss, or see otherwise."""

from boardpaper.model.finding import Severity
from boardpaper.rules import narrative
from boardpaper.rules.rule import Rule

_GAP = "A publication has no gap that its readers cannot see."
_LAYOUT = "Who reads the publication is told what Word's page shows."
_REFERENCES = "What refers to another place names the place that is meant."
_NOTES = "A note stands at its mark, under its number."
_AS_PICTURE = "Copy it and paste it as a picture, with alternative text."
_AS_TABLE = "Copy it and paste it as a picture or a table."
_SET_AGAIN = "In Word, delete it and set it again (References, Cross-reference)."

WORD_NO_DOCUMENT = Rule(
    "word-no-document",
    Severity.ERROR,
    sentence="{name} holds no Word document",
    hint="Name a file that Word saved as .docx.",
    protects="Nothing is made from a file that was read in part.",
)

WORD_UNSUPPORTED = Rule(
    "word-unsupported",
    Severity.ERROR,
    sentence="A drawing cannot be carried into the publication copy, which would have a gap here",
    hint=_AS_PICTURE,
    protects=_GAP,
)


def _no_place(what: str, hint: str) -> Rule:
    return WORD_UNSUPPORTED.worded(
        f"{what} cannot be carried into the publication copy, which would have a gap here", hint
    )


CHART = _no_place("A chart", _AS_PICTURE)
SMART_ART = _no_place(
    "A SmartArt graphic", "Copy it and paste it as a picture, with alternative text; or write it as a list."
)
EMBEDDED_OBJECT = _no_place("An embedded object", _AS_TABLE)
EMBEDDED_PROGRAM = _no_place("An embedded object ({program})", _AS_TABLE)
FORM_CONTROL = _no_place("A form control", "Replace it by the words that it should show.")
WATERMARK = _no_place(
    "A watermark or word art that says “{words}”",
    "Design, Watermark, Remove Watermark in Word; or write the words as ordinary text.",
)
PICTURE_FORMAT = _no_place("A picture in the format {format}", _AS_PICTURE)
LATER_WORD = _no_place("Something that only a later Word can show", _AS_PICTURE)
EQUATION = _no_place("An equation", "Write it out in words, or put a picture of it with alternative text.")
UNKNOWN_ELEMENT = _no_place(
    "Something that boardpaper does not know ({name})", "Replace it in Word by ordinary text, a table or a picture."
)
SUBDOCUMENT = _no_place("A subdocument, which is kept in another file,", "Copy its text into this document.")
EMBEDDED_DOCUMENT = _no_place(
    "A whole document that is embedded here", "Open the file in Word and save it; Word then takes it in."
)
FIELD_NOT_WORKED_OUT = _no_place(
    "The field {name}, for which Word has not yet worked out what to show,",
    "Open the file in Word, press Ctrl+A and F9, and save it; or type the words in place of the field.",
)
PICTURE_NOT_IN_FILE = narrative.IMAGE_MISSING.worded(
    "A picture that is not in the file, but linked or missing, cannot be carried into the publication copy, which "
    "would have a gap here",
    "Insert the picture itself, without a link, in Word.",
)

WORD_LAYOUT = Rule(
    "word-layout",
    Severity.WARNING,
    sentence="Text in a table cell runs up or down the page in Word; the publication copy runs it across",
    hint="Choose Text Direction, horizontal, in Word.",
    protects=_LAYOUT,
)
PHONETIC_GUIDE = WORD_LAYOUT.worded(
    "A phonetic guide stands above its words in Word; in the publication copy it follows them in brackets",
    "Accept this, or remove the guide in Word.",
)
NUMBER_FORMAT = WORD_LAYOUT.worded(
    "Numbers in Word's format “{format}” come out in figures here, such as “{shown}”",
    "In Word, choose another number format for this list.",
)
NOTE_FORMAT = NUMBER_FORMAT.worded(hint="In Word, choose another number format for the notes.")
PAGE_FORMAT = NUMBER_FORMAT.worded(hint="In Word, choose another number format for the page numbers of this section.")
INDEX_PAGES = WORD_LAYOUT.worded(
    "{what}, which ends here, keeps Word's page numbers; the publication copy may break its pages elsewhere",
    "Compare its numbers with the PDF; or refer to paragraphs or headings in its place.",
)
DEPENDS_ON_PAGES = WORD_LAYOUT.worded(
    "{what} depends on page numbers; the publication copy shows what Word last worked out, “{shown}”",
    "Put the fields PAGE or NUMPAGES by themselves in its place, or type the words.",
)

FIELD_DATE = Rule(
    "field-date",
    Severity.WARNING,
    sentence="The field {name} shows the day on which Word last worked it out; the publication prints “{shown}”",
    hint="Type the date that the paper should have in place of the field; in Word, Ctrl+Shift+F9 does so.",
    protects="A paper bears the date that its author gave it.",
)
REFERENCE_LOST = Rule(
    "reference-lost",
    Severity.WARNING,
    sentence="The {what} “{words}” refers to something that is no longer in the document, and stays as Word "
    "last showed it",
    hint=_SET_AGAIN,
    protects=_REFERENCES,
)
STYLE_REFERENCE_LOST = REFERENCE_LOST.worded(
    "“{words}” repeats words in the style “{style}”, which no paragraph has, and stays as Word last showed it",
    "In Word, give the heading that style; or type the words in place of the field.",
)
REFERENCE_UNNUMBERED = Rule(
    "reference-unnumbered",
    Severity.WARNING,
    sentence="The cross-reference “{words}” asks for the number of a paragraph that has none, and stays as Word last "
    "showed it",
    hint=_SET_AGAIN,
    protects=_REFERENCES,
)
CONTENTS_OUTDATED = Rule(
    "contents-outdated",
    Severity.WARNING,
    sentence="A contents list no longer agrees with the document: {differences}",
    hint="In Word, click into the list, press F9, choose “Update entire table”, and save.",
    protects=_REFERENCES,
)
WORD_BROKEN_LINK = Rule(
    "word-broken-link",
    Severity.WARNING,
    sentence="A link leads nowhere: the file does not hold its address",
    hint="Open the file in Word, remove the link and set it again.",
    protects="A link leads where its author meant.",
)
WORD_MISSING_NOTE = Rule(
    "word-missing-note",
    Severity.ERROR,
    sentence="The text refers to {called} that the file does not hold",
    hint="Find the {kind}s in Word, delete the empty one, and write it again.",
    protects=_GAP,
)
WORD_NOTE_NUMBERS = Rule(
    "word-note-numbers",
    Severity.WARNING,
    sentence="Word numbers the {kind}s of each page anew; the publication copy numbers them through",
    hint="Set the numbering of the notes to continuous in Word, so that both agree.",
    protects=_NOTES,
)
WORD_MISSING_PART = Rule(
    "word-missing-part",
    Severity.WARNING,
    sentence="A section names a {place} that the file does not hold",
    hint="Set the {place} again in Word.",
    protects=_GAP,
)
WORD_CIRCULAR_STYLES = Rule(
    "word-circular-styles",
    Severity.WARNING,
    sentence="Styles are based on one another in a circle: {names}",
    hint="In Word, choose Modify Style for one of them and base it on another style.",
    protects=_LAYOUT,
)
