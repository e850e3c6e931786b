"""The second copy of the ledger, among custom properties that others may have too."""

import hashlib
import io
import re
from itertools import islice, product

import docx
import pytest
from lxml import etree

from boardpaper.live.ledger_copy import read_copy, with_copy
from tests.support.word_papers import package_of, parts_of

OTHERS = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Client"><vt:lpwstr>A &amp; B</vt:lpwstr>'
    b"</property></Properties>"
)
LONG = b"<x>" + bytes(range(97, 123)) * 400 + b"</x>"


@pytest.fixture
def parts() -> dict[str, bytes]:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return parts_of(buffer.getvalue())


def test_what_is_written_is_read_back(parts: dict[str, bytes]) -> None:
    assert read_copy(package_of(parts)) is None
    written = with_copy(package_of(parts), LONG).parts
    assert read_copy(package_of(written)) == LONG
    assert read_copy(with_copy(package_of(written), b"<y/>")) == b"<y/>"


def test_no_piece_is_longer_than_word_shows(parts: dict[str, bytes]) -> None:
    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(200))
    root = etree.fromstring(with_copy(package_of(parts), noise).parts["docProps/custom.xml"])
    assert len(root) > 30
    *_, last = (len("".join(each.itertext())) for each in root)
    assert [len("".join(each.itertext())) for each in root][1:-1] == [255] * (len(root) - 2)
    assert 0 < last <= 255
    letters = islice(product("abcdefghijklmnopqrstuvwxyz", repeat=3), len(root) - 1)
    assert [each.get("name") for each in root] == ["boardpaper", *(f"boardpaper.{''.join(each)}" for each in letters)]
    assert [each.get("pid") for each in root] == [str(number) for number in range(2, len(root) + 2)]


def test_the_first_property_tells_people_to_leave_them(parts: dict[str, bytes]) -> None:
    again = with_copy(with_copy(package_of(parts), LONG), LONG).parts
    properties = etree.fromstring(again["docProps/custom.xml"])
    named = {each.get("name"): "".join(each.itertext()) for each in properties}
    assert len(named) == len(properties)
    assert next(iter(named)) == "boardpaper"
    assert "Please leave them" in named["boardpaper"]
    assert len(named["boardpaper"]) <= 255


def test_properties_of_others_stay_byte_for_byte(parts: dict[str, bytes]) -> None:
    written = with_copy(
        package_of(with_copy(package_of(parts), LONG).parts | {"docProps/custom.xml": OTHERS}), LONG
    ).parts
    again = with_copy(package_of(written), b"<y/>").parts
    client = OTHERS[OTHERS.index(b"<property") : OTHERS.index(b"</Properties>")]
    assert client in again["docProps/custom.xml"]
    assert read_copy(package_of(again)) == b"<y/>"
    pids = [each.get("pid") for each in etree.fromstring(again["docProps/custom.xml"])]
    assert pids == ["7", "8", "9"]


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (rb'name="boardpaper.aaa"', b'name="boardpaper.aaz"'),
        (rb'name="boardpaper.aaa"', b'name="boardpaper.AAA"'),
        (rb'(name="boardpaper.aaa"><vt:lpwstr [^>]*>)', rb"\1!!"),
        (rb'(name="boardpaper.aaa"><vt:lpwstr [^>]*>)..', rb"\1!!"),
        (rb'(name="boardpaper.aaa"><vt:lpwstr [^>]*>)....', rb"\1AAAA"),
        (rb'(name="boardpaper.aaa"><vt:lpwstr [^>]*>).*?<', rb"\1<"),
    ],
)
def test_a_copy_that_is_not_whole_is_none(parts: dict[str, bytes], pattern: bytes, new: bytes) -> None:
    written = with_copy(package_of(parts), LONG).parts
    broken = re.sub(pattern, new, written["docProps/custom.xml"])
    assert broken != written["docProps/custom.xml"]
    assert read_copy(package_of(written | {"docProps/custom.xml": broken})) is None
