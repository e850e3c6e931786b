"""What a secretary is told of a pack: every finding, word for word, and on which side of each bound."""

from typing import Any

import pytest

from boardpaper.model.finding import Finding
from boardpaper.model.pack import FontCost, PackOptions, PackPart, PdfFacts
from boardpaper.pack.joined import begin
from boardpaper.pack.reporting import claim_findings, reasons_against, size_findings, slip_findings, unsound_findings
from boardpaper.rules import packs as rules


def part(name: str, *, tagged: bool = True, conforms: bool = True, size: int = 0, **more: Any) -> PackPart:
    facts = PdfFacts(f"{name}.pdf", tagged=tagged, ua="1" * conforms, pdfa="2a" * conforms)
    return PackPart(facts, b"x" * size, name, **more)


def test_what_keeps_a_pack_from_its_claim() -> None:
    joined = begin("en-GB", {})
    assert reasons_against(joined, [part("a")]) == ()
    joined.undermined.append("c.pdf (its fonts)")
    assert reasons_against(joined, [part("a"), part("b", conforms=False)]) == ("b.pdf", "c.pdf (its fonts)")
    assert list(claim_findings(())) == []
    assert list(claim_findings(("b.pdf", "c.pdf", "b.pdf"))) == [rules.PACK_CLAIMS_NOTHING.at(parts="b.pdf, c.pdf")]


def test_papers_that_are_not_in_the_pack_as_they_are() -> None:
    whole, alone = part("whole"), part("alone", tagged=False)
    linked = part("linked", tagged=False, original="linked.pdf")
    slip, loose = part("linked", slip=True), part("loose", tagged=False)
    own = part("own", slip=True)
    told = list(slip_findings([whole, linked, alone, loose, own], [whole, slip, part("alone", slip=True), loose, own]))
    assert told == [
        rules.PACK_SLIP_PAGE.at("linked.pdf", title="linked"),
        rules.SLIP_PAGE_WITHOUT_ADDRESS.at("alone.pdf", title="alone"),
        rules.PACK_UNTAGGED_PART.at("loose.pdf", title="loose"),
    ]


def sizes(content: int, most: float | None) -> list[Finding]:
    parts = [part("a", size=10), part("b", size=2_000_000), part("c", size=300_000), part("d", size=400_000)]
    found = size_findings(b"x" * content, parts, PackOptions(most_megabytes=most), FontCost(1_500_000, 250_000))
    return list(found)


@pytest.mark.parametrize(("content", "most"), [(2_000_001, None), (2_000_000, 2), (2_000_000, 2.5), (0, 0)])
def test_a_pack_that_is_small_enough_is_not_told_of(content: int, most: float | None) -> None:
    assert sizes(content, most) == []


def test_a_pack_that_is_too_large_names_its_three_largest_parts() -> None:
    assert sizes(2_000_001, 2) == [
        rules.PACK_TOO_LARGE.at(
            megabytes=2.000001,
            most=2,
            fonts=1.5,
            repeated=0.25,
            largest="b.pdf (2.0 MB), d.pdf (0.4 MB), c.pdf (0.3 MB)",
        )
    ]


def test_pages_that_were_closed_off_are_named_up_to_eight() -> None:
    labels = [str(number) for number in range(1, 11)]
    assert list(unsound_findings({})) == []
    assert list(unsound_findings({"a.pdf": labels, "b.pdf": ["12"]})) == [
        rules.PACK_UNBALANCED_PAGE.at("a.pdf", pages="1, 2, 3, 4, 5, 6, 7, 8"),
        rules.PACK_UNBALANCED_PAGE.at("b.pdf", pages="12"),
    ]
