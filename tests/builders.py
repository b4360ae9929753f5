"""Valid rows with sensible defaults: ``an_area(office, households=80)`` returns the id of a new area.

Parents that are not given are made as well, so that ``a_visit(office)`` alone works. Codes are counted
up; pass ``code=`` where a test looks at it. Generated telephone numbers begin with 100.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import select

from app.kit.job import Progress
from app.kit.sheet import CHANGED, NEW, SAME, ImportRows, PlannedRow, Sheet
from app.kit.store.change import Change, Create
from app.kit.store.office import Office
from app.kit.store.row import all_rows, table_of

Default = Callable[[], Any]

_numbers = count(1)


def make(office: Office, table: str, /, **values: Any) -> int:
    """One row of ``table`` through the office's door, journalled; defaults given as functions are called."""
    known = {name: value() if callable(value) else value for name, value in values.items()}
    made: int = office.do(Create(table, known)).result
    return made


def a_district(office: Office, **overrides: Any) -> int:
    """城关供电所."""
    n = next(_numbers)
    return make(office, "district", **{"code": f"D{n:04}", "name": f"城关供电所{n}", **overrides})


def a_department(office: Office, **overrides: Any) -> int:
    """A department that answers within five working days."""
    return make(office, "department", **{"name": f"运维部{next(_numbers)}", "reply_days": 5, **overrides})


def a_feeder(office: Office, **overrides: Any) -> int:
    """A 10 kV line."""
    return make(office, "feeder", **{"name": f"10kV城关{next(_numbers)}线", **overrides})


def an_area(office: Office, **overrides: Any) -> int:
    """A running public area of 60 households in the hills, read on the fifth."""
    n = next(_numbers)
    values = {
        "code": f"0451{n:06}", "name": f"城关{n}号公变", "kind": "area", "state": "running", "capacity": 200.0,
        "households": 60, "terrain": "hills", "reading_day": 5, "distance": 6.0,
        "longitude": 108.66 + n % 50 / 500, "latitude": 24.06 + n % 30 / 500,
    }  # fmt: skip
    return make(office, "area", **values | overrides)


def a_staff(office: Office, **overrides: Any) -> int:
    """An employee."""
    n = next(_numbers)
    values = {"code": f"G{n:05}", "name": f"韦明{n}", "sex": "M", "joined_on": date(2015, 7, 1), "phone": _phone(n)}
    return make(office, "staff", **values | overrides)


def a_manager(office: Office, **overrides: Any) -> int:
    """A customer manager of the second class since 2020; ``staff_id`` is made unless given."""
    values = {"staff_id": lambda: a_staff(office), "grade": "second", "since": date(2020, 1, 1)}
    return make(office, "manager", **values | overrides)


def a_customer(office: Office, **overrides: Any) -> int:
    """A general customer with a telephone who agreed to be kept."""
    n = next(_numbers)
    values = {
        "code": f"DB{n:06}", "name": f"蓝秀{n}", "phone": _phone(n), "born": "1970-05", "sex": "F",
        "consented_on": date(2025, 6, 1),
    }  # fmt: skip
    return make(office, "customer", **values | overrides)


def a_representation(office: Office, **overrides: Any) -> int:
    """A term of two years begun in June 2025; customer and area are made unless given."""
    values = {
        "customer_id": lambda: a_customer(office), "area_id": lambda: an_area(office), "category": "cadre",
        "reason": "有威望", "since": date(2025, 6, 1), "due_until": date(2027, 6, 1),
    }  # fmt: skip
    return make(office, "representation", **values | overrides)


def an_assignment(office: Office, **overrides: Any) -> int:
    """A manager is principal of an area since 2024; both are made unless given."""
    values = {
        "area_id": lambda: an_area(office), "manager_id": lambda: a_manager(office), "since": date(2024, 1, 1),
        "reason": "first",
    }  # fmt: skip
    return make(office, "assignment", **values | overrides)


def a_request(office: Office, **overrides: Any) -> int:
    """An open problem raised on the tenth; the area is made unless given."""
    values = {
        "code": f"SQ{next(_numbers):06}", "area_id": lambda: an_area(office), "kind": "low_voltage",
        "content": "晚上电压低,灯不亮", "raised_on": date(2026, 11, 10), "due_on": date(2026, 11, 20),
    }  # fmt: skip
    return make(office, "request", **values | overrides)


def a_visit(office: Office, **overrides: Any) -> int:
    """A visit planned for this month; manager and representation are made unless given."""
    values = {
        "code": f"ZF{next(_numbers):06}", "month": "2026-11", "manager_id": lambda: a_manager(office),
        "representation_id": lambda: a_representation(office), "planned_on": date(2026, 11, 5),
        "method": "on_site", "state": "planned",
    }  # fmt: skip
    return make(office, "visit", **values | overrides)


def image(office: Office) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table as plain values, versions left out: what undo must restore."""
    with office.database.engine.connect() as connection:
        return {
            table.name: [
                {name: value for name, value in row.items() if name != "version"}
                for row in connection.execute(select(table).order_by(table.c.id)).mappings()
            ]
            for row in all_rows()
            for table in [table_of(row)]
        }


def is_undone(office: Office, change: Change) -> bool:
    """Do ``change`` and undo it: True if it did something and the database is as it was."""
    before = image(office)
    done = office.do(change)
    assert done.number is not None and image(office) != before
    office.undo(done.number)
    return image(office) == before


def import_of(office: Office, sheet: Sheet, *rows: dict[str, Any]) -> ImportRows:
    """The change that takes ``rows`` in, given in the sheet's terms: a plan without a workbook."""
    stored = {sheet.key_of(values): values for values in office.ask(lambda ctx: list(sheet.stored(ctx)))}
    planned = []
    for number, values in enumerate(rows, 2):
        key = sheet.key_of(values)
        before = stored.get(key)
        news = PlannedRow(number, NEW if before is None else CHANGED, key, values, before)
        planned.append(news if news.news() else replace(news, status=SAME))
    return ImportRows(sheet.title, ((sheet, tuple(planned)),), Progress())


def _phone(n: int) -> str:
    return f"100{n:08}"
