"""Tables whose totals give a suppressed part away, or whose parts give a suppressed total away."""

from decimal import Decimal
from pathlib import Path

import pytest

from boardpaper.checks.undone.tables import Cell, Grid, undone_in
from boardpaper.cli.main import main
from boardpaper.model.finding import Severity
from boardpaper.ooxml.package import write_package
from tests.support.refreshing import NARRATIVE
from tests.support.small_paper import INDICATORS, READINGS, write_paper, write_workbook
from tests.support.word_papers import package_of, parts_of


def found(text: str, limit: int | None = 5, *, listed: bool = False) -> list[Severity]:
    """What is found in a table of rows and cells, in which every [c] has a limit."""
    below = None if limit is None else Decimal(limit)
    rows = tuple(tuple(Cell(cell.strip(), below) for cell in row.split("|")) for row in text.strip().splitlines())
    return [finding.severity for finding in undone_in(Grid(rows, "a.md:1, table", listed))]


COLUMN = "Area | Cases\nNorth | 12\nSouth | [c]\nEast | 20\nTotal | 35"


@pytest.mark.parametrize(
    ("table", "limit", "severity"),
    [
        (COLUMN, 5, Severity.ERROR),
        (COLUMN, None, Severity.WARNING),
        (COLUMN.replace("35", "95"), 5, None),
        (COLUMN.replace("20", "[c]"), 5, None),
        (COLUMN.replace("20", "[x]"), 5, None),
        (COLUMN.replace("35", "[c]"), 5, None),
        (COLUMN.replace("Total", "West"), 5, None),
        (COLUMN.replace("Cases", "Rate per 1,000"), 5, None),
        (COLUMN.replace("Cases", "Share (%)"), 5, None),
        (COLUMN.replace("Total", "All areas"), 5, Severity.ERROR),
        (COLUMN.replace("Total", "All areas"), None, None),
        ("Area | Cases\nTotal | 35\nNorth | 12\nSouth | [c]\nEast | 20", 5, Severity.ERROR),
        ("Area | Cases\nNorth | 1\nSouth | 2\nTotal | [c]", 5, Severity.ERROR),
        ("Area | Cases\nNorth | 1\nSouth | 2\nTotal | [c]", None, Severity.WARNING),
        ("Area | Cases\nNorth | 1,012\nSouth | [c]\nEast | –\nTotal | 1,015", 5, Severity.ERROR),
        ("Area | Men | Women | Total\nNorth | 12 | [c] | 15\nSouth | 7 | 8 | 15", 5, Severity.ERROR),
        ("Area | Men | Women | Change | Total\nNorth | 12 | [c] | 7 | 15\nSouth | 7 | 8 | 2 | 15", 5, Severity.ERROR),
        ("Area | 2021 | 2022\nNorth | 12 | [c]\nSouth | 7 | 8", 5, None),
        (
            "Area | Cases\nNorth | 12\nSouth | [c]\nTotal city | 15\nEast | 20\nWest | 30\nTotal country | 50"
            "\nGrand total | 65",
            5,
            Severity.ERROR,
        ),
    ],
)
def test_a_total_and_the_other_parts_leave_one_number(table: str, limit: int | None, severity: Severity | None) -> None:
    assert set(found(table, limit)) == ({severity} if severity else set())


@pytest.mark.parametrize(
    ("row", "limit", "undone"),
    [
        ("30 | [c] | −27", 5, True),
        ("[c] | 12 | +9", 5, True),
        ("30 | [c] | −2", 5, False),
        ("30 | [c] | −27%", 5, False),
        ("30 | [c] | [c]", 5, False),
        ("30 | [c] | −27", None, False),
    ],
)
def test_a_number_and_the_change_from_it_leave_one_number(row: str, limit: int | None, undone: bool) -> None:
    assert bool(found(f"Group | 2023/24 | 2024/25 | Change\nWomen | {row}\nMen | 30 | 40 | +10", limit)) is undone
    assert found(f"Group | 2023/24 | 2024/25 | Rank\nWomen | {row}", limit) == []


def test_a_heading_of_a_column_may_end_in_a_space() -> None:
    rows = (("Group", "2024", "2025", "Difference "), ("Women", "30", "[c]", "−27"))
    grid = Grid(tuple(tuple(Cell(cell, Decimal(5)) for cell in row) for row in rows), "a.md:1, table")
    assert [each.severity for each in undone_in(grid)] == [Severity.ERROR]


SHARES = "Group | Cases | Per cent\nMen | 37 | 92.5%\nWomen | [c] | 7.5%"


@pytest.mark.parametrize(
    ("table", "limit", "severity"),
    [
        (SHARES, 5, Severity.ERROR),
        (SHARES.replace("%", ""), 5, Severity.ERROR),
        (f"{SHARES}\nTotal | 40 | 100%", 5, Severity.ERROR),
        (f"{SHARES.replace('37', '[x]')}\nAll | 40 | 100%", 5, Severity.ERROR),
        (SHARES.replace("7.5%", "[c]"), 5, None),
        (SHARES, None, None),
        (SHARES.replace("37 | 92.5", "3,700 | 99.9").replace("7.5%", "0.1%"), 5, None),
        (SHARES.replace("Per cent", "Change"), 5, None),
        (SHARES.replace("Per cent", "Target"), 5, None),
    ],
)
def test_a_percentage_and_its_whole_leave_one_number(table: str, limit: int | None, severity: Severity | None) -> None:
    assert set(found(table, limit)) == ({severity} if severity else set())


@pytest.mark.parametrize(("total", "severity"), [("34", Severity.ERROR), ("40", Severity.ERROR), ("38", None)])
def test_two_hidden_parts_that_can_be_divided_in_one_way(total: str, severity: Severity | None) -> None:
    table = f"Group | Cases\nMen | 32\nWomen | [c]\nOthers | [c]\nTotal | {total}"
    assert set(found(table)) == ({severity} if severity else set())
    assert found(table, None) == []


def test_a_scorecard_lists_what_are_no_parts() -> None:
    assert found(COLUMN, None, listed=True) == []
    assert found(COLUMN, 5, listed=True) == [Severity.ERROR]


def test_a_table_in_a_paper_stops_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = "| Kind | Cases |\n| --- | --- |\n| Homicide | {{homicide.value}} |\n| Other | 37 |\n| Total | 40 |\n"
    folder = write_paper(tmp_path, narrative={**NARRATIVE, "homicide.md": f"## Homicide\n\n{table}"})
    declared = [[*INDICATORS[0], "Suppress below"], *([*row, 5] for row in INDICATORS[1:])]
    rows = [["homicide", "2021/22", 3] if row[:2] == ["homicide", "2021/22"] else row for row in READINGS]
    write_workbook(folder / "kpi.xlsx", declared, rows)
    assert main(["build", str(folder)]) == 1
    told = "".join(capsys.readouterr())
    assert "suppression-undone" in told
    assert "narrative/homicide.md:3" in told


def given_away(tmp_path: Path) -> tuple[Path, Path]:
    """A paper in Word in whose table an author has named a total, and the folder that it was built from."""
    table = "| Kind | Cases |\n| --- | --- |\n| Homicide | {{homicide.value}} |\n| Other | 37 |\n| Sums up | 40 |\n"
    folder = write_paper(tmp_path / "inputs", narrative={**NARRATIVE, "homicide.md": f"## Homicide\n\n{table}"})
    declared = [[*INDICATORS[0], "Suppress below"], *([*row, 5] for row in INDICATORS[1:])]
    rows = [["homicide", "2021/22", 3] if row[:2] == ["homicide", "2021/22"] else row for row in READINGS]
    write_workbook(folder / "kpi.xlsx", declared, rows)
    assert main(["build", str(folder), "-o", str(tmp_path)]) == 0
    (word,) = tmp_path.glob("*.docx")
    parts = parts_of(word.read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Sums up", b"Total")
    word.write_bytes(write_package(package_of(parts).parts))
    return word, folder


def test_a_total_that_an_author_puts_into_word_is_found_by_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word, folder = given_away(tmp_path)
    for more in ([], ["--inputs", str(folder)]):
        capsys.readouterr()
        assert main(["check", str(word), *more]) == 1
        assert "suppression-undone" in "".join(capsys.readouterr())


def test_a_total_that_an_author_puts_into_word_is_not_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word, _ = given_away(tmp_path)
    target = tmp_path / "published.pdf"
    assert main(["publish", str(word), "-o", str(target)]) == 1
    assert not target.exists()
    assert "suppression-undone" in "".join(capsys.readouterr())


def test_a_total_that_an_author_puts_into_word_is_in_no_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word, _ = given_away(tmp_path)
    (tmp_path / "meeting").mkdir()
    word.rename(tmp_path / "meeting" / "5 Report.docx")
    assert main(["pack", str(tmp_path / "meeting"), "-o", str(tmp_path / "packs")]) == 1
    assert "suppression-undone" in "".join(capsys.readouterr())
    assert not list((tmp_path / "packs").rglob("*.pdf"))


def test_refresh_tells_of_a_total_that_an_author_put_into_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word, folder = given_away(tmp_path)
    target = tmp_path / "refreshed.docx"
    assert main(["refresh", str(word), "-i", str(folder), "-o", str(target)]) == 1
    assert "suppression-undone" in "".join(capsys.readouterr())
    assert target.exists()
