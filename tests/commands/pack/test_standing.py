"""What stands in the public folders of a meeting: nothing that is restricted now, whatever stood there and why."""

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BlockingFindings, InputError, OutputError
from boardpaper.model.finding import Finding
from tests.support.small_meeting import files, small_meeting, write_small

OPEN = "purpose: noting"
CLOSED = "restricted: {paragraph: 3, reason: affairs}"
LATE = "late: {reason: it was not ready}"
COPY = "papers/item-2-purchase-of-the-thornbury-depot.pdf"
PACK = "2022-05-24-public-pack.pdf"
# Of another issue than the one that was withdrawn.
FIRST = {"papers/item-1-minutes-of-the-last-time.pdf", "pack.json", PACK, *(
    f"2022-05-24-public-agenda.{suffix}" for suffix in ("docx", "pdf"))}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "meeting"
    folder.mkdir()
    small_meeting(folder)
    (folder / "9-custody-healthcare.docx").write_bytes((folder / "10-flood-damage.docx").read_bytes())
    write_small(folder, OPEN)
    return folder


def public(folder: Path) -> set[str]:
    return set(files(folder / "packs" / "public"))


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_what_went_out_with_a_paper_goes_when_it_is_restricted_even_if_the_run_then_stops(small: Path) -> None:
    pack_meeting(small)
    assert public(small) == {*FIRST, COPY}
    write_small(small, CLOSED)
    (small / "2-minutes.docx").write_bytes(b"no Word file")
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert public(small) == set()
    (told,) = (finding for finding in stopped.value.findings if finding.rule == "public-withdrawn")
    assert told.where == str(small / "packs" / "public")
    assert all(name in told.message for name in (*FIRST, COPY, "item 2"))
    assert not told.blocks


def test_a_run_says_what_it_withdrew_and_makes_the_rest_anew(small: Path) -> None:
    assert pack_meeting(small).findings == ()
    write_small(small, CLOSED)
    assert rules(pack_meeting(small).findings) == ["public-withdrawn"]
    assert public(small) == FIRST
    assert pack_meeting(small).findings == ()


def test_a_supplement_goes_with_its_item(small: Path) -> None:
    write_small(small, LATE)
    pack_meeting(small)
    pack_meeting(small, supplement=1)
    assert len(public(small)) == len(FIRST) + 5
    write_small(small, CLOSED)
    said = pack_meeting(small).findings
    assert rules(said) == ["public-withdrawn", "public-withdrawn"]
    assert "supplement-1.json" in said[1].message
    assert public(small) == FIRST
    assert pack_meeting(small).findings == ()


def test_making_a_supplement_withdraws_the_pack_too(small: Path) -> None:
    pack_meeting(small)
    write_small(small, f"{CLOSED}, {LATE}")
    with pytest.raises(InputError) as stopped:
        pack_meeting(small, supplement=1)
    assert rules(stopped.value.findings) == ["supplement-first", "public-withdrawn"]
    assert public(small) == set()
    with pytest.raises(InputError, match="does not hold the pack"):
        pack_meeting(small, supplement=1)


def test_a_supplement_goes_with_the_pack_whose_items_its_agenda_names(small: Path) -> None:
    with_boats(small)
    with_boats(small, CLOSED)
    assert rules(pack_meeting(small).findings) == ["public-withdrawn", "public-withdrawn"]
    assert public(small) == FIRST
    assert pack_meeting(small, supplement=1).findings == ()


def with_boats(folder: Path, second: str = "") -> None:
    """Describes the meeting with an item 3 whose paper is late; makes pack and supplement if item 2 is open."""
    write_small(folder, second or OPEN)
    text = (folder / "meeting.yaml").read_text(encoding="utf-8")
    late = "  - {number: 3, title: Boats, paper: 2-minutes.docx, late: {reason: it was not ready}}\n"
    (folder / "meeting.yaml").write_text(text + late, encoding="utf-8")
    if not second:
        pack_meeting(folder)
        pack_meeting(folder, supplement=1)


SUPPLEMENT = ("2022-05-24-public-agenda-supplement-1.docx", "2022-05-24-public-pack-supplement-1.pdf")


@pytest.mark.parametrize("name", SUPPLEMENT)
@pytest.mark.parametrize("kept", [True, False])
def test_a_changed_file_of_a_supplement_stops_every_run_until_it_is_gone(small: Path, name: str, kept: bool) -> None:
    with_boats(small)
    changed = small / "packs" / "public" / name
    changed.write_bytes(changed.read_bytes() + b"% signed")
    if not kept:
        shutil.rmtree(small / ".boardpaper")
    with_boats(small, CLOSED)
    for _ in range(3):
        with pytest.raises(BlockingFindings) as stopped:
            pack_meeting(small, keep_papers=kept)
        assert stopped.value.findings[0].rule == "public-stale"
        assert public(small) == {name}
    changed.unlink()
    assert pack_meeting(small, keep_papers=kept).findings == ()
    assert pack_meeting(small, supplement=1).findings == ()
    assert pack_meeting(small).findings == ()


def test_a_supplement_goes_although_somebody_took_the_pack_away(small: Path) -> None:
    with_boats(small)
    for name in {*FIRST, COPY}:
        (small / "packs" / "public" / name).unlink()
    with_boats(small, CLOSED)
    assert rules(pack_meeting(small).findings) == ["public-withdrawn"]
    assert public(small) == FIRST
    assert pack_meeting(small, supplement=1).findings == ()
    assert pack_meeting(small).findings == ()


def test_a_paper_that_is_all_that_is_left_goes_too(small: Path) -> None:
    pack_meeting(small)
    for name in FIRST:
        (small / "packs" / "public" / name).unlink()
    write_small(small, CLOSED)
    assert rules(pack_meeting(small).findings) == ["public-withdrawn"]
    assert public(small) == FIRST


def test_what_was_withdrawn_is_told_where_the_search_stops_the_run(small: Path) -> None:
    small_meeting(small)
    write_small(small, OPEN.replace("purpose: noting", "purpose: decision"))
    (small / "9-custody-healthcare.docx").write_bytes((small / "10-flood-damage.docx").read_bytes())
    pack_meeting(small)
    (small / "packs" / "public" / "copy.docx").write_bytes((small / "10-flood-damage.docx").read_bytes())
    write_small(small, CLOSED)
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert rules(stopped.value.findings)[-1] == "public-withdrawn"
    assert rules(stopped.value.findings).count("public-withdrawn") == 1


def test_a_copy_that_somebody_changed_stops_the_run_until_it_is_gone(small: Path) -> None:
    pack_meeting(small)
    copy = small / "packs" / "public" / COPY
    copy.write_bytes(copy.read_bytes() + b"% signed")
    write_small(small, CLOSED)
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert rules(stopped.value.findings) == ["public-stale", "public-withdrawn"]
    assert stopped.value.findings[0].where == str(copy)
    assert public(small) == {COPY}
    assert not (small / "packs" / "restricted").exists()
    copy.unlink()
    assert rules(pack_meeting(small).findings) == []
    assert public(small) == FIRST


def test_force_removes_a_changed_copy(small: Path) -> None:
    pack_meeting(small)
    copy = small / "packs" / "public" / COPY
    copy.write_bytes(copy.read_bytes() + b"% signed")
    write_small(small, CLOSED)
    pack_meeting(small, force=True)
    assert public(small) == FIRST


def test_a_list_that_somebody_deleted_is_remembered(small: Path) -> None:
    pack_meeting(small)
    (small / "packs" / "public" / "pack.json").unlink()
    write_small(small, CLOSED)
    assert rules(pack_meeting(small).findings) == ["public-withdrawn"]
    assert public(small) == FIRST


@pytest.mark.parametrize("damaged", [None, b"", b"{}", b'{"x": 3}', b"\xff\xfe"])
def test_a_memory_that_is_lost_or_damaged_leaves_the_lists(small: Path, damaged: bytes | None) -> None:
    pack_meeting(small)
    memory = small / ".boardpaper" / "issued.json"
    assert memory.exists()
    memory.unlink() if damaged is None else memory.write_bytes(damaged)
    write_small(small, CLOSED)
    lost = [] if damaged is None or damaged == b"{}" else ["memory-unread"]
    assert rules(pack_meeting(small).findings) == [*lost, "public-withdrawn"]
    assert public(small) == FIRST
    assert pack_meeting(small).findings == ()


def test_without_list_and_memory_the_search_finds_it(small: Path) -> None:
    pack_meeting(small, keep_papers=False)
    assert not (small / ".boardpaper").exists()
    (small / "packs" / "public" / "pack.json").unlink()
    write_small(small, CLOSED)
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    # The copy's name is the title of the item, which is restricted too; without it nobody would find the file.
    where = {finding.where.partition(" › ")[0] for finding in stopped.value.findings}
    assert "papers/item-2-purchase-of-the-thornbury-depot.pdf" in where


def test_every_public_folder_that_was_written_is_looked_at(small: Path, tmp_path: Path) -> None:
    for name in ("monday", "tuesday"):
        pack_meeting(small, output=tmp_path / name)
    shutil.rmtree(tmp_path / "monday" / "restricted", ignore_errors=True)
    write_small(small, CLOSED)
    pack_meeting(small)
    assert files(tmp_path / "monday") == files(tmp_path / "tuesday") == {}
    assert public(small) == FIRST


def test_the_meeting_may_have_moved_with_its_packs(small: Path, tmp_path: Path) -> None:
    pack_meeting(small)
    moved = small.rename(tmp_path / "elsewhere")
    (moved / "packs" / "public" / "pack.json").unlink()
    write_small(moved, CLOSED)
    pack_meeting(moved)
    assert public(moved) == FIRST


@pytest.mark.parametrize("renumbered", [False, True])
def test_a_paper_is_known_by_its_file_whatever_its_item_is_called(small: Path, renumbered: bool) -> None:
    pack_meeting(small)
    if renumbered:
        (small / "9-custody-healthcare.docx").rename(small / "x.docx")
    number, file = (7, "x.docx") if renumbered else (2, "9-custody-healthcare.docx")
    (small / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 1, title: Minutes of the last time, paper: 2-minutes.docx}\n"
        f"  - {{number: {number}, title: Something else, paper: {file}, {CLOSED}}}\n",
        encoding="utf-8",
    )
    found = pack_meeting(small).findings
    assert f"item {number} is restricted now" in found[0].message
    assert public(small) == FIRST


def test_a_paper_is_known_by_its_title_in_every_folder_whatever_became_of_file_and_number(
    small: Path, tmp_path: Path
) -> None:
    pack_meeting(small, output=tmp_path / "web")
    (small / "9-custody-healthcare.docx").unlink()
    other = small_meeting_paper(small)
    (small / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 1, title: Minutes of the last time, paper: 2-minutes.docx}\n"
        f"  - {{number: 9, title: Purchase of the Thornbury depot, paper: {other}, {CLOSED}}}\n",
        encoding="utf-8",
    )
    assert rules(pack_meeting(small).findings) == ["public-withdrawn"]
    assert files(tmp_path / "web") == {}


def test_an_item_that_takes_the_number_of_an_open_one_withdraws_nothing(small: Path) -> None:
    pack_meeting(small)
    other = small_meeting_paper(small)
    (small / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 1, title: Minutes of the last time, paper: 2-minutes.docx}\n"
        f"  - {{number: 2, title: Purchase of a boat, paper: {other}, {CLOSED}}}\n"
        "  - {number: 3, title: Purchase of the Thornbury depot, paper: 9-custody-healthcare.docx}\n",
        encoding="utf-8",
    )
    assert "public-withdrawn" not in rules(pack_meeting(small).findings)


def small_meeting_paper(folder: Path) -> str:
    (folder / "fresh").mkdir()
    shutil.copy(small_meeting(folder / "fresh") / "9-custody-healthcare.docx", folder / "other.docx")
    return "other.docx"


def test_all_that_stands_in_the_public_folder_is_searched(small: Path) -> None:
    small_meeting(small)
    pack_meeting(small)
    put = small / "packs" / "public" / "for the web" / "old copy.docx"
    put.parent.mkdir()
    put.write_bytes((small / "9-custody-healthcare.docx").read_bytes())
    before = public(small)
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert {finding.where.split(" › ")[0] for finding in stopped.value.findings if finding.blocks} == {
        "for the web/old copy.docx"
    }
    assert public(small) == before
    put.write_bytes((small / "2-minutes.docx").read_bytes())
    assert pack_meeting(small).findings == ()
    assert public(small) == before


def test_the_other_public_folders_are_searched_too(small: Path) -> None:
    small_meeting(small)
    folders = (small / "site", small / "web")
    for folder in folders:
        pack_meeting(small, output=folder)
    for folder in folders:
        (folder / "public" / "old copy.docx").write_bytes((small / "9-custody-healthcare.docx").read_bytes())
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    both = "site/public/old copy.docx, web/public/old copy.docx"
    assert {each.where.split(" › ")[0] for each in stopped.value.findings if each.blocks} == {both}
    shutil.rmtree(small / "web")
    (small / "site" / "public" / "old copy.docx").write_bytes((small / "2-minutes.docx").read_bytes())
    assert pack_meeting(small).findings == ()


def test_what_cannot_be_searched_in_another_public_folder_is_named_with_it(small: Path) -> None:
    write_small(small, CLOSED)
    pack_meeting(small, output=small / "site")
    (small / "site" / "public" / "film.mp4").write_bytes(b"\0\0\0\x20ftypisom\xff\xfe\xfd")
    (told,) = pack_meeting(small).findings
    assert (told.rule, told.where) == ("wall-unread", str(small / "site" / "public"))
    os.mkfifo(small / "site" / "public" / "pipe")
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert [each.where for each in stopped.value.findings if each.blocks] == ["site/public/pipe"]


def test_a_folder_that_a_link_leads_to_is_searched_once(small: Path) -> None:
    small_meeting(small)
    pack_meeting(small)
    (small / "secret").mkdir()
    (small / "secret" / "copy.docx").write_bytes((small / "9-custody-healthcare.docx").read_bytes())
    (small / "secret" / "back").symlink_to(small / "secret")
    (small / "packs" / "public" / "link").symlink_to(small / "secret")
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    places = {finding.where.split(" › ")[0] for finding in stopped.value.findings if finding.blocks}
    assert places == {"link/copy.docx"}


def test_what_cannot_be_read_in_the_public_folder_stops_the_run(small: Path) -> None:
    write_small(small, CLOSED)
    pack_meeting(small)
    os.mkfifo(small / "packs" / "public" / "pipe")
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    (finding,) = (each for each in stopped.value.findings if each.blocks)
    assert (finding.rule, finding.where) == ("wall-unread", "pipe")


def test_files_that_can_only_be_looked_at_are_named(small: Path) -> None:
    pack_meeting(small)
    folder = small / "packs" / "public"
    (folder / "web").mkdir()
    Image.new("L", (40, 20)).save(folder / "web" / "logo.png")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.write(small / "2-minutes.docx", "minutes.docx")
    (folder / "film.mp4").write_bytes(b"\0\0\0\x20ftypisom\xff\xfe\xfd")
    (folder / "cut.docx").write_bytes(b"PK\3\4cut")
    (folder / "readme.txt").write_text("These are the papers. Café.", encoding="utf-8")
    (folder / "wide.csv").write_text("a,b", encoding="utf-16")
    (folder / "index.html").write_text("<html><body>Papers</body></html>", encoding="utf-8")
    (folder / "copy.docx").write_bytes((small / "2-minutes.docx").read_bytes())
    assert pack_meeting(small).findings == ()
    (folder / "cut.docx").unlink()
    write_small(small, CLOSED)
    pack_meeting(small)
    (told,) = pack_meeting(small).findings
    assert (told.rule, told.where, told.blocks) == ("wall-unread", str(folder), False)
    assert told.message.endswith(": all.zip, film.mp4, web/logo.png")


@pytest.mark.parametrize(
    "place", ["public", "packs/restricted", "packs/Public", "packs/public/new", "web", "web/new", "link"]
)
def test_packs_are_not_put_into_a_folder_of_public_papers(small: Path, place: str) -> None:
    pack_meeting(small)
    shutil.copytree(small / "packs" / "public", small / "web")
    (small / "link").symlink_to(small / "packs" / "public")
    before = files(small)
    with pytest.raises(OutputError) as stopped:
        pack_meeting(small, output=small / place)
    assert stopped.value.rule == "output-in-pack"
    instead = small if place.startswith(("public", "web")) else small / "packs"
    assert stopped.value.hint == f"Write --output {instead}"
    assert files(small) == before


def test_a_place_that_is_refused_keeps_nothing_public(small: Path) -> None:
    pack_meeting(small)
    write_small(small, CLOSED)
    with pytest.raises(OutputError) as stopped:
        pack_meeting(small, output=small / "packs" / "public")
    assert rules(stopped.value.findings) == ["output-in-pack", "public-withdrawn"]
    assert public(small) == set()


def test_what_an_older_version_left_half_done_is_removed(small: Path) -> None:
    pack_meeting(small)
    left = small / "packs" / "public" / "papers" / ".boardpaper-abcd.pdf"
    left.write_bytes(b"old")
    pack_meeting(small)
    assert not left.exists()


def test_a_paper_that_left_the_agenda_leaves_the_public_folder_with_the_new_pack(small: Path) -> None:
    pack_meeting(small)
    (small / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 1, title: Minutes of the last time, paper: 2-minutes.docx}\n",
        encoding="utf-8",
    )
    assert pack_meeting(small).findings == ()
    assert public(small) == FIRST


def test_a_changed_paper_that_left_the_agenda_stays_and_is_told_of(small: Path) -> None:
    pack_meeting(small)
    copy = small / "packs" / "public" / COPY
    copy.write_bytes(copy.read_bytes() + b"% signed")
    (small / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 1, title: Minutes of the last time, paper: 2-minutes.docx}\n",
        encoding="utf-8",
    )
    (finding,) = pack_meeting(small).findings
    assert (finding.rule, finding.where) == ("file-left-over", str(copy))
    assert public(small) == {*FIRST, COPY}


def test_the_memory_says_what_stands(small: Path) -> None:
    pack_meeting(small)
    told = json.loads((small / ".boardpaper" / "issued.json").read_text(encoding="utf-8"))
    (issued,) = told["packs/public"]
    assert set(issued["files"]) == {*FIRST, COPY}
    assert [paper["source"] for paper in issued["papers"]] == ["2-minutes.docx", "9-custody-healthcare.docx"]
    assert all(len(hashes) == 1 for hashes in issued["files"].values())
