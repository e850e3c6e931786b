"""What each narrative file of a paper stands under, and what is told of it."""

from pathlib import Path

import pytest

from boardpaper.commands.build.stages import build_paper
from boardpaper.errors import BlockingFindings
from tests.support.small_paper import NARRATIVE, PAPER, write_paper

APPENDIX = "  - {letter: B, title: Notes, narrative: notes.md}\n"


@pytest.mark.parametrize(
    ("name", "deepest"), [("purpose.md", 2), ("homicide.md", 2), ("next-steps.md", 3), ("notes.md", 2)]
)
def test_a_heading_may_be_one_level_below_what_its_file_stands_under(name: str, deepest: int, tmp_path: Path) -> None:
    def written(level: int) -> Path:
        text = f"Before.\n\n{'#' * level} Heading\n\nAfter.\n"
        narrative = {"notes.md": "A note.\n", **NARRATIVE, name: text}
        return write_paper(tmp_path / str(level), narrative=narrative, paper=PAPER + APPENDIX)

    assert build_paper(written(deepest), output=tmp_path / "out").findings == ()
    with pytest.raises(BlockingFindings) as stopped:
        build_paper(written(deepest + 1), output=tmp_path / "out")
    told = [(each.rule, each.where) for each in stopped.value.findings]
    assert told == [("heading-skips-level", f"narrative/{name}:3")]
