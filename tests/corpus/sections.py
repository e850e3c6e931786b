"""Word files about pages: landscape, columns, headers and footers, page numbers."""

from tests.corpus.drawings import box
from tests.corpus.raw import (
    LANDSCAPE,
    OFFICE,
    Link,
    WordParts,
    complex_field,
    heading,
    hyperlink,
    para,
    picture,
    png,
    row,
    section,
    simple_field,
    table,
    word_file,
)

_TAB = "<w:r><w:tab/></w:r>"


def _ends(content: str) -> str:
    return f"<w:p><w:pPr>{content}</w:pPr></w:p>"


def sections() -> bytes:
    """Portrait, landscape, portrait; a continuous section; page numbers that restart in Roman figures."""
    kind = '<w:type w:val="{}"/>'
    body = (
        heading(1, "Report")
        + para("Upright text.")
        + para("The last of the first section.", properties=section())
        + heading(1, "Appendix A")
        + para("A wide page.")
        + _ends(section(kind.format("nextPage"), size=LANDSCAPE, after='<w:pgNumType w:fmt="upperRoman" w:start="1"/>'))
        + heading(1, "Appendix B")
        + para("Upright again.", properties=section(kind.format("oddPage")))
        + para("On the same page.")
    )
    return word_file(WordParts(body, "Sections", last=section(kind.format("continuous"))))


def headers_footers() -> bytes:
    """First, even and default headers; a section that takes them over; one with its own; page X of Y."""
    references = (
        '<w:headerReference w:type="default" r:id="rel_header1"/><w:headerReference w:type="even" r:id="rel_header2"/>'
        '<w:headerReference w:type="first" r:id="rel_header3"/><w:footerReference w:type="default" r:id="rel_footer1"/>'
    )
    own = '<w:headerReference w:type="default" r:id="rel_header4"/>'
    title = "<w:titlePg/>"
    page = para(
        "Board paper", _TAB, "Page ", complex_field("PAGE", "2"), " of ", simple_field("NUMPAGES", "3"), style="Footer"
    )
    body = (
        heading(1, "First section")
        + para("Words.", properties=section(references, after=title))
        + heading(1, "Second section")
        + para("Words.", properties=section())
        + heading(1, "Third section")
        + para("Words.")
    )
    parts = {
        "header1": para("Odd pages: OFFICIAL", style="Header"),
        "header2": para("Even pages: OFFICIAL", style="Header"),
        "header3": para("Agenda item 5", style="Header"),
        "header4": para("Third section's own", style="Header"),
        "footer1": page,
    }
    return word_file(
        WordParts(body, "Headers and footers", settings="<w:evenAndOddHeaders/>", parts=parts, last=section(own))
    )


def headers_unused() -> bytes:
    """First and even headers that are switched off print nothing; a header that the file does not hold is found."""
    references = (
        '<w:headerReference w:type="default" r:id="rel_header1"/><w:headerReference w:type="even" r:id="rel_header2"/>'
        '<w:headerReference w:type="first" r:id="rel_header3"/><w:footerReference w:type="default" r:id="rIdNone"/>'
    )
    parts = {
        "header1": para("On every page", style="Header"),
        "header2": para("Not on even pages", style="Header"),
        "header3": para("Not on the first", style="Header"),
    }
    links = {"rIdNone": Link(f"{OFFICE}/footer", "footer9.xml", inside=True)}
    body = heading(1, "One section") + para("Words.")
    return word_file(WordParts(body, "Unused headers", parts=parts, links=links, last=section(references)))


def columns() -> bytes:
    """Two columns with a break between them: the words come in order."""
    body = (
        heading(1, "Columns")
        + para("One column.", properties=section())
        + para("Left column.", '<w:r><w:br w:type="column"/></w:r>')
        + para("Right column.")
        + _ends(section('<w:type w:val="continuous"/>', after='<w:cols w:num="2" w:space="720"/>'))
        + para("One column again.")
    )
    return word_file(WordParts(body, "Columns", last=section('<w:type w:val="continuous"/>')))


def columns_unequal() -> bytes:
    """A narrow column beside a wide one with a line between them, filled evenly; then three by a break each."""
    kind = '<w:type w:val="continuous"/>'
    two = (
        '<w:cols w:num="2" w:sep="1" w:space="720" w:equalWidth="0"><w:col w:w="2400" w:space="720"/>'
        '<w:col w:w="5906"/></w:cols>'
    )
    three = (
        '<w:cols w:num="3" w:space="300" w:equalWidth="0"><w:col w:w="2000" w:space="300"/>'
        '<w:col w:w="3000" w:space="300"/><w:col w:w="3426"/></w:cols>'
    )
    break_ = '<w:r><w:br w:type="column"/></w:r>'
    body = (
        heading(1, "Uneven columns")
        + para("One column.", properties=section())
        + "".join(
            para(f"Point {number}: the board looked at what it spends on the service and why.")
            for number in range(1, 9)
        )
        + _ends(section(kind, after=two))
        + para("Narrow.", break_)
        + para("In the middle.", break_)
        + para("Widest.")
        + _ends(section(kind, after=three))
        + para("One column again.")
    )
    return word_file(WordParts(body, "Uneven columns", last=section(kind)))


def breaks() -> bytes:
    """Line breaks, page breaks alone and among words, a break that clears, a carriage return."""
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = (
        heading(1, "Breaks")
        + para(
            "First line",
            "<w:r><w:br/></w:r>",
            "second line",
            '<w:r><w:br w:type="textWrapping" w:clear="all"/></w:r>',
            "third line",
        )
        + para("Before the page break", page, "after it")
        + para(page)
        + para("<w:r><w:lastRenderedPageBreak/></w:r>", "Carriage", "<w:r><w:cr/></w:r>", "return")
        + para()
        + para("After an empty paragraph")
    )
    return word_file(WordParts(body, "Breaks"))


def furniture() -> bytes:
    """A header with a picture, a table and a text box; a footer with a link of its own and a section's pages."""
    header = (
        para(picture("rIdLogo", "The board's sign", 20, 20), "Police and Crime Board", style="Header")
        + table(row("Item", "5"), columns=2)
        + para("Meeting", box(para("In a box in the header")), style="Header")
    )
    footer = para(hyperlink("rIdSite", "Our site"), _TAB, "Page ", complex_field("SECTIONPAGES", "1"), style="Footer")
    references = (
        '<w:headerReference w:type="default" r:id="rel_header1"/>'
        '<w:footerReference w:type="default" r:id="rel_footer1"/>'
    )
    return word_file(
        WordParts(
            heading(1, "Furniture") + para("Words."),
            "Furniture",
            parts={"header1": header, "footer1": footer},
            part_links={
                "header1": {"rIdLogo": Link("image", "media/image1.png", inside=True)},
                "footer1": {"rIdSite": Link("hyperlink", "https://example.org/")},
            },
            media={"media/image1.png": png(20, 20)},
            last=section(references),
        )
    )


FILES = {
    "furniture": furniture,
    "sections": sections,
    "headers-footers": headers_footers,
    "headers-unused": headers_unused,
    "columns": columns,
    "columns-unequal": columns_unequal,
    "breaks": breaks,
}
