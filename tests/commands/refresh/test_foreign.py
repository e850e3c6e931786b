"""A figure pasted from another paper does not become this one's: its words stay, and every command tells of it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.check import check_word
from boardpaper.commands.publish.run import publish_word
from boardpaper.commands.refresh.run import RefreshTerms
from boardpaper.commands.trace import trace_paper
from boardpaper.live.bindings import read_values, values_part
from boardpaper.live.ledger import read_ledger
from boardpaper.ooxml.package import write_package
from tests.support.places import DATA
from tests.support.refreshing import DOCUMENT, NARRATIVE, build, control, edit, figures, readings, refresh
from tests.support.small_paper import PAPER, write_paper, write_workbook
from tests.support.word_papers import package_of, parts_of

STORE = re.compile(rb'w:storeItemID="(\{[0-9A-F-]+\})"')
RELEASED = next((DATA / "releases" / "0.1.0" / "built").glob("*.docx"))


def built(folder: Path, paper: str = PAPER, **values: object) -> bytes:
    write_paper(folder, narrative=NARRATIVE, paper=paper)
    write_workbook(folder / "kpi.xlsx", readings=readings(**values))
    return next(made.path for made in build_paper(folder).files if made.kind == "word").read_bytes()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def last_quarters(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The paper of the meeting before, whose figure was another one."""
    return built(tmp_path_factory.mktemp("last"), PAPER.replace("2022-05", "2022-02"), homicide=48)


def pasted(paper: bytes, other: bytes, tag: str = "homicide.value", without: str = "") -> bytes:
    """`paper` with a copy of a control of `other` behind its own."""
    theirs = re.sub(r'<w:id w:val="\d+"/>', '<w:id w:val="77"/>', control(parts_of(other), tag))
    theirs = re.sub(without, "", theirs) if without else theirs
    ours = control(parts_of(paper), "homicide.value")
    return write_package(edit(paper, lambda xml: xml.replace(ours, ours + theirs, 1)))


def stores(parts: Mapping[str, bytes]) -> set[bytes]:
    return set(STORE.findall(parts[DOCUMENT]))


def written(folder: Path, paper: bytes) -> Path:
    path = folder / "pasted.docx"
    path.write_bytes(paper)
    return path


def test_each_paper_has_a_store_of_its_own(tmp_path: Path, paper: bytes, last_quarters: bytes) -> None:
    ours, theirs = stores(parts_of(paper)), stores(parts_of(last_quarters))
    assert len(ours) == len(theirs) == 1
    assert ours != theirs
    assert stores(parts_of(build(tmp_path))) == ours
    parts = parts_of(paper)
    ledger = read_ledger(package_of(parts))
    assert ledger is not None
    part = values_part(package_of(parts), ledger.store)
    assert part is not None
    namespace = etree.QName(etree.fromstring(parts[part])).namespace or ""
    # Word goes by the id; whoever goes by the namespace finds no value of another paper either.
    assert namespace.encode() in parts[DOCUMENT]
    assert namespace.encode() not in parts_of(last_quarters)[DOCUMENT]
    assert any(store in b"".join(parts[name] for name in parts if "itemProps" in name) for store in ours)


def test_another_meeting_item_or_figure_makes_another_paper(tmp_path: Path, paper: bytes) -> None:
    others = [
        built(tmp_path / "a", PAPER.replace("agenda_item: 5", "agenda_item: 6")),
        built(tmp_path / "b", homicide=54),
    ]
    assert len({frozenset(stores(parts_of(each))) for each in (paper, *others)}) == 3


@pytest.mark.parametrize("without", ["", r"<w:tag [^>]*/>"])
def test_a_pasted_figure_keeps_its_words_and_is_told(
    tmp_path: Path, paper: bytes, last_quarters: bytes, without: str
) -> None:
    edited = pasted(paper, last_quarters, without=without)
    parts, result = refresh(tmp_path, edited, readings(homicide=50))
    said = [words for tag, words, _ in figures(parts) if tag in ("homicide.value", "")]
    assert said == ["50", "48", "50", "50"]
    (finding,) = (each for each in result.findings if each.rule == "figure-foreign")
    assert "“48”" in finding.message
    assert "paragraph 2" in finding.where
    path = written(tmp_path, edited)
    checked = check_word(path)
    assert [each.rule for each in checked.findings if "48" in each.message][:1] == ["figure-foreign"]
    published = publish_word(path)
    assert "figure-foreign" in {each.rule for each in published.findings}
    trail = trace_paper(path).trail
    assert trail is not None
    assert "48" not in [figure.text for figure in trail.figures]


def test_the_same_number_is_told_too(tmp_path: Path, paper: bytes) -> None:
    """What says the same by chance today would say something else after the next refresh."""
    other = built(tmp_path / "other", PAPER.replace("2022-05", "2022-02"))
    parts, result = refresh(tmp_path, pasted(paper, other), readings(homicide=50))
    assert [words for tag, words, _ in figures(parts) if tag == "homicide.value"] == ["50", "53", "50", "50"]
    assert "figure-foreign" in {each.rule for each in result.findings}


def test_it_becomes_this_papers_when_asked(tmp_path: Path, paper: bytes, last_quarters: bytes) -> None:
    terms = RefreshTerms(take=frozenset({"homicide.value"}))
    parts, result = refresh(tmp_path, pasted(paper, last_quarters), readings(homicide=50), terms=terms)
    assert [words for tag, words, _ in figures(parts) if tag == "homicide.value"] == ["50"] * 4
    assert len(stores(parts)) == 1
    assert "figure-foreign" not in {each.rule for each in result.findings}


def test_a_figure_that_the_paper_does_not_have_is_told(tmp_path: Path, paper: bytes) -> None:
    parts, result = refresh(tmp_path, pasted(paper, RELEASED.read_bytes(), "homicide.change.a"), readings())
    (finding,) = (each for each in result.findings if each.rule == "figure-foreign")
    assert "a 1.9% increase" in finding.message
    assert ("homicide.change.a", "a 1.9% increase") in [(tag, words) for tag, words, _ in figures(parts)]


def test_values_outlive_a_refresh_in_their_store(tmp_path: Path, paper: bytes) -> None:
    parts, _ = refresh(tmp_path, paper, readings(homicide=50))
    ledger = read_ledger(package_of(parts))
    assert ledger is not None
    assert stores(parts) == stores(parts_of(paper))
    values = read_values(package_of(parts), ledger.store)
    assert values[next(record.key for record in ledger.figures if record.tag == "homicide.value")] == "50"
    assert len([name for name in parts if re.fullmatch(r"customXml/item\d+\.xml", name)]) == 2
