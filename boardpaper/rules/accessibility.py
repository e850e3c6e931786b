"""Accessibility: what a published document needs so that everybody can read it."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_NAMED = "Who has the document open, or hears it named, knows what it is (PDF/UA-1, 7.1)."
_SPOKEN = "A screen reader speaks the document in its language (PDF/UA-1, 7.2)."
_ORDER = "Who moves from heading to heading misses no level (PDF/UA-1, 7.4.2)."
_SEEN = "Who cannot see a picture is told what it shows (PDF/UA-1, 7.3)."
_NO_NAMES = "A file's name, which often names a person, is not published."
_TITLE_HINT = "In Word: File, Info, Properties, Title."
_LANGUAGE_HINT = "In Word: Review, Language, Set Proofing Language, and Set As Default."
_DESCRIBE = "In Word: right-click the picture, View Alt Text, and say what it shows; or mark it as decorative."

TITLE_MISSING = Rule(
    "title-missing", Severity.ERROR, sentence="the document has no title", hint=_TITLE_HINT, protects=_NAMED
)
TITLE_IS_FILE = Rule(
    "title-is-file",
    Severity.ERROR,
    sentence="the document's title “{title}” names a file",
    hint=_TITLE_HINT,
    protects=f"{_NAMED} {_NO_NAMES}",
)
LANGUAGE_MISSING = Rule(
    "language-missing",
    Severity.ERROR,
    sentence="the document does not say what language it is in",
    hint=_LANGUAGE_HINT,
    protects=_SPOKEN,
)
LANGUAGE_UNKNOWN = Rule(
    "language-unknown",
    Severity.ERROR,
    sentence="the document's language “{language}” is none",
    hint=_LANGUAGE_HINT,
    protects=_SPOKEN,
)
HEADING_EMPTY = Rule(
    "heading-empty",
    Severity.WARNING,
    sentence="a heading has no words",
    hint="Delete it, or give it the style Normal.",
    protects="A list of headings holds no blank.",
)
HEADING_SKIPS_LEVEL = Rule(
    "heading-skips-level",
    Severity.ERROR,
    sentence="the heading “{words}” is of level {level}, with none of level {above} above it",
    hint="Give it the style Heading {right}.",
    protects=_ORDER,
)
IMAGE_WITHOUT_ALT = Rule(
    "image-without-alt",
    Severity.ERROR,
    sentence="a picture has no alternative text",
    hint=_DESCRIBE,
    protects=_SEEN,
)
IMAGE_ALT_IS_FILE = Rule(
    "image-alt-is-file",
    Severity.ERROR,
    sentence="a picture's alternative text is the name of a file",
    hint=_DESCRIBE,
    protects=f"{_SEEN} {_NO_NAMES}",
)
LINK_WITHOUT_WORDS = Rule(
    "link-without-words",
    Severity.ERROR,
    sentence="a link to {target} has no words",
    hint="In Word: select the space that carries it, right-click, Remove Hyperlink; or give it words.",
    protects="Who hears a link knows where it leads (PDF/UA-1, 7.18.5).",
)
TABLE_WITHOUT_HEADER = Rule(
    "table-without-header",
    Severity.ERROR,
    sentence="the table that begins “{words}” has no header row",
    hint="In Word: select its first row, Layout, Repeat Header Rows.",
    protects="Who hears a cell is told which column it stands in (PDF/UA-1, 7.5).",
)
