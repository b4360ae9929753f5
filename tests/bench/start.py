"""Processor time until the window shows its first page, on an empty office; goal 0.6 s from a warm cache.

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
from app.kit.settings import user_settings
from app.shell.program import Program, application
program = Program(application(), user_settings())
program.open(sys.argv[1])
program.app.processEvents()
assert program.shown.isVisible()
print(time.process_time())
program.shown.close()
"""


def main(starts: int = 5) -> int:
    """Print each start and the median."""
    with tempfile.TemporaryDirectory() as folder:
        seconds = [_seconds(Path(folder)) for _turn in range(starts + 1)][1:]  # the first makes the office
    for second in seconds:
        print(f"{second:.2f} CPU s")
    print(f"median {statistics.median(seconds):.2f} CPU s (goal {GOAL})")
    return 0


def _seconds(folder: Path) -> float:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PIANQU_HOME": str(folder), "PIANQU_LANGUAGE": "zh_CN"}
    command = [sys.executable, "-c", START, str(folder / "office.db")]
    return float(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.split()[-1])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
