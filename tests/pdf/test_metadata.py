"""What a PDF says of itself, and the seal over it."""

import hashlib

import pytest

from boardpaper.model.document import Properties
from boardpaper.pdf.metadata import claiming_packet, seal, seal_holds, xmp_packet

OPEN = b"00000000-0000-0000-0000-000000000000"
FULL = Properties("Q & A <1>", "Crime > fear", "A. Author", "one, two")
HEAD = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>
"""
TAIL = """<dc:language><rdf:Bag><rdf:li>cy</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>boardpaper</pdf:Producer>
<xmpMM:InstanceID>uuid:00000000-0000-0000-0000-000000000000</xmpMM:InstanceID>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def test_a_packet_says_what_there_is_to_say() -> None:
    assert xmp_packet(Properties(), "cy", claim_conformance=False).decode() == HEAD + TAIL
    said = """<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Q &amp; A &lt;1&gt;</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>A. Author</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Crime &gt; fear</rdf:li></rdf:Alt></dc:description>
<pdf:Keywords>one, two</pdf:Keywords>
"""
    assert xmp_packet(FULL, "cy", claim_conformance=False).decode() == HEAD + said + TAIL


def test_a_claim_is_one_of_both_standards_with_its_schema() -> None:
    plain = xmp_packet(FULL, "cy", claim_conformance=False).decode()
    claiming = xmp_packet(FULL, "cy", claim_conformance=True).decode()
    before, _, after = plain.partition("</rdf:RDF>")
    claims = claiming.removeprefix(before).removesuffix("</rdf:RDF>" + after)
    assert claiming == before + claims + "</rdf:RDF>" + after
    said = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
    assert claims.count("rdf:Description") == 4
    assert claims.index(said) < claims.index("<pdfaExtension:schemas>")


def test_a_seal_is_a_digest_of_all_else() -> None:
    content = b"before " + xmp_packet(Properties(), "en", claim_conformance=False) + b" after"
    sealed = seal(content)
    start = content.index(OPEN)
    # Version 8 and variant 10 of RFC 9562 in the SHA-256 of the open file.
    assert sealed[start : start + 36] == b"2727cd39-600c-865b-b6c4-9de37fb0f4ef"
    plain = hashlib.sha256(content).hexdigest()
    assert (plain[:8], plain[8:12], plain[13:16], plain[17:20], plain[20:32]) == (
        "2727cd39", "600c", "65b", "6c4", "9de37fb0f4ef"
    )  # fmt: skip
    assert (sealed[:start], sealed[start + 36 :]) == (content[:start], content[start + 36 :])
    assert seal(sealed) == sealed
    assert seal_holds(sealed) is True


@pytest.mark.parametrize("at", [0, -1])
def test_a_seal_breaks_where_a_byte_changes(at: int) -> None:
    sealed = bytearray(seal(b"before " + xmp_packet(Properties(), "en", claim_conformance=False) + b" after"))
    sealed[at] ^= 1
    assert seal_holds(bytes(sealed)) is False


def test_what_has_no_seal_is_not_told() -> None:
    assert seal_holds(b"<pdf:Producer>another</pdf:Producer>") is None
    assert seal_holds(b"<pdf:Producer>boardpaper</pdf:Producer>") is False
    with pytest.raises(ValueError, match="no XMP packet of boardpaper's"):
        seal(b"nothing")


@pytest.mark.parametrize(
    ("claims", "said", "schemas"),
    [
        ({"ua": "2"}, "<pdfuaid:part>2</pdfuaid:part>", True),
        ({"pdfa": "3b"}, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>", False),
        ({"pdfa": "4"}, "<pdfaid:part>4</pdfaid:part>", False),
    ],
)
def test_one_standard_may_be_claimed_alone(claims: dict[str, str], said: str, schemas: bool) -> None:
    packet = claiming_packet(FULL, "", **claims).decode()
    assert said in packet
    assert packet.count("pdfaid:part") == said.count("pdfaid:part")
    assert packet.count("pdfuaid:part") == said.count("pdfuaid:part")
    assert ("pdfaExtension:schemas" in packet) == schemas
    assert "dc:language" not in packet
