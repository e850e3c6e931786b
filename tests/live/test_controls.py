"""Content controls: tags that Word accepts, and ids that never collide."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from boardpaper.live.controls import MAX_LENGTH, ControlIds, alias, figure_control, figure_tag, source_tag
from boardpaper.ooxml.names import W

LONG = "positive-drug-tests-in-custody-across-all-four-suites.baseline.period@2021-03..2022-02"


def test_a_reference_is_its_own_tag_unless_word_could_not_hold_it() -> None:
    assert figure_tag("homicide.value@2021/22") == "homicide.value@2021/22"
    assert figure_tag("a" * MAX_LENGTH) == "a" * MAX_LENGTH
    assert figure_tag(LONG) == "ref:a78d8a52a4ab11e0b30e6fac7192164b9561558d"


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
