"""Requests, as a feature."""

from typing import Any

from app.features.representatives.model import Representation
from app.features.requests import changes, queries, sheets
from app.features.requests.model import Request
from app.features.requests.papers.hand_over import HAND_OVER, hand_over_list
from app.features.requests.papers.summary import TITLE, request_summary
from app.kit.manifest import Act, Detail, Duty, Feature, Paper, Section
from app.kit.store.context import Context
from app.kit.store.query import count
from app.kit.words import N_


def _overdue(ctx: Context) -> int:
    return count(ctx, queries.OVERDUE_REQUESTS)


def _due_soon(ctx: Context) -> int:
    return count(ctx, queries.DUE_SOON)


def _today(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {"raised_on": ctx.today}


def _by_representative(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    term = ctx.get(Representation, ids[0])
    return {
        "area_id": term.area_id, "raised_by_id": term.customer_id, "origin": "representative",
        "raised_on": ctx.today,
    }  # fmt: skip


def _several(_ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"request_ids": ids}


def _one(_ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"request_id": ids[0]}


def _answered_today(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    found = ctx.get(Request, ids[0])
    return {"request_id": found.id, "answer": found.answer, "answered_on": ctx.today}


def _closed_today(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"request_id": ids[0], "closed_on": ctx.today, "confirmed": True}


_LISTS = ("requests", "overdue_requests", "requests_due_soon")


def _acts(listing: str) -> tuple[Act, ...]:
    return (
        Act(changes.AnswerRequest, N_("Answer"), listing, _answered_today, "edit", main=True),
        Act(changes.CloseRequest, N_("Close the request"), listing, _closed_today, "check", main=True),
        Act(changes.RouteRequest, N_("Route to a department"), listing, _several, "right"),
        Act(changes.Escalate, N_("Escalate"), listing, _several, "up"),
    )


FEATURE = Feature(
    name="requests",
    title=N_("Requests"),
    rows=(Request,),
    listings=(queries.REQUESTS, queries.OVERDUE_REQUESTS, queries.DUE_SOON),
    changes=(changes.RaiseRequest, changes.RouteRequest, changes.AnswerRequest, changes.CloseRequest, changes.Reopen,
             changes.Escalate),
    acts=(
        Act(changes.RaiseRequest, N_("Raise a request"), "requests", _today, "add", main=True, needs_selection=False),
        Act(changes.RaiseRequest, N_("Raise a request"), "representatives", _by_representative, "request"),
        *(act for listing in _LISTS for act in _acts(listing)),
        Act(changes.Reopen, N_("Reopen"), "requests", _one, "undo"),
    ),
    sheets=(sheets.LEDGER,),
    papers=(
        Paper("requests", TITLE, request_summary),
        Paper("hand_over", HAND_OVER, hand_over_list,
              {"territories": "managers", "scenarios": "scenarios"}),
    ),
    duties=(
        Duty("overdue_requests", N_("requests past their promise"), N_("Answer"), _overdue, "overdue_requests", "late"),
        Duty("requests_due_soon", N_("requests due soon"), N_("Answer"), _due_soon, "requests_due_soon", "attention"),
    ),
    details=(
        *(Detail(name, queries.request_story) for name in _LISTS),
        Detail("representatives", queries.representative_requests_story),
    ),
    sections=(Section("representatives", "requests", N_("Requests"), 30, listing="requests", icon="request"),),
)  # fmt: skip
