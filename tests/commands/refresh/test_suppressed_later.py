"""What a paper printed before it was suppressed: judged by what may be told now, wherever it could be told."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from boardpaper.cli.main import main
from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.refresh.run import RefreshTerms
from boardpaper.model.refresh import Outcome
from boardpaper.ooxml.package import write_package
from boardpaper.running.results import RefreshResult
from tests.support.refreshing import NARRATIVE, build, control, edit, indicators, readings, refresh, said, swap
from tests.support.small_paper import INDICATORS, READINGS, write_paper, write_workbook
from tests.support.spreadsheets import edit_part
from tests.support.word_papers import parts_of

TRACK = RefreshTerms(track=True)
SMALL, LARGE = 7919, 12007
SECRET = re.compile(rb"7,?919(?!\d)|52\.3|51\.6|0\.5")
BEFORE = 5200
NOW = {"homicide": LARGE, "before": BEFORE}


def limited(limit: object = 10000, rows: Sequence[Sequence[object]] = INDICATORS) -> list[list[object]]:
    """Indicators of which numbers below the limit are suppressed; that of the baseline year is below it too."""
    return [[*rows[0], "Suppress below"], [*rows[1], limit], *([*row, None] for row in rows[2:])]


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A paper that was built before there was a limit."""
    folder = tmp_path_factory.mktemp("paper")
    write_paper(folder, narrative=NARRATIVE)
    write_workbook(folder / "kpi.xlsx", INDICATORS, readings(homicide=SMALL, before=BEFORE))
    return next(made.path for made in build_paper(folder).files if made.kind == "word").read_bytes()


def told(result: RefreshResult) -> str:
    return json.dumps([result.report.as_json(), [repr(each) for each in result.findings], result.report.lines()])


def compared(folder: Path, capsys: pytest.CaptureFixture[str], before: bytes, after: bytes) -> str:
    for name, content in (("before", before), ("after", after)):
        (folder / f"{name}.docx").write_bytes(content)
    capsys.readouterr()
    assert main(["diff", str(folder / "before.docx"), str(folder / "after.docx"), "--json"]) == 0
    assert main(["diff", str(folder / "before.docx"), str(folder / "after.docx")]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("terms", [RefreshTerms(), TRACK], ids=["outright", "tracked"])
def test_a_number_that_was_below_a_later_limit_is_told_nowhere(
    paper: bytes, tmp_path: Path, terms: RefreshTerms, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*readings(homicide=LARGE, before=11000)]
    after, result = refresh(tmp_path, paper, rows, limited(), terms)
    assert any(line.startswith("There were 12,007 homicides") for line in said(after))
    assert not SECRET.search(told(result).encode())
    assert [name for name, content in after.items() if SECRET.search(content)] == []
    assert not SECRET.search(compared(tmp_path, capsys, paper, write_package(after)).encode())
    assert not SECRET.search(compared(tmp_path, capsys, write_package(after), paper).encode())
    lines = [line for line in result.report.lines() if "Not tracked" in line]
    assert len(lines) == (1 if terms.track else 0)


def test_a_number_that_the_limit_lets_be_told_is_tracked_and_compared(
    paper: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after, result = refresh(tmp_path, paper, readings(homicide=LARGE, before=BEFORE), limited(100), TRACK)
    assert "7,919" in control(after, "homicide.value")
    assert {change.outcome for change in result.report.changes} == {Outcome.TRACKED}
    assert "7,919 → 12,007" in compared(tmp_path, capsys, paper, write_package(after))


def later(marked: str = "") -> list[list[object]]:
    """A year later; the year that the paper was of has a marker by now."""
    return [
        *READINGS[:3],
        ["homicide", "2022/23", LARGE],
        ["homicide", "2021/22", SMALL if not marked else None, None, None, None, marked],
        ["homicide", "Year ending June 2019", 11000],
        *READINGS[5:],
    ]


@pytest.mark.parametrize("terms", [RefreshTerms(), TRACK], ids=["outright", "tracked"])
@pytest.mark.parametrize("name", ["homicide", "killing"])
def test_a_number_of_a_period_that_is_confidential_by_now_is_told_nowhere(
    paper: bytes, tmp_path: Path, terms: RefreshTerms, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    declared = [list(row) for row in indicators(homicide=name)]
    declared[1][5] = "2022/23"
    rows = [[name if cell == "homicide" else cell for cell in row] for row in later("c")]
    renamed = {} if name == "homicide" else {"homicide": name}
    terms = RefreshTerms(track=terms.track, renamed=renamed)
    after, result = refresh(tmp_path, paper, rows, declared, terms)
    assert any(line.startswith("There were 12,007 homicides") for line in said(after))
    assert not SECRET.search(told(result).encode())
    assert [key for key, content in after.items() if SECRET.search(content)] == []
    assert not SECRET.search(compared(tmp_path, capsys, paper, write_package(after)).encode())


def test_a_change_from_a_year_that_is_confidential_by_now_is_told_nowhere(paper: bytes, tmp_path: Path) -> None:
    declared = [list(row) for row in INDICATORS]
    declared[1][6] = "2020/21"
    rows: list[list[object]] = [
        *READINGS[:3],
        ["homicide", "2021/22", LARGE],
        ["homicide", "2020/21", 11000],
        ["homicide", "Year ending June 2019", None, None, None, None, "c"],
        *READINGS[5:],
    ]
    after, result = refresh(tmp_path, paper, rows, declared, TRACK)
    assert b"52.3" not in b"".join(after.values())
    assert "52.3" not in told(result)
    assert b"5,200" not in b"".join(after.values())
    # The value rests on no year but its own.
    assert "7,919" in control(after, "homicide.value")


def test_a_number_that_the_workbook_holds_no_more_gives_way_to_its_mark(tmp_path: Path) -> None:
    narrative = {**NARRATIVE, "homicide.md": "## Homicide\n\nThere were {{homicide.value@2020/21}} homicides once.\n"}
    rows: list[list[object]] = [*readings(), ["homicide", "2020/21", SMALL]]
    folder = write_paper(tmp_path / "before", narrative=narrative)
    write_workbook(folder / "kpi.xlsx", INDICATORS, rows)
    built = next(made.path for made in build_paper(folder).files if made.kind == "word").read_bytes()
    after, result = refresh(tmp_path, built, readings(homicide=LARGE, before=11000), limited(), TRACK)
    assert "There were [c] homicides once." in said(after)
    assert not SECRET.search(told(result).encode())
    assert not any(SECRET.search(content) for content in after.values())
    [finding] = [each for each in result.findings if each.rule == "figure-left"]
    assert "no workbook holds a reading" in finding.message
    assert "it says [c]" in finding.message
    # Without a limit it stays as it is.
    stays, result = refresh(tmp_path, built, readings(homicide=LARGE, before=11000))
    assert "There were 7,919 homicides once." in said(stays)


def test_an_indicator_that_is_likely_renamed_is_judged_as_the_new_one(paper: bytes, tmp_path: Path) -> None:
    declared = limited(rows=indicators(homicide="killing"))
    rows = [["killing" if cell == "homicide" else cell for cell in row] for row in readings(homicide=LARGE)]
    _, result = refresh(tmp_path, paper, rows, declared)
    assert "indicator-renamed" in {finding.rule for finding in result.findings}
    assert not SECRET.search(told(result).encode())


@pytest.mark.parametrize("typed", ["8001", "12500"])
def test_a_conflict_is_told_without_what_stood_there(paper: bytes, tmp_path: Path, typed: str) -> None:
    own = control(parts_of(paper), "homicide.value")
    edited = edit(paper, swap(own, own.replace("7,919", typed)))
    after, result = refresh(tmp_path, edited, readings(homicide=LARGE, before=11000), limited())
    assert typed in control(after, "homicide.value")
    assert not SECRET.search(told(result).encode())
    assert typed not in told(result)
    [finding] = [each for each in result.findings if each.rule == "figure-overtyped"]
    assert finding.blocks


def test_a_number_typed_over_a_mark_is_not_told_when_the_figure_rises(tmp_path: Path) -> None:
    write_paper(tmp_path, narrative=NARRATIVE)
    write_workbook(tmp_path / "kpi.xlsx", limited(), readings(homicide=SMALL, before=11000))
    built = next(made.path for made in build_paper(tmp_path).files if made.kind == "word").read_bytes()
    own = control(parts_of(built), "homicide.value")
    edited = edit(built, swap(own, own.replace("[c]", "7,919")))
    _, result = refresh(tmp_path, edited, readings(homicide=LARGE, before=11000), limited())
    assert not SECRET.search(told(result).encode())


STRUCK = '<w:del w:id="901" w:author="Ann"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'


@pytest.mark.parametrize("terms", [RefreshTerms(), TRACK], ids=["outright", "tracked"])
@pytest.mark.parametrize("how", ["inside", "whole", "around", "beside"])
@pytest.mark.parametrize("now", ["hidden", "risen"])
def test_an_authors_deletion_keeps_no_number(
    paper: bytes, tmp_path: Path, how: str, now: str, terms: RefreshTerms
) -> None:
    own = control(parts_of(paper), "homicide.value")
    run = re.search(r"<w:r>.*?</w:r>", own)
    assert run is not None
    deleted = {
        "inside": own.replace(run[0], STRUCK.format("7,919") + run[0].replace("7,919", "9,100")),
        "whole": own.replace(run[0], STRUCK.format("7,919")),
        "around": f'<w:del w:id="902" w:author="Ann">{re.sub("w:t(?=[ >])", "w:delText", own)}</w:del>',
        "beside": own.replace("7,919", "9,100") + STRUCK.format("or 7,9") + STRUCK.format("in 2019 or 7,919 then"),
    }[how]
    edited = edit(paper, swap(own, deleted))
    value = SMALL if now == "hidden" else LARGE
    after, result = refresh(tmp_path, edited, readings(homicide=value, before=11000), limited(), terms)
    text = re.sub(rb"<[^>]*>", b"", after["word/document.xml"])
    assert not SECRET.search(text)
    assert not SECRET.search(told(result).encode())
    [finding] = [each for each in result.findings if each.rule == "struck-out-suppressed"]
    assert "homicide.value" in finding.message
    # No word that is not the number is lost.
    if how == "beside":
        assert b"or 7,9" in text
        assert b"in 2019 or [c] then" in text


@pytest.mark.parametrize("value", [SMALL, LARGE], ids=["hidden", "risen"])
def test_no_deletion_keeps_the_number_where_the_control_is_gone(paper: bytes, tmp_path: Path, value: int) -> None:
    own = control(parts_of(paper), "homicide.value")
    words = "The board is asked to note this report."
    run = f"</w:t></w:r>{STRUCK.format('by 7,919 metres')}<w:r><w:t>"
    edited = edit(paper, lambda xml: swap(words, words + run)(swap(own, STRUCK.format(" 7,919 "))(xml)))
    after, result = refresh(tmp_path, edited, readings(homicide=value, before=11000), limited())
    xml = after["word/document.xml"].decode()
    assert STRUCK.format(" [c] ") in xml
    assert STRUCK.format("by [c] metres") in xml
    assert not SECRET.search(told(result).encode())
    assert "struck-out-suppressed" in {finding.rule for finding in result.findings}


AUTHORS = '<w:sdt><w:sdtPr><w:tag w:val="my own note"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
WORDS = "The board is asked to note this report."


@pytest.mark.parametrize("words", ["up 52.3% then", "a 52.3% increase"])
def test_no_deletion_keeps_what_was_worked_out_of_the_number(words: str, paper: bytes, tmp_path: Path) -> None:
    run = f"</w:t></w:r>{STRUCK.format(words)}<w:r><w:t>"
    edited = edit(paper, swap(WORDS, WORDS + run))
    after, result = refresh(tmp_path, edited, readings(homicide=SMALL, before=11000), limited())
    assert b"52.3" not in after["word/document.xml"]
    [finding] = [each for each in result.findings if each.rule == "struck-out-suppressed"]
    assert "homicide.change" in finding.message


def test_a_short_number_is_taken_out_where_the_deletion_names_its_indicator(tmp_path: Path) -> None:
    run = f"</w:t></w:r>{STRUCK.format('There were 53 homicides')}<w:r><w:t>, {STRUCK.format('53 schools')}"
    plain = edit(
        build(tmp_path / "built"),
        swap(WORDS, WORDS + run.replace("<w:r><w:t>, ", "<w:r><w:t>, </w:t></w:r>") + "<w:r><w:t>"),
    )
    after, _ = refresh(tmp_path, plain, readings(homicide=53, before=520), limited(60))
    xml = after["word/document.xml"].decode()
    assert STRUCK.format("There were [c] homicides") in xml
    assert STRUCK.format("53 schools") in xml


@pytest.mark.parametrize("place", ["beside", "elsewhere"])
def test_a_deletion_in_an_author_s_own_control_keeps_no_number(place: str, paper: bytes, tmp_path: Path) -> None:
    struck = AUTHORS.format(STRUCK.format("of 7,919 then"))
    own = control(parts_of(paper), "homicide.value")
    changes = {"beside": swap(own, own + struck), "elsewhere": swap(WORDS, f"{WORDS}</w:t></w:r>{struck}<w:r><w:t>")}
    after, result = refresh(tmp_path, edit(paper, changes[place]), readings(homicide=SMALL, before=11000), limited())
    assert AUTHORS.format(STRUCK.format("of [c] then")) in after["word/document.xml"].decode()
    assert "struck-out-suppressed" in {finding.rule for finding in result.findings}


def test_what_was_struck_out_is_named_and_not_its_neighbour(paper: bytes, tmp_path: Path) -> None:
    own = control(parts_of(paper), "homicide.value")
    edited = edit(paper, swap(own, own + STRUCK.format("by 52.3% once")))
    _, result = refresh(tmp_path, edited, readings(homicide=SMALL, before=11000), limited())
    [finding] = [each for each in result.findings if each.rule == "struck-out-suppressed"]
    assert "homicide.change.a (" in finding.message
    assert "homicide.value (" not in finding.message


def test_deletions_that_follow_one_another_keep_no_number(paper: bytes, tmp_path: Path) -> None:
    own = control(parts_of(paper), "homicide.value")
    edited = edit(paper, swap(own, STRUCK.format("of 7,") + STRUCK.format("919 in 2021")))
    after, result = refresh(tmp_path, edited, readings(homicide=SMALL, before=11000), limited())
    text = re.sub(rb"<[^>]*>", b"", after["word/document.xml"])
    assert b"of [c] in 2021" in text
    assert not SECRET.search(text)
    assert not SECRET.search(told(result).encode())


def test_a_control_that_cannot_be_rewritten_is_an_error(paper: bytes, tmp_path: Path) -> None:
    own = control(parts_of(paper), "homicide.value")
    edited = edit(paper, swap(own, own.replace("</w:sdtContent>", "<w:r><w:drawing/></w:r></w:sdtContent>")))
    after, result = refresh(tmp_path, edited, readings(homicide=SMALL, before=11000), limited(), TRACK)
    assert "7,919" in control(after, "homicide.value")
    [finding] = [each for each in result.findings if "more than words" in each.message]
    assert finding.blocks
    assert not SECRET.search(told(result).encode())


def test_a_change_that_waits_from_before_the_limit_is_taken_out(paper: bytes, tmp_path: Path) -> None:
    rows = readings(homicide=LARGE, before=11000)
    waiting, _ = refresh(tmp_path, paper, rows, terms=TRACK)
    assert "7,919" in control(waiting, "homicide.value")
    after, result = refresh(tmp_path, waiting, rows, limited(), TRACK)
    assert not any(SECRET.search(content) for content in after.values())
    assert not SECRET.search(told(result).encode())
    assert "struck-out-suppressed" in {finding.rule for finding in result.findings}
    # Those that wait and may be told stay.
    again, _ = refresh(tmp_path, waiting, rows, limited(100), TRACK)
    assert "7,919" in control(again, "homicide.value")


def test_nothing_stays_withheld_when_suppression_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_paper(tmp_path, narrative=NARRATIVE)
    write_workbook(tmp_path / "kpi.xlsx", limited(), readings(homicide=SMALL, before=BEFORE))
    built = next(made.path for made in build_paper(tmp_path).files if made.kind == "word").read_bytes()
    free, result = refresh(tmp_path, built, readings(homicide=SMALL, before=BEFORE), terms=TRACK)
    assert any(line.startswith("There were 7,919 homicides") for line in said(free))
    assert {change.outcome for change in result.report.changes} == {Outcome.TRACKED}
    assert result.findings == ()
    newer, _ = refresh(tmp_path, free, readings(homicide=SMALL + 1, before=BEFORE), terms=TRACK)
    last, result = refresh(tmp_path, newer, readings(homicide=LARGE, before=BEFORE))
    assert "7,919" in compared(tmp_path, capsys, write_package(free), write_package(last))
    assert "7,920" in told(result)


def built_on(folder: Path, day: str, declared: Sequence[Sequence[object]], homicide: int) -> bytes:
    """A paper that was built from a workbook of that day."""
    write_paper(folder, narrative=NARRATIVE)
    book = folder / "kpi.xlsx"
    write_workbook(book, declared, readings(homicide=homicide, before=BEFORE))
    edit_part(book, "docProps/core.xml", lambda xml: re.sub(r'(W3CDTF">)[^<]*', rf"\g<1>{day}T09:00:00Z", xml))
    return next(made.path for made in build_paper(folder).files if made.kind == "word").read_bytes()


@pytest.mark.parametrize("later", ["no limit", "risen"])
def test_what_a_later_workbook_gives_openly_is_compared(
    later: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = built_on(tmp_path / "hidden", "2022-05-03", limited(5000), 4321)
    declared, number = (INDICATORS, 4321) if later == "no limit" else (limited(5000), 7654)
    newer = built_on(tmp_path / "newer", "2022-06-03", declared, number)
    told = compared(tmp_path, capsys, hidden, newer)
    assert f"homicide.value: [c] → {number:,}" in told
    assert "homicide.status: Not available → " in told
    back = compared(tmp_path, capsys, newer, hidden)
    assert f"{number:,}" not in back
    assert "homicide.value: (not told) → [c]" in back
    assert "homicide.status: (not told) → Not available" in back
    older = built_on(tmp_path / "older", "2022-04-03", declared, number)
    assert f"{number:,}" not in compared(tmp_path, capsys, hidden, older)


def test_an_older_workbook_does_not_lift_a_limit(tmp_path: Path) -> None:
    write_paper(tmp_path, narrative=NARRATIVE)
    write_workbook(tmp_path / "kpi.xlsx", limited(), readings(homicide=LARGE, before=11000))
    built = next(made.path for made in build_paper(tmp_path).files if made.kind == "word").read_bytes()
    after, result = refresh(
        tmp_path, built, readings(homicide=SMALL, before=11000), terms=RefreshTerms(older=True, track=True)
    )
    assert not any(SECRET.search(content) for content in after.values())
    assert not SECRET.search(told(result).encode())


@pytest.mark.parametrize("value", [SMALL, LARGE], ids=["hidden", "risen"])
def test_a_figure_that_was_pasted_as_text_is_told_without_its_number(paper: bytes, tmp_path: Path, value: int) -> None:
    built = tmp_path / "built.docx"
    built.write_bytes(paper)
    xml = parts_of(paper)["word/document.xml"].decode()
    for tag in ("homicide.value", "homicide.period", "homicide.change.a"):
        own = control({"word/document.xml": xml.encode()}, tag)
        xml = xml.replace(own, re.sub(r"^.*?<w:sdtContent>|</w:sdtContent></w:sdt>$", "", own), 1)
    # Of the three places of the value only one is left out; all must be for a figure to be gone.
    for _ in range(2):
        own = control({"word/document.xml": xml.encode()}, "homicide.value")
        xml = xml.replace(own, re.sub(r"^.*?<w:sdtContent>|</w:sdtContent></w:sdt>$", "", own), 1)
    edited = edit(paper, lambda _: xml)
    terms = RefreshTerms(as_built=built)
    _, result = refresh(tmp_path, edited, readings(homicide=value, before=11000), limited(), terms)
    assert {change.reference for change in result.report.of(Outcome.GONE)} >= {"homicide.value", "homicide.change.a"}
    assert not SECRET.search(told(result).encode())
