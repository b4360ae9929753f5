"""The generated county: the checks of its specification, and figures near those it states."""

import statistics
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.demo import headings
from app.demo.office import Office
from app.demo.xincheng import generate
from tests.demo.checks import ALL


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.__name__)
def test_small_office(small: Office, check) -> None:
    check(small)


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**63), today=st.dates(date(2025, 3, 1), date(2027, 12, 31)))
def test_any_seed_and_day(seed: int, today: date) -> None:
    office = generate("S", seed, today)
    for check in ALL:
        check(office)


def test_same_seed_gives_the_same_bytes(small: Office) -> None:
    assert generate("S").digests() == small.digests()
    other = generate("S", seed=1).digests()
    assert all(other[name] != digest for name, digest in small.digests().items() if name != "districts")


def test_small_office_is_three_towns(small: Office) -> None:
    assert [row["name"] for row in small.tables["districts"]] == [
        "城关供电所", "大塘供电所", "思练供电所", "市场营销部"]
    assert len(small.tables["villages"]) == 55


def test_choices_are_the_declared_words(small: Office) -> None:
    for table, key, words in (
        ("staff", "sex", headings.SEXES), ("staff", "post", headings.POSTS),
        ("staff", "is_manager", headings.YES_NO), ("staff", "grade", (*headings.GRADES, None)),
        ("areas", "kind", headings.AREA_KINDS), ("areas", "status", headings.AREA_STATES),
        ("areas", "terrain", headings.TERRAINS), ("representatives", "role", headings.ROLES),
        ("visits", "channel", headings.CHANNELS), ("requests", "channel", headings.REQUEST_SOURCES),
        ("requests", "kind", headings.REQUEST_KINDS), ("months", "loss_flag", headings.LOSS_FLAGS),
        ("familiarity", "wish", (*headings.WISHES, "")),
    ):
        assert {row[key] for row in small.tables[table]} <= set(words), (table, key)
    ticked = {word for row in small.tables["visits"] for word in row["matters"].split("、")}
    assert ticked <= set(headings.MATTERS)


def test_every_manager_knows_what_he_serves(small: Office) -> None:
    known = {(row["manager_no"], row["area_code"]) for row in small.tables["familiarity"]}
    serving = {(row["staff_no"], row["area_code"])
               for row in small.tables["assignments"] if row["end"] is None}
    assert serving <= known
    wishes = Counter((row["manager_no"], row["wish"]) for row in small.tables["familiarity"])
    managers = {row["manager_no"] for row in small.tables["familiarity"]}
    assert all(wishes[manager, wish] for manager in managers for wish in headings.WISHES)
    scores = [row[key] for row in small.tables["familiarity"]
              for key in ("terrain_score", "customs_score", "people_score")]
    assert (min(scores), max(scores)) == (1, 5)


def test_requests_are_closed_by_today_and_after_they_were_raised(small: Office) -> None:
    for row in small.tables["requests"]:
        assert row["raised_on"] < (row["closed_on"] or date.max)
        assert (row["closed_on"] or small.today) <= small.today
        assert (row["visit_code"] == "") == (row["is_complaint"] == "是")
    said = {row["code"]: row["said"] for row in small.tables["visits"] if row["said"]}
    heard = {row["visit_code"]: row["text"] for row in small.tables["requests"] if row["visit_code"]}
    assert said == heard


def test_arrears_are_what_was_not_received(small: Office) -> None:
    unpaid = {(row["area_code"], row["month"]): row["unpaid_yuan"] for row in small.tables["arrears"]}
    for row in small.tables["months"]:
        missing = row["due_yuan"] - row["received_yuan"]
        assert unpaid.get((row["area_code"], row["month"]), 0) == pytest.approx(missing, abs=0.005)
    assert all(row["paid_next_month_yuan"] == 0 for row in small.tables["arrears"]
               if row["month"] == date(2026, 10, 1))


def test_leaving_a_share_unassigned(small: Office) -> None:
    areas = len(small.tables["areas"])
    half = {row["area_code"] for row in small.without_managers(0.5).tables["assignments"]}
    assert len(half) == areas - areas // 2
    assert small.without_managers(1).tables["assignments"] == []
    assert small.without_managers(0).tables["assignments"] == small.tables["assignments"]


def test_county_office_is_plausible() -> None:
    office = generate("M")
    for check in ALL:
        check(office)
    tables = office.tables
    public = [row for row in tables["areas"] if row["kind"] == "公变"]
    assert len(tables["villages"]) == 131 and len(tables["staff"]) == 96
    assert 1150 <= len(tables["areas"]) <= 1350
    assert 88 <= statistics.mean(row["customers"] for row in public) <= 102
    assert statistics.median(row["kva"] for row in public) == 160
    loads = [row["load_rate"] for row in public]
    assert 0.03 <= sum(load > 80 for load in loads) / len(loads) <= 0.09
    assert sum(load > 100 for load in loads) / len(loads) <= 0.02
    assert 18_000 <= len(tables["visits"]) <= 21_500
    served = Counter(row["staff_no"] for row in tables["assignments"] if row["end"] is None)
    assert len(served) == 72
    customers = {row["code"]: row["customers"] for row in tables["areas"]}
    load = Counter()
    for row in tables["assignments"]:
        load[row["staff_no"]] += customers[row["area_code"]] if row["end"] is None else 0
    assert min(load.values()) >= 900 and max(load.values()) <= 2200
    usual = [row["loss_rate"] for row in tables["months"] if not row["loss_flag"]]
    assert 4.1 <= statistics.mean(usual) <= 4.5
    recovered = statistics.mean(row["recovery_rate"] for row in tables["months"])
    assert 99.3 <= recovered <= 99.5
    late = [row["closed_on"] is not None and row["closed_on"] > row["due_on"] for row in tables["requests"]]
    assert 0.06 <= sum(late) / len(late) <= 0.10
