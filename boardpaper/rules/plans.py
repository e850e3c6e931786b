"""Descriptions: what people write in paper.yaml and meeting.yaml."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_MEANT = "What is built is what the description says, read in one way only."
_WHOLE = "A setting that is missing or mistyped is never passed over."

YAML_EMPTY = Rule(
    "yaml-empty", Severity.ERROR, sentence="{name} is empty", hint="Start from “boardpaper new”.", protects=_MEANT
)
YAML_OVERSIZED = Rule(
    "yaml-oversized",
    Severity.ERROR,
    sentence="{name} is too large to be a description of a paper",
    hint="Give the folder of a paper, whose paper.yaml is a page or two long.",
    protects="A hostile file can fill neither the memory nor the disk.",
)
YAML_TOO_DEEP = Rule(
    "yaml-too-deep",
    Severity.ERROR,
    sentence="{name} nests its settings deeper than any description of a paper does",
    hint="Take the brackets or the indentation out that are not needed.",
    protects="A hostile file can fill neither the memory nor the disk.",
)
YAML_TAB = Rule(
    "yaml-tab",
    Severity.ERROR,
    sentence="the line begins with a tab, which YAML does not allow",
    hint="Indent with spaces, as the lines around it are.",
    protects=_MEANT,
)
YAML_INVALID = Rule(
    "yaml-invalid",
    Severity.ERROR,
    sentence="{name} is not valid YAML: {fault}",
    hint="Check the indentation of this line and the one above; put text that holds “: ” or begins with “{{”, “[”, “@” "
    "or “*” in quotation marks.",
    protects=_MEANT,
)
YAML_COLON = YAML_INVALID.worded(
    "the words after “{key}:” hold a colon and a space, which YAML takes for the beginning of another setting",
    "Put them in quotation marks: {key}: {quoted}",
)
YAML_CHARACTER = YAML_INVALID.worded(
    "{name} holds a character that YAML does not allow", "Delete invisible characters, which pasting can bring in."
)
YAML_ALIAS = Rule(
    "yaml-alias",
    Severity.ERROR,
    sentence="anchors and aliases (& and *) are not used here",
    hint="Write the text out in both places.",
    protects=_MEANT,
)
YAML_DUPLICATE_KEY = Rule(
    "yaml-duplicate-key",
    Severity.ERROR,
    sentence="“{name}” stands here twice",
    hint="Keep one of them.",
    protects=_MEANT,
)
TEXT_TURNED = Rule(
    "text-turned",
    Severity.ERROR,
    sentence="“{words}” holds a sign that turns the direction of writing ({sign}): people would read other words than "
    "programs do",
    hint="Type the words anew, without what was pasted.",
    protects="What is printed is what was written.",
)
TEXT_NOT_UTF8 = Rule(
    "text-not-utf8",
    Severity.ERROR,
    sentence="{name} is not UTF-8 text (byte {byte})",
    hint="Save it as UTF-8 in your editor.",
    protects="No letter is guessed.",
)

FIELD_MISSING = Rule(
    "field-missing",
    Severity.ERROR,
    sentence="“{name}” is missing",
    hint="Add a line “{name}: …”.",
    protects=_WHOLE,
)
TEMPLATE_FIELD_MISSING = FIELD_MISSING.worded(
    "The template asks for fields.{name}, which paper.yaml does not give",
    "Add “{name}: ...” under “fields:” in paper.yaml.",
)
FIELD_UNKNOWN = Rule(
    "field-unknown",
    Severity.ERROR,
    sentence="“{name}” is not a setting that boardpaper knows",
    hint="Known here: {known}.",
    protects=_WHOLE,
)
FIELD_TYPE = Rule(
    "field-type",
    Severity.ERROR,
    sentence="“{name}” should be text",
    hint="Write “{name}: some words” on one line.",
    protects=_MEANT,
)
FIELD_NOT_LIST = FIELD_TYPE.worded("“{name}” should be a list", "Put each entry on a line with “- ”.")
FIELD_NOT_SETTINGS = FIELD_TYPE.worded(
    "“{name}” should hold settings", "Put each setting on a line of its own, indented, as “key: value”."
)
FIELD_VALUE = Rule(
    "field-value", Severity.ERROR, sentence="“{name}”: {fault}", hint="It says “{value}”.", protects=_MEANT
)
FIELD_FAULTY = FIELD_VALUE.worded("{fault}", "In “{name}”.")
FIELD_WITHOUT_ENTRY = FIELD_VALUE.worded("“{name}” is empty", "Give it at least one entry.")
FIELD_WITHOUT_WORDS = FIELD_VALUE.worded("“{name}” is empty", "Write the words after “{name}:”.")

WORKBOOK_REPEATED = Rule(
    "workbook-repeated",
    Severity.ERROR,
    sentence="the workbook “{name}” is used twice",
    hint="It is also used at {first}.",
    protects="A figure comes from one place.",
)
PART_REPEATED = Rule(
    "part-repeated",
    Severity.ERROR,
    sentence="the part id “{name}” is used twice",
    hint="It is also used at {first}.",
    protects="A template that places a part by its id places the one that is meant.",
)
APPENDIX_REPEATED = Rule(
    "appendix-repeated",
    Severity.ERROR,
    sentence="the appendix letter “{name}” is used twice",
    hint="It is also used at {first}.",
    protects="“See Appendix A” leads to one appendix.",
)
NARRATIVE_REPEATED = Rule(
    "narrative-repeated",
    Severity.ERROR,
    sentence="the narrative file “{name}” is used twice",
    hint="It is also used at {first}.",
    protects="No passage is printed twice unseen.",
)
NARRATIVE_OUTSIDE = Rule(
    "narrative-outside",
    Severity.ERROR,
    sentence="the narrative file “{name}” is not in the paper's folder",
    hint="Copy it into the paper's folder, and name it from there.",
    protects="A description from elsewhere cannot bring in a file that its sender was not given.",
)
TEMPLATE_MISSING = Rule(
    "template-missing",
    Severity.ERROR,
    sentence="there is no template “{name}”",
    hint="Known templates: {known}.",
    protects="A paper comes out in the layout that was asked for.",
)
AGENDA_TEMPLATE_MISSING = TEMPLATE_MISSING.worded(hint="Known here: {known}, or a file in the meeting's folder.")

PAPER_KIND = Rule(
    "paper-kind",
    Severity.ERROR,
    sentence="“{name}” is neither a Word file (.docx), a PDF, nor a folder with a paper.yaml",
    hint="Save it as .docx or .pdf.",
    protects="Every paper of a meeting is read and checked before it goes into a pack.",
)
MEETING_MISSING = Rule(
    "meeting-missing",
    Severity.ERROR,
    sentence="{folder} holds neither a {file} nor papers whose names begin with an item number",
    hint="Name the papers “5 Title.docx” or “8(B) Title.pdf”, or run “boardpaper new --meeting FOLDER”.",
    protects="A pack holds the papers of one meeting, in the order of its agenda.",
)
MEETING_IS_NO_DESCRIPTION = MEETING_MISSING.worded(
    "{name} is neither a {file} nor a folder with the papers of a meeting",
    "Put the papers into a folder, named as in “5 Title.docx” or “8(B) Title.pdf”, and give that folder; or run "
    "“boardpaper new --meeting FOLDER”.",
)
PAPER_IS_NO_MEETING = MEETING_MISSING.worded(
    hint="This is the folder of a paper, which is for “boardpaper build”. Name the folder of a meeting, or run "
    "“boardpaper new --meeting FOLDER”."
)
MEETING_MISNAMED = MEETING_MISSING.worded(
    "there is a {name} here and no {file}, without which every paper in this folder would be public",
    "Rename it to {file}; or, if it does not describe this meeting, move it out of the folder.",
)
MEETING_BY_NAME = MEETING_MISNAMED.worded(
    hint="Run “boardpaper pack {path}”, or rename it to {file}; if it does not describe this meeting, move it out of "
    "the folder.",
)
MEETING_GONE = MEETING_MISSING.worded(
    "{name} is gone, which said that papers of this meeting are restricted; without it every paper in this folder "
    "would be public",
    "Put it back. Or, if nothing is restricted here any more, delete {left}.",
)
EXAMPLE_UNKNOWN = Rule(
    "example-unknown",
    Severity.ERROR,
    sentence="there is no example “{name}”",
    hint="Choose one of {known}.",
    protects="A new paper begins from the example that was asked for.",
)
