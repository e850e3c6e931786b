"""How lines break: words, hyphens, tabs, alignment, raised characters and pictures."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from boardpaper.model.document import (
    Break,
    BreakKind,
    Inline,
    Justification,
    LineRule,
    ListLabel,
    Paragraph,
    ParagraphFormat,
    RunFormat,
    Tab,
    TabStop,
    Vertical,
)
from boardpaper.publish.pdf.render import render_pdf
from boardpaper.publish.pdf.text.fonts import load_face
from tests.support.built_documents import BODY, document, drawing, paragraph, picture, run, words
from tests.support.pdf_words import PageWords, PlacedWords, lines_of, open_pdf, page_words

LEFT, RIGHT = 72.0, 595.3 - 72.0


def page_of(*blocks: Paragraph) -> PageWords:
    content, found = render_pdf(document(*blocks, images=picture()), claim_conformance=True)
    assert found == ()
    return page_words(open_pdf(content))[0]


def body(page: PageWords) -> list[PlacedWords]:
    return [placed for placed in page.placed if not placed.artifact]


def right_edge(placed: PlacedWords) -> float:
    text = placed.text.rstrip()
    return placed.x + load_face("Arimo-Regular").width(text) * placed.size + text.count(" ") * placed.word_space


def narrow(text: str | Sequence[Inline | str], width: float, **rules: object) -> list[str]:
    """The lines of `text` in a column `width` points wide."""
    inlines = [text] if isinstance(text, str) else text
    return lines_of(page_of(paragraph(*inlines, right=RIGHT - LEFT - width, **rules)))


def test_lines_are_as_full_as_they_can_be() -> None:
    lines = body(page_of(paragraph(words(120))))
    face = load_face("Arimo-Regular")
    for line, following in pairwise(lines):
        assert right_edge(line) <= RIGHT + 0.01
        first = following.text.split(" ", 1)[0]
        assert face.width(f"{line.text.rstrip()} {first}") * 11 > RIGHT - LEFT


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 62.0, ["one two", "three"]),
        ("a well-known fact", 40.0, ["a well-", "known", "fact"]),
        ("2019–2020 was", 50.0, ["2019–", "2020 was"]),
        ("one two\u00a0three", 62.0, ["one", "two three"]),
        ("one two\u2011three", 62.0, ["one", "two\u2011three"]),
        ("is -5 to -2", 43.0, ["is -5 to", "-2"]),
        ("one two      three", 62.0, ["one two", "three"]),
    ],
)
def test_where_a_line_may_end(text: str, width: float, lines: list[str]) -> None:
    assert narrow(text, width) == lines


def test_a_word_in_several_runs_is_one_word() -> None:
    bold = RunFormat("Arial", 11.0, bold=True)
    assert narrow(["one home", run("less", bold), "ness ends"], 74.0) == ["one", "homelessness", "ends"]


def test_a_word_wider_than_the_column_is_cut_and_keeps_every_letter() -> None:
    address = "https://example.org/" + "abcdefghij" * 6
    lines = narrow(["See ", address, " now"], 150.0)
    assert lines[0] == "See"
    assert "".join(lines[1:]).replace(" ", "") == f"{address}now"
    assert len(lines) > 3


def test_a_word_broken_by_a_narrow_column_is_found() -> None:
    _, found = render_pdf(document(paragraph("The HMICFRS report", right=415.0)), claim_conformance=True)
    assert [(one.rule, one.blocks) for one in found] == [("word-broken", False)]
    assert "“HMICFRS”" in found[0].message


def test_a_line_break_ends_the_line_and_not_the_paragraph() -> None:
    assert narrow(["one", Break(BreakKind.LINE, BODY), "two"], 300.0) == ["one", "two"]


def test_justified_lines_reach_the_margin_except_the_last() -> None:
    *full, last = body(page_of(paragraph(words(80), align=Justification.BOTH)))
    assert full
    assert all(abs(right_edge(line) - RIGHT) < 0.1 for line in full)
    assert last.word_space == 0


@pytest.mark.parametrize(
    ("align", "left"), [(Justification.RIGHT, RIGHT - 22.0), (Justification.CENTRE, (LEFT + RIGHT) / 2 - 11.0)]
)
def test_alignment(align: Justification, left: float) -> None:
    (placed,) = body(page_of(paragraph("word", align=align)))
    width = load_face("Arimo-Regular").width("word") * 11
    expected = RIGHT - width if align is Justification.RIGHT else (LEFT + RIGHT - width) / 2
    assert abs(placed.x - expected) < 0.02
    assert abs(placed.x - left) < 2.0


def test_tab_stops() -> None:
    stops = (TabStop(100.0), TabStop(200.0, "center"), TabStop(300.0, "right"), TabStop(400.0, "decimal"))
    tab = Tab(BODY)
    placed = body(page_of(paragraph("a", tab, "left", tab, "mid", tab, "right", tab, "12.345", tab, "z", tabs=stops)))
    at = {item.text: item for item in placed if item.text.strip()}
    face = load_face("Arimo-Regular")
    assert at["left"].x == pytest.approx(LEFT + 100.0, abs=0.02)
    assert at["mid"].x + face.width("mid") * 5.5 == pytest.approx(LEFT + 200.0, abs=0.02)
    assert right_edge(at["right"]) == pytest.approx(LEFT + 300.0, abs=0.02)
    assert at["12.345"].x + face.width("12") * 11 == pytest.approx(LEFT + 400.0, abs=0.02)
    # Behind the last own stop come the default ones, every 36 points.
    assert at["z"].x == pytest.approx(LEFT + 432.0, abs=0.02)


def test_text_runs_to_a_stop_beyond_the_right_indent() -> None:
    """A page number stands at its stop, and the words before it end at the indent, as in Word's tables of contents."""
    stops = (TabStop(RIGHT - LEFT, "right", "dot"),)
    page = page_of(paragraph(words(18), Tab(BODY), "1234", right=72.0, tabs=stops))
    *above, last = [placed for placed in body(page) if placed.text.strip()]
    assert all(right_edge(line) <= RIGHT - 72.0 + 0.01 for line in above)
    assert right_edge(last) == pytest.approx(RIGHT, abs=0.02)
    assert last.y == above[-1].y


@pytest.mark.parametrize("align", ["right", "center", "decimal"])
def test_a_stop_beyond_the_margin_stands_at_the_margin(align: str) -> None:
    placed = body(page_of(paragraph("one", Tab(BODY), "12", tabs=(TabStop(490.0, align),))))
    assert placed[-1].text == "12"
    assert right_edge(placed[-1]) <= RIGHT + 0.02
    if align == "right":
        assert right_edge(placed[-1]) == pytest.approx(RIGHT, abs=0.02)
        assert placed[-1].y == placed[0].y


def test_leaders_are_looked_at_and_not_read() -> None:
    page = page_of(paragraph("Findings", Tab(BODY), "4", tabs=(TabStop(400.0, "right", "dot"),)))
    assert page.body == "Findings 4"
    assert page.artifacts.count(".") > 50


def test_line_spacing_rules() -> None:
    def pitch(line: float, rule: LineRule) -> float:
        first, second, *_ = body(page_of(paragraph(words(60), line=line, line_rule=rule)))
        return round(first.y - second.y, 2)

    # Arial's ascent, descent and line gap: (1854 + 434 + 67) / 2048 of the size.
    natural = 11 * 2355 / 2048
    assert pitch(1.0, LineRule.AUTO) == pytest.approx(natural, abs=0.02)
    assert pitch(1.5, LineRule.AUTO) == pytest.approx(natural * 1.5, abs=0.02)
    assert pitch(20.0, LineRule.EXACT) == 20.0
    assert pitch(8.0, LineRule.AT_LEAST) == pytest.approx(natural, abs=0.02)
    assert pitch(30.0, LineRule.AT_LEAST) == 30.0


def test_raised_and_lowered_characters_are_small_and_do_not_move_lines() -> None:
    raised = RunFormat("Arial", 11.0, vertical=Vertical.SUPERSCRIPT)
    lowered = RunFormat("Arial", 11.0, vertical=Vertical.SUBSCRIPT)
    base, up, _, down = body(page_of(paragraph("m", run("2", raised), " CO", run("x", lowered))))
    assert up.y > base.y > down.y
    assert up.size == down.size == pytest.approx(7.15)
    plain, scripted = page_of(paragraph("a"), paragraph("b")), page_of(paragraph("a", run("2", raised)), paragraph("b"))
    assert body(plain)[-1].y == body(scripted)[-1].y


def test_text_that_word_raises_keeps_its_size_and_makes_its_line_taller() -> None:
    raised = RunFormat("Arial", 11.0, rise=6.0)
    base, up = body(page_of(paragraph("m", run("up", raised))))
    assert (round(up.y - base.y, 2), up.size) == (6.0, 11.0)
    plain = page_of(paragraph("a"), paragraph("b"))
    lifted = page_of(paragraph("a"), paragraph("b", run("up", raised)))
    assert body(plain)[-1].y - body(lifted)[1].y == pytest.approx(6.0, abs=0.02)


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_which_side_of_a_label_stands_at_the_indent(align: str, share: float) -> None:
    label = ListLabel("viii.", 0, "lowerRoman", BODY, "list", align=align)
    rules = ParagraphFormat(left=72.0, first_line=-18.0)
    shown = body(page_of(Paragraph((run("Text"),), rules, BODY, "Normal", label=label)))
    width = load_face("Arimo-Regular").width("viii.") * 11
    assert shown[0].x == pytest.approx(72.0 + 54.0 - width * share, abs=0.02)
    assert shown[-1].text == "Text"
    assert shown[-1].x == pytest.approx(72.0 + 72.0, abs=12.1)


def test_capitals() -> None:
    page = page_of(paragraph(run("Crime Board", RunFormat("Arial", 11.0, small_caps=True))))
    assert page.body == "CRIME BOARD"
    assert {placed.size for placed in body(page)} == {11.0, 8.8}
    assert page_of(paragraph(run("Board", RunFormat("Arial", 11.0, caps=True)))).body == "BOARD"


def test_hidden_text_is_not_printed() -> None:
    hidden = RunFormat("Arial", 11.0, hidden=True)
    assert page_of(paragraph("seen", run(" unseen", hidden))).body == "seen"


def test_a_picture_wider_than_the_column_is_made_to_fit() -> None:
    content, _ = render_pdf(
        document(paragraph(drawing("A chart.", width=900.0, height=450.0)), images=picture()), claim_conformance=True
    )
    pdf = open_pdf(content)
    (figure,) = [found for found in pdf.objects if "/S" in _keys(found) and found.S == "/Figure"]
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert (left, right) == (72.0, 523.3)
    assert top - bottom == pytest.approx((right - left) / 2, abs=0.02)


def _keys(found: object) -> set[str]:
    return set(found.keys()) if hasattr(found, "keys") else set()


def test_an_empty_paragraph_is_as_tall_as_its_mark() -> None:
    tall = Paragraph((), ParagraphFormat(), RunFormat("Arial", 22.0), "Normal")
    plain = Paragraph((), ParagraphFormat(), BODY, "Normal")
    heights = [body(page_of(empty, paragraph("below")))[0].y for empty in (plain, tall)]
    assert heights[0] - heights[1] == pytest.approx(11 * 2355 / 2048, abs=0.02)
