"""Filling an empty office with a demo county, through the same door as any import."""

import tempfile
from argparse import Namespace
from pathlib import Path

from app.cli import said
from app.cli.files import plan
from app.demo.catalogue import demo_office
from app.demo.workbooks import write_folder
from app.demo.xincheng import SEED
from app.features.areas.model import Area
from app.features.org.changes import SetCalendar, SetSetting
from app.features.org.rules import announced_days
from app.kit.errors import Refusal
from app.kit.job import Progress
from app.kit.office import Done, Office
from app.kit.planning import import_of
from app.kit.words import RESOURCES, _


def fill_demo(office: Office, options: Namespace) -> str:
    """Import a demo county into an empty office, or write its workbooks into a folder."""
    if options.files:
        written = write_folder(demo_office(options.size, options.seed or SEED), Path(options.files))
        return said.as_json([str(file) for file in written]) if options.json else "\n".join(map(str, written))
    done = load_demo(office, options.size, said.progress(_("Demo office")), options.seed)
    return said.as_json({"entry": done.number, "rows": done.result}) if options.json else done.said


def load_demo(office: Office, size: str, progress: Progress, seed: int | None = None) -> Done:
    """Fill an empty office with a demo county; Refusal if it holds anything already."""
    if office.ask(lambda ctx: ctx.session.query(Area.id).first()) is not None:
        raise Refusal(_("This office holds data already; the demo county wants an empty one."))
    load_calendar(office)
    office.do(SetSetting("office.demo", size))
    with tempfile.TemporaryDirectory() as folder:
        files = write_folder(demo_office(size, seed or SEED), Path(folder))
        return office.do(import_of(plan(office, files, progress), progress))


def load_calendar(office: Office) -> None:
    """The announced days off and worked weekends that come with the program."""
    text = (RESOURCES / "calendar" / "cn_holidays.csv").read_text(encoding="utf-8")
    office.do(SetCalendar(announced_days(text)))
