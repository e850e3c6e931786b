"""A row that is put in above a mapped cell: no command prints the figure that stands in the cell then."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from boardpaper import api
from boardpaper.errors import BlockingFindings
from boardpaper.live.ledger import read_ledger
from boardpaper.ooxml.package import read_package
from tests.support.small_paper import write_paper
from tests.support.spreadsheets import Rows, write_book

PAPER = """\
board: Strategic Board
meeting: 2025-06
agenda_item: 5
title: Report
presented_by: [{name: Head of Performance}]
template: agenda-item.docx
workbooks:
  - file: kpi.xlsx
    sheets:
      - {sheet: Data, layout: cells, cells: {burglary: C3, burglary@2023/24: B3}}
indicators:
  burglary: {title: Burglaries, current: 2024/25, baseline: 2023/24}
parts:
  - {heading: Purpose, narrative: purpose.md}
"""
TEXT = {"purpose.md": "There were {{burglary.value}} burglaries, a {{burglary.change}}.\n"}
TABLE: Rows = [["Force", "2023/24", "2024/25"], ["Avon", 10, 12], ["Kent", 50, 40], ["Essex", 9, 8]]
GROWN: Rows = [*TABLE[:1], ["Devon", 3, 4], *TABLE[1:]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_paper(tmp_path / "in", paper=PAPER, narrative=TEXT)
    return with_table(tmp_path / "in", TABLE)


def with_table(folder: Path, rows: Rows) -> Path:
    write_book(folder / "kpi.xlsx", {"Data": rows})
    return folder


def told(findings: Sequence[object]) -> list[tuple[str, str]]:
    changed = [each for each in findings if getattr(each, "rule", "") == "mapped-label-changed"]
    return [(getattr(each, "where", ""), getattr(each, "message", "")) for each in changed]


def expected(*cells: str) -> list[str]:
    return [f"kpi.xlsx › Data!{cell}" for cell in cells]


def built(folder: Path) -> Path:
    files = {file.kind: file.path for file in api.build(folder).files}
    return Path(files["word"])


def test_the_word_file_remembers_what_its_cells_stood_under(folder: Path) -> None:
    ledger = read_ledger(read_package(built(folder)))
    assert ledger is not None
    record = ledger.figure("burglary.value")
    assert record is not None
    assert [(cell.row, cell.column, cell.reading) for cell in record.cells] == [("Kent", "2024/25", "burglary@2024/25")]


@pytest.mark.parametrize("several", [False, True])
def test_a_build_over_an_earlier_one_stops(folder: Path, several: bool) -> None:
    first = built(folder).read_bytes()
    with_table(folder, GROWN)
    if several:
        (made,) = api.build_all([folder])
        findings = made.findings
    else:
        with pytest.raises(BlockingFindings) as stopped:
            api.build(folder)
        findings = stopped.value.findings
    assert [where for where, _ in told(findings)] == expected("C3", "B3")
    assert "“Kent” when the paper was built; that stands in row 4 now" in told(findings)[0][1]
    assert next((folder / "out").glob("*.docx")).read_bytes() == first


def test_a_check_of_the_folder_and_of_the_word_file_tells_it(folder: Path) -> None:
    word = built(folder)
    assert told(api.check(word, inputs=folder).findings) == []
    with_table(folder, GROWN)
    assert [where for where, _ in told(api.check(folder).findings)] == expected("C3", "B3")
    assert [where for where, _ in told(api.check(word, inputs=folder).findings)] == expected("C3", "B3")


def test_a_refresh_stops(folder: Path) -> None:
    word = built(folder)
    with_table(folder, GROWN)
    with pytest.raises(BlockingFindings) as stopped:
        api.refresh(word, inputs=folder)
    assert [where for where, _ in told(stopped.value.findings)] == expected("C3", "B3")


def test_a_map_that_follows_its_cell_is_built_and_refreshed(folder: Path) -> None:
    word = built(folder)
    with_table(folder, GROWN)
    (folder / "paper.yaml").write_text(PAPER.replace("C3", "C4").replace("B3", "B4"), encoding="utf-8")
    assert told(api.refresh(word, inputs=folder).findings) == []
    assert api.build(folder).findings == ()


def test_the_words_in_paper_yaml_are_held_against_the_first_build_already(folder: Path) -> None:
    with_table(folder, GROWN)
    said = PAPER.replace("burglary: C3", "burglary: {cell: C3, row: Kent, column: 2024/25}")
    (folder / "paper.yaml").write_text(said, encoding="utf-8")
    with pytest.raises(BlockingFindings) as stopped:
        api.build(folder)
    assert [where for where, _ in told(stopped.value.findings)] == expected("C3")


def test_a_build_to_another_place_stops_too(folder: Path, tmp_path: Path) -> None:
    api.build(folder, output=tmp_path / "one")
    with_table(folder, GROWN)
    with pytest.raises(BlockingFindings) as stopped:
        api.build(folder, output=tmp_path / "two")
    assert [where for where, _ in told(stopped.value.findings)] == expected("C3", "B3")
    assert [where for where, _ in told(api.check(folder).findings)] == expected("C3", "B3")
    (folder / "paper.yaml").write_text(PAPER.replace("C3", "C4").replace("B3", "B4"), encoding="utf-8")
    assert api.build(folder, output=tmp_path / "two").findings == ()


def test_a_record_that_cannot_be_read_remembers_nothing(folder: Path, tmp_path: Path) -> None:
    api.build(folder, output=tmp_path / "one")
    (record,) = (folder / ".boardpaper").glob("cells.json")
    record.write_text('[{"workbook": 1}]')
    with_table(folder, GROWN)
    assert told(api.build(folder, output=tmp_path / "two").findings) == []


def test_nothing_is_kept_where_no_cell_is_mapped_or_nothing_is_to_be_kept(folder: Path, tmp_path: Path) -> None:
    api.build(folder, output=tmp_path / "one", cache=False)
    assert not (folder / ".boardpaper" / "cells.json").exists()
    plain = write_paper(tmp_path / "plain")
    api.build(plain)
    assert not (plain / ".boardpaper" / "cells.json").exists()
