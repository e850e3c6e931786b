"""Optional content: the layers of a PDF, and which of them are hidden (ISO 32000-1, 8.11)."""

from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object


class Layer(NamedTuple):
    """An optional content group, and whether it is hidden when the file is opened."""

    group: Object
    hidden: bool


def layers_of(root: Object) -> tuple[Layer, ...]:
    """The layers of the file whose catalogue is `root`, in the file's order."""
    optional = root.get(Name.OCProperties)
    groups = optional.get(Name.OCGs) if isinstance(optional, Dictionary) else None
    if not isinstance(optional, Dictionary) or not isinstance(groups, Array):
        return ()
    every = [each for each in groups if isinstance(each, Dictionary)]
    rule = layer_rule(root)
    if rule.get(Name.BaseState) == Name.OFF:
        shown = _named(rule, "/ON")
        return tuple(Layer(each, each.objgen not in shown) for each in every)
    hidden = _named(rule, "/OFF")
    return tuple(Layer(each, each.objgen in hidden) for each in every)


def layer_rule(root: Object) -> Object:
    """The configuration that holds when the file is opened (8.11.4.3); an empty one where the file gives none."""
    optional = root.get(Name.OCProperties)
    rule = optional.get(Name.D) if isinstance(optional, Dictionary) else None
    return rule if isinstance(rule, Dictionary) else Dictionary()


def _named(rule: Object, key: str) -> set[tuple[int, int]]:
    """The groups that an entry of a configuration lists, by number and generation."""
    listed = rule.get(key)
    return {each.objgen for each in listed if isinstance(each, Dictionary)} if isinstance(listed, Array) else set()
