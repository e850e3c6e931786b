"""Page numbers as fields print them, in the format of their section or in the one that the field asks for."""

from collections.abc import Mapping

from msgspec import Struct, field

from boardpaper.model.document import Field, Paragraph, Section
from boardpaper.model.fields.code import FieldCode, number_asked, parse_field_code
from boardpaper.model.fields.numbers import number_shown
from boardpaper.model.numerals.formats import format_number
from boardpaper.publish.pdf.lines.style_references import Asked

# How a heading's number is asked for before a page number: by itself, without its words.
_OF_CHAPTER = FieldCode("STYLEREF", (), (("s", ""),))


class PageNumber(Struct, frozen=True):
    """A page's number, its section's number format, and the chapter that stands before it, as `2-`."""

    value: int = 1
    numbering: str = "decimal"
    chapter: str = ""

    def shown(self, code: FieldCode) -> str:
        r"""The number as printed; what the field's `\*` or `\#` asks for goes before the section's format."""
        number = number_shown(self.value, code, self.numbering)
        return self.chapter + (format_number(self.value, self.numbering) if number is None else number)


class PageNumbers(Struct, frozen=True):
    """What fields can ask: this page's number, how many pages there are, and where bookmarks stand.

    `section` is this page's section, from 1, and `section_total` its pages; `of_section` is how many pages each section
    has, by its place from 0. `of_style` are the paragraphs that STYLEREF repeats in this page's header and footer.
    """

    page: PageNumber = PageNumber()
    total: int = 1
    section: int = 1
    section_total: int = 1
    of_bookmark: Mapping[str, PageNumber] = field(default_factory=dict)
    of_section: Mapping[int, int] = field(default_factory=dict)
    of_style: Mapping[Asked, Paragraph] = field(default_factory=dict)


def page_number(value: int, section: Section, headings: Mapping[Asked, Paragraph]) -> PageNumber:
    """The number of a page of `section`; `headings` are those that stand on the page, or last before it."""
    heading = headings.get((chapter_style(section), False)) if section.chapter_level else None
    chapter = "" if heading is None or heading.label is None else number_asked(heading.label, _OF_CHAPTER)
    return PageNumber(value, section.number_format, f"{chapter}{section.chapter_separator}" if chapter else "")


def chapter_style(section: Section) -> str:
    """The style, in lower case, of the headings whose number stands before the section's page numbers (17.6.12)."""
    return f"heading {section.chapter_level}"


def counted(value: int | None, asked: Field) -> str:
    """A count of pages or sections as a field shows it; Word's last result where it is not known."""
    if value is None:
        return asked.result
    shown = number_shown(value, parse_field_code(asked.instruction))
    return str(value) if shown is None else shown


def looked_up(page: PageNumber | None, asked: Field) -> str:
    """A page's number as a field shows it; Word's last result where the page is not known."""
    return asked.result if page is None else page.shown(parse_field_code(asked.instruction))
