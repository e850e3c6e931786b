"""Where tests find what stands in the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "boardpaper"
DATA = ROOT / "tests" / "data"
DOCS = ROOT / "docs"
EXAMPLES = ROOT / "examples"
TEMPLATES = ROOT / "templates"
# The paper of `make demo`.
MAY_2022 = ROOT / "inputs" / "2022-05-performance"
