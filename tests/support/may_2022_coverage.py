"""How each number that the May 2022 report printed is answered for in the inputs: bound, sourced or neither."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from boardpaper.checks.prose.passages_word import word_passages
from boardpaper.live.ledger import Ledger, read_ledger
from boardpaper.model.passage import Passage, SpanKind
from boardpaper.ooxml.package import read_package
from boardpaper.sources.word.reader import read_document
from tests.support.places import DATA

CLAIMS = DATA / "may-2022-claims.csv"
# Figures of bodies outside, and of money, staff and sites, are no workbook's.
SOURCED_KINDS = ("resource", "external")


@dataclass(frozen=True)
class Answered:
    """A claim of the report, its kind, and how all its numbers are answered for: `bound`, `sourced` or nothing."""

    claim: str
    kind: str
    how: str


def answered_claims(word: Path) -> Iterator[Answered]:
    """Each numeric claim of the report, looked up in the paragraph of the Word paper that makes it."""
    ledger = read_ledger(read_package(word)) or Ledger()
    document, _ = read_document(word)
    places = _by_paragraph(word_passages(document, ledger))
    with CLAIMS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for claim in dict.fromkeys(row["claim"] for row in rows):
        own = [row for row in rows if row["claim"] == claim]
        hows = {_how(row, places.get(row["paragraph"], [])) for row in own}
        yield Answered(claim, own[0]["kind"], hows.pop() if len(hows) == 1 else "")


def _by_paragraph(passages: tuple[Passage, ...]) -> dict[str, list[Passage]]:
    """The passages of each numbered paragraph: itself, and what stands below it."""
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        number = re.search(r"paragraph (\d+)", passage.where)
        found.setdefault(number[1] if number else "", []).append(passage)
    return found


def _how(row: dict[str, str], passages: list[Passage]) -> str:
    for span in (span for passage in passages for span in passage.spans):
        if span.kind is SpanKind.BOUND and span.figure and span.figure.reference == row["reference"]:
            return "bound" if row["printed"] in span.text else ""
        if span.kind is SpanKind.SOURCED and not row["reference"] and row["printed"] in span.text:
            return "sourced"
    return ""
