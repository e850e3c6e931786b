"""LibreOffice as another engine: closer to Word where a layout is unusual, and never a claim of conformance."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from boardpaper.errors import BoardpaperError, EnvironmentFault, InputError
from boardpaper.model.document import Document, Properties
from boardpaper.model.finding import Finding
from boardpaper.model.pictures.payloads import without_payloads
from boardpaper.ooxml.package import read_package, write_package
from boardpaper.ooxml.relationships import without_outside_parts
from boardpaper.pdf.foreign import disown
from boardpaper.publish.pdf.render import render_pdf
from boardpaper.rules import publication as rules
from boardpaper.temporary import no_room, temporary_copy

_SECONDS = 180
# LibreOffice writes about as much as a new profile takes, in bytes.
_LEAST_ROOM = 2**22
_PLACES = {
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_FILTER = {"UseTaggedPDF": True, "ExportNotes": False, "ExportNotesInMargin": False, "ExportBookmarks": True}
# No macro runs, nothing outside the file is opened, and the way to any network ends at this machine's own door.
_SETTINGS = {
    "Common/Security/Scripting": {
        "DisableMacrosExecution": ("boolean", "true"),
        "MacroSecurityLevel": ("int", "3"),
        "BlockUntrustedRefererLinks": ("boolean", "true"),
    },
    "Inet/Settings": {
        "ooInetProxyType": ("int", "1"),
        "ooInetHTTPProxyName": ("string", "127.0.0.1"),
        "ooInetHTTPProxyPort": ("int", "9"),
        "ooInetHTTPSProxyName": ("string", "127.0.0.1"),
        "ooInetHTTPSProxyPort": ("int", "9"),
        "ooInetNoProxy": ("string", ""),
    },
}


def find_soffice() -> str:
    """The path of LibreOffice, from the PATH or the place where it installs itself.

    Raises:
        EnvironmentFault: it is on neither.
    """
    found = shutil.which("soffice") or shutil.which("libreoffice")
    for place in _PLACES.get(sys.platform, ()):
        found = found or (place if Path(place).is_file() else None)
    if found is None:
        raise EnvironmentFault(rules.ENGINE_MISSING.at("--engine libreoffice"))
    return found


def convert(path: Path, properties: Properties, *, draft: bool) -> tuple[bytes, tuple[Finding, ...]]:
    """The PDF that LibreOffice makes of the Word file at `path`; it says `properties` and claims nothing.

    Raises:
        EnvironmentFault: LibreOffice is missing, or does not start.
        InputError: LibreOffice cannot convert the file.
    """
    soffice = find_soffice()
    with temporary_copy(_harmless(path), "paper.docx") as source:
        folder = source.parent
        _write_profile(folder / "profile")
        _run([soffice, *_arguments(folder), str(source)], path.name, folder)
        made = folder / "paper.pdf"
        if not made.is_file():
            raise _failed(path.name, folder)
        content = made.read_bytes()
    mark = render_pdf(Document(()), claim_conformance=False, draft=True)[0] if draft else b""
    return disown(content, properties, under=mark), (_says_so(path.name),)


def _says_so(name: str) -> Finding:
    return rules.ENGINE_CLAIMS_NOTHING.at(name)


def _harmless(path: Path) -> bytes:
    """The Word file without what LibreOffice would fetch, and without what cameras say of their owners."""
    package = without_outside_parts(read_package(path))
    return write_package({name: without_payloads(part) for name, part in package.parts.items()})


def _arguments(folder: Path) -> Iterator[str]:
    """LibreOffice's arguments for a tagged PDF/A, with a profile of its own in `folder`."""
    options = {name: {"type": "boolean", "value": value} for name, value in _FILTER.items()}
    yield f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    yield from ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")
    yield from ("--convert-to", f"pdf:writer_pdf_Export:{json.dumps(options)}", "--outdir", str(folder))


def _write_profile(folder: Path) -> None:
    """Settings for LibreOffice that fetch nothing, run no macros and make the same PDF each time."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path if path.startswith("Inet") else f"Office.{path}"}">'
        f'<prop oor:name="{name}" oor:op="fuse" oor:type="xs:{kind}"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, (kind, value) in settings.items()
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n',
        encoding="utf-8",
    )


def _run(command: list[str], name: str, folder: Path) -> None:
    """Runs LibreOffice, and stops it and all that it has begun where it takes too long."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, and no shell reads its arguments
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            # Where this run has found room; the folder that the system names may have none.
            env={**os.environ, "TMPDIR": str(folder)},
        )
    except OSError as fault:
        raise EnvironmentFault(rules.ENGINE_BROKEN.at(command[0], fault=fault.strerror or fault)) from fault
    try:
        code = process.wait(_SECONDS)
    except BaseException as fault:
        _stop(process)
        if isinstance(fault, subprocess.TimeoutExpired):
            raise _failed(name, folder) from fault
        raise
    if code:
        raise _failed(name, folder)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice with the program that its launcher started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failed(name: str, folder: Path) -> BoardpaperError:
    """That LibreOffice made no PDF; where its `folder` has no room left, it does not say so itself."""
    if shutil.disk_usage(folder).free < _LEAST_ROOM:
        return no_room(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    return InputError(rules.ENGINE_FAILED.at(name, name=name))
