"""Ways to number with a fixed list of letters or signs."""

from collections.abc import Callable, Sequence

# What writes a number from 0 on.
Write = Callable[[int], str]

# The longest run of one letter: page 800 in letters would be as long as a line.
MOST_REPEATED = 30


def repeated(letters: Sequence[str]) -> Write:
    """The letters in turn, then each twice, then each three times: Word does not count in a base."""

    def write(value: int) -> str:
        times, index = divmod(value - 1, len(letters))
        return letters[index] * min(times + 1, MOST_REPEATED)

    return write


def as_far_as(characters: Sequence[str]) -> Write:
    """What Unicode or a calendar has one sign for; digits beyond."""
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else str(value)
