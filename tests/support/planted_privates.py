"""A private word planted wherever nobody looks in a Word file, a workbook and a PDF; and all bytes of files.

What stands there differs from place to place, so that a test that finds some says where it came from.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from boardpaper.ooxml.package import read_package, write_package
from boardpaper.pdf.trees import entries_written, string_of

WORD = "Zwartkop"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/relationships"'
_PATH = rf"C:\Users\{WORD}-{{}}\file.docx"


def jpeg(where: str) -> bytes:
    """A photograph with a comment, EXIF, a preview, XMP, and a profile."""
    out = io.BytesIO()
    said = f"{WORD}-{where}".encode()
    exif = Image.Exif()
    exif[0x013B] = f"{said.decode()}-exif"
    Image.new("RGB", (40, 20), (0, 80, 160)).save(
        out, "JPEG", comment=said + b"-comment", exif=exif, xmp=said + b"-xmp", icc_profile=said + b"-icc"
    )
    plain = out.getvalue()
    preview = b"JFXX\0\x10" + said + b"-jfxx"
    return plain[:2] + b"\xff\xe0" + (len(preview) + 2).to_bytes(2, "big") + preview + plain[2:]


def png(where: str) -> bytes:
    """A picture with texts, EXIF and a named profile."""
    out = io.BytesIO()
    texts = PngInfo()
    texts.add_text("Author", f"{WORD}-{where}-text")
    texts.add_itxt("Title", f"{WORD}-{where}-itxt")
    Image.new("RGB", (40, 20), (160, 80, 0)).save(out, "PNG", pnginfo=texts)
    made = out.getvalue()
    chunk = b"iCCP" + f"{WORD}-{where}-icc".encode() + b"\0\0" + zlib.compress(b"no profile")
    return made[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + made[33:]


def _picture(number: int, relation: str, where: str) -> str:
    name = _PATH.format(f"{where}-picture")
    return (
        f'<w:r xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:drawing><wp:inline>'
        f'<wp:extent cx="914400" cy="457200"/><wp:docPr id="{number}" name="{name}" descr="A square"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="914400" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def spoil_word(path: Path, where: str, *, title: str = "Paper", embedded: bool = False) -> None:
    """Plants the word in the Word file at `path`; with `embedded` also in a workbook inside it."""
    parts = dict(read_package(path).parts)

    def said(place: str) -> str:
        return f"{WORD}-{where}-{place}"

    core = "".join(
        f"<{name}>{said(name.partition(':')[2])}</{name}>"
        for name in ("dc:subject", "dc:creator", "dc:description", "dc:identifier", "cp:keywords", "cp:category",
                     "cp:lastModifiedBy", "cp:contentStatus", "cp:version")
    )  # fmt: skip
    parts["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:language>en-GB</dc:language>{core}</cp:coreProperties>"
    ).encode()
    app = "".join(f"<{name}>{said(name)}</{name}>" for name in ("Company", "Manager", "HyperlinkBase", "Template"))
    parts["docProps/app.xml"] = f'<Properties xmlns="{_OFFICE}/extended-properties">{app}</Properties>'.encode()
    own = f'<property pid="2" name="{said("custom-name")}"><vt:lpwstr>{said("custom")}</vt:lpwstr></property>'
    parts["docProps/custom.xml"] = (
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{own}</Properties>'
    ).encode()
    parts["docProps/thumbnail.jpeg"] = jpeg(f"{where}-thumbnail")
    parts["customXml/planted.xml"] = f"<a>{said('customXml')}</a>".encode()
    parts["word/people.xml"] = (
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<w15:person w15:author="{said("person")}"/></w15:people>'
    ).encode()
    parts["word/glossary/document.xml"] = f"<w:glossaryDocument {_W}>{said('glossary')}</w:glossaryDocument>".encode()
    remark = f"<w:p><w:r><w:t>{said('remark')}</w:t></w:r></w:p>"
    parts["word/comments.xml"] = (
        f'<w:comments {_W}><w:comment w:id="1" w:author="{said("reviewer")}" w:initials="Z">{remark}</w:comment>'
        "</w:comments>"
    ).encode()
    parts["word/media/planted.jpeg"], parts["word/media/planted.png"] = jpeg(where), png(where)
    related = [
        ("pj", f"{_OFFICE}/relationships/image", "media/planted.jpeg", ""),
        ("pp", f"{_OFFICE}/relationships/image", "media/planted.png", ""),
        ("pg", f"{_OFFICE}/relationships/glossaryDocument", "glossary/document.xml", ""),
        ("pc", f"{_OFFICE}/relationships/comments", "comments.xml", ""),
        ("px", f"{_OFFICE}/relationships/customXml", "../customXml/planted.xml", ""),
        ("pe", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml", ""),
        ("pl", f"{_OFFICE}/relationships/hyperlink", f"file:///C:/Users/{said('link')}.docx", "External"),
    ]
    if embedded:
        parts["word/embeddings/planted.xlsx"] = _workbook(where)
        related.append(("pb", f"{_OFFICE}/relationships/package", "embeddings/planted.xlsx", ""))
    _relate(parts, "word/_rels/document.xml.rels", related)
    _relate(parts, "_rels/.rels", [
        ("pa", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml", ""),
        ("pk", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", ""),
        ("pu", f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml", ""),
        ("pt", f"{_PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", ""),
    ])  # fmt: skip
    _relate(parts, "word/_rels/settings.xml.rels", [
        ("pq", f"{_OFFICE}/relationships/attachedTemplate", f"file:///C:/Users/{said('template')}.dotm", "External"),
        ("pm", f"{_OFFICE}/relationships/mailMergeSource", f"file:///C:/Users/{said('merge')}.csv", "External"),
    ])  # fmt: skip
    _put_into(parts, "word/settings.xml", "w:settings", (
        f'<w:attachedTemplate xmlns:r="{_OFFICE}/relationships" r:id="pq"/>'
        f'<w:mailMerge><w:connectString w:val="{said("connection")}"/><w:query w:val="{said("query")}"/></w:mailMerge>'
        f'<w:docVars><w:docVar w:name="{said("variable-name")}" w:val="{said("variable")}"/></w:docVars>'
        '<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>'
    ))  # fmt: skip
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    field = f'<w:r><w:instrText> HYPERLINK "{_PATH.format(f"{where}-field")}" </w:instrText></w:r>'
    body = (
        f'<w:p w:rsidR="00AB12CD" xmlns:r="{_OFFICE}/relationships">'
        f'<w:permStart w:id="7" w:ed="{said("editor")}"/><w:r><w:t xml:space="preserve">Words. </w:t></w:r>'
        '<w:permEnd w:id="7"/><w:r><w:commentReference w:id="1"/></w:r>'
        f'<w:hyperlink r:id="pl" w:tooltip="{_PATH.format(f"{where}-tooltip")}">'
        "<w:r><w:t>A link</w:t></w:r></w:hyperlink>"
        f"{mark('begin')}{field}{mark('separate')}<w:r><w:t>A field</w:t></w:r>{mark('end')}"
        f"{_picture(901, 'pj', where)}{_picture(902, 'pp', where)}</w:p>"
    )
    document = parts["word/document.xml"].decode()
    at = document.rindex("<w:sectPr")
    parts["word/document.xml"] = f"{document[:at]}{body}{document[at:]}".encode()
    types = parts["[Content_Types].xml"].decode()
    for kind in ("jpeg", "png", "xlsx"):
        if f'Extension="{kind}"' not in types:
            types = re.sub("(<Types[^>]*>)", rf'\1<Default Extension="{kind}" ContentType="image/{kind}"/>', types)
    parts["[Content_Types].xml"] = types.encode()
    path.write_bytes(write_package(parts))


def _relate(parts: dict[str, bytes], name: str, related: list[tuple[str, str, str, str]]) -> None:
    """Adds relationships, for those of their kinds that lead to one part only in place of what is there."""
    empty = f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'.encode()
    content = parts.get(name, empty).decode()
    for key, kind, target, mode in related:
        if not kind.endswith(("/image", "/hyperlink", "/customXml", "/package")):
            content = re.sub(rf'<Relationship\b[^>]*Type="{re.escape(kind)}"[^>]*/>', "", content)
        outside = f' TargetMode="{mode}"' if mode else ""
        entry = f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{outside}/>'
        content = content.replace("</Relationships>", f"{entry}</Relationships>")
    parts[name] = content.encode()


def _put_into(parts: dict[str, bytes], name: str, root: str, added: str) -> None:
    content = parts[name].decode()
    assert f"</{root}>" in content
    parts[name] = content.replace(f"</{root}>", f"{added}</{root}>").encode()


def spoil_workbook(path: Path, where: str) -> None:
    """Plants the word in the properties, notes, names and hidden corners of the workbook at `path`."""
    book = load_workbook(path)
    said = book.properties
    said.creator = said.lastModifiedBy = said.subject = f"{WORD}-{where}-properties"
    said.keywords = said.description = said.category = f"{WORD}-{where}-more"
    sheet = book.worksheets[0]
    sheet["A1"].comment = Comment(f"{WORD}-{where}-note", f"{WORD}-{where}-author")
    book.defined_names[f"{WORD}_{where}"] = DefinedName(f"{WORD}_{where}", attr_text="Readings!$A$1")
    book.save(path)


def _workbook(where: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("docProps/core.xml", f"<c>{WORD}-{where}-inner</c>")
    return out.getvalue()


def spoil_pdf(content: bytes, where: str) -> bytes:
    """The PDF with the word planted in every place that its pages do not show."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _spoil_pdf(pdf, where)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _spoil_pdf(pdf: Pdf, where: str) -> None:
    def said(place: str) -> Object:
        return String(f"{WORD}-{where}-{place}")

    page = pdf.pages[0].obj
    for name in ("Author", "Creator", "Subject", "Keywords", "Company", "SourceModified"):
        pdf.docinfo[Name(f"/{name}")] = said(name)
    packet = pdf.Root.Metadata.read_bytes().replace(
        b"</rdf:RDF>",
        b'<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><xmpMM:History>'
        + f"{WORD}-{where}-history".encode()
        + b"</xmpMM:History></rdf:Description></rdf:RDF>",
    )
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    pdf.attachments[f"{WORD}-{where}-file.txt"] = AttachedFileSpec(
        pdf, f"{WORD}-{where}-inside".encode(), filename=f"{WORD}-{where}-file.txt", description=f"{WORD}-{where}-about"
    )
    script = Dictionary(S=Name.JavaScript, JS=said("script"))
    pdf.Root.OpenAction = script
    names = pdf.Root.Names
    names.JavaScript = Dictionary(Names=Array([said("script-name"), pdf.make_indirect(script)]))
    pdf.Root.PieceInfo = Dictionary(Jo=Dictionary(Private=said("piece")))
    pdf.Root[Name("/JO_Data")] = said("catalogue")
    pdf.trailer[Name("/JO_Data")] = said("trailer")
    page[Name("/JO_Data")] = said("page")
    page.PieceInfo = Dictionary(Jo=Dictionary(Private=said("page-piece")))
    page.Thumb = pdf.make_stream(f"{WORD}-{where}-thumb".encode(), Width=1, Height=1)
    image = pdf.make_stream(jpeg(where), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=20)
    image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    image.Metadata = pdf.make_stream(f"{WORD}-{where}-image".encode(), Type=Name.Metadata)
    page.Resources.XObject = Dictionary(Im0=image)
    made = [
        _annotation(pdf, "/Text", T=said("reviewer"), Subj=said("subject"), NM=said("name"), Contents=String("Why?")),
        _annotation(pdf, "/Link", A=Dictionary(S=Name.URI, URI=String(f"file:///C:/Users/{WORD}-{where}-link")),
                    Contents=String("Prices")),
    ]  # fmt: skip
    fields = [
        _annotation(pdf, "/Widget", FT=Name.Tx, T=said("field"), TU=String("Name"), V=String("Part"), TM=said("tm")),
        _annotation(pdf, "/Widget", FT=Name.Tx, T=said("hidden"), V=said("value"), DV=said("default"), F=2),
        _annotation(pdf, "/Widget", FT=Name.Sig, T=said("signed"), TU=String("Signature"), F=2, V=pdf.make_indirect(
            Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=said("signer"), Cert=said("certificate"),
                       ContactInfo=said("contact"), Reason=said("reason")))),
    ]  # fmt: skip
    page.Annots = Array([*page.get(Name.Annots, Array()), *made, *fields])
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), XFA=said("xfa"), SigFlags=3)
    group = pdf.make_indirect(
        Dictionary(
            Type=Name.OCG, Name=String("Map"), Usage=Dictionary(User=Dictionary(Type=Name.Ind, Name=said("user")))
        )
    )
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())


def _annotation(pdf: Pdf, kind: str, **entries: Any) -> Object:
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array([90, 20, 120, 30]), **entries))


def found(folder: Path) -> set[str]:
    """The planted words in the names and bytes of all files below `folder`, unpacked, whatever they are written in."""
    told: set[str] = set()
    for path in sorted(folder.rglob("*")):
        pieces = [path.name.encode(), *(_pieces(path.read_bytes()) if path.is_file() else ())]
        for piece in pieces:
            for text in (
                piece,
                piece.decode("utf-16-le", "ignore").encode(),
                piece[1:].decode("utf-16-le", "ignore").encode(),
            ):
                told |= {
                    f"{path.name}: {match.group().decode()}"
                    for match in re.finditer(rb"%s[\w-]*" % WORD.encode(), text, re.IGNORECASE)
                }
    return told


def _pieces(content: bytes) -> Iterator[bytes]:
    """A file, what is packed in it, and the strings of a PDF."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                yield name.encode()
                yield from _pieces(package.read(name))
    elif content.startswith(b"\x89PNG"):
        for match in re.finditer(rb"IDAT|iCCP[^\0]+\0\0|zTXt[^\0]+\0\0", content):
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(content[match.end() :])
    elif content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            yield pdf.trailer.unparse(resolved=True)
            for entry in pdf.objects:
                yield entries_written(entry) or b""
                yield from (string_of(each).encode("utf-8", "surrogateescape") for each in _strings(entry))
                if isinstance(entry, Stream):
                    yield entry.read_raw_bytes()
                    with suppress(zlib.error):
                        yield zlib.decompress(entry.read_raw_bytes())


def _strings(entry: Object, depth: int = 0) -> Iterator[String]:
    if isinstance(entry, String):
        yield entry
    elif isinstance(entry, Array | Dictionary | Stream) and depth < 20:
        for value in list(entry) if isinstance(entry, Array) else [value for _, value in entry.items()]:
            if isinstance(value, Object) and not value.is_indirect:
                yield from _strings(value, depth + 1)
