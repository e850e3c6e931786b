"""Narrative: what authors write, in Markdown or in Word."""

from boardpaper.model.finding import Severity
from boardpaper.rules import accessibility
from boardpaper.rules.rule import Rule

_WORDS = "No word of an author's text is lost, and none is printed that was not written."
_LAYOUT = "The paper looks as its author meant it."
_MARK = "A mark for a figure is filled in, and never printed as it was typed."
_FIGURES = "No figure changes on its way into print."
_NUMBERS = "An item has the number in print that its author gave it."
_NOTES = "A note stands once, at its mark."
_LINKS = "A link leads where its author meant, and to nothing that could do harm."
_WRITE = "Write its words, or delete it."
_ON_ITS_OWN = "on a line of its own, outside lists, tables and notes, with an empty line before and after it."

NARRATIVE_MISSING = Rule(
    "narrative-missing",
    Severity.ERROR,
    sentence="There is no narrative file {name}",
    hint="Check the file's name in paper.yaml, capitals too, or put the file there.",
    protects=_WORDS,
)
NARRATIVE_UNREADABLE = Rule(
    "narrative-unreadable",
    Severity.ERROR,
    sentence="The narrative file {name} cannot be opened ({fault})",
    hint="Check that it is a file that you may read.",
    protects=_WORDS,
)
NARRATIVE_TOO_LARGE = Rule(
    "narrative-too-large",
    Severity.ERROR,
    sentence="The narrative file {name} is larger than {megabytes} MB",
    hint="Check that it is text, or split it into sections.",
    protects="A hostile file can fill neither the memory nor the disk.",
)
NARRATIVE_NOT_UTF8 = Rule(
    "narrative-not-utf8",
    Severity.ERROR,
    sentence="The text is not UTF-8: byte {at} ({byte:#04x}) is no part of a character",
    hint="Save the file again as UTF-8 in your editor.",
    protects="No letter is guessed.",
)
NARRATIVE_EMPTY = Rule(
    "narrative-empty",
    Severity.WARNING,
    sentence="The narrative file {name} is empty",
    hint="Write it, or take it out.",
    protects=_WORDS,
)
NARRATIVE_TOO_DEEP = Rule(
    "narrative-too-deep",
    Severity.ERROR,
    sentence="What stands here is nested too deeply to be read",
    hint="Bring it out to the margin.",
    protects=_WORDS,
)
CONTROL_CHARACTER = Rule(
    "control-character",
    Severity.ERROR,
    sentence="A character here cannot be printed",
    hint="Delete it and type the words there again.",
    protects=_WORDS,
)
LOST_CHARACTER = CONTROL_CHARACTER.worded(
    "“�” stands here for a character that was lost", "Type it again; it was lost when the text was saved or pasted."
)

NARRATIVE_UNSUPPORTED = Rule(
    "narrative-unsupported",
    Severity.ERROR,
    sentence="A block quotation cannot be printed in a board paper",
    hint="Take the > signs out; set a quotation as a paragraph in quotation marks.",
    protects=_WORDS,
)


def _not_printed(what: str, hint: str) -> Rule:
    return NARRATIVE_UNSUPPORTED.worded(f"{what} cannot be printed in a board paper", hint)


SET_IN_UNSUPPORTED = _not_printed(
    "A paragraph set in from the margin reads as program text, which",
    "Take the spaces away from the beginning of the line.",
)
NESTED_LIST_FIRST = _not_printed(
    "A list item that begins with another list",
    "Begin the item with words, and put the inner list on the next line, set in.",
)
TICK_BOX_UNSUPPORTED = _not_printed("A task's tick box", "Take the box out, or write \\[ where the bracket is meant.")
INSIDE_LIST_UNSUPPORTED = _not_printed("{what} inside a list", "End the list before it.")
LINE_ACROSS_UNSUPPORTED = _not_printed(
    "A line across the page", "Delete the line; a heading or a new part divides the text."
)
CODE_UNSUPPORTED = _not_printed(
    "A block of program text",
    "Take the lines of ``` or ~~~ out, and write the words as a paragraph or a table.",
)
HTML_BLOCK_UNSUPPORTED = _not_printed("{what}", "Take it out; where a < is meant, write \\<.")
HTML_UNSUPPORTED = _not_printed(
    "HTML ({tag})", "Take it out, or write \\< where a < is meant. A line that ends with \\ ends with a line break."
)
INSIDE_NOTE_UNSUPPORTED = _not_printed("A list, table or picture inside a note", "Write the note as plain paragraphs.")
NOTE_IN_NOTE_UNSUPPORTED = _not_printed("A note inside a note", "Put both notes' marks in the text.")
BREAK_IN_LINK_UNSUPPORTED = _not_printed("A line break inside a link", "Keep a link's words on one line.")
STRUCK_UNSUPPORTED = _not_printed("Words struck through", "Delete the words, or take the ~~ marks out.")
PICTURE_IN_WORDS_UNSUPPORTED = _not_printed("A picture in the middle of other words", f"Put the picture {_ON_ITS_OWN}")
LINK_TITLE_UNSUPPORTED = _not_printed("A link's title", "Take out the words in quotes after the address.")
MARKS_IN_SOURCED_UNSUPPORTED = _not_printed(
    "Marks inside a figure with an outside source",
    'Put the marks around the whole, as in **[22]{{source="…"}}**.',
)


def _not_taken(what: str, hint: str) -> Rule:
    return NARRATIVE_UNSUPPORTED.worded(f"{what} cannot be taken into a board paper from a Word file", hint)


SNIPPET_PICTURE = _not_taken(
    "A picture",
    "Put the picture's file into the paper's folder, and write this section in Markdown: ![words](file.png).",
)
SNIPPET_FIELD = _not_taken("The field {name}", "Type {shown!r} in its place, or take it out.")
SNIPPET_EMPTY_FIELD = _not_taken("The field {name}", "Take it out.")
SNIPPET_STRUCK = _not_taken("Words struck through (“{words}”)", "Delete the words or the line.")
SNIPPET_LABEL = _not_taken(
    "The list label “{label}”",
    "Number the list as 1. 2. 3., A. B. C., (i) (ii) (iii) or with bullets, and type other words yourself.",
)
SNIPPET_TABLE_IN_TABLE = _not_taken("A table inside a table", "Take it out of the cell, or write its words there.")
SNIPPET_LIST_IN_TABLE = _not_taken(
    "A list inside a table", "Write the items as sentences, or take the list out of the table."
)
SNIPPET_INSIDE_NOTE = _not_taken("A list or table inside a note", "Write the note as plain paragraphs.")
SNIPPET_NOTE_IN_NOTE = _not_taken("A note inside a note", "Put both notes' marks in the text.")

PAGE_BREAK_DROPPED = Rule(
    "page-break-dropped",
    Severity.WARNING,
    sentence="A page break in narrative is not kept",
    hint="Begin a new page with new_page in paper.yaml.",
    protects=_LAYOUT,
)
STYLE_DROPPED = Rule(
    "style-dropped",
    Severity.WARNING,
    sentence="Of the styles of letters only bold and italic are kept, not {style} (“{words}”)",
    hint="Check that the sentence still says what you mean.",
    protects=_LAYOUT,
)
LINK_DROPPED = Rule(
    "link-dropped",
    Severity.WARNING,
    sentence="A link to another place in this Word file is printed as plain words",
    hint="Name the paragraph or heading in words.",
    protects=_LINKS,
)
HEADER_DROPPED = Rule(
    "header-dropped",
    Severity.WARNING,
    sentence="Words in a header or footer are not taken over (“{words}”)",
    hint="Move them into the text if they are part of it.",
    protects=_WORDS,
)
FIGURES_JOINED = Rule(
    "figures-joined",
    Severity.ERROR,
    sentence="“{before}” and the {style} “{raised}” would be printed as one figure",
    hint="Use Word's own footnote for a note's mark; write a power in words, or with a character such as ².",
    protects=_FIGURES,
)
CODE_PRINTED_PLAIN = Rule(
    "code-printed-plain",
    Severity.WARNING,
    sentence="Words between ` marks are printed as plain words",
    hint="Take the ` marks out, or write \\` to print them.",
    protects=_LAYOUT,
)
EMPHASIS_IN_FIGURE = Rule(
    "emphasis-in-figure",
    Severity.ERROR,
    sentence="The stars around “{words}” would vanish and join the figures beside it",
    hint="Write \\* to print a star, or × for a product.",
    protects=_FIGURES,
)
EMPHASIS_UNCLOSED = Rule(
    "emphasis-unclosed",
    Severity.WARNING,
    sentence="Stars that make nothing bold would be printed as typed",
    hint="Put ** on both sides of the words, touching them, or write \\* for a star.",
    protects=_LAYOUT,
)

HEADING_LEVEL = Rule(
    "heading-level",
    Severity.ERROR,
    sentence="A heading of level 1 stands inside a part",
    hint="Begin the line with ##. The part's own heading comes from paper.yaml.",
    protects="Who moves from heading to heading misses no level.",
)
NARRATIVE_HEADING_EMPTY = accessibility.HEADING_EMPTY.worded(
    "A heading has no words", "Write its words, or delete the line.", Severity.ERROR
)
HEADING_WITHOUT_SPACE = Rule(
    "heading-without-space",
    Severity.ERROR,
    sentence="A heading here would be printed as typed",
    hint="Put a space after the # signs.",
    protects=_LAYOUT,
)
HEADING_TOO_DEEP = Rule(
    "heading-too-deep",
    Severity.ERROR,
    sentence="A heading would be of level {level}",
    hint="Use no more than {most} levels of headings.",
    protects="Word and PDF have six levels of headings; none is made plain text.",
)
NARRATIVE_HEADING_SKIPS_LEVEL = accessibility.HEADING_SKIPS_LEVEL.worded(
    "A heading of level {level} follows one of level {above}",
    "Make it a heading of level {right}, or write the heading that is missing above it.",
)
PARAGRAPH_EMPTY = Rule(
    "paragraph-empty",
    Severity.ERROR,
    sentence="A paragraph has no words",
    hint="Delete the line.",
    protects="No numbered paragraph is blank.",
)

LIST_INDENT = Rule(
    "list-indent",
    Severity.ERROR,
    sentence="A list here is set in, but too little to belong to the item above it",
    hint="Set it in to where the words of the item above begin (three spaces after “1.”, four after “10.”).",
    protects=_LAYOUT,
)
LIST_IN_PARAGRAPH = LIST_INDENT.worded(
    "“{words}” is set in so far that it reads as part of the paragraph above it",
    "Bring the list out to the margin; where no item is meant, join the two lines.",
)
LIST_OUT_OF_ORDER = Rule(
    "list-out-of-order",
    Severity.ERROR,
    sentence="Item {number} would be printed as {counted}",
    hint="Number the items in order, or begin a new list after a paragraph.",
    protects=_NUMBERS,
)
ITEM_IN_ITEM = LIST_OUT_OF_ORDER.worded(
    "“{words}” reads as part of the item above it",
    "Mark items in order (A. B. C.) and set inner ones in; where no item is meant, join the two lines.",
)
ITEM_AFTER_LIST = LIST_OUT_OF_ORDER.worded(
    "“{words}” is not the next item of the list above it, and is printed as a paragraph",
    "Mark items in order (A. B. C.); where no item is meant, write \\ before the full stop or bracket.",
    Severity.WARNING,
)
LIST_OF_ONE = Rule(
    "list-of-one",
    Severity.WARNING,
    sentence="“{number}.” is read as the number of a list item",
    hint="Where no list is meant, write \\ before the full stop or bracket: {number}\\.",
    protects=_NUMBERS,
)
LIST_TOO_DEEP = Rule(
    "list-too-deep",
    Severity.ERROR,
    sentence="A list is nested more deeply than Word can number",
    hint="Use no more than {most} levels.",
    protects=_NUMBERS,
)
LIST_ITEM_EMPTY = Rule(
    "list-item-empty", Severity.ERROR, sentence="A list item has no words", hint=_WRITE, protects=_NUMBERS
)

NARRATIVE_TABLE_WITHOUT_HEADER = accessibility.TABLE_WITHOUT_HEADER.worded(
    "A table's columns have no headings", "Name each column in the table's first line."
)
SNIPPET_TABLE_WITHOUT_HEADER = NARRATIVE_TABLE_WITHOUT_HEADER.worded(hint="Name each column in the table's first row.")
TABLE_BROKEN = Rule(
    "table-broken",
    Severity.ERROR,
    sentence="A table here cannot be read as one",
    hint="Give the row of dashes as many columns as the headings, and leave an empty line before the table.",
    protects=_LAYOUT,
)
TABLE_ROW_LENGTH = Rule(
    "table-row-length",
    Severity.ERROR,
    sentence="A table row has {cells} where the headings have {headings}",
    hint="Give each row as many cells as the headings, with \\| for a | inside one; leave an empty line after.",
    protects=_WORDS,
)
TABLE_MERGED_CELLS = Rule(
    "table-merged-cells",
    Severity.ERROR,
    sentence="A table has cells that span several rows or columns",
    hint="Split the cells in Word (Layout, Split Cells) so that each row has as many as the headings.",
    protects="Who hears a cell is told which column it stands in.",
)

NOTE_LABEL = Rule(
    "note-label",
    Severity.ERROR,
    sentence="A note's mark is not complete: “{sign}” would be printed as typed",
    hint="Write it as [^label], with no spaces in the label.",
    protects=_NOTES,
)
NOTE_IN_TEXT = NOTE_LABEL.worded(
    "A note stands inside the text: “{sign}” would be printed as typed",
    "Write [^label] here and [^label]: the note below.",
)
NOTE_MISSING = Rule(
    "note-missing",
    Severity.ERROR,
    sentence="Note [^{label}] is not written in this file",
    hint="Write it on a line of its own in the same file: [^{label}]: the note.",
    protects=_NOTES,
)
NOTE_UNUSED = Rule(
    "note-unused",
    Severity.ERROR,
    sentence="Nothing in the text refers to note [^{label}]",
    hint="Put [^{label}] where the note belongs, or delete the note.",
    protects=_WORDS,
)
NOTE_EMPTY = Rule(
    "note-empty",
    Severity.ERROR,
    sentence="A note has no words",
    hint="Write its words after the colon.",
    protects=_NOTES,
)
SNIPPET_NOTE_EMPTY = NOTE_EMPTY.worded(hint="Write the note's words in Word, or delete its mark.")
NOTE_REPEATED = Rule(
    "note-repeated",
    Severity.ERROR,
    sentence="Note [^{label}] is marked a second time (first in {first})",
    hint="A Word note has one mark. Give this place a note of its own, such as [^{label}-2].",
    protects=_NOTES,
)
SNIPPET_NOTE_REPEATED = NOTE_REPEATED.worded(
    "A note is marked a second time (first in {first})", "Give this place a note of its own."
)
NOTE_DEFINED_TWICE = Rule(
    "note-defined-twice",
    Severity.ERROR,
    sentence="Note [^{label}] is written a second time (first on line {first})",
    hint="Give one of the two another label.",
    protects=_NOTES,
)

LINK_BROKEN = Rule(
    "link-broken",
    Severity.ERROR,
    sentence="A link is not complete: “{sign}” would be printed as typed",
    hint="Write it as [words](https://…): no spaces in the address, and no square brackets in the words.",
    protects=_LINKS,
)
LINK_LABEL_UNKNOWN = LINK_BROKEN.worded(
    "A link's label is not defined: “{sign}” would be printed as typed",
    "Write the address here, as in [words](https://…).",
)
NARRATIVE_LINK_WITHOUT_WORDS = accessibility.LINK_WITHOUT_WORDS.worded(
    "The link to {target} has no words", "Put the words that describe where it leads between the square brackets."
)
LINK_UNSAFE = Rule(
    "link-unsafe",
    Severity.ERROR,
    sentence="The link address “{address}” is not a web page, an e-mail address or a place in this paper",
    hint="Begin it with https://, http://, mailto: or # and the name of a bookmark.",
    protects=_LINKS,
)
LINK_HOLDS_REFERENCE = LINK_UNSAFE.worded("A link's address holds a figure reference", "Write the address out in full.")
LINK_LEFT_OUT = LINK_UNSAFE.worded(
    "The publication leaves out the link to “{address}”, which is no web or mail address.",
    "Link to an address that begins with https:// or mailto:.",
    Severity.WARNING,
)
LINK_UNUSED = Rule(
    "link-unused",
    Severity.ERROR,
    sentence="No link uses the address “{label}”",
    hint="Use it as [words][label], or write the line as a sentence.",
    protects=_WORDS,
)
LINK_DEFINED_TWICE = Rule(
    "link-defined-twice",
    Severity.ERROR,
    sentence="The address “{label}” is written a second time",
    hint="Keep one of the two, or give one another label.",
    protects=_LINKS,
)

NARRATIVE_IMAGE_WITHOUT_ALT = accessibility.IMAGE_WITHOUT_ALT.worded(
    "The picture {address} is not described",
    "Say between the square brackets what it shows, as in ![Homicides by quarter](chart.png).",
)
IMAGE_ALT_MARKS = Rule(
    "image-alt-marks",
    Severity.ERROR,
    sentence="A picture's description holds marks",
    hint="Write the description in plain words.",
    protects="Who cannot see a picture is told what it shows.",
)
IMAGE_OUTSIDE = Rule(
    "image-outside",
    Severity.ERROR,
    sentence="The picture {name} is not in the paper's folder",
    hint="Copy it into the paper's folder, and write its path from this file's folder.",
    protects="A description from elsewhere cannot bring in a file that its sender was not given.",
)
IMAGE_MISSING = Rule(
    "image-missing",
    Severity.ERROR,
    sentence="There is no picture {name}",
    hint="Check the spelling, capitals too, and that the file is in the paper's folder.",
    protects="No picture is left out unseen.",
)
IMAGE_UNKNOWN_FORMAT = Rule(
    "image-unknown-format",
    Severity.ERROR,
    sentence="The picture {name} is neither PNG nor JPEG",
    hint="Save it as PNG or JPEG, and name that file here.",
    protects="No picture is left out unseen.",
)

REFERENCE_UNCLOSED = Rule(
    "reference-unclosed",
    Severity.ERROR,
    sentence="“{{{{” opens a figure reference that is not closed",
    hint="Close it with “}}}}”, as in {{{{homicide.change}}}}.",
    protects=_MARK,
)
REFERENCE_UNOPENED = REFERENCE_UNCLOSED.worded(
    "“}}}}” closes a figure reference that was never opened", "Open it with “{{{{”, as in {{{{homicide.change}}}}."
)
REFERENCE_EMPTY = Rule(
    "reference-empty",
    Severity.ERROR,
    sentence="A figure reference has nothing between its braces",
    hint="Name a figure, as in {{{{homicide.change}}}}, or take the braces out.",
    protects=_MARK,
)
TEMPLATE_TAG_IN_NARRATIVE = Rule(
    "template-tag-in-narrative",
    Severity.ERROR,
    sentence="“{tag}” is a template command, and narrative has none",
    hint="Take it out. Figures are written {{{{indicator.facet}}}}; whole parts are chosen in paper.yaml.",
    protects="Narrative is words: nothing in it is run.",
)
ATTRIBUTE_UNKNOWN = Rule(
    "attribute-unknown",
    Severity.ERROR,
    sentence="“{mark}” means nothing here and would be printed as it stands",
    hint='Use {{.unnumbered}} at the end of a paragraph or [22]{{source="…"}} for a figure, or take it out.',
    protects=_MARK,
)
ATTRIBUTE_UNCLOSED = Rule(
    "attribute-unclosed",
    Severity.ERROR,
    sentence="A mark in braces is not complete: “{sign}” would be printed as typed",
    hint='Write it as [22]{{source="…"}}, quotes closed.',
    protects=_MARK,
)
PLACEHOLDER_UNKNOWN = Rule(
    "placeholder-unknown",
    Severity.ERROR,
    sentence="{{{{{reference}}}}} asks for a “{kind}”, which boardpaper cannot draw",
    hint="Use {{{{chart:id}}}} or {{{{scorecard:id}}}}.",
    protects=_MARK,
)
PLACEHOLDER_IN_TEXT = Rule(
    "placeholder-in-text",
    Severity.ERROR,
    sentence="{{{{{reference}}}}} stands in the middle of other words",
    hint=f"Put it {_ON_ITS_OWN}",
    protects=_MARK,
)
SOURCED_FIGURE_EMPTY = Rule(
    "sourced-figure-empty",
    Severity.ERROR,
    sentence="A figure with an outside source has no {missing}",
    hint='Write it as [22]{{source="Force Tasking, March 2022"}}.',
    protects="No figure in print without a source.",
)
SOURCE_LOST = SOURCED_FIGURE_EMPTY.worded(
    "The figure “{words}” was copied without its source", 'Write it as [{words}]{{source="…"}}.'
)
