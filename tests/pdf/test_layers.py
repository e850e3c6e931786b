"""Layers of a PDF: their order, and which of them are hidden when the file is opened (ISO 32000-1, 8.11.4)."""

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.pdf.layers import layer_rule, layers_of


def with_layers(pdf: Pdf, rule: dict[str, Object | list[int]], count: int = 3) -> list[Object]:
    """Gives `pdf` so many layers, A, B and C; lists in `rule` are their places."""
    groups: list[Object] = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("ABC"[at]))) for at in range(count)]
    entries = {key: Array([groups[at] for at in value]) if isinstance(value, list) else value
               for key, value in rule.items()}  # fmt: skip
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(entries))
    return groups


def hidden(pdf: Pdf) -> list[tuple[str, bool]]:
    return [(str(layer.group.Name), layer.hidden) for layer in layers_of(pdf.Root)]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({}, [False, False, False]),
        ({"/OFF": [1]}, [False, True, False]),
        ({"/BaseState": Name.ON, "/OFF": [0, 2]}, [True, False, True]),
        ({"/BaseState": Name.OFF}, [True, True, True]),
        ({"/BaseState": Name.OFF, "/ON": [2], "/OFF": [1]}, [True, True, False]),
        ({"/BaseState": Name.Unchanged, "/OFF": [0]}, [True, False, False]),
    ],
)
def test_what_is_hidden_when_the_file_is_opened(rule: dict[str, Object | list[int]], found: list[bool]) -> None:
    with Pdf.new() as pdf:
        with_layers(pdf, rule)
        assert hidden(pdf) == list(zip("ABC", found, strict=True))


def test_a_file_without_layers() -> None:
    with Pdf.new() as pdf:
        assert layers_of(pdf.Root) == ()
        pdf.Root.OCProperties = Dictionary(D=Dictionary())
        assert layers_of(pdf.Root) == ()
        pdf.Root.OCProperties = String("none")
        assert layers_of(pdf.Root) == ()
        assert not list(layer_rule(pdf.Root).keys())


def test_what_is_no_layer_is_passed_over() -> None:
    with Pdf.new() as pdf:
        (group,) = with_layers(pdf, {}, 1)
        pdf.Root.OCProperties.OCGs = Array([1, group, Name.A])
        pdf.Root.OCProperties.D = Dictionary(OFF=Array([7, group]))
        assert hidden(pdf) == [("A", True)]
        pdf.Root.OCProperties.D = Array()
        assert hidden(pdf) == [("A", False)]
