"""Broken inputs, each a real file run through the command line: the finding it gives, and nothing left behind."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from boardpaper.cli.main import main
from tests.support.places import TEMPLATES
from tests.support.small_paper import INDICATORS, NARRATIVE, READINGS, write_paper, write_workbook

Spoil = Callable[[Path], object]
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


def say(name: str, text: str) -> Spoil:
    """Narrative replaced."""
    return lambda folder: (folder / "narrative" / name).write_text(text, encoding="utf-8")


def setting(old: str, new: str) -> Spoil:
    """A line of paper.yaml replaced."""

    def spoil(folder: Path) -> None:
        path = folder / "paper.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def declared(row: list[object]) -> Spoil:
    """A row added to the declarations."""
    return lambda folder: write_workbook(folder / "kpi.xlsx", [*INDICATORS, row])


def read(*rows: list[object]) -> Spoil:
    """Rows added to the readings: the first stands in row 8."""
    return lambda folder: write_workbook(folder / "kpi.xlsx", INDICATORS, [*READINGS, *rows])


def workbook_is(content: bytes) -> Spoil:
    """The workbook replaced by other bytes."""
    return lambda folder: (folder / "kpi.xlsx").write_bytes(content)


def repack(name: str, change: Callable[[dict[str, bytes]], Any]) -> Spoil:
    """The parts of an Office file changed."""

    def spoil(folder: Path) -> None:
        path = folder / name
        with zipfile.ZipFile(path) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in parts.items():
                archive.writestr(part, content)

    return spoil


def bomb(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet9.xml"] = bytes(40 * 2**20)


def entity(parts: dict[str, bytes]) -> None:
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet


def macros(parts: dict[str, bytes]) -> None:
    parts["xl/vbaProject.bin"] = b"x"


def formula(folder: Path) -> None:
    workbook = load_workbook(folder / "kpi.xlsx")
    workbook["Readings"]["C4"] = "=50+3"
    workbook.save(folder / "kpi.xlsx")


def template(change: Callable[[str], str], *, path: str = "word/document.xml") -> Spoil:
    """The paper's own copy of the template with one of its parts rewritten."""

    def spoil(folder: Path) -> None:
        shutil.copy(TEMPLATES / "agenda-item.docx", folder / "own.docx")
        setting("template: agenda-item.docx", "template: own.docx")(folder)

        def rewrite(parts: dict[str, bytes]) -> None:
            before = parts[path].decode()
            after = change(before)
            assert before != after
            parts[path] = after.encode()

        repack("own.docx", rewrite)(folder)

    return spoil


def copied(name: str, content: bytes) -> Spoil:
    return lambda folder: (folder / name).write_bytes(content)


def both(first: Spoil, second: Spoil) -> Spoil:
    def spoil(folder: Path) -> None:
        first(folder)
        second(folder)

    return spoil


def not_utf8(folder: Path) -> None:
    (folder / "narrative" / "purpose.md").write_bytes(b"Caf\xe9\n")


BROKEN: dict[str, tuple[Spoil, str, str, int]] = {
    # Workbooks
    "workbook missing": (lambda f: (f / "kpi.xlsx").unlink(), "file-missing", "kpi.xlsx", 2),
    "workbook protected or .xls": (workbook_is(OLE), "file-protected-or-old", "kpi.xlsx", 2),
    "workbook is .csv": (workbook_is(b"Indicator,Period,Value\n"), "file-not-office", "kpi.xlsx", 2),
    "workbook cut short": (
        lambda f: (f / "kpi.xlsx").write_bytes((f / "kpi.xlsx").read_bytes()[:900]),
        "file-not-office",
        "kpi.xlsx",
        2,
    ),
    "workbook with macros": (repack("kpi.xlsx", macros), "file-has-macros", "kpi.xlsx", 2),
    "workbook that is a zip bomb": (repack("kpi.xlsx", bomb), "file-oversized", "kpi.xlsx", 2),
    "workbook with an external entity": (repack("kpi.xlsx", entity), "file-has-entity", "kpi.xlsx", 2),
    "indicator declared twice": (
        declared(["homicide", "Homicide again"]),
        "indicator-duplicate",
        "kpi.xlsx › Indicators!A5",
        1,
    ),
    "unknown unit": (declared(["x", "X", "", "furlongs"]), "unit-unknown", "kpi.xlsx › Indicators!D5", 1),
    "unknown polarity": (declared(["x", "X", "", "count", "up"]), "polarity-unknown", "kpi.xlsx › Indicators!E5", 1),
    "two readings for one period": (
        read(["homicide", "April 2021 to March 2022", 54]),
        "reading-duplicate",
        "kpi.xlsx › Readings!C8",
        1,
    ),
    "text in a number cell": (
        read(["homicide", "2020/21", "about fifty"]),
        "reading-not-a-number",
        "kpi.xlsx › Readings!C8",
        1,
    ),
    "formula never calculated": (formula, "formula-without-value", "kpi.xlsx › Readings!C4", 1),
    "error in a cell": (read(["homicide", "2020/21", "#REF!"]), "cell-error", "kpi.xlsx › Readings!C8", 1),
    "unknown period in a workbook": (
        read(["homicide", "last spring", 5]),
        "period-unknown",
        "kpi.xlsx › Readings!B8",
        1,
    ),
    "reading of nothing declared": (
        read(["homocide", "2020/21", 5]),
        "indicator-undeclared",
        "kpi.xlsx › Readings!A8",
        1,
    ),
    "unknown marker": (read(["homicide", "2020/21", "[q]"]), "marker-unknown", "kpi.xlsx › Readings!C8", 1),
    # Narrative
    "narrative missing": (
        lambda f: (f / "narrative" / "purpose.md").unlink(),
        "narrative-missing",
        "narrative/purpose.md",
        1,
    ),
    "narrative not UTF-8": (not_utf8, "narrative-not-utf8", "narrative/purpose.md:1", 1),
    "unknown indicator": (
        say("purpose.md", "One.\n\nSaw {{homocide.value}}.\n"),
        "indicator-unknown",
        "narrative/purpose.md:3",
        1,
    ),
    "unknown facet": (say("purpose.md", "Saw {{homicide.valeu}}.\n"), "facet-unknown", "narrative/purpose.md:1", 1),
    "unknown period": (
        say("purpose.md", "Saw {{homicide.value@last-year}}.\n"),
        "period-unknown",
        "narrative/purpose.md:1",
        1,
    ),
    "period without a reading": (
        say("purpose.md", "Saw {{homicide.value@2010/11}}.\n"),
        "reading-missing",
        "narrative/purpose.md:1",
        1,
    ),
    "reference never closed": (
        say("purpose.md", "Saw {{homicide.value homicides.\n"),
        "reference-unclosed",
        "narrative/purpose.md:1",
        1,
    ),
    "template tag in narrative": (
        say("purpose.md", "Saw {% if x %}five{% endif %}.\n"),
        "template-tag-in-narrative",
        "narrative/purpose.md:1",
        1,
    ),
    "footnote without its note": (say("purpose.md", "Saw it.[^1]\n"), "note-missing", "narrative/purpose.md:1", 1),
    "note that nothing refers to": (
        say("purpose.md", "Saw it.\n\n[^1]: A note.\n"),
        "note-unused",
        "narrative/purpose.md:3",
        1,
    ),
    "image missing": (say("purpose.md", "![A map](map.png)\n"), "image-missing", "narrative/purpose.md:1", 1),
    "image without alternative text": (
        both(say("purpose.md", "![](map.png)\n"), copied("narrative/map.png", b"\x89PNG\r\n\x1a\n")),
        "image-without-alt",
        "narrative/purpose.md:1",
        1,
    ),
    "image outside the folder": (
        say("purpose.md", "![A map](../../map.png)\n"),
        "image-outside",
        "narrative/purpose.md:1",
        1,
    ),
    "raw HTML": (
        say("purpose.md", "<div>hello</div>\n"),
        "narrative-unsupported",
        "narrative/purpose.md:1",
        1,
    ),
    "unsafe link": (
        say("purpose.md", "See [this](javascript:alert(1)).\n"),
        "link-unsafe",
        "narrative/purpose.md:1",
        1,
    ),
    "skipped heading level": (
        say("homicide.md", "## One\n\n#### Four\n\nWords.\n"),
        "heading-skips-level",
        "narrative/homicide.md:3",
        1,
    ),
    "chart that nothing declares": (
        say("purpose.md", "{{chart:trend}}\n"),
        "chart-unknown",
        "narrative/purpose.md:1",
        1,
    ),
    "Word narrative that is a zip bomb": (
        both(
            both(
                lambda f: shutil.copy(TEMPLATES / "agenda-item.docx", f / "narrative" / "purpose.docx"),
                repack("narrative/purpose.docx", bomb),
            ),
            setting("narrative: purpose.md", "narrative: purpose.docx"),
        ),
        "file-oversized",
        "narrative/purpose.docx",
        1,
    ),
    # Templates
    "template missing": (setting("agenda-item.docx", "agenda-itm.docx"), "template-missing", "paper.yaml:6", 2),
    "template is not Word": (
        both(copied("own.docx", b"hello"), setting("agenda-item.docx", "own.docx")),
        "file-not-office",
        "own.docx",
        2,
    ),
    "template with macros": (
        both(
            template(lambda xml: xml + " "),
            repack("own.docx", lambda parts: parts.update({"word/vbaProject.bin": b"x"})),
        ),
        "file-has-macros",
        "own.docx",
        2,
    ),
    "template tag misspelt": (
        template(lambda xml: xml.replace("{{ board }}", "{{ bord }}")),
        "tag-unknown",
        "own.docx",
        1,
    ),
    "template loop never closed": (
        template(lambda xml: re.sub(r"\{%p endfor %\}(?!.*\{%p endfor %\})", "", xml, flags=re.S)),
        "tag-unclosed",
        "own.docx",
        1,
    ),
    "template that never prints the parts": (
        template(lambda xml: xml.replace("{{p part.body }}", "Nothing")),
        "never-printed",
        "own.docx",
        1,
    ),
    # paper.yaml
    "no paper.yaml": (lambda f: (f / "paper.yaml").unlink(), "file-missing", "paper.yaml", 2),
    "a tab in paper.yaml": (setting("  - heading: Purpose", "\t- heading: Purpose"), "yaml-tab", "paper.yaml:9", 2),
    "a wrong type": (setting("title: Performance report", "title: [a, b]"), "field-type", "paper.yaml:4", 2),
    "an unknown setting": (setting("title:", "titel:"), "field-unknown", "paper.yaml:4", 2),
    "an impossible month": (setting("2022-05", "2022-15"), "field-value", "paper.yaml:2", 2),
    "a scorecard of an unknown indicator": (
        setting("{indicators: all}", "{indicators: [homocide]}"),
        "indicator-unknown",
        "paper.yaml",
        1,
    ),
}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main([*arguments, "--json"])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return code, json.loads(printed.out)


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_input_gives_its_finding_and_leaves_nothing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, rule, where, exit_code = BROKEN[name]
    folder = write_paper(tmp_path / "paper")
    spoil(folder)
    out = tmp_path / "out"
    out.mkdir()
    (out / "kept.txt").write_text("kept", encoding="utf-8")
    before = contents(tmp_path)
    code, printed = run_json(capsys, "build", str(folder), "--output", str(out))
    found = [(each["rule"], each["where"]) for each in printed["findings"]]
    assert any(rule == each and place.startswith(where) for each, place in found) or (
        rule == "file-missing" and any(rule == each and where in place for each, place in found)
    ), found
    assert code == exit_code
    assert printed["files"] == []
    assert all(each["message"] and each["hint"] for each in printed["findings"] if each["severity"] == "error")
    assert contents(tmp_path) == before


def test_the_sound_paper_that_they_spoil_has_no_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = run_json(capsys, "build", str(write_paper(tmp_path)))
    assert (code, printed["findings"]) == (0, [])
    assert [each["kind"] for each in printed["files"]] == ["word", "pdf"]
    assert all(Path(each["path"]).is_file() for each in printed["files"])


def test_a_published_change_that_disagrees_with_the_counts_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_paper(tmp_path)
    read(["knife-crime", "2019/20", 80, 50, "percent", "2018/19"], ["knife-crime", "2018/19", 100])(folder)
    code, printed = run_json(capsys, "build", str(folder))
    found = [(each["rule"], each["severity"], each["where"]) for each in printed["findings"]]
    assert (code, found) == (0, [("change-disagrees", "warning", "kpi.xlsx › Readings!D8")])


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (["weapons", "2018/19", "about fifty"], "reading-not-a-number"),
        (["weapons", "last spring", 50], "period-unknown"),
        (["weapons", None, 50], "period-unknown"),
    ],
)
def test_a_cell_that_cannot_be_used_is_told_once_though_narrative_asks_for_it(
    row: list[object], rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_paper(tmp_path)
    write_workbook(folder / "kpi.xlsx", [*INDICATORS, ["weapons", "Weapons"]], [*READINGS, row])
    said = " ".join(f"{{{{weapons.{facet}@2018/19}}}}" for facet in ("value", "change", "period", "direction"))
    say("purpose.md", f"Saw {said}.\n")(folder)
    _, printed = run_json(capsys, "build", str(folder))
    assert [each["rule"] for each in printed["findings"]] == [rule]


def test_a_suppressed_figure_s_key_is_no_marking_of_the_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_paper(tmp_path)
    declared(["injured", "People injured", "Reduce violence", "count", "lower", "2021/22"])(folder)
    workbook = load_workbook(folder / "kpi.xlsx")
    workbook["Readings"].append(["injured", "2021/22", "[c]"])
    workbook.save(folder / "kpi.xlsx")
    code, printed = run_json(capsys, "build", str(folder))
    assert (code, printed["findings"]) == (0, [])


def test_all_findings_of_a_run_are_told_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_paper(tmp_path)
    read(["homicide", "2020/21", "[q]"])(folder)
    say("purpose.md", "Saw {{homocide.value}} and {{homicide.valeu}}.[^1]\n")(folder)
    template(lambda xml: xml.replace("{{ board }}", "{{ bord }}"))(folder)
    _, printed = run_json(capsys, "build", str(folder))
    rules = {each["rule"] for each in printed["findings"]}
    assert {"marker-unknown", "indicator-unknown", "facet-unknown", "note-missing", "tag-unknown"} <= rules


def test_a_paper_that_a_person_edited_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_paper(tmp_path / "paper")
    assert main(["build", str(folder)]) == 0
    assert main(["build", str(folder)]) == 0, "an untouched paper may be made again"
    capsys.readouterr()
    word = next((folder / "out").glob("*.docx"))
    spoil = repack(
        f"out/{word.name}",
        lambda parts: parts.update({"word/document.xml": parts["word/document.xml"].replace(b"went", b"passed")}),
    )
    spoil(folder)
    before = contents(folder)
    code, printed = run_json(capsys, "build", str(folder))
    assert (code, [each["rule"] for each in printed["findings"]]) == (2, ["output-edited"])
    assert contents(folder) == before
    assert main(["build", str(folder), "--force"]) == 0
    assert contents(folder) != before


def test_a_paper_that_is_open_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_paper(tmp_path / "paper")
    assert main(["build", str(folder)]) == 0
    capsys.readouterr()
    word = next((folder / "out").glob("*.docx"))
    (word.parent / f"~${word.name[2:]}").write_bytes(b"")
    before = contents(folder)
    code, printed = run_json(capsys, "build", str(folder), "--force")
    assert (code, [each["rule"] for each in printed["findings"]]) == (2, ["output-open"])
    assert contents(folder) == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_paper(tmp_path / "paper")
    (tmp_path / "file").write_bytes(b"")
    before = contents(tmp_path)
    code, printed = run_json(capsys, "build", str(folder), "--output", str(tmp_path / "file" / "out"))
    assert (code, [each["rule"] for each in printed["findings"]]) == (2, ["output-unwritable"])
    assert contents(tmp_path) == before


def test_narrative_of_the_small_paper_is_used_whole(tmp_path: Path) -> None:
    """Guards the table: a case that spoils a file which the paper does not read would prove nothing."""
    plan = (write_paper(tmp_path) / "paper.yaml").read_text(encoding="utf-8")
    assert all(name in plan for name in NARRATIVE)
