"""Word files that hold what a publication copy cannot: each must be told, with its place, and the words around kept."""

from tests.corpus.drawings import shape
from tests.corpus.raw import (
    NAMESPACES,
    Link,
    WordParts,
    graphic_frame,
    heading,
    para,
    png,
    run,
    word_file,
)


def equations() -> bytes:
    """Formulas in a line and on a line of their own."""
    inline = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    display = (
        "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t>"
        "</m:r></m:den></m:f></m:oMath></m:oMathPara>"
    )
    body = (
        heading(1, "Equations")
        + para("The rate ", inline, " is shown.")
        + para("A paragraph between.")
        + para(display)
        + para("End")
    )
    return word_file(WordParts(body, "Equations"))


def objects() -> bytes:
    """SmartArt, a chart, an embedded workbook, ink: each is an error that names its place."""
    diagram = graphic_frame("http://schemas.openxmlformats.org/drawingml/2006/diagram", "", ident=1)
    chart = graphic_frame("http://schemas.openxmlformats.org/drawingml/2006/chart", "", ident=2)
    embedded = (
        '<w:object w:dxaOrig="1000" w:dyaOrig="500"><v:shape id="o1" style="width:50pt;height:25pt"/>'
        '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="o1"'
        ' DrawAspect="Icon" ObjectID="_1" r:id="rIdOle"/></w:object>'
    )
    ink = (
        '<w:drawing><wp:inline><wp:extent cx="100" cy="100"/><wp:docPr id="4" name="Ink"/><a:graphic><a:graphicData'
        f' uri="{NAMESPACES["wpi"]}"/></a:graphic></wp:inline></w:drawing>'
    )
    body = (
        heading(1, "Objects")
        + para("A diagram: ", f"<w:r>{diagram}</w:r>")
        + para("A chart: ", f"<w:r>{chart}</w:r>")
        + para("A workbook: ", f"<w:r>{embedded}</w:r>", " here.")
        + para("Ink: ", f"<w:r>{ink}</w:r>")
        + para("End")
    )
    links = {"rIdOle": Link("package", "embeddings/book.xlsx", inside=True)}
    return word_file(WordParts(body, "Objects", links=links, media={"embeddings/book.xlsx": b"PK"}))


def other_files() -> bytes:
    """A part that Word would merge when it opens the file, and a master document's sub-document."""
    body = (
        heading(1, "Other files")
        + para("Before.")
        + '<w:altChunk r:id="rIdChunk"/>'
        + para("Between.")
        + para('<w:subDoc r:id="rIdSub"/>')
        + para("End")
    )
    links = {
        "rIdChunk": Link("aFChunk", "chunk.htm", inside=True),
        "rIdSub": Link("subDocument", "part.docx"),
    }
    return word_file(WordParts(body, "Other files", links=links, media={"chunk.htm": b"<p>Words of the chunk</p>"}))


def word_art() -> bytes:
    """Words bent along a path, and shapes that hold nothing."""
    art = (
        '<w:r><w:pict><v:shape id="art" type="#_x0000_t136" style="width:200pt;height:40pt">'
        '<v:textpath string="BENT WORDS" style="font-family:Arial"/></v:shape></w:pict></w:r>'
    )
    empty = graphic_frame(NAMESPACES["wps"], shape(para()), ident=7, anchored=True)
    body = (
        heading(1, "Word art")
        + para("Before ", art, "after.")
        + para("An empty box: ", f"<w:r>{empty}</w:r>")
        + para(run("End"))
    )
    return word_file(WordParts(body, "Word art", media={"media/image1.png": png()}))


FILES = {"equations": equations, "objects": objects, "other-files": other_files, "word-art": word_art}
