"""Lengths as WordprocessingML writes them: Strict files give units, others twentieths of a point."""

import math
import re
from functools import lru_cache

_LENGTH = re.compile(r"\s*([+-]?\d*\.?\d+)\s*(pt|in|cm|mm|pc|pi)?\s*\Z")
_UNIT_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
# Word holds no length beyond 22 inches; a damaged file must not lay out a page of a mile.
_LONGEST = 1584.0


@lru_cache(maxsize=4096)
def length(value: str | None, per_point: float = 20.0) -> float | None:
    """Points from a length: a bare number counts `per_point` to a point, a unit speaks for itself (22.9.2.14)."""
    if not value:
        return None
    match = _LENGTH.match(value)
    if match is None:
        return None
    number = float(match[1])
    points = number * _UNIT_POINTS[match[2]] if match[2] else number / per_point
    return max(-_LONGEST, min(_LONGEST, points)) if math.isfinite(points) else None


def twips(value: str | None) -> int:
    """Twentieths of a point from a length, to the nearest; 0 where there is none."""
    return round((length(value) or 0.0) * 20)
