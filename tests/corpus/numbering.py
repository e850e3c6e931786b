"""Word files about numbers and bullets: levels, restarts, legal and custom formats, lists that run on."""

from tests.corpus.raw import (
    BASIC_STYLES,
    FURTHER_STYLES,
    NORMAL,
    Link,
    WordParts,
    abstract,
    heading,
    item,
    level,
    num,
    numbering_of,
    para,
    png,
    start_again,
    style,
    word_file,
)

_PICTURE_BULLET = (
    '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape id="_x0000_i1025" type="#_x0000_t75"'
    ' style="width:9pt;height:9pt" o:bullet="t"><v:imagedata r:id="rId1" o:title=""/></v:shape></w:pict>'
    "</w:numPicBullet>"
)


def _numbered_headings() -> str:
    numbers = ("", '<w:ilvl w:val="1"/>', '<w:ilvl w:val="2"/>')
    return "".join(
        style(
            f"Heading{depth}",
            f"heading {depth}",
            f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
            f'<w:numPr>{number}<w:numId w:val="1"/>'
            f'</w:numPr><w:outlineLvl w:val="{depth - 1}"/></w:pPr><w:rPr><w:b/></w:rPr>',
        )
        for depth, number in enumerate(numbers, start=1)
    )


def numbered_headings() -> bytes:
    """Headings numbered 1, 1.1, 1.1.1 by their styles."""
    levels = (
        level(0, "decimal", "%1", after='<w:pStyle w:val="Heading1"/>'),
        level(1, "decimal", "%1.%2", after='<w:pStyle w:val="Heading2"/>'),
        level(2, "decimal", "%1.%2.%3", after='<w:pStyle w:val="Heading3"/>'),
    )
    body = (
        heading(1, "Purpose")
        + para("What this paper is for.")
        + heading(1, "Performance")
        + heading(2, "Crime")
        + heading(3, "Homicide")
        + para("Fewer than last year.")
        + heading(3, "Robbery")
        + heading(2, "Confidence")
        + heading(3, "Surveys")
        + heading(1, "Next steps")
        + heading(2, "By June", properties=numbering_of(0))
        + heading(2, "By September")
    )
    return word_file(
        WordParts(
            body,
            "Numbered headings",
            NORMAL + _numbered_headings() + FURTHER_STYLES,
            parts={"numbering": abstract(0, *levels) + num(1, 0)},
        )
    )


def lists_restart() -> bytes:
    """Lists of one definition: a second `w:num` carries on, one with an override begins again."""
    levels = (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))
    numbers = abstract(0, *levels) + num(1, 0) + num(2, 0) + num(3, 0, start_again()) + num(4, 0, start_again(at=7))
    numbers += num(5, 0, start_again(1, 3))
    body = (
        para("First list")
        + item("One", 1)
        + item("Two", 1)
        + para("Carried on by another number of the same definition")
        + item("Three", 2)
        + para("Begun again")
        + item("One again", 3)
        + item("Two again", 3)
        + para("Begun at seven")
        + item("Seven", 4)
        + item("Eight", 4)
        + item("A letter", 4, 1)
        + item("The next letter", 4, 1)
        + para("Letters begun at c")
        + item("Nine", 5)
        + item("Letter c", 5, 1)
        + item("Letter d", 5, 1)
    )
    return word_file(WordParts(body, "Lists that restart", parts={"numbering": numbers}))


def lists_interrupted() -> bytes:
    """A list that headings, text and a table interrupt and that goes on; sub-lists restart under each item."""
    levels = (
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "(%2)"),
        level(2, "lowerRoman", "(%3)", after='<w:lvlRestart w:val="0"/>'),
    )
    numbers = abstract(0, *levels) + abstract(1, level(0, "upperLetter", "%1.", start=5)) + num(1, 0) + num(2, 1)
    body = (
        heading(1, "Purpose")
        + item("The first paragraph.", 1)
        + item("with a point,", 1, 1)
        + item("with a part, and", 1, 2)
        + item("with another part.", 1, 2)
        + heading(1, "Background")
        + item("The second paragraph.", 1)
        + para("A sentence without a number.", style="ListParagraph")
        + item("with a point of its own,", 1, 1)
        + item("and a part that goes on counting.", 1, 2)
        + item("Letters from E", 2)
        + item("The third paragraph.", 1)
        + item("and letters go on", 2)
    )
    return word_file(WordParts(body, "Lists that are interrupted", parts={"numbering": numbers}))


def legal_numbering() -> bytes:
    """Word's own list of articles and sections: a Roman first level shown in Arabic figures by the second."""
    levels = (
        level(0, "upperRoman", "Article %1."),
        level(1, "decimalZero", "Section %1.%2", after="<w:isLgl/>"),
        level(2, "lowerLetter", "(%3)"),
        level(3, "lowerRoman", "(%4)"),
        level(4, "decimal", "%1.%5", after="<w:isLgl/>"),
    )
    body = (
        item("Powers", 1)
        + item("The board may", 1, 1)
        + item("appoint", 1, 2)
        + item("a chair", 1, 3)
        + item("a deputy", 1, 3)
        + item("dismiss", 1, 2)
        + item("The board shall", 1, 1)
        + item("Duties", 1)
        + item("The chair", 1, 1)
        + item("A level below letters", 1, 4)
        + item("Meetings", 1)
        + item("Meetings", 1)
    )
    return word_file(WordParts(body, "Articles", parts={"numbering": abstract(0, *levels) + num(1, 0)}))


_FORMATS = (
    ("decimal", 9), ("upperLetter", 26), ("lowerLetter", 52), ("upperRoman", 1948), ("lowerRoman", 3), ("ordinal", 21),
    ("cardinalText", 20), ("ordinalText", 11), ("decimalZero", 9), ("none", 1), ("hex", 15), ("chicago", 4),
    ("numberInDash", 6),
)  # fmt: skip


def number_formats() -> bytes:
    """Each number format at its turning point: two items of each."""
    numbers = "".join(abstract(key, level(0, kind, "%1", start=at)) for key, (kind, at) in enumerate(_FORMATS))
    numbers += "".join(num(key + 1, key) for key in range(len(_FORMATS)))
    body = "".join(
        para(f"Format {kind}") + item("first", key) + item("second", key)
        for key, (kind, _) in enumerate(_FORMATS, start=1)
    )
    return word_file(WordParts(body, "Number formats", parts={"numbering": numbers}))


def custom_labels() -> bytes:
    """Words in labels, suffixes, brackets, several levels in one label, levels passed over."""
    numbers = (
        abstract(0, level(0, "decimal", "Recommendation %1:", after='<w:suff w:val="space"/>'))
        + abstract(1, level(0, "decimal", "[%1]", after='<w:suff w:val="nothing"/>'))
        + abstract(
            2, level(0, "upperLetter", "Appendix %1 –"), level(1, "decimal", "%1%2"), level(2, "decimal", "%1%2/%3")
        )
        + abstract(3, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3."))
        + abstract(4, level(0, "decimal", "PSB 2024/%1"))
        + abstract(5, level(0, "decimal", ""))
        + "".join(num(key + 1, key) for key in range(6))
    )
    body = (
        item("Note the report.", 1)
        + item("Agree the plan.", 1)
        + item("No gap", 2)
        + item("Figures", 3)
        + item("First table", 3, 1)
        + item("A part of it", 3, 2)
        + item("Second table", 3, 1)
        + item("Sources", 3)
        + item("Third table", 3, 1)
        + item("Top", 4)
        + item("Two levels down at once", 4, 2)
        + item("The same", 4, 2)
        + item("One level up", 4, 1)
        + item("Case", 5)
        + item("A label of nothing", 6)
    )
    return word_file(WordParts(body, "Labels of words", parts={"numbering": numbers}))


def typed_numbers() -> bytes:
    """Numbers that an author typed by hand stay words; a level beyond nine and a missing list are no list."""
    tab = "<w:r><w:tab/></w:r>"
    body = (
        heading(1, "Typed by hand")
        + para("1.", tab, "The first point")
        + para("2.", tab, "The second point")
        + para("(a) A lettered point")
        + para("(iv) A Roman point")
        + para("1.1.1 A point of a law")
        + para("• A typed bullet")
        + para("- A typed dash")
        + item("A number that is not defined", 99)
        + item("A number taken away", 0)
    )
    return word_file(
        WordParts(body, "Typed by hand", parts={"numbering": abstract(0, level(0, "decimal", "%1.")) + num(1, 0)})
    )


def bullets() -> bytes:
    """Bullets in Symbol, Wingdings and plain fonts, and a picture bullet."""

    def font(name: str) -> str:
        return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:hint="default"/>'

    signs = (
        ("\uf0b7", "Symbol"), ("o", "Courier New"), ("\uf0a7", "Wingdings"), ("\uf0fc", "Wingdings"),
        ("\uf0d8", "Wingdings"), ("–", "Arial"), ("\uf076", "Wingdings"), ("*", "Arial"), ("·", "Symbol"),
    )  # fmt: skip
    numbers = _PICTURE_BULLET
    numbers += "".join(
        abstract(key, level(0, "bullet", sign, fonts=font(name))) for key, (sign, name) in enumerate(signs)
    )
    pictured = level(0, "bullet", "\uf0b7", before='<w:lvlPicBulletId w:val="0"/>', fonts=font("Symbol"))
    nested = (level(0, "bullet", "\uf0b7", fonts=font("Symbol")), level(1, "bullet", "o", fonts=font("Courier New")))
    numbers += abstract(9, pictured) + abstract(10, *nested)
    numbers += "".join(num(key + 1, key) for key in range(11))
    names = ("disc", "circle", "square", "tick", "arrow", "dash", "diamond", "star", "dot of Latin-1", "picture")
    body = "".join(item(name, key) for key, name in enumerate(names, start=1))
    body += item("outer", 11) + item("inner", 11, 1) + item("outer again", 11)
    return word_file(
        WordParts(
            body,
            "Bullets",
            parts={"numbering": numbers},
            part_links={"numbering": {"rId1": Link("image", "media/image1.png", inside=True)}},
            media={"media/image1.png": png()},
        )
    )


def numbering_by_style() -> bytes:
    """Numbers that come from paragraph styles and from a list style, and are taken away by hand."""
    point = '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        BASIC_STYLES
        + style("BoardPara", "Board Paragraph", point)
        + style(
            "BoardPoint",
            "Board Point",
            '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>',
        )
        + style("BoardChild", "Board Paragraph Long", '<w:basedOn w:val="BoardPara"/>')
        + style("BoardList", "Board List", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    )
    numbers = (
        abstract(
            0,
            level(0, "decimal", "%1.", after='<w:pStyle w:val="BoardPara"/>'),
            level(1, "lowerLetter", "%2)", after='<w:pStyle w:val="BoardPoint"/>'),
        )
        + abstract(1, level(0, "upperRoman", "%1."), after='<w:styleLink w:val="BoardList"/>')
        + abstract(2, after='<w:numStyleLink w:val="BoardList"/>')
        + num(1, 0)
        + num(2, 1)
        + num(3, 2)
    )
    body = (
        para("From its style", style="BoardPara")
        + para("A point from its style", style="BoardPoint")
        + para("From the style that its own is based on", style="BoardChild")
        + para("Taken away by hand", style="BoardPara", properties=numbering_of(0, None))
        + para("The count goes on", style="BoardPara")
        + para("A level given by hand", style="BoardPara", properties=numbering_of(1, 1))
        + item("By a list style", 3)
        + item("By the same list style", 3)
    )
    return word_file(WordParts(body, "Numbers from styles", styles, parts={"numbering": numbers}))


def lists_overrides() -> bytes:
    """Levels that a `w:num` defines anew: another format and start, another start alone, a deeper level."""

    def anew(depth: int, *parts: str) -> str:
        return f'<w:lvlOverride w:ilvl="{depth}">{"".join(parts)}</w:lvlOverride>'

    levels = (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))
    at_four = '<w:startOverride w:val="4"/>'
    numbers = (
        abstract(0, *levels)
        + num(1, 0)
        + num(2, 0, anew(0, at_four, level(0, "upperLetter", "%1)", start=4)))
        + num(3, 0, anew(1, '<w:startOverride w:val="1"/>', level(1, "upperRoman", "%2.")))
    )
    body = (
        item("One", 1)
        + item("Letter D", 2)
        + item("Letter E", 2)
        + item("Six", 3)
        + item("Roman one", 3, 1)
        + item("Roman two", 3, 1)
        + item("Seven", 1)
        + item("Letter a", 1, 1)
    )
    return word_file(WordParts(body, "Lists defined anew", parts={"numbering": numbers}))


FILES = {
    "lists-overrides": lists_overrides,
    "numbered-headings": numbered_headings,
    "lists-restart": lists_restart,
    "lists-interrupted": lists_interrupted,
    "legal-numbering": legal_numbering,
    "number-formats": number_formats,
    "custom-labels": custom_labels,
    "typed-numbers": typed_numbers,
    "bullets": bullets,
    "numbering-by-style": numbering_by_style,
}
