"""Indicators and figures made up for a test, and passages that speak of them."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from boardpaper.checks.claims.audit import audit_claims
from boardpaper.model.facts import Facts, KnownChange, KnownIndicator
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import ChangeKind, Figure, Polarity, Unit
from boardpaper.model.passage import Passage, Span, SpanKind
from boardpaper.model.period import period_id, read_period

_REFERENCE = re.compile(r"\{([\w-]+)(?:\.([\w.]+))?(?:@([^}]+))?\}")


def indicator(
    name: str,
    values: Mapping[str, object],
    *,
    title: str = "",
    unit: Unit = Unit.COUNT,
    polarity: Polarity = Polarity.NEUTRAL,
    decimals: int = 0,
    change: KnownChange | None = None,
) -> KnownIndicator:
    """An indicator whose last value is the current one, and whose change is that from the one before it."""
    held = {read_period(period): Decimal(str(value)) for period, value in values.items() if value is not None}
    *_, current = (read_period(period) for period in values)
    if change is None and len(held) > 1:
        earlier = list(held)[-2]
        later, before = held[current], held[earlier]
        points = unit is Unit.PERCENT
        size = later - before if points else (later - before) * 100 / before
        change = KnownChange(ChangeKind.POINTS if points else ChangeKind.PERCENT, size, earlier)
    changes = {current: change} if change else {}
    return KnownIndicator(name, title or name.capitalize(), unit, decimals, polarity, current, "", held, changes)


def facts(*indicators: KnownIndicator) -> Facts:
    """The facts of `indicators`, with a figure for each of their values."""
    figures = [
        _figure(each, "value", "" if period == each.current else period_id(period))
        for each in indicators
        for period in each.values
    ]
    return Facts({each.id: each for each in indicators}, tuple(figures))


def passage(text: str, known: Facts, where: str = "paragraph 1") -> Passage:
    """A passage in which `{raids}`, `{raids@2020/21}`, `{raids.baseline}` and the like are bound figures."""
    spans, end = [], 0
    for match in _REFERENCE.finditer(text):
        spans.append(Span(text[end : match.start()]))
        figure = _figure(known.indicators[match[1]], match[2] or "value", match[3] or "")
        spans.append(Span(figure.text, SpanKind.BOUND, figure))
        end = match.end()
    return Passage((*spans, Span(text[end:])), where)


def audited(texts: str | Iterable[str], *indicators: KnownIndicator) -> list[Finding]:
    """What the audit says of paragraphs, each of which is told from the others by its number."""
    known = facts(*indicators)
    paragraphs = [texts] if isinstance(texts, str) else texts
    return list(audit_claims([passage(text, known, f"paragraph {at}") for at, text in enumerate(paragraphs, 1)], known))


def _figure(known: KnownIndicator, facet: str, period: str) -> Figure:
    """A figure of an indicator, worded simply."""
    when = read_period(period) if period else known.current
    change = known.changes.get(when) if when else None
    reference = f"{known.id}.{facet}" + (f"@{period}" if period else "")
    if facet.startswith("change") and change:
        return Figure(reference, f"change of {change.amount.normalize():f}", known.id, facet, when, change.amount)
    if facet == "baseline" and change:
        when = change.earlier
    if when is None or facet not in ("value", "baseline") or when not in known.values:
        return Figure(reference, f"the {facet}", known.id, facet, when)
    sign = "%" if known.unit is Unit.PERCENT else ""
    text = f"{'£' if known.unit is Unit.GBP else ''}{known.values[when]:,.{known.decimals}f}{sign}"
    return Figure(reference, text, known.id, facet, when, known.values[when])
