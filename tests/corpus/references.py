"""Word files whose fields Word worked out before the last change, and links where a reader may miss them."""

from tests.corpus.raw import (
    BASIC_STYLES,
    HEADER_ROW,
    Link,
    WordParts,
    abstract,
    bookmark,
    cell,
    complex_field,
    field_run,
    footnote,
    footnote_mark,
    heading,
    hyperlink,
    instruction,
    level,
    num,
    numbering_of,
    para,
    picture,
    png,
    row,
    run,
    section,
    separators,
    simple_field,
    style,
    table,
    word_file,
)

_TAB = "<w:r><w:tab/></w:r>"
_LINK_STYLE = '<w:rStyle w:val="Hyperlink"/>'
_NEW_PAGE = "<w:pageBreakBefore/>"


def furniture_links() -> bytes:
    """Links in headers and footers: on a first page, beside a page number, in a table; two sections share one."""
    references = (
        '<w:headerReference w:type="default" r:id="rel_header1"/>'
        '<w:footerReference w:type="default" r:id="rel_footer1"/><w:footerReference w:type="first" r:id="rel_footer2"/>'
    )
    site = hyperlink("rIdSite", run("www.example.org", _LINK_STYLE))
    mail = hyperlink("rIdMail", run("secretary@example.org", _LINK_STYLE))
    body = (
        heading(1, "Links above and below")
        + para("The first page.")
        + para("The second page.", properties=_NEW_PAGE)
        + para("The third page.", properties=_NEW_PAGE + section(references, after="<w:titlePg/>"))
        + heading(1, "Another section")
        + para("The fourth page.")
        + para("The fifth page.", properties=_NEW_PAGE)
    )
    footer = table(row(cell(para(site)), "Agenda item 5"), columns=2)
    parts = {
        "header1": para("Police and Crime Board", style="Header"),
        "footer1": para(site, _TAB, "Page ", simple_field("PAGE", "2"), style="Footer") + para("For the public"),
        "footer2": footer + para("Write to ", mail, ".", style="Footer"),
    }
    found = {
        "rIdSite": Link("hyperlink", "https://www.example.org/"),
        "rIdMail": Link("hyperlink", "mailto:secretary@example.org"),
    }
    return word_file(
        WordParts(body, "Links above and below", parts=parts, part_links={"footer1": found, "footer2": found})
    )


_LEGAL = (
    level(0, "decimal", "%1."),
    level(1, "lowerLetter", "(%2)"),
    level(2, "lowerRoman", "(%3)"),
)
_ARTICLES = (level(0, "upperRoman", "Article %1."), level(1, "decimalZero", "Section %1.%2"))
_LISTS = abstract(0, *_LEGAL) + abstract(1, *_ARTICLES) + num(1, 0) + num(2, 1)


def _listed(depth: int, *inlines: str, of: int = 1) -> str:
    return para(*inlines, style="ListParagraph", properties=numbering_of(of, depth))


def _to(code: str, *result: str) -> str:
    return complex_field(f"REF {code}", *result)


def references_moved() -> bytes:
    """References to paragraphs that moved since Word last looked: by number, in context, without words, by place."""
    body = (
        heading(1, "Numbers")
        + _listed(0, "Inserted later.")
        + _listed(0, bookmark(1, "_Ref1", "First of old."))
        + _listed(1, bookmark(2, "_Ref2", "A point."))
        + _listed(1, bookmark(3, "_Ref3", "Another, see "), _to("_Ref2 \\r \\h", "(b)"), ".")
        + _listed(2, bookmark(4, "_Ref4", "Inside, see "), _to("_Ref2 \\r", "(b)"), " and ", _to("_Ref1 \\r", "1"), ".")
        + _listed(0, "Last, see ", _to("_Ref4 \\r \\h", "1(b)(i)"), ".")
        + para("By itself: ", _to("_Ref4 \\n \\h", "(ii)"), "; in full: ", _to("_Ref4 \\w \\h", "1.(b)(i)"), ".")
        + para("From outside the list: ", _to("_Ref3 \\r \\h", "1(b)"), "; the same still: ", _to("_Ref1 \\r \\h", "2"))
        + para("As it was but for a stop: ", _to("_Ref3 \\w \\h", "2(b)"), ".")
        + _listed(0, "An article", of=2)
        + _listed(1, bookmark(5, "_Ref5", "A section"), of=2)
        + para("See ", _to("_Ref5 \\r \\h", "Section I.02"), ", or ", _to("_Ref5 \\r \\t \\h", "I.02"), ".")
        + para("It stands ", _to("_Ref5 \\p \\h", "below"), ", at ", _to("_Ref5 \\n \\t \\p", "I.02 below"), ".")
        + para("The other stands ", _to("_Ref6 \\p \\h", "above"), ".")
        + para(bookmark(6, "_Ref6", "No number here."))
        + para("Its number: ", _to("_Ref6 \\r \\h", "12"), ".")
        + para("Lost: ", _to("_Ref99 \\r \\h", "paragraph 13"), " and page ", complex_field("PAGEREF _Ref99", "4"), ".")
        + para("Locked: ", _locked("REF _Ref2 \\r", "(z)"), ".")
        + table(row(cell(para("In a cell: ", _to("_Ref2 \\w", "9")))), columns=1)
    )
    return word_file(WordParts(body, "Numbers", parts={"numbering": _LISTS}))


def _locked(code: str, result: str) -> str:
    return complex_field(code, result).replace('w:fldCharType="begin"', 'w:fldCharType="begin" w:fldLock="true"', 1)


def references_renamed() -> bytes:
    """References to words that were changed: their looks, capitals and figures; what is more than words stays."""
    red = '<w:color w:val="C00000"/>'
    body = (
        heading(1, bookmark(1, "Title", "Crime in ", run("new", "<w:i/>"), " districts"))
        + para("As before: ", _to("Title \\h", "Crime in ", run("new", "<w:i/>"), " districts"), ".")
        + para("Plain: ", _to("Title \\h", "Crime in districts"), ".")
        + para("Merged: ", _to("Title \\* MERGEFORMAT", run("Old", "<w:b/>"), run(" words", red)), ".")
        + para("As the code: ", _to("Title \\* CHARFORMAT", run("Old words", red)), ".")
        + para(
            "In capitals: ",
            _to("Title \\* Upper", "OLD"),
            "; ",
            _to("Title \\* Caps", "Old"),
            "; ",
            _to("Title \\* Lower", "old"),
            ".",
        )
        + para("Count: ", bookmark(2, "Count", "1234"), " offences, written as ", _to("Count \\# #,##0", "1,200"), ".")
        + para(
            "Part ",
            bookmark(3, "Part", "4"),
            " is part ",
            _to("Part \\* roman", "iii"),
            " or ",
            _to("Part \\* CardText", "three"),
            " or ",
            _to("part \\* ALPHABETIC \\* MERGEFORMAT", "C"),
            ".",
        )
        + para(bookmark(4, "Long", "Begins here").replace('<w:bookmarkEnd w:id="4"/>', ""))
        + para("and ends ", '<w:bookmarkEnd w:id="4"/>', "here.")
        + para("Of two paragraphs: ", _to("Long", "Begins there"), ".")
        + para("A picture: ", bookmark(5, "Sign", picture("rIdSign", "The board's sign", 12, 12)), ".")
        + para("Of a picture: ", _to("Sign", "the sign"), ".")
        + para("Empty: [", bookmark(6, "Gone"), "], so ", _to("Gone \\h", "the words that were there"), ".")
        + para("In a circle: ", bookmark(7, "Ring", "round ", _to("Ring", "and round")), ".")
        + para("Through another: ", bookmark(8, "Second", "see ", _to("Title", "Old")), ".")
        + para("Of the other: ", _to("Second", "see Old"), ".")
        + para("Never worked out: ", field_run("begin") + instruction(" REF Count \\h ") + field_run("end"), ".")
        + para("With a note", bookmark(9, "Note", footnote_mark(1)), " and", footnote_mark(2), " more.")
        + para(
            "See note ",
            complex_field("NOTEREF Note \\h", "7"),
            " and ",
            complex_field("NOTEREF Note \\f \\p", "7 below"),
        )
    )
    notes = separators() + footnote(1, "The first.") + footnote(2, "Another.")
    return word_file(
        WordParts(
            body,
            "Renamed",
            parts={"footnotes": notes},
            links={"rIdSign": Link("image", "media/sign.png", inside=True)},
            media={"media/sign.png": png()},
        )
    )


def captions() -> bytes:
    """Captions counted anew: restarts, repeats, hidden ones, formats, by chapter; a list of them; references."""
    chapters = (level(0, "decimal", "Chapter %1", after='<w:pStyle w:val="Heading1"/>'),)
    numbered = BASIC_STYLES.replace("<w:keepNext/>", '<w:keepNext/><w:numPr><w:numId w:val="1"/></w:numPr>', 1) + style(
        "Caption", "caption", '<w:basedOn w:val="Normal"/>'
    )

    def caption(name: str, shown: str, words: str, more: str = "", *, key: int = 0, mark: str = "") -> str:
        label = (f"{name} ", complex_field(f"SEQ {name} \\* ARABIC{more}", shown))
        return para(*((bookmark(key, mark, *label),) if mark else label), f": {words}", style="Caption")

    by_chapter = (
        "Map ", complex_field("STYLEREF 1 \\s", "1"), "-", complex_field("SEQ Map \\* ARABIC \\s 1", "3"), ": "
    )  # fmt: skip
    body = (
        heading(1, "Performance")
        + caption("Table", "1", "Offences", key=1, mark="_Ref1")
        + caption("Figure", "1", "By month")
        + caption("Table", "1", "Inserted, so that the next is the third")
        + caption("Table", "2", "Costs", key=2, mark="_Ref2")
        + para("See ", _to("_Ref2 \\h", "Table 2"), " and ", simple_field("REF _Ref1 \\h", "Table 1"), ".")
        + para(*by_chapter, "North", style="Caption")
        + para(*by_chapter, "South", style="Caption")
        + heading(1, "Money")
        + para(*by_chapter, "East", style="Caption")
        + para("Again ", complex_field("SEQ table \\c", "2"), ", hidden ", complex_field("SEQ Table \\h"), "then ",
               complex_field("SEQ Table \\* ROMAN", "IV"), ", from ",
               complex_field("SEQ Table \\r 8 \\* alphabetic", "x"), ", ",
               complex_field('SEQ Table \\# "No. 000"', "No. 001"), ".")
        + para("Kept: ", complex_field("SEQ Table _Ref2", "2"), " and ",
               complex_field("SEQ Table \\* Unheardof", "z"), ".")
        + table(row("Cells", "Count", properties=HEADER_ROW), row("Table", cell(para(simple_field("SEQ Table", "1")))),
                columns=2)
    )  # fmt: skip
    return word_file(WordParts(body, "Captions", numbered, parts={"numbering": abstract(0, *chapters) + num(1, 0)}))


def running_heads() -> bytes:
    """Headers and footers that repeat headings: the page's first, its last, its number; none yet; none at all."""
    levels = (level(0, "decimal", "%1.", after='<w:pStyle w:val="Heading1"/>'),)
    numbered = BASIC_STYLES.replace("<w:keepNext/>", '<w:keepNext/><w:numPr><w:numId w:val="1"/></w:numPr>', 1)
    references = (
        '<w:headerReference w:type="default" r:id="rel_header1"/>'
        '<w:footerReference w:type="default" r:id="rel_footer1"/>'
    )
    body = (
        para("Words before any heading.")
        + heading(1, "Purpose", properties=_NEW_PAGE)
        + para("Words.")
        + heading(1, "Crime")
        + para("More words.", properties=_NEW_PAGE)
        + heading(1, "Money", properties=_NEW_PAGE)
        + para("In the text: ", complex_field('STYLEREF "Heading 1"', "Purpose"), ".")
    )
    parts = {
        "header1": para(
            complex_field("STYLEREF 1 \\n", "9"), " ", simple_field('STYLEREF "Heading 1"', "Old"), style="Header"
        ),
        "footer1": para(
            complex_field('STYLEREF "heading 1" \\l', "Old"),
            " to ",
            complex_field("STYLEREF Motto", "ours"),
            style="Footer",
        ),
    }
    return word_file(
        WordParts(
            body,
            "Running heads",
            numbered,
            parts={"numbering": abstract(0, *levels) + num(1, 0), **parts},
            last=section(references),
        )
    )


def dates() -> bytes:
    """Days that Word works out anew each time, and those that a file keeps."""
    body = (
        heading(1, "Dates")
        + para(
            "Printed ",
            complex_field('DATE \\@ "d MMMM yyyy"', "1 June 2022"),
            " at ",
            simple_field("TIME", "10:15"),
            ".",
        )
        + para(
            "Saved ",
            complex_field("SAVEDATE", "2 June 2022"),
            ", made ",
            complex_field("CREATEDATE", "3 May 2022"),
            ".",
        )
        + para("Locked: ", _locked("DATE", "4 May 2022"), ".")
    )
    footer = para("As at ", complex_field("DATE", "5 May 2022"), style="Footer")
    reference = '<w:footerReference w:type="default" r:id="rel_footer1"/>'
    return word_file(WordParts(body, "Dates", parts={"footer1": footer}, last=section(reference)))


def _toc_styles() -> str:
    stops = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9016"/></w:tabs>'
    named = (("TOC1", "toc 1"), ("TOC2", "toc 2"), ("TableofFigures", "table of figures"))
    made = (style(key, name, f'<w:basedOn w:val="Normal"/><w:pPr>{stops}</w:pPr>') for key, name in named)
    return BASIC_STYLES + style("Caption", "caption", '<w:basedOn w:val="Normal"/>') + "".join(made)


def _list_of(code: str, *entries: tuple[str, str]) -> str:
    """A contents list: each entry is a style and its inlines."""
    (first_style, first), *others = entries
    opening = field_run("begin") + instruction(f" {code} ") + field_run("separate")
    rest = "".join(para(words, style=name) for name, words in others)
    return para(opening, first, style=first_style) + rest + para(field_run("end"))


def _entry(words: str, page: str, target: str = "", *, number: bool = True) -> str:
    """A line of a contents list as Word writes it: with a link and a page number's field, or without either."""
    shown = complex_field(f"PAGEREF {target} \\h", page) if target and number else run(page)
    line = run(words) + _TAB + shown
    return f'<w:hyperlink w:anchor="{target}" w:history="1">{line}</w:hyperlink>' if target else line


def contents_plain() -> bytes:
    """Contents lists whose page numbers are typed: with links, without; one of captions; one without numbers."""
    caption = para(
        bookmark(5, "_Toc5", "Table ", simple_field("SEQ Table \\* ARABIC", "1"), ": Offences"), style="Caption"
    )
    body = (
        _list_of(
            'TOC \\o "1-2" \\h',
            ("TOC1", _entry("Purpose", "1", "_Toc1", number=False)),
            ("TOC2", _entry("Crime", "1")),
            ("TOC1", _entry("Next steps", "1", "_Toc3")),
        )
        + _list_of(
            'TOC \\h \\z \\c "Table"', ("TableofFigures", _entry("Table 1: Offences", "7", "_Toc5", number=False))
        )
        + _list_of("TOC \\n \\u", ("TOC1", run("Purpose")), ("TOC1", run("Crime")), ("TOC1", run("Next steps")))
        + heading(1, bookmark(1, "_Toc1", "Purpose"), properties=_NEW_PAGE)
        + para("Words.")
        + heading(2, "Crime", properties=_NEW_PAGE)
        + caption
        + heading(1, bookmark(3, "_Toc3", "Next steps"), properties=_NEW_PAGE)
    )
    return word_file(WordParts(body, "Plain contents", _toc_styles()))


def contents_outdated() -> bytes:
    """Contents lists that Word made before the last changes: a heading renamed, added, deleted, numbered anew."""
    levels = (level(0, "decimal", "%1.", after='<w:pStyle w:val="Heading1"/>'),)
    numbered = _toc_styles().replace("<w:keepNext/>", '<w:keepNext/><w:numPr><w:numId w:val="1"/></w:numPr>', 1)
    body = (
        _list_of(
            'TOC \\o "1-2" \\h \\z \\u',
            ("TOC1", _entry("1. Purpose", "1", "_Toc1")),
            ("TOC1", _entry("2. Crime figures", "1", "_Toc2")),
            ("TOC2", _entry("Burglary", "1", "_Toc3")),
            ("TOC1", _entry("3. Money", "1", "_Toc4")),
        )
        + _list_of('TOC \\c "Table"', ("TableofFigures", _entry("Table 1: Offences", "1", "_Toc5")))
        + heading(1, bookmark(1, "_Toc1", "Purpose"))
        + heading(1, bookmark(2, "_Toc2", "Crime"), properties=_NEW_PAGE)
        + heading(2, "Robbery")
        + heading(3, "Too deep for the list")
        + heading(1, "Confidence")
        + heading(1, bookmark(4, "_Toc4", "Money"))
        + para("Table ", simple_field("SEQ Table", "1"), ": Inserted", style="Caption")
        + para(bookmark(5, "_Toc5", "Table ", simple_field("SEQ Table", "1"), ": Offences"), style="Caption")
    )
    return word_file(
        WordParts(body, "Outdated contents", numbered, parts={"numbering": abstract(0, *levels) + num(1, 0)})
    )


_SEPARATOR = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"


def style_separators() -> bytes:
    """Headings that run into their paragraph: numbered, plain, with a note; at a table; at the end."""
    levels = (
        level(0, "decimal", "%1.", after='<w:pStyle w:val="Heading1"/>'),
        level(1, "decimal", "%1.%2", after='<w:pStyle w:val="Heading2"/>'),
    )
    numbered = BASIC_STYLES.replace("<w:keepNext/>", '<w:keepNext/><w:numPr><w:numId w:val="1"/></w:numPr>', 1)
    numbered = numbered.replace(
        '<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="1"/>',
        '<w:keepNext/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        '<w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="1"/>',
    )
    long = "This goes on for more than a line, so that a reader sees where the second one begins, and what it is. " * 2
    body = (
        heading(1, "Definitions")
        + heading(2, bookmark(1, "_Ref1", "Meeting."), properties=_SEPARATOR)
        + para(f" {long}")
        + heading(2, "Board", footnote_mark(1), ".", properties=_SEPARATOR)
        + para(" See ", _to("_Ref1 \\r \\h", "1.9"), ", ", _to("_Ref1 \\h", "Meetings."), " and more.")
        + heading(3, "Not numbered.", properties=_SEPARATOR)
        + para(" Its text.")
        + heading(2, "Costs.", properties=_SEPARATOR)
        + table(row("Year", "Cost", properties=HEADER_ROW), row("2021", "5"), columns=2)
        + heading(2, "Empty after.", properties=_SEPARATOR)
        + para()
        + para("One style", properties=_SEPARATOR)
        + para(" and another.", style="ListParagraph")
        + heading(2, "The last", properties=_SEPARATOR)
    )
    notes = separators() + footnote(1, "Of the force.")
    header = para(simple_field('STYLEREF "Heading 2"', "Old"), style="Header")
    return word_file(
        WordParts(
            body,
            "Style separators",
            numbered,
            parts={"numbering": abstract(0, *levels) + num(1, 0), "footnotes": notes, "header1": header},
            last=section('<w:headerReference w:type="default" r:id="rel_header1"/>'),
        )
    )


FILES = {
    "furniture-links": furniture_links,
    "references-moved": references_moved,
    "references-renamed": references_renamed,
    "captions": captions,
    "running-heads": running_heads,
    "dates": dates,
    "style-separators": style_separators,
    "contents-plain": contents_plain,
    "contents-outdated": contents_outdated,
}
