"""What a person says may be public although a restricted paper says it, written beside the meeting's description."""

import datetime
import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from boardpaper.errors import InputError, InvalidInputs
from boardpaper.model.meeting import Acknowledgement
from boardpaper.rules import leaks as rules
from boardpaper.rules.files import FILE_MISSING
from boardpaper.running.output import Output, write_outputs
from boardpaper.running.results import MadeFile, Result
from boardpaper.sources.plans.acknowledged import FILE_NAME, MARK, read_acknowledged, with_acknowledged
from boardpaper.sources.plans.meeting import DESCRIPTIONS
from boardpaper.sources.plans.meeting import FILE_NAME as MEETING
from boardpaper.sources.plans.paper import FILE_NAME as PAPER
from boardpaper.temporary import temporary_copy


def acknowledge_marks(path: Path, marks: Collection[str], *, reason: str, day: datetime.date) -> Result:
    """Adds `marks` to acknowledged.yaml, with the `reason` and the `day` on which somebody gave it.

    What stands in the file stays as it is, comments too.

    Raises:
        InputError: there is no meeting.yaml, a mark is none, the reason is empty, or the file cannot be read.
        InvalidInputs: the file was changed and is not what it should be.
        OutputError: it cannot be written.
    """
    if not os.path.lexists(path):
        raise InputError(FILE_MISSING.at(path, name=path))
    folder = path if path.is_dir() else path.parent
    if path.is_dir() and not (folder / MEETING).is_file():
        raise InputError(rules.MARK_WITHOUT_MEETING.at(path))
    if not path.is_dir() and (path.suffix.lower() not in DESCRIPTIONS or path.name == PAPER):
        raise InputError(rules.MARK_FOR_NO_MEETING.at(path, name=path.name))
    for mark in marks:
        if not re.fullmatch(MARK, mark):
            raise InputError(rules.MARK_UNKNOWN.at(path, mark=mark, folder=folder))
    if not reason.strip():
        raise InputError(rules.MARK_WITHOUT_REASON.at(path))
    known = {each.mark for each in read_acknowledged(folder)}
    new = tuple(Acknowledgement(mark, day, reason) for mark in dict.fromkeys(marks) if mark not in known)
    target = folder / FILE_NAME
    text = target.read_text(encoding="utf-8-sig") if target.exists() else ""
    content = with_acknowledged(text, new).encode() if new else target.read_bytes()
    if not _holds(content, {*known, *marks}):
        raise InputError(rules.MARKS_IN_OTHER_FORM.at(FILE_NAME, name=FILE_NAME))
    write_outputs([Output("file", target, content, lambda _: True)], force=False)
    return Result((MadeFile("file", target),))


def _holds(content: bytes, marks: Collection[str]) -> bool:
    """Whether a file of this `content` is read again with all `marks`."""
    with temporary_copy(content, FILE_NAME) as path, suppress(InputError, InvalidInputs):
        return {each.mark for each in read_acknowledged(path.parent)} == set(marks)
    return False
