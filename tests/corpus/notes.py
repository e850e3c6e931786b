"""Word files about footnotes and endnotes: several paragraphs, formats, links, marks of one's own, tables."""

from tests.corpus.raw import (
    HEADER_ROW,
    Link,
    WordParts,
    footnote,
    footnote_mark,
    heading,
    para,
    row,
    run,
    separators,
    table,
    word_file,
)


def footnotes() -> bytes:
    """Notes with several paragraphs, bold words, a link of their own; in a heading, a table, twice in a paragraph."""
    link = f'<w:hyperlink r:id="rIdSource">{run("the bulletin")}</w:hyperlink>'
    kept = (
        separators()
        + footnote(3, "The last note in the file is the first in the text.")
        + footnote(
            1,
            para(" Bold ", run("words", "<w:b/>"), " and ", run("italic", "<w:i/>"), ".", style="FootnoteText"),
            "A second paragraph.",
        )
        + footnote(2, para(" See ", link, ".", style="FootnoteText"))
        + footnote(4, "In a table.")
        + footnote(5, "Never referred to.")
    )
    body = (
        heading(1, "Notes", footnote_mark(3))
        + para("One", footnote_mark(1), " and two", footnote_mark(2), " in a sentence.")
        + table(
            row("Area", "Note", properties=HEADER_ROW),
            row("North", f"<w:tc><w:tcPr/>{para('53', footnote_mark(4))}</w:tc>"),
            columns=2,
        )
        + para("End")
    )
    source = {"rIdSource": Link("hyperlink", "https://example.org/bulletin")}
    return word_file(WordParts(body, "Notes", parts={"footnotes": kept}, part_links={"footnotes": source}))


def note_numbers() -> bytes:
    """A mark of one's own does not count; a format, a first number; a note that the file does not hold."""
    own = (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        '<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    )
    kept = separators() + footnote(1, "First.") + footnote(3, "Third.")
    star = run("*", '<w:vertAlign w:val="superscript"/>')
    kept += f'<w:footnote w:id="2">{para(star, " Marked by hand.", style="FootnoteText")}</w:footnote>'
    body = (
        heading(1, "Numbers of notes")
        + para("One", footnote_mark(1), ".")
        + para("By hand", own, ".")
        + para("Next", footnote_mark(3), ".")
    )
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    return word_file(WordParts(body, "Numbers of notes", settings=settings, parts={"footnotes": kept}))


def missing_note() -> bytes:
    """A mark whose note the file does not hold is found."""
    body = heading(1, "A missing note") + para("Words", footnote_mark(8), " and more", footnote_mark(1), ".")
    return word_file(WordParts(body, "A missing note", parts={"footnotes": separators() + footnote(1, "Held.")}))


def endnotes() -> bytes:
    """Endnotes in small Roman figures beside footnotes in Arabic ones, with a list of two paragraphs."""
    kept = (
        separators("endnote")
        + footnote(1, "End one.", "More of it.", kind="endnote")
        + footnote(2, "End two.", kind="endnote")
    )
    feet = separators() + footnote(1, "Foot one.")
    body = (
        heading(1, "Endnotes")
        + para("A", footnote_mark(1, "endnote"), " b", footnote_mark(1), " c", footnote_mark(2, "endnote"), ".")
        + heading(2, "Annex")
        + para("Last words.")
    )
    return word_file(WordParts(body, "Endnotes", parts={"endnotes": kept, "footnotes": feet}))


FILES = {"footnotes": footnotes, "note-numbers": note_numbers, "missing-note": missing_note, "endnotes": endnotes}
