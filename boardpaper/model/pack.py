"""Packs: the PDFs that go into one, how their pages are numbered and stamped, and where each came to stand.

Lengths are in points, pages are counted from 0 unless a name says otherwise.
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from boardpaper.model.finding import Finding


class PdfPage(Struct, frozen=True):
    """A page's size as a reader sees it, cropped and turned, and how far it is turned clockwise."""

    width: float
    height: float
    rotation: int = 0
    cropped: bool = False


class PdfHeading(Struct, frozen=True):
    """A heading, at the level of its outline entry or tag; `top` is its height in the page's own coordinates."""

    level: int
    title: str
    page: int
    top: float | None = None


class PdfExtras(Struct, frozen=True):
    """What a finished PDF holds beside the content of its pages.

    `fields` counts a form's fields, `signatures` those that are signed, `comments` the annotations that reviewers
    leave, `redactions` what was marked to be blacked out and still stands there, `hidden_values` the fields whose value
    nobody sees. `scripts` say what the file does by itself, `attachments` name the files in it, `local_links` the
    places on somebody's machine that it leads to, `personal_links` those among somebody's own files in the cloud.
    """

    fields: int = 0
    signatures: int = 0
    scripts: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    comments: int = 0
    redactions: int = 0
    hidden_values: int = 0
    local_links: tuple[str, ...] = ()
    personal_links: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    hidden_layers: tuple[str, ...] = ()


class PdfFacts(Struct, frozen=True):
    """What a finished PDF says of itself.

    `ua` is the part of ISO 14289 that it claims ("1"), `pdfa` part and level of ISO 19005 ("2a"); "" claims nothing.
    `untagged_pages` hold content that no tag leads to; the content of `unsound_pages` leaves something open at its
    end. `headings` are those that the outline leads to, or the tags where there is no outline.
    A file that could not be opened is not `readable` and has no pages.
    """

    name: str
    sha256: str = ""
    readable: bool = True
    pages: tuple[PdfPage, ...] = ()
    tagged: bool = False
    ua: str = ""
    pdfa: str = ""
    title: str = ""
    language: str = ""
    outline: tuple[str, ...] = ()
    headings: tuple[PdfHeading, ...] = ()
    untagged_pages: tuple[int, ...] = ()
    unsound_pages: tuple[int, ...] = ()
    encrypted: bool = False
    extras: PdfExtras = PdfExtras()

    @property
    def conforms(self) -> bool:
        """Whether it claims all that PDF/UA-1 and PDF/A-2a together ask of a part of a pack.

        What level A adds to level B (ISO 19005-2, 6.7) PDF/UA-1 asks for too.
        """
        return self.tagged and self.ua == "1" and self.pdfa[:1] in {"1", "2", "3"}


class CroppedPage(Struct, frozen=True):
    """A page that shows less than it holds: how many of its characters are hidden, and what share of its sheet."""

    page: int
    characters: int
    share: float


class CoveredPage(Struct, frozen=True):
    """A page on which something dark lies over words, and how many letters it hides."""

    page: int
    characters: int


class Unseen(StrEnum):
    """Why nobody sees words of a page that everybody can copy."""

    LAYER = "layer"
    CROPPED = "cropped"
    INKLESS = "inkless"
    WHITE = "white"


class UnseenWords(Struct, frozen=True):
    """Words of a page that nobody sees, and why."""

    page: int
    why: Unseen
    words: str


class PdfTexts(Struct, frozen=True):
    """Every word that a PDF holds, seen or not, for comparing files.

    `pages` is the text that each page draws, spaces only roughly right; `strings` are all other strings, each with
    the key that it stands under (`/Title`, `/Alt`, `/Contents`), and names of fonts, layers and attachments.
    `unreadable` counts the characters whose font does not say what they are. `sideways` are the pages whose text does
    not stand upright when they are shown.
    """

    pages: tuple[str, ...]
    strings: tuple[tuple[str, str], ...]
    unreadable: int = 0
    sideways: tuple[int, ...] = ()
    cropped: tuple[CroppedPage, ...] = ()
    covered: tuple[CoveredPage, ...] = ()
    unseen: tuple[UnseenWords, ...] = ()


class FrontNumbering(StrEnum):
    """How the pages before the first paper are numbered: with the papers' own numbers, or i, ii, iii."""

    CONTINUE = "continue"
    ROMAN = "roman"


class PackStamps(Struct, frozen=True):
    """What is printed at the edges of each page, at `size` points; empty words stamp nothing.

    `backing` puts white behind the stamps, for pages that are dark up to their edges. `back` is what the link from a
    part's item stamp to the agenda is called; "" makes none.
    """

    item: str = "Agenda item {item}"
    page: str = "Page {page}"
    size: float = 9.0
    backing: bool = False
    back: str = "Back to the agenda"


class PackOptions(Struct, frozen=True):
    """How a pack is put together.

    `first_page` is the number of the first numbered page: a supplement goes on where the pack ended. With
    `double_sided` each part opens on a front side. `include_untagged` puts the pages of untagged PDFs in, where a slip
    page would stand for them. `most_megabytes` (10**6 bytes) is the size above which there is a finding; `contact`
    is whom a slip page sends those to who need a paper in another form. A pack of more than `contents_over` pages gets
    a contents list, None for none.
    """

    stamps: PackStamps = PackStamps()
    first_page: int = 1
    front: FrontNumbering = FrontNumbering.CONTINUE
    dividers: bool = False
    double_sided: bool = False
    include_untagged: bool = False
    most_megabytes: float | None = None
    contact: str = ""
    contents_over: int | None = None


class PackPart(Struct, frozen=True):
    """One finished PDF on its way into a pack.

    `item` is the agenda item's number as printed. `depth` is 1 for an item's paper and 2 for an appendix, which
    follows its item. `restricted` is the stamp of a page that is not public. A link of any part to one of `addresses`
    becomes a link to this part. `original` is the address where the file stands by itself. A `slip` stands for a paper
    that is not in the pack.
    """

    facts: PdfFacts
    content: bytes
    title: str
    item: str = ""
    depth: int = 1
    restricted: str = ""
    stamped: bool = True
    addresses: tuple[str, ...] = ()
    original: str = ""
    slip: bool = False


class PackLink(Struct, frozen=True):
    """A rectangle on a page of the front (left, bottom, right, top, in the page's coordinates) that leads to a part."""

    page: int
    box: tuple[float, float, float, float]
    part: int
    words: str


class PageKind(StrEnum):
    """What a page of a pack is."""

    FRONT = "front"
    CONTENTS = "contents"
    DIVIDER = "divider"
    PAPER = "paper"
    SLIP = "slip"
    BLANK = "blank"


class PackPage(Struct, frozen=True):
    """A page of a pack. `label` is its number as stamped, as labelled and as the agenda prints it.

    `part` is the part's place among the parts and `page` the page's place in it; -1 where there is none.
    """

    label: str
    kind: PageKind
    part: int = -1
    page: int = -1


class PackLayout(Struct, frozen=True):
    """Every page of a pack in order; the parts' item numbers and titles beside them."""

    pages: tuple[PackPage, ...]
    items: tuple[str, ...]
    titles: tuple[str, ...]
    front_roman: int = 0
    first_page: int = 1

    def pages_of_part(self, part: int) -> range:
        """The places of a part's own pages, without its divider."""
        places = [place for place, page in enumerate(self.pages) if page.part == part and page.page >= 0]
        return range(places[0], places[-1] + 1) if places else range(0)

    def pages_of_item(self, item: str) -> tuple[str, str]:
        """The first and last page number of an item, dividers and appendices among them.

        Raises:
            KeyError: no part of the pack belongs to `item`.
        """
        labels = [page.label for page in self.pages if page.part >= 0 and self.items[page.part] == item]
        if not labels:
            raise KeyError(item)
        return labels[0], labels[-1]

    @property
    def last_number(self) -> int:
        """The number of the last page, or that before the first where no page is numbered."""
        numbered = self.pages[self.front_roman :]
        return int(numbered[-1].label) if numbered else self.first_page - 1

    @property
    def places(self) -> Iterator[tuple[int, int, int]]:
        """Each part in order: its place, and the places of its first and last page."""
        for part in range(len(self.titles)):
            own = self.pages_of_part(part)
            yield part, own.start, own.stop - 1


class FontCost(Struct, frozen=True):
    """How many bytes of a pack are fonts, and how many of these hold a face that another part brought too.

    Each paper embeds the characters that it uses; the subsets of a face overlap, and are not made into one.
    """

    total: int = 0
    repeated: int = 0


class Pack(Struct, frozen=True):
    """A merged pack. `conforms` says whether it claims PDF/UA-1 and PDF/A-2a; `saved` bytes were stored once
    instead of many times."""

    content: bytes
    layout: PackLayout
    findings: tuple[Finding, ...]
    conforms: bool
    saved: int
    fonts: FontCost = FontCost()
