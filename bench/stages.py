"""Where the time of publishing goes: processor time of each stage in a process of its own, each second counted once."""

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measured import run_measured

# What each stage does, by module and function. A stage inside another stops the other's clock.
STAGES = {
    "reading the Word file": [("boardpaper.commands.publish.run", "_read")],
    "tracing figures": [
        ("boardpaper.commands.publish.run", "trail_of"),
        ("boardpaper.commands.publish.run", "trail_outputs"),
    ],
    "checks": [("boardpaper.commands.publish.run", "judge")],
    "layout": [("boardpaper.publish.pdf.render", "_lay_out")],
    "painting": [("boardpaper.publish.pdf.render", "_paint")],
    "tagging": [("boardpaper.publish.pdf.render", "tag_pdf")],
    "writing": [
        ("reportlab.pdfgen.canvas", "Canvas.getpdfdata"),
        ("boardpaper.publish.pdf.tagged.writer", "write_file"),
    ],
}
STARTING, OTHER = "starting (imports)", "other"


class Clock:
    """Processor seconds by stage; the stages that are going on stand in `open`, the innermost last."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {STARTING: 0.0, **dict.fromkeys(STAGES, 0.0), OTHER: 0.0}
        self.open = [STARTING]
        # The process began before this clock.
        self.at = 0.0

    def switch(self) -> None:
        """Charges what has passed to the innermost stage."""
        now = time.process_time()
        self.seconds[self.open[-1]] += now - self.at
        self.at = now

    def charged(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """`function` with its time charged to `stage`."""

        def timed(*arguments: Any, **options: Any) -> Any:
            self.switch()
            self.open.append(stage)
            try:
                return function(*arguments, **options)
            finally:
                self.switch()
                self.open.pop()

        return timed


def seconds_by_stage(source: Path, target: Path, repeat: int) -> dict[str, float]:
    """Processor seconds of each stage of publishing `source` to `target`: of the quickest of `repeat` processes."""
    report = target.with_suffix(".json")
    runs = []
    for _ in range(repeat):
        run_measured([sys.executable, __file__, str(source), str(target), str(report)])
        runs.append(json.loads(report.read_text(encoding="utf-8")))
    return min(runs, key=lambda run: sum(run.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("source", "target", "report"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    clock = Clock()
    # As the command itself sets it.
    gc.set_threshold(200_000, 50, 1000)
    from boardpaper.commands.publish.run import publish_word

    for stage, places in STAGES.items():
        for module, path in places:
            holder, name = _holder(module, path)
            setattr(holder, name, clock.charged(stage, getattr(holder, name)))
    clock.switch()
    clock.open = [OTHER]
    publish_word(options.source, output=options.target, force=True)
    clock.switch()
    options.report.write_text(json.dumps(clock.seconds), encoding="utf-8")


def _holder(module: str, path: str) -> tuple[Any, str]:
    """What holds a function, and its name there."""
    *outer, name = path.split(".")
    holder: Any = sys.modules[module]
    for step in outer:
        holder = getattr(holder, step)
    return holder, name


if __name__ == "__main__":
    main()
