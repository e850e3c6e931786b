"""Word files about fields, links and bookmarks: what is worked out anew, what keeps the words Word last showed."""

from tests.corpus.raw import (
    BASIC_STYLES,
    Link,
    WordParts,
    bookmark,
    complex_field,
    control,
    field_run,
    heading,
    hyperlink,
    instruction,
    para,
    run,
    simple_field,
    style,
    word_file,
)

_TAB = "<w:r><w:tab/></w:r>"
_LINK_STYLE = '<w:rStyle w:val="Hyperlink"/>'


def fields_simple() -> bytes:
    """`w:fldSimple` of every common kind keeps the words that Word last showed."""
    body = (
        heading(1, "Simple fields")
        + para("Page ", simple_field("PAGE", "1"), " of ", simple_field("NUMPAGES", "9"))
        + para("Dated ", simple_field('DATE \\@ "d MMMM yyyy"', "3 May 2022"))
        + para("Title: ", simple_field("TITLE", "Simple fields"))
        + para(
            "From ",
            simple_field("SUBJECT", "paper.docx"),
            " by ",
            simple_field("SUBJECT", run("The Secretary", "<w:b/>")),
        )
        + para("Table ", simple_field("SEQ Table \\* ARABIC", "1"), ": Offences")
        + para("Section: ", simple_field('STYLEREF "heading 1"', "Simple fields"))
    )
    return word_file(WordParts(body, "Simple fields"))


def fields_complex() -> bytes:
    """Fields of several runs: code in pieces, nested fields, fields without a result, fields over paragraphs."""
    nested = (
        field_run("begin")
        + instruction(" IF ")
        + complex_field("MERGEFIELD Count", "2")
        + instruction(' > 1 "offences" "offence" ')
        + field_run("separate")
        + run("offences")
        + field_run("end")
    )
    pieces = (
        field_run("begin")
        + instruction(" D", "AT", 'E \\@ "d MMMM')
        + instruction(' yyyy" ')
        + field_run("separate")
        + run("4 M")
        + run("ay", "<w:b/>")
        + run(" 2022")
        + field_run("end")
    )
    in_result = (
        field_run("begin")
        + instruction(" QUOTE x ")
        + field_run("separate")
        + run("quoted ")
        + complex_field("DATE", "today")
        + run(" words")
        + field_run("end")
    )
    no_result = field_run("begin") + instruction(" XE hidden:entry ") + field_run("end")
    over = para("Starts ", field_run("begin"), instruction(" QUOTE y "), field_run("separate"), "here")
    over += para("and ends here", field_run("end"), " as said.")
    body = (
        heading(1, "Complex fields")
        + para("Pieces: ", pieces)
        + para("Nested: ", nested, " were recorded.")
        + para("Inside: ", in_result, ".")
        + para("Index", no_result, " entry")
        + over
        + para("Sum: ", complex_field("= SUM(ABOVE) \\# #,##0", "1,234"))
        + para("Locked: ", complex_field("DOCVARIABLE Board", "The Board"), " met.")
        + para(
            "Page ", complex_field("PAGE \\* MERGEFORMAT", run("1", "<w:b/>")), " of ", complex_field("NUMPAGES", "2")
        )
    )
    return word_file(WordParts(body, "Complex fields"))


def fields_without_result() -> bytes:
    """Fields that no program has worked out are gaps; a condition that gives nothing is none; pages are counted."""
    condition = field_run("begin") + instruction(' IF 1 = 2 "words" "" ') + field_run("separate") + field_run("end")
    untouched = field_run("begin") + instruction(" REF somewhere ") + field_run("end")
    body = (
        heading(1, "Fields without a result")
        + para("Property: [", simple_field("DOCPROPERTY Nothing"), "].")
        + para("Reference: [", untouched, "].")
        + para("Nothing to say: [", condition, "].")
        + para("Page [", field_run("begin") + instruction(" PAGE ") + field_run("end"), "].")
        + para("Contents:", field_run("begin") + instruction(" TOC ") + field_run("separate") + field_run("end"))
    )
    return word_file(WordParts(body, "Fields without a result"))


def cross_references() -> bytes:
    """REF, PAGEREF and NOTEREF to bookmarks: links inside; captions."""
    body = (
        heading(1, bookmark(1, "_Ref100", "Performance"))
        + para(bookmark(2, "_Ref200", "Table ", complex_field("SEQ Table \\* ARABIC", "1")), ": Offences by quarter")
        + para(
            "See ",
            complex_field("REF _Ref100 \\h", "Performance"),
            " on page ",
            complex_field("PAGEREF _Ref100 \\h", "1"),
            ".",
        )
        + para(complex_field("REF _Ref200 \\h", "Table 1"), " shows it.")
        + para("Without a link: ", complex_field("REF _Ref100", "Performance"))
    )
    return word_file(WordParts(body, "Cross-references"))


def contents() -> bytes:
    """A table of contents in its control: entries with links, leaders and page numbers."""
    stops = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9016"/></w:tabs>'
    styles = (
        style("TOC1", "toc 1", f'<w:basedOn w:val="Normal"/><w:pPr>{stops}</w:pPr>')
        + style("TOC2", "toc 2", f'<w:basedOn w:val="Normal"/><w:pPr>{stops}<w:ind w:left="220"/></w:pPr>')
        + style("TOCHeading", "TOC Heading", '<w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    )

    def entry(target: str, words: str, page: str) -> str:
        number = complex_field(f"PAGEREF {target} \\h", page)
        return f'<w:hyperlink w:anchor="{target}" w:history="1">{run(words, _LINK_STYLE)}{_TAB}{number}</w:hyperlink>'

    opening = field_run("begin") + instruction(' TOC \\o "1-3" \\h \\z \\u ') + field_run("separate")
    listed = (
        para("Contents", style="TOCHeading")
        + para(opening, entry("_Toc1", "Purpose", "1"), style="TOC1")
        + para(entry("_Toc2", "Crime", "1"), style="TOC2")
        + para(entry("_Toc3", "Next steps", "2"), style="TOC1")
        + para(field_run("end"))
    )
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    body = (
        control(gallery, listed)
        + heading(1, bookmark(1, "_Toc1", "Purpose"))
        + para("Words.")
        + heading(2, bookmark(2, "_Toc2", "Crime"))
        + para("Words.")
        + heading(1, bookmark(3, "_Toc3", "Next steps"), properties="<w:pageBreakBefore/>")
        + para("Words.")
    )
    return word_file(WordParts(body, "Contents", BASIC_STYLES + styles))


def links() -> bytes:
    """Links by relationship, by field, by anchor; over several runs; with a place inside the address; broken."""
    across = '<w:bookmarkStart w:id="5" w:name="across"/>'
    body = (
        heading(1, "Links")
        + para(
            "See ",
            hyperlink("rIdSite", run("the ", _LINK_STYLE), run("stat", _LINK_STYLE), run("istics", _LINK_STYLE)),
            ".",
        )
        + para(hyperlink('rIdMail" w:tooltip="Write to us', run("secretary@example.org", _LINK_STYLE)))
        + para(f'<w:hyperlink r:id="rIdSite" w:anchor="table-2">{run("the second table", _LINK_STYLE)}</w:hyperlink>')
        + para("By field: ", complex_field('HYPERLINK "https://example.org/field"', run("a field", _LINK_STYLE)))
        + para("Inside by field: ", complex_field('HYPERLINK \\l "across"', "the place"))
        + para("Both: ", complex_field('HYPERLINK "https://example.org/a" \\l "b" \\o "A tip"', "both"))
        + para(across, "Here a bookmark begins")
        + para("and here it ends.", '<w:bookmarkEnd w:id="5"/>')
        + para("Back to ", f'<w:hyperlink w:anchor="across">{run("the bookmark")}</w:hyperlink>')
        + para("Broken: ", f'<w:hyperlink r:id="rIdNone">{run("no address")}</w:hyperlink>')
    )
    found = {
        "rIdSite": Link("hyperlink", "https://example.org/statistics?a=1&b=2"),
        "rIdMail": Link("hyperlink", "mailto:secretary@example.org"),
    }
    return word_file(WordParts(body, "Links", links=found))


def form_fields() -> bytes:
    """Old form fields: text, boxes ticked and not, a list."""

    def form(data: str, code: str, *result: str) -> str:
        begin = (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="f"/>'
            f"<w:enabled/>{data}</w:ffData></w:fldChar></w:r>"
        )
        separate = field_run("separate") if result else ""
        return begin + instruction(f" {code} ") + separate + "".join(map(run, result)) + field_run("end")

    ticked = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked/></w:checkBox>'
    clear = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>'
    listed = (
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Decision"/><w:listEntry w:val="Information"/></w:ddList>'
    )
    body = (
        heading(1, "Old forms")
        + para("Name: ", form("<w:textInput/>", "FORMTEXT", "The ", "Chair"))
        + para(form(ticked, "FORMCHECKBOX"), " For the public")
        + para(form(clear, "FORMCHECKBOX"), " In private")
        + para("For: ", form(listed, "FORMDROPDOWN"))
    )
    return word_file(WordParts(body, "Old forms"))


def libreoffice_contents() -> bytes:
    """A table of contents as LibreOffice saves it: the words and the tab inside the page's own field, too."""
    result = "<w:r><w:t>Purpose</w:t><w:tab/><w:t>1</w:t></w:r>"
    listed = complex_field("PAGEREF _Toc1 \\h", result)
    entry = f'<w:hyperlink w:anchor="_Toc1">{listed}</w:hyperlink>'
    above = complex_field("PAGEREF _Toc1 \\h \\p", "above")
    split = complex_field("PAGEREF _Toc1 \\h", run("1", "<w:b/>"), run("2"))
    body = (
        para(entry)
        + heading(1, bookmark(1, "_Toc1", "Purpose"))
        + para("On the page ", above, ", page ", split, " or ", complex_field("PAGEREF _Toc1", "on page 1"), ".")
    )
    return word_file(WordParts(body, "Contents by LibreOffice"))


FILES = {
    "libreoffice-contents": libreoffice_contents,
    "fields-simple": fields_simple,
    "fields-complex": fields_complex,
    "fields-without-result": fields_without_result,
    "cross-references": cross_references,
    "contents": contents,
    "links": links,
    "form-fields": form_fields,
}
