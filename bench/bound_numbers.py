"""The example paper's numbers: how many of those that the report printed are bound or sourced, and what is left."""

import argparse
import sys
import tempfile
from pathlib import Path

from measured import print_table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from boardpaper.commands.build.stages import build_paper  # noqa: E402
from boardpaper.commands.check import check_paper, check_word  # noqa: E402
from boardpaper.model.passage import Coverage  # noqa: E402
from tests.support.may_2022_coverage import SOURCED_KINDS, Answered, answered_claims  # noqa: E402

PAPER = ROOT / "inputs" / "2022-05-performance"
AIM = 0.95


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = build_paper(PAPER, output=Path(folder))
        word = next(file.path for file in made.files if file.kind == "word")
        claims = list(answered_claims(word))
        audits = {"inputs": check_paper(PAPER).coverage, "Word": check_word(word, inputs=PAPER).coverage}
    kinds = dict.fromkeys(each.kind for each in claims)
    rows = [(kind, *(str(_count(claims, kind, how)) for how in ("bound", "sourced", ""))) for kind in kinds]
    print_table(("numeric claims of the report", "bound", "sourced", "neither"), rows)
    print()
    print_table(
        ("numbers of the paper", "bound", "sourced", "allowed", "unexplained"),
        [(name, *_numbers(coverage)) for name, coverage in audits.items() if coverage],
    )
    of_workbook = [each for each in claims if each.kind not in SOURCED_KINDS]
    bound = sum(each.how == "bound" for each in of_workbook) / len(of_workbook)
    sourced = all(each.how == "sourced" for each in claims if each.kind in SOURCED_KINDS)
    left = sum(coverage.unexplained for coverage in audits.values() if coverage)
    met = bound >= AIM and sourced and not left
    print(
        f"\n{'met' if met else 'NOT MET'}: {bound:.1%} of {len(of_workbook)} workbook claims bound (aim: {AIM:.0%}), "
    )
    print(f"{'all' if sourced else 'not all'} others sourced, {left} numbers unexplained")
    for each in claims:
        if each.how != ("sourced" if each.kind in SOURCED_KINDS else "bound"):
            print(f"  {each.claim} ({each.kind}) is {each.how or 'neither bound nor sourced'}")
    sys.exit(not met)


def _count(claims: list[Answered], kind: str, how: str) -> int:
    return sum(each.kind == kind and each.how == how for each in claims)


def _numbers(coverage: Coverage) -> tuple[str, ...]:
    allowed = sum(coverage.allowed.values())
    return tuple(str(number) for number in (coverage.bound, coverage.sourced, allowed, coverage.unexplained))


if __name__ == "__main__":
    main()
