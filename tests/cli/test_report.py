"""What commands print of what a run made and found: every line of it."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from boardpaper.api import BuildResult, Coverage, DiffResult, Finding, Result, Severity, TraceResult
from boardpaper.cli.report import report, report_papers
from boardpaper.cli.report_figures import report_difference, report_trail
from boardpaper.model.difference import Difference, FigureChange, FigureFate, WordChange, WordFate
from boardpaper.model.trace import Standing, TracedCell, TracedFigure, Trail
from boardpaper.running.results import MadeFile

PLAIN = Namespace(json=False, quiet=False)
QUIET = Namespace(json=False, quiet=True)
JSON = Namespace(json=True, quiet=False)
ERROR = Finding("a-rule", "It is wrong.", "kpi.xlsx", "Mend it.")
WARNING = Finding("b-rule", "It is odd.", severity=Severity.WARNING)
FILES = tuple(MadeFile(kind, Path(f"out/{kind}")) for kind in ("word", "pdf", "draft", "file", "provenance"))
Printed = pytest.CaptureFixture[str]


def lines(capsys: Printed) -> tuple[list[str], list[str]]:
    said = capsys.readouterr()
    return said.out.splitlines(), said.err.splitlines()


WRONG = ["Error   kpi.xlsx: It is wrong. [a-rule]", "        Mend it."]
ODD = "Warning It is odd. [b-rule]"
DRAFT = "The PDF is a draft: it is marked so, and claims no conformance."


def test_files_then_findings_then_counts(capsys: Printed) -> None:
    report(PLAIN, Result(FILES, (ERROR, WARNING, WARNING)), Coverage(3, 2, {"date": 1, "name": 4}, 0))
    assert lines(capsys) == (
        ["Word  out/word", "PDF   out/pdf", "Draft out/draft", "File  out/file", "Trail out/provenance", ODD, ODD,
         "1 error and 2 warnings.", "Numbers: 3 bound, 2 sourced, 5 allowed, 0 unexplained.", DRAFT],
        WRONG,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("findings", "summary"),
    [((), "No findings."), ((ERROR,) * 2, "2 errors."), ((WARNING,), "1 warning.")],
)
def test_findings_are_counted(findings: tuple[Finding, ...], summary: str, capsys: Printed) -> None:
    report(PLAIN, Result((), findings))
    out, _ = lines(capsys)
    assert out[-1] == summary


@pytest.mark.parametrize(("listed", "more"), [(True, ""), (False, " boardpaper check says which.")])
def test_what_says_which_numbers_are_not_explained(listed: bool, more: str, capsys: Printed) -> None:
    report(PLAIN, Result(), Coverage(unexplained=1), listed=listed)
    assert lines(capsys)[0][-1] == f"Numbers: 0 bound, 0 sourced, 0 allowed, 1 unexplained.{more}"


def test_quiet_is_what_blocks(capsys: Printed) -> None:
    report(QUIET, Result(FILES, (WARNING, ERROR)), Coverage(1))
    assert lines(capsys) == ([], WRONG)


def test_json_is_all(capsys: Printed) -> None:
    report(JSON, Result(FILES[:1], (ERROR, WARNING)), Coverage(1, 2, {"date": 3}, 4))
    assert json.loads(capsys.readouterr().out) == {
        "files": [{"kind": "word", "path": "out/word"}],
        "findings": [
            {"rule": "a-rule", "severity": "error", "message": "It is wrong.", "where": "kpi.xlsx", "hint": "Mend it."},
            {"rule": "b-rule", "severity": "warning", "message": "It is odd.", "where": "", "hint": ""},
        ],
        "numbers": {"bound": 1, "sourced": 2, "allowed": {"date": 3}, "unexplained": 4},
    }


def made(name: str, *files: MadeFile, **more: object) -> BuildResult:
    return BuildResult(files, folder=Path(name), **more)  # type: ignore[arg-type]


PAPERS = (
    made("one", FILES[0], findings=(WARNING,), coverage=Coverage(1, 1, {"date": 1}, 0)),
    made("two", FILES[1], unchanged=True, coverage=Coverage(2, 0, {"date": 2, "name": 1}, 1)),
    made("three", findings=(ERROR,)),
)


def test_many_papers_are_told_together(capsys: Printed) -> None:
    report_papers(PLAIN, PAPERS)
    assert lines(capsys) == (
        ["Unchanged since it was built: two", "Word  out/word", "PDF   out/pdf", "Warning one: It is odd. [b-rule]",
         "1 error and 1 warning.",
         "Numbers: 3 bound, 1 sourced, 4 allowed, 1 unexplained. boardpaper check says which.",
         "3 papers: 1 built, 1 unchanged, 1 failed."],
        ["Error   three: kpi.xlsx: It is wrong. [a-rule]", "        Mend it.", "Nothing was written for three."],
    )  # fmt: skip
    report_papers(QUIET, PAPERS)
    assert lines(capsys) == (
        [], ["Error   three: kpi.xlsx: It is wrong. [a-rule]", "        Mend it.", "Nothing was written for three."]
    )  # fmt: skip


def test_one_paper_is_told_alone(capsys: Printed) -> None:
    report_papers(PLAIN, PAPERS[2:])
    assert lines(capsys) == (["1 error."], [*WRONG, "Nothing was written."])
    report_papers(PLAIN, (made("a", FILES[0]), made("b", FILES[0])))
    assert lines(capsys)[0][-1] == "2 papers: 2 built."


def test_json_of_many_papers(capsys: Printed) -> None:
    report_papers(JSON, PAPERS)
    told = json.loads(capsys.readouterr().out)
    assert [finding["where"] for finding in told["findings"]] == ["one", "three: kpi.xlsx"]
    assert [(each["folder"], each["unchanged"], each["exit_code"]) for each in told["papers"]] == [
        ("one", False, 0), ("two", True, 0), ("three", False, 1)
    ]  # fmt: skip
    assert [each.get("numbers", {}).get("bound") for each in told["papers"]] == [1, 2, None]


CELLS = (TracedCell("kpi.xlsx", "Year", "B2", "abc", "52"), TracedCell("kpi.xlsx", "Year", "C2", "abc"))
TRAIL = Trail(
    (
        TracedFigure("paragraph 5", "5", "t1", "1.9%", Standing.BOUND, "homicide.change", "1.9%", "homicide",
                     "Homicide",
                     "change", "2022", formula="B2 / C2", bound="2022-05-01", cells=CELLS),
        TracedFigure("paragraph 5", "5", "t2", "54", Standing.OVERTYPED, "", "53", "homicide"),
        TracedFigure("paragraph 5", "5", "t5", "[c]", Standing.OVERTYPED),
        TracedFigure("the end", "", "t3", "7", Standing.UNKNOWN),
        TracedFigure("the end", "", "t4", "8", Standing.SOURCED, source="a letter",
                     cells=(TracedCell("b.xlsx", "S", "A1", "def"),)),
    ),
    ("rape.count", "theft.count"),
)  # fmt: skip


def test_a_trail_by_place(capsys: Printed) -> None:
    report_trail(PLAIN, TraceResult((), (WARNING,), trail=TRAIL))
    assert lines(capsys)[0] == [
        ODD,
        "paragraph 5",
        "  1.9%   homicide.change (Homicide, change, 2022)",
        "      kpi.xlsx › Year!B2, which holds 52",
        "      kpi.xlsx › Year!C2",
        "      worked out as B2 / C2",
        "  54   t2 (homicide)",
        "      changed by hand: the workbook gave 53",
        "  [c]   t5",
        "      changed by hand: what the workbook gave is not told",
        "the end",
        "  7   t3",
        "      the paper has no record of where this came from",
        "  8   t4",
        "      source: a letter",
        "      b.xlsx › S!A1",
        "kpi.xlsx, saved 2022-05-01: SHA-256 abc",
        "b.xlsx: SHA-256 def",
        "Bound, but printed nowhere: rape.count, theft.count",
    ]
    report_trail(PLAIN, TraceResult(trail=Trail()))
    assert lines(capsys)[0] == ["The paper prints no live figure."]
    report_trail(QUIET, TraceResult(trail=TRAIL))
    assert lines(capsys) == ([], [])
    report_trail(JSON, TraceResult(trail=Trail((), ("é",))))
    out = capsys.readouterr().out
    assert "é" in out
    assert json.loads(out) == {"figures": [], "missing": ["é"], "files": [], "findings": []}


DIFFERENCE = Difference(
    (
        FigureChange("a", "paragraph 1", "5", "6"),
        FigureChange("b", "paragraph 2", "5", "6", FigureFate.TYPED),
        FigureChange("c", "paragraph 3", "5", "6", FigureFate.LIVE),
    ),
    (
        WordChange(WordFate.ADDED, "paragraph 4", after="new"),
        WordChange(WordFate.REMOVED, "paragraph 5", before="old"),
        WordChange(WordFate.MOVED, "paragraph 6", before="paragraph 2", after="unsaid"),
        WordChange(WordFate.CHANGED, "paragraph 7", "was", "is", "it"),
        WordChange(WordFate.LINK, "paragraph 8", "a", "b", "here"),
        WordChange(WordFate.PICTURE, "paragraph 9", after="a chart"),
    ),
)


def test_a_difference_in_figures_then_words(capsys: Printed) -> None:
    report_difference(PLAIN, DiffResult((), (WARNING,), difference=DIFFERENCE))
    assert lines(capsys)[0] == [
        ODD,
        "Figures: 3",
        "  a: 5 → 6",
        "    in paragraph 1",
        "  b: 5 → 6, typed: no longer a live figure",
        "    in paragraph 2",
        "  c: 5, typed → 6, a live figure",
        "    in paragraph 3",
        "Words: 6",
        "  Added: paragraph 4",
        "    + new",
        "  Removed: paragraph 5",
        "    - old",
        "  Moved: paragraph 6",
        "    from paragraph 2",
        "  In paragraph 7",
        "    after “it”",
        "    - was",
        "    + is",
        "  Link in paragraph 8",
        "    at “here”",
        "    - a",
        "    + b",
        "  Picture in paragraph 9",
        "    + a chart",
    ]
    report_difference(PLAIN, DiffResult(difference=Difference()))
    assert lines(capsys)[0] == ["No figure and no word differs."]
    report_difference(PLAIN, DiffResult(difference=Difference(DIFFERENCE.figures[:1])))
    assert lines(capsys)[0] == ["Figures: 1", "  a: 5 → 6", "    in paragraph 1"]
    report_difference(PLAIN, DiffResult(difference=Difference((), DIFFERENCE.words[:1])))
    assert lines(capsys)[0] == ["Words: 1", "  Added: paragraph 4", "    + new"]
