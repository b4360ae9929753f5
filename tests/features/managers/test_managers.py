"""Managers: the role in time, absences, the roster that tells of both, what is due."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demo.headings import STAFF as STAFF_FORM
from app.features.managers import queries, rules
from app.features.managers.changes import Appoint, EndRole, RecordAbsence
from app.features.managers.feature import FEATURE
from app.features.managers.model import Manager
from app.features.managers.sheets import ABSENCES, ROSTER
from app.features.org.changes import SetSetting
from app.kit.errors import Refusal
from app.kit.store.office import Office
from app.kit.store.query import View, count, order, rows
from tests.builders import a_department, a_district, a_manager, a_staff, import_of, is_undone

DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 28))
LINE = {"code": "045100001", "name": "韦明", "sex": "M", "district": "城关供电所", "district_code": "451321001",
        "is_manager": True, "since": date(2018, 5, 1), "grade": "first", "trainings": 2,
        "reading_route": "CB001"}  # fmt: skip


def listed(office: Office, listing: Any = queries.MANAGERS) -> list[dict[str, Any]]:
    keys = [column.key for column in listing.columns]
    return [dict(zip(keys, row[1:], strict=True)) for row in office.ask(rows, listing, office.ask(order, listing))]


def stored(office: Office, sheet: Any = ROSTER) -> list[dict[str, Any]]:
    return office.ask(lambda ctx: list(sheet.stored(ctx)))


def test_any_employee_may_be_appointed(office: Office) -> None:
    person = a_staff(office, district_id=a_district(office, name="大塘供电所"))
    assert is_undone(office, Appoint(person, date(2026, 12, 1)))
    office.do(Appoint(person, date(2026, 12, 1), grade="trainee"))
    (row,) = listed(office)
    assert (row["district"], row["grade"], row["since"]) == ("大塘供电所", "trainee", date(2026, 12, 1))


def test_nobody_is_appointed_twice_or_after_leaving(office: Office) -> None:
    with pytest.raises(Refusal, match="already"):
        office.do(Appoint(office.ask(_staff_of, a_manager(office)), date(2026, 12, 1)))
    with pytest.raises(Refusal, match="left"):
        office.do(Appoint(a_staff(office, left_on=date(2026, 1, 1)), date(2026, 12, 1)))


def _staff_of(ctx: Any, manager: int) -> int:
    return int(ctx.get(Manager, manager).staff_id)


def test_a_role_that_ended_may_be_taken_up_again(office: Office) -> None:
    manager = a_manager(office)
    assert is_undone(office, EndRole(manager, date(2026, 11, 30)))
    office.do(EndRole(manager, date(2026, 11, 30)))
    office.do(Appoint(office.ask(_staff_of, manager), date(2027, 1, 1)))
    with pytest.raises(Refusal, match="ended already"):
        office.do(EndRole(manager, date(2026, 12, 30)))


def test_who_loses_his_deputy_is_told(office: Office) -> None:
    deputy = a_manager(office)
    principal = a_manager(office, deputy_id=deputy)
    done = office.do(EndRole(deputy, date(2026, 11, 30)))
    assert office.ask(lambda ctx: ctx.get(Manager, principal)).deputy_id is None
    assert any("no deputy" in remark for remark in done.remarks)


@given(DAYS, DAYS, st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=4))
def test_absences_clash_exactly_when_a_day_is_shared(one: date, two: date, spans: list[list[date]]) -> None:
    first, last = sorted((one, two))
    others = [(a, b) for a, b in spans]
    days = {first + timedelta(n) for n in range((last - first).days + 1)}
    shared = any(days & {a + timedelta(n) for n in range((b - a).days + 1)} for a, b in others)
    assert (rules.clash(first, last, others) is not None) == shared


def test_an_absence_is_recorded_once(office: Office) -> None:
    manager = a_manager(office)
    absence = RecordAbsence(manager, date(2026, 12, 1), date(2026, 12, 3), "training")
    assert is_undone(office, absence)
    office.do(absence)
    with pytest.raises(Refusal) as told:
        office.do(RecordAbsence(manager, date(2026, 12, 3), date(2026, 12, 4)))
    assert told.value.field == "first"
    with pytest.raises(Refusal):
        office.do(RecordAbsence(manager, date(2026, 12, 9), date(2026, 12, 8)))


def test_the_list_shows_who_is_absent_today(office: Office) -> None:
    today = date.today()
    office = office.on(today)
    a_manager(office)
    office.do(RecordAbsence(a_manager(office), today, today))
    assert sorted(bool(row["absent"]) for row in listed(office)) == [False, True]
    assert office.ask(count, queries.MANAGERS, View(filters=queries.MANAGERS.filters["absent today"])) == 1


def test_certificates_that_end_within_the_setting_are_a_duty(office: Office) -> None:
    for days in (-10, 60, 61):
        a_manager(office, staff_id=a_staff(office, certified_until=office.today + timedelta(days), trainings=1))
    a_manager(office, staff_id=a_staff(office, trainings=1))
    a_manager(office, staff_id=a_staff(office, certified_until=office.today, trainings=1), until=office.today)
    expiring, untrained = FEATURE.duties
    assert office.ask(expiring.count) == 2 and office.ask(untrained.count) == 0
    office.do(SetSetting("certificate.warning", "30"))
    assert office.ask(expiring.count) == 1


def test_missing_trainings_are_a_duty(office: Office) -> None:
    for trainings in (None, 0, 1):
        a_manager(office, staff_id=a_staff(office, trainings=trainings))
    assert office.ask(FEATURE.duties[1].count) == 2
    assert [rules.lacks_training(n, 2) for n in (None, 1, 2, 3)] == [2, 1, 0, 0]


def test_the_roster_makes_employee_and_role_at_once(office: Office) -> None:
    lines = (LINE, {"code": "045100002", "name": "蓝秀", "is_manager": False, "department": "市场营销部"})
    assert is_undone(office, import_of(office, ROSTER, *lines))
    office.do(import_of(office, ROSTER, *lines))
    (manager,) = listed(office)
    assert (manager["name"], manager["district"], manager["trainings"]) == ("韦明", "城关供电所", 2)
    assert {row.status for row in import_of(office, ROSTER, *lines).batches[0][1]} == {"same"}
    assert {row.status for row in import_of(office, ROSTER, *stored(office)).batches[0][1]} == {"same"}


def test_the_roster_changes_grade_and_ends_roles(office: Office) -> None:
    office.do(import_of(office, ROSTER, LINE))
    office.do(import_of(office, ROSTER, {"code": LINE["code"], "grade": "senior"}))
    assert listed(office)[0]["grade"] == "senior"
    done = office.do(import_of(office, ROSTER, {"code": LINE["code"], "is_manager": False}))
    assert listed(office)[0]["until"] == office.today and done.remarks


def test_a_roster_without_a_role_column_leaves_roles_alone(office: Office) -> None:
    office.do(import_of(office, ROSTER, LINE))
    office.do(import_of(office, ROSTER, {"code": LINE["code"], "name": "韦明明"}))
    assert listed(office)[0]["until"] is None


def test_an_office_known_by_name_only_gets_its_code_from_the_roster(office: Office) -> None:
    a_district(office, code="城关供电所", name="城关供电所")
    office.do(import_of(office, ROSTER, LINE))
    assert stored(office)[0]["district_code"] == "451321001"


def test_every_heading_of_the_office_s_roster_is_known() -> None:
    known = {heading for column in ROSTER.columns for heading in column.field.headings}
    assert {column.heading for column in STAFF_FORM.columns} <= known


def test_absences_come_in_and_go_out(office: Office) -> None:
    person = a_staff(office, code="G1")
    line = {"staff": "G1", "first": date(2026, 12, 1), "last": date(2026, 12, 2), "kind": "sick"}
    with pytest.raises(Refusal, match="G1"):
        office.do(import_of(office, ABSENCES, line))
    office.do(Appoint(person, date(2026, 1, 1)))
    assert is_undone(office, import_of(office, ABSENCES, line))
    office.do(import_of(office, ABSENCES, line))
    office.do(import_of(office, ABSENCES, {**line, "last": date(2026, 12, 5)}))
    assert [row["last"] for row in stored(office, ABSENCES)] == [date(2026, 12, 5)]
    assert ABSENCES.check and ABSENCES.check({"first": date(2026, 12, 5), "last": date(2026, 12, 1)})


def test_the_drawer_tells_of_office_certificate_training_and_absence(office: Office) -> None:
    manager = a_manager(
        office, staff_id=a_staff(office, name="韦明", phone="10012345678", department_id=a_department(office),
                                certified_until=office.today + timedelta(12)),
    )  # fmt: skip
    office.do(RecordAbsence(manager, date(2026, 12, 1), date(2026, 12, 3)))
    story = office.ask(queries.manager_story, manager)
    assert story.title == "韦明" and story.events[0].at == "2026-12-01"
    assert {("Certificate", "12 days left"), ("Trainings missing this year", "1")} <= set(story.facts)
    assert ("Mobile", "100****5678") in story.facts


def test_acts_fill_what_their_changes_want(office: Office) -> None:
    person, manager = a_staff(office), a_manager(office)
    acts = {(act.change, act.listing): act for act in FEATURE.acts}
    office.do(Appoint(**office.ask(acts[Appoint, "staff"].fill, (person,))))
    office.do(RecordAbsence(**office.ask(acts[RecordAbsence, "managers"].fill, (manager,))))
    office.do(EndRole(**office.ask(acts[EndRole, "managers"].fill, (manager,))))
    assert office.ask(acts[RecordAbsence, "absences"].fill, ())["first"] == office.today


def test_every_list_opens_on_an_empty_office(office: Office) -> None:
    for listing in FEATURE.listings:
        assert list(office.ask(order, listing)) == [] and listing.empty
