"""Where the shipped templates, examples and fonts stand: in an installed package, or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def font_path(name: str) -> Path:
    """The shipped font file `name`, for instance `Arimo-Bold.ttf`."""
    return _PACKAGE / "fonts" / name


def template_folder() -> Path:
    """The folder of the shipped templates."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _CHECKOUT / "templates"


def example_folders() -> tuple[Path, ...]:
    """The folders that hold the shipped papers, each in a folder of its own."""
    inside = _PACKAGE / "examples"
    return (inside,) if inside.is_dir() else (_CHECKOUT / "examples", _CHECKOUT / "inputs")
