"""Actions in a PDF: those that only lead somewhere, and those that act (ISO 32000-1, 12.6.4)."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object

from boardpaper.pdf.trees import key_of, name_of, text_of

_LEADING = frozenset({"/GoTo", "/GoToR", "/GoToE", "/URI", "/Named", "/Thread"})
_DEEPEST = 20


def active_kinds(action: Object | None, depth: int = 0) -> Iterator[str]:
    """The kinds of what acts in an action, in those that follow it, or in a dictionary of actions by event."""
    if not isinstance(action, Dictionary) or depth > _DEEPEST:
        return
    if Name.S not in action:
        for key, inner in action.items():
            yield from active_kinds(inner if key != "/Parent" else None, depth + 1)
        return
    kind = key_of(action.S)
    if kind not in _LEADING:
        yield name_of(action.S)
    elif kind == "/URI" and text_of(action.get(Name.URI)).lower().startswith("javascript:"):
        yield "JavaScript"
    following = action.get(Name.Next)
    for each in following if isinstance(following, Array) else (following,):
        yield from active_kinds(each, depth + 1)
