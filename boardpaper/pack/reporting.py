"""What a secretary should know of a pack that has been made."""

from collections.abc import Iterator, Mapping, Sequence

from boardpaper.model.finding import Finding
from boardpaper.model.pack import FontCost, PackOptions, PackPart
from boardpaper.pack.joined import Joined
from boardpaper.rules import packs as rules

_MEGABYTE = 1_000_000
_LARGEST_NAMED = 3


def reasons_against(joined: Joined, parts: Sequence[PackPart]) -> tuple[str, ...]:
    """The parts because of which a pack may not claim to conform."""
    return (*(part.facts.name for part in parts if not part.facts.conforms), *joined.undermined)


def slip_findings(parts: Sequence[PackPart], going_in: Sequence[PackPart]) -> Iterator[Finding]:
    """The papers that are not in the pack, or are in it although a screen reader cannot read them."""
    for part, placed in zip(parts, going_in, strict=True):
        if placed.slip and not part.slip:
            rule = rules.PACK_SLIP_PAGE if part.original else rules.SLIP_PAGE_WITHOUT_ADDRESS
            yield rule.at(part.facts.name, title=part.title)
        elif not placed.facts.tagged:
            yield rules.PACK_UNTAGGED_PART.at(part.facts.name, title=part.title)


def claim_findings(against: Sequence[str]) -> Iterator[Finding]:
    """Why the pack does not claim what it was asked to."""
    if against:
        yield rules.PACK_CLAIMS_NOTHING.at(parts=", ".join(dict.fromkeys(against)))


def size_findings(
    content: bytes, parts: Sequence[PackPart], options: PackOptions, fonts: FontCost
) -> Iterator[Finding]:
    """A pack that is larger than the options allow, and the parts that make it so."""
    most = options.most_megabytes
    if most is None or len(content) <= most * _MEGABYTE:
        return
    largest = sorted(parts, key=lambda part: -len(part.content))[:_LARGEST_NAMED]
    named = ", ".join(f"{part.facts.name} ({len(part.content) / _MEGABYTE:.1f} MB)" for part in largest)
    yield rules.PACK_TOO_LARGE.at(
        megabytes=len(content) / _MEGABYTE,
        most=most,
        fonts=fonts.total / _MEGABYTE,
        repeated=fonts.repeated / _MEGABYTE,
        largest=named,
    )


def unsound_findings(unsound: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """Pages whose content had to be closed off, by the part that they belong to."""
    for name, labels in unsound.items():
        yield rules.PACK_UNBALANCED_PAGE.at(name, pages=", ".join(labels[:8]))
