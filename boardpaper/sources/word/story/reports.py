"""What a reader of the publication would miss, with its place."""

from boardpaper.ooxml.names import Element, W
from boardpaper.rules import publication
from boardpaper.rules.rule import Rule
from boardpaper.sources.word.look.values import is_on
from boardpaper.sources.word.story.state import Line, Story


def report(rule: Rule, story: Story, line: Line | None = None, **values: object) -> None:
    """Collects the finding that `rule` is broken where `story` now is, or at the end of `line`."""
    story.reading.findings.append(rule.at(story.where(line), **values))


def is_shown(story: Story, line: Line) -> bool:
    """Whether what stands here is shown; a picture, a text box or a note that is formatted as hidden is counted."""
    if story.shows and line.format.hidden:
        story.reading.tally(publication.HIDDEN_TEXT.name).add(story, line)
    return story.shows and not line.format.hidden


def note_placeholder(control: Element, story: Story, line: Line | None = None) -> None:
    """Reports a content control (`w:sdt`) that still shows its prompt."""
    showing = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if showing is not None and is_on(showing):
        report(publication.PROMPT_SHOWN, story, line)
