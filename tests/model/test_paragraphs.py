"""Every paragraph of a document with its place, told as a person finds it and as it is printed."""

import pytest
from msgspec.structs import replace

from boardpaper.model.document import (
    Block,
    Cell,
    Document,
    Drawing,
    Frame,
    Furniture,
    ListLabel,
    Note,
    Paragraph,
    ParagraphFormat,
    Position,
    Row,
    Run,
    RunFormat,
    Section,
    Table,
)
from boardpaper.model.finding import Finding
from boardpaper.model.paragraphs import Finder, Part, Spot, body_tables, every_paragraph, first_spot, paragraphs_of

LOOK = RunFormat("Arial", 11.0)


def paragraph(text: str, number: int = 0, label: str = "", frame: Frame | None = None) -> Paragraph:
    listed = ListLabel(label, 0, "decimal", LOOK, "1") if label else None
    return Paragraph((Run(text, LOOK),), ParagraphFormat(), LOOK, label=listed, number=number, frame=frame)


def cell(*blocks: Block, shading: str = "", column: int = 0) -> Cell:
    return Cell(blocks, column, shading=shading)


def box(shading: str = "") -> Frame:
    return Frame(1, Position(), shading=shading)


INNER = Table((Row((cell(paragraph("inner", 6)),)),), (50.0,))
GRID = Table(
    (
        Row((cell(paragraph("Homicide", 3)), cell(paragraph("52", 4), shading="FFFF00"))),
        Row((cell(paragraph("", 5), shading="00FF00"), cell(INNER, paragraph("after it", 7)))),
    ),
    (100.0, 100.0),
)
BOX = Table((Row((cell(paragraph("alone", 8)),)),), (200.0,), frame=box("EEEEEE"))
SHARED = (paragraph("Every page"),)
DOCUMENT = Document(
    (
        Section(
            (paragraph("One two", 1, "5."), paragraph("Boxed", 2, frame=box("CCCCCC")), GRID, BOX),
            headers=Furniture(SHARED, first=(paragraph("First page"),)),
            footers=Furniture((paragraph("Foot"),), even=(paragraph("Even foot"),)),
        ),
        Section((paragraph("Second", 9, frame=box()),), headers=Furniture(SHARED, first=())),
    ),
    notes={
        "f1": Note((paragraph("A note"),), "1"),
        "e1": Note((Table((Row((cell(paragraph("Noted")),)),), (9.0,)),), "i", "endnote"),
    },
)


def test_every_paragraph_is_there_once_with_its_place() -> None:
    told = [
        (each.words, each.part.value, each.section, each.note, each.in_table, each.ground)
        for each in every_paragraph(DOCUMENT)
    ]
    assert told == [
        ("One two", "body", 1, "", False, ""),
        ("Boxed", "body", 1, "", False, "CCCCCC"),
        ("Homicide", "body", 1, "", True, ""),
        ("52", "body", 1, "", True, "FFFF00"),
        ("", "body", 1, "", True, "00FF00"),
        ("inner", "body", 1, "", True, ""),
        ("after it", "body", 1, "", True, ""),
        ("alone", "body", 1, "", False, "EEEEEE"),
        ("Second", "body", 2, "", False, ""),
        ("A note", "note", 1, "footnote 1", False, ""),
        ("Noted", "note", 1, "endnote i", False, ""),
        ("First page", "header", 1, "", False, ""),
        ("Every page", "header", 1, "", False, ""),
        ("Foot", "footer", 1, "", False, ""),
        ("Even foot", "footer", 1, "", False, ""),
    ]


def test_a_paragraph_knows_its_innermost_row() -> None:
    rows = {each.words: each.table_row for each in every_paragraph(DOCUMENT)}
    assert (rows["One two"], rows["52"], rows["inner"], rows["after it"]) == (
        None, GRID.rows[0], INNER.rows[0], GRID.rows[1],
    )  # fmt: skip


def test_where_is_the_number_or_the_count_and_the_first_words() -> None:
    assert [each.where for each in every_paragraph(DOCUMENT)] == [
        "paragraph 5, “One two”",
        "paragraph 2 from the top, “Boxed”",
        "table 1, row 1, “Homicide”",
        "table 1, row 1, “52”",
        "table 1, row 2",
        "table 1, row 2, “inner”",
        "table 1, row 2, “after it”",
        "paragraph 8 from the top, “alone”",
        "paragraph 9 from the top, “Second”",
        "footnote 1, “A note”",
        "endnote i, “Noted”",
        "the header of the first page of section 1, “First page”",
        "the header of section 1, “Every page”",
        "the footer of section 1, “Foot”",
        "the footer of the even pages of section 1, “Even foot”",
    ]


def test_the_place_in_print_names_number_row_or_note() -> None:
    assert [each.place for each in every_paragraph(DOCUMENT)] == [
        "5. “One two”",
        "“Boxed”",
        "“Homicide”",
        "the row “Homicide”, “52”",
        "“”",
        "“inner”",
        "“after it”",
        "“alone”",
        "“Second”",
        "footnote 1, “A note”",
        "endnote i, “Noted”",
        "the header, “First page”",
        "the header, “Every page”",
        "the footer, “Foot”",
        "the footer, “Even foot”",
    ]


def test_long_paragraphs_are_told_by_their_beginning() -> None:
    words = " ".join(f"w{number}" for number in range(1, 13))
    assert Spot(paragraph(words, 1)).where == "paragraph 1 from the top, “w1 w2 w3 w4 w5 w6 w7 w8 w9 w10”"
    assert Spot(paragraph(words, 1)).place == "“w1 w2 w3 w4 w5 w6 w7 w8”"
    assert Spot(paragraph("a" * 90, 1)).where == f"paragraph 1 from the top, “{'a' * 80}”"


def test_a_bullet_is_no_number_and_a_row_without_cells_no_name() -> None:
    assert Spot(paragraph("Said", label="•")).place == "“Said”"
    assert Spot(paragraph("Said", label="(iv)")).place == "(iv) “Said”"
    assert Spot(paragraph("Said", label="3."), table_row=Row(())).place == "3. “Said”"
    named = Row((cell(paragraph("Knife"), paragraph("crime"), INNER),))
    assert Spot(paragraph("Said", label="3."), table_row=named).place == "the row “Knife crime”, “Said”"
    assert Spot(paragraph("Knife crime", label="3."), table_row=named).place == "3. “Knife crime”"


def test_words_are_kept_and_take_in_what_pictures_say() -> None:
    spot = Spot(Paragraph((Run("See", LOOK), Drawing("i", 1.0, 1.0, alt="a map")), ParagraphFormat(), LOOK))
    assert spot.words == "See a map"
    assert spot.words is spot.words


def test_paragraphs_and_tables_come_in_the_order_of_the_text() -> None:
    (first, second) = DOCUMENT.sections
    assert [each.number for each in paragraphs_of([*first.blocks, *second.blocks])] == list(range(1, 10))
    noted = DOCUMENT.notes["e1"].blocks[0]
    assert list(body_tables(DOCUMENT)) == [GRID, INNER, BOX, noted]


def test_a_table_is_found_by_the_first_words_in_it() -> None:
    blank = Table((Row((cell(paragraph(" ")), cell(paragraph("seen", 2)))),), (9.0, 9.0))
    spot = first_spot(blank)
    assert spot is not None
    assert (spot.words, spot.part, spot.section, spot.note, spot.in_table) == ("seen", Part.BODY, 1, "", True)
    assert first_spot(Table((Row((cell(paragraph(" ")),)),), (9.0,))) is None


PAGES = {
    " paragraph 1": "1",
    " paragraph 3": "2",
    " paragraph 4": "2",
    " paragraph 5": "iii",
    " paragraph 9": "4",
    "f1": "3",
}
LONG = "one two three four five six seven eight nine ten eleven"


@pytest.mark.parametrize(
    ("where", "full"),
    [
        ("paragraph 5, “One two”", "page 1, paragraph 5, “One two”"),
        ("paragraph 5", "page 1, paragraph 5, “One two”"),
        ("a.docx › paragraph 1 from the top, after “two”", "a.docx › page 1, paragraph 5, after “two”"),
        ("paragraph 3 from the top, “Homicide”", "page 2, table 1, row 1, “Homicide”"),
        ("table 1, row 1, “52”", "page 2, table 1, row 1, “52”"),
        ("a › b.docx › paragraph 4 from the top", "a › b.docx › page 2, table 1, row 1, “52”"),
        ("paragraph 4 from the top, after “Homicide”", "page 2, table 1, row 1, “52”"),
        ("paragraph 5 from the top", "page iii, table 1, row 2"),
        ("table 1, row 2", "table 1, row 2"),
        ("table 8, row 2", "table 8, row 2"),
        (
            "a.docx › the footer of the even pages of section 1",
            "a.docx › the footer of the even pages of section 1, “Even foot”",
        ),
        ("paragraph 2 from the top", "paragraph 2 from the top, “Boxed”"),
        ("paragraph 9 from the top, “Second”", "page 4, “Second”"),
        ("footnote 1, “A note”", "page 3, footnote 1, “A note”"),
        ("a.docx › footnote 1", "a.docx › page 3, footnote 1"),
        ("endnote i", "endnote i"),
        ("paragraph 5, “Other words”", "paragraph 5, “Other words”"),
        ("paragraph 77", "paragraph 77"),
        ("the header of section 1, “paragraph 5”", "the header of section 1, “paragraph 5”"),
        ("document properties", "document properties"),
        ("", ""),
    ],
)
def test_a_place_is_told_in_full(where: str, full: str) -> None:
    assert Finder(DOCUMENT, PAGES).full(where) == full
    found = Finding("a-rule", "It is wrong.", where)
    assert Finder(DOCUMENT, PAGES).placed(found) == replace(found, where=full)


def test_numbers_that_are_printed_twice_are_told_apart_by_words_or_not_at_all() -> None:
    twice = Document((Section((paragraph("One", 1, "1."), paragraph("Two", 2, "1."), paragraph("Two", 3, "1."))),))
    pages = {" paragraph 1": "1", " paragraph 2": "2", " paragraph 3": "3"}
    assert Finder(twice, pages).full("paragraph 1, “One”") == "page 1, paragraph 1, “One”"
    assert Finder(twice, pages).full("paragraph 1, “Two”") == "paragraph 1, “Two”"
    assert Finder(twice, pages).full("paragraph 1") == "paragraph 1"
    assert Finder(twice, {**pages, " paragraph 3": "2"}).full("paragraph 1, “Two”") == "page 2, paragraph 1, “Two”"


def test_without_pages_a_place_has_its_printed_number_and_first_words() -> None:
    finder = Finder(Document((Section((paragraph(LONG, 1, "7."),)),)))
    assert finder.full("paragraph 1 from the top") == "paragraph 7, “one two three four five six seven eight nine ten”"
