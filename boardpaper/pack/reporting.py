"""What a secretary should know of a pack that has been made."""

from collections.abc import Iterator, Mapping, Sequence

from boardpaper.model.finding import Finding, warning
from boardpaper.model.pack import FontCost, PackOptions, PackPart
from boardpaper.pack.joined import Joined

_MEGABYTE = 1_000_000
_LARGEST_NAMED = 3


def reasons_against(joined: Joined, parts: Sequence[PackPart]) -> tuple[str, ...]:
    """The parts because of which a pack may not claim to conform."""
    return (*(part.facts.name for part in parts if not part.facts.conforms), *joined.undermined)


def slip_findings(parts: Sequence[PackPart], going_in: Sequence[PackPart]) -> Iterator[Finding]:
    """The papers that are not in the pack, or are in it although a screen reader cannot read them."""
    for part, placed in zip(parts, going_in, strict=True):
        if placed.slip and not part.slip:
            hint = "Get a tagged PDF or the Word file from its author, or include untagged papers on purpose."
            if not part.original:
                hint += " Give its address meanwhile, so that the slip page can lead to it."
            yield warning(
                "pack-slip-page", f"A slip page stands for “{part.title}”: the file has no tags.", part.facts.name, hint
            )
        elif not placed.facts.tagged:
            yield warning(
                "pack-untagged-part",
                f"The pages of “{part.title}” have no tags: a screen reader passes over them.",
                part.facts.name,
                "Get a tagged PDF or the Word file from its author.",
            )


def claim_findings(against: Sequence[str]) -> Iterator[Finding]:
    """Why the pack does not claim what it was asked to."""
    if against:
        yield warning(
            "pack-claims-nothing",
            "The pack does not say that it conforms to PDF/UA-1 and PDF/A-2a, since not all its parts do: "
            f"{', '.join(dict.fromkeys(against))}.",
            "",
            "Ask for these papers as tagged PDFs that conform, or as Word files.",
        )


def size_findings(
    content: bytes, parts: Sequence[PackPart], options: PackOptions, fonts: FontCost
) -> Iterator[Finding]:
    """A pack that is larger than the options allow, and the parts that make it so."""
    most = options.most_megabytes
    if most is None or len(content) <= most * _MEGABYTE:
        return
    largest = sorted(parts, key=lambda part: -len(part.content))[:_LARGEST_NAMED]
    named = ", ".join(f"{part.facts.name} ({len(part.content) / _MEGABYTE:.1f} MB)" for part in largest)
    yield warning(
        "pack-too-large",
        f"The pack has {len(content) / _MEGABYTE:.1f} MB, more than the {most:g} MB that are allowed; "
        f"{fonts.total / _MEGABYTE:.1f} MB of it are fonts, {fonts.repeated / _MEGABYTE:.1f} MB of them faces that "
        "several papers bring.",
        "",
        f"Make the pictures in its largest parts smaller: {named}.",
    )


def unsound_findings(unsound: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """Pages whose content had to be closed off, by the part that they belong to."""
    for name, labels in unsound.items():
        yield warning(
            "pack-unbalanced-page",
            f"The content of page {', '.join(labels[:8])} of the pack does not end as it should; it was closed off.",
            name,
            "Look at the page in the pack, or export the paper again.",
        )
