"""Running: the command line, the files that a run writes, and the machines that it runs on."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_ASKED = "A run does what was asked, or says why it does not."
_KEPT = "No work of a person is overwritten."
_WHOLE = "A file is written whole, or not at all."
_SAME = "The same inputs give the same bytes, whoever makes them."

USAGE = Rule(
    "usage",
    Severity.ERROR,
    sentence="--inputs goes with a paper in Word (.docx)",
    hint="Leave --inputs out: the folder of a paper is checked against its own workbooks.",
    protects=_ASKED,
)
NOT_ALLOWABLE = USAGE.worded("no rule “{name}” may be allowed", "These may: {allowable}.")
ENGINE_UNKNOWN = USAGE.worded("there is no engine “{name}”", "Choose one of {engines}.")
NO_PAPER_FOLDER = USAGE.worded(
    "{name} is a file; what is wanted is a paper's folder, which holds a paper.yaml",
    "Give the folder that holds paper.yaml.",
)
NO_PAPER_FOLDER_BUT_WORD = NO_PAPER_FOLDER.worded(
    hint="Give the folder that holds paper.yaml; a paper in Word is for “boardpaper check”, “boardpaper refresh” and "
    "“boardpaper publish”."
)
NO_WORD_FILE = USAGE.worded("{name} is {what}; what is wanted is a Word file (.docx)", "{instead}.")
PAPER_AND_FOLDER_SWAPPED = USAGE.worded(
    "the paper in Word and the folder of its inputs stand in each other's place", "Write: {file} --inputs {folder}"
)
FIGURE_BEFORE_FILE = USAGE.worded(
    "{name} does not exist; the file goes first, then what is to be traced in it", "Write: {file} {name}"
)
NOTHING_TO_CHECK = USAGE.worded(
    "{name} is neither a paper's folder with a paper.yaml, nor a paper or a template in Word (.docx)",
    "Give the folder, or the Word file: for a PDF, the one that it was made from.",
)
NOT_SEVERAL = USAGE.worded(
    "{option} takes several, as in a list, and got “{given}” alone", "Write {option}=[“{given}”]."
)
NOT_A_COUNT = USAGE.worded("{option}: {fault}", "Give a whole number.")
RULE_UNKNOWN = Rule(
    "rule-unknown",
    Severity.ERROR,
    sentence="there is no rule “{name}”",
    hint="Run “boardpaper explain” to see every rule.",
    protects=_ASKED,
)
OUTPUT_OPEN = Rule(
    "output-open",
    Severity.ERROR,
    sentence="{name} is open in another program",
    hint="Close it and run again (if nobody has it open, delete {lock}).",
    protects=_KEPT,
)
OUTPUT_EDITED = Rule(
    "output-edited",
    Severity.ERROR,
    sentence="{name} has been edited since boardpaper wrote it, or boardpaper did not write it",
    hint="Move it away or give another --output; --force overwrites it and loses those edits.",
    protects=_KEPT,
)
OUTPUT_EXISTS = Rule(
    "output-exists",
    Severity.ERROR,
    sentence="{folder} already exists and is not an empty folder",
    hint="Choose another name.",
    protects=_KEPT,
)
OUTPUT_SHARED = Rule(
    "output-shared",
    Severity.ERROR,
    sentence="{first} and {second} would both be written to {name}",
    hint="Give one of them another title, item number or meeting, or build them into different folders.",
    protects=_KEPT,
)
OUTPUT_UNWRITABLE = Rule(
    "output-unwritable",
    Severity.ERROR,
    sentence="files cannot be written to {folder}: {fault}",
    hint="Give a folder that you may write to after --output, or close the file if it is open elsewhere.",
    protects=_WHOLE,
)
OUTPUT_FULL = OUTPUT_UNWRITABLE.worded(hint="Make room on the disk, or give a folder on another disk after --output.")
NAME_TOO_LONG = OUTPUT_UNWRITABLE.worded("{name} is too long a name for a file", "Give a shorter name after --output.")
OUTPUT_IS_NO_FOLDER = OUTPUT_UNWRITABLE.worded(
    "{name} is a file, and is not written over", "Give a folder{named} after --output."
)
OUTPUT_NAMED_AS_INPUT = OUTPUT_UNWRITABLE.worded(
    "{name} would be a folder with the name of a file that boardpaper reads", "Give a folder{named} after --output."
)
FOLDER_UNWRITABLE = OUTPUT_UNWRITABLE.worded(
    "{folder} cannot be written: {fault}", "Name a folder in a place where you may write."
)
FOLDER_FULL = FOLDER_UNWRITABLE.worded(hint="Make room on the disk, or name a folder on another.")
PRINTING_STOPPED = Rule(
    "printing-stopped",
    Severity.ERROR,
    sentence="not all could be printed: {fault}",
    hint="Make room on the disk, or print to another place, and run again.",
    protects=_ASKED,
)
MACHINE_FAULT = Rule(
    "machine-fault",
    Severity.ERROR,
    sentence="the machine did not let boardpaper work: {fault}",
    hint="Make room on the disk, or let boardpaper read and write there, and run again.",
    protects=_WHOLE,
)
TEMPORARY_UNWRITABLE = MACHINE_FAULT.worded(
    "no temporary files can be written: {fault}",
    "Make room on the disk, or set TMPDIR to a folder that has room, and run again.",
)
PAPER_PROCESS_DIED = Rule(
    "paper-process-died",
    Severity.ERROR,
    sentence="every process that made this paper was ended from outside; usually the machine had no memory left",
    hint="Close other programs, give a smaller --workers, or look for a very large picture or workbook in the paper.",
    protects=_WHOLE,
)
WORKER_DIFFERS = Rule(
    "worker-differs",
    Severity.ERROR,
    sentence="{who} has {difference}",
    hint="Install on the workers what this machine has, so that papers come out the same whoever makes them.",
    protects=_SAME,
)
MACHINE_DIFFERS = WORKER_DIFFERS.worded(
    hint="Install on scheduler and workers what this machine has: boardpaper and the same libraries."
)
DASK_MISSING = Rule(
    "dask-missing",
    Severity.ERROR,
    sentence="Dask is not installed on this machine",
    hint="Run: pip install 'boardpaper[dask]'",
    protects=_ASKED,
)
DASK_UNREACHABLE = Rule(
    "dask-unreachable",
    Severity.ERROR,
    sentence="{fault} at {address}",
    hint="Look whether scheduler and workers run there (dask scheduler, dask worker), or leave --dask out.",
    protects=_ASKED,
)
PIKEPDF_MISSING = Rule(
    "pikepdf-missing",
    Severity.ERROR,
    sentence="pikepdf is not installed, or not as files",
    hint="Install boardpaper again with pip.",
    protects="A PDF for the archive says what its colours are.",
)
