"""The tiles of the standing: each figure with its note, its tone, and the list behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.features.allocation.queries.standing import Standing
from app.kit.store.query import Filter, View
from app.kit.words import N_, _


@dataclass(frozen=True)
class Figure:
    """A tile: how it is called, what it says, and which list it opens on a day."""

    title: str
    told: Callable[[Standing], tuple[str, str, str]]
    listing: str
    view: Callable[[date], View] = lambda _today: View()


def _uncovered(now: Standing) -> tuple[str, str, str]:
    return f"{now.uncovered:,}", _("of {n} areas", n=f"{now.areas:,}"), "late" if now.uncovered else ""


def _stability(now: Standing) -> tuple[str, str, str]:
    return _rate(now.stability), _("{n} changed this year", n=f"{now.changed:,}"), ""


def _tenure(now: Standing) -> tuple[str, str, str]:
    months = now.tenure_months
    return "–" if months is None else f"{months:,.1f}", _("months, by area"), ""


def _changes(now: Standing) -> tuple[str, str, str]:
    return _rate(now.change_rate), _("{n} changes this year", n=f"{now.changes:,}"), ""


def _variation(now: Standing) -> tuple[str, str, str]:
    return f"{now.balance.variation:.3f}", _("mean {hours} h", hours=f"{now.balance.mean:,.1f}"), ""


def _gini(now: Standing) -> tuple[str, str, str]:
    return f"{now.balance.gini:.3f}", _("0 is even"), ""


def _deviation(now: Standing) -> tuple[str, str, str]:
    return f"{now.balance.deviation:.1%}", _("from the mean"), ""


def _over(now: Standing) -> tuple[str, str, str]:
    return f"{now.over:,}", _("of {n} managers", n=f"{len(now.carried):,}"), "late" if now.over else ""


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _ended_this_year(today: date) -> View:
    return View(filters=(Filter("until", "at_least", date(today.year, 1, 1)),), sort=(("until", True),))


def _still_open(_today: date) -> View:
    return View(filters=(Filter("until", "blank"),), sort=(("since", False),))


FIGURES = (
    Figure(N_("Without manager"), _uncovered, "uncovered"),
    Figure(N_("Stable relations"), _stability, "assignments", _ended_this_year),
    Figure(N_("Mean tenure"), _tenure, "assignments", _still_open),
    Figure(N_("Change rate"), _changes, "assignments", _ended_this_year),
    Figure(N_("Variation of load"), _variation, "territories"),
    Figure(N_("Gini of load"), _gini, "territories"),
    Figure(N_("Largest deviation"), _deviation, "territories"),
    Figure(N_("Above the band"), _over, "overloaded"),
)
