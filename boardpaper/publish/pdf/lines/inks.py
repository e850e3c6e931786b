"""The inks of one document: what each look that Word gives to words is drawn with."""

from msgspec.structs import replace

from boardpaper.model.document import RunFormat, Vertical
from boardpaper.publish.pdf.lines.boxes import Ink
from boardpaper.publish.pdf.lines.notices import Notices
from boardpaper.publish.pdf.text.fonts import face_for, is_picture_font, shown_family
from boardpaper.rules import pages as rules

# How Word draws raised and lowered characters, as fractions of the run's size.
_SCRIPT_SIZE = 0.65
_SUPERSCRIPT_RISE = 0.35
_SUBSCRIPT_RISE = -0.14
SMALL_CAPS_SIZE = 0.8


class Inks:
    """Inks by format. `heights` are those of lines in one ink, by ink and line spacing."""

    __slots__ = ("_inks", "_met", "_notices", "heights")

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self._inks: dict[RunFormat, Ink] = {}
        self._met: dict[int, tuple[RunFormat, Ink]] = {}
        self.heights: dict[tuple[object, ...], tuple[float, float]] = {}

    def of(self, run_format: RunFormat) -> Ink:
        """The ink for a run's format; a family that has to be replaced is reported once."""
        # To hash a format takes longer than all else here, and most that are asked for are the same object.
        met = self._met.get(id(run_format))
        if met is not None:
            return met[1]
        ink = self._inks.get(run_format)
        if ink is None:
            ink = self._inks[run_format] = self._make(run_format)
        self._met[id(run_format)] = (run_format, ink)
        return ink

    def _make(self, run_format: RunFormat) -> Ink:
        """The face, size and place of a format's words; a font that another stands in for is told of once."""
        face, own = face_for(run_format.font, bold=run_format.bold, italic=run_format.italic)
        if not own and not is_picture_font(run_format.font):
            font, used = run_format.font or "without a name", shown_family(face)
            substituted = rules.FONT_SUBSTITUTED.at(self._notices.place, font=font, used=used)
            self._notices.report(substituted, once_for=run_format.font)
        size, rise = run_format.size, 0.0
        if run_format.vertical is Vertical.SUPERSCRIPT:
            size, rise = size * _SCRIPT_SIZE, size * _SUPERSCRIPT_RISE
        elif run_format.vertical is Vertical.SUBSCRIPT:
            size, rise = size * _SCRIPT_SIZE, size * _SUBSCRIPT_RISE
        return Ink(
            face,
            size,
            face,
            run_format.size,
            run_format.colour or "000000",
            rise + run_format.rise,
            run_format.underline,
            run_format.strike,
            run_format.highlight,
            run_format.spacing,
            not (run_format.caps or run_format.small_caps or run_format.spacing),
            run_format.rise,
        )


def smaller(ink: Ink) -> Ink:
    """The ink for the lower-case letters of small capitals."""
    return replace(ink, size=ink.size * SMALL_CAPS_SIZE)
