"""Lists of a template: found wherever Word keeps them, and missed where they are not there."""

from pathlib import Path

import pytest
from lxml import etree

from boardpaper.ooxml.numbering import Numbering
from boardpaper.ooxml.package import write_package
from boardpaper.ooxml.parsing import parse_part
from boardpaper.word.render import render_paper
from tests.support.places import TEMPLATES
from tests.support.word_papers import paper, para, parts_of

LISTED = b"""<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Board"/></w:abstractNum>
<w:abstractNum w:abstractNumId="7"><w:styleLink w:val="Board"/><w:lvl w:ilvl="0"/><w:lvl w:ilvl="1"/></w:abstractNum>
<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>"""


def test_a_list_taken_from_a_list_style_has_the_levels_of_that_style() -> None:
    numbering = Numbering(parse_part(LISTED, name="numbering.xml"))
    assert (numbering.has_level(2, 1), numbering.has_level(2, 2), numbering.has_level(3, 0)) == (True, False, False)
    numbering.restarted(2, 1)
    assert etree.tostring(numbering.root).count(b'<w:abstractNumId w:val="7"') == 1


@pytest.mark.parametrize("lost", ["part", "level"])
def test_a_template_whose_lists_are_gone_is_found(tmp_path: Path, lost: str) -> None:
    parts = parts_of((TEMPLATES / "agenda-item.docx").read_bytes())
    if lost == "part":
        del parts["word/numbering.xml"]
    else:
        parts["word/numbering.xml"] = parts["word/numbering.xml"].replace(b'w:ilvl="0"', b'w:ilvl="8"', 1)
    (tmp_path / "own.docx").write_bytes(write_package(parts))
    content, findings = render_paper(paper(para("x"), template=tmp_path / "own.docx"))
    assert (content, {finding.rule for finding in findings}) == (b"", {"style-without-list"})
