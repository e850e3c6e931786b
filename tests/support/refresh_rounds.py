"""One round of the promise: a paper edited at random and refreshed has every word of its authors and no wrong figure.

What each control must say is worked out here from the three texts, and not by the program's own reading of controls.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree
from msgspec.structs import replace

from boardpaper.checks.meaning import check_meaning
from boardpaper.commands.refresh.run import Binder
from boardpaper.compose.scorecard import scorecard_anew
from boardpaper.live.answers import Workbook
from boardpaper.live.bindings import bound_key, read_values
from boardpaper.live.decisions import FOREIGN
from boardpaper.live.ledger import Ledger
from boardpaper.live.refresh import refresh_paper
from boardpaper.live.tables import CONTROL_PUT_IN
from boardpaper.model.kpi import Figure, Indicator, Period, Polarity, Reading, Readings
from boardpaper.model.period import read_period
from boardpaper.model.prose import Place
from boardpaper.model.refresh import Choices, Outcome
from boardpaper.ooxml.names import Element, W
from tests.support.paper_edits import OTHER_STORE, edit_paper, figure_controls
from tests.support.refreshing import DOCUMENT, assert_nothing_else_changed
from tests.support.word_papers import package_of

ADDED = "added-since"
NOW, THEN = read_period("2021/22"), read_period("2020/21")
_GONE = (f"{W}del", f"{W}moveFrom")
_COME = (f"{W}ins", f"{W}moveTo")


@dataclass(frozen=True)
class Seen:
    """A figure's control: its tag, what a reader sees in it, what it said before tracked changes, where it stands."""

    tag: str
    text: str
    original: str
    deleted: bool
    nested: bool
    bound: str
    foreign: bool


def run_round(
    parts: Mapping[str, bytes],
    ledger: Ledger,
    readings: Readings,
    seed: int,
    edits: int = 12,
    save: Callable[[Mapping[str, bytes]], Mapping[str, bytes]] | None = None,
) -> Counter[str]:
    """Edits, refreshes and compares; counts what became of the figures.

    With `save` another program saves the refreshed paper, which says the same after one more refresh.

    Raises:
        AssertionError: a word is lost, or a figure is wrong.
    """
    chance = random.Random(seed)
    edited = dict(parts) | {DOCUMENT: edit_paper(parts[DOCUMENT], chance, edits)}
    bind = Binder(_varied(readings, chance), {})
    blocks = scorecard_anew(bind.readings, (), "", Place("paper.yaml"))
    track = "2022-05-10T09:00:00Z" if chance.random() < 0.3 else None
    choices = Choices(track=track, take_all=chance.random() < 0.1)
    refreshed = refresh_paper(package_of(edited), ledger, Workbook(bind, blocks, readings.workbooks), choices)
    after = refreshed.package.parts
    assert_nothing_else_changed(edited, after)
    before_root, after_root = etree.fromstring(edited[DOCUMENT]), etree.fromstring(after[DOCUMENT])
    texts = {record.tag: record.text for record in ledger.figures}
    keys = {record.key: record.tag for record in ledger.figures}
    old, new = list(_seen(before_root, keys)), list(_seen(after_root, keys))
    # A cell of a scorecard whose figure was pasted as text gets its control again, which the report says.
    written = refreshed.report.of(Outcome.CHANGED, Outcome.TRACKED)
    remade = [change for change in written if change.note == CONTROL_PUT_IN]
    new = [each for each in new if not each.tag.startswith(ADDED)]
    new = _without(new, old, Counter(change.reference for change in remade))
    assert [each.tag for each in old] == [each.tag for each in new]
    _compare_outside(_outside(before_root), _outside(after_root), Counter(change.before for change in remade))
    values, changed = read_values(package_of(after)), 0
    for was, now in zip(old, new, strict=True):
        _compare(was, now, texts, bind(was.tag), choices)
        changed += was.text != now.text
        if now.bound in values:
            # Word puts the value into the control whatever stands there.
            assert values[now.bound] == (now.original if now.deleted else now.text), (values[now.bound], was, now)
    told = refreshed.report.of(Outcome.CHANGED, Outcome.TRACKED, Outcome.TAKEN)
    assert len([change for change in told if ":" not in change.reference and change not in remade]) == changed
    _assert_meanings_are_told(ledger, readings, bind.readings)
    pasted = [each for each in old if each.foreign and not (each.deleted or each.nested or ":" in each.tag)]
    foreign = [change for change in refreshed.report.changes if change.note == FOREIGN]
    assert len(foreign) >= len(pasted), (pasted, foreign)
    again = refresh_paper(
        package_of(after), refreshed.ledger, Workbook(bind, blocks, readings.workbooks), replace(choices, track=None)
    )
    assert [change for change in again.report.changes if change.outcome is Outcome.CHANGED] == []
    if save is not None:
        _compare_saved(save(after), refreshed.ledger, Workbook(bind, blocks, readings.workbooks))
    return Counter(change.outcome.value for change in refreshed.report.changes)


def _compare_saved(saved: Mapping[str, bytes], ledger: Ledger, workbook: Workbook) -> None:
    """Whether a refresh from the same workbook finds nothing to change in what another program has saved."""
    again = refresh_paper(package_of(saved), ledger, workbook, Choices())
    written = again.report.of(Outcome.CHANGED, Outcome.TRACKED, Outcome.TAKEN)
    assert [change for change in written if change.note != CONTROL_PUT_IN] == []
    before, after = (etree.fromstring(each[DOCUMENT]) for each in (saved, again.package.parts))
    assert [text.text for text in before.iter(f"{W}t")] == [text.text for text in after.iter(f"{W}t")]


def _without(new: list[Seen], old: list[Seen], remade: Counter[str]) -> list[Seen]:
    kept: list[Seen] = []
    for each in new:
        expected = old[len(kept)].tag if len(kept) < len(old) else ""
        if each.tag != expected and remade[each.tag] > 0:
            remade[each.tag] -= 1
        else:
            kept.append(each)
    return kept


def _compare_outside(before: list[str], after: list[str], remade: Counter[str]) -> None:
    """Whether the words outside figures are the same, but for cells that were made controls again, split or not."""
    position, pending = 0, ""
    for text in before:
        if not pending and position < len(after) and after[position] == text:
            position += 1
            continue
        pending += text
        assert any(count > 0 and words.startswith(pending) for words, count in remade.items()), (
            text,
            after[position:][:1],
        )
        if remade[pending] > 0:
            remade[pending] -= 1
            pending = ""
    assert not pending
    assert position == len(after)


def _compare(was: Seen, now: Seen, texts: Mapping[str, str], figure: Figure | str, choices: Choices) -> None:
    """Whether a control says what it must: the new figure in place of the generated one, or else the author's words."""
    generated = texts.get(was.tag)
    if was.deleted or was.nested or was.foreign or generated is None or isinstance(figure, str):
        expected = was.text
    elif _plain(was.text) == _plain(generated):
        expected = figure.text if _plain(figure.text) != _plain(generated) else was.text
    elif choices.take_all and _plain(was.text) != _plain(figure.text):
        # A control that was emptied, or whose runs hold more than words, cannot always be tracked.
        expected = figure.text if choices.track is None or now.text != was.text else was.text
    else:
        expected = was.text
    assert _plain(now.text) == _plain(expected), (was, now, expected)
    if choices.track is not None:
        assert _plain(now.original) == _plain(was.original), (was, now)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _seen(root: Element, keys: Mapping[str, str]) -> Iterator[Seen]:
    controls = figure_controls(root)
    around = {outer for control in controls for outer in control.iterancestors(f"{W}sdt")}
    for control in controls:
        tag, binding = control.find(f"{W}sdtPr/{W}tag"), control.find(f"{W}sdtPr/{W}dataBinding")
        foreign = binding is not None and OTHER_STORE in binding.get(f"{W}prefixMappings", "")
        key = "" if binding is None or foreign else bound_key(binding.get(f"{W}xpath", ""))
        name = keys.get(key, "") if tag is None else tag.get(f"{W}val", "")
        text, original = (_text(control, gone) for gone in (_GONE, _COME))
        inside = control.find(f"{W}sdtContent")
        assert inside is not None
        nested = control in around
        deleted = next(control.iterancestors(*_GONE), None) is not None or (
            bool(original.strip()) and not text.strip() and next(inside.iter(*_GONE), None) is not None
        )
        yield Seen(name, text, original, deleted, nested, key, foreign)


def _text(control: Element, gone: tuple[str, ...]) -> str:
    inside = control.find(f"{W}sdtContent")
    assert inside is not None
    pieces = []
    for text in inside.iter(f"{W}t", f"{W}delText"):
        around = {each.tag for each in text.iterancestors() if inside in each.iterancestors()}
        if not around.intersection(gone):
            pieces.append(text.text or "")
    return "".join(pieces)


def _outside(root: Element) -> list[str]:
    """Every word in no figure's control, deleted ones too, one entry a text."""
    inside = {text for control in figure_controls(root) for text in control.iter(f"{W}t", f"{W}delText")}
    return [text.text or "" for text in root.iter(f"{W}t", f"{W}delText") if text not in inside]


def _varied(readings: Readings, chance: random.Random) -> Readings:
    """The readings with about a third of their values changed."""
    held: dict[str, dict[Period, Reading]] = {}
    for name, periods in readings.by_indicator.items():
        held[name] = {
            period: replace(reading, value=_near(reading.value, chance)) if chance.random() < 0.35 else reading
            for period, reading in periods.items()
        }
    indicators = {name: _otherwise(indicator, chance) for name, indicator in readings.indicators.items()}
    if chance.random() < 0.3:
        lost = chance.choice(list(indicators))
        indicators = {name: indicator for name, indicator in indicators.items() if name != lost}
        held.pop(lost, None)
    if chance.random() < 0.3:
        like = chance.choice([each for each in indicators.values() if each.id in held])
        indicators = _with_one_more(indicators, like)
        pattern = next(iter(held[like.id].values()))
        plain = replace(pattern, indicator=ADDED, markers=(), change=None, compared_with=None)
        held[ADDED] = {
            period: replace(plain, period=period, value=Decimal(value)) for period, value in ((NOW, 20), (THEN, 25))
        }
    return replace(readings, indicators=indicators, by_indicator=held)


def _otherwise(indicator: Indicator, chance: random.Random) -> Indicator:
    """Now and then an indicator of which something else is better."""
    return replace(indicator, polarity=chance.choice(list(Polarity))) if chance.random() < 0.1 else indicator


def _assert_meanings_are_told(ledger: Ledger, before: Readings, after: Readings) -> None:
    """Whether every indicator of the paper that is judged in another way is named."""
    turned = {
        after.indicators[record.indicator].title
        for record in ledger.figures
        if record.indicator in after.indicators
        and after.indicators[record.indicator].polarity is not before.indicators[record.indicator].polarity
    }
    told = [each.message for each in check_meaning(ledger, after) if each.rule == "polarity-changed"]
    assert len(told) >= len(turned), (turned, told)
    assert all(any(message.startswith(f"{title}: ") for message in told) for title in turned), (turned, told)


def _with_one_more(indicators: Mapping[str, Indicator], like: Indicator) -> dict[str, Indicator]:
    """The indicators with another one right after `like`, of the same measure."""
    more = Indicator(ADDED, "Added since", measure=like.measure, polarity=Polarity.LOWER, current=NOW, baseline=THEN)
    found = {}
    for name, indicator in indicators.items():
        found[name] = indicator
        if indicator is like:
            found[ADDED] = more
    return found


def _near(value: Decimal | None, chance: random.Random) -> Decimal | None:
    if value is None:
        return None
    return (value * Decimal(chance.randint(5, 20)) / 10).quantize(
        Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    )
