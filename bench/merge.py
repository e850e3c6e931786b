"""Merging 1,000 pages of tagged PDFs that LibreOffice made, beside qpdf and pikepdf, which lose every tag."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import docx
from measured import print_table, run_measured, typical

ROOT = Path(__file__).resolve().parents[1]
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
WORDS = ("how many", "of the calls", "were answered", "in time", "and what", "would change", "by the summer")
PARAGRAPHS_OF_A_PAGE = 9
OURS, QPDF, PIKEPDF = "boardpaper (tags kept)", "qpdf --pages (no tags)", "pikepdf (no tags)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--files", type=int, default=20, help="files (default 20)")
    parser.add_argument("--pages", type=int, default=50, help="pages of a file, about (default 50)")
    parser.add_argument("--merge", nargs="+", metavar="PATH", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.merge:
        how, target, *sources = options.merge
        {"ours": merge_ours, "pikepdf": merge_pikepdf}[how](Path(target), [Path(source) for source in sources])
        return
    missing = [tool for tool in ("soffice", "qpdf") if shutil.which(tool) is None]
    if missing:
        sys.exit(f"{' and '.join(missing)} must be installed to be compared with.")
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), options.files, options.pages, options.repeat)


def measure(folder: Path, files: int, pages: int, repeat: int) -> None:
    sources = [str(path) for path in make_sources(folder, files, pages)]
    again = [sys.executable, __file__, "--merge"]
    commands = {
        OURS: [*again, "ours", str(folder / "ours.pdf"), *sources],
        QPDF: ["qpdf", "--empty", "--pages", *sources, "--", str(folder / "qpdf.pdf")],
        PIKEPDF: [*again, "pikepdf", str(folder / "pikepdf.pdf"), *sources],
    }
    # The first round fills caches of files and compiled modules.
    runs = [{name: run_measured(command) for name, command in commands.items()} for _ in range(repeat + 1)][1:]
    costs = {name: typical([run[name] for run in runs]) for name in commands}
    print(f"{count_pages(folder / 'ours.pdf')} pages of {files} files; medians of {repeat} whole processes, in turn.\n")
    rows = [
        [
            name,
            f"{cost.seconds:.2f} s",
            f"{costs[OURS].seconds / cost.seconds:.1f}",
            f"{cost.busy:.2f} s",
            f"{costs[OURS].busy / cost.busy:.1f}",
            f"{cost.megabytes:.0f} MB",
        ]
        for name, cost in costs.items()
    ]
    print_table(["merging", "time", "ratio", "of processors", "ratio", "peak"], rows)
    print("\nThe ratio is how many times as long boardpaper takes.")


def make_sources(folder: Path, files: int, pages: int) -> list[Path]:
    written = [write_paper(folder / f"paper-{number}.docx", number, pages) for number in range(1, files + 1)]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", TAGGED, "--outdir", str(folder), *map(str, written)],
        check=True,
        capture_output=True,
    )
    return [path.with_suffix(".pdf") for path in written]


def write_paper(path: Path, seed: int, pages: int) -> Path:
    """A Word paper of headings, paragraphs and links."""
    document = docx.Document()
    document.core_properties.title = f"Paper {seed}"
    document.add_heading(f"Paper {seed}", 1)
    for number in range(pages * PARAGRAPHS_OF_A_PAGE):
        if number % PARAGRAPHS_OF_A_PAGE == 0:
            document.add_heading(f"Section {number // PARAGRAPHS_OF_A_PAGE + 1}", 2)
        turned = [WORDS[(place * (seed % 7 + 1) + number) % len(WORDS)] for place in range(20)]
        document.add_paragraph(f"{seed}.{number} " + " ".join(turned) + ".")
    document.save(str(path))
    return path


def merge_ours(target: Path, sources: Sequence[Path]) -> None:
    from boardpaper.model.document import Properties
    from boardpaper.model.pack import PackPart
    from boardpaper.pack.merging import merge_pack
    from boardpaper.sources.pdf.reader import read_pdf

    parts = []
    for number, source in enumerate(sources, 1):
        content = source.read_bytes()
        facts, _ = read_pdf(content, name=source.name)
        if not facts.tagged:
            sys.exit(f"{source.name} is not tagged")
        parts.append(PackPart(facts, content, source.stem, str(number)))
    pack = merge_pack(parts, properties=Properties(title="Merged"), language="en-GB")
    target.write_bytes(pack.content)


def merge_pikepdf(target: Path, sources: Sequence[Path]) -> None:
    import pikepdf

    merged = pikepdf.Pdf.new()
    for source in sources:
        with pikepdf.open(source) as opened:
            merged.pages.extend(opened.pages)
    merged.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def count_pages(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as opened:
        return len(opened.pages)


if __name__ == "__main__":
    main()
