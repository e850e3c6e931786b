"""The ledger inside a Word file: written, read back, and the hash that tells whether a person has edited the file."""

import io

import docx
import pytest
from msgspec.structs import replace

from boardpaper.live.bindings import read_values
from boardpaper.live.ledger import (
    BlockRecord,
    CellRecord,
    FigureRecord,
    Ledger,
    RowRecord,
    SourcedRecord,
    WorkbookRecord,
    is_untouched,
    ledger_part,
    read_ledger,
    stamp,
    with_ledger,
)
from boardpaper.ooxml.package import Package, write_package
from tests.support.word_papers import package_of, parts_of

LEDGER = Ledger(
    figures=(
        FigureRecord(
            "homicide.value", "homicide.value", "53 <&> “x”", "homicide", "value", "2021/22",
            (
                CellRecord("kpi.xlsx", "Readings", "D14", "ab" * 32, "53.0"),
                CellRecord("kpi.xlsx", "Data", "D15", "ab" * 32),
            ),
            "Homicides", "53", "sum(a, b)", "count, 0 decimals", "2022-05-03T09:00:00Z",
        ),
    ),
    sourced=(SourcedRecord("source:1", "22", "Force Tasking"),),
    blocks=(
        BlockRecord(
            "scorecard:all:reduce-homicide", "scorecard",
            (RowRecord("", ("Indicator", "Latest")), RowRecord("homicide", ("Homicides", ""))),
            ("homicide", "knife-crime"), "Reduce homicide",
        ),
    ),
    workbooks=(WorkbookRecord("kpi.xlsx", "ab" * 32, "2022-05-03T09:00:00Z"),),
)  # fmt: skip


@pytest.fixture
def parts() -> dict[str, bytes]:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return parts_of(buffer.getvalue())


def test_what_is_written_is_read_back(parts: dict[str, bytes]) -> None:
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    ledger = read_ledger(package_of(stamped))
    assert ledger is not None
    assert replace(ledger, written="") == LEDGER
    assert ledger.figure("homicide.value") == LEDGER.figures[0]
    assert ledger.figure("absent") is None
    figure, sourced = LEDGER.figures[0], LEDGER.sourced[0]
    assert read_values(package_of(stamped)) == {figure.key: figure.text, sourced.key: sourced.text}


def test_parts_that_a_file_already_holds_are_left_alone(parts: dict[str, bytes]) -> None:
    """python-docx's own template holds customXml/item1.xml."""
    assert "customXml/item1.xml" in parts
    stamped = stamp(package_of(parts)).parts
    assert ledger_part(package_of(stamped)) == "customXml/item2.xml"
    assert stamped["customXml/item1.xml"] == parts["customXml/item1.xml"]
    assert docx.Document(io.BytesIO(write_package(stamped))).paragraphs == []


def test_a_file_is_untouched_until_any_part_changes(parts: dict[str, bytes]) -> None:
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    assert is_untouched(Package("a.docx", stamped)) is True
    assert is_untouched(Package("a.docx", stamped | {"word/styles.xml": b"<x/>"})) is False
    assert is_untouched(Package("a.docx", stamped | {"word/comments.xml": b"<x/>"})) is False
    assert is_untouched(Package("a.docx", {key: stamped[key] for key in stamped if key != "docProps/app.xml"})) is False


def test_stamping_again_changes_nothing(parts: dict[str, bytes]) -> None:
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    assert stamp(package_of(stamped)).parts == stamped


def test_a_file_of_another_program_has_no_answer(parts: dict[str, bytes]) -> None:
    assert read_ledger(package_of(parts)) is None
    assert is_untouched(Package("a.docx", parts)) is None
    assert is_untouched(Package("a.docx", with_ledger(package_of(parts), LEDGER).parts)) is None


def test_moving_bytes_between_parts_is_noticed(parts: dict[str, bytes]) -> None:
    stamped = stamp(package_of(parts | {"word/a.xml": b"ab", "word/b.xml": b"c"})).parts
    assert is_untouched(Package("a.docx", stamped | {"word/a.xml": b"a", "word/b.xml": b"bc"})) is False


def test_characters_that_xml_cannot_hold_do_not_stop_it(parts: dict[str, bytes]) -> None:
    ledger = read_ledger(with_ledger(package_of(parts), Ledger(sourced=(SourcedRecord("source:1", "a\x0bb", "c"),))))
    assert ledger is not None
    assert ledger.sourced[0].text == "a\ufffdb"
