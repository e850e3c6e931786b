"""Refresh: an edited Word paper gets the figures that its workbooks hold by now, and says what that changed."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.checks.drift import check_drift, likely_renamings
from boardpaper.checks.mapped_cells import remember_labels
from boardpaper.checks.meaning import check_meaning
from boardpaper.checks.mixed_rows import check_rows
from boardpaper.commands.build.plan import read_plan, read_readings
from boardpaper.commands.refresh.findings import report_findings
from boardpaper.compose.calculations import declared_calculations
from boardpaper.compose.figures import bind_reference
from boardpaper.compose.readings import UnboundError, asked_reference, suppression_of
from boardpaper.compose.scorecard import scorecard_anew
from boardpaper.errors import BlockingFindings, InputError, InvalidInputs
from boardpaper.live.answers import Workbook
from boardpaper.live.ledger import (
    BlockRecord,
    Ledger,
    is_as_refreshed,
    is_doctored,
    is_untouched,
    read_ledger,
    stamp_refreshed,
)
from boardpaper.live.records import recorded_figure, recorded_suppression
from boardpaper.live.refresh import Refreshed, refresh_paper
from boardpaper.model.finding import Finding, blocking
from boardpaper.model.kpi import (
    Figure,
    Indicator,
    Marker,
    Period,
    Reading,
    Readings,
    Suppression,
    secrets_of,
    suppressed_reading,
    withheld,
)
from boardpaper.model.messages import nearest
from boardpaper.model.paper import PaperPlan
from boardpaper.model.period import same_dates
from boardpaper.model.prose import Block, Place
from boardpaper.model.reference import is_reference
from boardpaper.model.refresh import Choices, RefreshReport
from boardpaper.model.suppression import strictest
from boardpaper.ooxml.names import W
from boardpaper.ooxml.package import Package, read_package, write_package
from boardpaper.rules import refreshing as rules
from boardpaper.rules.drift import WORKBOOK_OLDER
from boardpaper.rules.word import WORD_NO_DOCUMENT
from boardpaper.running.output import Output, word_output, write_outputs
from boardpaper.running.results import MadeFile, Progress, RefreshResult, silent


class RefreshTerms(Struct, frozen=True):
    """What was asked for. `take` and `keep` hold references, indicators or tags of blocks, or `all`.

    `renamed` gives the new names of indicators by their old ones. `as_built` is a copy whose ledger is to be used.
    """

    take: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    track: bool = False
    older: bool = False
    dry: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict)
    as_built: Path | None = None


def refresh_word(
    path: Path,
    inputs: Path,
    *,
    output: Path | None = None,
    terms: RefreshTerms | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> RefreshResult:
    """The edited paper at `path` with the figures of the paper's folder `inputs`, written to `output`.

    Without `output` it stands beside the paper, with `-refreshed` in its name. Figures that the workbook cannot answer
    stay as they are, and are findings that block a clean end.

    Raises:
        InputError: the file is none of boardpaper's, or has lost what it knew of its figures.
        BlockingFindings: a workbook has findings that block, or is older than that of the paper; nothing was written.
        OutputError: the file cannot be written, or a person has edited it and `force` is not given.
    """
    say, terms = progress or silent, terms or RefreshTerms()
    target = _target(path, output)
    say("Reading the Word paper")
    package = read_package(path)
    _refuse_other_files(package)
    ledger = _ledger(package, terms)
    terms = replace(terms, renamed=_renamed_before(ledger) | dict(terms.renamed))
    plan = remember_labels(read_plan(inputs, say), ledger)
    say("Reading workbooks")
    readings, findings = _read_readings(plan)
    known = _renamed(ledger, terms)
    if terms.older:
        readings = _still_withheld(known, readings)
    drift = (*check_drift(known, readings, older=terms.older), *check_meaning(known, readings))
    _stop(drift, findings)
    say("Refreshing the figures")
    workbook = _workbook(readings, _blocks(ledger, plan, readings, terms), terms, likely_renamings(known, readings))
    choices = _choices(ledger, terms, readings)
    refreshed = refresh_paper(package, ledger, workbook, choices, untouched=is_untouched(package) is True)
    report = _with_gone(refreshed, path, package, terms)
    if not terms.dry:
        say("Writing the file")
        write_outputs([_output(target, path, package, refreshed.package)], force=force)
    files = () if terms.dry else (MadeFile("word", target),)
    rows = check_rows(refreshed.package, refreshed.ledger)
    found = (*_doctored(package), *drift, *findings, *report_findings(report), *rows)
    return _told(RefreshResult(files, found, report=report), refreshed, readings, plan.allowed_numbers)


def _workbook(readings: Readings, blocks: list[Block], terms: RefreshTerms, likely: Mapping[str, str]) -> Workbook:
    """What the workbooks say; an indicator that is likely renamed is suppressed as the one that it likely is."""
    bind = Binder(readings, terms.renamed)
    suppression = Binder(readings, dict(likely) | dict(terms.renamed)).suppression
    declared = declared_calculations(readings)
    return Workbook(bind, blocks, readings.workbooks, terms.renamed, likely, suppression, declared)


def _with_gone(refreshed: Refreshed, path: Path, package: Package, terms: RefreshTerms) -> RefreshReport:
    """The report with where each figure stood that is gone, if the paper as it was built is at hand."""
    report = refreshed.report
    if not terms.as_built:
        return report
    # Imported only when asked for: reading a whole document takes modules that nothing else here does.
    from boardpaper.commands.refresh.gone import find_gone

    return replace(report, changes=find_gone(report.changes, path, package, terms.as_built, refreshed.ledger))


def _told(result: RefreshResult, refreshed: Refreshed, readings: Readings, names: Sequence[str]) -> RefreshResult:
    """The result with what the refreshed paper tells of suppressed numbers, none of which it quotes."""
    package, symbol = refreshed.package, Marker.CONFIDENTIAL.symbol
    if not (readings.untold or any(symbol in record.text for record in refreshed.ledger.figures)):
        return result
    # Imported only where something is suppressed: reading a whole document takes modules that nothing else here does.
    from boardpaper.commands.refresh.untold import with_untold

    return with_untold(result, package, refreshed.ledger, readings, names)


def _target(path: Path, output: Path | None) -> Path:
    """Where the refreshed paper goes: beside the paper, to the name given, or into the folder given."""
    if output is None:
        return path.with_name(f"{path.stem}-refreshed.docx")
    if output.suffix.lower() == ".docx" and not output.is_dir():
        return output
    return output / path.name


def _output(target: Path, path: Path, package: Package, refreshed: Package) -> Output:
    """The refreshed paper as a file to be written, which may replace an earlier one that nobody has changed.

    Another file than the paper itself is marked as a refresh wrote it: the author's words in it stand in the paper too.
    One that was, and that nobody has edited since, may be refreshed in its place.
    """
    if os.path.realpath(target) == os.path.realpath(path) and not is_as_refreshed(package):
        return word_output(target, write_package(refreshed.parts))

    def untouched(old: Path) -> bool:
        there = read_package(old)
        return is_untouched(there) is True or is_as_refreshed(there) or there.parts == package.parts

    return Output("word", target, write_package(stamp_refreshed(refreshed).parts), untouched)


def _ledger(package: Package, terms: RefreshTerms) -> Ledger:
    """What the paper knew of its figures, or a copy of it as it was built knows."""
    ledger = read_ledger(read_package(terms.as_built) if terms.as_built else package)
    if ledger is not None and ledger.figures:
        return ledger
    root = package.root(package.main)
    if root is not None and root.find(f".//{W}sdtPr/{W}tag") is not None:
        raise InputError(rules.LEDGER_MISSING.at(package.name, name=package.name))
    raise InputError(rules.NO_FIGURES.at(package.name, name=package.name))


def _refuse_other_files(package: Package) -> None:
    """Stops at a file whose main part is no Word document, whatever else it holds."""
    root = package.root(package.main)
    if root is None or root.tag != f"{W}document":
        raise InputError(WORD_NO_DOCUMENT.at(package.name, name=package.name))


def _doctored(package: Package) -> Iterator[Finding]:
    if is_doctored(package):
        yield rules.LEDGER_EDITED.at(package.name)


def _read_readings(plan: PaperPlan) -> tuple[Readings, tuple[Finding, ...]]:
    """The readings of the workbooks and what was found in them; a workbook that cannot be used stops the run."""
    unusable: list[Finding] = []
    readings, findings = read_readings(plan, unusable)
    if unusable:
        raise InvalidInputs([*unusable, *findings])
    return readings, findings


def _stop(drift: Sequence[Finding], findings: Sequence[Finding]) -> None:
    """Stops at what would make the refreshed paper worse: an unsound workbook, or an older one."""
    stopping = [finding for finding in drift if finding.rule == WORKBOOK_OLDER.name]
    if blocking([*findings, *stopping]):
        raise BlockingFindings([*drift, *findings])


def _renamed(ledger: Ledger, terms: RefreshTerms) -> Ledger:
    """The ledger with the indicators' new names, to be compared with the workbook."""
    if not terms.renamed:
        return ledger
    figures = tuple(
        replace(record, indicator=terms.renamed.get(record.indicator, record.indicator)) for record in ledger.figures
    )
    return replace(ledger, figures=figures)


def _still_withheld(ledger: Ledger, readings: Readings) -> Readings:
    """The readings of an older workbook, without those that the paper knows to be suppressed by now."""
    indicators = dict(readings.indicators)
    hidden: dict[str, list[Period]] = {}
    for record in ledger.figures:
        indicator = indicators.get(record.indicator)
        if indicator is None or record.facet == "share":
            # A share is held back for the sake of its whole too.
            continue
        by = recorded_suppression(record)
        if not indicator.derivation:
            limit = strictest([by, Suppression(indicator.suppress_below)]).below
            indicators[indicator.id] = replace(indicator, suppress_below=limit)
            hidden.setdefault(indicator.id, []).extend(by.hidden)
        period = recorded_figure(record).period
        if record.facet.startswith("value") and Marker.CONFIDENTIAL.symbol in record.text and period:
            hidden.setdefault(indicator.id, []).append(period)
    held, secrets = {}, []
    for name, by_period in readings.by_indicator.items():
        held[name] = {
            period: _withheld(reading, indicators[name], hidden.get(name, ())) for period, reading in by_period.items()
        }
        lost = (reading for period, reading in by_period.items() if held[name][period] is not reading)
        secrets += [secret for reading in lost for secret in secrets_of(reading)]
    return replace(readings, indicators=indicators, by_indicator=held, untold=readings.untold.more(secrets))


def _withheld(reading: Reading, indicator: Indicator, hidden: Iterable[Period]) -> Reading:
    """A reading as it may be told by what the paper knows."""
    if any(reading.period == each or same_dates(reading.period, each) for each in hidden):
        return withheld(reading)
    return suppressed_reading(reading, indicator) or reading


def _renamed_before(ledger: Ledger) -> dict[str, str]:
    """The new names that an earlier refresh was told; a figure keeps the tag that it was built with."""
    named = ((record.reference.partition(".")[0], record.indicator) for record in ledger.figures)
    return {old: new for old, new in named if new and old != new}


class Binder(Struct, frozen=True):
    """Gives the figure of a reference as the workbook has it, under the reference that the paper knows it by."""

    readings: Readings
    renamed: Mapping[str, str]

    def __call__(self, text: str) -> Figure | str:
        """The figure, or why there is none."""
        try:
            reference = asked_reference(text)
            now = replace(reference, indicator=self.renamed.get(reference.indicator, reference.indicator))
            figure = bind_reference(now, self.readings)
        except UnboundError as fault:
            return str(fault)
        return replace(figure, reference=text)

    def suppression(self, text: str) -> Suppression:
        """What may not be told of the figure of a reference."""
        try:
            reference = asked_reference(text)
        except UnboundError:
            return Suppression()
        indicator = self.readings.indicators.get(self.renamed.get(reference.indicator, reference.indicator))
        if indicator is None:
            return Suppression()
        return suppression_of(self.readings, indicator, reference.facet)


def _blocks(ledger: Ledger, plan: PaperPlan, readings: Readings, terms: RefreshTerms) -> list[Block]:
    """The generated blocks of the paper, made anew."""
    place = Place("paper.yaml")
    blocks: list[Block] = []
    lists = [each.scorecard for each in plan.appendices if each.scorecard]
    for asked, measure in dict.fromkeys((*map(_selection, ledger.blocks), *_alone(ledger))):
        # A list of names that was changed in paper.yaml is meant where there is but one.
        chosen = lists[0] if asked and asked not in lists and len(lists) == 1 else asked
        chosen = tuple(terms.renamed.get(name, name) for name in chosen)
        blocks += scorecard_anew(readings, asked, measure, place, chosen=chosen)
    return blocks


def _selection(block: BlockRecord) -> tuple[tuple[str, ...], str]:
    """Which generated blocks are made together, by indicators and measure; only keys have one of their own."""
    return block.indicators, block.measure if block.kind == "legend" else ""


def _alone(ledger: Ledger) -> Iterator[tuple[tuple[str, ...], str]]:
    """The tables that are the only ones of their indicators, whose key would be that of their measure."""
    tables = [block for block in ledger.blocks if block.kind == "scorecard"]
    counts = Counter(block.indicators for block in tables)
    return ((block.indicators, block.measure) for block in tables if counts[block.indicators] == 1)


def _choices(ledger: Ledger, terms: RefreshTerms, readings: Readings) -> Choices:
    """The choices by reference; an indicator's name stands for all of its figures.

    Raises:
        InputError: a name that the paper does not know.
    """
    take, keep = (_references(ledger, asked - {"all"}) for asked in (terms.take, terms.keep))
    both = sorted(take & keep)
    if both or (terms.take & terms.keep):
        named = both[0] if both else "all"
        raise InputError(rules.CHOICE_TWICE.at(name=named))
    date = max((file.modified for file in readings.workbooks), default="") if terms.track else None
    return Choices(take, keep, "all" in terms.take, "all" in terms.keep, date)


def _references(ledger: Ledger, asked: Iterable[str]) -> frozenset[str]:
    """The references of figures by their names and those of indicators; a name that is neither stops the run."""
    indicators: dict[str, set[str]] = {}
    for record in ledger.figures:
        indicators.setdefault(record.indicator, set()).add(record.reference)
    known = {record.reference for record in ledger.figures} | {block.tag for block in ledger.blocks}
    found: set[str] = set()
    for name in asked:
        if name not in known and name not in indicators and not is_reference(name):
            likely = nearest(name, [*sorted(known), *indicators])
            raise InputError(rules.CHOICE_UNKNOWN.at(likely=likely, name=name))
        found |= indicators.get(name, {name})
    return frozenset(found)
