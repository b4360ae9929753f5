"""What the journal costs and gives: inserts with and without it, one edit, undo of all, the proof of its chain.

    python -m tests.bench.journal [ROWS]
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from app.catalogue import load_models
from app.cli.said import table
from app.features.areas.model import Area
from app.features.audit.queries import entries, verify_chain
from app.kit.store.access import Account
from app.kit.store.change import Change, Edit, EditMany
from app.kit.store.context import Context
from app.kit.store.database import open_database
from app.kit.store.office import Office
from app.kit.store.row import table_of
from app.migrations import prepare


class Bring(Change):
    """Write ``rows`` areas through the journal."""

    title = "Bring"
    permission = "areas.create"

    def __init__(self, rows: int) -> None:
        self.rows = rows

    def apply(self, ctx: Context) -> None:
        ctx.insert(Area, _areas(self.rows))


def _areas(count: int, first: int = 0) -> list[dict[str, Any]]:
    return [{"code": f"{first + n:010}", "name": f"翠屏{n}号公变", "households": n % 300} for n in range(count)]


def main(rows: int = 100_000) -> int:
    """Fill a database in a temporary folder and print each act's seconds."""
    load_models()
    with tempfile.TemporaryDirectory() as folder:
        told = _acts(Path(folder) / "office.db", rows)
    print(table([f"journal over {rows:,} rows", "wall s", "cpu s"], told, [False, True, True]))
    return 0


def _acts(file: Path, rows: int) -> list[list[str]]:
    database = open_database(str(file))
    prepare(database)
    office = Office(database, Account("bench"), date(2026, 11, 24))
    told: list[list[str]] = []

    def timed(act: str, work: Callable[[], Any]) -> None:
        began, cpu = time.perf_counter(), sum(os.times()[:4])
        work()
        told.append([act, f"{time.perf_counter() - began:.2f}", f"{sum(os.times()[:4]) - cpu:.2f}"])

    def bare() -> None:
        """The same rows past the journal, for comparison; taken away again."""
        plain = [{**row, "id": n, "version": 1, "source": "", "initials": "", "kind": "area", "state": "running"}
                 for n, row in enumerate(_areas(rows, 10**9), 10**7)]  # fmt: skip
        with database.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            connection.execute(insert(table_of(Area)), plain)
            connection.rollback()

    def count() -> None:
        with database.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM area")).scalar() == 0

    timed("insert without journal", bare)
    timed("insert with journal", lambda: office.do(Bring(rows)))
    timed("edit one", lambda: office.do(Edit("area", 1, {"households": 5})))
    timed("edit 1,000", lambda: office.do(EditMany("area", tuple(range(1, 1001)), {"households": 7})))
    timed("read the last 200 entries", lambda: office.ask(entries))
    timed("prove the chain", lambda: office.ask(verify_chain))
    timed("undo edit 1,000", office.undo)
    timed("undo edit one", office.undo)
    timed("undo insert", office.undo)
    count()
    timed("redo insert", office.redo)
    database.close()
    return told


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
