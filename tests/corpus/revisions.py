"""Word files about work in progress: tracked changes, comments, hidden text."""

from tests.corpus.raw import (
    HEADER_ROW,
    WordParts,
    abstract,
    cell,
    footnote,
    footnote_mark,
    heading,
    item,
    level,
    num,
    numbering_of,
    para,
    row,
    run,
    separators,
    table,
    text,
    word_file,
)

_BY = 'w:author="An Author" w:date="2022-05-03T10:00:00Z"'


def _inserted(key: int, words: str) -> str:
    return f'<w:ins w:id="{key}" {_BY}>{run(words)}</w:ins>'


def _deleted(key: int, words: str) -> str:
    return f'<w:del w:id="{key}" {_BY}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def tracked_changes() -> bytes:
    """Insertions and deletions of words, paragraph ends and rows; changes of format; a change inside a change."""
    ended = f'<w:rPr><w:del w:id="20" {_BY}/></w:rPr>'
    formatted = f'<w:r><w:rPr><w:b/><w:rPrChange w:id="21" {_BY}><w:rPr/></w:rPrChange></w:rPr>{text("now bold")}</w:r>'
    aligned = f'<w:jc w:val="center"/><w:pPrChange w:id="22" {_BY}><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>'
    both = f'<w:ins w:id="23" {_BY}><w:del w:id="24" {_BY}><w:r><w:delText>neither</w:delText></w:r></w:del></w:ins>'
    body = (
        heading(1, "Tracked ", _inserted(1, "changes"))
        + para("Crime ", _deleted(2, "rose"), _inserted(3, "fell"), " by 2%.")
        + para("The end of this paragraph", properties=ended)
        + para(" is deleted.")
        + para("A word is ", formatted, ".")
        + para("Centred since.", properties=aligned)
        + para("Written and struck: ", both, "nothing.")
        + table(
            row("Area", "Number", properties=HEADER_ROW),
            row("Old", "9", properties=f'<w:del w:id="25" {_BY}/>'),
            row("New", "8", properties=f'<w:ins w:id="26" {_BY}/>'),
            columns=2,
        )
        + para(_deleted(30, "A paragraph all deleted."), properties=f'<w:rPr><w:del w:id="31" {_BY}/></w:rPr>')
        + para("End")
    )
    return word_file(WordParts(body, "Tracked changes"))


def tracked_moves() -> bytes:
    """A paragraph and a few words moved: they stand where they were moved to, and numbers follow."""
    start = '<w:moveFromRangeStart w:id="1" w:author="An Author" w:name="move1"/>'
    there = '<w:moveToRangeStart w:id="3" w:author="An Author" w:name="move1"/>'
    moved = f'<w:moveFrom w:id="2" {_BY}>{run("Moved item")}</w:moveFrom>'
    arrived = f'<w:moveTo w:id="4" {_BY}>{run("Moved item")}</w:moveTo>'
    gone = f'{numbering_of(1)}<w:rPr><w:moveFrom w:id="5" {_BY}/></w:rPr>'
    here = f'{numbering_of(1)}<w:rPr><w:moveTo w:id="6" {_BY}/></w:rPr>'
    body = (
        heading(1, "Moves")
        + item("First", 1)
        + para(start, moved, '<w:moveFromRangeEnd w:id="1"/>', style="ListParagraph", properties=gone)
        + item("Second", 1)
        + para(there, arrived, '<w:moveToRangeEnd w:id="3"/>', style="ListParagraph", properties=here)
        + item("Fourth", 1)
    )
    numbers = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    return word_file(WordParts(body, "Moves", parts={"numbering": numbers}))


def comments() -> bytes:
    """Comments over words, over paragraphs and in a table are not part of the text."""

    def comment(key: int, words: str) -> str:
        return (
            f'<w:comment w:id="{key}" {_BY} w:initials="AA">{para("<w:r><w:annotationRef/></w:r>", words)}</w:comment>'
        )

    def begin(key: int) -> str:
        return f'<w:commentRangeStart w:id="{key}"/>'

    def end(key: int) -> str:
        return f'<w:commentRangeEnd w:id="{key}"/><w:r><w:commentReference w:id="{key}"/></w:r>'

    body = (
        heading(1, "Comments")
        + para("Crime ", begin(0), "fell", end(0), " last year.")
        + para(begin(1), "From here")
        + para("to there.", end(1))
        + table(row("Area", cell(para(begin(2), "53", end(2))), properties=HEADER_ROW), row("North", "52"), columns=2)
        + para("End")
    )
    kept = comment(0, "Is this right?") + comment(1, "Shorten this.") + comment(2, "Check.")
    return word_file(WordParts(body, "Comments", parts={"comments": kept}))


def hidden_text() -> bytes:
    """Hidden words, a hidden end of a paragraph, a hidden paragraph in a list, text hidden on the web only."""
    body = (
        heading(1, "Hidden text")
        + para("Shown ", run("and hidden ", "<w:vanish/>"), "words.")
        + para(run("A hidden paragraph.", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>")
        + para("Not hidden: ", run("off.", '<w:vanish w:val="0"/>'))
        + para(run("Hidden on the web only.", "<w:webHidden/>"))
        + item("First", 1)
        + para(
            run("Hidden item", "<w:vanish/>"),
            style="ListParagraph",
            properties=f"{numbering_of(1)}<w:rPr><w:vanish/></w:rPr>",
        )
        + item("Second", 1)
    )
    numbers = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    return word_file(WordParts(body, "Hidden text", parts={"numbering": numbers}))


def tracked_notes() -> bytes:
    """A note whose mark is deleted or hidden does not count; one that is inserted does."""
    gone = f'<w:del w:id="1" {_BY}>{footnote_mark(1)}</w:del>'
    come = f'<w:ins w:id="2" {_BY}>{footnote_mark(3)}</w:ins>'
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    kept = separators() + "".join(footnote(key, f"Note {key}.") for key in (1, 2, 3, 4))
    body = (
        heading(1, "Notes in progress")
        + para("Deleted", gone, ", hidden", hidden, ", inserted", come, ", left", footnote_mark(4), ".")
        + para(f'<w:ins w:id="5" {_BY}/>', "Numbers follow.", properties=f'<w:rPr><w:ins w:id="6" {_BY}/></w:rPr>')
    )
    return word_file(WordParts(body, "Notes in progress", parts={"footnotes": kept}))


FILES = {
    "tracked-notes": tracked_notes,
    "tracked-changes": tracked_changes,
    "tracked-moves": tracked_moves,
    "comments": comments,
    "hidden-text": hidden_text,
}
