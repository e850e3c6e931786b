"""The names that a Word template may use: its tags and its styles."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class Style(StrEnum):
    """The paragraph, character and table styles that a paper is written in, by the names that Word shows."""

    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    HEADING_5 = "heading 5"
    HEADING_6 = "heading 6"
    NUMBERED = "Numbered Paragraph"
    BODY = "Body Paragraph"
    LETTERED = "Lettered Item"
    ROMAN = "Roman Item"
    DECIMAL = "Decimal Item"
    BULLET = "Bullet Item"
    BULLET_2 = "Bullet Item 2"
    CONTINUATION = "List Continuation"
    CONTINUATION_2 = "List Continuation 2"
    TABLE_TEXT = "Table Text"
    TABLE_HEADING = "Table Heading"
    TABLE_END = "Table End"
    CAPTION = "caption"
    PICTURE = "Picture"
    FOOTNOTE_TEXT = "footnote text"
    FOOTNOTE_REFERENCE = "footnote reference"
    HYPERLINK = "Hyperlink"
    FIGURE = "Figure"
    TABLE = "Board Table"

    @property
    def kind(self) -> str:
        """`paragraph`, `character` or `table`, as ECMA-376 names kinds of style."""
        if self in (Style.FOOTNOTE_REFERENCE, Style.HYPERLINK, Style.FIGURE):
            return "character"
        return "table" if self is Style.TABLE else "paragraph"

    @property
    def label(self) -> str:
        """The name as Word's style list shows it: built-in styles have capitals there, and none in the file."""
        return self.value.title() if self.value.islower() else self.value


# Without these a template can still carry a paper that does not need them.
RARE_STYLES = (Style.HEADING_4, Style.HEADING_5, Style.HEADING_6)
# These styles must belong to a list of the template, or their paragraphs would print without number or bullet.
LIST_STYLES = (Style.NUMBERED, Style.LETTERED, Style.ROMAN, Style.DECIMAL, Style.BULLET, Style.BULLET_2)


class Name(Struct, frozen=True):
    """Something that a tag may print or repeat. `kind` is a key of `KINDS`, or one of the kinds without names.

    Those are `text` (words), `flag` (yes or no), `body` (whole paragraphs, placed by `{{p ...}}`) and `fields` (any
    name). `many` says that it is a list, for `{%p for ... in ... %}`.
    """

    kind: str
    meaning: str
    many: bool = False


KINDS: Mapping[str, Mapping[str, Name]] = {
    "paper": {
        "board": Name("text", "the board's name"),
        "meeting": Name("text", "the month or day of the meeting"),
        "agenda_item": Name("text", "the number of the agenda item"),
        "priority": Name("text", "the priority that the paper belongs to; may be empty"),
        "title": Name("text", "the paper's title"),
        "presented_by": Name("text", "everyone who presents the paper, with job titles, on one line"),
        "presenters": Name("person", "everyone who presents the paper, one after another", many=True),
        "language": Name("text", "the paper's language, as en-GB"),
        "fields": Name("fields", "further values from paper.yaml: {{ fields.classification }}"),
        "parts": Name("part", "the parts of the paper in order", many=True),
        "parts_by_id": Name("parts_by_id", "one part by its id: {{p parts_by_id.recommendations.body }}"),
        "appendices": Name("appendix", "the appendices in order", many=True),
    },
    "part": {
        "id": Name("text", "the part's id"),
        "heading": Name("text", "the part's heading"),
        "body": Name("body", "the part's paragraphs"),
        "next_steps": Name("body", "the part's next steps; may be empty"),
        "authors": Name("person", "the part's authors", many=True),
        "new_page": Name("flag", "whether the part begins a page"),
        "numbered": Name("flag", "whether the part's paragraphs are numbered"),
    },
    "appendix": {
        "letter": Name("text", "the appendix's letter"),
        "title": Name("text", "the appendix's title"),
        "body": Name("body", "the appendix's paragraphs"),
    },
    "person": {
        "name": Name("text", "the person's name"),
        "job_title": Name("text", "the person's job title; may be empty"),
    },
}


AGENDA_KINDS: Mapping[str, Mapping[str, Name]] = {
    "agenda": {
        "heading": Name("text", "Agenda, or Supplementary agenda 1"),
        "body": Name("text", "the body that meets"),
        "date": Name("text", "the day of the meeting"),
        "time": Name("text", "when it begins"),
        "venue": Name("text", "where it is held"),
        "issued": Name("text", "the day on which the agenda was published"),
        "chair": Name("text", "who takes the chair"),
        "members": Name("text", "the members, one after another", many=True),
        "membership": Name("text", "the members on one line"),
        "contact": Name("text", "whom to ask, and how"),
        "alternative_formats": Name("text", "how to have papers in another form"),
        "next_meeting": Name("text", "when and where the next meeting is"),
        "exemptions": Name("text", "the schedule that says what information is exempt"),
        "restricted": Name("flag", "whether this is the agenda for members, which names the items of part 2"),
        "part_1": Name("item", "the items open to the public, in order", many=True),
        "part_2": Name("item", "the items from which the public is excluded, in order", many=True),
    },
    "item": {
        "number": Name("text", "the item's number"),
        "title": Name("text", "the item's title; empty in part 2 of the public agenda"),
        "presenter": Name("text", "who presents it"),
        "time": Name("text", "the time allotted: 10 minutes"),
        "pages": Name("text", "its pages in the pack: 1–8, To follow, or nothing"),
        "purpose": Name("text", "what the meeting is asked to do: For decision"),
        "late": Name("text", "why a late item cannot wait"),
        "closed": Name("text", "why the public is excluded"),
        "appendices": Name("text", "its appendices, one after another", many=True),
        "address": Name("text", "where a link to its paper leads; empty where it has none"),
    },
}
