"""A meeting all of whose inputs hold a private word where nobody looks: no byte of what goes out has it."""

import shutil
from pathlib import Path

import pytest

from boardpaper.api import pack
from boardpaper.ooxml.package import read_package
from tests.support.finished_pdfs import publication
from tests.support.outside_tools import ReadPdfText
from tests.support.places import ROOT
from tests.support.planted_privates import WORD, found, spoil_pdf, spoil_word, spoil_workbook
from tests.support.publishable import ARIAL, ENGLISH, FIRST, HEADINGS, heading
from tests.support.small_paper import PAPER, write_paper
from tests.support.word_files import make_word, paragraph, run

MEETING = f"""\
body: Strategic Board
date: 2022-05-24
template: {WORD}-agenda.docx
items:
  - {{number: 1, title: Minutes, paper: {{file: "{WORD}-minutes.docx", allow: [comments, embedded-files]}}}}
  - number: 5
    title: Performance report
    paper: {WORD}-folder
    appendices: [{{title: Letter, paper: {{file: "{WORD}-letter.pdf", allow: [pdf-comments]}}}}]
  - number: 7
    title: Repairs
    paper: {{file: "{WORD}-late.pdf", allow: [pdf-comments]}}
    late: {{reason: the survey came later, supplement: 1}}
  - {{number: 6, title: Award, paper: closed.docx, restricted: {{paragraph: 3, reason: affairs of bidders}}}}
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs of a meeting with the word in every input, and in the names of the files."""
    folder = tmp_path_factory.mktemp(f"{WORD}-meeting")
    (folder / "meeting.yaml").write_text(MEETING, encoding="utf-8")
    template = folder / f"{WORD}-agenda.docx"
    shutil.copy(ROOT / "templates" / "agenda.docx", template)
    spoil_word(template, "agenda")
    body = heading(1, "Minutes") + FIRST
    minutes = make_word(folder / f"{WORD}-minutes.docx", body, styles=ARIAL + HEADINGS, settings="<w:zoom/>")
    spoil_word(minutes, "minutes", title="Minutes", embedded=True)
    paper = write_paper(
        folder / f"{WORD}-folder",
        paper=PAPER.replace("kpi.xlsx", f"{WORD}-kpi.xlsx").replace("agenda-item.docx", f"{WORD}-item.docx"),
    )
    (paper / "kpi.xlsx").rename(paper / f"{WORD}-kpi.xlsx")
    spoil_workbook(paper / f"{WORD}-kpi.xlsx", "workbook")
    shutil.copy(ROOT / "templates" / "agenda-item.docx", paper / f"{WORD}-item.docx")
    (folder / f"{WORD}-letter.pdf").write_bytes(spoil_pdf(publication("Letter"), "letter"))
    make_word(folder / "closed.docx", paragraph(run("Closed.")), styles=ARIAL, core=ENGLISH)
    (folder / f"{WORD}-late.pdf").write_bytes(spoil_pdf(publication("Repairs"), "late"))
    pack(folder)
    pack(folder, supplement=1)
    return folder


def test_every_input_holds_it(packed: Path) -> None:
    for name, least in ((f"{WORD}-agenda.docx", 25), (f"{WORD}-minutes.docx", 25), (f"{WORD}-letter.pdf", 25)):
        told = {each for each in found(packed) if each.startswith(f"{name}: ")}
        assert len(told) >= least, told


def test_nothing_that_goes_out_holds_it(packed: Path) -> None:
    assert found(packed / "packs" / "public") == set()
    assert {path.suffix for path in (packed / "packs" / "public").rglob("*.*")} == {".docx", ".pdf", ".json"}


def test_what_readers_see_is_all_there(packed: Path, pdftotext: ReadPdfText) -> None:
    public = packed / "packs" / "public"
    (bound,) = public.glob("*pack.pdf")
    words = " ".join(pdftotext(bound).split())
    for said in ("Words. A linkA field", "How the year went.", "There were 53 homicides", "Part 1 of Letter"):
        assert said in words
    (agenda,) = public.glob("*agenda.docx")
    parts = read_package(agenda).parts
    assert sum(name.startswith("word/media/") for name in parts) == 2
    assert parts["word/document.xml"].count(b'descr="A square"') == 2
