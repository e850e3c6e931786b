"""How messages are worded: the name that was probably meant, counts of things, and lists of them."""

from collections.abc import Iterable
from difflib import get_close_matches

# How alike a name must be to be offered; 1 is the same. Capitals and the signs between words do not count.
_ALIKE = 0.6
_SIGNS = str.maketrans({" ": ".", "_": ".", "-": "."})

# Signs that begin or end a stretch of another direction, or override it (Unicode Standard Annex 9).
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def turning_sign(text: str) -> str:
    """`U+202E`: the first sign in `text` that turns the direction of writing; "" for none."""
    return next((f"U+{ord(sign):04X}" for sign in text if sign in _TURNING), "")


def without_turns(text: str) -> str:
    """`text` without the signs that turn the direction of writing, as a message may print it."""
    return "".join(sign for sign in text if sign not in _TURNING)


def nearest(word: str, known: Iterable[str]) -> str:
    """The entry of `known` most like `word`, or nothing where none is like it."""
    by_key = {_key(entry): entry for entry in reversed(list(known))}
    return next((by_key[match] for match in get_close_matches(_key(word), list(by_key), cutoff=_ALIKE)), "")


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a name that nothing has: the one most like it, or `otherwise`."""
    likely = nearest(word, known)
    return meant(likely) if likely else otherwise


def meant(name: object) -> str:
    """The question whether `name` was meant."""
    return f"Did you mean “{name}”?"


def counted(number: int, thing: str, does: str = "", do: str = "") -> str:
    """`1 page`, `2 pages`, `1,200 changes of format`: what stands before “of” takes the s.

    With a verb in both its forms, `1 figure is`, `2 figures are`.
    """
    first, of, rest = thing.partition(" of ")
    things = thing if number == 1 else f"{first}s{of}{rest}"
    return f"{number:,} {things} {does if number == 1 else do}".rstrip()


def listed(things: Iterable[str], most: int | None = None, between: str = ", ") -> str:
    """The things one after another, of very many the first `most`: `a, b and 3 more`, `a; b; and 3 more`."""
    every = list(things)
    if most is None or len(every) <= most:
        return between.join(every)
    joint = " " if between == ", " else between
    return f"{between.join(every[:most])}{joint}and {len(every) - most:,} more"


def joined(things: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = [*things] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _key(name: str) -> str:
    """The name as likeness is judged by: without case, and with one sign for all that separate words."""
    return name.casefold().translate(_SIGNS)
