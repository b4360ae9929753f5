"""From the office's event to the area's new manager: a round of wishes, a role that ends, an area split or merged."""

from datetime import date, timedelta

import pytest

from app.features.allocation.changes import (
    ApplyScenario,
    ApproveScenario,
    AssignAreas,
    DecideRound,
    MergeAreas,
    OpenRound,
    RecordWishes,
    SaveScenario,
    SetAvoidance,
    SplitArea,
    SubmitScenario,
)
from app.features.allocation.changes.wishes import Told
from app.features.allocation.queries.asking import Ask, asked
from app.features.allocation.queries.drafts import approving
from app.features.allocation.queries.loads import principals, uncovered_count
from app.features.allocation.queries.outlook import Outlook, present
from app.features.allocation.queries.planned import planned
from app.features.allocation.queries.stories import area_story
from app.features.allocation.rules.freedom import ANEW, LEAVER, REST, TOUCHED
from app.features.allocation.rules.terms import Terms
from app.features.areas.model import Area
from app.features.managers.changes import EndRole
from app.features.requests.papers.hand_over import hand_over_list
from app.kit.store.change import Edit
from app.kit.store.office import Office
from tests import builders as make
from tests.features.allocation.answering import answered
from tests.features.allocation.conftest import Village

BEGAN = date(2024, 1, 1)
TERMS = Terms(seconds=5.0)


def carried_out(office: Office, outlook: Outlook, ask: Ask) -> int:
    """Saved, submitted, approved as of today, applied; returns the scenario."""
    question = office.ask(asked, ask)
    made: int = office.do(SaveScenario("方案", question.to_json(), 0.0, outlook.planned(), None)).result
    office.do(SubmitScenario(made))
    office.do(ApproveScenario(made, "陈主任", office.today))
    office.do(ApplyScenario(made))
    return made


@pytest.mark.parametrize("is_barred", [False, True])
def test_who_won_a_wish_gets_the_area_unless_a_limit_forbids(village: Village, is_barred: bool) -> None:
    office, (first, second, third) = village.office, village.areas
    office.do(AssignAreas((first, second), village.huang, BEGAN))
    office.do(AssignAreas((third,), village.wei, BEGAN))
    number = office.do(OpenRound("2026", office.today - timedelta(days=9), office.today)).result
    office.do(RecordWishes("韦明", (Told(village.wei, first, {"wish": 1}), Told(village.wei, second, {"wish": 2}))))
    office.do(RecordWishes("黄秀", (Told(village.huang, third, {"wish": 1}), Told(village.huang, first, {"wish": 2}))))
    assert office.do(DecideRound(number, "陈主任", 7)).result == 3
    if is_barred:
        office.do(SetAvoidance(village.wei, first, "relative"))
    ask = Ask(ANEW, TERMS)
    outlook = office.ask(answered, ask)
    server = {area: one.server for area, one in outlook.placements.items()}
    assert server == {first: village.huang if is_barred else village.wei, second: village.wei, third: village.huang}
    carried_out(office, outlook, ask)
    assert office.ask(principals, office.today) == server
    assert is_barred or office.ask(area_story, first).events[0].text.startswith("韦明, until today")


def test_when_a_role_ends_the_areas_stand_open_and_are_handed_over_from_who_had_them(village: Village) -> None:
    office, (first, second, third) = village.office, village.areas
    office.do(AssignAreas((first, second), village.wei, BEGAN))
    office.do(AssignAreas((third,), village.huang, BEGAN))
    office.do(EndRole(village.wei, office.today))
    assert office.ask(uncovered_count) == 2
    ask = Ask(REST, TERMS)
    outlook = office.ask(answered, ask)
    made = office.do(SaveScenario("接替", office.ask(asked, ask).to_json(), 0.0, outlook.planned(), None)).result
    told = office.ask(planned, (made,))
    assert [(one.before, one.after, one.reason) for one in told] == [("韦明", "黄秀", "leaver")] * 2
    office.do(SubmitScenario(made))
    office.do(ApproveScenario(made, "陈主任", office.today))
    drawn = office.ask(hand_over_list, scenarios=(made,))
    office.do(ApplyScenario(made))
    assert office.ask(uncovered_count) == 0
    assert drawn.parts == office.ask(hand_over_list, scenarios=(made,)).parts == office.ask(hand_over_list).parts
    events = [event.text.split(",")[0] for event in office.ask(area_story, first).events]
    assert events[:2] == ["黄秀", "韦明"]


def test_a_role_that_will_end_is_handed_over_before(village: Village) -> None:
    office, (first, second, _third) = village.office, village.areas
    office.do(AssignAreas((first, second), village.wei, BEGAN))
    office.do(EndRole(village.wei, office.today + timedelta(10)))
    assert office.ask(uncovered_count) == 1, "until then they are his"
    ask = Ask(LEAVER, TERMS, (village.wei,))
    made = carried_out(office, office.ask(answered, ask), ask)
    assert set(office.ask(principals, office.today).values()) == {village.huang}
    assert {(one.before, one.reason) for one in office.ask(planned, (made,))} == {("韦明", "leaver"), (None, "first")}


def test_a_split_area_may_change_hands_alone_and_a_merged_one_keeps_its_history(village: Village) -> None:
    office, (first, second, third) = village.office, village.areas
    office.do(AssignAreas((first, second), village.wei, BEGAN))
    office.do(AssignAreas((third,), village.huang, BEGAN))
    untouched = make.image(office)
    split = office.do(SplitArea(first, "A9", "三岔二号公变", 40, office.today - timedelta(1)))
    fresh: int = split.result
    assert office.ask(principals, office.today)[fresh] == village.wei
    outlook = office.ask(answered, Ask(TOUCHED, TERMS, areas=(fresh,)))
    assert {area for area, one in outlook.placements.items() if one.server != outlook.areas[area].manager} <= {fresh}
    draft = office.do(SaveScenario("一", moves=outlook.by_hand((fresh,), village.huang).planned()))
    begins = office.ask(approving, (draft.result,))["effective_on"]
    assert begins == office.today, "the split was yesterday"
    office.undo(draft.number)
    merged = office.do(MergeAreas((first, third), first, office.today))
    assert office.ask(principals, office.today) == {first: village.wei, second: village.wei, fresh: village.wei}
    assert office.ask(principals, office.today - timedelta(2))[third] == village.huang, "as it was"
    assert "三岔公变" in office.ask(area_story, fresh).events[0].text
    office.undo(merged.number)
    office.undo(split.number)
    assert make.image(office) == untouched


def test_an_area_split_today_changes_hands_tomorrow_at_the_earliest(village: Village) -> None:
    office, first = village.office, village.areas[0]
    office.do(AssignAreas((first,), village.wei, BEGAN))
    fresh: int = office.do(SplitArea(first, "A9", "三岔二号公变", 40, office.today)).result
    moves = office.ask(present).by_hand((fresh,), village.huang).planned()
    made = office.do(SaveScenario("一", moves=moves)).result
    office.do(SubmitScenario(made))
    told = office.ask(approving, (made,))
    assert told["effective_on"] == office.today + timedelta(1)
    office.do(ApproveScenario(**told))
    office.do(ApplyScenario(made))
    assert office.ask(principals, told["effective_on"])[fresh] == village.huang


def test_what_the_households_are_is_added_up_by_a_merger_and_unknown_after_a_split(village: Village) -> None:
    office, (first, second, third) = village.office, village.areas
    for area, solar in ((first, 3), (second, 4)):
        office.do(Edit("area", area, {"residents": 70, "businesses": 10, "solar": solar}))
    office.do(MergeAreas((first, second, third), first, office.today))
    merged = office.ask(lambda ctx: ctx.get(Area, first).residents)
    assert merged is None, "of the third nobody knows"
    office.undo()
    office.do(MergeAreas((first, second), first, office.today))
    assert office.ask(lambda ctx: ctx.get(Area, first).solar) == 7
    office.do(SplitArea(first, "A9", "三岔二号公变", 40, office.today))
    assert office.ask(lambda ctx: ctx.get(Area, first).solar) is None
