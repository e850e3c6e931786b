"""Small tagged papers made by hand, each with all of one kind that a finished PDF may hold."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.model.pack import PackPart
from boardpaper.sources.pdf.reader import read_pdf


class Small:
    """A tagged paper of small pages, each with one paragraph, whose structure is its Document's."""

    def __init__(self, title: str, pages: int = 1, *, language: str = "en-GB") -> None:
        self.pdf = pikepdf.new()
        self.title = title
        self.pdf.docinfo["/Title"] = String(title)
        self.pdf.Root.Lang = String(language)
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self.element(self.tree, "Document")
        self.tree.K = Array([self.document])
        self.tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array()))
        self.pdf.Root.StructTreeRoot = self.tree
        for number in range(pages):
            self._page(number)

    def _page(self, number: int) -> None:
        self.pdf.add_blank_page(page_size=(300, 200))
        page = self.pdf.pages[-1].obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        text = f"/P <</MCID 0>> BDC BT /F 9 Tf 20 100 Td ({self.title} {number + 1}) Tj ET EMC"
        page.Contents = self.pdf.make_stream(text.encode())
        page.StructParents = number
        element = self.element(self.document, "P", page)
        element.K = 0
        self.document.K.append(element)
        self.enter(number, Array([element]))

    def page(self, number: int = 0) -> Object:
        return self.pdf.pages[number].obj

    def element(self, parent: Object, role: str, page: Object | None = None, **more: Any) -> Object:
        made = Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, K=Array(), **more)
        if page is not None:
            made.Pg = page
        return self.pdf.make_indirect(made)

    def enter(self, key: int, value: Object) -> None:
        """Enters an element, or the array of a page's, into the parent tree."""
        numbers: list[Any] = [key, value]
        self.tree.ParentTree.Nums.extend(numbers)

    def annotate(self, page: int, *annotations: Object) -> list[Object]:
        made: list[Object] = [self.pdf.make_indirect(each) for each in annotations]
        holder = self.page(page)
        holder.Annots = Array([*holder.get(Name.Annots, Array()), *made])
        return made

    def hold(self, annotation: Object, role: str, page: int, key: int, **more: Any) -> Object:
        """An element that holds an annotation, under `key` in the parent tree."""
        element = self.element(self.document, role, self.page(page), **more)
        element.K = Array([Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.page(page))])
        self.document.K.append(element)
        annotation.StructParent = key
        self.enter(key, element)
        return element

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.pdf.save(out, deterministic_id=True, fix_metadata_version=False, compress_streams=False)
        return out.getvalue()

    def part(self, item: str = "", **more: Any) -> PackPart:
        facts, _ = read_pdf(self.saved(), name=f"{self.title.lower()}.pdf")
        return PackPart(facts, self.saved(), self.title, item, **more)


def link(action: Object | None = None, **more: Any) -> Dictionary:
    entries = dict(more) if action is None else {"A": action, **more}
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 90, 20]), **entries)


def act(kind: str, **more: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def leading() -> Small:
    """Links and other annotations of every kind, on the first of three pages."""
    paper = Small("Leading", 3)
    second = paper.page(1)
    paper.pdf.Root.Dests = Dictionary(Old=Array([second, Name.Fit]), Odd=String("no place"))
    names = [
        String("held"),
        Dictionary(D=Array([second, Name.FitH, 90])),
        String("new"),
        Array([second, Name.XYZ, 0, 9, 0]),
    ]
    names += [String("to page"), Array([2, Name.Fit]), String("far"), Array([7, Name.Fit])]
    paper.pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))
    links = [
        link(Dest=Array([second, Name.Fit])),
        link(Dest=String("new")),
        link(Dest=Name.Old),
        link(Dest=Array([2, Name.Fit])),
        link(Dest=Array([3, Name.Fit])),
        link(Dest=Array([-1, Name.Fit])),
        link(Dest=Array()),
        link(Dest=Array([Name.Odd])),
        link(act("GoTo", D=String("held"))),
        link(act("GoTo", D=Array([0, Name.Fit]))),
        link(act("GoTo", D=12)),
        link(act("GoTo", D=Array([second, Name.Fit]), SD=Array([paper.document.K[1], Name.Fit]))),
        link(act("Named", N=Name.NextPage)),
        link(act("Named", N=Name.Print)),
        link(act("URI", URI=String("https://example.org/a"))),
        link(act("URI", URI=String("JavaScript:alert(1)"))),
        link(act("URI")),
        link(act("URI", URI=String("other%20paper.pdf")), Contents=String("Other (other paper.pdf)")),
        link(act("URI", URI=String("agenda.pdf")), Contents=String("Agenda (here)")),
        link(act("URI", URI=String("agenda.pdf"))),
        link(act("GoToR", F=String("far away.pdf"), D=Array([0, Name.Fit]))),
        link(act("GoToR", F=Dictionary(F=String("plain.pdf"), UF=String("café.pdf")), D=Array())),
        link(act("GoToR", F=Dictionary(F=String("plain.pdf")), D=String("named"))),
        link(act("GoToR", D=Array([0]))),
        link(act("Launch", F=String("calc.exe"))),
        link(String("odd"), AA=Dictionary(E=act("Launch")), PA=act("URI")),
        Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("A note")),
    ]
    made = paper.annotate(0, *links)
    for key, each in enumerate(made[:2], 5):
        paper.hold(each, "Link", 0, key)
    film, plan = paper.annotate(
        1,
        Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=Array([0, 0, 9, 9])),
        Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9])),
    )
    holder = paper.hold(film, "Annot", 1, 9)
    holder.K.append(paper.element(holder, "Span"))
    plan.StructParent = 30
    page = paper.page(1)
    page.AA, page.Trans, page.Dur, page.Rotate, page.UserUnit = Dictionary(), Dictionary(), 3, 450, 2
    _outline(paper)
    return paper


def _outline(paper: Small) -> None:
    first, last = paper.page(0), paper.page(2)
    items: list[tuple[int, str, dict[str, Any]]] = [
        (1, "One\n  and more", {"/Dest": Array([first, Name.Fit])}),
        (3, "Deep", {"/Dest": String("new")}),
        (2, "By action", {"/A": act("GoTo", D=Array([last, Name.FitH, 50]))}),
        (1, "Outside", {"/A": act("URI", URI=String("https://example.org"))}),
        (1, "Nowhere", {"/Dest": Array([9, Name.Fit])}),
        (2, "Launch", {"/A": act("Launch", F=String("x"))}),
        (1, "Nothing", {}),
    ]
    root = paper.pdf.make_indirect(Dictionary(Type=Name.Outlines))
    above: list[tuple[int, Object]] = [(0, root)]
    for level, title, leads in items:
        item = paper.pdf.make_indirect(Dictionary({"/Title": String(title), **leads}))
        while above[-1][0] >= level:
            above.pop()
        parent = above[-1][1]
        item.Parent = parent
        if Name.First in parent:
            parent.Last.Next, item.Prev = item, parent.Last
        else:
            parent.First = item
        parent.Last = item
        above.append((level, item))
    paper.pdf.Root.Outlines = root


def structured(number: int) -> Small:
    """Roles, classes, identifiers and headings that two such papers give different meanings."""
    paper = Small(f"Structured {number}", 1)
    page, document = paper.page(), paper.document
    roles = (
        {"/Kop": "/H1", "/Alinea": "/P", "/H2": "/H3", "/Twice": "/Kop"},
        {"/Kop": "/H", "/Alinea": "/P", "/Lbl": "/Span"},
    )
    paper.tree.RoleMap = Dictionary({role: Name(meaning) for role, meaning in roles[number].items()})
    classes = Dictionary(Same=Dictionary(O=Name.Layout), Own=Dictionary(O=Name.Layout, SpaceBefore=number))
    paper.tree.ClassMap = classes
    paper.tree.Namespaces = Array([paper.pdf.make_indirect(Dictionary(NS=String(f"urn:{number}")))])
    head = paper.element(document, "TH", page, ID=String("h1"), C=Name.Own)
    cell = paper.element(
        document, "TD", page, C=Array([Name.Same, Name.Own]), A=Dictionary(O=Name.Table, Headers=Array([String("h1")]))
    )
    sect = paper.element(document, "Sect", page)
    inner = paper.element(sect, "Sect", page)
    heads = [paper.element(document, "Kop", page), paper.element(sect, "H", page), paper.element(inner, "H", page)]
    sect.K, inner.K = Array([heads[1], inner]), Array([heads[2]])
    more = [paper.element(document, role, page) for role in ("Alinea", "H2", "Lbl", "Figure")]
    more[3].Alt, more[3].AF, more[3].PieceInfo = String("A figure"), Array(), Dictionary()
    document.K.extend([head, cell, heads[0], sect, *more])
    paper.tree.IDTree = Dictionary(Names=Array([String("h1"), head]))
    return paper


def widget(kind: str, name: str, **more: Any) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name(f"/{kind}"),
        T=String(name),
        **{"Rect": Array([100, 40, 60, 20]), "F": 4, **more},
    )


def with_fields() -> Small:
    """Form fields of every kind: shown, hidden, in a state, without a look, turned and of no size."""
    paper = Small("Fields", 2)

    def look(text: bytes, **more: Any) -> Object:
        return paper.pdf.make_stream(text, **{"BBox": Array([0, 0, 20, 10]), **more})

    on, off = look(b"0 0 9 9 re f"), look(b"0 0 9 9 re s")
    states = Dictionary(N=Dictionary(Yes=on, Off=off))
    parent = paper.pdf.make_indirect(
        Dictionary(FT=Name.Tx, T=String("inherited"), TU=String("From above"), V=String("words"))
    )
    fields = paper.annotate(
        0,
        widget("Tx", "plain", AP=Dictionary(N=look(b"% text")), TU=String("Your name")),
        widget("Tx", "hidden", F=2, V=String("x")),
        widget("Tx", "no view", F=32, V=String("x")),
        widget("Tx", "printed", F=4, V=String("unseen")),
        widget("Btn", "box", AP=states, AS=Name.Yes),
        widget("Btn", "box off", AP=states, AS=Name.Off),
        widget("Btn", "box unsaid", AP=states),
        widget("Btn", "radio", Ff=1 << 15, AP=states, AS=Name.Yes),
        widget("Btn", "push", Ff=1 << 16, AP=Dictionary(N=on)),
        widget(
            "Tx",
            "turned",
            AP=Dictionary(N=look(b"% turned", Matrix=Array([0, 2, -3, 0, 5, 7]), BBox=Array([20, 10, 4, 2]))),
        ),
        widget("Tx", "flat", AP=Dictionary(N=look(b"% flat", BBox=Array([5, 5, 5, 9])))),
        widget("Tx", "no place", AP=Dictionary(N=look(b"% nowhere")), Rect=Array([9, 9, 9, 20]), V=String("unseen")),
        widget("Ch", "no box", AP=Dictionary(N=paper.pdf.make_stream(b"% own"))),
        widget("Tx", "silent"),
        widget("Btn", "odd state", AP=states, AS=String("Yes")),
    )
    paper.hold(fields[0], "Form", 0, 5)
    paper.hold(fields[4], "Form", 0, 6, A=Dictionary(O=Name.Layout))
    paper.hold(fields[7], "Form", 0, 7, A=Array([Dictionary(O=Name.Layout)]))
    orphan = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Parent=parent, Rect=Array([0, 0, 9, 9]), F=String("odd"))
    nameless = Dictionary(Type=Name.Annot, Subtype=Name.Widget, V=String("lost"), Rect=Array([0, 0, 9, 9]))
    late = paper.annotate(1, orphan, nameless, widget("Tx", "late", AP=Dictionary(N=look(b"% late"))))
    page = paper.page(1)
    del page.StructParents
    page.Resources.XObject = Dictionary(BoardpaperField0=on)
    paper.pdf.Root.AcroForm = Dictionary(Fields=Array([*fields, *late]))
    return paper


def layered(name: str, change: Callable[[Pdf, list[Object]], Object]) -> Small:
    paper = Small(name)
    groups: list[Object] = [
        paper.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"{name} {each}"))) for each in "abc"
    ]
    paper.page().Resources.Properties = Dictionary(
        {f"/{each}": group for each, group in zip("abc", groups, strict=True)}
    )
    paper.pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=change(paper.pdf, groups))
    return paper
