"""What a person says may be public although a restricted paper says it, written beside the meeting's description."""

import datetime
import re
import shlex
from collections.abc import Collection
from contextlib import suppress
from itertools import chain
from pathlib import Path

from boardpaper.errors import InputError, InvalidInputs
from boardpaper.model.finding import Finding
from boardpaper.model.meeting import Acknowledgement, day_words
from boardpaper.rules import leaks as rules
from boardpaper.running.marks import read_marks
from boardpaper.running.output import Output, write_outputs
from boardpaper.running.results import MadeFile, Result
from boardpaper.sources.plans.acknowledged import FILE_NAME, MARK, read_acknowledged, with_acknowledged
from boardpaper.sources.plans.meeting import DESCRIPTIONS
from boardpaper.sources.plans.meeting import FILE_NAME as MEETING
from boardpaper.temporary import temporary_copy


def acknowledge_marks(path: Path, marks: Collection[str], *, reason: str, day: datetime.date) -> Result:
    """Adds `marks` to acknowledged.yaml, with the `reason` and the `day` on which somebody gave it.

    What stands in the file stays as it is, comments too; where it has another reason for a mark, that is told.

    Raises:
        InputError: there is no meeting.yaml, a mark is none that `pack` has found, the reason is empty, or the file
            cannot be read.
        InvalidInputs: the file was changed and is not what it should be.
        OutputError: it cannot be written.
    """
    folder = _meeting_folder(path)
    marks = tuple(dict.fromkeys(mark.lower() for mark in marks))
    known = {each.mark: each for each in read_acknowledged(folder)}
    _check(path, folder, marks, {*known, *chain.from_iterable(read_marks(folder).values())})
    reason = " ".join(reason.split())
    if not reason:
        raise InputError(rules.MARK_WITHOUT_REASON.at(path))
    new = tuple(Acknowledgement(mark, day, reason) for mark in marks if mark not in known)
    target = folder / FILE_NAME
    text = target.read_text(encoding="utf-8-sig") if target.exists() else ""
    content = with_acknowledged(text, new).encode() if new else target.read_bytes()
    if not _holds(content, {*known, *marks}):
        raise InputError(rules.MARKS_IN_OTHER_FORM.at(FILE_NAME, name=FILE_NAME))
    write_outputs([Output("file", target, content, lambda _: True)], force=False)
    old = (known[mark] for mark in marks if mark in known)
    return Result((MadeFile("file", target),), tuple(_known(each) for each in old if each.reason != reason))


def _meeting_folder(path: Path) -> Path:
    """The folder of the meeting that `path` is, or describes."""
    folder = path if path.is_dir() else path.parent
    is_description = path.is_file() and path.suffix.lower() in DESCRIPTIONS and path.name != FILE_NAME
    if not is_description and not (path.is_dir() and (path / MEETING).is_file()):
        raise InputError(rules.MARK_WITHOUT_MEETING.at(path))
    return folder


def _check(path: Path, folder: Path, marks: Collection[str], offered: Collection[str]) -> None:
    """Stops at what is no mark, or none that was offered."""
    for mark in marks:
        if not re.fullmatch(MARK, mark):
            raise InputError(rules.MARK_UNKNOWN.at(path, mark=mark, folder=shlex.quote(str(folder))))
        if mark not in offered:
            raise InputError(rules.MARK_NOT_OFFERED.at(path, mark=mark, folder=shlex.quote(str(folder))))


def _known(entry: Acknowledgement) -> Finding:
    return rules.MARK_KNOWN.at(
        FILE_NAME, mark=entry.mark, day=day_words(entry.day), reason=entry.reason, name=FILE_NAME
    )


def _holds(content: bytes, marks: Collection[str]) -> bool:
    """Whether a file of this `content` is read again with all `marks`."""
    with temporary_copy(content, FILE_NAME) as path, suppress(InputError, InvalidInputs):
        return {each.mark for each in read_acknowledged(path.parent)} == set(marks)
    return False
