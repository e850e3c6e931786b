"""Where each page of a pack stands and what it is numbered: the one truth behind stamps, labels, outline and agenda."""

from collections.abc import Sequence

from boardpaper.model.numerals.roman import to_roman
from boardpaper.model.pack import FrontNumbering, PackLayout, PackOptions, PackPage, PackPart, PageKind

# A place among the pages before it is numbered: kind, part, page of that part.
_Place = tuple[PageKind, int, int]


def lay_out_pack(
    parts: Sequence[PackPart], *, front_pages: int, options: PackOptions, contents_pages: int = 0
) -> PackLayout:
    """Every page of the pack that `parts` make behind `front_pages` of the agenda and `contents_pages` of contents.

    The parts are those that go in: `with_slips` has put slip pages where they stand for a paper.
    """
    places: list[_Place] = [(PageKind.FRONT, -1, page) for page in range(front_pages)]
    _close_leaf(places, options)
    places += [(PageKind.CONTENTS, -1, page) for page in range(contents_pages)]
    _close_leaf(places, options)
    romans = len(places) if options.front is FrontNumbering.ROMAN else 0
    _add_parts(places, parts, options)
    labels = [to_roman(place + 1) for place in range(romans)]
    labels += [str(options.first_page + place) for place in range(len(places) - romans)]
    return PackLayout(
        tuple(PackPage(label, *place) for label, place in zip(labels, places, strict=True)),
        tuple(part.item for part in parts),
        tuple(part.title for part in parts),
        romans,
        options.first_page,
    )


def _add_parts(places: list[_Place], parts: Sequence[PackPart], options: PackOptions) -> None:
    """The pages of every part, with dividers before papers and blank backs between parts where they are asked for."""
    for index, part in enumerate(parts):
        if options.dividers and part.depth == 1:
            places.append((PageKind.DIVIDER, index, -1))
            _close_leaf(places, options)
        kind = PageKind.SLIP if part.slip else PageKind.PAPER
        places += [(kind, index, page) for page in range(len(part.facts.pages))]
        if index < len(parts) - 1:
            _close_leaf(places, options)


def _close_leaf(places: list[_Place], options: PackOptions) -> None:
    """A blank back where the next page should open on a front side; it belongs to what stands before it."""
    if options.double_sided and len(places) % 2:
        places.append((PageKind.BLANK, places[-1][1], -1))
