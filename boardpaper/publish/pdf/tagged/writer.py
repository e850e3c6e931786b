"""A painted PDF made into a tagged one: structure tree, links, outline, page labels and metadata (ISO 14289-1)."""

import io
import re
import zlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from boardpaper.errors import EnvironmentFault
from boardpaper.model.document import Properties
from boardpaper.pdf.metadata import PRODUCER, seal, seal_holds, xmp_packet
from boardpaper.pdf.objects import Objects, Stream, array, read_objects, reference, string, write_file
from boardpaper.publish.pdf.drawing.paint import Painted
from boardpaper.publish.pdf.structure.elements import Element
from boardpaper.publish.pdf.tagged.labels import PageLabel, number_tree
from boardpaper.publish.pdf.tagged.tree import Written, write_tree
from boardpaper.rules.running import PIKEPDF_MISSING

_UNICODE_TABLE = re.compile(rb"/ToUnicode (\d+) 0 R")


class Tagging(Struct, frozen=True):
    """What a painted PDF lacks: its structure, and what it says of itself."""

    root: Element
    painted: Painted
    labels: Sequence[PageLabel]
    properties: Properties
    language: str


def tag_pdf(content: bytes, tagging: Tagging, *, claim_conformance: bool) -> bytes:
    """The painted PDF `content` with everything that makes it a tagged one; sealed against later changes."""
    # A library would make these objects one by one; as text they are ten times as fast.
    objects = read_objects(content)
    written = write_tree(objects, tagging.root, tagging.painted)
    for index, page in enumerate(objects.pages):
        links = array(reference(link) for link in written.links.get(index, ()))
        objects.extend(page, f"/StructParents {index}/Tabs/S" + (f"/Annots{links}" if index in written.links else ""))
    _correct_unicode(objects)
    packet = xmp_packet(tagging.properties, tagging.language, claim_conformance=claim_conformance)
    metadata = objects.add_stream("/Type/Metadata/Subtype/XML", packet)
    root = objects.add(_catalogue(objects, written, metadata, tagging))
    return seal(write_file(objects, root, objects.add(_information(tagging.properties))))


def is_untouched(content: bytes) -> bool | None:
    """Whether a PDF is byte for byte as boardpaper wrote it; None where boardpaper did not write it."""
    holds = seal_holds(content)
    if holds is not None:
        return holds
    # Publishing itself does without this library.
    import pikepdf

    from boardpaper.pdf.trees import text_of

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            # Another program has packed the metadata away, but still says who made the file.
            return False if text_of(pdf.docinfo.get("/Producer")) == PRODUCER else None
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return None


def _catalogue(objects: Objects, written: Written, metadata: int, tagging: Tagging) -> str:
    """The document catalogue with everything that PDF/UA and PDF/A ask of it."""
    profile = objects.add_stream("/N 3/Filter/FlateDecode", zlib.compress(_srgb()))
    intent = f"/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info{string('sRGB IEC61966-2.1')}"
    outline = ""
    if written.outline is not None:
        outline = f"/PageMode/UseOutlines/Outlines {reference(written.outline)}"
    return (
        f"<</Type/Catalog/Pages {reference(objects.tree)}/Lang{string(tagging.language)}"
        f"/MarkInfo<</Marked true>>/StructTreeRoot {reference(written.structure)}"
        f"/ViewerPreferences<</DisplayDocTitle true>>/PageLabels{number_tree(tagging.labels)}{outline}"
        f"/OutputIntents[<<{intent}/DestOutputProfile {reference(profile)}>>]/Metadata {reference(metadata)}>>"
    )


def _correct_unicode(objects: Objects) -> None:
    """ReportLab maps a font's unused first code to U+0000, which ISO 14289-1, 7.21.7 forbids."""
    for body in objects.plain.values():
        match = _UNICODE_TABLE.search(body)
        if match is not None:
            entries, content = objects.streams[int(match[1])]
            corrected = zlib.decompress(content).replace(b"> <0000>", b"> <FFFD>")
            objects.streams[int(match[1])] = Stream(entries, zlib.compress(corrected))


def _information(properties: Properties) -> str:
    """The document information dictionary, which takes the place of ReportLab's."""
    said = {"Title": properties.title, "Author": properties.author, "Subject": properties.subject}
    said |= {"Keywords": properties.keywords, "Producer": PRODUCER}
    return f"<<{''.join(f'/{key}{string(text)}' for key, text in said.items() if text)}>>"


def _srgb() -> bytes:
    """The colour profile that ships with pikepdf, which is not imported for it."""
    package = find_spec("pikepdf")
    if package is None or package.origin is None:
        raise EnvironmentFault(PIKEPDF_MISSING.at())
    return (Path(package.origin).parent / "pdfa" / "data" / "sRGB.icc").read_bytes()
