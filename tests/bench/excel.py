"""Excel in and out, 100,000 rows of 12 columns: read, applied, exported, memory, the window; malformed files.

A ledger as a marketing system writes it, beside what a raw reader takes for the same file. Processor seconds count
the children, too. Without a processor to itself, the window's gaps tell more of the computer than of the program.

    python -m tests.bench.excel [ROWS] [--malformed COUNT]
"""

import argparse
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
from tests.bench.heartbeat import Heart, opened, take_in
from tests.bench.malformed import run as malformed

HEAD = (
    "供电单位", "台区编号*", "台区名称", "所属线路", "台区类型", "容量kVA", "状态", "户数", "行政村", "地形",
    "抄表例日", "投运日期",
)  # fmt: skip
RAW = "import sys, python_calamine as c; c.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()"
"""The raw reader alone, in a process of its own: it would raise this one's peak."""
Figures = dict[str, float]


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


def bulk(office: Office, file: Path, rows: int) -> tuple[list[list[str]], Figures]:
    """Every act on the ledger with its seconds by the clock and of the processor, and the figures with a goal."""
    known = sheets()
    told: list[list[str]] = []
    spent: dict[str, tuple[float, float]] = {}

    def timed(act: str, work: Callable[[], Any]) -> Any:
        began, cpu = time.perf_counter(), sum(os.times()[:4])
        result = work()
        spent[act] = time.perf_counter() - began, sum(os.times()[:4]) - cpu
        told.append([act, *(f"{seconds:.2f}" for seconds in spent[act])])
        return result

    timed("raw reader", lambda: subprocess.run([sys.executable, "-c", RAW, str(file)], check=True))
    timed("cage alone", lambda: read_book(file))
    before = _resident()
    (plan,) = timed("read, normalise, validate", lambda: office.ask(plan_files, [file], tuple(known.values())))
    held, peak = _resident() - before, _peak() - before
    assert plan.counts()["new"] == rows, plan.counts()
    timed("apply with journal", lambda: office.do(import_of([plan])))
    (again,) = timed("read and compare again", lambda: office.ask(plan_files, [file], tuple(known.values())))
    assert again.counts()["same"] == rows, again.counts()
    before_export = _resident()
    sheet = known["ledger"]
    timed("export", lambda: office.ask(
        lambda ctx: write_sheet(file.with_name("out.xlsx"), sheet, sheet.stored(ctx), names_of(ctx, sheet))))
    return told, {
        "beyond": spent["read, normalise, validate"][1] - spent["raw reader"][1], "held": held, "peak": peak,
        "apply": spent["apply with journal"][0], "apply CPU": spent["apply with journal"][1],
        "export": spent["export"][1], "export MB": _resident() - before_export,
    }  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print the figures beside their goals."""
    options = argparse.ArgumentParser(prog="tests.bench.excel")
    options.add_argument("rows", nargs="?", type=int, default=100_000)
    options.add_argument("--malformed", type=int, default=300)
    asked = options.parse_args(arguments)
    load_models()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "台账.xlsx"
        write(file, asked.rows)
        database = open_database(str(folder / "office.db"))
        prepare(database)
        office = Office(database, Account("bench"), date(2026, 11, 24))
        told, found = bulk(office, file, asked.rows)
        print(table([f"{asked.rows:,} × {len(HEAD)}", "wall s", "cpu s"], told, [False, True, True]), flush=True)
        story = opened(Heart(where=False), folder / "window.db", ("allocation", "territory"))
        gap = take_in(story, file)
        story.window.close()
        bad = malformed(office, folder, range(asked.malformed))
        database.close()
    print(table(["figure", "measured", "goal"], [
        ["read, normalise, validate beyond the raw reader", f"{found['beyond']:.2f} CPU s", "3"],
        ["applied with its journal", f"{found['apply']:.2f} s ({found['apply CPU']:.2f} CPU s)", "12"],
        ["exported", f"{found['export']:.2f} CPU s", "10"],
        ["memory over base, reading: peak", f"{found['peak']:.0f} MB", "250"],
        ["memory over base, reading: held by the plan", f"{found['held']:.0f} MB", "250"],
        ["memory over base, exporting", f"{found['export MB']:.0f} MB", "250"],
        ["the window's longest gap that is ours", f"{gap:.0f} ms", "50"],
        [f"{asked.malformed:,} malformed files: crashes, hangs, half read",
         f"{bad['CRASH']}, {bad['HANG']}, {bad['HALF']}", "0, 0, 0"],
    ], [False, True, True]))  # fmt: skip
    return 0


def _resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
