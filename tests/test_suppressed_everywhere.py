"""A suppressed number looked for in every byte that every command makes or says, for papers of several kinds."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pikepdf
import pytest

from boardpaper.cli.main import main
from boardpaper.live.ledger_copy import read_copy
from boardpaper.ooxml.package import write_package
from boardpaper.sources.pdf.reader import read_pdf_texts
from tests.support.refreshing import NARRATIVE, control
from tests.support.small_paper import INDICATORS, PAPER, READINGS, write_paper, write_workbook
from tests.support.word_papers import package_of, parts_of

# Letters and digits around it would make it part of a hash or of text in base64.
SECRET = re.compile(r"(?<![0-9A-Za-z+/=.])7[,\u00a0\u202f ]?919(?![0-9A-Za-z+/=])")
WORDS = {
    **NARRATIVE,
    "homicide.md": (
        NARRATIVE["homicide.md"]
        + "\nIt rose to {{homicide.value.words}} ({{homicide.value.marked}}), {{homicide.direction.verb}} from "
        "{{homicide.baseline}}. Of all, {{share.value}} were solved; the total was {{both.value}}.\n\n"
        "| What | Count | Change |\n| --- | --- | --- |\n| Homicide | {{homicide.value}} | {{homicide.change}} |\n"
        "| Burglary | {{burglary.value}} | {{burglary.change.signed}} |\n"
    ),
}
SOURCES = PAPER + "  - {letter: B, title: Sources, sources: true}\n"
Rows = list[list[object]]


def declared(limit: object = None, *, name: str = "homicide", current: str = "2021/22") -> Rows:
    rows: Rows = [[*INDICATORS[0], "Suppress below", "Derived"]]
    rows.append([name, "Homicide", "Reduce homicide", "count", "lower", current, "ye-2019-06", 1, limit, None])
    rows += [[*row, None, None] for row in INDICATORS[2:]]
    rows.append(["burglary", "Burglary", "Reduce theft", "count", "lower", "2021/22", "ye-2019-06", 1, None, None])
    rows.append(
        ["share", "Share", "Reduce theft", "percent", "neutral", current, None, 1, None, f"share({name}, burglary)"]
    )
    rows.append(["both", "Both", "Reduce theft", "count", "neutral", current, None, 1, None, f"sum({name}, burglary)"])
    return rows


def given(
    value: object, before: object = 11013, marker: str = "", *, name: str = "homicide", year: str = "2021/22"
) -> Rows:
    rows = [list(row) for row in READINGS[:3]]
    rows.append([name, year, value, None, None, None, marker])
    rows.append([name, "Year ending June 2019", before])
    rows += [list(row) for row in READINGS[5:]]
    rows += [["burglary", "2021/22", 40111], ["burglary", "Year ending June 2019", 39222]]
    if year != "2021/22":
        rows.append(["burglary", year, 40333])
    return rows


def inputs(folder: Path, indicators: Rows, readings: Rows, purpose: str = WORDS["purpose.md"]) -> Path:
    write_paper(folder, narrative={**WORDS, "purpose.md": purpose}, paper=SOURCES)
    write_workbook(folder / "kpi.xlsx", indicators, readings)
    return folder


class Run:
    """Runs commands, keeps all they say, and looks for the number in that and in all files below a folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys, self.said = folder, capsys, [("", "")]
        capsys.readouterr()

    def __call__(self, *arguments: object) -> int:
        """A command's exit code. What takes long is asked for in one form, since it says the same in both."""
        for extra in ((), ("--json",)) if arguments[0] in ("refresh", "diff", "trace") else (("--json",),):
            code = main([*map(str, arguments), *extra])
            self.said.append((" ".join(map(str, (*arguments, *extra))), "".join(self.capsys.readouterr())))
        return code

    @property
    def severity(self) -> str:
        """How the last command judged the numbers that were typed."""
        found = json.loads(self.said[-1][1])["findings"]
        (severity,) = {each["severity"] for each in found if each["rule"] == "suppressed-number-typed"}
        return str(severity)

    def found(self, *without: Path) -> list[str]:
        """Where the number stands: in which command's words, and in which file."""
        places = [f"{command}: {_around(said)}" for command, said in self.said if SECRET.search(said)]
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.suffix != ".xlsx" and not any(path.is_relative_to(each) for each in without):
                found = ((part, text) for part, text in texts(path.name, path.read_bytes()) if SECRET.search(text))
                places += [f"{path.name}: {part}: {_around(text)}" for part, text in found]
        return places


def _around(text: str) -> str:
    """The first place where the number stands, with what is around it."""
    match = SECRET.search(text)
    return "" if match is None else text[max(0, match.start() - 80) : match.end() + 40]


def texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """All that a file holds, unpacked: the parts of a Word file, the streams and strings of a PDF."""
    yield "bytes", content.decode("latin-1")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                held = archive.read(part)
                yield part, held.decode("utf-8", "replace")
                yield part, re.sub(r"<[^>]*>", "", held.decode("utf-8", "replace"))
        if name.endswith(".docx"):
            yield "the ledger's copy", (read_copy(package_of(parts_of(content))) or b"").decode()
    elif content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for number, each in enumerate(pdf.objects):
                if isinstance(each, pikepdf.Stream) and "/Length1" not in each and each.get("/Subtype") != "/Image":
                    yield f"stream {number}", each.read_bytes().decode("latin-1")
                yield f"object {number}", repr(each)
        read = read_pdf_texts(content)
        yield "pages", " ".join(read.pages)
        yield "strings", " ".join(text for _, text in read.strings)


def words_of(folder: Path) -> Path:
    (path,) = folder.glob("2022*.docx")
    return path


def meeting(folder: Path, public: Path, restricted: Path) -> Path:
    folder.mkdir()
    (folder / "1-public.docx").write_bytes(public.read_bytes())
    (folder / "2-restricted.docx").write_bytes(restricted.read_bytes())
    (folder / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 1, title: Performance, paper: 1-public.docx}\n"
        '  - {number: 2, title: Other, paper: 2-restricted.docx, restricted: {paragraph: 3, reason: "bidders"}}\n',
        encoding="utf-8",
    )
    return folder


ALWAYS: dict[str, tuple[Rows, Rows]] = {
    "a limit": (declared(10000), given(7919)),
    "a marker": (declared(), given(7919, marker="c")),
    "a text": (declared(10000), given("7,919")),
    "a text with a marker": (declared(), given("7,919 [c]")),
    "a baseline": (declared(10000), given(12007, 7919)),
    "a change": (
        declared(10000),
        [*given(5003)[:3], ["homicide", "2021/22", 5003, 7919, "percent", "Year ending June 2019"], *given(1)[4:]],
    ),
    "a marked history": (declared(), [*given(12007), ["homicide", "2020/21", 7919, None, None, None, "c"]]),
}


@pytest.mark.parametrize("name", ALWAYS)
def test_what_is_suppressed_from_the_start(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run, out = Run(tmp_path, capsys), tmp_path / "out"
    folder = inputs(tmp_path / "inputs", *ALWAYS[name])
    run("check", folder)
    assert run("build", folder, "-o", out, "--force") in (0, 1)
    if out.exists():
        word = words_of(out)
        run("check", word)
        run("check", word, "--inputs", folder)
        run("trace", word)
        run("publish", word, "-o", tmp_path / "public", "--provenance")
        run("trace", next((tmp_path / "public").glob("*.pdf")))
        for track in ((), ("--track",)):
            run("refresh", word, "-i", folder, "-o", tmp_path / "refreshed.docx", "--force", *track)
        run("diff", word, tmp_path / "refreshed.docx")
        run("pack", meeting(tmp_path / "meeting", word, word))
    assert run.found() == []


TYPED: Mapping[str, str] = {
    "beside its mark": "There were {{homicide.value}} (7,919) homicides.",
    "in a sentence": "There were 7,919 homicides.",
    "in figures with a space": "There were 7 919 homicides.",
    "in a sentence that refers to another": "Homicides were recorded with care. There were 7,919 of them.",
    "in a heading": "## Homicide: 7,919",
    "in a row": "| What | Count |\n| --- | --- |\n| Homicide | 7,919 |",
    "in a column": "| When | Homicide |\n| --- | --- |\n| 2021/22 | 7,919 |",
    "in a list": "Homicide is told by year:\n\n- 7,919 in the last",
    "in a note": "Homicide is told below.[^k]\n\n[^k]: It was 7,919.",
    "of what nobody names": "In the end 7,919 came in.",
    "with a source": 'There were [7,919]{source="Force records"} homicides.',
}
SUPPRESSED = {"a limit": (declared(10000), given(7919)), "a marker": (declared(), given("7,919 [c]"))}


@pytest.mark.parametrize("how", TYPED)
@pytest.mark.parametrize("name", SUPPRESSED)
def test_what_is_typed_as_plain_words(how: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run, given_away = Run(tmp_path, capsys), how not in ("of what nobody names", "with a source")
    # A paper from before anything was suppressed, with the same words.
    plain = inputs(tmp_path / "plain", declared(), given(12007), f"{TYPED[how]}\n")
    assert main(["build", str(plain), "-o", str(tmp_path / "old")]) == 0
    capsys.readouterr()
    clean = inputs(tmp_path / "clean", *SUPPRESSED[name])
    folder = inputs(tmp_path / "inputs", *SUPPRESSED[name], f"{TYPED[how]}\n")
    run("check", folder)
    assert run.severity == ("error" if given_away else "warning")
    assert run("build", folder, "-o", tmp_path / "out") == given_away
    assert run.severity == ("error" if given_away else "warning")
    assert any((tmp_path / "out").glob("*.docx")) is not given_away
    word = words_of(tmp_path / "old")
    run("check", word, "--inputs", clean)
    assert run.severity == ("error" if given_away else "warning")
    run("refresh", word, "-i", clean, "-o", tmp_path / "old" / "refreshed.docx")
    assert run.severity == ("error" if given_away else "warning")
    assert run.found(folder, tmp_path / "plain", tmp_path / "old", *([] if given_away else [tmp_path / "out"])) == []


LATER: dict[str, tuple[Rows, Rows, Sequence[str]]] = {
    "a limit": (declared(10000), given(7919), ()),
    "a limit, and the figure rises": (declared(10000), given(12007), ()),
    "a limit, and the figure is gone": (declared(10000), [row for row in given(1) if row[:1] != ["homicide"]], ()),
    "a marker": (declared(), given(7919, marker="c"), ()),
    "a marker of a year gone by": (
        declared(current="2022/23"),
        [*given(12007, year="2022/23"), ["homicide", "2021/22", None, None, None, None, "c"]],
        (),
    ),
    "a limit, and a year goes by": (
        declared(10000, current="2022/23"), [*given(12007, year="2022/23"), ["homicide", "2021/22", 7919]], (),
    ),
    "a limit, and another name": (
        declared(10000, name="killing"), given(12007, name="killing"), ("--renamed", "homicide=killing"),
    ),
    "a limit, and another name that nobody gives": (declared(10000, name="killing"), given(12007, name="killing"), ()),
}  # fmt: skip
EDITS = (
    "as built", "typed over", "struck out", "a cell without its control", "untagged",
    "struck out in an author's control",
)  # fmt: skip


def edited(word: bytes, how: str) -> bytes:
    parts = parts_of(word)
    xml = parts["word/document.xml"].decode()
    own = control(parts, "homicide.value")
    cell = control(parts, "homicide.value.marked", -1)
    inside = re.sub(r"^.*?<w:sdtContent>|</w:sdtContent></w:sdt>$", "", cell)
    changes: Mapping[str, tuple[str, str]] = {
        "as built": (own, own),
        "typed over": (own, own.replace("7,919", "8,007")),
        "struck out": (own, f'<w:del w:id="902" w:author="Ann">{re.sub("w:t(?=[ >])", "w:delText", own)}</w:del>'),
        "a cell without its control": (cell, inside),
        "struck out in an author's control": (
            own,
            '<w:sdt><w:sdtContent><w:del w:id="902" w:author="Ann"><w:r><w:delText>7,919 then</w:delText></w:r></w:del>'
            "</w:sdtContent></w:sdt>",
        ),
        "untagged": (own, re.sub(r"<w:tag [^>]*/>", "", own)),
    }
    old, new = changes[how]
    assert old in xml
    parts["word/document.xml"] = xml.replace(old, new, 1).encode()
    return write_package(package_of(parts).parts)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A paper from before anything was suppressed."""
    folder = tmp_path_factory.mktemp("built")
    assert main(["build", str(inputs(folder / "inputs", declared(), given(7919))), "-o", str(folder)]) == 0
    return words_of(folder).read_bytes()


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        *((name, "as built") for name in LATER),
        *(("a limit, and the figure rises", edit) for edit in EDITS[1:]),
        ("a limit", "typed over"),
        ("a marker of a year gone by", "struck out"),
    ],
)
def test_what_is_suppressed_later(
    name: str, edit: str, built: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, old = Run(tmp_path, capsys), tmp_path / "old"
    old.mkdir()
    (old / "paper.docx").write_bytes(edited(built, edit))
    indicators, readings, options = LATER[name]
    folder = inputs(tmp_path / "inputs", indicators, readings)
    run("check", old / "paper.docx", "--inputs", folder)
    unsettled = name.endswith("nobody gives")
    for track in ((), ("--track",)):
        new = tmp_path / f"refreshed{''.join(track)}.docx"
        run("refresh", old / "paper.docx", "-i", folder, "-o", new, "--force", *options, *track)
        if unsettled:
            # The figures of a name that is gone stay as they are, and the run says so.
            new.unlink()
            continue
        run("diff", old / "paper.docx", new)
        run("diff", new, old / "paper.docx")
        run("trace", new)
        run("check", new)
    if not unsettled and edit == "as built":
        run("publish", new, "-o", tmp_path / "public", "--provenance", "--accept-changes")
        run("pack", meeting(tmp_path / "meeting", tmp_path / "refreshed.docx", tmp_path / "refreshed.docx"))
    assert run.found(old) == []


def test_the_search_finds_what_is_not_suppressed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(tmp_path, capsys)
    run("build", inputs(tmp_path / "inputs", declared(), given(7919)), "-o", tmp_path / "out", "--force")
    run("trace", words_of(tmp_path / "out"))
    run("publish", words_of(tmp_path / "out"), "-o", tmp_path / "public", "--provenance")
    found = " ".join(run.found())
    for place in ("trace", "word/document.xml", "the ledger's copy", ".pdf: pages", "provenance.json"):
        assert place in found
