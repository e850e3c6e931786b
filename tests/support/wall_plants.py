"""Secrets planted in every corner of Word files, PDFs and workbooks, and ways in which a faulty builder leaks them."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import docx
import pikepdf
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.comments import Comment
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

BOILERPLATE = (
    "The board is asked to note this report and the appendices that follow it.",
    "There are no legal implications arising directly from the recommendations of this paper.",
    "The chief finance officer has been consulted, and the financial implications are set out below.",
)
_PLAIN = (
    "area budget building case centre change claim closure community contract cost crime custody detective evidence "
    "fleet force fraud grant inquiry lease market neighbourhood officer pension people plan property recruit rent "
    "repair review road safety sale school service settlement site staff station strategy supplier tender training "
    "unit vehicle victim volunteer ward warrant witness"
)
_WORDS = _PLAIN.split()
_FIRST = ["Bram", "Corin", "Delphine", "Edda", "Fenwick", "Greta", "Hesper", "Ivo"]
# Every style but those that are taken where none is named, and those that python-docx takes by itself.
_STYLES = re.compile(
    rb'<w:style (?![^>]*w:default="1")(?![^>]*w:styleId="(?:Header|Footer|Comment\w*)")[^>]*>.*?</w:style>',
    re.DOTALL,
)
_START, _END = ["Ash", "Birk", "Crav", "Dun", "Ell", "Fos", "Grim", "Hol"], ["bury", "combe", "dale", "forth", "wick"]


@dataclass(frozen=True)
class Secret:
    """Words that must not get out, and a picture."""

    words: str
    picture: bytes


def random_secret(seed: int) -> Secret:
    chance = random.Random(seed)
    surname = chance.choice(_START) + chance.choice("aeiou") + chance.choice(_END)
    kinds = [
        " ".join(chance.sample(_WORDS, 9)),
        f"Settlement with {chance.choice(_FIRST)} {surname} about the lease",
        f"The offer of £{chance.randint(10_000, 9_999_999):,} ends soon",
        f"See the file {surname[:3].upper()}-{chance.randint(100, 999)}/{chance.randint(10, 99)} for it",
        f"Write to {surname.lower()}@example.org first",
    ]
    return Secret(chance.choice(kinds), picture(seed))


def picture(seed: int | str, *, size: tuple[int, int] = (240, 160), kind: str = "PNG") -> bytes:
    """A picture that no other seed has: a logo, a plan of a site."""
    chance = random.Random(seed)
    image = Image.new("RGB", (240, 160), "white")
    pen = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = chance.randrange(200), chance.randrange(120)
        colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
        pen.rectangle((x, y, x + chance.randrange(8, 90), y + chance.randrange(8, 60)), fill=colour)
    buffer = io.BytesIO()
    image.resize(size).save(buffer, kind)
    return buffer.getvalue()


# Word files


@lru_cache
def _lean() -> bytes:
    """python-docx's own template without the hundred styles that no test uses: most of a scan's time is theirs."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    lean = io.BytesIO()
    with zipfile.ZipFile(buffer) as whole, zipfile.ZipFile(lean, "w", zipfile.ZIP_DEFLATED) as package:
        for name in whole.namelist():
            content = whole.read(name)
            if name.startswith("word/styles"):
                content = _STYLES.sub(b"", content)
            package.writestr(name, content)
    return lean.getvalue()


def word_file(secret: Secret | None, corner: str = "body") -> bytes:
    """A Word paper of boilerplate with the secret in one corner."""
    document = docx.Document(io.BytesIO(_lean()))
    document.core_properties.title = "Paper"
    for text in BOILERPLATE:
        document.add_paragraph(text)
    if secret is not None and corner in WORD_CORNERS:
        WORD_CORNERS[corner](document, secret)
    buffer = io.BytesIO()
    document.save(buffer)
    if secret is not None and corner in _WORD_PARTS:
        name, content = _WORD_PARTS[corner](secret)
        with zipfile.ZipFile(buffer, "a") as package:
            package.writestr(name, content)
    return buffer.getvalue()


def _raw(document: docx.document.Document, inside: str) -> None:
    document.element.body.insert(1, parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))


def _in_properties(document: docx.document.Document, secret: Secret) -> None:
    document.core_properties.subject = secret.words


def _in_comment(document: docx.document.Document, secret: Secret) -> None:
    document.add_comment(document.paragraphs[0].runs, secret.words, author="Reader")


def _in_alt(document: docx.document.Document, secret: Secret) -> None:
    _draw(document, picture(99), secret.words)


def _draw(document: docx.document.Document, content: bytes, alt: str) -> None:
    shape = document.add_picture(io.BytesIO(content))
    shape._inline.docPr.set("descr", alt)


def _split(document: docx.document.Document, secret: Secret) -> None:
    paragraph = document.add_paragraph()
    for start in range(0, len(secret.words), 3):
        paragraph.add_run(secret.words[start : start + 3]).bold = start % 2 == 0


def _text_run(words: str, tag: str = "t", properties: str = "") -> str:
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


WORD_CORNERS: Mapping[str, Callable[[docx.document.Document, Secret], object]] = {
    "body": lambda document, secret: document.add_paragraph(f"It was heard that {secret.words}."),
    "split runs": _split,
    "table": lambda document, secret: setattr(document.add_table(1, 1).cell(0, 0), "text", secret.words),
    "header": lambda document, secret: document.sections[0].header.add_paragraph(secret.words),
    "footer": lambda document, secret: document.sections[0].footer.add_paragraph(secret.words),
    "comment": _in_comment,
    "hidden": lambda document, secret: _raw(document, _text_run(secret.words, properties="<w:rPr><w:vanish/></w:rPr>")),
    "deleted": lambda document, secret: _raw(
        document, f'<w:del w:id="1" w:author="A">{_text_run(secret.words, "delText")}</w:del>'
    ),
    "field": lambda document, secret: _raw(document, _text_run(f' DOCPROPERTY "{secret.words}" ', "instrText")),
    "properties": _in_properties,
    "alternative text": _in_alt,
    "picture": lambda document, secret: _draw(document, secret.picture, "A chart"),
}
_WORD_PARTS: Mapping[str, Callable[[Secret], tuple[str, bytes]]] = {
    "chart workbook": lambda secret: ("word/embeddings/sheet9.xlsx", workbook_file(secret)),
    "custom part": lambda secret: ("customXml/item9.xml", f"<a><b c='1'>{secret.words}</b></a>".encode()),
    "name of a part": lambda secret: (f"word/media/{secret.words.replace('/', '-')}.bin", bytes(300)),
    "thumbnail": lambda secret: ("docProps/thumbnail.png", secret.picture),
}
WORD = (*WORD_CORNERS, *_WORD_PARTS)


def workbook_file(secret: Secret | None, corner: str = "cell") -> bytes:
    book = Workbook()
    sheet = book.create_sheet("Readings")
    sheet["A1"], sheet["B1"] = "Indicator", "Value"
    if secret is not None and corner == "hidden sheet":
        hidden = book.create_sheet("Aside")
        hidden.sheet_state = "hidden"
        hidden["C7"] = secret.words
    elif secret is not None and corner == "cell comment":
        sheet["A1"].comment = Comment(secret.words, "A")
    elif secret is not None:
        sheet["A2"] = secret.words
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


WORKBOOK = ("cell", "hidden sheet", "cell comment")

# PDFs


def pdf_file(lines: tuple[str, ...] = BOILERPLATE, secret: Secret | None = None, corner: str = "text") -> bytes:
    """A PDF of `lines` with the secret in one corner."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    shown = (*lines, f"It was heard that {secret.words}.") if secret is not None and corner == "text" else lines
    for number, line in enumerate(shown):
        canvas.drawString(50, 700 - 30 * number, line)
    canvas.showPage()
    canvas.save()
    if secret is None or corner == "text":
        return buffer.getvalue()
    with pikepdf.open(buffer) as pdf:
        PDF_CORNERS[corner](pdf, secret)
        return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return buffer.getvalue()


def _annotate(pdf: Pdf, entry: Dictionary) -> None:
    entry.Type, entry.Rect = Name.Annot, Array([10, 10, 50, 50])
    entry = pdf.make_indirect(entry)
    pdf.pages[0].obj.Annots = Array([entry])


def _field(pdf: Pdf, secret: Secret) -> None:
    field = Dictionary(FT=Name.Tx, T=String("a"), V=String(secret.words))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def _layer(pdf: Pdf, secret: Secret) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Aside")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    page = pdf.pages[0]
    page.obj.Resources.Properties = Dictionary(L1=layer)
    words = secret.words.encode("cp1252").replace(b"(", b"")
    page.contents_add(b"/OC /L1 BDC BT /F1 9 Tf 50 60 Td (" + words + b") Tj ET EMC")


def _outline(pdf: Pdf, secret: Secret) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret.words, 0))


def _structure(pdf: Pdf, secret: Secret) -> None:
    figure = pdf.make_indirect(Dictionary(S=Name.Figure, Alt=String(secret.words), Pg=pdf.pages[0].obj))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([figure])))


def _image(pdf: Pdf, secret: Secret) -> None:
    image = Image.open(io.BytesIO(secret.picture)).convert("RGB")
    stream = pdf.make_stream(image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=image.width,
                             Height=image.height, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=stream)
    pdf.pages[0].contents_add(b"q 200 0 0 150 50 50 cm /Im1 Do Q")


def _xmp(pdf: Pdf, secret: Secret) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = secret.words


def _attach(pdf: Pdf, secret: Secret) -> None:
    pdf.attachments["note.txt"] = f"Aside. {secret.words}.".encode()


def _attach_word(pdf: Pdf, secret: Secret) -> None:
    pdf.attachments["note.docx"] = word_file(secret, "footer")


def _attach_named(pdf: Pdf, secret: Secret) -> None:
    pdf.attachments[f"{secret.words}.txt"] = b"nothing"


def _unused_page(pdf: Pdf, secret: Secret) -> None:
    with pikepdf.open(io.BytesIO(pdf_file(BOILERPLATE[:1], secret))) as other:
        page = other.pages[0].obj
        del page.Parent
        pdf.Root.Kept = pdf.copy_foreign(page)


def _appearance(pdf: Pdf, secret: Secret) -> None:
    words = secret.words.encode("cp1252")
    font = pdf.pages[0].obj.Resources.Font
    form = pdf.make_stream(b"BT /F1 9 Tf (" + words + b") Tj ET", Type=Name.XObject, Subtype=Name.Form,
                           BBox=Array([0, 0, 9, 9]), Resources=Dictionary(Font=font))  # fmt: skip
    _annotate(pdf, Dictionary(Subtype=Name.Stamp, AP=Dictionary(N=form)))


PDF_CORNERS: Mapping[str, Callable[[Pdf, Secret], object]] = {
    "title": lambda pdf, secret: pdf.docinfo.__setitem__("/Title", secret.words),
    "keywords": lambda pdf, secret: pdf.docinfo.__setitem__("/Keywords", secret.words),
    "XMP": _xmp,
    "bookmark": _outline,
    "comment": lambda pdf, secret: _annotate(pdf, Dictionary(Subtype=Name.Text, Contents=String(secret.words))),
    "appearance": _appearance,
    "field value": _field,
    "script": lambda pdf, secret: setattr(
        pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{secret.words}')"))
    ),
    "script stream": lambda pdf, secret: setattr(
        pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=pdf.make_stream(secret.words.encode("utf-16")))
    ),
    "XFA": lambda pdf, secret: setattr(
        pdf.Root, "AcroForm", Dictionary(XFA=pdf.make_stream(f"<?xml version='1.0'?><x>{secret.words}</x>".encode()))
    ),
    "layer switched off": _layer,
    "alternative text": _structure,
    "picture": _image,
    "attachment": _attach,
    "attached Word file": _attach_word,
    "attachment's name": _attach_named,
    "page outside the tree": _unused_page,
    "private data": lambda pdf, secret: setattr(
        pdf.Root, "PieceInfo", Dictionary(App=Dictionary(Private=String(secret.words)))
    ),
}
PDF = ("text", *PDF_CORNERS)


# Faulty builders: each takes a restricted file and the public paper, and gives the file that goes out.


def merged(restricted: bytes, public: bytes) -> bytes:
    """The restricted pages stand in the public PDF."""
    with pikepdf.open(io.BytesIO(public)) as pdf, pikepdf.open(io.BytesIO(restricted)) as other:
        pdf.pages.extend(other.pages)
        return saved(pdf)


def kept_whole(restricted: bytes, public: bytes) -> bytes:
    """Built whole and cut: no page is left, but all that hung on the restricted file's catalogue is."""
    with pikepdf.open(io.BytesIO(public)) as pdf, pikepdf.open(io.BytesIO(restricted)) as other:
        held = Dictionary({key: value for key, value in other.Root.items() if key != "/Pages"})
        held.Pieces = Array([page.obj for page in other.pages])
        # A page that is only referred to is not copied, so it is no page any more.
        for page in [*held.Pieces, *([held.Kept] if "/Kept" in held else [])]:
            page.Type = Name.Piece
            if "/Parent" in page:
                del page.Parent
        pdf.Root.Aside = pdf.copy_foreign(other.make_indirect(held))
        pdf.docinfo.update({key: str(value) for key, value in other.docinfo.items()})
        return saved(pdf)


def attached(restricted: bytes, public: bytes) -> bytes:
    """The restricted file is attached to the public one."""
    with pikepdf.open(io.BytesIO(public)) as pdf:
        pdf.attachments["data"] = restricted
        return saved(pdf)


def trailing(restricted: bytes, public: bytes) -> bytes:
    """The restricted file's bytes follow the public one's."""
    return public + restricted


def zipped(restricted: bytes, public: bytes) -> bytes:
    """Both are in one archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("public.pdf", public)
        archive.writestr("other", restricted)
    return buffer.getvalue()


def repacked(restricted: bytes, public: bytes) -> bytes:
    """The Word file's or workbook's parts, without the file's own bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(restricted)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return buffer.getvalue()


PDF_LEAKS = (kept_whole, attached, trailing, zipped)
OFFICE_LEAKS = (attached, repacked, zipped)


def random_meeting(seed: int) -> tuple[str, str, bytes, bytes, bytes, bytes]:
    """Where a secret is planted, the restricted file's name and bytes, the public input, a sound output, a leak."""
    chance = random.Random(seed + 10**6)
    secret = random_secret(seed)
    kind = chance.choice(("docx", "pdf", "xlsx"))
    corner = chance.choice({"docx": WORD, "pdf": PDF, "xlsx": WORKBOOK}[kind])
    content = {
        "docx": lambda: word_file(secret, corner),
        "pdf": lambda: pdf_file(secret=secret, corner=corner),
        "xlsx": lambda: workbook_file(secret, corner),
    }[kind]()
    leak = chance.choice(PDF_LEAKS if kind == "pdf" else OFFICE_LEAKS)
    lines = (*BOILERPLATE, " ".join(chance.sample(_WORDS, 8)), f"Costs are £{chance.randint(10_000, 99_999):,}")
    sound = pdf_file(lines)
    told = f"{kind}, {corner}, {leak.__name__}"
    return told, f"8.{kind}", content, "\n\n".join(lines).encode(), sound, leak(content, sound)
