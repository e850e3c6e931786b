"""What a reader of the publication would miss, with its place."""

from boardpaper.model.finding import Finding, Severity, warning
from boardpaper.ooxml.names import Element, W
from boardpaper.sources.word.look.values import is_on
from boardpaper.sources.word.story.state import Line, Story

UNSUPPORTED = "word-unsupported"


def report_unsupported(story: Story, line: Line | None, what: str, hint: str, *, rule: str = UNSUPPORTED) -> None:
    """Says that `what` stands in the Word file and cannot be carried over; it blocks, since a reader would miss it."""
    story.reading.findings.append(
        Finding(
            rule,
            f"{what} cannot be carried into the publication copy, which would have a gap here",
            where=story.where(line),
            hint=hint,
            severity=Severity.ERROR,
        )
    )


def report_layout(story: Story, what: str, hint: str) -> None:
    """Says that the words of something come out, but not in the layout that Word gives them."""
    story.reading.findings.append(warning("word-layout", what, story.where(), hint))


def is_shown(story: Story, line: Line) -> bool:
    """Whether what stands here is shown; a picture, a text box or a note that is formatted as hidden is counted."""
    if story.shows and line.format.hidden:
        story.reading.tally("hidden-text").add(story, line)
    return story.shows and not line.format.hidden


def note_placeholder(control: Element, story: Story, line: Line | None = None) -> None:
    """Reports a content control (`w:sdt`) that still shows its prompt."""
    showing = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if showing is not None and is_on(showing):
        message = "A content control still shows its prompt, which would be published"
        hint = "Fill it in, or delete the control, in Word."
        story.reading.findings.append(warning("placeholder-text", message, story.where(line), hint))
