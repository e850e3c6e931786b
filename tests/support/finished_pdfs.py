"""Finished PDFs of many origins for tests, and a reader of what a merged pack says of itself."""

import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pikepdf
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from boardpaper.model.document import Bookmark, Link, Run
from boardpaper.model.pack import Pack, PackPart
from boardpaper.pdf.fonts import read_font
from boardpaper.pdf.text import read_page, words_of
from boardpaper.pdf.trees import name_of
from boardpaper.publish.pdf.render import render_pdf
from boardpaper.sources.pdf.reader import read_pdf
from tests.support.built_documents import LINKED, bullet, document, heading, numbered, paragraph, run, table, words

Change = Callable[[Pdf], None]


@lru_cache
def publication(title: str = "Performance report", paragraphs: int = 6, start: int = 0) -> bytes:
    """A publication of boardpaper's: headings, numbered paragraphs, links outward and inward, a list, a table.

    Two of which the `start` lies far apart share no passage.
    """
    blocks: list[Any] = [heading(title)]
    for number in range(1, paragraphs + 1):
        if number % 3 == 1:
            blocks.append(heading(f"Part {number // 3 + 1} of {title}", 2))
        blocks.append(numbered(number, f"{title} {number}: ", words(60, start + number * 40)))
    blocks += [
        paragraph("See ", run("the statistics", LINKED, "https://example.org/stats"), " and ",
                  Run("the end", LINKED, Link("", "the-end")), "."),
        bullet("first point"), bullet("second point"), table(3),
        paragraph(Bookmark("the-end"), "The end."),
    ]  # fmt: skip
    made = document(*blocks)
    made = replace(made, properties=replace(made.properties, title=title))
    content, found = render_pdf(made, claim_conformance=True)
    assert found == ()
    return content


def untagged(title: str = "Scanned letter", pages: int = 2) -> bytes:
    """What a program that knows no tags prints."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    canvas.setTitle(title)
    for number in range(1, pages + 1):
        canvas.drawString(72, 720, f"{title}, page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(content: bytes, *changes: Change, **options: Any) -> bytes:
    """`content` after each of `changes`, saved with `options`."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for change in changes:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=not options, **options)
    return out.getvalue()


def turned(rotation: int) -> Change:
    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = rotation

    return change


def cropped(left: float, bottom: float, right: float, top: float) -> Change:
    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.CropBox = Array([left, bottom, right, top])

    return change


def with_form(pdf: Pdf) -> None:
    """A text field that says "Part", tagged as a Form, and a check box that is on."""
    page = pdf.pages[0].obj
    root = pdf.Root.StructTreeRoot
    font = next(font for font in page.Resources.Font.values() if Name.ToUnicode in font)
    codes = {text: bytes((code,)) for code, text in read_font(font).characters.items() if code < 256}
    shown = b"".join(codes[letter] for letter in "Part").hex().encode()
    look = pdf.make_stream(
        b"/Tx BMC q BT 0 g /F 9 Tf 2 4 Td <" + shown + b"> Tj ET Q EMC", Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, 100, 16]), Resources=Dictionary(Font=Dictionary(F=font)),
    )  # fmt: skip
    text = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), TU=String("Your name"),
                   V=String("Part"), Rect=Array([72, 60, 172, 76]), F=4, AP=Dictionary(N=look), P=page)
    )  # fmt: skip
    box = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("agree"), TU=String("I agree"),
                   AS=Name.Yes, Rect=Array([200, 60, 212, 72]), F=4, P=page,
                   AP=Dictionary(N=Dictionary(Yes=_square(pdf, 1), Off=_square(pdf, 0))))
    )  # fmt: skip
    # The section of the paper's title, which is all that stands in its Document.
    holder = root.K[0].K
    for widget in (text, box):
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Form, P=holder))
        element.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
        holder.K.append(element)
        add_number(pdf, widget, element)
    page.Annots = Array([*page.get(Name.Annots, Array()), text, box])
    pdf.Root.AcroForm = Dictionary(Fields=Array([text, box]))


def add_number(pdf: Pdf, annotation: Object, element: Object) -> None:
    """Enters an annotation into the parent tree."""
    root = pdf.Root.StructTreeRoot
    annotation.StructParent = int(root.ParentTreeNextKey)
    root.ParentTree.Nums.extend([root.ParentTreeNextKey, element])
    root.ParentTreeNextKey = int(root.ParentTreeNextKey) + 1


def _square(pdf: Pdf, ink: int) -> Object:
    return pdf.make_stream(
        b"0 g 1 1 10 10 re " + (b"f" if ink else b"s"), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 12, 12])
    )


def scripted(pdf: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), pdf.make_indirect(script)])))
    pdf.pages[0].obj.AA = Dictionary(O=script)
    links = pdf.pages[-1].obj.Annots
    links[0].A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def signed(pdf: Pdf) -> None:
    signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String(b"\0" * 16))
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("signature"), V=pdf.make_indirect(signature),
        Rect=Array([0, 0, 0, 0]), F=2, P=pdf.pages[0].obj,
    )  # fmt: skip
    made = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get(Name.Annots, Array()), made])
    pdf.Root.AcroForm = Dictionary(Fields=Array([made]), SigFlags=3)


def with_attachment(pdf: Pdf) -> None:
    pdf.attachments["salaries.xlsx"] = b"not a workbook"


def with_layers(pdf: Pdf) -> None:
    """A layer that is shown and one that is not, both drawn on the first page as artifacts."""
    page = pdf.pages[0].obj
    groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("Map", "Draft notes")]
    page.Resources.Properties = Dictionary(Shown=groups[0], Hidden=groups[1])
    content = (
        b"/Artifact BMC /OC /Shown BDC 0 1 0 rg 0 0 40 40 re f EMC /OC /Hidden BDC 1 0 0 rg 50 0 40 40 re f EMC EMC"
    )
    pdf.pages[0].contents_add(b"q " + content + b" Q")
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(groups), D=Dictionary(Name=String("Default"), OFF=Array([groups[1]]), Order=Array(groups))
    )


def plain_headings(pdf: Pdf) -> None:
    """Every heading tagged H, each in the Sect that holds those under it."""
    for entry in pdf.objects:
        if isinstance(entry, Dictionary) and entry.get(Name.S) in (Name.H1, Name.H2):
            entry.S = Name.H


def with_roles(role: str, meaning: str) -> Change:
    """Each element of the type `meaning` is of the type `role` instead, which the role map explains."""

    def change(pdf: Pdf) -> None:
        for entry in pdf.objects:
            if isinstance(entry, Dictionary) and entry.get(Name.S) == meaning and Name.P in entry:
                entry.S = Name(role)
        pdf.Root.StructTreeRoot.RoleMap = Dictionary({role: Name(meaning)})

    return change


def with_identifiers(pdf: Pdf) -> None:
    """Header cells with IDs, and cells that refer to them; a class for table cells."""
    heads = [entry for entry in pdf.objects if isinstance(entry, Dictionary) and entry.get(Name.S) == Name.TH]
    names: list[Any] = []
    for number, head in enumerate(heads):
        head.ID = String(f"h{number:02}")
        head.C = Name.Head
        names += [String(f"h{number:02}"), head]
    for entry in pdf.objects:
        if isinstance(entry, Dictionary) and entry.get(Name.S) == Name.TD:
            entry.A = Dictionary(O=Name.Table, Headers=Array([String("h00"), String("h01")]))
    pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(Head=Dictionary(O=Name.Layout, TextAlign=Name.Center))


def without_outline(pdf: Pdf) -> None:
    del pdf.Root.Outlines


def unbalanced(pdf: Pdf) -> None:
    """A page that ends scaled, turned and inside marked content."""
    pdf.pages[0].contents_add(b"q 0.2 0.3 -0.3 0.2 50 50 cm /Artifact BMC")


def part(content: bytes, item: str = "", **more: Any) -> PackPart:
    """A part with the facts of its content."""
    facts, _ = read_pdf(content, name=more.pop("name", f"item-{item}.pdf"))
    return PackPart(facts, content, more.pop("title", facts.title or "Untitled"), item, **more)


def open_pack(pack: Pack) -> Pdf:
    return open_bytes(pack.content)


def open_bytes(content: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(content))


def tagged_words(content: bytes) -> list[tuple[str, str]]:
    """The structure in its order: each element that holds text itself, its type and its words."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [(role, text) for _, role, text in _walk(pdf) if text]


def words_by_part(content: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same for each Part of a pack: its title and its elements with text."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        parts: list[tuple[str, list[tuple[str, str]]]] = []
        for element, role, text in _walk(pdf):
            if role == "Part" and str(element.P.S) == "/Document":
                parts.append((str(element.T), []))
            elif text:
                parts[-1][1].append((role, text))
        return parts


def _walk(pdf: Pdf) -> Iterator[tuple[Object, str, str]]:
    pages = {page.obj.objgen: read_page(page.obj) for page in pdf.pages}

    def walk(element: Object, page: Object | None) -> Iterator[tuple[Object, str, str]]:
        page = element.get(Name.Pg, page)
        kids = element.get(Name.K, Array())
        text = ""
        inside: list[Object] = []
        for kid in list(kids) if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                text += words_of([run for run in pages[page.objgen] if run.mcid == kid])
            elif Name.MCID in kid:
                runs = pages[kid.Pg.objgen]
                text += words_of([run for run in runs if run.mcid == kid.MCID])
            elif Name.S in kid:
                inside.append(kid)
        yield element, name_of(element.S), " ".join(text.split())
        for kid in inside:
            yield from walk(kid, page)

    for top in pdf.Root.StructTreeRoot.K:
        yield from walk(top, None)


def artifact_words(pdf: Pdf, page: int) -> list[str]:
    """What a page draws outside the structure, a run each."""
    return [run.text for run in read_page(pdf.pages[page].obj) if run.mcid < 0]
