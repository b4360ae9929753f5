"""Customer managers, as a feature."""

from typing import Any

from app.features.managers import changes, queries, sheets
from app.features.managers.model import Absence, Manager
from app.kit.manifest import Act, Detail, Duty, Feature, Section
from app.kit.store.context import Context
from app.kit.store.query import count
from app.kit.words import N_


def _expiring(ctx: Context) -> int:
    return count(ctx, queries.EXPIRING)


def _untrained(ctx: Context) -> int:
    return count(ctx, queries.UNTRAINED)


def _from_today(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {"since": ctx.today}


def _employee(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"staff_id": ids[0], "since": ctx.today}


def _ends_today(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"manager_id": ids[0], "until": ctx.today}


def _away_today(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    chosen = {"manager_id": ids[0]} if ids else {}
    return {**chosen, "first": ctx.today, "last": ctx.today}


def _away(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {"first": ctx.today, "last": ctx.today}


_APPOINT = N_("Appoint")
_ABSENT = N_("Record absence")
FEATURE = Feature(
    name="managers",
    title=N_("Customer managers"),
    rows=(Manager, Absence),
    listings=(queries.MANAGERS, queries.ABSENCES, queries.EXPIRING, queries.UNTRAINED),
    changes=(changes.Appoint, changes.EndRole, changes.RecordAbsence),
    acts=(
        Act(changes.Appoint, _APPOINT, "managers", _from_today, "add", main=True, needs_selection=False),
        Act(changes.Appoint, N_("Appoint as customer manager"), "staff", _employee, "team"),
        Act(changes.RecordAbsence, _ABSENT, "managers", _away_today, "calendar"),
        Act(changes.EndRole, N_("End the role"), "managers", _ends_today, "stop"),
        Act(changes.RecordAbsence, _ABSENT, "absences", _away, "add", main=True, needs_selection=False),
    ),
    sheets=(sheets.ROSTER, sheets.ABSENCES),
    duties=(
        Duty("expiring_certificates", N_("certificates that end soon"), N_("Renew"), _expiring,
             "expiring_certificates", "attention"),
        Duty("untrained_managers", N_("managers without this year's training"), N_("Plan training"), _untrained,
             "untrained_managers", "info"),
    ),
    details=tuple(Detail(name, queries.manager_story)
                  for name in ("managers", "expiring_certificates", "untrained_managers")),
    sections=(
        Section("people", "managers", N_("Customer managers"), 20, listing="managers", icon="team"),
        Section("people", "absences", N_("Absences"), 30, listing="absences", icon="calendar"),
    ),
)  # fmt: skip
