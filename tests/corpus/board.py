"""Word files as a board secretariat makes them: a performance report, minutes, a front sheet with a decision."""

from tests.corpus.raw import (
    BASIC_STYLES,
    HEADER_ROW,
    LANDSCAPE,
    Link,
    WordParts,
    abstract,
    bookmark,
    cell,
    complex_field,
    control,
    footnote,
    footnote_mark,
    heading,
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
    style,
    table,
    tag,
    word_file,
)

_TAB = "<w:r><w:tab/></w:r>"
_STYLES = BASIC_STYLES + "".join(
    (
        style("Title", "Title", '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
        style(
            "NumberedPara",
            "Numbered Para",
            '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:jc w:val="both"/></w:pPr>',
        ),
        style(
            "Recommendation",
            "Recommendation",
            '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr>',
        ),
        style("Caption", "caption", '<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr>'),
    )
)
_NUMBERS = (
    abstract(
        0,
        level(0, "decimal", "%1.", after='<w:pStyle w:val="NumberedPara"/>'),
        level(1, "lowerLetter", "(%2)"),
        level(2, "lowerRoman", "(%3)"),
    )
    + abstract(1, level(0, "upperLetter", "%1.", after='<w:pStyle w:val="Recommendation"/>'))
    + abstract(2, level(0, "bullet", "\uf0b7", fonts='<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/>'))
    + num(1, 0)
    + num(2, 1)
    + num(3, 2)
)


def _point(words: str, depth: int) -> str:
    return para(words, style="NumberedPara", properties=numbering_of(1, depth))


def _bullet(words: str) -> str:
    return para(words, style="ListParagraph", properties=numbering_of(3))


def _figure(name: str, words: str) -> str:
    return control(f'<w:alias w:val="{name}"/>{tag(name)}<w:text/>', run(words))


def _rag(words: str, colour: str, ink: str = "000000") -> str:
    return cell(
        para(run(words, f'<w:b/><w:color w:val="{ink}"/>'), properties='<w:jc w:val="center"/>'),
        properties=f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/><w:vAlign w:val="center"/>',
    )


def _cover() -> str:
    label = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'
    entries = (
        ("Meeting", "Police and Crime Board"),
        ("Date", "3 May 2022"),
        ("Agenda item", "5"),
        ("Report of", "Chief Executive"),
        ("For", "Decision"),
    )
    rows = "".join(row(cell(para(run(name, "<w:b/>")), properties=label), value) for name, value in entries)
    box = para("☒", " Public  ", "☐", " Private")
    return table(rows, row(cell(para(run("Status", "<w:b/>")), properties=label), cell(box)), columns=2).replace(
        'w:firstColumn="0"', 'w:firstColumn="1"'
    )


def performance_report() -> bytes:
    """Cover table, contents of numbered paragraphs, recommendations, a KPI table with RAG words, a wide appendix."""
    purpose = (
        heading(1, "Purpose")
        + para("This report sets out performance in the year to March 2022.", style="NumberedPara")
        + heading(1, "Recommendations")
        + para("The Board is asked to:")
        + para(
            "note the performance in ", complex_field("REF _RefTable \\h", "Table 1"), "; and", style="Recommendation"
        )
        + para("agree the actions in paragraph 4.", style="Recommendation")
    )
    crime = (
        heading(1, "Performance")
        + heading(2, "Homicide")
        + para(
            "Homicide showed a ",
            _figure("homicide.change", "1.9% increase"),
            ", from ",
            _figure("homicide.baseline", "52"),
            " to ",
            _figure("homicide.value", "53"),
            footnote_mark(1),
            ". The causes are:",
            style="NumberedPara",
        )
        + _point("knives;", 1)
        + _point("guns, of which", 1)
        + _point("most were imported; and", 2)
        + _point("some were made here.", 2)
        + heading(2, "Confidence")
        + para("Confidence rose ", run("for the third year", "<w:i/>"), ":", style="NumberedPara")
        + _bullet("in towns; and")
        + _bullet("in the country.")
        + para(
            bookmark(1, "_RefTable", "Table ", complex_field("SEQ Table \\* ARABIC", "1")),
            ": Indicators",
            style="Caption",
        )
    )
    figures = table(
        row("Indicator", "2020/21", "2021/22", "Change", "Status", properties=HEADER_ROW + "<w:cantSplit/>"),
        row("Homicide", "52", "53", "+1.9%", _rag("Red", "C00000", "FFFFFF")),
        row("Robbery", "5,204", "4,850", "−6.8%", _rag("Green", "00B050")),
        row("Confidence", "61%", "62%", "+1 point", _rag("Amber", "FFC000")),
        row("Burglary", cell("Not yet published", properties='<w:gridSpan w:val="3"/>'), _rag("[x]", "FFFFFF")),
        columns=5,
        width=1800,
    )
    steps = (
        heading(1, "Next steps")
        + para(
            "The Chief Executive will report again in ", _figure("next.meeting", "July 2022"), ".", style="NumberedPara"
        )
        + para("Contact: ", f'<w:hyperlink r:id="rIdMail">{run("secretariat@example.org")}</w:hyperlink>')
        + para(
            properties=section(
                '<w:headerReference w:type="default" r:id="rel_header1"/>'
                '<w:footerReference w:type="default" r:id="rel_footer1"/>'
            )
        )
    )
    appendix = (
        heading(1, "Appendix A: Force by force")
        + table(
            row(
                cell("Force", properties='<w:vMerge w:val="restart"/>'),
                cell("Homicide", properties='<w:gridSpan w:val="2"/>'),
                cell("Robbery", properties='<w:gridSpan w:val="2"/>'),
                properties=HEADER_ROW,
            ),
            row(cell("", properties="<w:vMerge/>"), "2020/21", "2021/22", "2020/21", "2021/22", properties=HEADER_ROW),
            row("North", "30", "29", "3,100", "2,900"),
            row("South", "22", "24", "2,104", "1,950"),
            columns=5,
        )
        + para("Source: ", run("Home Office", "<w:i/>"), ", April 2022.")
    )
    body = (
        para(picture("rIdLogo", "Police and Crime Board", 80, 40))
        + para("Performance report", style="Title")
        + _cover()
        + para()
        + purpose
        + crime
        + figures
        + para()
        + steps
        + appendix
    )
    return word_file(
        WordParts(
            body,
            "Performance report",
            _STYLES,
            parts={
                "numbering": _NUMBERS,
                "header1": para("OFFICIAL", style="Header", properties='<w:jc w:val="right"/>'),
                "footer1": para(
                    "Item 5",
                    _TAB,
                    "Page ",
                    complex_field("PAGE", "1"),
                    " of ",
                    complex_field("NUMPAGES", "3"),
                    style="Footer",
                ),
                "footnotes": separators() + footnote(1, "Provisional figures."),
            },
            links={
                "rIdLogo": Link("image", "media/image1.png", inside=True),
                "rIdMail": Link("hyperlink", "mailto:secretariat@example.org"),
            },
            media={"media/image1.png": png(80, 40)},
            last=section(size=LANDSCAPE),
        )
    )


def minutes() -> bytes:
    """Minutes: present and apologies in a table without lines, item numbers of a year, actions in bold, a signature."""
    numbers = abstract(
        0, level(0, "decimal", "%1/22", start=14), level(1, "decimal", "%1/22.%2"), level(2, "lowerLetter", "%3)")
    ) + num(1, 0)
    dots = '<w:tabs><w:tab w:val="left" w:leader="dot" w:pos="5000"/></w:tabs>'

    def numbered(words: str, depth: int, *more: str) -> str:
        return para(words, *more, style="ListParagraph", properties=numbering_of(1, depth))

    body = (
        heading(1, "Minutes of the Police and Crime Board")
        + para("Tuesday 3 May 2022, 10.00 am", "<w:r><w:br/></w:r>", "Council House, Victoria Square")
        + table(
            row(para_cell("Present"), cell("The Chair", "The Deputy Chair", "Three members")),
            row(para_cell("Apologies"), cell("One member")),
            columns=2,
            style="TableNormal",
        ).replace('w:firstColumn="0"', 'w:firstColumn="1"')
        + heading(2, "Apologies", properties=numbering_of(1))
        + numbered("Apologies were received.", 1)
        + heading(2, "Performance", properties=numbering_of(1))
        + numbered("The Board received the report (item 5) and:", 1)
        + numbered("noted it; and", 2)
        + numbered("asked for more on robbery.", 2)
        + numbered("", 1, run("Action: ", "<w:b/>"), run("Chief Executive, by July."))
        + heading(2, "Any other business", properties=numbering_of(1))
        + numbered("None.", 1)
        + para("Signed", _TAB, properties=dots)
        + para("Chair")
    )
    return word_file(WordParts(body, "Minutes", parts={"numbering": numbers}))


def para_cell(words: str) -> str:
    """A cell of one bold paragraph."""
    return cell(para(run(words, "<w:b/>")))


FILES = {"performance-report": performance_report, "minutes": minutes}
