"""Optional content of all parts as one: what a part hides stays hidden (ISO 32000-1, 8.11.4; ISO 19005-2, 6.9)."""

from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Object, String

from boardpaper.pack.joined import Joined, Layers

Copy = Callable[[Object], Object]


def add_layers(layers: Layers, root: Object, title: str, copy: Copy) -> None:
    """Takes over the layers of a source, whose catalogue is `root`; `copy` finds an object's copy in the pack."""
    optional = root.get(Name.OCProperties)
    groups = optional.get(Name.OCGs) if isinstance(optional, Dictionary) else None
    if not isinstance(optional, Dictionary) or not isinstance(groups, Array):
        return
    every = [group for group in groups if isinstance(group, Dictionary) and group.is_indirect]
    copies = {group.objgen: copy(group) for group in every}
    rule = optional.get(Name.D, Dictionary())
    hidden = {each.objgen for each in rule.get(Name.OFF, Array())}
    if rule.get(Name.BaseState) == Name.OFF:
        hidden = copies.keys() - {each.objgen for each in rule.get(Name.ON, Array())}
    layers.groups += copies.values()
    layers.off += [made for key, made in copies.items() if key in hidden]
    layers.order.append(Array([String(title), *copies.values()]))
    for together in rule.get(Name.RBGroups, Array()):
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
