"""Figures that stand as plain words: pasted as text, or typed where a control was, so that no refresh changes them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from boardpaper.live.controls import SOURCE_PREFIX
from boardpaper.live.ledger import FigureRecord, Ledger
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.stories import stories

_FACETS = ("value", "baseline", "change", "share")
_NOT_NUMBERS = ("cells", "period", "long")
_SKIPPED = (f"{W}del", f"{W}moveFrom")
_SPACES = frozenset({f"{W}tab", f"{W}br", f"{W}cr"})
# What stands for a live figure among plain words: no part of any number.
_FIGURE = "\0"
_STEM = 4
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")


class Loose(NamedTuple):
    """A figure's words in a paragraph, outside any control of a figure."""

    tag: str
    words: str
    paragraph: Element


def with_plain_counts(package: Package, ledger: Ledger) -> Ledger:
    """`ledger` with how often the words of each figure stand in `package` as plain words, as its author wrote them."""
    tags = {record.tag for record in ledger.figures}
    roots = [root for name in stories(package) if (root := package.root(name)) is not None]
    figures = {each for root in roots for each in root.iter(f"{W}sdt") if _tag(each) in tags}
    counts = Counter(words for root in roots for _, words in _found(root, figures, (), _texts(ledger.figures)))
    return replace(ledger, figures=tuple(replace(each, plain=counts[_plain(each.text)]) for each in ledger.figures))


def with_new_counts(
    roots: Sequence[Element], figures: Collection[Element], old: Sequence[FigureRecord], new: Sequence[FigureRecord]
) -> tuple[FigureRecord, ...]:
    """The records `new` with the counts of those whose words are not those of `old`: what stands there is no figure."""
    before = {record.tag: record.text for record in old}
    changed = [record for record in new if before.get(record.tag) != record.text]
    counts = Counter(words for root in roots for _, words in _found(root, figures, (), _texts(changed)))
    tags = {record.tag for record in changed}
    return tuple(replace(each, plain=counts[_plain(each.text)]) if each.tag in tags else each for each in new)


def loose_figures(
    roots: Sequence[Element], figures: Collection[Element], blocks: Collection[str], records: Sequence[FigureRecord]
) -> list[Loose]:
    """The figures of `records` that stand as plain words more often than when they were written.

    `figures` are the controls of live figures, `blocks` the tags of generated blocks, whose cells are looked at
    elsewhere. A small number, which may count anything, is one only beside a word of its indicator's title.
    """
    texts = _texts(records)
    found = [(paragraph, words) for root in roots for paragraph, words in _found(root, figures, blocks, texts)]
    counts = Counter(words for _, words in found)
    loose = []
    for paragraph, words in found:
        said = _LETTERS.findall(_said(paragraph, ()).lower())
        named = [record for record in texts[words] if _is_named(record, said)]
        of = (named or texts[words])[0]
        if counts[words] > of.plain and (named or _is_telling(words)):
            loose.append(Loose(of.tag, words, paragraph))
    return loose


def _texts(records: Iterable[FigureRecord]) -> dict[str, list[FigureRecord]]:
    """The figures that print a number, by what they say."""
    texts: dict[str, list[FigureRecord]] = {}
    for record in records:
        kind, _, rest = record.facet.partition(".")
        if kind in _FACETS and rest not in _NOT_NUMBERS and _DIGIT.search(record.text):
            texts.setdefault(_plain(record.text), []).append(record)
    return texts


def _found(
    root: Element, figures: Collection[Element], blocks: Collection[str], texts: Mapping[str, object]
) -> Iterator[tuple[Element, str]]:
    """Each of `texts` that stands as plain words in a paragraph of `root`."""
    if not texts:
        return
    wanted = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.,£$€/−-])(?:{wanted})(?![\w%/]|[.,]\d)")
    for paragraph in root.iter(f"{W}p"):
        if not any(_is_elsewhere(each, blocks) for each in paragraph.iterancestors()):
            for match in pattern.finditer(_said(paragraph, figures)):
                yield paragraph, match.group()


def _is_elsewhere(around: Element, blocks: Collection[str]) -> bool:
    """Whether what stands in an element is deleted, is another's copy of a text box, or a generated block's."""
    if around.tag in _SKIPPED or str(around.tag).endswith("}Fallback"):
        return True
    return around.tag == f"{W}sdt" and _tag(around) in blocks


def _said(paragraph: Element, figures: Collection[Element]) -> str:
    """A paragraph's own words, with a sign in the place of each live figure."""
    return _plain("".join(_pieces(paragraph, figures)))


def _pieces(element: Element, figures: Collection[Element]) -> Iterator[str]:
    for child in element:
        if child in figures or (child.tag == f"{W}sdt" and _tag(child).startswith(SOURCE_PREFIX)):
            yield _FIGURE
        elif child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != f"{W}txbxContent":
            yield from _pieces(child, figures)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").replace("\u00ad", "").split())


def _is_telling(words: str) -> bool:
    """Whether it is unlikely that something else has the same number."""
    return len(_DIGIT.findall(words)) > 2 or any(sign in words for sign in "%£.")


def _is_named(record: FigureRecord, said: Sequence[str]) -> bool:
    """Whether one of `said` is a word of the title of a figure's indicator, in singular or plural."""
    title = _LETTERS.findall(f"{record.title} {record.indicator}".lower())
    stems = {word.removesuffix("s").removesuffix("ie").removesuffix("y") for word in title if len(word) > _STEM}
    return any(word.startswith(stem) for word in said for stem in stems)


def _tag(control: Element) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else tag.get(VAL, "")
