"""Assigning, handing over, applying a proposal: what is kept, what is refused, what undo brings back."""

from datetime import date

import pytest

from app.features.allocation.changes import ApplyProposal, AssignAreas, HandOver, RecordFamiliarity
from app.features.allocation.model import Assignment
from app.features.allocation.queries import loads, outlook
from app.features.allocation.queries.asking import Ask
from app.features.allocation.queries.listings import HISTORY, TERRITORY, UNCOVERED
from app.features.allocation.rules.sites import Move
from app.features.allocation.rules.terms import Terms
from app.kit.errors import Refusal
from app.kit.store import query
from app.kit.store.office import Office
from tests import builders as make
from tests.features.allocation.answering import answered

SINCE = date(2026, 11, 1)


def spans(office: Office, area: int) -> list[tuple[int, date, date | None]]:
    def ask(ctx):  # type: ignore[no-untyped-def]
        found = ctx.session.query(Assignment).filter_by(area_id=area).order_by(Assignment.since)
        return [(a.manager_id, a.since, a.until) for a in found]

    return office.ask(ask)


@pytest.fixture
def two(office: Office) -> tuple[int, int, int]:
    """An area and two managers in office since 2020."""
    return (
        make.an_area(office),
        make.a_manager(office, since=date(2020, 1, 1)),
        make.a_manager(office, since=date(2020, 1, 1)),
    )


def test_assign_then_hand_over_keeps_the_history(office: Office, two: tuple[int, int, int]) -> None:
    area, first, second = two
    office.do(AssignAreas((area,), first, SINCE))
    office.do(HandOver((area,), second, date(2026, 12, 1), "balance", "陈主任"))
    assert spans(office, area) == [(first, SINCE, date(2026, 12, 1)), (second, date(2026, 12, 1), None)]
    office.undo()
    assert spans(office, area) == [(first, SINCE, None)]
    office.redo()
    assert len(spans(office, area)) == 2


def test_nobody_is_handed_over_without_an_approver(office: Office, two: tuple[int, int, int]) -> None:
    area, first, second = two
    office.do(AssignAreas((area,), first, SINCE))
    with pytest.raises(Refusal, match="approver"):
        office.do(HandOver((area,), second, date(2026, 12, 1), "balance", " "))
    with pytest.raises(Refusal, match="approver"):
        office.do(ApplyProposal((Move(area, second),), date(2026, 12, 1)))
    assert spans(office, area) == [(first, SINCE, None)]


def test_an_area_that_has_a_manager_is_handed_over_not_assigned(office: Office, two: tuple[int, int, int]) -> None:
    area, first, second = two
    office.do(AssignAreas((area,), first, SINCE))
    with pytest.raises(Refusal, match="Hand it over"):
        office.do(AssignAreas((area,), second, date(2026, 12, 1)))


def test_a_hand_over_takes_effect_after_the_assignment_began(office: Office, two: tuple[int, int, int]) -> None:
    area, first, second = two
    office.do(AssignAreas((area,), first, SINCE))
    with pytest.raises(Refusal, match="take effect later"):
        office.do(HandOver((area,), second, SINCE, "balance", "陈主任"))


def test_who_does_not_hold_the_role_serves_nothing(office: Office, two: tuple[int, int, int]) -> None:
    area, *_ = two
    gone = make.a_manager(office, since=date(2020, 1, 1), until=date(2026, 6, 1))
    with pytest.raises(Refusal, match="is not a customer manager"):
        office.do(AssignAreas((area,), gone, SINCE))


def test_the_same_area_twice_in_a_proposal_is_refused(office: Office, two: tuple[int, int, int]) -> None:
    area, first, second = two
    with pytest.raises(Refusal, match="twice"):
        office.do(ApplyProposal((Move(area, first), Move(area, second)), SINCE))


def test_marks_out_of_range_are_refused(office: Office, two: tuple[int, int, int]) -> None:
    area, manager, _ = two
    with pytest.raises(Refusal, match="between 1 and 3"):
        office.do(RecordFamiliarity(manager, area, wish=4))
    office.do(RecordFamiliarity(manager, area, wish=1, people=5))
    assert office.ask(loads.bonds)[area][manager].wish == 1


def test_a_proposal_serves_every_area_and_is_one_step_back(office: Office) -> None:
    district = make.a_district(office)
    areas = [make.an_area(office, district_id=district) for _ in range(30)]
    managers = [make.a_manager(office, since=date(2020, 1, 1), district_id=district) for _ in range(3)]
    office.do(RecordFamiliarity(managers[2], areas[0], wish=1))
    make.an_area(office, households=0)
    make.an_area(office, state="stopped")
    assert office.ask(loads.uncovered_count) == 30
    found = office.ask(answered, Ask("rest", Terms(seconds=0.5)))
    done = office.do(ApplyProposal(found.moves(), SINCE, ""))
    assert done.result == 30
    assert office.ask(loads.uncovered_count) == 0
    assert office.ask(loads.principals, SINCE)[areas[0]] == managers[2]
    assert found.balances()[1].deviation < 0.2
    assert office.ask(answered, Ask("rest", Terms(seconds=0.5))).moves() == ()
    office.undo()
    assert office.ask(loads.uncovered_count) == 30


def test_an_area_whose_manager_left_counts_as_uncovered(office: Office, two: tuple[int, int, int]) -> None:
    from app.kit.store.change import Edit

    area, first, _ = two
    office.do(AssignAreas((area,), first, SINCE))
    office.do(Edit("manager", first, {"until": date(2026, 11, 20)}))
    assert list(office.ask(query.order, UNCOVERED)) == [area]
    moves = office.ask(answered, Ask("rest", Terms(seconds=0.5))).moves()
    assert [move.area for move in moves] == [area]
    office.do(ApplyProposal(moves, date(2026, 11, 24), "陈主任"))
    reasons = office.ask(lambda ctx: [one.reason for one in ctx.session.query(Assignment).order_by(Assignment.since)])
    assert reasons == ["first", "leaver"]


def test_giving_by_hand_shows_in_loads_and_moves(office: Office, two: tuple[int, int, int]) -> None:
    area, first, second = two
    office.do(AssignAreas((area,), first, SINCE))
    given = office.ask(outlook.present).by_hand((area,), second)
    assert given.after()[second] == given.before()[first] > 0
    assert [(m.area, m.manager) for m in given.moves()] == [(area, second)]
    assert "by hand" in given.explain(area)


def test_lists_answer_on_an_empty_and_a_small_office(office: Office) -> None:
    for listing in (TERRITORY, UNCOVERED, HISTORY):
        assert len(office.ask(query.order, listing)) == 0
    area, manager = make.an_area(office), make.a_manager(office, since=date(2020, 1, 1))
    office.do(AssignAreas((area,), manager, SINCE))
    row = office.ask(query.rows, TERRITORY, [area])[0]
    assert row[0] == area
    assert SINCE in row
