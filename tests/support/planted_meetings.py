"""Whole meetings with a secret planted in the inputs of a restricted paper, packed, and an oracle that looks for it."""

import io
import json
import random
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pikepdf
from openpyxl.comments import Comment

from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BlockingFindings
from boardpaper.rules.publication import ALLOWABLE
from boardpaper.sources.pdf.reader import read_pdf_texts
from tests.support import wall_plants as plants
from tests.support.finished_pdfs import publication
from tests.support.places import EXAMPLES

_PAPER = EXAMPLES / "new-paper"
_FOLDER = ("narrative", "cell comment", "hidden sheet", "workbook's title")


@dataclass(frozen=True)
class Planted:
    """A meeting on disk, where the secret is in it, and the secret."""

    folder: Path
    where: str
    secret: plants.Secret


def plant(folder: Path, seed: int) -> Planted:
    """A meeting with an open paper, and a restricted paper or appendix that holds a secret in some corner."""
    chance = random.Random(seed)
    secret = plants.random_secret(seed)
    kind = chance.choice(("docx", "docx", "pdf", "pdf", "folder"))
    corner = chance.choice((*{"docx": plants.WORD, "pdf": plants.PDF, "folder": _FOLDER}[kind], "file name", "title"))
    stem = re.sub(r"[^\w £@.,-]", "-", secret.words) if corner == "file name" else "restricted"
    name = stem if kind == "folder" else f"{stem}.{kind}"
    _write_restricted(folder / name, kind, corner, secret)
    (folder / "open.pdf").write_bytes(publication("Open paper", chance.randint(1, 4)))
    closed = {
        "title": secret.words if corner == "title" else "Subject",
        "paper": {"file": name, "allow": list(ALLOWABLE)},
        "restricted": {"paragraph": "3", "reason": "the affairs of others"},
    }
    first: dict[str, object] = {"number": "5", "title": "An open subject", "paper": "open.pdf"}
    appendix = chance.random() < 0.4
    items = [{**first, "appendices": [closed]}] if appendix else [{**first, "number": "4"}, {"number": "5", **closed}]
    told = {"body": "Board", "date": "2025-06-24", "items": items, "pack": {"contents_over": chance.choice((0, 21))}}
    (folder / "meeting.yaml").write_text(json.dumps(told), encoding="utf-8")
    return Planted(folder, f"{kind}, {corner}, {'appendix' if appendix else 'item'}", secret)


def _write_restricted(path: Path, kind: str, corner: str, secret: plants.Secret) -> None:
    if kind == "docx":
        path.write_bytes(plants.word_file(secret, corner))
    elif kind == "pdf":
        path.write_bytes(plants.pdf_file(secret=secret if corner in plants.PDF else None, corner=corner))
    else:
        shutil.copytree(_PAPER, path)
        _write_folder(path, corner, secret)


def _write_folder(folder: Path, corner: str, secret: plants.Secret) -> None:
    if corner == "narrative":
        with (folder / "narrative" / "purpose.md").open("a", encoding="utf-8") as narrative:
            narrative.write(f"\n\nIt was heard that {secret.words}.\n")
        return
    book = openpyxl.load_workbook(folder / "kpi.xlsx")
    if corner == "cell comment":
        book.worksheets[0]["A1"].comment = Comment(secret.words, "A")
    elif corner == "hidden sheet":
        sheet = book.create_sheet("Aside")
        sheet.sheet_state, sheet["C7"] = "hidden", secret.words
    elif corner == "workbook's title":
        book.properties.title = secret.words
    book.save(folder / "kpi.xlsx")


def packed(meeting: Planted) -> str:
    """Packs a meeting: `made`, `stopped` where the paper itself may not be published, or the wall's rule."""
    try:
        pack_meeting(meeting.folder, keep_papers=False)
    except BlockingFindings as stopped:
        rules = {finding.rule for finding in stopped.findings if finding.blocks}
        return next((rule for rule in sorted(rules) if rule.startswith("wall-")), "stopped")
    return "made"


def reached(meeting: Planted, folder: str = "public") -> list[str]:
    """The files of a folder in which the secret stands, searched in ways that the wall does not share."""
    public = meeting.folder / "packs" / folder
    wanted = [_letters(meeting.secret.words), *_telling(meeting.secret.words)]
    found = []
    for path in sorted(public.rglob("*")):
        texts = [path.name, *_texts(path.read_bytes())] if path.is_file() else [path.name]
        letters = "\0".join(map(_letters, texts))
        found += [path.name] if any(each in letters for each in wanted) else []
    return found


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _telling(words: str) -> Iterator[str]:
    """A surname, an amount, a reference or an address by itself."""
    for match in re.finditer(r"[A-Z][a-z]+[aeiou](?:bury|combe|dale|forth|wick)|£[\d,]{6,}|\w+-\d+/\d+|\w+@", words):
        yield _letters(match.group())


def _texts(content: bytes) -> Iterator[str]:
    """All that a file may say: as bytes, as a PDF's words, strings and unpacked streams, as the parts of an archive."""
    yield content.decode("latin-1")
    yield content.decode("utf-16-le", "ignore")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from _texts(archive.read(name))
    elif content.startswith(b"%PDF"):
        told = read_pdf_texts(content)
        yield from told.pages
        yield from (text for _, text in told.strings)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for entry in pdf.objects:
                with suppress(pikepdf.PdfError):
                    if isinstance(entry, pikepdf.Stream):
                        yield from _texts(entry.read_bytes())
