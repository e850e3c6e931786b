"""How often the reader works: formatting is resolved once for each combination, however long the paper."""

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from boardpaper.sources.word import table_grid as word_table_grid
from boardpaper.sources.word.look import cascade as word_cascade
from boardpaper.sources.word.look import styles as word_styles
from tests.support.word_files import paragraph, read_body, run

STYLES = """<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Last"><w:name w:val="Last"/><w:basedOn w:val="Body"/></w:style>"""


CELL = '<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/><w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr><w:p/></w:tc>'
TABLE = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{CELL * 2}</w:tr></w:tbl>"
COUNTED = [
    *product((word_cascade, word_styles), ("read_run_properties", "read_paragraph_properties", "lay_over")),
    (word_table_grid, "read_cell_properties"),
]


def read_counted(folder: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often properties were read and levels laid over one another, for four combinations `times` over."""
    counted: Counter[str] = Counter()
    for module, name in COUNTED:

        def counting(*given: object, name: str = name, original: object = getattr(module, name)) -> object:
            counted[name] += 1
            return original(*given)  # type: ignore[operator]

        monkeypatch.setattr(module, name, counting)
    four = (
        paragraph(run("plain"), run("bold", "<w:b/>"), properties='<w:pStyle w:val="Body"/>')
        + paragraph(run("plain"), properties='<w:pStyle w:val="Last"/><w:jc w:val="right"/>')
        + paragraph(run("italic", "<w:i/>"), properties="<w:keepNext/>")
        + TABLE
    )
    blocks = read_body(folder, four * times, styles=STYLES)
    assert len(blocks) == 4 * times
    monkeypatch.undo()
    return counted


def test_formatting_is_resolved_once_and_not_once_a_paragraph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = read_counted(tmp_path, 1, monkeypatch)
    assert once["read_paragraph_properties"] > 3
    assert once["read_cell_properties"] == 1
    assert read_counted(tmp_path, 200, monkeypatch) == once
