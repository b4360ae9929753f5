"""走访清单: the list a manager carries, fills in by hand and brings back (peers b2)."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from app.features.org.queries import setting
from app.features.visits.model import Visit
from app.features.visits.queries.stops import StopRow, month_stops
from app.kit.errors import Refusal
from app.kit.fields import Field, field_of
from app.kit.paper import A4_LANDSCAPE, Column, Document, Footer, Listing, Row
from app.kit.privacy import masked
from app.kit.store.context import Context
from app.kit.words import N_, _

TITLE = N_("Visit list")
_METHOD: Field = field_of(Visit.method)
_TOPICS: Field = field_of(Visit.topics)
_CATEGORIES = {
    "cadre": N_("cadre"), "helper": N_("volunteer"), "earner": N_("entrepreneur"), "deputy": N_("deputy"),
    "cppcc": N_("CPPCC"), "other": N_("other"),
}  # fmt: skip
"""Short words, so that a line stays low."""


def visit_list(
    ctx: Context, month: str, managers: Sequence[int] = (), phones: bool = False, day: date | None = None
) -> Document:
    """One list a manager, of ``month`` or one ``day`` of it, each on pages of its own; phones masked unless asked."""
    found = month_stops(ctx, month, tuple(managers), day)
    if not found:
        raise Refusal(_("Nothing is planned for {month}: plan the month first.", month=month), "month")
    office = str(setting(ctx, "office.name"))
    lists = [
        _list(list(stops), month, office, phones) for _manager, stops in groupby(found, key=lambda s: s.manager_id)
    ]
    name = found[0].manager if len(lists) == 1 else ""
    title = " ".join(part for part in (_(TITLE), month, name) if part)
    return Document(title, tuple(lists), A4_LANDSCAPE, Footer(office, ctx.today.isoformat()))


def _list(stops: list[StopRow], month: str, office: str, phones: bool) -> Listing:
    on_site = sum(stop.method in {"reading", "on_site"} for stop in stops)
    about = _("{manager} · {month} · {n} visits, {on_site} on site, {calls} by telephone",
              manager=stops[0].manager, month=month, n=len(stops), on_site=on_site, calls=len(stops) - on_site)
    rows = tuple(Row(_cells(number, stop, phones)) for number, stop in enumerate(stops, 1))
    return Listing(
        _(TITLE), _columns(), rows, tuple(part for part in (office, about) if part), row_height_mm=10.0,
        size_pt=8.5, numbered_alone=True,
        notes=(_("Done: √, or the reason why not. Satisfaction: 1 to 5. Return the list by the end of the month."),),
        signatures=(_("Customer manager"), _("Checked by"), _("Date")),
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 9, "right"), Column(_("Day"), 13, wrap=False), Column(_("Village and area"), 38, stretch=1),
        Column(_("Representative"), 29), Column(_("Telephone"), 21, wrap=False), Column(_("Method"), 19),
        Column(_("Topics"), 41), Column(_("Last visit"), 13, wrap=False), Column(_("Done √"), 13, "center"),
        Column(_("What the customer said"), 35, stretch=2), Column(_("Satisfied 1–5"), 15, "center"),
        Column(_("Signature"), 20),
    )  # fmt: skip


def _cells(number: int, stop: StopRow, phones: bool) -> tuple[str, ...]:
    day = stop.planned_on or stop.day
    phone = stop.phone if phones else masked(stop.phone)
    done = {"done": "√", "missed": stop.missed_for}.get(stop.state, "")
    codes = [code for code in _TOPICS.picked(stop.topics) if not (code == "request" and stop.requests)]
    waiting = [_("{n} open requests", n=stop.requests)] if stop.requests else []
    topics = _(", ").join([*(_TOPICS.show(code) for code in codes), *waiting])
    who = f"{stop.representative} ({_(_CATEGORIES[stop.category])})"
    return (
        str(number), f"{day:%m-%d}" if day else "", stop.place, who, phone, _METHOD.show(stop.method), topics,
        f"{stop.last:%m-%d}" if stop.last else "–", done, stop.said,
        str(stop.satisfaction or ""), "",
    )  # fmt: skip
