"""Packing a 400-page meeting of 20 Word papers, from scratch and with one changed; page numbers of random meetings."""

import argparse
import sys
import tempfile
from pathlib import Path

import docx
from measured import print_table, run_measured, typical

ROOT = Path(__file__).resolve().parents[1]
AIM_SECONDS, AIM_AGAIN, AIM_MEGABYTES = 4.0, 1.0, 300.0
WORDS = ("how many", "of the calls", "were answered", "in time", "and what", "would change", "by the summer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each command (default 3)")
    parser.add_argument("--papers", type=int, default=20, help="papers of about twenty pages (default 20)")
    parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
    parser.add_argument(
        "--agree", type=int, default=0, metavar="N", help="compare the page numbers of N random meetings"
    )
    restricted = "restrict the last paper, so that all public files are searched for it"
    parser.add_argument("--restricted", action="store_true", help=restricted)
    options = parser.parse_args()
    if options.agree:
        compare_numbers(options.agree)
        return
    with tempfile.TemporaryDirectory() as name:
        if options.restricted:
            describe(Path(name), options.papers)
        measure(Path(name), options.papers, options.workers, options.repeat)


def describe(folder: Path, papers: int) -> None:
    """A meeting whose last paper is restricted."""
    lines = [
        f"  - {{number: {number}, title: Paper {number}, paper: {number} Paper {number}.docx"
        + (", restricted: {paragraph: 3}}" if number == papers else "}")
        for number in range(1, papers + 1)
    ]
    text = "\n".join(("body: Board", "date: 2025-06-24", "items:", *lines, ""))
    (folder / "meeting.yaml").write_text(text, encoding="utf-8")


def measure(folder: Path, papers: int, workers: int, repeat: int) -> None:
    for number in range(1, papers + 1):
        # The last paper may be restricted, and then it says nothing that only few others say.
        write_paper(folder / f"{number} Paper {number}.docx", number, curved=number == papers)
    command = [sys.executable, "-m", "boardpaper", "pack", str(folder), "--quiet", "--workers", str(workers)]
    scratch, again = [], []
    for turn in range(repeat):
        scratch.append(run_measured([*command, "--no-cache", "--output", str(folder / "out")]))
        run_measured([*command, "--output", str(folder / "out")])
        write_paper(folder / "1 Paper 1.docx", 1000 + turn)
        again.append(run_measured([*command, "--output", str(folder / "out")]))
    rows = []
    for what, costs, aim in (("from scratch", scratch, AIM_SECONDS), ("one paper changed", again, AIM_AGAIN)):
        cost = typical(costs)
        times = [f"{cost.seconds:.2f} s", f"{aim:.1f} s", f"{cost.busy:.2f} s"]
        rows.append([what, *times, f"{cost.megabytes:.0f} MB", f"{AIM_MEGABYTES:.0f} MB"])
    print_table(["pack", "time", "aim", "of processors", "peak of a process", "aim"], rows)


def write_paper(path: Path, seed: int, *, curved: bool = False) -> None:
    """A Word paper of about twenty pages of headings and paragraphs; `curved`, their words follow in another order."""
    document = docx.Document()
    document.core_properties.title = path.stem
    document.add_heading(path.stem, 1)
    for number in range(160):
        if number % 12 == 0:
            document.add_heading(f"Section {number // 12 + 1}", 2)
        steps = [place * place if curved else place * (seed % 7 + 1) for place in range(30)]
        turned = [WORDS[(step + number) % len(WORDS)] for step in steps]
        document.add_paragraph(f"{seed}.{number} " + " ".join(turned) + ".")
    document.save(str(path))


def compare_numbers(meetings: int) -> None:
    """Packs random meetings and says where agenda, stamps, labels, outline and list tell different page numbers."""
    sys.path.insert(0, str(ROOT))
    from boardpaper.commands.pack.run import pack_meeting
    from tests.support.pack_numbers import disagreements, random_meeting

    wrong = packs = 0
    for seed in range(meetings):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            pack_meeting(random_meeting(folder, seed), output=folder / "out", keep_papers=False)
            for told in sorted(folder.glob("out/*/pack.json")):
                found = disagreements(told.parent)
                packs += 1
                wrong += bool(found)
                for each in found:
                    print(f"meeting {seed}, {told.parent.name}: {each}")
    print(f"{packs} packs of {meetings} random meetings, {wrong} with page numbers that differ")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
