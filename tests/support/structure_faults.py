"""A strict reader of tagged PDFs: where structure tree, parent tree, ID tree and pages disagree."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


@dataclass
class Tree:
    """What is known before the walk, and what the walk has met."""

    numbers: dict[int, Object]
    pages: set[tuple[int, int]]
    annotations: set[tuple[int, int]]
    content: set[tuple[int, int]] = field(default_factory=set)
    identifiers: list[bytes] = field(default_factory=list)
    headers: set[bytes] = field(default_factory=set)


def structure_faults(content: bytes) -> list[str]:
    """Every contradiction in the structure of a PDF, in words."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        nums = root.ParentTree.Nums
        tree = Tree(
            {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)},
            {page.obj.objgen for page in pdf.pages},
            {each.objgen for page in pdf.pages for each in page.obj.get(Name.Annots, Array())},
        )
        faults = [fault for top in root.K for fault in visit(tree, top, root, None)]
        if len(tree.numbers) * 2 != len(nums) or max(tree.numbers, default=-1) >= int(root.ParentTreeNextKey):
            faults.append("a key stands twice in the parent tree, or the next one is taken")
        return [*faults, *identifier_faults(tree, root), *page_faults(tree, pdf)]


def visit(tree: Tree, element: Object, parent: Object, page: Object | None) -> Iterator[str]:
    if element.P.objgen != parent.objgen:
        yield f"{element.S} has another parent"
    page = element.get(Name.Pg, page)
    if Name.ID in element:
        tree.identifiers.append(bytes(element.ID))
    if isinstance(element.get(Name.A), Dictionary):
        tree.headers.update(bytes(each) for each in element.A.get(Name.Headers, Array()))
    kids = element.get(Name.K, Array())
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            yield from content_faults(tree, element, page, kid)
        elif Name.MCID in kid:
            yield from content_faults(tree, element, kid.get(Name.Pg, page), int(kid.MCID))
        elif Name.Obj in kid:
            yield from annotation_faults(tree, element, kid.Obj)
        else:
            yield from visit(tree, kid, element, page)


def content_faults(tree: Tree, element: Object, page: Object | None, mcid: int) -> Iterator[str]:
    if page is None or page.objgen not in tree.pages:
        yield f"{element.S} is on a page that the file has not"
        return
    key = int(page.StructParents)
    if (key, mcid) in tree.content:
        yield f"marked content {mcid} of page {key} stands twice"
    tree.content.add((key, mcid))
    if tree.numbers[key][mcid].objgen != element.objgen:
        yield f"marked content {mcid} of page {key} belongs to another element than {element.S}"


def annotation_faults(tree: Tree, element: Object, annotation: Object) -> Iterator[str]:
    if annotation.objgen not in tree.annotations:
        yield f"{element.S} holds an annotation that no page has"
    owner = tree.numbers.get(int(annotation.StructParent))
    if owner is None or owner.objgen != element.objgen:
        yield f"an annotation's number does not lead to its {element.S}"


def identifier_faults(tree: Tree, root: Object) -> Iterator[str]:
    if len(tree.identifiers) != len(set(tree.identifiers)):
        yield "an ID stands twice"
    known = {bytes(name) for name in root.IDTree.Names[::2]} if Name.IDTree in root else set()
    if known != set(tree.identifiers):
        yield "the ID tree does not hold the IDs"
    if not tree.headers <= known:
        yield "headers lead nowhere"


def page_faults(tree: Tree, pdf: Pdf) -> Iterator[str]:
    keys = [int(page.obj.StructParents) for page in pdf.pages if Name.StructParents in page.obj]
    if len(keys) != len(set(keys)):
        yield "two pages share a number"
    for key in keys:
        for mcid, owner in enumerate(tree.numbers[key]):
            if isinstance(owner, Dictionary) and (key, mcid) not in tree.content:
                yield f"marked content {mcid} of page {key} is in no element"
