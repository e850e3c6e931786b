"""What a PDF says of itself: XMP metadata, conformance claims, and a seal that shows later changes."""

import hashlib
import re
import uuid

from boardpaper.model.document import Properties

PRODUCER = "boardpaper"
_NO_SEAL = "00000000-0000-0000-0000-000000000000"
_SEAL = re.compile(rb"<xmpMM:InstanceID>uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})</xmpMM:InstanceID>")
_OWN = f"<pdf:Producer>{PRODUCER}</pdf:Producer>".encode()

# PDF/A knows no pdfuaid schema of its own, so a file that is both has to describe it (ISO 19005-2, 6.6.2.3).
_UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def xmp_packet(properties: Properties, language: str, *, claim_conformance: bool) -> bytes:
    """The XMP packet, its seal still open; it claims PDF/UA-1 and PDF/A-2a only where asked to."""
    return (
        claiming_packet(properties, language, ua="1", pdfa="2a")
        if claim_conformance
        else (claiming_packet(properties, language))
    )


def claiming_packet(properties: Properties, language: str, *, ua: str = "", pdfa: str = "") -> bytes:
    """The XMP packet, its seal still open, with these claims: `ua` is a part of PDF/UA, `pdfa` part and level of PDF/A.

    A `language` of "" says nothing.
    """
    text = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>
{_about(properties, language)}<pdf:Producer>{PRODUCER}</pdf:Producer>
<xmpMM:InstanceID>uuid:{_NO_SEAL}</xmpMM:InstanceID>
</rdf:Description>
{_claims(ua, pdfa)}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    return text.encode()


def _claims(ua: str, pdfa: str) -> str:
    """The properties that claim conformance."""
    if not ua and not pdfa:
        return ""
    level = f"<pdfaid:conformance>{_escape(pdfa[1:].upper())}</pdfaid:conformance>" if pdfa[1:] else ""
    archive = f"<pdfaid:part>{_escape(pdfa[:1])}</pdfaid:part>{level}" if pdfa else ""
    accessible = f"<pdfuaid:part>{_escape(ua)}</pdfuaid:part>" if ua else ""
    claims = f"""<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{archive}{accessible}
</rdf:Description>"""
    return f"{claims}\n{_UA_SCHEMA}\n" if ua else f"{claims}\n"


def seal(content: bytes) -> bytes:
    """The PDF with its instance identifier set to a digest of all its other bytes."""
    start, end = _seal_place(content)
    return content[:start] + _digest(content, start, end) + content[end:]


def seal_holds(content: bytes) -> bool | None:
    """Whether a PDF is byte for byte as it was sealed; None where its metadata, if any, is not in plain sight."""
    if _OWN not in content:
        return None
    match = _SEAL.search(content)
    return match is not None and match[1] == _digest(content, *match.span(1))


def _seal_place(content: bytes) -> tuple[int, int]:
    """Where the seal stands in a file's bytes."""
    match = _SEAL.search(content)
    if match is None:
        raise ValueError("the PDF has no XMP packet of boardpaper's")
    return match.span(1)


def _digest(content: bytes, start: int, end: int) -> bytes:
    """A version 8 UUID (RFC 9562: for uses of one's own) from the SHA-256 of the file with zeros in its place."""
    digest = hashlib.sha256(content[:start])
    digest.update(_NO_SEAL.encode())
    digest.update(content[end:])
    octets = bytearray(digest.digest()[:16])
    octets[6] = octets[6] & 0x0F | 0x80
    octets[8] = octets[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(octets))).encode()


def _about(properties: Properties, language: str) -> str:
    """The XMP properties that say what the file is about."""
    parts = []
    if properties.title:
        parts.append(f"<dc:title>{_alternatives(properties.title)}</dc:title>")
    if properties.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{_escape(properties.author)}</rdf:li></rdf:Seq></dc:creator>")
    if properties.subject:
        parts.append(f"<dc:description>{_alternatives(properties.subject)}</dc:description>")
    if properties.keywords:
        parts.append(f"<pdf:Keywords>{_escape(properties.keywords)}</pdf:Keywords>")
    if language:
        parts.append(f"<dc:language><rdf:Bag><rdf:li>{_escape(language)}</rdf:li></rdf:Bag></dc:language>")
    return "\n".join(parts) + "\n"


def _alternatives(text: str) -> str:
    """A text as XMP wants one that could be given in several languages."""
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escape(text)}</rdf:li></rdf:Alt>'


def _escape(text: str) -> str:
    """`text` as XML content; xml.sax.saxutils does the same, but brings an HTTP client along."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
