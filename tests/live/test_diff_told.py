"""All that is told of two versions of a paper, for many ways in which they can differ."""

from collections.abc import Mapping
from typing import Any

from msgspec import to_builtins
from syrupy.assertion import SnapshotAssertion

from boardpaper.live.diff import compare_documents
from boardpaper.model.document import (
    Bookmark,
    Break,
    BreakKind,
    Document,
    Drawing,
    Field,
    ImagePart,
    Inline,
    Link,
    NoteMark,
    Paragraph,
    Run,
    Tab,
)
from tests.support.made_documents import PLAIN, document, paragraph, run, table

PICTURES = {name: ImagePart(name, "image/png", name[0].encode()) for name in ("a1", "a2", "b1")}


def figure(text: str, tag: str = "a.value") -> Run:
    return Run(text, PLAIN, control=tag)


def linked(text: str, address: str = "", bookmark: str = "") -> Run:
    return Run(text, PLAIN, Link(address, bookmark))


def picture(name: str, alt: str = "A map") -> Drawing:
    return Drawing(name, 9, 9, alt=alt)


def counted(shown: str, instruction: str = "REF x") -> Field:
    return Field(instruction, shown, PLAIN)


Line = str | tuple[Inline | str, ...]
RAIDS: Line = ("There were ", figure("53"), " raids in all.")
LONG = "one two three four five six seven eight nine ten"
CASES: dict[str, tuple[tuple[Line, ...], tuple[Line, ...]]] = {
    "nothing": ((RAIDS, "Words."), (RAIDS, "Words.")),
    "another figure": ((RAIDS,), (("There were ", figure("1,054"), " raids in all."),)),
    "another figure under another tag": ((RAIDS,), (("There were ", figure("54", "b.value"), " raids in all."),)),
    "typed": ((RAIDS,), ("There were 54 raids in all.",)),
    "typed as words": ((RAIDS,), ("There were some raids in all.",)),
    "typed the same": (((figure("none"), " came in all."),), ("none came in all.",)),
    "typed the same before a stop": ((("All came: ", figure("none")),), ("All came: none.",)),
    "typed longer": ((RAIDS,), ("There were 54 or so raids in all.",)),
    "typed in brackets": ((("So (", figure("53"), ") came."),), ("So (54) came.",)),
    "typed in other brackets": ((("So (", figure("53"), ") came."),), ("So [54] came.",)),
    "typed in one other bracket": ((("So (", figure("53"), ") came."),), ("So (54] came.",)),
    "typed, and a word changed": ((RAIDS,), ("There were 54 raids in SUM.",)),
    "a space, and a word changed": (
        (("Read ", linked("it", "https://example.org/1"), " now or so"),), ("Read it now and so",),
    ),
    "live": (("There were 54 raids in all.",), (RAIDS,)),
    "two figures typed": ((("So ", figure("1"), " ", figure("2", "b.value"), " came."),), ("So 3 4 came.",)),
    "one figure for another": (
        (("So ", figure("1"), " came."),), (("So ", figure("2", "b.value"), " came."),),
    ),
    "words changed": ((LONG,), (LONG.replace("six", "SIX or so"),)),
    "the first word changed": ((LONG,), (LONG.replace("one", "ONE"),)),
    "the last word changed": ((LONG,), (LONG.replace("ten", "TEN"),)),
    "words taken out and put in": ((LONG,), (LONG.replace("two ", "").replace("nine", "nine and"),)),
    "half in common": (("one two three four",), ("one two five six",)),
    "less than half in common": (("one two three four five six",), ("one two seven eight nine x",)),
    "spaces": ((f"{LONG}  so", " "), (f"{LONG} so ", "")),
    "a paragraph put in": (("One is.", LONG), ("One is.", "Two are.", LONG)),
    "a paragraph taken out": (("One is.", "Two are.", LONG), ("One is.", LONG)),
    "paragraphs taken out": (("Zero.", "One is.", "Two are."), ("Three be.",)),
    "everything put in": ((), ("One is.", "Two are.")),
    "moved": (("One is.", LONG, "Three be.", RAIDS), (RAIDS, "One is.", LONG, "Three be.")),
    "moved with another figure": (
        ("One is.", LONG, RAIDS), (("There were ", figure("54"), " raids in all."), "One is.", LONG),
    ),
    "moved and put in": (("One is.", LONG, "Three be."), ("Three be.", "Four.", "One is.", LONG)),
    "moved twice": (("One is.", "One is.", LONG, "So."), (LONG, "So.", "One is.", "One is.", "One is.")),
    "moved with another link": (
        ("One is.", LONG, ("Read ", linked("this", "https://example.org/1"))),
        (("Read ", linked("this", "https://example.org/2")), "One is.", LONG),
    ),
    "the better partner": (
        ("one two three four", "one two three four five six"),
        ("one two three four five six seven", "one two three"),
    ),
    "partners in order": (
        ("a b c d e f", "g h i j k l", "m n o p q r"),
        ("a b c d e x", "new words of another sort", "g h i j k x", "m n o p q x"),
    ),
    "one of two is the partner": (("a b c d e f", "a b c d e g"), ("a b c d e g h",)),
    "a link": (
        (("Read ", linked("it ", "https://example.org/1"), "now"),),
        (("Read ", linked("it ", "https://example.org/2"), "now"),),
    ),
    "a link taken off": ((("Read ", linked("it", "https://example.org/1"), " now"),), ("Read it now",)),
    "a link to a place": ((("Read ", linked("it", bookmark="x")),), (("Read ", linked("it", bookmark="y")),)),
    "a number of a place": ((("See ", linked("5.1", bookmark="x")),), (("See ", linked("(6)", bookmark="x")),)),
    "a number of another place": ((("See ", linked("5", bookmark="x")),), (("See ", linked("5", bookmark="y")),)),
    "a number with an address": (
        (("See ", linked("5", "https://example.org/")),), (("See ", linked("6", "https://example.org/")),),
    ),
    "a field": ((("See ", counted("5"), " so"),), (("See ", counted("6"), " so"),)),
    "another field": ((("See ", counted("5"), " so"),), (("See ", counted("5", "REF y"), " so"),)),
    "a picture": ((("Map: ", picture("a1"), "so"),), (("Map: ", picture("b1", "Another"), "so"),)),
    "the same picture": ((("Map: ", picture("a1")),), (("Map: ", picture("a2")),)),
    "a picture in the same words": ((("Map: ", picture("a1")),), (("Map: ", picture("b1")),)),
    "a picture that is not there": ((("Map: ", picture("x")),), (("Map: ", picture("y")),)),
    "a picture alone": (((picture("a1", ""),),), ((picture("a1", ""),), (picture("b1", ""),))),
    "a format": ((("Serious violence rose",),), (("Serious ", run("viol", bold=True), "ence rose"),)),
    "marks in words": (
        (("Serious violence rose",),), (("Serious viol", Bookmark("x"), NoteMark("1", PLAIN), "ence rose"),),
    ),
    "breaks and tabs": (
        (("Serious", Tab(PLAIN), "violence"),), (("Serious", Break(BreakKind.LINE, PLAIN), "violence"),),
    ),
    "a break for a word": ((("Serious", Tab(PLAIN), "violence rose"),), (("Seriousviolence rose",),)),
    "a figure split in two": ((RAIDS,), (("There were ", figure("5"), figure("3"), " raids in all."),)),
    "a linked figure": (
        (("See ", Run("53", PLAIN, Link("https://example.org/"), "a.value")),), (("See ", figure("53")),),
    ),
}  # fmt: skip


def made(lines: tuple[Line, ...]) -> Document:
    blocks: list[Paragraph] = [paragraph(*((line,) if isinstance(line, str) else line)) for line in lines]
    return document(*blocks, images=PICTURES)


def told(before: Document, after: Document) -> str:
    difference: Mapping[str, list[dict[str, Any]]] = to_builtins(compare_documents(before, after))
    lines = [
        "    " + ", ".join(f"{name}: {value}" for name, value in change.items() if value)
        for changes in difference.values()
        for change in changes
    ]
    return "\n".join([*lines, ""]) if lines else "    no difference\n"


def test_what_is_told_of_each_difference(kept: SnapshotAssertion) -> None:
    assert "".join(f"{name}\n{told(made(old), made(new))}" for name, (old, new) in CASES.items()) == kept


def test_a_cell_is_told_by_its_row() -> None:
    before, after = (document(table(("Area", "Value"), ("East", number))) for number in ("about 5 so", "about 6 so"))
    assert told(before, after) == (
        "    fate: changed, where: the row “East”, “about 6 so”, before: 5, after: 6, after_words: about\n"
    )


def test_what_is_too_long_to_compare_is_told_as_taken_out_and_put_in() -> None:
    def numbered(count: int, word: str) -> Document:
        return document(*[f"same words here {word}{number}" for number in range(count)])

    compared = compare_documents(numbered(500, "a"), numbered(500, "b"))
    assert {change.fate.value for change in compared.words} == {"changed"}
    compared = compare_documents(numbered(501, "a"), numbered(500, "b"))
    assert {change.fate.value for change in compared.words} == {"added", "removed"}
