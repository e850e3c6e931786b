"""The labelled sentences of tests/data/claims, each audited as all that a paper says of the readings beside them."""

import csv
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from boardpaper.checks.claims.audit import audit_claims
from boardpaper.checks.prose.passages_paper import paper_passages
from boardpaper.compose.facts import gather_facts
from boardpaper.compose.paper import compose_paper
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Readings
from boardpaper.model.paper import FrontMatter, NarrativePlan, PaperPlan, PartPlan, WorkbookPlan
from boardpaper.model.passage import Passage
from boardpaper.sources.narrative.markdown.reader import read_markdown
from boardpaper.sources.workbook.reader import read_workbooks
from tests.support.places import DATA

SETS_FOLDER = DATA / "claims"
SETS = ("known", "apart", "later", "harder")


@dataclass(frozen=True)
class Labelled:
    """A passage with its verdict, `sound` or `wrong`, and what the audit found in it."""

    id: str
    verdict: str
    kind: str
    passage: str
    findings: tuple[Finding, ...]


def audited_set(name: str) -> Iterator[Labelled]:
    """Every passage of a set, audited."""
    with tempfile.TemporaryDirectory() as folder:
        readings = read_readings(name, Path(folder))
        facts = gather_facts(readings)
        for row in _rows(f"{name}.csv"):
            findings = audit_claims(passages(row["passage"], readings, Path(folder)), facts)
            yield Labelled(row["id"], row["verdict"], row["kind"], row["passage"], findings)


def read_readings(name: str, folder: Path) -> Readings:
    """The set's indicators and readings, by way of a workbook in `folder`."""
    workbook = Workbook()
    del workbook["Sheet"]
    for title in ("indicators", "readings"):
        sheet = workbook.create_sheet(title.capitalize())
        rows = _rows(f"{name}-{title}.csv")
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append([_cell(column, text) for column, text in row.items()])
    path = folder / f"{name}.xlsx"
    workbook.save(path)
    readings, findings = read_workbooks([WorkbookPlan(path, path.name)], {})
    assert not findings, findings
    return readings


def passages(text: str, readings: Readings, folder: Path) -> tuple[Passage, ...]:
    """The passages of a paper that says only `text`, written as narrative is."""
    path = folder / "passage.md"
    path.write_text(f"{text}\n", encoding="utf-8")
    prose, findings = read_markdown(path, name=path.name, folder=folder, under=1)
    part = PartPlan("Part", "part", (NarrativePlan(path, path.name),))
    plan = PaperPlan(FrontMatter("Board", date(2024, 5, 1), False, "1", "Title"), folder, folder, (), (part,))
    paper, more = compose_paper(plan, {path.name: prose}, readings)
    assert not findings, findings
    assert not more, more
    return paper_passages(paper)


def _rows(name: str) -> list[dict[str, str]]:
    with (SETS_FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _cell(column: str, text: str) -> str | float | None:
    if column == "Value" and text.replace(".", "", 1).isdigit():
        return float(text)
    return text or None
