"""What the inlines of narrative say."""

from boardpaper.model.prose import LineBreak, Link, NoteReference, Place, SourcedFigure, Text, words_of


def test_words_are_those_that_a_reader_sees() -> None:
    place = Place("a.md")
    inlines = (
        Text("Crime "), Text("fell", bold=True), NoteReference("n", place), Text(","), LineBreak(), Text("of  a\x0b"),
        Link("https://example.org", (Text("report"),), place), Text(": by "), SourcedFigure("4", "a force"), Text("."),
    )  # fmt: skip
    assert words_of(inlines) == "Crime fell, of a\ufffdreport: by 4."
