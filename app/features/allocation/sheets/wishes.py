"""The wish list 熟悉度与志愿: what managers know and wish for, out as a form and in again (A4, A6)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select

from app.features.allocation.changes.wishes import MARKS, Told, keep_told
from app.features.allocation.model import Familiarity
from app.features.allocation.queries.wishes import closed_round, wishes_now
from app.features.allocation.queries.wishforms import form_lines, voices
from app.features.allocation.sheets.assigned import AREA, open_managers
from app.features.areas.model import Area
from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.errors import Refusal
from app.kit.fields import Choice, Field, Kind
from app.kit.job import Progress
from app.kit.sheet import CHANGED, NEW, PlannedRow, Reference, Sheet, Values, column
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import N_, _
from app.kit.writing import Target, names_of, write_sheet

_FAMILIARITY = fields_of(Familiarity)
_WISHES = (
    Choice("1", N_("First wish"), ("第一志愿", "一")),
    Choice("2", N_("Second wish"), ("第二志愿", "二")),
    Choice("3", N_("Third wish"), ("第三志愿", "三")),
)
_NAMED = 5
"""Contested areas a plan names; the rest is counted."""


def _stored_wishes(ctx: Context) -> Iterable[Values]:
    statement = (
        select(Staff.code, Area.code, Familiarity.wish, Familiarity.terrain, Familiarity.customs, Familiarity.people)
        .select_from(Familiarity)
        .join(Manager, Manager.id == Familiarity.manager_id)
        .join(Staff, Staff.id == Manager.staff_id)
        .join(Area, Area.id == Familiarity.area_id)
        .where(Familiarity.archived_on.is_(None))
    )
    return (_values(staff, area, marks) for staff, area, *marks in ctx.session.execute(statement))


def _values(staff: str, area: str, marks: Sequence[int | None]) -> Values:
    """A line in the sheet's terms: the wish is a choice."""
    values: Values = {"manager": staff, "area": area, **dict(zip(MARKS, marks, strict=True))}
    return {**values, "wish": None if values["wish"] is None else str(values["wish"])}


def _put_wishes(ctx: Context, planned: Sequence[PlannedRow], progress: Progress) -> None:
    managers = open_managers(ctx)
    areas = {row[0]: row[1] for row in ctx.session.execute(select(Area.code, Area.id))}

    def told() -> Iterator[Told]:
        for index, row in enumerate(planned):
            progress.step(index, len(planned))
            values: Values = dict(row.values or {})
            staff, area = values.pop("manager"), values.pop("area")
            if staff not in managers:
                raise Refusal(_("{staff} does not hold the role of customer manager.", staff=staff), "manager")
            if values.get("wish") is not None:
                values["wish"] = int(values["wish"])
            yield Told(managers[staff], areas[area], values)

    keep_told(ctx, told())


def _says_nothing(values: Values) -> str:
    if any(values.get(name) is not None for name in MARKS):
        return ""
    return _("Left out: neither a wish nor a mark of familiarity is given.")


def _notes(ctx: Context, planned: Sequence[PlannedRow]) -> list[str]:
    """What a plan says of its wishes together: that they come too late, and where they clash."""
    wishes = [row for row in planned if row.status in {NEW, CHANGED} and row.news().get("wish") is not None]
    if not wishes:
        return []
    told = _clashes(ctx, wishes)
    if closed := closed_round(ctx):
        late = _("{round} took wishes until {day}: the {n} wishes here come too late and the import will be refused. "
                 "Decide the round, or give it more time.", round=closed.name, day=closed.closes_on,
                 n=len(wishes))  # fmt: skip
        told.insert(0, late)
    return told


def _clashes(ctx: Context, wishes: Sequence[PlannedRow]) -> list[str]:
    """Areas that several wish for once this is taken in, named while they are few (A4)."""
    wishers: dict[str, set[str]] = defaultdict(set)
    for one in wishes_now(ctx):
        wishers[one.claim.area].add(one.claim.manager)
    for row in wishes:
        wishers[row.key[1]].add(row.key[0])
    fought = sorted({row.key[1] for row in wishes if len(wishers[row.key[1]]) > 1})
    if not fought:
        return []
    names = dict(ctx.session.execute(select(Staff.code, Staff.name)).all())
    told = _("; ").join(f"{area} ({_(', ').join(names.get(who, who) for who in sorted(wishers[area]))})"
                        for area in fought[:_NAMED])  # fmt: skip
    return [_("{n} of these areas are then wished for by several managers: {areas}", n=len(fought),
              areas=told + (" …" if len(fought) > _NAMED else ""))]  # fmt: skip


WISH_LIST = Sheet(
    "wishes", N_("Wishes and familiarity"),
    (
        column(
            Field(N_("Customer manager"), Kind.TEXT, name="manager", required=True, width=10),
            "姓名", "台区经理", "经理",
            reference=Reference(Staff, code_heading=N_("Staff no."), code_headings=("工号", "经理工号")),
        ),
        AREA,
        column(_FAMILIARITY["terrain"]), column(_FAMILIARITY["customs"]), column(_FAMILIARITY["people"]),
        column(_FAMILIARITY["wish"].but(kind=Kind.CHOICE, choices=_WISHES)),
    ),
    ("manager", "area"), _stored_wishes, _put_wishes, rank=44, leaves_out=_says_nothing, notes=_notes,
)  # fmt: skip


def write_wish_forms(ctx: Context, path: Target, managers: Sequence[int] = ()) -> int:
    """Write the wish list with a line for every area of every manager, or of some, to be filled in and imported;
    what was said already stands in it. Returns the number of lines."""
    lines = [
        _values(voice.code, line.code, line.marks)
        for voice in voices(ctx, managers) for line in form_lines(ctx, voice.manager)
    ]  # fmt: skip
    if not lines:
        raise Refusal(_("There is no customer manager with areas to wish for. Import the roster and the ledger first."))
    return write_sheet(path, WISH_LIST, lines, names_of(ctx, WISH_LIST))
