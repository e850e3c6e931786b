"""Runs one command of boardpaper in this process, and writes what that loaded to a file, as JSON.

    python bench/loaded.py FILE build my-paper

These are the modules of boardpaper, the libraries, how many modules in all, how many dataclasses were made, and how
many regular expressions were compiled, while modules were loaded and later, in how many milliseconds.
"""

import re
import runpy
import sys
import time
from collections import Counter

_STARTED = frozenset(sys.modules)


def main(target: str, arguments: list[str]) -> int:
    """Runs the command that `arguments` name, and writes what it loaded to `target`."""
    compiled: Counter[str] = Counter()
    by_module: Counter[str] = Counter()
    spent = 0.0
    compile_one = re._compiler.compile  # type: ignore[attr-defined]

    def counting(pattern: object, flags: int = 0) -> object:
        nonlocal spent
        start = time.perf_counter()
        made = compile_one(pattern, flags)
        spent += time.perf_counter() - start
        when, who = _asked_by()
        compiled[when] += 1
        by_module[who] += 1
        return made

    re._compiler.compile = counting  # type: ignore[attr-defined]
    import dataclasses

    classes: Counter[str] = Counter()
    make_one = dataclasses._process_class  # type: ignore[attr-defined]

    def noting(cls: type, *options: object) -> object:
        classes[cls.__module__.partition(".")[0]] += 1
        return make_one(cls, *options)

    dataclasses._process_class = noting  # type: ignore[attr-defined]
    code = 0
    sys.argv = ["boardpaper", *arguments]
    try:
        runpy.run_module("boardpaper", run_name="__main__")
    except SystemExit as ended:
        code = int(ended.code or 0)
    import json

    loaded = set(sys.modules) - _STARTED
    told = {
        "boardpaper": sorted(name for name in loaded if name.partition(".")[0] == "boardpaper"),
        "libraries": Counter(
            top
            for name in loaded
            if (top := name.partition(".")[0]) not in sys.stdlib_module_names and top != "boardpaper"
        ),
        "modules": len(loaded),
        "dataclasses": classes,
        "expressions": compiled,
        "expressions_by_module": dict(by_module.most_common()),
        "expressions_ms": 1000 * spent,
    }
    with open(target, "w", encoding="utf-8") as stream:
        json.dump(told, stream)
    return code


def _asked_by() -> tuple[str, str]:
    """Whether a module was being loaded when an expression was compiled, and which code asked for it."""
    frame, who = sys._getframe(2), ""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        who = who or ("" if name.partition(".")[0] in ("re", "__main__") else name)
        if frame.f_code.co_name == "<module>" and name != "__main__":
            return "loading", who
        frame = frame.f_back  # type: ignore[assignment]
    return "running", who


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
