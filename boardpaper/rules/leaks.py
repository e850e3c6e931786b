"""Leaks: proof that nothing of a restricted paper is in what the public gets."""

from boardpaper.model.finding import Severity
from boardpaper.rules.rule import Rule

_CLOSED = "A file that cannot be searched is not taken for one that is clean."
_SENTENCE = "{what} is in a file for the public{also}"
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
FOLDER_UNREAD = WALL_UNREAD.worded(
    "this folder among the public ones cannot be opened ({fault}), so that it cannot be searched for what is "
    "restricted",
    "Have it opened for you, and run again: packs of this meeting went there. If it is out of reach for good, and "
    "nothing restricted stands there, delete {memory} in the meeting's folder, which remembers it.",
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
_SAY = "Or, if it may be public, say so: boardpaper acknowledge {meeting} {marks} --reason “…”"
_SETTLED = "Nothing, as long as this holds. Where it does not, delete the mark in acknowledged.yaml: {marks}."

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
    sentence="“{words} …”, {length}, is also in {restricted}{also_where}",
    hint=f"Take it out of the public paper. {_SAY}",
    protects=_SAID,
)
PASSAGE_ACKNOWLEDGED = SHARED_PASSAGE.worded(
    "“{words} …”, {length}, is also in {restricted}{also_where}; it was acknowledged on {day}: {reason}",
    _SETTLED,
    Severity.WARNING,
)
PASSAGE_REWORDED = SHARED_PASSAGE.worded("“{words} …” is in nearly the same words in {restricted}{also_where}")
REWORDING_ACKNOWLEDGED = SHARED_PASSAGE.worded(
    "“{words} …” is in nearly the same words in {restricted}{also_where}; it was acknowledged on {day}: {reason}",
    _SETTLED,
    Severity.WARNING,
)
PASSAGES_ORDINARY = SHARED_PASSAGE.worded(
    "{words} {stand} in {restricted}, too, and may be what any report says",
    "Look whether it is so. Words that stand in the office's template, or on the agenda, are not told.",
    Severity.WARNING,
)
LINES_SHARED = SHARED_PASSAGE.worded(
    "{words} {stand} in {restricted}, too",
    "Look whether all may read it on the agenda. A restricted paper may name another item by its title.",
    Severity.WARNING,
)
SHARED_AMOUNT = Rule(
    "shared-amount",
    Severity.ERROR,
    sentence="“{words}” is also in {restricted}{also_where}",
    hint=f"Take it out of the public paper. {_SAY}",
    protects=_SAID,
)
AMOUNT_ROUNDED = SHARED_AMOUNT.worded("“{words}” is “{exact}” in {restricted}, rounded{also_where}")
AMOUNT_ACKNOWLEDGED = SHARED_AMOUNT.worded(
    "“{words}” is also in {restricted}{also_where}; it was acknowledged on {day}: {reason}",
    _SETTLED,
    Severity.WARNING,
)
AMOUNTS_ROUND = SHARED_AMOUNT.worded(
    "{words} {stand} in {restricted}, too, or so rounded; two papers may both say that by chance",
    "Look whether the public paper speaks of the same matter.",
    Severity.WARNING,
)
SHARED_REFERENCE = Rule(
    "shared-reference",
    Severity.ERROR,
    sentence="“{words}” is also in {restricted}{also_where}",
    hint=f"Take it out of the public paper: it leads to one matter, or to one person. {_SAY}",
    protects=_SAID,
)
REFERENCE_ACKNOWLEDGED = SHARED_REFERENCE.worded(
    "“{words}” is also in {restricted}{also_where}; it was acknowledged on {day}: {reason}",
    _SETTLED,
    Severity.WARNING,
)
SHARED_PICTURE = Rule(
    "shared-picture",
    Severity.ERROR,
    sentence="a picture here is also in {restricted}{also_where}",
    hint=f"Take it out of the public paper. {_SAY}",
    protects=_SAID,
)
PICTURE_ACKNOWLEDGED = SHARED_PICTURE.worded(
    "a picture here is also in {restricted}{also_where}; it was acknowledged on {day}: {reason}",
    _SETTLED,
    Severity.WARNING,
)
SHARED_NAMES = Rule(
    "shared-names",
    Severity.WARNING,
    sentence="{names} {stand} in {restricted}, too, and in no other public paper",
    hint="Look whether the public may know of them in this matter.",
    protects=_SAID,
)
PAGES_WORDLESS = Rule(
    "pages-wordless",
    Severity.WARNING,
    sentence="{pages} only {show} a picture and {have} no words, so that nothing restricted can be looked for",
    hint="Look at them yourself; or have the words of the scan recognised, and put the new file in.",
    protects=_SAID,
)
SOURCE_WORDLESS = PAGES_WORDLESS.worded(
    "{pages} only {show} a picture and {have} no words, so that nothing of what is written there can be looked for in "
    "public papers",
    "Have the words of the scan recognised, and put the new file in; or look through the public papers yourself.",
)
MARK_UNKNOWN = Rule(
    "mark-unknown",
    Severity.ERROR,
    sentence="“{mark}” is no mark of a passage, an amount, a reference or a picture",
    hint="Give the twelve letters and figures that the finding ends with: boardpaper acknowledge {folder} 1f2e3d4c5b6a",
    protects=_SAID,
)
MARK_NOT_OFFERED = MARK_UNKNOWN.worded(
    "“{mark}” is a mark of nothing that “pack” found when it last ran here",
    "Run boardpaper pack {folder} again, and give a mark from its findings. A mark changes with the words.",
)
MARK_WITHOUT_REASON = MARK_UNKNOWN.worded(
    "no reason is given why this may be public", "Give it: --reason “The contract notice says so.”"
)
MARK_WITHOUT_MEETING = MARK_UNKNOWN.worded(
    "there is no meeting.yaml here, and without one nothing is restricted", "Give the folder that holds meeting.yaml."
)
MARKS_IN_OTHER_FORM = MARK_UNKNOWN.worded(
    "{name} has another form than boardpaper gives it, so that nothing can be added",
    "Write each mark on a line of its own, as “  - mark: …”, with its day and reason below; or rename the file.",
)
MARK_KNOWN = Rule(
    "mark-known",
    Severity.WARNING,
    sentence="“{mark}” was acknowledged on {day} already, and that reason stays: {reason}",
    hint="If the new reason is the better one, change it in {name}.",
    protects=_SAID,
)
MARK_UNNEEDED = Rule(
    "mark-unneeded",
    Severity.WARNING,
    sentence="the mark {mark}, acknowledged on {day} ({reason}), belongs to nothing that the papers share any more",
    hint="Delete its three lines, so that the file says what is so.",
    protects=_SAID,
)
