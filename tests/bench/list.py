"""How fast a list of 100,000 rows is: first page, scroll step, sort, filter, search. Medians in milliseconds,
and the CPU time of the whole process, which a busy computer does not distort.

Limits: first page 100, scroll step 20, sort or filter 150. Run with ``dev.py bench list``.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.catalogue import load_models
from app.features.areas.model import Area, Feeder
from app.features.areas.queries import AREAS
from app.features.org.model import District
from app.kit.settings import UserSettings
from app.kit.store.access import Account
from app.kit.store.change import Change
from app.kit.store.context import Context
from app.kit.store.database import open_database
from app.kit.store.office import Office
from app.kit.store.query import Filter, View
from app.kit.store.row import Table_
from app.ui.desk import Desk
from app.ui.page import ListPage, Offer
from app.ui.theme import use_theme

ROWS, RUNS = 100_000, 9
VILLAGES = (
    "翠屏", "城中", "城南", "大塘", "六安", "都乐", "泮水", "大同",
    "高塘", "加仁", "练江", "北丹", "龙头", "欧洞", "里苗",
)  # fmt: skip


@dataclass(frozen=True)
class Fill(Change):
    """Write 5 districts, 40 feeders and ``rows`` areas."""

    title = "Fill"
    permission = "areas.create"
    rows: int = ROWS

    def apply(self, ctx: Context) -> None:
        chance = random.Random(1)
        districts = ctx.insert(District, [{"code": f"D{at:02}", "name": f"{name}供电所"} for at, name in
                                          enumerate(VILLAGES[:5])])  # fmt: skip
        feeders = ctx.insert(Feeder, [{"name": f"{VILLAGES[at % 15]}{900 + at}线", "district_id": districts[at % 5]}
                                      for at in range(40)])  # fmt: skip
        ctx.insert(Area, [self._area(at, chance, districts[at % 5], chance.choice(feeders)) for at in range(self.rows)])

    def _area(self, at: int, chance: random.Random, district: int, feeder: int) -> dict[str, object]:
        village = chance.choice(VILLAGES)
        return {
            "code": f"4513{at:08}", "name": f"{village}村{chance.randint(1, 40)}号公变", "village": f"{village}村",
            "district_id": district, "feeder_id": feeder, "capacity": chance.choice([50, 100, 200, 315, 400, None]),
            "households": chance.randint(10, 300), "terrain": chance.choice(["plain", "hills", "mountains", None]),
            "reading_day": chance.randint(1, 28), "distance": round(chance.random() * 30, 1),
        }  # fmt: skip


def medians(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds ``act`` takes by the clock and of the processor, each the middle of several runs."""
    act()
    clock, work = [], []
    for _run in range(RUNS):
        began, used = time.perf_counter(), time.process_time()
        act()
        clock.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - used) * 1000)
    return statistics.median(clock), statistics.median(work)


class Bench:
    """A list page over the big office, driven as a person drives it."""

    def __init__(self, desk: Desk, home: Path) -> None:
        self.desk = desk
        self.page = ListPage(desk, Offer(AREAS), UserSettings(home / "settings.json"))
        self.page.resize(1238, 702)
        self.page.show()
        self.settle()
        self._at = 0

    def settle(self) -> None:
        """Until every answer is there and painted."""
        self.desk.wait_idle(30)
        QCoreApplication.processEvents()
        self.desk.wait_idle(30)
        self.page.table.viewport().repaint()

    def look(self, view: View) -> Callable[[], None]:
        """Show a view until its first rows are painted; starts from another view each time."""

        def act() -> None:
            self.page.model.look(view)
            self.settle()

        return act

    def scroll(self) -> None:
        """One page down into rows never seen: placeholders, fetched, painted."""
        bar = self.page.table.verticalScrollBar()
        self._at = (self._at + 20_011) % ROWS
        bar.setValue(self._at * 28)
        self.settle()

    def step(self) -> None:
        """Three rows down among rows at hand, painted."""
        bar = self.page.table.verticalScrollBar()
        bar.setValue(bar.value() + 84)
        self.page.table.viewport().repaint()


def main() -> None:
    """Fill a database in a temporary folder and print the medians."""
    load_models()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    use_theme(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(str(Path(folder) / "big.db"))
        Table_.metadata.create_all(database.engine)
        office = Office(database, Account("bench"), date(2026, 11, 24))
        office.do(Fill())
        desk = Desk(office)
        bench = Bench(desk, Path(folder))
        acts = {
            "first page": bench.look(View()),
            "scroll step, rows at hand": bench.step,
            "scroll into unseen rows": bench.scroll,
            "sort by name": bench.look(View(sort=(("name", False),))),
            "sort by district and households": bench.look(View(sort=(("district", False), ("households", True)))),
            "filter a district": bench.look(View(filters=(Filter("district", "is_in", ("翠屏供电所",)),))),
            "filter households >= 100": bench.look(View(filters=(Filter("households", "at_least", 100),))),
            "search by initials": bench.look(View(search="cpc")),
        }
        for name, act in acts.items():
            clock, work = medians(act)
            print(f"{name:36}{clock:8.1f} ms {work:8.1f} ms CPU", flush=True)
        desk.close()
        database.close()


if __name__ == "__main__":
    main()
