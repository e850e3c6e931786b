"""Reading Markdown in tests: from a string, through a real file, to prose, findings and the words of the prose."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from boardpaper.model.finding import Finding
from boardpaper.model.prose import (
    Block,
    BlockList,
    BoundFigure,
    FigureReference,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    Paragraph,
    ParagraphNumber,
    Placeholder,
    Prose,
    SourcedFigure,
    Table,
    Text,
)
from boardpaper.sources.narrative.markdown.reader import read_markdown

NAME = "narrative/homicide.md"


def read(folder: Path, text: str | bytes, *, under: int = 1) -> tuple[Prose, tuple[Finding, ...]]:
    path = folder / NAME
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_markdown(path, name=NAME, folder=folder, under=under)


def clean(folder: Path, text: str) -> Prose:
    prose, findings = read(folder, text)
    assert findings == ()
    return prose


def faults(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Each finding as its rule and the place without the file's name."""
    return [(finding.rule, finding.where.removeprefix(f"{NAME}:")) for finding in findings]


def block_words(blocks: Iterable[Block]) -> str:
    """Every word of `blocks`, with a space between blocks and cells."""
    return " ".join(" ".join(_block(block)) for block in blocks)


def inline_words(words: Iterable[Inline]) -> str:
    return "".join(_inline(word) for word in words)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield inline_words(block.words)
        case BlockList():
            for item in block.items:
                yield block_words(item.blocks)
        case Table():
            for row in (block.header, *block.rows):
                yield from (inline_words(cell) for cell in row)
        case Image():
            yield block.alt
        case Placeholder():
            yield f"{{{{{block.kind}:{block.id}}}}}"


def _inline(word: Inline) -> str:
    match word:
        case Text() | SourcedFigure() | ParagraphNumber():
            return word.text
        case FigureReference():
            return f"{{{{{word.reference}}}}}"
        case LineBreak():
            return "\n"
        case Link():
            return inline_words(word.words)
        case NoteReference() | BoundFigure():
            return ""


def told_prose(prose: Prose) -> str:
    """Prose with all that it holds, a block or an item's block on a line, with the line that it is from."""
    lines = [
        *_told_blocks(prose.blocks, ""),
        *(f"note {label}: {_told(words)}" for label, words in prose.notes.items()),
    ]
    return "".join(f"{line}\n" for line in lines)


def _told_blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        at = f"{indent}{block.place.line}"
        match block:
            case Heading():
                yield f"{at} heading {block.level}: {_told(block.words)}"
            case Paragraph():
                yield f"{at} paragraph{'' if block.numbered else ' without number'}: {_told(block.words)}"
            case BlockList():
                yield f"{at} {block.kind.value} list from {block.start}"
                for item in block.items:
                    yield f"{indent}  item"
                    yield from _told_blocks(item.blocks, f"{indent}    ")
            case Table():
                named = " with row headers" if block.row_headers else ""
                said = f" “{block.description}”" if block.description else ""
                align = " ".join(each.value for each in block.align)
                yield f"{at} table {align}{named}{said} {block.widths or ''}".rstrip()
                yield from (f"{indent}  | {' | '.join(map(_told, row))} |" for row in (block.header, *block.rows))
            case Image():
                yield f"{at} picture {block.path.name}: {block.alt} ({block.caption})"
            case Placeholder():
                yield f"{at} placeholder {block.kind}:{block.id}"


def _told(words: Iterable[Inline]) -> str:
    return "".join(map(_told_inline, words))


def _told_inline(word: Inline) -> str:
    match word:
        case Text():
            told = word.text
        case SourcedFigure():
            told = f"[{word.text}|{word.source}]"
        case FigureReference():
            told = f"{{{word.reference}|{word.place.line}}}"
        case Link():
            return f"<{_told(word.words)}|{word.address}|{word.place.line}>"
        case NoteReference():
            return f"^{word.label}|{word.place.line}^"
        case LineBreak():
            return "⏎"
        case _:
            return repr(word)
    if word.italic:
        told = f"_{told}_"
    return f"*{told}*" if word.bold else told
