"""Meetings: the agenda, its papers, and the law on meetings in public."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_NOTICE = "The public has its notice of a meeting (Local Government Act 1972, 100A to 100E)."
_REASONS = "What the public may not see, or sees late, has its reason."
_CLOSED = "A restricted paper stays out of the public pack."
_RIGHT = "A pack holds the papers of its own meeting, under their own numbers."

ISSUED_TOO_LATE = Rule(
    "issued-too-late",
    Severity.ERROR,
    sentence="the agenda is issued {days} before the meeting, where {needed} are needed in {nation} (neither end "
    "counts, nor do weekends and bank holidays)",
    hint="Issue it by {latest}, or move the meeting.",
    protects=_NOTICE,
)
ISSUED_AFTERWARDS = ISSUED_TOO_LATE.worded(
    "the agenda is issued on {day}, which is not before the meeting", "Give the day on which it is published."
)
BANK_HOLIDAYS_UNKNOWN = Rule(
    "bank-holidays-unknown",
    Severity.WARNING,
    sentence="the agenda has just {days}, counted as if there were no bank holiday among them",
    hint="List the year's bank holidays under “bank_holidays:”.",
    protects=_NOTICE,
)
ITEM_REPEATED = Rule(
    "item-repeated",
    Severity.ERROR,
    sentence="two items have the number {number}",
    hint="The other is “{title}” ({first}). Give one of them another number.",
    protects=_RIGHT,
)
ITEM_UNKNOWN = Rule(
    "item-unknown",
    Severity.ERROR,
    sentence="no item has the number {number}, for which --no-stamp is given",
    hint="Items here: {known}.",
    protects="A run does what was asked, or says why it does not.",
)
LATE_WITHOUT_REASON = Rule(
    "late-without-reason",
    Severity.ERROR,
    sentence="{item} is late, and nothing says why it cannot wait",
    hint="Add “reason:” under “late:”: why the chair agrees that it cannot wait (Local Government Act 1972, 100B).",
    protects=_REASONS,
)
RESTRICTED_WITHOUT_REASON = Rule(
    "restricted-without-reason",
    Severity.WARNING,
    sentence="{item} does not say why it is closed",
    hint="Add “reason:” under “restricted:”; it is printed on the public agenda.",
    protects=_REASONS,
)
PARAGRAPH_UNKNOWN = Rule(
    "paragraph-unknown",
    Severity.WARNING,
    sentence="{item} is restricted under paragraph {paragraph}, and {schedule} describes exempt information in "
    "paragraphs {first} to {last}",
    hint="Name the paragraph on which the public will be excluded, or the “nation:” whose law applies.",
    protects=_REASONS,
)
PUBLIC_AND_RESTRICTED = Rule(
    "public-and-restricted",
    Severity.ERROR,
    sentence="{item} is said to be public and restricted",
    hint="Take out “public: true” or “restricted:”.",
    protects=_CLOSED,
)
PAPER_SHARED = PUBLIC_AND_RESTRICTED.worded(
    "{name} is the paper of item {closed}, which is restricted, and of item {open}, which is not",
    "Give the open item a public version of its own.",
)
APPENDIX_RESTRICTED_TWICE = Rule(
    "appendix-restricted-twice",
    Severity.WARNING,
    sentence="{item} is restricted under paragraph {paragraph}, its {appendix} under {own}; the item's is printed and "
    "stamped",
    hint="Make {appendix} an item of its own, or give the item both paragraphs: “{paragraph} and {own}”.",
    protects=_REASONS,
)
RESTRICTED_UNSTAMPED = Rule(
    "restricted-unstamped",
    Severity.WARNING,
    sentence="nothing is printed on the pages of this file, not even “{stamp}”",
    hint="Make sure that each page says by itself that it is restricted, or let it be stamped.",
    protects="A page of a restricted paper says that it is restricted, wherever it is found.",
)
PAPER_MISSING = Rule(
    "paper-missing",
    Severity.ERROR,
    sentence="{item} names {name}, which does not exist",
    hint="Check the name; or, while its paper is still to come, add “late:” and take the file out.",
    protects=_RIGHT,
)
PAPER_IS_NO_FOLDER = PAPER_MISSING.worded("{item} names {name}, which is no folder with a paper.yaml")
MINUTES_MISSING = PAPER_MISSING.worded(
    "{item} has no minutes", "Add “paper:” with the draft minutes.", Severity.WARNING
)
MEETING_DIFFERS = Rule(
    "meeting-differs",
    Severity.ERROR,
    sentence="the paper is for the meeting of {said}, the agenda for that of {day}",
    hint="Put “meeting:” in its paper.yaml right, or “date:” in the meeting's description.",
    protects=_RIGHT,
)
ITEM_DIFFERS = Rule(
    "item-differs",
    Severity.ERROR,
    sentence="the paper says that it is agenda item {said}, and the agenda has it as {number}",
    hint="Put “agenda_item:” in its paper.yaml right, or the number here.",
    protects=_RIGHT,
)
SUBJECT_DIFFERS = Rule(
    "subject-differs",
    Severity.WARNING,
    sentence="the paper's properties say that it is item {number} of the meeting of {said}",
    hint="If it is the right paper, correct the subject in Word (File, Info, Properties): it is published.",
    protects=_RIGHT,
)
STATED_DATE_DIFFERS = Rule(
    "stated-date-differs",
    Severity.WARNING,
    sentence="the paper says that it is for the meeting of {said}, the agenda is for that of {day}",
    hint="Correct the date in the paper, or “date:” in the meeting's description.",
    protects=_RIGHT,
)
SUPPLEMENT_EMPTY = Rule(
    "supplement-empty",
    Severity.ERROR,
    sentence="no item has its paper in supplement {supplement}",
    hint="Give the late item “late: {{reason: …, supplement: {supplement}}}”.",
    protects="A run does what was asked, or says why it does not.",
)
SUPPLEMENT_FIRST = Rule(
    "supplement-first",
    Severity.ERROR,
    sentence="{folder} does not hold the pack that supplement {supplement} goes on from",
    hint="Make the pack first, and the supplements before this one, into the same --output.",
    protects="Page numbers go on from the pack that the meeting has.",
)
SUPPLEMENT_OLDER = Rule(
    "supplement-older",
    Severity.WARNING,
    sentence="supplement {number} was made before this pack was made again: its agenda prints the pages of then{also}",
    hint="Run “boardpaper pack --supplement {number}” again, and tell those who have it already that pages moved.",
    protects="Page numbers go on from the pack that the meeting has.",
)
FILE_LEFT_OVER = Rule(
    "file-left-over",
    Severity.WARNING,
    sentence="{name} is no longer part of this pack, and was changed or is open",
    hint="Look whether it may stay there, and delete it if not.",
    protects=_CLOSED,
)
PUBLIC_WITHDRAWN = Rule(
    "public-withdrawn",
    Severity.WARNING,
    sentence="item {number} is restricted now, and what had gone out with its paper was removed: {files}",
    hint="Take it off the website too, and tell those who have it; run “boardpaper pack” again for what is missing.",
    protects=_CLOSED,
)
PUBLIC_WITHDRAWN_BEFORE = PUBLIC_WITHDRAWN.worded(
    "item {number} was restricted, and a run that was cut off removed what had gone out with its paper: {files}"
)
PUBLIC_STALE = Rule(
    "public-stale",
    Severity.ERROR,
    sentence="{name} went out with the paper of item {number}, which is restricted now, and was changed since or "
    "cannot be read",
    hint="Move it out of the public folder and run again; --force deletes it.",
    protects=_CLOSED,
)
PUBLIC_STUCK = PUBLIC_STALE.worded(
    "what went out with the paper of item {number}, which is restricted now, may still stand here, since it could not "
    "be removed ({fault}): {files}",
    "Remove it yourself, or have the folder opened for you, and run again; until then it is public.",
)
MEMORY_UNREAD = Rule(
    "memory-unread",
    Severity.WARNING,
    sentence="what went out before cannot be read here, so that no public folder but {folder} could be looked through",
    hint="Look yourself through other folders that packs of this meeting went to; then delete this file.",
    protects=_CLOSED,
)
PUBLIC_UNKNOWN = Rule(
    "public-unknown",
    Severity.ERROR,
    sentence="{item} may be restricted now, and what had gone out with its paper still stands here: {files}",
    hint="Put {name} right and run again, which withdraws what is restricted; publish nothing from here until then.",
    protects=_CLOSED,
)
PUBLIC_UNKNOWN_ALL = PUBLIC_UNKNOWN.worded(
    "{name} cannot be read, or not all of it, so that papers of items that are restricted now may still stand here: "
    "{files}"
)
OUTPUT_IN_PACK = Rule(
    "output-in-pack",
    Severity.ERROR,
    sentence="{folder} is a folder of public or restricted papers, or lies in one, so that restricted papers would "
    "stand among public ones: a pack makes the folders “public” and “restricted” itself",
    hint="Write --output {instead}",
    protects=_CLOSED,
)
PAGES_DISAGREE = Rule(
    "pages-disagree",
    Severity.ERROR,
    sentence="the agenda and the contents list do not print the pages that the pack has",
    hint="Report this: it should never happen.",
    protects="“Page 12” is page 12.",
)

# What has been done to files that the public had, or nobody could look for; told however little a run is to print.
ALWAYS_TOLD = frozenset({PUBLIC_WITHDRAWN.name, MEMORY_UNREAD.name})
