"""Limits of suppression wherever they are declared: of several for one indicator the strictest counts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Indicator
from boardpaper.rules import workbook as rules
from boardpaper.sources.workbook.cells import cell_text
from boardpaper.sources.workbook.declarations import UnfitError, read_limit
from boardpaper.sources.workbook.formats import plain
from boardpaper.sources.workbook.grid import SheetRow
from boardpaper.sources.workbook.layouts import LIMIT, Block
from boardpaper.sources.workbook.readings import Names

_PAPER_FILE = "paper.yaml"


class _Declared(Struct, frozen=True):
    """The limit that one place declares, None where it declares the indicator without one."""

    limit: Decimal | None
    where: str

    @property
    def words(self) -> str:
        """`below 5`, or that there is no limit."""
        return "has no limit" if self.limit is None else f"is suppressed below {plain(self.limit)}"


class Limits(Struct, frozen=True):
    """What all places declare, by indicator, in the order in which they were read."""

    declared: dict[str, list[_Declared]] = field(default_factory=dict)

    def note(self, indicator: Indicator) -> None:
        """Notes the limit that a declaration gives, or that it gives none."""
        where = indicator.declared_at or _PAPER_FILE
        self.declared.setdefault(indicator.id, []).append(_Declared(indicator.suppress_below, where))

    def note_rows(
        self, rows: Iterable[SheetRow], block: Block, names: Names, place: str, findings: list[Finding]
    ) -> None:
        """Notes the limits that stand beside readings; one that is no limit is a finding."""
        for row in rows:
            cell = block.cell(row, LIMIT) if block.holds(row) else None
            indicator = names.find(cell_text(block.cell(row, "indicator")))
            if cell is None or indicator is None:
                continue
            where = f"{place}!{cell.name}"
            try:
                self.declared.setdefault(indicator.id, []).append(_Declared(read_limit(cell), where))
            except UnfitError:
                role, text = LIMIT.capitalize(), cell_text(cell)
                findings.append(rules.SUPPRESSION_INVALID.at(where, role=role, indicator=indicator.id, text=text))

    def strictest(self, indicators: Mapping[str, Indicator], findings: list[Finding]) -> dict[str, Indicator]:
        """`indicators`, each with the highest limit that any place declares; a warning where places differ."""
        return {name: self._strictest(indicator, findings) for name, indicator in indicators.items()}

    def _strictest(self, indicator: Indicator, findings: list[Finding]) -> Indicator:
        declared = self.declared.get(indicator.id, [])
        given = [each for each in declared if each.limit is not None]
        if not given:
            return indicator
        highest = max(given, key=lambda each: each.limit or 0)
        other = next((each for each in declared if each.limit != highest.limit), None)
        if other:
            findings.append(
                rules.SUPPRESSION_DIFFERS.at(
                    other.where, indicator=indicator.id, here=other.words, there=highest.words, where=highest.where
                )
            )
        return replace(indicator, suppress_below=highest.limit)
