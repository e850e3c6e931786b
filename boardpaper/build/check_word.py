"""A Word file checked: a paper is audited, a template is inspected tag by tag."""

from pathlib import Path

from boardpaper import resources
from boardpaper.build.gate import Terms, judge
from boardpaper.build.results import BuildResult, Progress, silent
from boardpaper.checks.audit import audit
from boardpaper.checks.audit_bound import audit_bound, audit_controls
from boardpaper.checks.facts_ledger import ledger_facts
from boardpaper.checks.passages_word import recorded_figure, word_passages
from boardpaper.checks.template import check_template
from boardpaper.compose.facts import bind_again, gather_facts
from boardpaper.ooxml.ledger import Ledger, read_ledger
from boardpaper.ooxml.package import read_package
from boardpaper.sources.paper_file import read_paper_file
from boardpaper.sources.word import read_document
from boardpaper.sources.workbook import read_workbooks


def check_word(path: Path, *, inputs: Path | None = None, progress: Progress | None = None) -> BuildResult:
    """What is wrong with a paper in Word, which has a ledger of its figures; or with a template, which has none.

    Of a paper that is what would stop its publication, so far as can be told without laying it out in pages, and what
    the audit asks of its numbers and claims.

    A paper is held against the workbooks in the folder `inputs`, and without it against what its ledger remembers. With
    `inputs` a file without a ledger is taken for a paper too.

    Raises:
        InputError: the file or the inputs cannot be used.
    """
    say = progress or silent
    package = read_package(path)
    ledger = read_ledger(package.parts)
    if inputs is None and ledger is None:
        return BuildResult((), check_template(path, name=path.name))
    say("Reading the Word file")
    document, found = read_document(path, package=package)
    _, gate = judge(document, found, Terms())
    ledger = ledger or Ledger()
    passages = word_passages(document, ledger)
    figures = [recorded_figure(record) for record in ledger.figures]
    lost = audit_controls(passages, figures, path.name)
    if inputs is None:
        audited, coverage = audit(passages, ledger_facts(figures))
        return BuildResult((), (*gate, *lost, *audit_bound(passages), *audited), coverage)
    say("Reading the workbooks")
    plan = read_paper_file(inputs, templates=[resources.template_folder()])
    readings, _ = read_workbooks(plan.workbooks, plan.indicators)
    say("Auditing the numbers and claims")
    audited, coverage = audit(passages, gather_facts(readings), plan.allowed_numbers)
    today = bind_again([figure.reference for figure in figures], readings)
    return BuildResult((), (*gate, *lost, *audit_bound(passages, today), *audited), coverage)
