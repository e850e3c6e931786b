"""The pack's one structure tree, written when all parts are in it (ISO 32000-1, 14.7)."""

from pikepdf import Array, Dictionary, Name, NameTree, Object, String

from boardpaper.pack.joined import Joined

_DEEPEST = 200
_DEEPEST_HEADING = 6


def number_headings(joined: Joined) -> None:
    """Makes H into H1 to H6 where other parts use those: one document may not use both (ISO 14289-1, 7.4.4)."""
    if not (joined.plain and joined.numbered):
        return
    holders = {_key(heading.get(Name.P)) for heading in joined.plain}
    levels = [min(_depth(heading, holders), _DEEPEST_HEADING) for heading in joined.plain]
    for heading, level in zip(joined.plain, levels, strict=True):
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
    pdf, root = joined.pdf, joined.root
    numbers: list[int | Object] = []
    for key in sorted(joined.numbers):
        numbers += [key, joined.numbers[key]]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = joined.next_key
    if joined.identifiers:
        root.IDTree = pdf.make_indirect(_name_tree(joined.identifiers))
    if joined.roles:
        root.RoleMap = Dictionary({role: Name(meaning) for role, meaning in sorted(joined.roles.items())})
    if joined.classes:
        root.ClassMap = Dictionary(dict(sorted(joined.classes.items())))
    if joined.namespaces:
        root.Namespaces = Array(joined.namespaces)
    pdf.Root.StructTreeRoot = root
    if joined.destinations:
        tree = NameTree.new(pdf)
        for name, place in sorted(joined.destinations.items()):
            tree[name] = place
        pdf.Root.Names = Dictionary(Dests=tree.obj)


def _name_tree(named: dict[bytes, Object]) -> Dictionary:
    names: list[Object] = []
    for name, element in sorted(named.items()):
        names += [String(name), element]
    return Dictionary(Names=Array(names))
