"""Word papers edited and refreshed in tests, and what must stay the same compared without boardpaper."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lxml import etree

from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.refresh.run import RefreshTerms, refresh_word
from boardpaper.live.bindings import values_part
from boardpaper.live.ledger import ledger_part
from boardpaper.ooxml.names import W
from boardpaper.ooxml.package import write_package
from boardpaper.running.results import RefreshResult
from tests.support.small_paper import INDICATORS, READINGS, write_paper, write_workbook
from tests.support.word_papers import package_of, parts_of

DOCUMENT = "word/document.xml"
COPY = "docProps/custom.xml"
_CONTROL = re.compile(rb"<w:sdt[ >]|</w:sdt>")
NARRATIVE = {
    "purpose.md": "To tell the board how the year went.\n",
    "homicide.md": (
        "## Homicide\n\nThere were {{homicide.value}} homicides in {{homicide.period}},[^n] "
        "{{homicide.change.a}}. Again: {{homicide.value}}.\n\nKnife crime is {{knife-crime.change.short}}:\n\n"
        "- tests were **{{positive-tests.value}}** positive\n- more is [known of {{homicide.value}}]"
        "(https://example.org/)\n\n[^n]: It was {{homicide.baseline}} before.\n"
    ),
    "next-steps.md": "The board is asked to note this report.\n",
}
Rows = list[list[object]]


def readings(**values: object) -> Rows:
    """The small paper's readings, with other values: `homicide=50`, `before=49` for the baseline year's."""
    rows = [list(row) for row in READINGS]
    for row in rows[3:]:
        name = str(row[0]).replace("-", "_")
        if name == "homicide" and row[1] != "2021/22":
            name = "before"
        if name in values:
            row[3 if name == "knife_crime" else 2] = values[name]
    return rows


def indicators(**names: str) -> Rows:
    """The small paper's indicators, under other names: `homicide="murder"`."""
    return [[names.get(str(row[0]).replace("-", "_"), row[0]), *row[1:]] for row in INDICATORS]


def build(folder: Path) -> bytes:
    """The small paper, built in `folder`."""
    write_paper(folder, narrative=NARRATIVE)
    return next(made.path for made in build_paper(folder).files if made.kind == "word").read_bytes()


def refresh(
    folder: Path,
    paper: bytes | Mapping[str, bytes],
    rows: Sequence[Sequence[object]] | None = None,
    declared: Sequence[Sequence[object]] = INDICATORS,
    terms: RefreshTerms | None = None,
) -> tuple[dict[str, bytes], RefreshResult]:
    """The parts of `paper` refreshed from a workbook with `rows`, and what was said of it."""
    inputs = write_paper(folder / "inputs", narrative=NARRATIVE)
    write_workbook(inputs / "kpi.xlsx", declared, READINGS if rows is None else rows)
    edited, made = folder / "edited.docx", folder / "refreshed.docx"
    edited.write_bytes(paper if isinstance(paper, bytes) else write_package(paper))
    result = refresh_word(edited, inputs, output=made, terms=terms, force=True)
    return (parts_of(made.read_bytes()) if result.files else {}), result


def edit(paper: bytes, change: Callable[[str], str], part: str = DOCUMENT) -> dict[str, bytes]:
    """The parts of `paper` with the XML of one of them changed."""
    parts = parts_of(paper)
    before = parts[part].decode()
    parts[part] = change(before).encode()
    assert parts[part] != before.encode()
    return parts


def swap(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    """A change that puts `new` in the place of the first `count` of `old`, which must be there."""

    def change(xml: str) -> str:
        assert old in xml, old
        return xml.replace(old, new, count)

    return change


def outside_controls(content: bytes) -> bytes:
    """The bytes of a part that stand in no content control, found by counting start and end tags."""
    pieces, depth, position = [], 0, 0
    for token in _CONTROL.finditer(content):
        if depth == 0:
            pieces.append(content[position : token.start()])
        depth += -1 if token.group().startswith(b"</") else 1
        position = token.end()
    assert depth == 0
    return b"|".join([*pieces, content[position:]])


def assert_nothing_else_changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Every byte outside controls, and every part but those of the ledger, is what it was.

    Where LibreOffice has dropped the relationships of the ledger's parts, they are new.
    """
    own = {ledger_part(package_of(before)), values_part(package_of(before)), COPY}
    new = after.keys() - before.keys()
    assert all(name.startswith("customXml/_rels/") for name in new)
    assert before.keys() <= after.keys()
    if new:
        own.add("[Content_Types].xml")
    for name in before:
        if name.endswith(".xml") and b"<w:sdt" in before[name]:
            assert outside_controls(before[name]) == outside_controls(after[name]), name
        elif name not in own:
            assert before[name] == after[name], name


def without_ledger(paper: bytes, *, copy: bool = False) -> dict[str, bytes]:
    """The parts of `paper` as a program leaves them that drops custom XML, and the custom properties unless `copy`."""
    parts = {name: content for name, content in parts_of(paper).items() if not name.startswith("customXml/")}
    rels = "word/_rels/document.xml.rels"
    parts[rels] = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", parts[rels])
    if not copy:
        del parts[COPY]
        parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*custom-properties[^>]*/>", b"", parts["_rels/.rels"])
    return parts


def said(parts: Mapping[str, bytes], part: str = DOCUMENT) -> list[str]:
    """The words of every paragraph, deletions left out."""
    lines = []
    for paragraph in etree.fromstring(parts[part]).iter(f"{W}p"):
        pieces = [
            text.text or ""
            for text in paragraph.iter(f"{W}t")
            if next(text.iterancestors(f"{W}del", f"{W}moveFrom"), None) is None
        ]
        lines.append("".join(pieces))
    return [line for line in lines if line]


def figures(parts: Mapping[str, bytes], part: str = DOCUMENT) -> list[tuple[str, str, bool]]:
    """Each figure's control: its tag, its words, and whether it is bound."""
    found = []
    for control in etree.fromstring(parts[part]).iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        name = "" if tag is None else tag.get(f"{W}val", "")
        if ":" in name:
            continue
        bound = control.find(f"{W}sdtPr/{W}dataBinding") is not None
        words = (text.text or "" for text in control.iter(f"{W}t") if not list(text.iterancestors(f"{W}del")))
        found.append((name, "".join(words), bound))
    return found


def control(parts: Mapping[str, bytes], tag: str, index: int = 0, part: str = DOCUMENT) -> str:
    """The XML of the control number `index` with `tag`."""
    xml = parts[part].decode()
    pieces: list[str] = re.findall(r"<w:sdt>(?:(?!<w:sdt>).)*?</w:sdt>", xml, re.DOTALL)
    return [piece for piece in pieces if f'<w:tag w:val="{tag}"/>' in piece][index]
