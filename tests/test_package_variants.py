"""A Word file means the same however it is packed: each command makes of a variant what it makes of the plain file."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from boardpaper.checks.template import check_template
from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.check import check_word
from boardpaper.commands.diff import compare_papers
from boardpaper.commands.publish.run import publish_word
from boardpaper.commands.refresh.run import RefreshTerms, refresh_word
from boardpaper.commands.trace import trace_paper
from boardpaper.errors import InputError
from boardpaper.ooxml.package import Package, read_package, write_package
from boardpaper.running.results import RefreshResult
from boardpaper.sources.narrative.snippet.reader import read_word_snippet
from boardpaper.sources.word.reader import read_document
from tests.corpus.files import FILES
from tests.support.package_variants import VARIANTS, Parts, strict
from tests.support.places import TEMPLATES
from tests.support.refreshing import DOCUMENT, NARRATIVE, build, edit, readings, without_ledger
from tests.support.small_paper import INDICATORS, PAPER, write_paper, write_workbook
from tests.support.word_papers import parts_of

Variant = Callable[[Parts], dict[str, bytes]]
each_variant = pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
HASH = re.compile(rb' refreshed="[0-9a-f]{64}"')
TEMPLATE = parts_of((TEMPLATES / "agenda-item.docx").read_bytes())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper's folder with a newer workbook: one file, since a workbook tells when it was saved."""
    folder = write_paper(tmp_path_factory.mktemp("inputs"), narrative=NARRATIVE)
    write_workbook(folder / "kpi.xlsx", INDICATORS, readings(homicide=50))
    return folder


@pytest.fixture(scope="module")
def edited(built: bytes) -> dict[str, bytes]:
    """The paper, in which an author has typed a word of their own and another over a figure."""
    return edit(built, lambda xml: xml.replace("Again: ", "Once again: ").replace(">53<", ">fifty-three<", 1))


def saved(folder: Path, parts: Mapping[str, bytes], name: str = "paper.docx") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(write_package(parts))
    return path


def refreshed(
    folder: Path, parts: Mapping[str, bytes], inputs: Path, terms: RefreshTerms | None = None
) -> tuple[dict[str, bytes], RefreshResult]:
    """The parts of a paper after its refresh, and what was said of it; but for the hash, which is over all parts."""
    made = folder / "refreshed.docx"
    result = refresh_word(saved(folder, parts), inputs, output=made, terms=terms, force=True)
    after = {name: HASH.sub(b"", content) for name, content in parts_of(made.read_bytes()).items()}
    return after, replace(result, files=())


def told(path: Path) -> tuple[str, ...]:
    """What is read of a Word file, or why it is not; pictures go by their contents, since names are the variant's."""
    try:
        package = read_package(path)
        document, findings = read_document(path, package=package)
    except InputError as fault:
        return (fault.rule,)
    assert_roots_as_parsed(package)
    text = repr(document)
    for name, image in document.images.items():
        text = text.replace(repr(name), hashlib.sha256(image.content).hexdigest())
    return (text, *(f"{finding.rule} {finding.where}" for finding in findings))


def assert_roots_as_parsed(package: Package) -> None:
    """Whoever looked at a root has left it as it was."""
    fresh = Package(package.name, package.parts)
    for part in package:
        if part.lower().endswith((".xml", ".rels")):
            assert canonical(package, part) == canonical(fresh, part), part


def canonical(package: Package, part: str) -> bytes:
    try:
        root = package.root(part)
    except InputError:
        return b""
    return b"" if root is None else etree.tostring(root, method="c14n")


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_the_corpus_is_read_alike(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(FILES[name]())) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    plain = told(saved(tmp_path, parts))
    for called, variant in VARIANTS.items():
        assert told(saved(tmp_path / called, variant(parts))) == plain, called


@each_variant
@pytest.mark.parametrize("track", [False, True], ids=["outright", "tracked"])
def test_a_refresh_changes_what_it_changes_in_the_plain_file_and_no_other_byte(
    edited: dict[str, bytes], inputs: Path, variant: Variant, track: bool, tmp_path: Path
) -> None:
    terms = RefreshTerms(track=track, take=frozenset({"all"} if track else ()))
    plain, result = refreshed(tmp_path / "plain", edited, inputs, terms)
    after, again = refreshed(tmp_path / "variant", variant(edited), inputs, terms)
    assert result.report.changes
    assert again == result
    assert after == variant(plain)


@each_variant
def test_a_refresh_gives_a_file_back_the_ledger_that_a_program_dropped(
    built: bytes, inputs: Path, variant: Variant, tmp_path: Path
) -> None:
    lost = without_ledger(built, copy=True)
    plain, result = refreshed(tmp_path / "plain", lost, inputs)
    after, again = refreshed(tmp_path / "variant", variant(lost), inputs)
    assert again == result
    later, said = refreshed(tmp_path / "plain", plain, inputs)
    last, said_again = refreshed(tmp_path / "variant", after, inputs)
    assert said_again == said
    assert (later, last) == (plain, after)


def test_what_is_added_to_a_strict_file_is_strict(built: bytes, inputs: Path, tmp_path: Path) -> None:
    after, _ = refreshed(tmp_path, strict(without_ledger(built, copy=True)), inputs)
    assert {"customXml/itemProps1.xml", "customXml/itemProps2.xml"} <= set(after)
    transitional = b"http://schemas.openxmlformats.org/officeDocument"
    assert [name for name, content in after.items() if transitional in content] == []
    assert b"w:conformance=" in after[DOCUMENT]


@each_variant
def test_every_command_that_reads_says_the_same(
    edited: dict[str, bytes], built: bytes, variant: Variant, tmp_path: Path
) -> None:
    said = []
    for name, change in (("plain", dict), ("variant", variant)):
        paper = saved(tmp_path / name, change(edited))
        before = saved(tmp_path / name, change(parts_of(built)), "before.docx")
        published = publish_word(paper, output=tmp_path / name)
        made = {file.path.name: file.path.read_bytes() for file in published.files}
        snippet = read_word_snippet(paper, name="paper.docx")
        said.append(
            (trace_paper(paper), check_word(paper), compare_papers(before, paper), published.findings, made, snippet)
        )
    assert said[0] == said[1]


@each_variant
def test_a_template_is_checked_and_filled_alike(inputs: Path, variant: Variant, tmp_path: Path) -> None:
    said = []
    for name, change in (("plain", dict), ("variant", variant)):
        folder = write_paper(tmp_path / name, paper=PAPER.replace("agenda-item.docx", "own.docx"))
        template = saved(folder, change(TEMPLATE), "own.docx")
        built = build_paper(folder)
        word, *others = (file.path for file in built.files)
        said.append(
            (
                check_template(template, name="own.docx"),
                told(word),
                [each.read_bytes() for each in others if each.suffix == ".pdf"],
            )
        )
    assert said[0] == said[1]


def test_a_paper_from_a_strict_template_is_no_strict_file(tmp_path: Path) -> None:
    folder = write_paper(tmp_path, paper=PAPER.replace("agenda-item.docx", "own.docx"))
    saved(folder, strict(TEMPLATE), "own.docx")
    word = next(file.path for file in build_paper(folder).files if file.kind == "word")
    assert [
        name
        for name, content in parts_of(word.read_bytes()).items()
        if b"purl.oclc.org" in content or b"conformance" in content
    ] == []
