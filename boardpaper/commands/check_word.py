"""A paper in Word checked: what would stop its publication, and what the audit asks of its numbers and claims."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from boardpaper.checks.audit.bound import (
    audit_bound,
    audit_controls,
    discreet_findings,
    discreet_passages,
    untold_numbers,
)
from boardpaper.checks.audit.paper import audit
from boardpaper.checks.audit.untold import check_typed, find_typed, typed_texts, without_typed
from boardpaper.checks.mixed_rows import check_rows
from boardpaper.checks.prose.ledger_facts import ledger_facts
from boardpaper.checks.prose.passages_word import known_figure, word_passages
from boardpaper.checks.undone.word_file import check_word_undone
from boardpaper.checks.unveiled import check_unveiled
from boardpaper.commands.publish.gate import Terms, judge
from boardpaper.live.ledger import Ledger
from boardpaper.live.trace import trace_document
from boardpaper.model.facts import Facts
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, Readings, Suppression
from boardpaper.ooxml.package import Package
from boardpaper.rules.audit import PAPER_WITHOUT_FIGURES
from boardpaper.rules.workbook import MAPPED_LABEL_CHANGED
from boardpaper.running.results import CheckResult, Progress
from boardpaper.sources.word.reader import read_document


def audit_word(path: Path, package: Package, ledger: Ledger | None, inputs: Path | None, say: Progress) -> CheckResult:
    """What is wrong with the paper at `path`, whose parts and `ledger` (None: it has none) have been read.

    It is held against the workbooks in the folder `inputs`, and without it against what its ledger remembers.

    Raises:
        InputError: the file or the inputs cannot be used.
    """
    say("Reading the Word file")
    document, found = read_document(path, package=package)
    unveiled = check_unveiled(trace_document(document, ledger), ledger) if ledger else ()
    _, gate = judge(document, (*found, *unveiled), Terms())
    unknown = () if ledger or inputs else (PAPER_WITHOUT_FIGURES.at(path.name),)
    ledger = ledger or Ledger()
    passages = word_passages(document, ledger)
    figures = [known_figure(record) for record in ledger.figures]
    lost = (*audit_controls(passages, figures, path.name), *check_rows(package, ledger))
    if inputs is None:
        audited, coverage = audit(passages, ledger_facts(figures))
        undone = check_word_undone(document, ledger, passages=passages)
        return CheckResult((), (*unknown, *gate, *lost, *audit_bound(passages), *undone, *audited), coverage)
    say("Reading the workbooks")
    told = _by_workbooks(inputs, figures, ledger)
    say("Auditing the numbers and claims")
    typed = find_typed(passages, told.readings, told.allowed)
    discreet = discreet_passages(without_typed(passages, typed), told.today, told.suppressed)
    audited, coverage = audit(discreet, told.facts, told.allowed)
    bound = audit_bound(passages, told.today, told.suppressed)
    undone = check_word_undone(document, ledger, told.readings, passages=passages)
    found = (*unknown, *gate, *lost, *told.changed, *bound, *undone, *check_typed(typed, passages), *audited)
    untold = untold_numbers(figures, told.today, told.suppressed) | typed_texts(typed)
    return CheckResult((), discreet_findings(found, untold), coverage)


class _Told(Struct, frozen=True):
    """What workbooks say, what is suppressed by them, and words in which a number is no figure.

    `changed` tells of cells that hold other figures by now than those that the paper was built with.
    """

    readings: Readings
    facts: Facts
    today: Mapping[str, Figure]
    suppressed: Mapping[str, Suppression]
    allowed: Sequence[str]
    changed: Sequence[Finding] = ()


def _by_workbooks(inputs: Path, figures: Sequence[Figure], ledger: Ledger) -> _Told:
    """What the workbooks of the folder `inputs` say of the figures."""
    # Imported only when asked for: a paper that is held against its own record needs no workbook.
    from boardpaper import resources
    from boardpaper.checks.drift import likely_renamings
    from boardpaper.checks.mapped_cells import remember_labels
    from boardpaper.compose.facts import bind_again, gather_facts, suppressed_again
    from boardpaper.sources.plans.paper import read_paper_file
    from boardpaper.sources.workbook.reader import read_workbooks

    plan = remember_labels(read_paper_file(inputs, templates=[resources.template_folder()]), ledger)
    readings, found = read_workbooks(plan.workbooks, plan.indicators)
    references = [figure.reference for figure in figures]
    today = bind_again(references, readings)
    suppressed = suppressed_again(references, readings, likely_renamings(ledger, readings))
    changed = tuple(each for each in found if each.rule == MAPPED_LABEL_CHANGED.name)
    return _Told(readings, gather_facts(readings), today, suppressed, plan.allowed_numbers, changed)
