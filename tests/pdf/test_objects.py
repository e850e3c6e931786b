"""Objects read from a file as ReportLab writes it, and written into one of boardpaper's own (ISO 32000-1, 7.3, 7.5)."""

import hashlib
import io
import re

import pikepdf
import pytest

from boardpaper.pdf.objects import Objects, Stream, array, decimal, read_objects, reference, string, write_file

WRITTEN = [
    b"<<\n/Type /Font /Name /F1\n>>",
    b"<<\n/Filter [ /ASCII85Decode ] /Length 5 /N 3\n>>\nstream\nhello endstream",
    b"% 'Page' class\n<<\n/Type /Page /Parent 6 0 R\n>>",
    b"<<\n/Type /Catalog /Pages 6 0 R /PageMode /UseNone\n>>",
    b"<<\n/Title (T) /Producer (P)\n>>",
    b"<<\n/Count 2 /Kids [ 3 0 R 7 0 R ] /Type /Pages\n>>",
    b"% another\n% page\n<<\n/Type /Page\n>>",
]


def file_of(bodies: list[bytes], trailer: bytes = b"<<\n/Info 5 0 R\n/Root 4 0 R\n/Size 8\n>>") -> bytes:
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + table + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(content)


def test_objects_are_read_without_catalogue_and_information() -> None:
    objects = read_objects(file_of(WRITTEN))
    assert objects.plain == {
        1: b"<</Type /Font /Name /F1>>",
        3: b"<</Type /Page /Parent 6 0 R>>",
        6: b"<</Count 2 /Kids [ 3 0 R 7 0 R ] /Type /Pages>>",
        7: b"<</Type /Page>>",
    }
    assert objects.streams == {2: Stream(b"/Filter [ /ASCII85Decode ]  /N 3", b"hello")}
    assert (objects.pages, objects.tree, objects.following) == ([3, 7], 6, 8)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "the PDF has no cross-reference table at its end"),
        (file_of(WRITTEN) + b"more", "the PDF has no cross-reference table at its end"),
        (file_of(WRITTEN).replace(b"xref\n0 8", b"xref\n1 8"), "the PDF has no cross-reference table at its end"),
        (file_of(WRITTEN, b"<< /Root 4 0 R >>"), "the PDF has no cross-reference table at its end"),
        (file_of([b"[1 2]", *WRITTEN[1:]]), "object 1 of the PDF is no dictionary"),
        (file_of([WRITTEN[0], WRITTEN[1].replace(b"/Length 5", b""), *WRITTEN[2:]]),
         "stream 2 of the PDF does not say how long it is"),
        (file_of([WRITTEN[0], WRITTEN[1].replace(b"/Length 5", b"/Length 5 0 R"), *WRITTEN[2:]]),
         "stream 2 of the PDF does not say how long it is"),
        (file_of([*WRITTEN[:3], WRITTEN[3].replace(b"/Pages 6", b"/Pages"), *WRITTEN[4:]]), "the PDF has no pages"),
        (file_of([*WRITTEN[:5], b"<< /Type /Pages >>", WRITTEN[6]]), "the PDF has no pages"),
    ],
)  # fmt: skip
def test_a_file_that_is_built_otherwise_is_refused(content: bytes, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^{fault}$"):
        read_objects(content)


def test_numbers_are_given_one_after_the_other() -> None:
    objects = Objects()
    assert (objects.reserve(), objects.add("<</A 1>>"), objects.add_stream("/N 3", b"x")) == (1, 2, 3)
    objects.put(1, "<</B 2>>")
    objects.extend(1, "/C 3")
    assert objects.plain == {1: b"<</C 3/B 2>>", 2: b"<</A 1>>"}
    assert objects.streams == {3: Stream(b"/N 3", b"x")}
    assert objects.following == 4


@pytest.mark.parametrize("more", [0, 197, 198, 450])
def test_a_file_is_whole_wherever_its_objects_lie(more: int) -> None:
    """200 objects lie in each object stream."""
    objects = Objects()
    tree, page, root = objects.reserve(), objects.reserve(), objects.reserve()
    gap = objects.reserve()
    extra = [objects.add(f"<</Number {number}>>") for number in range(more)]
    stream = objects.add_stream("", b"0 0 9 9 re f")
    objects.put(tree, f"<</Type/Pages/Count 1/Kids[{reference(page)}]>>")
    objects.put(
        page, f"<</Type/Page/Parent {reference(tree)}/Resources<<>>/MediaBox[0 0 9 9]/Contents {reference(stream)}>>"
    )
    objects.put(root, f"<</Type/Catalog/Pages {reference(tree)}/More[{' '.join(map(reference, extra))}]>>")
    information = objects.add("<</Title(A title)>>")
    content = write_file(objects, root, information)
    with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo.Title) == "A title"
        assert [int(each.Number) for each in pdf.Root.More] == list(range(more))
        assert pdf.pages[0].obj.Contents.read_bytes() == b"0 0 9 9 re f"
        assert pdf.get_object(gap, 0) is None
        held = [each for each in pdf.objects if each.get("/Type") == "/ObjStm"]
        packed = more + 4
        assert [int(each.N) for each in held] == [200] * (packed // 200) + [packed % 200] * (packed % 200 > 0)
        table = int(pdf.trailer.Size) - 1
    at = content.index(b"%d 0 obj" % table)
    head = b"%d 0 obj\n<</Length 12>>\nstream\n0 0 9 9 re f\nendstream\nendobj\n" % stream
    assert content.startswith(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + head)
    assert content.endswith(b"startxref\n%d\n%%%%EOF\n" % at)
    name = hashlib.sha256(content[:at]).hexdigest()[:32].upper().encode()
    assert re.findall(rb"/ID\[<(\w+)><(\w+)>\]", content) == [(name, name)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", "()"),
        ("plain", "(plain)"),
        (r"a(b)c\d", r"(a\(b\)c\\d)"),
        ("line\nbreak", "<FEFF006C0069006E0065000A0062007200650061006B>"),
        ("café", "<FEFF00630061006600E9>"),
        ("\ud800", "<FEFF003F>"),
    ],
)
def test_strings(text: str, written: str) -> None:
    assert string(text) == written


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (10, "10"), (100.0, "100"), (1.5, "1.5"), (-0.25, "-0.25"), (2.346, "2.35")]
)
def test_numbers(value: float, written: str) -> None:
    assert decimal(value) == written


def test_arrays_and_references() -> None:
    assert array([]) == "[]"
    assert array(map(reference, (3, 12))) == "[3 0 R 12 0 R]"
