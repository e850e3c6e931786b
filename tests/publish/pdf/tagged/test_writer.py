"""The structure tree: what assistive technology reads, in which order, and as what."""

import re

import pytest
from msgspec.structs import replace
from pikepdf import Name

from boardpaper.errors import EnvironmentFault
from boardpaper.model.document import (
    Bookmark,
    Break,
    BreakKind,
    Cell,
    Document,
    Field,
    Link,
    ListLabel,
    Paragraph,
    ParagraphFormat,
    Row,
    Run,
    RunFormat,
    Tab,
    Table,
    TabStop,
)
from boardpaper.publish.pdf.render import render_pdf
from tests.support.built_documents import (
    BODY,
    BOLD,
    LINKED,
    bullet,
    cell,
    document,
    drawing,
    heading,
    mark,
    note,
    numbered,
    paragraph,
    picture,
    run,
    table,
)
from tests.support.pdf_words import open_pdf, structure_text, tag_tree


def tree(made: Document) -> str:
    content, found = render_pdf(made, claim_conformance=True)
    assert found == ()
    return "\n".join(tag_tree(content)) + "\n"


def lettered(letter: str, text: str) -> Paragraph:
    rules = ParagraphFormat(left=54.0, first_line=-18.0)
    return Paragraph((run(text),), rules, BODY, "A", label=ListLabel(f"{letter}.", 1, "upperLetter", BODY, "letters"))


def test_numbered_paragraphs_hold_the_lists_under_them() -> None:
    made = document(
        heading("Report"),
        numbered(1, "First."),
        numbered(2, "Second:"),
        lettered("A", "a letter"),
        lettered("B", "another"),
        bullet("a bullet", 1),
        numbered(3, "Third."),
        paragraph("Goes on.", left=36.0),
        heading("Part two", 2),
        numbered(4, "Fourth."),
        paragraph("Unnumbered."),
    )
    assert (
        tree(made)
        == """\
Document
  Sect
    H1 “Report”
    L [ListNumbering=Decimal]
      LI
        Lbl “1.”
        LBody
          P “First.”
      LI
        Lbl “2.”
        LBody
          P “Second:”
          L [ListNumbering=UpperAlpha]
            LI
              Lbl “A.”
              LBody
                P “a letter”
            LI
              Lbl “B.”
              LBody
                P “another”
                L [ListNumbering=Disc]
                  LI
                    Lbl “•”
                    LBody
                      P “a bullet”
      LI
        Lbl “3.”
        LBody
          P “Third.”
          P “Goes on.”
    Sect
      H2 “Part two”
      L [ListNumbering=Decimal]
        LI
          Lbl “4.”
          LBody
            P “Fourth.”
      P “Unnumbered.”
"""
    )


def test_a_heading_begins_a_section_and_ends_those_of_its_level() -> None:
    made = document(
        paragraph("Before."),
        heading("One"),
        paragraph("In one", mark(1), "."),
        heading("One, part one", 2),
        bullet("a bullet"),
        entry(1, "Crime", "crime"),
        heading("Two"),
        table(0),
        heading("Far below", 4),
        paragraph(Bookmark("crime"), "Deep."),
        heading("Two, part one", 2),
        notes={"n1": note(1, "A note.")},
    )
    want = [
        "Document", "  P", "  Sect", "    H1", "    P", "    Note", "      P", "    Sect", "      H2", "      L",
        "      TOC", "  Sect", "    H1", "    Table", "    Sect", "      H4", "      P", "    Sect", "      H2",
    ]  # fmt: skip
    shown = [line.partition(" [")[0].partition(" “")[0] for line in tree(made).splitlines()]
    assert [line for line in shown if line in set(want)] == want


def test_headings_in_cells_begin_no_section() -> None:
    inner = Cell((heading("In a cell"), paragraph("Words.")), 0)
    made = document(Table((Row((inner, cell("9", 1))), Row((cell("Fraud", 0), cell("8", 1)))), (100.0, 100.0)))
    assert not re.search("Sect", tree(made))


def test_what_stands_under_a_table_as_its_caption_is_its_last_element() -> None:
    caption = Paragraph((run("Table 1: Crime"),), ParagraphFormat(), BODY, "Caption")
    under = tree(document(table(0), caption, caption)).splitlines()
    shown = [line for line in under if "Caption" in line]
    assert shown == ["    Caption “Table 1: Crime”", "  Caption “Table 1: Crime”"]


def labelled(text: str, numbering: str) -> Paragraph:
    rules = ParagraphFormat(left=36.0, first_line=-18.0)
    return Paragraph((run("Words."),), rules, BODY, label=ListLabel(text, 0, numbering, BODY, f"{text}{numbering}"))


def test_lists_say_how_they_are_numbered() -> None:
    kinds = {
        ("•", "bullet"): "Disc", ("o", "bullet"): "Circle", ("▪", "bullet"): "Square", ("–", "bullet"): "Disc",
        ("1)", "decimal"): "Decimal", ("01", "decimalZero"): "Decimal", ("001", "custom"): "Decimal",
        ("1st", "ordinal"): "Decimal", ("First", "ordinalText"): "Decimal", ("IV.", "upperRoman"): "UpperRoman",
        ("iv.", "lowerRoman"): "LowerRoman", ("B", "upperLetter"): "UpperAlpha", ("b", "lowerLetter"): "LowerAlpha",
        ("Note:", "none"): "None",
    }  # fmt: skip
    lines = tree(document(*(labelled(*kind) for kind in kinds))).splitlines()
    assert [line[line.index("=") + 1 : -1] for line in lines if line.startswith("  L ")] == list(kinds.values())


def test_row_headings_that_reach_over_rows_are_named_without_a_header_row() -> None:
    first = Row((cell("North", 0, row_span=2), cell("2021", 1), cell("5", 2)))
    made = document(Table((first, Row((cell("2022", 1), cell("6", 2)))), (100.0, 100.0, 100.0), first_column=True))
    assert [line.strip() for line in tree(made).splitlines() if "T" in line.split(" [")[0] and "[" in line] == [
        "TH [ID=heading-1, RowSpan=2, Scope=Row]",
        *["TD [Headers=heading-1]"] * 4,
    ]


def test_a_row_in_which_no_cell_begins_is_none() -> None:
    rows = (
        Row((cell("Area", 0), cell("2021", 1), cell("2022", 2)), True),
        Row((cell("North", 0, row_span=3), cell("5", 1, row_span=2), cell("6", 2, row_span=2))),
        Row(()),
        Row((cell("7", 1), cell("8", 2))),
    )
    assert (
        tree(document(Table(rows, (100.0, 100.0, 100.0))))
        == """\
Document
  Table
    THead
      TR
        TH [Scope=Column]
          P “Area”
        TH [Scope=Column]
          P “2021”
        TH [Scope=Column]
          P “2022”
    TBody
      TR
        TD [RowSpan=2]
          P “North”
        TD
          P “5”
        TD
          P “6”
      TR
        TD
          P “7”
        TD
          P “8”
"""
    )


def test_a_heading_that_is_only_a_number_heads_nothing() -> None:
    label = ListLabel("1.1.1", 2, "decimal", BODY, "headings")
    made = document(
        Paragraph((), ParagraphFormat(), BODY, "heading 3", outline_level=3, label=label), paragraph("Words.")
    )
    assert tree(made) == "Document\n  P “1.1.1”\n  P “Words.”\n"


def test_a_table_says_what_heads_what() -> None:
    head = Row((cell("Measure", 0, look=BOLD, row_span=2), cell("Offences", 1, look=BOLD, column_span=2)), True)
    second = Row((cell("2020", 1, look=BOLD), cell("2021", 2, look=BOLD)), True)
    body = (Row((cell("Homicide", 0), cell("52", 1), cell("53", 2))), Row((cell("Robbery", 0), cell("9", 2))))
    caption = Paragraph((run("Table 1: Crime"),), ParagraphFormat(keep_next=True), BODY, "caption")
    made = document(
        caption, Table((head, second, *body), (150.0, 100.0, 100.0), first_column=True, description="Crimes by year.")
    )
    assert (
        tree(made)
        == """\
Document
  Table [Summary=Crimes by year.]
    Caption “Table 1: Crime”
    THead
      TR
        TH [RowSpan=2, Scope=Column]
          P “Measure”
        TH [ID=heading-1, ColSpan=2, Scope=Column]
          P “Offences”
      TR
        TH [ID=heading-2, Headers=heading-1, Scope=Column]
          P “2020”
        TH [ID=heading-4, Headers=heading-1, Scope=Column]
          P “2021”
    TBody
      TR
        TH [ID=heading-3, Scope=Row]
          P “Homicide”
        TD [Headers=heading-1+heading-2+heading-3]
          P “52”
        TD [Headers=heading-1+heading-4+heading-3]
          P “53”
      TR
        TH [ID=heading-5, Scope=Row]
          P “Robbery”
        TD
        TD [Headers=heading-1+heading-4+heading-5]
          P “9”
"""
    )


def test_notes_follow_the_paragraph_and_links_lead_to_them() -> None:
    made = document(
        paragraph("Crime", mark(1), " fell. See ", run("the figures", LINKED, "https://example.org/figures"), "."),
        notes={"n1": note(1, "As recorded.")},
    )
    assert (
        tree(made)
        == """\
Document
  P “Crime fell. See .”
    Reference
      Link “1”
        OBJR “Footnote 1”
    Link “the figures”
      OBJR “the figures (https://example.org/figures)”
  Note [ID=note-1]
    Lbl “1”
    P “As recorded.”
"""
    )


def test_a_link_over_two_lines_has_two_areas_and_one_name() -> None:
    words = "a rather long name of a publication that does not fit on the rest of this line at all"
    made = document(paragraph("For the figures behind this see ", run(words, LINKED, "https://example.org/a b?c=é")))
    content, _ = render_pdf(made, claim_conformance=True)
    assert tag_tree(content)[2:] == [
        f"    Link “{words}”",
        *[f"      OBJR “{words} (https://example.org/a b?c=é)”"] * 2,
    ]
    pdf = open_pdf(content)
    (page,) = pdf.pages
    first, second = page.obj.Annots
    assert [str(link.A.URI) for link in (first, second)] == ["https://example.org/a%20b?c=%C3%A9"] * 2
    assert float(first.Rect[1]) > float(second.Rect[1])
    assert [int(link.StructParent) for link in (first, second)] == [1, 2]


def test_links_inside_lead_to_their_bookmark() -> None:
    target = paragraph(Bookmark("here"), "Here.", page_break_before=True)
    made = document(paragraph(Run("there", LINKED, Link(bookmark="here"))), target)
    pdf = open_pdf(render_pdf(made, claim_conformance=True)[0])
    (link,) = pdf.pages[0].obj.Annots
    assert link.A.D[0].objgen == pdf.pages[1].obj.objgen
    assert structure_text(render_pdf(made, claim_conformance=True)[0]).split() == ["there", "Here."]
    assert link.A.SD[0].S == Name.P
    assert link.A.SD[0].Pg.objgen == pdf.pages[1].obj.objgen


def test_pictures_say_what_they_show_and_ornaments_nothing() -> None:
    made = document(
        paragraph(drawing("Crime by month.")),
        paragraph(drawing("", decorative=True)),
        paragraph("Inline ", drawing("An icon.", width=10.0, height=10.0), " picture"),
        images=picture(),
    )
    assert (
        tree(made)
        == """\
Document
  Figure [Alt=Crime by month., Placement=Block]
  P “Inline picture”
    Figure [Alt=An icon., Placement=Inline]
"""
    )


def test_a_picture_that_leads_somewhere_stands_in_its_link() -> None:
    linked = replace(drawing("Our report.", width=40.0, height=20.0), link=Link("https://example.org/"))
    made = document(paragraph(linked), images=picture())
    assert (
        tree(made)
        == """\
Document
  P
    Link
      Figure [Alt=Our report., Placement=Block]
      OBJR “Our report. (https://example.org/)”
"""
    )
    pdf = open_pdf(render_pdf(made, claim_conformance=True)[0])
    (link,) = pdf.pages[0].obj.Annots
    left, bottom, right, top = (float(place) for place in link.Rect)
    assert (round(right - left, 1), round(top - bottom, 1)) == (40.0, 20.0)


def entry(level: int, text: str, bookmark: str) -> Paragraph:
    link = Link(bookmark=bookmark)
    words = (Run(text, BODY, link), Tab(BODY), Field(f"PAGEREF {bookmark} \\h", "9", BODY, link))
    rules = ParagraphFormat(tabs=(TabStop(450.0, "right", "dot"),))
    return Paragraph(words, rules, BODY, f"toc {level}")


def test_a_table_of_contents_is_tagged_and_shows_the_pages_of_the_pdf() -> None:
    made = document(
        entry(1, "Crime", "crime"),
        entry(2, "Homicide", "homicide"),
        entry(1, "Money", "money"),
        paragraph("Words."),
        heading("Crime"),
        paragraph(Bookmark("crime"), "Fell."),
        paragraph(Bookmark("homicide"), "Rose.", page_break_before=True),
        paragraph(Bookmark("money"), "Went.", page_break_before=True),
    )
    assert (
        tree(made).partition("  P “Words.”")[0]
        == """\
Document
  TOC
    TOCI
      Reference
        Link “Crime 1”
          OBJR “Crime 1”
    TOC
      TOCI
        Reference
          Link “Homicide 2”
            OBJR “Homicide 2”
    TOCI
      Reference
        Link “Money 3”
          OBJR “Money 3”
"""
    )


def test_words_in_another_language_say_so() -> None:
    welsh = RunFormat("Arial", 11.0, language="cy-GB")
    american = RunFormat("Arial", 11.0, language="en-US")
    assert (
        tree(document(paragraph("Say ", run("croeso", welsh), run(" to all", american))))
        == """\
Document
  P “Say to all”
    Span [Lang=cy-GB] “croeso”
"""
    )


def test_what_stands_inside_a_span_or_link_is_read_in_its_place() -> None:
    welsh = RunFormat("Arial", 11.0, language="cy-GB")
    link = Link("https://example.org/")
    made = document(
        paragraph(run("un", welsh), Tab(welsh), run("dau", welsh), mark(1), run("tri", welsh), Tab(welsh), "four"),
        paragraph(Run("one", LINKED, link), mark(2), Run("two", LINKED, link)),
        notes={"n1": note(1, "First."), "n2": note(2, "Second.")},
    )
    assert structure_text(render_pdf(made, claim_conformance=False)[0]).split("\n")[0] == "un dau1tri four"
    assert (
        tree(made)
        == """\
Document
  P “four”
    Span [Lang=cy-GB] “un dau”
    Reference
      Link “1”
        OBJR “Footnote 1”
    Span [Lang=cy-GB] “tri”
  Note [ID=note-1]
    Lbl “1”
    P “First.”
  P
    Link “one”
      OBJR “one (https://example.org/)”
    Reference
      Link “2”
        OBJR “Footnote 2”
    Link “two”
      OBJR “two (https://example.org/)”
  Note [ID=note-2]
    Lbl “2”
    P “Second.”
"""
    )


def test_words_shown_in_capitals_are_read_as_written() -> None:
    capitals = RunFormat("Arial", 11.0, caps=True)
    small = RunFormat("Arial", 11.0, small_caps=True)
    made = document(
        paragraph(run("Purpose", capitals), " and ", run("NPCC", capitals), " and ", run("Next steps", small))
    )
    assert (
        tree(made)
        == """\
Document
  P “and NPCC and”
    Span [ActualText=Purpose] “PURPOSE”
    Span [ActualText=Next steps] “NEXT STEPS”
"""
    )


def test_capitals_in_links_fields_and_labels_are_read_as_written() -> None:
    capitals = RunFormat("Arial", 11.0, caps=True)
    label = ListLabel("Part a", 0, "lowerLetter", capitals, "parts")
    made = document(
        paragraph(Run("The figures", capitals, Link("https://example.org/"))),
        paragraph(Field("REF part", "Purpose", capitals)),
        Paragraph((run("Words."),), ParagraphFormat(left=36.0, first_line=-36.0), BODY, label=label),
    )
    assert (
        tree(made)
        == """\
Document
  P
    Link
      Span [ActualText=The figures] “THE FIGURES”
      OBJR “THE FIGURES (https://example.org/)”
  P
    Span [ActualText=Purpose] “PURPOSE”
  L [ListNumbering=LowerAlpha]
    LI
      Lbl
        Span [ActualText=Part a] “PART A”
      LBody
        P “Words.”
"""
    )


def test_empty_paragraphs_headers_and_rules_are_not_read() -> None:
    assert (
        tree(document(paragraph(), paragraph("  "), paragraph("One.")))
        == """\
Document
  P “One.”
"""
    )


def test_breaks_and_tabs_keep_words_apart() -> None:
    link = Link("https://example.org/")
    made = document(
        paragraph("AGENDA ITEM", Break(BreakKind.LINE, BODY), "5", Tab(BODY), "May\n2022"),
        paragraph(Run("Crime", LINKED, link), Break(BreakKind.LINE, LINKED), Run("figures", LINKED, link), " follow."),
        paragraph("First", Break(BreakKind.PAGE, BODY), "second"),
        Table((Row((cell("Robbery", 0), cell("9", 1))), Row((cell("Fraud", 0), cell("8", 1)))), (100.0, 100.0)),
    )
    said = " ".join(structure_text(render_pdf(made, claim_conformance=False)[0]).split())
    assert said == "AGENDA ITEM 5 May 2022 Crime figures follow. First second Robbery 9 Fraud 8"
    assert tree(made).splitlines()[2:6] == [
        "  P “follow.”",
        "    Link “Crime figures”",
        *["      OBJR “Crime figures (https://example.org/)”"] * 2,
    ]


def test_a_single_cell_is_a_frame_and_no_table() -> None:
    frame = Table((Row((Cell((paragraph("Recommended: note the report."),), 0),)),), (400.0,))
    assert (
        tree(document(frame))
        == """\
Document
  Div
    P “Recommended: note the report.”
"""
    )


def test_a_table_inside_a_list_item_stays_there() -> None:
    inner = table(0)
    made = document(numbered(1, "See:"), Table(inner.rows, inner.columns, indent=36.0), numbered(2, "Next."))
    lines = tree(made).splitlines()
    assert lines[6] == "        Table"
    assert lines.count("  L [ListNumbering=Decimal]") == 1


def test_without_the_profile_of_its_colours_no_pdf_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boardpaper.publish.pdf.tagged.writer.find_spec", lambda name: None)
    with pytest.raises(EnvironmentFault) as stopped:
        render_pdf(Document(()), claim_conformance=False)
    assert stopped.value.rule == "pikepdf-missing"
