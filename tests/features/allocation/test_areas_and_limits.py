"""Areas split and merged with their history kept; avoidances set and ended."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.features.allocation.changes import EndAvoidance, MergeAreas, SetAvoidance, SplitArea
from app.features.allocation.model import Assignment
from app.features.allocation.queries.loads import principals, uncovered_count
from app.features.allocation.queries.outlook import present
from app.features.areas.model import Area
from app.features.customers.model import Customer
from app.features.representatives.model import Representation
from app.kit.errors import Refusal
from app.kit.store.office import Office
from tests import builders as make

DAY = date(2026, 11, 20)


def area(office: Office, id_: int) -> Area:
    return office.ask(lambda ctx: ctx.get(Area, id_))


def spans(office: Office, id_: int) -> list[tuple[int, date, date | None, str]]:
    def ask(ctx):  # type: ignore[no-untyped-def]
        found = ctx.session.scalars(select(Assignment).filter_by(area_id=id_).order_by(Assignment.since))
        return [(one.manager_id, one.since, one.until, one.reason) for one in found]

    return office.ask(ask)


def test_a_split_leaves_nobody_without_a_manager(office: Office) -> None:
    old = make.an_area(office, households=90, village="甲村", name="老台区")
    manager = make.a_manager(office)
    make.an_assignment(office, area_id=old, manager_id=manager)
    assert make.is_undone(office, SplitArea(old, "N1", "新台区", 30, DAY))
    new = office.do(SplitArea(old, "N1", "新台区", 30, DAY)).result
    assert (area(office, old).households, area(office, new).households) == (60, 30)
    assert area(office, new).village == "甲村"
    assert spans(office, new) == [(manager, DAY, None, "split")] and office.ask(uncovered_count) == 0
    with pytest.raises(Refusal, match="老台区 has 60 households"):
        office.do(SplitArea(old, "N2", "又一个", 60, DAY))
    with pytest.raises(Refusal, match="exists already"):
        office.do(SplitArea(old, "N1", "又一个", 10, DAY))
    lonely = make.an_area(office)
    assert spans(office, office.do(SplitArea(lonely, "N3", "无人", 10, DAY)).result) == []


def test_a_merger_keeps_the_history_and_moves_the_people(office: Office) -> None:
    stays, ends = make.an_area(office, households=40), make.an_area(office, households=25, name="撤销台区")
    one, other = make.a_manager(office), make.a_manager(office)
    for id_, manager in ((stays, one), (ends, other)):
        make.an_assignment(office, area_id=id_, manager_id=manager)
    both = make.a_customer(office, area_id=ends)
    here = make.a_representation(office, customer_id=both, area_id=stays)
    double = make.a_representation(office, customer_id=both, area_id=ends)
    moved = make.a_representation(office, area_id=ends)
    change = MergeAreas((stays, ends), stays, DAY)
    assert make.is_undone(office, change)
    done = office.do(change)
    assert area(office, stays).households == 65 and area(office, ends).archived_on == office.today
    assert spans(office, ends) == [(other, date(2024, 1, 1), DAY, "first")]
    assert office.ask(principals, office.today) == {stays: one} and list(office.ask(present).areas) == [stays]
    terms = office.ask(lambda ctx: {t.id: (t.area_id, t.until) for t in ctx.session.scalars(select(Representation))})
    assert terms == {here: (stays, None), double: (ends, office.today), moved: (stays, None)}
    assert office.ask(lambda ctx: ctx.get(Customer, both).area_id) == stays
    assert any("several managers" in remark for remark in done.remarks)


def test_a_merged_area_inherits_a_manager_where_it_had_none(office: Office) -> None:
    stays, ends, manager = make.an_area(office), make.an_area(office), make.a_manager(office)
    make.an_assignment(office, area_id=ends, manager_id=manager)
    office.do(MergeAreas((stays, ends), stays, DAY))
    assert spans(office, stays) == [(manager, DAY, None, "split")]


def test_a_merger_wants_two_areas_and_a_day_after_the_last_change(office: Office) -> None:
    stays, ends = make.an_area(office), make.an_area(office, name="撤销台区")
    with pytest.raises(Refusal, match="two areas or more"):
        office.do(MergeAreas((stays,), stays, DAY))
    make.an_assignment(office, area_id=ends, since=DAY)
    with pytest.raises(Refusal, match="撤销台区 was assigned only on 2026-11-20"):
        office.do(MergeAreas((stays, ends), stays, DAY))


def test_an_avoidance_says_who_serves_there_today_and_ends(office: Office) -> None:
    id_ = make.an_area(office, name="城关1号")
    manager = make.a_manager(office, staff_id=make.a_staff(office, name="韦明"))
    make.an_assignment(office, area_id=id_, manager_id=manager)
    done = office.do(SetAvoidance(manager, id_))
    assert done.remarks == ("韦明 serves 城关1号 today: hand it over.",)
    with pytest.raises(Refusal, match="韦明 must not serve 城关1号 already"):
        office.do(SetAvoidance(manager, id_, "dispute"))
    office.do(EndAvoidance(done.result, office.today - timedelta(1)))
    with pytest.raises(Refusal, match="ends on 2026-11-23 already"):
        office.do(EndAvoidance(done.result, office.today))
    assert make.is_undone(office, SetAvoidance(manager, id_, "dispute", office.today, office.today))
