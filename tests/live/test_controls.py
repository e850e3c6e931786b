"""Content controls: tags that Word accepts, and ids that never collide."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from boardpaper.live.controls import (
    MAX_LENGTH,
    ControlIds,
    alias,
    block_control,
    block_tag,
    figure_control,
    figure_tag,
    source_tag,
)
from boardpaper.ooxml.names import W

LONG = "positive-drug-tests-in-custody-across-all-four-suites.baseline.period@2021-03..2022-02"


def test_a_reference_is_its_own_tag_unless_word_could_not_hold_it() -> None:
    assert figure_tag("homicide.value@2021/22") == "homicide.value@2021/22"
    assert figure_tag("a" * MAX_LENGTH) == "a" * MAX_LENGTH
    assert figure_tag(LONG) == "ref:a78d8a52a4ab11e0b30e6fac7192164b9561558d"


def test_what_stands_in_papers_that_were_written_stays_the_same() -> None:
    """A later version that works out another tag or title would not know the controls of an earlier one."""
    assert MAX_LENGTH == 64
    assert source_tag("four", "Tasking") == "source:736687f4516ad284"
    assert block_tag("scorecard", ["a", "b"], "Reduce  homicide!") == "scorecard:c8687a08:reduce-homicide"
    assert block_tag("scorecard", [], "") == "scorecard:all"
    assert block_tag("legend", [], "x" * 53) == f"legend:all:{'x' * 53}"
    assert block_tag("legend", [], "x" * 54) == "legend:all:45f316e10b2c99ab"
    assert ControlIds().take("homicide.value") == 1_683_706_727


def test_figures_that_say_the_same_have_tags_of_their_own() -> None:
    first = source_tag("four", "Tasking")
    second = source_tag("four", "Tasking", (first,))
    assert second == f"{first}.2"
    assert source_tag("four", "Tasking", (first, second)) == f"{first}.3"


def test_a_title_that_is_too_long_is_cut_where_word_can_hold_it() -> None:
    assert alias("a" * 64) == "a" * 64
    assert alias("a" * 65) == "a" * 63 + "…"
    assert alias("a" * 62 + " " + "b" * 9) == "a" * 62 + "…"


def test_an_id_that_is_taken_gives_way_to_the_next() -> None:
    ids = ControlIds([1_683_706_727])
    assert [ids.take("homicide.value") for _ in range(2)] == [1_683_706_728, 1_683_706_729]


def test_ids_begin_again_where_word_has_no_more() -> None:
    assert ControlIds().take("a2.value") == 938_131_303
    assert ControlIds().take("a5036407.value") == 2_147_483_290
    ids = ControlIds(range(2_147_483_290, 2**31 - 1))
    assert [ids.take("a5036407.value") for _ in range(3)] == [2**31 - 1, 1, 2]


def test_a_control_is_bound_only_where_it_is_asked_for() -> None:
    plain = figure_control("<w:r/>", tag="a.value", title="A", number=7)
    assert plain == figure_control("<w:r/>", tag="a.value", title="A", number=7, bound=False, plain=True)
    assert plain == (
        '<w:sdt><w:sdtPr><w:alias w:val="A"/><w:tag w:val="a.value"/><w:id w:val="7"/><w:text/></w:sdtPr>'
        "<w:sdtContent><w:r/></w:sdtContent></w:sdt>"
    )


@given(st.text(min_size=1), st.text(min_size=1))
def test_tags_and_titles_always_fit(first: str, second: str) -> None:
    assert len(figure_tag(first)) <= MAX_LENGTH
    assert len(source_tag(first, second)) <= MAX_LENGTH
    assert len(alias(first)) <= MAX_LENGTH
    assert (figure_tag(first) == figure_tag(second)) == (first == second)


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=30))
def test_ids_are_unique_positive_and_repeatable(tags: list[str]) -> None:
    first, second = ControlIds(), ControlIds()
    ids = [first.take(tag) for tag in tags]
    assert len(set(ids)) == len(ids)
    assert all(0 < number < 2**31 for number in ids)
    assert ids == [second.take(tag) for tag in tags]


def test_a_control_says_what_it_is() -> None:
    xml = figure_control("<w:r/>", tag='a"b', title="A & B", number=7)
    root = etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>')
    properties = root.find(f"{W}sdt/{W}sdtPr")
    assert properties is not None
    assert [(str(child.tag).removeprefix(W), child.get(f"{W}val")) for child in properties] == [
        ("alias", "A & B"),
        ("tag", 'a"b'),
        ("id", "7"),
        ("text", None),
    ]


def test_the_parts_of_a_bound_control_stand_in_the_order_of_the_schema() -> None:
    xml = figure_control("<w:r/>", tag="a.value", title="A", number=7, properties="<w:rPr><w:b/></w:rPr>", bound=True)
    root = etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>')
    properties = root.find(f"{W}sdt/{W}sdtPr")
    assert properties is not None
    names = [str(child.tag).removeprefix(W) for child in properties]
    assert names == ["rPr", "alias", "tag", "id", "dataBinding", "text"]


def test_a_control_that_holds_tracked_changes_is_not_plain_text() -> None:
    root = etree.fromstring(
        f'<x xmlns:w="{W[1:-1]}">{figure_control("<w:r/>", tag="a.value", title="A", number=7, plain=False)}'
        f"{block_control('<w:p/>', tag='legend:all', title='A', number=8)}</x>"
    )
    for control, number, inside in zip(root, ("7", "8"), ("r", "p"), strict=True):
        names = [str(child.tag).removeprefix(W) for child in control[0]]
        assert names == ["alias", "tag", "id"]
        assert control[0][2].get(f"{W}val") == number
        assert control[1][0].tag == f"{W}{inside}"
