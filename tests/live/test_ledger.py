"""The ledger inside a Word file: written, read back, and the hash that tells whether a person has edited the file."""

import io
import re

import docx
import pytest
from msgspec.structs import replace

from boardpaper.errors import InputError
from boardpaper.live.bindings import read_values, value_key
from boardpaper.live.ledger import (
    BlockRecord,
    CellRecord,
    FigureRecord,
    Ledger,
    RowRecord,
    SourcedRecord,
    WorkbookRecord,
    board_of,
    bound_values,
    is_as_refreshed,
    is_doctored,
    is_untouched,
    ledger_part,
    read_ledger,
    stamp,
    stamp_refreshed,
    tags_by_key,
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
    board="Police <&> Board",
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
    assert is_untouched(package_of(stamped)) is True
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


COPY = "docProps/custom.xml"


def own(parts: dict[str, bytes]) -> str:
    name = ledger_part(package_of(parts))
    assert name is not None
    return name


def test_a_damaged_ledger_gives_way_to_its_copy(parts: dict[str, bytes]) -> None:
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    damaged = stamped | {own(stamped): stamped[own(stamped)][:-9]}
    assert read_ledger(package_of(damaged)) == LEDGER
    without = damaged | {COPY: b"<x/>"}
    with pytest.raises(InputError):
        read_ledger(package_of(without))
    with pytest.raises(InputError):
        stamp(package_of(without))
    assert tags_by_key(package_of(without)) == {}


def test_a_lost_ledger_gives_way_to_its_copy(parts: dict[str, bytes]) -> None:
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    lost = {name: content for name, content in stamped.items() if name != own(stamped)}
    assert read_ledger(package_of(lost)) == LEDGER


def test_a_part_that_only_names_the_ledger_is_none(parts: dict[str, bytes]) -> None:
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    assert read_ledger(package_of(stamped | {own(stamped): b'<x a="urn:boardpaper:ledger:1"/>'})) is None


def test_a_ledger_that_says_something_else_than_its_copy_is_doctored(parts: dict[str, bytes]) -> None:
    assert not is_doctored(package_of(parts))
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    name = own(stamped)
    assert not is_doctored(package_of(stamped))
    assert not is_doctored(package_of(stamped | {COPY: b"<x/>"}))
    assert not is_doctored(package_of({other: content for other, content in stamped.items() if other != name}))
    assert is_doctored(package_of(stamped | {name: stamped[name].replace(b"53.0", b"54.0")}))
    assert is_doctored(package_of(stamped | {name: stamped[name][:-9]}))
    assert is_doctored(package_of(stamped | {name: b'<x a="urn:boardpaper:ledger:1"/>'}))
    for other in (b"book", b"zebra"):
        assert is_doctored(package_of(stamped | {name: re.sub(rb"(</?)ledger\b", rb"\1" + other, stamped[name])}))


def test_tags_are_known_by_their_keys(parts: dict[str, bytes]) -> None:
    assert tags_by_key(package_of(parts)) == {}
    tags = ("homicide.value", "source:1")
    assert tags_by_key(with_ledger(package_of(parts), LEDGER)) == {value_key(tag): tag for tag in tags}


def test_the_value_of_a_sourced_figure_is_what_its_author_typed_last(parts: dict[str, bytes]) -> None:
    assert bound_values(LEDGER, {}) == {"homicide.value": "53 <&> “x”", "source:1": "22"}
    typed = {"source:1": "23", "homicide.value": "99"}
    assert bound_values(LEDGER, typed) == {"homicide.value": "53 <&> “x”", "source:1": "23"}
    assert read_values(with_ledger(package_of(parts), LEDGER, typed))[value_key("source:1")] == "23"


def test_a_paper_without_figures_has_no_values_and_no_copy(parts: dict[str, bytes]) -> None:
    written = stamp(with_ledger(package_of(parts), Ledger(workbooks=LEDGER.workbooks)))
    assert read_values(written) == {}
    assert COPY not in written
    assert is_untouched(written) is True


def test_sourced_figures_alone_have_values_and_a_copy(parts: dict[str, bytes]) -> None:
    written = with_ledger(package_of(parts), Ledger(sourced=LEDGER.sourced))
    assert read_values(written) == {value_key("source:1"): "22"}
    assert COPY in written


def test_the_copy_does_not_say_when_the_file_was_written(parts: dict[str, bytes]) -> None:
    """Else each stamp would change the copy, which the stamp is worked out from."""
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    assert stamp(with_ledger(package_of(stamped), LEDGER)).parts == stamped


def test_the_board_is_that_which_the_paper_was_written_for(parts: dict[str, bytes]) -> None:
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    assert board_of(package_of(stamped)) == "Police <&> Board"
    assert board_of(package_of(parts)) == ""
    assert board_of(stamp(package_of(parts))) == ""
    damaged = stamped | {own(stamped): stamped[own(stamped)][:-9]}
    assert board_of(package_of(damaged)) == "Police <&> Board"
    assert board_of(package_of(damaged | {COPY: b"<x/>"})) == ""


def test_a_refreshed_paper_is_known_until_any_part_changes(parts: dict[str, bytes]) -> None:
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    edited = stamped | {"word/styles.xml": b"<x/>"}
    assert not is_as_refreshed(package_of(edited))
    refreshed = stamp_refreshed(package_of(edited))
    assert is_as_refreshed(refreshed)
    assert is_untouched(refreshed) is False
    assert read_ledger(refreshed) == read_ledger(package_of(edited))
    assert [name for name in edited if refreshed.parts[name] != edited[name]] == [own(stamped)]
    assert not is_as_refreshed(package_of({**refreshed.parts, "word/styles.xml": b"<y/>"}))


def test_what_is_all_boardpapers_own_or_has_no_ledger_is_not_stamped_as_refreshed(parts: dict[str, bytes]) -> None:
    stamped = stamp(with_ledger(package_of(parts), LEDGER)).parts
    lost = {name: content for name, content in stamped.items() if name != own(stamped)}
    for each in (stamped, lost, parts):
        assert stamp_refreshed(package_of(each)).parts == each
        assert not is_as_refreshed(package_of(each))
