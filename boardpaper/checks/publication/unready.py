"""The publication gate: what an office would regret to have published, and what a person may decide to publish."""

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from boardpaper.checks.publication.markings import marked_rows, marked_spots, marking_in
from boardpaper.checks.publication.placeholders import leftovers
from boardpaper.model.document import Document, Drawing, Field, Properties, Run, RunFormat, look_alike
from boardpaper.model.finding import Finding, Severity
from boardpaper.model.paragraphs import Part, Spot, body_tables, every_paragraph
from boardpaper.model.pattern import is_personal_address
from boardpaper.rules import publication as rules
from boardpaper.rules.gates import ALLOWABLE_IN_MEETINGS, GATE
from boardpaper.rules.rule import Rule

# A paper with a marked word in every paragraph needs no line for each.
_MOST_TOLD = 10

# Word's highlighters but for white. A background of another colour is a matter of design.
_HIGHLIGHTERS = frozenset({
    "000000", "0000FF", "00FFFF", "00008B", "008B8B", "A9A9A9", "006400", "800080",
    "8B0000", "808000", "00FF00", "D3D3D3", "FF00FF", "FF0000", "FFFF00",
})  # fmt: skip
# The bright ones among them: nobody chooses these as the background of a whole paragraph but to mark it.
_MARKERS = frozenset({"00FF00", "00FFFF", "FF00FF", "FFFF00"})

# Of a drive more than one letter, since “option A:\B” is none; below `/home` a folder and what is in it, since that
# may be a page of a website.
_PATH = re.compile(
    r"(?<!\w)(?:"
    r"[a-z]:\\(?:[^\\\s]{2}|[^\\\s]\\)|[a-z]:/(?:users|documents and settings)/\S|%\w+%\\\S|\\\\[\w.-]+\\[^\\\s]"
    r"|(?:file|smb|afp|nfs):(?:/{1,3}|\\\\|[a-z]:)\S"
    r"|(?<![/.~-])(?:/(?-i:Users|Volumes)/[\w.-]|/home/[\w.-]+/[\w.-]"
    r"|~/(?:(?-i:Desktop|Documents|Downloads|Dropbox|Library|Movies|Music|OneDrive|Pictures)\b|[\w.-]+/[\w-]+[./]\w))"
    r")\S*",
    re.IGNORECASE,
)
# A quick look at most paragraphs is enough: without one of these, in small letters, no path can be among the words.
_PATH_HINTS = ("\\", "file:", "smb:", "afp:", "nfs:", ":/", "/home/", "/users/", "/volumes/", "~/")

_WHITE = "FFFFFF"
# In points.
_SMALLEST = 2.0


def check_publication(document: Document, read: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """What in the text itself must not be published: leftovers, highlighting and markings, each with its place.

    `read` was found when the file was read, and is not told again.
    """
    spots = tuple(every_paragraph(document))
    fields = tuple(finding for finding in read if finding.rule == rules.PRIVATE_FIELD.name)
    met: dict[Rule, list[tuple[str, str]]] = {}
    for spot in spots:
        for rule, words in (*leftovers(spot.words), *_paths(spot, fields), *_looks(spot), *_links(spot)):
            met.setdefault(rule, []).append((spot.where, words))
    marked = [(spot.where, words) for spot, words in (*marked_spots(spots), *marked_rows(body_tables(document)))]
    # A watermark stands behind every page, as a header's words do.
    marked += [("a watermark", words) for words in document.drawn_words if marking_in(words, Part.HEADER)]
    marked += [("its sensitivity label", words) for words in document.labels if marking_in(words, Part.HEADER)]
    marked += _marked_properties(document.properties)
    if marked:
        met[rules.RESTRICTED_MARKING] = marked
    by_name = sorted(met.items(), key=lambda entry: entry[0].name)
    return tuple(finding for rule, places in by_name for finding in _findings(rule, places))


def _marked_properties(properties: Properties) -> Iterator[tuple[str, str]]:
    """Title, subject and keywords that mark the paper, also those that the PDF does not carry."""
    said = (("title", properties.title, 1), ("subject", properties.subject, 0), ("keywords", properties.keywords, 0))
    for name, words, level in said:
        if marking := marking_in(words, Part.BODY, 1, level):
            yield f"the document's {name}", marking


def decide(
    findings: Iterable[Finding],
    allowed: Collection[str] = (),
    options: Collection[str] = GATE,
) -> tuple[Finding, ...]:
    """`findings` as they count for a publication: those of the gate are errors, unless a person `allowed` their rule.

    `options` are the rules that a person could allow here, which the hints say.
    """
    return tuple(_decided(finding, allowed, options) for finding in findings)


def _decided(finding: Finding, allowed: Collection[str], options: Collection[str]) -> Finding:
    """A finding as the gate judges it: allowed by a person, or an error that says how it can be."""
    if finding.rule not in GATE:
        return finding
    if finding.rule in allowed:
        return replace(finding, severity=Severity.WARNING, hint="Published all the same, as you decided.")
    return replace(finding, severity=Severity.ERROR, hint=f"{finding.hint}{_option(finding.rule, options)}")


def _option(rule: str, options: Collection[str]) -> str:
    """What the hint of a finding says of the command's options."""
    if rule not in options:
        return ""
    if rule in ALLOWABLE_IN_MEETINGS:
        return f" Or decide to publish it as it is with --allow {rule}."
    return " Or publish the final text with --accept-changes." if rule == rules.TRACKED_CHANGES.name else ""


def in_a_meeting(finding: Finding) -> Finding:
    """A finding of the gate whose hint says what to write in the meeting's description, not on the command line."""
    option = _option(finding.rule, GATE)
    if not option or not finding.hint.endswith(option):
        return finding
    hint = finding.hint.removesuffix(option)
    if finding.rule == rules.RESTRICTED_MARKING.name:
        hint += " Or add “restricted:” to the item."
    if finding.rule in ALLOWABLE_IN_MEETINGS:
        hint += f" Or decide to publish it as it is: “paper: {{file: …, allow: [{finding.rule}]}}” in the meeting."
    return replace(finding, hint=hint)


def _paths(spot: Spot, told: Collection[Finding]) -> Iterator[tuple[Rule, str]]:
    """A place on somebody's machine or network among the words, such as a footer that was a field once.

    One that a field prints has been `told` of the field.
    """
    folded = spot.words.casefold()
    if not any(map(folded.__contains__, _PATH_HINTS)):
        return
    for match in _PATH.finditer(spot.words):
        path = match.group()
        if not any(path in finding.message for finding in told):
            yield rules.PATH_IN_WORDS, path


def _links(spot: Spot) -> Iterator[tuple[Rule, str]]:
    """The addresses among somebody's own files that words of a paragraph lead to, each once."""
    linked = (inline.link for inline in spot.paragraph.inlines if isinstance(inline, Run | Field | Drawing))
    addresses = dict.fromkeys(link.address for link in linked if link is not None)
    yield from ((rules.PERSONAL_LINK, address) for address in addresses if is_personal_address(address))


def _looks(spot: Spot) -> Iterator[tuple[Rule, str]]:
    """Words that look as no words of a publication do."""
    yield from _highlighted(spot)
    yield from _invisible(spot)


def _highlighted(spot: Spot) -> Iterator[tuple[Rule, str]]:
    """Words that are marked with a highlighter's colour, by highlighting or by shading."""
    paragraph = spot.paragraph
    if paragraph.format.shading in _MARKERS and spot.words:
        yield rules.HIGHLIGHTING, spot.words
        return
    label = paragraph.label
    words = label.text if label is not None and label.format.highlight in _HIGHLIGHTERS else ""
    for inline in paragraph.inlines:
        if isinstance(inline, Run | Field) and inline.format.highlight in _HIGHLIGHTERS:
            words += inline.text if isinstance(inline, Run) else inline.result
    if words.strip():
        yield rules.HIGHLIGHTING, " ".join(words.split())


def _invisible(spot: Spot) -> Iterator[tuple[Rule, str]]:
    """Words that the page holds and nobody sees: of the colour that lies behind them, or tiny.

    Where no colour does, headers may stand on a picture. So may text boxes, whose white words are looked for once they
    have their places, and words beside a picture.
    """
    on_picture = spot.part in (Part.HEADER, Part.FOOTER) or any(
        isinstance(each, Drawing) for each in spot.paragraph.inlines
    )
    behind = spot.paragraph.format.shading or spot.ground
    if not behind and not on_picture and spot.paragraph.frame is None:
        behind = _WHITE
    words = "".join(
        inline.text if isinstance(inline, Run) else inline.result
        for inline in spot.paragraph.inlines
        if isinstance(inline, Run | Field) and _is_unseen(inline.format, behind, tiny=not on_picture)
    )
    if words.strip():
        yield rules.HIDDEN_TEXT, " ".join(words.split())


def _is_unseen(form: RunFormat, behind: str, *, tiny: bool) -> bool:
    """Whether words in this format cannot be told from what lies `behind` them; "" may be anything."""
    ground = form.highlight or behind
    return (tiny and form.size < _SMALLEST) or (ground != "" and look_alike(form.colour, ground))


def _findings(rule: Rule, met: list[tuple[str, str]]) -> Iterator[Finding]:
    """A finding for each place, and one for all that are too many to tell."""
    for where, words in met[:_MOST_TOLD]:
        yield rule.at(where, words=_short(words))
    if len(met) > _MOST_TOLD:
        yield rule.more(met[_MOST_TOLD][0], len(met) - _MOST_TOLD)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()} …"
