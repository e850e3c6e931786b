"""The example meeting, a small one that tests may change, and what stands in the files of a pack."""

from pathlib import Path

from boardpaper.sources.pdf.reader import read_pdf_texts
from tests.support.places import ROOT

EXAMPLE = ROOT / "examples" / "meetings" / "2022-05" / "meeting.yaml"
# What only the restricted paper of the example says.
SECRETS = ("Kestrel", "Plover", "custody healthcare", "Commercial Services")


def small_meeting(folder: Path) -> Path:
    """A meeting of two Word papers, the second restricted; a third paper lies beside them."""
    papers = EXAMPLE.parent / "papers"
    for name in ("2-minutes.docx", "9-custody-healthcare.docx", "10-flood-damage.docx"):
        (folder / name).write_bytes((papers / name).read_bytes())
    write_small(folder, 'restricted: {paragraph: 3, reason: "affairs of bidders"}')
    return folder


def write_small(folder: Path, second: str) -> None:
    (folder / "meeting.yaml").write_text(
        "body: Board\ndate: 2022-05-24\nitems:\n"
        "  - {number: 1, title: Minutes of the last time, paper: 2-minutes.docx}\n"
        f"  - {{number: 2, title: Purchase of the Thornbury depot, paper: 9-custody-healthcare.docx, {second}}}\n",
        encoding="utf-8",
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words(content: bytes) -> str:
    texts = read_pdf_texts(content)
    return " ".join((*texts.pages, *(text for _, text in texts.strings)))
