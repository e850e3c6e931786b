"""Merging foreign tagged PDFs with their tags, beside qpdf and pikepdf, which drop them."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pikepdf
from measured import Cost, print_table, run_measured, typical

OURS, PLAIN, QPDF = "boardpaper (tags kept, stamped)", "pikepdf (tags lost)", "qpdf --pages (tags lost)"
PROVED_RATIO, AIM_MEGABYTES = 7.0, 300.0
_EXPORT = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
_WORDS = ("board", "estate", "budget", "crime", "report", "police", "public", "figures", "paper", "review", "quarter")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="pages to merge (default 1000)")
    parser.add_argument("--files", type=int, default=20, help="files that they are in (default 20)")
    parser.add_argument("--repeat", type=int, default=5, help="runs of each command (default 5)")
    parser.add_argument("--merge", nargs="+", metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.merge:
        way, out, *sources = given.merge
        WAYS[way](Path(out), [Path(source) for source in sources])
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = _make_sources(folder, given.files, given.pages // given.files)
        commands = {
            label: [sys.executable, __file__, "--merge", label, str(folder / "out.pdf"), *map(str, sources)]
            for label in WAYS
        }
        # The first run fills caches of files and compiled modules.
        runs = [{label: run_measured(command) for label, command in commands.items()} for _ in range(given.repeat + 1)]
        _report({label: typical([run[label] for run in runs[1:]]) for label in commands}, sources, given.repeat)


def _merge_ours(out: Path, sources: Sequence[Path]) -> None:
    from boardpaper.model.document import Properties
    from boardpaper.model.pack import PackPart
    from boardpaper.pack.merging import merge_pack
    from boardpaper.sources.pdf import read_pdf

    parts = []
    for item, source in enumerate(sources, 1):
        content = source.read_bytes()
        facts, _ = read_pdf(content, name=source.name)
        if not facts.tagged:
            raise SystemExit(f"{source.name} has no tags")
        parts.append(PackPart(facts, content, facts.title or source.stem, str(item)))
    pack = merge_pack(parts, properties=Properties("Pack"), language="en-GB", claim_conformance=True)
    out.write_bytes(pack.content)


def _merge_pikepdf(out: Path, sources: Sequence[Path]) -> None:
    with pikepdf.new() as pdf:
        for source in sources:
            with pikepdf.open(source) as one:
                pdf.pages.extend(one.pages)
        pdf.save(out)


def _merge_qpdf(out: Path, sources: Sequence[Path]) -> None:
    """The qpdf program where it is installed; else the same code in the library that pikepdf carries."""
    command = ["--empty", "--pages", *map(str, sources), "--", str(out)]
    program = shutil.which("qpdf")
    if program:
        subprocess.run([program, *command], check=True)
    else:
        pikepdf.Job(["qpdf", *command]).run()


WAYS = {OURS: _merge_ours, PLAIN: _merge_pikepdf, QPDF: _merge_qpdf}


def _make_sources(folder: Path, files: int, pages: int) -> list[Path]:
    """Files of about so many pages each, no two alike, exported by LibreOffice as PDF/UA."""
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice (soffice) is not installed, so there are no foreign PDFs to merge.")
    for number in range(files):
        (folder / f"paper-{number:02}.html").write_text(_html(number, pages), encoding="utf-8")
    start = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    for extension, kind in ((".html", ["--infilter=HTML (StarWriter)", "--convert-to", "odt"]),
                            (".odt", ["--convert-to", _EXPORT])):  # fmt: skip
        papers = [str(folder / f"paper-{number:02}{extension}") for number in range(files)]
        subprocess.run([*start, *kind, "--outdir", str(folder), *papers], check=True, capture_output=True)
    return [folder / f"paper-{number:02}.pdf" for number in range(files)]


def _html(number: int, pages: int) -> str:
    """A page holds a heading, five paragraphs, a list, a table and a link."""
    blocks = []
    for page in range(pages):
        level, start = (2, "always") if page else (1, "auto")
        blocks.append(f'<h{level} style="page-break-before: {start}">Part {page}</h{level}>')
        for paragraph in range(5):
            words = [_WORDS[(number * 7 + page * 5 + paragraph + at * at) % len(_WORDS)] for at in range(60)]
            blocks.append(f"<p>{' '.join(words)} {number * 1000 + page}.</p>")
        blocks.append(f'<p>See <a href="https://example.org/{number}/{page}">the figures</a>.</p>')
        rows = "".join(f"<tr><td>{_WORDS[row]}</td><td>{row * page}</td></tr>" for row in range(6))
        blocks.append(f"<table><tr><th>Measure</th><th>Value</th></tr>{rows}</table><ul><li>one</li><li>two</li></ul>")
    return f'<html lang="en-GB"><head><title>Paper {number}</title></head><body>{"".join(blocks)}</body></html>'


def _report(costs: Mapping[str, Cost], sources: Sequence[Path], repeat: int) -> None:
    pages = sum(_count(source) for source in sources)
    print(f"{pages:,} pages in {len(sources)} files. Medians of {repeat} whole processes, in turn, on one machine.")
    print("Ratios are to qpdf.\n")
    base = costs[QPDF]
    rows = [
        (label, f"{cost.seconds:.2f}", f"{cost.seconds / base.seconds:.1f}", f"{cost.megabytes:.0f}")
        for label, cost in costs.items()
    ]
    print_table(("", "s", "ratio", "MB"), rows)
    ours = costs[OURS]
    ratio = ours.seconds / base.seconds
    print(f"\n{_verdict(ratio <= PROVED_RATIO)}: {ratio:.1f} times qpdf's time (what was proved: {PROVED_RATIO:.0f})")
    print(f"{_verdict(ours.megabytes < AIM_MEGABYTES)}: {ours.megabytes:.0f} MB (aim: under {AIM_MEGABYTES:.0f} MB)")


def _count(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _verdict(met: bool) -> str:
    return "met" if met else "NOT MET"


if __name__ == "__main__":
    main()
