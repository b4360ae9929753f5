"""Visits, as a feature."""

from typing import Any

from app.features.visits import papers
from app.features.visits.changes import move, plan, record
from app.features.visits.model import Visit
from app.features.visits.queries import lists, story
from app.features.visits.sheets.plan import PLAN
from app.features.visits.sheets.records import RECORDS
from app.kit.manifest import Act, Detail, Duty, Feature, Paper, Section
from app.kit.store.context import Context
from app.kit.words import N_
from app.kit.workdays import month_of, shifted


def _one(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    visit = ctx.get(Visit, ids[0])
    return {
        "visit": visit.id, "day": visit.day or min(visit.planned_on or ctx.today, ctx.today), "method": visit.method,
        "topics": visit.topics, "told": visit.said, "answer": visit.answer,
        "satisfaction": visit.satisfaction, "proof": visit.proof, "minutes": visit.minutes,
    }  # fmt: skip


def _several(_ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"visits": ids}


def _several_today(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"visits": ids, "day": ctx.today}


def _unplanned(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"representation": ids[0] if ids else None, "day": ctx.today, "method": "on_site"}


def _today(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {"day": ctx.today, "method": "on_site"}


def _next_month(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {"month": shifted(month_of(ctx.today), 1)}


def _this_month(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {"month": month_of(ctx.today)}


def _acts(listing: str) -> tuple[Act, ...]:
    return (
        Act(record.CompleteVisit, N_("Record the result"), listing, _one, "check", main=True),
        Act(record.CompleteVisits, N_("Complete as planned"), listing, _several, "check"),
        Act(move.MoveVisits, N_("Move to another day"), listing, _several_today, "calendar"),
        Act(move.CopyVisits, N_("Visit once more"), listing, _several_today, "add"),
    )


FEATURE = Feature(
    name="visits",
    title=N_("Visits"),
    rows=(Visit,),
    listings=(lists.VISITS, lists.VISITS_TODAY, lists.OVERDUE_VISITS),
    changes=(plan.PlanMonth, plan.CancelPlan, move.MoveVisits, move.CopyVisits, record.RecordVisits,
             record.CompleteVisits, record.CompleteVisit, record.AddVisit),
    acts=(
        *_acts("visits"), *_acts("visits_today"),
        Act(record.AddVisit, N_("Add an unplanned visit"), "visits", _today, "add", needs_selection=False),
        Act(plan.PlanMonth, N_("Plan next month"), "visits", _next_month, "calendar", needs_selection=False),
        Act(plan.CancelPlan, N_("Cancel the plan of a month"), "visits", _this_month, "close", needs_selection=False),
        Act(record.AddVisit, N_("Record a visit"), "overdue_visits", _unplanned, "check", main=True),
    ),
    sheets=(RECORDS, PLAN),
    papers=(Paper("visits", papers.TITLE, papers.visit_list),),
    duties=(
        Duty("visits_today", N_("visits planned for today"), N_("Record"), lists.today_count, "visits_today", "info"),
        Duty("overdue_visits", N_("visits overdue"), N_("Look"), lists.overdue_count, "overdue_visits", "late"),
    ),
    details=(
        Detail("visits", story.visit_story), Detail("visits_today", story.visit_story),
        Detail("overdue_visits", story.representative_story), Detail("representatives", story.representative_story),
    ),
    sections=(
        Section("visits", "calendar", N_("Calendar"), 10, page="app.features.visits.page.calendar:CalendarPage",
                icon="calendar"),
        Section("visits", "record", N_("Record results"), 20, page="app.features.visits.page.record:RecordPage",
                icon="edit"),
        Section("visits", "visits", N_("Visit records"), 30, listing="visits", icon="visits"),
        Section("visits", "overdue", N_("Overdue"), 40, listing="overdue_visits", icon="late"),
    ),
)  # fmt: skip
