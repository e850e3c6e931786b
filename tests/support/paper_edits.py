"""Random edits of a Word paper, as its authors and their programs make them, by a seed."""

import copy
import random
from collections.abc import Callable, Sequence

from lxml import etree

from boardpaper.ooxml.names import Element, W

Edit = Callable[[Element, random.Random], None]
OTHER_STORE = "urn:boardpaper:values:1:feedfeedfeedfeedfeedfeed"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WORDS = ("indeed", "sadly", "see 5", "&", "(12%)", "—", "police", "£3", "2021/22", "<new>")


def edit_paper(document: bytes, chance: random.Random, count: int) -> bytes:
    """The document part after `count` random edits."""
    root = etree.fromstring(document)
    for _ in range(count):
        chance.choice(EDITS)(root, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def figure_controls(root: Element) -> list[Element]:
    """The controls that hold figures: those with a binding, or with a tag that is none of a block or a source."""
    found = []
    for control in root.iter(f"{W}sdt"):
        tag, binding = control.find(f"{W}sdtPr/{W}tag"), control.find(f"{W}sdtPr/{W}dataBinding")
        named = "" if tag is None else tag.get(f"{W}val", "")
        if binding is not None or (named and ":" not in named):
            found.append(control)
    return found


def _text_runs(root: Element, *, inside: bool) -> list[Element]:
    """Runs with words and nothing else, in figures' controls or outside all controls."""
    runs = []
    for run in root.iter(f"{W}r"):
        words = run.find(f"{W}t")
        if words is None or not words.text or {child.tag for child in run} - {f"{W}rPr", f"{W}t"}:
            continue
        if (next(run.iterancestors(f"{W}sdt"), None) is not None) == inside:
            runs.append(run)
    return runs


def _choose(chance: random.Random, things: Sequence[Element]) -> Element | None:
    return chance.choice(things) if things else None


def _words(run: Element) -> Element:
    words = run.find(f"{W}t")
    assert words is not None
    return words


def _say(run: Element, text: str) -> None:
    _words(run).text = text
    _words(run).set(XML_SPACE, "preserve")


def _type(root: Element, chance: random.Random) -> None:
    run = _choose(chance, _text_runs(root, inside=False))
    if run is not None:
        text = _words(run).text or ""
        at = chance.randint(0, len(text))
        _say(run, f"{text[:at]} {chance.choice(WORDS)} {text[at:]}")


def _split(root: Element, chance: random.Random, *, inside: bool) -> None:
    run = _choose(chance, _text_runs(root, inside=inside))
    text = "" if run is None else _words(run).text or ""
    if run is not None and len(text) > 1:
        at = chance.randint(1, len(text) - 1)
        second = copy.deepcopy(run)
        _say(run, text[:at])
        _say(second, text[at:])
        run.addnext(second)


def _split_outside(root: Element, chance: random.Random) -> None:
    _split(root, chance, inside=False)


def _split_inside(root: Element, chance: random.Random) -> None:
    _split(root, chance, inside=True)


def _bold(root: Element, chance: random.Random) -> None:
    run = _choose(chance, _text_runs(root, inside=chance.random() < 0.7))
    if run is not None:
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{W}b")


def _overtype(root: Element, chance: random.Random) -> None:
    run = _choose(chance, _text_runs(root, inside=True))
    if run is not None:
        _say(run, chance.choice(("about sixty", "7", "", "no real change", (_words(run).text or "") + " or so")))


def _pad(root: Element, chance: random.Random) -> None:
    run = _choose(chance, _text_runs(root, inside=True))
    if run is not None:
        _say(run, chance.choice(("{} ", " {}", "\u00a0{}")).format(_words(run).text))


def _empty(root: Element, chance: random.Random) -> None:
    """Words taken out of a figure's control, so that nothing or a space is left."""
    run = _choose(chance, [run for run in _text_runs(root, inside=True) if _in_figure(run)])
    if run is not None:
        _say(run, chance.choice(("", " ")))


def _in_figure(run: Element) -> bool:
    control = next(run.iterancestors(f"{W}sdt"), None)
    tag = None if control is None else control.find(f"{W}sdtPr/{W}tag")
    return tag is not None and ":" not in tag.get(f"{W}val", "")


def _paste_foreign(root: Element, chance: random.Random) -> None:
    """A figure of another paper, pasted behind one of this."""
    controls = [
        control
        for control in figure_controls(root)
        if _is_inline(control) and control.find(f"{W}sdtPr/{W}dataBinding") is not None
    ]
    control = _choose(chance, controls)
    if control is None:
        return
    pasted = copy.deepcopy(control)
    binding = pasted.find(f"{W}sdtPr/{W}dataBinding")
    assert binding is not None
    binding.set(f"{W}prefixMappings", f"xmlns:b='{OTHER_STORE}'")
    binding.set(f"{W}storeItemID", "{00000000-0000-4000-8000-00000000FEED}")
    if chance.random() < 0.5:
        for run in _text_runs(pasted, inside=True)[:1]:
            _say(run, "4,321")
    control.addnext(pasted)


def _swap_cells(root: Element, chance: random.Random) -> None:
    """The cells of two rows of a table in one column, each in the other's place."""
    table = _choose(chance, list(root.iter(f"{W}tbl")))
    rows = [] if table is None else table.findall(f"{W}tr")[1:]
    if len(rows) < 2:
        return
    cells = [row.findall(f"{W}tc") for row in chance.sample(rows, 2)]
    if len(cells[0]) == len(cells[1]) > 1:
        column = chance.randrange(len(cells[0]))
        one, other = cells[0][column], cells[1][column]
        mark = etree.Element("mark")
        one.addprevious(mark)
        other.addprevious(one)
        mark.addprevious(other)
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)


def _revision(kind: str, chance: random.Random) -> Element:
    return etree.Element(
        f"{W}{kind}",
        {f"{W}id": str(chance.randint(10**6, 10**8)), f"{W}author": "A. Writer", f"{W}date": "2022-05-04T09:00:00Z"},
    )


def _wrap(element: Element, around: Element) -> None:
    element.addprevious(around)
    tail, element.tail = element.tail, None
    around.append(element)
    around.tail = tail


def _strike(element: Element) -> None:
    for words in element.iter(f"{W}t"):
        words.tag = f"{W}delText"


def _is_inline(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}p"


def _insert_around(root: Element, chance: random.Random) -> None:
    control = _choose(chance, [each for each in figure_controls(root) if _is_inline(each)])
    if control is not None:
        _wrap(control, _revision("ins", chance))


def _delete_around(root: Element, chance: random.Random) -> None:
    control = _choose(chance, [each for each in figure_controls(root) if _is_inline(each)])
    if control is not None and next(control.iter(f"{W}ins", f"{W}del"), None) is None:
        _strike(control)
        _wrap(control, _revision(chance.choice(("del", "moveFrom")), chance))


def _delete_inside(root: Element, chance: random.Random) -> None:
    run = _choose(chance, [run for run in _text_runs(root, inside=True) if _parent_is(run, "sdtContent")])
    if run is not None:
        _strike(run)
        _wrap(run, _revision("del", chance))


def _insert_inside(root: Element, chance: random.Random) -> None:
    run = _choose(chance, [run for run in _text_runs(root, inside=True) if _parent_is(run, "sdtContent")])
    if run is not None:
        more = copy.deepcopy(run)
        _say(more, chance.choice(WORDS))
        run.addnext(more)
        _wrap(more, _revision("ins", chance))


def _parent_is(element: Element, name: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}{name}"


def _body_children(root: Element) -> list[Element]:
    return [child for child in root[0] if child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")]


def _move_paragraph(root: Element, chance: random.Random) -> None:
    moved, place = _choose(chance, _body_children(root)), _choose(chance, _body_children(root))
    if moved is not None and place is not None and moved is not place:
        place.addprevious(moved)


def _copy_block(root: Element, chance: random.Random) -> None:
    blocks = [child for child in _body_children(root) if child.tag != f"{W}p" or chance.random() < 0.2]
    copied, place = _choose(chance, blocks), _choose(chance, _body_children(root))
    if copied is not None and place is not None:
        place.addprevious(copy.deepcopy(copied))


def _delete_block(root: Element, chance: random.Random) -> None:
    deleted = _choose(chance, _body_children(root))
    if deleted is not None and len(_body_children(root)) > 5:
        root[0].remove(deleted)


def _copy_control(root: Element, chance: random.Random) -> None:
    control = _choose(chance, [each for each in figure_controls(root) if _is_inline(each)])
    place = _choose(chance, [run for run in _text_runs(root, inside=False) if _parent_is(run, "p")])
    if control is not None and place is not None:
        place.addnext(copy.deepcopy(control))


def _delete_control(root: Element, chance: random.Random) -> None:
    control = _choose(chance, figure_controls(root))
    if control is not None and _is_inline(control):
        control.getparent().remove(control)  # type: ignore[union-attr]


def _paste_as_text(root: Element, chance: random.Random) -> None:
    control = _choose(chance, figure_controls(root))
    content = None if control is None else control.find(f"{W}sdtContent")
    if control is not None and content is not None:
        for child in list(content):
            control.addprevious(child)
        control.getparent().remove(control)  # type: ignore[union-attr]


def _add_row(root: Element, chance: random.Random) -> None:
    row = _choose(chance, list(root.iter(f"{W}tr")))
    if row is not None:
        own = etree.Element(f"{W}tr")
        for _ in row.iterfind(f"{W}tc"):
            cell = etree.SubElement(own, f"{W}tc")
            run = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
            etree.SubElement(run, f"{W}t").text = chance.choice(WORDS)
        row.addnext(own)


def _add_column(root: Element, chance: random.Random) -> None:
    table = _choose(chance, list(root.iter(f"{W}tbl")))
    at = chance.randint(0, 3)
    for row in table.iterfind(f"{W}tr") if table is not None else ():
        cells = row.findall(f"{W}tc")
        if cells:
            cell = etree.Element(f"{W}tc")
            run = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
            etree.SubElement(run, f"{W}t").text = "note"
            cells[min(at, len(cells) - 1)].addnext(cell)


def _delete_row(root: Element, chance: random.Random) -> None:
    row = _choose(chance, [row for row in root.iter(f"{W}tr") if row.getprevious() is not None])
    if row is not None and _parent_is(row, "tbl"):
        row.getparent().remove(row)  # type: ignore[union-attr]


def _lose(name: str) -> Edit:
    def lose(root: Element, chance: random.Random) -> None:
        for control in figure_controls(root):
            properties = control.find(f"{W}sdtPr")
            held = None if properties is None else properties.find(f"{W}{name}")
            other = "tag" if name == "dataBinding" else "dataBinding"
            if properties is None or held is None or properties.find(f"{W}{other}") is None:
                continue
            if chance.random() < 0.5:
                properties.remove(held)

    return lose


def _mark_inside(root: Element, chance: random.Random) -> None:
    run = _choose(chance, _text_runs(root, inside=True))
    if run is not None:
        number = str(chance.randint(10**6, 10**8))
        run.addprevious(etree.Element(f"{W}bookmarkStart", {f"{W}id": number, f"{W}name": f"b{number}"}))
        run.addnext(etree.Element(f"{W}bookmarkEnd", {f"{W}id": number}))


def _merge(root: Element, chance: random.Random) -> None:
    """An editor makes one control of two, with the words between them."""
    control = _choose(chance, [each for each in figure_controls(root) if _is_inline(each)])
    content = None if control is None else control.find(f"{W}sdtContent")
    if control is None or content is None:
        return
    following = list(control.itersiblings(f"{W}sdt"))
    if following:
        for sibling in list(control.itersiblings()):
            if sibling is following[0]:
                content.extend(list(sibling.find(f"{W}sdtContent")))  # type: ignore[arg-type]
                sibling.getparent().remove(sibling)  # type: ignore[union-attr]
                break
            content.append(sibling)


EDITS: tuple[Edit, ...] = (
    _type,
    _type,
    _split_outside,
    _split_inside,
    _split_inside,
    _bold,
    _overtype,
    _pad,
    _insert_around,
    _delete_around,
    _delete_inside,
    _insert_inside,
    _move_paragraph,
    _copy_block,
    _delete_block,
    _copy_control,
    _delete_control,
    _paste_as_text,
    _add_row,
    _add_column,
    _delete_row,
    _lose("tag"),
    _lose("dataBinding"),
    _mark_inside,
    _merge,
    _empty,
    _paste_foreign,
    _swap_cells,
)
