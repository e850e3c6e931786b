"""pack.json: what is in a pack and on which pages, written with it and read by the runs that follow."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import to_builtins

from boardpaper.commands.pack.issue import BoundPaper, Issue, PackFile, page_ranges
from boardpaper.model.finding import Finding
from boardpaper.model.meeting import AgendaItem
from boardpaper.model.pack import Pack, PackLayout, PageKind
from boardpaper.model.printed import PaperFigures, PrintedFigure

GENERATOR = "boardpaper pack"


def write_list(
    issue: Issue, papers: Sequence[BoundPaper], pack: Pack, files: Sequence[PackFile], findings: Sequence[Finding]
) -> bytes:
    """The list of one issue: its pages, its items with their papers, the hashes of its `files`."""
    meeting, pages = issue.meeting, pack.layout.pages
    told = {
        "generator": GENERATOR,
        "kind": issue.pack_title,
        "body": meeting.body,
        "date": str(meeting.date or ""),
        "supplement": issue.supplement,
        "pack": f"{issue.name('pack')}.pdf",
        "conforms": pack.conforms,
        "pages": {
            "sheets": len(pages),
            "agenda": _labels(pack.layout, PageKind.FRONT),
            "contents": _labels(pack.layout, PageKind.CONTENTS),
            "first": issue.first_page,
            "last": pack.layout.last_number,
        },
        "bytes": {
            "pack": len(pack.content),
            "fonts": pack.fonts.total,
            "fonts_in_several_papers": pack.fonts.repeated,
            "stored_once": pack.saved,
        },
        "items": [_item_entry(issue, item, papers, pack.layout) for item in meeting.items],
        "files": {file.name: hashlib.sha256(file.content).hexdigest() for file in files},
    }
    if issue.restricted:
        # What an office was told, and what it allowed all the same, is not for the public.
        told["findings"] = [to_builtins(finding) for finding in findings]
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def read_hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in `folder` as its lists say that boardpaper wrote it, by name."""
    known: dict[str, str] = {}
    for path in (*sorted(folder.glob("supplement-*.json")), folder / "pack.json"):
        told = read_list(path)
        files = told.get("files", {})
        if isinstance(files, dict):
            known |= {str(name): str(digest) for name, digest in files.items()}
    return known


def read_list(path: Path) -> dict[str, object]:
    """A pack.json as it was written, or nothing where there is none that boardpaper wrote."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and told.get("generator") == GENERATOR else {}


def figures_of(told: Mapping[str, object]) -> Iterator[PaperFigures]:
    """The figures of each paper that a list names, as they were printed. A list may have been edited since."""
    items = told.get("items")
    for item in items if isinstance(items, list) else ():
        with suppress(KeyError, TypeError, AttributeError):
            for paper in item["papers"]:
                figures = tuple(PrintedFigure(**figure) for figure in paper["figures"])
                # The restricted list names the public papers from where it stands.
                where = f"item {item['number']}, {paper['file'].removeprefix('../public/')}"
                yield PaperFigures(where, figures, restricted="restricted" in item)


def _labels(layout: PackLayout, kind: PageKind) -> list[str]:
    """The printed numbers of all pages of a kind."""
    return [page.label for page in layout.pages if page.kind is kind]


def _item_entry(issue: Issue, item: AgendaItem, papers: Sequence[BoundPaper], layout: PackLayout) -> dict[str, object]:
    """An item in the list of the pack; its pages are those printed now or, if none, earlier."""
    entry: dict[str, object] = {"number": item.number, "title": item.title}
    if item.restricted is not None:
        entry["restricted"] = {"paragraph": item.restricted.paragraph, "reason": item.restricted.reason}
    ranges = page_ranges(layout, [item])
    entry["pages"] = ranges.get(item.number) or issue.printed.get(item.number, "")
    entry["papers"] = [
        _paper_entry(issue, paper, place, layout) for place, paper in enumerate(papers) if paper.item == item
    ]
    return entry


def _paper_entry(issue: Issue, paper: BoundPaper, place: int, layout: PackLayout) -> dict[str, object]:
    """A paper in the list of the pack, with its file, pages and figures."""
    own = layout.pages_of_part(place)
    name = paper.name if issue.owns(paper.item) else f"../public/{paper.name}"
    return {
        "title": paper.title,
        "file": name,
        "sha256": hashlib.sha256(paper.part.content).hexdigest(),
        "first_page": layout.pages[own.start].label,
        "last_page": layout.pages[own.stop - 1].label,
        "kind": str(layout.pages[own.start].kind),
        "figures": [to_builtins(figure) for figure in paper.figures],
    }
