"""Names of parts: compared, resolved, and where the relationships of a part stand (ECMA-376 part 2, 6.2 and 6.5).

A name is written here without its leading slash; the package itself is the part "".
"""

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote, unquote

CONTENT_TYPES = "[Content_Types].xml"
# An encoded slash is no slash (6.2.2.2).
_ENCODED_SLASH = re.compile("%(2f|5c)", re.IGNORECASE)
_IN_TARGETS = "/%!$&'()*+,;=:@~-._"


@lru_cache(maxsize=2**12)
def part_key(name: str) -> str:
    """What equivalent names have in common: letters of either case and percent-encoded signs are alike (6.2.2.3)."""
    return unquote(_ENCODED_SLASH.sub(r"%25\1", name)).lstrip("/").lower()


def relationships_name(part: str) -> str:
    """Where the relationships of `part` stand."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve(part: str, target: str) -> str:
    """The name that `target`, a reference in the relationships of `part`, leads to."""
    path = target.partition("#")[0] if not target.startswith("#") else target
    # Steps above the root lead to the root (RFC 3986, 5.2.4).
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/")


def target_of(part: str, other: str) -> str:
    """`other` as the relationships of `part` refer to it."""
    return quote(posixpath.relpath(f"/{other}", f"/{posixpath.dirname(part)}"), safe=_IN_TARGETS)
