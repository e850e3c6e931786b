"""Lists in narrative: which markers begin one, how they nest, and what looks like one and is not."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boardpaper.model.prose import Block, BlockList, Paragraph
from tests.support.markdown_reading import block_words, clean, faults, read


def outline(blocks: tuple[Block, ...]) -> list[object]:
    """Lists as (kind, start, items), paragraphs as their words."""
    return [
        (block.kind.value, block.start, [outline(item.blocks) for item in block.items])
        if isinstance(block, BlockList)
        else block_words([block])
        for block in blocks
    ]


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        ("- one\n- two", "bullet", 1),
        ("* one\n* two", "bullet", 1),
        ("1. one\n2. two", "decimal", 1),
        ("1. one\n1. two", "decimal", 1),
        ("7) one\n8) two", "decimal", 7),
        ("(1) one\n(2) two", "decimal", 1),
        ("A. one\nB. two", "letter", 1),
        ("a) one\nb) two", "letter", 1),
        ("a. one\nb. two", "letter", 1),
        ("(a) one\n(b) two", "letter", 1),
        ("C. one\n\nD. two", "letter", 3),
        ("y. one\nz. two", "letter", 25),
        ("(i) one\n(ii) two", "roman", 1),
        ("i. one\nii. two", "roman", 1),
        ("I. one\nII. two", "roman", 1),
        ("iv) one\nv) two", "roman", 4),
        ("(v) one\n(vi) two", "roman", 5),
        ("(ix) one\n(x) two", "roman", 9),
        ("h. one\ni. two", "letter", 8),
        ("i. one\nj. two", "letter", 9),
        ("(v) one\n(w) two", "letter", 22),
        ("x. one\ny. two", "letter", 24),
        ("c) one\nd) two", "letter", 3),
        ("  A.\tone\n  B.\ttwo", "letter", 1),
    ],
)
def test_markers(tmp_path: Path, text: str, kind: str, start: int) -> None:
    assert outline(clean(tmp_path, text).blocks) == [(kind, start, [["one"], ["two"]])]


@pytest.mark.parametrize(
    "text",
    [
        "A. Smith said so.",
        "A. Smith said so.\n\nThe board agreed.\n\nB. Jones did not.",
        "(a) alone",
        "v. Smith",
        "p. 5 says so\n\nq) another",
        "A\\. one\n\nB\\. two",
        "e.g. one\nf.g. two",
        "A.one\nB.two",
        "(iiii) one\n\n(iiiii) two",
        "aa. one\n\nbb. two",
    ],
)
def test_sentences_that_begin_like_items(tmp_path: Path, text: str) -> None:
    blocks = clean(tmp_path, text).blocks
    assert all(isinstance(block, Paragraph) for block in blocks)
    assert block_words(blocks).split() == text.replace("\\", "").split()


@pytest.mark.parametrize("gap", ["\n", "\n\n", " {.unnumbered}\n\n"])
@pytest.mark.parametrize(("marker", "kind"), [("A.", "letter"), ("(i)", "roman"), ("a)", "letter"), ("(1)", "decimal")])
def test_one_item_after_a_colon_is_a_list(tmp_path: Path, gap: str, marker: str, kind: str) -> None:
    blocks = clean(tmp_path, f"The board is asked to:{gap}{marker} note this.").blocks
    assert outline(blocks) == ["The board is asked to:", (kind, 1, [["note this."]])]


def test_one_item_that_is_not_the_first_begins_a_sentence(tmp_path: Path) -> None:
    assert outline(clean(tmp_path, "As they said:\n\nB. Jones was right.").blocks) == [
        "As they said:",
        "B. Jones was right.",
    ]


def test_a_list_may_follow_its_paragraph_at_once(tmp_path: Path) -> None:
    blocks = clean(tmp_path, "The board is asked to\nA. note this\nwell;\nB. agree.\n\nNext.").blocks
    assert outline(blocks) == ["The board is asked to", ("letter", 1, [["note this well;"], ["agree."]]), "Next."]


def test_a_wrapped_line_that_begins_like_a_later_item_stays_in_its_paragraph(tmp_path: Path) -> None:
    assert outline(clean(tmp_path, "As shown in appendix\nB. one\nC. two").blocks) == [
        "As shown in appendix B. one C. two"
    ]


def test_lists_nest_by_indentation(tmp_path: Path) -> None:
    text = """\
The board:

A. one

   more

   (i) inner
   (ii) inner two
      - deep
   (iii) inner three

B. two
    1. wide
    2. wide two
C. three
"""
    inner = ("roman", 1, [["inner"], ["inner two", ("bullet", 1, [["deep"]])], ["inner three"]])
    wide = ("decimal", 1, [["wide"], ["wide two"]])
    assert outline(clean(tmp_path, text).blocks) == [
        "The board:",
        ("letter", 1, [["one", "more", inner], ["two", wide], ["three"]]),
    ]


def test_letters_nest_in_bullets_and_numbers(tmp_path: Path) -> None:
    assert outline(
        clean(tmp_path, "- one:\n  a) x\n  b) y\n- two\n\n1. three\n   (i) z\n   (ii) w\n2. four").blocks
    ) == [
        ("bullet", 1, [["one:", ("letter", 1, [["x"], ["y"]])], ["two"]]),
        ("decimal", 1, [["three", ("roman", 1, [["z"], ["w"]])], ["four"]]),
    ]


def test_two_lists_one_after_the_other(tmp_path: Path) -> None:
    assert outline(clean(tmp_path, "A. a\nB. b\n\nA. c\nB. d\n\n(a) e\n(b) f").blocks) == [
        ("letter", 1, [["a"], ["b"]]),
        ("letter", 1, [["c"], ["d"]]),
        ("letter", 1, [["e"], ["f"]]),
    ]


def test_paragraphs_of_items_are_not_numbered(tmp_path: Path) -> None:
    (block,) = clean(tmp_path, "A. one\n\n   more\n\nB. two").blocks
    assert isinstance(block, BlockList)
    assert not any(
        paragraph.numbered for item in block.items for paragraph in item.blocks if isinstance(paragraph, Paragraph)
    )
    assert [block.place.line, *(item.blocks[-1].place.line for item in block.items)] == [1, 3, 5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. a\nB. b\nD. d", [("list-out-of-order", "3")]),
        ("A. a\nB. b\n\nD. d", [("list-out-of-order", "4")]),
        ("(i) a\n(ii) b\n(iv) d", [("list-out-of-order", "3")]),
        ("1. a\n2. b\n4. d", [("list-out-of-order", "3")]),
        ("2. a\n1. b", [("list-out-of-order", "2")]),
        ("1. a\n  - b\n2. c", [("list-indent", "2")]),
        ("10. a\n   - b", [("list-indent", "2")]),
        ("- a\n-\n- c", [("list-item-empty", "2")]),
        ("- - a", [("narrative-unsupported", "1")]),
        ("- a\n\n  | b | c |\n  | --- | --- |\n  | d | e |", [("narrative-unsupported", "3")]),
        ("- a\n  ## b", [("narrative-unsupported", "2")]),
        ("".join(f"{'  ' * depth}- x\n" for depth in range(10)), [("list-too-deep", "10")]),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    prose, findings = read(tmp_path, text)
    assert faults(findings) == expected
    words = [word for word in block_words(prose.blocks).split() if word.isalpha()]
    assert words == [word for word in text.split() if word.isalpha()]


MARKERS = {
    "letter": "ABCDEFGHIJKLMN",
    "roman": ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"],
}
ITEMS = st.lists(st.text("abcxyz ", min_size=1).map(str.strip).filter(bool), min_size=2, max_size=12)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["letter", "roman"]),
    style=st.sampled_from(["{}.", "{})", "({})"]),
    items=ITEMS,
    gap=st.booleans(),
)
def test_a_list_written_out_is_read_back(tmp_path: Path, kind: str, style: str, items: list[str], gap: bool) -> None:
    lines = [f"{style.format(marker)} {words}" for marker, words in zip(MARKERS[kind], items, strict=False)]
    prose = clean(tmp_path, ("\n\n" if gap else "\n").join(lines))
    assert outline(prose.blocks) == [(kind, 1, [[words] for words in items])]
