"""The gate of publication: what stops a Word file from being published as it is, without making the PDF."""

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.checks.publication.accessibility import check_document
from boardpaper.checks.publication.unready import check_publication, decide
from boardpaper.errors import InputError
from boardpaper.model.document import Document, Paragraph, words_of
from boardpaper.model.engine import Engine
from boardpaper.model.finding import Finding, Severity
from boardpaper.rules import accessibility, running, word
from boardpaper.rules import publication as rules
from boardpaper.rules.publication import ALLOWABLE

# What stops only boardpaper's own layout: another engine may draw it.
_OWN_LIMITS = frozenset({word.WORD_UNSUPPORTED.name, word.WORD_LAYOUT.name})
# The path of a file often names a person.
_NAMES_FILES = frozenset({accessibility.IMAGE_ALT_IS_FILE.name, accessibility.TITLE_IS_FILE.name})


class Terms(Struct, frozen=True):
    """What a person decided: `allowed` are rules of `ALLOWABLE` that may stand, a draft claims nothing.

    `author` is whom the PDF names where the file was not built for a board.
    """

    draft: bool = False
    accept_changes: bool = False
    allowed: frozenset[str] = frozenset()
    engine: Engine = Engine.BOARDPAPER
    author: str = ""


def asked_terms(*, draft: bool, accept_changes: bool, allow: Collection[str], engine: str) -> Terms:
    """What somebody asked for, as terms.

    Raises:
        InputError: a rule of `allow` may not be allowed, or there is no such engine.
    """
    unknown = sorted(set(allow).difference(ALLOWABLE))
    if unknown:
        raise InputError(running.NOT_ALLOWABLE.at(name=unknown[0], allowable=", ".join(ALLOWABLE)))
    if engine not in tuple(Engine):
        raise InputError(running.ENGINE_UNKNOWN.at(name=engine, engines=", ".join(Engine)))
    return Terms(draft, accept_changes, frozenset(allow), Engine(engine))


def judge(document: Document, read: tuple[Finding, ...], terms: Terms) -> tuple[Document, tuple[Finding, ...]]:
    """The document with a title, and what was found in it, as it counts on these terms; `read` was found before."""
    document, titled = _titled(document)
    return document, _judged(document, (*read, *titled), terms)


def decided(findings: tuple[Finding, ...], terms: Terms) -> tuple[Finding, ...]:
    """`findings` as they count on these terms: those that a person allowed are warnings."""
    if terms.engine is Engine.LIBREOFFICE:
        # It prints changes as changes.
        return decide(findings, terms.allowed, ALLOWABLE)
    accepted = {rules.TRACKED_CHANGES.name} if terms.accept_changes else frozenset[str]()
    return decide(findings, terms.allowed | accepted)


def _judged(document: Document, read: tuple[Finding, ...], terms: Terms) -> tuple[Finding, ...]:
    """What was found in the file, as it counts on these terms."""
    accessible = check_document(document)
    if terms.engine is Engine.LIBREOFFICE:
        # It draws what boardpaper cannot, and claims nothing that a fault could belie.
        read = tuple(finding for finding in read if finding.rule not in _OWN_LIMITS)
        accessible = tuple(
            finding if finding.rule in _NAMES_FILES else replace(finding, severity=Severity.WARNING)
            for finding in accessible
        )
    return (*decided((*read, *check_publication(document, read)), terms), *accessible)


def _titled(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """The document with a title: where its properties hold none, the words that it sets in the style Title."""
    if document.properties.title.strip():
        return document, ()
    blocks = (block for section in document.sections for block in section.blocks)
    paragraphs = (block for block in blocks if isinstance(block, Paragraph) and block.style.lower() == "title")
    words = next((words for block in paragraphs if (words := words_of(block.inlines))), "")
    if not words:
        return document, ()
    finding = rules.TITLE_FROM_TEXT.at("document properties", words=words)
    return replace(document, properties=replace(document.properties, title=words)), (finding,)
