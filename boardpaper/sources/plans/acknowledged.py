"""acknowledged.yaml, beside meeting.yaml: what may be public although a restricted paper says it too."""

import datetime
import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from boardpaper.model.meeting import Acknowledgement
from boardpaper.sources.plans.yaml import read_yaml, validate

FILE_NAME = "acknowledged.yaml"
MARK = r"[0-9a-f]{12}"
_HEAD = """\
# What restricted papers say and public ones may say too. “boardpaper acknowledge” adds to this list.
# Keep it with the restricted papers: who has it can try out which amounts it speaks of.
acknowledged:
"""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    mark: str = Field(pattern=f"^{MARK}$")
    day: datetime.date
    reason: str = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    acknowledged: tuple[_Entry, ...] = Field(min_length=1)


def read_acknowledged(folder: Path) -> tuple[Acknowledgement, ...]:
    """All that was acknowledged for the meeting in `folder`; nothing where there is no such file.

    Raises:
        InputError: it cannot be read, or is not YAML.
        InvalidInputs: with a finding for each thing in it that is wrong.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return ()
    file = validate(read_yaml(path, name=FILE_NAME), _File)
    return tuple(Acknowledgement(entry.mark, entry.day, entry.reason) for entry in file.acknowledged)


def with_acknowledged(text: str, entries: tuple[Acknowledgement, ...]) -> str:
    """The file's `text`, "" for none, with `entries` after those that it has."""
    lines = [line for entry in entries for line in _lines(entry)]
    return "\n".join(((text or _HEAD).rstrip("\n"), *lines, ""))


def _lines(entry: Acknowledgement) -> tuple[str, ...]:
    reason = json.dumps(" ".join(entry.reason.split()), ensure_ascii=False)
    return f'  - mark: "{entry.mark}"', f"    day: {entry.day}", f"    reason: {reason}"
