"""Word files as Word saves them after months of editing: what stands between the words and is none of them."""

from tests.corpus.raw import (
    HEADER_ROW,
    WordParts,
    cell,
    control,
    heading,
    para,
    row,
    run,
    table,
    text,
    word_file,
)

_SPELLING = '<w:proofErr w:type="spellStart"/>{}<w:proofErr w:type="spellEnd"/>'


def noise() -> bytes:
    """Revision numbers, proofing marks, words split over runs, empty runs, permissions, rendered breaks."""

    def piece(words: str, number: int) -> str:
        return f'<w:r w:rsidR="00A7{number:04X}" w:rsidRPr="00B1{number:04X}">{text(words)}</w:r>'

    split = (
        piece("Crim", 1) + piece("inal ", 2) + _SPELLING.format(piece("dam", 3) + piece("age", 4)) + piece(" fell.", 5)
    )
    body = (
        f'<w:p w:rsidR="00A70001" w:rsidRDefault="00A70001" w:rsidP="00A70002"'
        f' w14:paraId="1A2B3C4D" w14:textId="77777777">'
        f'<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{piece("Head", 1)}{piece("ing", 2)}</w:p>'
        + para(split)
        + para(
            "<w:r><w:rPr><w:b/></w:rPr></w:r>",
            "Empty runs ",
            "<w:r/>",
            "<w:r><w:t/></w:r>",
            "between.",
            '<w:r><w:t xml:space="preserve"></w:t></w:r>',
        )
        + para('<w:permStart w:id="7" w:edGrp="everyone"/>', "Anyone may edit", '<w:permEnd w:id="7"/>', " this.")
        + para("Before ", "<w:r><w:lastRenderedPageBreak/><w:t>after the old page's end.</w:t></w:r>")
        + para(
            '<w:bookmarkStart w:id="1" w:name="_GoBack"/>',
            "A bookmark",
            '<w:bookmarkStart w:id="2" w:name="over"/>',
            " that goes on",
        )
        + para("in the next paragraph.", '<w:bookmarkEnd w:id="2"/><w:bookmarkEnd w:id="1"/>')
        + '<w:bookmarkStart w:id="3" w:name="between"/><w:bookmarkEnd w:id="3"/>'
        + '<w:proofErr w:type="gramStart"/>'
        + para(
            '<w:bdo w:val="ltr">' + run("In a bdo") + "</w:bdo>",
            '<w:dir w:val="ltr">' + run(" and a dir") + "</w:dir>",
            ".",
        )
        + para('<w:r><w:t xml:space="preserve">Comments of XML </w:t><!-- not words --><w:t>are none.</w:t></w:r>')
        + para("<w:r><?word instruction?><w:t>Nor are instructions.</w:t></w:r>")
        + para(
            '<zz:mark xmlns:zz="urn:x" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' mc:Ignorable="zz"/>',
            "What may be ignored harms nothing.",
        )
    )
    return word_file(WordParts(body, "Noise"))


def wrappers() -> bytes:
    """Smart tags and custom XML around words, paragraphs, rows and cells; controls within controls within them."""
    inner = f'<w:smartTag w:uri="urn:x" w:element="City">{run("London")}</w:smartTag>'
    place = (
        f'<w:smartTag w:uri="urn:x" w:element="place"><w:smartTagPr><w:attr w:name="a" w:val="b"/>'
        f"</w:smartTagPr>{run('in ')}{inner}</w:smartTag>"
    )
    word = (
        f'<w:customXml w:uri="urn:x" w:element="word">'
        f"<w:customXmlPr/>{run('custom ')}{control('', run('and controlled'))}</w:customXml>"
    )
    block = f'<w:customXml w:element="part">{heading(2, "Inside")}{control("", para("Deep inside."))}</w:customXml>'
    rows = f'<w:customXml w:element="rows">{row("a", "1")}{row("b", "2")}</w:customXml>'
    one = row(f'<w:customXml w:element="cell">{cell("c")}</w:customXml>', "3")
    body = (
        heading(1, "Wrapped")
        + para("The board met ", place, ".")
        + para("Some ", word, " words.")
        + block
        + table(row("Name", "Number", properties=HEADER_ROW), rows, one, columns=2)
        + para("End")
    )
    return word_file(WordParts(body, "Wrapped"))


def long_paper() -> bytes:
    """Many pages of numbered text, so that paragraphs, tables and notes cross pages."""
    sentence = "Recorded offences fell in each quarter, and the board asked for a fuller account of the reasons. "
    body = heading(1, "A long paper")
    for part in range(1, 7):
        body += heading(2, f"Part {part}") + "".join(para(f"{part}.{n} " + sentence * (n % 4 + 1)) for n in range(1, 9))
    body += table(
        row("Quarter", "Offences", properties=HEADER_ROW),
        *(row(f"Quarter {n}", str(n * 7)) for n in range(1, 61)),
        columns=2,
    )
    return word_file(WordParts(body + para("End"), "A long paper"))


FILES = {"noise": noise, "wrappers": wrappers, "long-paper": long_paper}
