"""What a paper was told and what the workbook says now, for one figure at a time."""

from boardpaper.live.answers import LEGEND, Answers, Workbook
from boardpaper.live.controls import figure_tag
from boardpaper.live.decisions import Said
from boardpaper.live.ledger import BlockRecord, FigureRecord, Ledger, RowRecord
from boardpaper.live.records import figure_record
from boardpaper.model.kpi import Figure
from boardpaper.model.prose import Generated, Paragraph, Place, Text

LONG = f"{'long-' * 20}name.value"
TEXTS = {LONG: "50", "a.value": "5", "new.value": "7"}
HERE = Place("paper.yaml")


def figure(reference: str, text: str) -> Figure:
    return Figure(reference, text, reference.partition(".")[0], "value", None)


def record(reference: str, text: str) -> FigureRecord:
    return figure_record(figure(reference, text), ())


def answers(*blocks: Paragraph) -> Answers:
    forged = FigureRecord("b.value", "a.value", "9", "a", "value")
    legend = BlockRecord("legend:all", LEGEND, (RowRecord("", ("[x] not available",)),))
    empty = BlockRecord("legend:old", LEGEND, ())
    table = BlockRecord("scorecard:all", "scorecard", (RowRecord("", ("Area", "Value")),))
    ledger = Ledger((record(LONG, "53"), record("a.value", "4"), forged), blocks=(legend, empty, table))
    return Answers(ledger, Workbook(lambda name: figure(name, TEXTS[name]) if name in TEXTS else "unknown", blocks, ()))


def test_what_is_said_of_a_figure() -> None:
    held = answers()
    assert held.said(figure_tag(LONG)) == Said(LONG, "53", "50")
    assert held.said("a.value") == Said("a.value", "4", "5")
    assert held.said("new.value") == Said("new.value", None, "7")
    assert held.said("c.value") == Said("c.value", None, None, "unknown")
    forged = held.said("b.value")
    assert (forged.reference, forged.generated, forged.now) == ("a.value", "9", None)
    assert "changed by hand" in forged.why


def test_what_is_said_of_a_key() -> None:
    gone = "the scorecard has no marks any more that need a key"
    assert answers().legends == {"legend:all": "[x] not available"}
    assert answers().said("legend:all") == Said("legend:all", "[x] not available", None, gone)
    words = Paragraph((Text("[c] confidential"),), HERE, generated=Generated(LEGEND))
    assert answers(words).said("legend:all") == Said("legend:all", "[x] not available", "[c] confidential", gone)


def test_what_the_values_are_going_to_say() -> None:
    held = answers()
    keys = [each.key for each in held.ledger.figures]
    assert [held.value(key) for key in (*keys, "f0")] == ["50", "5", "9", None]
    first, second, forged = held.ledger.figures
    assert (held.renewed(first).text, held.renewed(second).text, held.renewed(forged)) == ("50", "5", forged)
