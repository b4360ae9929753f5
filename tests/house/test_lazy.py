"""The window stands there before anything heavy is loaded: charts, workbooks, solvers wait until a page needs them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "alembic", "calamine", "python_calamine", "highspy", "numpy", "openpyxl", "pypinyin", "pyqtgraph", "segno",
    "xlsxwriter", "psycopg",
)  # fmt: skip
OPEN = """
import json, sys
from app.kit import words
from app.shell.start import begin
words.use_language("zh_CN")
program = begin(sys.argv[1])
window = program.shown
window.desk.wait_idle(10)
for _turn in range(5):
    program.app.processEvents()
assert window.isVisible() and type(window).__name__ == "MainWindow", window
loaded = sorted({name.partition(".")[0] for name in sys.modules})
pages = sorted(name for name in sys.modules if ".features." in name and ".page" in name)
window.close()
print(json.dumps({"loaded": loaded, "pages": pages}))
"""


def opened(folder: Path, office: Path) -> dict[str, list[str]]:
    """What is loaded once the window shows its first page, in a process of its own."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PIANQU_HOME": str(folder), "PIANQU_TODAY": "2026-11-24"}
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(office)], cwd=ROOT, env=env, check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_nothing_heavy_is_loaded_to_show_the_window(tmp_path: Path, empty_office: Path) -> None:
    office = tmp_path / "office.db"
    shutil.copy(empty_office, office)
    found = opened(tmp_path, office)
    assert [name for name in HEAVY if name in found["loaded"]] == []
    assert found["pages"] == []
