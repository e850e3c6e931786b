"""The structure tree, link annotations and outline as PDF objects (ISO 32000-1, 12.3.3, 12.5.6.5 and 14.7)."""

from collections.abc import Sequence
from urllib.parse import quote

from msgspec import Struct, field

from boardpaper.pdf.objects import Objects, array, decimal, reference, string
from boardpaper.publish.pdf.drawing.paint import Annotation, Destination, Heading, Painted
from boardpaper.publish.pdf.structure.elements import AnnotationKid, Element

_PRINTED = 4
# What stands in an address as it is; the rest is encoded (RFC 3986, 2.1).
_URI_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"
_TABLE_ATTRIBUTES = frozenset({"Scope", "ColSpan", "RowSpan", "Summary"})


class Written(Struct, frozen=True):
    """Where the new objects are: numbers of the structure tree's root and the outline, and of each page's links."""

    structure: int
    outline: int | None
    links: dict[int, list[int]]


class _Tree(Struct, eq=False):
    """The structure tree while it is written. `made` finds an element's object; `identified` is the ID tree."""

    objects: Objects
    pages: Sequence[int]
    painted: Painted
    annotations: list[int] = field(default_factory=list)
    shown: list[Annotation] = field(default_factory=list)
    made: dict[int, int] = field(default_factory=dict)
    identified: list[tuple[str, int]] = field(default_factory=list)


def write_tree(objects: Objects, root: Element, painted: Painted) -> Written:
    """Adds everything about the structure to a file's `objects`."""
    tree = _Tree(objects, objects.pages, painted)
    tree.shown = [one for one in painted.annotations if one.link.address or one.link.bookmark in painted.destinations]
    for annotation in tree.shown:
        # A bookmark that no page holds gets no annotation, and its words stay.
        annotation.element.kids.append(AnnotationKid(len(tree.annotations)))
        tree.annotations.append(objects.reserve())
    structure = objects.reserve()
    first = _write_elements(tree, root, structure)
    links = _links(tree)
    entries = f"/Type/StructTreeRoot/K[{reference(first)}]/ParentTree {reference(_parent_tree(tree))}"
    entries += f"/ParentTreeNextKey {len(tree.pages) + len(tree.annotations)}"
    if tree.identified:
        named = (f"{string(identifier)} {reference(element)}" for identifier, element in sorted(tree.identified))
        entries += f"/IDTree<</Names{array(named)}>>"
    objects.put(structure, f"<<{entries}>>")
    return Written(structure, _outline(tree) if painted.headings else None, links)


def _parent_tree(tree: _Tree) -> int:
    """Writes which elements own each page's content and which each annotation (14.7.4.4); returns its object number."""
    pairs = []
    for index, owners in enumerate(tree.painted.owners):
        owned = array([f"{tree.made[id(owner)]} 0 R" for owner in owners])
        pairs.append(f"{index} {reference(tree.objects.add(owned))}")
    for index, annotation in enumerate(tree.shown):
        pairs.append(f"{len(tree.pages) + index} {reference(tree.made[id(annotation.element)])}")
    return tree.objects.add(f"<</Nums{array(pairs)}>>")


def _write_elements(tree: _Tree, root: Element, above: int) -> int:
    """Writes `root` and all that is in it, numbered in reading order; its number. Nesting may be deep."""
    found: list[tuple[Element, int]] = []
    waiting = [(root, above)]
    while waiting:
        element, parent = waiting.pop()
        own = tree.made[id(element)] = tree.objects.reserve()
        found.append((element, parent))
        waiting += [(kid, own) for kid in reversed(element.kids) if isinstance(kid, Element)]
    heads = dict.fromkeys(id(head) for element, _ in found for head in element.heads)
    names = {head: f"heading-{count}" for count, head in enumerate(heads, 1)}
    for element, _ in found if names else ():
        element.identifier = names.get(id(element), element.identifier)
    for element, parent in found:
        _write_element(tree, element, parent)
    return tree.made[id(root)]


def _write_element(tree: _Tree, element: Element, parent: int) -> None:
    """Writes an element under the object `parent`, its page where it has content of its own."""
    own = tree.made[id(element)]
    if element.identifier:
        tree.identified.append((element.identifier, own))
    entries = f"/Type/StructElem/S/{element.tag}/P {parent} 0 R{_description(element)}"
    page = -1
    kids: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{tree.made[id(kid)]} 0 R")
        elif isinstance(kid, AnnotationKid):
            kids.append(_annotation(tree, kid))
        elif page < 0 or page == kid.page:
            # The first content settles the element's page; what else is on it is a bare number.
            page = kid.page
            kids.append(str(kid.mcid))
        else:
            kids.append(f"<</Type/MCR/Pg {tree.pages[kid.page]} 0 R/MCID {kid.mcid}>>")
    if page >= 0:
        entries += f"/Pg {tree.pages[page]} 0 R"
    if kids:
        entries += f"/K{array(kids)}" if len(kids) > 1 else f"/K {kids[0]}"
    tree.objects.put(own, f"<<{entries}>>")


def _annotation(tree: _Tree, kid: AnnotationKid) -> str:
    """An object reference to an annotation (14.7.4.3)."""
    holder = reference(tree.pages[tree.shown[kid.number].page])
    return f"<</Type/OBJR/Pg {holder}/Obj {reference(tree.annotations[kid.number])}>>"


def _description(element: Element) -> str:
    """The entries that tell what an element is called, in what language, and where it stands."""
    entries = f"/Alt{string(element.alt)}" if element.alt else ""
    if element.actual_text:
        entries += f"/ActualText{string(element.actual_text)}"
    if element.language:
        entries += f"/Lang{string(element.language)}"
    if element.identifier:
        entries += f"/ID{string(element.identifier)}"
    if element.attributes or element.heads:
        entries += f"/A{_attributes(element)}"
    if element.box is not None:
        inline = element.parent is not None and element.parent.tag == "P"
        placement = "Inline" if inline else "Block"
        entries += f"/A<</O/Layout/Placement/{placement}/BBox{array(map(decimal, element.box))}>>"
    return entries


def _attributes(element: Element) -> str:
    """An element's attributes, with the owner that they belong to (14.8.5)."""
    owner = "Table" if element.heads or _TABLE_ATTRIBUTES & element.attributes.keys() else "List"
    written = f"/O/{owner}"
    if element.heads:
        written += f"/Headers{array(string(head.identifier) for head in element.heads)}"
    for key, value in element.attributes.items():
        if isinstance(value, int):
            written += f"/{key} {value}"
        else:
            written += f"/{key}{string(value) if key == 'Summary' else '/' + value}"
    return f"<<{written}>>"


def _links(tree: _Tree) -> dict[int, list[int]]:
    """The link annotations; the numbers of each page's, by the page's index."""
    words: dict[int, str] = {}
    for annotation in tree.shown:
        words[id(annotation.element)] = words.get(id(annotation.element), "") + annotation.words
    by_page: dict[int, list[int]] = {}
    for index, (annotation, own) in enumerate(zip(tree.shown, tree.annotations, strict=True)):
        called = string(_contents(annotation, words[id(annotation.element)]))
        entries = (
            f"/Type/Annot/Subtype/Link/Rect{array(map(decimal, annotation.rect))}/Border[0 0 0]/F {_PRINTED}"
            f"/Contents{called}/StructParent {len(tree.pages) + index}/P {reference(tree.pages[annotation.page])}"
        )
        tree.objects.put(own, f"<<{entries}/A{_action(tree, annotation)}>>")
        by_page.setdefault(annotation.page, []).append(own)
    return by_page


def _action(tree: _Tree, annotation: Annotation) -> str:
    """What following a link does: it goes to an address, or to a place in the file and the element there."""
    link = annotation.link
    if link.address:
        address = f"{link.address}#{link.bookmark}" if link.bookmark else link.address
        return f"<</S/URI/URI{string(quote(address, safe=_URI_CHARACTERS))}>>"
    place = tree.painted.destinations[link.bookmark]
    return f"<</S/GoTo/D{_destination(tree, place)}{_structure_destination(tree, place)}>>"


def _contents(annotation: Annotation, whole: str) -> str:
    """What a link is called: all its words, also where they stand on several lines, and its address."""
    link = annotation.link
    words = annotation.element.title or " ".join(whole.split())
    if not words:
        return link.address or link.bookmark
    return f"{words} ({link.address})" if link.address not in ("", words) else words


def _destination(tree: _Tree, place: Destination) -> str:
    return f"[{reference(tree.pages[place.page])}/XYZ {decimal(place.x)} {decimal(place.y)} 0]"


def _structure_destination(tree: _Tree, place: Destination) -> str:
    """Where the link leads in the structure tree (ISO 32000-2, 12.3.2.3), which screen readers follow."""
    element = None if place.element is None else tree.made.get(id(place.element))
    return "" if element is None else f"/SD[{reference(element)}/XYZ {decimal(place.x)} {decimal(place.y)} 0]"


class _Item(Struct, eq=False):
    """An outline entry, or the outline itself at level 0, with the entries under it."""

    number: int
    level: int
    heading: Heading | None = None
    kids: list["_Item"] = field(default_factory=list)


def _outline(tree: _Tree) -> int:
    """The outline, nested as the headings are."""
    top = _Item(tree.objects.reserve(), 0)
    opened = [top]
    for heading in tree.painted.headings:
        while opened[-1].level >= heading.level:
            opened.pop()
        item = _Item(tree.objects.reserve(), heading.level, heading)
        opened[-1].kids.append(item)
        opened.append(item)
    ends, count = _items(tree, top)
    tree.objects.put(top.number, f"<</Type/Outlines{ends}/Count {count}>>")
    return top.number


def _items(tree: _Tree, parent: _Item) -> tuple[str, int]:
    """Writes the entries under `parent`; what it says of them, and how many are open in all."""
    total = len(parent.kids)
    for index, item in enumerate(parent.kids):
        ends, count = _items(tree, item)
        total += count
        heading = item.heading
        if heading is None:
            continue
        entries = f"/Title{string(heading.title)}/Parent {reference(parent.number)}"
        entries += f"/Dest{_destination(tree, heading.destination)}"
        if id(heading.element) in tree.made:
            entries += f"/SE {reference(tree.made[id(heading.element)])}"
        if index:
            entries += f"/Prev {reference(parent.kids[index - 1].number)}"
        if index + 1 < len(parent.kids):
            entries += f"/Next {reference(parent.kids[index + 1].number)}"
        entries += f"{ends}/Count {count}" if count else ""
        tree.objects.put(item.number, f"<<{entries}>>")
    if not parent.kids:
        return "", 0
    return f"/First {reference(parent.kids[0].number)}/Last {reference(parent.kids[-1].number)}", total
