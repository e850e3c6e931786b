"""Indicators declared on a workbook's own sheet."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from boardpaper.model.derivation import INDICATOR_ID, read_derivation
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Derivation, Indicator, Operation, Period, Polarity, Unit
from boardpaper.model.messages import nearest
from boardpaper.rules import workbook as rules
from boardpaper.rules.rule import Rule
from boardpaper.sources.workbook.cells import cell_fault, cell_text, read_amount, read_period_cell
from boardpaper.sources.workbook.grid import SheetCell, SheetRow
from boardpaper.sources.workbook.layouts import Block

_MOST_DECIMALS = 6
_MOST_READINGS = 5_000
_DEEPEST = 20
_YES = ("", "yes", "y", "true", "1", "x", "✓")
_NO = ("no", "n", "false", "0")

T = TypeVar("T")


def read_declarations(
    rows: Iterable[SheetRow], block: Block, place: str, findings: list[Finding]
) -> tuple[Indicator, ...]:
    """The indicators declared in `block`; `place` is the book and sheet as findings name them."""
    found = (_read_row(row, block, place, findings) for row in rows if block.holds(row))
    return tuple(indicator for indicator in found if indicator)


def check_declarations(indicators: Mapping[str, Indicator]) -> tuple[Finding, ...]:
    """Indicators that lean on others which are not declared, or on themselves."""
    findings = []
    for indicator in indicators.values():
        if indicator.denominator and indicator.denominator not in indicators:
            findings.append(
                rules.DENOMINATOR_UNKNOWN.at(
                    indicator.declared_at,
                    likely=nearest(indicator.denominator, indicators),
                    indicator=indicator.id,
                    name=indicator.denominator,
                )
            )
        if indicator.derivation:
            findings += _bad_operands(indicator, indicator.derivation, indicators)
    return tuple(findings)


def _bad_operands(indicator: Indicator, derivation: Derivation, known: Mapping[str, Indicator]) -> list[Finding]:
    """What is wrong with the indicators that another is worked out from."""
    where = indicator.declared_at
    missing = next((operand for operand in derivation.operands if operand not in known), "")
    if missing:
        likely = nearest(missing, known)
        return [rules.DERIVED_FROM_UNDECLARED.at(where, likely=likely, indicator=indicator.id, name=missing)]
    if indicator.id in _leans_on(derivation, known):
        return [rules.DERIVED_FROM_ITSELF.at(where, indicator=indicator.id)]
    if _readings_of(derivation, known) > _MOST_READINGS:
        return [rules.DERIVED_FROM_MANY.at(where, indicator=indicator.id, most=_MOST_READINGS)]
    return _bad_units(indicator, derivation, known)


def _bad_units(indicator: Indicator, derivation: Derivation, known: Mapping[str, Indicator]) -> list[Finding]:
    """A share is a percentage; a sum or difference is in the unit of what it is made of."""
    if derivation.operation is Operation.SHARE:
        right = Unit.PERCENT
    else:
        right = known[derivation.operands[0]].unit
        other = next((name for name in derivation.operands if known[name].unit is not right), "")
        if other:
            return [
                rules.DERIVED_FROM_TWO_UNITS.at(
                    indicator.declared_at,
                    indicator=indicator.id,
                    first=derivation.operands[0],
                    unit=right.value,
                    other=other,
                    other_unit=known[other].unit.value,
                )
            ]
    if indicator.unit is right:
        return []
    return [
        rules.DERIVATION_UNIT.at(
            indicator.declared_at, indicator=indicator.id, right=right.value, declared=indicator.unit.value
        )
    ]


def _readings_of(derivation: Derivation, known: Mapping[str, Indicator], depth: int = 0) -> int:
    """How many readings a derivation asks for, through all its steps; what goes too deep asks for too many."""
    total = 0
    for name in derivation.operands:
        inner = known[name].derivation if name in known else None
        if depth > _DEEPEST:
            return _MOST_READINGS + 1
        total += (_readings_of(inner, known, depth + 1) if inner else 1) * (derivation.months or 1)
        if total > _MOST_READINGS:
            break
    return total


def _leans_on(derivation: Derivation, known: Mapping[str, Indicator]) -> set[str]:
    """Every indicator that a derivation uses, at any depth."""
    seen: set[str] = set()
    waiting = list(derivation.operands)
    while waiting:
        name = waiting.pop()
        if name not in seen and name in known:
            seen.add(name)
            inner = known[name].derivation
            waiting += inner.operands if inner else ()
    return seen


def _read_row(row: SheetRow, block: Block, place: str, findings: list[Finding]) -> Indicator | None:
    """The indicator that a row declares; None where it declares none."""
    cells = {role: cell for role, cell in _row_roles(row, block) if not _is_faulty(cell, place, findings)}
    name = cell_text(cells.get("indicator"))
    title = cell_text(cells.get("title"))
    if not name or (len(cells) == 1 and not INDICATOR_ID.fullmatch(name)):
        # A blank, a note or a sub-heading between the rows declares nothing, unless it carries a title.
        if title and not name:
            where = f"{place}!{cells['title'].name}"
            findings.append(rules.INDICATOR_WITHOUT_ID.at(where, title=title))
        return None
    where = f"{place}!{cells['indicator'].name}"
    if not INDICATOR_ID.fullmatch(name):
        findings.append(rules.INDICATOR_ID.at(where, name=name))
        return None
    if not title:
        findings.append(rules.INDICATOR_WITHOUT_TITLE.at(where, name=name))
    return _indicator(name, title or name, where, cells, place, findings)


def _row_roles(row: SheetRow, block: Block) -> Iterable[tuple[str, SheetCell]]:
    """The filled cells of a row with the roles of their columns."""
    for index, column in block.columns.items():
        if column.period is None and (cell := row.cells.get(index)):
            yield column.role, cell


def _is_faulty(cell: SheetCell, place: str, findings: list[Finding]) -> bool:
    """Whether a cell holds an error, which is then a finding."""
    fault = cell_fault(cell, f"{place}!{cell.name}")
    findings += [fault] if fault else []
    return fault is not None


def _indicator(
    name: str, title: str, declared_at: str, cells: Mapping[str, SheetCell], place: str, findings: list[Finding]
) -> Indicator:
    """An indicator of a row's cells; a cell that cannot be read leaves what holds without it, and is a finding."""

    def read(role: str, rule: Rule, default: T, reader: Callable[[SheetCell], T]) -> T:
        cell = cells.get(role)
        if cell is None:
            return default
        try:
            return reader(cell)
        except UnfitError as fault:
            findings.append(rule.at(f"{place}!{cell.name}", role=role.capitalize(), indicator=name, **fault.values))
            return default
        except ValueError as fault:
            said, _, advice = str(fault).partition("; ")
            advice = f"{advice[:1].upper()}{advice[1:]}." if advice else "Correct the cell and save the workbook."
            where = f"{place}!{cell.name}"
            findings.append(rule.at(where, role=role.capitalize(), indicator=name, fault=said, advice=advice))
            return default

    return Indicator(
        id=name,
        title=title,
        unit=read("unit", rules.UNIT_UNKNOWN, Unit.COUNT, _unit),
        unit_name=cell_text(cells.get("unit name")),
        measure=cell_text(cells.get("measure")),
        decimals=read("decimals", rules.DECIMALS_INVALID, 0, _decimals),
        change_decimals=read("change decimals", rules.DECIMALS_INVALID, 0, _decimals),
        polarity=read("polarity", rules.POLARITY_UNKNOWN, Polarity.NEUTRAL, _polarity),
        current=read("current", rules.PERIOD_DECLARED_UNKNOWN, None, _period),
        baseline=read("baseline", rules.PERIOD_DECLARED_UNKNOWN, None, _period),
        denominator=cell_text(cells.get("denominator")),
        derivation=read("derived", rules.DERIVATION_INVALID, None, lambda cell: read_derivation(cell_text(cell))),
        suppress_below=read("suppress below", rules.SUPPRESSION_INVALID, None, read_limit),
        source=cell_text(cells.get("source")),
        scorecard=read("scorecard", rules.SCORECARD_INVALID, True, _yes_or_no),
        note=cell_text(cells.get("note")),
        declared_at=declared_at,
    )


class UnfitError(ValueError):
    """What a cell holds is not what its column asks for; `values` are what the rule says of it."""

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values


def _unit(cell: SheetCell) -> Unit:
    text = cell_text(cell).casefold()
    if text not in set(Unit):
        raise UnfitError(text=text, known=", ".join(Unit))
    return Unit(text)


def _polarity(cell: SheetCell) -> Polarity:
    text = cell_text(cell).casefold()
    if text not in set(Polarity):
        raise UnfitError(text=text)
    return Polarity(text)


def _decimals(cell: SheetCell) -> int:
    text = cell_text(cell)
    if not (text.isascii() and text.isdigit()) or int(text) > _MOST_DECIMALS:
        raise UnfitError(text=text, most=_MOST_DECIMALS)
    return int(text)


def _period(cell: SheetCell) -> Period | None:
    return read_period_cell(cell)[0]


def read_limit(cell: SheetCell) -> Decimal:
    """The number below which readings are suppressed.

    Raises:
        UnfitError: the cell holds none.
    """
    amount = read_amount(cell_text(cell))
    if amount is None or amount.percent or amount.value < 0:
        raise UnfitError(text=cell_text(cell))
    return amount.value


def _yes_or_no(cell: SheetCell) -> bool:
    text = cell_text(cell).casefold()
    if text not in (*_YES, *_NO):
        raise UnfitError(text=text)
    return text in _YES


def warn_declared_twice(given: Indicator, kept: Indicator, *, in_paper_file: bool) -> Finding:
    """An indicator declared in two places, of which `kept` stands. Only paper.yaml may overrule a workbook."""
    rule = rules.INDICATOR_OVERRULED if in_paper_file else rules.INDICATOR_DUPLICATE
    return rule.at(given.declared_at, indicator=given.id, kept=kept.declared_at or "paper.yaml")
