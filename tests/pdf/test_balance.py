"""What a page's content leaves open, told from its bytes and by a whole parser, and what closes it."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf

from boardpaper.pdf.balance import Balance, page_balance

SOUND = Balance()


def page(pdf: Pdf, *streams: bytes) -> Object:
    pdf.add_blank_page()
    pdf.pages[-1].Contents = Array([pdf.make_stream(each) for each in streams])
    return pdf.pages[-1].obj


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"", SOUND),
        (b"q 1 0 0 1 9 9 cm Q", SOUND),
        (b"q q Q", Balance(states=1)),
        (b"Q", Balance(missing=1)),
        (b"Q Q q", Balance(missing=2, states=1)),
        (b"q Q Q q Q", Balance(missing=1)),
        (b"/P <</MCID 0>> BDC", Balance(marks=1)),
        (b"/Artifact BMC /Artifact BMC EMC", Balance(marks=1)),
        (b"EMC /Artifact BMC", Balance(marks=1)),
        (b"BT (words) Tj", Balance(text=True)),
        (b"BT ET", SOUND),
        # What only looks like an operator.
        (b"(q) Tj", SOUND),
        (b"(a\\)q) Tj", SOUND),
        (b"% q Q Q\n", SOUND),
        (b"/q gs /BT Do", SOUND),
        (b"q% a comment\nQ", SOUND),
        (b"[(a)]TJ q[]0 d Q", SOUND),
        # What the bytes alone do not tell.
        (b"(a (b) q) Tj Q", Balance(missing=1)),
        (b"BI /W 3 /H 1 /BPC 8 /CS /G ID q q EI Q", Balance(missing=1)),
    ],
)
def test_what_is_left_open_is_told(content: bytes, left: Balance) -> None:
    with pikepdf.new() as pdf:
        found = page_balance(page(pdf, content))
    assert found == left
    assert found.sound == (left == SOUND)


def test_a_state_may_be_saved_in_one_stream_and_restored_in_the_next() -> None:
    with pikepdf.new() as pdf:
        assert page_balance(page(pdf, b"q", b"Q")).sound
        assert page_balance(page(pdf, b"q", b"q Q")) == Balance(states=1)


def test_content_that_cannot_be_read_counts_as_sound() -> None:
    with pikepdf.new() as pdf:
        odd = page(pdf)
        odd.Contents = pdf.make_stream(b"these bytes are not compressed", Dictionary(Filter=Name.FlateDecode))
        assert page_balance(odd).sound


@pytest.mark.parametrize(("size", "left"), [(8 * 2**20, Balance(states=1)), (8 * 2**20 + 1, SOUND)])
def test_very_much_content_is_not_looked_through(size: int, left: Balance) -> None:
    with pikepdf.new() as pdf:
        assert page_balance(page(pdf, b"q".ljust(size))) == left


def test_what_closes_a_page_closes_text_before_marks_and_states() -> None:
    left = Balance(states=1, missing=2, marks=2, text=True)
    assert left.opening.split() == [b"q"] * 3
    assert left.closing.split() == [b"ET", b"EMC", b"EMC", b"Q", b"Q"]


@given(st.lists(st.sampled_from([b"q", b"Q", b"BT", b"ET", b"/A BMC", b"/A <<>> BDC", b"EMC"])))
def test_what_is_closed_off_is_sound_and_never_restores_what_was_not_saved(operators: list[bytes]) -> None:
    with pikepdf.new() as pdf:
        content = b"\n".join(operators)
        left = page_balance(page(pdf, content))
        assert page_balance(page(pdf, left.opening, content, left.closing)).sound
