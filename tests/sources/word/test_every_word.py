"""The law of the reader: every word that Word shows comes out once and in order, and no other word does."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boardpaper.sources.word.reader import read_document
from tests.support.word_files import all_words, make_word, paragraph, run


@dataclass
class Writer:
    """Writes a document out of numbered words, and remembers those that Word would show."""

    draw: Callable[[st.SearchStrategy[str]], str]
    names: Iterator[int] = field(default_factory=count)
    shown: list[str] = field(default_factory=list)
    boxed: list[list[str]] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)
    depth: int = 0
    in_box: bool = False

    def word(self) -> str:
        return f"w{next(self.names)}"

    def text(self) -> str:
        word = self.word()
        self.shown.append(word)
        return run(f"{word} ")

    def unseen(self, wrap: str) -> str:
        return wrap.format(self.word())

    def inlines(self, least: int = 0) -> str:
        kinds = list(INLINES) if self.depth < 3 else ["text", "hidden", "deleted"]
        if self.in_box:
            # Word allows no footnote in a text box.
            kinds = [kind for kind in kinds if kind != "note"]
        chosen = self.draw(st.lists(st.sampled_from(kinds), min_size=least, max_size=4).map(" ".join)).split()
        self.depth += 1
        written = "".join(INLINES[kind](self) for kind in chosen)
        self.depth -= 1
        return written

    def paragraph(self, *deleted_ends: str) -> str:
        """A paragraph, after others whose ends are deleted and which therefore are one with it."""
        outer, self.boxed = self.boxed, []
        written = "".join(paragraph(self.inlines(), properties=end) for end in (*deleted_ends, ""))
        # A text box is read after the paragraph that it hangs on.
        for words in self.boxed:
            self.shown += words
        self.boxed = outer
        return written

    def box(self) -> str:
        outer, self.shown = self.shown, []
        was_in_box, self.in_box = self.in_box, True
        written = self.blocks(1)
        self.in_box = was_in_box
        self.boxed.append(self.shown)
        self.shown = outer
        box = f"<w:txbxContent>{written}</w:txbxContent>"
        shape = f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
        uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
        drawing = (
            f"<w:drawing><wp:anchor><wp:docPr id='1' name='T'/><a:graphic><a:graphicData uri='{uri}'>{shape}"
            "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
        )
        old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    def note(self) -> str:
        key = len(self.notes) + 1
        word = self.word()
        self.noted.append(word)
        self.notes[key] = f'<w:footnote w:id="{key}">{paragraph(run(word))}</w:footnote>'
        return f'<w:r><w:footnoteReference w:id="{key}"/></w:r>'

    def table(self) -> str:
        cells = "".join(f"<w:tc>{self.blocks(1)}<w:p/></w:tc>" for _ in range(2))
        deleted = self.unseen(f"<w:tc><w:p>{run('{}')}</w:p></w:tc>")
        return f"<w:tbl><w:tr>{cells}</w:tr><w:tr><w:trPr><w:del w:id='1'/></w:trPr>{deleted}</w:tr></w:tbl>"

    def control(self) -> str:
        return f"<w:sdt><w:sdtContent>{self.blocks(2)}</w:sdtContent></w:sdt>"

    def joined(self) -> str:
        return self.paragraph("<w:rPr><w:del w:id='1'/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>")

    def blocks(self, least: int = 1) -> str:
        kinds = list(BLOCKS) if self.depth < 2 else ["paragraph"]
        chosen = self.draw(st.lists(st.sampled_from(kinds), min_size=least, max_size=least + 2).map(" ".join)).split()
        self.depth += 1
        written = "".join(BLOCKS[kind](self) for kind in chosen)
        self.depth -= 1
        return written

    def field(self, instruction: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f"<w:r><w:instrText>{instruction} {self.word()}</w:instrText></w:r>"
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{self.inlines(1)}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )


INLINES: dict[str, Callable[[Writer], str]] = {
    "text": Writer.text,
    "hidden": lambda writer: writer.unseen("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"),
    "deleted": lambda writer: writer.unseen('<w:del w:id="1"><w:r><w:delText>{}</w:delText></w:r></w:del>'),
    "moved": lambda writer: writer.unseen('<w:moveFrom w:id="1">' + run("{}") + "</w:moveFrom>"),
    "inserted": lambda writer: f'<w:ins w:id="1">{writer.inlines()}</w:ins>',
    "control": lambda writer: (
        f'<w:sdt><w:sdtPr><w:tag w:val="a.b"/></w:sdtPr><w:sdtContent>{writer.inlines()}</w:sdtContent></w:sdt>'
    ),
    "link": lambda writer: f'<w:hyperlink w:anchor="here">{writer.inlines()}</w:hyperlink>',
    "smart": lambda writer: f"<w:smartTag>{writer.inlines()}</w:smartTag>",
    "simple": lambda writer: f'<w:fldSimple w:instr="DATE">{writer.text()}</w:fldSimple>',
    "date": lambda writer: writer.field("DATE"),
    "page": lambda writer: writer.field("PAGE"),
    "reference": lambda writer: writer.field("REF"),
    "style": lambda writer: writer.field("STYLEREF"),
    "box": Writer.box,
    "note": Writer.note,
    "tab": lambda writer: "<w:r><w:tab/></w:r>",
    "break": lambda writer: "<w:r><w:br/></w:r>" + run(" "),
}
BLOCKS: dict[str, Callable[[Writer], str]] = {
    "paragraph": Writer.paragraph,
    "table": Writer.table,
    "control": Writer.control,
    "joined": Writer.joined,
}


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_shown_word_comes_out_once_and_in_order(data: st.DataObject) -> None:
    writer = Writer(data.draw)
    body = writer.blocks(3)
    with tempfile.TemporaryDirectory() as folder:
        path = make_word(Path(folder) / "paper.docx", body, footnotes="".join(writer.notes.values()))
        document, findings = read_document(path)
    assert all_words(document) == writer.shown + writer.noted
    assert {finding.rule for finding in findings} <= {
        "tracked-changes",
        "hidden-text",
        "field-date",
        "reference-lost",
        "word-unsupported",
    }
