"""Refreshing with tracked changes: struck out and inserted inside the controls, for a reviewer to settle in Word."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.publish.run import Terms, publish_word
from boardpaper.commands.refresh.run import RefreshTerms
from boardpaper.model.refresh import Outcome
from boardpaper.ooxml.names import W
from boardpaper.ooxml.package import read_package, write_package
from tests.support.outside_tools import ConvertOffice
from tests.support.refreshing import (
    NARRATIVE,
    assert_nothing_else_changed,
    build,
    control,
    edit,
    figures,
    indicators,
    readings,
    refresh,
    said,
    swap,
)
from tests.support.small_paper import INDICATORS, write_paper, write_workbook
from tests.support.word_papers import parts_of

TRACK = RefreshTerms(track=True)
RUN = '<w:r><w:rPr><w:rStyle w:val="Figure"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
LINE = "There were {} homicides in 2021/22, {}. Again: {}."


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


def settle(parts: dict[str, bytes], *, accept: bool) -> dict[str, bytes]:
    """The paper after a reviewer has accepted or rejected every change, as Word leaves it."""
    gone, kept = (f"{W}del", f"{W}ins") if accept else (f"{W}ins", f"{W}del")
    settled = dict(parts)
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = etree.fromstring(parts[name])
        for row in [each.getparent().getparent() for each in root.iter(gone) if each.getparent().tag == f"{W}trPr"]:  # type: ignore[union-attr]
            row.getparent().remove(row)  # type: ignore[union-attr, arg-type]
        for element in list(root.iter(gone)):
            element.getparent().remove(element)  # type: ignore[union-attr]
        for element in list(root.iter(kept)):
            parent = element.getparent()
            assert parent is not None
            for child in list(element):
                element.addprevious(child)
            parent.remove(element)
        for text in root.iter(f"{W}delText"):
            text.tag = f"{W}t"
        settled[name] = etree.tostring(root)
    return settled


def test_a_change_is_struck_out_and_inserted_inside_its_control(paper: bytes, tmp_path: Path) -> None:
    after, result = refresh(tmp_path, paper, readings(homicide=50), terms=TRACK)
    shown = control(after, "homicide.value")
    assert re.search(
        r'<w:sdtContent><w:del w:id="\d+" w:author="boardpaper" w:date="[\d-]+T[\d:]+Z"><w:r><w:rPr>'
        r'<w:rStyle w:val="Figure"/></w:rPr><w:delText xml:space="preserve">53</w:delText></w:r></w:del>'
        r'<w:ins w:id="\d+" w:author="boardpaper" w:date="[\d-]+T[\d:]+Z"><w:r><w:rPr><w:rStyle w:val="Figure"/>'
        r'</w:rPr><w:t xml:space="preserve">50</w:t></w:r></w:ins></w:sdtContent>',
        shown,
    )
    # Word would put a bound value over a tracked change.
    assert "dataBinding" not in shown
    assert "<w:text/>" not in shown
    assert LINE.format("50", "a 3.8% decrease", "50") in said(after)
    assert {change.outcome for change in result.report.changes} == {Outcome.TRACKED}
    assert_nothing_else_changed(parts_of(paper), after)
    unchanged = [bound for tag, _, bound in figures(after) if tag.startswith("positive-tests")]
    assert all(unchanged)
    numbers = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', after["word/document.xml"].decode())
    assert len(numbers) == len(set(numbers))


def test_the_date_is_the_workbooks(paper: bytes, tmp_path: Path) -> None:
    after, _ = refresh(tmp_path, paper, readings(homicide=50), terms=TRACK)
    core = parts_of((tmp_path / "inputs" / "kpi.xlsx").read_bytes())["docProps/core.xml"].decode()
    modified = re.search(r"modified[^>]*>([^<]*)<", core)
    assert modified is not None
    assert set(re.findall(r'w:date="([^"]*)"', after["word/document.xml"].decode())) == {modified[1]}


def test_once_accepted_the_next_refresh_binds_the_control_again(paper: bytes, tmp_path: Path) -> None:
    after, _ = refresh(tmp_path, paper, readings(homicide=50), terms=TRACK)
    accepted = settle(after, accept=True)
    assert LINE.format("50", "a 3.8% decrease", "50") in said(accepted)
    again, result = refresh(tmp_path, accepted, readings(homicide=50))
    assert result.findings == ()
    assert result.report.mended.bindings == 7
    assert all(bound for _, _, bound in figures(again))


def test_once_rejected_the_old_figure_is_the_authors_choice(paper: bytes, tmp_path: Path) -> None:
    after, _ = refresh(tmp_path, paper, readings(homicide=50), terms=TRACK)
    rejected = settle(after, accept=False)
    assert said(rejected) == said(parts_of(paper))
    again, result = refresh(tmp_path, rejected, readings(homicide=50))
    assert LINE.format("53", "a 1.9% increase", "53") in said(again)
    assert {finding.rule for finding in result.findings} == {"figure-overtyped"}
    kept = result.report.of(Outcome.KEPT)
    assert {(change.before, change.workbook) for change in kept if change.reference == "homicide.value"} == {
        ("53", "50")
    }


def test_changes_that_wait_are_left_and_brought_up_to_date(paper: bytes, tmp_path: Path) -> None:
    after, _ = refresh(tmp_path, paper, readings(homicide=50), terms=TRACK)
    same, result = refresh(tmp_path, after, readings(homicide=50))
    assert same["word/document.xml"] == after["word/document.xml"]
    assert result.report.changes == ()
    for terms in (TRACK, RefreshTerms()):
        newer, result = refresh(tmp_path, after, readings(homicide=49), terms=terms)
        assert LINE.format("49", "a 5.8% decrease", "49") in said(newer)
        assert LINE.format("53", "a 1.9% increase", "53") in said(settle(newer, accept=False))
        assert newer["word/document.xml"].count(b"<w:del ") == after["word/document.xml"].count(b"<w:del ")
        assert "dataBinding" not in control(newer, "homicide.value")


def test_changes_that_wait_are_withdrawn_when_the_workbook_goes_back(paper: bytes, tmp_path: Path) -> None:
    after, _ = refresh(tmp_path, paper, readings(homicide=50), terms=TRACK)
    back, _ = refresh(tmp_path, after, readings(), terms=TRACK)
    assert said(back) == said(parts_of(paper))
    assert b'w:author="boardpaper"' not in back["word/document.xml"]
    third, _ = refresh(tmp_path, back)
    assert all(bound for _, _, bound in figures(third))


def test_an_authors_own_changes_beside_and_inside_stay(paper: bytes, tmp_path: Path) -> None:
    comment = '<w:commentRangeStart w:id="950"/>'
    author = '<w:ins w:id="951" w:author="A. Writer" w:date="2022-05-04T09:00:00Z">{}</w:ins>'
    edited = edit(paper, swap(RUN.format("53"), comment + author.format(RUN.format("53"))))
    after, _ = refresh(tmp_path, edited, readings(homicide=50), terms=TRACK)
    xml = after["word/document.xml"].decode()
    assert comment in xml
    shown = control(after, "homicide.value")
    assert shown.count('w:author="A. Writer"') == 1
    assert "<w:del " in shown[shown.index("A. Writer") : shown.index("</w:ins>")]
    assert LINE.format("50", "a 3.8% decrease", "50") in said(after)
    numbers = [int(number) for number in re.findall(r'<w:(?:ins|del) w:id="(\d+)"', xml)]
    assert min(number for number in numbers if number != 951) > 951
    assert_nothing_else_changed(edited, after)


def test_a_split_figure_is_struck_out_run_by_run(paper: bytes, tmp_path: Path) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>5</w:t></w:r>"
    edited = edit(paper, swap(RUN.format("53"), bold + "<w:r><w:t>3</w:t></w:r>"))
    after, _ = refresh(tmp_path, edited, readings(homicide=50), terms=TRACK)
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">50</w:t>' in control(after, "homicide.value")
    assert said(settle(after, accept=False)) == said(edited)
    assert LINE.format("50", "a 3.8% decrease", "50") in said(settle(after, accept=True))


def test_a_figure_with_a_note_in_its_run_is_not_struck_out(paper: bytes, tmp_path: Path) -> None:
    noted = RUN.format("53").replace("</w:r>", '<w:footnoteReference w:id="1"/></w:r>')
    edited = edit(paper, swap(RUN.format("53"), noted))
    after, result = refresh(tmp_path, edited, readings(homicide=50), terms=TRACK)
    assert noted in control(after, "homicide.value")
    [left] = result.report.of(Outcome.LEFT)
    assert "without --track" in left.note


def test_a_conflict_that_is_taken_is_tracked_too(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, swap(RUN.format("a 1.9% increase"), RUN.format("hardly any change")))
    terms = RefreshTerms(track=True, take=frozenset({"all"}))
    after, _ = refresh(tmp_path, edited, readings(homicide=50), terms=terms)
    assert LINE.format("50", "a 3.8% decrease", "50") in said(after)
    assert said(settle(after, accept=False)) == said(edited)


def test_a_new_row_is_a_tracked_row(paper: bytes, tmp_path: Path) -> None:
    burglary: list[object] = ["burglary", "Burglary", "Reduce violence", "count", "lower", "2021/22"]
    declared = [*indicators()[:3], burglary, *indicators()[3:]]
    rows = [*readings(), ["burglary", "2021/22", 20]]
    after, result = refresh(tmp_path, paper, rows, declared, TRACK)
    assert [change.note for change in result.report.of(Outcome.ADDED)] == ["the row “Burglary” is new"]
    assert "Burglary" in said(settle(after, accept=True))
    assert said(settle(after, accept=False)) == said(parts_of(paper))
    again, result = refresh(tmp_path, settle(after, accept=True), rows, declared)
    assert all(bound for _, _, bound in figures(again))
    assert result.findings == ()


def test_tracked_figures_are_published_and_read_by_libreoffice(
    paper: bytes, tmp_path: Path, soffice: ConvertOffice
) -> None:
    refresh(tmp_path, paper, readings(homicide=50), terms=TRACK)
    path = tmp_path / "refreshed.docx"
    result = publish_word(path, output=tmp_path / "a.pdf", terms=Terms(accept_changes=True))
    assert result.files
    (tmp_path / "saved").mkdir()
    saved = dict(read_package(soffice(path, "docx", tmp_path / "saved")).parts)
    assert LINE.format("50", "a 3.8% decrease", "50") in said(saved)
    assert LINE.format("53", "a 1.9% increase", "53") in said(settle(saved, accept=False))
    # LibreOffice keeps nothing of such a control but its words and its place.
    newer, result_again = refresh(tmp_path, write_package(saved), readings(homicide=50))
    assert result_again.findings == ()
    assert LINE.format("50", "a 3.8% decrease", "50") in said(newer)


def test_a_figure_that_is_confidential_now_is_not_kept_as_a_deletion(paper: bytes, tmp_path: Path) -> None:
    hidden = readings()
    hidden[3] = ["homicide", "2021/22", 7, None, None, None, "c"]
    waiting, _ = refresh(tmp_path, paper, readings(homicide=50), terms=TRACK)
    for given in (parts_of(paper), waiting):
        after, result = refresh(tmp_path, given, hidden, terms=TRACK)
        assert LINE.format("[c]", "[c]", "[c]") in said(after)
        shown = [control(after, "homicide.value", index) for index in range(3)]
        assert not any("53" in re.sub(r"<[^>]*>", "", each) for each in shown)
        told = [change for change in result.report.of(Outcome.CHANGED) if change.reference == "homicide.value"]
        assert {change.note.partition(":")[0] for change in told} == {"changed outright"}
        assert [line for line in result.report.lines() if "Not tracked" in line] == [
            "Not tracked: 7 figures were changed outright, since a tracked change would keep what is suppressed by now."
        ]
        struck = [finding.rule for finding in result.findings if finding.rule == "struck-out-suppressed"]
        assert struck == (["struck-out-suppressed"] if given is waiting else [])


@pytest.mark.parametrize("terms", [RefreshTerms(), TRACK], ids=["outright", "tracked"])
@pytest.mark.parametrize("typed", ["", "7919", "8000"], ids=["as built", "retyped", "written over"])
def test_a_figure_that_is_suppressed_now_is_told_nowhere(tmp_path: Path, typed: str, terms: RefreshTerms) -> None:
    write_paper(tmp_path, narrative=NARRATIVE)
    write_workbook(tmp_path / "kpi.xlsx", INDICATORS, readings(homicide=7919))
    built = next(made.path for made in build_paper(tmp_path).files if made.kind == "word").read_bytes()
    # Once in the text, the control's tag gone with it, and once written over.
    if typed:
        own = control(parts_of(built), "homicide.value")
        built = write_package(edit(built, swap(own, own.replace("7,919", typed) if typed == "8000" else "7,919")))
    declared = [[*INDICATORS[0], "Suppress below"], *([*row, 10000] for row in INDICATORS[1:])]
    after, result = refresh(tmp_path, built, readings(homicide=7919), declared, terms)
    told = json.dumps([result.report.as_json(), [repr(each) for each in result.findings], result.report.lines()])
    assert not re.search(r"7,?919|Worse", told)
    held = {name: content for name, content in after.items() if re.search(rb"7,?919(?!\d)", content)}
    assert set(held) == ({"word/document.xml"} if typed == "7919" else set())
    if typed == "8000":
        assert {"figure-overtyped"} <= {finding.rule for finding in result.findings if finding.blocks}
        assert "8000" not in told


def test_an_older_workbook_lets_nothing_out_that_the_paper_suppresses(tmp_path: Path) -> None:
    declared = [[*INDICATORS[0], "Suppress below"], *([*row, 10000] for row in INDICATORS[1:])]
    write_paper(tmp_path, narrative=NARRATIVE)
    write_workbook(tmp_path / "kpi.xlsx", declared, readings(homicide=7919))
    built = next(made.path for made in build_paper(tmp_path).files if made.kind == "word").read_bytes()
    after, result = refresh(tmp_path, built, readings(homicide=7919), INDICATORS, RefreshTerms(older=True))
    assert not any(re.search(rb"7,?919", content) for content in after.values())
    assert "7919" not in repr(result)


def test_a_cell_of_plain_words_does_not_keep_what_is_confidential_now(paper: bytes, tmp_path: Path) -> None:
    hidden = readings()
    hidden[3] = ["homicide", "2021/22", 7, None, None, None, "c"]
    cell = control(parts_of(paper), "homicide.value.marked")
    words = cell[cell.index("<w:sdtContent>") + len("<w:sdtContent>") : cell.index("</w:sdtContent>")]
    after, result = refresh(tmp_path, edit(paper, swap(cell, words)), hidden, terms=TRACK)
    row = next(row for row in after["word/document.xml"].decode().split("<w:tr>") if "homicide.value.marked" in row)
    assert "[c]" in row
    assert ">53<" not in row
    notes = [change.note for change in result.report.changes if change.reference == "homicide.value.marked"]
    assert [note.partition(": ")[0] for note in notes] == ["its cell held plain words; changed outright"]


def test_figures_outlive_libreoffice_once_their_changes_are_accepted(
    paper: bytes, tmp_path: Path, soffice: ConvertOffice
) -> None:
    """It saves a control that is no plain text without anything that says whose it is."""
    tracked, _ = refresh(tmp_path, paper, readings(homicide=50), terms=TRACK)
    root = etree.fromstring(tracked["word/document.xml"])
    etree.strip_elements(root, f"{W}del", with_tail=False)
    etree.strip_tags(root, f"{W}ins")
    path = tmp_path / "accepted.docx"
    path.write_bytes(write_package(dict(tracked) | {"word/document.xml": etree.tostring(root)}))
    (tmp_path / "saved").mkdir()
    saved = dict(read_package(soffice(path, "docx", tmp_path / "saved")).parts)
    after, result = refresh(tmp_path, saved, readings(homicide=45))
    assert LINE.format(45, "a 13.5% decrease", 45) in said(after)
    assert [finding.rule for finding in result.findings if finding.rule != "workbook-replaced"] == []
