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
from boardpaper.ooxml.package import read_package, write_package
from boardpaper.ooxml.parsing import parse_part

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
        (b"", "file-not-office", "cut short"),
        (zipped(SOUND)[:-30], "file-not-office", "cut short"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "file-not-office", "not a Word or Excel"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "file-protected-or-old", "password"),
        (zipped({**SOUND, "xl/vbaProject.bin": b"x"}), "file-has-macros", "macros"),
        (zipped({**SOUND, "XL/VBAPROJECT.BIN": b"x"}), "file-has-macros", "macros"),
        (zipped({**SOUND, "[Content_Types].xml": typed(MACROS)}), "file-has-macros", "macros"),
        (zipped({**SOUND, "[Content_Types].xml": typed(MACROS, "/WORD/Document.XML")}), "file-has-macros", "macros"),
        (zipped({**SOUND, "[Content_Types].xml": typed(MACROS, ending="XML")}), "file-has-macros", "macros"),
        (zipped({**SOUND, "WORD/document.xml": b"<x/>"}), "file-not-office", "not a Word or Excel file"),
        (zipped({**SOUND, "~~": b"<x/>"}).replace(b"~~", b"\0\0"), "file-not-office", "not a Word or Excel file"),
        (zipped({**SOUND, "word/d%6Fcument.xml": b"<x/>"}), "file-not-office", "not a Word or Excel file"),
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


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
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
