"""Form fields as what they show: a pack is read, not filled in (ISO 32000-1, 12.7; ISO 14289-1, 7.18.4)."""

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from boardpaper.pack.joined import Joined, add_element, add_kid
from boardpaper.pack.links import detach
from boardpaper.pdf.forms import is_shown
from boardpaper.pdf.text import Matrix
from boardpaper.pdf.trees import inherited, key_of, text_of
from boardpaper.rules import packs as rules

_RADIO, _PUSH_BUTTON = 1 << 15, 1 << 16
_FIELD = "BoardpaperField"


def flatten_fields(
    joined: Joined, page: Object, fields: Sequence[Object], parent: Object, name: str, label: str
) -> None:
    """Draws each field's appearance into the page, tagged as a form field that cannot be filled in (14.8.5.6).

    `parent` takes the fields that no tag held; `name` and `label` are the part and the page number for findings.
    """
    for field in fields:
        element = detach(joined, field)
        if not is_shown(field):
            continue
        form = _appearance(field)
        place = None if form is None else _placement(field, form)
        if form is not None and place is not None:
            element = element or add_element(joined, parent, "Form", page)
            _draw(joined, page, form, place, element)
            _describe(field, element)
        elif text_of(inherited(field, "/V")):
            title = text_of(inherited(field, "/TU")) or text_of(inherited(field, "/T"))
            joined.findings.append(rules.PACK_FIELD_NOT_SHOWN.at(name, field=title or "without a name", page=label))


def _appearance(field: Object) -> Stream | None:
    """What the field looks like now (12.5.5): the normal appearance, of a button that of its state."""
    looks = field.get(Name.AP)
    normal = looks.get(Name.N) if isinstance(looks, Dictionary) else None
    if isinstance(normal, Dictionary) and not isinstance(normal, Stream):
        state = field.get(Name.AS)
        normal = normal.get(state if isinstance(state, Name) else Name.Off)
    return normal if isinstance(normal, Stream) else None


def _draw(joined: Joined, page: Object, form: Stream, place: Matrix, element: Object) -> None:
    """Draws a field's appearance at the end of the page, as content of `element`."""
    owners = _owners(joined, page)
    mcid = len(owners)
    owners.append(element)
    form.Type, form.Subtype = Name.XObject, Name.Form
    name = _resource(page, form)
    scale = " ".join(f"{value:.4f}" for value in place)
    content = f"/Form <</MCID {mcid}>> BDC q {scale} cm {name} Do Q EMC\n"
    joined.tails[page.objgen] = joined.tails.get(page.objgen, b"") + content.encode()
    add_kid(element, Dictionary(Type=Name.MCR, Pg=page, MCID=mcid))


def _owners(joined: Joined, page: Object) -> Object:
    """The page's row of the parent tree; its length is the next free identifier of marked content."""
    key = page.get(Name.StructParents)
    if not isinstance(key, int) or not isinstance(joined.tree.numbers.get(key), Array):
        page.StructParents = joined.tree.own(Array())
    return joined.tree.numbers[int(page.StructParents)]


def _placement(field: Object, form: Stream) -> Matrix | None:
    """How the appearance's box is fitted into the field's rectangle (12.5.5, algorithm 8.1).

    None where one of them has no size: then nothing is seen of the field.
    """
    left, bottom, right, top = _sorted_box(field.Rect)
    box = _sorted_box(form.get(Name.BBox, field.Rect))
    a, b, c, d, e, f = [float(value) for value in form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0]))]
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    x0, y0 = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - x0, max(y for _, y in corners) - y0
    if not (width and height and right > left and top > bottom):
        return None
    across, up = (right - left) / width, (top - bottom) / height
    return across, 0.0, 0.0, up, left - x0 * across, bottom - y0 * up


def _sorted_box(box: Object) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a rectangle, whichever corners it is given by."""
    left, bottom, right, top = (float(value) for value in box)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _resource(page: Object, form: Stream) -> str:
    """The name under which the page finds the appearance; the page's resources may be shared, so it gets its own."""
    resources = Dictionary(dict(page.Resources.items())) if Name.Resources in page else Dictionary()
    drawn = resources.get(Name.XObject)
    drawn = Dictionary(dict(drawn.items())) if isinstance(drawn, Dictionary) else Dictionary()
    number = 0
    while f"/{_FIELD}{number}" in drawn:
        number += 1
    drawn[f"/{_FIELD}{number}"] = form
    resources.XObject = drawn
    page.Resources = resources
    return f"/{_FIELD}{number}"


def _describe(field: Object, element: Object) -> None:
    """The attributes of a field that is only printed: its kind, its state, its description (14.8.5.6)."""
    kind, said = key_of(inherited(field, "/FT")), inherited(field, "/Ff")
    flags = said if isinstance(said, int) else 0
    printed = Dictionary(O=Name.PrintField, Role=Name.tv)
    if kind == "/Btn":
        printed.Role = Name.pb if flags & _PUSH_BUTTON else Name.rb if flags & _RADIO else Name.cb
        if not flags & _PUSH_BUTTON:
            printed.checked = Name.off if field.get(Name.AS, Name.Off) == Name.Off else Name.on
    if words := text_of(inherited(field, "/TU")):
        printed.Desc = String(words)
    before = element.get(Name.A)
    if before is None:
        element.A = printed
    else:
        element.A = Array([*(before if isinstance(before, Array) else [before]), printed])
