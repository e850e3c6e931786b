"""Nothing of a restricted paper reaches a public file, and a builder that lets it is stopped."""

import io
import multiprocessing
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from boardpaper.checks.leaks.readers import second_reading
from boardpaper.commands.pack import leaks as pack_wall
from boardpaper.commands.pack import run as pack
from boardpaper.commands.pack import searching
from boardpaper.commands.pack.leaks import own_words
from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BlockingFindings
from boardpaper.model.meeting import Meeting
from boardpaper.sources.pdf.reader import read_pdf_texts
from tests.support import font_pdfs as made
from tests.support.pack_numbers import disagreements
from tests.support.planted_meetings import packed, plant, reached
from tests.support.small_meeting import SECRETS, files, small_meeting, words


@pytest.mark.parametrize("seed", [0, 3, 5, 7, 9, 15])
def test_no_secret_reaches_the_public(seed: int, tmp_path: Path) -> None:
    meeting = plant(tmp_path, seed)
    assert packed(meeting) == "made", meeting.where
    assert reached(meeting) == [], meeting.where


@pytest.mark.parametrize("seed", [1, 10])
def test_the_oracle_finds_a_secret_where_it_may_be(seed: int, tmp_path: Path) -> None:
    meeting = plant(tmp_path, seed)
    assert packed(meeting) == "made"
    assert reached(meeting, "restricted") != [], meeting.where


def test_boardpapers_own_words_are_those_that_it_prints() -> None:
    lines = {*own_words().split("\n")}
    assert {"Agenda", "Contents", "Late item: ", "[x] not available", "This page is intentionally left blank"} <= lines


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_meeting(tmp_path)


def write_closed_appendix(folder: Path) -> None:
    (folder / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\npack: {contents_over: 0}\nitems:\n"
        "  - number: 1\n    title: Minutes of the last time\n    paper: 2-minutes.docx\n    appendices:\n"
        "      - {title: Flood, paper: 10-flood-damage.docx}\n"
        "      - title: Purchase of the Thornbury depot\n        paper: 9-custody-healthcare.docx\n"
        "        restricted: {paragraph: 3, reason: the affairs of bidders}\n",
        encoding="utf-8",
    )


def test_a_closed_appendix_of_an_open_item_is_a_stub_for_the_public(small: Path) -> None:
    write_closed_appendix(small)
    pack_meeting(small)
    public, restricted = small / "packs" / "public", small / "packs" / "restricted"
    told = {name: words(content) if name.endswith(".pdf") else content.decode("latin-1")
            for name, content in files(public).items()}  # fmt: skip
    assert [(name, secret) for name in told for secret in (*SECRETS, "Thornbury", "appendix-b")
            if secret.lower() in told[name].lower()] == []  # fmt: skip
    agenda = " ".join(told["2022-05-24-public-agenda.pdf"].split())
    assert "1, Appendix B" in agenda
    assert "Not open to the public (paragraph 3): the affairs of bidders" in agenda
    (pack,) = restricted.glob("*-pack.pdf")
    last = read_pdf_texts(pack.read_bytes()).pages[-1]
    assert "RESTRICTED: exempt under paragraph 3" in last
    assert "Agenda item 1, Appendix B" in last
    assert "Kestrel" in words(pack.read_bytes())
    assert [path.name for path in (restricted / "papers").iterdir()] == [
        "item-1-appendix-b-purchase-of-the-thornbury-depot.pdf"
    ]
    assert disagreements(public) == []
    assert disagreements(restricted) == []


def test_the_wall_knows_a_closed_appendix(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_closed_appendix(small)
    monkeypatch.setattr(Meeting, "public_view", lambda meeting: replace(meeting))
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert any(finding.rule.startswith("wall") for finding in stopped.value.findings)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_builder_that_forgets_to_hide_is_stopped_by_the_wall(
    workers: int, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Meeting, "public_view", lambda meeting: replace(meeting))
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small, workers=workers)
    assert any(finding.rule.startswith("wall") for finding in stopped.value.findings)
    assert not (small / "packs").exists()


def test_a_builder_that_binds_every_paper_for_the_public_is_stopped_by_the_wall(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(out: Any, made: Any) -> object:
        return pack._bind(replace(out, meeting=out.meeting.public_view()), made, restricted=False)

    monkeypatch.setattr(pack, "_public_pack", careless)
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert {"wall-text", "wall-word"} <= {finding.rule for finding in stopped.value.findings}
    assert not (small / "packs").exists()


def leaks(small: Path, workers: int) -> list[Any]:
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small, workers=workers, keep_papers=False)
    return [finding for finding in stopped.value.findings if finding.rule.startswith("wall-")]


def test_several_processes_find_what_one_finds(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Meeting, "public_view", lambda meeting: replace(meeting))
    found = leaks(small, 1)
    assert found
    assert [leaks(small, workers) for workers in (2, 5)] == [found, found]


@pytest.mark.parametrize(
    ("room", "work"), [(pack_wall, "_wall_around"), (searching, "_read"), (searching, "search_files")]
)
def test_a_search_whose_process_dies_is_done_all_the_same(
    room: ModuleType, work: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("only a forked process takes the fault with it")
    monkeypatch.setattr(Meeting, "public_view", lambda meeting: replace(meeting))
    found, here = leaks(small, 1), os.getpid()
    real = getattr(room, work)

    def dies(*given: Any) -> Any:
        if os.getpid() != here:
            os._exit(9)
        return real(*given)

    dies.__qualname__, dies.__module__ = work, room.__name__
    monkeypatch.setattr(room, work, dies)
    assert leaks(small, 2) == found


@pytest.mark.parametrize("closed", [False, True])
def test_pages_are_read_a_second_time_where_something_is_restricted(small: Path, closed: bool) -> None:
    """No other pack starts a process for it."""
    if not closed:
        meeting = small / "meeting.yaml"
        meeting.write_text(meeting.read_text(encoding="utf-8").rpartition("  - ")[0], encoding="utf-8")
    second_reading._stop()
    pack_meeting(small)
    assert (second_reading._READER.process is not None) == closed


def test_a_marking_in_a_font_that_does_not_say_much_is_found(small: Path) -> None:
    """A Type 1 font without an encoding has the ligature fi where Windows has a trade mark."""
    (small / "3.pdf").write_bytes(made.pdf_page(made.simple(), b"(Strictly con\\256dential) Tj"))
    meeting = small / "meeting.yaml"
    meeting.write_text(
        f"{meeting.read_text(encoding='utf-8')}  - {{number: 3, title: Lease, paper: 3.pdf}}\n", encoding="utf-8"
    )
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert "restricted-marking" in {finding.rule for finding in stopped.value.findings}


def scanned(pages: int) -> bytes:
    """A page with words, and `pages` that are a picture each."""
    picture = Image.new("L", (620, 877), "white")
    for row in range(60, 800, 20):
        picture.paste(row % 200, (60, row, 560, row + 8))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    canvas.setTitle("Scanned letter")
    canvas.drawString(60, 700, "A letter of two pages follows")
    canvas.showPage()
    for _ in range(pages):
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("closed", [False, True])
def test_pages_that_nobody_can_search_are_told_where_something_is_restricted(small: Path, closed: bool) -> None:
    (small / "3.pdf").write_bytes(scanned(2))
    meeting = small / "meeting.yaml"
    told = meeting.read_text(encoding="utf-8")
    told = f"{told if closed else told.rpartition('  - ')[0]}  - {{number: 3, title: A letter, paper: 3.pdf}}\n"
    meeting.write_text(told, encoding="utf-8")
    found = [finding for finding in pack_meeting(small).findings if finding.rule == "pages-wordless"]
    assert [(finding.where, finding.blocks) for finding in found] == [("item 3, 3.pdf", False)] * closed
    assert all(finding.message.startswith("page 2, page 3 only show a picture") for finding in found)


def test_pages_of_a_restricted_scan_are_told_since_nobody_can_look_for_their_words(small: Path) -> None:
    (small / "3.pdf").write_bytes(scanned(1))
    meeting = small / "meeting.yaml"
    closed = "restricted: {paragraph: 3, reason: affairs of bidders}"
    item = f"  - {{number: 3, title: A letter, paper: 3.pdf, {closed}}}\n"
    meeting.write_text(meeting.read_text(encoding="utf-8") + item, encoding="utf-8")
    (finding,) = [finding for finding in pack_meeting(small).findings if finding.rule == "pages-wordless"]
    assert (finding.where, finding.blocks) == ("item 3, 3.pdf", False)
    assert finding.message.startswith(
        "page 2 only shows a picture and has no words, so that nothing of what is written"
    )
