"""Formulas: what was never worked out is no figure, and what may be another one tomorrow is told."""

from pathlib import Path

import pytest

from tests.support.spreadsheets import (
    LONG,
    Outcome,
    edit_part,
    raw_sheet,
    raw_words,
    read_book,
    worked_out,
    write_long,
    write_raw,
)

HEAD = raw_words(*LONG)
NEVER = [("formula-without-value", "kpi.xlsx › Data!C2")]
APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def book(folder: Path, cell: str, *, settings: str = "", more: str = "", writer: str = "") -> Path:
    """A workbook whose settings and writer are given; `more` is another reading's cell."""
    rows = [raw_words("homicide", "2021") + cell, *([raw_words("homicide", "2020") + more] if more else [])]
    path = write_raw(folder / "kpi.xlsx", raw_sheet(HEAD, *rows))
    edit_part(path, "xl/workbook.xml", lambda xml: xml.replace("</workbook>", f"{settings}</workbook>"))
    if writer:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
        related = f'<Relationship Id="rId9" Type="{kind}" Target="docProps/app.xml"/></Relationships>'
        edit_part(path, "_rels/.rels", lambda xml: xml.replace("</Relationships>", related))
        body = f'<Properties xmlns="{APP}"><Application>{writer}</Application></Properties>'
        edit_part(path, "docProps/app.xml", lambda _: body)
    return path


def with_chain(path: Path) -> Path:
    """The workbook with the list of cells that Excel has worked out."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    related = f'<Relationship Id="rId9" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    edit_part(path, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace("</Relationships>", related))
    return edit_part(path, "xl/calcChain.xml", lambda _: "<calcChain/>")


FULL = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'
ZERO = "<c><f>B2-B3</f><v>0</v></c>"


@pytest.mark.parametrize(
    "cell",
    ["<c><f>A1</f></c>", "<c><f>A1</f><v></v></c>", "<c><f>A1</f><v/></c>", '<c t="n"><f>A1</f><v> </v></c>'],
)
def test_a_formula_without_a_result(cell: str, tmp_path: Path) -> None:
    outcome = read_book(book(tmp_path, cell))
    assert (outcome.found, outcome.values) == (NEVER, {})


@pytest.mark.parametrize("cell", [ZERO, "<c><f>A1</f><v>0.0</v></c>", '<c t="str"><f>A1</f><v></v></c>'])
@pytest.mark.parametrize(
    ("settings", "writer"),
    [(FULL, ""), (FULL, "SheetJS"), (FULL.replace('"1"', '"true"'), ""), ("", "Microsoft Excel")],
)
def test_a_placeholder_is_no_result(cell: str, settings: str, writer: str, tmp_path: Path) -> None:
    outcome = read_book(book(tmp_path, cell, settings=settings, writer=writer))
    assert (outcome.found, outcome.values) == (NEVER, {})


def test_a_placeholder_beside_results_that_a_program_was_given(tmp_path: Path) -> None:
    outcome = read_book(book(tmp_path, ZERO, settings=FULL, more="<c><f>A9</f><v>7</v></c>"))
    assert (outcome.found, outcome.values) == (NEVER, {"homicide@2020": "7"})


def test_a_nought_that_was_worked_out_is_a_figure(tmp_path: Path) -> None:
    other = "<c><f>A9</f><v>7</v></c>"
    for path in (
        with_chain(book(tmp_path, ZERO, settings=FULL, writer="Microsoft Excel")),
        book(tmp_path, ZERO, writer="LibreOffice/24.2"),
        book(tmp_path, ZERO),
        book(tmp_path, ZERO, writer="Microsoft Excel", more=other),
        book(tmp_path, "<c><v>0</v></c>", settings=FULL, writer="Microsoft Excel"),
    ):
        outcome = read_book(path)
        assert (outcome.values["homicide@2021"], outcome.findings) == ("0", ())


@pytest.mark.parametrize("settings", ['<calcPr calcCompleted="0"/>', '<calcPr calcMode="manual" calcOnSave="0"/>'])
def test_a_workbook_that_was_saved_without_being_calculated(settings: str, tmp_path: Path) -> None:
    outcome = read_book(with_chain(book(tmp_path, "<c><f>A9</f><v>7</v></c>", settings=settings)))
    assert outcome.found == [("formula-old", "kpi.xlsx")]
    plain = read_book(with_chain(book(tmp_path, "<c><v>7</v></c>", settings=settings)))
    assert plain.findings == ()


def told(folder: Path, formula: str) -> Outcome:
    return read_book(book(folder, f"<c><f>{formula}</f><v>7</v></c>"))


@pytest.mark.parametrize(
    ("formula", "rule", "function"),
    [
        ("YEAR(TODAY())", "formula-volatile", "TODAY"),
        ("now()", "formula-volatile", "NOW"),
        ("RANDBETWEEN(1,9)", "formula-volatile", "RANDBETWEEN"),
        ("_xlfn.RANDARRAY(1)", "formula-volatile", "RANDARRAY"),
        ("SUM(OFFSET(A1,0,0,3))", "formula-volatile", "OFFSET"),
        ("INDIRECT(&quot;A&quot;&amp;1)", "formula-volatile", "INDIRECT"),
        ("_xlfn.WEBSERVICE(&quot;https://example.org&quot;)", "formula-fetches", "WEBSERVICE"),
        ("FILTERXML(A1,B1)", "formula-fetches", "FILTERXML"),
        ("RTD(&quot;a&quot;,,&quot;b&quot;)", "formula-fetches", "RTD"),
        ("cmd|'/c calc'!A1", "formula-fetches", "DDE"),
        ("IFERROR(__xludf.DUMMYFUNCTION(&quot;IMPORTRANGE(A1)&quot;),7)", "formula-fetches", "IMPORTRANGE"),
        ("[1]Sheet1!A1", "formula-external", "another workbook"),
        ("SUM('[2]Our data'!A1:A9)", "formula-external", "another workbook"),
        ("'C:\\kpi\\[other.xlsx]Data'!A1", "formula-external", "another workbook"),
    ],
)
def test_formulas_whose_results_may_be_others(formula: str, rule: str, function: str, tmp_path: Path) -> None:
    outcome = told(tmp_path, formula)
    assert outcome.found == [(rule, "kpi.xlsx › Data!C2")]
    assert function in outcome.only().message
    assert outcome.values == {"homicide@2021": "7"}


@pytest.mark.parametrize(
    "formula",
    ["SUM(A1:A9)", "KNOWN(A1)", "IF(A1=&quot;TODAY()&quot;,1,2)", "SUM(Table1[[#All],[2021]])", "Data!A1+Table1[1]"],
)
def test_other_formulas_are_not_told(formula: str, tmp_path: Path) -> None:
    assert told(tmp_path, formula).findings == ()


def test_a_heading_that_was_not_worked_out_is_told(tmp_path: Path) -> None:
    head = raw_words("Indicator", "2020", "2021") + "<c><f>C1+1</f></c>"
    reading = raw_words("homicide") + "<c><v>5</v></c><c><v>6</v></c><c><v>7</v></c>"
    outcome = read_book(write_raw(tmp_path / "kpi.xlsx", raw_sheet(head, reading)))
    assert outcome.found == [("formula-without-value", "kpi.xlsx › Data!D1")]


def test_an_error_is_told(tmp_path: Path) -> None:
    for fault in ("#REF!", "#DIV/0!", "#N/A"):
        outcome = read_book(book(tmp_path, f'<c t="e"><f>A1</f><v>{fault}</v></c>', settings=FULL))
        assert outcome.found == [("cell-error", "kpi.xlsx › Data!C2")]


def test_a_workbook_of_a_library_that_works_nothing_out(tmp_path: Path) -> None:
    path = write_long(tmp_path / "kpi.xlsx", [["homicide", "2021", "=1+1"]])
    assert read_book(path).rules == ["formula-without-value"]
    assert read_book(worked_out(path)).rules == ["formula-without-value"]
