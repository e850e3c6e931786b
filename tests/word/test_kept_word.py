"""Papers and agendas as Word files, whole: every part of them is the reviewed one."""

from pathlib import Path
from shutil import copytree

from PIL import Image
from syrupy.assertion import SnapshotAssertion

from boardpaper.commands.build.stages import build_paper
from boardpaper.commands.pack.run import pack_meeting
from tests.support.places import ROOT
from tests.support.small_meeting import small_meeting, write_small
from tests.support.small_paper import NARRATIVE, PAPER, write_paper
from tests.support.told import told
from tests.support.word_portrait import word_portrait

FULL = """\
## Homicide

There were {{homicide.value}} homicides in {{homicide.period}} (before: {{homicide.value@ye-2019-06}}), a
{{homicide.change}}, **{{homicide.direction.adverb}}** by {{homicide.change.percent}}.[^n] [See *the source*](https://example.org/a?b=1&c=2).

### Lists

1. one
2. two
   - inner {{knife-crime.change.short}}
   - inner again

   Still two.
3. three

- open
  1. first
  2. second

a. lettered
b. again

i. roman
ii. two

### Table and picture

| Measure | 2021/22 | Note |
| :--- | ---: | :-: |
| Homicide | {{homicide.value}} | **bold** |
| Tests | {{positive-tests.value}} | [link](https://example.org/) |

![A red square](red.png "The square")

[^n]: A note with *emphasis*, and {{homicide.value}}.
"""


def written(made: object) -> str:
    files = {file.kind: file.path for file in made.files}  # type: ignore[attr-defined]
    return told(made.findings) + word_portrait(files["word"].read_bytes())  # type: ignore[attr-defined]


def test_a_paper_of_everything(tmp_path: Path, kept: SnapshotAssertion) -> None:
    folder = tmp_path / "paper"
    paper = PAPER.replace(
        "presented_by: [{name: Head of Performance}]", "presented_by: [{name: A, job_title: B}, {name: C}]"
    )
    paper = paper.replace(
        "  - heading: Statement\n", "  - heading: Statement\n    authors: [{name: D, job_title: E}]\n"
    )
    paper += "  - {letter: B, title: Where the figures come from, sources: true}\n"
    write_paper(folder, narrative={**NARRATIVE, "homicide.md": FULL}, paper=paper)
    Image.new("RGB", (30, 20), "red").save(folder / "narrative" / "red.png")
    assert written(build_paper(folder, output=tmp_path)) == kept


def test_a_paper_with_a_front_sheet(tmp_path: Path, kept: SnapshotAssertion) -> None:
    folder = Path(copytree(ROOT / "examples" / "front-sheet-paper", tmp_path / "paper"))
    assert written(build_paper(folder, output=tmp_path)) == kept


def test_an_agenda(tmp_path: Path, kept: SnapshotAssertion) -> None:
    small_meeting(tmp_path)
    write_small(tmp_path, 'restricted: {paragraph: 3, reason: "affairs"}, presenter: Chief Constable, minutes: 10')
    made = pack_meeting(tmp_path, keep_papers=False)
    words = [file.path for file in made.files if file.kind == "word"]
    assert "".join(word_portrait(path.read_bytes()) for path in words) == kept
