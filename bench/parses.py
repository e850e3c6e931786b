"""How often commands parse XML parts of Office files, and how often bytes that they have parsed before.

With another checkout first in PYTHONPATH, its boardpaper is measured.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import etree
from measured import print_table

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "inputs" / "2022-05-performance"


class Counted:
    """Every call of boardpaper's own door to lxml: the part's name as errors have it, and a digest of its bytes."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.bytes: Counter[bytes] = Counter()
        self._parse: Callable[..., Any] = etree.fromstring

    def __call__(self, content: bytes, *rest: Any, **named: Any) -> Any:
        """The parsed root, counted if `parse_part` asked for it."""
        caller = sys._getframe(1)
        if caller.f_code.co_name == "parse_part":
            self.names[caller.f_locals["name"].rpartition("› ")[2]] += 1
            self.bytes[sha256(content).digest()] += 1
        return self._parse(content, *rest, **named)

    def row(self, what: str) -> list[str]:
        """What was counted since the last row."""
        total, again = self.names.total(), self.bytes.total() - len(self.bytes)
        most = ", ".join(f"{name} {count}" for name, count in self.names.most_common(3))
        self.names.clear()
        self.bytes.clear()
        return [what, str(total), str(again), most]


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    counted = Counted()
    setattr(etree, "fromstring", counted)  # noqa: B010 - a name that a type checker takes for a function
    from boardpaper.cli.main import main as run

    rows = []
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        for what, arguments in commands(made):
            # A finding that blocks ends a command with 1, and it has read its files by then.
            if run([*arguments(), "--quiet"]) > 1:
                raise SystemExit(f"{what} failed")
            rows.append(counted.row(what))
    print_table(["command, on the example", "parses", "of bytes parsed before", "most often"], rows)


def commands(made: Path) -> list[tuple[str, Callable[[], list[str]]]]:
    """The commands by name; their arguments are known once the paper is built."""
    new = ["--output", str(made), "--force"]

    def paper() -> str:
        return str(next(each for each in made.glob("*.docx") if not each.stem.endswith("-refreshed")))

    return [
        ("build", lambda: ["build", str(EXAMPLE), *new]),
        ("publish", lambda: ["publish", paper(), *new]),
        ("refresh", lambda: ["refresh", paper(), "--inputs", str(EXAMPLE), "--output", str(made / "new.docx")]),
        ("check", lambda: ["check", paper()]),
        ("trace", lambda: ["trace", paper()]),
        ("diff", lambda: ["diff", paper(), paper()]),
    ]


if __name__ == "__main__":
    main()
