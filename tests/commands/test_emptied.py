"""A figure's control that says nothing any more: named with its place, in `publish`, `check` and `refresh`."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from boardpaper.commands.check import check_word
from boardpaper.commands.publish.run import publish_word
from boardpaper.commands.refresh.run import RefreshTerms
from boardpaper.errors import BlockingFindings
from boardpaper.model.finding import Finding, Severity
from boardpaper.ooxml.package import write_package
from tests.support.refreshing import DOCUMENT, build, control, edit, figures, readings, refresh

NOTES = "word/footnotes.xml"
TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]*</w:t>")
RUNS = re.compile(r"(<w:sdtContent>).*(</w:sdtContent>)", re.DOTALL)
PROMPT = "<w:showingPlcHdr/>"
Edit = Callable[[str], str]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


def saying(words: str) -> Edit:
    return lambda xml: TEXT.sub(f'<w:t xml:space="preserve">{words}</w:t>', xml, count=1)


def without_runs(xml: str) -> str:
    return RUNS.sub(r"\1\2", xml)


def without_control(xml: str) -> str:
    return RUNS.sub(r"\1<w:r/>\2", xml)


def prompting(xml: str) -> str:
    return saying("Which figure?")(xml).replace("</w:sdtPr>", f"{PROMPT}</w:sdtPr>", 1)


def without_tag(xml: str) -> str:
    return re.sub(r"<w:tag [^>]*/>", "", saying("")(xml), count=1)


def nested(xml: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{saying(' ')(xml)}</w:sdtContent></w:sdt>"


def struck(xml: str) -> str:
    said = re.sub(r"(</?w:)t(?=[ >])", r"\1delText", xml)
    return said.replace("<w:sdtContent>", '<w:sdtContent><w:del w:id="901" w:author="Jo">').replace(
        "</w:sdtContent>", "</w:del></w:sdtContent>"
    )


def emptied(paper: bytes, tag: str, change: Edit, part: str = DOCUMENT, index: int = 0) -> bytes:
    def edited(xml: str) -> str:
        old = control({part: xml.encode()}, tag, index, part)
        assert change(old) != old
        return xml.replace(old, change(old), 1)

    return write_package(edit(paper, edited, part))


def found(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(each.where, each.message) for each in findings if each.rule == "figure-emptied"]


@pytest.mark.parametrize(
    "change",
    [
        saying(""), saying("  "), saying("\u00a0"), saying("\u200b"), saying("Click or tap here to enter text."),
        without_runs, without_control, prompting, without_tag, nested,
    ],
    ids=["empty", "spaces", "no-break space", "zero width", "prompt as words", "no run", "bare run", "prompt", "no tag",
         "nested"],
)  # fmt: skip
def test_a_control_that_says_nothing_blocks_and_is_named(tmp_path: Path, paper: bytes, change: Edit) -> None:
    path = tmp_path / "edited.docx"
    path.write_bytes(emptied(paper, "homicide.value", change))
    with pytest.raises(BlockingFindings) as stopped:
        publish_word(path)
    ((where, message),) = found(tuple(stopped.value.findings))
    assert "paragraph 2" in where
    assert "homicide.value" in message
    checked = check_word(path)
    ((_, message),) = found(checked.findings)
    assert "homicide.value" in message
    assert not path.with_suffix(".pdf").exists()


@pytest.mark.parametrize(
    ("tag", "part", "index"), [("homicide.baseline", NOTES, 0), ("positive-tests.value.marked", DOCUMENT, 0)]
)
def test_also_in_a_note_and_in_a_scorecard(tmp_path: Path, paper: bytes, tag: str, part: str, index: int) -> None:
    path = tmp_path / "edited.docx"
    path.write_bytes(emptied(paper, tag, saying(" "), part, index))
    ((_, message),) = found(check_word(path).findings)
    assert tag in message


def test_around_a_whole_cell(tmp_path: Path, paper: bytes) -> None:
    """Word makes a control of a cell where the whole cell is chosen."""

    def around(xml: str) -> str:
        old = control({DOCUMENT: xml.encode()}, "positive-tests.value.marked")
        start = xml.rindex("<w:tc>", 0, xml.index(old))
        end = xml.index("</w:tc>", start) + len("</w:tc>")
        cell = f"<w:tc>{re.search('<w:tcPr>.*?</w:tcPr>', xml[start:end], re.DOTALL)[0]}<w:p/></w:tc>"  # type: ignore[index]
        return xml[:start] + RUNS.sub(lambda match: match[1] + cell + match[2], old) + xml[end:]

    path = tmp_path / "edited.docx"
    path.write_bytes(write_package(edit(paper, around)))
    ((_, message),) = found(check_word(path).findings)
    assert "positive-tests.value.marked" in message


def test_what_was_deleted_with_changes_tracked_was_meant_to_go(tmp_path: Path, paper: bytes) -> None:
    path = tmp_path / "edited.docx"
    path.write_bytes(emptied(paper, "homicide.value", struck))
    assert found(check_word(path).findings) == []


def test_a_sound_paper_has_none(tmp_path: Path, paper: bytes) -> None:
    path = tmp_path / "edited.docx"
    path.write_bytes(paper)
    assert found(check_word(path).findings) == []


def test_a_refresh_names_it_and_fills_it_when_asked(tmp_path: Path, paper: bytes) -> None:
    edited = emptied(paper, "homicide.value", saying(" "))
    parts, result = refresh(tmp_path, edited, readings(homicide=50))
    (finding,) = (each for each in result.findings if each.rule == "figure-emptied")
    assert finding.severity is Severity.WARNING
    assert "“53”" in finding.message
    assert "“50”" in finding.message
    assert "paragraph 2" in finding.where
    terms = RefreshTerms(take=frozenset({"homicide.value"}))
    parts, _ = refresh(tmp_path, edited, readings(homicide=50), terms=terms)
    assert [said for tag, said, _ in figures(parts) if tag == "homicide.value"] == ["50"] * 3


def test_a_copied_control_keeps_its_figure(tmp_path: Path, paper: bytes) -> None:
    """Word gives a copy another id, and leaves its tag and its binding."""
    first = control({DOCUMENT: edit(paper, lambda xml: xml + " ")[DOCUMENT]}, "homicide.value")
    copy = re.sub(r'<w:id w:val="\d+"/>', '<w:id w:val="77"/>', first)
    parts, result = refresh(
        tmp_path, write_package(edit(paper, lambda xml: xml.replace(first, first + copy, 1))), readings(homicide=50)
    )
    assert [said for tag, said, _ in figures(parts) if tag == "homicide.value"] == ["50"] * 4
    assert not [finding for finding in result.findings if finding.rule.startswith("figure-")]
