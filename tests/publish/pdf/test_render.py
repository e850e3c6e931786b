"""Whole publications: conformance, identity, metadata, findings, and every word of the document."""

import io
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page import validate_pdf
from pikepdf import Name

from boardpaper.model.document import Block, Document, Drawing, ImagePart, Link, Note, NoteMark, Run, RunFormat, Table
from boardpaper.model.finding import Finding
from boardpaper.publish.pdf.render import is_untouched, render_pdf
from tests.support.built_documents import (
    BODY,
    LINKED,
    bullet,
    document,
    drawing,
    heading,
    mark,
    note,
    numbered,
    paragraph,
    picture,
    sample,
    table,
)
from tests.support.pdf_words import open_pdf, page_words, structure_text, tag_tree
from tests.support.places import ROOT
from tests.support.stream_lengths import confirmed


def publish(made: Document, *, claim: bool = True, draft: bool = False) -> bytes:
    return render_pdf(made, claim_conformance=claim, draft=draft)[0]


def findings(made: Document) -> tuple[Finding, ...]:
    return render_pdf(made, claim_conformance=True)[1]


def failures(path: Path, content: bytes) -> set[str]:
    """The rules of PDF/UA-1 and PDF/A-2a that a PDF breaks."""
    path.write_bytes(content)
    broken = {
        failure.rule_id for profile in ("ua1", "2a") for failure in validate_pdf(str(path), profile=profile).failures
    }
    return confirmed(broken, content)


def test_a_paper_with_one_of_everything_conforms(tmp_path: Path) -> None:
    assert failures(tmp_path / "paper.pdf", publish(sample())) == set()
    assert findings(sample()) == ()


@pytest.mark.parametrize(
    "fault", ["no alternative text", "no language", "no note identifier", "no scope", "not marked", "no structure"]
)
def test_the_oracle_notices_a_fault(tmp_path: Path, fault: str) -> None:
    made = document(
        heading("Report"), paragraph(drawing("A bar chart.")), paragraph("See", mark(1)), table(3),
        notes={"n1": note(1, "A note.")}, images=picture(),
    )  # fmt: skip
    whole = publish(made)
    assert failures(tmp_path / "whole.pdf", whole) == set()
    pdf = open_pdf(whole)
    for element in [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and Name.S in found]:
        if fault == "no alternative text" and Name.Figure == element.S:
            del element.Alt
        elif fault == "no note identifier" and Name.Note == element.S:
            del element.ID
        elif fault == "no scope" and element.S == Name.TH:
            del element.A
    if fault == "no language":
        del pdf.Root.Lang
    elif fault == "not marked":
        del pdf.Root.MarkInfo
    elif fault == "no structure":
        del pdf.Root.StructTreeRoot
    pdf.save(tmp_path / "faulty.pdf")
    assert failures(tmp_path / "faulty.pdf", (tmp_path / "faulty.pdf").read_bytes())


def test_equal_documents_give_equal_bytes_in_any_process() -> None:
    script = (
        "import sys, hashlib; from tests.support.built_documents import sample;"
        "from boardpaper.publish.pdf.render import render_pdf;"
        "print(hashlib.sha256(render_pdf(sample(), claim_conformance=True)[0]).hexdigest())"
    )
    digests = set()
    for seed, zone, locale in (("1", "Europe/London", "C"), ("2", "Asia/Tokyo", "de_DE.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_conformance_is_claimed_only_where_asked() -> None:
    made = document(heading("Report"), paragraph("Words."))
    assert b"pdfuaid:part>1<" in publish(made)
    assert b"pdfaid:conformance>A<" in publish(made)
    for content in (publish(made, claim=False), publish(made, draft=True)):
        assert b"pdfuaid" not in content
        assert b"pdfaid" not in content
        assert tag_tree(content)[1:3] == ["  Sect", "    H1 “Report”"]


def test_a_draft_says_so_on_every_page_but_not_in_its_text() -> None:
    content = publish(document(paragraph("One."), paragraph("Two.", page_break_before=True)), draft=True)
    pages = page_words(open_pdf(content))
    assert len(pages) == 2
    assert all("DRAFT" in page.artifacts for page in pages)
    assert "DRAFT" not in structure_text(content)


def test_the_file_says_what_it_is_and_not_when_it_was_made() -> None:
    pdf = open_pdf(publish(sample()))
    assert pdf.docinfo[Name.Title] == "Performance report"
    assert set(pdf.docinfo.keys()) == {"/Title", "/Subject", "/Author", "/Producer"}
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        assert metadata["dc:title"] == "Performance report"
        assert metadata["dc:creator"] == ["The Board Secretary"]
        assert metadata["dc:description"] == "How the year went"
        assert "xmp:CreateDate" not in metadata


def test_a_change_to_the_file_shows() -> None:
    content = publish(document(paragraph("The year went well.")))
    assert is_untouched(content) is True
    at = content.index(b"endstream") - 20
    changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    assert is_untouched(changed) is False
    assert is_untouched(content + b"\n% more") is False
    assert is_untouched(b"%PDF-1.7 from elsewhere") is None


def test_a_file_that_another_program_saved_anew_is_not_untouched() -> None:
    content = publish(document(paragraph("The year went well.")))
    again = io.BytesIO()
    pdf = open_pdf(content)
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes()[:40])
    pdf.save(again, recompress_flate=True)
    assert is_untouched(again.getvalue()) is False
    foreign = io.BytesIO()
    pikepdf.new().save(foreign)
    assert is_untouched(foreign.getvalue()) is None


def test_headings_are_the_outline() -> None:
    content = publish(document(heading("One"), heading("One A", 2), paragraph("Text."), heading("Two")))
    with open_pdf(content).open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("One", ["One A"]),
            ("Two", []),
        ]


@pytest.mark.parametrize(
    ("inline", "rule", "said"),
    [
        (Run("Launch 🚀", BODY), "glyph-missing", "U+1F680"),
        (Run("שלום", BODY), "glyph-missing", "U+05E9"),
        (Run("\uf0b7 point", BODY), "glyph-missing", "U+F0B7"),
        (Run("Words", RunFormat("Comic Sans MS", 11.0)), "font-substituted", "Comic Sans MS"),
        (Run("Press", LINKED, Link("javascript:alert(1)")), "link-unsafe", "javascript:alert(1)"),
        (Run("above", LINKED, Link(bookmark="gone")), "bookmark-missing", "gone"),
        (Drawing("chart.emf", 100.0, 50.0, "A chart."), "image-unreadable", "chart.emf"),
    ],
)
def test_what_cannot_be_shown_is_found_and_placed(inline: Run | Drawing, rule: str, said: str) -> None:
    broken = {"chart.emf": ImagePart("chart.emf", "image/x-emf", b"\x01\x00\x00\x00")}
    found, *_ = findings(document(numbered(3, "Words before. ", inline), images=broken))
    assert (found.rule, found.where[:26]) == (rule, "paragraph 3, “Words before")
    assert said in found.message
    assert found.hint


def test_characters_that_no_font_has_are_one_finding() -> None:
    found = findings(document(numbered(3, "A 🚀 and ש"), numbered(4, "Again 🚀"), numbered(7, "and 𒀀")))
    assert [(each.rule, each.where) for each in found] == [("glyph-missing", "paragraph 3, “A 🚀 and ש”")]
    assert found[0].message == (
        "3 characters are in none of the publication's fonts: “🚀” (U+1F680); “ש” (U+05E9); "
        "“𒀀” (U+12000), first in paragraph 7, “and 𒀀”."
    )


def test_a_picture_that_cannot_be_shown_leaves_its_words() -> None:
    broken = {"chart.emf": ImagePart("chart.emf", "image/x-emf", b"\x01\x00\x00\x00")}
    content = publish(document(paragraph(Drawing("chart.emf", 100.0, 50.0, "Crime by month.")), images=broken))
    assert "[Picture: Crime by month.]" in structure_text(content)


def test_a_table_wider_than_the_page_is_narrowed_and_found() -> None:
    wide = table(2)
    wide = type(wide)(wide.rows, tuple(column * 3 for column in wide.columns))
    made = document(wide)
    assert [found.rule for found in findings(made)] == ["table-too-wide"]
    assert "word" in structure_text(publish(made))


def test_symbols_that_arial_lacks_come_from_another_face() -> None:
    made = document(paragraph("☐ Decision ☒ Noting ✓ ➢ ≥ é"))
    assert findings(made) == ()
    assert "☐ Decision ☒ Noting ✓ ➢ ≥ é" in structure_text(publish(made))


def test_more_characters_than_one_font_subset_holds() -> None:
    text = "".join(chr(code) for code in [*range(0xC0, 0x17F), *range(0x391, 0x3A1), *range(0x400, 0x45F)])
    spaced = " ".join(text[at : at + 8] for at in range(0, len(text), 8))
    assert "".join(structure_text(publish(document(paragraph(spaced)))).split()) == "".join(spaced.split())


# Letters, signs and spaces of every kind that Word files hold.
_TEXT = st.text(
    st.sampled_from("abcdefghij ABCDEFG 0123456789 .,;:!?-–—'“”‘’()[]%£€&/\\@é ñ ü\u00a0\u2011\u2009\t"), max_size=120
)
_LOOKS = st.builds(
    RunFormat,
    st.sampled_from(["Arial", "Calibri"]),
    st.sampled_from([8.0, 11.0, 26.0]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "single"]),
    caps=st.just(False),
    spacing=st.sampled_from([0.0, 0.0, 1.5]),
)
_RULES = st.fixed_dictionaries(
    {
        "left": st.sampled_from([0.0, 36.0, 300.0]),
        "first_line": st.sampled_from([0.0, -18.0, 20.0]),
        "keep_next": st.booleans(),
        "keep_lines": st.booleans(),
        "page_break_before": st.sampled_from([False, False, False, True]),
        "align": st.sampled_from(["left", "both", "right", "center"]),
    }
)
_PARAGRAPHS = st.builds(
    lambda runs, rules: paragraph(*runs, **rules), st.lists(st.builds(Run, _TEXT, _LOOKS), max_size=5), _RULES
)
_BLOCKS = st.lists(
    st.one_of(
        _PARAGRAPHS,
        st.builds(bullet, _TEXT),
        st.builds(lambda text: numbered(1, text), _TEXT),
        st.builds(lambda rows, split: table(rows, cant_split=split), st.integers(0, 5), st.booleans()),
        st.builds(lambda text: paragraph(text, mark(1), "."), _TEXT),
    ),
    max_size=8,
)


def _letters(text: str) -> str:
    return "".join(text.replace("\u2011", "-").split())


def _pieces(blocks: Iterable[Block], notes: Mapping[str, Note]) -> Iterator[str]:
    """The letters of every paragraph, label and mark; a note's after the first mark that leads to it."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for one in row.cells:
                    yield from _pieces(one.blocks, notes)
            continue
        yield block.label.text if block.label else ""
        yield _letters("".join(inline.text if isinstance(inline, Run) else "1" for inline in block.inlines))
        if any(isinstance(inline, NoteMark) for inline in block.inlines) and notes:
            yield "1"
            yield from _pieces(notes["n1"].blocks, {})
            notes = {}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(_BLOCKS, _TEXT.filter(str.strip))
def test_no_word_is_lost(blocks: list[Block], note_text: str) -> None:
    made = document(*blocks, notes={"n1": note(1, note_text)})
    text = _letters(structure_text(publish(made)))
    pieces = list(_pieces(blocks, made.notes))
    assert Counter(text) == Counter("".join(pieces))
    assert [piece for piece in pieces if piece not in text] == []
