"""Fields of every kind with their switches, as they are read and worked out: what is kept was reviewed."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.corpus.raw import (
    BASIC_STYLES,
    Link,
    WordParts,
    abstract,
    bookmark,
    complex_field,
    field_run,
    footnote,
    footnote_mark,
    heading,
    hyperlink,
    instruction,
    item,
    level,
    num,
    para,
    run,
    section,
    separators,
    simple_field,
    style,
)
from tests.support.told_document import told_reading

_TAB = "<w:r><w:tab/></w:r>"
_NUMBERS = (
    abstract(
        0,
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "(%2)"),
        level(2, "lowerRoman", "Part %3."),
    )
    + abstract(1, level(0, "bullet", "•"))
    + abstract(2, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "%3)"))
    + num(1, 0)
    + num(2, 1)
    + num(3, 2)
)


def _untouched(code: str, properties: str = "") -> str:
    """A field without a result."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>{instruction(f" {code} ")}{field_run("end")}'


def _locked(code: str, *result: str) -> str:
    return complex_field(code, *result).replace('"begin"/>', '"begin" w:fldLock="1"/>', 1)


def _form(data: str, code: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    return begin + instruction(f" {code} ") + field_run("end")


def _told(path: Path, name: str, body: str, **parts: str) -> str:
    given = WordParts(body, name, parts={"numbering": _NUMBERS, **parts})
    return told_reading(path / f"{name}.docx", given)


def test_page_fields(tmp_path: Path, kept: SnapshotAssertion) -> None:
    body = (
        heading(1, bookmark(1, "here", "Here"))
        + para(simple_field("PAGE", "3"), " of ", complex_field("numpages", run("9", "<w:b/>"), "0"))
        + para(_untouched("PAGE"), _untouched("PAGEREF here \\h"), _untouched("SECTIONPAGES", "<w:i/>"))
        + para(complex_field("PAGE", "no number"), complex_field("PAGE", "1", _TAB, "2"), complex_field("SECTION", ""))
        + para(complex_field("PAGE", "<w:r><w:br/></w:r>"), simple_field("PAGE"))
        + para(complex_field("PAGEREF here", "on page 12"), "; ", complex_field("PAGEREF here", "– 4 –"))
        + para(complex_field("PAGEREF here", "Purpose", _TAB, "iv"), complex_field("PAGEREF here", _TAB, "12"))
        + para(complex_field("PAGEREF here", run("about ", "<w:i/>"), run("1", "<w:b/>"), run("2 ")))
        + para(
            complex_field("PAGEREF here", "above"), complex_field("PAGEREF here", _TAB), complex_field("PAGEREF", "7")
        )
        + para(complex_field("PAGEREF gone \\h", "8"), " and ", complex_field("PAGEREF gone", "Error! No bookmark."))
        + para("<w:r><w:pgNum/></w:r>", complex_field("= 1 + PAGE", "2"))
        + para(
            field_run("begin"),
            instruction(" IF "),
            complex_field("PAGE", "1"),
            instruction(' = 1 "a" "b" '),
            field_run("separate"),
            "a",
            field_run("end"),
        )
        + para(
            field_run("begin"),
            instruction(" = "),
            complex_field("NUMPAGES", "1"),
            instruction(" - 1 "),
            field_run("separate"),
            "0",
            field_run("end"),
        )
    )
    assert _told(tmp_path, "pages", body) == kept


def test_links(tmp_path: Path, kept: SnapshotAssertion) -> None:
    codes = (
        'HYPERLINK "https://example.org/a b"',
        'HYPERLINK https://example.org/plain "second"',
        'HYPERLINK "https://example.org/" \\l "part"',
        'HYPERLINK \\l "here"',
        "HYPERLINK \\l",
        'HYPERLINK \\o "tip" \\t "_blank" \\n "https://example.org/after"',
        'HYPERLINK "C:\\\\folder\\\\file.docx"',
        "HYPERLINK",
        "HYPERLINK “https://example.org/curly”",
        "REF here \\h",
        "REF \\h here",
        "REF here",
        "NOTEREF here \\h",
    )
    body = (
        heading(1, bookmark(1, "here", "Here"))
        + "".join(para(complex_field(code, "words", run(" bold", "<w:b/>")), " after") for code in codes)
        + para(
            hyperlink("rIdOut", "out"),
            '<w:hyperlink r:id="rIdOut" w:anchor="x"><w:r><w:t>part</w:t></w:r></w:hyperlink>',
            '<w:hyperlink r:id="rIdIn" w:anchor="here"><w:r><w:t>in</w:t></w:r></w:hyperlink>',
            '<w:hyperlink r:id="rIdLost" w:anchor="here"><w:r><w:t>lost</w:t></w:r></w:hyperlink>',
            "<w:hyperlink><w:r><w:t>nowhere</w:t></w:r></w:hyperlink>",
        )
        + para(
            hyperlink(
                "rIdOut",
                run("outer "),
                '<w:hyperlink w:anchor="here"><w:r><w:t>inner</w:t></w:r></w:hyperlink>',
                "<w:hyperlink><w:r><w:t>neither</w:t></w:r></w:hyperlink>",
            ),
            " none",
        )
        + para(hyperlink("rIdOut", complex_field('HYPERLINK \\l "here"', "field in link"), " link"))
    )
    links = {"rIdOut": Link("hyperlink", "https://example.org/out"), "rIdIn": Link("hyperlink", "#here", inside=True)}
    assert told_reading(tmp_path / "links.docx", WordParts(body, "links", links=links)) == kept


def test_fields_without_a_result(tmp_path: Path, kept: SnapshotAssertion) -> None:
    codes = (
        "MACROBUTTON NoMacro Click here now",
        "MACROBUTTON NoMacro",
        "SYMBOL 183 \\f Symbol",
        'SYMBOL 0x2022 \\f "Arial"',
        "SYMBOL 183",
        "SYMBOL",
        "SYMBOL x",
        "SYMBOL 31",
        "SYMBOL 32",
        "SYMBOL 0x110000",
        "SYMBOL 0x10FFFF",
        "SYMBOL 65 \\f",
        "XE entry",
        "TC entry",
        "",
        "AUTHOR",
        "TOC",
        "SET a b",
        "ASK a b",
        "REF here",
        "STYLEREF 1",
        "SEQ Table",
        "NOTEREF here",
        "here",
        "FORMCHECKBOX",
        "QUOTE x",
        "DATE",
    )
    body = heading(1, bookmark(1, "here", "Here")) + "".join(para(f"{code}: ", _untouched(code)) for code in codes)
    body += para("hidden: ", _untouched("AUTHOR", "<w:vanish/>"), _untouched("REF here", "<w:vanish/>"))
    body += para("locked: ", _locked("REF here").replace(field_run("separate"), ""), _locked("REF here", "old"))
    assert _told(tmp_path, "without", body) == kept


def test_forms(tmp_path: Path, kept: SnapshotAssertion) -> None:
    entries = '<w:listEntry w:val="one"/><w:listEntry w:val="two"/>'
    forms = (
        ("<w:checkBox/>", "FORMCHECKBOX"),
        ("<w:checkBox><w:checked/></w:checkBox>", "FORMCHECKBOX"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "FORMCHECKBOX"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "FORMCHECKBOX"),
        (f"<w:ddList>{entries}</w:ddList>", "FORMDROPDOWN"),
        (f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>', "FORMDROPDOWN"),
        (f'<w:ddList><w:result w:val="2"/>{entries}</w:ddList>', "FORMDROPDOWN"),
        (f'<w:ddList><w:result w:val="-1"/>{entries}</w:ddList>', "FORMDROPDOWN"),
        (f'<w:ddList><w:result w:val="x"/>{entries}</w:ddList>', "FORMDROPDOWN"),
        ("<w:textInput/>", "FORMTEXT"),
    )
    assert _told(tmp_path, "forms", "".join(para(f"{at} ", _form(*form)) for at, form in enumerate(forms))) == kept


def test_fields_that_are_told_of(tmp_path: Path, kept: SnapshotAssertion) -> None:
    codes = (
        "AUTHOR",
        "filename \\p",
        "INFO Author",
        'DOCPROPERTY "LastAuthor"',
        "DOCPROPERTY Board",
        "DOCPROPERTY \\* Upper",
        'DOCPROPERTY "last saved by"',
        "INFO",
        "USERNAME",
        "TEMPLATE",
        "DATE",
        "time",
        "SAVEDATE",
        "INDEX \\e",
        "TOA \\c 1",
    )
    body = "".join(para(f"{code}: ", complex_field(code, "shown")) for code in codes)
    body += para("empty: ", complex_field("AUTHOR", run(" ")), complex_field("DATE", run(" ")), _locked("DATE", "then"))
    body += para("starts ", field_run("begin"), instruction(" AUTHOR "), field_run("separate"), "here")
    body += para("and ends", field_run("end"), " there")
    body += para("index ", field_run("begin"), instruction(" INDEX "), field_run("separate"), "of")
    body += para("words, 3", field_run("end"))
    assert _told(tmp_path, "told", body) == kept


def _numbered(mark: int, name: str, words: str, depth: int, of: int = 1) -> str:
    return (
        item(words, of, depth)
        .replace("<w:r>", f'<w:bookmarkStart w:id="{mark}" w:name="{name}"/><w:r>', 1)
        .replace("</w:p>", f'<w:bookmarkEnd w:id="{mark}"/></w:p>')
    )


_NUMBERED = (
    _numbered(1, "first", "First words", 0)
    + _numbered(2, "sub", "Sub words", 1)
    + _numbered(3, "part", "Part words", 2)
    + _numbered(4, "bullet", "Bullet words", 0, 2)
    + _numbered(5, "legal", "Legal", 0, 3)
    + _numbered(6, "second", "Legal too", 1, 3)
    + _numbered(7, "letter", "Letter", 2, 3)
    + para(bookmark(8, "plain", "plain ", run("bold", "<w:b/>"), " words"))
    + para(bookmark(9, "empty"), "words after")
    + para(bookmark(10, "__RefNumPara__1"), "LibreOffice words")
)


def test_references(tmp_path: Path, kept: SnapshotAssertion) -> None:
    codes = (
        "REF first",
        "REF first \\n",
        "REF first \\w",
        "REF first \\r",
        "REF first \\n \\t",
        "REF first \\p",
        "REF first \\n \\p",
        "REF sub \\n",
        "REF sub \\w",
        "REF sub \\r",
        "REF sub \\w \\t",
        "REF part \\n",
        "REF part \\w",
        "REF part \\w \\t",
        "REF bullet \\n",
        "REF second \\w",
        "REF letter \\w",
        "REF letter \\r",
        "REF letter \\n",
        "REF plain",
        "REF plain \\n",
        "REF plain \\p",
        "REF PLAIN \\* Upper",
        "REF plain \\* FirstCap",
        "REF plain \\* Caps",
        "REF plain \\* Lower",
        "REF plain \\* MERGEFORMAT",
        "REF plain \\* CHARFORMAT",
        "REF empty",
        "REF __RefNumPara__1",
        "REF below \\p",
        "REF below",
        "REF gone",
        "REF gone \\n",
        "REF",
        "REF plain extra",
        "plain",
        "gone",
        "REF self",
        "NOTEREF noted",
        "NOTEREF noted \\p",
        "NOTEREF plain",
        "NOTEREF gone",
        "REF noted",
    )
    asked = "".join(para(f"{code}: ", complex_field(code, run("old", "<w:i/>"), " words")) for code in codes)
    kept_words = (
        para(
            complex_field("REF plain", "PLAIN Bold words"),
            " ",
            complex_field("REF plain \\* Upper", "plain bold words"),
        )
        + para(complex_field("REF sub \\w", "1(a)"), " ", complex_field("REF sub \\w", "1.(a)"))
        + para(complex_field("REF bullet \\n", "0"), complex_field("REF gone", "Error! Not found."))
        + para(bookmark(12, "self", complex_field("REF self", "self")), _locked("REF plain", "locked"))
        + para(complex_field("REF plain \\* MERGEFORMAT", run("two ", "<w:b/>"), run("looks", "<w:i/>")))
        + para(bookmark(13, "noted", "word", footnote_mark(1)), bookmark(14, "below", "the words below"))
        + item("beside ", 3, 2).replace("</w:p>", complex_field("REF letter \\r", "x") + "</w:p>")
        + item("beside ", 3, 1).replace("</w:p>", complex_field("REF letter \\r", "x") + "</w:p>")
    )
    notes = separators() + footnote(
        1,
        para(
            "Note ", complex_field("REF plain", "x"), complex_field("REF below \\p", "y"), properties="<w:keepLines/>"
        ),
    )
    footer = para(complex_field("REF plain", "x"), complex_field("REF plain \\p", "y"), complex_field("PAGE", "1"))
    parts = WordParts(
        _NUMBERED + asked + kept_words,
        "references",
        parts={"numbering": _NUMBERS, "footnotes": notes, "footer1": footer},
        last=section('<w:footerReference w:type="default" r:id="rel_footer1"/>'),
    )
    assert told_reading(tmp_path / "references.docx", parts) == kept


def test_references_in_another_language(tmp_path: Path, kept: SnapshotAssertion) -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hAnsi="Arial"/><w:sz w:val="22"/>'
        '<w:lang w:val="cy-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    body = para(bookmark(1, "plain", "words")) + para("See ", complex_field("REF plain \\p", "uchod"))
    given = WordParts(body, "Welsh", defaults=defaults)
    path = tmp_path / "welsh.docx"
    assert told_reading(path, given) == kept


def test_style_references(tmp_path: Path, kept: SnapshotAssertion) -> None:
    def asked(code: str) -> str:
        return para(f"{code}: ", complex_field(code, "old"))

    codes = (
        "STYLEREF 1",
        'STYLEREF "Heading 1"',
        'STYLEREF "heading 2"',
        'STYLEREF "Lost"',
        "STYLEREF 1 \\n",
        "STYLEREF",
    )
    styles = style("Numbered", "Numbered", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
    numbered = ("STYLEREF Numbered \\n", "STYLEREF Numbered \\s", "STYLEREF Numbered \\w", "STYLEREF Numbered \\n \\t")
    body = (
        "".join(map(asked, codes))
        + heading(1, "First")
        + heading(1, "")
        + "".join(map(asked, codes))
        + heading(2, "Under it")
        + heading(1, "Second")
        + "".join(map(asked, codes[:3]))
        + para("Numbered words", style="Numbered")
        + "".join(map(asked, numbered))
        + para("Noted", footnote_mark(1), style="Numbered")
    )
    notes = separators() + footnote(1, para(complex_field("STYLEREF Numbered", "x"), properties="<w:keepLines/>"))
    header = para(complex_field("STYLEREF 1", "x"), complex_field("STYLEREF Lost", "y"))
    parts = WordParts(
        body,
        "style references",
        styles=BASIC_STYLES + styles,
        parts={"numbering": _NUMBERS, "footnotes": notes, "header1": header},
        last=section('<w:headerReference w:type="default" r:id="rel_header1"/>'),
    )
    assert told_reading(tmp_path / "styles.docx", parts) == kept


def test_sequences(tmp_path: Path, kept: SnapshotAssertion) -> None:
    codes = (
        "SEQ Table",
        "SEQ table \\* ROMAN",
        "SEQ Table \\c",
        "SEQ Table \\n",
        "SEQ Table \\r 7",
        "SEQ Table \\h",
        "SEQ Table \\h \\* ARABIC",
        "SEQ Table",
        "SEQ Table \\r 0",
        "SEQ Figure",
        "SEQ Figure \\s 1",
        "SEQ Table here",
        "SEQ",
        "SEQ Table \\* ALPHABETIC",
        "SEQ Table \\# 00",
        "SEQ Table \\* Ordinal",
        "SEQ Table \\* CardText \\* FirstCap",
    )
    counted = "".join(para(f"{code}: ", complex_field(code, "9")) for code in codes)
    body = (
        counted
        + heading(1, "New chapter")
        + para(complex_field("SEQ Figure \\s 1", "9"), complex_field("SEQ Figure \\s 1", "9"))
        + heading(2, "Not a new chapter")
        + para(complex_field("SEQ Figure \\s 1", "9"), complex_field("SEQ Figure \\s 2", "9"))
        + heading(2, "A new section")
        + para(complex_field("SEQ Figure \\s 2", "9"), complex_field("SEQ Figure \\s x", "9"))
        + para(
            bookmark(1, "caption", "Table ", complex_field("SEQ Table", "1")), complex_field("REF caption", "Table 1")
        )
    )
    assert _told(tmp_path, "sequences", body) == kept


def _entry(words: str, page: str, target: str = "") -> str:
    inside = run(words) + _TAB + (complex_field(f"PAGEREF {target} \\h", page) if target else run(page))
    return f'<w:hyperlink w:anchor="{target}">{inside}</w:hyperlink>' if target else inside


def _contents(code: str, *entries: str) -> str:
    begin = field_run("begin") + instruction(f" {code} ") + field_run("separate")
    first, *rest = entries
    return para(begin, first) + "".join(map(para, rest)) + para(field_run("end"))


_HEADINGS = (
    heading(1, bookmark(1, "_Toc1", "Purpose of this paper"))
    + para("Words.")
    + heading(2, "Crime, and what is done")
    + heading(2, "Crime, and what is done")
    + heading(3, "Deep")
    + para("Styled", style="Own")
    + para("Outlined", properties='<w:outlineLvl w:val="1"/>')
    + para("Table ", complex_field("SEQ Table", "1"), ": Offences by quarter")
)
_OWN = BASIC_STYLES + style("Own", "Own", "")


def test_contents(tmp_path: Path, kept: SnapshotAssertion) -> None:
    lists = (
        _contents(
            'TOC \\o "1-2" \\h',
            _entry("Purpose", "1", "_Toc1"),
            _entry("Crime (and what is done)", "2"),
            _entry("Gone", "3"),
            _entry("Lost", "4", "_TocLost"),
        ),
        _contents(
            'TOC \\o "2-3" \\u', _entry("Crime, and what is done", "2"), _entry("Deep", "x9"), _entry("Outlined", "xiv")
        ),
        _contents('TOC \\t "Own,1"', _entry("Styled", "A-12"), run("No page at all")),
        _contents("TOC \\u", _entry("Outlined", "2")),
        _contents("TOC", _entry("Purpose of this paper", "1"), _entry("Deep", "2")),
        _contents('TOC \\c "Table"', _entry("Table 1: Offences by quarter", "2")),
        _contents('TOC \\a "table"', _entry("Offences by quarter", "2"), _entry("Others", "3")),
        _contents("TOC \\f \\o", _entry("Marked", "2"), _entry("Deep", "3")),
        _contents('TOC \\b part \\o "1-1"', _entry("Deep", "3")),
        _contents('TOC \\o "1-1"', run("https://example.org 2")),
        _contents(
            'TOC \\o "1-9"',
            run("Purpose of this paper ") + complex_field("PAGEREF _Toc1", "2") + run(" "),
            run("Deep ") + complex_field("PAGE", "3"),
            run("Styled ") + complex_field("PAGEREF _Toc1", "3") + run("!"),
        ),
    )
    body = "".join(lists) + _HEADINGS
    assert told_reading(tmp_path / "contents.docx", WordParts(body, "contents", styles=_OWN)) == kept


def test_contents_of_many_differences(tmp_path: Path, kept: SnapshotAssertion) -> None:
    long = " ".join(f"word{at}" for at in range(1, 14))
    headings = "".join(heading(1, f"Heading {at}") for at in range(7)) + heading(1, long) + heading(1, long[:-7])
    entries = [_entry(f"Heading {at}", str(at)) for at in (0, 2)] + [_entry(f"{long} more", "9")]
    body = _contents('TOC \\o "1-1"', *entries) + headings
    assert _told(tmp_path, "many", body) == kept
