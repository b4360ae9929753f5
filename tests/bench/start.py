"""Processor time until the window is on the screen, and until its first page is answered; goal 0.6 s warm.

    python -m tests.bench.start [STARTS]
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

GOAL = 0.6
START = """
import sys, time
from app.kit import words
words.use_language(words.system_language())
from app.shell.start import begin
program = begin(sys.argv[1])
assert program.shown.isVisible()
visible = time.process_time()
program.app.processEvents()
assert program.shown.desk.wait_idle(20)
print(visible, time.process_time())
program.shown.close()
"""


def main(starts: int = 5) -> int:
    """Print each start and the median."""
    with tempfile.TemporaryDirectory() as folder:
        found = [_seconds(Path(folder)) for _turn in range(starts + 1)][1:]  # the first makes the office
    for visible, answered in found:
        print(f"visible after {visible:.2f} CPU s, first page answered after {answered:.2f}")
    visible, answered = (statistics.median(part) for part in zip(*found, strict=True))
    print(f"median: visible {visible:.2f} CPU s (goal {GOAL}), answered {answered:.2f}")
    return 0


def _seconds(folder: Path) -> tuple[float, float]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env = {**kept, "QT_QPA_PLATFORM": "offscreen", "PIANQU_HOME": str(folder), "PIANQU_LANGUAGE": "zh_CN"}
    command = [sys.executable, "-c", START, str(folder / "office.db")]
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.split()
    return float(told[-2]), float(told[-1])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
