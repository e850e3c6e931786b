"""Word files about characters: symbols, special hyphens and spaces, other scripts, ruby, white space in XML."""

from tests.corpus.raw import HEADER_ROW, WordParts, heading, para, row, run, table, word_file


def _symbol(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def symbols() -> bytes:
    """`w:sym`, symbol fonts in runs, special hyphens, spaces, dashes, quotation marks, signs of other planes."""
    soft = "<w:r><w:softHyphen/></w:r>"
    hard = "<w:r><w:noBreakHyphen/></w:r>"
    winged = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    body = (
        heading(1, "Symbols")
        + para(_symbol("Wingdings", "F0FC"), " done")
        + para(_symbol("Wingdings", "F0E0"), " to the next")
        + para(_symbol("Symbol", "F0B3"), " 5")
        + para(run("\uf0fc", winged), " by its font")
        + para(run("ü", winged), " typed as a letter")
        + para(run("abG", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), " in Greek")
        + para("co", soft, "operate")
        + para("Covid", hard, "19")
        + para("£5 million – “quoted” – it’s 20 °C")
        + para("½ of ≥ 3 × 4 €")
        + para(
            "<w:r><w:t>one </w:t></w:r><w:r><w:t> two</w:t></w:r><w:r><w:t xml:space='preserve'> three </w:t></w:r>",
            "four",
        )
    )
    return word_file(WordParts(body, "Symbols"))


def languages() -> bytes:
    """Runs in other languages, Welsh words, a table from right to left, combining letters."""
    welsh = '<w:lang w:val="cy-GB"/>'
    turned = table(
        row("right", "left", properties=HEADER_ROW), row("one", "two"), columns=2, properties="<w:bidiVisual/>"
    )
    body = (
        heading(1, "Languages")
        + para("In Welsh: ", run("Heddlu Gogledd Cymru", welsh), ".")
        + para(run("Zürich, Łódź, Île-de-France, naïve"))
        + para(run("e\u0301tat"))
        + para(run("Policía", '<w:lang w:val="es-ES_tradnl"/>'), run(" 999", '<w:lang w:val="x-none"/>'))
        + para(run("Αθήνα и Москва"))
        + turned
        + para("After the table")
    )
    return word_file(WordParts(body, "Languages"))


def right_to_left() -> bytes:
    """A paragraph of a script that the publication's fonts lack: an error, and the words around it stay."""
    arabic = '<w:rtl/><w:lang w:bidi="ar-SA"/>'
    body = (
        heading(1, "Right to left")
        + para("Before.")
        + para(run("مرحبا", arabic), properties="<w:bidi/>")
        + para("After.")
    )
    return word_file(WordParts(body, "Right to left"))


def leftward() -> bytes:
    """Paragraphs and a table that run from right to left, in letters that the publication's fonts have."""
    bidi, ends = "<w:bidi/>", '<w:jc w:val="{}"/>'
    merged = '<w:tcPr><w:tcW w:w="4000" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>'
    body = (
        heading(1, "Leftward")
        + para("From the right.", properties=bidi)
        + para("At its end, which is the left.", properties=bidi + ends.format("right"))
        + para("At its start.", properties=bidi + ends.format("start"))
        + para("Indented on the right.", properties=f'{bidi}<w:ind w:left="1440" w:right="360"/>')
        + para("In the middle.", properties=bidi + ends.format("center"))
        + table(
            row("first", "second", "third", properties=HEADER_ROW),
            row("one", f"<w:tc>{merged}{para('two and three')}</w:tc>"),
            columns=3,
            properties="<w:bidiVisual/>",
        )
        + para("End")
    )
    return word_file(WordParts(body, "Leftward"))


def ruby() -> bytes:
    """Phonetic guides: the base and its guide both stay."""
    guided = (
        '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="11"/><w:hpsRaise w:val="20"/>'
        '<w:hpsBaseText w:val="22"/>'
        '<w:lid w:val="ja-JP"/></w:rubyPr><w:rt><w:r><w:t>guide</w:t></w:r></w:rt>'
        "<w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    body = heading(1, "Ruby") + para("Before ", guided, " after.")
    return word_file(WordParts(body, "Ruby"))


FILES = {"symbols": symbols, "languages": languages, "right-to-left": right_to_left, "leftward": leftward, "ruby": ruby}
