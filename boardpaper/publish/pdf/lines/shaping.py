"""Lines set anew once it is known where on a page they stand: in a narrower column, or beside a floating shape."""

from msgspec.structs import replace

from boardpaper.publish.pdf.lines.boxes import LineStrip, Room, Strip


def reshape(strips: list[Strip], at: int, room: Room) -> None:
    """Sets the line at `at`, and those that follow it in its paragraph, in `room`; anything else stays as it is."""
    strip = strips[at]
    spot = strip.spot if isinstance(strip, LineStrip) else None
    if spot is None or spot.room(spot.line) == room:
        return
    before = tuple(spot.room(line) for line in range(spot.line))
    made = spot.text.strips((*before, room))[spot.line :]
    # What stands above it may have taken over the space between both.
    made[0] = replace(made[0], gap=strip.gap, lead=strip.lead, forced=strip.forced)
    strips[at : at + spot.lines - spot.line] = made
