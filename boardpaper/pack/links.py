"""What annotations lead to, inside a pack: destinations renamed, files beside it addressed, all that acts taken out."""

from collections.abc import Sequence
from urllib.parse import quote, unquote

from pikepdf import Array, Dictionary, Name, Object, String

from boardpaper.pack.joined import Joined
from boardpaper.pdf.actions import file_name, is_local
from boardpaper.pdf.trees import annotations_of, key_of, kids_of, name_of, string_of, text_of

# Annotations that play or hold something; PDF/A-2 has no place for them (ISO 19005-2, 6.3.1).
_REMOVED = frozenset({"/Screen", "/Movie", "/Sound", "/3D", "/RichMedia", "/FileAttachment", "/TrapNet"})
_NAMED = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
# What stands in an address as it is; the rest is encoded (RFC 3986, 2.1).
URI_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"


def clean_page(joined: Joined, page: Object, prefix: str, pages: Sequence[Object]) -> list[Object]:
    """Makes a page's annotations fit for a pack; returns the form fields that were taken from it."""
    annotations = annotations_of(page)
    kept: list[Object] = []
    fields: list[Object] = []
    for annotation in annotations:
        kind = key_of(annotation.get(Name.Subtype))
        if kind == "/Widget":
            fields.append(annotation)
        elif kind in _REMOVED:
            detach(joined, annotation)
        else:
            _clean(joined, annotation, prefix, pages)
            annotation.P = page
            kept.append(annotation)
    if kept:
        page.Annots = Array(kept)
    elif Name.Annots in page:
        del page[Name.Annots]
    return fields


def detach(joined: Joined, annotation: Object) -> Object | None:
    """Takes an annotation out of the structure; returns the element that held it, if any."""
    key = annotation.get(Name.StructParent)
    element = joined.tree.numbers.pop(key, None) if isinstance(key, int) else None
    if not isinstance(element, Dictionary):
        return None
    element.K = Array([kid for kid in kids_of(element) if not _refers(kid, annotation)])
    return element


def destination(value: Object | None, prefix: str, pages: Sequence[Object]) -> Object | None:
    """A destination for use in the pack: a name made this part's own, a page's number made the page; None if broken."""
    if isinstance(value, Dictionary):
        value = value.get(Name.D)
    if isinstance(value, String):
        return String(prefix + string_of(value))
    if isinstance(value, Name):
        return String(prefix + name_of(value))
    if not isinstance(value, Array) or not len(value):
        return None
    page = value[0]
    if isinstance(page, int):
        return Array([pages[page], *list(value)[1:]]) if 0 <= page < len(pages) else None
    return value if isinstance(page, Dictionary) else None


def internal_target(joined: Joined, address: str) -> str | None:
    """The destination inside the pack that an address outside it stands for."""
    return joined.targets.get(unquote(address))


def _refers(kid: Object, annotation: Object) -> bool:
    """Whether a kid of an element is a reference to the annotation."""
    inside = kid.get(Name.Obj) if isinstance(kid, Dictionary) else None
    return isinstance(inside, Dictionary) and inside.objgen == annotation.objgen


def _clean(joined: Joined, annotation: Object, prefix: str, pages: Sequence[Object]) -> None:
    """Takes an annotation's actions away, but for those that lead somewhere in the pack or to a safe address."""
    for key in ("/AA", "/PA"):
        if key in annotation:
            del annotation[key]
    if Name.Dest in annotation:
        _set(annotation, "/Dest", destination(annotation.Dest, prefix, pages))
    action = annotation.get(Name.A)
    if action is None:
        return
    del annotation[Name.A]
    if isinstance(action, Dictionary):
        for key, value in leads_to(joined, action, prefix, pages).items():
            annotation[key] = value
        address = text_of(action.get(Name.URI))
        if address and internal_target(joined, address) is not None and Name.Contents in annotation:
            # The link stays inside now: an address in its name would mislead.
            annotation.Contents = String(text_of(annotation.Contents).removesuffix(f" ({unquote(address)})"))


def leads_to(joined: Joined, action: Object, prefix: str, pages: Sequence[Object]) -> dict[str, Object]:
    """The `/Dest` or `/A` that stands for an action in a pack; nothing for one that does more than lead somewhere."""
    kind = key_of(action.get(Name.S))
    if kind == "/GoTo":
        place = destination(action.get(Name.D), prefix, pages)
        if place is None:
            return {}
        if isinstance(action.get(Name.SD), Array):
            # A structure destination says which element is meant (ISO 32000-2, 12.3.2.3); old readers take the page.
            return {"/A": Dictionary(S=Name.GoTo, D=place, SD=action.SD)}
        return {"/Dest": place}
    if kind == "/Named" and key_of(action.get(Name.N)) in _NAMED:
        return {"/A": Dictionary(S=Name.Named, N=action.N)}
    address = text_of(action.get(Name.URI)) if kind == "/URI" else ""
    if kind == "/GoToR":
        address = _file_address(action)
    target = internal_target(joined, address) if address else None
    if target is not None:
        return {"/Dest": String(target)}
    if not address or is_local(address):
        return {}
    return {"/A": Dictionary(S=Name.URI, URI=String(address))}


def _file_address(action: Object) -> str:
    """Another file's address, relative as it was, with the page where one is named (12.6.4.3, RFC 8118)."""
    name = file_name(action.get(Name.F))
    place = action.get(Name.D)
    page = f"#page={int(place[0]) + 1}" if isinstance(place, Array) and len(place) and isinstance(place[0], int) else ""
    return quote(name, safe=URI_CHARACTERS) + page if name else ""


def _set(entry: Object, key: str, value: Object | None) -> None:
    """Sets an entry, or removes it for None."""
    if value is None:
        del entry[key]
    else:
        entry[key] = value
