"""Alternatives: what a later Word shows, and what others show in its place (ECMA-376, Part 3, 9.3)."""

from boardpaper.ooxml.names import MC, NAMESPACES, Element

# What this reader understands of the namespaces that an alternative may require; newer charts, ink and 3-D models are
# left to the picture that Word puts beside them.
_UNDERSTOOD = (
    NAMESPACES["w"],
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/word/2012/wordml",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/drawing/2010/main",
)


def is_hollow(element: Element) -> bool:
    """Whether an alternative offers something, and nothing of it can be read."""
    branch = chosen_alternative(element)
    return (branch is None or not len(branch)) and any(len(choice) for choice in element.iterchildren(f"{MC}Choice"))


def chosen_alternative(element: Element) -> Element | None:
    """The branch of a `mc:AlternateContent` to read: the first choice that is understood, else the fallback."""
    for choice in element.iterchildren(f"{MC}Choice"):
        required = [choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()]
        if all(namespace in _UNDERSTOOD for namespace in required):
            return choice
    return element.find(f"{MC}Fallback")
