"""The whole month by the command line, wall clock and processor seconds per step; goals 40 s (M), 120 s (creluz).

    python -m tests.bench.month [S] [M] [creluz] [mux] [x RUNS]     without a name: S, M, creluz; S three times
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

from app.cli.said import table

GOALS = {"M": 40.0, "creluz": 120.0}
USUAL = {"S": 3, "M": 1, "creluz": 1}
KEPT = ("PYTHONDONTWRITEBYTECODE",)


def main(arguments: list[str]) -> int:
    """Print one table a size; medians where it was run several times."""
    names = [word for word in arguments if word in {*USUAL, "mux"}]
    counts = [int(word) for word in arguments if word.isdigit()]
    for name in names or USUAL:
        _show(name, [_month(name) for _turn in range(counts[0] if counts else USUAL.get(name, 1))])
    return 0


def _month(name: str) -> tuple[list[dict[str, Any]], float]:
    """The steps of one run, and its seconds by the clock from start to end of the process."""
    env = {key: value for key, value in os.environ.items() if key not in KEPT}
    env |= {"QT_QPA_PLATFORM": "offscreen", "PIANQU_TODAY": "2026-11-24", "PIANQU_LANGUAGE": "en"}
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "app", "month", "--demo", name, "--out", f"{folder}/out", "--json"]
        began = time.perf_counter()
        told = subprocess.run(words, env=env, check=True, capture_output=True, text=True).stdout
        return json.loads(told)["steps"], time.perf_counter() - began


def _show(name: str, runs: list[tuple[list[dict[str, Any]], float]]) -> None:
    steps = [
        (step["step"], *(statistics.median(run[0][at][unit] for run in runs) for unit in ("seconds", "cpu")),
         step["result"])
        for at, step in enumerate(runs[0][0])
    ]  # fmt: skip
    rows = [[title, f"{wall:.2f}", f"{cpu:.2f}", said] for title, wall, cpu, said in steps]
    whole = statistics.median(seconds for _steps, seconds in runs)
    goal = f"goal {GOALS[name]:.0f} s" if name in GOALS else ""
    rows.append(["whole process", f"{whole:.2f}", f"{sum(step[2] for step in steps):.2f}", goal])
    title = f"month {name}, {'median of ' if len(runs) > 1 else ''}{len(runs)}"
    print(table([title, "wall s", "cpu s", "result"], rows, [False, True, True, False]), flush=True)
    print()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
