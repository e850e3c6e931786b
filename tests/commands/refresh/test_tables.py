"""Scorecard tables refreshed in an edited paper: rows come, rows stay, and what an author added is never lost."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from boardpaper.commands.refresh.run import RefreshTerms
from boardpaper.live.bindings import read_values, value_key
from boardpaper.live.ledger import ledger_part, read_ledger
from boardpaper.model.refresh import Outcome
from boardpaper.ooxml.names import W
from boardpaper.ooxml.package import read_package
from tests.support.outside_tools import ConvertOffice
from tests.support.refreshing import (
    assert_nothing_else_changed,
    build,
    control,
    edit,
    indicators,
    readings,
    refresh,
    said,
    swap,
)
from tests.support.word_papers import package_of, parts_of

BURGLARY = ["burglary", "Burglary", "Reduce violence", "count", "lower", "2021/22", "ye-2019-06", 0]
ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>"
CELL = '<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


def more_declared() -> list[list[object]]:
    rows = indicators()
    return [*rows[:3], BURGLARY, *rows[3:]]


def more_readings(**values: object) -> list[list[object]]:
    return [*readings(**values), ["burglary", "2021/22", 20], ["burglary", "ye-2019-06", 25]]


def rows_of(parts: dict[str, bytes]) -> list[list[str]]:
    """The rows of all tables, cell by cell."""
    return [
        ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in etree.fromstring(parts["word/document.xml"]).iter(f"{W}tr")
    ]


def row_xml(parts: dict[str, bytes], title: str) -> str:
    """The XML of the row with `title` in it."""
    rows: list[str] = re.findall(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", parts["word/document.xml"].decode(), re.DOTALL)
    return next(row for row in rows if f">{title}<" in row)


def test_a_new_indicator_gets_a_row_in_its_place_made_like_the_others(paper: bytes, tmp_path: Path) -> None:
    before = parts_of(paper)
    after, result = refresh(tmp_path, paper, more_readings(), more_declared())
    assert_nothing_else_changed(before, after)
    rows = rows_of(after)
    titles = [row[0] for row in rows]
    assert titles[titles.index("Knife crime") + 1] == "Burglary"
    assert ["Burglary", "20", "2021/22", "20% decrease", "year ending June 2019", "Better"] in rows
    [added] = result.report.of(Outcome.ADDED)
    assert (added.note, added.where) == ("the row “Burglary” is new", "after row “Knife crime”")
    ledger = read_ledger(package_of(after))
    assert ledger is not None
    assert ledger.figure("burglary.change") is not None
    assert "burglary" in [row.key for block in ledger.blocks for row in block.rows]
    made, like = row_xml(after, "Burglary"), row_xml(after, "Knife crime")
    assert re.findall(r"<w:(?:tcW|pStyle|jc)[^>]*>", made) == re.findall(r"<w:(?:tcW|pStyle|jc)[^>]*>", like)
    ids = re.findall(r'<w:id w:val="(-?\d+)"/>', after["word/document.xml"].decode())
    assert len(ids) == len(set(ids))
    # The new row's figures are live, like any other.
    again, result = refresh(
        tmp_path,
        after,
        [*more_readings()[:-2], ["burglary", "2021/22", 24], ["burglary", "ye-2019-06", 25]],
        more_declared(),
    )
    assert ["Burglary", "24", "2021/22", "4% decrease", "year ending June 2019", "Better"] in rows_of(again)
    assert result.report.of(Outcome.ADDED) == ()


def test_a_row_that_an_author_took_out_does_not_come_back(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, swap(row_xml(parts_of(paper), "Positive tests"), ""))
    after, result = refresh(tmp_path, edited, more_readings(positive_tests="66%"), more_declared())
    assert "Positive tests" not in [row[0] for row in rows_of(after)]
    assert "Burglary" in [row[0] for row in rows_of(after)]
    assert any(change.reference.startswith("positive-tests.") for change in result.report.of(Outcome.GONE))


def test_rows_and_columns_that_an_author_added_survive(paper: bytes, tmp_path: Path) -> None:
    own = ROW.format("".join(CELL.format(words) for words in ("Our own", "1", "2", "3", "4", "5")))

    def change(xml: str) -> str:
        row = row_xml(parts_of(paper), "Knife crime")
        xml = xml.replace(row, row + own)
        for title, words in (("Indicator", "Comment"), ("Knife crime", "Watch this"), ("Positive tests", "Fine")):
            for old in {row for row in re.findall(r"<w:tr>.*?</w:tr>", xml) if f">{title}<" in row}:
                xml = xml.replace(old, old.removesuffix("</w:tr>") + CELL.format(words) + "</w:tr>")
        return xml

    edited = edit(paper, change)
    after, _ = refresh(tmp_path, edited, more_readings(knife_crime=30), more_declared())
    rows = rows_of(after)
    assert ["Our own", "1", "2", "3", "4", "5"] in rows
    assert ["Knife crime", "[x]", "2021/22", "30% increase", "year ending June 2019", "Worse", "Watch this"] in rows
    assert ["Burglary", "20", "2021/22", "20% decrease", "year ending June 2019", "Better", ""] in rows
    assert_nothing_else_changed(edited, after)


def test_columns_in_another_order_are_known_by_their_headings(paper: bytes, tmp_path: Path) -> None:
    def change(xml: str) -> str:
        for row in re.findall(r"<w:tr>.*?</w:tr>", xml):
            cells = re.findall(r"<w:tc>.*?</w:tc>", row)
            if len(cells) == 6:
                xml = xml.replace(row, row.replace("".join(cells), "".join([*cells[:1], *reversed(cells[1:])])))
        return xml

    after, _ = refresh(tmp_path, edit(paper, change), more_readings(homicide=50), more_declared())
    rows = rows_of(after)
    assert ["Burglary", "Better", "year ending June 2019", "20% decrease", "2021/22", "20"] in rows
    assert ["Homicide", "Better", "year ending June 2019", "3.8% decrease", "2021/22", "50"] in rows


def test_a_cell_that_an_author_wrote_over_is_a_conflict(paper: bytes, tmp_path: Path) -> None:
    shown = control(parts_of(paper), "homicide.status")
    edited = edit(paper, swap(shown, shown.replace(">Worse<", ">Slightly worse<")))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert ["Homicide", "50", "2021/22", "3.8% decrease", "year ending June 2019", "Slightly worse"] in rows_of(after)
    assert [change.reference for change in result.report.of(Outcome.KEPT)] == ["homicide.status"]


def test_a_new_title_is_a_figure_like_any_other(paper: bytes, tmp_path: Path) -> None:
    declared = [[cell if cell != "Knife crime" else "Knife crime and threats" for cell in row] for row in indicators()]
    after, result = refresh(tmp_path, paper, None, declared)
    assert "Knife crime and threats" in [row[0] for row in rows_of(after)]
    assert [(change.before, change.after) for change in result.report.changes] == [
        ("Knife crime", "Knife crime and threats")
    ]


def with_baseline(*, tests: bool = True, knife: bool = True) -> tuple[list[list[object]], list[list[object]]]:
    """Positive tests compared with a year, which they are not in the paper; knife crime no more compared with one."""
    declared, rows = indicators(), readings()
    if tests:
        declared[3][6] = "ye-2019-06"
        rows.append(["positive-tests", "ye-2019-06", "60%"])
    if not knife:
        declared[2][6] = None
        rows[5] = ["knife-crime", "2021/22", 7]
    return rows, declared


def test_a_cell_without_a_figure_gets_one_where_the_workbook_has_it_now(paper: bytes, tmp_path: Path) -> None:
    before = next(row for row in rows_of(parts_of(paper)) if row[0] == "Positive tests")
    assert before == ["Positive tests", "64%", "2021/22", "[z]", "[z]", "Not assessed"]
    rows, declared = with_baseline()
    after, result = refresh(tmp_path, paper, rows, declared)
    assert [
        "Positive tests", "64%", "2021/22", "4 percentage point increase", "year ending June 2019", "Not assessed",
    ] in rows_of(after)  # fmt: skip
    assert 'w:val="positive-tests.change"' in row_xml(after, "Positive tests")
    assert_nothing_else_changed(parts_of(paper), after)
    assert next(change.outcome for change in result.report.changes if "positive" in change.reference) is Outcome.CHANGED
    # And back again: the control says that there is nothing to compare with.
    back, result = refresh(tmp_path, after)
    assert before in rows_of(back)
    assert [finding.rule for finding in result.findings] == []


def test_a_plain_cell_that_an_author_wrote_over_is_a_conflict(paper: bytes, tmp_path: Path) -> None:
    row = row_xml(parts_of(paper), "Positive tests")
    edited = edit(paper, swap(row, row.replace("[z]", "no target", 1)))
    rows, declared = with_baseline()
    after, result = refresh(tmp_path, edited, rows, declared)
    assert ["Positive tests", "64%", "2021/22", "no target", "year ending June 2019", "Not assessed"] in rows_of(after)
    [kept] = result.report.of(Outcome.KEPT)
    assert (kept.generated, kept.before, kept.workbook) == ("[z]", "no target", "4 percentage point increase")
    block = "scorecard:all:reduce-violence"
    assert kept.reference == f"{block} positive-tests"
    after, _ = refresh(tmp_path, edited, rows, declared, RefreshTerms(take=frozenset({block})))
    assert "4 percentage point increase" in next(row for row in rows_of(after) if row[0] == "Positive tests")


def test_an_indicator_taken_out_of_the_scorecard_leaves_its_row_and_says_so(paper: bytes, tmp_path: Path) -> None:
    declared = [
        [*row, "Scorecard" if index == 0 else "no" if row[0] == "knife-crime" else "yes"]
        for index, row in enumerate(indicators())
    ]
    after, result = refresh(tmp_path, paper, None, declared)
    assert "Knife crime" in [row[0] for row in rows_of(after)]
    [left] = result.report.of(Outcome.LEFT)
    assert left.note == "the scorecard no longer has it; the row stays"


def test_the_key_to_the_marks_follows_the_tables(paper: bytes, tmp_path: Path) -> None:
    rows = readings()
    rows[3] = ["homicide", "2021/22", 50, None, None, None, "p"]
    after, result = refresh(tmp_path, paper, rows)
    assert b"Key: [x] not available; [z] not applicable; [p] provisional." in after["word/document.xml"]
    assert ["Homicide", "50 [p]"] in [row[:2] for row in rows_of(after)]
    assert "legend:all" in [change.reference for change in result.report.of(Outcome.CHANGED)]
    edited = edit(paper, swap("Key: [x] not available", "Key to the marks: [x] not available"))
    after, result = refresh(tmp_path, edited, rows)
    assert b"Key to the marks: [x] not available; [z] not applicable." in after["word/document.xml"]
    assert [change.reference for change in result.report.of(Outcome.KEPT)] == ["legend:all"]


def test_a_key_that_lost_its_control_is_told(paper: bytes, tmp_path: Path) -> None:
    """LibreOffice drops the tags and titles of blocks at its second save."""
    rows = readings()
    rows[3] = ["homicide", "2021/22", 50, None, None, None, "p"]
    shown = control(parts_of(paper), "legend:all")
    lost = re.sub(r"<w:(?:tag|alias) [^>]*/>", "", shown)
    after, result = refresh(tmp_path, edit(paper, swap(shown, lost)), rows)
    assert b"Key: [x] not available; [z] not applicable." in after["word/document.xml"]
    [left] = [finding for finding in result.findings if finding.rule == "figure-left"]
    assert "is to say “Key: [x] not available; [z] not applicable; [p] provisional.”" in left.message


def test_a_copied_table_is_refreshed_too(paper: bytes, tmp_path: Path) -> None:
    xml = parts_of(paper)["word/document.xml"].decode()
    start = xml.index('<w:sdt><w:sdtPr><w:alias w:val="Scorecard: Reduce violence"/>')
    table = xml[start : xml.index("</w:tbl></w:sdtContent></w:sdt>", start) + len("</w:tbl></w:sdtContent></w:sdt>")]
    edited = edit(paper, swap(table, f"{table}<w:p/>{table}"))
    after, result = refresh(tmp_path, edited, more_readings(), more_declared())
    assert [row[0] for row in rows_of(after)].count("Burglary") == 2
    assert len(result.report.of(Outcome.ADDED)) == 2


def test_merged_rows_get_no_new_row_and_say_so(paper: bytes, tmp_path: Path) -> None:
    def change(xml: str) -> str:
        for title in ("Knife crime", "Positive tests"):
            row = row_xml(parts_of(paper), title)
            xml = xml.replace(row, row.replace("</w:tcPr>", '<w:gridSpan w:val="1"/></w:tcPr>', 1))
        return xml

    after, result = refresh(tmp_path, edit(paper, change), more_readings(), more_declared())
    assert "Burglary" not in [row[0] for row in rows_of(after)]
    assert [finding.rule for finding in result.findings] == ["row-not-added"]


def test_a_table_without_its_control_is_known_by_its_figures(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, lambda xml: re.sub(r'<w:tag w:val="scorecard:[^"]*"/>', "", xml))
    after, _ = refresh(tmp_path, edited, more_readings(), more_declared())
    assert "Burglary" in [row[0] for row in rows_of(after)]


@pytest.mark.parametrize("sessions", [1, 2])
def test_a_paper_saved_by_libreoffice_is_refreshed_all_the_same(
    paper: bytes, tmp_path: Path, soffice: ConvertOffice, sessions: int
) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(paper)
    for session in range(sessions):
        folder = tmp_path / f"session-{session}"
        folder.mkdir()
        path = soffice(path, "docx", folder)
    saved = dict(read_package(path).parts)
    # Its second session loses the ledger, but for the copy.
    assert (ledger_part(package_of(saved)) is None) == (sessions == 2)
    after, result = refresh(tmp_path, saved, more_readings(homicide=50, knife_crime=30), more_declared())
    assert ["Burglary", "20", "2021/22", "20% decrease", "year ending June 2019", "Better"] in rows_of(after)
    assert ["Homicide", "50", "2021/22", "3.8% decrease", "year ending June 2019", "Better"] in rows_of(after)
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    assert result.report.mended.tags > 10
    assert [finding.rule for finding in result.findings] == []
    assert ledger_part(package_of(after)) is not None
    assert read_values(package_of(after))[value_key("homicide.value")] == "50"
    if sessions == 1:
        assert_nothing_else_changed_but_tables(saved, after)


def assert_nothing_else_changed_but_tables(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """LibreOffice keeps no control around a table, so its rows stand outside any."""

    def without_new_rows(parts: dict[str, bytes]) -> dict[str, bytes]:
        xml = parts["word/document.xml"].decode()
        rows: Sequence[str] = re.findall(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", xml, re.DOTALL)
        for row in rows:
            if ">Burglary<" in row:
                xml = xml.replace(row, "")
        return parts | {"word/document.xml": xml.encode()}

    assert_nothing_else_changed(before, without_new_rows(after))


def test_a_new_measure_and_a_new_key_are_told(paper: bytes, tmp_path: Path) -> None:
    rows = [*readings(), ["fraud", "2021/22", 5]]
    fraud: list[object] = ["fraud", "Fraud", "Tackle fraud", "count", "lower", "2021/22", None, 0]
    declared = [*indicators(), fraud]
    after, result = refresh(tmp_path, paper, rows, declared)
    [left] = result.report.of(Outcome.LEFT)
    assert left.note == "the scorecard has a table for “Tackle fraud” by now, which the paper lacks"
    assert after["word/document.xml"] == parts_of(paper)["word/document.xml"]
    assert [(finding.rule, finding.message) for finding in result.findings] == [("figure-left", left.note)]


def test_a_measure_that_is_gone_leaves_its_table(paper: bytes, tmp_path: Path) -> None:
    declared = [[cell if cell != "Reduce homicide" else "Reduce violence" for cell in row] for row in indicators()]
    after, result = refresh(tmp_path, paper, None, declared)
    assert [change.note for change in result.report.of(Outcome.LEFT)] == [
        "the workbook has no indicator of this table's measure any more; the table stays"
    ]
    assert [row[0] for row in rows_of(after)].count("Homicide") == 2
    [finding] = [finding for finding in result.findings if finding.rule == "figure-left"]
    assert finding.where == "the table of “Reduce homicide”"
    assert "delete the table in Word" in finding.hint


def test_a_row_whose_indicator_is_gone_is_one_finding(paper: bytes, tmp_path: Path) -> None:
    rows = [row for row in readings() if row[:1] != ["knife-crime"]]
    declared = [row for row in indicators() if row[0] != "knife-crime"]
    _, result = refresh(tmp_path, paper, rows, declared)
    [finding] = [each for each in result.findings if each.where == "row “Knife crime”"]
    assert finding.message.startswith("knife-crime.title “Knife crime”, knife-crime.value.marked")
    assert "stay as they are: no workbook declares an indicator “knife-crime”" in finding.message
    assert "delete the row in Word" in finding.hint


@pytest.mark.parametrize(
    "words",
    [
        "<w:r><w:t>[</w:t><w:t>z]</w:t></w:r>",
        "<w:r><w:t>[</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>z]</w:t></w:r>",
        '<w:r><w:t>[z</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>]</w:t></w:r>',
    ],
)
@pytest.mark.parametrize("track", [False, True])
def test_a_cell_split_over_runs_gets_its_figure_whole(paper: bytes, tmp_path: Path, words: str, track: bool) -> None:
    row = row_xml(parts_of(paper), "Positive tests")
    edited = edit(paper, swap(row, re.sub(r"<w:r><w:t[^>]*>\[z\]</w:t></w:r>", words, row)))
    rows, declared = with_baseline()
    after, _ = refresh(tmp_path, edited, rows, declared, RefreshTerms(track=track))
    shown = next(row for row in rows_of(after) if row[0] == "Positive tests")
    assert shown[3:5] == ["4 percentage point increase", "year ending June 2019"]


def test_a_row_with_merged_cells_keeps_its_plain_cells(paper: bytes, tmp_path: Path) -> None:
    row = row_xml(parts_of(paper), "Positive tests")
    cells = re.findall(r"<w:tc>.*?</w:tc>", row)
    merged = row.replace(cells[3] + cells[4], cells[3].replace("</w:tcPr>", '<w:gridSpan w:val="2"/></w:tcPr>'))
    edited = edit(paper, swap(row, merged))
    rows, declared = with_baseline()
    after, _ = refresh(tmp_path, edited, rows, declared)
    assert ["Positive tests", "64%", "2021/22", "[z]", "Not assessed"] in rows_of(after)


def test_a_cell_that_says_the_same_for_another_reason_is_no_change(paper: bytes, tmp_path: Path) -> None:
    """Nobody judges positive tests; once somebody does, there is nothing to compare them with."""
    declared = indicators()
    declared[3][4] = "lower"
    after, result = refresh(tmp_path, paper, readings(), declared)
    assert ["Positive tests", "64%", "2021/22", "[z]", "[z]", "Not assessed"] in rows_of(after)
    assert result.report.changes == ()
