"""Field codes as Word writes them, and what their general switches make of words and numbers."""

import pytest

from boardpaper.model.document import ListLabel, RunFormat
from boardpaper.model.fields.code import (
    FieldCode,
    asks_for_number,
    in_letters,
    number_asked,
    parse_field_code,
    same_letters,
    style_asked,
)

BODY = RunFormat("Arial", 11.0)


@pytest.mark.parametrize(
    ("instruction", "code"),
    [
        ("", FieldCode()),
        ("ref _Ref1 \\h", FieldCode("REF", ("_Ref1",), (("h", ""),))),
        ('TOC \\h \\t "Annex;1"', FieldCode("TOC", (), (("h", ""), ("t", "Annex;1")))),
        ('TOC \\o"1-2"\\u', FieldCode("TOC", (), (("o", "1-2"), ("u", "")))),
        ("SEQ Table \\* ARABIC \\s 1", FieldCode("SEQ", ("Table",), (("*", "ARABIC"), ("s", "1")))),
        ("SEQ Table \\r", FieldCode("SEQ", ("Table",), (("r", ""),))),
        ("REF a \\r \\p", FieldCode("REF", ("a",), (("r", ""), ("p", "")))),
        ('STYLEREF "Heading \\"1\\"" \\*MERGEFORMAT', FieldCode("STYLEREF", ('Heading "1"',), (("*", "MERGEFORMAT"),))),
        ("STYLEREF “Heading 1” \\l", FieldCode("STYLEREF", ("Heading 1",), (("l", ""),))),
    ],
)  # fmt: skip
def test_codes(instruction: str, code: FieldCode) -> None:
    assert parse_field_code(instruction) == code


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\\* Upper", "THE BOARD'S OWN"),
        ("\\* lower", "the board's own"),
        ("\\* FirstCap", "The board's own"),
        ("\\* Caps \\* MERGEFORMAT", "The Board's Own"),
        ("", "the board's own"),
    ],
)
def test_letters(written: str, shown: str) -> None:
    assert in_letters("the board's own", parse_field_code(f"REF a {written}")) == shown


def label(*steps: str, definition: str = "list") -> ListLabel:
    return ListLabel(
        steps[-1], len(steps) - 1, "decimal", BODY, definition, steps=tuple((step, step) for step in steps)
    )


@pytest.mark.parametrize(
    ("switch", "beside", "shown"),
    [
        ("n", None, "ii"),
        ("w", ("1.", "a."), "1.a.ii"),
        ("r", ("1.", "a.", "i."), "ii"),
        ("r", ("1.", "a."), "ii"),
        ("r", ("1.", "b."), "a.ii"),
        ("r", ("1.", "b.", "ii."), "a.ii"),
        ("r", ("2.", "a.", "i."), "1.a.ii"),
        ("r", ("1.", "a.", "ii."), "ii"),
        ("r", None, "1.a.ii"),
    ],
)
def test_the_number_of_a_paragraph(switch: str, beside: tuple[str, ...] | None, shown: str) -> None:
    """The list and its answers are those of ECMA-376, 17.16.5.51."""
    from_here = None if beside is None else label(*beside)
    assert number_asked(label("1.", "a.", "ii."), parse_field_code(f"REF x \\{switch}"), from_here) == shown


def test_another_list_needs_the_whole_number() -> None:
    other = label("1.", "a.", definition="other")
    assert number_asked(label("1.", "a."), parse_field_code("REF x \\r"), other) == "1.a"


def test_styles_by_name_and_by_level() -> None:
    assert [style_asked(parse_field_code(f"STYLEREF {name}")) for name in ("2", '"Heading 2"', "Motto", "")] == [
        "heading 2",
        "heading 2",
        "motto",
        "",
    ]


def test_a_switch_is_there_or_not_and_has_a_value_or_none() -> None:
    code = parse_field_code('SEQ Table \\r 4 \\h \\* ARABIC \\* MERGEFORMAT \\# "0"')
    assert [code.has(letter) for letter in "rhn*#"] == [True, True, False, True, True]
    assert [code.value(letter) for letter in "rhn*#"] == ["4", "", "", "ARABIC", "0"]
    assert code.formats == ("ARABIC", "MERGEFORMAT")


@pytest.mark.parametrize(
    ("instruction", "asks"),
    [
        ("REF a \\n", True),
        ("REF a \\r \\h", True),
        ("REF a \\w", True),
        ("REF a \\s", False),
        ("REF a \\h", False),
        ("STYLEREF 1 \\s", True),
        ("STYLEREF 1 \\l", False),
    ],
)
def test_which_fields_show_a_number(instruction: str, asks: bool) -> None:
    assert asks_for_number(parse_field_code(instruction)) is asks


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [("REF x \\w", "Part 2.b)"), ("REF x \\w \\t", "2.b"), ("REF x \\n \\t", "b"), ("STYLEREF 1 \\s", "b"),
     ("REF x \\n \\s", "b)"), ("REF x", "b)")],
)  # fmt: skip
def test_numbers_with_and_without_the_words_around_them(instruction: str, shown: str) -> None:
    two = ListLabel("b)", 1, "lowerLetter", BODY, "list", steps=(("Part 2.", "2."), ("b)", "b")))
    assert number_asked(two, parse_field_code(instruction)) == shown
    bare = ListLabel(" 7. ", 0, "decimal", BODY, "list")
    assert number_asked(bare, parse_field_code("REF x \\w")) == "7"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("1.(a)", "1 A", True), ("(iv)", "iv", True), ("1_2", "12", True), ("1.2", "1.3", False), ("", ".", True)],
)
def test_numbers_that_differ_only_in_signs(one: str, other: str, same: bool) -> None:
    assert same_letters(one, other) is same


@pytest.mark.parametrize(
    ("written", "text", "shown"),
    [
        ("\\* Caps", "o'clock in the-evening", "O'clock In The-evening"),
        ("\\* FirstCap", "", ""),
        ("\\* FirstCap", "éa BC", "Éa BC"),
        ("\\* Lower \\* FirstCap", "ABC", "Abc"),
        ("\\* CHARFORMAT", "aBc", "aBc"),
    ],
)
def test_letters_are_changed_in_the_order_that_is_asked(written: str, text: str, shown: str) -> None:
    assert in_letters(text, parse_field_code(f"REF a {written}")) == shown
