"""Pages of the pack's own: a slip page for a paper that is not in it, and the divider before an item."""

import io
from urllib.parse import quote

import pikepdf
from msgspec.structs import replace
from pikepdf import Dictionary, Name, Pdf, String

from boardpaper.model.document import Block, Link, Paragraph, ParagraphFormat, Run, RunFormat
from boardpaper.model.messages import counted
from boardpaper.model.pack import PackOptions, PackPart, PackStamps
from boardpaper.pack.links import URI_CHARACTERS
from boardpaper.pack.own_pages import own_part
from boardpaper.pdf.trees import annotations_of, text_of

_TEXT = RunFormat("Arial", 12.0)
_LINK = RunFormat("Arial", 12.0, colour="0563C1", underline="single")
_HEADING = RunFormat("Arial", 20.0, bold=True)
_DIVIDER = RunFormat("Arial", 28.0, bold=True)
# A publication takes web addresses only; no such host can exist (RFC 6761, 6.4).
_PLACEHOLDER = "https://original.invalid/"


def with_slips(parts: tuple[PackPart, ...], *, language: str, options: PackOptions) -> tuple[PackPart, ...]:
    """The parts that go into a pack: a slip page in place of each untagged one, unless `include_untagged`."""
    if options.include_untagged:
        return parts
    return tuple(part if part.facts.tagged else slip_page(part, language=language, options=options) for part in parts)


def slip_page(part: PackPart, *, language: str, options: PackOptions) -> PackPart:
    """A tagged page that names the paper, says why it is a file of its own, and leads to it."""
    count = len(part.facts.pages)
    extent = counted(count, "page")
    blocks: list[Block] = [
        _heading(_name_of(part, options.stamps)),
        _words(Run(f"This paper ({extent}) is a file of its own. It came as a PDF without tags, which a screen reader "
                   "cannot read in order, so it is not among these pages.", _TEXT)),
    ]  # fmt: skip
    if part.original:
        blocks.append(_words(Run("Read it here: ", _TEXT), Run(part.title, _LINK, Link(_PLACEHOLDER)), Run(".", _TEXT)))
    if options.contact:
        blocks.append(_words(Run(f"To have it in another form, ask {options.contact}.", _TEXT)))
    return replace(_part_of(part, blocks, language), slip=True)


def divider_page(part: PackPart, *, language: str, options: PackOptions) -> PackPart:
    """A page that announces an item. Its words are no heading: the paper behind it has its own."""
    stamped = options.stamps.item.format(item=part.item) if part.item else ""
    lines = [words for words in (stamped, part.title) if words]
    rules = ParagraphFormat(after=18.0)
    blocks = [Paragraph((Run(words, _DIVIDER),), rules, _DIVIDER, "Divider") for words in lines]
    return _part_of(part, [replace(blocks[0], format=replace(rules, before=200.0)), *blocks[1:]], language)


def _name_of(part: PackPart, stamps: PackStamps) -> str:
    """`Agenda item 5: Performance`, as stamped."""
    return f"{stamps.item.format(item=part.item)}: {part.title}" if part.item and stamps.item else part.title


def _heading(text: str) -> Paragraph:
    return Paragraph((Run(text, _HEADING),), ParagraphFormat(before=120.0, after=18.0), _HEADING, "Heading 1", 1)


def _words(*runs: Run) -> Paragraph:
    return Paragraph(runs, ParagraphFormat(after=12.0), _TEXT, "Normal")


def _part_of(part: PackPart, blocks: list[Block], language: str) -> PackPart:
    """`part` with pages of the pack's own instead of its file."""
    # The agenda prints the same title, and stops the pack where that cannot be shown.
    made, _ = own_part(part.title, blocks, language)
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        _address(pdf, part)
        out = io.BytesIO()
        pdf.save(out)
    return replace(part, facts=replace(made.facts, name=part.facts.name), content=out.getvalue())


def _address(pdf: Pdf, part: PackPart) -> None:
    """Lets links lead to the original, whose address may be that of a file beside the pack."""
    for page in pdf.pages:
        for link in annotations_of(page.obj):
            action = link.get(Name.A)
            if isinstance(action, Dictionary) and text_of(action.get(Name.URI)) == _PLACEHOLDER:
                action.URI = String(quote(part.original, safe=URI_CHARACTERS))
                link.Contents = String(f"{part.title} ({part.original})")
