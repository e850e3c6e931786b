"""Publishing a Word paper of 16, 400 and 2,000 pages, beside LibreOffice: time, memory, pages, and where time goes."""

import argparse
import copy
import cProfile
import pstats
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from measured import Cost, print_table, run_measured, typical

ROOT = Path(__file__).resolve().parents[1]
PAPER = ROOT / "inputs" / "2022-05-performance"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS, OTHER = "boardpaper", "LibreOffice"
# How often the paper stands in the long files.
LONG, LONGEST = 25, 125
AIM_SECONDS, AIM_MEGABYTES, AIM_RATIO = 0.5, 90.0, 2.0
AIM_PER_PAGE, AIM_LONG_MEGABYTES, AIM_PAGES = 5.0, 250.0, 0.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5, help="runs of each command (default 5; long files: 2)")
    parser.add_argument("--longest", action="store_true", help="also 2,000 pages, without LibreOffice")
    parser.add_argument("--profile", action="store_true", help="only show which functions 400 pages spend time in")
    parser.add_argument("--make", nargs=3, metavar=("PAPER", "FILE", "TIMES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        _repeat(Path(options.make[0]), Path(options.make[1]), int(options.make[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paper = _paper(folder)
        long = _repeated(paper, folder / "long.docx", LONG)
        if options.profile:
            _profile(long)
            return
        longest = _repeated(paper, folder / "longest.docx", LONGEST) if options.longest else None
        _measure(folder, paper, long, longest, options.repeat)


def _paper(folder: Path) -> Path:
    """The example paper's Word file."""
    run_measured([_command(), "build", str(PAPER), "--output", str(folder / "paper")])
    (made,) = (folder / "paper").glob("*.docx")
    return made


def _command() -> str:
    return str(Path(sys.executable).parent / "boardpaper")


def _repeated(source: Path, target: Path, times: int) -> Path:
    """A file with the paper `times` times over; made elsewhere, as a process's children inherit its peak memory."""
    run_measured([sys.executable, __file__, "--make", str(source), str(target), str(times)])
    return target


def _repeat(source: Path, target: Path, times: int) -> None:
    """The paper `times` times over in one file, each time with footnotes and bookmarks of its own."""
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, child in (("word/document.xml", f"{W}body"), ("word/footnotes.xml", "")):
        root = etree.fromstring(parts[name])
        for holder in root.iterchildren(child) if child else (root,):
            originals = [each for each in holder if each.tag != f"{W}sectPr" and f"{W}type" not in each.attrib]
            copies = [_renumbered(copy.deepcopy(each), number) for number in range(1, times) for each in originals]
            at = holder.index(originals[-1]) + 1
            holder[at:at] = copies
        parts[name] = etree.tostring(root)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def _renumbered(element: etree._Element, number: int) -> etree._Element:
    for each in element.iter(f"{W}footnote", f"{W}footnoteReference", f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        each.set(f"{W}id", str(int(each.get(f"{W}id", "0")) + 1000 * number))
    for each in element.iter(f"{W}bookmarkStart", f"{W}hyperlink"):
        for attribute in (f"{W}name", f"{W}anchor"):
            if attribute in each.attrib:
                each.set(attribute, f"{each.get(attribute)}_{number}")
    return element


def _measure(folder: Path, paper: Path, long: Path, longest: Path | None, repeat: int) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is not installed, so there is nothing to compare with.")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def commands(source: Path) -> Mapping[str, list[str]]:
        theirs = folder / OTHER
        return {
            OURS: [_command(), "publish", str(source), "--output", str(_target(folder, source)), "--force"],
            OTHER: [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(theirs), str(source)],
        }

    # The first run fills caches of files and compiled modules, and lets LibreOffice make its profile.
    short_costs = _in_turn(commands(paper), repeat + 1)
    long_costs = _in_turn(commands(long), 2)
    rows = list(_rows(folder, paper, short_costs)) + list(_rows(folder, long, long_costs))
    if longest is not None:
        ours = {OURS: commands(longest)[OURS]}
        rows += _rows(folder, longest, _in_turn(ours, 3))
    print(f"Whole processes, in turn, on one machine; medians of {repeat} runs, of 2 for long files.\n")
    print_table(("", "pages", "s", "MB"), [(name, str(pages), f"{c.seconds:.2f}", f"{c.megabytes:.0f}")
                                           for name, pages, c in rows])  # fmt: skip
    _verdicts(rows)


def _target(folder: Path, source: Path) -> Path:
    return folder / OURS / f"{source.stem}.pdf"


def _in_turn(commands: Mapping[str, list[str]], repeat: int) -> Mapping[str, Cost]:
    runs = [{name: run_measured(command) for name, command in commands.items()} for _ in range(repeat)]
    return {name: typical([run[name] for run in runs[1:] or runs]) for name in commands}


Row = tuple[str, int, Cost]


def _rows(folder: Path, source: Path, costs: Mapping[str, Cost]) -> Iterator[Row]:
    import pikepdf

    for name, cost in costs.items():
        made = _target(folder, source) if name == OURS else folder / OTHER / f"{source.stem}.pdf"
        with pikepdf.open(made) as pdf:
            yield name, len(pdf.pages), cost


def _verdicts(rows: list[Row]) -> None:
    (_, pages, ours), (_, other_pages, other), (_, long_pages, long), (_, other_long_pages, other_long) = rows[:4]
    print()
    _verdict(ours.seconds < AIM_SECONDS, f"{ours.seconds:.2f} s from a cold start (aim: under {AIM_SECONDS} s)")
    _verdict(ours.megabytes < AIM_MEGABYTES, f"{ours.megabytes:.0f} MB (aim: under {AIM_MEGABYTES:.0f} MB)")
    ratio = other.seconds / ours.seconds
    _verdict(ratio >= AIM_RATIO, f"{ratio:.1f} times as fast as LibreOffice (aim: {AIM_RATIO:.0f})")
    per_page = _per_page(pages, ours, long_pages, long)
    theirs = _per_page(other_pages, other, other_long_pages, other_long)
    _verdict(
        per_page <= AIM_PER_PAGE,
        f"{per_page:.1f} ms for a further page; LibreOffice {theirs:.1f} (aim: at most {AIM_PER_PAGE:.0f})",
    )
    _verdict(
        long.megabytes < AIM_LONG_MEGABYTES,
        f"{long.megabytes:.0f} MB for {long_pages} pages (aim: under {AIM_LONG_MEGABYTES:.0f} MB)",
    )
    for mine, its in ((pages, other_pages), (long_pages, other_long_pages)):
        _verdict(abs(mine - its) <= AIM_PAGES * its, f"{mine} pages, LibreOffice {its} (aim: within {AIM_PAGES:.0%})")
    for _, most_pages, most in rows[4:]:
        further = _per_page(long_pages, long, most_pages, most)
        _verdict(
            further <= 1.25 * per_page,
            f"{further:.1f} ms for a further page up to {most_pages} pages (aim: linear, {per_page:.1f} ms)",
        )


def _per_page(pages: int, cost: Cost, more_pages: int, more_cost: Cost) -> float:
    """Milliseconds for each page that one file has more than the other."""
    return 1000 * (more_cost.seconds - cost.seconds) / (more_pages - pages)


def _verdict(met: bool, words: str) -> None:
    print(f"{'met' if met else 'NOT MET'}: {words}")


def _profile(source: Path) -> None:
    from boardpaper.publish.pdf import render_pdf
    from boardpaper.sources.word import read_document

    profile = cProfile.Profile()
    profile.enable()
    document, _ = read_document(source)
    render_pdf(document, claim_conformance=False)
    profile.disable()
    stats = pstats.Stats(profile)
    rooms: dict[str, float] = {}
    for (file, _, _), (_, _, own, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        match = re.search(r"boardpaper/(\w+/\w+)|site-packages/(\w+)", file)
        place = next((group for group in match.groups() if group), "") if match else "Python"
        rooms[place] = rooms.get(place, 0.0) + own
    total = sum(rooms.values())
    shares = sorted(rooms.items(), key=lambda pair: -pair[1])
    print_table(("own time", "share"), [(place, f"{own / total:.1%}") for place, own in shares[:20]])
    stats.sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
