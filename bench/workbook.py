"""Reading workbooks of 10,000 to 100,000 rows, beside openpyxl only walking over the same cells."""

import argparse
import sys
import tempfile
from pathlib import Path

from measured import Cost, print_table, run_measured, typical
from openpyxl import Workbook, load_workbook

from boardpaper.model.kpi import MONTHS
from boardpaper.model.paper import WorkbookPlan
from boardpaper.sources.workbook.reader import read_workbooks

SIZES = (10_000, 50_000, 100_000)
_MONTHS_EACH = 200
_FIRST_YEAR = 2005


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each (default 3)")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--walk", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        _read(options.read)
    elif options.walk:
        _walk(options.walk)
    else:
        _measure(options.repeat)


def _measure(repeat: int) -> None:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.xlsx"
            _write(path, size)
            ours, walk = (_cost(option, path, repeat) for option in ("--read", "--walk"))
            rows.append(
                (
                    f"{size:,}",
                    f"{ours.seconds:.2f}",
                    f"{ours.seconds / size * 1e6:.0f}",
                    f"{ours.seconds / walk.seconds:.2f}",
                    f"{ours.megabytes:.0f}",
                    f"{ours.megabytes / walk.megabytes:.2f}",
                )
            )
    print(f"Medians of {repeat} whole processes, one reading a row. Ratios are to openpyxl walking over the cells.\n")
    print_table(("rows", "s", "µs a row", "ratio", "MB", "ratio"), rows)


def _cost(option: str, path: Path, repeat: int) -> Cost:
    return typical([run_measured([sys.executable, __file__, option, str(path)]) for _ in range(repeat)])


def _write(path: Path, size: int) -> None:
    workbook = Workbook(write_only=True)
    names = [f"indicator-{number}" for number in range(size // _MONTHS_EACH)]
    declarations = workbook.create_sheet("Indicators")
    declarations.append(["Indicator", "Title", "Unit", "Current"])
    for name in names:
        declarations.append([name, name.replace("-", " ").title(), "count", "January 2005"])
    readings = workbook.create_sheet("Readings")
    readings.append(["Indicator", "Period", "Value", "Source"])
    for row in range(size):
        month = row % _MONTHS_EACH
        period = f"{MONTHS[month % 12]} {_FIRST_YEAR + month // 12}"
        readings.append([names[row // _MONTHS_EACH], period, row, "Recording system"])
    workbook.save(path)


def _read(path: Path) -> None:
    readings, findings = read_workbooks((WorkbookPlan(path, path.name),), {})
    count = sum(len(by_period) for by_period in readings.by_indicator.values())
    if findings or count != int(path.stem):
        sys.exit(f"{count:,} readings and {len(findings)} findings in {path.name}: {findings[:1]}")


def _walk(path: Path) -> None:
    for sheet in load_workbook(path, read_only=True, data_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                cell.value  # noqa: B018 (reading it is the work)


if __name__ == "__main__":
    main()
