"""The question as asked of an office: who may have what, what could not be used, what is refused in words."""

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.features.allocation.queries.asking import Ask, Question, asked, conflict_words
from app.features.allocation.queries.asking.conflicts import SAID
from app.features.allocation.queries.asking.refusing import refuse_nonsense
from app.features.allocation.queries.outlook import Outlook, present
from app.features.allocation.rules.engine.answer import Fault, Relaxation
from app.features.allocation.rules.freedom import ANEW, AWAY, EVEN, LEAVER, NEWCOMER, REST, TOUCHED
from app.features.allocation.rules.running import Found
from app.features.allocation.rules.sites import KEEP, WISH, Site
from app.features.allocation.rules.terms import FEEDER, STABILITY, STAGED, Terms
from app.features.org.changes import SetSetting
from app.kit.errors import Refusal
from app.kit.store.change import Edit
from app.kit.store.office import Office
from tests import builders as make
from tests.features.allocation.answering import answered

QUICK = Terms(seconds=0.5)
LONG_AGO = date(2020, 1, 1)


def staff(office: Office, name: str, **of_manager: Any) -> int:
    return make.a_manager(office, staff_id=make.a_staff(office, name=name), **of_manager)


def held(office: Office, manager: int, count: int, since: date = date(2024, 1, 1), **of_area: Any) -> list[int]:
    """``count`` areas of 60 households that ``manager`` has had since."""
    areas = [make.an_area(office, **of_area) for _ in range(count)]
    for area in areas:
        make.an_assignment(office, area_id=area, manager_id=manager, since=since)
    return areas


def site(question: Question, area: int) -> Site:
    return next(one for one in question.sites if one.id == area)


def servers(outlook: Outlook, areas: Iterable[int]) -> set[int]:
    return {outlook.placements[area].server for area in areas}


def test_only_what_nobody_serves_is_open_unless_loads_are_evened(office: Office) -> None:
    one, other = staff(office, "韦明"), staff(office, "蓝天")
    mine, free = held(office, one, 4), make.an_area(office)
    rest = office.ask(asked, Ask(REST, QUICK))
    assert [s.id for s in rest.sites if not s.is_fixed] == [free]
    even = office.ask(answered, Ask(EVEN, QUICK))
    assert free in even.placements and len(servers(even, [*mine, free])) == 2
    assert {move.reason for move in even.moves() if move.area in mine} == {"balance"}
    assert even.gains()[other].got_hours == pytest.approx(even.after()[other])


def test_an_answer_anew_prices_no_move_and_knows_who_keeps(office: Office) -> None:
    one = staff(office, "韦明")
    area = held(office, one, 1)[0]
    question = office.ask(asked, Ask(ANEW, Terms(priorities=STAGED, moves=0)))
    assert STABILITY not in question.terms.priorities and question.terms.moves is None
    assert site(question, area).incumbent is None
    assert office.ask(answered, Ask(ANEW, QUICK)).placements[area].reason == KEEP
    assert site(office.ask(asked, Ask(ANEW, QUICK, locked=frozenset({area}))), area).locked


def test_a_leavers_areas_are_spread_or_go_to_one_successor(office: Office) -> None:
    gone, *stay = (staff(office, name) for name in ("韦明", "蓝天", "陆海"))
    areas = held(office, gone, 6)
    kept = held(office, stay[0], 1)
    spread = office.ask(answered, Ask(LEAVER, QUICK, (gone,)))
    assert servers(spread, areas) == set(stay) and servers(spread, kept) == {stay[0]}
    as_one = office.ask(answered, Ask(LEAVER, Terms(as_one=True, seconds=0.5), (gone,)))
    assert servers(as_one, areas) == {stay[1]}


def test_a_newcomer_takes_his_share_from_the_overloaded_only(office: Office) -> None:
    heavy, light, fresh = (staff(office, name) for name in ("韦明", "蓝天", "陆海"))
    many, few = held(office, heavy, 8), held(office, light, 2)
    found = office.ask(answered, Ask(NEWCOMER, QUICK, (fresh,)))
    assert servers(found, few) == {light}
    assert servers(found, many) == {heavy, fresh}
    # The share of each is a third of ten areas alike.
    assert 2 <= len([one for one in found.moved() if one.server == fresh]) <= 4


def test_only_touched_areas_change_hands(office: Office) -> None:
    one, _other = staff(office, "韦明"), staff(office, "蓝天")
    areas = held(office, one, 5)
    found = office.ask(answered, Ask(TOUCHED, QUICK, areas=(areas[0],)))
    assert {move.area for move in found.moves()} <= {areas[0]}


def test_who_is_away_is_stood_in_for_by_his_deputy_who_knows_the_areas(office: Office) -> None:
    deputy, _third = staff(office, "蓝天"), staff(office, "陆海")
    away = staff(office, "韦明", deputy_id=deputy)
    areas = held(office, away, 3)
    question = office.ask(asked, Ask(EVEN, QUICK))
    assert question.bonds[areas[0]][deputy].familiarity == 0.6
    assert question.bonds[areas[0]][away].familiarity == pytest.approx(1058 / 365.25 / 3)  # since 2024-01-01
    with pytest.raises(Refusal, match="Nobody is away for long today"):
        office.ask(asked, Ask(AWAY, QUICK))
    make.make(office, "absence", manager_id=away, first=office.today, last=office.today + timedelta(60))
    found = office.ask(answered, Ask(AWAY, QUICK))
    assert servers(found, areas) == {deputy} and away in found.managers
    assert {found.placements[area].reason for area in areas} == {"stands_in"} and not found.hands
    question = office.ask(asked, Ask(EVEN, QUICK))
    assert f"韦明 is away until {office.today + timedelta(60)}: no further areas." in question.could_not
    free = make.an_area(office)
    assert away in site(office.ask(asked, Ask(REST, QUICK)), free).barred


def test_deputies_who_are_all_away_are_a_circle(office: Office) -> None:
    one = staff(office, "韦明")
    other = staff(office, "蓝天", deputy_id=one)
    office.do(Edit("manager", one, {"deputy_id": other}))
    held(office, one, 1)
    with pytest.raises(Refusal, match="韦明, 蓝天 stand in for each other and are all away"):
        office.ask(asked, Ask(AWAY, QUICK, (one, other)))


def test_who_leaves_soon_gets_no_further_areas(office: Office) -> None:
    leaving, _stays = staff(office, "韦明", until=date(2027, 1, 1)), staff(office, "蓝天")
    mine, free = held(office, leaving, 1)[0], make.an_area(office)
    question = office.ask(asked, Ask(EVEN, QUICK))
    assert leaving in site(question, free).barred and leaving not in site(question, mine).barred
    assert "韦明 leaves on 2027-01-01: no further areas." in question.could_not


def test_relatives_grades_and_mountains_without_a_vehicle_bar(office: Office) -> None:
    related, walker, trainee = staff(office, "韦明", vehicle="car"), staff(office, "蓝天", vehicle="none"), staff(
        office, "陆海", grade="trainee", vehicle="motorbike"
    )  # fmt: skip
    plain = make.an_area(office, terrain="plain", kind="community")
    mountain = make.an_area(office, terrain="mountains")
    make.make(office, "avoidance", manager_id=related, area_id=plain, cause="relative")
    make.make(office, "avoidance", manager_id=related, area_id=mountain, cause="dispute", until=date(2026, 1, 1))
    make.make(office, "grade_scope", grade="second", kind="community", product="光伏")
    question = office.ask(asked, Ask(EVEN, QUICK))
    assert site(question, plain).barred == {related, trainee}
    assert site(question, mountain).barred == {walker}
    assert any("products" in told for told in question.could_not)
    office.do(SetSetting("allocation.vehicle", "no"))
    assert site(office.ask(asked, Ask(EVEN, QUICK)), mountain).barred == frozenset()


def test_an_unknown_vehicle_is_allowed_and_said(office: Office) -> None:
    staff(office, "韦明")
    make.an_area(office, terrain="mountains")
    question = office.ask(asked, Ask(EVEN, QUICK))
    assert question.sites[0].barred == frozenset()
    assert "The vehicle of 1 managers is not known: the mountains are open to them." in question.could_not


def test_a_class_of_customers_asks_for_its_grade(office: Office) -> None:
    senior, second = staff(office, "韦明", grade="senior"), staff(office, "蓝天")
    area, other = make.an_area(office), make.an_area(office)
    make.a_customer(office, area_id=area, rank="key")
    make.make(office, "grade_scope", grade="senior", rank="key")
    question = office.ask(asked, Ask(EVEN, QUICK))
    assert site(question, area).barred == {second} and site(question, other).barred == frozenset()
    assert office.ask(answered, Ask(REST, QUICK)).placements[area].server == senior


def test_whoever_may_not_serve_keeps_what_the_question_leaves_and_it_is_said(office: Office) -> None:
    related, _other = staff(office, "韦明"), staff(office, "蓝天")
    area = held(office, related, 1, name="城关1号")[0]
    make.make(office, "avoidance", manager_id=related, area_id=area, cause="relative")
    question = office.ask(asked, Ask(REST, QUICK))
    assert site(question, area).locked and related not in site(question, area).barred
    assert any("城关1号" in told and "韦明" in told for told in question.could_not)
    assert office.ask(answered, Ask(EVEN, QUICK)).placements[area].server != related


def test_time_trust_and_a_late_change_make_a_move_dearer(office: Office) -> None:
    one, other = staff(office, "韦明"), staff(office, "蓝天")
    area = held(office, one, 1, since=office.today - timedelta(100))[0]
    make.an_assignment(office, area_id=area, manager_id=other, since=LONG_AGO, until=office.today - timedelta(100))
    for _n in range(2):
        make.a_representation(office, area_id=area, since=LONG_AGO)
    settled = held(office, one, 1)[0]
    question = office.ask(asked, Ask(EVEN, QUICK))
    found = site(question, area)
    assert found.is_recent and found.trust == pytest.approx(2 * 100 / 365.25)
    assert found.tenure == pytest.approx(100 / 30.4375)
    assert not site(question, settled).is_recent


def test_wishes_count_inside_the_own_office_only(office: Office) -> None:
    here, there = make.a_district(office), make.a_district(office)
    one = staff(office, "韦明", district_id=here)
    near, far = make.an_area(office, district_id=here), make.an_area(office, district_id=there, name="外所台区")
    for area in (near, far):
        make.make(office, "familiarity", manager_id=one, area_id=area, wish=1)
    question = office.ask(asked, Ask(EVEN, QUICK))
    assert (question.bonds[near][one].wish, question.bonds[far][one].wish) == (1, 0)
    assert any("韦明: 外所台区" in told for told in question.could_not)
    assert office.ask(answered, Ask(REST, QUICK)).placements[near].reason == WISH


def test_without_coordinates_feeders_stay_together(office: Office) -> None:
    for name in ("韦明", "蓝天"):
        staff(office, name)
    feeders = [make.a_feeder(office) for _ in range(2)]
    areas = [make.an_area(office, longitude=None, latitude=None, feeder_id=feeders[n % 2]) for n in range(8)]
    question = office.ask(asked, Ask(REST, QUICK))
    assert question.terms.contiguous == FEEDER
    assert any("No area has coordinates" in told for told in question.could_not)
    found = office.ask(answered, Ask(REST, QUICK))
    assert len(servers(found, areas[::2])) == len(servers(found, areas[1::2])) == 1
    assert found.wholeness(FEEDER) == 1.0


def test_an_area_without_coordinates_lies_amid_its_village(office: Office) -> None:
    staff(office, "韦明")
    for longitude in (108.0, 109.0):
        make.an_area(office, village="甲村", longitude=longitude, latitude=24.0)
    lost = make.an_area(office, village="甲村", longitude=None, latitude=None)
    make.an_area(office, village="乙村", longitude=None, latitude=None)
    question = office.ask(asked, Ask(REST, QUICK))
    xs = [one.x for one in question.sites if one.id != lost and one.x is not None]
    assert site(question, lost).x == pytest.approx(sum(xs) / 2)
    assert [told for told in question.could_not if "1 areas have no coordinates" in told]
    assert [told for told in question.could_not if "1 areas have neither coordinates" in told]


def test_a_village_is_kept_whole_where_it_is_asked(office: Office) -> None:
    for name in ("韦明", "蓝天"):
        staff(office, name)
    areas = [make.an_area(office, village="甲村") for _ in range(4)]
    found = office.ask(answered, Ask(REST, Terms(whole_villages=True, seconds=0.5)))
    assert len(servers(found, areas)) == 1 and found.wholeness("village") == 1.0


def test_a_hand_holds_and_is_no_move_of_the_engine(office: Office) -> None:
    one, other = staff(office, "韦明"), staff(office, "蓝天")
    area = held(office, one, 1)[0]
    found = office.ask(answered, Ask(EVEN, Terms(moves=0, seconds=0.5), hands={area: other}))
    assert (found.placements[area].server, found.placements[area].reason) == (other, "hand")
    assert found.hands == {area} and found.planned()[0].by_hand


def test_what_makes_no_sense_is_refused_in_words(office: Office) -> None:
    one = staff(office, "韦明")
    area = held(office, one, 1, name="城关1号", code="0451")[0]
    idle = staff(office, "陆海", capacity=0.0)
    for ask, words in (
        (Ask(EVEN, QUICK), "陆海 can carry no hours"),
        (Ask("odd", QUICK), "There is no question odd"),
        (Ask(LEAVER, QUICK), "Say which managers"),
        (Ask(TOUCHED, QUICK), "Say which areas"),
        (Ask(TOUCHED, QUICK, areas=(99999,)), "Area 99999 is not served"),
        (Ask(LEAVER, QUICK, (99999,)), "Manager 99999 does not hold"),
        (Ask(LEAVER, QUICK, (one, idle)), "Nobody is left"),
        (Ask(LEAVER, QUICK, (one,), hands={area: one}), "0451. is locked with or given to 韦明, who leaves"),
        (Ask(LEAVER, QUICK, (one,), locked=frozenset({area})), "0451. is locked with or given to 韦明, who leaves"),
        (Ask(EVEN, QUICK, locked=frozenset({area}), hands={area: idle}), "is locked with 韦明 and given to 陆海"),
    ):
        with pytest.raises(Refusal, match=words):
            office.ask(asked, ask)
    make.make(office, "avoidance", manager_id=one, area_id=area, cause="relative")
    office.do(Edit("manager", idle, {"capacity": 100.0}))
    with pytest.raises(Refusal, match=r"韦明 may not serve 城关1号 .0451.: avoidance, relatives live there"):
        office.ask(asked, Ask(EVEN, QUICK, locked=frozenset({area})))


def test_too_much_work_is_said_and_with_hard_capacities_refused_with_a_way_out(office: Office) -> None:
    staff(office, "韦明", capacity=10.0), staff(office, "蓝天", capacity=10.0)
    make.an_area(office, households=600, name="大台区")
    assert any("the managers can carry 20 h" in told for told in office.ask(asked, Ask(REST, QUICK)).could_not)
    with pytest.raises(Refusal, match=r"大台区.*What would help: (韦明|蓝天) [\d.]+ h more") as told:
        office.ask(answered, Ask(REST, Terms(hard_capacity=True, seconds=0.5)))
    assert "solver" not in str(told.value).lower() and "HiGHS" not in str(told.value)


def test_nobody_left_who_may_is_a_conflict_in_words(office: Office) -> None:
    only = staff(office, "韦明")
    area = make.an_area(office, name="亲戚台区")
    make.make(office, "avoidance", manager_id=only, area_id=area, cause="relative")
    with pytest.raises(Refusal, match="Nobody may serve 亲戚台区"):
        office.ask(answered, Ask(REST, QUICK))


def test_areas_that_belong_together_go_to_one_manager_unless_locks_contradict(office: Office) -> None:
    one, other = staff(office, "韦明"), staff(office, "蓝天")
    pair = (held(office, one, 1, name="东头")[0], held(office, other, 1, name="西头")[0])
    found = office.ask(answered, Ask(EVEN, QUICK, together=(frozenset(pair),)))
    assert len(servers(found, pair)) == 1
    with pytest.raises(Refusal, match=r"东头 .*, 西头 .* must go to one manager, but are locked with 韦明, 蓝天"):
        office.ask(answered, Ask(EVEN, QUICK, locked=frozenset(pair), together=(frozenset(pair),)))


def test_too_few_moves_are_told_with_the_number_that_works(office: Office) -> None:
    related, _other = staff(office, "韦明"), staff(office, "蓝天")
    areas = held(office, related, 3)
    for area in areas[:2]:
        make.make(office, "avoidance", manager_id=related, area_id=area, cause="relative")
    with pytest.raises(Refusal, match=r"1 more areas must change hands than the limit of moves allows"):
        office.ask(answered, Ask(EVEN, Terms(moves=1, seconds=0.5)))
    assert len(office.ask(answered, Ask(EVEN, Terms(moves=2, seconds=0.5))).moved()) == 2


def test_figures_that_are_none_and_double_codes_are_named(office: Office) -> None:
    """What no database of ours lets in may still come from a script."""
    staff(office, "韦明"), make.an_area(office, name="城关1号", code="0451"), make.an_area(office, code="0452")
    question = office.ask(asked, Ask(REST, QUICK))
    first, second = question.sites
    for hours in (math.nan, math.inf, -1.0):
        with pytest.raises(Refusal, match=r"The workload of 城关1号 \(0451\) is no number of hours"):
            refuse_nonsense(question.outlook, (replace(first, hours=hours), second), question.servers)
    with pytest.raises(Refusal, match=r"城关1号 \(0451\) stands in the list twice"):
        refuse_nonsense(question.outlook, (first, first), question.servers)
    areas = {id_: replace(area, code="0451") for id_, area in question.outlook.areas.items()}
    with pytest.raises(Refusal, match="The area code 0451 is there twice"):
        refuse_nonsense(replace(question.outlook, areas=areas), question.sites, question.servers)
    with pytest.raises(Refusal, match="韦明 can carry no hours"):
        refuse_nonsense(question.outlook, question.sites, (replace(question.servers[0], capacity=math.nan),))


@pytest.mark.parametrize("kind", SAID)
def test_every_conflict_is_said_with_names(office: Office, kind: str) -> None:
    one, area = staff(office, "韦明"), make.an_area(office, name="城关1号", code="0451")
    outlook = office.ask(present)
    told = conflict_words(Found(faults=(Fault(kind, (area,), (one,), 2.0),)), outlook)[0]
    named = {"areas": "城关1号 (0451)", "names": "韦明", "hours": "2.0", "count": "2"}
    assert all(value in told for key, value in named.items() if f"{{{key}}}" in SAID[kind]) and "{" not in told


def test_what_would_help_is_said_with_or_without_proof(office: Office) -> None:
    one, outlook = staff(office, "韦明"), office.ask(present)
    found = Found(relaxations=(
        Relaxation("moves", moves=3, proven=True), Relaxation("moves", moves=4),
        Relaxation("capacity", {one: 2.5}, proven=True), Relaxation("capacity", {one: 3.0}),
    ))  # fmt: skip
    assert conflict_words(found, outlook) == [
        "What would help: allow 3 moves; fewer do not work.", "What would help: allow 4 moves; that is enough.",
        "What would help: 韦明 2.5 h more; less does not work.", "What would help: 韦明 3.0 h more; that is enough.",
    ]  # fmt: skip
