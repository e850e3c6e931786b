"""Word files about content controls: every kind, at every place, nested, bound, showing their prompt."""

from tests.corpus.raw import (
    HEADER_ROW,
    Link,
    WordParts,
    cell,
    control,
    heading,
    para,
    picture,
    png,
    row,
    run,
    table,
    tag,
    word_file,
)


def controls_runs() -> bytes:
    """Controls in a line: a figure, one split over runs, one in another, one in a link, an empty one."""
    inner = control(tag("homicide.value"), run("5") + run("3"))
    outer = control(tag("homicide.sentence"), run("There were ") + inner + run(" homicides"))
    linked = control(tag("source.link"), f'<w:hyperlink r:id="rIdSite">{run("statistics")}</w:hyperlink>')
    body = (
        heading(1, "Figures in ", control(tag("paper.year"), run("2022")))
        + para("Homicide: ", control(tag("homicide.change"), run("1.9% increase", "<w:b/>")), ".")
        + para(outer, ".")
        + para("See the ", linked, ".")
        + para("Nothing here: [", control(tag("empty.one"), ""), "].")
        + para("Without a tag: ", control("<w:text/>", run("words")), ".")
    )
    site = {"rIdSite": Link("hyperlink", "https://example.org/")}
    return word_file(WordParts(body, "Controls in a line", links=site))


def controls_blocks() -> bytes:
    """Controls around paragraphs, a table, rows, a cell and its contents; nested; with a heading inside."""
    inner = control(tag("inner.block"), para("Inside the inner block."))
    block = control(tag("part.block"), heading(2, "A heading in a control") + para("Words of the part.") + inner)
    rows = control(tag("rows"), row("in a row control", "1") + row("and another row", "2"))
    one = control(tag("cell.control"), cell("in a cell control"))
    inside = cell(control(tag("inside.cell"), para("a block in a cell")))
    body = (
        heading(1, "Controls around blocks")
        + block
        + control(
            tag("table.control"),
            table(row("Name", "Number", properties=HEADER_ROW), rows, row(one, "3"), row(inside, "4"), columns=2),
        )
        + para("End")
    )
    return word_file(WordParts(body, "Controls around blocks"))


_REPEATED = "<w:sdt><w:sdtPr><w15:repeatingSection/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
_ITEM = "<w:sdt><w:sdtPr><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


def controls_kinds() -> bytes:
    """Date, lists, check boxes, a picture, a repeating section, a group, a bound control, a citation."""

    def box(value: int, sign: str) -> str:
        state = (
            f'<w14:checkbox><w14:checked w14:val="{value}"/>'
            f'<w14:checkedState w14:val="2612" w14:font="MS Gothic"/></w14:checkbox>'
        )
        font = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
        return control(state, run(sign, font))

    dated = (
        '<w:date w:fullDate="2022-05-03T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/></w:date>'
    )
    listed = (
        '<w:dropDownList><w:listItem w:displayText="Decision" w:value="1"/>'
        '<w:listItem w:displayText="Note" w:value="2"/></w:dropDownList>'
    )
    combo = '<w:comboBox><w:listItem w:displayText="High" w:value="h"/></w:comboBox>'
    bound = (
        '<w:dataBinding w:xpath="/ns0:coreProperties[1]/ns1:title[1]"'
        ' w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/><w:text/>'
    )
    repeated = _REPEATED.format(_ITEM.format(para("First action")) + _ITEM.format(para("Second action")))
    body = (
        heading(1, "Kinds of control")
        + para("Meeting: ", control(dated, run("3 May 2022")))
        + para("For: ", control(listed, run("Decision")))
        + para("Risk: ", control(combo, run("High")))
        + para(box(1, "☒"), " Public")
        + para(box(0, "☐"), " Private")
        + para(control("<w:picture/>", picture("rIdImage", "A logo", 40, 20)))
        + repeated
        + control("<w:group/>", para("In a group"))
        + para("Title: ", control(bound, run("Kinds of control")))
        + para("Said before ", control("<w:citation/>", run("(Board, 2022)")), ".")
    )
    image = {"rIdImage": Link("image", "media/image1.png", inside=True)}
    return word_file(WordParts(body, "Kinds of control", links=image, media={"media/image1.png": png(40, 20)}))


def placeholders() -> bytes:
    """Controls that still show their prompts, in a line, as a block and in a cell."""
    prompt = "<w:showingPlcHdr/><w:text/>"
    grey = '<w:color w:val="808080"/>'
    body = (
        heading(1, "Prompts")
        + para("Author: ", control(prompt, run("Click or tap here to enter text.", grey)))
        + control("<w:showingPlcHdr/>", para(run("Choose a building block.", grey)))
        + table(
            row("Owner", "Date", properties=HEADER_ROW),
            row(cell(control(prompt, para(run("Enter a name.", grey)))), "May"),
            columns=2,
        )
        + para("End")
    )
    return word_file(WordParts(body, "Prompts"))


FILES = {
    "controls-runs": controls_runs,
    "controls-blocks": controls_blocks,
    "controls-kinds": controls_kinds,
    "placeholders": placeholders,
}
