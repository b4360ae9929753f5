"""100,000 rows of 12 columns: read, understood, checked; applied with journal; exported; memory over base.

Goals: 3 CPU s beyond the raw reader, applied in 12 s, exported in 10 CPU s, 250 MB over base.

    python -m tests.bench.bulk [ROWS]
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.assembly.filling import sheets
from app.catalogue import load_models
from app.cli.said import table
from app.kit.planning import import_of, plan_files
from app.kit.reading.cage import read_book
from app.kit.store.access import Account
from app.kit.store.database import open_database
from app.kit.store.office import Office
from app.kit.writing import names_of, write_sheet
from app.migrations import prepare

HEAD = (
    "供电单位", "台区编号*", "台区名称", "所属线路", "台区类型", "容量kVA", "状态", "户数", "行政村", "地形",
    "抄表例日", "投运日期",
)  # fmt: skip
COLUMNS = len(HEAD)
RAW = "import sys, python_calamine as c; c.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()"
"""The raw reader alone, in a process of its own: it would raise this one's peak."""


def write(path: Path, rows: int) -> None:
    """A ledger as a marketing system writes it."""
    from xlsxwriter import Workbook

    kinds, terrains = ("公变", "专变"), ("平原", "丘陵", "山区")
    with Workbook(str(path), {"constant_memory": True}) as book:
        page, day = book.add_worksheet("台区台账"), book.add_format({"num_format": "yyyy/m/d"})
        page.write_row(0, 0, HEAD)
        for n in range(1, rows + 1):
            page.write_row(n, 0, (f"第{n % 20}供电所", f"{n:010}", f"第{n}号公变", f"10kV第{n % 300}线",
                                  kinds[n % 9 == 0], (50, 100, 200, 315)[n % 4], "运行", n % 400, f"第{n % 900}村",
                                  terrains[n % 3], n % 25 + 1))  # fmt: skip
            page.write_datetime(n, 11, date(2000, 1, 1) + timedelta(n % 9000), day)


def main(rows: int = 100_000) -> int:
    """Print the figures beside their goals."""
    load_models()
    times: dict[str, tuple[float, float]] = {}

    def timed(act: str, work: Callable[[], Any]) -> Any:
        began, cpu = time.perf_counter(), sum(os.times()[:4])
        result = work()
        times[act] = time.perf_counter() - began, sum(os.times()[:4]) - cpu
        return result

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "台账.xlsx"
        write(file, rows)
        database = open_database(str(folder / "office.db"))
        prepare(database)
        office, known = Office(database, Account("bench"), date(2026, 11, 24)), tuple(sheets().values())
        timed("raw reader", lambda: subprocess.run([sys.executable, "-c", RAW, str(file)], check=True))
        timed("bare interpreter", lambda: subprocess.run([sys.executable, "-c", "import python_calamine"], check=True))
        timed("cage alone", lambda: read_book(file))
        base = _resident()
        (plan,) = timed("read and plan", lambda: office.ask(plan_files, [file], known))
        held, peak = _resident() - base, _peak() - base
        assert plan.counts()["new"] == rows, plan.counts()
        timed("apply", lambda: office.do(import_of([plan])))
        (again,) = timed("plan again", lambda: office.ask(plan_files, [file], known))
        assert again.counts()["same"] == rows, again.counts()
        sheet = known[[each.name for each in known].index("ledger")]
        timed("export", lambda: office.ask(
            lambda ctx: write_sheet(folder / "out.xlsx", sheet, sheet.stored(ctx), names_of(ctx, sheet))))
        database.close()
    told = [[act, f"{wall:.2f}", f"{cpu:.2f}"] for act, (wall, cpu) in times.items()]
    print(table([f"{rows:,} × {COLUMNS}", "wall s", "cpu s"], told, [False, True, True]))
    beyond = times["read and plan"][1] - times["raw reader"][1]
    print(f"beyond the raw reader {beyond:.2f} CPU s (goal 3); apply {times['apply'][0]:.1f} s (goal 12); "
          f"export {times['export'][1]:.1f} CPU s (goal 10); memory held {held:.0f} MB, peak {peak:.0f} MB over base "
          f"(goal 250)")  # fmt: skip
    return 0


def _resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
