"""A row of a scorecard that names one indicator and prints the figures of another is found by every command."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.commands.check import check_word
from boardpaper.commands.publish.run import publish_word
from boardpaper.errors import BlockingFindings
from boardpaper.model.finding import Finding
from boardpaper.ooxml.package import write_package
from tests.support.refreshing import build, edit, readings, refresh

ROW = re.compile(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", re.DOTALL)
CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


def swapped(*columns: int) -> Callable[[str], str]:
    """The cells of two rows in these columns change places."""

    def change(xml: str) -> str:
        rows = [row for row in ROW.findall(xml) if ">Knife crime<" in row or ">Positive tests<" in row]
        assert len(rows) == 2
        cells = [CELL.findall(row) for row in rows]
        for column in columns:
            one, other = cells[0][column], cells[1][column]
            xml = xml.replace(one, "\0", 1).replace(other, one, 1).replace("\0", other, 1)
        return xml

    return change


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(each.where, each.message) for each in findings if each.rule == "row-mixed"]


@pytest.mark.parametrize("columns", [(0,), (1, 2, 3, 4, 5), (1,)], ids=["names", "figures", "one cell"])
def test_it_is_found_by_check_publish_and_refresh(tmp_path: Path, paper: bytes, columns: tuple[int, ...]) -> None:
    path = tmp_path / "edited.docx"
    path.write_bytes(write_package(edit(paper, swapped(*columns))))
    found = told(check_word(path).findings)
    of_knives = dict(found)["row “Knife crime”"]
    assert of_knives.startswith("The row names knife-crime, and prints figures of others: positive-tests.value")
    assert len(found) == 2
    with pytest.raises(BlockingFindings) as stopped:
        publish_word(path)
    assert told(tuple(stopped.value.findings)) == found
    _, result = refresh(tmp_path, path.read_bytes(), readings(homicide=50))
    assert told(result.findings) == found


def test_whole_rows_may_be_moved(tmp_path: Path, paper: bytes) -> None:
    path = tmp_path / "edited.docx"
    path.write_bytes(write_package(edit(paper, swapped(0, 1, 2, 3, 4, 5))))
    assert told(check_word(path).findings) == []
