"""What each command costs from a cold start and what it loads, beside another checkout of boardpaper."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from measured import PAIRS, Ratio, paired, print_table, run_measured

ROOT = Path(__file__).resolve().parents[1]
PAPER = ROOT / "inputs" / "2022-05-performance"
Commands = Mapping[str, list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--against", type=Path, metavar="CHECKOUT", help="another checkout; without it, `python -c pass`"
    )
    parser.add_argument("--pairs", type=int, default=PAIRS, help=f"pairs of runs of each command (default {PAIRS})")
    parser.add_argument("--only", nargs="+", metavar="COMMAND", default=(), help="these commands, by their first word")
    parser.add_argument("--modules", action="store_true", help="name the libraries, and who compiles expressions")
    parser.add_argument("--loads", action="store_true", help="only tell what is loaded")
    options = parser.parse_args()
    other = options.against.resolve() if options.against else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The older checkout's paper can be read by both.
        commands = _commands(folder, _example_paper(folder, other or ROOT))
        chosen = {key: each for key, each in commands.items() if not options.only or key in options.only}
        if not options.loads:
            _print_costs({key: _ratio(each, folder, other, options.pairs) for key, each in chosen.items()}, other)
            print()
        _print_loads(chosen, folder, other)
        if options.modules:
            _print_modules(chosen, folder)


def _commands(folder: Path, paper: Path) -> Commands:
    out = str(folder / "out")
    return {
        "version": ["--version"],
        "help": ["--help"],
        "schema": ["schema"],
        "build": ["build", str(PAPER), "--output", out, "--force", "--no-cache"],
        "check": ["check", str(PAPER)],
        "check-word": ["check", str(paper)],
        "refresh": ["refresh", str(paper), "--inputs", str(PAPER), "--dry-run"],
        "publish": ["publish", str(paper), "--output", out, "--force"],
        "trace": ["trace", str(paper)],
        "diff": ["diff", str(paper), str(paper)],
    }


def _example_paper(folder: Path, checkout: Path) -> Path:
    command = [sys.executable, "-m", "boardpaper", "build", str(PAPER), "--output", str(folder / "paper")]
    run_measured(command, _from(checkout))
    (made,) = (folder / "paper").glob("*.docx")
    return made


def _from(checkout: Path) -> Mapping[str, str]:
    """The environment by which Python finds the boardpaper of `checkout` before any that is installed."""
    return {"PYTHONPATH": str(checkout), "PYTHONSAFEPATH": "1"}


def _ratio(arguments: Sequence[str], folder: Path, other: Path | None, pairs: int) -> Ratio:
    """Both with this Python and its libraries, so that only boardpaper differs."""
    ours = [sys.executable, "-m", "boardpaper", *arguments]
    theirs = [sys.executable, "-c", "pass"] if other is None else ours
    return paired([ours], [theirs], pairs=pairs, our_extra=_from(ROOT), their_extra=_from(other or ROOT))


def _print_costs(ratios: Mapping[str, Ratio], other: Path | None) -> None:
    print(f"Processor seconds of whole cold processes, beside {other or 'Python alone'}: medians, and of the ratios")
    print("of pairs the median, the least and the most.\n")
    print_table(
        ("", "this, busy s", "other", "ratio", "MB"),
        [
            (
                name,
                f"{ratio.ours.busy:.3f}",
                f"{ratio.theirs.busy:.3f}",
                str(ratio),
                f"{ratio.ours.megabytes:.0f}",
            )
            for name, ratio in ratios.items()
        ],
    )


def _print_loads(commands: Commands, folder: Path, other: Path | None) -> None:
    print(
        "What each command loads: modules of boardpaper, modules in all, dataclasses of boardpaper and in all; and the"
    )
    print("regular expressions that it compiles, while loading and later, with the time for it.\n")
    rows = []
    for name, arguments in commands.items():
        for whose, checkout in (("", ROOT), ("  there", other)):
            if checkout:
                told = _loaded(arguments, folder, checkout)
                rows.append((whose or name, *_counts(told)))
    print_table(("", "own", "modules", "own records", "records", "loading", "later", "ms"), rows)


def _counts(told: Mapping[str, Any]) -> tuple[str, ...]:
    classes, compiled = told["dataclasses"], told["expressions"]
    counts = (
        len(told["boardpaper"]),
        told["modules"],
        classes.get("boardpaper", 0),
        sum(classes.values()),
        compiled.get("loading", 0),
        compiled.get("running", 0),
    )
    return *map(str, counts), f"{told['expressions_ms']:.0f}"


def _print_modules(commands: Commands, folder: Path) -> None:
    for name, arguments in commands.items():
        told = _loaded(arguments, folder, ROOT)
        print(f"\n{name}")
        libraries = sorted(told["libraries"].items(), key=lambda pair: -pair[1])
        print("  libraries: ", ", ".join(f"{library} {count}" for library, count in libraries))
        most = list(told["expressions_by_module"].items())[:12]
        print("  expressions:", ", ".join(f"{module} {count}" for module, count in most))


def _loaded(arguments: Sequence[str], folder: Path, checkout: Path) -> dict[str, Any]:
    """What `loaded.py` tells of a command. One that ends with findings has loaded what it loads."""
    report = folder / "loaded.json"
    command = [sys.executable, str(ROOT / "bench" / "loaded.py"), str(report), *arguments]
    subprocess.run(command, env=os.environ | _from(checkout), check=False, capture_output=True)
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    return told


if __name__ == "__main__":
    main()
