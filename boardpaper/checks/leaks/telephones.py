"""Telephone numbers in every way that papers write them, made comparable."""

import re
from collections.abc import Iterator

# With the nought or the country's code before it, in groups of any length.
_NUMBER = re.compile(r"(?<![\w.,/£$€-])(?:\+\d{1,3}[ -]?(?:\(0\) ?)?|\(?0)\d{1,4}\)?(?:[ -]?\d{2,7}){1,3}(?![\w/-])")
_FEWEST, _MOST = 10, 13
# Three groups as telephone numbers have them, also without the nought: no amount is written so, and one that is no
# telephone's leads to a matter as well.
_GROUPS = re.compile(r"(?<![\w.,/-])(?:\+?\(?\d{2,5}\)?[ -]\d{3,4}[ -]?\d{3,6}|0\d{9,10})(?![\w])")
# The figures at the end are the same with the country's code, with a nought, and without both.
_COMPARED = 9
_NO_FIGURE = re.compile(r"\D")


def may_have_telephone(line: str) -> bool:
    """Whether anything in a line looks like a telephone number."""
    return _NUMBER.search(line) is not None


def telephones_in(line: str) -> Iterator[tuple[str, str]]:
    """The telephone numbers of a line: in comparable form, and as they are written."""
    for match in _NUMBER.finditer(line):
        if figures := _dialled(match):
            yield figures[-_COMPARED:], match.group()


def without_telephones(line: str, instead: str) -> str:
    """The line with `instead` in the place of each telephone number."""
    return _NUMBER.sub(lambda match: instead if _dialled(match) else match.group(), line)


def groups_in(line: str) -> Iterator[str]:
    """What stands in groups as telephone numbers do, in comparable form, where it is long enough for one."""
    for match in _GROUPS.finditer(line):
        figures = _NO_FIGURE.sub("", match.group())
        if len(figures) >= _COMPARED:
            yield figures[-_COMPARED:]


def without_groups(line: str, instead: str) -> str:
    """The line with `instead` in the place of all that stands in such groups."""
    return _GROUPS.sub(instead, line)


def _dialled(match: re.Match[str]) -> str:
    """The figures of what looks like a telephone number; empty where it is none."""
    figures = _NO_FIGURE.sub("", match.group().replace("(0)", ""))
    return figures if _FEWEST <= len(figures) <= _MOST else ""
