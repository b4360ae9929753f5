"""``month``: the whole office month from a folder of workbooks to the papers, with an account of it."""

import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.assembly.filling import load_calendar, plan
from app.assembly.opening import open_office
from app.cli import said
from app.cli.account import account
from app.cli.files import papers, refuse_broken, told
from app.cli.pdf import write_paper
from app.features.allocation.changes import ApplyProposal
from app.features.allocation.queries.loads import uncovered_count
from app.features.allocation.queries.outlook import proposed
from app.features.appraisal.changes.periods import OpenPeriod, PublishPeriod
from app.features.appraisal.changes.schemes import DefaultScheme
from app.features.appraisal.sheets.month import write_month
from app.features.appraisal.sheets.workbook import write_appraisal
from app.features.visits.changes.plan import PlanMonth
from app.kit.errors import Trouble
from app.kit.job import Progress
from app.kit.office import Done, Office
from app.kit.planning import FilePlan, import_of
from app.kit.sheet import REFUSED, ImportRows, PlannedRow, Sheet
from app.kit.words import _
from app.kit.workdays import days_of, month_of

LATER = {"visits", "ratings"}
"""Sheets that tell what became of the month's plan: taken in after the month was planned and opened."""
Batches = tuple[tuple[Sheet, tuple[PlannedRow, ...]], ...]


@dataclass
class MonthRun:
    """What happened, step by step, for the account."""

    out: Path
    month: str = ""
    steps: list[tuple[str, str, float]] = field(default_factory=list)
    """What was done, what came of it, seconds."""
    remarks: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def step(self, title: str, work: Callable[[], str]) -> None:
        """Do one step, time it, keep what came of it."""
        began = time.perf_counter()
        came = work()
        self.steps.append((title, came, time.perf_counter() - began))


def run_month(options: Namespace) -> str:
    """Run the month and return its account; raises Trouble and leaves no half-written file."""
    out = Path(options.out)
    _make_folder(out)
    run = MonthRun(out)
    folder = Path(options.folder) if options.folder else _demo_folder(run, options.demo)
    if not folder.is_dir():
        raise Trouble(_("The folder {folder} does not exist.", folder=folder))
    office = open_office(options.office or _fresh_file(out), author=options.author)
    try:
        _run(run, office, folder, options.month)
        text = account(run.steps, run.remarks, run.files, office)
    finally:
        office.close()
    if options.json:
        return said.as_json({
            "month": run.month, "steps": [{"step": s, "result": r, "seconds": round(t, 2)} for s, r, t in run.steps],
            "remarks": run.remarks, "files": [str(file) for file in run.files],
        })  # fmt: skip
    return text


def _run(run: MonthRun, office: Office, folder: Path, month: str | None) -> None:
    progress = said.progress(_("Month"))
    plans: list[FilePlan] = []

    def read() -> str:
        load_calendar(office)
        plans.extend(plan(office, [folder], progress))
        if not plans:
            raise Trouble(_("{folder} holds no workbook.", folder=folder))
        refuse_broken(plans, skip_refused=True)
        run.remarks += _refusals(plans)
        return _("{files} workbooks, {rows} rows", files=len(plans),
                 rows=f"{sum(len(tab.rows) for p in plans for tab in p.sheets):,}")  # fmt: skip

    run.step(_("Read"), read)
    change = import_of(plans, progress)
    run.month = month or _month_of_records(change.batches, office)
    at = _office_of_the_month(office, run.month)
    first, later = _split(change.batches, run.month)
    run.step(_("Import"), lambda: _kept(run, at, ImportRows(change.what, first, progress)))
    run.step(_("Assign"), lambda: _assign(run, at))
    run.step(_("Plan visits"), lambda: _plan(run, at))
    period: list[int] = []
    run.step(_("Open appraisal"), lambda: _open(run, office, period))
    run.step(_("Record"), lambda: _kept(run, office, ImportRows(change.what, later, progress)))
    run.step(_("Appraise"), lambda: _appraise(run, office, period[0]))
    run.step(_("Write"), lambda: _write(run, office, period[0], progress))


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".pianqu"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Trouble(_("{folder} cannot be written: {why}.", folder=out, why=error.strerror)) from error


def _demo_folder(run: MonthRun, kind: str) -> Path:
    from app.demo.catalogue import demo_office
    from app.demo.workbooks import write_folder
    from app.demo.xincheng import SEED

    folder = run.out / "input"

    def generate() -> str:
        # The managers' column stays out: assigning them is what the month shows.
        files = write_folder(demo_office(kind, SEED), folder, with_managers=False)
        return _("{files} workbooks in {folder}", files=len(files), folder=folder)

    run.step(_("Generate"), generate)
    return folder


def _fresh_file(out: Path) -> str:
    """A new office file; an older run's file is set aside, never written over."""
    file = out / "office.db"
    if file.exists():
        file.replace(out / f"office-{time.strftime('%Y%m%d-%H%M%S')}.db")
        for tail in ("-wal", "-shm"):
            file.with_name(file.name + tail).unlink(missing_ok=True)
    return str(file)


def _refusals(plans: Sequence[FilePlan]) -> list[str]:
    broken = [file for file in plans if file.counts()[REFUSED]]
    return told(broken).splitlines() if broken else []


def _month_of_records(batches: Batches, office: Office) -> str:
    """The last month of which the workbooks hold records; the office's present month if none."""
    months = [str(row.values["month"]) for sheet, rows in batches for row in rows
              if sheet.name == "months" and row.values and row.values.get("month")]  # fmt: skip
    return max(months, default=month_of(office.today))


def _office_of_the_month(office: Office, month: str) -> Office:
    """The office seen on the month's first day: what is planned is planned before it is recorded."""
    return office.on(min(office.today, days_of(month)[0]))


def _split(batches: Batches, month: str) -> tuple[Batches, Batches]:
    """What was known before the month, and what became of it."""
    first: list[tuple[Sheet, tuple[PlannedRow, ...]]] = []
    later: list[tuple[Sheet, tuple[PlannedRow, ...]]] = []
    for sheet, rows in batches:
        if sheet.name not in LATER:
            first.append((sheet, rows))
            continue
        after = tuple(row for row in rows if sheet.name == "ratings" or _happened_in(row, month))
        kept = set(map(id, after))
        later.append((sheet, after))
        first.append((sheet, tuple(row for row in rows if id(row) not in kept)))
    return tuple(b for b in first if b[1]), tuple(b for b in later if b[1])


def _happened_in(row: PlannedRow, month: str) -> bool:
    at = (row.values or {}).get("at")
    return at is not None and month_of(at) >= month


def _kept(run: MonthRun, office: Office, change: ImportRows) -> str:
    if not change.batches:
        return _("nothing to take in")
    done = office.do(change)
    run.remarks += done.remarks[:12]
    return _("{rows} rows, journal entry {number}", rows=f"{done.result:,}", number=done.number)


def _assign(run: MonthRun, office: Office) -> str:
    found = office.ask(proposed)
    if not found.managers:
        raise Trouble(_("There is nobody to assign areas to: the staff roster names no customer manager."))
    moves = found.moves()
    if moves:
        office.do(ApplyProposal(moves, office.today, office.account.name))
    _was, now = found.balances()
    return _("{moves} areas assigned, {left} without a manager, variation of load {variation}",
             moves=f"{len(moves):,}", left=office.ask(uncovered_count), variation=f"{now.variation:.2f}")  # fmt: skip


def _plan(run: MonthRun, office: Office) -> str:
    done: Done = office.do(PlanMonth(run.month))
    run.remarks += done.remarks
    return _("{visits} visits planned for {month}", visits=f"{done.result.visits:,}", month=run.month)


def _open(run: MonthRun, office: Office, period: list[int]) -> str:
    scheme = office.do(DefaultScheme(_("Scheme {year}", year=run.month[:4]))).result
    period.append(office.do(OpenPeriod(run.month, scheme)).result)
    return run.month


def _appraise(run: MonthRun, office: Office, period: int) -> str:
    done = office.do(PublishPeriod(period, run.month))
    run.remarks += done.remarks[:12]
    return _("{count} managers scored", count=done.result)


def _write(run: MonthRun, office: Office, period: int, progress: Progress) -> str:
    lists, cards = papers()["visits"], papers()["cards"]
    run.files = [
        office.ask(write_appraisal, period, run.out / "考核表.xlsx", progress),
        office.ask(write_month, run.month, run.out / "月度小结.xlsx"),
    ]
    pages = [
        write_paper(office.ask(lists.make, run.month), run.out / "走访清单.pdf"),
        write_paper(office.ask(cards.make), run.out / "名片.pdf"),
    ]
    run.files += [run.out / "走访清单.pdf", run.out / "名片.pdf"]
    return _("2 workbooks, {pages} pages of PDF", pages=sum(pages))

