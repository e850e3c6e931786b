"""Optional content: the layers of a PDF, and which of them are hidden (ISO 32000-1, 8.11)."""

from collections.abc import Callable
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object

from boardpaper.pdf.trees import key_of

# Expressions within expressions deeper than this are a trap.
_DEEPEST = 20


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


def hidden_content(root: Object) -> Callable[[Object], bool]:
    """What says of a group, or of a membership of groups (8.11.2.2), whether content of it is hidden at first."""
    hidden = {layer.group.objgen for layer in layers_of(root) if layer.hidden}

    def is_hidden(content: Object) -> bool:
        return bool(hidden) and not _is_shown(content, hidden)

    return is_hidden


def _is_shown(content: Object, hidden: set[tuple[int, int]]) -> bool:
    """Whether a group, or what a membership says of several, is shown."""
    if content.get(Name.Type) != Name.OCMD:
        return content.objgen not in hidden
    said = content.get(Name.VE)
    if isinstance(said, Array):
        return _holds(said, hidden, 0)
    listed = content.get(Name.OCGs)
    groups = [listed] if isinstance(listed, Dictionary) else listed if isinstance(listed, Array) else []
    shown = [each.objgen not in hidden for each in groups if isinstance(each, Dictionary)]
    policy = key_of(content.get(Name.P)) or "/AnyOn"
    return not shown or {
        "/AllOn": all(shown), "/AnyOff": not all(shown), "/AllOff": not any(shown)
    }.get(policy, any(shown))  # fmt: skip


def _holds(expression: Object, hidden: set[tuple[int, int]], depth: int) -> bool:
    """Whether an expression of visibility holds; one that cannot be understood does."""
    if isinstance(expression, Dictionary):
        return expression.objgen not in hidden
    if not isinstance(expression, Array) or len(expression) < 2 or depth > _DEEPEST:
        return True
    values = [_holds(each, hidden, depth + 1) for each in list(expression)[1:]]
    kind = key_of(expression[0])
    return not values[0] if kind == "/Not" else any(values) if kind == "/Or" else all(values)


def _named(rule: Object, key: str) -> set[tuple[int, int]]:
    """The groups that an entry of a configuration lists, by number and generation."""
    listed = rule.get(key)
    return {each.objgen for each in listed if isinstance(each, Dictionary)} if isinstance(listed, Array) else set()
