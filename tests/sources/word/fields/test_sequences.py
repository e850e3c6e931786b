"""SEQ fields: what each shows, counted in the order of the text."""

from boardpaper.model.document import Field, Paragraph, ParagraphFormat, RunFormat
from boardpaper.sources.word.fields.sequences import number_sequences

FORMAT = RunFormat("Arial", 11.0)


def field(instruction: str) -> Field:
    return Field(instruction, "?", FORMAT)


def told(*pieces: str | int) -> list[str | None]:
    """What the fields with these instructions show; a number is a heading of that level."""
    fields = [field(piece) for piece in pieces if isinstance(piece, str)]
    rest = iter(fields)
    paragraphs = [
        Paragraph((), ParagraphFormat(), FORMAT, outline_level=piece)
        if isinstance(piece, int)
        else Paragraph((next(rest),), ParagraphFormat(), FORMAT)
        for piece in pieces
    ]
    shown = number_sequences(paragraphs)
    return [shown.get(id(each)) for each in fields]


def test_each_sequence_counts_for_itself_and_capitals_do_not_matter() -> None:
    assert told("SEQ Table", "SEQ Figure", "SEQ TABLE", "SEQ Figure") == ["1", "1", "2", "2"]


def test_what_counts_nothing_stays_as_it_is() -> None:
    assert told("SEQ", "PAGE", "SEQ Table Bookmark", "SEQ Table") == [None, None, None, "1"]


def test_a_sequence_is_set_repeated_and_hidden() -> None:
    assert told("SEQ T \\r 7", "SEQ T \\c", "SEQ T", "SEQ T \\h", "SEQ T \\n", "SEQ T \\h \\* roman") == [
        "7",
        "7",
        "8",
        "",
        "10",
        "xi",
    ]


def test_a_sequence_begins_anew_below_headings_of_its_level_or_above() -> None:
    seq = "SEQ T \\s 2"
    assert told(seq, seq, 1, seq, seq, 3, seq, 2, seq, 9, seq, 1, seq) == ["1", "2", "1", "2", "3", "1", "2", "1"]
