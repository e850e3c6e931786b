"""An edited paper refreshed from a newer workbook: new figures in their controls, and nothing else touched."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper import api
from boardpaper.commands.refresh.run import RefreshTerms
from boardpaper.errors import BlockingFindings, InputError
from boardpaper.live.bindings import read_values, value_key
from boardpaper.live.ledger import Ledger, is_untouched, ledger_part, read_ledger
from boardpaper.live.ledger_copy import read_copy
from boardpaper.model.refresh import Outcome
from boardpaper.ooxml.package import Package, write_package
from tests.support.refreshing import (
    COPY,
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
    without_ledger,
)
from tests.support.small_paper import write_paper, write_workbook
from tests.support.word_papers import package_of, parts_of

RUN = '<w:r><w:rPr><w:rStyle w:val="Figure"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
FIFTY_THREE = RUN.format("53")
DELETED = '<w:del w:id="901" w:author="A. Writer" w:date="2022-05-04T09:00:00Z">{}</w:del>'
INSERTED = '<w:ins w:id="902" w:author="A. Writer" w:date="2022-05-04T09:00:00Z">{}</w:ins>'


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


def ledger_of(parts: dict[str, bytes]) -> Ledger:
    ledger = read_ledger(package_of(parts))
    assert ledger is not None
    return ledger


def rules(result_findings: object) -> list[str]:
    return [finding.rule for finding in result_findings]  # type: ignore[attr-defined]


def test_new_figures_go_into_every_control_and_nowhere_else(paper: bytes, tmp_path: Path) -> None:
    before = parts_of(paper)
    after, result = refresh(tmp_path, paper, readings(homicide=50, positive_tests="66%"))
    assert_nothing_else_changed(before, after)
    lines = said(after)
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in lines
    assert "tests were 66% positive" in lines
    assert "more is known of 50" in lines
    assert said(after, "word/footnotes.xml")[-1].endswith("It was 52 before.")
    told = [(c.outcome, c.reference, c.before, c.after) for c in result.report.changes]
    assert (Outcome.CHANGED, "homicide.change.a", "a 1.9% increase", "a 3.8% decrease") in told
    assert told.count((Outcome.CHANGED, "homicide.value", "53", "50")) == 3
    assert result.findings == ()


def test_the_ledger_and_the_values_say_what_the_paper_says(paper: bytes, tmp_path: Path) -> None:
    after, _ = refresh(tmp_path, paper, readings(homicide=50))
    ledger = ledger_of(after)
    record = ledger.figure("homicide.change.a")
    assert record is not None
    assert (record.text, record.cells[0].raw) == ("a 3.8% decrease", "50")
    assert read_values(package_of(after))[value_key("homicide.value")] == "50"
    assert {tag: text for tag, text, _ in figures(after)} == {
        record.tag: record.text for record in ledger.figures if record.tag != "homicide.baseline"
    }
    assert all(bound for _, _, bound in figures(after))


def test_a_workbook_that_says_the_same_changes_no_byte_of_the_text(paper: bytes, tmp_path: Path) -> None:
    before = parts_of(paper)
    after, result = refresh(tmp_path, paper)
    own = (ledger_part(package_of(before)), COPY)
    assert {name: content for name, content in after.items() if name not in own} == {
        name: content for name, content in before.items() if name not in own
    }
    assert result.report.changes == ()
    assert result.report.unchanged == len(figures(before)) + 1 + 1


def test_the_place_of_a_change_is_told_by_paragraph_number(paper: bytes, tmp_path: Path) -> None:
    _, result = refresh(tmp_path, paper, readings(homicide=50))
    places = [change.where for change in result.report.changes if change.reference == "homicide.value"]
    assert places[0] == "paragraph 2, “There were 53 homicides in 2021/22, a 1.9% increase. Again:…”"
    assert places[2] == "“more is known of 53”"
    table = [change.where for change in result.report.changes if change.reference == "homicide.value.marked"]
    assert table == ["row “Homicide”"]


def test_words_around_figures_may_be_rewritten_moved_and_copied(paper: bytes, tmp_path: Path) -> None:
    moved = control(parts_of(paper), "homicide.change.a")
    plain = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    copied = f"Sadly </w:t></w:r>{moved}{plain.format(', or ')}{moved}{plain.format(': ').removesuffix('</w:t></w:r>')}"
    edited = edit(paper, lambda xml: xml.replace(moved, plain.format("an increase")).replace("Again: ", copied))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert_nothing_else_changed(edited, after)
    assert "There were 50 homicides in 2021/22, an increase. Sadly a 3.8% decrease, or a 3.8% decrease: 50." in said(
        after
    )
    assert result.findings == ()


def test_an_authors_formatting_of_a_figure_stays(paper: bytes, tmp_path: Path) -> None:
    bold = '<w:r w:rsidR="00AB12CD"><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>53</w:t></w:r>'
    edited = edit(paper, swap(FIFTY_THREE, bold))
    after, _ = refresh(tmp_path, edited, readings(homicide=50))
    assert bold.replace("53", "50") in after["word/document.xml"].decode()
    assert_nothing_else_changed(edited, after)


@pytest.mark.parametrize(
    "split",
    [
        RUN.format("5") + '<w:proofErr w:type="spellStart"/>' + RUN.format("3"),
        '<w:r><w:rPr><w:b/></w:rPr><w:t>5</w:t></w:r><w:bookmarkStart w:id="70" w:name="x"/><w:r><w:t>3</w:t></w:r>'
        '<w:bookmarkEnd w:id="70"/>',
        "<w:r><w:t>5</w:t><w:t>3</w:t></w:r>",
        '<w:r><w:t/></w:r><w:r><w:t>53</w:t></w:r><w:commentRangeEnd w:id="9"/>',
    ],
)
def test_a_figure_split_over_runs_is_one_figure(paper: bytes, tmp_path: Path, split: str) -> None:
    edited = edit(paper, swap(FIFTY_THREE, split))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    assert_nothing_else_changed(edited, after)
    assert result.findings == ()
    for mark in re.findall(r"<w:(?:bookmark|comment|proofErr)[^>]*>", split):
        assert mark in after["word/document.xml"].decode()


def test_spaces_typed_into_the_frame_of_a_figure_stay(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, swap(FIFTY_THREE, RUN.format(" 53  ")))
    after, _ = refresh(tmp_path, edited, readings(homicide=50))
    assert any(line.startswith("There were  50   homicides in 2021/22") for line in said(after))


def test_a_note_inside_the_frame_of_a_figure_stays(paper: bytes, tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    edited = edit(paper, swap(FIFTY_THREE, RUN.format("5") + note + RUN.format("3")))
    after, _ = refresh(tmp_path, edited, readings(homicide=50))
    assert note in control(after, "homicide.value")
    assert "There were 50 homicides" in " ".join(said(after))


def test_a_figure_that_was_written_over_is_left_and_listed(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, swap(RUN.format("a 1.9% increase"), RUN.format("hardly any change")))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert "There were 50 homicides in 2021/22, hardly any change. Again: 50." in said(after)
    [conflict] = result.report.of(Outcome.KEPT)
    assert (conflict.generated, conflict.before, conflict.after, conflict.workbook) == (
        "a 1.9% increase", "hardly any change", "hardly any change", "a 3.8% decrease",
    )  # fmt: skip
    [finding] = result.findings
    assert finding.rule == "figure-overtyped"
    assert finding.where.startswith("paragraph 2, ")
    assert "--take-workbook homicide.change.a" in finding.hint
    # Bound, Word would put the value over the author's words again.
    assert ("homicide.change.a", "hardly any change", False) in figures(after)


@pytest.mark.parametrize("take", ["homicide.change.a", "homicide", "all"])
def test_the_workbook_may_be_taken_for_a_conflict(paper: bytes, tmp_path: Path, take: str) -> None:
    edited = edit(paper, swap(RUN.format("a 1.9% increase"), RUN.format("hardly any change")))
    after, result = refresh(tmp_path, edited, readings(homicide=50), terms=RefreshTerms(take=frozenset({take})))
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    [taken] = result.report.of(Outcome.TAKEN)
    assert (taken.before, taken.after) == ("hardly any change", "a 3.8% decrease")
    assert result.findings == ()
    assert ("homicide.change.a", "a 3.8% decrease", True) in figures(after)


def test_an_authors_figure_may_be_kept_without_a_finding(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, swap(RUN.format("a 1.9% increase"), RUN.format("hardly any change")))
    terms = RefreshTerms(take=frozenset({"all"}), keep=frozenset({"homicide.change.a"}))
    after, result = refresh(tmp_path, edited, readings(homicide=50), terms=terms)
    assert "hardly any change" in " ".join(said(after))
    assert result.findings == ()
    assert len(result.report.of(Outcome.KEPT)) == 1


def test_an_author_who_typed_the_new_figure_agrees(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, swap(FIFTY_THREE, RUN.format("50")))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert result.findings == ()
    assert len(result.report.of(Outcome.AGREED)) == 1
    assert {text for tag, text, _ in figures(after) if tag == "homicide.value"} == {"50"}


def test_a_conflict_is_listed_again_until_it_is_settled(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, swap(FIFTY_THREE, RUN.format("54")))
    after, _ = refresh(tmp_path, edited, readings(homicide=50))
    again, result = refresh(tmp_path, after, readings(homicide=50))
    assert again["word/document.xml"] == after["word/document.xml"]
    assert rules(result.findings) == ["figure-overtyped"]
    settled, result = refresh(
        tmp_path, after, readings(homicide=50), terms=RefreshTerms(take=frozenset({"homicide.value"}))
    )
    assert result.findings == ()
    assert {(text, bound) for tag, text, bound in figures(settled) if tag == "homicide.value"} == {("50", True)}


def test_a_figure_that_was_emptied_is_a_conflict_and_can_be_filled_again(paper: bytes, tmp_path: Path) -> None:
    shown = control(parts_of(paper), "homicide.value")
    empty = shown.replace("<w:text/>", "<w:showingPlcHdr/><w:text/>").replace(
        FIFTY_THREE, '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>Click or tap here.</w:t></w:r>'
    )
    edited = edit(paper, swap(shown, empty))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    [conflict] = result.report.of(Outcome.KEPT)
    assert (conflict.before, conflict.after) == ("", "")
    assert "Click or tap here." in " ".join(said(after))
    filled, _ = refresh(tmp_path, edited, readings(homicide=50), terms=RefreshTerms(take=frozenset({"homicide"})))
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(filled)
    assert "showingPlcHdr" not in control(filled, "homicide.value")


def test_figures_deleted_or_pasted_as_text_are_told(paper: bytes, tmp_path: Path) -> None:
    plain = re.sub(
        r"<w:sdt>(?:(?!<w:sdt>).)*?(<w:r>(?:(?!<w:sdt>).)*?</w:r>)</w:sdtContent></w:sdt>",
        lambda match: match[1] if "homicide.change.a" in match[0] else match[0],
        parts_of(paper)["word/document.xml"].decode(),
    )
    edited = edit(paper, lambda _: plain)
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert "There were 50 homicides in 2021/22, a 1.9% increase. Again: 50." in said(after)
    assert {change.reference for change in result.report.of(Outcome.GONE)} == {"homicide.change.a"}
    [finding] = result.findings
    assert finding.rule == "figure-gone"
    assert "“a 1.9% increase”, and the workbook says “a 3.8% decrease”" in finding.message


@pytest.mark.parametrize("homicide", [53, 50])
def test_a_copy_from_before_tells_where_a_figure_was_pasted_as_text(
    homicide: int, paper: bytes, tmp_path: Path
) -> None:
    shown = control(parts_of(paper), "homicide.change.a")
    built = tmp_path / "built.docx"
    built.write_bytes(paper)
    terms = RefreshTerms(as_built=built)
    pasted = edit(paper, swap(shown, RUN.format("a 1.9% increase")))
    _, result = refresh(tmp_path, pasted, readings(homicide=homicide), terms=terms)
    [finding] = result.findings
    assert finding.where.startswith("2. “There were 5")
    assert "it stands there as plain words" in finding.message
    assert ("the workbook says" in finding.message) is (homicide == 50)
    typed = edit(paper, swap(shown, RUN.format("a 2% increase")))
    _, result = refresh(tmp_path, typed, readings(homicide=homicide), terms=terms)
    assert "it stands there as plain words, “a 2% increase”" in result.findings[0].message
    _, result = refresh(tmp_path, edit(paper, swap(shown, "")), readings(homicide=homicide), terms=terms)
    [finding] = result.findings
    assert finding.where == ""
    assert "it stood in 2. “There were 5" in finding.message
    assert "not found there as plain words" in finding.message


def test_a_tracked_rewriting_of_a_figure_is_the_authors(paper: bytes, tmp_path: Path) -> None:
    struck = FIFTY_THREE.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    edited = edit(paper, swap(FIFTY_THREE, DELETED.format(struck) + INSERTED.format(RUN.format("54"))))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert DELETED.format(struck) + INSERTED.format(RUN.format("54")) in after["word/document.xml"].decode()
    assert [change.before for change in result.report.of(Outcome.KEPT)] == ["54"]


def test_a_control_half_inside_a_deletion_is_a_conflict(paper: bytes, tmp_path: Path) -> None:
    half = RUN.format("5") + DELETED.format("<w:r><w:delText>3</w:delText></w:r>")
    edited = edit(paper, swap(FIFTY_THREE, half))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert half in after["word/document.xml"].decode()
    assert [change.before for change in result.report.of(Outcome.KEPT)] == ["5"]


@pytest.mark.parametrize("whole", [True, False])
def test_a_figure_in_a_deletion_is_left_and_told_where_it_is_old(paper: bytes, tmp_path: Path, whole: bool) -> None:
    shown = control(parts_of(paper), "homicide.value")
    struck = shown.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    if not whole:
        run = FIFTY_THREE.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
        struck = struck.replace(run, DELETED.format(run))
    deleted = DELETED.format(struck) if whole else struck
    edited = edit(paper, swap(shown, deleted))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert re.sub(r"<w:dataBinding[^>]*/>", "", deleted) in after["word/document.xml"].decode()
    [left] = result.report.of(Outcome.LEFT)
    assert left.note == "it stands in a tracked deletion"
    same, result = refresh(tmp_path, edited)
    assert deleted in same["word/document.xml"].decode()
    assert result.report.of(Outcome.LEFT) == ()


def test_a_figure_in_an_authors_insertion_is_refreshed_there(paper: bytes, tmp_path: Path) -> None:
    shown = control(parts_of(paper), "homicide.value")
    edited = edit(paper, swap(shown, INSERTED.format(shown)))
    after, _ = refresh(tmp_path, edited, readings(homicide=50))
    assert INSERTED.format(control(after, "homicide.value")) in after["word/document.xml"].decode()
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)


def test_two_controls_that_an_editor_has_merged_are_left(paper: bytes, tmp_path: Path) -> None:
    xml = parts_of(paper)["word/document.xml"].decode()
    between = re.search(r"53</w:t></w:r></w:sdtContent></w:sdt>(.*?)<w:sdt>.*?<w:sdtContent>", xml)
    assert between is not None
    merged = edit(paper, swap(between[0], "53</w:t></w:r>" + between[1]))
    after, result = refresh(tmp_path, merged, readings(homicide=50))
    assert any(line.startswith("There were 53 homicides in 2021/22") for line in said(after))
    [kept] = result.report.of(Outcome.KEPT)
    assert kept.before == "53 homicides in 2021/22"
    assert_nothing_else_changed(merged, after)


def test_a_control_inside_another_is_not_mixed_up_with_it(paper: bytes, tmp_path: Path) -> None:
    inner = control(parts_of(paper), "homicide.period")
    outer = control(parts_of(paper), "homicide.value")
    nested = outer.replace(FIFTY_THREE, FIFTY_THREE + inner)
    edited = edit(paper, swap(outer, nested))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    # Bound, Word would put "50" over both.
    assert re.sub(r"<w:dataBinding[^>]*/>", "", nested, count=1) in after["word/document.xml"].decode()
    assert [change.note for change in result.report.of(Outcome.LEFT)] == ["it holds another figure"]


def test_a_tag_changed_by_hand_leads_to_no_other_figure(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, swap('<w:tag w:val="homicide.value"/>', '<w:tag w:val="positive-tests.value"/>'))
    after, result = refresh(tmp_path, edited, readings(homicide=50, positive_tests="66%"))
    assert "There were 53 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    [left] = result.report.of(Outcome.LEFT)
    assert "its binding “homicide.value”" in left.note


def test_a_ledger_edited_by_hand_changes_no_figure_to_a_wrong_one(paper: bytes, tmp_path: Path) -> None:
    parts = parts_of(paper)
    own = ledger_part(package_of(parts))
    assert own is not None
    forged = edit(paper, swap('reference="homicide.value" text="53"', 'reference="homicide.value" text="999"'), own)
    after, result = refresh(tmp_path, forged, readings(homicide=50))
    assert [change.before for change in result.report.of(Outcome.KEPT)] == ["53"] * 3
    assert rules(result.findings)[0] == "ledger-edited"
    assert "999" not in " ".join(said(after))
    forged = edit(paper, swap('reference="homicide.value"', 'reference="positive-tests.value"'), own)
    after, _ = refresh(tmp_path, forged, readings(homicide=50, positive_tests="66%"))
    assert "There were 66%" not in " ".join(said(after))


def test_a_figure_from_another_paper_is_left_unless_it_agrees(paper: bytes, tmp_path: Path) -> None:
    own = control(parts_of(paper), "homicide.value")
    foreign = own.replace("homicide.value", "knife-crime.change.a").replace("53", "a 27% increase")
    foreign = re.sub(r"<w:dataBinding[^>]*/>", "", foreign)
    edited = edit(paper, swap(own, own + foreign))
    after, result = refresh(tmp_path, edited)
    assert "27% increase" in " ".join(said(after))
    [left] = result.report.of(Outcome.LEFT)
    assert left.reference == "knife-crime.change.a"
    taken, _ = refresh(tmp_path, edited, terms=RefreshTerms(take=frozenset({"knife-crime.change.a"})))
    assert "53a 28% increase homicides" in " ".join(said(taken))
    record = ledger_of(taken).figure("knife-crime.change.a")
    assert record is not None
    assert record.text == "a 28% increase"


def test_tags_dropped_by_an_editor_are_found_by_the_binding_and_put_back(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, lambda xml: re.sub(r'<w:tag w:val="[^":]*"/>', "", xml))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    assert {tag for tag, _, _ in figures(after)} == {tag for tag, _, _ in figures(parts_of(paper))}
    assert result.report.mended.tags == len(figures(parts_of(paper)))
    assert_nothing_else_changed(edited, after)


def test_bindings_dropped_by_an_editor_are_put_back(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, lambda xml: re.sub(r"<w:dataBinding[^>]*/>", "", xml))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    assert all(bound for _, _, bound in figures(after))
    assert result.report.mended.bindings == len(figures(parts_of(paper)))
    assert in_order_of_schema(after)


def in_order_of_schema(parts: dict[str, bytes]) -> bool:
    """Whether every control's properties stand in the order of the schema (17.5.2.38)."""
    order = ["rPr", "alias", "tag", "id", "lock", "showingPlcHdr", "dataBinding", "text"]
    for properties in re.findall(r"<w:sdtPr>(.*?)</w:sdtPr>", parts["word/document.xml"].decode()):
        names = [name for name in re.findall(r"<w:(\w+)", properties) if name in order]
        if names != sorted(names, key=order.index):
            return False
    return True


def test_tags_and_bindings_both_dropped_leave_the_title_and_the_words(paper: bytes, tmp_path: Path) -> None:
    edited = edit(paper, lambda xml: re.sub(r'<w:dataBinding[^>]*/>|<w:tag w:val="[^":]*"/>', "", xml))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    assert result.findings == ()


def test_controls_that_lost_everything_are_told_as_gone(paper: bytes, tmp_path: Path) -> None:
    lost = r'<w:dataBinding[^>]*/>|<w:tag w:val="[^"]*"/>|<w:alias w:val="[^"]*"/>'
    edited = edit(paper, lambda xml: re.sub(lost, "", xml))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert after["word/document.xml"] == edited["word/document.xml"]
    assert set(rules(result.findings)) == {"figure-gone"}


def test_an_untouched_paper_stays_boardpapers_own_and_an_edited_one_an_authors(paper: bytes, tmp_path: Path) -> None:
    after, _ = refresh(tmp_path, paper, readings(homicide=50))
    assert is_untouched(Package("a.docx", after)) is True
    edited = edit(paper, swap("Again", "Once more"))
    after, _ = refresh(tmp_path, edited, readings(homicide=50))
    assert is_untouched(Package("a.docx", after)) is False


def test_a_paper_of_another_program_is_refused(paper: bytes, tmp_path: Path) -> None:
    lost = without_ledger(paper)
    with pytest.raises(InputError) as caught:
        refresh(tmp_path, lost)
    assert caught.value.rule == "ledger-missing"
    plain = {"word/document.xml": re.sub(rb"</?w:sdt[^>]*>", b"", lost["word/document.xml"])}
    with pytest.raises(InputError) as caught:
        refresh(tmp_path, lost | plain)
    assert caught.value.rule == "paper-without-figures"
    assert not (tmp_path / "refreshed.docx").exists()


def test_a_lost_ledger_is_taken_from_its_copy_and_put_back(paper: bytes, tmp_path: Path) -> None:
    after, result = refresh(tmp_path, without_ledger(paper, copy=True), readings(homicide=50))
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    assert read_values(package_of(after))[value_key("homicide.value")] == "50"
    assert ledger_part(package_of(after)) is not None
    assert result.findings == ()


def test_a_lost_ledger_is_taken_from_the_paper_as_built(paper: bytes, tmp_path: Path) -> None:
    (tmp_path / "built.docx").write_bytes(paper)
    terms = RefreshTerms(as_built=tmp_path / "built.docx")
    after, result = refresh(tmp_path, without_ledger(paper), readings(homicide=50), terms=terms)
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    assert read_values(package_of(after))[value_key("homicide.value")] == "50"
    assert ledger_of(after).figures
    assert result.findings == ()


def test_a_dry_run_writes_nothing(paper: bytes, tmp_path: Path) -> None:
    (tmp_path / "refreshed.docx").write_bytes(b"mine")
    _, result = refresh(tmp_path, paper, readings(homicide=50), terms=RefreshTerms(dry=True))
    assert result.report.of(Outcome.CHANGED)
    assert (tmp_path / "refreshed.docx").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["homicide.chance", "homocide", "nothing"])
def test_a_choice_that_the_paper_does_not_know_is_refused(paper: bytes, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        refresh(tmp_path, paper, terms=RefreshTerms(take=frozenset({name})))
    assert caught.value.rule == "choice-unknown"


def test_taking_and_keeping_one_figure_is_refused(paper: bytes, tmp_path: Path) -> None:
    terms = RefreshTerms(take=frozenset({"homicide"}), keep=frozenset({"homicide.value"}))
    with pytest.raises(InputError) as caught:
        refresh(tmp_path, paper, terms=terms)
    assert caught.value.rule == "choice-twice"


def test_a_renamed_indicator_is_a_finding_with_its_likely_name(paper: bytes, tmp_path: Path) -> None:
    rows = [["murder" if cell == "homicide" else cell for cell in row] for row in readings(homicide=50)]
    after, result = refresh(tmp_path, paper, rows, indicators(homicide="murder"))
    assert "There were 53 homicides in 2021/22, a 1.9% increase. Again: 53." in said(after)
    assert result.report.of(Outcome.ADDED) == ()
    [renamed] = [finding for finding in result.findings if finding.rule == "indicator-renamed"]
    assert renamed.blocks
    assert "--renamed homicide=murder" in renamed.hint
    after, result = refresh(
        tmp_path, paper, rows, indicators(homicide="murder"), RefreshTerms(renamed={"homicide": "murder"})
    )
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    assert [finding for finding in result.findings if finding.blocks] == []
    # The next time boardpaper knows.
    later = [["murder" if cell == "homicide" else cell for cell in row] for row in readings(homicide=49)]
    after, result = refresh(tmp_path, after, later, indicators(homicide="murder"))
    assert "There were 49 homicides in 2021/22, a 5.8% decrease. Again: 49." in said(after)
    assert [finding for finding in result.findings if finding.blocks] == []
    assert said(after).count("Homicide") == 2


def test_a_removed_indicator_leaves_its_figures_and_says_so(paper: bytes, tmp_path: Path) -> None:
    declared = [row for row in indicators() if row[0] != "positive-tests"]
    rows = [row for row in readings(homicide=50) if not row or row[0] != "positive-tests"]
    after, result = refresh(tmp_path, paper, rows, declared)
    assert "tests were 64% positive" in said(after)
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    [removed] = [finding for finding in result.findings if finding.rule == "indicator-removed"]
    assert removed.blocks
    assert len([change for change in result.report.of(Outcome.LEFT) if "positive-tests" in change.reference]) >= 2


def test_a_reading_without_a_cached_value_stops_the_refresh(paper: bytes, tmp_path: Path) -> None:
    with pytest.raises(BlockingFindings) as caught:
        refresh(tmp_path, paper, readings(homicide="=25*2"))
    assert [finding.rule for finding in caught.value.findings if finding.blocks] == ["formula-without-value"]
    assert not (tmp_path / "refreshed.docx").exists()


@pytest.fixture
def desk(paper: bytes, tmp_path: Path) -> Path:
    """A folder with an edited paper, and the paper's inputs."""
    write_paper(tmp_path / "inputs", narrative=NARRATIVE)
    (tmp_path / "edited.docx").write_bytes(write_package(edit(paper, swap("Again", "Once more"))))
    return tmp_path


def again(desk: Path, homicides: object, output: Path | None = None, *, force: bool = False) -> bytes:
    """What a refresh of the edited paper writes."""
    write_workbook(desk / "inputs" / "kpi.xlsx", readings=readings(homicide=homicides))
    result = api.refresh(desk / "edited.docx", inputs=desk / "inputs", output=output, force=force)
    return result.files[0].path.read_bytes()


def test_a_refreshed_paper_is_refreshed_again_in_its_place(desk: Path) -> None:
    for homicides in (53, 50, 50, 49):
        assert f"There were {homicides} homicides" in " ".join(said(parts_of(again(desk, homicides))))
    author = edit((desk / "edited.docx").read_bytes(), swap("Once more", "Yet again"))
    (desk / "edited.docx").write_bytes(write_package(author))
    assert "Yet again: 48." in " ".join(said(parts_of(again(desk, 48))))


@pytest.mark.parametrize("homicides", [53, 50])
def test_a_file_that_somebody_has_edited_is_not_written_over(homicides: int, desk: Path) -> None:
    again(desk, homicides)
    made = desk / "edited-refreshed.docx"
    made.write_bytes(write_package(edit(made.read_bytes(), swap("There were", "We saw"))))
    kept = made.read_bytes()
    with pytest.raises(api.OutputError) as caught:
        again(desk, 49)
    assert (caught.value.rule, made.read_bytes()) == ("output-edited", kept)


def test_the_paper_itself_is_not_written_over(desk: Path) -> None:
    """Not once, and not again where it was: then no other file holds its author's words."""
    paper = desk / "edited.docx"
    with pytest.raises(api.OutputError, match="edited"):
        again(desk, 50, paper)
    again(desk, 50, paper, force=True)
    with pytest.raises(api.OutputError, match="edited"):
        again(desk, 49, paper)


def test_a_build_does_not_write_over_a_refreshed_paper(desk: Path) -> None:
    built = next(file.path for file in api.build(desk / "inputs").files if file.kind == "word")
    again(desk, 50, built)
    with pytest.raises(api.OutputError, match="edited"):
        api.build(desk / "inputs")


def test_what_is_wrong_with_the_inputs_is_told_before_what_is_wrong_with_the_output(desk: Path) -> None:
    (desk / "edited-refreshed.docx").write_text("Somebody's own.", encoding="utf-8")
    with pytest.raises(api.InputError) as caught:
        api.refresh(desk / "edited.docx", inputs=desk / "none")
    assert caught.value.rule == "file-missing"
    with pytest.raises(api.BlockingFindings, match="blocks") as stopped:
        again(desk, "=25*2")
    assert [finding.rule for finding in stopped.value.findings if finding.blocks] == ["formula-without-value"]
    with pytest.raises(api.OutputError, match="edited"):
        again(desk, 50)


def test_an_older_workbook_is_refused_unless_it_is_asked_for(paper: bytes, tmp_path: Path) -> None:
    own = ledger_part(package_of(parts_of(paper)))
    assert own is not None
    later = edit(paper, lambda xml: re.sub(r'modified="[^"]*"', 'modified="2099-01-01T00:00:00Z"', xml), own)
    with pytest.raises(BlockingFindings) as caught:
        refresh(tmp_path, later, readings(homicide=50))
    [older] = [finding for finding in caught.value.findings if finding.rule == "workbook-older"]
    assert "before the one that the paper was bound to (2099-01-01 at 00:00:00)" in older.message
    assert not (tmp_path / "refreshed.docx").exists()
    after, result = refresh(tmp_path, later, readings(homicide=50), terms=RefreshTerms(older=True))
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    assert rules(result.findings) == ["ledger-edited", "workbook-older"]


def test_a_damaged_ledger_is_refused_where_there_is_no_copy(paper: bytes, tmp_path: Path) -> None:
    own = ledger_part(package_of(parts_of(paper)))
    assert own is not None
    damaged = edit(paper, lambda xml: xml[:-40], own)
    after, result = refresh(tmp_path, damaged, readings(homicide=50))
    assert rules(result.findings) == ["ledger-edited"]
    assert "There were 50 homicides in 2021/22, a 3.8% decrease. Again: 50." in said(after)
    without_copy = damaged | {COPY: damaged[COPY].replace(b"boardpaper.aaa", b"other")}
    with pytest.raises(InputError) as caught:
        refresh(tmp_path, without_copy)
    assert caught.value.rule == "file-damaged"


def test_a_suppressed_figure_reaches_no_part_of_the_file(paper: bytes, tmp_path: Path) -> None:
    rows = readings()
    rows[3] = ["homicide", "2021/22", 7.0625, None, None, None, "c"]
    after, _ = refresh(tmp_path, paper, rows)
    assert any(line.startswith("There were [c] homicides") for line in said(after))
    assert not any(b"7.0625" in content for content in after.values())
    copy = read_copy(package_of(after))
    assert copy is not None
    assert b"7.0625" not in copy


def test_text_boxes_and_their_copies_are_refreshed_together_and_told_once(paper: bytes, tmp_path: Path) -> None:
    own = control(parts_of(paper), "homicide.change.a")
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:{0} '
        'Requires="w"><w:txbxContent><w:p>{1}</w:p></w:txbxContent></mc:{0}></mc:AlternateContent></w:r>'
    )
    both = box.format("Choice", own) + box.format("Fallback", own)
    edited = edit(paper, swap(own, both))
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert after["word/document.xml"].count(b">a 3.8% decrease<") == 2
    assert len([c for c in result.report.changes if c.reference == "homicide.change.a"]) == 1


def test_figures_in_headers_footers_and_comments_are_refreshed(paper: bytes, tmp_path: Path) -> None:
    own = control(parts_of(paper), "homicide.value")
    footer = next(name for name in parts_of(paper) if name.startswith("word/footer"))
    edited = edit(paper, lambda xml: xml.replace("</w:p>", own + "</w:p>", 1), footer)
    after, result = refresh(tmp_path, edited, readings(homicide=50))
    assert FIFTY_THREE.replace("53", "50").encode() in after[footer]
    assert "the footer, “" in " ".join(change.where for change in result.report.changes)
    assert_nothing_else_changed(edited, after)


def test_a_paper_nested_without_end_is_refused(paper: bytes, tmp_path: Path) -> None:
    own = control(parts_of(paper), "homicide.value")
    deep = own.replace(FIFTY_THREE, "<w:smartTag>" * 1500 + FIFTY_THREE + "</w:smartTag>" * 1500)
    with pytest.raises(InputError) as caught:
        refresh(tmp_path, edit(paper, swap(own, deep)), readings(homicide=50))
    assert caught.value.rule == "file-oversized"


def in_utf_16(xml: str) -> bytes:
    return re.sub(r"^<\?xml[^>]*\?>", "", xml).encode("utf-16")


def without_prefixes(xml: str) -> bytes:
    """The elements of WordprocessingML in the default namespace; attributes need their prefix."""
    names = re.search(r'xmlns:w="([^"]+)"', xml)
    assert names
    bare = xml.replace("<w:", "<").replace("</w:", "</")
    return bare.replace("<document ", f'<document xmlns="{names[1]}" ', 1).encode()


@pytest.mark.parametrize("write", [in_utf_16, without_prefixes])
def test_a_part_written_in_another_way_is_refused_and_no_figure_said_to_be_gone(
    paper: bytes, tmp_path: Path, write: Callable[[str], bytes]
) -> None:
    parts = parts_of(paper)
    parts["word/document.xml"] = write(parts["word/document.xml"].decode())
    with pytest.raises(InputError) as stopped:
        refresh(tmp_path, parts, readings(homicide=57))
    assert [finding.rule for finding in stopped.value.findings] == ["file-unusual"]


def test_a_file_whose_main_part_is_no_word_document_is_refused(paper: bytes, tmp_path: Path) -> None:
    parts = parts_of(paper)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'Target="word/document.xml"', b'Target="docProps/core.xml"')
    with pytest.raises(InputError) as stopped:
        refresh(tmp_path, parts, readings(homicide=57))
    assert [finding.rule for finding in stopped.value.findings] == ["word-no-document"]
