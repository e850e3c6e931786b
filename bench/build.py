"""Building the example paper, beside docxtpl filling the same template and LibreOffice making the PDF."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from measured import Cost, least, print_table, run_measured

ROOT = Path(__file__).resolve().parents[1]
PAPER = ROOT / "inputs" / "2022-05-performance"
TEMPLATE = ROOT / "templates" / "agenda-item.docx"
BOARDPAPER, FILL, CONVERT = "boardpaper build (Word + PDF)", "docxtpl (Word)", "LibreOffice (PDF)"
# What no work of boardpaper's own can make shorter: Python starts and loads the code of the libraries.
LOADED, LIBRARIES = "  of that, loading all code", "  of that, loading its libraries' code"
IMPORTED = "docxtpl, lxml.etree, markdown_it, mdit_py_plugins, openpyxl, PIL.Image, yaml"
REPORTLAB = "reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts"
AIM_RATIO, AIM_SECONDS, AIM_MEGABYTES = 3.0, 1.0, 120.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=7, help="runs of each command (default 7)")
    repeat = parser.parse_args().repeat
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is not installed, so there is nothing to compare with.")
    with _scratch() as folder:
        commands = _commands(folder, soffice)
        # The first run fills caches of files and compiled modules, and lets LibreOffice make its profile.
        runs = [{name: run_measured(command) for name, command in commands.items()} for _ in range(repeat + 1)][1:]
    _report({name: least([run[name] for run in runs]) for name in commands}, repeat)


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def _commands(folder: Path, soffice: str) -> Mapping[str, list[str]]:
    here = Path(sys.executable).parent
    filled = folder / "filled.docx"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return {
        LOADED: [sys.executable, "-c", "import boardpaper.commands.build.stages"],
        LIBRARIES: [sys.executable, "-c", f"import {IMPORTED}, {REPORTLAB}; from pydantic import BaseModel"],
        BOARDPAPER: [str(here / "boardpaper"), "build", str(PAPER), "--output", str(folder / "out"), "--force"],
        FILL: [sys.executable, str(ROOT / "bench" / "docxtpl_fill.py"), str(PAPER), str(TEMPLATE), str(filled)],
        CONVERT: [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(filled)],
    }


def _report(costs: Mapping[str, Cost], repeat: int) -> None:
    ours = costs[BOARDPAPER]
    fill, convert = costs[FILL], costs[CONVERT]
    others = Cost(fill.seconds + convert.seconds, max(fill.megabytes, convert.megabytes), fill.busy + convert.busy)
    ours_first = {name: costs[name] for name in (BOARDPAPER, LOADED, LIBRARIES)}
    rows = {**ours_first, **costs, "docxtpl, then LibreOffice": others}
    print(f"The least of {repeat} whole processes, in turn, on one machine. Ratios are to boardpaper; busy is the time")
    print("that a processor was kept for.\n")
    print_table(
        ("", "s", "ratio", "busy s", "ratio", "MB", "ratio"),
        [
            (
                name,
                f"{cost.seconds:.2f}",
                f"{cost.seconds / ours.seconds:.2f}",
                f"{cost.busy:.2f}",
                f"{cost.busy / ours.busy:.2f}",
                f"{cost.megabytes:.0f}",
                f"{cost.megabytes / ours.megabytes:.2f}",
            )
            for name, cost in rows.items()
        ],
    )
    ratio = others.seconds / ours.seconds
    print()
    print(
        f"{_verdict(ratio >= AIM_RATIO)}: {ratio:.1f} times as fast as docxtpl and LibreOffice (aim: {AIM_RATIO:.0f})"
    )
    print(f"{_verdict(ours.seconds < AIM_SECONDS)}: {ours.seconds:.2f} s in all (aim: under {AIM_SECONDS:.0f} s)")
    print(f"{_verdict(ours.megabytes < AIM_MEGABYTES)}: {ours.megabytes:.0f} MB (aim: under {AIM_MEGABYTES:.0f} MB)")


def _verdict(met: bool) -> str:
    return "met" if met else "NOT MET"


if __name__ == "__main__":
    main()
