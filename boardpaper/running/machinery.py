"""What makes papers: boardpaper itself, the fonts and templates that come with it, and the libraries it draws with."""

import hashlib
import os
import platform
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from boardpaper import __version__, resources

# Another version of any of these may write other bytes.
_LIBRARIES = frozenset(
    {"docxtpl", "jinja2", "lxml", "markdown_it_py", "mdit_py_plugins", "openpyxl", "pikepdf", "pillow", "python_docx",
     "reportlab"}
)  # fmt: skip
_INSTALLED = ".dist-info"


class Machinery(Struct, frozen=True):
    """`versions` by name, boardpaper's among them; `digest` is of boardpaper's own files, fonts and templates."""

    versions: tuple[tuple[str, str], ...]
    digest: str

    def difference(self, other: "Machinery") -> str:
        """How this differs from `other`, in words: “boardpaper 0.2 instead of 0.1”; "" where they are the same."""
        expected = dict(other.versions)
        said = [
            f"{name} {version} instead of {expected.get(name, 'none')}"
            for name, version in self.versions
            if version != expected.get(name)
        ]
        if not said and self.digest != other.digest:
            said = ["boardpaper of the same version with other code, fonts or templates"]
        return ", ".join(said)


@lru_cache
def machinery() -> Machinery:
    """What makes papers on this machine, in this process."""
    versions = {
        "boardpaper": __version__,
        "Python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **_library_versions(),
    }
    return Machinery(tuple(versions.items()), _digest_of_own_files())


def machinery_digest() -> bytes:
    """One hash of all that makes papers, for what is kept from an earlier run."""
    made_by = machinery()
    return hashlib.sha256(repr((made_by.versions, made_by.digest)).encode()).digest()


def _library_versions() -> dict[str, str]:
    """The versions installed, told from folder names: importlib.metadata would take longer than it is worth."""
    found: dict[str, str] = {}
    for name, version in _installed():
        if name in _LIBRARIES:
            found.setdefault(name, version)
    return dict(sorted(found.items()))


def _installed() -> Iterator[tuple[str, str]]:
    """The name and version of each distribution on the path, the first of a name being the one in use."""
    for place in sys.path:
        names: list[str] = []
        with suppress(OSError):
            names = os.listdir(place or ".")
        for entry in names:
            if entry.endswith(_INSTALLED):
                name, _, version = entry.removesuffix(_INSTALLED).partition("-")
                yield name.lower().replace(".", "_"), version


def _digest_of_own_files() -> str:
    """A hash over the code, fonts and templates that come with boardpaper."""
    package = Path(resources.__file__).parent
    templates = resources.template_folder()
    files = {path.relative_to(package).as_posix(): path for path in (*package.rglob("*.py"), *package.glob("fonts/*"))}
    files |= {f"templates/{path.name}": path for path in templates.glob("*.docx")}
    digest = hashlib.sha256()
    for name, path in sorted(files.items()):
        if path.is_file():
            digest.update(f"\n{name} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
