"""Where the template that a description names stands."""

import os
from collections.abc import Sequence
from pathlib import Path


def find_template(folder: Path, name: str, templates: Sequence[Path]) -> Path | None:
    """The template in the description's own folder, else in the first of `templates` that has it; None for nowhere."""
    return next((place / name for place in (folder, *templates) if os.path.isfile(place / name)), None)
