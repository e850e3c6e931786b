"""The parts of a Word file that hold words of its author's: the document, and what is printed beside it."""

from boardpaper.ooxml.package import Package

_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")


def stories(package: Package) -> dict[str, str]:
    """The names of those parts with what each is (`header`, `footnotes` ...), the document first, which is "".

    Raises:
        InputError: the relationships are damaged.
    """
    main = package.main
    found = {main: ""} if main else {}
    for kind in _BESIDE:
        found.update((part, kind) for part in package.related(main, kind) if part not in found)
    return found
