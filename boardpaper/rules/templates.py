"""Templates: Word templates, their tags and styles, and the Word file that is made through them."""

from boardpaper.model.finding import Severity
from boardpaper.rules import narrative
from boardpaper.rules.rule import Rule

_WHOLE = "Everything that a paper holds is printed, once."
_WORDS = "No word of an author's text is lost."
_SAFE = "A template can do nothing but print what a paper holds."
_FILLED = "A tag is filled in as it was meant, and never printed as it stands."
_LAYOUT = "What a tag prints keeps the layout of the template."
_NAMES = "Names that can be used here: {known}."

TEMPLATE_NOT_WORD = Rule(
    "template-not-word",
    Severity.ERROR,
    sentence="{name} is not a Word document that can serve as template",
    hint="Open it in Word and save it as “Word Document (.docx)”.",
    protects="A paper comes out in the layout that was asked for.",
)
TAG_BROKEN = Rule(
    "tag-broken",
    Severity.ERROR,
    sentence="“{brace}” has no partner in its paragraph",
    hint="A tag begins with {{{{ or {{% and ends with }}}} or %}} in the same paragraph.",
    protects=_FILLED,
)
TAG_FAULTY = Rule(
    "tag-faulty",
    Severity.ERROR,
    sentence="{tag} cannot be read: {fault}",
    hint="Compare it with the same tag in a shipped template.",
    protects=_FILLED,
)
TAG_NOT_WORKED_OUT = TAG_FAULTY.worded(
    "A tag of the template cannot be worked out: {fault}",
    "Run “boardpaper check” on the template; the guide to templates lists every tag.",
)
TAG_FORBIDDEN = Rule(
    "tag-forbidden",
    Severity.ERROR,
    sentence="{tag} would need another file",
    hint="Take it out.",
    protects=_SAFE,
)
TAG_UNKNOWN = Rule(
    "tag-unknown",
    Severity.ERROR,
    sentence="“{name}” in {tag} is not something {owner} has",
    hint=_NAMES,
    protects=_FILLED,
)
TAG_KEYWORD_UNKNOWN = TAG_UNKNOWN.worded("“{name}” in {tag} is not something a tag can do")
TAG_MISSED = TAG_UNKNOWN.worded("The template asks for “{name}”, which {owner} does not have")
TAG_UNOPENED = Rule(
    "tag-unopened",
    Severity.ERROR,
    sentence="{tag} ends nothing that is open here{also}",
    hint="Each “for” ends with “endfor” and each “if” with “endif”, the innermost first.",
    protects=_FILLED,
)
TAG_WITHOUT_IF = TAG_UNOPENED.worded("{tag} belongs to no “if”", "Take it out, or add the “if”.")
TAG_UNCLOSED = Rule(
    "tag-unclosed",
    Severity.ERROR,
    sentence="{tag} has no end",
    hint="Add {{%{unit} end{keyword} %}} after what it repeats or holds.",
    protects=_FILLED,
)
TAG_NOT_ALONE = Rule(
    "tag-not-alone",
    Severity.ERROR,
    sentence="{tag} replaces its whole paragraph, and all else in it would be lost",
    hint="Give it a paragraph of its own.",
    protects=_WORDS,
)
TAG_NOT_ALONE_IN_ROW = TAG_NOT_ALONE.worded(
    "{tag} replaces the whole of {row}, and all else in it would be lost", "Give it a table row of its own."
)
TAG_MIXED_FORMAT = Rule(
    "tag-mixed-format",
    Severity.WARNING,
    sentence="The letters of {tag} do not all look alike; what it prints will look like the first of them",
    hint="Delete the tag in Word and type it again in one go.",
    protects=_LAYOUT,
)
TAG_CUTS_LAYOUT = Rule(
    "tag-cuts-layout",
    Severity.ERROR,
    sentence="{first} and {tag} belong together but do not begin alike",
    hint="Write {{%p ... %}}, with the p, alone in a paragraph for all tags that repeat paragraphs, and {{%tr ... %}} "
    "in rows of their own for those that repeat rows.",
    protects=_LAYOUT,
)
TAGS_APART = TAG_CUTS_LAYOUT.worded("{first} and {tag} belong together but stand in different places")
TAG_ENDS_ELSEWHERE = TAG_CUTS_LAYOUT.worded(
    "A tag of the template begins in one paragraph, table row or link and ends outside it",
    "Write {{%p ... %}}, with the p, alone in a paragraph, or {{%tr ... %}} alone in a row, for all that repeats them; "
    "keep a tag and its end both in a link, or both outside.",
)
TAG_NO_LIST = Rule(
    "tag-no-list",
    Severity.ERROR,
    sentence="{tag} repeats something that is not a list",
    hint="Lists are {known}.",
    protects=_FILLED,
)
TAG_LIST = Rule(
    "tag-list",
    Severity.ERROR,
    sentence="{tag} asks a list for “{name}”",
    hint="Write {{%p for part in parts %}} and {{{{ part.heading }}}}, say.",
    protects=_FILLED,
)
TAG_NO_TEXT = Rule(
    "tag-no-text",
    Severity.ERROR,
    sentence="{tag} prints something that is not words",
    hint="Print one of its values{also}.",
    protects=_FILLED,
)
TAG_NO_PARAGRAPH = Rule(
    "tag-no-paragraph",
    Severity.ERROR,
    sentence="{tag} prints words, not whole paragraphs",
    hint="Write {{{{ {body} }}}}, without the p.",
    protects=_LAYOUT,
)
TAG_LEFT = Rule(
    "tag-left",
    Severity.ERROR,
    sentence="“{tag}” would be printed as it stands",
    hint="Figures belong in narrative, not in paper.yaml; a template's own notes can hold no tags.",
    protects=_FILLED,
)
BODY_MISPLACED = Rule(
    "body-misplaced",
    Severity.ERROR,
    sentence="{tag} prints whole paragraphs",
    hint="Write {{{{p {body} }}}}, with the p, alone in a paragraph of the page itself.",
    protects=_WORDS,
)
BODY_AMONG_WORDS = BODY_MISPLACED.worded(
    "The template prints a body among words, or in a header or footer, where no paragraphs can stand",
    "Write {{{{p part.body }}}}, with the p, alone in a paragraph of its own.",
)
PART_MISSING = Rule(
    "part-missing",
    Severity.ERROR,
    sentence="The template asks for a part with the id “{name}”, which the paper does not have",
    hint="Add a part with “id: {name}” to paper.yaml.{also}",
    protects=_WHOLE,
)
NEVER_PRINTED = Rule(
    "never-printed",
    Severity.ERROR,
    sentence="The template never prints {what}",
    hint="Ask whoever keeps the template to add its tag (see the guide to templates), or take it out of paper.yaml.",
    protects=_WHOLE,
)
NEVER_PRINTED_IN_AGENDA = NEVER_PRINTED.worded(
    "The agenda's template never prints {what}",
    "Ask whoever keeps the template to add its tag (see the guide to meetings).",
)
PRINTED_TWICE = Rule(
    "printed-twice",
    Severity.ERROR,
    sentence="The template prints {what} more than once",
    hint="Place it once only: leave parts that are placed by name out of the loop over all parts.",
    protects=_WHOLE,
)
WORDS_LOST = Rule(
    "words-lost",
    Severity.ERROR,
    sentence="These words did not reach the Word file: “{words}”",
    hint="Write them more plainly, and report this: boardpaper should never lose words.",
    protects=_WORDS,
)
STYLE_MISSING = Rule(
    "style-missing",
    Severity.ERROR,
    sentence="The paper needs the {kind} style “{style}”, which the template does not have",
    hint="{also}Make a {kind} style of that name in Word, or copy it from agenda-item.docx.",
    protects=_LAYOUT,
)
STYLE_NOT_THERE = STYLE_MISSING.worded(
    "The template has no {kind} style “{style}”; a paper that needs it will stop",
    "{also}Make a {kind} style of that name, or copy it from agenda-item.docx.",
    Severity.WARNING,
)
STYLE_WITHOUT_LIST = Rule(
    "style-without-list",
    Severity.ERROR,
    sentence="The style “{style}” belongs to no list, so its paragraphs would have no number or bullet",
    hint="In Word, choose the list again for this style (Modify style, Format, Numbering).",
    protects="What refers to a paragraph by its number finds it.",
)
STYLE_UNLISTED = STYLE_WITHOUT_LIST.worded(severity=Severity.WARNING)
NOTE_IN_NOTE = Rule(
    "note-in-note",
    Severity.ERROR,
    sentence="A footnote cannot hold another footnote",
    hint="Move it into the text.",
    protects=_WORDS,
)
NOTE_NOT_WRITTEN = narrative.NOTE_MISSING.worded(
    "The footnote “{label}” has no text", "Add a line “[^{label}]: ...” to the same file."
)
NOTE_NOT_PRINTED = narrative.NOTE_UNUSED.worded(
    "Nothing refers to the footnote “{label}”, so its words would be lost",
    "Put [^{label}] where it belongs in the text, or delete the footnote.",
)
CHARACTER_UNPRINTABLE = Rule(
    "character-unprintable",
    Severity.ERROR,
    sentence="A control character ({character}) cannot be kept in a Word file",
    hint="Delete it; it is invisible and was probably pasted in with “{words}”.",
    protects=_WORDS,
)
LINK_ADDRESS = Rule(
    "link-address",
    Severity.ERROR,
    sentence="The link to “{address}” {fault}",
    hint="Write the full address, as in https://www.gov.uk/.",
    protects="A link leads where its author meant, and to nothing that could do harm.",
)
PICTURE_UNREADABLE = Rule(
    "picture-unreadable",
    Severity.ERROR,
    sentence="{name} is not a PNG or JPEG picture",
    hint="Save the picture as PNG or JPEG and name that file.",
    protects="No picture is left out unseen.",
)
