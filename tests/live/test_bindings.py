"""Values that controls are bound to: names that XML allows, paths read back, and one element a figure."""

import io
import re

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from boardpaper.live.bindings import (
    NAMESPACE,
    SHARED,
    bound_key,
    data_binding,
    read_values,
    value_key,
    values_part,
    with_values,
)
from boardpaper.ooxml.names import W
from tests.support.word_papers import package_of, parts_of


@pytest.fixture
def parts() -> dict[str, bytes]:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return parts_of(buffer.getvalue())


@given(st.text(min_size=1))
def test_a_key_is_a_short_name_that_xml_allows(tag: str) -> None:
    assert re.fullmatch(r"f[0-9a-f]{12}", value_key(tag))


def test_a_binding_leads_to_the_figures_element() -> None:
    element = etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{data_binding("homicide.value@2021/22")}</x>')[0]
    assert element.get(f"{W}storeItemID") == SHARED.item_id
    assert bound_key(element.get(f"{W}xpath", "")) == value_key("homicide.value@2021/22")
    assert element.get(f"{W}prefixMappings") == f"xmlns:b='{NAMESPACE}'"


@pytest.mark.parametrize("path", ["", "/b:values[1]", "/ns0:coreProperties[1]/ns1:title[1]", "/b:values[1]/b:f12[1]"])
def test_a_binding_to_something_else_is_none_of_ours(path: str) -> None:
    assert bound_key(path) == ""


def test_values_are_written_plainly_and_read_back(parts: dict[str, bytes]) -> None:
    written = with_values(package_of(parts), {"homicide.value@2021/22": "53 <&>", "a.value": "4"}).parts
    name = values_part(package_of(written))
    assert name == "customXml/item2.xml"
    assert [dict(element.attrib) for element in etree.fromstring(written[name])] == [{}, {}]
    assert read_values(package_of(written)) == {
        value_key("homicide.value@2021/22"): "53 <&>",
        value_key("a.value"): "4",
    }


def test_values_take_the_place_of_those_before(parts: dict[str, bytes]) -> None:
    once = with_values(package_of(parts), {"a.value": "4"}).parts
    again = with_values(package_of(once), {"b.value": "5"}).parts
    assert read_values(package_of(again)) == {value_key("b.value"): "5"}
    assert set(again) == set(once)


def test_a_file_without_values_has_none(parts: dict[str, bytes]) -> None:
    assert values_part(package_of(parts)) is None
    assert read_values(package_of(parts)) == {}


def test_only_elements_of_their_own_namespace_are_values(parts: dict[str, bytes]) -> None:
    written = with_values(package_of(parts), {"a.value": "53"}).parts
    name = values_part(package_of(written))
    assert name is not None
    head, end, tail = written[name].rpartition(b"</")
    more = head + b'<!-- so --><x xmlns="urn:x">9</x>' + end + tail
    assert read_values(package_of({**written, name: more})) == {value_key("a.value"): "53"}
