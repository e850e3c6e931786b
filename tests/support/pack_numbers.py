"""Page numbers of a pack as six places tell them: agenda, contents list, stamps, labels, outline and pack.json."""

import io
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf

from boardpaper.sources.pdf.reader import read_pdf_texts
from tests.support.finished_pdfs import publication, untagged

_ITEM = re.compile(r"[^\s,]+(?:, Appendix [A-Z])?")


def disagreements(folder: Path) -> list[str]:
    """Where a place of the pack in `folder` tells another number than its pack.json."""
    told = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
    content = (folder / told["pack"]).read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        labels = [str(page.label) for page in pdf.pages]
        outline = dict(_outline(pdf, labels))
        listing = list(_contents(pdf, labels, told["pages"]["contents"]))
    stamps = [_stamps(text) for text in read_pdf_texts(content).pages]
    listed = {entry["number"]: entry["pages"] for entry in told["items"] if entry["pages"]}
    agenda = {number: pages for number, pages in _agenda(folder).items() if pages not in ("", "To follow")}
    found = [] if agenda == listed else [f"agenda {agenda}, list {listed}"]
    found += [f"label {a}, stamp {b}" for a, (_, b) in zip(labels, stamps, strict=True) if a != b]
    for number, pages in listed.items():
        stamped = [label for label, (item, _) in zip(labels, stamps, strict=True) if item == number]
        if "–".join(dict.fromkeys((stamped[0], stamped[-1]))) != pages:
            found.append(f"item {number}: stamped {stamped}, listed {pages}")
        if outline.get(number, stamped[0]) != stamped[0]:
            found.append(f"item {number}: outline {outline[number]}")
    if not outline.keys() >= listed.keys():
        found.append(f"outline {sorted(outline)}, list {sorted(listed)}")
    found += [f"contents “{words}”, leads to {label}" for words, label in listing if words.split()[-1] != label]
    firsts = {number: pages.partition("–")[0] for number, pages in listed.items()}
    opened = {match[0]: label for words, label in reversed(listing) if (match := _ITEM.match(words))}
    if listing and not firsts.items() - _before(told).items() <= opened.items():
        found.append(f"contents {opened}, list {firsts}")
    return found


def _before(told: dict[str, Any]) -> dict[str, str]:
    """The items of a supplement's list that went out before it."""
    return {entry["number"]: entry["pages"].partition("–")[0] for entry in told["items"] if not entry["papers"]}


def _contents(pdf: pikepdf.Pdf, labels: list[str], listed: list[str]) -> Iterator[tuple[str, str]]:
    """The words of each link of the contents list, which end in a page number, and the label of where it leads."""
    pages = {page.objgen: label for page, label in zip((page.obj for page in pdf.pages), labels, strict=True)}
    names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
    for page, label in zip(pdf.pages, labels, strict=True):
        for link in page.obj.get("/Annots", ()) if label in listed else ():
            place: Any = names[str(link.Dest)]
            yield str(link.Contents), pages[place[0].objgen]


def _agenda(folder: Path) -> dict[str, str]:
    (path,) = folder.glob("*-agenda.docx")
    tables = docx.Document(str(path)).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    return {row[0]: row[4] for row in rows if len(row) == 5 and row[0] != "Item"}


def _stamps(text: str) -> tuple[str, str]:
    """The item and page that are stamped on a page; stamps are drawn after all else."""
    items, pages = re.findall(r"Agenda item ([^\s,]+(?:, Appendix [A-Z])?)", text), re.findall(r"Page (\w+)", text)
    return (items or [""])[-1], (pages or [""])[-1]


def _outline(pdf: pikepdf.Pdf, labels: list[str]) -> Iterator[tuple[str, str]]:
    """Each item's number and the label of the page that its outline entry leads to."""
    pages = {page.objgen: label for page, label in zip((page.obj for page in pdf.pages), labels, strict=True)}
    names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
    with pdf.open_outline() as outline:
        for entry in outline.root:
            match = _ITEM.match(str(entry.title))
            place: Any = entry.destination
            if isinstance(place, pikepdf.String | str):
                place = names[str(place)]
            if isinstance(place, pikepdf.Dictionary):
                place = place.D
            if match and place is not None:
                yield match[0], pages[place[0].objgen]


def random_meeting(folder: Path, seed: int) -> Path:
    """A meeting of random items with papers of random length, some restricted, untagged, late or without paper."""
    chance = random.Random(seed)
    items: list[dict[str, Any]] = []
    for place in range(chance.randint(1, 8)):
        number = chance.choice([f"{place + 1}", f"{place + 1}(B)", f"PUB25/11/{place}.1"])
        item: dict[str, Any] = {"number": number, "title": f"Subject {seed}-{place}"}
        kind = chance.random()
        if kind < 0.75:
            item["paper"] = _paper(folder, f"p{place}.pdf", chance)
            item["appendices"] = [
                {"title": "More", "paper": _paper(folder, f"p{place}-{n}.pdf", chance)}
                for n in range(chance.choice([0, 0, 1, 2]))
            ]
        if chance.random() < 0.25:
            item["restricted"] = {"paragraph": "3", "reason": "the affairs of others"}
        elif chance.random() < 0.2:
            item["late"] = {"reason": "it could not wait"}
        items.append(item)
    pack = {"dividers": chance.random() < 0.3, "double_sided": chance.random() < 0.3}
    contents_over = chance.choice([0, 0, 21])
    told = {
        "body": "Board",
        "date": "2025-06-24",
        "items": items,
        "pack": {"contents_over": contents_over, **{key: str(on).lower() for key, on in pack.items()}},
    }
    (folder / "meeting.yaml").write_text(json.dumps(told), encoding="utf-8")
    return folder / "meeting.yaml"


def _paper(folder: Path, name: str, chance: random.Random) -> str:
    title = f"{name} of {folder.name}"
    if chance.random() < 0.2:
        made = untagged(title, chance.randint(1, 3))
    else:
        made = publication(title, chance.randint(1, 30), start=100_000 + 10_000 * int(re.sub(r"\D", "", name)))
    (folder / name).write_bytes(made)
    return name
