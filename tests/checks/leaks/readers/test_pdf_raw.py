"""What lies in the bytes of a PDF that nothing leads to, as a careless program leaves it: it is found and told."""

import io
import random
import zlib

import pikepdf
import pytest

from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall
from boardpaper.model.finding import Finding
from tests.support import wall_plants as plants

SECRET = plants.Secret("Nightjar House will be sold to Ashcombe Holdings for £4,310,250", plants.picture(1))
RESTRICTED = plants.word_file(SECRET)
PUBLIC = plants.pdf_file()
WORDS = b"Nightjar House will be sold to Ashcombe Holdings"
DRAWING = b"q BT /F1 11 Tf 50 50 Td (" + WORDS + b") Tj ET Q"


def with_leftover(leftover: bytes, host: bytes = PUBLIC) -> bytes:
    """`host` with bytes that its table of objects does not know, before a second end that is like the first."""
    start = host[host.rindex(b"startxref") :].split()[1]
    return host + leftover + b"\nstartxref\n%s\n%%%%EOF\n" % start


def stream(data: bytes, *, entries: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"900 0 obj\n<<%s /Length %d>>\nstream\n%s\nendstream\nendobj\n" % (entries, len(data), data)


def leaks(output: bytes, restricted: bytes = RESTRICTED, name: str = "8.docx") -> list[Finding]:
    found = scan_wall(
        [RestrictedFile(name, restricted)], [PublicFile("pack.pdf", output)], (), [PublicFile("a.pdf", PUBLIC)]
    )
    assert all(each.blocks for each in found)
    return list(found)


def places(output: bytes) -> set[str]:
    return {finding.where for finding in leaks(output)}


LOST = "pack.pdf › a part that nothing leads to"
TITLE, ALT = "pack.pdf › title or bookmark, as stored", "pack.pdf › alternative text, as stored"
MARKED = b"/P <</ActualText (%s)>> BDC BT (a) Tj ET EMC" % WORDS


def test_a_file_with_a_second_end_is_no_leak() -> None:
    assert leaks(with_leftover(b"")) == []
    with pikepdf.open(io.BytesIO(with_leftover(stream(zlib.compress(DRAWING))))) as pdf:
        assert not any(WORDS in each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream))


@pytest.mark.parametrize(
    ("leftover", "place"),
    [
        (stream(zlib.compress(DRAWING)), f"{LOST}, a drawing"),
        (stream(zlib.compress(DRAWING, level=0)), f"{LOST}, a drawing"),
        (stream(zlib.compress(DRAWING, wbits=9)), f"{LOST}, a drawing"),
        (stream(DRAWING, entries=b""), f"{LOST}, a drawing"),
        (stream(zlib.compress(MARKED)), f"{LOST}, a drawing, marked content"),
        (stream(zlib.compress(WORDS)), LOST),
        (stream(zlib.compress(WORDS * 30)[:-9]), LOST),
        (stream(WORDS, entries=b""), LOST),
        (stream(zlib.compress(b"12 0 13 40 <</Title (Ashcombe)>> <</Alt (Nightjar)>>")), ALT),
        (stream(zlib.compress(b"  12 0 13 40 <</Title (Ashcombe)>>")), TITLE),
        (b"900 0 obj\n<</Title (Nightjar)>>\nendobj\n", TITLE),
        (b"900 0 obj\n<</Title <4e696768746a6172>>>\nendobj\n", TITLE),
        (b"900 0 obj\n<</Title (\xfe\xff\0N\0i\0g\0h\0t\0j\0a\0r)>>\nendobj\n", TITLE),
        (b"900 0 obj\n<</Odd (Nightjar)>>\nendobj\n", "pack.pdf › a string (Odd), as stored"),
        (b"900 0 obj\n[(Nightjar)]\nendobj\n", "pack.pdf › a list of names, as stored"),
        (b"900 0 obj\n<</Title (Sold (Nightjar \\) House))>>\nendobj\n", TITLE),
        (b"% of Nightjar House\n", "pack.pdf › comments in the file"),
    ],
)  # fmt: skip
def test_what_nothing_leads_to_is_found(leftover: bytes, place: str) -> None:
    assert any(place in f"{finding.where} {finding.message}" for finding in leaks(with_leftover(leftover)))


def test_what_stands_after_the_end_is_found() -> None:
    assert places(PUBLIC + b"sold to Ashcombe\n") == {"pack.pdf › after the end of the file"}
    assert places(PUBLIC + b"\r\n\r\n") == set()


def test_a_drawing_is_read_with_the_fonts_of_the_file() -> None:
    """Its codes say nothing without them: each stands for the letter three further on."""
    with pikepdf.open(io.BytesIO(PUBLIC)) as pdf:
        font = next(iter(pdf.pages[0].Resources.Font.values()))
        letters = b"".join(b"<%04X>" % code for code in b"DEFGHIJKLMNOPQRSTUVWXYZABC")
        font.ToUnicode = pdf.make_stream(b"1 beginbfrange <41><5A>[" + letters + b"] endbfrange")
        host = plants.saved(pdf)
    coded = bytes((code - 65 - 3) % 26 + 65 for code in b"ASHCOMBE")
    found = places(with_leftover(stream(zlib.compress(b"BT /F1 11 Tf (%s) Tj ET" % coded)), host))
    assert f"{LOST}, a drawing" in found
    assert f"{LOST}, a drawing" not in places(with_leftover(stream(zlib.compress(b"BT /F1 11 Tf (%s) Tj ET" % coded))))


def test_a_file_inside_a_leftover_is_opened() -> None:
    assert leaks(with_leftover(stream(zlib.compress(RESTRICTED))))
    inner = plants.pdf_file(secret=SECRET)
    assert leaks(with_leftover(stream(inner, entries=b"")), inner, "8.pdf")


def test_a_leftover_that_unpacks_to_no_end_blocks() -> None:
    (found,) = leaks(with_leftover(stream(zlib.compress(bytes(65 * 2**20)))))
    assert (found.rule, found.where) == ("wall-unread", LOST)


@pytest.mark.parametrize(("size", "rules"), [(399, set()), (400, {"wall-file"})])
def test_a_leftover_that_a_restricted_file_has_too_is_found_where_it_is_long_enough(size: int, rules: set[str]) -> None:
    # In no coding a text.
    noise = bytes(6 + byte % 3 for byte in random.Random(1).randbytes(size))
    with pikepdf.open(io.BytesIO(PUBLIC)) as pdf:
        pdf.Root.Odd = pdf.make_stream(noise)
        restricted = plants.saved(pdf)
    with pikepdf.open(io.BytesIO(PUBLIC)) as pdf:
        pdf.Root.Another = pdf.make_stream(noise)
        output = plants.saved(pdf)
    assert {each.rule for each in leaks(output, restricted, "8.pdf")} == rules
