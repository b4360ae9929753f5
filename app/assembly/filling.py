"""Filling an office: workbooks as one import, a demo county into an empty one, the announced calendar."""

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from app.catalogue import manifests
from app.demo.catalogue import demo_office
from app.demo.workbooks import write_folder
from app.demo.xincheng import SEED
from app.features.allocation.changes import OpenRound, SetAvoidance
from app.features.allocation.queries.loads import areas_now
from app.features.allocation.queries.standing import carried
from app.features.allocation.queries.wishes import contested_count
from app.features.appraisal.changes.periods import OpenPeriod, PublishPeriod
from app.features.appraisal.changes.schemes import DefaultScheme
from app.features.appraisal.model import AreaMonth, Scheme
from app.features.areas.model import Area
from app.features.org.changes import SetCalendar, SetSetting
from app.features.org.rules import announced_days
from app.features.visits.changes.plan import PlanMonth
from app.kit.errors import Refusal, Trouble
from app.kit.job import Progress
from app.kit.planning import FilePlan, import_of, plan_files
from app.kit.sheet import REFUSED, Sheet
from app.kit.store.context import Context
from app.kit.store.office import Done, Office
from app.kit.words import RESOURCES, _
from app.kit.workdays import month_of, shifted

ROUND = timedelta(days=5)
"""How long the demo's round of wishes stays open."""
NAMES = {
    "S": "忻城供电公司", "M": "忻城供电公司", "L": "忻城供电公司", "creluz": "Creluz-D", "mux": "Mux Energia",
}  # fmt: skip


def sheets() -> dict[str, Sheet]:
    """Every sheet by name."""
    return {sheet.name: sheet for feature in manifests() for sheet in feature.sheets}


def plan(office: Office, paths: Sequence[str | Path], progress: Progress) -> list[FilePlan]:
    """What importing these files would do; raises Trouble if there is no such file."""
    for path in map(Path, paths):
        if not path.exists():
            raise Trouble(_("There is no file {file}.", file=path))
    return office.ask(plan_files, paths, tuple(sheets().values()), progress)


def load_demo(office: Office, size: str, progress: Progress, seed: int | None = None) -> Done:
    """Fill an empty office with a demo county; Refusal if it holds anything already."""
    if office.ask(lambda ctx: ctx.session.query(Area.id).first()) is not None:
        raise Refusal(_("This office holds data already; the demo county wants an empty one."))
    load_calendar(office)
    office.do(SetSetting("office.demo", size))
    office.do(SetSetting("office.name", NAMES[size]))
    with tempfile.TemporaryDirectory() as folder:
        files = write_folder(demo_office(size, seed or SEED, office.today), Path(folder))
        plans = plan(office, files, progress)
        broken = [name for name, rows in ((Path(p.file).name, p.counts()[REFUSED]) for p in plans) if rows]
        if broken:
            raise Trouble(_("The demo county does not fit this program: {files}.", files=", ".join(broken)))
        done = office.do(import_of(plans, progress))
    live(office)
    return done


def live(office: Office) -> None:
    """What an office would have done by now: past months appraised and published, this month planned; where wishes
    are told, their round is open and an avoidance is known.
    """
    known = office.ask(lambda ctx: ctx.session.query(Scheme.id).first())
    scheme = known[0] if known else office.do(DefaultScheme(_("Scheme {year}", year=office.today.year))).result
    this = month_of(office.today)
    for month in office.ask(_recorded_before, shifted(this, -1)):
        period = office.do(OpenPeriod(month, scheme)).result
        office.do(PublishPeriod(period, month))
    office.do(PlanMonth(this))
    if office.ask(contested_count):
        office.do(OpenRound(_("Wishes {year}", year=office.today.year + 1), office.today, office.today + ROUND))
        loads = sorted(office.ask(carried), key=lambda one: one.hours)
        heavy, light = loads[-1].manager.id, loads[0].manager.id
        office.do(SetAvoidance(light, next(area.id for area in office.ask(areas_now) if area.manager == heavy)))


def _recorded_before(ctx: Context, month: str) -> list[str]:
    """The months before ``month`` of which there are figures; a real register has none but the last."""
    months = ctx.session.query(AreaMonth.month).filter(AreaMonth.month < month).distinct()
    return sorted(found for (found,) in months)


def load_calendar(office: Office) -> None:
    """The announced days off and worked weekends that come with the program."""
    text = (RESOURCES / "calendar" / "cn_holidays.csv").read_text(encoding="utf-8")
    office.do(SetCalendar(announced_days(text)))
