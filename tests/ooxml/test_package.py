"""Packages: what is refused before anything is read, what is read, and that a written one never varies."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boardpaper.errors import InputError
from boardpaper.ooxml.opening import check_package
from boardpaper.ooxml.package import Package, read_package, write_package
from boardpaper.ooxml.parsing import parse_part
from boardpaper.ooxml.relationships import Relationships
from tests.support.word_files import relationships

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RULES = {"sound", "file-not-office", "file-protected-or-old", "file-has-macros", "file-oversized"}
SOUND = {"[Content_Types].xml": TYPES, "word/document.xml": b"<document/>", "word/media/image1.png": b"\x89PNG"}


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def typed(media_type: str, part: str = "/word/document.xml", *, ending: str = "") -> bytes:
    """Content types that give `part`, or all parts with this ending, a media type."""
    named = f'Default Extension="{ending}"' if ending else f'Override PartName="{part}"'
    return TYPES.replace(b"/>", f'><{named} ContentType="{media_type}"/></Types>'.encode())


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def saved(folder: Path, content: bytes, name: str = "paper.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path) -> InputError:
    """What both doors say of a file, which must be the same."""
    with pytest.raises(InputError) as checked:
        check_package(path)
    with pytest.raises(InputError) as read:
        read_package(path)
    assert read.value.finding == checked.value.finding
    assert checked.value.where == path.name
    assert checked.value.hint
    return checked.value


def test_parts_are_read_whole(tmp_path: Path) -> None:
    path = saved(tmp_path, zipped(SOUND))
    check_package(path)
    package = read_package(path, name="My paper.docx")
    assert package.parts == SOUND
    assert package.name == "My paper.docx"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.docx").rule == "file-missing"


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    error = refusal(tmp_path / "folder.docx")
    assert (error.rule, error.message) == ("file-unreadable", "folder.docx is a folder")
    with pytest.raises(InputError, match="cannot be opened") as stopped:
        read_package(tmp_path / "no\0name.docx")
    assert stopped.value.rule == "file-unreadable"


@pytest.mark.parametrize(
    ("content", "rule", "says"),
    [
        (b"Indicator,Period,Value\nhomicide,2021/22,53\n", "file-not-office", "plain text, such as a CSV file"),
        (b"\xef\xbb\xbfIndicator,Value\nhomicide,\xc2\xa35\n", "file-not-office", "plain text, such as a CSV file"),
        (b"<html><table></table></html>", "file-not-office", "web page"),
        (b"%PDF-1.7\x00\x01\x02", "file-not-office", "not a Word or Excel file"),
        (b"", "file-not-office", "is empty"),
        (zipped(SOUND)[:-30], "file-not-office", "cut short"),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "file-not-office",
            "lacks [Content_Types].xml",
        ),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "file-protected-or-old", "password"),
        (zipped({**SOUND, "xl/vbaProject.bin": b"x"}), "file-has-macros", "macros"),
        (zipped({**SOUND, "XL/VBAPROJECT.BIN": b"x"}), "file-has-macros", "macros"),
        (zipped({**SOUND, "[Content_Types].xml": typed(MACROS)}), "file-has-macros", "macros"),
        (zipped({**SOUND, "[Content_Types].xml": typed(MACROS, "/WORD/Document.XML")}), "file-has-macros", "macros"),
        (zipped({**SOUND, "[Content_Types].xml": typed(MACROS, ending="XML")}), "file-has-macros", "macros"),
        (
            zipped({**SOUND, "WORD/document.xml": b"<x/>"}),
            "file-not-office",
            "“word/document.xml” and “WORD/document.xml”",
        ),
        (zipped({**SOUND, "~~": b"<x/>"}).replace(b"~~", b"\0\0"), "file-not-office", "a part without a name"),
        (zipped({**SOUND, "word/d%6Fcument.xml": b"<x/>"}), "file-not-office", "and “word/d%6Fcument.xml”"),
    ],
    ids=[
        "csv",
        "csv-bom",
        "html",
        "pdf",
        "empty",
        "cut",
        "odt",
        "ole",
        "vba",
        "vba-capitals",
        "macro-type",
        "macro-type-capitals",
        "macro-ending",
        "one-name-in-two-cases",
        "no-name",
        "one-name-encoded",
    ],
)
def test_files_that_are_no_office_file_or_may_not_be_used(tmp_path: Path, content: bytes, rule: str, says: str) -> None:
    error = refusal(saved(tmp_path, content, "kpi.xlsx"))
    assert error.rule == rule
    assert says in error.message


@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels", "xl/sheet1.dat", "SHEET.XML"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("prologue", ["", " " * 2**20])
def test_entities_are_refused_whatever_the_part_is_called(
    tmp_path: Path, part: str, encoding: str, prologue: str
) -> None:
    bomb = f'<?xml version="1.0"?>{prologue}<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode(encoding)
    error = refusal(saved(tmp_path, zipped({**SOUND, part: bomb})))
    assert error.rule == "file-has-entity"
    assert part in error.message


def test_a_declaration_that_is_split_between_two_chunks_is_seen(tmp_path: Path) -> None:
    content = b"<x>" + b" " * (2**20 - 7) + b"<!DOCTYPE x></x>"
    assert refusal(saved(tmp_path, zipped({**SOUND, "word/document.xml": content}))).rule == "file-has-entity"


def test_a_web_page_kept_inside_a_word_file_is_no_entity(tmp_path: Path) -> None:
    parts = {**SOUND, "word/afchunk.htm": b"<!DOCTYPE html><html/>"}
    assert read_package(saved(tmp_path, zipped(parts))).parts == parts


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = saved(tmp_path, zipped({**SOUND, "word/document.xml": b"<x>" + b" " * (32 * 2**20)}))
    error = refusal(path)
    assert error.rule == "file-oversized"
    assert "32 MB" in error.message


def test_ten_thousand_parts_are_refused(tmp_path: Path) -> None:
    many = {f"word/media/{n}.png": b"" for n in range(10_001)}
    assert refusal(saved(tmp_path, zipped({**SOUND, **many}, zipfile.ZIP_STORED))).rule == "file-oversized"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", "word/document.xml"):
            archive.writestr(name, b"<x/>")
    assert refusal(saved(tmp_path, buffer.getvalue())).rule == "file-not-office"


def test_a_garbled_picture_is_found_when_it_is_read(tmp_path: Path) -> None:
    content = bytearray(zipped({**SOUND, "word/media/image1.png": b"PICTURE"}, zipfile.ZIP_STORED))
    content[content.index(b"PICTURE")] ^= 0xFF
    path = saved(tmp_path, bytes(content))
    check_package(path)
    with pytest.raises(InputError) as error:
        read_package(path)
    assert error.value.rule == "file-not-office"


def damaged() -> st.SearchStrategy[bytes]:
    whole = zipped(SOUND)
    flips = st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), min_size=1, max_size=6)

    def damage(flips: list[tuple[int, int]], end: int) -> bytes:
        content = bytearray(whole)
        for place, byte in flips:
            content[place] = byte
        return bytes(content[:end])

    return st.builds(damage, flips, st.integers(0, len(whole)) | st.just(len(whole)))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damaged())
def test_a_damaged_file_is_read_or_refused_and_never_crashes(tmp_path: Path, content: bytes) -> None:
    path = saved(tmp_path, content)
    assert {refused_by(door, path) for door in (check_package, read_package)} <= RULES


def refused_by(door: Callable[[Path], object], path: Path) -> str:
    try:
        door(path)
    except InputError as fault:
        return fault.rule
    return "sound"


@given(
    st.dictionaries(
        st.text("abc/._", min_size=1, max_size=8).filter(lambda n: not n.endswith("/")), st.binary(max_size=50)
    )
)
def test_what_is_written_reads_back_in_one_order_whatever_the_order_given(parts: dict[str, bytes]) -> None:
    parts = {**parts, "[Content_Types].xml": TYPES, "_rels/.rels": b"<r/>"}
    written = write_package(parts)
    assert written == write_package(dict(reversed(parts.items())))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.namelist()[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_entity_is_refused_in_whatever_encoding_it_hides() -> None:
    declared = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x +AFsAPAAh-ENTITY e "boo"+AD4AXQA+-<x>hello</x>'
    with pytest.raises(InputError) as caught:
        parse_part(declared.encode(), name="paper.docx")
    assert caught.value.rule in ("file-has-entity", "file-damaged")


def test_a_part_is_parsed_and_one_with_an_entity_refused() -> None:
    assert parse_part(b"<x><y/></x>", name="paper.docx").tag == "x"
    with pytest.raises(InputError) as caught:
        parse_part(b'<!DOCTYPE x [<!ENTITY a "spelt out">]><x>&a;</x>', name="paper.docx")
    assert caught.value.rule == "file-has-entity"


def test_a_broken_part_is_said_to_be_damaged() -> None:
    with pytest.raises(InputError) as error:
        parse_part(b"<x>", name="paper.docx")
    assert (error.value.rule, error.value.where) == ("file-damaged", "paper.docx")


RELATED = {
    "[Content_Types].xml": typed("application/x", "/Doc/Main.XML").replace(
        b"</Types>", b'<Default Extension="PNG" ContentType="image/png"/></Types>'
    ),
    "_rels/.rels": relationships({"rId1": ("officeDocument", "/doc/MAIN.xml")}),
    "doc/main.xml": b"<m><a/></m>",
    "DOC/_RELS/main.xml.rels": relationships(
        {
            "rId1": ("styles", "gone.xml"),
            "rId2": ("styles", "the%20look.xml"),
            "rId3": ("hyperlink", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        },
        ["rId3"],
    ),
    "doc/the look.xml": b"<s/>",
    "doc/picture.png": b"",
}


def test_parts_are_found_by_relationship_whatever_they_are_called() -> None:
    package = Package("a.docx", RELATED)
    assert package.main == "doc/main.xml"
    assert package.related(package.main, "styles") == ("doc/the look.xml",)
    assert package.related_root(package.main, "styles") is package.root("DOC/The%20Look.xml")
    assert package.relationships("Doc/main.XML")["rId3"].target == "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert (package.content("doc/none.xml"), package.root("doc/none.xml"), package.root("")) == (None, None, None)
    assert [package.content_type(part) for part in ("doc/main.xml", "doc/picture.png", "x")] == [
        "application/x", "image/png", "",
    ]  # fmt: skip


def test_a_root_is_parsed_once_and_changed_in_a_copy_only() -> None:
    package = Package("a.docx", RELATED)
    kept = package.copy()
    root, own = package.root("doc/main.xml"), package.edit("doc/main.xml")
    assert root is package.root("DOC/main.xml")
    assert root is not None
    assert own is not None
    own.append(own.makeelement("b"))
    assert package.parts == RELATED
    assert len(root) == 1
    package.put("DOC/MAIN.xml", own)
    assert package.root("doc/main.xml") is own
    written = package.parts["doc/main.xml"]
    assert written.endswith(b"<m><a/><b/></m>")
    package.put("doc/main.xml", b"<n/>")
    assert [each.tag for each in (package.root("doc/main.xml"), kept.root("doc/main.xml")) if each is not None] == [
        "n",
        "m",
    ]
    assert kept.parts == RELATED


def test_relationships_are_read_anew_when_they_change() -> None:
    package = Package("a.docx", RELATED)
    assert package.related(package.main, "footer") == ()
    links = Relationships(package, package.main)
    package.put("doc/a b.xml", b"<f/>")
    first, again = links.add_part("footer", "doc/a b.xml"), links.add_part("footer", "DOC/A B.xml")
    links.write()
    assert first == again == "rId4"
    assert package.related(package.main, "footer") == ("doc/a b.xml",)
    assert "DOC/_RELS/main.xml.rels" in package.parts
    assert b'Target="a%20b.xml"' in package.parts["DOC/_RELS/main.xml.rels"]


def test_parts_are_loaded_when_they_are_asked_for() -> None:
    loaded: list[str] = []

    def load(name: str) -> bytes:
        loaded.append(name)
        return RELATED[name]

    package = Package("a.docx", dict.fromkeys(RELATED), load)
    assert package.main == "doc/main.xml"
    assert package.root("doc/MAIN.xml") is package.root("doc/main.xml")
    assert loaded == ["_rels/.rels", "doc/main.xml"]
    assert package.parts == RELATED


BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"


def test_a_type_for_macros_that_no_part_has_means_nothing(tmp_path: Path) -> None:
    types = {"[Content_Types].xml": typed(BINARY, ending="bin")}
    assert read_package(saved(tmp_path, zipped({**SOUND, **types}))).parts == {**SOUND, **types}
    assert refusal(saved(tmp_path, zipped({**SOUND, **types, "xl/Sheet.BIN": b""}))).rule == "file-has-macros"


@pytest.mark.parametrize(("name", "program"), [("a.docx", "Word"), ("a.xlsx", "Excel")])
def test_what_is_cut_short_is_to_be_had_again_or_mended_by_its_own_program(
    tmp_path: Path, name: str, program: str
) -> None:
    (tmp_path / name).write_bytes(zipped(SOUND)[:-30])
    with pytest.raises(InputError) as stopped:
        read_package(tmp_path / name)
    assert stopped.value.message == f"{name} is cut short or damaged"
    assert stopped.value.hint.startswith("Copy or download it again")
    assert f"{program} may mend it" in stopped.value.hint
    assert name[-5:] in stopped.value.hint
