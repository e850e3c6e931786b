"""Where the shipped templates, examples and fonts stand: in an installed package, or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def font_path(name: str) -> Path:
    """The shipped font file `name`, for instance `Arimo-Bold.ttf`."""
    return _PACKAGE / "fonts" / name


def template_path(name: str) -> Path:
    """The shipped template `name`, whether or not it exists."""
    return _shipped("templates") / name


def example_path(name: str) -> Path:
    """The folder of the shipped example `name`, whether or not it exists."""
    return _shipped("examples") / name


def template_names() -> tuple[str, ...]:
    """The shipped templates' file names, in order."""
    return tuple(sorted(path.name for path in _shipped("templates").glob("*.docx") if not path.name.startswith("~$")))


def example_names() -> tuple[str, ...]:
    """The shipped examples' folder names, in order."""
    return tuple(sorted(path.name for path in _shipped("examples").glob("*/") if path.is_dir()))


def _shipped(folder: str) -> Path:
    """A folder that stands inside the package once installed, and at the top level of a checkout."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
