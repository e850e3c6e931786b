"""A pack while it grows: one structure tree, one set of names, one list of layers for all its parts."""

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.model.finding import Finding


class Entry(Struct):
    """An outline entry: where it leads (`/Dest` or `/A` of an outline item), and those under it."""

    title: str
    leads: dict[str, Object] = field(default_factory=dict)
    kids: list["Entry"] = field(default_factory=list)


class Layers(Struct, eq=False):
    """Optional content of all parts (ISO 32000-1, 8.11.4)."""

    groups: list[Object] = field(default_factory=list)
    off: list[Object] = field(default_factory=list)
    radio: list[Object] = field(default_factory=list)
    order: list[Object] = field(default_factory=list)


class Tree(Struct, eq=False):
    """The pack's structure tree (ISO 32000-1, 14.7). All parts stand in its one `document`.

    `numbers` becomes the parent tree, whose next free key is `next_key`, and `identifiers` the ID tree. `plain` are the
    elements tagged H, and `numbered` says that others are tagged H1 to H6.
    """

    root: Object
    document: Object
    next_key: int = 0
    numbers: dict[int, Object] = field(default_factory=dict)
    identifiers: dict[bytes, Object] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    classes: dict[str, Object] = field(default_factory=dict)
    namespaces: list[Object] = field(default_factory=list)
    plain: list[Object] = field(default_factory=list)
    numbered: bool = False

    def own(self, content: Object) -> int:
        """Enters an element, or the array of a page's elements, in the parent tree; returns its key."""
        key = self.next_key
        self.numbers[key] = content
        self.next_key += 1
        return key


class Joined(Struct, eq=False):
    """The pack's own file and what its parts share.

    `targets` are the names of the destinations that stand for an address outside; `destinations` are all that have a
    name. `undermined` are reasons why the pack may not claim to conform.
    """

    pdf: Pdf
    targets: dict[str, str]
    tree: Tree
    destinations: dict[str, Object] = field(default_factory=dict)
    layers: Layers = field(default_factory=Layers)
    tails: dict[tuple[int, int], bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    undermined: list[str] = field(default_factory=list)


def begin(language: str, targets: dict[str, str]) -> Joined:
    """An empty pack with a Document that its parts will stand under."""
    pdf = Pdf.new()
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(), Lang=String(language))
    )
    root.K = Array([document])
    return Joined(pdf, targets, Tree(root, document))


def add_element(joined: Joined, parent: Object, role: str, page: Object | None = None) -> Object:
    """A new structure element, the last in `parent`."""
    element = joined.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, K=Array()))
    if page is not None:
        element.Pg = page
    add_kid(parent, element)
    return element


def add_kid(parent: Object, kid: Object | int) -> None:
    """Puts a kid at the end of a structure element, whose kids may be none, one or an array."""
    kids = parent.get(Name.K)
    if not isinstance(kids, Array):
        parent.K = Array([] if kids is None else [kids])
    parent.K.append(kid)


def add_link(
    joined: Joined, page: Object, parent: Object, box: tuple[float, float, float, float], target: str, words: str
) -> None:
    """A link over `box` to a named destination, in a paragraph of its own at the end of `parent` (14.8.4.4.2)."""
    element = add_element(joined, add_element(joined, parent, "P"), "Link", page)
    link = joined.pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(value, 2) for value in box]),
            Border=Array([0, 0, 0]),
            F=4,
            Dest=String(target),
            Contents=String(words),
            P=page,
        )
    )
    element.K.append(Dictionary(Type=Name.OBJR, Obj=link, Pg=page))
    link.StructParent = joined.tree.own(element)
    listed = page.get(Name.Annots)
    page.Annots = Array([*(listed if isinstance(listed, Array) else ()), link])
    page.Tabs = Name.S
