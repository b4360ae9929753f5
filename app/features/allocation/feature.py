"""Allocation, as a feature."""

from typing import Any

from app.features.allocation import changes, papers, sheets
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
from app.features.allocation.queries import listings, loads, stories
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


FEATURE = Feature(
    name="allocation",
    title=N_("Allocation"),
    rows=(
        Assignment, Familiarity, WishRound, WishClaim, Avoidance, GradeScope, Scenario, PlannedMove, Backdrop,
    ),
    listings=(
        listings.TERRITORY, listings.UNCOVERED, listings.HISTORY, listings.FAMILIARITY, listings.TERRITORIES,
    ),
    changes=(changes.AssignAreas, changes.HandOver, changes.ApplyProposal, changes.RecordFamiliarity),
    acts=(
        Act(changes.HandOver, N_("Hand over"), "territory", _handed_over, icon="team", main=True),
        Act(changes.AssignAreas, N_("Assign"), "territory", _from_today, icon="person"),
        Act(changes.AssignAreas, N_("Assign"), "uncovered", _from_today, icon="person", main=True),
        Act(changes.RecordFamiliarity, N_("Change marks"), "familiarity", _of_pair, main=True),
    ),
    sheets=(sheets.LEDGER, sheets.ALLOCATION, sheets.WISH_LIST),
    papers=(
        Paper("notices", papers.NOTICE, papers.notices), Paper("public_list", papers.PUBLIC, papers.public_list),
    ),
    duties=(
        Duty("uncovered", N_("areas without a manager"), N_("Assign"), loads.uncovered_count, "uncovered", "late"),
    ),
    details=(
        Detail("territory", stories.area_story), Detail("uncovered", stories.area_story),
        Detail("territories", stories.manager_story),
    ),
    sections=(
        Section("allocation", "proposal", N_("Proposal"), 10, page="app.features.allocation.page:ProposalPage",
                icon="map"),
        Section("allocation", "territory", N_("Areas"), 20, listing="territory", icon="bolt"),
        Section("allocation", "territories", N_("Managers"), 30, listing="territories", icon="team"),
        Section("allocation", "familiarity", N_("Wishes"), 40, listing="familiarity", icon="check"),
        Section("allocation", "uncovered", N_("Without manager"), 45, listing="uncovered", icon="warning"),
        Section("allocation", "history", N_("History"), 50, listing="assignments", icon="history"),
    ),
)  # fmt: skip
