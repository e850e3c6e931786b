"""Refreshing the example from a cold process, and random edits of it refreshed and compared."""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from measured import print_table, run_measured, typical

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "inputs" / "2022-05-performance"
AIM_SECONDS = 0.4
LIBREOFFICE_EVERY = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=9, help="runs of the command (default 9)")
    parser.add_argument("--rounds", type=int, default=0, metavar="N", help="edit and refresh the example N times")
    parser.add_argument("--first", type=int, default=1000, metavar="SEED", help="the first round's seed (default 1000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        paper = build_example(Path(name))
        if options.rounds:
            run_rounds(paper, options.rounds, options.first)
        else:
            measure(paper, Path(name), options.repeat)


def build_example(folder: Path) -> Path:
    run_measured([sys.executable, "-m", "boardpaper", "build", str(EXAMPLE), "--quiet", "--output", str(folder)])
    return next(folder.glob("*.docx"))


def save_by_libreoffice(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts of a paper as LibreOffice saves them."""
    from boardpaper.ooxml.package import read_package, write_package

    with tempfile.TemporaryDirectory() as name:
        paper, made = Path(name) / "paper.docx", Path(name) / "saved"
        paper.write_bytes(write_package(parts))
        profile = f"-env:UserInstallation={(Path(name) / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir", str(made), str(paper)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return dict(read_package(made / "paper.docx").parts)


def measure(paper: Path, folder: Path, repeat: int) -> None:
    """The command with a workbook in which one figure has changed, which changes five places of the paper."""
    inputs = folder / "inputs"
    shutil.copytree(EXAMPLE, inputs)
    workbook = openpyxl.load_workbook(inputs / "kpi.xlsx")
    workbook["Year on year"]["H5"].value = 50
    workbook["Year on year"]["I5"].value = None
    workbook.save(inputs / "kpi.xlsx")
    command = [sys.executable, "-m", "boardpaper", "refresh", str(paper), "--inputs", str(inputs), "--quiet", "--force"]
    rows = []
    for what, more in (("figures", []), ("tracked", ["--track"])):
        cost = typical(
            [run_measured([*command, *more, "--output", str(folder / "refreshed.docx")]) for _ in range(repeat)]
        )
        rows.append([what, f"{cost.seconds:.2f} s", f"{AIM_SECONDS:.1f} s", f"{cost.megabytes:.0f} MB"])
    print_table(["refresh of the example", "time", "aim", "peak"], rows)


def run_rounds(paper: Path, rounds: int, first: int) -> None:
    """Rounds of random edits, each refreshed from random readings; the first that goes wrong stops."""
    sys.path.insert(0, str(ROOT))
    from boardpaper.commands.build.plan import read_plan, read_readings
    from boardpaper.live.ledger import read_ledger
    from boardpaper.ooxml.package import read_package
    from tests.support.refresh_rounds import run_round

    package = read_package(paper)
    ledger = read_ledger(package)
    if ledger is None:
        raise SystemExit(f"{paper} holds no ledger")
    readings, _ = read_readings(read_plan(EXAMPLE, lambda _: None), [])
    outcomes: Counter[str] = Counter()
    start, failed = time.perf_counter(), 0
    for seed in range(first, first + rounds):
        try:
            save = save_by_libreoffice if seed % LIBREOFFICE_EVERY == 0 and shutil.which("soffice") else None
            outcomes += run_round(package.parts, ledger, readings, seed, save=save)
        except AssertionError as fault:
            failed += 1
            print(f"seed {seed}: {fault}")
    rows = [[outcome, str(count)] for outcome, count in outcomes.most_common()]
    print_table(["what became of the figures", "count"], rows)
    print(f"{rounds} rounds, {failed} with a lost word or a wrong figure, in {time.perf_counter() - start:.0f} s")
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
