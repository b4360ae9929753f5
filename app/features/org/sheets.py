"""Workbooks about the office itself, and district offices as other workbooks name them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from app.features.org.model import CalendarDay, Department, District
from app.kit.sheet import columns_of, of_row
from app.kit.store.context import Context
from app.kit.store.row import Row, fields_of
from app.kit.words import N_, _

DISTRICTS = of_row(
    "districts", N_("District offices"), District,
    columns_of(District, "code", "name", "telephone", "address", "longitude", "latitude"), rank=10,
)  # fmt: skip
DEPARTMENTS = of_row(
    "departments", N_("Departments"), Department,
    columns_of(Department, "name", "telephone", "reply_days", "duties"), rank=11,
)  # fmt: skip
CALENDAR = of_row(
    "calendar", N_("Calendar days"), CalendarDay, columns_of(CalendarDay, "day", "mark", "name"), rank=12,
    permission="calendar.import",
)  # fmt: skip


def said(row: type[Row], values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What planned ``values`` say of ``row``'s columns ``names``; a column that is never empty cannot be emptied."""
    declared = fields_of(row)
    given = ((name, values[name]) for name in names if name in values)
    return {name: value for name, value in given if value is not None or not declared[name].required}


class Offices:
    """District offices by code or name while a workbook is put; unknown ones are introduced, with a remark."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._known: dict[str, District] = {}
        for row in ctx.session.scalars(select(District)):
            self._known.setdefault(row.name, row)
        self._known |= {row.code: row for row in self._known.values()}

    def id_of(self, said: str | None, code: str | None = None) -> int | None:
        """The office called ``said`` with ``code``, if the workbook gives one; None for an empty cell."""
        name = said or code
        if not name:
            return None
        found = self._known.get(code or name) or self._known.get(name)
        if found is None:
            found = District(code=code or name, name=name)
            self._ctx.add(found)
            self._ctx.flush()
            self._ctx.remarks.append(_("New district office: {name}.", name=name))
        elif code and found.code != code and found.code == found.name:
            # Known by its name only so far: a roster tells the code.
            found.code = code
        self._known |= {found.code: found, found.name: found}
        return found.id
