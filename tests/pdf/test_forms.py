"""Fields that hold words which no reader sees (ISO 32000-1, 12.7)."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.pdf.forms import hidden_fields, is_shown


def page_of(pdf: Pdf) -> Object:
    pdf.add_blank_page(page_size=(200, 100))
    return pdf.pages[-1].obj


def field(**entries: Any) -> Dictionary:
    shown = {"Subtype": Name.Widget, "FT": Name.Tx, "T": String("name"), "V": String("words")}
    entries = {**shown, "Rect": Array([10, 10, 50, 20]), **entries}
    return Dictionary({f"/{key}": value for key, value in entries.items() if value is not None})


def names(pdf: Pdf) -> list[str]:
    return [str(each.get(Name.T, "")) for each in hidden_fields(pdf)]


@pytest.mark.parametrize(
    ("flags", "shown"),
    [(None, True), (0, True), (1, True), (2, False), (4, True), (16, True), (32, False), (64, True), (34, False),
     (String("odd"), True)],
)  # fmt: skip
def test_two_flags_hide_an_annotation(flags: object, shown: bool) -> None:
    assert is_shown(Dictionary() if flags is None else Dictionary(F=flags)) is shown


@pytest.mark.parametrize(
    ("entries", "hidden"),
    [
        ({}, False),
        ({"F": 2}, True),
        ({"F": 32}, True),
        # Where it stands: the page is 200 wide and 100 high.
        ({"Rect": Array([50, 20, 10, 10])}, False),
        ({"Rect": Array([199, 99, 300, 300])}, False),
        ({"Rect": Array([-50, -50, 1, 1])}, False),
        ({"Rect": Array([200, 10, 300, 20])}, True),
        ({"Rect": Array([-50, 10, 0, 20])}, True),
        ({"Rect": Array([10, 100, 50, 120])}, True),
        ({"Rect": Array([10, -50, 50, 0])}, True),
        ({"Rect": Array([10, 10, 10, 20])}, True),
        ({"Rect": Array([10, 10, 50, 10])}, True),
        ({"Rect": Array([10, 10, 50])}, True),
        ({"Rect": None}, True),
        ({"Subtype": Name.Link}, True),
        # What a field of words does not show although it is seen.
        ({"Ff": 1 << 13}, True),
        ({"Ff": 1 << 20}, True),
        ({"Ff": 1 << 12}, False),
        ({"Ff": String("odd")}, False),
        ({"Ff": 1 << 13, "FT": Name.Ch}, False),
        # What it holds.
        ({"F": 2, "V": None}, False),
        ({"F": 2, "V": None, "DV": String("x")}, True),
        ({"F": 2, "V": None, "RV": String("x")}, True),
        ({"F": 2, "FT": Name.Sig}, False),
        # What is a field at all.
        ({"F": 2, "T": None}, True),
        ({"F": 2, "FT": None}, False),
        ({"F": 2, "FT": None, "Kids": Array()}, True),
        ({"F": 2, "FT": None, "Parent": Dictionary()}, True),
        ({"F": 2, "FT": None, "T": None, "Parent": Dictionary()}, False),
    ],
)
def test_a_field_is_hidden_where_no_reader_sees_its_words(entries: dict[str, Any], hidden: bool) -> None:
    with pikepdf.new() as pdf:
        page = page_of(pdf)
        made = pdf.make_indirect(field(**entries))
        page.Annots = Array([made])
        assert [each.objgen for each in hidden_fields(pdf)] == [made.objgen] * hidden


def test_a_field_on_no_page_is_hidden() -> None:
    with pikepdf.new() as pdf:
        page_of(pdf)
        pdf.make_indirect(field())
        assert names(pdf) == ["name"]


def test_a_field_without_a_number_is_seen_by_its_page_alone() -> None:
    with pikepdf.new() as pdf:
        page_of(pdf).Annots = Array([field(T=String("seen")), field(T=String("hidden"), F=2),
                                     field(T=String("empty"), F=2, V=None)])  # fmt: skip
        assert names(pdf) == ["hidden"]


def test_a_field_is_seen_by_any_of_its_widgets() -> None:
    with pikepdf.new() as pdf:
        page = page_of(pdf)
        above = pdf.make_indirect(Dictionary(T=String("above"), V=String("x"), FT=Name.Tx))
        below = pdf.make_indirect(Dictionary(T=String("below"), V=String("x"), Parent=above, Kids=Array()))
        seen = pdf.make_indirect(field(FT=None, T=None, V=None, Parent=below))
        unseen = pdf.make_indirect(field(T=String("own"), Parent=below, F=2))
        page.Annots = Array([unseen, seen])
        assert names(pdf) == ["own"]
        seen.F = 2
        assert sorted(names(pdf)) == ["above", "below", "own"]


def test_fields_above_one_another_without_end_are_met_once() -> None:
    with pikepdf.new() as pdf:
        made = pdf.make_indirect(field())
        made.Parent = made
        page_of(pdf).Annots = Array([made])
        assert names(pdf) == []
