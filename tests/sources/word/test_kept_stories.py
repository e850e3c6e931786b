"""Paragraphs, notes, headers and sections, and what runs on from one into the next. What is kept was reviewed."""

from collections.abc import Mapping
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.corpus.raw import (
    BASIC_STYLES,
    LANDSCAPE,
    Link,
    WordParts,
    abstract,
    bookmark,
    complex_field,
    control,
    field_run,
    footnote,
    footnote_mark,
    heading,
    instruction,
    item,
    level,
    num,
    para,
    picture,
    png,
    row,
    run,
    section,
    separators,
    table,
    tag,
)
from tests.support.told_document import told_reading

_NUMBERS = abstract(0, level(0, "decimal", "%1."), level(1, "klingon", "%2)")) + num(1, 0)
_DELETED = '<w:rPr><w:del w:id="9" w:author="A"/></w:rPr>'
_HIDDEN = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
_GEOMETRY = '<w:pgSz w:w="{}" w:h="{}"/><w:pgMar {}/>'


def _told(path: Path, name: str, body: str, parts: Mapping[str, str] = {}, **given: str) -> str:
    words = WordParts(
        body,
        name,
        parts={"numbering": _NUMBERS, **(parts or {})},
        links={"rIdImage": Link("image", "media/image1.png", inside=True)},
        media={"media/image1.png": png()},
        **given,  # type: ignore[arg-type]
    )
    return told_reading(path / f"{name}.docx", words)


def _raw(content: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{content}</w:r>"


def test_what_stands_in_a_run(tmp_path: Path, kept: SnapshotAssertion) -> None:
    symbol = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    runs = (
        "<w:t> bare </w:t>",
        "<w:t xml:space=\"preserve\"> kept </w:t>",
        "<w:t>two\nlines\tand\ra tab</w:t>",
        "<w:t>before<w:x/>after</w:t>",
        "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:cr/><w:br w:type=\"page\"/><w:br w:type=\"column\"/>"
        "<w:br w:type=\"textWrapping\"/>",
        "<w:t>non</w:t><w:noBreakHyphen/><w:t>break</w:t><w:softHyphen/><w:t>ing</w:t>",
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Arial" w:char="0041"/><w:sym w:char="zz"/>'
        '<w:sym w:char="F0B7"/><w:sym w:font="Symbol" w:char="FFFFFFFFFFFF"/><w:sym w:font="Symbol" w:char="110000"/>',
        "<w:t>a\uf0b7b</w:t>",
        "<w:delText>deleted</w:delText><w:footnoteRef/><w:lastRenderedPageBreak/><w:annotationRef/>",
        "<w:unheardOf/>",
        "<w:dayShort/>",
        "<m:oMath/>",
    )  # fmt: skip
    body = "".join(para(_raw(each)) for each in runs)
    body += para(_raw("<w:t>abc \uf0b7</w:t>", symbol), _raw("<w:t>plain</w:t>"), _raw("<w:t>\u2022</w:t>", symbol))
    body += para(*(f'<w:r><w:ptab {each}/></w:r>' for each in (
        'w:alignment="left"', 'w:alignment="center" w:leader="dot"', 'w:alignment="right" w:relativeTo="indent"',
        'w:alignment="right" w:relativeTo="margin" w:leader="none"', "",
    )), properties='<w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs><w:ind w:right="400"/>')  # fmt: skip
    body += para('<w:proofErr/><w:smartTag><w:r><w:t>smart</w:t></w:r></w:smartTag>',
                 "<w:bdo><w:r><w:t>turned</w:t></w:r></w:bdo>",
                 '<w:subDoc r:id="x"/>', "<m:oMathPara/>", "<w:unheardOf/>", "<a:other/>")  # fmt: skip
    body = body.replace("<w:r>", '<w:r xml:space="default">', 1)
    assert _told(tmp_path, "runs", body) == kept


def test_spaces_kept_from_above(tmp_path: Path, kept: SnapshotAssertion) -> None:
    body = (
        '<w:p xml:space="preserve"><w:r><w:t> kept </w:t></w:r><w:r xml:space="default"><w:t> bare </w:t></w:r></w:p>'
    )
    assert _told(tmp_path, "spaces", body) == kept


def test_hidden_words(tmp_path: Path, kept: SnapshotAssertion) -> None:
    hidden = "<w:vanish/>"
    body = (
        para("shown", run("hidden words", hidden), run(" ", hidden), _raw("<w:tab/><w:br/>", hidden))
        + para(picture("rIdImage", "hidden", 10, 10).replace("<w:r>", f"<w:r><w:rPr>{hidden}</w:rPr>"))
        + para(footnote_mark(1).replace("<w:rPr>", f"<w:rPr>{hidden}"), "after")
        + para("still ", complex_field("REF x", run("hidden result", hidden)))
        + para("<w:r><w:rPr><w:vanish/></w:rPr><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:r>")
    )
    parts = {"footnotes": separators() + footnote(1, "Never shown.")}
    assert _told(tmp_path, "hidden", body, parts) == kept


def test_controls(tmp_path: Path, kept: SnapshotAssertion) -> None:
    bound = '<w:dataBinding w:xpath="/ns0:root[1]/ns0:value[2]"/>'
    body = (
        para(control(tag("kpi"), run("53") + run(" cases", "<w:b/>")), " and ", control(bound, run("54")), " after")
        + para(control("", run("plain")), control(tag("outer"), run("a") + control(tag("inner"), run("b")) + run("c")))
        + para(control(tag("outer"), control("", run("same"))), control('<w:dataBinding w:xpath=""/>', run("none")))
        + para(control(tag("p") + "<w:showingPlcHdr/>", run("Click here")))
        + para(control(tag("q") + '<w:showingPlcHdr w:val="0"/>', run("filled")))
        + para("<w:sdt><w:sdtPr/></w:sdt>", "<w:sdt><w:sdtContent><w:r><w:t>bare</w:t></w:r></w:sdtContent></w:sdt>")
        + control("<w:showingPlcHdr/>", para("a whole paragraph"))
        + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr></w:sdt>"
    )
    assert _told(tmp_path, "controls", body) == kept


def test_what_runs_on(tmp_path: Path, kept: SnapshotAssertion) -> None:
    moved = '<w:rPr><w:moveFrom w:id="8" w:author="A"/></w:rPr>'
    body = (
        para("deleted end ", properties=_DELETED)
        + para("goes on")
        + para("moved end ", properties=moved)
        + table(row("after it"), columns=1)
        + heading(1, "Run-in heading. ", properties=_HIDDEN)
        + para("Text on the same line.", properties='<w:spacing w:before="400"/>')
        + heading(2, "Alone", properties=_HIDDEN)
        + para(bookmark(1, "nothing"))
        + item("Numbered ", 1, properties=_HIDDEN)
        + para("by the one before", properties='<w:tabs><w:tab w:val="left" w:pos="99"/></w:tabs>')
        + item("First ", 1, properties=_HIDDEN)
        + item("then second", 1)
        + para(run(" "), properties=_HIDDEN)
        + para("after a blank one")
        + heading(3, "Before a table", properties=_HIDDEN)
        + table(row("cell"), columns=1)
        + para(run("D", '<w:sz w:val="96"/>'), properties='<w:framePr w:dropCap="drop"/>')
        + para("ropped capital")
        + '<w:bookmarkStart w:id="5" w:name="between"/>'
        + para("after a bookmark")
        + '<w:bookmarkEnd w:id="5"/><w:bookmarkStart w:id="6" w:name="_GoBack"/><w:bookmarkStart w:id="7"/>'
        + para("last, deleted end", bookmark(8, "late"), properties=_DELETED)
    )
    assert _told(tmp_path, "on", body) == kept


def test_odd_blocks(tmp_path: Path, kept: SnapshotAssertion) -> None:
    alternative = "<mc:AlternateContent>{}</mc:AlternateContent>"
    later = '<mc:Choice xmlns:zz="urn:zz" Requires="zz"><w:p><w:r><w:t>later</w:t></w:r></w:p></mc:Choice>'
    body = (
        _raw("<w:t>stray run</w:t>")
        + '<w:hyperlink w:anchor="x"><w:r><w:t>stray link</w:t></w:r></w:hyperlink>'
        + '<w:fldSimple w:instr="PAGE"><w:r><w:t>4</w:t></w:r></w:fldSimple>'
        + '<w:altChunk r:id="x"/><m:oMathPara/><m:oMath/>'
        + alternative.format(later)
        + alternative.format(later + f"<mc:Fallback>{para('older')}</mc:Fallback>")
        + alternative.format(f'<mc:Choice Requires="w14 wps">{para("both")}</mc:Choice><mc:Fallback/>')
        + alternative.format('<mc:Choice xmlns:zz="urn:zz" Requires="zz"/>')
        + para(alternative.format(later), alternative.format("<mc:Choice Requires=\"w14\"/>"))
        + "<w:customXml>" + para("in custom XML") + "</w:customXml>"
        + '<w:ins w:id="1">' + para("inserted") + "</w:ins>" + '<w:del w:id="2">' + para("gone") + "</w:del>"
        + para("outer", _raw("<w:p><w:r><w:t>inner</w:t></w:r></w:p>"), table(row("inside"), columns=1), "end")
        + para("kept ", '<w:ins w:id="3"><w:r><w:t>new</w:t></w:r></w:ins>',
               '<w:del w:id="4"><w:r><w:delText>old</w:delText></w:r></w:del>')
    )  # fmt: skip
    assert _told(tmp_path, "odd", body) == kept


def test_phonetic_guides(tmp_path: Path, kept: SnapshotAssertion) -> None:
    def ruby(guide: str, base: str) -> str:
        inner = f"<w:rt>{guide}</w:rt><w:rubyBase>{base}</w:rubyBase>"
        return f"<w:r><w:ruby><w:rubyPr/>{inner}</w:ruby></w:r>"

    body = para("a ", ruby(run("guide", '<w:sz w:val="10"/><w:position w:val="5"/>'), run("base", "<w:b/>")), " z")
    body += para(ruby("", run("no guide"))) + para(ruby(run("no base"), ""))
    assert _told(tmp_path, "ruby", body) == kept


def test_unmatched_fields(tmp_path: Path, kept: SnapshotAssertion) -> None:
    body = (
        para("begun ", field_run("begin"), instruction(" DATE "), "shown all the same")
        + para("separate ", field_run("separate"), "end ", field_run("end"), "after")
        + para(f'<w:del w:id="1">{field_run("begin")}</w:del>', "in a deletion ", field_run("end"))
        + para("nested ", field_run("begin"), instruction(" IF "), field_run("begin"), instruction(" X "),
               field_run("end"), field_run("separate"), "yes", field_run("end"))
        + para(field_run("begin"), instruction(" QUOTE "), field_run("separate"), "open")
        + para("to the end")
    )  # fmt: skip
    assert _told(tmp_path, "unmatched", body) == kept


def test_unknown_formats(tmp_path: Path, kept: SnapshotAssertion) -> None:
    body = item("one", 1) + item("two", 1, 1) + item("three", 1, 1)
    numbers = '<w:pgNumType w:fmt="{}" w:start="4"/>'
    body += para("section", properties=section(after=numbers.format("klingon")))
    last = section(after=numbers.format("klingon"))
    assert _told(tmp_path, "formats", body, last=last) == kept


def test_changes_and_comments(tmp_path: Path, kept: SnapshotAssertion) -> None:
    comment = '<w:comment w:id="{}" w:author="A"><w:p/></w:comment>'
    body = (
        para("nothing here")
        + para("words ", '<w:commentRangeStart w:id="1"/>', "more", '<w:commentRangeEnd w:id="1"/>')
        + para("first ", '<w:commentRangeStart w:id="2"/><w:r><w:commentReference w:id="2"/></w:r>')
        + para('<w:commentRangeStart w:id="3"/>', "no such comment")
        + para("changed", properties='<w:pPrChange w:id="1"><w:pPr/></w:pPrChange>')
        + para('<mc:AlternateContent><mc:Choice Requires="w14">'
               '<w:ins w:id="2"><w:r><w:t>one</w:t></w:r></w:ins></mc:Choice>'
               '<mc:Fallback><w:ins w:id="2"><w:r><w:t>one</w:t></w:r></w:ins></mc:Fallback></mc:AlternateContent>')
        + table(row(f'<w:tc><w:tcPr><w:cellIns w:id="5"/></w:tcPr>{para("in")}</w:tc>'), columns=1)
    )  # fmt: skip
    parts = {"comments": comment.format(1) + comment.format(2)}
    assert _told(tmp_path, "changes", body, parts) == kept


def test_changes_around_paragraphs(tmp_path: Path, kept: SnapshotAssertion) -> None:
    body = para("before") + f'<w:ins w:id="1">{para("in a change")}</w:ins>'
    header = para("x", '<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del>')
    last = section('<w:headerReference r:id="rel_header1"/>')
    assert _told(tmp_path, "around", body, {"header1": header}, last=last) == kept


def _marks(*keys: int, kind: str = "footnote") -> str:
    return para(*(run(f"{key}") + footnote_mark(key, kind) for key in keys))


def test_numbers_of_notes(tmp_path: Path, kept: SnapshotAssertion) -> None:
    notes = separators() + "".join(footnote(key, f"Note {key}.") for key in range(1, 9))
    ends = separators("endnote") + "".join(footnote(key, f"End {key}.", kind="endnote") for key in (1, 2, 3))
    own = '<w:footnotePr><w:numFmt w:val="{}"/><w:numStart w:val="{}"/><w:numRestart w:val="{}"/></w:footnotePr>'
    star = '<w:r><w:footnoteReference w:customMarkFollows="{}" w:id="{}"/><w:t>{}</w:t></w:r>'
    body = (
        _marks(1, 2)
        + _marks(1, 2, kind="endnote")
        + para(star.format("1", 5, " * "), star.format("on", 6, "†"), star.format("0", 7, "plain"))
        + para("end", properties=section(own.format("upperLetter", "3", "continuous")))
        + _marks(3)
        + para("end", properties=section(own.format("klingon", "5", "eachSect")))
        + _marks(4, 8, 1)
    )
    settings = (
        '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr><w:endnotePr><w:numFmt w:val="decimal"/>'
        '<w:numStart w:val="7"/></w:endnotePr>'
    )
    parts = {"footnotes": notes, "endnotes": ends}
    assert _told(tmp_path, "notes", body, parts, settings=settings) == kept


def test_words_of_notes(tmp_path: Path, kept: SnapshotAssertion) -> None:
    number = "<w:r><w:footnoteRef/></w:r>"
    texts = (
        para(number, run("\t words")),
        para(number, "<w:r><w:tab/></w:r>", run("  "), run(" words "), style="FootnoteText"),
        para("* by hand"),
        para("other sign"),
        table(row("in a table"), columns=1) + para("after"),
        para("refers on ", footnote_mark(7)),
        para("met in a note"),
        "",
        para(picture("rIdImage", "a picture", 5, 5)),
    )
    notes = separators() + "".join(f'<w:footnote w:id="{at}">{text}</w:footnote>' for at, text in enumerate(texts, 1))
    star = '<w:r><w:footnoteReference w:customMarkFollows="true" w:id="{}"/><w:t>{}</w:t></w:r>'
    body = (
        _marks(1, 2)
        + para(star.format(3, "*"), star.format(4, "*"))
        + _marks(5, 6, 8, 9)
        + para("lost", footnote_mark(99))
        + para("lost too", footnote_mark(1, "endnote"))
    )
    assert _told(tmp_path, "words", body, {"footnotes": notes}) == kept


def test_sections(tmp_path: Path, kept: SnapshotAssertion) -> None:
    columns = (
        '<w:cols w:num="2" w:space="400" w:sep="1"/>',
        '<w:cols w:num="99" w:space="-5"/>',
        '<w:cols w:num="1" w:sep="1"/>',
        '<w:cols w:num="3" w:equalWidth="0"><w:col w:w="2000" w:space="300"/><w:col w:w="4000" w:space="10"/></w:cols>',
        '<w:cols w:equalWidth="0"><w:col w:w="2000" w:space="300"/><w:col w:w="2019" w:space="0"/></w:cols>',
        '<w:cols w:equalWidth="0"><w:col w:w="2000" w:space="300"/><w:col w:w="2021" w:space="0"/></w:cols>',
        '<w:cols w:equalWidth="0"><w:col w:w="2000" w:space="300"/><w:col w:w="2000" w:space="350"/>'
        '<w:col w:w="2000"/></w:cols>',
        '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="2000"/><w:col/></w:cols>',
    )
    numbers = (
        '<w:pgNumType w:start="0" w:fmt="lowerRoman"/>',
        '<w:pgNumType w:chapStyle="1" w:chapSep="emDash"/>',
        '<w:pgNumType w:chapStyle="9" w:chapSep="odd"/>',
        '<w:pgNumType w:chapStyle="10" w:chapSep="colon"/>',
        '<w:pgNumType w:chapStyle="0" w:chapSep="period"/>',
    )
    kinds = ("continuous", "oddPage", "evenPage", "nextColumn")
    after = [*columns, *numbers, *(f'<w:type w:val="{kind}"/>' for kind in kinds)]
    body = "".join(para(f"{at}", properties=section(after=each)) for at, each in enumerate(after))
    body += para(bookmark(1, "divides"), properties=section(size=LANDSCAPE)) + item("not counted", 1)
    body += para(properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + section()) + item(
        "counted", 1
    )
    assert _told(tmp_path, "sections", body, last="") == kept


def test_pages(tmp_path: Path, kept: SnapshotAssertion) -> None:
    margins = 'w:top="-1000" w:right="-20" w:bottom="-900" w:left="800" w:gutter="200" w:header="1" w:footer="0"'
    pages = (
        f"<w:sectPr>{_GEOMETRY.format(10000, 12000, margins)}</w:sectPr>",
        f"<w:sectPr>{_GEOMETRY.format(0, -5, '')}</w:sectPr>",
        f"<w:sectPr>{_GEOMETRY.format('x', '21cm', '')}"
        "<w:sectPrChange><w:sectPr><w:x/></w:sectPr></w:sectPrChange></w:sectPr>",
        "<w:sectPr/>",
        f"""<w:sectPr>{_GEOMETRY.format(2000, 2000, 'w:left="900" w:right="900"')}</w:sectPr>""",
    )
    tab = '<w:r><w:ptab w:alignment="right"/></w:r>'
    body = "".join(para(f"page {at}", tab, properties=page) for at, page in enumerate(pages)) + para("end", tab)
    assert _told(tmp_path, "pages", body, last="") == kept


def test_headers_and_footers(tmp_path: Path, kept: SnapshotAssertion) -> None:
    def reference(place: str, kind: str, key: str) -> str:
        given = f' w:type="{kind}"' if kind else ""
        return f'<w:{place}Reference{given} r:id="{key}"/>'

    first = reference("header", "", "rel_header1") + reference("header", "first", "rel_header2")
    second = reference("header", "even", "rel_header2") + reference("footer", "default", "rel_footer1")
    third = reference("header", "default", "rIdLost") + reference("footer", "first", "rIdLost")
    body = (
        para("one", properties=section(first))
        + para("two", properties=section(second, after="<w:titlePg/>", size=LANDSCAPE))
        + para("three", properties=section(third, after="<w:titlePg/>"))
    )
    problem = para("A header", '<w:r><w:ptab w:alignment="right"/></w:r>', "<w:unheardOf/>", style="Header")
    parts = {"header1": problem, "header2": para("Another"), "footer1": table(row("a", "b"), columns=2)}
    settings = "<w:evenAndOddHeaders/>"
    assert _told(tmp_path, "furniture", body, parts, settings=settings, last=section()) == kept


def test_what_the_file_says_of_itself(tmp_path: Path, kept: SnapshotAssertion) -> None:
    settings = '<w:themeFontLang w:val="fr-FR"/>'
    defaults = "<w:docDefaults/>"
    body = para("words") + "<w:sectPr/>"
    given = WordParts(body, "itself", settings=settings, defaults=defaults, styles=BASIC_STYLES, last="")
    assert told_reading(tmp_path / "itself.docx", given) == kept
