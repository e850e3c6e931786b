"""How a page's text stands to what is shown of the page: sideways, or cut away by a crop box."""

from collections.abc import Sequence

from pikepdf import Object

from boardpaper.model.pack import CroppedPage
from boardpaper.pdf.boxes import page_box, rotation_of, visible_box
from boardpaper.pdf.text import Run

# A few words set upwards, as beside a chart, do not make a page sideways.
_LEAST_SIDEWAYS = 40
_UPRIGHT = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
_STRAIGHT = 0.7
# Less of a page is cut away for trim marks and bleed.
_LARGE_CUT = 0.2


def is_sideways(page: Object, runs: Sequence[Run]) -> bool:
    """Whether most text of a page does not run from left to right when the page is shown."""
    upright = _UPRIGHT[rotation_of(page)]
    letters = sum(len(run.text) for run in runs)
    right = sum(
        len(run.text) for run in runs if run.direction[0] * upright[0] + run.direction[1] * upright[1] > _STRAIGHT
    )
    return letters >= _LEAST_SIDEWAYS and right * 2 < letters


def cropped_page(page: Object, runs: Sequence[Run], number: int) -> CroppedPage | None:
    """What a crop box hides: text, or so much of the page that a picture may be in it; None where it hides neither."""
    media, shown = page_box(page, "/MediaBox"), visible_box(page)
    if page_box(page, "/CropBox") is None or media is None or media == shown:
        return None
    left, bottom, right, top = shown
    outside = 0
    for run in runs:
        ends = (run.start, run.end)
        near = run.size or 1.0
        if not all(left - near <= x <= right + near and bottom - near <= y <= top + near for x, y in ends):
            outside += len(run.text.strip())
    share = 1 - (right - left) * (top - bottom) / ((media[2] - media[0]) * (media[3] - media[1]))
    return CroppedPage(number, outside, share) if outside or share > _LARGE_CUT else None
