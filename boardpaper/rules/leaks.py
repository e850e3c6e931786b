"""Leaks: proof that nothing of a restricted paper is in what the public gets."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_CLOSED = "A file that cannot be searched is not taken for one that is clean."
_SENTENCE = "{what} is in a file for the public"
_HINT = (
    "Do not publish this file. Look for how these words came into it; if they may be public, put them into the public "
    "paper or into the reason that the agenda gives."
)

WALL_TEXT = Rule(
    "wall-text",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No sentence of a restricted paper leaves the office in a public file.",
)
WALL_WORD = Rule(
    "wall-word",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No name and no number that only a restricted paper holds leaves the office in a public file.",
)
WALL_FILE = Rule(
    "wall-file",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No part of a restricted file leaves the office inside a public one.",
)
WALL_PICTURE = Rule(
    "wall-picture",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No picture of a restricted paper leaves the office, cut or scaled as it may be.",
)
WALL_FONT = Rule(
    "wall-font",
    Severity.ERROR,
    sentence=_SENTENCE,
    hint=_HINT,
    protects="No font in a public file tells of a restricted one.",
)
WALL_UNREAD = Rule(
    "wall-unread",
    Severity.ERROR,
    sentence="{reason}, so that it cannot be searched for what is restricted",
    hint="Do not publish this file before that part of it is left out or can be read.",
    protects=_CLOSED,
)
SOURCE_UNREAD = WALL_UNREAD.worded(
    "{name} {reason}, so that the public files could not be searched for all that it says",
    "Save it in a form that can be read, without a password, or look through the public files yourself.",
    Severity.WARNING,
)
FILES_UNSEARCHED = WALL_UNREAD.worded(
    "boardpaper did not write these files, and cannot search all that they show or hold: {files}",
    "Look at each yourself, and move it out of the public folder if it may not be published.",
    Severity.WARNING,
)

_SAID = "What is restricted is in no public paper unless a person has said that it may be."
_SAY = "Or, if it may be public, say so: boardpaper acknowledge {meeting} {mark} --reason “…”"

SHARED_FILE = Rule(
    "shared-file",
    Severity.ERROR,
    sentence="this is {restricted}, byte for byte",
    hint="Put the public version in its place; or, if all of it may be public, take it off the restricted item.",
    protects=_SAID,
)
SHARED_ATTACHMENT = SHARED_FILE.worded(
    "a file inside it ({place}) is {restricted}, byte for byte",
    "Take the attachment out; or, if all of it may be public, take it off the restricted item.",
)
SHARED_WORDS = SHARED_FILE.worded(
    "all that {restricted} says is said here",
)
SHARED_PASSAGE = Rule(
    "shared-passage",
    Severity.ERROR,
    sentence="“{words} …”, {length}, is also in {restricted}",
    hint=f"Take it out of the public paper. {_SAY}",
    protects=_SAID,
)
SHARED_AMOUNT = Rule(
    "shared-amount",
    Severity.ERROR,
    sentence="“{words}” is also in {restricted}, and in no other public paper",
    hint=f"Take it out of the public paper. {_SAY}",
    protects=_SAID,
)
SHARED_NAMES = Rule(
    "shared-names",
    Severity.WARNING,
    sentence="{names} {stand} in {restricted}, too, and in no other public paper",
    hint="Look whether the public may know of them in this matter.",
    protects=_SAID,
)
_SETTLED = "Nothing, as long as this holds. Where it does not, delete the mark {mark} in acknowledged.yaml."
PASSAGE_ACKNOWLEDGED = SHARED_PASSAGE.worded(
    "“{words} …”, {length}, is also in {restricted}, and was acknowledged on {day}: {reason}",
    _SETTLED,
    Severity.WARNING,
)
AMOUNT_ACKNOWLEDGED = SHARED_AMOUNT.worded(
    "“{words}” is also in {restricted}, and was acknowledged on {day}: {reason}", _SETTLED, Severity.WARNING
)
MARK_UNKNOWN = Rule(
    "mark-unknown",
    Severity.ERROR,
    sentence="“{mark}” is no mark of a passage or an amount",
    hint="Give the twelve letters and figures that the finding ends with: boardpaper acknowledge {folder} 1f2e3d4c5b6a",
    protects=_SAID,
)
MARK_WITHOUT_REASON = MARK_UNKNOWN.worded(
    "no reason is given why this may be public", "Give it: --reason “The contract notice says so.”"
)
MARK_WITHOUT_MEETING = MARK_UNKNOWN.worded(
    "a folder of papers without a meeting.yaml has nothing restricted", "Give the folder that holds meeting.yaml."
)
MARK_FOR_NO_MEETING = MARK_UNKNOWN.worded(
    "{name} is no meeting.yaml", "Give meeting.yaml, or the folder that holds it, and then the marks."
)
MARKS_IN_OTHER_FORM = MARK_UNKNOWN.worded(
    "{name} has another form than boardpaper gives it, so that nothing can be added",
    "Write each mark on a line of its own, as “  - mark: …”, with its day and reason below; or rename the file.",
)
