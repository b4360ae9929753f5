"""The planner's laws, and the cases an office would look at first."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.visits.rules.planner import plan_month
from app.features.visits.rules.route import Roads, cluster, kilometres, walk_km
from app.features.visits.rules.stops import NO_DAYS, NO_ROOM, TOO_FAR, Plan, Stop, Terms
from app.features.visits.rules.windows import days_for
from app.kit.workdays import Workdays

NOVEMBER = days_for("2026-11", Workdays(), [])
TERMS = Terms(window=3, ceiling=300, speed=25)


@st.composite
def stops(draw: st.DrawFn) -> list[Stop]:
    """Up to 60 stops in a handful of villages, some without coordinates, reading day or village."""
    villages = draw(st.integers(1, 8))
    found = []
    for id_ in range(draw(st.integers(0, 60))):
        village = draw(st.integers(0, villages))
        known = draw(st.booleans())
        found.append(Stop(
            id_, f"A{draw(st.integers(0, 30)):03}", f"V{village}" if village else "", draw(st.sampled_from(["", "F1"])),
            draw(st.one_of(st.none(), st.integers(1, 31))), 108.6 + village / 50 if known else None,
            24.0 + id_ / 500 if known else None, draw(st.one_of(st.none(), st.floats(0, 80))),
            draw(st.booleans()), draw(st.floats(1, 120)), draw(st.integers(0, 2)), draw(st.booleans()),
            draw(st.integers(0, 40)),
        ))  # fmt: skip
    return found


calendars = st.lists(st.sampled_from(NOVEMBER), unique=True).map(sorted)


@given(stops(), calendars, st.dictionaries(st.sampled_from(NOVEMBER), st.floats(0, 400)))
@settings(max_examples=60, deadline=None)
def test_everybody_is_planned_once_or_reported_and_no_day_overflows(
    given_: list[Stop], days: list[date], taken: dict[date, float]
) -> None:
    plan = plan_month(given_, days, TERMS, taken)
    placed = [one.id for one in plan.placed]
    assert sorted([*placed, *plan.unplaced]) == sorted(stop.id for stop in given_)
    assert {one.day for one in plan.placed} <= set(days)
    assert all(plan.unplaced.values())
    for load in plan.loads:
        assert load.minutes <= max(TERMS.ceiling, taken.get(load.day, 0.0)) + 1e-6
    for day in days:
        assert sorted(one.sequence for one in plan.placed if one.day == day) == list(
            range(1, 1 + sum(one.day == day for one in plan.placed))
        )


@given(stops(), st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_same_stops_in_any_order_give_the_same_plan(given_: list[Stop], chance: object) -> None:
    shuffled = list(given_)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert plan_month(given_, NOVEMBER, TERMS) == plan_month(shuffled, NOVEMBER, TERMS)


def village(name: str, reading_day: int | None, count: int, first: int = 0, **more: object) -> list[Stop]:
    """Some representatives of one village, 4 km from the office."""
    values = {"distance": 4.0, "reading_day": reading_day, **more}
    return [Stop(first + n, f"{name}{n}", name, **values) for n in range(count)]  # type: ignore[arg-type]


def days_of_plan(plan: Plan) -> dict[int, date]:
    """Day by stop."""
    return {one.id: one.day for one in plan.placed}


def test_a_village_stays_together_within_its_reading_window() -> None:
    found = plan_month(village("翠屏", 5, 6) + village("大塘", 20, 6, 10), NOVEMBER, TERMS)
    days = days_of_plan(found)
    assert len({days[n] for n in range(6)}) == len({days[n] for n in range(10, 16)}) == 1
    assert 2 <= days[0].day <= 8 and 17 <= days[10].day <= 23
    assert all(one.in_window for one in found.placed)


def test_a_village_too_large_for_a_day_is_parted() -> None:
    days = days_of_plan(plan_month(village("翠屏", 5, 30), NOVEMBER, TERMS))
    assert len(days) == 30 and 3 <= len(set(days.values())) <= 4


def test_days_are_balanced_though_one_day_would_be_shortest() -> None:
    villages = [stop for n in range(10) for stop in village(f"V{n}", 5, 3, 10 * n)]
    loads = [load.minutes for load in plan_month(villages, NOVEMBER, TERMS).loads if load.minutes]
    assert len(loads) == 5  # the working days 2 to 6 November of the window
    assert max(loads) - min(loads) <= 1e-6


def test_a_window_without_working_days_falls_back_to_the_nearest() -> None:
    away = days_for("2026-11", Workdays(), [(date(2026, 11, 1), date(2026, 11, 10))])
    found = plan_month(village("翠屏", 5, 2), away, TERMS)
    assert {one.day for one in found.placed} == {date(2026, 11, 11)}
    assert not any(one.in_window for one in found.placed)


def test_the_urgent_get_the_room_there_is() -> None:
    late = village("都乐", 5, 10, 100, overdue=20)
    found = plan_month(village("翠屏", 5, 10) + late, NOVEMBER[:1], TERMS)
    assert {100 + n for n in range(10)} <= set(days_of_plan(found))
    assert set(found.unplaced.values()) == {NO_ROOM}


def test_calls_fill_the_lightest_days() -> None:
    calls = [Stop(900 + n, "A", "远村", on_site=False, minutes=7, distance=70) for n in range(16)]
    found = plan_month(village("翠屏", 5, 12) + calls, NOVEMBER, TERMS)
    heavy = max(found.loads, key=lambda load: load.minutes)
    assert days_of_plan(found)[0] == heavy.day
    assert not any(one.day == heavy.day for one in found.placed if one.id >= 900)


def test_what_cannot_be_placed_says_why() -> None:
    assert set(plan_month(village("翠屏", 5, 2), [], TERMS).unplaced.values()) == {NO_DAYS}
    far = plan_month(village("远山", 5, 1, distance=200.0), NOVEMBER, TERMS)
    assert far.unplaced == {0: TOO_FAR}


def test_the_tour_is_no_longer_than_nearest_first_and_counts_the_way_back() -> None:
    line = [cluster(f"V{n}", [Stop(n, f"A{n}", f"V{n}", longitude=108.6 + x / 100, latitude=24.0, distance=5.0)])
            for n, x in enumerate((0, 4, 1, 3, 2))]  # fmt: skip
    order, km = Roads(line).tour(line)
    assert [each.key for each in order] in (["V0", "V2", "V4", "V3", "V1"], ["V1", "V3", "V4", "V2", "V0"])
    assert abs(km - 10.0 - kilometres((108.6, 24.0), (108.64, 24.0))) < 0.01


def test_kilometres_are_those_of_the_globe() -> None:
    assert 144 < kilometres((108.0, 24.0), (108.0, 25.0)) < 145  # 111.2 km and the road's detour
    assert walk_km([Stop(1, "A")]) is None
    assert walk_km([Stop(1, "A", longitude=108.0, latitude=24.0, distance=3.0)]) == 6.0
