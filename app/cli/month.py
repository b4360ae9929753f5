"""``month``: the whole office month from a folder of workbooks to the papers, with an account of it."""

from argparse import Namespace
from pathlib import Path

from sqlalchemy import select

from app.assembly.filling import load_calendar, plan
from app.assembly.opening import open_office, today
from app.cli import said
from app.cli.account import MonthRun, account
from app.cli.allocating import worked_out
from app.cli.asking import month_told
from app.cli.files import papers, refuse_broken, told
from app.cli.pdf import write_paper
from app.cli.workshop import OFFICE, deliver, workshop
from app.features.allocation.changes import ApplyProposal
from app.features.allocation.queries.asking import Ask
from app.features.allocation.queries.loads import managers_now, uncovered_count
from app.features.allocation.rules.freedom import REST
from app.features.allocation.rules.terms import Terms
from app.features.appraisal.changes.periods import OpenPeriod, PublishPeriod, ReopenPeriod
from app.features.appraisal.changes.schemes import DefaultScheme
from app.features.appraisal.model import Period, Scheme
from app.features.appraisal.queries.results import KEPT
from app.features.appraisal.sheets.month import write_month
from app.features.appraisal.sheets.workbook import write_appraisal
from app.features.visits.changes.plan import PlanMonth
from app.kit.errors import Refusal, Trouble
from app.kit.planning import FilePlan, import_of
from app.kit.sheet import REFUSED, ImportRows, PlannedRow, Sheet
from app.kit.store.change import Change
from app.kit.store.context import Context
from app.kit.store.office import Done, Office
from app.kit.words import _
from app.kit.workdays import days_of, month_of

LATER = {"visits", "ratings"}
"""Sheets that tell what became of the month's plan: taken in after the month was planned and opened."""
PATIENCE = 3.0
"""Processor seconds for sharing out the areas that nobody serves."""
Batches = tuple[tuple[Sheet, tuple[PlannedRow, ...]], ...]


def run_month(options: Namespace) -> str:
    """Run the month and return its account; raises Trouble, and then nothing was written and nothing kept."""
    out = Path(options.out)
    month = month_told(options.month, today()) if options.month else ""
    if options.folder and not Path(options.folder).is_dir():
        raise Trouble(_("The folder {folder} does not exist.", folder=options.folder))
    run = MonthRun(out, said.progress(_("Month")), month)
    with workshop(out) as work:
        folder = Path(options.folder) if options.folder else _demo_folder(run, options.demo, work)
        office = open_office(options.office or str(work / OFFICE), author=options.author)
        try:
            _Run(run, office, work).through(folder)
        finally:
            office.close()
        run.files = [file for file in deliver(work, out) if file.parent == out and file.name != OFFICE]
    office = open_office(options.office or str(out / OFFICE), author=options.author)
    try:
        return said.as_json(run.as_values(office)) if options.json else account(run, office)
    finally:
        office.close()


def _demo_folder(run: MonthRun, kind: str, work: Path) -> Path:
    from app.demo.catalogue import demo_office
    from app.demo.workbooks import write_folder

    folder = work / "input"

    def generate() -> str:
        # The managers' column stays out: assigning them is what the month shows.
        files = write_folder(demo_office(kind), folder, with_managers=False)
        return _("{files} workbooks in {folder}", files=len(files), folder=run.out / folder.name)

    run.step(_("Generate"), generate)
    return folder


class _Run:
    """The month's steps in one office; if one fails, the changes of those before it are taken back."""

    def __init__(self, run: MonthRun, office: Office, work: Path) -> None:
        self._run, self._office, self._work = run, office, work
        self._entries: list[int] = []
        self._period = self._visits = self._scored = 0

    def through(self, folder: Path) -> None:
        """All steps in their order."""
        try:
            self._steps(folder)
        except BaseException:
            for number in reversed(self._entries):
                self._office.undo(number)
            raise

    def _steps(self, folder: Path) -> None:
        run, plans = self._run, list[FilePlan]()
        run.step(_("Read"), lambda: self._read(folder, plans))
        change = import_of(plans, run.progress)
        run.month = run.month or _month_of_records(change.batches, self._office)
        at = _office_of_the_month(self._office, run.month)
        first, later = _split(change.batches, run.month)
        run.step(_("Import"), lambda: self._take_in(at, ImportRows(change.what, first, run.progress)))
        run.step(_("Assign"), lambda: self._assign(at))
        run.step(_("Plan visits"), lambda: self._plan(at))
        run.step(_("Print the lists"), lambda: self._print(at))
        run.step(_("Open appraisal"), self._open)
        run.step(_("Record"), lambda: self._take_in(self._office, ImportRows(change.what, later, run.progress)))
        run.step(_("Appraise"), self._appraise)
        run.step(_("Write"), self._write)

    def _do(self, office: Office, change: Change, remarks: list[str] | None = None) -> Done:
        done = office.do(change)
        if done.number:
            self._entries.append(done.number)
        told = self._run.remarks if remarks is None else remarks
        told += done.remarks
        return done

    def _read(self, folder: Path, plans: list[FilePlan]) -> str:
        load_calendar(self._office)
        plans.extend(plan(self._office, [folder], self._run.progress))
        if not plans:
            raise Trouble(_("{folder} holds no workbook.", folder=folder))
        refuse_broken(plans, skip_refused=True)
        broken = [file for file in plans if file.counts()[REFUSED]]
        self._run.refused += told(broken).splitlines() if broken else []
        return _("{files} workbooks, {rows} rows", files=len(plans),
                 rows=f"{sum(len(tab.rows) for p in plans for tab in p.sheets):,}")  # fmt: skip

    def _take_in(self, office: Office, change: ImportRows) -> str:
        if not change.batches:
            return _("nothing to take in")
        done = self._do(office, change, self._run.introduced)
        return _("{rows} rows, journal entry {number}", rows=f"{done.result:,}", number=done.number)

    def _assign(self, office: Office) -> str:
        if not office.ask(managers_now):
            raise Trouble(_("There is nobody to assign areas to. Put a staff roster that names customer managers "
                            "(员工花名册.xlsx) into the folder."))  # fmt: skip
        question, found = worked_out(office, Ask(REST, Terms(seconds=PATIENCE)))
        outlook = question.outlook_of(found)
        moves = outlook.moves()
        if moves:
            self._do(office, ApplyProposal(moves, office.today, office.account.name))
        _was, now = outlook.balances()
        return _("{moves} areas assigned, {left} without a manager, variation of load {variation}",
                 moves=f"{len(moves):,}", left=office.ask(uncovered_count),
                 variation=f"{now.variation:.2f}")  # fmt: skip

    def _plan(self, office: Office) -> str:
        done = self._do(office, PlanMonth(self._run.month, progress=self._run.progress))
        self._visits = int(done.result.visits)
        return _("{visits} visits planned for {month}", visits=f"{self._visits:,}", month=self._run.month)

    def _print(self, office: Office) -> str:
        """The lists as managers carry them: before anything is recorded."""
        cards = write_paper(office.ask(papers()["cards"].make), self._work / "名片.pdf")
        if not self._visits:
            self._run.remarks.append(_("There is no visit list: nobody is to be visited in {month}.",
                                       month=self._run.month))  # fmt: skip
            return _("{pages} pages of PDF", pages=cards)
        lists = write_paper(office.ask(papers()["visits"].make, self._run.month), self._work / "走访清单.pdf")
        return _("{pages} pages of PDF", pages=cards + lists)

    def _open(self) -> str:
        """The month's period; one that was published already is opened again."""
        month = self._run.month
        known = self._office.ask(_period_of, month)
        if known is None:
            name = _("Scheme {year}", year=month[:4])
            scheme = self._office.ask(_scheme_called, name) or self._do(self._office, DefaultScheme(name)).result
            self._period = self._do(self._office, OpenPeriod(month, scheme)).result
            return month
        self._period, stage = known
        if stage in KEPT:
            self._do(self._office, ReopenPeriod(self._period, month, _("The month was run again.")))
        return month

    def _appraise(self) -> str:
        """A month of which nothing was recorded stays open for its figures."""
        try:
            self._scored = int(self._do(self._office, PublishPeriod(self._period, self._run.month)).result)
        except Refusal as why:
            self._run.remarks.append(str(why))
        return _("{count} managers scored", count=self._scored)

    def _write(self) -> str:
        self._office.ask(write_month, self._run.month, self._work / "月度小结.xlsx")
        if not self._scored:
            return _("{count} workbooks", count=1)
        self._office.ask(write_appraisal, self._period, self._work / "考核表.xlsx", self._run.progress)
        return _("{count} workbooks", count=2)


def _period_of(ctx: Context, month: str) -> tuple[int, str] | None:
    found = ctx.session.scalars(select(Period).where(Period.month == month)).first()
    return None if found is None else (found.id, found.stage)


def _scheme_called(ctx: Context, name: str) -> int | None:
    return ctx.session.scalar(select(Scheme.id).where(Scheme.name == name, Scheme.archived_on.is_(None)))


def _month_of_records(batches: Batches, office: Office) -> str:
    """The last month whose indicators the workbooks hold, else the last with visits, else the present one."""
    months = {
        sheet.name: max((_month_in(row) for row in rows), default="")
        for sheet, rows in batches if sheet.name in {"months", "visits"}
    }  # fmt: skip
    return months.get("months") or months.get("visits") or month_of(office.today)


def _month_in(row: PlannedRow) -> str:
    values = row.values or {}
    at = values.get("at")
    return str(values.get("month") or (month_of(at) if at else ""))


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
    return _month_in(row) >= month
