"""Word files whose package is unusual: Strict, other folders, absolute targets, almost nothing in them."""

from boardpaper.ooxml.package import write_package
from tests.corpus.raw import (
    HEADER_ROW,
    Link,
    WordParts,
    abstract,
    content_types,
    footnote,
    footnote_mark,
    heading,
    item,
    level,
    num,
    para,
    picture,
    png,
    relationships,
    row,
    run,
    section,
    separators,
    table,
    word_file,
    word_parts,
    xml_part,
)


def _everyday() -> WordParts:
    body = (
        heading(1, "Every day")
        + item("First", 1)
        + item("Second", 1)
        + para("A note", footnote_mark(1), " and a ", f'<w:hyperlink r:id="rIdSite">{run("link")}</w:hyperlink>', ".")
        + para(picture("rIdImage", "A logo", 40, 20))
        + table(row("Area", "Number", properties=HEADER_ROW), row("North", "53"), columns=2)
        + para("End")
    )
    return WordParts(
        body,
        "Every day",
        parts={
            "numbering": abstract(0, level(0, "decimal", "%1.")) + num(1, 0),
            "footnotes": separators() + footnote(1, "Noted."),
        },
        links={
            "rIdSite": Link("hyperlink", "https://example.org/"),
            "rIdImage": Link("image", "media/image1.png", inside=True),
        },
        media={"media/image1.png": png(40, 20)},
    )


def strict() -> bytes:
    """The same as Strict: other namespaces, `start` and `end`, lengths with units, `true` and `false`."""
    given = _everyday()
    more = para(
        "Half an inch",
        properties='<w:spacing w:after="12pt"/><w:ind w:start="0.5in" w:end="1cm"/><w:jc w:val="start"/>',
    ) + para(run("Bold", '<w:b w:val="true"/><w:sz w:val="14pt"/>'), run(" and not", '<w:b w:val="false"/>'))
    return word_file(
        WordParts(given.body + more, given.title, parts=given.parts, links=given.links, media=given.media, strict=True)
    )


def odd_folders() -> bytes:
    """The main part is `doc/paper/main.xml`; targets are absolute, go up, and hold an escaped space."""
    parts = word_parts(_everyday())
    moved = {
        "doc/paper/main.xml": parts["word/document.xml"],
        "doc/looks.xml": parts["word/styles.xml"],
        "numbers/list one.xml": parts["word/numbering.xml"],
        "doc/paper/more/set.xml": parts["word/settings.xml"],
        "notes.xml": parts["word/footnotes.xml"],
        "pictures/logo.png": parts["word/media/image1.png"],
        "meta/core.xml": parts["docProps/core.xml"],
    }
    moved["doc/paper/_rels/main.xml.rels"] = relationships(
        {
            "a1": Link("styles", "../looks.xml", inside=True),
            "a2": Link("numbering", "/numbers/list%20one.xml", inside=True),
            "a3": Link("settings", "more/set.xml", inside=True),
            "a4": Link("footnotes", "../../notes.xml", inside=True),
            "rIdImage": Link("image", "/pictures/logo.png", inside=True),
            "rIdSite": Link("hyperlink", "https://example.org/"),
        }
    )
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    moved["_rels/.rels"] = relationships(
        {"x": Link("officeDocument", "/doc/paper/main.xml", inside=True), "y": Link(core, "meta/core.xml", inside=True)}
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    moved["[Content_Types].xml"] = content_types(
        {
            "doc/looks.xml": f"{kind}.styles+xml",
            "numbers/list%20one.xml": f"{kind}.numbering+xml",
            "doc/paper/more/set.xml": f"{kind}.settings+xml",
            "notes.xml": f"{kind}.footnotes+xml",
        },
        main="doc/paper/main.xml",
    ).replace(b"/docProps/core.xml", b"/meta/core.xml")
    return write_package(moved)


def bare() -> bytes:
    """Nothing but a body: no styles, settings, theme, properties, section or relationships."""
    parts = {
        "word/document.xml": xml_part("document", f"<w:body>{para('Only words.')}{para('And more.')}</w:body>"),
        "_rels/.rels": relationships({"r": Link("officeDocument", "word/document.xml", inside=True)}),
        "[Content_Types].xml": content_types({}).replace(b"/docProps/core.xml", b"/docProps/none.xml"),
    }
    return write_package(parts)


def other_prefixes() -> bytes:
    """The namespace of Word under another prefix, and as the default one of an element."""
    parts = word_parts(_everyday())
    source = parts["word/document.xml"].decode()
    renamed = (
        source.replace("<w:", "<ns0:")
        .replace("</w:", "</ns0:")
        .replace(" w:", " ns0:")
        .replace("xmlns:w=", "xmlns:ns0=")
    )
    return write_package({**parts, "word/document.xml": renamed.encode()})


def utf16() -> bytes:
    """The main part in UTF-16, as the standard allows."""
    parts = word_parts(_everyday())
    source = parts["word/document.xml"].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return write_package({**parts, "word/document.xml": source.encode("utf-16")})


def several_bodies() -> bytes:
    """Three bodies, which the standard does not allow; nothing of the later ones may be lost."""
    parts = word_parts(WordParts(para("The first."), "Bodies"))
    more = "".join(f"<w:body>{body}</w:body>" for body in (para("The second."), para("The third.") + section()))
    source = parts["word/document.xml"].decode().replace("</w:document>", f"{more}</w:document>")
    return write_package({**parts, "word/document.xml": source.encode()})


FILES = {
    "strict": strict,
    "odd-folders": odd_folders,
    "bare": bare,
    "other-prefixes": other_prefixes,
    "utf-16": utf16,
    "several-bodies": several_bodies,
}
