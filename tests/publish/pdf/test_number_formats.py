"""Number formats whose signs the publication's fonts lack: plain signs where Unicode has them, else a finding."""

from pathlib import Path
from typing import Any

import pytest

from boardpaper import api
from boardpaper.sources.pdf.texts import read_pdf_texts
from tests.support.publishable import ARIAL, ENGLISH
from tests.support.word_files import PAGE, make_word, numbered, paragraph, run

FIELD = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


def lists(number_format: str, text: str = "%1") -> str:
    level = f'<w:start w:val="2"/>{number_format}<w:lvlText w:val="{text}"/>'
    return (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


def word(folder: Path, body: str, **parts: Any) -> Path:
    return make_word(folder / "paper.docx", body, core=ENGLISH, styles=ARIAL, **parts)


def of_list(folder: Path, numbering: str) -> Path:
    """A list of one item, number 2, and a reference to it."""
    mark = '<w:bookmarkStart w:id="1" w:name="item"/><w:bookmarkEnd w:id="1"/>'
    reference = r'<w:fldSimple w:instr=" REF item \r "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    body = numbered("item", 1).replace("<w:r>", f"{mark}<w:r>", 1) + paragraph(run("See "), reference)
    return word(folder, body, numbering=lists(f'<w:numFmt w:val="{numbering}"/>'))


def of_pages(folder: Path, numbering: str) -> Path:
    """A paper whose footer has the page number."""
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    section = f'{reference}<w:pgNumType w:fmt="{numbering}" w:start="2"/>'
    return word(folder, paragraph(run("Words.")) + PAGE.replace("<w:sectPr>", f"<w:sectPr>{section}"), footer1=FIELD)


def of_notes(folder: Path, numbering: str, pattern: str = "") -> Path:
    """A paper with a footnote, whose number is 2."""
    form = f'<w:numFmt w:val="{numbering}"{pattern}/>'
    note = f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", run(" A note."))}</w:footnote>'
    return word(
        folder,
        paragraph(run("Words"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes=note,
        settings=f'<w:footnotePr>{form}<w:numStart w:val="2"/></w:footnotePr>',
    )


PLACES = {"the list": of_list, "the pages": of_pages, "the notes": of_notes}


@pytest.mark.parametrize(
    ("numbering", "shown"),
    [("decimalEnclosedParen", "(2)"), ("decimalEnclosedFullstop", "2."), ("decimalFullWidth", "2"), ("bahtText", "2")],
)
@pytest.mark.parametrize("place", PLACES)
def test_plain_signs_stand_where_unicode_has_them(place: str, numbering: str, shown: str, tmp_path: Path) -> None:
    made = api.publish(PLACES[place](tmp_path, numbering))
    assert [finding.rule for finding in made.findings if finding.blocks] == []
    words = read_pdf_texts(made.files[0].path.read_bytes()).pages[0].split()
    assert shown in [word.removeprefix("Words") for word in words]


@pytest.mark.parametrize(("numbering", "character"), [("japaneseCounting", "二"), ("ideographEnclosedCircle", "㈡")])
@pytest.mark.parametrize("place", PLACES)
def test_a_format_that_no_font_can_show_is_named_as_one(
    place: str, numbering: str, character: str, tmp_path: Path
) -> None:
    with pytest.raises(api.BlockingFindings) as caught:
        api.publish(PLACES[place](tmp_path, numbering))
    told = [finding for finding in caught.value.findings if finding.rule == "glyph-missing"]
    assert f"The numbers of {place} are written with “{character}” (U+" in told[-1].message
    assert told[-1].hint == f"In Word, choose another number format for {place}, such as 1, 2, 3."


def test_words_that_an_author_typed_stay_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(api.BlockingFindings) as caught:
        api.publish(word(tmp_path, paragraph(run("⑵ and ２"))))
    (told,) = caught.value.findings
    assert (told.rule, told.hint[:18]) == ("glyph-missing", "Write them in word")
    assert "“⑵” (U+2475); “２” (U+FF12)" in told.message


def test_notes_in_a_format_that_is_not_known_are_told(tmp_path: Path) -> None:
    made = api.publish(of_notes(tmp_path, "custom", ' w:format="x, xx, xxx, ..."'))
    (told,) = [finding for finding in made.findings if finding.rule == "word-layout"]
    assert "“custom” come out in figures here, such as “2”" in told.message
    assert told.hint == "In Word, choose another number format for the notes."


def test_pages_in_a_format_that_is_not_known_are_told(tmp_path: Path) -> None:
    made = api.publish(of_pages(tmp_path, "decimalWideWidth"))
    (told,) = [finding for finding in made.findings if finding.rule == "word-layout"]
    assert "“decimalWideWidth” come out in figures here, such as “1”" in told.message
    assert told.hint == "In Word, choose another number format for the page numbers of this section."
