"""The audit of claims, measured: what share of the wrong sentences it finds, and of what it finds how much is wrong."""

import argparse
import sys
from pathlib import Path

from measured import print_table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.claims_set import SETS, Labelled, audited_set  # noqa: E402

AIM_PRECISION, AIM_RECALL = 0.97, 0.8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="name what was missed, and every false alarm")
    options = parser.parse_args()
    audited = {name: list(audited_set(name)) for name in SETS}
    print_table(
        ("set", "sentences", "wrong", "found", "false alarms", "precision", "recall"),
        [_row(name, labelled) for name, labelled in audited.items()],
    )
    if options.list:
        for each in (each for labelled in audited.values() for each in labelled):
            if bool(each.findings) is not (each.verdict == "wrong"):
                print(f"{'false alarm' if each.findings else 'missed'}: {each.id} {each.passage}")
    met = all(_precision(each) > AIM_PRECISION and _recall(each) > AIM_RECALL for each in audited.values())
    aim = f"precision over {AIM_PRECISION} and recall over {AIM_RECALL} in each set"
    print(f"\n{'met' if met else 'NOT MET'}: {aim}")
    sys.exit(not met)


def _row(name: str, labelled: list[Labelled]) -> tuple[str, ...]:
    wrong = [each for each in labelled if each.verdict == "wrong"]
    found = [each for each in wrong if each.findings]
    false = [each for each in labelled if each.verdict == "sound" and each.findings]
    counts = (len(labelled), len(wrong), len(found), len(false))
    return (name, *map(str, counts), f"{_precision(labelled):.2f}", f"{_recall(labelled):.2f}")


def _precision(labelled: list[Labelled]) -> float:
    alarms = [each for each in labelled if each.findings]
    return sum(each.verdict == "wrong" for each in alarms) / len(alarms) if alarms else 0.0


def _recall(labelled: list[Labelled]) -> float:
    wrong = [each for each in labelled if each.verdict == "wrong"]
    return sum(bool(each.findings) for each in wrong) / len(wrong)


if __name__ == "__main__":
    main()
