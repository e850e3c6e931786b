"""What a Word document must say of itself before its PDF may claim to be accessible."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from boardpaper.model.document import Bookmark, Document, Drawing, Field, Inline, Link, Run, Table, words_of
from boardpaper.model.finding import Finding
from boardpaper.model.messages import turning_sign, without_turns
from boardpaper.model.paragraphs import Part, Spot, body_tables, every_paragraph, first_spot
from boardpaper.model.pattern import is_file_name
from boardpaper.rules import accessibility as rules
from boardpaper.rules.plans import TEXT_TURNED

# A language as BCP 47 writes it: `en-GB`, `cy`, `zh-Hans-CN`.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_LINKED = (Run, Field)


def check_document(document: Document) -> tuple[Finding, ...]:
    """Title, language, headings, alternative text, links and table headers (ISO 14289-1, 7.1 to 7.5 and 7.18).

    What it finds is an error: a publication with such a fault may not claim to be accessible.
    """
    spots = tuple(every_paragraph(document))
    return (
        *_check_properties(document),
        *_check_headings(spot for spot in spots if spot.part is Part.BODY),
        *_check_pictures(spots),
        *_check_links(spots),
        *_check_tables(document),
    )


def _check_properties(document: Document) -> Iterator[Finding]:
    """Whether the file says its title and its language."""
    title = document.properties.title.strip()
    if not title:
        yield rules.TITLE_MISSING.at("document properties")
    elif is_file_name(title):
        yield rules.TITLE_IS_FILE.at("document properties", title=title)
    yield from _turned(title, "document properties")
    language = document.properties.language.strip()
    if not language:
        yield rules.LANGUAGE_MISSING.at("document")
    elif not _LANGUAGE.fullmatch(language):
        yield rules.LANGUAGE_UNKNOWN.at("document", language=language)


def _turned(words: str, where: str) -> Iterator[Finding]:
    """A finding for a title or heading that people would read in another order than programs do."""
    if sign := turning_sign(words):
        yield TEXT_TURNED.at(where, words=without_turns(words), sign=sign)


def _check_headings(spots: Iterable[Spot]) -> Iterator[Finding]:
    """Findings for headings without words, and for levels that are skipped."""
    above = 0
    for spot in spots:
        level = spot.paragraph.outline_level
        if not level:
            continue
        if not spot.words:
            # The publication leaves it out, so that only the Word file shows it to a screen reader.
            yield rules.HEADING_EMPTY.at(spot.where)
            continue
        yield from _turned(spot.words, spot.where)
        if level > above + 1:
            yield rules.HEADING_SKIPS_LEVEL.at(
                spot.where, words=words_of(spot.paragraph.heading), level=level, above=level - 1, right=above + 1
            )
        above = level


def _check_pictures(spots: Iterable[Spot]) -> Iterator[Finding]:
    """Findings for pictures without words for those who cannot see them."""
    for spot in spots:
        for inline in spot.paragraph.inlines:
            if not isinstance(inline, Drawing) or inline.decorative:
                continue
            alt = inline.alt.strip()
            if not alt:
                yield rules.IMAGE_WITHOUT_ALT.at(spot.where)
            elif is_file_name(alt):
                yield rules.IMAGE_ALT_IS_FILE.at(spot.where)


def _check_links(spots: Iterable[Spot]) -> Iterator[Finding]:
    """Findings for links that nobody can follow, since they have no words."""
    for spot in spots:
        if not any(map(_link, spot.paragraph.inlines)):
            continue
        inlines = [inline for inline in spot.paragraph.inlines if not isinstance(inline, Bookmark)]
        for link, group in groupby(inlines, key=_link):
            linked = list(group)
            # The publication works a field out anew, so that it has words by then.
            if link is not None and not words_of(linked) and not any(isinstance(part, Field) for part in linked):
                yield rules.LINK_WITHOUT_WORDS.at(spot.where, target=link.address or link.bookmark)


def _link(inline: Inline) -> Link | None:
    return inline.link if isinstance(inline, _LINKED) else None


def _check_tables(document: Document) -> Iterator[Finding]:
    """Findings for tables without a row of headings."""
    for table in body_tables(document):
        if _needs_header(table) and not any(row.header for row in table.rows):
            spot = first_spot(table)
            yield rules.TABLE_WITHOUT_HEADER.at(spot.where if spot else "", words=spot.words if spot else "")


def _needs_header(table: Table) -> bool:
    """Whether the cells of a table mean something only under a heading.

    A box of one row or column needs none. Word calls the first column of nearly every table a special one, so only
    where a table is a list of labels and values does that name its cells.
    """
    if first_spot(table) is None:
        return False
    columns = max((cell.column + cell.column_span for row in table.rows for cell in row.cells), default=0)
    return len(table.rows) > 1 and columns > 1 and not (table.first_column and columns == 2)
