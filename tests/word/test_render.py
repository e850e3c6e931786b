"""A paper rendered through a template: what stands in the file, and what is said when something cannot."""

import io
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from lxml import etree
from msgspec.structs import replace

from boardpaper import api
from boardpaper.errors import InputError
from boardpaper.live.bindings import bound_key, read_values
from boardpaper.live.ledger import WorkbookRecord, is_untouched, read_ledger
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import WorkbookFile
from boardpaper.model.paper import Appendix, Paper, Part, Person
from boardpaper.model.prose import (
    Align,
    FigureReference,
    LineBreak,
    Link,
    ListKind,
    NoteReference,
    Placeholder,
    SourcedFigure,
    Table,
    Text,
)
from boardpaper.ooxml.names import W
from boardpaper.ooxml.package import Package, read_package
from boardpaper.word.render import render_paper
from tests.support.outside_tools import ConvertOffice
from tests.support.places import MAY_2022, ROOT, TEMPLATES
from tests.support.small_paper import PAPER as PAPER_YAML
from tests.support.small_paper import write_paper
from tests.support.word_papers import (
    FRONT_SHEET_FIELDS,
    PLACE,
    WHOLE,
    figure,
    front_matter,
    heading,
    listing,
    outline,
    package_of,
    paper,
    para,
    parts_of,
    root_of,
    template_of,
)

NOTE = NoteReference("n", PLACE)
LINK = Link("https://www.gov.uk/?a=1&b=2", (Text("guidance "), figure("homicide.value", "53")), PLACE)
TABLE = Table(
    header=((Text("Measure"),), (Text("Change"),)),
    rows=(((Text("Homicide"),), (figure("homicide.change", "1.9% increase"),)),),
    place=PLACE,
    align=(Align.LEFT, Align.RIGHT),
    caption="Table 1: changes",
    row_headers=True,
)


def full_paper() -> Paper:
    force = (
        heading(2, "Homicide"),
        para(
            "There were ",
            figure("homicide.value", "53"),
            " homicides & ",
            figure("homicide.change", "up", bold=True),
            ".",
            NOTE,
        ),
        para("Two things", LineBreak(), "follow:"),
        listing(ListKind.LETTER, ("first", listing(ListKind.BULLET, "dot")), "second"),
        heading(3, "Detail"),
        para("An aside.", numbered=False),
        para("See ", LINK, " and ", SourcedFigure("22", "Force Tasking, March 2022"), " officers."),
        TABLE,
    )
    steps = (para("The board is asked to note."),)
    authors = (Person("A. Writer", "Analyst"), Person("B. Writer"))
    return paper(
        parts=(
            Part("purpose", "Purpose of paper", (para("To report."),)),
            Part("force", "Force statement", force, steps, authors, new_page=True),
        ),
        appendices=(
            Appendix("A", "Scorecard", (heading(2, "Reduce homicide"), TABLE)),
            Appendix("B", "More", (para("Plain."),)),
        ),
        notes={"n": (Text("See "), Link("https://www.ons.gov.uk/", (Text("the ONS"),), PLACE), Text("."))},
    )  # fmt: skip


def rendered(given: Paper) -> bytes:
    content, findings = render_paper(given)
    assert findings == ()
    return content


def findings_of(given: Paper) -> tuple[Finding, ...]:
    content, findings = render_paper(given)
    assert content == b""
    return findings


CUT_LINK = (
    '<w:p><w:hyperlink w:anchor="end"><w:r><w:t>{% if priority %}Priority</w:t></w:r></w:hyperlink>'
    "<w:r><w:t> of the paper{% endif %}</w:t></w:r></w:p>"
)


def test_a_tag_that_ends_outside_the_link_in_which_it_begins_is_told(tmp_path: Path) -> None:
    folder = write_paper(tmp_path / "in", paper=PAPER_YAML.replace("agenda-item.docx", "own.docx"))
    template_of(folder, CUT_LINK, *WHOLE)
    with pytest.raises(api.BlockingFindings) as caught:
        api.build(folder)
    (told,) = [finding for finding in caught.value.findings if finding.blocks]
    assert (told.rule, told.where) == ("tag-cuts-layout", "own.docx")
    assert told.message == "A tag of the template begins in one paragraph, table row or link and ends outside it"
    assert "both in a link, or both outside" in told.hint
    assert not (folder / "out").exists()


def test_the_agenda_item_layout() -> None:
    assert outline(rendered(full_paper())) == [
        "Agenda Item Box | AGENDA ITEM / 5",
        "Title | Strategic Board / May 2022",
        "Front Matter | Police and Crime Plan Priority: Regular Item",
        "Front Matter | Title: Performance report & outlook",
        "Front Matter | Presented by: Head of Performance, Chief Analyst; Chair of Audit",
        "heading 1 | Purpose of paper",
        "Numbered Paragraph | To report.",
        "heading 1 | Force statement",
        "heading 2 | Homicide",
        "Numbered Paragraph | There were [homicide.value: 53] homicides & [homicide.change: up].[note 1]",
        "Numbered Paragraph | Two things / follow:",
        "Lettered Item | first",
        "Bullet Item 2 | dot",
        "Lettered Item | second",
        "heading 3 | Detail",
        "Body Paragraph | An aside.",
        "Numbered Paragraph | See guidance [homicide.value: 53] and [source:41c57efd54ccd7e1: 22] officers.",
        "caption | Table 1: changes",
        "Table Heading | Measure",
        "Table Heading | Change",
        "Table Text | Homicide",
        "Table Text | [homicide.change: 1.9% increase]",
        "heading 2 | Next steps",
        "Numbered Paragraph | The board is asked to note.",
        "Author Block | Author: A. Writer / Job title: Analyst",
        "Author Block | Author: B. Writer",
        "heading 1 | Appendix A: Scorecard",
        "heading 2 | Reduce homicide",
        "caption | Table 1: changes",
        "Table Heading | Measure",
        "Table Heading | Change",
        "Table Text | Homicide",
        "Table Text | [homicide.change: 1.9% increase]",
        "heading 1 | Appendix B: More",
        "Body Paragraph | Plain.",
    ]


def test_the_front_sheet_puts_recommendations_first() -> None:
    parts = (
        Part("background", "Background", (para("It began."),)),
        Part("recommendations", "Recommendations", (para("To agree:"), listing(ListKind.LETTER, "one", "two"))),
    )
    given = paper(template=TEMPLATES / "front-sheet.docx", parts=parts, front=front_matter(FRONT_SHEET_FIELDS))
    lines = outline(rendered(given))
    assert lines[0] == "Title | Performance report & outlook"
    assert "Table Text | Reasonable" in lines
    assert lines[-6:] == [
        "heading 1 | Recommendations",
        "Numbered Paragraph | To agree:",
        "Lettered Item | one",
        "Lettered Item | two",
        "heading 1 | Background",
        "Numbered Paragraph | It began.",
    ]


def test_every_value_that_the_front_sheet_misses_is_named() -> None:
    fields = {key: value for key, value in FRONT_SHEET_FIELDS.items() if key not in ("wards", "purpose")}
    found = findings_of(paper(para("x"), template=TEMPLATES / "front-sheet.docx", front=front_matter(fields)))
    assert [(finding.rule, finding.message) for finding in found] == [
        ("field-missing", "The template asks for fields.wards, which paper.yaml does not give"),
        ("field-missing", "The template asks for fields.purpose, which paper.yaml does not give"),
    ]
    assert found[0].where == "front-sheet.docx, table 1, row 13, column 2 (“{{ fields.wards }}”)"


def test_numbers_run_on_and_letters_restart(soffice: ConvertOffice, tmp_path: Path) -> None:
    """LibreOffice, which counts by itself, prints the labels that are meant."""
    letters = listing(ListKind.LETTER, "a1", "a2")
    nested = listing(
        ListKind.LETTER,
        ("n1", listing(ListKind.ROMAN, "r1", "r2"), "more of n1"),
        ("n2", listing(ListKind.ROMAN, "r3"), listing(ListKind.LETTER, "inner1", "inner2")),
        ("n3", listing(ListKind.DECIMAL, "d1", "d2")),
    )
    given = paper(
        parts=(
            Part("a", "One", (para("p1"), letters, para("p2"), nested, letters, para("aside", numbered=False))),
            Part(
                "b", "Two", (letters, para("p3"), letters, listing(ListKind.DECIMAL, "x", "y", start=4)), (para("p4"),)
            ),
            Part("c", "Three", (para("q1"), letters), numbered=False),
        ),
        appendices=(Appendix("A", "Last", (para("z"), letters, para("zz"), letters)),),
    )
    source = tmp_path / "paper.docx"
    source.write_bytes(rendered(given))
    lines = soffice(source, "txt:Text", tmp_path).read_text(encoding="utf-8-sig").splitlines()
    start = lines.index("One")
    assert [" ".join(line.split()) for line in lines[start:] if line.strip()] == [
        "One", "1. p1", "A. a1", "B. a2", "2. p2", "A. n1", "(i) r1", "(ii) r2", "more of n1", "B. n2", "(i) r3",
        "A. inner1", "B. inner2", "C. n3", "1) d1", "2) d2", "A. a1", "B. a2", "aside",
        "Two", "A. a1", "B. a2", "3. p3", "A. a1", "B. a2", "4) x", "5) y", "Next steps", "4. p4",
        "Three", "q1", "A. a1", "B. a2", "Appendix A: Last", "z", "A. a1", "B. a2", "zz", "A. a1", "B. a2",
    ]  # fmt: skip


def test_notes_and_their_links_stand_in_the_notes_part() -> None:
    parts = parts_of(rendered(full_paper()))
    notes = root_of(rendered(full_paper()), "word/footnotes.xml")
    assert [note.get(f"{W}id") for note in notes] == ["-1", "0", "1"]
    assert "".join(notes[2].itertext()) == " See the ONS."
    assert b"https://www.ons.gov.uk/" in parts["word/_rels/footnotes.xml.rels"]
    assert b"https://www.ons.gov.uk/" not in parts["word/_rels/document.xml.rels"]
    assert b"https://www.gov.uk/?a=1&amp;b=2" in parts["word/_rels/document.xml.rels"]


def test_the_ledger_holds_what_each_figure_came_from() -> None:
    parts = parts_of(rendered(full_paper()))
    ledger = read_ledger(package_of(parts))
    assert ledger is not None
    assert [record.reference for record in ledger.figures] == ["homicide.value", "homicide.change"]
    assert ledger.figures[0].cells[0].cell == "D14"
    assert ledger.figures[0].period == "2021/22"
    assert [(record.text, record.source) for record in ledger.sourced] == [("22", "Force Tasking, March 2022")]
    assert is_untouched(Package("paper.docx", parts)) is True
    edited = parts | {"word/document.xml": parts["word/document.xml"].replace(b"homicides", b"murders")}
    assert is_untouched(Package("paper.docx", edited)) is False


def test_a_file_saved_by_another_program_is_known_to_be_edited(soffice: ConvertOffice, tmp_path: Path) -> None:
    source = tmp_path / "paper.docx"
    source.write_bytes(rendered(full_paper()))
    (tmp_path / "saved").mkdir()
    saved = read_package(soffice(source, "docx", tmp_path / "saved"))
    assert is_untouched(saved) is False
    ledger = read_ledger(saved)
    assert ledger is not None
    assert [record.text for record in ledger.figures] == ["53", "up"]
    assert ledger.figures[0].cells[0].cell == "D14"
    values = {record.key: record.text for record in ledger.figures}
    values |= {record.key: record.text for record in ledger.sourced}
    assert read_values(saved) == values
    bindings = [
        element.get(f"{W}xpath", "")
        for element in etree.fromstring(saved.parts["word/document.xml"]).iter(f"{W}dataBinding")
    ]
    assert {bound_key(path) for path in bindings} == values.keys()


def test_a_reference_too_long_for_word_is_kept_in_the_ledger() -> None:
    reference = "positive-drug-tests-in-custody-across-all-suites.baseline.period@2021-03..2022-02"
    parts = parts_of(rendered(paper(para(figure(reference, "2020/21")))))
    ledger = read_ledger(package_of(parts))
    assert ledger is not None
    assert ledger.figures[0].reference == reference
    assert ledger.figures[0].tag.encode() in parts["word/document.xml"]
    assert reference.encode() not in parts["word/document.xml"]


def test_the_number_behind_a_figure_stays_out_of_the_file() -> None:
    given = paper(para("There were ", figure("injuries.value", "[c]", value=Decimal("7.0625")), "."))
    assert not any(b"7.0625" in content for content in parts_of(rendered(given)).values())


def test_ids_of_controls_are_unique_and_titles_are_words() -> None:
    root = root_of(rendered(full_paper()))
    ids = [element.get(f"{W}val") for element in root.iter(f"{W}id")]
    titles = {element.get(f"{W}val") for element in root.iter(f"{W}alias")}
    assert len(ids) == len(set(ids)) == 6
    assert all(0 < int(number or 0) < 2**31 for number in ids)
    assert titles == {"Homicide – value", "Homicide – change", "Source: Force Tasking, March 2022"}


def test_tables_repeat_their_header_and_are_described() -> None:
    table = next(root_of(rendered(full_paper())).iter(f"{W}tbl"))
    rows = list(table.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    description = table.find(f"{W}tblPr/{W}tblDescription")
    assert description is not None
    assert description.get(f"{W}val") == "Columns: Measure, Change"
    widths = [int(column.get(f"{W}w") or 0) for column in table.iter(f"{W}gridCol")]
    assert sum(widths) == 9638


def test_tables_never_touch_each_other_or_an_end() -> None:
    root = root_of(rendered(paper(para("x"), TABLE, TABLE)))
    table_after = [table.getnext() for table in root.iter(f"{W}tbl")]
    assert [element.tag if element is not None else None for element in table_after] == [f"{W}p", f"{W}p"]


def test_properties_name_the_board_and_the_meeting_only() -> None:
    content = rendered(full_paper())
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert properties.title == "Performance report & outlook"
    assert properties.subject == "Strategic Board, May 2022, agenda item 5"
    assert (properties.author, properties.last_modified_by) == ("Strategic Board", "Strategic Board")
    assert properties.language == "en-GB"
    assert properties.created is not None
    assert properties.created.isoformat() == "2022-05-01T00:00:00+00:00"


def test_text_is_in_the_papers_language() -> None:
    styles = root_of(rendered(paper(para("Testun"), front=front_matter(language="cy-GB"))), "word/styles.xml")
    language = next(styles.iter(f"{W}lang"))
    assert language.get(f"{W}val") == "cy-GB"


def test_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "import hashlib; from tests.word import test_render as t;"
        "print(hashlib.sha256(t.render_paper(t.full_paper())[0]).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": zone, "LC_ALL": "C"},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(digests) == 1


def test_braces_and_entities_of_authors_stay_as_they_are() -> None:
    words = "Use {_{ and {% raw %} and {# x #} and &amp; <w:p>"
    given = paper(para(words), front=front_matter(title=words))
    assert outline(rendered(given))[-1] == f"Numbered Paragraph | {words}"
    assert f"Front Matter | Title: {words}" in outline(rendered(given))


def test_a_reference_in_a_title_is_found() -> None:
    found = findings_of(paper(para("x"), front=front_matter(title="Homicide: {{homicide.value}}")))
    assert [(finding.rule, finding.message) for finding in found] == [
        ("tag-left", "“{{homicide.value}}” would be printed as it stands")
    ]


def test_a_template_may_repeat_columns(tmp_path: Path) -> None:
    cells = ("{%tc for person in presenters %}", "{{ person.name }}", "{%tc endfor %}")
    row = "".join(f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>" for words in cells)
    grid = '<w:gridCol w:w="6000"/>'
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>"
    root = root_of(rendered(paper(para("x"), template=template_of(tmp_path, table, *WHOLE))))
    assert [column.get(f"{W}w") for column in root.iter(f"{W}gridCol")] == ["3000", "3000"]


@pytest.mark.parametrize(
    ("lacking", "called"),
    [
        ("{{p part.body }}", "the text of part “Purpose of paper”"),
        ("{{p part.next_steps }}", "the next steps of part “Purpose of paper”"),
        ("{{ part.heading }}", "the heading of part “Purpose of paper”"),
        ("{{ author.name }} {{ author.job_title }}", "an author of part “Purpose of paper”: W. Riter"),
        ("{{p appendix.body }}", "the text of appendix A"),
    ],
)
def test_what_a_template_never_prints_is_found(tmp_path: Path, lacking: str, called: str) -> None:
    template = template_of(tmp_path, *(words for words in WHOLE if words != lacking))
    part = Part("purpose", "Purpose of paper", (para("Body"),), (para("Steps"),), (Person("W. Riter"),))
    found = findings_of(paper(template=template, parts=(part,), appendices=(Appendix("A", "More", (para("App"),)),)))
    assert [(finding.rule, finding.message) for finding in found] == [
        ("never-printed", f"The template never prints {called}")
    ]


def test_a_front_value_that_is_never_printed_is_found_though_its_words_stand_elsewhere(tmp_path: Path) -> None:
    template = template_of(tmp_path, WHOLE[0].replace("{{ agenda_item }}", ""), *WHOLE[1:])
    found = findings_of(paper(para("There were 5."), template=template))
    assert [finding.message for finding in found] == ["The template never prints the agenda item"]


def test_short_names_on_one_line_count_as_printed() -> None:
    people = (Person("Li", "MP"), Person("Bo"))
    lines = outline(rendered(paper(para("x"), front=front_matter(presented_by=people))))
    assert "Front Matter | Presented by: Li, MP; Bo" in lines


def test_a_body_printed_twice_is_found(tmp_path: Path) -> None:
    template = template_of(tmp_path, *WHOLE, "{{p parts_by_id.purpose.body }}")
    found = findings_of(paper(para("Once"), template=template))
    assert [finding.rule for finding in found] == ["printed-twice"]


def macros(count: int) -> str:
    """Macros of which each calls the one before it twice."""
    calls = ("", *(f"{{{{ m{number}() }}}}" * 2 for number in range(count)))
    return "".join(f"{{% macro m{number}() %}}{twice}{{% endmacro %}}" for number, twice in enumerate(calls))


@pytest.mark.parametrize(
    ("extra", "rule", "hint"),
    [
        ("{{ titel }}", "tag-unknown", "Did you mean “title”?"),
        ("{%p if agenda_itm %}", "tag-faulty", ""),
        ("{{ parts[0].boddy }}", "tag-unknown", "Did you mean “body”?"),
        ("{{ parts_by_id.purpos.heading }}", "part-missing", "Did you mean “purpose”?"),
        ("{{ title }", "tag-faulty", ""),
        ("{{ parts[0].body }}", "body-misplaced", "alone in a paragraph"),
        ("{{ title + 1 }}", "tag-faulty", ""),
        ("{{ title.__class__.__mro__ }}", "tag-faulty", ""),
        ("{% include 'other' %}", "tag-faulty", ""),
        ("{{ 'a' * 10000000000 }}", "tag-faulty", ""),
        ("{{ 10 ** 10000000000 }}", "tag-faulty", ""),
        ("{{ '%10000000000d' % 1 }}", "tag-faulty", ""),
        ("{{ '{:10000000000}'.format(1) }}", "tag-unknown", ""),
        ("{{ title.ljust(10000000000) }}", "tag-unknown", ""),
        ("{{ title|center(10000000000) }}", "tag-faulty", ""),
        ("{{ lipsum(1000000) }}", "tag-unknown", ""),
        ("{% for x in range(10000000) %}{% endfor %}", "tag-faulty", ""),
        (f"{'{% for x in range(9999) %}' * 3}{'{% endfor %}' * 3}", "tag-faulty", ""),
        (f"{'{% for x in [1, 2] %}' * 18}{'{% endfor %}' * 18}", "tag-faulty", ""),
        (f"{'{% for x in [1, 2] %}' * 40}{'{% endfor %}' * 40}", "tag-faulty", ""),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "tag-faulty", ""),
        (f"{macros(40)}{{{{ m40() }}}}", "tag-faulty", ""),
        ("{% for part in parts recursive %}{{ loop(parts) }}{% endfor %}", "tag-faulty", ""),
        (f"{{% set x = title %}}{'{% set x = x ~ x %}' * 60}{{{{ x|length }}}}", "tag-faulty", ""),
        (f"{{% set x = title %}}{'{% set x = x + x %}' * 60}{{{{ x|length }}}}", "tag-faulty", ""),
        (f"{{% set x = title %}}{'{% set x %}{{ x }}{{ x }}{% endset %}' * 60}{{{{ x|length }}}}", "tag-faulty", ""),
    ],
)
def test_a_faulty_tag_is_found(tmp_path: Path, extra: str, rule: str, hint: str) -> None:
    found = findings_of(paper(para("x"), template=template_of(tmp_path, *WHOLE, extra)))
    assert rule in [finding.rule for finding in found]
    assert any(hint in finding.hint for finding in found)
    assert all(finding.where.startswith("own.docx") for finding in found)


def test_a_loop_knows_its_turns(tmp_path: Path) -> None:
    tags = "{% for n in range(1, 4) %}{{ loop.index }}/{{ loop.length }}{{ ';' if not loop.last }}{% endfor %}"
    lines = outline(render_paper(paper(para("x"), template=template_of(tmp_path, *WHOLE, tags)))[0])
    assert lines[-1].split()[-1] == "1/3;2/3;3/3"


def test_small_sums_and_ranges_work(tmp_path: Path) -> None:
    tags = "{% for n in range(1, 4) %}{{ n * 2 }} {% if n % 2 %}odd{% endif %} {% endfor %}"
    lines = outline(render_paper(paper(para("x"), template=template_of(tmp_path, *WHOLE, tags)))[0])
    assert lines[-1].split()[-5:] == ["2", "odd", "4", "6", "odd"]


def test_a_misspelt_name_is_placed(tmp_path: Path) -> None:
    found = findings_of(paper(para("x"), template=template_of(tmp_path, *WHOLE, "Paper: {{ titel }}")))
    assert found[0].where == "own.docx, paragraph 14 (“Paper: {{ titel }}”)"


def test_a_style_that_the_template_lacks_is_found_when_it_is_needed(tmp_path: Path) -> None:
    template = template_of(tmp_path, *WHOLE, styles=("Lettered Item", "Letter Item"))
    assert render_paper(paper(para("No letters"), template=template))[1] == ()
    found = findings_of(paper(para("Letters:"), listing(ListKind.LETTER, "one"), template=template))
    assert [finding.rule for finding in found] == ["style-missing"]
    assert "“Lettered Item”" in found[0].message
    assert "“Letter Item”" in found[0].hint


def test_headings_deeper_than_the_template_are_found() -> None:
    found = findings_of(paper(heading(5, "Deep"), para("x")))
    assert [finding.message for finding in found] == [
        "The paper needs the paragraph style “Heading 5”, which the template does not have"
    ]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (FigureReference("homicide.value", PLACE), "figure-unbound"),
        (NoteReference("absent", PLACE), "note-missing"),
        (Link("javascript:alert(1)", (Text("here"),), PLACE), "link-address"),
        (Link("www.gov.uk", (Text("here"),), PLACE), "link-address"),
        (Text("bell\x07"), "character-unprintable"),
    ],
)
def test_words_that_cannot_be_written_are_found(words: Text, rule: str) -> None:
    found = findings_of(paper(para("Before ", words, " after")))
    assert [(finding.rule, finding.where) for finding in found] == [(rule, "narrative/text.md:3")]


def test_a_note_that_nothing_refers_to_is_found() -> None:
    found = findings_of(paper(para("x"), notes={"stray": (Text("Words"),)}))
    assert [finding.rule for finding in found] == ["note-unused", "words-lost"]


def test_a_note_inside_a_note_is_found() -> None:
    notes = {"n": (Text("Words"), NoteReference("m", PLACE)), "m": (Text("More"),)}
    found = findings_of(paper(para("x", NOTE, NoteReference("m", PLACE)), notes=notes))
    assert [(finding.rule, finding.where) for finding in found if finding.blocks] == [
        ("note-in-note", "narrative/text.md:3")
    ]


def test_a_placeholder_that_was_not_bound_is_found() -> None:
    found = findings_of(paper(para("x"), Placeholder("chart", "homicide", PLACE)))
    assert [finding.rule for finding in found] == ["placeholder-unbound"]


def test_something_that_is_no_word_template_stops_the_run(tmp_path: Path) -> None:
    workbook = tmp_path / "kpi.docx"
    workbook.write_bytes((MAY_2022 / "kpi.xlsx").read_bytes())
    with pytest.raises(InputError, match="not a Word document") as stopped:
        render_paper(paper(para("x"), template=workbook))
    assert stopped.value.rule == "template-not-word"


def test_the_ledger_tells_when_a_figure_was_bound_by_the_workbooks_own_date() -> None:
    modified = "2022-05-03T09:00:00Z"
    given = replace(
        paper(para(figure("homicide.value", "53", value=Decimal(53)))),
        workbooks=(WorkbookFile("kpi.xlsx", "ab" * 32, modified),),
    )
    ledger = read_ledger(package_of(parts_of(rendered(given))))
    assert ledger is not None
    assert [(record.bound, record.value) for record in ledger.figures] == [(modified, "53")]
    assert ledger.workbooks == (WorkbookRecord("kpi.xlsx", "ab" * 32, modified),)


def test_a_suppressed_figure_leaves_neither_value_nor_raw_nor_formula() -> None:
    word = figure("injuries.value", "[c]", value=Decimal("3"))
    figure_told = replace(word.figure, raws=("3",), formula="=1+2")
    ledger = read_ledger(package_of(parts_of(rendered(paper(para(replace(word, figure=figure_told)))))))
    assert ledger is not None
    record = ledger.figures[0]
    assert (record.text, record.value, record.formula, record.cells[0].raw) == ("[c]", "", "", "")
