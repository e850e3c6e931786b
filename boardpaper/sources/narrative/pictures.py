"""Pictures that narrative names: found inside the paper's folder, in a format that Word and PDF can both hold."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

from boardpaper.model.finding import Finding
from boardpaper.model.prose import Image, Place

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\")


def find_image(
    address: str, alt: str, caption: str, *, place: Place, beside: Path, folder: Path
) -> tuple[Image | None, tuple[Finding, ...]]:
    """The picture at `address`, a path from the folder `beside`, that must stay inside the paper's `folder`.

    `address` may be percent-encoded. None where there is no picture that can be used.
    """
    where = str(place)
    findings: list[Finding] = []
    if not alt:
        message = f"The picture {unquote(address)} is not described"
        hint = "Say between the square brackets what it shows, as in ![Homicides by quarter](chart.png)."
        findings.append(Finding("image-without-alt", message, where, hint))
    path, fault = _locate(unquote(address), where, beside, folder)
    if fault:
        findings.append(fault)
    return (Image(path, alt, place, caption) if path else None), tuple(findings)


def _locate(written: str, where: str, beside: Path, folder: Path) -> tuple[Path | None, Finding | None]:
    outside = Finding(
        "image-outside",
        f"The picture {written} is not in the paper's folder",
        where,
        "Copy it into the paper's folder, and write its path from this file's folder.",
    )
    if _ELSEWHERE.match(written):
        return None, outside
    # Authors on Windows write a\b.png; no picture's name holds a backslash there.
    relative = written.replace("\\", "/").replace("\0", "")
    path = Path(os.path.realpath(beside / relative))
    if not path.is_relative_to(os.path.realpath(folder)):
        return None, outside
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError:
        hint = "Check the spelling, capitals too, and that the file is in the paper's folder."
        return None, Finding("image-missing", f"There is no picture {written}", where, hint)
    if not head.startswith(_SIGNATURES):
        message = f"The picture {written} is neither PNG nor JPEG"
        return None, Finding("image-unknown-format", message, where, "Save it as PNG or JPEG, and name that file here.")
    return path, None
