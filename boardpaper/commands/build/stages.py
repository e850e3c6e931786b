"""A paper's stages in order: plan, readings, narrative, binding, Word, the Word file read back, PDF."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from boardpaper.checks.audit.bound import discreet_findings
from boardpaper.checks.audit.numbers import audit_numbers
from boardpaper.checks.audit.untold import Typed, check_typed, find_typed, typed_texts
from boardpaper.checks.mapped_cells import remember_built
from boardpaper.checks.prose.passages_paper import paper_passages
from boardpaper.checks.template import check_template
from boardpaper.checks.undone.passages import check_undone
from boardpaper.checks.undone.tables import check_tables
from boardpaper.commands.build.plan import read_plan, read_readings
from boardpaper.commands.publish.run import Publication, Terms, made_files, make_publication, pdf_output, trail_outputs
from boardpaper.compose.paper import compose_paper
from boardpaper.compose.sources_annex import names_paragraphs, number_paragraphs
from boardpaper.errors import InputError, InvalidInputs, stop_at_blocking
from boardpaper.model.document import Bookmark
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import CellSource, Readings
from boardpaper.model.paper import FrontMatter, NarrativePlan, Paper, PaperPlan
from boardpaper.model.paragraphs import every_paragraph
from boardpaper.model.passage import Coverage
from boardpaper.model.prose import Prose
from boardpaper.running.mapped import kept_cells
from boardpaper.running.output import Output, slug, word_output, write_outputs
from boardpaper.running.results import BuildResult, Progress, silent
from boardpaper.sources.narrative.markdown.reader import read_markdown
from boardpaper.sources.narrative.snippet.reader import read_word_snippet
from boardpaper.sources.word.reader import read_document
from boardpaper.temporary import temporary_copy
from boardpaper.word.render import render_paper

__all__ = [
    "ComposedPaper",
    "RenderedPaper",
    "build_paper",
    "compose_plan",
    "file_stem",
    "output_paths",
    "paper_outputs",
    "read_plan",
    "render_composed",
    "render_plan",
]


class RenderedPaper(Struct, frozen=True):
    """A paper in both forms, not yet written, with how many of its numbers are explained, and its figures' cells."""

    word: bytes
    publication: Publication
    findings: tuple[Finding, ...]
    coverage: Coverage
    cells: tuple[CellSource, ...] = ()


class ComposedPaper(Struct, frozen=True):
    """A paper, the readings that its figures come from, and what was found on the way.

    `typed` are numbers in its authors' words that may be suppressed ones, which no finding quotes.
    """

    paper: Paper
    readings: Readings
    findings: tuple[Finding, ...]
    typed: tuple[Typed, ...] = ()


def build_paper(
    folder: Path, *, output: Path | None = None, force: bool = False, progress: Progress | None = None
) -> BuildResult:
    """The Word paper and its PDF from the inputs in `folder`, written to `output` (default: `out` inside `folder`).

    No provenance is written. Where the Word paper has what no publication may have, its PDF is a draft, and the
    findings that block say why.

    Raises:
        InvalidInputs: an input file cannot be used; the findings name every one.
        BlockingFindings: the content has findings that block; nothing was written.
        OutputError: a file cannot be written, or a person has edited it and `force` is not given.
    """
    say = progress or silent
    plan = read_plan(folder, say)
    word, paper_pdf = output_paths(plan, output)
    plan = remember_built(plan, word, kept_cells(folder))
    rendered = render_plan(plan, say)
    say("Writing the files")
    outputs = paper_outputs(rendered, word, paper_pdf, trail=False)
    write_outputs(outputs, force=force)
    files = made_files(outputs, rendered.publication)
    return BuildResult(files, rendered.findings, folder=folder, coverage=rendered.coverage)


def file_stem(front: FrontMatter) -> str:
    """`2022-05-item-5-performance-report`: meeting, item number and title, in letters that every system takes."""
    day = f"-{front.meeting.day:02d}" if front.meeting_has_day else ""
    meeting = f"{front.meeting.year}-{front.meeting.month:02d}{day}"
    return f"{meeting}-item-{slug(front.agenda_item)}-{slug(front.title, 60)}"


def output_paths(plan: PaperPlan, output: Path | None) -> tuple[Path, Path]:
    """Where the Word paper and its PDF go: in `output`, or in `out` inside the paper's folder."""
    target = output or plan.folder / "out"
    return target / f"{file_stem(plan.front)}.docx", target / f"{file_stem(plan.front)}.pdf"


def paper_outputs(rendered: RenderedPaper, word: Path, paper_pdf: Path, *, trail: bool) -> list[Output]:
    """The files to be written: the Word paper, its PDF, and with `trail` the provenance of its figures, if any."""
    made = rendered.publication
    beside = trail_outputs(paper_pdf, made) if trail else []
    return [word_output(word, rendered.word), pdf_output(paper_pdf, made.pdf), *beside]


def render_plan(plan: PaperPlan, say: Progress = silent) -> RenderedPaper:
    """The paper in both forms.

    Raises:
        InvalidInputs: an input file cannot be used; the findings name every one.
        BlockingFindings: the content has findings that block.
    """
    return render_composed(plan, compose_plan(plan, say), say)


def render_composed(plan: PaperPlan, composed: ComposedPaper, say: Progress = silent) -> RenderedPaper:
    """The composed paper in both forms.

    Raises:
        BlockingFindings: the content has findings that block.
    """
    say("Writing the Word paper")
    word, more = _render_word(composed.paper)
    untold = typed_texts(composed.typed)
    findings = (*composed.findings, *discreet_findings(more, untold))
    stop_at_blocking(findings)
    say("Making the PDF from the Word paper")
    publication = _publish(word, file_stem(plan.front))
    _, coverage = audit_numbers(paper_passages(composed.paper), Facts(), plan.allowed_numbers)
    found = discreet_findings(publication.findings, untold)
    cells = tuple(cell for figure in composed.paper.figures.values() for cell in figure.sources)
    return RenderedPaper(word, publication, (*findings, *found), coverage, cells)


def _render_word(paper: Paper) -> tuple[bytes, tuple[Finding, ...]]:
    """The Word paper; one that names its own paragraphs is written once more, when Word's count of them is known."""
    word, findings = render_paper(paper)
    if not word or not names_paragraphs(paper):
        return word, findings
    with temporary_copy(word, "paper.docx") as path:
        document, _ = read_document(path)
    numbers = {
        inline.name: spot.paragraph.label_number
        for spot in every_paragraph(document)
        for inline in spot.paragraph.inlines
        if isinstance(inline, Bookmark)
    }
    return render_paper(number_paragraphs(paper, numbers))


def compose_plan(plan: PaperPlan, say: Progress = silent) -> ComposedPaper:
    """The paper with its figures bound, not yet in any form.

    Raises:
        InvalidInputs: an input file cannot be used; the findings name every one.
        BlockingFindings: the content has findings that block.
    """
    say("Reading workbooks and narrative")
    unusable: list[Finding] = []
    readings, findings = read_readings(plan, unusable)
    narrative, found = _read_narrative(plan)
    findings += (*found, *_check_template(plan, unusable))
    paper, found = compose_paper(plan, narrative, readings)
    if unusable:
        # Without its workbook every reference is unknown; saying so would bury what matters.
        raise InvalidInputs([*unusable, *findings])
    passages = paper_passages(paper)
    typed = find_typed(passages, readings, plan.allowed_numbers)
    findings += (*found, *check_undone(passages, readings), *check_tables(paper), *check_typed(typed, passages))
    findings = discreet_findings(findings, typed_texts(typed))
    stop_at_blocking(findings)
    return ComposedPaper(paper, readings, findings, typed)


def _check_template(plan: PaperPlan, unusable: list[Finding]) -> tuple[Finding, ...]:
    """The template's findings; one that cannot be opened goes to `unusable`."""
    try:
        return check_template(plan.template, name=plan.template.name)
    except InputError as fault:
        unusable.append(fault.finding)
        return ()


def _read_narrative(plan: PaperPlan) -> tuple[Mapping[str, Prose], tuple[Finding, ...]]:
    """The prose of each narrative file by its name, and all findings."""
    narrative: dict[str, Prose] = {}
    findings: list[Finding] = []
    for file, under in _narrative_files(plan):
        narrative[file.name], found = _read_one(file, plan.folder, under)
        findings += found
    return narrative, tuple(findings)


def _read_one(file: NarrativePlan, folder: Path, under: int) -> tuple[Prose, tuple[Finding, ...]]:
    """Prose of a Markdown file or Word snippet; `under` is the level of heading that it stands under."""
    if file.path.suffix.lower() == ".docx":
        return read_word_snippet(file.path, name=file.name, under=under)
    return read_markdown(file.path, name=file.name, folder=folder, under=under)


def _narrative_files(plan: PaperPlan) -> Iterable[tuple[NarrativePlan, int]]:
    """Each narrative file, and the level of the heading that stands above it."""
    for part in plan.parts:
        yield from ((section, 1) for section in part.sections)
        if part.next_steps:
            yield part.next_steps, 2
    for appendix in plan.appendices:
        if appendix.narrative:
            yield appendix.narrative, 1


def _publish(word: bytes, stem: str) -> Publication:
    """The publication of a Word file that is not written yet."""
    with temporary_copy(word, f"{stem}.docx") as path:
        return make_publication(path, Terms(), built=True)
