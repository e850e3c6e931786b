"""Field codes as Word writes them, and what their general switches make of words and numbers."""

import pytest

from boardpaper.model.document import ListLabel, RunFormat
from boardpaper.model.fields.code import FieldCode, in_letters, number_asked, parse_field_code, style_asked

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
