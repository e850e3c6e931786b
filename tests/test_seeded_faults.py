"""Faults put into a finished publication: the tests of conformance are worth something only if they notice them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from page import validate_pdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String, parse_content_stream, unparse_content_stream

from boardpaper.cli.main import main
from tests.support.outside_tools import ValidatePdf
from tests.support.publishable import ENGLISH, heading, picture, table, word
from tests.support.stream_lengths import FALSE_ALARM, confirmed, wrong_lengths
from tests.support.word_files import PIXEL, paragraph, run

Spoil = Callable[[Pdf], object]


def elements(pdf: Pdf, tag: str) -> list[Object]:
    """Every structure element of this kind, in reading order."""

    def walk(node: Object) -> Iterator[Object]:
        if node.get(Name.S) == Name(f"/{tag}"):
            yield node
        kids = node.get(Name.K, Array([]))
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and Name.S in kid:
                yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot))


def without(tag: str, entry: str) -> Spoil:
    """An entry taken off the first element of a kind."""

    def spoil(pdf: Pdf) -> None:
        del elements(pdf, tag)[0][entry]

    return spoil


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def skipped_heading(pdf: Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H4


def twice_the_same_note(pdf: Pdf) -> None:
    first, second = elements(pdf, "Note")
    second.ID = String(str(first.ID))


def untagged(pdf: Pdf) -> None:
    """The marks around the first words taken off."""
    page = pdf.pages[0]
    instructions = list(parse_content_stream(page))
    begin = next(
        index
        for index, each in enumerate(instructions)
        if str(each.operator) == "BDC" and "MCID" in str(each.operands[1])
    )
    end = next(index for index in range(begin, len(instructions)) if str(instructions[index].operator) == "EMC")
    del instructions[end], instructions[begin]
    page.Contents = pdf.make_stream(unparse_content_stream(instructions))


def missing_glyph(pdf: Pdf) -> None:
    """A character that the embedded font does not have."""
    page = pdf.pages[0]
    instructions = list(parse_content_stream(page))
    shown = next(each for each in instructions if str(each.operator) == "Tj")
    at = instructions.index(shown)
    instructions[at] = pikepdf.ContentStreamInstruction([String(b"\xfe\xfe")], shown.operator)
    page.Contents = pdf.make_stream(unparse_content_stream(instructions))


def no_unicode(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font[Name.ToUnicode]


def font_not_embedded(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        descriptor = font.FontDescriptor if Name.FontDescriptor in font else font.DescendantFonts[0].FontDescriptor
        del descriptor[Name.FontFile2]


def no_title(pdf: Pdf) -> None:
    metadata = pdf.Root.Metadata
    content = metadata.read_bytes()
    start, end = content.index(b"<dc:title>"), content.index(b"</dc:title>") + len(b"</dc:title>")
    metadata.write(content[:start] + content[end:])


def title_not_shown(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


def link_without_words(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[0][Name.Contents]


def link_out_of_the_tree(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[-1][Name.StructParent]


def no_output_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def no_structure(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def not_marked(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


FAULTS: dict[str, Spoil] = {
    "no alternative text": without("Figure", "/Alt"),
    "no language": no_language,
    "skipped heading": skipped_heading,
    "note without identifier": without("Note", "/ID"),
    "two notes of one identifier": twice_the_same_note,
    "heading cell without scope": without("TH", "/A"),
    "untagged text": untagged,
    "missing glyph": missing_glyph,
    "no Unicode": no_unicode,
    "font not embedded": font_not_embedded,
    "no title": no_title,
    "title not shown": title_not_shown,
    "link without words": link_without_words,
    "link outside the structure": link_out_of_the_tree,
    "no output intent": no_output_intent,
    "no structure": no_structure,
    "not marked": not_marked,
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with a heading of each level, a picture, a table, notes and links."""
    path = tmp_path_factory.mktemp("sound") / "paper.docx"
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = (
        heading(1, "How the year went")
        + heading(2, "Homicide")
        + paragraph(run("There were five"), note.format(1), run(" and six"), note.format(2))
        + paragraph(run("See "), f'<w:hyperlink r:id="web">{run("the statistics")}</w:hyperlink>')
        + paragraph(picture('descr="A grey square"'))
        + table(("Area", "2021", "2022"), ("North", "5", "6"), header=True)
    )
    notes = "".join(f'<w:footnote w:id="{number}">{paragraph(run(f"Note {number}"))}</w:footnote>' for number in (1, 2))
    word(
        body,
        core=ENGLISH,
        footnotes=notes,
        links={"web": "https://example.org/"},
        files={"picture1": ("image", PIXEL)},
    )(path)
    assert main(["publish", str(path), "--quiet"]) == 0
    return path.with_suffix(".pdf")


def spoiled(sound: Path, fault: str, folder: Path) -> Path:
    path = folder / "spoiled.pdf"
    with pikepdf.open(sound) as pdf:
        FAULTS[fault](pdf)
        pdf.save(path)
    return path


def quick_failures(path: Path) -> set[str]:
    found = {each.rule_id for profile in ("ua1", "2a") for each in validate_pdf(str(path), profile=profile).failures}
    return confirmed(found, path.read_bytes())


def test_the_publication_that_they_spoil_is_sound(sound: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound) as pdf:
        pdf.save(tmp_path / "saved.pdf")
    assert quick_failures(sound) == quick_failures(tmp_path / "saved.pdf") == set()


@pytest.mark.parametrize("fault", FAULTS)
def test_the_quick_check_notices(fault: str, sound: Path, tmp_path: Path) -> None:
    assert quick_failures(spoiled(sound, fault, tmp_path))


@pytest.mark.parametrize("fault", FAULTS)
def test_verapdf_notices(fault: str, sound: Path, tmp_path: Path, verapdf: ValidatePdf) -> None:
    assert verapdf(sound) == []
    assert verapdf(spoiled(sound, fault, tmp_path))


@pytest.mark.parametrize("more", [-1, 1])
def test_a_stream_of_another_length_is_noticed_by_both(
    more: int, sound: Path, tmp_path: Path, verapdf: ValidatePdf
) -> None:
    """The one alarm of page-validation that is often false is passed over only where it is."""
    content = sound.read_bytes()
    assert wrong_lengths(content) == []
    stated = re.search(rb"/Length (\d*[1-8])>>\nstream\n", content)
    assert stated is not None
    other = b"%0*d" % (len(stated[1]), int(stated[1]) + more)
    path = tmp_path / "spoiled.pdf"
    path.write_bytes(content[: stated.start(1)] + other + content[stated.end(1) :])
    assert wrong_lengths(path.read_bytes()) == [stated.end()]
    assert FALSE_ALARM in confirmed({FALSE_ALARM}, path.read_bytes())
    assert verapdf(path)
