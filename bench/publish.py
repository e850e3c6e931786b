"""Publishing a Word paper of 16, 400 and 2,000 pages, beside LibreOffice and office2pdf: time, memory, pages."""

import argparse
import copy
import shutil
import string
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from measured import PAIRS, Cost, Ratio, least, paired, print_table, print_verdict, run_measured
from stages import seconds_by_stage

from boardpaper.ooxml.names import Element, W

ROOT = Path(__file__).resolve().parents[1]
PAPER = ROOT / "inputs" / "2022-05-performance"
OURS, OTHER = "boardpaper", "LibreOffice"
# How often the paper stands in the long files.
LONG, LONGEST = 25, 125
AIM_SECONDS, AIM_MEGABYTES, AIM_RATIO = 0.5, 90.0, 2.0
AIM_OF_OFFICE2PDF = 0.75
AIM_PER_PAGE, AIM_LONG_MEGABYTES, AIM_PAGES, AIM_LINEAR = 5.0, 250.0, 0.05, 1.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5, help="runs of each command (default 5; long files: 3)")
    parser.add_argument("--quick", action="store_true", help="leave out 2,000 pages")
    parser.add_argument("--pairs", type=int, default=PAIRS, help=f"pairs of runs beside office2pdf (default {PAIRS})")
    parser.add_argument("--office2pdf", action="store_true", help="only compare with office2pdf")
    parser.add_argument("--profile", action="store_true", help="only show where the time of 400 pages goes")
    parser.add_argument("--varied", action="store_true", help="no two copies in the long files share a word")
    parser.add_argument("--make", nargs=3, metavar=("PAPER", "FILE", "TIMES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        _repeat(Path(options.make[0]), Path(options.make[1]), int(options.make[2]), options.varied)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paper = example_paper(folder)
        if not options.profile:
            beside_office2pdf(folder, paper, options.pairs)
            if options.office2pdf:
                return
        long = repeated(paper, folder / "long.docx", LONG, varied=options.varied)
        if not options.profile:
            longest = None
            if not options.quick:
                longest = repeated(paper, folder / "longest.docx", LONGEST, varied=options.varied)
            _measure(folder, paper, long, longest, options.repeat)
        _profile(folder, paper, long)


def example_paper(folder: Path) -> Path:
    """The example paper's Word file."""
    run_measured([_command(), "build", str(PAPER), "--output", str(folder / "paper")])
    (made,) = (folder / "paper").glob("*.docx")
    return made


def _command() -> str:
    return str(Path(sys.executable).parent / "boardpaper")


def beside_office2pdf(folder: Path, paper: Path, pairs: int) -> Ratio:
    """The example paper published by boardpaper and made a PDF by office2pdf, whole processes in pairs.

    office2pdf is a library in Rust that tags nothing; a program that calls it is what is measured.
    """
    other = Path(sys.executable).parent / "office2pdf"
    if not other.is_file():
        sys.exit("office2pdf is not installed; it comes with the extra: pip install -e '.[bench]'")
    target = folder / "office2pdf.pdf"
    ours = [_command(), "publish", str(paper), "--output", str(_target(folder, paper)), "--force"]
    _target(folder, paper).parent.mkdir(exist_ok=True)
    ratio = paired([ours], [[str(other), str(paper), str(target)]], pairs=pairs)
    print(f"Publishing the example paper beside office2pdf: cold processes in {pairs} pairs, in turn.\n")
    print_table(
        ("", "s", "busy s", "MB"),
        [
            (name, f"{cost.seconds:.2f}", f"{cost.busy:.2f}", f"{cost.megabytes:.0f}")
            for name, cost in ((OURS, ratio.ours), ("office2pdf", ratio.theirs))
        ],
    )
    print()
    print_verdict(
        ratio.median <= AIM_OF_OFFICE2PDF,
        f"busy for {ratio} of office2pdf's time, the median of {pairs} pairs (aim: {AIM_OF_OFFICE2PDF} at most)\n",
    )
    return ratio


def repeated(source: Path, target: Path, times: int, *, varied: bool = False) -> Path:
    """A file with the paper `times` times over; made elsewhere, as a process's children inherit its peak memory."""
    command = [sys.executable, __file__, "--make", str(source), str(target), str(times)]
    run_measured([*command, "--varied"] if varied else command)
    return target


def _repeat(source: Path, target: Path, times: int, varied: bool) -> None:
    """The paper `times` times over in one file, each time with footnotes and bookmarks of its own.

    In a `varied` one each copy has words of its own too, so that nothing is gained from having met them before.
    """
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, child in (("word/document.xml", f"{W}body"), ("word/footnotes.xml", "")):
        root = etree.fromstring(parts[name])
        for holder in root.iterchildren(child) if child else (root,):
            originals = [each for each in holder if each.tag != f"{W}sectPr" and f"{W}type" not in each.attrib]
            copies = [_renumbered(copy.deepcopy(each), number) for number in range(1, times) for each in originals]
            if varied:
                for number, each in enumerate(copies):
                    _vary(each, 1 + number // len(originals))
            at = holder.index(originals[-1]) + 1
            holder[at:at] = copies
        parts[name] = etree.tostring(root)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def _renumbered(element: Element, number: int) -> Element:
    for each in element.iter(f"{W}footnote", f"{W}footnoteReference", f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        each.set(f"{W}id", str(int(each.get(f"{W}id", "0")) + 1000 * number))
    for each in element.iter(f"{W}bookmarkStart", f"{W}hyperlink"):
        for attribute in (f"{W}name", f"{W}anchor"):
            if attribute in each.attrib:
                each.set(attribute, f"{each.get(attribute)}_{number}")
    return element


def _vary(element: Element, number: int) -> None:
    """Other letters for the same: the `number`th copy counts the alphabet from elsewhere, in steps of its own."""
    step = 2 * (number % 12) + 3
    letters = string.ascii_lowercase
    turned = "".join(letters[(step * at + number) % 26] for at in range(26))
    # A step that divides 26 would make one letter of two.
    turned = turned if len(set(turned)) == 26 else letters[number % 26 :] + letters[: number % 26]
    table = str.maketrans(letters, turned)
    for text in element.iter(f"{W}t"):
        text.text = (text.text or "").translate(table)


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
    long_costs = _in_turn(commands(long), 3)
    rows = list(_rows(folder, paper, short_costs)) + list(_rows(folder, long, long_costs))
    if longest is not None:
        ours = {OURS: commands(longest)[OURS]}
        rows += _rows(folder, longest, _in_turn(ours, 2))
    print(f"Whole processes, in turn, on one machine; the least of {repeat} runs, of 2 or 1 for long files.")
    print("Busy is the time that they kept a processor for.\n")
    print_table(
        ("", "pages", "s", "busy s", "MB"),
        [(name, str(pages), f"{c.seconds:.2f}", f"{c.busy:.2f}", f"{c.megabytes:.0f}") for name, pages, c in rows],
    )
    _verdicts(rows)


def _target(folder: Path, source: Path) -> Path:
    return folder / OURS / f"{source.stem}.pdf"


def _in_turn(commands: Mapping[str, list[str]], repeat: int) -> Mapping[str, Cost]:
    fonts = {"FONTCONFIG_FILE": str(_font_settings(Path(commands[OURS][-2]).parent))}
    runs = [{name: run_measured(command, fonts) for name, command in commands.items()} for _ in range(repeat)]
    return {name: least([run[name] for run in runs[1:] or runs]) for name in commands}


def _font_settings(folder: Path) -> Path:
    """Settings by which LibreOffice uses the fonts that boardpaper uses, so that both set the same lines."""
    from boardpaper.resources import font_path

    folder.mkdir(exist_ok=True)
    stands_for = {"Arimo": "Arial", "Carlito": "Calibri", "Caladea": "Cambria", "Liberation Serif": "Times New Roman"}
    aliases = "".join(
        f'<alias binding="same"><family>{family}</family><prefer><family>{own}</family></prefer></alias>'
        for own, family in stands_for.items()
    )
    settings = folder / "fonts.conf"
    settings.write_text(
        '<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{font_path('Arimo-Regular.ttf').parent}</dir><cachedir>{folder / 'fonts'}</cachedir>{aliases}"
        "</fontconfig>",
        encoding="utf-8",
    )
    return settings


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
    print_verdict(ours.seconds < AIM_SECONDS, f"{ours.seconds:.2f} s from a cold start (aim: under {AIM_SECONDS} s)")
    print_verdict(ours.megabytes < AIM_MEGABYTES, f"{ours.megabytes:.0f} MB (aim: under {AIM_MEGABYTES:.0f} MB)")
    ratio = other.seconds / ours.seconds
    print_verdict(ratio >= AIM_RATIO, f"{ratio:.1f} times as fast as LibreOffice (aim: {AIM_RATIO:.0f})")
    per_page, busy = _per_page(pages, ours, long_pages, long)
    theirs, their_busy = _per_page(other_pages, other, other_long_pages, other_long)
    # Other work on the machine draws out the whole time, but not how long a processor is busy.
    print_verdict(
        busy <= AIM_PER_PAGE,
        f"busy {busy:.1f} ms for a further page, {per_page:.1f} in all; "
        f"LibreOffice {their_busy:.1f}, {theirs:.1f} in all (aim: busy at most {AIM_PER_PAGE:.0f})",
    )
    print_verdict(
        long.megabytes < AIM_LONG_MEGABYTES,
        f"{long.megabytes:.0f} MB for {long_pages} pages (aim: under {AIM_LONG_MEGABYTES:.0f} MB)",
    )
    for mine, its in ((pages, other_pages), (long_pages, other_long_pages)):
        print_verdict(
            abs(mine - its) <= AIM_PAGES * its, f"{mine} pages, LibreOffice {its} (aim: within {AIM_PAGES:.0%})"
        )
    for _, most_pages, most in rows[4:]:
        further, further_busy = _per_page(long_pages, long, most_pages, most)
        print_verdict(
            further_busy <= AIM_LINEAR * busy,
            f"{further:.1f} ms for a further page up to {most_pages} pages, busy {further_busy:.1f} "
            f"(aim: linear, busy {busy:.1f} to within a quarter)",
        )


def _per_page(pages: int, cost: Cost, more_pages: int, more_cost: Cost) -> tuple[float, float]:
    """Milliseconds for each page that one file has more than the other, from start to end and busy."""
    count = (more_pages - pages) / 1000
    return (more_cost.seconds - cost.seconds) / count, (more_cost.busy - cost.busy) / count


def _profile(folder: Path, paper: Path, long: Path) -> None:
    """Where the time of 400 pages goes, and what each stage adds for a page."""
    import pikepdf

    short_target, long_target = _target(folder, paper), _target(folder, long)
    short_target.parent.mkdir(exist_ok=True)
    short, whole = seconds_by_stage(paper, short_target, 3), seconds_by_stage(long, long_target, 3)
    with pikepdf.open(short_target) as few, pikepdf.open(long_target) as many:
        pages, more = len(few.pages), len(many.pages) - len(few.pages)
    total = sum(whole.values())
    print(f"\nWhere the processor's time goes, for {pages + more} pages in {total:.2f} s:\n")
    rows = [
        (stage, f"{spent:.2f}", f"{spent / total:.0%}", f"{1000 * (spent - short[stage]) / more:.2f}")
        for stage, spent in whole.items()
    ]
    further = 1000 * (total - sum(short.values())) / more
    print_table(("", "s", "share", "ms a further page"), [*rows, ("all", f"{total:.2f}", "100%", f"{further:.2f}")])


if __name__ == "__main__":
    main()
