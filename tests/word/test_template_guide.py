"""The guide to templates names everything that a template may use."""

import pytest

from boardpaper.model.template import KINDS, Style
from tests.support.places import DOCS

GUIDE = (DOCS / "how-to" / "templates.md").read_text(encoding="utf-8")
NAMES = [f"{kind}.{name}" if kind != "paper" else name for kind, names in KINDS.items() for name in names]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_explained(name: str) -> None:
    assert any(line.startswith("|") and f"`{name}" in line for line in GUIDE.splitlines())


@pytest.mark.parametrize("style", Style)
def test_every_style_is_explained(style: Style) -> None:
    assert style.label in GUIDE
