"""PDFs written byte by byte, so that each object has the number and the form that a test gives it."""

from collections.abc import Mapping

HEADER = b"%PDF-1.7\n"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream as the body of an object."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def written(bodies: Mapping[int, bytes], trailer: bytes = b"", header: bytes = HEADER) -> bytes:
    """A file of these objects, of which 1 is the catalogue."""
    return added(header, bodies, trailer)


def added(before: bytes, bodies: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """`before`, and these objects in a section of their own (ISO 32000-1, 7.5.6)."""
    content = before
    table = b"xref\n0 1\n0000000000 65535 f \n"
    for number, body in bodies.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    previous = before.rpartition(b"startxref\n")[2].split()[:1] if b"startxref" in before else []
    entries = b"/Size 500/Root 1 0 R%b%b" % (b"".join(b"/Prev %b" % each for each in previous), trailer)
    return content + table + b"trailer\n<<%b>>\nstartxref\n%d\n%%%%EOF\n" % (entries, len(content))
