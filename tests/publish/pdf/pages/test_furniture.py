"""Headers and footers: artifacts that nobody hears, but for links, which are read once and work on every page."""

from pikepdf import Name

from boardpaper.model.document import (
    Document,
    Drawing,
    Field,
    Furniture,
    Link,
    PageGeometry,
    Position,
    Properties,
    Row,
    Run,
    Section,
    Table,
)
from boardpaper.publish.pdf.render import render_pdf
from tests.support.built_documents import BODY, LINKED, cell, document, paragraph, picture, run
from tests.support.pdf_words import open_pdf, page_words, tag_tree

SITE = "https://www.example.org/"
PROPERTIES = Properties("A paper", language="en-GB")


def publish(made: Document) -> bytes:
    return render_pdf(made, claim_conformance=True)[0]


def paper(*sections: Section) -> Document:
    return Document(sections, properties=PROPERTIES)


def pages(count: int, **furniture: Furniture) -> Section:
    blocks = tuple(paragraph(f"Page {number}.", page_break_before=True) for number in range(1, count + 1))
    return Section(blocks, PageGeometry(), **furniture)  # type: ignore[arg-type]


def site(words: str = "www.example.org") -> Run:
    return run(words, LINKED, SITE)


def test_a_link_in_a_footer_is_read_after_its_section_and_works_on_every_page() -> None:
    footer = Furniture((paragraph(site(), " page ", Field("PAGE", "", BODY)), paragraph("For the public")))
    content = publish(paper(pages(3, footers=footer)))
    assert tag_tree(content) == [
        "Document",
        *(f"  P “Page {number}.”" for number in (1, 2, 3)),
        "  Div",
        "    P “page 1”",
        "      Link “www.example.org”",
        *[f"        OBJR “www.example.org ({SITE})”"] * 3,
    ]
    pdf = open_pdf(content)
    assert [[str(link.A.URI) for link in page.obj.Annots] for page in pdf.pages] == [[SITE]] * 3
    assert len({str(link.Rect) for page in pdf.pages for link in page.obj.Annots}) == 1
    assert [" ".join(page.artifacts.split()) for page in page_words(pdf)] == [
        "For the public",
        "www.example.org page 2 For the public",
        "www.example.org page 3 For the public",
    ]


def test_a_further_section_tells_only_of_links_that_are_new() -> None:
    one, other = Furniture((paragraph(site()),)), Furniture((paragraph(run("Write", LINKED, "mailto:a@example.org")),))
    tree = tag_tree(publish(paper(pages(1, footers=one), pages(1, footers=one), pages(1, headers=one, footers=other))))
    assert tree == [
        "Document",
        "  P “Page 1.”",
        "  Div",
        "    P",
        "      Link “www.example.org”",
        *[f"        OBJR “www.example.org ({SITE})”"] * 3,
        "  P “Page 1.”",
        "  P “Page 1.”",
        "  Div",
        "    P",
        "      Link “Write”",
        "        OBJR “Write (mailto:a@example.org)”",
    ]


def test_a_link_in_a_table_of_a_header_is_no_table() -> None:
    linked = cell("", 0)
    linked = type(linked)((paragraph(site()),), 0)
    header = Furniture((Table((Row((linked, cell("Item 5", 1))),), (100.0, 100.0)),))
    tree = tag_tree(publish(paper(pages(1, headers=header))))
    assert tree[2:] == ["  Div", "    P", "      Link “www.example.org”", f"        OBJR “www.example.org ({SITE})”"]


def test_a_picture_in_a_header_leads_somewhere() -> None:
    logo = Drawing("media/image1.png", 40.0, 20.0, "The board's site", link=Link(SITE))
    made = Document((pages(2, headers=Furniture((paragraph(logo),))),), images=picture(), properties=PROPERTIES)
    content = publish(made)
    assert tag_tree(content)[3:] == [
        "  Div",
        "    P",
        "      Link",
        "        Figure [Alt=The board's site, Placement=Block]",
        *[f"        OBJR “The board's site ({SITE})”"] * 2,
    ]
    assert [len(page.obj.Annots) for page in open_pdf(content).pages] == [1, 1]


def test_a_floating_picture_loses_its_link_with_a_finding() -> None:
    logo = Drawing("media/image1.png", 40.0, 20.0, "The board's site", link=Link(SITE), position=Position())
    made = Document((pages(2, headers=Furniture((paragraph(logo),))),), images=picture(), properties=PROPERTIES)
    (found,) = render_pdf(made, claim_conformance=True)[1]
    assert (found.rule, found.where) == ("link-lost", "the header")
    assert SITE in found.message


def test_a_link_in_a_footer_that_may_not_be_made_stays_an_artifact() -> None:
    footer = Furniture((paragraph(run("Press", LINKED, "javascript:alert(1)")),))
    content, found = render_pdf(paper(pages(2, footers=footer)), claim_conformance=True)
    assert [(each.rule, each.where) for each in found] == [("link-unsafe", "the footer")]
    assert tag_tree(content) == ["Document", "  P “Page 1.”", "  P “Page 2.”"]
    assert all(Name.Annots not in page.obj for page in open_pdf(content).pages)


def test_furniture_without_links_leaves_no_trace_in_the_tree() -> None:
    assert tag_tree(publish(document(paragraph("Words.")))) == ["Document", "  P “Words.”"]
