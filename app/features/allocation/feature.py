"""Allocation, as a feature."""

from typing import Any

from app.features.allocation import changes
from app.features.allocation.model import (
    Assignment,
    Avoidance,
    Backdrop,
    Familiarity,
    GradeScope,
    PlannedMove,
    Scenario,
    WishClaim,
    WishRound,
)
from app.features.allocation.papers.hung import POSTER, area_notices
from app.features.allocation.papers.moves import MOVES, move_list
from app.features.allocation.papers.notices import NOTICE, notices
from app.features.allocation.papers.public import PUBLIC, public_list
from app.features.allocation.papers.signing import SIGNATURES, signature_sheet
from app.features.allocation.papers.wishes import FORM, MINUTES, wish_forms, wish_minutes
from app.features.allocation.queries import drafts, listings, loads, overload, rounds, stories, wishes
from app.features.allocation.sheets.assigned import ALLOCATION, LEDGER
from app.features.allocation.sheets.wishes import WISH_LIST
from app.kit.manifest import Act, Detail, Duty, Feature, Paper, Section
from app.kit.store.context import Context
from app.kit.words import N_


def _from_today(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"areas": ids, "since": ctx.today}


def _handed_over(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"areas": ids, "since": ctx.today, "approver": ctx.account.name}


def _of_pair(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    known = ctx.get(Familiarity, ids[0])
    return {
        "manager": known.manager_id, "area": known.area_id, "wish": known.wish, "terrain": known.terrain,
        "customs": known.customs, "people": known.people,
    }  # fmt: skip


def _nothing(_ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {}


_OF_MOVES = {"territories": "managers", "scenarios": "scenarios"}
"""Lists whose chosen rows say which moves a paper tells of."""
FEATURE = Feature(
    name="allocation",
    title=N_("Allocation"),
    rows=(
        Assignment, Familiarity, WishRound, WishClaim, Avoidance, GradeScope, Scenario, PlannedMove, Backdrop,
    ),
    listings=(
        listings.TERRITORY, listings.UNCOVERED, listings.HISTORY, listings.FAMILIARITY, overload.BANDED,
        overload.OVERLOADED, drafts.SCENARIOS, drafts.AVOIDANCES, drafts.SCOPES,
        rounds.ROUNDS, rounds.DUE, rounds.CLOSING, rounds.CLAIMS, rounds.CONTESTED,
    ),
    changes=(
        changes.AssignAreas, changes.HandOver, changes.ApplyProposal, changes.RecordFamiliarity, changes.RecordWishes,
        changes.OpenRound, changes.DecideRound, changes.ReopenRound, changes.SaveScenario, changes.CopyScenario,
        changes.DecideByHand, changes.ReleaseHand, changes.SubmitScenario, changes.ApproveScenario,
        changes.WithdrawScenario, changes.ApplyScenario, changes.SetAvoidance, changes.EndAvoidance,
        changes.SplitArea, changes.MergeAreas, changes.AddBackdrop,
    ),
    acts=(
        Act(changes.HandOver, N_("Hand over"), "territory", _handed_over, icon="team", main=True),
        Act(changes.AssignAreas, N_("Assign"), "territory", _from_today, icon="person"),
        Act(changes.SplitArea, N_("Split"), "territory", drafts.splitting, icon="add"),
        Act(changes.MergeAreas, N_("Merge"), "territory", drafts.merging, icon="check"),
        Act(changes.ApproveScenario, N_("Approve"), "scenarios", drafts.approving, icon="check", main=True),
        Act(changes.SubmitScenario, N_("Submit"), "scenarios", drafts.one, icon="check"),
        Act(changes.ApplyScenario, N_("Apply"), "scenarios", drafts.one, icon="check"),
        Act(changes.WithdrawScenario, N_("Withdraw"), "scenarios", drafts.one, icon="undo"),
        Act(changes.CopyScenario, N_("Copy"), "scenarios", drafts.copying, icon="add"),
        Act(changes.SetAvoidance, N_("Set an avoidance"), "avoidances", _nothing, icon="add", main=True,
            needs_selection=False),
        Act(changes.EndAvoidance, N_("End"), "avoidances", drafts.ending, icon="close"),
        Act(changes.AssignAreas, N_("Assign"), "uncovered", _from_today, icon="person", main=True),
        Act(changes.RecordFamiliarity, N_("Change marks"), "familiarity", _of_pair, main=True),
        Act(changes.RecordFamiliarity, N_("Record marks"), "familiarity", _nothing, icon="add",
            needs_selection=False),
        Act(changes.OpenRound, N_("Open a round"), "wish_rounds", rounds.opening, icon="add", main=True,
            needs_selection=False),
        Act(changes.DecideRound, N_("Decide"), "wish_rounds", rounds.deciding, icon="check", main=True),
        Act(changes.DecideRound, N_("Decide"), "wish_rounds_due", rounds.deciding, icon="check", main=True),
        Act(changes.ReopenRound, N_("Reopen"), "wish_rounds", rounds.reopening, icon="undo"),
    ),
    sheets=(LEDGER, ALLOCATION, WISH_LIST),
    papers=(
        Paper("notices", NOTICE, notices, _OF_MOVES),
        Paper("area_notices", POSTER, area_notices, {**_OF_MOVES, "territory": "areas"}),
        Paper("moves", MOVES, move_list, _OF_MOVES),
        Paper("signatures", SIGNATURES, signature_sheet, _OF_MOVES),
        Paper("public_list", PUBLIC, public_list),
        Paper("wish_forms", FORM, wish_forms, {"territories": "managers"}),
        Paper("wish_minutes", MINUTES, wish_minutes),
    ),
    duties=(
        Duty("uncovered", N_("areas without a manager"), N_("Assign"), loads.uncovered_count, "uncovered", "late"),
        Duty("wish_rounds", N_("rounds of wishes to decide"), N_("Decide"), rounds.due_count, "wish_rounds_due",
             "attention"),
        Duty("wishes_close", N_("rounds of wishes that close within a week"), N_("Look"), rounds.closing_count,
             "wish_rounds_closing", "info"),
        Duty("contested", N_("areas that several wish for"), N_("Settle"), wishes.contested_count, "contested", "info"),
        Duty("overloaded", N_("managers above the load band"), N_("Relieve"), overload.overloaded_count, "overloaded",
             "attention"),
    ),
    details=(
        Detail("territory", stories.area_story), Detail("uncovered", stories.area_story),
        Detail("territories", stories.manager_story), Detail("overloaded", stories.manager_story),
    ),
    sections=(
        Section("allocation", "proposal", N_("Proposal"), 10, page="app.features.allocation.page.proposal:ProposalPage",
                icon="map"),
        Section("allocation", "territory", N_("Areas"), 20, listing="territory", icon="bolt"),
        Section("allocation", "territories", N_("Managers"), 30, listing="territories", icon="team"),
        Section("allocation", "standing", N_("Balance and stability"), 35,
                page="app.features.allocation.page.standing.standing:StandingPage", icon="chart"),
        Section("allocation", "wishes", N_("Wishes"), 40, listing="contested", icon="check",
                page="app.features.allocation.page.wishes.whole:WishesPage"),
        Section("allocation", "familiarity", N_("Familiarity"), 42, listing="familiarity", icon="list"),
        Section("allocation", "uncovered", N_("Without manager"), 45, listing="uncovered", icon="warning"),
        Section("allocation", "scenarios", N_("Scenarios"), 15, listing="scenarios", icon="list"),
        Section("allocation", "avoidances", N_("Avoidances"), 46, listing="avoidances", icon="close"),
        Section("allocation", "scopes", N_("Scopes of grades"), 47, listing="grade_scopes", icon="list"),
        Section("allocation", "history", N_("History"), 50, listing="assignments", icon="history"),
    ),
)  # fmt: skip
