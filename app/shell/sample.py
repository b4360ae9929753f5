"""The demo office in the middle of its month, as the pictures show it: planned, and worked off until the day."""

from datetime import date
from pathlib import Path

from app.assembly.filling import load_demo
from app.assembly.opening import open_office
from app.features.org.changes import SetSetting
from app.features.visits.changes.plan import PlanMonth
from app.features.visits.changes.record import CompleteVisits
from app.features.visits.queries.stops import month_stops
from app.kit.job import Progress
from app.kit.store.backup import back_up
from app.kit.store.following import last_number
from app.kit.store.office import Office
from app.kit.workdays import month_of

DAY = date(2026, 11, 24)
"""The day up to which the demo office's records go."""
AUTHOR = "陈主任"
NAME = "忻城供电公司"


def sample_office(folder: Path) -> Office:
    """The small demo office in ``folder``, filled at the first call."""
    folder.mkdir(parents=True, exist_ok=True)
    office = open_office(str(folder / "demo-S.db"), day=DAY, author=AUTHOR)
    if office.ask(last_number) == 0:
        load_demo(office, "S", Progress())
        office.do(SetSetting("office.name", NAME))
        _work(office)
        back_up(office.database)
    return office


def _work(office: Office) -> None:
    """Plan the month from its first day on; four of five visits were made, the rest is planned anew from today on."""
    month = month_of(DAY)
    office.on(DAY.replace(day=1)).do(PlanMonth(month))
    stops = [stop.id for stop in office.ask(month_stops, month) if stop.planned_on and stop.planned_on < DAY]
    office.do(CompleteVisits(tuple(stop for at, stop in enumerate(stops) if at % 5)))
    office.do(PlanMonth(month))
