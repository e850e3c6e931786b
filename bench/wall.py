"""The wall, measured: random meetings packed with a secret planted in their restricted inputs, none of which may reach
the public; files leaked by faulty builders, each of which must be found; people's mistakes in ordinary meetings, each
of which must be stopped or put right; and the time for a pack of 400 pages."""

import argparse
import io
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pikepdf
from measured import print_table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from boardpaper.checks.leaks.search import PublicFile, RestrictedFile, scan_wall  # noqa: E402
from boardpaper.commands.pack.run import pack_meeting  # noqa: E402
from boardpaper.errors import BlockingFindings  # noqa: E402
from tests.support import ordinary_meetings, planted_meetings  # noqa: E402
from tests.support import wall_plants as plants  # noqa: E402

PAGES, AIM_SECONDS = 400, 5.0
_LINES = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, default=200, help="how many random meetings (default 200)")
    parser.add_argument("--ordinary", type=int, default=20, help="how many ordinary meetings (default 20)")
    parser.add_argument("--tries", type=int, default=3, help="meetings in which each mistake is made (default 3)")
    options = parser.parse_args()
    stopped = _ordinary(options.ordinary)
    tried, passed = _mistakes(options.tries)
    outcomes = _packed(options.meetings)
    missed, false = _leaks(options.meetings)
    seconds, megabytes, found = _pack()
    rows = [
        ("ordinary meetings", str(options.ordinary)),
        ("stopped without a mistake", str(stopped)),
        ("mistakes made", str(tried)),
        ("mistakes that passed", str(len(passed))),
        ("meetings packed", str(outcomes["made"])),
        ("stopped by a paper's own faults", str(outcomes["stopped"])),
        ("stopped by the wall", str(outcomes["wall"])),
        ("secrets in a public file", str(outcomes["reached"])),
        ("files leaked", str(options.meetings)),
        ("leaks missed", str(len(missed))),
        ("false alarms", str(len(false))),
        (f"s for {PAGES} pages", f"{seconds:.1f}"),
        ("MB at most", f"{megabytes:.0f}"),
        ("false alarms there", str(found)),
    ]
    print_table(("", "measured"), rows)
    for mistake in passed:
        print(f"passed: {mistake}")
    for name, seeds in (("missed", missed), ("false alarm", false)):
        for seed in seeds:
            print(f"{name}: meeting {seed}, {plants.random_meeting(seed)[0]}")
    sys.exit(
        bool(
            stopped
            or passed
            or outcomes["wall"]
            or outcomes["reached"]
            or missed
            or false
            or found
            or seconds > AIM_SECONDS
        )
    )


def _ordinary(count: int) -> int:
    """How many of the ordinary meetings, in which nobody made a mistake, are stopped."""
    stopped = 0
    for seed in range(count):
        with tempfile.TemporaryDirectory() as name:
            stopped += _is_stopped(ordinary_meetings.ordinary_meeting(Path(name), seed))
    return stopped


def _mistakes(count: int) -> tuple[int, list[str]]:
    """How many mistakes were made, and those after which restricted words went out."""
    tried, passed = 0, []
    for seed in range(count):
        for mistake in ordinary_meetings.MISTAKES:
            with tempfile.TemporaryDirectory() as name:
                meeting = ordinary_meetings.ordinary_meeting(Path(name), seed)
                mistake(meeting)
                tried += 1
                if not _is_stopped(meeting) and ordinary_meetings.reached(meeting, mistake):
                    passed.append(f"meeting {seed}, {mistake.__name__}")
        with tempfile.TemporaryDirectory() as name:
            meeting = ordinary_meetings.ordinary_meeting(Path(name), seed)
            pack_meeting(meeting.folder, keep_papers=False)
            ordinary_meetings.restrict_later(meeting)
            tried += 1
            if not _is_stopped(meeting) and ordinary_meetings.is_left(meeting):
                passed.append(f"meeting {seed}, made restricted later")
    return tried, passed


def _is_stopped(meeting: ordinary_meetings.Ordinary) -> bool:
    try:
        pack_meeting(meeting.folder, keep_papers=False)
    except BlockingFindings:
        return True
    return False


def _packed(count: int) -> Counter[str]:
    """How many meetings were packed, how many were stopped, and in how many a secret reached a public file."""
    outcomes: Counter[str] = Counter()
    for seed in range(count):
        with tempfile.TemporaryDirectory() as name:
            meeting = planted_meetings.plant(Path(name), seed)
            outcome = planted_meetings.packed(meeting)
            leaked = planted_meetings.reached(meeting)
        outcomes["wall" if outcome.startswith("wall") else outcome] += 1
        outcomes["reached"] += bool(leaked)
        if leaked or outcome.startswith("wall"):
            print(f"meeting {seed}, {meeting.where}: {outcome} {', '.join(leaked)}")
    return outcomes


def _leaks(count: int) -> tuple[list[int], list[int]]:
    """The meetings whose leak was missed, and those where a sound output was taken for a leak."""
    missed, false = [], []
    for seed in range(count):
        _, name, restricted, words, sound, leaky = plants.random_meeting(seed)
        sources, common = [RestrictedFile(name, restricted)], [PublicFile("narrative.md", words)]
        if scan_wall(sources, [PublicFile("pack.pdf", sound)], (), common):
            false.append(seed)
        found = scan_wall(sources, [PublicFile("pack.pdf", leaky)], (), common)
        if not any(finding.blocks and finding.rule != "wall-unread" for finding in found):
            missed.append(seed)
    return missed, false


def _pack() -> tuple[float, float, int]:
    """Seconds, the process's peak in MB and the findings for a clean pack of 400 full pages."""
    pages = [tuple(_line(page, line) for line in range(_LINES)) for page in range(PAGES)]
    words = "\n\n".join(line for page in pages for line in page).encode()
    pack = pikepdf.new()
    for lines in pages:
        with pikepdf.open(io.BytesIO(plants.pdf_file(lines))) as pdf:
            pack.pages.extend(pdf.pages)
    content = plants.saved(pack)
    sources = [RestrictedFile(f"{n}.docx", plants.word_file(plants.random_secret(n))) for n in range(10)]
    start = time.perf_counter()
    found = scan_wall(sources, [PublicFile("pack.pdf", content)], (), [PublicFile("narrative.md", words)])
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(found)


def _line(page: int, line: int) -> str:
    return f"{plants.random_secret(10_000 + page * _LINES + line).words} and other matters of the {page}th sort"


if __name__ == "__main__":
    main()
