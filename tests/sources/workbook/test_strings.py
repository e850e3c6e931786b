"""What a cell says, and what stands beside it in raised letters or struck through."""

from pathlib import Path

import pytest

from tests.support.spreadsheets import (
    DECLARED,
    LONG,
    MAIN,
    Outcome,
    raw_sheet,
    raw_words,
    read_book,
    write_book,
    write_raw,
)

HEAD = raw_words(*LONG)


def run(text: str, look: str = "") -> str:
    kept = f'<t xml:space="preserve">{text}</t>'
    return f"<r><rPr>{look}</rPr>{kept}</r>" if look else f"<r>{kept}</r>"


def raised(text: str) -> str:
    return run(text, '<vertAlign val="superscript"/>')


def lowered(text: str) -> str:
    return run(text, '<vertAlign val="subscript"/>')


def struck(text: str) -> str:
    return run(text, "<strike/>")


def cell(runs: str) -> str:
    return f'<c t="inlineStr"><is>{runs}<rPh sb="0" eb="1"><t>99</t></rPh><phoneticPr fontId="1"/></is></c>'


def outcome_of(
    folder: Path, value: str, *, indicator: str = "homicide", period: str = "2021", shared: bool = False
) -> Outcome:
    if not shared:
        return read_book(write_raw(folder / "kpi.xlsx", raw_sheet(HEAD, raw_words(indicator, period) + cell(value))))
    strings = f'<sst xmlns="{MAIN}"><si>{value}</si></sst>'
    sheet = raw_sheet(HEAD, raw_words(indicator, period) + '<c t="s"><v>0</v></c>')
    return read_book(write_raw(folder / "kpi.xlsx", sheet, parts={"sharedStrings": strings}))


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize(
    ("runs", "value", "note"),
    [
        (run("12") + raised("1"), "12", "note 1"),
        (run("12") + raised("[note 3]"), "12", "note 3"),
        (run("12") + lowered("1"), "12", "note 1"),
        (raised("a") + run("1,234"), "1234", "note a"),
        (run("1") + run("2") + raised("1") + raised(",2"), "12", "note 1,2"),
        (run("12 ") + raised("(b)"), "12", "note b"),
        (run("12¹"), "12", "note 1"),
        (run("12₁²"), "12", "note 1 2"),
        (run("12 [note 4]"), "12", "note 4"),
        (run("12 [p]") + raised("*"), "12", "note *"),
        (run("12") + run("", '<vertAlign val="superscript"/>'), "12", ""),
        (run("1") + run("2", '<vertAlign val="baseline"/><strike val="0"/>'), "12", ""),
    ],
)
def test_raised_marks_are_no_part_of_a_number(runs: str, value: str, note: str, shared: bool, tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, runs, shared=shared)
    reading = outcome.reading("homicide", "2021")
    assert (str(reading.value), reading.note) == (value, note)
    told = note and "[note 4]" not in runs
    assert outcome.found == ([("raised-mark", "kpi.xlsx › Data!C2")] if told else [])


@pytest.mark.parametrize(
    ("runs", "title"),
    [
        (run("CO") + lowered("2") + run(" emissions"), "CO2 emissions"),
        (run("Patrols per km") + raised("2"), "Patrols per km2"),
        (run("Held on the 29") + raised("th"), "Held on the 29th"),
        (run("Burglary") + raised("1"), "Burglary"),
        (run("Burglary") + raised("2") + run(" (all)"), "Burglary (all)"),
        (run("Knife") + struck(" and gun") + run(" crime"), "Knife crime"),
        (run("Two_x000D_&#10;lines_x005F_x0041_ &amp; _x00A3_"), "Two lines_x0041_ & £"),
        (run("Area in m²"), "Area in m²"),
        (run("CO₂"), "CO₂"),
        (run("Burglary³"), "Burglary"),
        (raised("1"), "1"),
    ],
)
def test_letters_that_belong_to_a_word_stay(runs: str, title: str, tmp_path: Path) -> None:
    sheet = raw_sheet(raw_words("Indicator", "Title"), raw_words("area") + cell(runs))
    outcome = read_book(write_raw(tmp_path / "kpi.xlsx", sheet))
    assert outcome.all.indicators["area"].title == title


@pytest.mark.parametrize(
    "runs", [run("12") + raised("th"), run("12") + raised("m"), run("12") + lowered("x10"), run("1") + raised("2345")]
)
def test_raised_letters_that_are_no_mark_make_no_number(runs: str, tmp_path: Path) -> None:
    assert outcome_of(tmp_path, runs).found == [("reading-not-a-number", "kpi.xlsx › Data!C2")]


def test_headings_and_rows_are_known_by_what_their_marks_stand_beside(tmp_path: Path) -> None:
    head = cell(run("Indicator") + raised("1")) + cell(run("2020") + raised("[note 3]")) + raw_words("2021 [note 4]")
    rows = (
        cell(run("Homicides") + raised("2")) + "<c><v>5</v></c><c><v>6</v></c>",
        raw_words("rate [note 1]") + "<c><v>7</v></c><c><v>8</v></c>",
    )
    outcome = read_book(write_raw(tmp_path / "kpi.xlsx", raw_sheet(head, *rows)))
    assert outcome.values == {"homicide@2020": "5", "homicide@2021": "6", "rate@2020": "7", "rate@2021": "8"}
    assert outcome.found == [("raised-mark", "kpi.xlsx › Data!A1")]
    assert "in 2 more cells" in outcome.only().message


def test_what_is_struck_out_of_a_cell_is_left_out_and_told(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, struck("12") + run(" 14"))
    assert outcome.values == {"homicide@2021": "14"}
    assert outcome.found == [("struck-words", "kpi.xlsx › Data!C2")]
    assert "12" not in outcome.only().message


@pytest.mark.parametrize(
    "odd",
    [
        cell(struck("12")),
        cell(struck("1") + struck("2")),
        cell(struck("12") + raised("1")),
        '<c s="1"><v>12</v></c>',
        '<c s="1" t="inlineStr"><is><t>12</t></is></c>',
    ],
)
def test_a_cell_that_is_struck_out_stops_the_run(odd: str, tmp_path: Path) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
        '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs></styleSheet>'
    )
    rows = (raw_words("homicide", "2021") + odd, raw_words("homicide", "2020") + '<c s="2"><v>5</v></c>')
    outcome = read_book(write_raw(tmp_path / "kpi.xlsx", raw_sheet(HEAD, *rows), parts={"styles": styles}))
    assert outcome.found == [("cell-struck-out", "kpi.xlsx › Data!C2")]
    assert outcome.only().blocks


def test_marks_in_place_of_numbers_are_told_once_each(tmp_path: Path) -> None:
    marks = ["n/a", "..", "n/a", "-", ":", "*", "[x]", "n/a"]
    rows = [LONG, *(["homicide", str(2000 + n), mark] for n, mark in enumerate(marks))]
    outcome = read_book(write_book(tmp_path / "kpi.xlsx", {"Indicators": DECLARED, "Readings": rows}))
    told = {finding.where.partition("!")[2]: finding.message for finding in outcome.findings}
    assert told == {
        "C2": "“n/a” is read as [z], not applicable (the like is in 2 more cells of this workbook)",
        "C3": "“..” is read as [x], not available",
        "C5": "“-” is read as [x], not available",
        "C6": "“:” is read as [x], not available",
        "C7": "“*” is read as [c], confidential",
    }
    assert set(outcome.rules) == {"mark-read"}
    assert [marker.value for marker in outcome.reading("homicide", "2005").markers] == ["c"]
