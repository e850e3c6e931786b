"""Passages: what they say, and how those that no person would write are divided."""

from hypothesis import given
from hypothesis import strategies as st

from boardpaper.model.kpi import Figure
from boardpaper.model.passage import Passage, Span, SpanKind, divided

FIGURE = Figure("a.value", "53", "a", "value", None)
BOUND = Span("53", SpanKind.BOUND, FIGURE)


def lengths(*spans: Span) -> list[list[int]]:
    return [
        [len(span.text) for span in piece.spans] for piece in divided(Passage(spans, "a.md:1", 4, "Homicide", True))
    ]


def test_a_passage_says_what_its_spans_say() -> None:
    assert Passage((Span("Homicide: "), BOUND, Span(".")), "a.md:1").text == "Homicide: 53."


def test_a_passage_of_five_thousand_letters_is_one() -> None:
    passage = Passage((Span("a" * 4998), BOUND), "a.md:1", items=3)
    assert list(divided(passage)) == [passage]


def test_a_longer_one_is_divided_between_spans() -> None:
    assert lengths(Span("a" * 2500), Span("b" * 2500), BOUND, Span("c" * 4998), Span("d")) == [
        [2500, 2500],
        [2, 4998],
        [1],
    ]


def test_a_long_span_is_cut_behind_its_last_space() -> None:
    text = "a" * 4000 + " " + "b" * 2000
    assert lengths(Span(text)) == [[4001], [2000]]
    assert lengths(Span("a" * 4999 + " b")) == [[5000], [1]]
    assert lengths(Span("a" * 5001)) == [[5000], [1]]
    assert lengths(Span("a" * 5000 + " b")) == [[5000], [2]]
    assert lengths(Span("a" * 12_000)) == [[5000], [5000], [2000]]


def test_a_figure_is_never_cut() -> None:
    assert lengths(Span("a "), Span("5" * 6000, SpanKind.SOURCED), Span("b")) == [[2], [6000], [1]]


def test_only_the_last_piece_is_followed_by_a_list() -> None:
    pieces = list(divided(Passage((Span("a" * 5001),), "a.md:1", 4, "Homicide", True)))
    assert [(each.items, each.where, each.about, each.in_word) for each in pieces] == [
        (0, "a.md:1", "Homicide", True),
        (4, "a.md:1", "Homicide", True),
    ]


@given(st.lists(st.tuples(st.sampled_from("a \n"), st.integers(0, 7000), st.sampled_from(SpanKind)), max_size=6))
def test_no_word_is_lost(parts: list[tuple[str, int, SpanKind]]) -> None:
    passage = Passage(tuple(Span((letter + "xyz ") * (size // 5), kind) for letter, size, kind in parts), "a.md:1")
    pieces = list(divided(passage))
    assert "".join(piece.text for piece in pieces) == passage.text
    assert all(len(piece.text) <= 5000 or len(piece.spans) == 1 for piece in pieces)
