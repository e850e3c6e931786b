"""The cascade: defaults, table, list, paragraph and character styles and direct formatting, each mix resolved once."""

import re
from collections.abc import Hashable

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.document import (
    Borders,
    Justification,
    LineRule,
    ParagraphFormat,
    RunFormat,
    Vertical,
)
from boardpaper.ooxml.names import Element, W
from boardpaper.sources.word.look.numbering import Level, Lists
from boardpaper.sources.word.look.properties import (
    AUTO,
    Properties,
    fingerprint,
    lay_over,
    read_paragraph_properties,
    read_run_properties,
    space,
)
from boardpaper.sources.word.look.styles import Style, Styles
from boardpaper.sources.word.look.theme import Theme
from boardpaper.sources.word.look.values import is_dark

# Properties that two style levels switch against each other (17.7.3).
_TOGGLES = ("bold", "italic", "strike", "caps", "small_caps", "hidden")
_HEADING_NAME = re.compile(r"heading ([1-9])\Z", re.IGNORECASE)
# What Word takes where nothing in the file says otherwise.
_FONT = "Times New Roman"
_SIZE = 10.0
_MIRRORED = {Justification.LEFT: Justification.RIGHT, Justification.RIGHT: Justification.LEFT}
_NOT_DIRECT = (f"{W}rPr", f"{W}sectPr", f"{W}pPrChange")


class Surroundings(Struct, frozen=True, eq=False):
    """What a table gives to the paragraphs of a cell; compared by identity, so one instance serves many cells."""

    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)
    background: str = ""


BODY = Surroundings()


class ParagraphLook(Struct, frozen=True):
    """A paragraph's resolved properties, the list that numbers it, and where its runs begin their own cascade.

    `frame` is the `w:framePr` that it or its style has.
    """

    format: ParagraphFormat
    style_id: str
    style: str
    outline_level: int
    list: str
    level: int
    background: str
    frame: Element | None = None


class Cascade(Struct):
    """Resolves formatting against one file's styles, lists and theme."""

    styles: Styles
    lists: Lists
    theme: Theme
    _paragraphs: dict[Hashable, ParagraphLook] = field(default_factory=dict)
    _runs: dict[Hashable, RunFormat] = field(default_factory=dict)

    def paragraph(self, element: Element | None, around: Surroundings) -> ParagraphLook:
        """The look of a paragraph with the properties `element` (a `w:pPr`)."""
        key = (around, None if element is None else _paragraph_key(element))
        found = self._paragraphs.get(key)
        if found is None:
            found = self._paragraphs[key] = self._resolve_paragraph(element, around)
        return found

    def run(self, element: Element | None, look: ParagraphLook, around: Surroundings) -> RunFormat:
        """The format of a run with the properties `element` (a `w:rPr`) in a paragraph of that `look`."""
        key = (around, look.style_id, look.background, None if element is None else fingerprint(element))
        found = self._runs.get(key)
        if found is None:
            direct = read_run_properties(element, self.theme)
            found = self._runs[key] = self._finish_run(self._run_levels(direct, look, around), look.background)
        return found

    def with_font(self, form: RunFormat, look: ParagraphLook, around: Surroundings) -> RunFormat:
        """`form` in the font of the paragraph's plain text."""
        plain = self.run(None, look, around).font
        key = (form, plain)
        found = self._runs.get(key)
        if found is None:
            found = self._runs[key] = replace(form, font=plain)
        return found

    def label(self, mark: Element | None, level: Level, look: ParagraphLook, around: Surroundings) -> RunFormat:
        """The format of a list label: the paragraph mark's, with the level's own run properties over it."""
        key = (id(level), around, look.style_id, look.background, None if mark is None else fingerprint(mark))
        found = self._runs.get(key)
        if found is None:
            direct = read_run_properties(mark, self.theme)
            # Word does not underline a label because its paragraph's mark is.
            base = self._run_levels(direct, look, around) | {"underline": "", "hidden": False}
            found = self._runs[key] = self._finish_run(base | level.run, look.background)
        return found

    def _resolve_paragraph(self, element: Element | None, around: Surroundings) -> ParagraphLook:
        """A paragraph's look: defaults, table, styles, the list where it was set, then its own properties."""
        direct = read_paragraph_properties(element, self.theme)
        chain = self.styles.chain("paragraph", direct.get("style", ""))
        list_id, level, numbered_by = self._list_of(chain, direct)
        merged = lay_over(self.styles.paragraph, around.paragraph)
        for index, style in enumerate(chain):
            if index == numbered_by:
                merged = lay_over(merged, self._list_properties(list_id, level))
            merged = lay_over(merged, style.paragraph)
        if numbered_by == len(chain):
            merged = lay_over(merged, self._list_properties(list_id, level))
        merged = lay_over(merged, direct)
        return ParagraphLook(
            _finish_paragraph(merged),
            chain[-1].id if chain else "",
            chain[-1].name if chain else "",
            _outline_level(merged, chain),
            list_id,
            level,
            merged.get("shading", "") or around.background,
            merged.get("frame"),
        )

    def _list_of(self, chain: tuple[Style, ...], direct: Properties) -> tuple[str, int, int]:
        """The list, its level, and who set them: the place in the chain, or the chain's length for the paragraph.

        The order decides which indents hold: a list's come before those of the style that names it, and after
        those of the styles behind that (17.9.22 with 17.7.2, as Word applies them).
        """
        list_id, level, numbered_by = "", None, -1
        for index, properties in enumerate((*(style.paragraph for style in chain), direct)):
            if "num_id" in properties or "num_level" in properties:
                list_id = properties.get("num_id", list_id)
                level = properties.get("num_level", level)
                numbered_by = index
                if index < len(chain) and list_id in self.lists:
                    linked = self.lists[list_id].level_of_style(chain[index].id)
                    level = level if linked is None else linked
        if list_id not in self.lists:
            return "", 0, -1
        return list_id, level or 0, numbered_by

    def _list_properties(self, list_id: str, level: int) -> Properties:
        """The indents and tab stops of a level; Word takes nothing else of its paragraph properties."""
        given = self.lists[list_id].levels[level].paragraph
        return {name: given[name] for name in ("left", "right", "first_line", "tabs") if name in given}

    def _run_levels(self, direct: Properties, look: ParagraphLook, around: Surroundings) -> Properties:
        """A run's properties; toggles set in several styles switch each other off (17.7.3)."""
        character: Properties = {}
        if "style" in direct:
            style = self.styles.by_id.get(direct["style"])
            # A run cannot take a paragraph style; Word then shows the run without one.
            if style is not None and style.kind == "character":
                character = self.styles.chain_run("character", direct["style"])
        else:
            character = self.styles.chain_run("character", "")
        levels = (around.run, self.styles.chain_run("paragraph", look.style_id), character)
        merged = dict(self.styles.run)
        for level in levels:
            merged |= level
        for toggle in _TOGGLES:
            merged[toggle] = (
                bool(self.styles.run.get(toggle)) or sum(bool(level.get(toggle)) for level in levels) % 2 == 1
            )
        return merged | direct

    def _finish_run(self, merged: Properties, background: str) -> RunFormat:
        """The format that properties come to on that background, with what Word takes where they say nothing."""
        behind = merged.get("background", "") or background
        colour = merged.get("colour", AUTO)
        if colour == AUTO:
            colour = "FFFFFF" if behind and is_dark(behind) else "000000"
        return RunFormat(
            font=merged.get("font", _FONT),
            size=merged.get("size", _SIZE),
            bold=merged["bold"],
            italic=merged["italic"],
            underline=merged.get("underline", ""),
            strike=merged["strike"] or merged.get("double_strike", False),
            colour=colour,
            highlight=merged.get("highlight", "") or merged.get("background", ""),
            vertical=merged.get("vertical", Vertical.BASELINE),
            caps=merged["caps"],
            small_caps=merged["small_caps"],
            hidden=merged["hidden"],
            spacing=merged.get("spacing", 0.0),
            language=merged.get("language", ""),
            rise=merged.get("rise", 0.0),
        )


def _paragraph_key(element: Element) -> Hashable:
    """What makes two paragraphs' properties the same."""
    return tuple(
        [
            (child.tag, *child.items(), fingerprint(child) if len(child) else None)
            for child in element
            if child.tag not in _NOT_DIRECT
        ]
    )


def _outline_level(merged: Properties, chain: tuple[Style, ...]) -> int:
    """The level of a heading from 1; 0 for body text."""
    if "outline" in merged:
        return int(merged["outline"])
    # The built-in headings are headings also where a program left their outline level out.
    for style in reversed(chain):
        match = _HEADING_NAME.match(style.name)
        if match:
            return int(match[1])
    return 0


def _finish_paragraph(merged: Properties) -> ParagraphFormat:
    """The format that properties come to, with what Word takes where they say nothing."""
    stops = [stop for stop in merged.get("tabs", {}).values() if stop is not None]
    leftward: bool = merged.get("right_to_left", False)
    align: Justification = merged.get("align", Justification.LEFT)
    return ParagraphFormat(
        # In a paragraph that runs to the left, what Word calls left is the side where its lines begin (17.3.1.13).
        align=_MIRRORED.get(align, align) if leftward else align,
        left=merged.get("right" if leftward else "left", 0.0),
        right=merged.get("left" if leftward else "right", 0.0),
        first_line=merged.get("first_line", 0.0),
        before=space(merged, "before"),
        after=space(merged, "after"),
        line=merged.get("line", 1.0),
        line_rule=merged.get("line_rule", LineRule.AUTO),
        keep_next=merged.get("keep_next", False),
        keep_lines=merged.get("keep_lines", False),
        page_break_before=merged.get("page_break_before", False),
        widow_control=merged.get("widow_control", True),
        contextual_spacing=merged.get("contextual_spacing", False),
        tabs=tuple(sorted(stops, key=lambda stop: stop.position)),
        borders=Borders(
            **{edge: merged.get(f"border_{edge}") for edge in ("top", "left", "bottom", "right", "between")}
        ),
        shading=merged.get("shading", ""),
        right_to_left=leftward,
    )
