"""The trail of a publication's figures, and the file beside it."""

import hashlib
import json
from pathlib import Path

from boardpaper.errors import InputError
from boardpaper.live.ledger import read_ledger
from boardpaper.live.provenance import provenance, provenance_path, read_trail
from boardpaper.live.trace import discreet_trail, trace_document
from boardpaper.model.document import Document
from boardpaper.model.trace import Trail
from boardpaper.ooxml.package import Package
from boardpaper.running.output import Output

__all__ = ["provenance_output", "provenance_path", "trail_of"]


def trail_of(document: Document, package: Package) -> Trail | None:
    """The trail of a paper as it was read, without what may not be told; None where boardpaper did not write it.

    Raises:
        InputError: the ledger inside it is damaged.
    """
    ledger = read_ledger(package)
    return None if ledger is None else discreet_trail(trace_document(document, ledger), ledger)


def provenance_output(pdf: Path, trail: Trail, content: bytes) -> Output:
    """The provenance of the publication at `pdf`, whose bytes are `content`, as a file to be written."""
    told = provenance(trail, hashlib.sha256(content).hexdigest())
    return Output("provenance", provenance_path(pdf), _lines(told).encode(), _is_provenance)


def _lines(told: dict[str, object]) -> str:
    """`told` as JSON, each entry of a list on a line of its own; to indent it would take ten times as long."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    entries = []
    for name, value in told.items():
        written = "[\n" + ",\n".join(map(encode, value)) + "\n]" if value and isinstance(value, list) else encode(value)
        entries.append(f"{encode(name)}: {written}")
    return "{\n" + ",\n".join(entries) + "\n}\n"


def _is_provenance(path: Path) -> bool | None:
    """Whether a file is a provenance that boardpaper wrote. Nobody edits one, so a changed one is replaced."""
    try:
        read_trail(path)
    except InputError:
        return None
    return True
