"""What the figures of a Word file print now, whatever the ledger says that they printed once."""

import io

import docx
import pytest

from boardpaper.live.controls import figure_control
from boardpaper.live.ledger import FigureRecord, Ledger, with_ledger
from boardpaper.live.printed import printed_figures
from boardpaper.model.printed import PrintedFigure
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
