"""A release: what has to agree, that two builds are the same, and that CI installs what pyproject.toml asks for."""

import importlib.util
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
CHANGELOG = (
    "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n### Added\n\n- A thing.\n\n## 0.1.0 - 2026-11-25\n"
)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    described = importlib.util.spec_from_file_location("release", ROOT / ".ci" / "release.py")
    assert described is not None
    assert described.loader is not None
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    return module


def test_a_release_agrees_with_its_changelog_its_tag_and_its_tree(script: ModuleType) -> None:
    assert script.disagreements("0.2.0", CHANGELOG, ["v0.2.0"], []) == []


@pytest.mark.parametrize(
    ("version", "changelog", "tags", "changed", "said"),
    [
        ("0.3.0", CHANGELOG, ["v0.3.0"], [], "the second heading"),
        ("0.2.0", CHANGELOG, ["v0.1.0"], [], "no tag v0.2.0"),
        ("0.2.0", CHANGELOG, ["v0.2.0"], [" M README.md"], "Not committed:  M README.md"),
        ("0.2.0", CHANGELOG.replace("ed\n\n## 0.2", "ed\n\n- New.\n\n## 0.2"), ["v0.2.0"], [], "under “Unreleased”"),
        ("0.2.0", CHANGELOG.replace("## Unreleased\n\n", ""), ["v0.2.0"], [], "the first heading"),
        ("0.2.0", CHANGELOG.replace(" - 2026-12-01", ""), ["v0.2.0"], [], "the second heading"),
    ],
)
def test_what_does_not_agree_is_told(
    script: ModuleType, version: str, changelog: str, tags: list[str], changed: list[str], said: str
) -> None:
    assert said in "\n".join(script.disagreements(version, changelog, tags, changed))


def test_two_builds_are_the_same_and_hold_what_the_package_needs(script: ModuleType, tmp_path: Path) -> None:
    for needed in ("build", "hatchling"):
        pytest.importorskip(needed, reason="the extra `test` brings it")
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no repository to build from")
    files = script.build_twice(ROOT, tmp_path)
    wheel = next(tmp_path.rglob("*.whl"))
    assert [Path(name).suffix for name in files] == [".whl", ".gz"]
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ("boardpaper/templates/agenda.docx", "boardpaper/examples/new-paper/paper.yaml"):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "docs/", ".ci/"))]
    command = [sys.executable, "-m", "boardpaper", "--version"]
    said = subprocess.run(command, env={"PYTHONPATH": str(wheel)}, cwd=tmp_path, capture_output=True, check=True)
    assert said.stdout.split()[0] == b"boardpaper"


def test_the_changelog_begins_with_what_is_unreleased() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    kinds = {line for line in text.splitlines() if line.startswith("### ")}
    assert headings[0] == "## Unreleased"
    assert kinds <= {f"### {kind}" for kind in ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")}


def pinned() -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for line in CONSTRAINTS:
        wanted = Requirement(line)
        found.setdefault(canonicalize_name(wanted.name), []).append(wanted)
    return found


@pytest.mark.parametrize(
    "wanted",
    sorted({*PROJECT["dependencies"], *(each for x in PROJECT["optional-dependencies"].values() for each in x)}),
)
def test_a_library_is_pinned_to_a_version_that_is_asked_for(wanted: str) -> None:
    """`make constraints` renews the file."""
    asked = Requirement(wanted)
    pins = pinned()[canonicalize_name(asked.name)]
    versions = [pin.specifier.__str__().removeprefix("==") for pin in pins]
    assert versions
    assert [version for version in versions if not asked.specifier.contains(version)] == []
