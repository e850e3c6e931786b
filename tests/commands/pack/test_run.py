"""The example meeting and random ones, packed as a secretariat would."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from typing import Any

import docx
import pikepdf
import pytest
from msgspec.structs import replace

from boardpaper.cli.main import main
from boardpaper.commands.pack import files as pack_files
from boardpaper.commands.pack import papers as pack_papers
from boardpaper.commands.pack.run import pack_meeting
from boardpaper.errors import BlockingFindings, InputError
from boardpaper.model.pack import Pack
from boardpaper.pack.merging import merge_pack
from boardpaper.running.results import Result
from boardpaper.sources.pdf.reader import read_pdf, read_pdf_texts
from tests.support.finished_pdfs import changed, publication, scripted, signed
from tests.support.handmade_executor import Handmade
from tests.support.outside_tools import CheckPdfSyntax, ValidatePdf
from tests.support.pack_numbers import disagreements, random_meeting
from tests.support.places import ROOT
from tests.support.small_meeting import EXAMPLE, SECRETS, files, small_meeting, words, write_small


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("packs")
    return folder, pack_meeting(EXAMPLE, output=folder, keep_papers=False)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_meeting(tmp_path)


def test_the_example_finds_only_that_a_scan_has_no_tags(packs: tuple[Path, Result]) -> None:
    assert {finding.rule for finding in packs[1].findings} == {"pdf-untagged", "pack-slip-page", "pages-wordless"}


def test_page_numbers_agree_in_the_example(packs: tuple[Path, Result]) -> None:
    assert disagreements(packs[0] / "public") == []
    assert disagreements(packs[0] / "restricted") == []
    told = json.loads((packs[0] / "public" / "pack.json").read_text(encoding="utf-8"))
    assert (told["pages"]["agenda"], told["pages"]["contents"]) == (["i", "ii"], ["iii", "iv"])


def test_the_packs_are_valid_pdf_ua_and_pdf_a(
    packs: tuple[Path, Result], verapdf: ValidatePdf, qpdf: CheckPdfSyntax
) -> None:
    made = sorted(packs[0].glob("*/2022*.pdf"))
    assert len(made) == 4
    assert [fault for path in made for fault in verapdf(path, "ua1", "2a")] == []
    assert [fault for path in made for fault in qpdf(path)] == []
    assert json.loads((packs[0] / "public" / "pack.json").read_text(encoding="utf-8"))["conforms"] is True


def test_nothing_of_a_restricted_item_is_public(packs: tuple[Path, Result]) -> None:
    public = files(packs[0] / "public")
    told = {
        name: words(content) if name.endswith(".pdf") else content.decode("latin-1") for name, content in public.items()
    }
    assert [(name, secret) for name in told for secret in SECRETS if secret.lower() in told[name].lower()] == []
    assert "business affairs of bidders" in " ".join(told["2022-05-24-public-agenda.pdf"].split())
    assert all(
        secret in words((packs[0] / "restricted" / "2022-05-24-restricted-pack.pdf").read_bytes())
        for secret in SECRETS[:2]
    )


def test_restricted_pages_carry_a_stamp(packs: tuple[Path, Result]) -> None:
    pages = read_pdf_texts((packs[0] / "restricted" / "2022-05-24-restricted-pack.pdf").read_bytes()).pages
    stamped = [("RESTRICTED" in page and "paragraph 3" in page) for page in pages[3:]]
    assert stamped == [False] * (len(stamped) - 1) + [True]


@pytest.mark.parametrize("workers", [2, 4])
def test_workers_change_nothing(workers: int, packs: tuple[Path, Result], tmp_path: Path) -> None:
    pack_meeting(EXAMPLE, output=tmp_path, keep_papers=False, workers=workers)
    assert files(tmp_path) == files(packs[0])


def test_a_supplement_goes_on_where_the_pack_ended(
    packs: tuple[Path, Result], tmp_path: Path, verapdf: ValidatePdf, qpdf: CheckPdfSyntax
) -> None:
    copytree(packs[0], tmp_path, dirs_exist_ok=True)
    pack_meeting(EXAMPLE, output=tmp_path, keep_papers=False, supplement=1)
    last = json.loads((tmp_path / "restricted" / "pack.json").read_text(encoding="utf-8"))["pages"]["last"]
    told = json.loads((tmp_path / "public" / "supplement-1.json").read_text(encoding="utf-8"))
    assert told["pages"]["first"] == last + 1
    pages = {entry["number"]: entry["pages"] for entry in told["items"]}
    assert pages["10"] == str(last + 1)
    assert pages["5"] == "4–20"
    assert [fault for path in tmp_path.glob("*/*supplement-1.pdf") for fault in (*verapdf(path), *qpdf(path))] == []
    assert f"Page {last + 1}" in read_pdf_texts((tmp_path / "public" / told["pack"]).read_bytes()).pages[-1]


def test_a_pack_made_again_after_its_supplement_is_told(small: Path) -> None:
    write_small(small, "late: {reason: it was not ready}")
    (small / "9-custody-healthcare.docx").write_bytes((small / "10-flood-damage.docx").read_bytes())
    assert pack_meeting(small).findings == ()
    assert pack_meeting(small, supplement=1).findings == ()
    assert pack_meeting(small).findings == ()
    text = (small / "meeting.yaml").read_text(encoding="utf-8")
    (small / "meeting.yaml").write_text(f"venue: Town Hall\n{text}", encoding="utf-8")
    (finding,) = pack_meeting(small).findings
    assert finding.rule == "supplement-older"
    assert "begins at page" not in finding.message
    text = (small / "meeting.yaml").read_text(encoding="utf-8")
    more = "paper: 2-minutes.docx, appendices: [{paper: 10-flood-damage.docx}]"
    (small / "meeting.yaml").write_text(text.replace("paper: 2-minutes.docx", more), encoding="utf-8")
    (finding,) = pack_meeting(small).findings
    assert "it begins at page 2, and this pack ends at page 2" in finding.message
    assert pack_meeting(small, supplement=1).findings == ()


def test_an_item_may_stay_without_stamps(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", str(small), "--no-stamp", "2", "--no-stamp", "1"]) == 0
    assert "restricted-unstamped" in capsys.readouterr().out
    (pack,) = (small / "packs" / "restricted").glob("*-pack.pdf")
    pages = read_pdf_texts(pack.read_bytes()).pages
    assert "Page i" in pages[0]
    assert not any("Agenda item" in page or "RESTRICTED:" in page for page in pages[1:])
    assert main(["pack", str(small), "--no-stamp", "7"]) == 2
    said = capsys.readouterr().err
    assert "item-unknown" in said
    assert "Items here: 1, 2." in said


def test_a_supplement_needs_its_pack(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not hold the pack") as stopped:
        pack_meeting(EXAMPLE, output=tmp_path, supplement=1)
    assert stopped.value.rule == "supplement-first"
    with pytest.raises(InputError, match="no item") as stopped:
        pack_meeting(EXAMPLE, output=tmp_path, supplement=7)
    assert stopped.value.rule == "supplement-empty"


def test_a_paper_is_made_again_only_when_it_has_changed(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    original = pack_papers.make_paper

    def counting(task: pack_papers.PaperTask) -> pack_papers.MadePaper:
        made.append(task.item.number)
        return original(task)

    monkeypatch.setattr(pack_papers, "make_paper", counting)
    pack_meeting(small)
    before = files(small / "packs")
    pack_meeting(small)
    assert made == ["1", "2"]
    assert files(small / "packs") == before
    (small / "2-minutes.docx").write_bytes((small / "10-flood-damage.docx").read_bytes())
    pack_meeting(small)
    assert made == ["1", "2", "1"]


def test_a_damaged_cache_costs_only_time(small: Path) -> None:
    pack_meeting(small)
    before = files(small / "packs")
    for path in (small / ".boardpaper").rglob("*.kept"):
        path.write_bytes(b"%PDF-1.7 cut short")
    pack_meeting(small)
    assert files(small / "packs") == before


def test_a_public_copy_goes_when_its_item_is_restricted(small: Path) -> None:
    copy = "papers/item-2-purchase-of-the-thornbury-depot.pdf"
    (small / "9-custody-healthcare.docx").write_bytes((small / "10-flood-damage.docx").read_bytes())
    write_small(small, "purpose: noting")
    pack_meeting(small)
    assert (small / "packs" / "public" / copy).is_file()
    write_small(small, "restricted: {paragraph: 3, reason: affairs}")
    pack_meeting(small)
    assert not (small / "packs" / "public" / copy).exists()
    assert (small / "packs" / "restricted" / copy).is_file()
    write_small(small, "purpose: noting")
    pack_meeting(small)
    assert files(small / "packs" / "restricted") == {}


def test_a_pack_whose_pages_are_not_those_that_its_agenda_prints_is_not_written(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def askew(*given: Any, **more: Any) -> Pack:
        pack = merge_pack(*given, **more)
        return replace(pack, layout=replace(pack.layout, pages=pack.layout.pages[:-1]))

    monkeypatch.setattr(pack_files, "merge_pack", askew)
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert {finding.rule for finding in stopped.value.findings if finding.blocks} == {"pages-disagree"}
    assert not (small / "packs").exists()


def test_a_folder_without_a_meeting_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="papers whose names begin with an item number") as stopped:
        pack_meeting(tmp_path)
    assert stopped.value.rule == "meeting-missing"


def test_a_marked_paper_of_an_open_item_stops_the_pack(small: Path) -> None:
    write_small(small, "purpose: noting")
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert {finding.rule for finding in stopped.value.findings if finding.blocks} == {"restricted-marking"}
    assert all("item 2" in finding.where for finding in stopped.value.findings if finding.blocks)
    hints = {finding.hint for finding in stopped.value.findings if finding.blocks}
    assert all("“restricted:”" in hint and "allow: [restricted-marking]" in hint for hint in hints)
    assert not any("--allow" in hint for hint in hints)
    assert not (small / "packs").exists()


def test_a_marked_pdf_of_an_open_item_stops_the_pack(small: Path) -> None:
    pack_meeting(small)
    (marked,) = (small / "packs" / "restricted" / "papers").iterdir()
    (small / "marked.pdf").write_bytes(marked.read_bytes())
    (small / "meeting.yaml").write_text(
        "body: B\ndate: 2022-05-24\nitems: [{number: 1, title: One, paper: marked.pdf}]", encoding="utf-8"
    )
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(small)
    assert "restricted-marking" in {finding.rule for finding in stopped.value.findings}


def test_a_paper_that_states_another_day_is_told_of(small: Path) -> None:
    dated = docx.Document()
    dated.core_properties.title = "Flood"
    dated.add_heading("Flood", 1)
    dated.add_paragraph("Date of meeting: 26 May 2022")
    dated.save(str(small / "dated.docx"))
    (small / "meeting.yaml").write_text(
        "body: B\ndate: 2022-05-24\nitems: [{number: 1, title: One, paper: dated.docx}]", encoding="utf-8"
    )
    assert [finding.rule for finding in pack_meeting(small).findings] == ["stated-date-differs"]
    (pdf,) = (small / "packs" / "public" / "papers").iterdir()
    (small / "dated.pdf").write_bytes(pdf.read_bytes())
    (small / "meeting.yaml").write_text(
        "body: B\ndate: 2022-05-24\nitems: [{number: 1, title: One, paper: dated.pdf}]", encoding="utf-8"
    )
    assert [finding.rule for finding in pack_meeting(small).findings] == ["stated-date-differs"]


def test_the_agenda_and_the_pack_name_the_body_and_nobody_else(small: Path) -> None:
    pack_meeting(small)
    for path in (small / "packs").rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            author = str(pdf.docinfo.get("/Author", ""))
        assert author == ("Board" if path.parent.name != "papers" else ""), path


def test_only_the_restricted_list_tells_what_was_found(small: Path) -> None:
    write_small(small, "restricted: {paragraph: 3}")
    pack_meeting(small)
    told = {folder: json.loads((small / "packs" / folder / "pack.json").read_text(encoding="utf-8"))
            for folder in ("public", "restricted")}  # fmt: skip
    assert "findings" not in told["public"]
    assert [each["message"] for each in told["restricted"]["findings"]] == [
        "item 2, “Purchase of the Thornbury depot”, does not say why it is closed"
    ]


def test_a_file_that_somebody_changed_is_not_written_over(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack_meeting(small)
    agenda = small / "packs" / "public" / "2022-05-24-public-agenda.pdf"
    agenda.write_bytes(agenda.read_bytes() + b"% signed")
    assert main(["pack", str(small)]) == 2
    assert "output-edited" in capsys.readouterr().err
    assert main(["pack", str(small), "--force", "--quiet"]) == 0


def test_a_folder_of_numbered_papers_is_enough(tmp_path: Path, small: Path) -> None:
    folder = tmp_path / "first"
    folder.mkdir()
    for name, source in (("10 Flood.docx", "10-flood-damage.docx"), ("2. Minutes.docx", "2-minutes.docx")):
        (folder / name).write_bytes((small / source).read_bytes())
    pack_meeting(folder)
    told = json.loads((folder / "packs" / "public" / "pack.json").read_text(encoding="utf-8"))
    assert [(entry["number"], entry["title"], entry["pages"]) for entry in told["items"]] == [
        ("2", "Minutes", "1"),
        ("10", "Flood", "2"),
    ]
    assert disagreements(folder / "packs" / "public") == []


def issues(folder: Path) -> Iterator[Path]:
    yield from (path.parent for path in sorted(folder.glob("*/pack.json")))


@pytest.mark.parametrize("seed", range(3))
def test_page_numbers_agree_in_random_meetings(seed: int, tmp_path: Path, qpdf: CheckPdfSyntax) -> None:
    pack_meeting(random_meeting(tmp_path, seed), output=tmp_path / "out", keep_papers=False)
    assert {folder.name: disagreements(folder) for folder in issues(tmp_path / "out")} == {
        folder.name: [] for folder in issues(tmp_path / "out")
    }
    assert [fault for path in tmp_path.glob("out/*/*.pdf") for fault in qpdf(path)] == []


@pytest.mark.parametrize("executor", [lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(2), Handmade])
def test_any_executor_makes_the_same_files(executor: Callable[[], Executor], small: Path, tmp_path: Path) -> None:
    pack_meeting(small, output=tmp_path / "one", keep_papers=False)
    with executor() as given:
        pack_meeting(small, output=tmp_path / "two", keep_papers=False, executor=given)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_papers_that_no_item_needs_are_not_kept(small: Path) -> None:
    pack_meeting(small)
    # Two papers, and two agendas of each pack: by itself, and in front of the papers.
    assert len(list((small / ".boardpaper" / "papers").glob("*.kept"))) == 6
    (small / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems: [{number: 1, title: Minutes, paper: 2-minutes.docx}]", encoding="utf-8"
    )
    pack_meeting(small)
    assert len(list((small / ".boardpaper" / "papers").glob("*.kept"))) == 3


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\ncut short"])
def test_a_damaged_pdf_stops_the_pack_and_names_its_item(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "4 Broken.pdf").write_bytes(content)
    with pytest.raises(BlockingFindings) as stopped:
        pack_meeting(tmp_path)
    assert any("item 4" in finding.where and finding.blocks for finding in stopped.value.findings)
    assert not (tmp_path / "packs").exists()


def test_scripts_are_taken_out_of_a_papers_own_copy_signed_or_not(tmp_path: Path) -> None:
    (tmp_path / "4 Script.pdf").write_bytes(changed(publication(), scripted))
    (tmp_path / "5 Signed.pdf").write_bytes(changed(publication(), scripted, signed))
    findings = [finding for finding in pack_meeting(tmp_path).findings if finding.rule == "pdf-scripted"]
    assert len(findings) == 2
    papers = tmp_path / "packs" / "public" / "papers"
    for path in papers.iterdir():
        extras = read_pdf(path, name="")[0].extras
        assert (extras.scripts, extras.signatures) == ((), 0)


def test_a_new_meeting_can_be_packed_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "mine"), "--meeting"]) == 0
    assert main(["pack", str(tmp_path / "mine")]) == 0
    assert "No findings." in capsys.readouterr().out
    assert disagreements(tmp_path / "mine" / "packs" / "public") == []


def test_the_schema_of_a_meeting_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--meeting"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "meeting.yaml"


def test_items_whose_names_look_alike_keep_their_own_files(small: Path) -> None:
    (small / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 8(B), title: Same, paper: 2-minutes.docx}\n"
        "  - {number: 8-B, title: Same, paper: 10-flood-damage.docx}\n",
        encoding="utf-8",
    )
    pack_meeting(small)
    names = sorted(path.name for path in (small / "packs" / "public" / "papers").iterdir())
    assert names == ["item-8-b-same-2.pdf", "item-8-b-same.pdf"]


def test_a_restricted_folder_of_inputs_may_be_marked(tmp_path: Path) -> None:
    copytree(ROOT / "examples" / "new-meeting", tmp_path, dirs_exist_ok=True)
    purpose = tmp_path / "papers" / "performance" / "narrative" / "purpose.md"
    purpose.write_text("This report is exempt under paragraph 3 of Schedule 12A.\n", encoding="utf-8")
    with pytest.raises(BlockingFindings):
        pack_meeting(tmp_path)
    description = tmp_path / "meeting.yaml"
    text = description.read_text(encoding="utf-8").replace(
        "    paper: papers/performance\n",
        "    paper: papers/performance\n    restricted: {paragraph: 3, reason: affairs of a person}\n",
    )
    description.write_text(text, encoding="utf-8")
    assert pack_meeting(tmp_path).findings == ()
