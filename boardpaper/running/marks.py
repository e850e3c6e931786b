"""The marks that `pack` gave to what public papers share with restricted ones, kept beside the meeting.yaml."""

from collections.abc import Collection
from pathlib import Path

import msgspec.json

from boardpaper.running.inputs import KEPT_FOLDER
from boardpaper.running.kept import remember

_FILE = Path(KEPT_FOLDER) / "marks.json"


def read_marks(folder: Path) -> dict[int, frozenset[str]]:
    """The marks of the last run for each issue of the meeting in `folder`: 0 is the pack, 1 its first supplement."""
    try:
        told = msgspec.json.decode((folder / _FILE).read_bytes(), type=dict[int, frozenset[str]])
    except (OSError, ValueError):
        return {}
    return told


def keep_marks(folder: Path, issue: int, marks: Collection[str]) -> None:
    """Remembers the marks of a run. They are kept without a cache, too: nobody else knows what may be acknowledged."""
    before = read_marks(folder)
    if before.get(issue, frozenset()) == frozenset(marks) and (issue in before or not before):
        return
    known = {**before, issue: marks}
    remember(folder / _FILE, {str(number): sorted(known[number]) for number in sorted(known)})
