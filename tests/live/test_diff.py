"""Two versions of a paper compared through the command line: figures, words, moves, links, pictures, notes."""

import json
from pathlib import Path
from typing import Any

import pytest

from boardpaper.cli.main import main
from tests.support.outside_tools import ConvertOffice
from tests.support.small_paper import write_paper
from tests.support.word_files import make_word, paragraph, run


def figure(tag: str, text: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>'


def link(reference: str, words: str) -> str:
    return f'<w:hyperlink r:id="{reference}">{run(words)}</w:hyperlink>'


def compared(folder: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, **parts: Any) -> dict[str, Any]:
    old = make_word(folder / "before.docx", before, **parts)
    new = make_word(folder / "after.docx", after, **parts)
    assert main(["diff", str(old), str(new), "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def words_told(told: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(change["fate"], change["before"], change["after"]) for change in told["words"]]


HOMICIDE = paragraph(run("There were ") + figure("homicide.value", "53") + run(" homicides in the year."))
VIOLENCE = paragraph(run("Serious violence rose again, and the force says why."))
FRAUD = paragraph(run("Fraud is the crime that people are most likely to suffer."))


def test_a_figure_that_follows_the_workbook_is_no_change_of_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = compared(tmp_path, capsys, HOMICIDE + FRAUD, HOMICIDE.replace("53", "1,054") + FRAUD)
    assert told["words"] == []
    assert [(each["tag"], each["before"], each["after"], each["fate"]) for each in told["figures"]] == [
        ("homicide.value", "53", "1,054", "changed")
    ]
    assert "There were 1,054 homicides" in told["figures"][0]["where"]


def test_a_figure_typed_over_before_a_full_stop_is_told_as_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live = paragraph(run("There were more (") + figure("homicide.value", "53") + run(")."))
    told = compared(tmp_path, capsys, live, paragraph(run("There were more (54).")))
    assert [(each["before"], each["after"], each["fate"]) for each in told["figures"]] == [("53", "54", "typed")]
    assert told["words"] == []


def test_a_figure_typed_over_is_told_as_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = paragraph(run("There were 54 homicides in the year."))
    told = compared(tmp_path, capsys, HOMICIDE, typed)
    assert (told["words"], [(each["before"], each["after"], each["fate"]) for each in told["figures"]]) == (
        [],
        [("53", "54", "typed")],
    )
    back = compared(tmp_path, capsys, typed, HOMICIDE)
    assert [(each["before"], each["after"], each["fate"]) for each in back["figures"]] == [("54", "53", "live")]


def test_a_changed_word_is_told_with_those_before_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = compared(tmp_path, capsys, VIOLENCE, VIOLENCE.replace("rose again", "fell"))
    assert words_told(told) == [("changed", "rose again,", "fell,")]
    assert told["words"][0]["after_words"] == "Serious violence"


def test_added_removed_and_moved_paragraphs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    survey = paragraph(run("A survey is under way."))
    told = compared(tmp_path, capsys, HOMICIDE + VIOLENCE + FRAUD, FRAUD + HOMICIDE + survey)
    assert [(fate, before[:9], after[:9]) for fate, before, after in words_told(told)] == [
        ("moved", "“Fraud is", "“Fraud is"),
        ("added", "", "A survey "),
        ("removed", "Serious v", ""),
    ]


def test_a_figure_that_changes_while_its_paragraph_moves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = compared(tmp_path, capsys, HOMICIDE + VIOLENCE + FRAUD, VIOLENCE + FRAUD + HOMICIDE.replace("53", "54"))
    assert [each["fate"] for each in told["words"]] == ["moved"]
    assert [(each["before"], each["after"]) for each in told["figures"]] == [("53", "54")]


def test_a_link_that_leads_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = [paragraph(run("Read ") + link(reference, "the report") + run(" on it.")) for reference in ("one", "two")]
    links = {"one": "https://example.org/1", "two": "https://example.org/2"}
    told = compared(tmp_path, capsys, *body, links=links)
    assert words_told(told) == [("link", "https://example.org/1", "https://example.org/2")] * 2


def test_formatting_alone_is_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bold = paragraph(run("Serious ") + "<w:r><w:rPr><w:b/></w:rPr><w:t>viol</w:t></w:r>" + run("ence rose."))
    told = compared(tmp_path, capsys, paragraph(run("Serious violence rose.")), bold)
    assert (told["figures"], told["words"]) == ([], [])


def reference(shown: str) -> str:
    return f'<w:hyperlink w:anchor="here">{run(shown)}</w:hyperlink>'


def test_the_number_of_a_place_in_the_paper_is_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marked = '<w:bookmarkStart w:id="1" w:name="here"/>' + FRAUD
    told = compared(
        tmp_path,
        capsys,
        paragraph(run("See ") + reference("5")) + marked,
        paragraph(run("See ") + reference("6")) + marked,
    )
    assert (told["figures"], told["words"]) == ([], [])
    told = compared(
        tmp_path, capsys, paragraph(run("See ") + reference("fraud")), paragraph(run("See ") + reference("theft"))
    )
    assert words_told(told) == [("changed", "fraud", "theft")]


def control(tag: str, text: str) -> str:
    return f"<w:sdt><w:sdtPr>{tag}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"


def test_a_control_that_holds_no_figure_is_compared_by_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """LibreOffice drops the tags of controls, and a refresh puts that of the key below a scorecard back."""
    key = '<w:tag w:val="legend:all"/>'
    dropped, kept = (paragraph(control(tag, "Key: [x] not available.")) for tag in ("", key))
    assert compared(tmp_path, capsys, dropped + FRAUD, kept + FRAUD)["words"] == []
    told = compared(tmp_path, capsys, kept, paragraph(control(key, "Key: [z] not available.")))
    assert (words_told(told), told["figures"]) == ([("changed", "[x]", "[z]")], [])


def test_a_page_break_that_moved_into_its_paragraph_is_no_change_of_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page_break = '<w:r><w:br w:type="page"/></w:r>'
    told = compared(tmp_path, capsys, paragraph(page_break) + FRAUD, FRAUD.replace("<w:p>", f"<w:p>{page_break}"))
    assert told["words"] == []


def test_a_bookmark_in_a_word_is_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marked = paragraph(run("Serious vio") + '<w:bookmarkStart w:id="1" w:name="here"/>' + run("lence rose."))
    told = compared(tmp_path, capsys, paragraph(run("Serious violence rose.")), marked)
    assert (told["figures"], told["words"]) == ([], [])


def test_the_same_paper_differs_in_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built,) = built_papers(tmp_path)
    capsys.readouterr()
    assert main(["diff", str(built), str(built)]) == 0
    assert capsys.readouterr().out == "No figure and no word differs.\n"


def test_a_save_by_another_program_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], soffice: ConvertOffice
) -> None:
    (built,) = built_papers(tmp_path)
    (tmp_path / "saved").mkdir()
    saved = soffice(built, "docx", tmp_path / "saved")
    capsys.readouterr()
    assert main(["diff", str(built), str(saved)]) == 0
    assert capsys.readouterr().out == "No figure and no word differs.\n"


def built_papers(folder: Path) -> list[Path]:
    assert main(["build", str(write_paper(folder / "paper")), "-o", str(folder / "out")]) == 0
    return sorted((folder / "out").glob("*.docx"))


def test_people_read_the_same_in_plain_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = make_word(tmp_path / "a.docx", HOMICIDE + VIOLENCE)
    new = make_word(tmp_path / "b.docx", HOMICIDE.replace("53", "54") + VIOLENCE.replace("rose", "fell"))
    assert main(["diff", str(old), str(new)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Figures: 1",
        "  homicide.value: 53 → 54",
        "    in “There were 54 homicides in the year.”",
        "Words: 1",
        "  In “Serious violence fell again, and the force says”",
        "    after “Serious violence”",
        "    - rose",
        "    + fell",
    ]


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 not a zip"])
def test_a_file_that_is_no_paper_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    good = make_word(tmp_path / "good.docx", HOMICIDE)
    bad = tmp_path / "bad.docx"
    if content is not None:
        bad.write_bytes(content)
    assert main(["diff", str(good), str(bad)]) == 2
    assert "bad.docx" in capsys.readouterr().err


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("other", ["live", "typed", "another facet", "another paragraph"])
def test_what_one_version_suppresses_is_not_told_of_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], other: str, backwards: bool
) -> None:
    live = HOMICIDE.replace("53", "7919")
    told = {
        "live": live,
        "typed": paragraph(run("There were 7919 homicides in the year.")),
        "another facet": live.replace("homicide.value", "homicide.value.words"),
        "another paragraph": FRAUD + paragraph(run("Other words: ") + figure("homicide.value", "7919")),
    }[other]
    both = [told, HOMICIDE.replace("53", "[c]")]
    difference = compared(tmp_path, capsys, *(reversed(both) if backwards else both))
    assert "7919" not in json.dumps(difference) or (other, backwards) == ("typed", True)
    assert difference["figures"] or difference["words"]
