"""Wishes recorded, rounds decided and reopened, the minutes, the forms, and what the optimiser hears of it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from app.catalogue import manifests
from app.features.allocation.changes import DecideRound, OpenRound, RecordFamiliarity, RecordWishes, ReopenRound
from app.features.allocation.changes.wishes import Told
from app.features.allocation.model import Familiarity, WishClaim
from app.features.allocation.papers.wishes import wish_forms, wish_minutes
from app.features.allocation.queries import loads
from app.features.allocation.queries.rounds import due_count
from app.features.allocation.queries.wishes import (
    contested_count,
    open_round,
    rounds,
    rule_words,
    wishes_decided,
    wishes_now,
)
from app.features.allocation.queries.wishforms import form_lines, wish_board
from app.features.allocation.rules.wishes import STEPS
from app.features.allocation.sheets.wishes import WISH_LIST, write_wish_forms
from app.features.org.changes import SetSetting
from app.kit.errors import Refusal
from app.kit.paper import Document, Group, Listing, Row
from app.kit.planning import import_of, plan_files
from app.kit.store.change import Archive, Edit
from app.kit.store.office import Office
from app.kit.writing import write_sheet
from tests import builders as make
from tests.features.allocation.conftest import CLOSES, OPENED, Village, clashing, decide, wish


def outcome(village: Village, number: int) -> list[tuple[str, str, bool, str]]:
    found = village.office.ask(wishes_decided, number)
    return [(one.claim.area, one.manager_name, one.verdict.won, one.verdict.ground) for one in found]


def test_a_round_is_decided_by_the_rule_and_keeps_what_it_decided(village: Village) -> None:
    clashing(village)
    assert village.office.ask(contested_count) == 2
    number = decide(village)
    assert outcome(village, number) == [
        ("A1", "韦明", True, "wish"), ("A1", "黄秀", False, "wish"),
        ("A2", "韦明", False, "familiarity"), ("A2", "黄秀", True, "familiarity"),
        ("A3", "黄秀", True, "only"),
    ]  # fmt: skip
    (held,) = village.office.ask(rounds)
    assert (held.decided_on, held.chair, held.seed, held.steps) == (village.office.today, "陈主任", 7, STEPS)
    assert village.office.ask(contested_count) == 0 and village.office.ask(wishes_now) == []


def test_deciding_and_reopening_can_both_be_taken_back(village: Village) -> None:
    clashing(village)
    number = village.office.do(OpenRound("2026", OPENED, CLOSES)).result
    stood = village.office.ask(wishes_now)
    assert make.is_undone(village.office, DecideRound(number, "陈主任", 7))
    assert village.office.ask(wishes_now) == stood
    village.office.do(DecideRound(number, "陈主任", 7))
    assert make.is_undone(village.office, ReopenRound(number))
    wish(village, village.huang, 2, 1)
    village.office.do(ReopenRound(number, "2026"))
    now = village.office.ask(wishes_now)
    assert [one.claim.wish for one in now if one.claim.area == "A3"] == [1], "what was recorded since stays"
    assert len(now) == 5 and village.office.ask(lambda ctx: ctx.session.query(WishClaim).count()) == 0
    village.office.do(DecideRound(number, "陈主任", 7))
    assert len(village.office.ask(wishes_decided, number)) == 5


def test_the_office_may_let_other_steps_decide_first(village: Village) -> None:
    clashing(village)
    village.office.do(SetSetting("wishes.step.1", "tenure"))
    village.office.do(SetSetting("wishes.step.2", "none"))
    number = decide(village)
    assert outcome(village, number)[3] == ("A2", "黄秀", False, "tenure")
    village.office.do(SetSetting("wishes.step.1", "wish"))
    (held,) = village.office.ask(rounds)
    assert held.steps == ("tenure", "reading")
    assert "1. who is longer in the role" in rule_words(held.steps)
    assert rule_words(()) == "Each area is decided on its own, by lot."
    with pytest.raises(Refusal, match="is one of"):
        village.office.do(SetSetting("wishes.step.1", "age"))


def test_one_reading_area_beats_none_and_equals_draw_lots_from_the_seed_alone(village: Village) -> None:
    village.office.do(Edit("manager", village.wei, {"since": date(2020, 1, 1), "reading_route": "南片"}))
    for area in (1, 2):
        for manager in (village.wei, village.huang):
            wish(village, manager, area, 2, 4, 4, 4)
    open_lots = [one for one in village.office.ask(wishes_now) if one.claim.area == "A2"]
    assert [one.verdict.ground for one in open_lots] == ["lot", "lot"]
    assert not any(one.verdict.won for one in open_lots)
    number = decide(village, seed=2026)
    drawn = [one for one in village.office.ask(wishes_decided, number) if one.claim.area == "A2"]
    assert sorted(one.verdict.lot or 0 for one in drawn) == [1, 2]
    assert {(one.manager, one.verdict.lot) for one in drawn if one.verdict.won} == {(drawn[0].manager, 1)} or (
        drawn[1].verdict.lot == 1)  # fmt: skip
    assert ("A3", "黄秀", True, "reading") in outcome(village, number)
    village.office.do(ReopenRound(number))
    village.office.do(DecideRound(number, "陈主任", 2026))
    assert drawn == [one for one in village.office.ask(wishes_decided, number) if one.claim.area == "A2"]


def test_what_cannot_be_decided_is_refused_in_words(village: Village) -> None:
    number = village.office.do(OpenRound("2026", OPENED, date(2026, 12, 1))).result
    with pytest.raises(Refusal, match="takes wishes until 2026-12-01"):
        village.office.do(DecideRound(number, "陈主任", 7))
    village.office.do(Edit("wish_round", number, {"closes_on": CLOSES}))
    with pytest.raises(Refusal, match="Nobody has wished"):
        village.office.do(DecideRound(number, "陈主任", 7))
    with pytest.raises(Refusal, match="2026 is still open"):
        village.office.do(OpenRound("2027", OPENED))
    later = Office(village.office.database, village.office.account, date(2026, 11, 10))
    later.do(RecordFamiliarity(village.wei, village.areas[0], 1))
    with pytest.raises(Refusal, match="who chairs"):
        village.office.do(DecideRound(number, " ", 7))
    village.office.do(Archive("area", (village.areas[0],)))
    with pytest.raises(Refusal, match="三岔公变 is archived, stopped or has no households, and 韦明 wishes for it"):
        village.office.do(DecideRound(number, "陈主任", 7))
    village.office.undo()
    village.office.do(Edit("manager", village.wei, {"until": date(2026, 11, 23)}))
    with pytest.raises(Refusal, match="韦明 is no customer manager any more and wishes for 三岔公变"):
        village.office.do(DecideRound(number, "陈主任", 7))
    village.office.undo()
    village.office.do(DecideRound(number, "陈主任", 7))
    with pytest.raises(Refusal, match="was decided on 2026-11-24"):
        village.office.do(DecideRound(number, "陈主任", 8))
    village.office.do(OpenRound("2027", village.office.today))
    with pytest.raises(Refusal, match="only the latest round"):
        village.office.do(ReopenRound(number))
    with pytest.raises(Refusal, match="2027 is open already"):
        village.office.do(ReopenRound(village.office.ask(open_round).id))  # type: ignore[union-attr]


def test_a_wish_after_the_last_day_is_refused_but_marks_are_kept(village: Village) -> None:
    number = village.office.do(OpenRound("2026", OPENED, CLOSES)).result
    with pytest.raises(Refusal, match=r"2026 took wishes until 2026-11-20.*韦明, 三岔公变"):
        wish(village, village.wei, 0, 1)
    wish(village, village.wei, 0, None, 5, 5, 5)
    assert village.office.ask(due_count) == 1
    village.office.do(Edit("wish_round", number, {"closes_on": None}))
    wish(village, village.wei, 0, 1, 5, 5, 5)
    village.office.do(DecideRound(number, "陈主任", 7))
    wish(village, village.huang, 0, 1)
    assert [one.manager_name for one in village.office.ask(wishes_now)] == ["黄秀"], "it counts in the next round"


def test_the_optimiser_hears_the_winner_alone(village: Village) -> None:
    clashing(village)
    first, second, _third = village.areas
    assert village.office.ask(loads.bonds)[first][village.huang].wish == 2
    decide(village)
    bonds = village.office.ask(loads.bonds)
    assert {manager: bond.wish for manager, bond in bonds[first].items()} == {village.wei: 1, village.huang: 0}
    assert {manager: bond.wish for manager, bond in bonds[second].items()} == {village.wei: 0, village.huang: 1}
    assert bonds[first][village.huang].familiarity == 1.0
    wish(village, village.huang, 0, 1)
    assert village.office.ask(loads.bonds)[first][village.huang].wish == 0, "not before the next round"


def test_a_form_typed_back_is_one_step(village: Village) -> None:
    lines = village.office.ask(form_lines, village.wei)
    assert [line.village for line in lines] == ["三岔村", "平安村", "龙塘村"]  # as the database sorts them
    told = tuple(Told(village.wei, line.area, {"wish": 1, "terrain": 5}) for line in lines)
    assert make.is_undone(village.office, RecordWishes("韦明", told))
    done = village.office.do(RecordWishes("韦明", told))
    assert done.said == "Record the wishes of 韦明: 3 areas"
    with pytest.raises(Refusal, match="between 1 and 3"):
        village.office.do(RecordWishes("韦明", (Told(village.wei, lines[0].area, {"wish": 4}),)))
    (row,) = village.office.ask(lambda ctx: ctx.session.query(Familiarity).filter_by(area_id=lines[0].area).all())
    assert (row.wish, row.terrain, row.people) == (1, 5, None)


def test_the_board_tells_what_would_happen_now(village: Village) -> None:
    clashing(village)
    board = village.office.ask(wish_board)
    assert board.round is None and len(board.wished) == 5 and board.obstacles == ()
    assert [(voice.name, voice.marked) for voice in board.voices] == [("韦明", 2), ("黄秀", 3)]
    number = decide(village)
    assert village.office.ask(wish_board).wished == ()
    won = [one.verdict.won for one in village.office.ask(wish_board, number).wished]
    assert won == [True, False, False, True, True]


def table(document: Document, at: int = 0) -> Listing:
    part = document.parts[at]
    assert isinstance(part, Listing)
    return part


def cells(part: Listing) -> list[Sequence[str]]:
    return [row.cells for row in part.rows if isinstance(row, Row)]


def test_the_minutes_say_the_rule_the_seed_and_every_contest(village: Village) -> None:
    with pytest.raises(Refusal, match="not been decided"):
        village.office.ask(wish_minutes)
    clashing(village)
    decide(village, seed=4711)
    part = table(village.office.ask(wish_minutes))
    assert [row.text for row in part.rows if isinstance(row, Group)] == [
        "三岔公变 · A1 · 三岔村, 60 households", "龙塘公变 · A2 · 龙塘村, 60 households"
    ]  # fmt: skip
    assert cells(part)[0] == ("韦明", "G1", "1", "3.00", "130", "", "", "√", "higher wish")
    assert cells(part)[2][0] == "黄秀" and cells(part)[2][-1] == "knows it better"
    told = "\n".join(part.subtitles)
    assert "4711" in told and "陈主任" in told and "1. the higher wish" in told and "lots" in told
    assert "5 wishes by 2 managers: 1 areas had an only wish and are granted, 2 areas" in part.notes[0]


def test_every_manager_has_a_form_of_his_own_in_the_order_it_is_typed_back(village: Village) -> None:
    wish(village, village.wei, 0, None, 4, 3, 2)
    village.office.do(OpenRound("2026", OPENED, date(2026, 12, 1)))
    printed = village.office.ask(wish_forms)
    assert len(printed.parts) == 2 and all(table(printed, at).numbered_alone for at in range(2))
    first = table(printed)
    assert "韦明" in first.subtitles[0] and "2026-12-01" in first.subtitles[-1]
    assert [row[1] for row in cells(first)] == [line.code for line in village.office.ask(form_lines, village.wei)]
    assert cells(first)[0][5:] == ("", "4", "3", "2")
    assert len(village.office.ask(wish_forms, (village.huang,)).parts) == 1
    with pytest.raises(Refusal, match="no customer manager with areas"):
        village.office.ask(wish_forms, (999,))


def test_the_sheet_goes_out_is_filled_and_comes_back(village: Village, tmp_path: Path) -> None:
    sheets = tuple(sheet for feature in manifests() for sheet in feature.sheets)
    wish(village, village.huang, 0, 1, 5, 5, 5)
    blank = tmp_path / "wishes.xlsx"
    assert village.office.ask(write_wish_forms, blank, (village.wei,)) == 3
    (unfilled,) = village.office.ask(plan_files, [blank], sheets)
    assert unfilled.counts() == {"skipped": 3}
    assert "neither a wish" in unfilled.sheets[0].rows[0].problems[0].message
    filled = [
        {"manager": "G1", "area": "A1", "wish": "1", "terrain": 4, "customs": 4, "people": None},
        {"manager": "G1", "area": "A2", "wish": None, "terrain": 2, "customs": None, "people": None},
        {"manager": "G1", "area": "A3"},
    ]
    write_sheet(tmp_path / "filled.xlsx", WISH_LIST, filled)
    (plan,) = village.office.ask(plan_files, [tmp_path / "filled.xlsx"], sheets)
    assert plan.counts() == {"new": 2, "skipped": 1}
    assert "1 of these areas are then wished for by several managers: A1 (韦明, 黄秀)" in plan.sheets[0].notes
    assert make.is_undone(village.office, import_of([plan]))
    village.office.do(import_of([plan]))
    assert village.office.ask(contested_count) == 1
    again = village.office.ask(plan_files, [tmp_path / "filled.xlsx"], sheets)[0]
    assert again.counts() == {"same": 2, "skipped": 1}
    village.office.do(OpenRound("2026", OPENED, CLOSES))
    late = village.office.ask(
        plan_files, [_written(tmp_path, {"manager": "G2", "area": "A3", "wish": "1"})], sheets
    )  # fmt: skip
    assert "2026 took wishes until 2026-11-20: the 1 wishes here come too late" in late[0].sheets[0].notes[0]
    with pytest.raises(Refusal, match="took wishes until"):
        village.office.do(import_of(late))


def _written(folder: Path, row: dict[str, object]) -> Path:
    path = folder / "late.xlsx"
    write_sheet(path, WISH_LIST, [row])
    return path
