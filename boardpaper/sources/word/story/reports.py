"""What a reader of the publication would miss, with its place."""

from boardpaper.live.bindings import is_foreign
from boardpaper.live.controls import SOURCE_PREFIX
from boardpaper.live.emptied import holds_nothing
from boardpaper.live.found import NAMELESS
from boardpaper.model.reference import is_reference
from boardpaper.ooxml.names import Element, W
from boardpaper.rules import publication
from boardpaper.rules.rule import Rule
from boardpaper.sources.word.look.values import child_of, child_value, is_on
from boardpaper.sources.word.story.state import Line, Story


def report(rule: Rule, story: Story, line: Line | None = None, **values: object) -> None:
    """Collects the finding that `rule` is broken where `story` now is, or at the end of `line`."""
    story.reading.findings.append(rule.at(story.where(line), **values))


def is_shown(story: Story, line: Line) -> bool:
    """Whether what stands here is shown; a picture, a text box or a note that is formatted as hidden is counted."""
    if story.shows and line.format.hidden:
        story.reading.tally(publication.HIDDEN_TEXT.name).add(story, line)
    return story.shows and not line.format.hidden


def note_unfilled(control: Element, story: Story, line: Line | None = None) -> None:
    """Reports a content control (`w:sdt`) of a figure that says nothing any more, or one that shows its prompt."""
    properties = child_of(control, f"{W}sdtPr")
    if properties is None:
        return
    if _is_foreign(properties, story):
        _note_foreign(control, properties, story, line)
        return
    showing = child_of(properties, f"{W}showingPlcHdr")
    is_prompt = showing is not None and is_on(showing)
    name = figure_name(properties, story)
    if name and holds_nothing(control, is_prompt=is_prompt):
        report(publication.FIGURE_EMPTIED, story, line, name=name)
    elif is_prompt:
        report(publication.PROMPT_SHOWN, story, line)


def _note_foreign(control: Element, properties: Element, story: Story, line: Line | None) -> None:
    """Reports a figure of another paper, unless it says where it came from or was deleted."""
    tag = child_value(properties, f"{W}tag") or ""
    words = " ".join("".join(text.text or "" for text in control.iter(f"{W}t")).split())
    if words and not tag.startswith(SOURCE_PREFIX):
        name = tag or child_value(properties, f"{W}alias") or NAMELESS
        report(publication.FIGURE_FOREIGN, story, line, words=words, name=name)


def control_name(properties: Element | None, story: Story) -> str:
    """A control's tag; else that of the figure that it is bound to, or the last step of another binding.

    Bindings outlive programs that drop tags. What was pasted from another paper is none of this one's figures.
    """
    if properties is None or _is_foreign(properties, story):
        return ""
    tag = child_value(properties, f"{W}tag")
    if tag:
        return tag
    binding = child_of(properties, f"{W}dataBinding")
    path = "" if binding is None else binding.get(f"{W}xpath", "")
    step = path.rpartition("/")[2].partition("[")[0].rpartition(":")[2]
    return story.reading.figure_tags.get(step, step)


def _is_foreign(properties: Element, story: Story) -> bool:
    """Whether a control came from another paper of boardpaper's."""
    return bool(story.reading.figure_names) and is_foreign(properties, story.reading.store)


def figure_name(properties: Element, story: Story) -> str:
    """What people call the figure of a control: `homicide.change`; "" for a control that is none's."""
    tag = control_name(properties, story)
    if not tag or not story.reading.figure_names:
        return ""
    return story.reading.figure_names.get(tag) or (tag if is_reference(tag) else "")
