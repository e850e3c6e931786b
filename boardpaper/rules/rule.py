"""A rule: what can be wrong, how it is said, what to do about it, and what it protects."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from boardpaper.model.finding import Finding, Severity
from boardpaper.model.messages import counted, meant


class Gate(StrEnum):
    """Whether a rule stops a publication, and what a person may decide about it."""

    OPEN = "open"
    """It stops nothing by itself: its severity decides."""
    SHUT = "shut"
    """It stops the publication until somebody has put it right."""
    ALLOW = "allow"
    """It stops the publication unless a person allows it by name (`--allow`)."""
    ACCEPT = "accept"
    """It stops the publication unless a person accepts all changes (`--accept-changes`)."""


class Rule(Struct, frozen=True):
    """One rule of the register, declared as a constant in the file of its area.

    `name` is stable and in kebab-case: people write it after `--allow`, and programs read it in `--json`. `sentence`
    and `hint` hold slots, as `str.format` knows them: `“{number}” has no source`. What fills a slot is printed as it
    is, braces too. A slot whose name begins with `also` holds a clause that may be empty.
    """

    name: str
    severity: Severity
    sentence: str
    hint: str
    protects: str
    gate: Gate = Gate.OPEN
    is_wording: bool = False

    def at(self, where: object = "", /, *, likely: object = "", **values: object) -> Finding:
        """The finding that this rule is broken at `where`; `values` fill the slots of its sentence and hint.

        Where a name was mistyped, `likely` is the one that was probably meant; the hint then asks for it.

        Raises:
            KeyError: a slot has no value.
            TypeError: a value has no slot.
        """
        slots = _Slots(values)
        message, hint = self.sentence.format_map(slots), self.hint.format_map(slots)
        if surplus := values.keys() - slots.used:
            raise TypeError(f"{self.name} has no slot for {', '.join(sorted(surplus))}")
        return Finding(self.name, message, str(where), meant(likely) if likely else hint, self.severity)

    def more(self, where: object, count: int, also: str = "") -> Finding:
        """The finding that stands for `count` others of this rule, of which `where` has the first."""
        return Finding(
            self.name,
            f"the same in {counted(count, 'more place')}{also}",
            str(where),
            self.hint.format(),
            self.severity,
        )

    def worded(self, sentence: str = "", hint: str = "", severity: Severity | None = None) -> "Rule":
        """The same rule in other words, for one of the several ways in which it can be broken."""
        return Rule(
            self.name,
            severity or self.severity,
            sentence or self.sentence,
            hint or self.hint,
            self.protects,
            self.gate,
            is_wording=True,
        )


class _Slots(dict[str, object]):
    """The values of slots, which remembers those that were asked for."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__(values)
        self.used: set[str] = set()

    def __getitem__(self, name: str) -> object:
        self.used.add(name)
        return super().__getitem__(name)
