"""A scenario from draft to paper: saved, decided by hand, compared, submitted, approved, applied, undone, refused."""

from datetime import date

import pytest
from sqlalchemy import select

from app.features.allocation.changes import (
    ApplyScenario,
    ApproveScenario,
    CopyScenario,
    DecideByHand,
    HandOver,
    ReleaseHand,
    SaveScenario,
    SubmitScenario,
    WithdrawScenario,
)
from app.features.allocation.model import Assignment, PlannedMove, Scenario
from app.features.allocation.queries import drafts
from app.features.allocation.queries.asking import Ask, asked
from app.features.allocation.queries.loads import principals
from app.features.allocation.queries.outlook import present
from app.features.allocation.queries.scenarios import compare, scenario_outlook, scenarios
from app.features.allocation.rules.running import run
from app.features.allocation.rules.sites import PlannedPlace
from app.features.allocation.rules.terms import Terms, terms_of
from app.kit.errors import Forbidden, Refusal
from app.kit.store.access import Account
from app.kit.store.change import Archive, Edit
from app.kit.store.office import Office
from tests import builders as make

FIRST = date(2026, 12, 1)


class Drawn:
    """Four areas of one manager, a second one with nothing, and a draft that gives him two of them."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.one, self.other = (
            make.a_manager(office, staff_id=make.a_staff(office, name=name)) for name in ("韦明", "蓝天")
        )
        self.areas = [make.an_area(office, name=f"城关{n}号") for n in range(4)]
        for area in self.areas:
            make.an_assignment(office, area_id=area, manager_id=self.one, since=date(2022, 11, 24))
        self.draft = self.save("方案一", *self.areas[:2])

    def save(self, name: str, *areas: int, replaces: int | None = None, terms: str = "{}") -> int:
        moves = tuple(PlannedPlace(area, self.one, self.other, "near", self.one, 1.5) for area in areas)
        saved: int = self.office.do(SaveScenario(name, terms, 0.01, moves, replaces)).result
        return saved

    def approved(self) -> int:
        self.office.do(SubmitScenario(self.draft))
        self.office.do(ApproveScenario(self.draft, "陈主任", FIRST))
        return self.draft

    def state(self, scenario: int | None = None) -> str:
        return self.office.ask(lambda ctx: ctx.get(Scenario, scenario or self.draft).state)

    def who(self, day: date = FIRST) -> list[int]:
        by_area = self.office.ask(principals, day)
        return [by_area[area] for area in self.areas]

    def hands(self) -> set[int]:
        return {*self.office.ask(scenario_outlook, self.draft).hands}


@pytest.fixture
def drawn(office: Office) -> Drawn:
    return Drawn(office)


def test_a_scenario_is_approved_applied_as_one_step_and_undone(office: Office, drawn: Drawn) -> None:
    before = make.image(office)
    drawn.approved()
    image = make.image(office)
    done = office.do(ApplyScenario(drawn.draft))
    assert done.result == 2 and drawn.state() == "applied"
    assert drawn.who() == [drawn.other, drawn.other, drawn.one, drawn.one]
    assert drawn.who(date(2026, 11, 30)) == [drawn.one] * 4
    new = office.ask(lambda ctx: ctx.session.scalars(select(Assignment).filter_by(since=FIRST)).all())
    assert {(a.reason, a.approver, a.explanation) for a in new} == {("balance", "陈主任", "方案一: nearest")}
    office.undo(done.number)
    assert make.image(office) == image and drawn.state() == "approved"
    office.undo(), office.undo()
    assert make.image(office) == before


def test_every_change_of_a_scenario_is_one_step_back(office: Office, drawn: Drawn) -> None:
    for change in (
        SaveScenario("方案二", "{}", None, ()), CopyScenario(drawn.draft, "副本"), SubmitScenario(drawn.draft),
        DecideByHand(drawn.draft, tuple(drawn.areas[1:3]), drawn.other), WithdrawScenario(drawn.draft),
        SaveScenario("方案一改", "{}", None, (PlannedPlace(drawn.areas[0], drawn.one, drawn.other),), drawn.draft),
    ):
        assert make.is_undone(office, change), change


def test_steps_out_of_order_are_refused_with_what_to_do(office: Office, drawn: Drawn) -> None:
    draft = drawn.draft
    for change in (ApproveScenario(draft, "陈主任", FIRST), ApplyScenario(draft)):
        with pytest.raises(Refusal, match=r"Scenario 方案一 is still a draft. Submit it first."):
            office.do(change)
    office.do(SubmitScenario(draft))
    for change in (ApplyScenario(draft), SubmitScenario(draft), DecideByHand(draft, (drawn.areas[3],), drawn.other),
                   ReleaseHand(draft, (drawn.areas[0],)), SaveScenario("x", "{}", None, (), draft)):  # fmt: skip
        with pytest.raises(Refusal, match=r"waits for approval. Withdraw it, or work on a copy"):
            office.do(change)
    with pytest.raises(Refusal, match="approver's name"):
        office.do(ApproveScenario(draft, " ", FIRST))
    with pytest.raises(Refusal, match="before it was drawn, on 2026-11-24"):
        office.do(ApproveScenario(draft, "陈主任", date(2026, 11, 1)))
    office.do(ApproveScenario(draft, "陈主任", FIRST))
    office.do(ApplyScenario(draft))
    for change in (ApplyScenario(draft), WithdrawScenario(draft)):
        with pytest.raises(Refusal, match=r"applied already. Undo that"):
            office.do(change)


def test_a_withdrawn_scenario_goes_on_as_a_copy(office: Office, drawn: Drawn) -> None:
    drawn.approved()
    office.do(WithdrawScenario(drawn.draft))
    with pytest.raises(Refusal, match=r"is withdrawn. Work on a copy"):
        office.do(SubmitScenario(drawn.draft))
    copy = office.do(CopyScenario(drawn.draft, "方案一 (2)")).result
    assert drawn.state(copy) == "draft" and len(office.ask(scenario_outlook, copy).moved()) == 2
    assert office.ask(drafts.copying, (drawn.draft,))["name"] == "方案一 (3)"


def test_an_office_that_changed_since_is_not_overrun(office: Office, drawn: Drawn) -> None:
    drawn.approved()
    third = make.a_manager(office, staff_id=make.a_staff(office, name="陆海"))
    office.do(HandOver((drawn.areas[0],), third, date(2026, 11, 20), "complaint", "陈主任"))
    image = make.image(office)
    with pytest.raises(Refusal, match=r"areas have changed hands: 城关0号, now 陆海. Copy it and ask again"):
        office.do(ApplyScenario(drawn.draft))
    assert make.image(office) == image
    done = office.do(CopyScenario(drawn.draft, "副本"))
    assert done.remarks == ("1 moves were left out: their areas have changed hands since.",)
    assert [p.site for p in office.ask(scenario_outlook, done.result).moved()] == [drawn.areas[1]]


def test_an_area_out_of_operation_is_told_before_applying(office: Office, drawn: Drawn) -> None:
    drawn.approved()
    office.do(Edit("area", drawn.areas[1], {"state": "stopped"}))
    with pytest.raises(Refusal, match="城关1号 are no longer served"):
        office.do(ApplyScenario(drawn.draft))
    copy = office.do(CopyScenario(drawn.draft, "副本")).result
    assert len(office.ask(scenario_outlook, copy).moved()) == 1


def test_a_leavers_scenario_is_applied_after_he_left(office: Office, drawn: Drawn) -> None:
    asked_for = f'{{"kind": "leaver", "managers": [{drawn.one}]}}'
    drawn.save("方案一", *drawn.areas, replaces=drawn.draft, terms=asked_for)
    drawn.approved()
    office.do(Edit("manager", drawn.one, {"until": date(2026, 11, 20)}))
    assert office.do(ApplyScenario(drawn.draft)).result == 4
    reasons = office.ask(lambda ctx: set(ctx.session.scalars(select(Assignment.reason).filter_by(since=FIRST))))
    assert reasons == {"leaver"}


def test_decided_by_hand_is_locked_for_the_next_run_until_released(office: Office, drawn: Drawn) -> None:
    last = drawn.areas[3]
    office.do(DecideByHand(drawn.draft, (last, drawn.areas[2]), drawn.other))
    office.do(DecideByHand(drawn.draft, (drawn.areas[2],), drawn.one))  # stays with whom it has, for good
    assert drawn.hands() == {drawn.areas[2], last}
    found = office.ask(scenario_outlook, drawn.draft)
    hands = {area: found.placements[area].server for area in found.hands}
    question = office.ask(asked, Ask("even", Terms(seconds=0.5), hands=hands))
    again = question.outlook_of(run(question.case, lambda better: None))
    assert {area: again.placements[area].server for area in hands} == {drawn.areas[2]: drawn.one, last: drawn.other}
    office.do(ReleaseHand(drawn.draft, (drawn.areas[2], last)))
    assert drawn.hands() == set()
    kept = office.ask(lambda ctx: set(ctx.session.scalars(select(PlannedMove.area_id))))
    assert kept == {*drawn.areas[:2], last}


def test_a_hand_for_strangers_is_refused(office: Office, drawn: Drawn) -> None:
    with pytest.raises(Refusal, match="Manager 999 does not hold the role"):
        office.do(DecideByHand(drawn.draft, (drawn.areas[0],), 999))
    with pytest.raises(Refusal, match="999 is not served by this office"):
        office.do(DecideByHand(drawn.draft, (999,), drawn.other))


def test_an_outlook_is_saved_and_comes_back_as_it_was(office: Office, drawn: Drawn) -> None:
    found = office.ask(present).by_hand((drawn.areas[3],), drawn.other)
    terms = Terms(moves=3, seed=5).to_json()
    saved = office.do(SaveScenario("手工", terms, None, found.planned())).result
    again = office.ask(scenario_outlook, saved)
    assert (again.placements, again.hands) == (found.placements, found.hands)
    head = next(one for one in office.ask(scenarios) if one.id == saved)
    assert terms_of(head.terms).moves == 3 and (head.name, head.state, head.figures.moves) == ("手工", "draft", 1)


def test_names_are_there_and_differ(office: Office, drawn: Drawn) -> None:
    with pytest.raises(Refusal, match="needs a name"):
        drawn.save("  ")
    with pytest.raises(Refusal, match="exists already"):
        drawn.save("方案一")
    with pytest.raises(Refusal, match="moves nothing"):
        office.do(SubmitScenario(drawn.save("空")))
    with pytest.raises(Refusal, match="cannot be read"):
        drawn.save("坏", terms="[")


def test_three_scenarios_side_by_side(office: Office, drawn: Drawn) -> None:
    """Areas alike: two moves of four even the loads out; four years of tenure are lost with each."""
    make.make(office, "familiarity", manager_id=drawn.other, area_id=drawn.areas[0], wish=1, people=5)
    more, none = drawn.save("方案二", *drawn.areas[:3]), drawn.save("方案三")
    found = office.ask(compare, (drawn.draft, more, none))
    assert [head.name for head in found.heads] == ["方案一", "方案二", "方案三"]
    even, heavy, today = (head.figures for head in found.heads)
    assert (even.moves, heavy.moves, today.moves) == (2, 3, 0) and today == found.today
    assert even.tenure_lost == pytest.approx(8.0, abs=0.02) and heavy.tenure_lost == pytest.approx(12.0, abs=0.03)
    assert today.variation == pytest.approx(1.0) and even.variation < heavy.variation < today.variation
    assert even.wishes == ((1, 1), (0, 0), (0, 0)) and today.wishes[0] == (0, 1)
    assert (even.familiarity, today.familiarity) == (0.25, 0.0)
    assert even.hours_moved == pytest.approx(sum(office.ask(present).areas[a].work.total for a in drawn.areas[:2]))
    assert even.kilometres is not None and even.kilometres < (today.kilometres or 0.0)
    assert [(one.area, one.managers) for one in found.differing] == [
        (drawn.areas[0], (drawn.other, drawn.other, drawn.one)),
        (drawn.areas[1], (drawn.other, drawn.other, drawn.one)),
        (drawn.areas[2], (drawn.one, drawn.other, drawn.one)),
    ]  # fmt: skip
    for ids in ((), (drawn.draft, more, none, drawn.draft)):
        with pytest.raises(Refusal, match="between one and 3"):
            office.ask(compare, ids)


def test_a_put_away_scenario_leaves_the_list(office: Office, drawn: Drawn) -> None:
    office.do(Archive("scenario", (drawn.draft,)))
    assert office.ask(scenarios) == []


def test_a_clerk_draws_and_submits_but_does_not_approve(office: Office, drawn: Drawn) -> None:
    clerk = Office(office.database, Account("小李", "clerk"), office.today)
    clerk.do(SubmitScenario(drawn.draft))
    with pytest.raises(Forbidden):
        clerk.do(ApproveScenario(drawn.draft, "小李", FIRST))


def test_who_may_not_serve_an_area_gets_it_in_no_scenario(office: Office, drawn: Drawn) -> None:
    drawn.approved()
    related = make.make(office, "avoidance", manager_id=drawn.other, area_id=drawn.areas[0], cause="relative")
    words = r"城关0号 .* to 蓝天 \(avoidance, relatives live there\).*Decide otherwise, or lift the limit"
    with pytest.raises(Refusal, match=words):
        office.do(ApplyScenario(drawn.draft))
    copy = office.do(CopyScenario(drawn.draft, "副本")).result
    with pytest.raises(Refusal, match=words):
        office.do(SubmitScenario(copy))
    with pytest.raises(Refusal, match=words):
        office.do(DecideByHand(copy, (drawn.areas[0], drawn.areas[3]), drawn.other))
    office.do(DecideByHand(copy, (drawn.areas[0],), drawn.one))
    office.do(SubmitScenario(copy))
    office.do(Archive("avoidance", (related,)))
    assert office.do(ApplyScenario(drawn.draft)).result == 2


@pytest.mark.parametrize(("asked_for", "reason"), [
    ('{"kind": "newcomer", "managers": [2]}', "newcomer"), ('{"kind": "away", "managers": [1]}', "other"),
    ('{"kind": "touched"}', "split"), ("{}", "balance"),
])  # fmt: skip
def test_the_history_says_what_the_question_was_about(
    office: Office, drawn: Drawn, asked_for: str, reason: str
) -> None:
    terms = asked_for.replace("[2]", f"[{drawn.other}]").replace("[1]", f"[{drawn.one}]")
    drawn.save("方案一", drawn.areas[0], replaces=drawn.draft, terms=terms)
    drawn.approved()
    office.do(ApplyScenario(drawn.draft))
    found = office.ask(lambda ctx: set(ctx.session.scalars(select(Assignment.reason).filter_by(since=FIRST))))
    assert found == {reason}
