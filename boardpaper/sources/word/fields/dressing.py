"""The words of a field in the format that its result had, with the letters and figures that its switches ask for."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from boardpaper.model.document import (
    Bookmark,
    Break,
    Field,
    Inline,
    NoteMark,
    Run,
    RunFormat,
    Tab,
    plain_text,
    words_of,
)
from boardpaper.model.fields.code import FieldCode, in_letters
from boardpaper.model.fields.numbers import number_shown

_LETTERS = frozenset({"upper", "lower", "firstcap", "caps"})
_DIFFERENCES = ("bold", "italic", "underline", "strike", "vertical", "small_caps")


def dressed(asked: Field, code: FieldCode, found: list[Inline]) -> list[Inline]:
    """What was found, in the format that the field's result has; Word's own result where the words are the same."""
    if not found:
        return []
    found = _in_letters(_numbered(found, code), code)
    if asked.shown and _may_stay(found, asked, code):
        return list(asked.shown)
    bookmarks = [inline for inline in asked.shown if isinstance(inline, Bookmark)]
    look = next((inline for inline in asked.shown if isinstance(inline, Run)), Run("", asked.format, asked.link))
    if _has_switch(code, "mergeformat") and all(isinstance(inline, Run) for inline in found):
        return [*bookmarks, *_merged(plain_text(found), asked, look)]
    return [*bookmarks, *_in_one_look(found, asked, look, same=_has_switch(code, "charformat"))]


def _in_one_look(found: Sequence[Inline], asked: Field, look: Run, *, same: bool) -> Iterator[Inline]:
    """What was found as the result before it looked; unless all is to look the `same`, its own bold stays bold."""
    base = next((inline.format for inline in found if isinstance(inline, Run)), look.format)
    for inline in found:
        form = look.format if same else _relative(look.format, base, inline)
        if isinstance(inline, Run):
            yield Run(inline.text, form, asked.link, look.control)
        elif isinstance(inline, Tab | Break):
            yield replace(inline, format=form)


def _has_switch(code: FieldCode, name: str) -> bool:
    return any(written.lower() == name for written in code.formats)


def _may_stay(found: list[Inline], asked: Field, code: FieldCode) -> bool:
    """Whether Word's result says the same, or holds a note, which must not be lost.

    Authors type over the capitals of a result to suit their sentence; where no switch asks for others, these stay.
    """
    if any(isinstance(inline, NoteMark) for inline in asked.shown):
        return True
    new, old = words_of(found, pictures=False), words_of(asked.shown, pictures=False)
    free = code.name == "REF" and not _LETTERS.intersection(written.lower() for written in code.formats)
    return new == old or (free and new.casefold() == old.casefold())


def _numbered(found: list[Inline], code: FieldCode) -> list[Inline]:
    r"""A number in the format of `\*` or `\#`, where the words are one."""
    first = found[0]
    if code.name == "SEQ" or len(found) > 1 or not isinstance(first, Run) or not first.text.strip().isdecimal():
        return found
    shown = number_shown(int(first.text), code)
    return [replace(first, text=shown)] if shown is not None else found


def _in_letters(found: list[Inline], code: FieldCode) -> list[Inline]:
    """The words in the letters that a switch asks for; `firstcap` is about the first of them alone."""
    if not code.formats:
        return found
    last = 1 if _has_switch(code, "firstcap") else len(found)
    changed = (replace(one, text=in_letters(one.text, code)) if isinstance(one, Run) else one for one in found[:last])
    return [*changed, *found[last:]]


def _merged(words: str, asked: Field, look: Run) -> list[Inline]:
    r"""`\* MERGEFORMAT` keeps the formats of the result before, word by word (17.16.4.3.3)."""
    formats = [
        inline.format for inline in asked.shown if isinstance(inline, Run) for _ in inline.text.split() or inline.text
    ] or [look.format]
    made: list[Inline] = []
    for at, word in enumerate(_with_spaces(words)):
        form = formats[min(at, len(formats) - 1)]
        last = made[-1] if made else None
        if isinstance(last, Run) and last.format == form:
            made[-1] = replace(last, text=last.text + word)
        else:
            made.append(Run(word, form, asked.link, look.control))
    return made


def _with_spaces(words: str) -> list[str]:
    """The words, each with the space after it."""
    parts = words.split(" ")
    return [f"{part} " for part in parts[:-1]] + parts[-1:]


def _relative(look: RunFormat, base: RunFormat, inline: Inline) -> RunFormat:
    """The result's format, with what sets some of the words apart from the first ones where they stand."""
    if not isinstance(inline, Run):
        return look
    changes = {
        name: getattr(inline.format, name)
        for name in _DIFFERENCES
        if getattr(inline.format, name) != getattr(base, name)
    }
    return replace(look, **changes) if changes else look
