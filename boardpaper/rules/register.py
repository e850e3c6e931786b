"""The register: every rule by its name, with its area and all its wordings."""

from collections.abc import Mapping
from types import ModuleType

from msgspec import Struct

from boardpaper.model.finding import Severity
from boardpaper.rules import (
    accessibility,
    audit,
    claims,
    drift,
    figures,
    files,
    leaks,
    meetings,
    narrative,
    packs,
    pages,
    pdfs,
    plans,
    publication,
    refreshing,
    running,
    templates,
    word,
    workbook,
)
from boardpaper.rules.rule import Rule

_AREAS = (
    plans,
    workbook,
    narrative,
    figures,
    templates,
    audit,
    claims,
    drift,
    refreshing,
    word,
    accessibility,
    publication,
    pages,
    meetings,
    pdfs,
    packs,
    leaks,
    files,
    running,
)


class Area(Struct, frozen=True):
    """A part of the register: `leaks`, “Leaks”, and what its rules are about, as the rest of a sentence."""

    name: str
    title: str
    about: str


class RegisteredRule(Struct, frozen=True):
    """One rule of the register. `wordings` are the ways in which it can be broken, the commonest first."""

    rule: Rule
    area: Area
    wordings: tuple[Rule, ...]

    @property
    def severities(self) -> tuple[Severity, ...]:
        """How much it matters: by itself first, then as some of its wordings have it."""
        return tuple(dict.fromkeys(wording.severity for wording in self.wordings))


def register() -> Mapping[str, RegisteredRule]:
    """Every rule by its name, area after area, in the order in which their files declare them."""
    homes = {
        entry.name: (entry, _area(module))
        for module in _AREAS
        for entry in vars(module).values()
        if isinstance(entry, Rule) and not entry.is_wording
    }
    wordings: dict[str, list[Rule]] = {name: [rule] for name, (rule, _) in homes.items()}
    for module in _AREAS:
        for wording in vars(module).values():
            if isinstance(wording, Rule) and wording.is_wording:
                wordings[wording.name].append(wording)
    return {name: RegisteredRule(rule, area, tuple(wordings[name])) for name, (rule, area) in homes.items()}


def _area(module: ModuleType) -> Area:
    """An area of the register as its module's first line names it."""
    title, _, about = (module.__doc__ or "").strip().partition(": ")
    return Area(module.__name__.rpartition(".")[2], title, about)
