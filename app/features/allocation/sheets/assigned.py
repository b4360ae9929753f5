"""The area ledger with its managers, and the allocation form 片区分配表."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from app.features.allocation.changes.placing import correct, place
from app.features.allocation.model import Assignment
from app.features.allocation.queries.listings import IS_OPEN
from app.features.allocation.rules.sites import Move
from app.features.areas.model import Area
from app.features.areas.sheets import LEDGER as OWN_LEDGER
from app.features.areas.sheets import ledger_columns, put_areas, stored_areas
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.job import Progress
from app.kit.sheet import CHANGED, NEW, PlannedRow, Problem, Reference, Sheet, SheetColumn, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _

_ASSIGNMENT = fields_of(Assignment)
_PERSON = Reference(Staff, code_heading=N_("Manager's staff no."), code_headings=("经理工号", "台区经理工号"))
_MANAGER = column(
    Field(N_("Customer manager"), Kind.TEXT, name="manager", width=10),
    "台区经理", "客户经理", "责任人", "经理", reference=_PERSON,
)  # fmt: skip
_CHANGED = frozenset({"manager", "manager_since"})
_SINCE = column(_ASSIGNMENT["since"].but(name="manager_since", label=N_("Served since"), required=False), "起始日期")


def open_managers(ctx: Context) -> dict[str, int]:
    """Role by staff number, of those who hold it."""
    statement = select(Staff.code, Manager.id).join(Manager, Manager.staff_id == Staff.id)
    return {row[0]: row[1] for row in ctx.session.execute(statement.where(Manager.until.is_(None)))}


def _served(ctx: Context) -> dict[str, tuple[str, date]]:
    """Staff number of the manager and first day by area code, of open assignments."""
    statement = (
        select(Area.code, Staff.code, Assignment.since)
        .join(Assignment, (Assignment.area_id == Area.id) & IS_OPEN)
        .join(Manager, Manager.id == Assignment.manager_id)
        .join(Staff, Staff.id == Manager.staff_id)
    )
    return {area: (manager, since) for area, manager, since in ctx.session.execute(statement)}


def _stored_ledger(ctx: Context) -> Iterable[Values]:
    served = _served(ctx)
    for values in stored_areas(ctx):
        manager, since = served.get(values["code"], (None, None))
        yield {**values, "manager": manager, "manager_since": since}


def _put_ledger(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    """The areas first, then who serves them; an area whose manager cell is empty keeps the one it has."""
    put_areas(ctx, planned, progress)
    wanted = {
        row.key[0]: (told["manager"], told.get("manager_since") if "manager_since" in row.news() else None)
        for row in planned
        if (told := {**(row.before or {}), **(row.values or {})}).get("manager") and _CHANGED & set(row.news())
    }
    if wanted:
        _serve(ctx, wanted)


def _serve(ctx: Context, wanted: Mapping[str, tuple[str, date | None]]) -> None:
    managers, served = open_managers(ctx), _served(ctx)
    ids = {row[0]: row[1] for row in ctx.session.execute(select(Area.code, Area.id))}
    by_day: dict[date, list[Move]] = {}
    for code, (staff, since) in wanted.items():
        if staff not in managers:
            raise Refusal(_("{staff} does not hold the role of customer manager.", staff=staff), "manager")
        now = served.get(code)
        if now is not None and now[0] == staff:
            correct(ctx, ids[code], {"since": since})
            continue
        day = since or ctx.today
        if now is not None and day <= now[1]:
            if since is not None:
                ctx.remarks.append(_(
                    "{area}: on {day} another manager had not even begun; the new one serves from today.", area=code,
                    day=since))  # fmt: skip
            day = ctx.today
        reason = "first" if now is None else "other"
        by_day.setdefault(day, []).append(Move(ids[code], managers[staff], reason, _("taken from the ledger")))
    for day, moves in sorted(by_day.items()):
        place(ctx, moves, day, ctx.account.name)


def _undated(day: str) -> Callable[[Context, Sequence[PlannedRow]], list[str]]:
    """Says of a plan how many hand-overs lack their ``day`` and will count from today."""

    def told(ctx: Context, planned: Sequence[PlannedRow]) -> list[str]:
        news = [row.news() for row in planned if row.status in {NEW, CHANGED}]
        n = sum(bool(one.get("manager")) and one.get(day) is None for one in news)
        if not n:
            return []
        return [_("{n} areas get a manager without a first day: he serves from {day}.", n=n, day=ctx.today)]

    return told


def _check_ledger(values: Values) -> Sequence[Problem]:
    """The area's own rule, and no first day of nobody."""
    found = list(OWN_LEDGER.check(values)) if OWN_LEDGER.check else []
    if values.get("manager_since") is not None and values.get("manager") is None:
        found.append(Problem("rule", _("A first day of service needs the manager who serves."), field="manager_since"))
    return found


def _ledger_columns() -> tuple[SheetColumn, ...]:
    return (*ledger_columns(), _MANAGER, _SINCE)


LEDGER = Sheet(
    "ledger", N_("Area ledger"), _ledger_columns(), ("code",), _stored_ledger, _put_ledger, rank=30,
    check=_check_ledger, brings=OWN_LEDGER.brings, notes=_undated("manager_since"),
)  # fmt: skip

AREA = column(
    Field(N_("Area"), Kind.TEXT, name="area", required=True, width=24),
    "台区", "台区名称",
    reference=Reference(Area, code_heading=N_("Area code"), code_headings=("台区编号",)),
)  # fmt: skip


def _whose(required: bool, *headings: str) -> SheetColumn:
    field = Field(N_("New manager"), Kind.TEXT, name="manager", required=required, width=10)
    return column(field, *headings, reference=_PERSON)


def _stored_assignments(ctx: Context) -> Iterable[Values]:
    statement = (
        select(Area.code, Staff.code, Assignment.since, Assignment.reason, Assignment.approver, Assignment.explanation)
        .join(Assignment, (Assignment.area_id == Area.id) & IS_OPEN)
        .join(Manager, Manager.id == Assignment.manager_id)
        .join(Staff, Staff.id == Manager.staff_id)
    )
    names = ("area", "manager", "since", "reason", "approver", "explanation")
    for row in ctx.session.execute(statement):
        yield dict(zip(names, row, strict=True))


def _put_assignments(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    managers = open_managers(ctx)
    ids = {row[0]: row[1] for row in ctx.session.execute(select(Area.code, Area.id))}
    served = _served(ctx)  # by now: the ledger of the same import may have been first
    for index, row in enumerate(planned):
        progress.step(index, len(planned))
        values: Mapping[str, Any] = {**(row.before or {}), **(row.values or {})}
        if values["manager"] not in managers:
            raise Refusal(_("{staff} does not hold the role of customer manager.", staff=values["manager"]), "manager")
        if values["area"] in served and served[values["area"]][0] == values["manager"]:
            correct(ctx, ids[values["area"]], row.news())
            continue
        move = Move(ids[values["area"]], managers[values["manager"]], values.get("reason") or "first",
                    values.get("explanation") or "")  # fmt: skip
        place(ctx, [move], values.get("since") or ctx.today, values.get("approver") or "")


ALLOCATION = Sheet(
    "allocation", N_("Allocation form"),
    (
        AREA, _whose(True, "新经理", "新台区经理", "新客户经理", "调整后经理", "拟任经理"),
        column(_ASSIGNMENT["reason"].but(required=False)),
        column(_ASSIGNMENT["explanation"], "说明"),
        column(_ASSIGNMENT["approver"]),
        column(_ASSIGNMENT["since"].but(required=False, label=N_("Effective from")), "生效日期"),
    ),
    ("area",), _stored_assignments, _put_assignments, rank=45, notes=_undated("since"),
)  # fmt: skip
