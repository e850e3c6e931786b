from datetime import date
from pathlib import Path

from boardpaper.compose.paper import compose_paper
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import ChangeKind, Indicator, Marker, Polarity
from boardpaper.model.paper import AppendixPlan, FrontMatter, NarrativePlan, Paper, PaperPlan, PartPlan
from boardpaper.model.period import read_period
from boardpaper.model.prose import (
    Block,
    BlockList,
    BoundFigure,
    FigureReference,
    Heading,
    Inline,
    Link,
    ListItem,
    ListKind,
    Paragraph,
    Place,
    Placeholder,
    Prose,
    Table,
    Text,
)
from tests.support.kpis import reading, readings

AT = Place("narrative/force.md", 7)
FRONT = FrontMatter("Board", date(2022, 5, 1), False, "5", "Performance")
KPIS = readings(
    [
        Indicator(
            "homicide",
            "Homicide",
            measure="Reduce homicide",
            polarity=Polarity.LOWER,
            change_decimals=1,
            current=read_period("2021/22"),
            baseline=read_period("ye-2019-06"),
        ),
        Indicator("warrants", "Warrants", measure="Reduce violence", current=read_period("2021/22")),
        Indicator("peak", "Peak month", scorecard=False),
        Indicator("late", "Late return", measure="Reduce violence", current=read_period("2021/22")),
        Indicator("knife", "Knife crime", measure="Reduce homicide", current=read_period("2021/22")),
    ],
    [
        reading("homicide", "2021/22", "53", "C5", markers=(Marker.PROVISIONAL,)),
        reading("homicide", "ye-2019-06", "52", "C6"),
        reading("warrants", "2021/22", "38", "C7"),
        reading("peak", "2018-11", None, "C8"),
        reading("late", "2021/22", None, "C9", markers=(Marker.NOT_AVAILABLE,)),
        reading("knife", "2021/22", None, "C10", change=(ChangeKind.PERCENT, "28"), against="ye-2019-06"),
    ],
)


def compose(*blocks: Block, numbered: bool = True) -> tuple[Paper, tuple[Finding, ...]]:
    file = NarrativePlan(Path("force.md"), AT.file)
    plan = PaperPlan(
        FRONT,
        Path(),
        Path("agenda-item.docx"),
        (),
        (PartPlan("Statement", "statement", (file,), numbered=numbered),),
        (AppendixPlan("A", "Scorecard", scorecard=()),),
    )
    return compose_paper(plan, {AT.file: Prose(blocks, {"n1": (FigureReference("homicide.value", AT),)})}, KPIS)


def asked(reference: str) -> FigureReference:
    return FigureReference(reference, AT)


def texts(inlines: tuple[Inline, ...]) -> str:
    words = []
    for inline in inlines:
        match inline:
            case Text():
                words.append(inline.text)
            case BoundFigure():
                words.append(inline.figure.text)
            case Link():
                words.append(texts(inline.words))
            case _:
                words.append("?")
    return "".join(words)


def test_references_are_bound_wherever_they_stand() -> None:
    paper, findings = compose(
        Heading(2, (Text("Saw "), asked("homicide.value")), AT),
        Paragraph((Text("Of "), Link("https://example.org", (asked("homicide.baseline"),), AT)), AT),
        BlockList(ListKind.BULLET, (ListItem((Paragraph((asked("homicide.change"),), AT),)),), AT),
        Table(((Text("Now"),),), (((asked("homicide.value"),),),), AT),
    )
    assert not findings
    heading, paragraph, bullets, table = paper.parts[0].blocks
    assert isinstance(heading, Heading)
    assert texts(heading.words) == "Saw 53"
    assert isinstance(paragraph, Paragraph)
    assert texts(paragraph.words) == "Of 52"
    assert isinstance(bullets, BlockList)
    item = bullets.items[0].blocks[0]
    assert isinstance(item, Paragraph)
    assert texts(item.words) == "1.9% increase"
    assert isinstance(table, Table)
    assert texts(table.rows[0][0]) == "53"
    assert texts(paper.notes["n1"]) == "53"
    assert {"homicide.value", "homicide.baseline", "homicide.change"} <= set(paper.figures)


def test_every_unbound_reference_is_a_finding_and_stays_in_the_text() -> None:
    paper, findings = compose(
        Paragraph(
            (
                asked("homocide.value"),
                asked("homicide.valeu"),
                asked("homicide"),
                asked("homicide.value@x"),
                asked("Homicide rate"),
            ),
            AT,
        )
    )
    assert [finding.rule for finding in findings] == [
        "indicator-unknown",
        "facet-unknown",
        "facet-missing",
        "period-unknown",
        "reference-malformed",
    ]
    assert {finding.where for finding in findings} == {"narrative/force.md:7"}
    assert "“homicide”" in findings[0].hint
    assert "“value”" in findings[1].hint
    words = paper.parts[0].blocks[0]
    assert isinstance(words, Paragraph)
    assert texts(words.words) == "{{homocide.value}}{{homicide.valeu}}{{homicide}}{{homicide.value@x}}{{Homicide rate}}"


def test_a_part_without_numbers_has_no_numbered_paragraph() -> None:
    paper, _ = compose(Paragraph((Text("Words"),), AT), numbered=False)
    paragraph = paper.parts[0].blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert not paragraph.numbered


def rows_of(blocks: tuple[Block, ...]) -> dict[str, list[str]]:
    tables = [block for block in blocks if isinstance(block, Table)]
    return {texts(row[0]): [texts(cell) for cell in row[1:]] for table in tables for row in table.rows}


def test_the_scorecard_prints_every_indicator_once_by_measure_and_leaves_no_cell_empty() -> None:
    paper, findings = compose()
    assert not findings
    blocks = paper.appendices[0].blocks
    assert [texts(block.words) for block in blocks if isinstance(block, Heading)] == [
        "Reduce homicide",
        "Reduce violence",
    ]
    assert rows_of(blocks) == {
        "Homicide": ["53 [p]", "2021/22", "1.9% increase", "year ending June 2019", "Worse"],
        "Knife crime": ["[x]", "2021/22", "28% increase", "year ending June 2019", "Not assessed"],
        "Warrants": ["38", "2021/22", "[z]", "[z]", "Not assessed"],
        "Late return": ["[x]", "2021/22", "[x]", "[z]", "Not assessed"],
    }
    key = blocks[0]
    assert isinstance(key, Paragraph)
    assert texts(key.words) == "Key: [x] not available; [z] not applicable; [p] provisional."


def test_a_scorecard_block_can_show_one_measure_and_names_the_nearest_when_there_is_none() -> None:
    paper, findings = compose(Placeholder("scorecard", "reduce-violence", AT))
    assert not findings
    assert list(rows_of(paper.parts[0].blocks)) == ["Warrants", "Late return"]
    _, findings = compose(Placeholder("scorecard", "reduce-violense", AT), Placeholder("chart", "trend", AT))
    assert [(finding.rule, finding.where) for finding in findings] == [
        ("scorecard-unknown", "narrative/force.md:7"),
        ("chart-unknown", "narrative/force.md:7"),
    ]
    assert "reduce-violence" in findings[0].hint


def test_a_scorecard_whose_declared_baseline_has_no_reading_says_so_once() -> None:
    late = Indicator("x", "X", current=read_period("2021/22"), baseline=read_period("2020/21"))
    kpis = readings([late], [reading("x", "2021/22", "5", "C5"), reading("x", "2019/20", "4", "C6")])
    plan = PaperPlan(FRONT, Path(), Path("t.docx"), (), (), (AppendixPlan("A", "Scorecard", scorecard=()),))
    _, findings = compose_paper(plan, {}, kpis)
    found = [(finding.rule, finding.message) for finding in findings]
    assert found == [("reading-missing", "no workbook holds a reading of “x” for 2020/21")]
