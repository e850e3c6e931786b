"""Files of every kind and files inside them: what is in them is found, and what cannot be read stops a publication."""

import base64
import io
import json
import zipfile
import zlib

import pytest

from boardpaper.checks.leaks.readers.files import read_file
from boardpaper.checks.leaks.readers.pieces import Unread, Words
from boardpaper.checks.leaks.readers.xml import read_xml
from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall
from tests.support import wall_plants as plants

WORDS = "it is Ashcombe who buys"
PICTURE = plants.picture(1)


def found(output: bytes, name: str = "out", restricted: bytes = WORDS.encode()) -> set[tuple[str, str]]:
    findings = scan_wall([RestrictedFile("8.txt", restricted)], [PublicFile(name, output)])
    assert all(finding.blocks for finding in findings)
    return {(finding.rule, finding.where) for finding in findings}


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


def office(xml: str, name: str = "word/document.xml") -> bytes:
    return zipped(**{name: f'<w:x xmlns:w="urn:wordprocessingml">{xml}</w:x>'.encode()})


# Ways to write words down


@pytest.mark.parametrize(
    "output",
    [
        b"sold to Ashcombe",
        b"\xef\xbb\xbfsold to Ashcombe",
        b"\xff\xfe\x00\x01 sold to Ashcombe",
        "sold to Ashcombe".encode("utf-16-le"),
        "sold to Ashcombe".encode("utf-16-be"),
        "sold to Ashcombe".encode("utf-16"),
        b"\0\1\2\3\0\1" * 40 + b"sold to Ashcombe" + b"\0\1\2\3" * 40,
        b"\xe9t\xe9 Ashcombe",
        b"sold to &#65;shcombe",
        b"a <" + b"sold to Ashcombe".hex().encode() + b"> b",
        b"a " + b"sold to Ashcombe".hex().encode() + b" b",
        b"(sold to \\101shcombe)",
        base64.b64encode(b"sold to Ashcombe, as it was said to be"),
        base64.encodebytes(b"sold to Ashcombe, as it was said to be, and more of the same kind to fill lines"),
        b"a " + base64.b64encode(b"sold to Ashcombe, as it was said to be")[:-1] + b" b",
    ],
)
def test_words_are_found_however_they_are_written_down(output: bytes) -> None:
    assert ("wall-word", "out › text") in found(output)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"items": [{"title": "Ashcombe"}]}, "items[0].title"),
        ({"items": ["a", "Ashcombe"]}, "items[1]"),
        ("Ashcombe", "text"),
    ],
)
def test_json_is_told_by_its_path(value: object, place: str) -> None:
    text = json.dumps(value).encode()
    assert found(text if text.startswith(b"{") else b" [%s]" % text, "out.json") == {
        ("wall-word", f"out.json › {'[0]' if place == 'text' else place}")
    }


def test_json_may_have_names_that_tell_and_may_be_broken() -> None:
    assert found(b'{"Ashcombe": null}') == {("wall-word", "out › text, keys")}
    assert found(b'{"a": "Ashcombe"') == {("wall-word", "out › text")}
    assert found(b'{"a": [43102, true]}', restricted=b"43102") == {("wall-word", "out › a[0]")}


def test_a_page_is_told_by_its_parts() -> None:
    page = "<html><body>{}</body></html>"
    assert found(page.format("<p><b>Ash</b>combe</p>").encode()) == {("wall-word", "out › text")}
    assert found(page.format("<p>Ash</p><p>combe</p>").encode()) == set()
    assert found(page.format("Ash<br>combe").encode()) == set()
    assert found(page.format("<p>Ash</p>combe").encode()) == set()
    assert found(page.format("<!-- Ashcombe -->").encode()) == {("wall-word", "out › text, comments")}
    assert found(page.format("<? Ashcombe>").encode()) == {("wall-word", "out › text, comments")}
    assert found(b"<!DOCTYPE html Ashcombe><html></html>") == {("wall-word", "out › text, comments")}
    assert found(page.format("<![if Ashcombe]>").encode()) == {("wall-word", "out › text, comments")}
    assert found(page.format('<p title="Ashcombe" hidden>').encode()) == {("wall-word", "out › text, attributes")}
    assert found(b'<html encoding="latin-1"><p>\xe9 Ashcombe</p></html>') == {("wall-word", "out › text")}


# Office files


@pytest.mark.parametrize(
    ("xml", "one_word"),
    [
        ("<w:p><w:r><w:t>Ash</w:t></w:r><w:r><w:t>combe</w:t></w:r></w:p>", True),
        ("<w:p><w:t>Ash</w:t></w:p><w:p><w:t>combe</w:t></w:p>", False),
        ("<w:p><w:t>Ash</w:t><w:br/><w:t>combe</w:t></w:p>", False),
        ("<w:p><w:t>Ash</w:t><w:tab/><w:t>combe</w:t></w:p>", False),
        ("<w:p>Ash<w:b/>combe</w:p>", True),
        ("<w:v>Ash</w:v>combe", False),
        # As it was before tracked changes, and as it is after them.
        ("<w:p><w:t>Ash</w:t><w:del><w:delText>x</w:delText></w:del><w:t>combe</w:t></w:p>", True),
        ("<w:p><w:t>Ash</w:t><w:ins><w:t>x</w:t></w:ins><w:t>combe</w:t></w:p>", True),
        ("<w:p><w:t>Ash</w:t><w:del><w:delText>combe</w:delText></w:del></w:p>", True),
        ("<w:p><w:t>Ash</w:t><w:ins><w:r><w:t>combe</w:t></w:r></w:ins></w:p>", True),
        ("<w:p><w:t>Ash</w:t><w:moveFrom><w:t>x</w:t></w:moveFrom><w:t>combe</w:t></w:p>", True),
        ("<w:p><w:t>Ash</w:t><w:moveTo><w:t>x</w:t></w:moveTo><w:t>combe</w:t></w:p>", True),
        ("<w:p><w:del><w:t>As</w:t></w:del><w:ins><w:t>xx</w:t></w:ins><w:t>hcombe</w:t></w:p>", True),
        ("<w:p><w:t>Ash</w:t><w:del><w:t>x</w:t></w:del><w:ins><w:t>y</w:t></w:ins><w:t>combe</w:t></w:p>", False),
        ("<w:p>Ash\ncombe</w:p>", False),
    ],
)
def test_words_of_an_office_file_run_on_as_a_reader_sees_them(xml: str, one_word: bool) -> None:
    assert bool(found(office(xml))) == one_word
    assert bool(found(office(f"<w:p>many other words of this paper</w:p>{xml}"))) == one_word


def test_elements_of_other_xml_part_words() -> None:
    assert found(b"<a><b>Ash</b><c>combe</c></a>") == set()
    assert found(b"<a>x<b/>Ashcombe</a>") == {("wall-word", "out › text")}


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"word/document__xml": b"<a>Ashcombe</a>"}, "word/document.xml"),
        ({"word/document__xml": b"<a><!-- Ashcombe --></a>"}, "word/document.xml, comments"),
        ({"word/document__xml": b"<a><?x Ashcombe?></a>"}, "word/document.xml, comments"),
        ({"word/document__xml": b'<a b="Ashcombe"/>'}, "word/document.xml, attributes"),
        ({"word/document__xml": b"<a><b>Ashcombe</a>"}, "word/document.xml"),
        ({"word/styles__xml": b'<a><b name="Ashcombe"/></a>'}, "word/styles.xml, attributes"),
        ({"docProps/app__xml": b"<a><Application>Ashcombe</Application></a>"}, "docProps/app.xml"),
        ({"a__rels": b'<a><b TargetMode="External" Target="Ashcombe"/></a>'}, "a.rels, attributes"),
        ({"word/media/Ashcombe__bin": b"x"}, "word/media/Ashcombe.bin, its name"),
        ({"word/a__bin": b"sold to Ashcombe"}, "word/a.bin"),
        ({"word/a__bin": b"<html><p>Ashcombe</p></html>"}, "word/a.bin"),
        ({"word/a__bin": b"{\"b\": \"Ashcombe\"}"}, "b"),
        ({"word/a__zip": zipped(b__txt=b"Ashcombe")}, "word/a.zip › b.txt"),
    ],
)  # fmt: skip
def test_parts_of_an_archive_are_told_by_name(parts: dict[str, bytes], place: str) -> None:
    assert found(zipped(**parts)) == {("wall-word", f"out › {place}")}


def test_a_comment_of_an_archive_is_found() -> None:
    buffer = io.BytesIO(zipped(a__txt=b"x"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"sold to Ashcombe"
    assert found(buffer.getvalue()) == {("wall-word", "out › the file, comment")}


def test_a_shared_strings_number_is_no_secret() -> None:
    cell = '<w:c t="{}"><w:v>43102</w:v></w:c>'
    restricted = office(cell.format("s"), "xl/worksheets/sheet1.xml")
    assert found(b"about 43102", restricted=restricted) == set()
    restricted = office(cell.format("n"), "xl/worksheets/sheet1.xml")
    assert found(b"about 43102", restricted=restricted) == {("wall-word", "out › text")}


@pytest.mark.parametrize(
    ("element", "told"),
    [
        ('<w:a descr="Ashcombe"/>', True),
        ('<w:a name="Ashcombe"/>', True),
        ('<w:tag w:val="Ashcombe"/>', True),
        ('<w:docVar w:name="x" w:val="Ashcombe"/>', True),
        ('<w:a Target="Ashcombe" TargetMode="External"/>', True),
        ('<w:a Target="Ashcombe"/>', False),
        ('<w:a odd="Ashcombe"/>', False),
        ('<w:style name="Ashcombe"/>', False),
        ('<w:a name="Rectangle 43102"/>', False),
        ('<w:a descr="ab"/>', False),
        ("<w:Application>Ashcombe</w:Application>", False),
        ("<w:Application>x</w:Application>Ashcombe", True),
    ],
)
def test_what_a_person_wrote_is_a_secret_and_what_a_program_wrote_is_none(element: str, told: bool) -> None:
    assert bool(found(b"we met Ashcombe, AB43102", restricted=office(element))) == told


def test_every_word_of_a_description_is_a_secret_and_of_a_text_only_names_are() -> None:
    assert found(b"we met ashcombe", restricted=office('<w:a descr="of ashcombe"/>')) == {("wall-word", "out › text")}
    assert found(b"we met ashcombe", restricted=office("<w:p>of ashcombe</w:p>")) == set()


def test_how_a_file_looks_is_no_secret() -> None:
    style = office('<w:a descr="Ashcombe"/>', "word/styles.xml")
    assert found(b"we met Ashcombe", restricted=style) == set()
    habit = zipped(**{"word/media/image1__bin": b"x", "word/media/Ashcombe__bin": b"x"})
    assert found(b"we met Ashcombe", restricted=habit) == {("wall-word", "out › text")}


@pytest.mark.parametrize(
    ("name", "size", "rules"),
    [
        ("word/a.bin", 199, set()),
        ("word/a.bin", 200, {"wall-file"}),
        ("word/theme/theme1.bin", 200, set()),
        ("word/a.ttf", 200, set()),
    ],
)
def test_a_part_that_goes_from_file_to_file_is_found(name: str, size: int, rules: set[str]) -> None:
    part = bytes(6 + at * at % 3 for at in range(size))
    one, other = (zipped(**{name: part, "b.xml": b"<a>%d</a>" % number}) for number in (1, 2))
    assert {rule for rule, _ in found(other, restricted=one)} == rules


# Files inside files, and what cannot be read


@pytest.mark.parametrize(
    "output",
    [
        b"<a>%s</a>" % base64.b64encode(plants.picture(1, kind="BMP")),
        b"<html><img src='data:image/png;base64,%s'></html>" % base64.b64encode(plants.picture(1, kind="TIFF")),
        b"said: %s" % base64.b64encode(plants.picture(1, kind="JPEG")),
        zipped(a__bin=plants.picture(1, kind="GIF")),
    ],
)
def test_a_picture_inside_another_file_is_known(output: bytes) -> None:
    assert "wall-picture" in {rule for rule, _ in found(output, restricted=PICTURE)}


def nested(depth: int) -> bytes:
    content = b"sold to Ashcombe"
    for _ in range(depth):
        content = zipped(a__bin=content)
    return content


def test_files_lie_in_files_to_a_depth() -> None:
    assert {rule for rule, _ in found(nested(6))} == {"wall-word"}
    assert {rule for rule, _ in found(nested(7))} == {"wall-unread"}


def broken_part() -> bytes:
    content = bytearray(zipped(a__txt=b"x" * 1000, b__txt=b"sold to Ashcombe"))
    at = content.index(zlib.compress(b"x" * 1000)[2:6])
    content[at : at + 4] = bytes(4)
    return bytes(content)


def test_a_damaged_part_is_told_and_the_others_are_read() -> None:
    assert found(broken_part()) == {("wall-unread", "out › the file"), ("wall-word", "out › b.txt")}


@pytest.mark.parametrize(
    "output",
    [
        b"PK\3\4 and no archive",
        zipped(a__bin=bytes(65 * 2**20)),
        zipped(a__xml=b""),
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptionInfo".encode("utf-16-le"),
    ],
)
def test_what_cannot_be_read_blocks(output: bytes) -> None:
    assert {rule for rule, _ in found(output)} == {"wall-unread"}


def test_an_old_office_file_is_read_as_bytes() -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100) + "sold to Ashcombe".encode("utf-16-le")
    assert found(old) == {("wall-word", "out › text")}


@pytest.mark.parametrize(
    ("name", "told"),
    [("Ashcombe.bin", True), ("a/Ashcombe/b.bin", True), ("sold_to_Ashcombe", True), ("b.bin", False)],
)
def test_a_files_name_is_searched(name: str, told: bool) -> None:
    places = {where for _, where in found(b"x", name)}
    assert places == ({f"{name} › file name"} if told else set())


@pytest.mark.parametrize(("name", "told"), [("Ashcombe.txt", True), ("report.txt", False), ("Minutes 3.txt", False)])
def test_a_files_name_is_a_secret_unless_it_is_habit(name: str, told: bool) -> None:
    output = PublicFile("out", b"the Ashcombe report, minutes 3")
    assert bool(scan_wall([RestrictedFile(name, b"x")], [output])) == told


def claiming(*sizes: int) -> bytes:
    """An archive whose parts say of themselves that they are so large."""
    content = bytearray(zipped(**{f"{number}__txt": b"words %d" % number for number in range(len(sizes))}))
    at = 0
    for size in sizes:
        at = content.index(b"PK\1\2", at + 1)
        content[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(content)


MOST = 64 * 2**20


@pytest.mark.parametrize(
    ("sizes", "read", "whole"),
    [
        ((MOST,), 1, True),
        ((MOST + 1, 9), 0, False),
        ((9, MOST + 1), 1, False),
        ((MOST,) * 8, 8, True),
        ((*(MOST,) * 7, MOST - 9, 9), 9, True),
        ((*(MOST,) * 7, MOST - 9, 10, 1), 8, False),
    ],
)
def test_an_archive_may_unpack_to_512_megabytes(sizes: tuple[int, ...], read: int, whole: bool) -> None:
    pieces = list(read_file("a.zip", claiming(*sizes)))
    texts = [piece.text for piece in pieces if isinstance(piece, Words) and not piece.label]
    assert texts == [f"words {number}" for number in range(read)]
    unread = [Unread("the file", "unpacks to far more than it weighs")]
    assert [piece for piece in pieces if isinstance(piece, Unread)] == ([] if whole else unread)


@pytest.mark.parametrize(("count", "whole"), [(10_000, True), (10_001, False)])
def test_an_archive_may_have_ten_thousand_parts(count: int, whole: bool) -> None:
    """Of a font nothing is read but its name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"image{number}.ttf"), b"")
    pieces = list(read_file("image.zip", buffer.getvalue()))
    assert sum(isinstance(piece, Words) for piece in pieces) == 10_000
    assert (pieces[-1] == Unread("the file", "has more than 10000 parts")) != whole


@pytest.mark.parametrize(("before", "opened"), [(1019, True), (1020, False)])
def test_a_pdf_begins_in_the_first_1024_bytes(before: int, opened: bool) -> None:
    pieces = read_file("a", b" " * before + b"%PDF-1.7 no more")
    assert any(piece == Unread("the file", "is damaged (PdfError)") for piece in pieces) == opened


@pytest.mark.parametrize(("size", "dull"), [(2**18, False), (2**18 + 1, False), (2**18 + 1, True)])
def test_a_part_is_read_alike_however_large_it_is(size: int, dull: bool) -> None:
    content = b"<a><b>words</b></a>".ljust(size)
    assert list(read_xml("here", content, dull=dull)) == list(read_xml("here", content, dull=dull))
    assert list(read_xml("here", content, dull=dull)) == [Words("here", "words", dull=dull)]


@pytest.mark.parametrize("beside", [b"sold to Ashcombe " * 9, PICTURE], ids=["words", "picture"])
def test_what_stands_beside_a_pdf_in_an_archive_is_found(beside: bytes) -> None:
    """A PDF that is not packed is near enough to the archive's own start to be one that begins late."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.pdf", plants.pdf_file())
        archive.writestr("b.bin", beside, zipfile.ZIP_DEFLATED)
    told = found(buffer.getvalue(), restricted=WORDS.encode() if beside is not PICTURE else PICTURE)
    assert "out › b.bin" in {where for _, where in told}
    assert not any("a.pdf" in where for _, where in told)


def test_a_very_long_text_in_xml_is_read_whole() -> None:
    (words,) = read_xml("here", b"<a>" + b"word " * 2_100_000 + b"end</a>")
    assert isinstance(words, Words)
    assert (len(words.text), words.text[-8:]) == (10_500_003, "word end")
