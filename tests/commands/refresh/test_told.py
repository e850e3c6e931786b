"""Edited papers refreshed: every change of the document and all that is told of it, kept as text."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import pytest
from syrupy.assertion import SnapshotAssertion

from boardpaper.commands.refresh.run import Binder
from boardpaper.compose.scorecard import scorecard_anew
from boardpaper.live.answers import Workbook
from boardpaper.live.bindings import read_values
from boardpaper.live.ledger import Ledger, read_ledger
from boardpaper.live.refresh import refresh_paper
from boardpaper.model.kpi import Readings
from boardpaper.model.paper import WorkbookPlan
from boardpaper.model.prose import Place
from boardpaper.model.refresh import Choices
from boardpaper.sources.workbook.reader import read_workbooks
from tests.support.refreshing import DOCUMENT, Rows, build, control, edit, indicators, readings, swap
from tests.support.small_paper import write_workbook
from tests.support.word_papers import package_of, parts_of

Edit = Callable[[str], str]
BURGLARY = ["burglary", "Burglary", "Reduce violence", "count", "lower", "2021/22", "ye-2019-06", 0]
HOW = {
    "outright": Choices(),
    "tracked": Choices(track="2022-05-10T09:00:00Z"),
    "taken": Choices(take_all=True),
}
NOTES = "word/footnotes.xml"


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build(tmp_path_factory.mktemp("paper"))


def declared(*more: list[object]) -> list[list[object]]:
    rows = indicators()
    return [*rows[:3], *more, *rows[3:]]


def new_rows(**values: object) -> Rows:
    return [*readings(**values), ["burglary", "2021/22", 20], ["burglary", "ye-2019-06", 25]]


def with_control(tag: str, change: Edit, index: int = 0) -> Edit:
    """A change of the control number `index` with `tag`."""

    def edited(xml: str) -> str:
        old = control({DOCUMENT: xml.encode()}, tag, index)
        return xml.replace(old, change(old), 1)

    return edited


def typed(old: str, new: str) -> Edit:
    return with_control("homicide.value", swap(f">{old}<", f">{new}<"))


def inside(change: str) -> Edit:
    """Puts `change` in the place of the first run of a figure's control; `{}` is the run itself."""

    def edited(xml: str) -> str:
        return re.sub(r"<w:r>(?:(?!<w:r>).)*?</w:r>", lambda match: change.replace("{}", match.group()), xml, count=1)

    return with_control("homicide.value", edited)


def without(pattern: str, tag: str = "homicide.value") -> Edit:
    return with_control(tag, lambda xml: re.sub(pattern, "", xml))


def unwrapped(tag: str, index: int) -> Edit:
    """The control's words without it, as a paste of plain text leaves them."""
    return with_control(tag, lambda xml: re.sub(r"^.*?<w:sdtContent>|</w:sdtContent></w:sdt>$", "", xml), index)


def row_of(title: str, change: Edit) -> Edit:
    """A change of the table's row in which `title` stands."""

    def edited(xml: str) -> str:
        rows: list[str] = re.findall(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", xml, re.DOTALL)
        old = next(row for row in rows if f">{title}<" in row)
        return xml.replace(old, change(old), 1)

    return edited


def both(*changes: Edit) -> Edit:
    def edited(xml: str) -> str:
        for change in changes:
            xml = change(xml)
        return xml

    return edited


INSERTED = '<w:ins w:id="900" w:author="Ann">{}</w:ins>'
STRUCK = '<w:del w:id="901" w:author="Ann"><w:r><w:delText>99</w:delText></w:r></w:del>'
OWN = (
    '<w:del w:id="902" w:author="boardpaper"><w:r><w:delText>53</w:delText></w:r></w:del>'
    '<w:ins w:id="903" w:author="boardpaper"><w:r><w:t>51</w:t></w:r></w:ins>'
)
EMPTY_CELL = "<w:tc><w:tcPr/><w:p/></w:tc>"
EDITS: dict[str, Edit] = {
    "typed over": typed("53", "55"),
    "typed over with what is so by now": typed("53", "50"),
    "spaces around": typed("53", " 53 "),
    "emptied": inside(""),
    "split in two": inside('<w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>3</w:t></w:r>'),
    "a bookmark inside": inside('<w:bookmarkStart w:id="5" w:name="x"/>{}<w:bookmarkEnd w:id="5"/>'),
    "a note inside": inside("<w:r><w:t>53</w:t><w:footnoteReference w:id=\"2\"/></w:r>"),
    "a picture inside": inside("{}<w:r><w:drawing/></w:r>"),
    "inserted with changes tracked": inside(INSERTED),
    "changed with changes tracked": inside(f"{STRUCK}<w:ins w:id=\"904\" w:author=\"Ann\">{{}}</w:ins>"),
    "struck out": inside(STRUCK),
    "changed by an earlier refresh": inside(OWN),
    "changed back by an earlier refresh": inside(OWN.replace(">51<", ">54<").replace(">53<", ">50<")),
    "without its tag": without(r"<w:tag [^>]*/>"),
    "without its binding": without(r"<w:dataBinding [^>]*/>"),
    "without its binding and kind": without(r"<w:dataBinding [^>]*/>|<w:text/>"),
    "without tag, binding and title": without(r"<w:(?:tag|dataBinding|alias) [^>]*/>"),
    "without tag and binding": without(r"<w:(?:tag|dataBinding) [^>]*/>"),
    "under another tag": with_control("homicide.value", swap('"homicide.value"', '"positive-tests.value"')),
    "of another paper": with_control("homicide.value", swap('"homicide.value"', '"homicide.value@2021/22"')),
    "of nothing known": with_control("homicide.value", swap('"homicide.value"', '"arson.value"')),
    "with a placeholder": with_control("homicide.value", swap("<w:sdtPr>", "<w:sdtPr><w:showingPlcHdr/>")),
    "in a deletion": with_control("homicide.value", lambda xml: f'<w:del w:id="9" w:author="Ann">{xml}</w:del>'),
    "taken out": with_control("homicide.value", lambda xml: ""),
    "a cell without its control": unwrapped("homicide.value.marked", 0),
    "a cell typed over": both(unwrapped("homicide.value.marked", 0), row_of("Homicide", swap(">53<", ">55<"))),
    "a cell emptied": row_of("Homicide", lambda xml: re.sub(r"<w:sdt>.*?</w:sdt>", "", xml, count=1)),
    "a row taken out": row_of("Homicide", lambda xml: ""),
    "a row of the author's": row_of("Homicide", lambda xml: xml + xml.replace(">Homicide<", ">Mine<")),
    "a column of the author's": lambda xml: re.sub(r"(<w:tr>(?:<w:trPr>.*?</w:trPr>)?)", rf"\1{EMPTY_CELL}", xml),
    "a cell more": row_of("Homicide", lambda xml: xml.replace("</w:tr>", f"{EMPTY_CELL}</w:tr>")),
    "a table without rows": lambda xml: re.sub(r"<w:tr>(?:(?!<w:tbl>).)*</w:tr>(?=</w:tbl>)", "", xml, count=1),
    "cells merged": row_of("Knife crime", swap("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>')),
    "a row in a deletion": row_of("Homicide", lambda xml: re.sub(
        r"^<w:tr>(?:<w:trPr>(.*?)</w:trPr>)?", r'<w:tr><w:trPr>\1<w:del w:id="9" w:author="Ann"/></w:trPr>', xml)),
}  # fmt: skip
WORKBOOKS: dict[str, tuple[list[list[object]], Rows]] = {
    "the same": (declared(), readings()),
    "other numbers": (declared(), readings(homicide=50, knife_crime=31, positive_tests="60%")),
    "confidential": (declared(), readings(homicide="[c]")),
    "one more": (declared(BURGLARY), new_rows(homicide=50)),
    "one less": (declared()[:2] + declared()[3:], readings(homicide=50)),
    "none of a measure": (declared()[:1] + declared()[2:], readings()),
}


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes], part: str) -> list[str]:
    """What is taken out of a part and put in, an element a line."""
    old, new = (re.sub(r">\s*<", ">\n<", parts[part].decode()).splitlines() for parts in (before, after))
    lines = difflib.unified_diff(old, new, n=0, lineterm="")
    return [f"    {line}" for line in lines if line[:1] in "+-" and line[:3] not in ("---", "+++")]


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Readings]:
    """What each workbook holds."""
    found = {}
    for name, (declarations, rows) in WORKBOOKS.items():
        path = tmp_path_factory.mktemp("workbook") / "kpi.xlsx"
        names = {row[0] for row in declarations}
        write_workbook(path, declarations, [*rows[:3], *(row for row in rows[3:] if row[0] in names)])
        found[name], findings = read_workbooks([WorkbookPlan(path, path.name)], {})
        assert not findings
    return found


def told(edited: Mapping[str, bytes], ledger: Ledger, held: Readings, choices: Choices) -> str:
    """All that a refresh changes and says."""
    blocks = scorecard_anew(held, (), "", Place("paper.yaml"))
    refreshed = refresh_paper(package_of(edited), ledger, Workbook(Binder(held, {}), blocks, held.workbooks), choices)
    after, report = refreshed.package.parts, refreshed.report
    lines = []
    for each in report.changes:
        said = (each.generated, each.before, each.after, "-" if each.workbook is None else each.workbook)
        lines.append(f"    {each.outcome}: {each.reference} | {' | '.join(said)} | {each.where} | {each.note}")
    lines.append(f"    as they were: {report.unchanged}; mended: {report.mended.tags}, {report.mended.bindings}")
    lines += [*changed(edited, after, DOCUMENT), *changed(edited, after, NOTES)]
    old, new = (read_values(package_of(parts)) for parts in (edited, after))
    lines += [
        f"    value: {old.get(key)} → {new.get(key)}" for key in sorted(old | new) if old.get(key) != new.get(key)
    ]
    return "\n".join([*lines, ""])


def all_told(paper: bytes, names: Iterable[str], held: Readings, choices: Choices) -> str:
    """What a refresh changes and says of each edited paper, as far as it is other than of the untouched one."""
    ledger = read_ledger(package_of(parts_of(paper)))
    assert ledger is not None
    pieces = [told(parts_of(paper), ledger, held, choices)]
    plain = Counter(_masked(pieces[0]))
    for name in names:
        lines, left = [], plain.copy()
        for line in _masked(told(edit(paper, EDITS[name]), ledger, held, choices)):
            left[line] -= 1
            if left[line] < 0:
                lines.append(f"{line}\n")
        pieces += [f"{name}\n", *lines]
        pieces += [f"    not so: {line.strip()}\n" for line in left if left[line] > 0 and _is_said(line)]
    return "".join(pieces)


def _masked(text: str) -> list[str]:
    """The lines without the ids of tracked changes, which depend on how many stand before."""
    return re.sub(r'w:id="[0-9]{1,4}"', 'w:id="#"', text).splitlines()


def _is_said(line: str) -> bool:
    return not line.startswith(("    +", "    -"))


@pytest.mark.parametrize("how", HOW)
def test_a_figure_edited_in_each_way(
    how: str, paper: bytes, workbooks: dict[str, Readings], kept: SnapshotAssertion
) -> None:
    names = [name for name in EDITS if how != "taken" or name.startswith(("typed", "split", "a cell", "emptied"))]
    assert all_told(paper, names, workbooks["other numbers"], HOW[how]) == kept


@pytest.mark.parametrize("how", ["outright", "tracked"])
@pytest.mark.parametrize("workbook", [name for name in WORKBOOKS if name != "other numbers"])
def test_each_workbook(
    workbook: str, how: str, paper: bytes, workbooks: dict[str, Readings], kept: SnapshotAssertion
) -> None:
    names = ("a cell without its control", "a column of the author's", "cells merged", "a row taken out")
    assert all_told(paper, names, workbooks[workbook], HOW[how]) == kept
