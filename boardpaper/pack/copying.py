"""One finished PDF copied into the pack: its pages, structure, destinations, outline and layers."""

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.errors import InputError
from boardpaper.model.pack import PackPart
from boardpaper.pack.cleaning import clean
from boardpaper.pack.forms import flatten_fields
from boardpaper.pack.joined import Entry, Joined
from boardpaper.pack.layers import add_layers
from boardpaper.pack.links import clean_page, destination, leads_to
from boardpaper.pack.rekeying import part_rules, rekey_objects
from boardpaper.pdf.boxes import rotation_of
from boardpaper.pdf.opening import BROKEN, open_pdf
from boardpaper.pdf.trees import (
    kids_of,
    outline_entries,
    readable,
    standard_type,
    stream_of,
    string_of,
    structure_depth,
    text_of,
    tree_items,
)
from boardpaper.rules import packs as rules

_CMYK = 4
_DEEPEST = 5_000
# A page's entries that act, that show how a screen should present it, or that belong to the file it came from.
_DROPPED = ("/AA", "/B", "/ID", "/PZ", "/SeparationInfo", "/Trans", "/Dur", "/PresSteps", "/TemplateInstantiated")


class Copied(Struct, frozen=True, eq=False):
    """A part in the pack. `element` is None where it has no tags."""

    pages: tuple[Object, ...]
    element: Object | None
    outline: tuple[Entry, ...]


def copy_part(joined: Joined, part: PackPart, index: int, labels: tuple[str, ...]) -> Copied:
    """Copies `part` behind what the pack holds already; `labels` are its pages' numbers, for findings.

    Raises:
        InputError: the file cannot be read, or has not the pages that its facts say.
    """
    try:
        with open_pdf(part.content) as source:
            if len(source.pages) != len(labels):
                raise _changed(part)
            if part.facts.extras.signatures:
                # By itself it stays as it was signed.
                clean(source)
            return _copy(joined, source, part, index, labels)
    except BROKEN as fault:
        why = str(fault).strip() or type(fault).__name__
        raise InputError(rules.PACK_BROKEN_PART.at(part.facts.name, fault=why)) from fault


def _changed(part: PackPart) -> InputError:
    return InputError(rules.PACK_CHANGED_PART.at(part.facts.name))


def _refuse_deep(source: Pdf, part: PackPart) -> None:
    """Objects are copied one inside the other, which would end the program where they go down too far."""
    if len(source.objects) > _DEEPEST and structure_depth(source) > _DEEPEST:
        raise InputError(rules.PART_TOO_DEEP.at(part.facts.name))


def _copy(joined: Joined, source: Pdf, part: PackPart, index: int, labels: tuple[str, ...]) -> Copied:
    """Brings a part's pages, structure, destinations, outline and layers into the pack, under names of their own."""
    pdf = joined.pdf
    _refuse_deep(source, part)
    _take_form(joined, source, part)
    first = pdf.make_indirect(Dictionary()).objgen[0]
    prefix = f"p{index}."
    before = len(pdf.pages)
    for page in source.pages:
        pdf.pages.append(page)
    pages: list[Object] = [page.obj for page in list(pdf.pages)[before:]]
    tree = _copy_tree(joined, source) if part.facts.tagged else None
    _copy_destinations(joined, source, prefix, pages)
    outline = _copy_outline(joined, source, prefix, pages)
    add_layers(joined.layers, source.Root, part.title, pdf.copy_foreign)
    rules = part_rules(joined, index, tree, _cmyk_profile(joined, source))
    element = None if tree is None else _join_tree(joined, tree, part, rules.offset)
    last = pdf.make_indirect(Dictionary()).objgen[0]
    rekey_objects(joined, range(first + 1, last), rules)
    if tree is not None:
        joined.tree.next_key = max(rules.offset + rules.highest, *joined.tree.numbers, joined.tree.next_key - 1) + 1
    for copied, label in zip(pages, labels, strict=True):
        _clean(joined, copied, prefix, pages, part, element, label)
    return Copied(tuple(pages), element, tuple(outline or _heading_entries(part, pages)))


def _take_form(joined: Joined, source: Pdf, part: PackPart) -> None:
    """Makes a form ready to be shown: its fields stay on the pages, drawn anew where the form asks for that."""
    form = source.Root.get(Name.AcroForm)
    if form is None:
        return
    if isinstance(form, Dictionary) and bool(form.get(Name.NeedAppearances, False)):
        source.generate_appearance_streams()
        joined.undermined.append(f"{part.facts.name} (its form fields were drawn anew)")
    del source.Root.AcroForm


def _copy_tree(joined: Joined, source: Pdf) -> Object | None:
    """The part's structure tree as an object of the pack; None where it has none."""
    tree = source.Root.get(Name.StructTreeRoot)
    if not isinstance(tree, Dictionary):
        return None
    # The pages are in the pack already, so the structure's references to them and to their annotations lead there.
    return joined.pdf.copy_foreign(tree if tree.is_indirect else source.make_indirect(tree))


def _join_tree(joined: Joined, tree: Object, part: PackPart, offset: int) -> Object:
    """The source's Document as a Part of the pack's; its parent tree behind the pack's."""
    element = _as_part(joined, tree)
    element.P = joined.tree.document
    element.T = String(part.title)
    if part.facts.language and Name.Lang not in element:
        element.Lang = String(part.facts.language)
    joined.tree.document.K.append(element)
    for key, value in tree_items(tree.get(Name.ParentTree), "/Nums"):
        if isinstance(key, int) and key >= 0:
            joined.tree.numbers[key + offset] = value
    spaces = tree.get(Name.Namespaces)
    joined.tree.namespaces += list(spaces) if isinstance(spaces, Array) else []
    return element


def _as_part(joined: Joined, tree: Object) -> Object:
    """The one Part that holds all of a source's elements: its Document, or a new one around whatever else it has."""
    kids = [kid for kid in kids_of(tree) if isinstance(kid, Dictionary)]
    roles = tree.get(Name.RoleMap)
    documents = [kid for kid in kids if standard_type(kid.get(Name.S), roles) == "/Document"]
    for each in documents:
        each.S = Name.Part
    if len(kids) == 1 and documents:
        return kids[0]
    element = joined.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, K=Array(kids)))
    for kid in kids:
        kid.P = element
    return element


def _copy_destinations(joined: Joined, source: Pdf, prefix: str, pages: list[Object]) -> None:
    """Takes over the part's named destinations, with `prefix` before their names."""
    named: dict[str, Object] = {}
    old = source.Root.get(Name.Dests)
    named.update((readable(key), value) for key, value in old.items()) if isinstance(old, Dictionary) else None
    names = source.Root.get(Name.Names)
    if isinstance(names, Dictionary):
        pairs = tree_items(names.get(Name.Dests), "/Names")
        named.update((string_of(key), value) for key, value in pairs if isinstance(key, String))
    for name, value in named.items():
        place = _copied_destination(joined, source, value, prefix, pages)
        if isinstance(place, Array):
            joined.destinations[prefix + name] = place


def _copied_destination(
    joined: Joined, source: Pdf, value: Object | None, prefix: str, pages: list[Object]
) -> Object | None:
    """A source's destination in the pack, its page found among the copied ones."""
    if isinstance(value, Dictionary):
        value = value.get(Name.D)
    if isinstance(value, Array):
        value = joined.pdf.copy_foreign(source.make_indirect(Array(list(value))))
    return destination(value, prefix, pages)


def _copy_outline(joined: Joined, source: Pdf, prefix: str, pages: list[Object]) -> list[Entry]:
    """The part's outline, its entries leading where their pages are in the pack."""
    entries: list[Entry] = []
    open_entries: list[tuple[int, list[Entry]]] = [(0, entries)]
    for level, item in outline_entries(source):
        entry = Entry(" ".join(text_of(item.get(Name.Title)).split()))
        if Name.Dest in item:
            place = _copied_destination(joined, source, item.Dest, prefix, pages)
            entry.leads = {} if place is None else {"/Dest": place}
        elif isinstance(item.get(Name.A), Dictionary):
            action = joined.pdf.copy_foreign(source.make_indirect(Dictionary(dict(item.A.items()))))
            entry.leads = leads_to(joined, action, prefix, pages)
        while open_entries[-1][0] >= level:
            open_entries.pop()
        open_entries[-1][1].append(entry)
        open_entries.append((level, entry.kids))
    return entries


def _heading_entries(part: PackPart, pages: list[Object]) -> list[Entry]:
    """An outline from the headings of a tagged part that brings none."""
    entries: list[Entry] = []
    open_entries: list[tuple[int, list[Entry]]] = [(0, entries)]
    for heading in part.facts.headings:
        place = Array([pages[heading.page], Name.Fit])
        if heading.top is not None:
            place = Array([pages[heading.page], Name.FitH, round(heading.top, 2)])
        entry = Entry(heading.title, {"/Dest": place})
        while open_entries[-1][0] >= heading.level:
            open_entries.pop()
        open_entries[-1][1].append(entry)
        open_entries.append((heading.level, entry.kids))
    return entries


def _cmyk_profile(joined: Joined, source: Pdf) -> Object | None:
    """The profile of a source whose output intent is CMYK, copied into the pack."""
    intents = source.Root.get(Name.OutputIntents)
    for intent in intents if isinstance(intents, Array) else ():
        profile = stream_of(intent.get(Name.DestOutputProfile)) if isinstance(intent, Dictionary) else None
        if profile is not None and profile.get(Name.N) == _CMYK:
            return joined.pdf.copy_foreign(profile)
    return None


def _clean(
    joined: Joined, page: Object, prefix: str, pages: list[Object], part: PackPart, element: Object | None, label: str
) -> None:
    """Takes out of a page what has no place in a pack, and draws its form fields into it."""
    for key in _DROPPED:
        if key in page:
            del page[key]
    if Name.Rotate in page:
        # What is no multiple of 90 degrees, programs show in different ways.
        page.Rotate = rotation_of(page)
    fields = clean_page(joined, page, prefix, pages)
    if fields:
        flatten_fields(
            joined, page, fields, joined.tree.document if element is None else element, part.facts.name, label
        )
    if element is not None:
        page.Tabs = Name.S
