"""Pictures that narrative names: found inside the paper's folder, in a format that Word and PDF can both hold."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

from boardpaper.model.asked import open_file
from boardpaper.model.finding import Finding
from boardpaper.model.prose import Image, Place
from boardpaper.rules import narrative as rules

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\")


def find_image(
    address: str, alt: str, caption: str, *, place: Place, beside: Path, folder: Path
) -> tuple[Image | None, tuple[Finding, ...]]:
    """The picture at `address`, a path from the folder `beside`, that must stay inside the paper's `folder`.

    `address` may be percent-encoded. None where there is no picture that can be used.
    """
    findings: list[Finding] = []
    if not alt:
        findings.append(rules.NARRATIVE_IMAGE_WITHOUT_ALT.at(place, address=unquote(address)))
    path, fault = _locate(unquote(address), place, beside, folder)
    if fault:
        findings.append(fault)
    return (Image(path, alt, place, caption) if path else None), tuple(findings)


def _locate(written: str, place: Place, beside: Path, folder: Path) -> tuple[Path | None, Finding | None]:
    """The picture's file inside the paper's folder; None, and a finding, for all that cannot be used."""
    outside = rules.IMAGE_OUTSIDE.at(place, name=written)
    if _ELSEWHERE.match(written):
        return None, outside
    # Authors on Windows write a\b.png; no picture's name holds a backslash there.
    relative = written.replace("\\", "/").replace("\0", "")
    path = Path(os.path.realpath(beside / relative))
    if not path.is_relative_to(os.path.realpath(folder)):
        return None, outside
    try:
        with open_file(path) as file:
            head = file.read(8)
    except OSError:
        return None, rules.IMAGE_MISSING.at(place, name=written)
    if not head.startswith(_SIGNATURES):
        return None, rules.IMAGE_UNKNOWN_FORMAT.at(place, name=written)
    return path, None
