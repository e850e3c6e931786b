"""Makes a release's sdist and wheel in dist/, once version, changelog, tag and tree agree: `make release`.

Both are built twice, from two copies of the committed tree in different folders with different permissions, and
must be the same byte for byte. With --trial they are built from any commit, and nothing has to agree.
"""

import argparse
import hashlib
import io
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_RELEASED = re.compile(r"(\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}")


def disagreements(version: str, changelog: str, tags: Sequence[str], changed: Sequence[str]) -> list[str]:
    """Why this is no release: `tags` are those of the commit, `changed` the files that it does not hold."""
    _, *parts = _HEADING.split(changelog)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    names = [*sections, "", ""]
    latest = _RELEASED.fullmatch(names[1])
    told = []
    if names[0] != "Unreleased":
        told.append("CHANGELOG.md: the first heading is not “Unreleased”.")
    elif sections["Unreleased"].strip():
        told.append("CHANGELOG.md: changes stand under “Unreleased”. Move them under the new version's heading.")
    if latest is None or latest[1] != version:
        told.append(f"CHANGELOG.md: the second heading is not “{version} - ” and a day, but “{names[1]}”.")
    if f"v{version}" not in tags:
        told.append(f"The commit has no tag v{version}: git tag -a v{version}")
    return told + [f"Not committed: {line}" for line in changed]


def build_twice(root: Path, folder: Path) -> dict[str, bytes]:
    """The sdist and wheel of the last commit of `root`, by name, built twice inside `folder`.

    Raises:
        ValueError: the two runs differ.
    """
    tree = _git(root, "archive", "--format=tar", "HEAD")
    epoch = _git(root, "log", "-1", "--format=%ct").decode().strip()
    first = _build(tree, folder / "one", epoch=epoch, mask=0o022)
    second = _build(tree, folder / "two" / "of another name", epoch=epoch, mask=0o077)
    if first != second:
        differing = sorted(name for name in {*first, *second} if first.get(name) != second.get(name))
        raise ValueError(f"two runs made different files: {', '.join(differing)}")
    return first


def _build(tree: bytes, folder: Path, *, epoch: str, mask: int) -> dict[str, bytes]:
    before = os.umask(mask)
    try:
        folder.mkdir(parents=True)
        with tarfile.open(fileobj=io.BytesIO(tree)) as archive:
            archive.extractall(folder, filter="data")
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", "made", "."]
        environment: Mapping[str, str] = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    finally:
        os.umask(before)
    return {path.name: path.read_bytes() for path in sorted((folder / "made").iterdir())}


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True).stdout


def _lines(root: Path, *arguments: str) -> list[str]:
    return _git(root, *arguments).decode().splitlines()


def main(arguments: Sequence[str]) -> int:
    """Checks, builds, and says what was made; 1 where something does not agree."""
    parser = argparse.ArgumentParser(description="Make a release's sdist and wheel in dist/.")
    parser.add_argument("--trial", action="store_true", help="build from any commit, whether it is a release or not")
    trial = parser.parse_args(arguments).trial
    version = _VERSION.findall((ROOT / "boardpaper" / "__init__.py").read_text(encoding="utf-8"))[0]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    tags, changed = _lines(ROOT, "tag", "--points-at", "HEAD"), _lines(ROOT, "status", "--porcelain")
    told = [] if trial else disagreements(version, changelog, tags, changed)
    if told:
        print("This is no release yet.", *told, sep="\n", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder:
        files = build_twice(ROOT, Path(folder))
    for name, content in files.items():
        (ROOT / "dist").mkdir(exist_ok=True)
        (ROOT / "dist" / name).write_bytes(content)
        print(f"{hashlib.sha256(content).hexdigest()}  dist/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
