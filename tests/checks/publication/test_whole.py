"""The gate of publication on whole documents: every finding in its order, and what is too much to tell."""

from typing import Any

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from boardpaper.checks.publication.markings import marking_in
from boardpaper.checks.publication.placeholders import leftovers
from boardpaper.checks.publication.unready import check_publication, decide, in_a_meeting
from boardpaper.model.document import Document, Drawing, Field, Frame, Furniture, ListLabel, Position, Properties
from boardpaper.model.finding import Finding, Severity
from boardpaper.model.paragraphs import Part
from boardpaper.rules import publication as rules
from tests.checks.publication.test_unready import FRONT, HEADING, LATER, LEFT, MARKED, SOUND, UNMARKED
from tests.support.made_documents import PLAIN, document, paragraph, run, table

# Where a line may stand: in a header, in front, at the last place that counts as front, behind it, and as a heading.
PLACES = {
    "header": (Part.HEADER, 0, 0),
    "front": (Part.BODY, *FRONT),
    "25th": (Part.BODY, 25, 0),
    "26th": (Part.BODY, 26, 0),
    "later": (Part.BODY, *LATER),
    "heading": (Part.BODY, *HEADING),
}
LINES = (
    *dict.fromkeys(words for words, *_ in (*MARKED, *UNMARKED)),
    "CONFIDENTIAL",
    "Confidential",
    "APPENDIX C - EXEMPT",
    "Secret - Appendix C",
    "Appendix C - Secret",
    "This is not CONFIDENTIAL",
    "UNRESTRICTED, RESTRICTED",
    "Classification",
    "Classification:",
    "Classification: secret matters",
    "[c] confidential",
    "Exempt: y",
    "Exempt: none; secret",
    "Is this paper exempt? paragraph 3",
    "Reason for exemption: it is so",
    "a schedule 12A matter",
)


def test_where_a_line_stands_decides_whether_it_marks_the_paper(kept: SnapshotAssertion) -> None:
    told = [(line, {name: marking_in(line, *place) for name, place in PLACES.items()}) for line in LINES]
    assert "".join(f"{line}\n{_same(found)}" for line, found in told) == kept


def _same(found: dict[str, str]) -> str:
    """The markings that were found, each with all places where it was."""
    by_words: dict[str, list[str]] = {}
    for name, words in found.items():
        by_words.setdefault(words, []).append(name)
    return "".join(f"    {', '.join(names)}: {words or '-'}\n" for words, names in by_words.items())


ROMAN = (
    "XXX. General provisions",
    "XXXX. General provisions",
    "((XX) any other person",
    f"{'a' * 27} XX. So it is",
    f"{' ' * 28}(XX) So it is",
    f"{' ' * 29}(XX) So it is",
    "Part XX and the cost of £XX",
    "20XX century",
    "£XX and XI",
    "€XX century",
    "5 XX century",
    f"{' ' * 30}(XX) So it is",
    "Part XX, Part XXXX",
    "20XX",
    "$XX and XX",
    "See title XX, then XX",
    "XX and XI",
    "XX chromosomes",
    "the XX century",
    "the XXth",
    f"Part{' ' * 25}XX",
    f"Part{' ' * 27}XX",
    f"XX{' ' * 24}century",
    f"XX{' ' * 25}century",
    "TBC, [insert name], Lorem ipsum, {{ tag }} and XX",
)


def test_every_leftover_is_told_with_its_words(kept: SnapshotAssertion) -> None:
    lines = (*LEFT, *SOUND, *ROMAN)
    told = [(line, [f"{each.rule.name}: {each.words}" for each in leftovers(line)]) for line in lines]
    assert "".join(f"{line}\n" + "".join(f"    {each}\n" for each in found) for line, found in told) == kept


def hidden(text: str, **look: Any) -> Document:
    return document(paragraph("So ", run(text, **look)))


def place(number: int, words: str) -> str:
    return f"paragraph {number} from the top, “{words}”"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (hidden("small", size=1.99), "small"),
        (hidden("small", size=2.0), ""),
        (hidden("white", colour="FFFFFF"), "white"),
        (hidden("white", colour="FFFFFF", highlight="FFFFFF"), "white"),
        (hidden("white", colour="FFFFFF", highlight="000080"), ""),
        (hidden("white", colour="FFFFFE"), "white"),
        (hidden("grey", colour="808080"), ""),
        (hidden(" ", colour="FFFFFF"), ""),
        (document(paragraph(run("a  "), run("b", colour="FFFFFF"), "c", run(" d", size=1))), "b d"),
        (document(paragraph(run("white", colour="FFFFFF"), shading="000000")), ""),
        (document(paragraph(run("white", colour="FFFFFF"), shading="FFFFFF")), "white"),
        (document(paragraph(run("tiny", size=1), shading="000000")), "tiny"),
        (document(paragraph(run("white", colour="FFFFFF"), frame=Frame(1, Position()))), ""),
        (document(paragraph(run("tiny", size=1), frame=Frame(1, Position()))), "tiny"),
        (document(paragraph(run("white", colour="FFFFFF"), Drawing("1", 9, 9, alt="A map"))), ""),
    ],
)
def test_words_that_nobody_sees(made: Document, words: str) -> None:
    found = [each for each in check_publication(made) if each.rule == rules.HIDDEN_TEXT.name]
    where = made.sections[0].blocks[0]
    said = "".join(getattr(each, "text", "") for each in where.inlines)  # type: ignore[union-attr]
    expected = rules.HIDDEN_TEXT.at(place(1, " ".join(said.split())), words=words)
    assert found == ([expected] if words else [])


def test_furniture_may_hold_white_words() -> None:
    white = (paragraph(run("white", colour="FFFFFF")),)
    made = document("Words")
    section = replace(made.sections[0], headers=Furniture(white), footers=Furniture((paragraph(run("s", size=1)),)))
    assert check_publication(replace(made, sections=(section,))) == ()


YELLOW, GREY = "FFFF00", "D3D3D3"
LABEL = ListLabel("1.", 0, "1", replace(PLAIN, highlight=YELLOW), "1")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (paragraph("So ", run("mar", highlight=YELLOW), run(" ked", highlight=GREY)), "mar ked"),
        (paragraph("So ", Field("DATE", "today", replace(PLAIN, highlight=YELLOW))), "today"),
        (paragraph("So ", run(" ", highlight=YELLOW)), ""),
        (paragraph("So ", run("white", highlight="FFFFFF")), ""),
        (paragraph("So", shading=YELLOW), "So"),
        (paragraph("So", run("on", highlight=YELLOW), shading=YELLOW), "Soon"),
        (paragraph("So", shading=GREY), ""),
        (paragraph(run("", highlight=YELLOW), shading=YELLOW), ""),
        (paragraph("So", label=LABEL), "1."),
        (paragraph("So", run(" on", highlight=YELLOW), label=LABEL), "1. on"),
        (paragraph("So", label=replace(LABEL, format=PLAIN)), ""),
    ],
)
def test_words_marked_with_a_colour(made: Any, words: str) -> None:
    found = [each for each in check_publication(document(made)) if each.rule == rules.HIGHLIGHTING.name]
    assert [each.message for each in found] == ([rules.HIGHLIGHTING.at("", words=words).message] if words else [])


def test_every_sort_of_fault_is_told_in_the_order_of_the_rules(kept: SnapshotAssertion) -> None:
    made = document(
        "TBC, and {{ tag }}",
        paragraph(run("marked", highlight=YELLOW), run("white", colour="FFFFFF")),
        "NOT FOR PUBLICATION",
        f"Lorem ipsum {'long words ' * 9}[insert name]",
        table(("OFFICIAL-SENSITIVE", "Value"), ("Classification", "Restricted"), ("Exempt", "no")),
        table(("Not for publication until May",), ("Label", "Value"), columns=2),
        table(("NOT FOR PUBLICATION",), ("Label", "Value"), columns=2),
        table(("Not for publication",), ("Classification", "Secret", "Value")),
        table(("Not for publication",), columns=1),
        table(("Area", "Value", "More"), ("Label", "Value"), ("Classification", "Secret")),
        table(("Classification", f"Restricted, {'because of ' * 30}")),
        drawn_words=("CONFIDENTIAL", "DRAFT"),
        labels=("Official - Sensitive", "Public"),
        properties=Properties(title="Appendix C - Exempt", subject="CONFIDENTIAL", keywords="secret", language="en"),
    )
    told = "".join(f"{each.severity} {each.rule} | {each.where} | {each.message}\n" for each in check_publication(made))
    assert told == kept


@pytest.mark.parametrize(("length", "marked"), [(299, True), (300, False)])
def test_a_label_with_a_long_text_beside_it_marks_nothing(length: int, marked: bool) -> None:
    answer = "Restricted, because of ".ljust(length - len("Classification | "), "x")
    assert len(check_publication(document(table(("Classification", answer))))) == marked


@pytest.mark.parametrize(("count", "more"), [(10, 0), (11, 1), (13, 3)])
def test_ten_places_are_told_and_the_others_counted(count: int, more: int) -> None:
    found = check_publication(document(*["It is TBC."] * count))
    where = [place(number, "It is TBC.") for number in range(1, count + 1)]
    expected = [rules.PLACEHOLDER_TEXT.at(each, words="TBC") for each in where[:10]]
    assert list(found) == expected + ([rules.PLACEHOLDER_TEXT.more(where[10], more)] if more else [])


@pytest.mark.parametrize(("length", "told"), [(60, "x" * 60), (61, f"{'x' * 57} …")])
def test_long_words_are_shortened(length: int, told: str) -> None:
    (found,) = check_publication(hidden("x" * length, size=1))
    assert found.message == rules.HIDDEN_TEXT.at("", words=told).message


TBC = rules.PLACEHOLDER_TEXT.at("here", words="TBC")
CHANGES = rules.TRACKED_CHANGES
OTHER = Finding("something-else", "it is so", "here", "Do so.", Severity.WARNING)
ALLOW = " Or decide to publish it as it is with --allow placeholder-text."


def test_the_gate_decides() -> None:
    name = rules.PLACEHOLDER_TEXT.name
    assert decide([OTHER, TBC]) == (OTHER, replace(TBC, severity=Severity.ERROR, hint=TBC.hint + ALLOW))
    assert decide([TBC], options=()) == (replace(TBC, severity=Severity.ERROR),)
    allowed = replace(TBC, severity=Severity.WARNING, hint="Published all the same, as you decided.")
    assert decide([TBC, OTHER], [name, OTHER.rule]) == (allowed, OTHER)
    changes = Finding(CHANGES.name, "it is so", "here", "Do so.", Severity.WARNING)
    accepted = "Do so. Or publish the final text with --accept-changes."
    assert decide([changes]) == (replace(changes, severity=Severity.ERROR, hint=accepted),)


def test_in_a_meeting_the_hint_is_for_its_description() -> None:
    assert in_a_meeting(OTHER) == OTHER
    assert in_a_meeting(TBC) == TBC
    (decided,) = decide([TBC])
    meeting = " Or decide to publish it as it is: “paper: {file: …, allow: [placeholder-text]}” in the meeting."
    assert in_a_meeting(decided) == replace(decided, hint=TBC.hint + meeting)
    marked = rules.RESTRICTED_MARKING.at("here", words="EXEMPT")
    (decided,) = decide([marked])
    assert in_a_meeting(decided).hint.startswith(f"{marked.hint} Or add “restricted:” to the item.")
    changes = Finding(CHANGES.name, "it is so", "here", "Do so.", Severity.WARNING)
    (decided,) = decide([changes])
    assert in_a_meeting(decided).hint == "Do so."
