"""Word files whose fields Word worked out before the last change, and links where a reader may miss them."""

from corpus.raw import (
    Link,
    WordParts,
    cell,
    heading,
    hyperlink,
    para,
    row,
    run,
    section,
    simple_field,
    table,
    word_file,
)

_TAB = "<w:r><w:tab/></w:r>"
_LINK_STYLE = '<w:rStyle w:val="Hyperlink"/>'
_NEW_PAGE = "<w:pageBreakBefore/>"


def furniture_links() -> bytes:
    """Links in headers and footers: on a first page, beside a page number, in a table; two sections share one."""
    references = (
        '<w:headerReference w:type="default" r:id="rel_header1"/>'
        '<w:footerReference w:type="default" r:id="rel_footer1"/><w:footerReference w:type="first" r:id="rel_footer2"/>'
    )
    site = hyperlink("rIdSite", run("www.example.org", _LINK_STYLE))
    mail = hyperlink("rIdMail", run("secretary@example.org", _LINK_STYLE))
    body = (
        heading(1, "Links above and below")
        + para("The first page.")
        + para("The second page.", properties=_NEW_PAGE)
        + para("The third page.", properties=_NEW_PAGE + section(references, after="<w:titlePg/>"))
        + heading(1, "Another section")
        + para("The fourth page.")
        + para("The fifth page.", properties=_NEW_PAGE)
    )
    footer = table(row(cell(para(site)), "Agenda item 5"), columns=2)
    parts = {
        "header1": para("Police and Crime Board", style="Header"),
        "footer1": para(site, _TAB, "Page ", simple_field("PAGE", "2"), style="Footer") + para("For the public"),
        "footer2": footer + para("Write to ", mail, ".", style="Footer"),
    }
    found = {
        "rIdSite": Link("hyperlink", "https://www.example.org/"),
        "rIdMail": Link("hyperlink", "mailto:secretary@example.org"),
    }
    return word_file(
        WordParts(body, "Links above and below", parts=parts, part_links={"footer1": found, "footer2": found})
    )


FILES = {
    "furniture-links": furniture_links,
}
