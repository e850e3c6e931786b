"""The names of places that boardpaper looks for itself; no bookmark of Word's begins with a space."""


def field_anchor(count: int) -> str:
    """The name under which a PAGE field in the body finds its own page; no bookmark of Word's can be called so."""
    return f" field {count}"


def style_anchor(count: int) -> str:
    """The name under which a paragraph that headers repeat is found; no bookmark of Word's can be called so."""
    return f" style {count}"


def note_anchor(note: str) -> str:
    """The name that a note's mark leads to; no bookmark of Word's can be called so."""
    return f" note {note}"
