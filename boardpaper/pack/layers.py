"""Optional content of all parts as one: what a part hides stays hidden (ISO 32000-1, 8.11.4; ISO 19005-2, 6.9)."""

from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Object, String

from boardpaper.pack.joined import Joined, Layers
from boardpaper.pdf.layers import layer_rule, layers_of

Copy = Callable[[Object], Object]


def add_layers(layers: Layers, root: Object, title: str, copy: Copy) -> None:
    """Takes over the layers of a source, whose catalogue is `root`; `copy` finds an object's copy in the pack."""
    own = [layer for layer in layers_of(root) if layer.group.is_indirect]
    copies = {layer.group.objgen: copy(layer.group) for layer in own}
    if not copies:
        return
    layers.groups += copies.values()
    layers.off += [copies[key] for key in dict.fromkeys(layer.group.objgen for layer in own if layer.hidden)]
    layers.order.append(Array([String(title), *copies.values()]))
    for together in layer_rule(root).get(Name.RBGroups, Array()):
        if isinstance(together, Array):
            layers.radio.append(Array([copies[each.objgen] for each in together if each.objgen in copies]))


def write_layers(joined: Joined) -> None:
    """The pack's optional content, if any part has some."""
    layers = joined.layers
    if not layers.groups:
        return
    rule = Dictionary(Name=String("Layers"), Order=Array(layers.order))
    if layers.off:
        rule.OFF = Array(layers.off)
    if layers.radio:
        rule.RBGroups = Array(layers.radio)
    joined.pdf.Root.OCProperties = Dictionary(OCGs=Array(layers.groups), D=rule)
