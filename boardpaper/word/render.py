"""A paper through a Word template: every word and figure of it in the file, or a finding that says what is missing."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, Undefined
from lxml import etree
from msgspec import Struct, field

from boardpaper.errors import InputError
from boardpaper.live.ledger import stamp, with_ledger
from boardpaper.live.plain import with_plain_counts
from boardpaper.model.finding import Finding, blocking
from boardpaper.model.messages import did_you_mean, nearest
from boardpaper.model.paper import Paper
from boardpaper.model.template import AGENDA_KINDS, KINDS, Name
from boardpaper.ooxml.names import Element
from boardpaper.ooxml.package import Package, write_package
from boardpaper.ooxml.parsing import parse_part
from boardpaper.ooxml.relationships import add_content_types
from boardpaper.ooxml.styles import StyleSheet
from boardpaper.ooxml.template import open_template, template_paragraphs, template_parts
from boardpaper.rules import plans
from boardpaper.rules import templates as rules
from boardpaper.word.context import ContextBuilder, Named, kind_of
from boardpaper.word.placing import check_words, place_bodies
from boardpaper.word.properties import properties_of, write_language, write_properties
from boardpaper.word.sandbox import Sandbox
from boardpaper.word.texts import Texts

# Tags of the engine that change a table's columns and need its help afterwards.
_COLUMN_TAGS = re.compile(r"\{%\s*(tc|colspan|hm)\b")
# What a tag can raise while it is worked out, apart from the engine's own errors.
# Python itself refuses some of what the engine writes, such as too many loops inside loops.
_TAG_FAULTS = (
    TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError, SyntaxError,
)  # fmt: skip
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class _Job(Struct):
    """One rendering: the template as it was, its package as it becomes the paper, and what is found on the way."""

    template: str
    original: Package
    package: Package
    styles: StyleSheet
    findings: list[Finding] = field(default_factory=list)
    kinds: Mapping[str, Mapping[str, Name]] = field(default_factory=lambda: KINDS)
    root: str = "paper"


def render_paper(paper: Paper) -> tuple[bytes, tuple[Finding, ...]]:
    """The paper as a .docx, and what is wrong. The bytes are empty where a finding blocks.

    Raises:
        InputError: the template is not a Word file that can be read.
    """
    job = _open(paper.template)
    texts = Texts(job.package, job.styles, paper)
    bodies = texts.write()
    context = ContextBuilder()
    whole = _replace_tags(job, context.build(paper))
    job.findings.extend(texts.findings())
    if whole and _place(job, bodies, texts):
        job.findings.extend(check_words(job.package, paper, context, job.template))
    job.findings.extend(texts.style_ids.findings(job.template))
    if blocking(job.findings):
        return b"", tuple(job.findings)
    write_properties(job.package, properties_of(paper.front))
    write_language(job.package, paper.front.language)
    ledger = with_plain_counts(job.package, texts.ledger)
    return write_package(stamp(with_ledger(job.package, ledger)).parts), tuple(job.findings)


def fill_agenda(path: Path, names: Mapping[str, object]) -> tuple[Package | None, tuple[Finding, ...]]:
    """The agenda's template at `path` with its tags replaced, and what is wrong; no package if a tag fails.

    Raises:
        InputError: the template is not a Word file that can be read.
    """
    job = _open(path)
    job.kinds, job.root = AGENDA_KINDS, "agenda"
    whole = _replace_tags(job, names)
    return (job.package if whole else None), tuple(job.findings)


def _open(path: Path) -> _Job:
    """The template with a copy of its package, which becomes the paper."""
    template = open_template(path)
    package = template.package.copy()
    # A file saved as a Word template (.dotx) differs from a document by nothing but this.
    add_content_types(package, {package.main: _DOCUMENT_TYPE})
    return _Job(template.name, template.package, package, template.styles)


def _place(job: _Job, bodies: Mapping[str, str], texts: Texts) -> bool:
    """Puts the bodies and everything they need into the package, and tells whether that could be done."""
    if not place_bodies(job.package, bodies, texts.style_ids):
        job.findings.append(rules.BODY_AMONG_WORDS.at(job.template))
        return False
    texts.finish()
    return True


def _replace_tags(job: _Job, names: Mapping[str, object]) -> bool:
    """Replaces the tags of every part, and tells whether all parts are whole."""
    missed: list[tuple[object, str]] = []
    environment = Sandbox(_recorder(missed))
    engine = DocxTemplate(job.template)
    whole = True
    for name in template_parts(job.package):
        root = job.package.root(name)
        written = "" if root is None else etree.tostring(root, encoding="unicode")
        source = engine.patch_xml(written)
        before = len(missed)
        try:
            result = engine.render_xml_part(source, None, dict(names), environment)
            job.package.put(name, _as_part(result, engine, name, changes_columns=_changes_columns(written)))
        except _TAG_FAULTS as fault:
            whole = False
            if len(missed) == before:
                job.findings.append(_tag_finding(job, fault, source))
        except InputError:
            whole = False
            job.findings.append(rules.TAG_ENDS_ELSEWHERE.at(job.template))
    job.findings.extend(dict.fromkeys(_missed_finding(job, *entry) for entry in missed))
    return whole


def _changes_columns(written: str) -> bool:
    """Whether tags add or leave out columns of a table, so that its grid has to be counted anew."""
    return _COLUMN_TAGS.search(re.sub(r"<[^>]*>", "", written)) is not None


def _as_part(result: str, engine: DocxTemplate, name: str, *, changes_columns: bool) -> Element:
    """The root of a rendered part, tables' grids mended where columns changed."""
    root = parse_part(result.encode(), name=name)
    if changes_columns:
        root = engine.fix_tables(result)
    return root


def _recorder(missed: list[tuple[object, str]]) -> type[Undefined]:
    """A kind of undefined value that notes whose and what it is in `missed`, whatever a tag does with it.

    It prints nothing, so that all are found in one run; a finding for each keeps the paper from being written.
    """

    class Missed(Undefined):
        __slots__ = ()

        def _note(self) -> None:
            missed.append((self._undefined_obj, str(self._undefined_name)))

        def _fail_with_undefined_error(self, *_: object, **__: object) -> NoReturn:
            self._note()
            raise TemplateError(self._undefined_message)

        def __str__(self) -> str:
            self._note()
            return ""

        def __bool__(self) -> bool:
            self._note()
            return False

        def __len__(self) -> int:
            self._note()
            return 0

        def __iter__(self) -> Iterator[object]:
            self._note()
            return iter(())

        def __eq__(self, _: object) -> bool:
            self._note()
            return False

        def __ne__(self, _: object) -> bool:
            self._note()
            return True

        def __hash__(self) -> int:
            return id(type(self))

    return Missed


def _missed_finding(job: _Job, owner: object, name: str) -> Finding:
    """What to say of a name that a tag used and nothing has: it was a field, a part, or something known."""
    kind = kind_of(owner)
    where = _place_of(job, f"{kind}.{name}" if kind in ("fields", "parts_by_id") else name)
    if kind == "fields":
        return plans.TEMPLATE_FIELD_MISSING.at(where, name=name)
    if kind == "parts_by_id":
        known = list(owner) if isinstance(owner, Named) else []
        also = did_you_mean(name, known, f"Names that can be used here: {', '.join(known)}." if known else "")
        return rules.PART_MISSING.at(where, name=name, also=f" {also}" if also else "")
    known = list(job.kinds.get(kind or job.root, {}))
    return rules.TAG_MISSED.at(
        where, likely=nearest(name, known), name=name, owner=_a(kind or job.root), known=", ".join(known) or "none"
    )


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _tag_finding(job: _Job, fault: Exception, source: str) -> Finding:
    """A finding for a tag that cannot be read or worked out; `source` is the part with one paragraph a line."""
    message = getattr(fault, "message", None) or getattr(fault, "msg", None) or str(fault)
    where = job.template
    if isinstance(fault, TemplateSyntaxError):
        lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source).splitlines()
        words = " ".join(re.sub(r"<[^>]*>", "", lines[fault.lineno - 1]).split()) if fault.lineno <= len(lines) else ""
        where = f"{job.template} (“{words[:60]}”)" if words else job.template
    return rules.TAG_NOT_WORKED_OUT.at(where, fault=message)


def _place_of(job: _Job, words: str) -> str:
    """The template's name, and its first paragraph that has `words` in a tag."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    for candidate in template_paragraphs(job.original):
        if any(pattern.search(tag.written) for tag in candidate.tags):
            return f"{job.template}, {candidate.place}"
    return job.template
