"""Bodies put where a template's tags asked for them, and every word of the paper found again in the file."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from boardpaper.model.finding import Finding
from boardpaper.model.paper import Paper
from boardpaper.model.prose import words_of
from boardpaper.model.template import Style
from boardpaper.ooxml.footnotes import footnotes_part
from boardpaper.ooxml.names import Element, W, tags
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.parsing import parse_part
from boardpaper.ooxml.stories import stories
from boardpaper.ooxml.template import template_parts
from boardpaper.ooxml.wordml import DECLARATIONS, paragraph
from boardpaper.rules import templates as rules
from boardpaper.word.context import MARKER_NAMESPACE, ContextBuilder, appendix_key, part_key, unprinted
from boardpaper.word.texts import StyleIds
from boardpaper.word.words import block_words, first_missing, paragraph_texts

_MARKER = f"{{{MARKER_NAMESPACE}}}body"
# Where whole paragraphs may stand (17.2.2 body, 17.4.65 tc, 17.5.2.34 sdtContent).
_CONTAINERS = frozenset(tags("body tc sdtContent"))
_LEFTOVER = re.compile(r"\{\{.*?(?:\}\}|$)")


def place_bodies(package: Package, bodies: Mapping[str, str], style_id: StyleIds) -> bool:
    """Puts each body in the place of its marker, and tells whether all markers stood where paragraphs may stand."""
    roots = ((kind, package.root(name)) for name, kind in template_parts(package).items())
    if any(kind and root is not None and next(root.iter(_MARKER), None) is not None for kind, root in roots):
        return False
    root = package.edit(package.main)
    if root is None:
        return False
    for marker in list(root.iter(_MARKER)):
        parent = marker.getparent()
        if parent is None or parent.tag not in _CONTAINERS:
            return False
        for element in _fragment(bodies[marker.get("key", "")], package.main):
            marker.addprevious(element)
        parent.remove(marker)
    _end_tables(root, style_id)
    # Word names prefixes in mc:Ignorable, so those that the template declares must stay.
    etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in root.nsmap if prefix])
    package.put(package.main, root)
    return True


def check_words(package: Package, paper: Paper, context: ContextBuilder, template: str) -> Iterator[Finding]:
    """A finding for each value or body that was not printed, or twice, and for any words of a body that are lost."""
    told = [(kind, paragraph_texts(package.root(name))) for name, kind in stories(package).items()]
    texts = [text for kind, found in told if not kind for text in found]
    everywhere = [text for kind, found in told if kind != "comments" for text in found]
    yield from _left(everywhere, template)
    lost = list(unprinted(context.expected, context.printed, "\n".join(everywhere)))
    for entry in lost:
        yield rules.NEVER_PRINTED.at(template, what=entry.called)
    for entry in context.expected:
        if entry.is_body and context.printed.counts.get(entry.key, 0) > 1:
            yield rules.PRINTED_TWICE.at(template, what=entry.called)
    yield from _lost_words(texts, paper, {entry.key for entry in lost})
    yield from _lost_notes(package, paper)


def _left(texts: Sequence[str], template: str) -> Iterator[Finding]:
    """References and tags that would be printed as they stand: in a value of paper.yaml, or in a template's notes."""
    for text in texts:
        for left in _LEFTOVER.findall(text):
            yield rules.TAG_LEFT.at(f"{template} (“{text if len(text) <= 60 else text[:59] + '…'}”)", tag=left)


def _lost_words(texts: Sequence[str], paper: Paper, unplaced: set[str]) -> Iterator[Finding]:
    """A finding for the first words of each body that the rendered file does not hold."""
    bodies = [(f"{part_key(number)}.body", part.blocks) for number, part in enumerate(paper.parts)]
    bodies += [(f"{part_key(number)}.next_steps", part.next_steps) for number, part in enumerate(paper.parts)]
    bodies += [(f"{appendix_key(number)}.body", appendix.blocks) for number, appendix in enumerate(paper.appendices)]
    for key, blocks in bodies:
        missing = first_missing(tuple(block_words(blocks)), texts) if key not in unplaced else None
        if missing is not None:
            words, where = missing
            yield _lost(words, where)


def _lost_notes(package: Package, paper: Paper) -> Iterator[Finding]:
    """A finding for each footnote that the rendered file does not hold."""
    texts = set(paragraph_texts(package.root(footnotes_part(package))))
    for label, words in paper.notes.items():
        if words_of(words) not in texts:
            yield _lost(words_of(words), f"footnote “{label}”")


def _lost(words: str, where: str) -> Finding:
    return rules.WORDS_LOST.at(where, words=words if len(words) <= 80 else words[:79] + "…")


def _fragment(body: str, name: str) -> list[Element]:
    """The elements of a body written as XML."""
    return list(parse_part(f"<boardpaper {DECLARATIONS}>{body}</boardpaper>".encode(), name=name))


def _end_tables(root: Element, style_id: StyleIds) -> None:
    """Puts a paragraph after each table that nothing but another table or an end follows, as Word requires."""
    for table in list(root.iter(f"{W}tbl")):
        last = _in_control(table)
        following = last.getnext()
        if following is None or following.tag == f"{W}sectPr" or _begins_with_table(following):
            last.addnext(_fragment(paragraph(style_id(Style.TABLE_END), ""), "")[0])


def _in_control(table: Element) -> Element:
    """The table itself, or the control that it stands in alone."""
    content = table.getparent()
    if content is None or content.tag != f"{W}sdtContent" or len(content) > 1:
        return table
    control = content.getparent()
    return table if control is None else control


def _begins_with_table(element: Element) -> bool:
    """Whether a table comes first, in a control or not: Word wants a paragraph between two tables."""
    if element.tag == f"{W}sdt":
        content = element.find(f"{W}sdtContent")
        return content is not None and len(content) > 0 and content[0].tag == f"{W}tbl"
    return element.tag == f"{W}tbl"
