"""How Sphinx makes the site of these pages: strictly, without the network, and with what pages take from the program.

`make docs` calls it; `reference_pages` has what is generated.
"""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from reference_pages import fill

from boardpaper import __version__

project = "boardpaper"
version = release = __version__
language = "en_GB"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
nitpicky = True
highlight_language = "none"

html_theme = "pydata_sphinx_theme"
html_title = "boardpaper"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
html_domain_indices = False
html_theme_options = {
    "navbar_align": "left",
    "navbar_end": ["theme-switcher"],
    "show_toc_level": 2,
    "footer_start": [],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
}
html_sidebars: dict[str, list[str]] = {"index": [], "tutorial": []}


def setup(app: Any) -> dict[str, bool]:
    """Has every page filled in when Sphinx reads it."""
    app.connect("source-read", _fill)
    return {"parallel_read_safe": True}


def _fill(app: Any, page: str, content: list[str]) -> None:
    content[0] = fill(content[0], f"{page}.md")
