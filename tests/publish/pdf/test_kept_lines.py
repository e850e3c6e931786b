"""Lines as they are drawn: tab stops, alignment, spacing, looks, links, labels, panels, breaks and pictures."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.document import (
    Bookmark,
    Border,
    Borders,
    Break,
    BreakKind,
    Document,
    Drawing,
    Field,
    Inline,
    Justification,
    LineRule,
    Link,
    ListLabel,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Tab,
    TabStop,
    Vertical,
)
from tests.support.built_documents import heading, mark, note, paragraph, run
from tests.support.small_pages import PAGE, TEN, WIDE, book, lines, png, shown, small

_TAB = Tab(TEN)
_LINE, _PAGE, _COLUMN = (Break(kind, TEN) for kind in (BreakKind.LINE, BreakKind.PAGE, BreakKind.COLUMN))


def _para(*inlines: Inline | str, **rules: object) -> Paragraph:
    made = [run(inline, TEN) if isinstance(inline, str) else inline for inline in inlines]
    return paragraph(*made, **{"after": 2.0, **rules})


def _stops(*stops: tuple[float, str] | tuple[float, str, str]) -> tuple[TabStop, ...]:
    return tuple(TabStop(*stop) for stop in stops)


def _look(words: str, **look: object) -> Run:
    return run(words, replace(TEN, **look))


def _tab_stops() -> Document:
    each = _stops((60, "left", "dot"), (120, "center", "hyphen"), (200, "right", "underscore"), (300, "decimal"))
    odd = _stops((20, "bar"), (30, "clear"), (50, "start", "middleDot"), (90, "num", "heavy"))
    return book(
        small(
            _para("a", _TAB, "left", _TAB, "middle words", _TAB, "right words", _TAB, "12.75 and", tabs=each),
            _para("a", _TAB, "b", _TAB, "c", _TAB, "d", _TAB, "1", _look("23.5", bold=True), tabs=each),
            _para("a", _TAB, "b", _TAB, "", _TAB, "d ", _TAB, "no point ", tabs=each),
            _para("no stop", _TAB, "next", _TAB, "a third", _TAB, "12 without point"),
            _para("a", _TAB, "start", _TAB, "num", _TAB, "default", tabs=odd),
            _para("1.", _TAB, "hangs and goes on in lines that begin under its first word, as a list does, to the end",
                  left=40.0, first_line=-40.0),
            _para("label longer than the indent", _TAB, "then the words", left=40.0, first_line=-40.0),
            _para(_TAB, "centre one", _TAB, "centre two", tabs=_stops((100, "center"), (250, "center"))),
            _para("before", _TAB, "right", _LINE, "below", _TAB, "it", tabs=_stops((250, "right", "dot"))),
            page=WIDE,
        )
    )  # fmt: skip


def _tabs_at_the_edge() -> Document:
    far, left = _stops((500, "right", "dot")), _stops((500, "left"))
    near = _stops((198, "right", "dot"))
    return book(
        small(
            _para("Contents that run on past the right indent", _TAB, "12", tabs=near, right=30.0),
            _para("Beyond the margin", _TAB, "12", tabs=far),
            _para("Beyond the margin on the left", _TAB, "12 and more", tabs=left, right=20.0),
            _para("words that fill nearly all of the line, yes", _TAB, "default stop in the next line"),
            _para(_TAB, "a"),
            _para("wide", _TAB, "text after a tab that has to be broken into a further line at its end", left=10.0),
            page=replace(PAGE, height=200.0),
        ),
        default_tab=70.0,
    )


def _justified() -> Document:
    words = "several words of different lengths that make up a few lines of text, the last of which is short"
    bold, plain = _look("in two looks that are stretched alike ", bold=True), "and then go on to the very end of it"
    both = Justification.BOTH
    return book(
        small(
            *(_para(words, align=align) for align in Justification),
            _para(bold, plain, align=both),
            _para("before a tab", _TAB, words, align=both),
            _para("a hard end of line", _LINE, words, align=both),
            _para("averyveryverylongword averyveryverylonganother word", align=both, right=80.0),
            page=replace(PAGE, height=400.0),
        ),
        small(
            *(_para(words, align=align, right_to_left=True, left=10.0, right=20.0) for align in Justification),
            _para(words, align=Justification.CENTRE, left=20.0, right=40.0, first_line=15.0),
            _para("short", align=Justification.RIGHT, first_line=-5.0, left=10.0),
            _para("short with space   ", align=Justification.CENTRE),
            _para("short with a tab", _TAB, "after", align=Justification.RIGHT),
            page=replace(PAGE, height=400.0),
        ),
    )


def _line_heights() -> Document:
    rules = [
        (LineRule.AUTO, 1.5), (LineRule.AUTO, 0.8), (LineRule.AUTO, 0.0),
        (LineRule.EXACT, 20.0), (LineRule.EXACT, 8.0), (LineRule.EXACT, 0.0),
        (LineRule.AT_LEAST, 20.0), (LineRule.AT_LEAST, 5.0),
    ]  # fmt: skip
    mixed = [
        _look("big", size=16.0), _look("small", size=6.0), _look("up", vertical=Vertical.SUPERSCRIPT),
        _look("down", vertical=Vertical.SUBSCRIPT), _look("lifted", rise=7.0), _look("lowered", rise=-5.0),
    ]  # fmt: skip
    return book(
        small(
            *(_para(f"{rule} {line}", line_rule=rule, line=line) for rule, line in rules),
            *(_para(f"{rule} {line}", *mixed, line_rule=rule, line=line) for rule, line in rules),
            *(_para("one ", each) for each in mixed),
            *(_para(each) for each in mixed),
            _para(_look("other face", font="Georgia"), " with Arial"),
            _para(line=2.0, line_rule=LineRule.AUTO),
            _para("the end"),
            page=replace(WIDE, height=700.0),
        )
    )


def _looks() -> Document:
    looks: dict[str, dict[str, object]] = {
        "single": {"underline": "single"}, "double": {"underline": "double", "colour": "C00000"},
        "no line": {"underline": "none"}, "nil": {"underline": "nil"}, "struck": {"strike": True},
        "both": {"strike": True, "underline": "wave"}, "highlit": {"highlight": "FFFF00"},
        "raised": {"vertical": Vertical.SUPERSCRIPT, "underline": "single", "highlight": "00FF00", "strike": True},
        "lowered": {"vertical": Vertical.SUBSCRIPT, "underline": "single"},
        "in Capitals": {"caps": True}, "Small Caps 12 aé": {"small_caps": True},
        "BOTH kinds": {"caps": True, "small_caps": True}, "ALREADY": {"caps": True},
        "wide apart ": {"spacing": 2.0}, "close": {"spacing": -0.5}, "hidden": {"hidden": True},
        "bold": {"bold": True}, "italic": {"italic": True}, "bold italic": {"bold": True, "italic": True},
        "no colour": {"colour": ""}, "bad colour": {"colour": "auto"}, "no font": {"font": ""},
        "français": {"language": "fr-FR"}, "US English": {"language": "en-US"},
    }  # fmt: skip
    small_caps = {"small_caps": True, "spacing": 1.0, "underline": "single"}
    return book(
        small(
            *(_para("x ", _look(words, **look), " y") for words, look in looks.items()),
            _para(_look("Wide Small Caps of a Line that is Broken in Two", **small_caps), right=150.0),
            _para(_look("spaced words in a line that goes on in the next", spacing=1.5), right=150.0),
            _para("tab\tin text\nand a line\r\nand\ranother", _look("Tab\tin Small\nCaps", small_caps=True)),
            _para("soft\u00adhyphen zero\u200bwidth nb\u00a0space non\u2011breaking e\u0301"),
            _para("\u2192 \u0416 \u4e2d \u4e2d\u6587 end"),
            _para(_look("bold \u4e2d and \u2713 tick", bold=True)),
            page=replace(WIDE, height=800.0),
        )
    )  # fmt: skip


def _broken_words() -> Document:
    long = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenband"
    return book(
        small(
            _para(long, right=80.0),
            _para(_look("glued", bold=True), long, right=80.0),
            _para("after words ", f"“{long}”,", " and on", right=80.0),
            _para("x" * 30 + "1234567890" * 4, right=80.0),
            _para(_look(long, spacing=1.0), right=80.0),
            _para("hy-phen-ated-words-may-break-af-ter-each-hy-phen and/or/at/slashes/or/not", right=120.0),
            _para("no\u00a0break\u00a0at\u00a0these\u00a0spaces\u00a0at\u00a0all\u00a0here", right=120.0),
            _para("W", left=180.0, right=40.0),
            _para("two ", _look("bold", bold=True), "glued", _look("words", italic=True), " go on together to the end"),
            _para("      spaces first and at the end      ", right=120.0),
            page=replace(PAGE, height=500.0),
        )
    )


def _links() -> Document:
    web, inside, mail = Link("https://example.org/a"), Link(bookmark="there"), Link("MAILTO:board@example.org")
    blue = replace(TEN, colour="0563C1", underline="single")

    def linked(words: str, link: Link, **look: object) -> Run:
        return Run(words, replace(blue, **look), link)

    return book(
        small(
            _para("See ", linked("the statistics that are so long that they go over the end of the line", web), "."),
            _para(linked("part ", web), linked("of one", web, bold=True), " and ", linked("of another", inside)),
            _para(linked("before", web), _TAB, linked("after a tab", web), _TAB, "not linked"),
            _para(linked("before", web), _LINE, linked("after a break", inside)),
            _para(linked("marked", web), mark(1), linked("again", web)),
            _para(linked("français", web, language="fr-FR"), linked("English", web, language="en-GB"), _TAB, mark(1)),
            _para(_look("mot français", language="fr-FR"), _TAB, _look("mot", language="fr-FR"), _TAB, "word"),
            _para(linked("Small Caps", web, small_caps=True), linked("caps", mail, caps=True)),
            _para(linked("unsafe", Link("javascript:x")), linked("again", Link("javascript:x"))),
            _para(linked("to nothing", Link())),
            _para(linked("nowhere", Link(bookmark="gone")), linked("nowhere twice", Link(bookmark="gone"))),
            _para(linked("a place in a file", Link("https://example.org/b c", "part"))),
            _para(Field("REF x", "a field", TEN, web), Field("DATE", "", TEN), Field("TITLE", "Name", TEN)),
            _para(_look("far", size=4.0), Bookmark("there"), "the place", Bookmark("there"), Bookmark("other")),
            page=replace(PAGE, height=330.0),
        ),
        notes={"n1": note(1, "A note.")},
    )  # fmt: skip


def _listed(words: str, label: ListLabel, **rules: object) -> Paragraph:
    made = ParagraphFormat(**{"left": 40.0, "first_line": -20.0, **rules})  # type: ignore[arg-type]
    return Paragraph((run(words, TEN),), made, TEN, "List", label=label)


def _labels() -> Document:
    def label(words: str, level: int = 0, numbering: str = "decimal", of: str = "a", **more: object) -> ListLabel:
        return ListLabel(words, level, numbering, TEN, of, **more)  # type: ignore[arg-type]

    symbol = RunFormat("Symbol", 10.0)
    foreign = replace(label("\u4e2d.", of=""), definition="")
    return book(
        small(
            _listed("left", label("1.")),
            _listed("centre", label("10.", align="center")),
            _listed("right", label("100.", align="right")),
            _listed("space", label("4.", suffix="space")),
            _listed("nothing", label("5.", suffix="nothing")),
            _listed("level", label("(a)", 1, "lowerLetter"), left=60.0),
            _listed("deeper", label("i", 2, "lowerRoman"), left=80.0),
            _listed("back", label("(b)", 1, "upperLetter"), left=60.0),
            _para("words inside the item", left=60.0),
            _para("words inside the outer item", left=39.5),
            _para("words outside", left=10.0),
            _listed("another list", label("A", 0, "upperRoman", "b")),
            _listed("inner list of its own", label("\u25a0", 0, "bullet", "c"), left=70.0),
            _listed("bullet o", replace(label("o", 0, "bullet", "c"), format=symbol), left=70.0),
            _listed("bullet", label("\u2022", 0, "bullet", "d"), left=120.0, first_line=-20.0),
            _listed("goes on", label("B", 0, "upperRoman", "b")),
            _listed("no number", label("none", 0, "none", "e"), left=25.0),
            _listed("strange", label("First", 0, "ordinalText", "f")),
            _listed("empty label", label("", of="g")),
            _listed("blank label", label(" ", of="g")),
            _listed("Small", replace(label("one", of="h"), format=replace(TEN, caps=True))),
            _listed("missing", label("\u4e2d.", of="i")),
            _listed("missing", foreign),
            _listed("missing", label("\u4e2d", 0, "bullet", "j")),
            _listed("a label too long for its line, and words that follow it here", label("Label " * 8, of="k")),
            page=replace(PAGE, height=500.0),
        )
    )


def _panels() -> Document:
    line, thick = Border("single", 1.0, "FF0000", 2.0), Border("double", 3.0, "0000FF", 4.0)
    whole = Borders(line, line, line, line, between=Border("dashed", 1.0, "00FF00", 1.0))
    words = "words in a box that are long enough for three lines of it, one of them between the first and last"
    return book(
        small(
            _para(words, borders=whole, left=10.0, right=10.0),
            _para("second in the same box", borders=whole, left=10.0, right=10.0),
            _para("third in the same box", borders=whole, left=10.0, right=10.0),
            _para("same lines, other indent", borders=whole, left=20.0, right=10.0),
            _para("same lines, other end", borders=whole, left=20.0, right=20.0),
            _para("shaded", shading="DDDDDD"),
            _para("shaded, next to shaded", shading="DDDDDD", left=15.0, first_line=-15.0),
            _para("first line further in", shading="DDDDDD", left=15.0, first_line=15.0),
            _para("top", borders=Borders(top=thick)),
            _para("left", borders=Borders(left=thick)),
            _para("bottom", borders=Borders(bottom=thick)),
            _para("right", borders=Borders(right=thick)),
            _para("between only", borders=Borders(between=line)),
            _para("between only", borders=Borders(between=line)),
            _para("dots", borders=Borders(top=Border("dotted"), bottom=Border("dashSmallGap"), left=Border("dotDash"))),
            _para("nothing to see", borders=Borders(top=Border("none", 3.0), bottom=Border("single", 0.0))),
            _para("plain"),
            page=replace(PAGE, height=480.0),
        )
    )  # fmt: skip


def _breaks() -> Document:
    return book(
        small(
            _para("one", _LINE, "two", _LINE),
            _para(_LINE, "after an empty line"),
            _para("page", _PAGE, "next page", _COLUMN, "no columns: next page"),
            _para("last is a break", _PAGE),
            _para("forced by it", before=9.0),
            _para("bookmark behind", _PAGE, Bookmark("end")),
            _para(_PAGE, "begins with a break"),
            _para(_PAGE),
            _para("after an empty one with a break"),
            _para("two", _PAGE, _PAGE, "pages on"),
            _para("break before", page_break_before=True, before=7.0),
            _para(),
            _para(_COLUMN),
            _para("the end"),
        )
    )


def _pictures() -> Document:
    images = png(20, 10) | png(4, 4, "media/image2.png", mode="L")

    def picture(alt: str, width: float = 40.0, height: float = 20.0, **more: object) -> Drawing:
        return Drawing("media/image1.png", width, height, alt, **more)  # type: ignore[arg-type]

    web = Link("https://example.org/a")
    return book(
        small(
            _para("before ", picture("In a line."), " after"),
            _para(picture("Too wide.", 400.0, 80.0)),
            _para(picture("Too tall.", 50.0, 400.0)),
            _para("words and then one that does not fit ", picture("Next line.", 60.0, 12.0), "behind"),
            _para("low ", picture("Low.", 10.0, 2.0), right=20.0),
            page=replace(PAGE, height=200.0),
        ),
        small(
            _para(picture("One."), picture("Two.", decorative=True)),
            _para(picture("One."), picture("Two.")),
            _para(picture("", decorative=True)),
            _para(picture("Linked.", link=web)),
            _para(picture("Linked.", link=web), Run(" words", TEN, web), picture("On.", link=web), _TAB, "end"),
            _para(picture("Unsafe.", link=Link("file:///x"))),
            _para(Drawing("media/gone.png", 10.0, 10.0, "Gone."), Drawing("media/gone.png", 10.0, 10.0)),
            _para(Drawing("media/image2.png", 10.0, 10.0, "Grey.")),
            _para(picture("Cropped.", crop=(0.5, 0.0, 0.25, 0.5))),
            _para(picture("Cropped again, taller.", 40.0, 30.0, crop=(0.5, 0.0, 0.25, 0.5))),
            _para(picture("Turned.", rotation=90.0), picture("Twice.", rotation=180.0), picture("-", rotation=270.0)),
            _para(picture("Mirrored.", mirrored=True), picture("Flipped.", flipped=True)),
            _para(picture("All of it gone.", crop=(1.0, 1.0, 0.0, 0.0))),
            page=replace(PAGE, height=480.0),
        ),
        images=images,
    )  # fmt: skip


def _headings() -> Document:
    run_in = replace(heading("Run in", 3), inlines=(run("Run in.", TEN), run(" The text goes on.", TEN)), run_in=1)
    label = ListLabel("2.1 ", 0, "decimal", TEN, "h")
    picture = Drawing("media/image1.png", 10.0, 10.0, "A crest.")
    ornament = replace(picture, decorative=True, alt="")
    return book(
        small(
            heading("One"),
            _para("under one"),
            heading("Deep", 7),
            heading("Two", 2),
            run_in,
            replace(run_in, inlines=run_in.inlines[:1]),
            replace(heading("Numbered", 2), label=label),
            replace(heading("", 2), inlines=(picture,)),
            replace(heading("", 2), inlines=(ornament,)),
            replace(heading("", 2), inlines=(ornament,), label=label),
            replace(heading("", 2), inlines=()),
            replace(heading("", 2), inlines=(), label=label),
            heading("Again", 1),
            replace(_para("Entry one"), style="TOC 1"),
            replace(_para("Entry one one"), style="toc 2"),
            replace(_para("Entry two"), style="TOC 1", label=label),
            replace(_para("Figure one"), style="Table of Figures"),
            replace(_para("Made by a field"), style="Own", contents="TOC \\o"),
            replace(_para("Made by another"), style="Own", contents="TOC \\c"),
            _para("the end"),
            page=replace(PAGE, height=600.0),
        ),
        images=png(4, 4),
    )


def _kept_together() -> Document:
    page = replace(PAGE, height=109.5)  # six lines
    return book(
        small(lines(4, "First"), lines(3, "Widow"), lines(1, "Single"), lines(4, "Orphan"), page=page),
        small(
            lines(4, "First"), lines(3, "Free", widow_control=False), lines(5, "Rest", widow_control=False), page=page,
        ),
        small(lines(4, "First"), lines(4, "Kept", keep_lines=True), lines(7, "Too tall", keep_lines=True), page=page),
        small(
            lines(3, "First"), lines(1, "Head", keep_next=True), lines(1, "Head two", keep_next=True), lines(3, "Text"),
            lines(1, "End", keep_next=True), page=page,
        ),
        small(*(lines(1, f"Chain {count}", keep_next=True) for count in range(1, 9)), page=page),
        small(
            lines(2, "Spaced", before=8.0, after=6.0), lines(2, "More", before=12.0), lines(2, "Top", before=15.0),
            lines(1, "Forced", before=10.0, page_break_before=True), page=page,
        ),
    )  # fmt: skip


def _contextual() -> Document:
    def styled(style: str, **rules: object) -> Paragraph:
        words = f"{style} {sorted(rules)}"
        return replace(_para(words, **{"before": 5.0, "after": 8.0, **rules}), style=style)

    return book(
        small(
            styled("A", contextual_spacing=True),
            styled("A", contextual_spacing=True),
            styled("A"),
            styled("A"),
            styled("A", contextual_spacing=True),
            styled("B", contextual_spacing=True),
            styled("B", before=20.0),
            page=replace(PAGE, height=300.0),
        ),
        small(styled("B", before=20.0), start="continuous", page=replace(PAGE, height=300.0)),
        small(styled("B", before=2.0), start="continuous", page=replace(PAGE, height=300.0)),
    )


_DOCUMENTS: dict[str, Callable[[], Document]] = {
    "tab-stops": _tab_stops,
    "tabs-at-the-edge": _tabs_at_the_edge,
    "justified": _justified,
    "line-heights": _line_heights,
    "looks": _looks,
    "broken-words": _broken_words,
    "links": _links,
    "labels": _labels,
    "panels": _panels,
    "breaks": _breaks,
    "pictures": _pictures,
    "headings": _headings,
    "kept-together": _kept_together,
    "contextual": _contextual,
}


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_lines_are_the_reviewed_ones(name: str, kept: SnapshotAssertion) -> None:
    assert shown(_DOCUMENTS[name]()) == kept
