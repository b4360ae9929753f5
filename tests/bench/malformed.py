"""``python -m tests.bench.malformed 10000``: malformed files through the cage and the planner, with a summary."""

import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from app.assembly.filling import sheets
from app.kit.planning import plan_files
from app.kit.planning.plan import FILE_REFUSED
from app.kit.store.access import Account
from app.kit.store.database import open_database
from app.kit.store.office import Office
from app.migrations import prepare
from tests.conftest import TODAY
from tests.excel.fuzz import malformed

HANG = 15.5  # the cage's own limit, and the time to say so


def run(office: Office, folder: Path, seeds: range) -> Counter[str]:
    """Refusals by code, files read, and what must not be: crash, hang, half."""
    told: Counter[str] = Counter()
    for seed in seeds:
        name, content = malformed(seed)
        file = folder / name
        file.write_bytes(content)
        begun = time.monotonic()
        try:
            (plan,) = office.ask(plan_files, [file], tuple(sheets().values()))
        except Exception:
            traceback.print_exc()
            told["CRASH"] += 1
            print(f"crash: {seed}", flush=True)
            continue
        finally:
            took = time.monotonic() - begun
            file.unlink()
        if took > HANG:
            told["HANG"] += 1
            print(f"hang: {seed}, {took:.1f} s", flush=True)
        if plan.status == FILE_REFUSED:
            told[plan.code] += 1
            told["HALF"] += bool(plan.sheets)
        else:
            told["read"] += 1
        told["slow"] += took > 5
    return told


def main(count: int) -> None:
    """Run ``count`` files and tell."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        database = open_database(str(folder / "office.db"))
        prepare(database)
        office = Office(database, Account("bench"), TODAY)
        begun = time.monotonic()
        told = run(office, folder, range(count))
        database.close()
    print(f"{count} malformed files in {time.monotonic() - begun:.0f} s: "
          f"{told['CRASH']} crashes, {told['HANG']} hangs, {told['HALF']} with rows from a refused file")  # fmt: skip
    for code, times in sorted(told.items()):
        if code not in {"CRASH", "HANG", "HALF"} and times:
            print(f"  {code}: {times}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
