"""The journal: undo for everything, conflicts named, the chain unbroken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from app.features.allocation.model import Assignment
from app.features.areas.model import Area
from app.kit.errors import Conflict, Forbidden, Refusal
from app.kit.store.access import Account
from app.kit.store.change import Archive, Change, Create, Edit, Restore
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.store.row import Table_


def image(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the journal's, versions left out: what undo must bring back."""
    found = {}
    with office.database.reading() as session:
        for table in Table_.metadata.sorted_tables:
            if not table.name.startswith("journal"):
                names = ", ".join(f'"{c.name}"' for c in table.columns if c.name != "version")
                found[table.name] = sorted(map(repr, session.execute(text(f"SELECT {names} FROM {table.name}"))))
    return found


def an_area(code: str = "A1", households: int = 10) -> Create:
    return Create("area", {"code": code, "name": f"翠屏{code}", "households": households})


@dataclass(frozen=True)
class Many(Change):
    """Insert a thousand areas through the bulk door and change one row twice."""

    title: ClassVar[str] = "Many"
    permission: ClassVar[str] = "areas.edit"

    def apply(self, ctx: Context) -> None:
        ids = ctx.insert(Area, [{"code": f"M{i}", "name": f"村{i}", "households": i} for i in range(1000)])
        area = ctx.get(Area, ids[0])
        area.households = 5
        ctx.flush()
        area.households = 7
        gone = ctx.get(Area, ids[1])
        ctx.session.delete(gone)


def test_step_back_through_a_day_and_forward_again(office: Office) -> None:
    images = [image(office)]
    id_ = office.do(an_area()).result
    for change in (Edit("area", id_, {"households": 20}), Archive("area", (id_,)), Restore("area", (id_,)), Many()):
        images.append(image(office))
        office.do(change)
    images.append(image(office))
    for expected in reversed(images[:-1]):
        office.undo()
        assert image(office) == expected
    with pytest.raises(Refusal, match="nothing to undo"):
        office.undo()
    for expected in images[1:]:
        office.redo()
        assert image(office) == expected
    with pytest.raises(Refusal, match="nothing to redo"):
        office.redo()


def test_a_new_change_clears_redo(office: Office) -> None:
    office.do(an_area())
    office.undo()
    office.do(an_area("A2"))
    with pytest.raises(Refusal):
        office.redo()


def test_several_flushes_fold_into_one_image(office: Office) -> None:
    office.do(Many())
    with office.database.reading() as session:
        rows = session.execute(text("SELECT row_id, count(*) c FROM journal_image GROUP BY row_id HAVING c > 1")).all()
        images = session.scalar(text("SELECT count(*) FROM journal_image"))
    assert rows == []
    assert images == 999


def test_undo_of_an_older_entry_names_who_changed_the_row_since(office: Office) -> None:
    first = office.do(an_area())
    edit = office.do(Edit("area", first.result, {"households": 20}))
    other = Office(office.database, Account("韦建军"), office.today)
    other.do(Edit("area", first.result, {"households": 30}))
    with pytest.raises(Conflict, match="韦建军"):
        office.undo(edit.number)
    assert office.ask(lambda ctx: ctx.get(Area, first.result).households) == 30


def test_undo_is_refused_when_records_were_built_on_the_row(office: Office) -> None:
    district = office.do(Create("district", {"code": "01", "name": "城关"}))
    office.do(Create("area", {"code": "A1", "name": "翠屏", "district_id": district.result}))
    before = image(office)
    with pytest.raises(Conflict, match="built on it"):
        office.undo(district.number)
    assert image(office) == before


def test_a_row_brought_back_wears_a_fresh_version(office: Office) -> None:
    area = office.do(an_area())
    office.undo()
    office.redo()
    with pytest.raises(Conflict):
        office.do(Edit("area", area.result, {"households": 3}, version=1))


def test_a_refused_change_leaves_nothing_behind(office: Office) -> None:
    before = image(office)
    with pytest.raises(Refusal):
        office.do(Create("area", {"code": "A1", "name": "翠屏", "households": -1}))
    with pytest.raises(Refusal, match="only one of longitude and latitude"):
        office.do(Create("area", {"code": "A1", "name": "翠屏", "longitude": 108.0}))
    assert image(office) == before


def test_bulk_update_past_the_journal_is_refused(office: Office) -> None:
    with office.database.writing() as session, pytest.raises(RuntimeError, match="journal"):
        session.execute(update(Area).values(households=1))


def test_headquarters_may_look_but_not_touch(office: Office) -> None:
    reader = Office(office.database, Account("总部", "headquarters"), office.today)
    with pytest.raises(Forbidden, match="总部"):
        reader.do(an_area())


def test_the_database_itself_refuses_two_managers_at_a_time(office: Office) -> None:
    staff = office.do(Create("staff", {"code": "1", "name": "韦建军"})).result
    manager = office.do(Create("manager", {"staff_id": staff, "since": date(2020, 1, 1)})).result
    area = office.do(an_area()).result
    span = {"area_id": area, "manager_id": manager}
    office.do(Create("assignment", {**span, "since": date(2021, 1, 1), "until": date(2022, 1, 1)}))
    with pytest.raises(Refusal, match="one manager at a time"):
        office.do(Create("assignment", {**span, "since": date(2021, 6, 1)}))
    office.do(Create("assignment", {**span, "since": date(2022, 1, 1)}))
    assert office.ask(lambda ctx: ctx.session.query(Assignment).count()) == 2


Step = Callable[[Office], object]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 99)), max_size=12))
def test_undoing_everything_restores_the_start(office: Office, steps: list[tuple[int, int, int]]) -> None:
    start, done = image(office), 0
    for act, target, value in steps:
        ids = office.ask(lambda ctx: [id_ for (id_,) in ctx.session.query(Area.id).filter(Area.archived_on.is_(None))])
        change: Change = an_area(f"H{value}-{target}", value)
        if ids and act == 1:
            change = Edit("area", ids[target % len(ids)], {"households": value, "note": "改"})
        elif ids and act == 2:
            change = Archive("area", (ids[target % len(ids)],))
        try:
            done += office.do(change).number is not None
        except Refusal:
            continue
    for _ in range(done):
        office.undo()
    assert image(office) == start
