"""The pack's one structure tree, written when all parts are in it (ISO 32000-1, 14.7)."""

from collections.abc import Mapping

from pikepdf import Array, Dictionary, Name, NameTree, Object, String

from boardpaper.pack.joined import Joined
from boardpaper.pdf.trees import name_for

_DEEPEST = 200
_DEEPEST_HEADING = 6


def number_headings(joined: Joined) -> None:
    """Makes H into H1 to H6 where other parts use those: one document may not use both (ISO 14289-1, 7.4.4)."""
    tree = joined.tree
    if not (tree.plain and tree.numbered):
        return
    holders = {_key(heading.get(Name.P)) for heading in tree.plain}
    levels = [min(_depth(heading, holders), _DEEPEST_HEADING) for heading in tree.plain]
    for heading, level in zip(tree.plain, levels, strict=True):
        heading.S = Name(f"/H{level}")


def _depth(heading: Object, holders: set[tuple[int, int]]) -> int:
    """How many of the sections around a heading have a heading of their own."""
    depth = 0
    above = heading.get(Name.P)
    for _ in range(_DEEPEST):
        if not isinstance(above, Dictionary):
            break
        depth += _key(above) in holders
        above = above.get(Name.P)
    return max(depth, 1)


def _key(element: Object | None) -> tuple[int, int]:
    return element.objgen if isinstance(element, Dictionary) else (0, 0)


def write_structure(joined: Joined) -> None:
    """The structure tree's root with its parent tree, ID tree, role map and class map, and all named destinations."""
    pdf, tree = joined.pdf, joined.tree
    numbers: list[int | Object] = []
    for key in sorted(tree.numbers):
        numbers += [key, tree.numbers[key]]
    tree.root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.root.ParentTreeNextKey = tree.next_key
    if tree.identifiers:
        tree.root.IDTree = pdf.make_indirect(_name_tree(tree.identifiers))
    if tree.roles:
        tree.root.RoleMap = _dictionary({role: name_for(meaning) for role, meaning in tree.roles.items()})
    if tree.classes:
        tree.root.ClassMap = _dictionary(tree.classes)
    if tree.namespaces:
        tree.root.Namespaces = Array(tree.namespaces)
    pdf.Root.StructTreeRoot = tree.root
    if joined.destinations:
        names = NameTree.new(pdf)
        for name, place in sorted(joined.destinations.items()):
            names[name] = place
        pdf.Root.Names = Dictionary(Dests=names.obj)


def _dictionary(entries: Mapping[str, Object]) -> Dictionary:
    """A dictionary of entries, whose keys need not be UTF-8."""
    made = Dictionary()
    for key, value in sorted(entries.items()):
        made[key] = value
    return made


def _name_tree(named: dict[bytes, Object]) -> Dictionary:
    """A name tree of one node, its names in the order of their bytes."""
    names: list[Object] = []
    for name, element in sorted(named.items()):
        names += [String(name), element]
    return Dictionary(Names=Array(names))
