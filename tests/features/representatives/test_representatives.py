"""Representatives: terms of office, the guard of B1, completeness of archives, the group as a whole."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.org.changes import SetSetting
from app.features.representatives import queries, rules
from app.features.representatives.changes import (
    AppointRepresentative,
    BulkAppoint,
    EndRepresentation,
    RenewTerm,
)
from app.features.representatives.feature import FEATURE
from app.features.representatives.model import Representation
from app.features.representatives.rules import REQUIRED
from app.kit.errors import Refusal
from app.kit.store.office import Office
from app.kit.store.query import Listing, View, count, order, rows
from tests.builders import a_customer, a_district, a_representation, an_area, is_undone

DAY = date(2026, 11, 24)
WHOLE = {"sex": "F", "born": "1970-05", "employer": "村委会主任", "hamlet": "3组", "account_no": "0451000001",
         "phone": "10000000001", "preferred_time": "晚上", "preferred_channel": "phone",
         "consented_on": date(2025, 6, 1)}  # fmt: skip


def listed(office: Office, listing: Listing = queries.REPRESENTATIVES) -> list[dict[str, Any]]:
    keys = [column.key for column in listing.columns]
    return [dict(zip(keys, row[1:], strict=True)) for row in office.ask(rows, listing, office.ask(order, listing))]


def term(office: Office, id_: int) -> Representation:
    return office.ask(lambda ctx: ctx.get(Representation, id_))


@pytest.mark.parametrize(
    ("kind", "state", "households", "needs"),
    [("area", "running", 1, True), ("village", "running", 50, True), ("dedicated", "running", 1, False),
     ("area", "stopped", 60, False), ("area", "running", 0, False)],
)  # fmt: skip
def test_which_areas_need_a_representative(
    office: Office, kind: str, state: str, households: int, needs: bool
) -> None:
    assert rules.needs_representative(kind, state, households) == needs
    an_area(office, kind=kind, state=state, households=households)
    assert office.ask(count, queries.UNREPRESENTED) == needs
    assert office.ask(queries.coverage) == (0, int(needs))


def test_coverage_counts_areas_not_people(office: Office) -> None:
    area = an_area(office)
    for _n in range(2):
        a_representation(office, area_id=area)
    an_area(office)
    a_representation(office, area_id=an_area(office, kind="dedicated"))
    assert office.ask(queries.coverage) == (1, 2)


def test_a_customer_is_appointed_for_a_reason(office: Office) -> None:
    customer, area = a_customer(office), an_area(office)
    change = AppointRepresentative(customer, area, "cadre", DAY, "有威望")
    assert is_undone(office, change)
    made = office.do(change).result
    assert term(office, made).due_until == date(2028, 11, 24)
    with pytest.raises(Refusal, match="already"):
        office.do(change)
    with pytest.raises(Refusal) as told:
        office.do(AppointRepresentative(a_customer(office), area, "cadre", DAY, ""))
    assert told.value.field == "reason"


def test_the_term_s_length_is_a_setting_and_missing_consent_is_told(office: Office) -> None:
    office.do(SetSetting("term.years", "3"))
    customer = a_customer(office, consented_on=None)
    done = office.do(AppointRepresentative(customer, an_area(office), "helper", DAY, "热心"))
    assert term(office, done.result).due_until == date(2029, 11, 24) and done.remarks


def test_several_are_appointed_each_for_his_area_or_none(office: Office) -> None:
    people = tuple(a_customer(office, area_id=an_area(office)) for _n in range(3))
    assert is_undone(office, BulkAppoint(people, "cadre", DAY, "抄表熟识"))
    stray = a_customer(office)
    with pytest.raises(Refusal):
        office.do(BulkAppoint((*people, stray), "cadre", DAY, "抄表熟识"))
    assert office.ask(count, queries.REPRESENTATIVES) == 0


def test_the_last_representative_does_not_go_unnoticed(office: Office) -> None:
    only = a_representation(office)
    with pytest.raises(Refusal, match="successor"):
        office.do(EndRepresentation(only, DAY))
    with pytest.raises(Refusal, match="why"):
        office.do(EndRepresentation(only, DAY, knowing=True))
    knowing = EndRepresentation(only, DAY, "moved", "全屯搬迁", knowing=True)
    assert is_undone(office, knowing)
    done = office.do(knowing)
    assert done.remarks and term(office, only).ended_note == "全屯搬迁"
    assert office.ask(FEATURE.duties[0].count) == 1


def test_with_another_in_office_the_term_simply_ends(office: Office) -> None:
    area = an_area(office)
    first, _second = a_representation(office, area_id=area), a_representation(office, area_id=area)
    office.do(EndRepresentation(first, DAY))
    assert office.ask(count, queries.UNREPRESENTED) == 0
    with pytest.raises(Refusal, match="ended already"):
        office.do(EndRepresentation(first, DAY))


def test_one_whose_own_term_has_ended_does_not_keep_the_area(office: Office) -> None:
    area = an_area(office)
    only = a_representation(office, area_id=area)
    a_representation(office, area_id=area, until=date(2026, 11, 1))
    a_representation(office, area_id=area, since=date(2027, 3, 1), due_until=None)
    with pytest.raises(Refusal):
        office.do(EndRepresentation(only, DAY))


def test_a_dedicated_transformer_needs_nobody(office: Office) -> None:
    office.do(EndRepresentation(a_representation(office, area_id=an_area(office, kind="dedicated")), DAY))


def test_a_successor_takes_over_the_same_day(office: Office) -> None:
    area = an_area(office)
    only, heir = a_representation(office, area_id=area, category="deputy"), a_customer(office)
    change = EndRepresentation(only, DAY, successor_id=heir)
    assert is_undone(office, change)
    office.do(change)
    states = {row["state"]: row for row in listed(office.on(DAY))}
    assert office.ask(count, queries.UNREPRESENTED) == 0
    assert (states["in_office"]["since"], states["in_office"]["category"]) == (DAY, "deputy")
    assert states["ended"]["until"] == DAY


def test_terms_are_renewed_to_a_later_day_only(office: Office) -> None:
    running = a_representation(office, due_until=date(2026, 11, 1))
    assert office.ask(count, queries.TERMS_OVER) == 1
    with pytest.raises(Refusal):
        office.do(RenewTerm((running,), date(2026, 10, 1)))
    assert is_undone(office, RenewTerm((running,), date(2028, 11, 1)))
    office.do(RenewTerm((running,), date(2028, 11, 1)))
    assert office.ask(count, queries.TERMS_OVER) == 0


@given(st.sets(st.sampled_from(REQUIRED)))
def test_completeness_is_the_share_of_what_is_filled(missing: set[str]) -> None:
    values = {name: "" if name in missing else "x" for name in REQUIRED}
    score, named = rules.completeness(values)
    assert set(named) == missing and abs(score - (1 - len(missing) / len(REQUIRED))) < 1e-9


def test_list_rule_and_drawer_agree_on_what_an_archive_lacks(office: Office) -> None:
    area = an_area(office)
    full = a_representation(office, area_id=area, customer_id=a_customer(office, **WHOLE))
    poor = a_customer(office, **{**WHOLE, "hamlet": "", "born": None})
    gaps = a_representation(office, area_id=area, customer_id=poor)
    shares = sorted(row["completeness"] for row in listed(office))
    assert shares == [pytest.approx(12 / 14), 1.0]
    assert office.ask(queries.archive_completeness) == (26, 28)
    assert [*office.ask(order, queries.WITH_GAPS)] == [gaps]
    told = dict(office.ask(queries.representative_story, gaps).facts)
    assert told["Missing"] == "Born in, Village group" and told["Archive complete"] == "86%"
    assert "Missing" not in dict(office.ask(queries.representative_story, full).facts)


def test_the_drawer_shows_every_term_and_the_consent(office: Office) -> None:
    customer = a_customer(office)
    old = a_representation(office, customer_id=customer, since=date(2020, 1, 1), due_until=None,
                           until=date(2022, 1, 1), ended_for="moved")  # fmt: skip
    now = a_representation(office, customer_id=customer, due_until=date(2026, 6, 1))
    events = office.ask(queries.representative_story, now).events
    assert [event.at for event in events] == ["2026-06-01", "2025-06-01", "2025-06-01", "2022-01-01", "2020-01-01"]
    assert events[0].state == "attention" and events == office.ask(queries.representative_story, old).events


def test_the_group_as_a_whole(office: Office) -> None:
    district = a_district(office, name="城关供电所")
    area = an_area(office, district_id=district)
    for born, category, since in (("1990-01", "cadre", date(2026, 6, 1)), ("1970-01", "cadre", date(2024, 1, 1)),
                                  (None, "helper", date(2010, 1, 1))):  # fmt: skip
        a_representation(office, area_id=area, category=category, since=since,
                         customer_id=a_customer(office, born=born))  # fmt: skip
    an_area(office)
    found = office.ask(queries.group_figures)
    assert found.total == 3 and (found.by_category["cadre"], found.by_category["deputy"]) == (2, 0)
    assert found.by_age == {"under_40": 1, "50_59": 1, "unknown": 1}
    assert found.by_term == {"under_1": 1, "2_4": 1, "4_up": 1}
    assert found.by_district == {"城关供电所": 3} and found.by_area == {0: 1, 3: 1}


def test_the_group_of_an_empty_office(office: Office) -> None:
    found = office.ask(queries.group_figures)
    assert found.total == 0 and found.by_area == {} and office.ask(queries.archive_completeness) == (0, 0)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(1, 10))
def test_years_later_is_the_same_day_or_the_day_before_a_missing_one(day: date, years: int) -> None:
    later = rules.plus_years(day, years)
    assert later.year == day.year + years and later.month == day.month
    assert later.day == day.day or (day.month, day.day, later.day) == (2, 29, 28)


@pytest.mark.parametrize(("age", "band"), [(None, "unknown"), (39, "under_40"), (40, "40_49"), (70, "70_up")])
def test_age_bands(age: int | None, band: str) -> None:
    assert rules.age_band(age) == band


def test_chips_and_states(office: Office) -> None:
    office = office.on(date.today())
    today = office.today
    a_representation(office, since=date(2020, 1, 1), due_until=rules.plus_years(today, 1))
    a_representation(office, since=date(2020, 1, 1), due_until=date(2021, 1, 1))
    a_representation(office, since=date(2020, 1, 1), due_until=None, until=date(2021, 1, 1))
    assert sorted(row["state"] for row in listed(office)) == ["ended", "in_office", "term_over"]
    chips = queries.REPRESENTATIVES.filters
    found = {name: office.ask(count, queries.REPRESENTATIVES, View(filters=chips[name])) for name in chips}
    assert found == {"serving": 2, "term over": 1, "archive with gaps": 3, "former": 1}


def test_acts_fill_what_their_changes_want(office: Office) -> None:
    acts = {(act.change, act.listing): act.fill for act in FEATURE.acts}
    customer = a_customer(office, area_id=an_area(office))
    filled = office.ask(acts[AppointRepresentative, "customers"], (customer,))
    made = office.do(AppointRepresentative(**filled, category="cadre", reason="有威望")).result
    renewed = RenewTerm(**office.ask(acts[RenewTerm, "representatives"], (made,)))
    assert renewed.due_until == date(2030, 11, 24)
    ended = office.ask(acts[EndRepresentation, "representatives"], (made,))
    office.do(EndRepresentation(**ended, knowing=True, note="搬迁"))
    assert office.ask(acts[BulkAppoint, "customers"], (1, 2))["customer_ids"] == (1, 2)
    assert office.ask(acts[AppointRepresentative, "unrepresented_areas"], (7,))["area_id"] == 7


def test_every_list_opens_on_an_empty_office(office: Office) -> None:
    for listing in FEATURE.listings:
        assert list(office.ask(order, listing)) == [] and listing.empty
