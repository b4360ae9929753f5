"""The real ledger of 5,950 rows: read, plan, apply with its journal, import again, export, undo. Medians.

Goals: read, plan and apply together 6 s wall, undo 4 s.

    python -m tests.bench.register [RUNS]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from app.assembly.filling import sheets
from app.catalogue import load_models
from app.cli.said import table
from app.demo.catalogue import demo_office
from app.demo.workbooks import write_folder
from app.kit.planning import import_of, plan_book
from app.kit.reading.cage import read_book
from app.kit.store.access import Account
from app.kit.store.database import open_database
from app.kit.store.office import Office
from app.kit.writing import names_of, write_sheet
from app.migrations import prepare

Times = dict[str, list[tuple[float, float]]]


def main(runs: int = 3) -> int:
    """Print the medians."""
    load_models()
    times: Times = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_folder(demo_office("creluz"), folder)
        ledger = next(file for file in files if file.stem == "台区台账")
        for turn in range(runs):
            _once(ledger, folder / f"{turn}.db", times)
    rows = [[act, *(f"{statistics.median(part):.2f}" for part in zip(*taken, strict=True))]
            for act, taken in times.items()]  # fmt: skip
    print(table([f"ledger of creluz, median of {runs}", "wall s", "cpu s"], rows, [False, True, True]))
    whole = sum(statistics.median(wall for wall, _cpu in times[act]) for act in ("read", "plan", "apply"))
    print(f"read, plan and apply: {whole:.2f} s (goal 6); undo goal 4")
    return 0


def _once(ledger: Path, file: Path, times: Times) -> None:
    """One import into an empty office, and all the way back."""
    database = open_database(str(file))
    prepare(database)
    office = Office(database, Account("bench"), date(2026, 11, 24))
    known = tuple(sheets().values())

    def timed(act: str, work: Callable[[], Any]) -> Any:
        began, cpu = time.perf_counter(), sum(os.times()[:4])
        result = work()
        times.setdefault(act, []).append((time.perf_counter() - began, sum(os.times()[:4]) - cpu))
        return result

    book = timed("read", lambda: read_book(ledger))
    planned = timed("plan", lambda: office.ask(plan_book, book, known))
    done = timed("apply", lambda: office.do(import_of([planned])))
    again = timed("plan again", lambda: office.ask(plan_book, book, known))
    assert not import_of([again]).batches, "an import of what is there must be empty"
    sheet = sheets()["ledger"]
    timed("export", lambda: office.ask(
        lambda ctx: write_sheet(file.with_suffix(".xlsx"), sheet, sheet.stored(ctx), names_of(ctx, sheet))))
    timed("undo", lambda: office.undo(done.number))
    timed("redo", office.redo)
    database.close()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
