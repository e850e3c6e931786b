"""Controls that LibreOffice saved without a name are known by their words and their places, and never guessed."""

from lxml import etree

from boardpaper.live.nameless import nameless_figures
from boardpaper.ooxml.names import VAL, Element, W

TEXTS = {
    "knife.value": "48", "knife.value.marked": "48", "knife.change": "2% increase", "robbery.value": "48",
    "robbery.value.marked": "48", "robbery.change": "9% decrease", "burglary.value": "7", "burglary.value.marked": "7",
    "burglary.change": "2% increase",
}  # fmt: skip


def control(words: str, tag: str = "", properties: str = "") -> str:
    named = f'<w:tag w:val="{tag}"/>' if tag else properties
    run = f"<w:r><w:t>{words}</w:t></w:r>"
    return f"<w:sdt><w:sdtPr>{named}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def found(*blocks: str) -> list[str]:
    root = etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{"".join(blocks)}</w:body>')

    def tag_of(element: Element) -> str:
        tag = element.find(f"{W}sdtPr/{W}tag")
        return "" if tag is None else tag.get(VAL, "")

    return list(nameless_figures(root, TEXTS, tag_of).values())


def test_words_of_one_figure_are_its() -> None:
    assert found(paragraph(control("9% decrease"))) == ["robbery.change"]


def test_words_of_no_figure_are_nobodys() -> None:
    assert found(paragraph(control("1,234"))) == []


def test_what_several_say_is_not_guessed() -> None:
    assert found(paragraph(control("48"))) == []
    assert found(paragraph(control("2% increase"))) == []


def test_the_paragraph_decides() -> None:
    assert found(paragraph(control("9% decrease", "robbery.change"), control("48"))) == ["robbery.value"]


def test_a_row_and_its_column_decide() -> None:
    table = row(control("Robbery", "robbery.change"), control("48"))
    others = row(control("Burglary", "burglary.change"), control("7", "burglary.value.marked"))
    assert found(f"<w:tbl>{table}{others}</w:tbl>") == ["robbery.value.marked"]


def test_that_another_control_holds_one_decides_nothing() -> None:
    held = paragraph(control("2% increase", "burglary.change"))
    assert found(held, paragraph(control("2% increase"))) == []


def test_a_control_of_words_own_is_nobodys() -> None:
    assert found(paragraph(control("9% decrease", properties='<w:id w:val="5"/>'))) == []
