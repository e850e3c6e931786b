"""What an earlier run made and a later one may use again; whatever is wrong with it costs time and nothing else."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from boardpaper.model.finding import Finding, told_again
from boardpaper.model.pack import PdfExtras, PdfFacts, PdfHeading, PdfPage

_SUFFIX = ".kept"
_HALF = ".half-"
_MARK = b"boardpaper kept 1\n"


class Kept(Struct, frozen=True):
    """Something made earlier: its bytes, and what was told of them, as JSON holds it."""

    content: bytes
    told: Mapping[str, object] = field(default_factory=dict)


class Shelf(Struct, frozen=True):
    """A folder where things are kept, and the keys that this run has asked for."""

    folder: Path
    used: set[str] = field(default_factory=set)


def recall(shelf: Shelf, key: str) -> Kept | None:
    """What was kept under `key`, or None where there is nothing or it is not whole.

    One hash stands over words and bytes together: neither is believed without the other.
    """
    shelf.used.add(key)
    try:
        whole = (shelf.folder / f"{key}{_SUFFIX}").read_bytes()
        digest, rest = whole[len(_MARK) :].split(b"\n", 1)
        if not whole.startswith(_MARK) or digest.decode("ascii") != hashlib.sha256(rest).hexdigest():
            return None
        told, content = rest.split(b"\n", 1)
        return Kept(content, json.loads(told))
    except (OSError, ValueError):
        return None


def keep(shelf: Shelf, key: str, kept: Kept) -> None:
    """Keeps something for later runs. A folder that cannot be written is nothing to stop for."""
    rest = json.dumps(kept.told).encode() + b"\n" + kept.content
    _put(shelf.folder / f"{key}{_SUFFIX}", _MARK + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)


def remember(path: Path, told: object) -> None:
    """Keeps `told`, as JSON holds it, at `path` for later runs, where that can be done."""
    # Escaped, since file names need not be UTF-8.
    _put(path, json.dumps(told, indent=1).encode("ascii"))


def _put(path: Path, content: bytes) -> None:
    """Puts a file in its place whole, or leaves what stands there."""
    half = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, half = tempfile.mkstemp(prefix=_HALF, dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(half).replace(path)
    except OSError:
        if half is not None:
            with suppress(OSError):
                os.unlink(half)


def prune(shelf: Shelf) -> None:
    """Removes all that this run has not asked for, and what a run that was cut short has left."""
    with suppress(OSError):
        for path in shelf.folder.iterdir():
            stale = path.suffix == _SUFFIX and path.stem not in shelf.used
            if stale or path.name.startswith(_HALF):
                with suppress(OSError):
                    path.unlink()


def findings_told(told: object) -> tuple[Finding, ...]:
    """Findings as JSON holds them (`msgspec.to_builtins` writes them).

    Raises:
        KeyError, TypeError, ValueError: they are not such findings.
    """
    if not isinstance(told, list):
        raise TypeError(told)
    return tuple(told_again(entry) for entry in told)


def facts_told(told: object) -> PdfFacts:
    """A PDF's facts as JSON holds them.

    Raises:
        KeyError, TypeError, ValueError: they are not such facts.
    """
    if not isinstance(told, dict):
        raise TypeError(told)
    plain = _with_tuples(told)
    plain["pages"] = tuple(PdfPage(**page) for page in told["pages"])
    plain["headings"] = tuple(PdfHeading(**heading) for heading in told["headings"])
    plain["extras"] = PdfExtras(**_with_tuples(told["extras"]))
    return PdfFacts(**plain)


def _with_tuples(told: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as a record takes them: JSON has lists where it has tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
