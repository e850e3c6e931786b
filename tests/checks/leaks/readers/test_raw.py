"""Strings and packed bytes of which nothing else is known."""

import random
import zlib

import pytest

from boardpaper.checks.leaks.readers.raw import MOST_BYTES, base64_in, decode_string, inflate, words_in


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"words", "words"),
        (b"\xfe\xff\0a\x01B", "a\u0142"),
        (b"\xff\xfea\0B\x01", "a\u0142"),
        (b"\xef\xbb\xbfcaf\xe9", "caf\ufffd"),
        (b"\0a\0b", "ab"),
        (b"a\0b\0", "ab"),
        (b"\0a\0", ""),
        (b"\0abc\0d", "a\u6263d"),
        (b"\0abcde\0", ""),
        (b"caf\xc3\xa9", "caf\u00e9"),
        (b"caf\xe9", "caf\u00e9"),
        (b"seven\x81\xe9s", "seven\ufffd\u00e9s"),
        (b"seven\x81\xe9", ""),
        (b"seven ab\x01", "seven ab\x01"),
        (b"seven \x01", ""),
        (b"\n\t\r\n\t", "\n\t\r\n\t"),
    ],
)
def test_a_string_is_text_or_nothing(data: bytes, text: str) -> None:
    assert decode_string(data) == text


@pytest.mark.parametrize("level", [0, 9])
def test_what_is_packed_is_had_up_to_a_limit(level: int) -> None:
    most = bytes(MOST_BYTES - 1)
    assert inflate(zlib.compress(most, level)) == most
    assert inflate(zlib.compress(most + bytes(2), level)) is None


def test_what_is_packed_and_broken_is_had_up_to_the_fault() -> None:
    """It is unpacked in pieces of 256 bytes; before the first byte are two of zlib's and five of the block."""
    data = random.Random(1).randbytes(1000)
    packed = zlib.compress(data, 0)
    assert inflate(packed) == data
    assert inflate(packed[:-1] + b"!") == data[: 3 * 256 - 7]
    assert inflate(packed[:300]) == data[:293]
    assert inflate(b"no packed bytes") == b""


def test_what_is_broken_has_a_limit_too() -> None:
    assert inflate(zlib.compress(bytes(MOST_BYTES + 2**20))[:-1] + b"!") is None


@pytest.mark.parametrize(("noughts", "texts"), [(4, ["caf\u00e9s"]), (5, ["words"])])
def test_bytes_with_many_noughts_are_read_as_ascii(noughts: int, texts: list[str]) -> None:
    """One of twenty is many: letters with accents are then there by chance."""
    words = texts[0].encode("cp1252")
    content = (words + b"\xff" + b"\1" * 100)[: 100 - noughts] + b"\0" * noughts
    found = next(words_in(content))
    assert found == (texts[0] + "\u00ff" if noughts == 4 else texts[0])


def test_only_so_much_is_read() -> None:
    assert next(words_in(b" " * MOST_BYTES + b"more")) == " " * MOST_BYTES


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"QUJD" * 9, []),
        (b"QUJD" * 10, [b"ABC" * 10]),
        (b"QUJD " * 10 + b"QUI=", [b"ABC" * 10 + b"AB"]),
        (b"QUJD\n" * 10 + b"QUI", [b"ABC" * 10]),
        (b"-" + b"QUJD" * 10 + b"-" + b"REVG" * 11 + b"-", [b"ABC" * 10, b"DEF" * 11]),
    ],
)
def test_base64_in_a_text(content: bytes, found: list[bytes]) -> None:
    assert list(base64_in(content)) == found
