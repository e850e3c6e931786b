"""What was public and is restricted now: withdrawn whatever else is wrong, and told of whatever becomes of the run."""

import json
import os
from pathlib import Path

import pytest

from boardpaper import api
from boardpaper.cli.main import main
from tests.support.bounds import run_bounded
from tests.support.small_meeting import files, small_meeting

HEAD = "body: Board\ndate: 2022-05-24\n"
FIRST = "  - {number: 1, title: Minutes of the last time, paper: 2-minutes.docx}\n"
SECOND = "  - {number: 2, title: Purchase of the Thornbury depot, paper: 9-custody-healthcare.docx%s}\n"
CLOSED = ", restricted: {paragraph: 3, reason: affairs}"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A meeting of two open papers whose pack has gone out."""
    folder = tmp_path / "meeting"
    folder.mkdir()
    small_meeting(folder)
    (folder / "9-custody-healthcare.docx").write_bytes((folder / "10-flood-damage.docx").read_bytes())
    write(folder, FIRST, SECOND % "")
    api.pack(folder)
    return folder


def write(folder: Path, *items: str, head: str = HEAD) -> None:
    (folder / "meeting.yaml").write_text(f"{head}items:\n{''.join(items)}", encoding="utf-8")


def public(folder: Path) -> set[str]:
    return set(files(folder / "packs" / "public"))


def rules(findings: tuple[api.Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def stopped(folder: Path, **options: object) -> tuple[api.Finding, ...]:
    with pytest.raises(api.BoardpaperError) as caught:
        api.pack(folder, **options)  # type: ignore[arg-type]
    return caught.value.findings


@pytest.mark.parametrize("broken", [False, True])
def test_quiet_is_not_quiet_about_it(small: Path, broken: bool, capsys: pytest.CaptureFixture[str]) -> None:
    write(small, FIRST, SECOND % CLOSED)
    if broken:
        (small / "2-minutes.docx").write_bytes(b"no Word file")
    assert main(["pack", str(small), "--quiet"]) == int(broken)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("[public-withdrawn]") == 1
    assert "papers/item-2-purchase-of-the-thornbury-depot.pdf" in said.err
    assert main(["pack", str(small), "--quiet"]) == int(broken)
    assert "public-withdrawn" not in capsys.readouterr().err


def test_json_holds_it(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(small, FIRST, SECOND % CLOSED)
    (small / "2-minutes.docx").write_bytes(b"no Word file")
    assert main(["pack", str(small), "--json"]) == 1
    assert "public-withdrawn" in {each["rule"] for each in json.loads(capsys.readouterr().out)["findings"]}


@pytest.mark.parametrize("end", [KeyboardInterrupt, RuntimeError, SystemExit])
@pytest.mark.parametrize("cache", [True, False])
def test_a_run_that_ends_without_a_word_leaves_it_to_the_next(
    small: Path, end: type[BaseException], cache: bool
) -> None:
    gone = public(small)
    write(small, FIRST, SECOND % CLOSED)

    def ending(stage: str) -> None:
        if stage == "Binding the public pack":
            raise end

    with pytest.raises(end):
        api.pack(small, cache=cache, progress=ending)
    assert public(small) == set()
    (told,) = api.pack(small, cache=cache).findings
    assert (told.rule, told.where) == ("public-withdrawn", str(small / "packs" / "public"))
    assert all(name in told.message for name in gone)
    assert "a run that was cut off removed" in told.message
    assert api.pack(small, cache=cache).findings == ()


def test_it_is_told_with_an_error_of_another_kind(small: Path) -> None:
    write(small, FIRST, SECOND % CLOSED)
    (small / "packs" / "restricted").write_bytes(b"in the place of a folder")
    assert rules(stopped(small)) == ["output-unwritable", "public-withdrawn"]


@pytest.mark.parametrize("damaged", [b"", b"{}", b"\xff", b'[{"folder": 3}]'])
def test_a_record_that_is_damaged_stops_nothing(small: Path, damaged: bytes) -> None:
    (small / ".boardpaper" / "withdrawn.json").write_bytes(damaged)
    write(small, FIRST, SECOND % CLOSED)
    assert rules(api.pack(small).findings) == ["public-withdrawn"]
    assert not (small / ".boardpaper" / "withdrawn.json").exists()


def test_empty_folders_go_with_the_files(small: Path) -> None:
    write(small, FIRST, SECOND % CLOSED)
    (small / "2-minutes.docx").write_bytes(b"no Word file")
    stopped(small)
    assert list((small / "packs").iterdir()) == []
    write(small, FIRST, SECOND % "")
    (small / "2-minutes.docx").write_bytes((small / "10-flood-damage.docx").read_bytes())
    api.pack(small)
    write(small, "  - {number: 1, title: Apologies, kind: standing}\n", "  - {number: 2, title: A, kind: standing}\n")
    api.pack(small)
    assert not (small / "packs" / "public" / "papers").exists()
    assert (small / "packs" / "public" / "pack.json").exists()


SLIP = "  - number: 1\n    title: Minutes: last time\n    paper: 2-minutes.docx\n"
WITHDRAWN = {
    "a slip in another item": (HEAD, FIRST.replace("paper:", "presentr: Jane, paper:"), SECOND % CLOSED),
    "a slip above": (HEAD + "chiar: Jane\n", FIRST, SECOND % CLOSED),
    "the restriction itself": (HEAD, FIRST, SECOND % ", restricted: {paragrph: 3}"),
    "yes": (HEAD, FIRST, SECOND % ", restricted: yes"),
    "nothing behind it": (HEAD, FIRST, SECOND % ", restricted: "),
    "no number, no title": (HEAD, FIRST, "  - {paper: {file: 9-custody-healthcare.docx}, restricted: yes}\n"),
    "no file": (HEAD, FIRST, (SECOND % CLOSED).replace("9-custody-healthcare.docx", "gone.odt")),
    "a colon above": (HEAD + "venue: Room: 5\n", FIRST, SECOND % CLOSED),
    "a colon before": (HEAD, SLIP, SECOND % CLOSED),
    "a colon behind": (HEAD, SECOND % CLOSED, SLIP),
    "a tab": (HEAD, "  - number: 1\n\ttitle: Minutes\n    paper: 2-minutes.docx\n", SECOND % CLOSED),
    "a quotation mark": (HEAD, '  - number: 1\n    title: "Minutes\n    paper: 2-minutes.docx\n', SECOND % CLOSED),
    "an anchor": (HEAD, "  - &one {number: 1, title: A}\n  - *one\n", SECOND % CLOSED),
    "a key twice": (HEAD, FIRST.replace("number: 1", "number: 1, number: 1"), SECOND % CLOSED),
    "two lists": (HEAD, FIRST, "items:\n" + SECOND % CLOSED),
    "a turned title": (HEAD, FIRST, (SECOND % CLOSED).replace("Purchase", "Purchase\u202e")),
    "no template": (HEAD + "template: gone.docx\n", FIRST, SECOND % CLOSED),
    "no date": ("body: Board\n", FIRST, SECOND % CLOSED),
    "lines behind": (HEAD, FIRST, SECOND % CLOSED + "website: ftp://x\nmembers:\n  - Jane\n"),
    "an appendix": (
        HEAD, FIRST.replace("number", "nummer"),
        "  - {number: 2, title: A, appendices: [{paper: 9-custody-healthcare.docx, restricted: {paragraph: 3}}]}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", WITHDRAWN)
def test_a_fault_in_the_description_does_not_keep_public_what_it_closes(small: Path, slip: str) -> None:
    head, *items = WITHDRAWN[slip]
    write(small, *items, head=head)
    found = stopped(small)
    assert rules(found)[-1] == "public-withdrawn"
    assert rules(found)[0] != "public-withdrawn"
    assert "public-unknown" not in rules(found)
    assert public(small) == set()
    write(small, FIRST, SECOND % CLOSED)
    assert api.pack(small).findings == ()


def test_letters_of_another_encoding_are_no_hindrance(small: Path) -> None:
    (small / "meeting.yaml").write_bytes(f"{HEAD}venue: Caf\xe9\nitems:\n{FIRST}{SECOND % CLOSED}".encode("latin-1"))
    assert rules(stopped(small)) == ["text-not-utf8", "public-withdrawn"]


@pytest.mark.parametrize("name", ["meeting.yml", "Meeting.yaml", "meeting.yaml.txt", "meeting (2).yaml"])
def test_a_description_under_another_name_is_no_reason_to_make_all_public(small: Path, name: str) -> None:
    write(small, FIRST, SECOND % CLOSED)
    (small / "meeting.yaml").rename(small / name)
    assert rules(stopped(small)) == ["meeting-missing", "public-withdrawn"]
    assert public(small) == set()


def test_an_option_that_is_wrong_does_not_keep_it_public(small: Path) -> None:
    write(small, FIRST, SECOND % CLOSED)
    assert rules(stopped(small, no_stamp=["9"])) == ["item-unknown", "public-withdrawn"]
    assert public(small) == set()


@pytest.mark.parametrize(
    "more", ["", ", restricted: no", ", restricted: false", ", presentr: Jane", ", note: 3", ", late: {raeson: x}"]
)
def test_a_fault_that_closes_nothing_withdraws_nothing(small: Path, more: str) -> None:
    before = public(small)
    write(small, FIRST.replace("paper:", "presentr: Jane, paper:"), SECOND % more)
    assert {"public-withdrawn", "public-unknown"}.isdisjoint(rules(stopped(small)))
    assert public(small) == before


MAYBE = {
    ", restrcted: {paragraph: 3}": "item 2 may be restricted now",
    ", Restricted: {paragraph: 3}": "item 2 may be restricted now",
    ", exempt: 3": "item 2 may be restricted now",
    ", confidential: true": "item 2 may be restricted now",
    ", late: {restricted: {paragraph: 3}}": "item 2 may be restricted now",
    ", presenter: [Jane, restricted: {paragraph: 3}": "meeting.yaml cannot be read, or not all of it",
}


@pytest.mark.parametrize("more", MAYBE)
def test_where_nobody_knows_what_is_closed_the_files_are_named(small: Path, more: str) -> None:
    before = public(small)
    write(small, FIRST, SECOND % more)
    found = stopped(small)
    (told,) = (each for each in found if each.rule == "public-unknown")
    assert MAYBE[more] in told.message
    assert all(name in told.message for name in before)
    assert told.blocks
    assert told.where == str(small / "packs" / "public")
    assert public(small) == before


def test_a_description_that_cannot_be_opened_is_no_reason_to_be_silent(small: Path) -> None:
    (small / "meeting.yaml").unlink()
    os.mkfifo(small / "meeting.yaml")
    assert rules(stopped(small)) == ["file-unreadable", "public-unknown"]


@pytest.mark.parametrize("text", ["", "\n# nothing yet\n", "items: []\n", None])
@pytest.mark.parametrize("name", ["", "meeting.yaml"])
def test_a_description_that_is_empty_or_gone_is_no_reason_to_be_silent(
    small: Path, text: str | None, name: str
) -> None:
    before = public(small)
    (small / "meeting.yaml").unlink()
    if text is not None:
        (small / "meeting.yaml").write_text(text, encoding="utf-8")
    for file in small.glob("*.docx"):
        file.rename(small / f"paper {file.stem.partition('-')[2]}.docx")
    found = stopped(small / name)
    assert rules(found)[-1] == "public-unknown"
    assert all(each in found[-1].message for each in before)
    assert public(small) == before


CLOSED_NOW = (
    "  - {number: 9, title: Custody, paper: 9-custody-healthcare.docx, restricted: {paragraph: 3, reason: b}}\n"
)


@pytest.mark.parametrize("name", ["meeting.yaml", "may.yaml"])
@pytest.mark.parametrize("forgotten", [False, True])
def test_numbered_papers_whose_description_is_gone_are_not_all_open(tmp_path: Path, name: str, forgotten: bool) -> None:
    small_meeting(tmp_path)
    write(tmp_path, FIRST, CLOSED_NOW)
    (tmp_path / "9-custody-healthcare.docx").write_bytes((tmp_path / "10-flood-damage.docx").read_bytes())
    for paper in tmp_path.glob("*.docx"):
        paper.rename(tmp_path / paper.name.replace("-", " ", 1))
    text = (tmp_path / "meeting.yaml").read_text(encoding="utf-8")
    (tmp_path / "meeting.yaml").unlink()
    (tmp_path / name).write_text(text.replace("2-m", "2 m").replace("9-c", "9 c"), encoding="utf-8")
    api.pack(tmp_path / name)
    before = public(tmp_path)
    if forgotten:
        (tmp_path / ".boardpaper" / "closing.json").unlink()
    (tmp_path / name).rename(tmp_path / "away")
    found = stopped(tmp_path)
    assert rules(found) == ["meeting-missing", "public-unknown"]
    assert f"{'meeting.yaml' if forgotten else name} is gone" in found[0].message
    assert public(tmp_path) == before
    # Whoever says so gets a pack of open papers.
    left = "packs/restricted" if forgotten else ".boardpaper/closing.json"
    assert str(tmp_path / left) in found[0].hint


def test_a_description_of_any_name_that_is_gone_is_remembered(small: Path) -> None:
    (small / "meeting.yaml").rename(small / "may.yaml")
    api.pack(small / "may.yaml")
    (small / "may.yaml").unlink()
    assert rules(stopped(small / "may.yaml")) == ["file-missing", "public-unknown"]


def test_a_description_of_any_name_closes_what_it_says(small: Path) -> None:
    write(small, FIRST, SECOND % CLOSED)
    (small / "meeting.yaml").rename(small / "may.yaml")
    found = stopped(small)
    assert rules(found) == ["meeting-missing", "public-withdrawn"]
    assert f"boardpaper pack {small / 'may.yaml'}" in found[0].hint


def test_what_is_withdrawn_waits_for_no_cluster(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(small, FIRST.replace("of the last time", "of May"), SECOND % CLOSED)
    assert main(["pack", str(small), "--no-cache", "--dask", "tcp://127.0.0.1:1"]) == 3
    said = capsys.readouterr().err
    assert "[public-withdrawn]" in said
    assert "[dask-unreachable]" in said or "[dask-missing]" in said
    assert public(small) == set()


def test_nothing_is_said_of_a_folder_that_never_had_a_pack(tmp_path: Path) -> None:
    assert "public-unknown" not in rules(stopped(tmp_path))


def test_quiet_is_not_quiet_about_a_memory_that_is_damaged(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / ".boardpaper" / "issued.json").write_bytes(b"{")
    assert main(["pack", str(small), "--quiet"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("[memory-unread]") == 1


@pytest.mark.parametrize(
    ("shut", "mode", "kept"),
    [
        ("", 0, ("papers", "agenda")),
        ("public", 0, ("papers", "agenda")),
        ("public", 0o555, ("agenda",)),
        ("public/papers", 0, ("papers",)),
        ("public/papers", 0o555, ("papers",)),
    ],
)
def test_a_folder_that_may_not_be_changed_keeps_no_other_from_being_cleared(
    small: Path, shut: str, mode: int, kept: tuple[str, ...]
) -> None:
    api.pack(small, output=small / "web")
    write(small, FIRST, SECOND % CLOSED)
    (small / "web" / shut).chmod(mode)
    for _ in range(2):
        run = run_bounded(["pack", "."], small)
        assert run.returncode == 1, run.stderr
        assert "[public-stale]" in run.stderr
        assert "the paper of item 2, which is restricted now, may still stand here" in run.stderr
        assert public(small) == set()
    (small / "web" / shut).chmod(0o755)
    left = set(files(small / "web" / "public"))
    assert {"papers" if "/" in name else "agenda" for name in left} == set(kept)
    assert all(name in run.stderr for name in left)
    api.pack(small)
    assert files(small / "web") == {}


def test_a_changed_copy_is_told_beside_the_fault(small: Path) -> None:
    copy = small / "packs" / "public" / "papers" / "item-2-purchase-of-the-thornbury-depot.pdf"
    copy.write_bytes(copy.read_bytes() + b"% signed")
    write(small, FIRST, SECOND % CLOSED, head=HEAD + "chiar: Jane\n")
    assert rules(stopped(small)) == ["field-unknown", "public-stale", "public-withdrawn"]
    assert public(small) == {"papers/item-2-purchase-of-the-thornbury-depot.pdf"}
    assert rules(stopped(small)) == ["field-unknown", "public-stale"]
    assert rules(stopped(small, force=True)) == ["field-unknown", "public-withdrawn"]
    assert public(small) == set()
