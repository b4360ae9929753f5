"""How the allocation stands: coverage, stability, tenure, bands, the few and the many, by hand-worked offices."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.allocation.changes import AssignAreas, HandOver
from app.features.allocation.queries.outlook import present
from app.features.allocation.queries.overload import BANDED, OVERLOADED, overloaded_count
from app.features.allocation.queries.pareto import AREA, DISTRICT, ENERGY, HOUSEHOLDS, MANAGER, TIERS, covered, pareto
from app.features.allocation.queries.standing import standing
from app.features.allocation.rules.bands import FAIR, OVER, WATCHED, band
from app.features.allocation.rules.pareto import curve
from app.features.org.changes import SetSetting
from app.kit import profile as trade
from app.kit.store import query
from app.kit.store.office import Office
from app.kit.store.query import Filter, View
from app.profiles import profile
from app.shell.duties.figures import burdens
from tests import builders as make

DAY = date(2026, 11, 1)


@pytest.fixture
def tobacco(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trade that counts retailers."""
    monkeypatch.setattr(trade, "_in_use", profile("tobacco"))


def test_stability_tenure_and_change_rate_of_four_areas(office: Office) -> None:
    one, two = make.a_manager(office), make.a_manager(office)
    areas = tuple(make.an_area(office) for _ in range(4))
    office.do(AssignAreas(areas, one, office.today - timedelta(days=730)))
    office.do(HandOver(areas[:1], two, date(2026, 3, 1), "balance", "陈主任"))
    office.do(HandOver(areas[:1], one, DAY, "complaint", "陈主任"))
    lacking, _empty = make.an_area(office), make.an_area(office, households=0)
    found = office.ask(standing)
    assert (found.areas, found.uncovered) == (5, 1) and lacking
    assert (found.changed, found.changes) == (1, 2)
    assert found.stability == 4 / 5 and found.change_rate == 2 / 5
    months = [730 / 30.4375] * 3 + [23 / 30.4375]
    assert found.tenure_months == pytest.approx(sum(months) / 4)


def test_coverage_by_terrain_and_of_key_and_general_customers(office: Office) -> None:
    manager = make.a_manager(office)
    plain = make.an_area(office, terrain="plain", households=30)
    high, bare = (make.an_area(office, terrain="mountains", households=n) for n in (10, 20))
    office.do(AssignAreas((plain, high), manager, DAY))
    key, general, alone = (
        make.a_customer(office, rank=rank, area_id=area)
        for rank, area in (("key", plain), ("general", high), ("general", bare))
    )
    term = make.a_representation(office, customer_id=general, area_id=high)
    make.a_visit(office, representation_id=term, manager_id=manager, state="done", day=DAY)
    found = office.ask(standing)
    told = {group.code: (group.count, group.served, group.reached, group.households) for group in found.terrains}
    assert told == {"plain": (1, 30, 0, 30), "mountains": (2, 10, 10, 30)}
    classes = {group.code: (group.count, group.served, group.reached) for group in found.classes}
    assert classes == {"key": (1, 1, 0), "general": (2, 1, 1)} and key and alone


def test_an_office_without_anything_stands_without_error(office: Office) -> None:
    found = office.ask(standing)
    assert (found.stability, found.tenure_months, found.over) == (None, None, 0)
    assert [group.code for group in found.classes] == ["key", "general"], "side by side even with nobody"
    assert office.ask(pareto).curve.vital == 0


@pytest.mark.usefixtures("tobacco")
def test_retailers_are_counted_against_150_and_180(office: Office) -> None:
    managers = [make.a_manager(office) for _ in range(3)]
    for manager, households in zip(managers, (150, 180, 181), strict=True):
        office.do(AssignAreas((make.an_area(office, households=households),), manager, DAY))
    loads = {one.manager.id: one.band for one in office.ask(standing).carried}
    assert [loads[manager] for manager in managers] == [FAIR, WATCHED, OVER]
    assert list(office.ask(query.order, OVERLOADED)) == managers[2:]
    assert office.ask(overloaded_count) == 1
    watched = View(filters=(Filter("band", "is_in", (WATCHED, OVER)),))
    assert sorted(office.ask(query.order, BANDED, watched)) == managers[1:]
    assert dict(office.ask(query.values_of, BANDED, "band")) == {FAIR: 1, WATCHED: 1, OVER: 1}
    office.do(SetSetting("load.most", "200"))
    assert office.ask(overloaded_count) == 0


def test_hours_are_counted_against_what_a_manager_can_work(office: Office) -> None:
    strong, weak = make.a_manager(office), make.a_manager(office, capacity=5.0)
    for manager in (strong, weak):
        office.do(AssignAreas((make.an_area(office, households=100),), manager, DAY))
    found = {one.manager.id: one for one in office.ask(standing).carried}
    assert found[strong].hours == found[weak].hours > 5
    assert found[weak].load == pytest.approx(100 * found[weak].hours / 5)
    assert (found[strong].band, found[weak].band) == (FAIR, OVER)


def test_the_curve_is_drawn_from_the_best_figures_there_are(office: Office) -> None:
    district, manager = make.a_district(office, name="城关供电所"), make.a_manager(office)
    large, small = (make.an_area(office, households=n, district_id=district) for n in (90, 10))
    office.do(AssignAreas((large,), manager, DAY))
    make.a_representation(office, area_id=small)
    found = office.ask(pareto)
    assert (found.basis, [part.value for part in found.parts], found.curve.vital) == (HOUSEHOLDS, [90, 10], 1)
    assert covered(found.few, "served") == 1 and covered(found.many, "served") == 0
    assert covered(found.many, "represented") == 1
    make.a_customer(office, area_id=small, tier=30)
    make.a_customer(office, area_id=large, tier=10)
    assert office.ask(pareto).basis == TIERS
    assert [part.id for part in office.ask(pareto).parts] == [small, large]
    for month, sold in (("2025-10", 9999), ("2025-11", 10), ("2026-10", 50)):
        make.make(office, "area_month", area_id=large, month=month, supplied=sold, sold=sold)
    energy = office.ask(pareto)
    assert (energy.basis, [part.value for part in energy.parts]) == (ENERGY, [60, 0])
    by_manager = office.ask(pareto, MANAGER)
    assert [(part.name, part.households) for part in by_manager.parts][1] == ("nobody", 10)
    (whole,) = office.ask(pareto, DISTRICT).parts
    assert (whole.name, whole.value, whole.households) == ("城关供电所", 60, 100)
    assert office.ask(pareto, AREA) == energy


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60))
def test_the_vital_few_bring_eighty_percent_and_no_fewer_would(values: list[float]) -> None:
    found = curve(values)
    ordered = sorted(values, reverse=True)
    if not sum(values):
        assert found.shares == ()
        return
    assert sum(ordered[: found.vital]) >= 0.8 * sum(values) * (1 - 1e-9)
    assert sum(ordered[: found.vital - 1]) < 0.8 * sum(values)
    assert all(a <= b + 1e-12 for a, b in zip(found.shares, found.shares[1:], strict=False))
    assert 0.2 - 1e-9 <= found.fifth <= 1 + 1e-9


@given(st.floats(0, 1e4), st.floats(0, 1e3), st.floats(0, 1e3))
def test_more_load_is_never_a_better_band(load: float, fair: float, more: float) -> None:
    order = [FAIR, WATCHED, OVER]
    here, there = (order.index(band(each, fair, fair + 30)) for each in (load, load + more))
    assert here <= there


def test_there_is_one_notion_of_too_much_and_the_office_sets_it(office: Office) -> None:
    heavy, light = (make.a_manager(office, capacity=20.0) for _ in range(2))
    office.do(AssignAreas((make.an_area(office, households=400),), heavy, DAY))
    office.do(AssignAreas((make.an_area(office, households=10),), light, DAY))

    def counts() -> list[int]:
        lists = ([one.band for one in office.ask(burdens)], list(office.ask(present).bands().values()))
        return [office.ask(standing).over, office.ask(overloaded_count), *(bands.count(OVER) for bands in lists)]

    assert counts() == [1] * 4
    office.do(SetSetting("load.most", "1000"))
    assert counts() == [0] * 4 and office.ask(present).limits.most == 1000
    office.do(SetSetting("load.fair", "1"))
    office.do(SetSetting("load.most", "2"))
    assert counts() == [2] * 4
