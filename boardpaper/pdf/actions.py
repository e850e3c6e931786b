"""Actions in a PDF: those that only lead somewhere, and those that act (ISO 32000-1, 12.6.4)."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object

from boardpaper.pdf.trees import key_of, name_of, text_of

_LEADING = frozenset({"/GoTo", "/GoToR", "/GoToE", "/URI", "/Named", "/Thread"})
_DEEPEST = 20
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PUBLIC = frozenset({"http", "https", "mailto", "tel", "ftp", "ftps"})


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
    elif _is_script(action):
        yield "JavaScript"
    following = action.get(Name.Next)
    for each in following if isinstance(following, Array) else (following,):
        yield from active_kinds(each, depth + 1)


def is_local(address: str) -> bool:
    """Whether an address leads into somebody's machine or network: `file:`, a drive, a share, or up from a folder."""
    if scheme := _scheme(address):
        return scheme not in _PUBLIC
    plain = unquote(address).strip()
    return plain.startswith(("/", "..")) or "\\" in plain


def local_addresses(action: Object | None, depth: int = 0) -> Iterator[str]:
    """The addresses on somebody's machine that an action, or one that follows it, leads to; a script is none."""
    if not isinstance(action, Dictionary) or depth > _DEEPEST:
        return
    address = address_of(action)
    if is_local(address) and not _is_script(action):
        yield address
    following = action.get(Name.Next)
    for each in following if isinstance(following, Array) else (following,):
        yield from local_addresses(each, depth + 1)


def _is_script(action: Object) -> bool:
    """Whether an action leads to an address that is a script."""
    return action.get(Name.S) == Name.URI and _scheme(text_of(action.get(Name.URI))) == "javascript"


def _scheme(address: str) -> str:
    """The scheme of an address in small letters; "" where it has none."""
    scheme = _SCHEME.match(unquote(address).strip())
    return "" if scheme is None else scheme[1].lower()


def address_of(action: Object) -> str:
    """The address or the file that an action leads to; "" where it stays in its own file."""
    return text_of(action.get(Name.URI)) or file_name(action.get(Name.F))


def file_name(file: Object | None) -> str:
    """The name that a file specification gives (7.11.3); "" where it gives none."""
    if not isinstance(file, Dictionary):
        return text_of(file)
    return text_of(file.get(Name.UF)) or text_of(file.get(Name.F))
