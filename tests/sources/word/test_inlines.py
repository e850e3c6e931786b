"""Fields, links, controls and bookmarks in a line of text."""

from pathlib import Path

import pytest

from boardpaper.model.document import Bookmark, Field, Inline, Link, Paragraph, Run
from tests.support.word_files import lines, paragraph, read, read_paragraph, run, text


def character(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def code(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'


def complex_field(instruction: str, result: str) -> str:
    return character("begin") + code(instruction) + character("separate") + result + character("end")


def simple_field(instruction: str, result: str = "") -> str:
    return f'<w:fldSimple w:instr="{instruction}">{result}</w:fldSimple>'


def bookmark(name: str, inside: str = "") -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="1"/>'


def inlines(path: Path, *written: str, **rest: object) -> tuple[Inline, ...]:
    return read_paragraph(path, paragraph(*written), **rest).inlines


def linked(inline: Inline) -> tuple[str, Link | None]:
    assert isinstance(inline, Run | Field)
    return (inline.text if isinstance(inline, Run) else inline.result), inline.link


@pytest.mark.parametrize("make", [complex_field, simple_field])
def test_page_numbers_stay_fields(tmp_path: Path, make: object) -> None:
    assert callable(make)
    found = inlines(tmp_path, run("Page "), make(" PAGE  \\* MERGEFORMAT ", run("7", "<w:b/>")), run(" of"))
    assert [type(inline) for inline in found] == [Run, Field, Run]
    (_, field, _) = found
    assert isinstance(field, Field)
    assert (field.name, field.result, field.format.bold) == ("PAGE", "7", True)


def test_other_fields_show_what_word_last_showed(tmp_path: Path) -> None:
    found = inlines(tmp_path, complex_field('SAVEDATE \\@ "d MMMM yyyy"', run("4 May 2022")), run(" and on"))
    assert text(found) == "4 May 2022 and on"
    assert all(isinstance(inline, Run) for inline in found)


def test_nested_fields_and_results_inside_codes(tmp_path: Path) -> None:
    inner = complex_field("MERGEFIELD sex", run("f"))
    outer = character("begin") + code("IF ") + inner + code(' = "f" "her" "his"') + character("separate")
    assert text(inlines(tmp_path, run("In "), outer + run("her") + character("end"), run(" view."))) == "In her view."


def test_a_page_number_of_a_bookmark_inside_a_link(tmp_path: Path) -> None:
    entry = run("Purpose") + "<w:r><w:tab/></w:r>" + complex_field("PAGEREF _Toc1 \\h", run("2"))
    mark, *found = inlines(tmp_path, bookmark("_Toc1"), complex_field('HYPERLINK \\l "_Toc1"', entry))
    assert mark == Bookmark("_Toc1")
    assert isinstance(found[-1], Field)
    assert (found[-1].name, found[-1].result, found[-1].link) == ("PAGEREF", "2", Link(bookmark="_Toc1"))
    assert linked(found[0]) == ("Purpose", Link(bookmark="_Toc1"))


@pytest.mark.parametrize("number", ["- 2 -", "iv", "Twenty-one", "3rd", "One hundred two", "2-1", "二十", "⑤"])
def test_a_page_number_in_any_format_is_worked_out_anew(tmp_path: Path, number: str) -> None:
    (alone,) = inlines(tmp_path, bookmark("_Toc1"), complex_field("PAGEREF _Toc1 \\h", run(number)))[1:]
    assert isinstance(alone, Field)
    assert alone.result == number


@pytest.mark.parametrize("number", ["- 2 -", "iv", "2-1"])
def test_words_before_a_page_number_stay(tmp_path: Path, number: str) -> None:
    kept, found = inlines(tmp_path, bookmark("_Toc1"), complex_field("PAGEREF _Toc1 \\h", run(f"Purpose {number}")))[1:]
    assert text([kept]) == "Purpose "
    assert isinstance(found, Field)
    assert found.result == number


def test_fields_run_over_paragraphs(tmp_path: Path) -> None:
    body = paragraph(character("begin"), code('TOC \\o "1-3"'), character("separate"), run("One"))
    body += paragraph(run("Two")) + paragraph(character("end")) + paragraph(run("Body"))
    document, findings = read(tmp_path, body)
    assert [finding.rule for finding in findings] == ["contents-outdated"]
    assert lines(document) == ["One", "Two", "", "Body"]


def test_a_heading_of_two_lines_is_one_in_its_contents_list(tmp_path: Path) -> None:
    entry = complex_field("PAGEREF _Toc1 \\h", run("1"))
    contents = complex_field('TOC \\o "1-1"', run("Crime in Towns") + "<w:r><w:tab/></w:r>" + entry)
    heading = paragraph(
        bookmark("_Toc1"),
        run("Crime"),
        "<w:r><w:br/></w:r>",
        run("in Towns"),
        properties='<w:pStyle w:val="Heading1"/>',
    )
    _, findings = read(tmp_path, paragraph(contents) + heading)
    assert findings == ()


@pytest.mark.parametrize(
    ("instruction", "link"),
    [
        ('HYPERLINK "https://example.org/a"', Link(address="https://example.org/a")),
        ('HYPERLINK "https://example.org/a" \\l "part" \\o "tip"', Link(address="https://example.org/a#part")),
        ("HYPERLINK https://example.org", Link(address="https://example.org")),
        ("HYPERLINK \\l here", Link(bookmark="here")),
        ("REF _Ref1 \\h", Link(bookmark="_Ref1")),
        ("REF _Ref1", None),
        ("HYPERLINK", None),
    ],
)
def test_fields_that_link(tmp_path: Path, instruction: str, link: Link | None) -> None:
    instruction = instruction.replace('"', "&quot;")
    _, there, *found = inlines(
        tmp_path, bookmark("_Ref1", run("there")), "<w:r><w:tab/></w:r>", complex_field(instruction, run("there"))
    )
    assert linked(there) == ("there", None)
    assert [linked(inline) for inline in found[1:]] == [("there", link)]


@pytest.mark.parametrize(
    ("attributes", "link"),
    [
        ('r:id="out"', Link(address="https://example.org/?a=1&b=2")),
        ('r:id="out" w:anchor="top"', Link(address="https://example.org/?a=1&b=2#top")),
        ('w:anchor="here"', Link(bookmark="here")),
        ("", None),
    ],
)
def test_hyperlinks(tmp_path: Path, attributes: str, link: Link | None) -> None:
    found = inlines(
        tmp_path,
        run("See "),
        f"<w:hyperlink {attributes}>{run('the ')}{run('page', '<w:b/>')}</w:hyperlink>",
        run("."),
        links={"out": "https://example.org/?a=1&amp;b=2"},
    )
    assert [linked(inline) for inline in found] == [("See ", None), ("the ", link), ("page", link), (".", None)]


@pytest.mark.parametrize(
    ("properties", "control"),
    [
        ('<w:tag w:val="homicide.value"/>', "homicide.value"),
        ('<w:dataBinding w:xpath="/b:values[1]/b:homicide.value[1]"/>', "homicide.value"),
        ('<w:tag w:val=""/>', ""),
        ("", ""),
    ],
)
def test_controls_name_their_runs(tmp_path: Path, properties: str, control: str) -> None:
    held = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run('53')}</w:sdtContent></w:sdt>"
    found = inlines(tmp_path, run("There were "), held, run(" of them."))
    assert [(inline.text, inline.control) for inline in found if isinstance(inline, Run)] == [
        ("There were ", ""),
        ("53", control),
        (" of them.", ""),
    ]


def test_controls_side_by_side_and_inside_one_another_stay_apart(tmp_path: Path) -> None:
    def held(tag: str, content: str) -> str:
        return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'

    nested = held("outer", run("a ") + held("inner", run("b")) + run(" c"))
    found = inlines(tmp_path, held("same", run("5")), held("same", run("3")), nested)
    assert [(inline.text, inline.control) for inline in found if isinstance(inline, Run)] == [
        ("5", "same"),
        ("3", "same"),
        ("a ", "outer"),
        ("b", "inner"),
        (" c", "outer"),
    ]


def test_runs_that_word_split_are_one_again(tmp_path: Path) -> None:
    found = inlines(
        tmp_path, run("{{homi"), "<w:proofErr w:type='spellStart'/>", run("cide."), run("value}}"), run("!", "<w:b/>")
    )
    assert [inline.text for inline in found if isinstance(inline, Run)] == ["{{homicide.value}}", "!"]


def test_white_space_counts_only_where_it_is_preserved(tmp_path: Path) -> None:
    trimmed = "<w:r><w:t>  two\nlines </w:t></w:r>"
    assert text(inlines(tmp_path, run("a "), trimmed, run(" b"))) == "a two lines b"


def test_bookmarks_between_paragraphs_wait_for_the_next(tmp_path: Path) -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="{}"/><w:bookmarkEnd w:id="1"/>'
    document, _ = read(
        tmp_path, mark.format("before") + paragraph(mark.format("inside"), run("x"), mark.format("_GoBack"))
    )
    (block,) = document.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert [inline.name for inline in block.inlines if isinstance(inline, Bookmark)] == ["before", "inside"]


@pytest.mark.parametrize(
    ("data", "instruction", "shown"),
    [
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "FORMCHECKBOX", "☒"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "FORMCHECKBOX", "☐"),
        (
            "<w:ddList><w:result w:val='1'/><w:listEntry w:val='No'/><w:listEntry w:val='Yes'/></w:ddList>",
            "FORMDROPDOWN",
            "Yes",
        ),
    ],
)
def test_forms_show_their_state(tmp_path: Path, data: str, instruction: str, shown: str) -> None:
    form = character("begin", f"<w:ffData>{data}</w:ffData>") + code(instruction) + character("end")
    assert text(inlines(tmp_path, form)) == shown


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("SYMBOL 183 \\f Symbol", "•"),
        ("SYMBOL 0x263A", "☺"),
        ("MACROBUTTON NoMacro Click here", "Click here"),
        ('XE "index entry"', ""),
    ],
)
def test_fields_without_a_result_that_say_what_they_show(tmp_path: Path, instruction: str, shown: str) -> None:
    written = character("begin") + code(instruction.replace('"', "&quot;")) + character("end")
    assert text(inlines(tmp_path, run("a"), written, run("b"))) == f"a{shown}b"
