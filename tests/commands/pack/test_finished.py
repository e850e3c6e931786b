"""Finished PDFs of a meeting: what in them stops a pack, what a person may allow, and what goes out of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from boardpaper.api import pack
from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BlockingFindings
from boardpaper.sources.pdf.reader import read_pdf, read_pdf_texts
from tests.support.finished_pdfs import changed, publication, signed, with_attachment


def meeting(folder: Path, content: bytes, allow: str = "") -> Path:
    (folder / "p.pdf").write_bytes(content)
    paper = f"{{file: p.pdf, allow: [{allow}]}}" if allow else "p.pdf"
    (folder / "meeting.yaml").write_text(
        f"body: B\ndate: 2022-05-24\nitems: [{{number: 1, title: One, paper: {paper}}}]", encoding="utf-8"
    )
    return folder


def noted(pdf: Pdf) -> None:
    """A reviewer's note with a name."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 20, 20]), T=String("Jo Bloggs"))
    note.Contents = String("Drop this?")
    pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get(Name.Annots, Array()), pdf.make_indirect(note)])


def marked_to_be_redacted(pdf: Pdf) -> None:
    noted(pdf)
    pdf.pages[0].obj.Annots[-1].Subtype = Name.Redact


def blacked_out(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"q 0 g 0 0 595 842 re f Q")


STOPS = [
    (noted, "pdf-comments", True),
    (blacked_out, "pdf-covered-text", True),
    (signed, "pdf-signed-whole", True),
    (marked_to_be_redacted, "pdf-redaction", False),
]


@pytest.mark.parametrize(("change", "rule", "allowable"), STOPS)
def test_what_was_not_meant_to_go_out_stops_the_pack(
    change: Callable[[Pdf], Any], rule: str, allowable: bool, tmp_path: Path
) -> None:
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(meeting(tmp_path, changed(publication(), change)))
    (finding,) = (finding for finding in stopped.value.findings if finding.blocks)
    assert finding.rule == rule
    assert "item 1, p.pdf" in finding.where
    assert (f"allow: [{rule}]" in finding.hint) is allowable
    assert "--allow" not in finding.hint
    assert not (tmp_path / "packs").exists()


@pytest.mark.parametrize(("change", "rule"), [(change, rule) for change, rule, allowable in STOPS if allowable])
def test_what_a_person_allows_goes_out(change: Callable[[Pdf], Any], rule: str, tmp_path: Path) -> None:
    result = pack_meeting(meeting(tmp_path, changed(publication(), change), rule))
    told = [finding for finding in result.findings if finding.rule == rule]
    assert [(finding.blocks, finding.hint) for finding in told] == [(False, "Published all the same, as you decided.")]


def test_the_words_of_a_note_that_is_allowed_go_out_without_a_name(tmp_path: Path) -> None:
    pack_meeting(meeting(tmp_path, changed(publication(), noted), "pdf-comments"))
    for path in (tmp_path / "packs" / "public").rglob("*.pdf"):
        told = [words for _, words in read_pdf_texts(path.read_bytes()).strings]
        assert "Jo Bloggs" not in told
        assert ("Drop this?" in told) is ("agenda" not in path.name)


def test_a_copy_names_nobody_and_holds_no_file(tmp_path: Path) -> None:
    before = changed(publication(), with_attachment)
    assert read_pdf(before, name="")[0].extras.author == "The Board Secretary"
    result = pack(meeting(tmp_path, before))
    assert ", and of the paper's own copy" in next(
        finding.message for finding in result.findings if finding.rule == "pdf-attachments"
    )
    (path,) = (tmp_path / "packs" / "public" / "papers").iterdir()
    facts, found = read_pdf(path.read_bytes(), name="")
    assert (facts.extras.author, facts.extras.attachments, found) == ("", (), ())


def test_a_title_that_is_a_path_gives_way_to_the_items(tmp_path: Path) -> None:
    def retitled(pdf: Pdf) -> None:
        pdf.docinfo[Name.Title] = String(r"H:\Legal\jo\draft.docx")

    pack_meeting(meeting(tmp_path, changed(publication(), retitled)))
    (path,) = (tmp_path / "packs" / "public" / "papers").iterdir()
    assert read_pdf(path, name="")[0].title == "One"
