"""The May 2022 paper, from its inputs to Word and PDF: no word lost, every figure as published, the same bytes."""

import csv
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from boardpaper.commands.build.stages import build_paper
from boardpaper.ooxml.names import Element, W
from tests.support.narrative_words import Expected, expected_words, front_words, gaps
from tests.support.outside_tools import ConvertOffice
from tests.support.pdf_words import structure_text
from tests.support.places import DATA
from tests.support.places import MAY_2022 as PAPER

# Words that stand in the template, not in the inputs.
TEMPLATE_WORDS = {
    *("AGENDA", "ITEM", "Police", "and", "Crime", "Plan", "Priority:", "Title:", "Presented", "by:", "Author:"),
    *("Job", "title:", "Appendix"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {made.kind: made.path for made in build_paper(PAPER, output=tmp_path_factory.mktemp("may-2022")).files}


@pytest.fixture(scope="module")
def expected() -> Expected:
    with (DATA / "may-2022-figures.csv").open(encoding="utf-8") as stream:
        figures = {row["reference"]: row["printed"] for row in csv.DictReader(stream)}
    return expected_words(PAPER, figures)


def part(path: Path, name: str) -> Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def paragraph_words(root: Element) -> list[list[str]]:
    """The words of each paragraph, straight from the XML."""
    texts = []
    for paragraph in root.iter(f"{W}p"):
        pieces = [
            (node.text or "") if node.tag == f"{W}t" else " " for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
        ]
        texts.append("".join(pieces).split())
    return [words for words in texts if words]


def test_the_word_file_says_every_word_of_the_inputs_in_order(files: dict[str, Path], expected: Expected) -> None:
    printed = [word for words in paragraph_words(part(files["word"], "word/document.xml")) for word in words]
    between = gaps([*front_words(PAPER), *expected.blocks], printed)
    start_of_scorecard = between.index("Key:")
    own = set((PAPER / "paper.yaml").read_text(encoding="utf-8").replace('"', " ").replace(",", " ").split())
    assert {word.strip(",;:") for word in between[:start_of_scorecard]} <= {
        word.strip(",;:") for word in TEMPLATE_WORDS | own | {"May", "2022", "A:"}
    }


def test_the_notes_say_what_the_inputs_say(files: dict[str, Path], expected: Expected) -> None:
    notes = paragraph_words(part(files["word"], "word/footnotes.xml"))
    assert notes == expected.notes
    assert len(notes) == 5


def test_the_pdf_says_every_word_of_the_word_file_in_order(files: dict[str, Path]) -> None:
    inputs = [word for words in paragraph_words(part(files["word"], "word/document.xml")) for word in words]
    without = frozenset({"Lbl", "Note", "Reference"})
    assert structure_text(files["pdf"].read_bytes(), without=without).split() == inputs


def test_the_pdf_says_every_note(files: dict[str, Path], expected: Expected) -> None:
    said = structure_text(files["pdf"].read_bytes(), without=frozenset({"Lbl"})).split("\n")
    notes = [line.split() for line in said]
    assert all(note in notes for note in expected.notes)


def test_the_scorecard_shows_every_indicator_of_the_workbook_once(files: dict[str, Path]) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(PAPER / "kpi.xlsx")["Indicators"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(n for n, row in enumerate(rows) if row[0] == "Indicator")
    names = [str(name) for name in rows[header]]
    declared = [dict(zip(names, row, strict=True)) for row in rows[header + 1 :] if row[0]]
    wanted = [str(row["Title"]) for row in declared if str(row.get("Scorecard") or "yes").lower() != "no"]
    body = part(files["word"], "word/document.xml")
    first_cells = [
        "".join(text.text or "" for text in row[next(n for n, c in enumerate(row) if c.tag == f"{W}tc")].iter(f"{W}t"))
        for row in body.iter(f"{W}tr")
    ]
    shown = [cell for cell in first_cells if cell in set(wanted)]
    assert sorted(shown) == sorted(wanted)


def test_paragraphs_number_from_1_to_79_in_libreoffice(
    files: dict[str, Path], soffice: ConvertOffice, tmp_path: Path
) -> None:
    text = soffice(files["word"], "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig")
    numbers = [int(number) for number in re.findall(r"^ +(\d+)\. ", text, re.M)]
    assert numbers == list(range(1, 80))
    assert re.findall(r"^\s*([A-Z])\. ", text, re.M) == ["A", "B"]


ELSEWHERE = """
import sys, datetime, time_machine
from boardpaper.cli.main import main
days, folder, output = int(sys.argv[1]), sys.argv[2], sys.argv[3]
with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days), tick=True):
    sys.exit(main(["build", folder, "--output", output, "--provenance"]))
"""


def build_elsewhere(folder: Path, *, days: int, zone: str, seed: str) -> dict[str, bytes]:
    """Builds in another process, working folder, time zone, hash seed and day."""
    folder.mkdir()
    environment = {"TZ": zone, "PYTHONHASHSEED": seed, "PATH": "", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-c", ELSEWHERE, str(days), str(PAPER), str(folder / "out")]
    subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True)
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


def test_the_bytes_do_not_depend_on_place_time_or_chance(tmp_path: Path) -> None:
    here = build_elsewhere(tmp_path / "here", days=0, zone="Europe/London", seed="1")
    there = build_elsewhere(tmp_path / "there", days=1, zone="Pacific/Auckland", seed="4711")
    assert len(here) == 3
    assert here == there
