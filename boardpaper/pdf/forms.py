"""The form of a PDF: which of its fields nobody sees, and what they hold all the same (ISO 32000-1, 12.7)."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf

from boardpaper.pdf.boxes import visible_box
from boardpaper.pdf.trees import annotations_of, inherited

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
# A password shows as dots, and a field that chooses a file holds its path.
_PASSWORD, _CHOOSES_FILE = 1 << 13, 1 << 20
_DEEPEST = 50
VALUES = (Name.V, Name.DV, Name.RV)


def is_shown(annotation: Object) -> bool:
    """Whether an annotation's flags let readers see it (12.5.3)."""
    flags = annotation.get(Name.F, 0)
    return not (isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW))


def hidden_fields(pdf: Pdf) -> Iterator[Object]:
    """Every field that holds a value and stands on no page where a reader could see it."""
    seen, loose = _seen_fields(pdf)
    yield from (field for field in loose if _holds_value(field))
    fields = (each for each in pdf.objects if isinstance(each, Dictionary) and is_field(each))
    for each in fields:
        if _holds_value(each) and (each.objgen not in seen or _conceals(each)):
            yield each


def _seen_fields(pdf: Pdf) -> tuple[set[tuple[int, int]], list[Object]]:
    """The numbers of the fields that pages show; and fields without a number, which no page shows."""
    seen: set[tuple[int, int]] = set()
    loose: list[Object] = []
    for page in pdf.pages:
        for widget in annotations_of(page.obj):
            if widget.get(Name.Subtype) != Name.Widget:
                continue
            if _stands_on(widget, page.obj):
                seen.update(each.objgen for each in _upwards(widget))
            elif not widget.is_indirect:
                loose.append(widget)
    return seen, loose


def _upwards(widget: Object) -> Iterator[Object]:
    """A widget, and the fields that it belongs to."""
    node: Object | None = widget
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            return
        yield node
        node = node.get(Name.Parent)


def _stands_on(widget: Object, page: Object) -> bool:
    """Whether a widget covers some of what a page shows."""
    box = widget.get(Name.Rect)
    if not is_shown(widget) or not isinstance(box, Array) or len(box) != 4:
        return False
    across, up = sorted((float(box[0]), float(box[2]))), sorted((float(box[1]), float(box[3])))
    left, bottom, right, top = visible_box(page)
    wide = min(across[1], right) - max(across[0], left)
    high = min(up[1], top) - max(up[0], bottom)
    return wide > 0 and high > 0


def is_field(entry: Object) -> bool:
    """Whether an object is a field of a form, and not only the widget of one (12.7.3.1)."""
    return Name.FT in entry or (Name.T in entry and (Name.Kids in entry or Name.Parent in entry))


def _conceals(field: Object) -> bool:
    """Whether a field does not show what it holds."""
    flags = inherited(field, "/Ff")
    return isinstance(flags, int) and bool(flags & (_PASSWORD | _CHOOSES_FILE)) and inherited(field, "/FT") == Name.Tx


def _holds_value(field: Object) -> bool:
    """Whether a field holds anything; a signature is none of its words."""
    return any(key in field for key in VALUES) and inherited(field, "/FT") != Name.Sig
