"""Building the example paper, beside docxtpl filling the same template and LibreOffice or office2pdf making the PDF."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from measured import PAIRS, Ratio, least, paired, print_table, print_verdict, run_measured

ROOT = Path(__file__).resolve().parents[1]
PAPER = ROOT / "inputs" / "2022-05-performance"
TEMPLATE = ROOT / "templates" / "agenda-item.docx"
BOARDPAPER, FILL, CONVERT = "boardpaper build (Word + PDF)", "docxtpl (Word)", "LibreOffice (PDF)"
RUST = "office2pdf (PDF)"
# What no work of boardpaper's own can make shorter: Python starts and loads the code of the libraries.
LOADED, LIBRARIES = "  of that, loading all code", "  of that, loading its libraries' code"
IMPORTED = "docxtpl, lxml.etree, markdown_it, mdit_py_plugins, openpyxl, PIL.Image, yaml"
REPORTLAB = "reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts"
AIM_RATIO, AIM_SECONDS, AIM_MEGABYTES = 3.0, 1.0, 120.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=PAIRS, help=f"pairs of runs beside each other (default {PAIRS})")
    pairs = parser.parse_args().pairs
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is not installed, so there is nothing to compare with.")
    office2pdf = Path(sys.executable).parent / "office2pdf"
    if not office2pdf.is_file():
        sys.exit("office2pdf is not installed; it comes with the extra: pip install -e '.[bench]'")
    with tempfile.TemporaryDirectory() as name:
        commands = _commands(Path(name), soffice, str(office2pdf))
        run_measured(commands[FILL])
        ours = [commands[BOARDPAPER]]
        libreoffice = paired(ours, [commands[FILL], commands[CONVERT]], pairs=pairs)
        rust = paired(ours, [commands[FILL], commands[RUST]], pairs=pairs)
        loading = {each: least([run_measured(commands[each]) for _ in range(3)]) for each in (LOADED, LIBRARIES)}
    costs = {
        BOARDPAPER: libreoffice.ours,
        **loading,
        "docxtpl, then LibreOffice": libreoffice.theirs,
        "docxtpl, then office2pdf": rust.theirs,
    }
    print(f"Cold processes in {pairs} pairs, in turn, nothing kept; the median. Busy is the time that they kept a")
    print("processor for.\n")
    print_table(
        ("", "s", "busy s", "MB"),
        [(each, f"{cost.seconds:.2f}", f"{cost.busy:.2f}", f"{cost.megabytes:.0f}") for each, cost in costs.items()],
    )
    _verdicts(libreoffice, rust)


def _commands(folder: Path, soffice: str, office2pdf: str) -> Mapping[str, list[str]]:
    boardpaper = str(Path(sys.executable).parent / "boardpaper")
    filled = folder / "filled.docx"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return {
        LOADED: [sys.executable, "-c", "import boardpaper.commands.build.stages"],
        LIBRARIES: [sys.executable, "-c", f"import {IMPORTED}, {REPORTLAB}; from pydantic import BaseModel"],
        BOARDPAPER: [boardpaper, "build", str(PAPER), "--output", str(folder / "out"), "--force", "--no-cache"],
        FILL: [sys.executable, str(ROOT / "bench" / "docxtpl_fill.py"), str(PAPER), str(TEMPLATE), str(filled)],
        CONVERT: [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(filled)],
        RUST: [office2pdf, str(filled), str(folder / "rust.pdf")],
    }


def _verdicts(libreoffice: Ratio, rust: Ratio) -> None:
    ours = libreoffice.ours
    print()
    print_verdict(
        libreoffice.median * AIM_RATIO <= 1,
        f"{1 / libreoffice.median:.1f} times as fast as docxtpl and LibreOffice (aim: {AIM_RATIO:.0f}); "
        f"busy for {libreoffice} of their time",
    )
    print(f"Beside docxtpl and office2pdf, which tags nothing: busy for {rust} of their time.")
    print_verdict(ours.seconds < AIM_SECONDS, f"{ours.seconds:.2f} s in all (aim: under {AIM_SECONDS:.0f} s)")
    print_verdict(ours.megabytes < AIM_MEGABYTES, f"{ours.megabytes:.0f} MB (aim: under {AIM_MEGABYTES:.0f} MB)")


if __name__ == "__main__":
    main()
