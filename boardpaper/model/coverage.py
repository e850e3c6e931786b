"""How far the numbers of a paper are explained."""

from collections.abc import Mapping

from msgspec import Struct, field


class Coverage(Struct, frozen=True):
    """How many numbers of a text are bound to a workbook, have a source, are allowed by reason, or unexplained."""

    bound: int = 0
    sourced: int = 0
    allowed: Mapping[str, int] = field(default_factory=dict)
    unexplained: int = 0
