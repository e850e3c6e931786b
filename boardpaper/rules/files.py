"""Files: Word and Excel files as they come in, opened without trust."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_SAFE = "A file that could harm the machine, or that no Office program wrote, is never read."
_READABLE = "Nothing is made from a file that was read in part."

FILE_MISSING = Rule(
    "file-missing",
    Severity.ERROR,
    sentence="{name} does not exist",
    hint="Check the name and the folder.",
    protects="A run never goes on without one of its files.",
)
MEETING_NOWHERE = FILE_MISSING.worded(
    hint="Check the name; or make a folder for a meeting with “boardpaper new FOLDER --meeting”."
)
DESCRIPTION_MISSING = FILE_MISSING.worded(
    "there is no {name} in {folder}", "Name a folder that holds one, or make one with “boardpaper new FOLDER”."
)
MEETING_FILE_MISSING = DESCRIPTION_MISSING.worded(
    hint="Check the name; or make a folder for a meeting with “boardpaper new FOLDER --meeting”."
)
MEETING_IS_NO_PAPER = DESCRIPTION_MISSING.worded(
    hint="This is the folder of a meeting, which is for “boardpaper pack”. Name the folder of a paper."
)

FILE_UNREADABLE = Rule(
    "file-unreadable",
    Severity.ERROR,
    sentence="{name} cannot be opened: {fault}",
    hint="Name a file that you can open.",
    protects=_READABLE,
)
FILE_IS_FOLDER = FILE_UNREADABLE.worded(
    "{name} is a folder",
    "Name the file itself; the folder of a paper is for “boardpaper build”, that of a meeting for “boardpaper pack”.",
)
DESCRIPTION_UNREADABLE = FILE_UNREADABLE.worded(
    "{name} cannot be read: {fault}", "Give the folder that holds {name}, and check that you may read it."
)

NAME_IMPOSSIBLE = Rule(
    "name-impossible",
    Severity.ERROR,
    sentence="“{name}” cannot be the name of a file: {fault}",
    hint="Check the name, or choose a shorter one.",
    protects="A run does what was asked, or says why it does not.",
)

NAME_UNREADABLE = NAME_IMPOSSIBLE.worded(
    "“{name}” has letters in its name that cannot be read, and the agenda would print them",
    "Rename the file.",
)

FILE_NOT_OFFICE = Rule(
    "file-not-office",
    Severity.ERROR,
    sentence="{name} is not a Word or Excel file, whatever its name says",
    hint="Open it in Office and save it as .docx or .xlsx.",
    protects=_SAFE,
)
FILE_CUT_SHORT = FILE_NOT_OFFICE.worded(
    "{name} is cut short or damaged",
    "Copy or download it again, or ask its sender for it. {program} may mend it, too: open it there, and save it as "
    "{ending}.",
)
FILE_EMPTY = FILE_NOT_OFFICE.worded("{name} is empty", "Copy or download it again, or ask its sender for it.")
FILE_IS_MARKUP = FILE_NOT_OFFICE.worded("{name} is a web page or an XML file, whatever its name says")
FILE_IS_PDF = FILE_NOT_OFFICE.worded(
    "{name} is a PDF, not a Word or Excel file", "Name the Word or Excel file that it was made from."
)
FILE_IS_TEXT = FILE_NOT_OFFICE.worded("{name} is plain text, such as a CSV file, whatever its name says")
PART_LIST_MISSING = FILE_NOT_OFFICE.worded(
    "{name} is not a Word or Excel file: it lacks {part}, which says what its parts are",
    "Save it as .docx or .xlsx in the program that made it; where that was Word or Excel, ask for a whole file.",
)
PARTS_ALIKE = FILE_NOT_OFFICE.worded(
    "{name} is not a Word or Excel file: it holds “{first}” and “{second}”, two names that mean one part",
    "Do not use this file, in which programs see different things; ask its sender for one saved by Word or Excel.",
)
PART_WITHOUT_NAME = FILE_NOT_OFFICE.worded(
    "{name} is not a Word or Excel file: it holds a part without a name",
    "Do not use this file; ask its sender for one saved by Word or Excel.",
)

FILE_PROTECTED_OR_OLD = Rule(
    "file-protected-or-old",
    Severity.ERROR,
    sentence="{name} is protected by a password, or is in the format that Office used before 2007",
    hint="Open it in Office, remove the password, and save it as .docx or .xlsx.",
    protects=_READABLE,
)

FILE_DAMAGED = Rule(
    "file-damaged",
    Severity.ERROR,
    sentence="{name} is damaged: {fault}",
    hint="Open it in Word or Excel, which may repair it, and save it again.",
    protects=_READABLE,
)
WORKBOOK_DAMAGED = FILE_DAMAGED.worded(
    "{name} is damaged and cannot be read",
    "Open it in Excel, which may repair it, and save it again as Excel Workbook (.xlsx).",
)

FILE_HAS_MACROS = Rule(
    "file-has-macros",
    Severity.ERROR,
    sentence="{name} holds macros, which boardpaper never runs",
    hint="Save a copy without macros (.docx or .xlsx) and use that.",
    protects=_SAFE,
)

FILE_HAS_ENTITY = Rule(
    "file-has-entity",
    Severity.ERROR,
    sentence="{name} declares a document type or an entity in {part}, which no Office file needs",
    hint="Do not use this file; ask its sender for one saved by Word or Excel.",
    protects=_SAFE,
)

FILE_OVERSIZED = Rule(
    "file-oversized",
    Severity.ERROR,
    sentence="{name} unpacks to {megabytes:,.0f} MB in {parts:,} parts, which no board paper or workbook does",
    hint="Do not use this file. If it is genuine, split the workbook or remove embedded objects.",
    protects="A hostile file can fill neither the memory nor the disk.",
)
FILE_TOO_DEEP = FILE_OVERSIZED.worded(
    "{name} nests its contents deeper than any paper does",
    "Do not use this file; ask its sender for one saved by Word.",
)
PAPER_TOO_DEEP = FILE_TOO_DEEP.worded("The paper nests its contents deeper than any paper does")
DOCUMENT_TOO_DEEP = FILE_OVERSIZED.worded(
    "the document nests tables deeper than any paper does",
    "Ask its sender for a file without tables inside tables.",
)

FILE_UNUSUAL = Rule(
    "file-unusual",
    Severity.ERROR,
    sentence="{name} is written in a way that cannot be changed without touching the rest of it",
    hint="Open the paper in Word and save it again, then refresh that file.",
    protects="A refresh changes figures, and not a byte of anything else.",
)
