"""The office itself: settings, ages, the announced calendar, its lists."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.org import queries, rules
from app.features.org.changes import SetCalendar, SetSetting, WriteDefaults
from app.features.org.feature import FEATURE
from app.features.org.rules import Announced
from app.kit.errors import Forbidden, Refusal
from app.kit.store.office import Office
from app.kit.store.query import Filter, View, count, order, rows
from app.kit.words import RESOURCES
from tests.builders import a_department, a_district, a_staff, image, is_undone

DAYS = (Announced(date(2026, 10, 1), "off", "国庆节"), Announced(date(2026, 10, 10), "worked", "国庆节"))


def test_every_default_lies_within_its_own_bounds() -> None:
    for spec in rules.SETTINGS:
        assert spec.parse(str(spec.default)) == spec.default


def test_settings_fall_back_to_defaults_and_take_the_office_s_own(office: Office) -> None:
    assert office.ask(queries.setting, "terrain.mountains") == 1.5
    office.do(SetSetting("terrain.mountains", "1.8", "measured in 2026"))
    assert office.ask(queries.figure, "terrain.mountains") == 1.8
    office.do(SetSetting("terrain.mountains", "1.7"))
    assert office.ask(count, queries.SETTINGS_LIST) == 1
    assert office.ask(queries.settings)["reading.last"] == 8


@pytest.mark.parametrize(("name", "value"), [("terrain.plain", "two"), ("visit.months", "0"), ("visit.months", "1.5"),
                                            ("visit.distant", "sometimes")])
def test_a_value_out_of_place_is_refused_in_words(office: Office, name: str, value: str) -> None:
    with pytest.raises(Refusal) as told:
        office.do(SetSetting(name, value))
    assert told.value.field == "value"


def test_an_unknown_setting_is_refused(office: Office) -> None:
    with pytest.raises(Refusal):
        office.ask(queries.setting, "visit.colour")


def test_defaults_are_written_down_once_and_can_be_undone(office: Office) -> None:
    assert is_undone(office, WriteDefaults())
    office.do(SetSetting("visit.months", "2"))
    assert office.do(WriteDefaults()).result == len(rules.SETTINGS) - 1
    assert office.ask(queries.setting, "visit.months") == 2
    assert office.do(WriteDefaults()).number is None


def test_only_the_supervisor_sets_settings(office: Office) -> None:
    clerk = Office(office.database, type(office.account)("蓝办事员", "clerk"), office.today)
    with pytest.raises(Forbidden):
        clerk.do(SetSetting("visit.months", "2"))


def test_the_calendar_decides_working_days(office: Office) -> None:
    office.do(SetCalendar(DAYS))
    calendar = office.ask(queries.workdays)
    assert not calendar.is_workday(date(2026, 10, 1)) and calendar.is_workday(date(2026, 10, 10))
    assert calendar.is_announced(2026) and not calendar.is_announced(2027)


def test_loading_again_replaces_the_years_it_speaks_of(office: Office) -> None:
    office.do(SetCalendar((*DAYS, Announced(date(2025, 1, 1), "off", "元旦"))))
    office.do(SetCalendar((DAYS[0],)))
    assert set(office.ask(queries.workdays).marks) == {date(2026, 10, 1), date(2025, 1, 1)}
    assert is_undone(office, SetCalendar((Announced(date(2026, 10, 1), "worked", "改"),)))


def test_a_day_announced_twice_is_refused(office: Office) -> None:
    with pytest.raises(Refusal):
        office.do(SetCalendar((DAYS[0], DAYS[0])))


def test_the_shipped_calendar_reads(office: Office) -> None:
    text = (RESOURCES / "calendar" / "cn_holidays.csv").read_text(encoding="utf-8")
    days = rules.announced_days(text)
    assert rules.years_of(days) == [2025, 2026]
    office.do(SetCalendar(days))
    assert not office.ask(queries.workdays).is_workday(date(2026, 10, 1))


@pytest.mark.parametrize("rest", ["2026-13-01,x,休", "2026-01-01,x,?", ",,"])
def test_a_calendar_that_is_none_is_refused_with_its_line(rest: str) -> None:
    with pytest.raises(Refusal, match="Line 2"):
        rules.announced_days(f"date,name,kind\n{rest}\n")


@given(st.dates(date(1940, 1, 1), date(2010, 12, 31)), st.dates(date(2011, 1, 1), date(2060, 1, 1)))
def test_age_counts_birthdays(born: date, today: date) -> None:
    years = rules.age(born, today)
    assert years is not None
    birthdays = sum((year, born.month, born.day) <= (today.year, today.month, today.day)
                    for year in range(born.year + 1, today.year + 1))  # fmt: skip
    assert years == birthdays


def test_age_of_a_month_and_of_nothing() -> None:
    assert rules.age("1970-12", date(2026, 11, 24)) == 55
    assert rules.age(None, date(2026, 11, 24)) is None


def test_staff_list_tells_office_department_and_age(office: Office) -> None:
    office = office.on(date.today())
    born = date(office.today.year - 40, 1, 1)
    a_staff(office, code="1", district_id=a_district(office, name="城关供电所"),
            department_id=a_department(office, name="营销部"), born_on=born)  # fmt: skip
    a_staff(office, code="2", left_on=date(2020, 1, 1))
    keys = [column.key for column in queries.STAFF.columns]
    first, second = (dict(zip(keys, row[1:], strict=True)) for row in
                     office.ask(rows, queries.STAFF, office.ask(order, queries.STAFF)))  # fmt: skip
    assert (first["district"], first["department"], first["age"]) == ("城关供电所", "营销部", 40)
    assert second["age"] is None
    serving = View(filters=(Filter("left_on", "blank"),))
    assert office.ask(count, queries.STAFF, serving) == 1


def test_every_list_opens_on_an_empty_office(office: Office) -> None:
    for listing in FEATURE.listings:
        assert list(office.ask(order, listing)) == [] and listing.empty


def test_acts_fill_their_changes(office: Office) -> None:
    office.do(SetSetting("visit.months", "2", "ours"))
    acts = {act.label: act for act in FEATURE.acts}
    filled = office.ask(acts["Change the setting"].fill, (1,))
    assert SetSetting(**filled) == SetSetting("visit.months", "2", "ours")
    announced = SetCalendar(**office.ask(acts["Load the announced calendar"].fill, ()))
    before = image(office)
    office.do(announced)
    assert len(image(office)["calendar_day"]) == 72
    office.undo()
    assert image(office) == before
