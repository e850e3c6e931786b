"""What the figures of a Word file print now, whatever the ledger says that they printed once."""

import io

import docx
import pytest

from boardpaper.live.controls import figure_control
from boardpaper.live.ledger import FigureRecord, Ledger, with_ledger
from boardpaper.live.printed import opening_words, paper_subject, printed_figures
from boardpaper.model.printed import PrintedFigure
from boardpaper.ooxml.names import OFFICE
from boardpaper.ooxml.wordml import text_run
from tests.support.word_papers import package_of, parts_of

RECORD = FigureRecord("homicide.value", "homicide.value", "53", "homicide", "value", "2021/22")
INSERTED = '<w:ins w:id="1">{}</w:ins>'
DELETED = '<w:del w:id="2"><w:r><w:delText>53</w:delText></w:r></w:del>'


def word_file(*contents: str, tag: str = "homicide.value") -> dict[str, bytes]:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    parts = parts_of(buffer.getvalue())
    controls = "".join(
        f"<w:p>{figure_control(content, tag=tag, title='Homicide', number=number)}</w:p>"
        for number, content in enumerate(contents, 1)
    )
    whole = parts["word/document.xml"].replace(b"<w:sectPr", f"{controls}<w:sectPr".encode(), 1)
    return with_ledger(package_of({**parts, "word/document.xml": whole}), Ledger((RECORD,))).parts


def figure(text: str) -> PrintedFigure:
    return PrintedFigure("homicide", "value", "2021/22", text)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (text_run("53"), "53"),
        (text_run("5") + text_run("4"), "54"),
        (text_run("1 234"), "1 234"),
        (INSERTED.format(text_run("55")) + DELETED, "55"),
        (text_run("one") + "<w:r><w:noBreakHyphen/></w:r>" + text_run("fold"), "one\u2011fold"),
        (text_run("53") + "<w:r><w:instrText>PAGE</w:instrText></w:r>", "53"),
        ("", ""),
    ],
)
def test_the_words_are_those_on_the_page(content: str, text: str) -> None:
    assert printed_figures(package_of(word_file(content))) == (figure(text),)


def test_a_figure_that_stands_in_several_places_is_told_once_for_each_wording() -> None:
    assert printed_figures(package_of(word_file(text_run("53"), text_run("54"), text_run("53")))) == (
        figure("53"),
        figure("54"),
    )


def test_a_deleted_control_prints_nothing() -> None:
    parts = word_file(text_run("53"))
    name = "word/document.xml"
    parts[name] = parts[name].replace(b"<w:sdt>", b'<w:del w:id="3"><w:sdt>').replace(b"</w:sdt>", b"</w:sdt></w:del>")
    assert printed_figures(package_of(parts)) == ()


def test_other_controls_and_other_files_have_no_figures() -> None:
    assert printed_figures(package_of(word_file(text_run("53"), tag="source:1"))) == ()
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert printed_figures(package_of(parts_of(buffer.getvalue()))) == ()


def plain_file(*paragraphs: str, subject: str = "") -> dict[str, bytes]:
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    document.core_properties.subject = subject
    buffer = io.BytesIO()
    document.save(buffer)
    return parts_of(buffer.getvalue())


def test_figures_in_a_header_are_printed_too() -> None:
    """A part that no relationship names is none of the paper's."""
    parts = word_file(text_run("53"))
    relationships = "word/_rels/document.xml.rels"
    header = f'<Relationship Id="rId99" Type="{OFFICE}/relationships/header" Target="header9.xml"/></Relationships>'
    whole = parts["word/document.xml"].replace(b">53<", b">54<")
    more = {
        "word/header9.xml": whole,
        "word/header8.xml": whole.replace(b">54<", b">55<"),
        relationships: parts[relationships].replace(b"</Relationships>", header.encode()),
    }
    assert printed_figures(package_of({**parts, **more})) == (figure("53"), figure("54"))


def test_tabs_and_breaks_are_spaces() -> None:
    content = text_run("5") + "<w:r><w:tab/></w:r>" + text_run("3") + "<w:r><w:br/></w:r>" + text_run("!")
    assert printed_figures(package_of(word_file(content))) == (figure("5 3 !"),)


def test_a_paper_says_of_its_meeting_and_item_in_its_properties() -> None:
    parts = plain_file(subject=" 24 May 2022, item 7 ")
    assert paper_subject(package_of(parts)) == ""
    assert paper_subject(with_ledger(package_of(parts), Ledger((RECORD,)))) == "24 May 2022, item 7"
    assert paper_subject(with_ledger(package_of(plain_file()), Ledger((RECORD,)))) == ""
    bare = {name: content for name, content in parts.items() if name != "docProps/core.xml"}
    assert paper_subject(with_ledger(package_of(bare), Ledger((RECORD,)))) == ""


def test_the_opening_words_are_those_of_the_first_paragraphs() -> None:
    parts = plain_file("One", "Two", "", "Three")
    assert opening_words(package_of(parts)) == "One\nTwo\n\nThree"
    assert opening_words(package_of(parts), paragraphs=2) == "One\nTwo"
    assert opening_words(package_of(plain_file(*["x"] * 41))).split() == ["x"] * 40
    assert opening_words(package_of({})) == ""
