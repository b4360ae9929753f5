"""诉求情况小结 (B7) and 移交清单 (A8): a period's requests by kind; what goes along when an area changes hands."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from app.features.allocation.queries.changed import Changed, changed
from app.features.org.queries import setting
from app.features.requests.model import Request
from app.features.requests.queries import summary, to_hand_over
from app.features.requests.rules import Tally
from app.kit.errors import Refusal
from app.kit.fields import Field, field_of
from app.kit.paper import A4_LANDSCAPE, Column, Document, Footer, Listing, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

TITLE = N_("Summary of the requests")
HAND_OVER = N_("Hand-over list")
_KIND: Field = field_of(Request.kind)


def request_summary(ctx: Context, first: date | None = None, last: date | None = None) -> Document:
    """Requests raised from ``first`` (the month's first day) to ``last`` (today), as they stand today."""
    last = last or ctx.today
    found = summary(ctx, first or last.replace(day=1), last)
    rows = (
        *(_row(_KIND.show(kind), one) for kind, one in found.kinds.items()),
        _row(_("All kinds"), found.total, bold=True),
    )  # fmt: skip
    office = str(setting(ctx, "office.name"))
    span = _("raised from {first} to {last}", first=found.first, last=found.last)
    sheet = Listing(
        _(TITLE), _columns(), rows, tuple(part for part in (office, span) if part),
        notes=(_("Closed in time: of those closed or past their promise. Settled at once: closed without "
                 "having been escalated, of all."),),
        signatures=(_("Compiled by"), _("Checked by"), _("Date")),
    )  # fmt: skip
    return Document(_(TITLE), (sheet,), footer=Footer(office, ctx.today.isoformat()))


def _columns() -> tuple[Column, ...]:
    counts = (_("Raised"), _("Closed"), _("Overdue"), _("Closed in time"), _("Settled at once"))
    return (Column(_("Kind"), 40, stretch=1), *(Column(heading, 27, "right") for heading in counts))


def _row(label: str, one: Tally, bold: bool = False) -> Row:
    numbers = (f"{one.raised:,}", f"{one.closed:,}", f"{one.overdue:,}", _rate(one.timely_rate), _rate(one.once_rate))
    return Row((label, *numbers), bold)


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def hand_over_list(ctx: Context, since: date | None = None, managers: Sequence[int] = ()) -> Document:
    """移交清单: what a manager takes over with his new areas, a page per pair of managers, signed by three."""
    since = since or ctx.today.replace(day=1)
    moved = [one for one in changed(ctx, since, managers) if one.before]
    if not moved:
        raise Refusal(_("No area has changed hands since {day}.", day=since), "since")
    belongings = to_hand_over(ctx, [one.area for one in moved])
    office = str(setting(ctx, "office.name"))
    pairs = sorted(moved, key=lambda one: (one.before or "", one.after, one.code))
    parts = tuple(
        _handed(list(own), belongings, office) for _pair, own in groupby(pairs, key=lambda one: (one.before, one.after))
    )
    return Document(_(HAND_OVER), parts, A4_LANDSCAPE, Footer(office, ctx.today.isoformat()))


def _handed(own: list[Changed], belongings: Mapping[int, tuple[list[str], list[str]]], office: str) -> Listing:
    about = _("{before} hands over {n} areas to {after}", before=own[0].before, n=len(own), after=own[0].after)
    rows = []
    for number, one in enumerate(own, 1):
        people, requests = belongings[one.area]
        rows.append(Row((str(number), one.code, one.name, f"{one.households:,}", f"{one.since}",
                         _(", ").join(people) or "–", _(", ").join(requests) or "–", "", "")))  # fmt: skip
    return Listing(
        _(HAND_OVER),
        (Column(_("No."), 9, "right"), Column(_("Area code"), 28, wrap=False), Column(_("Area name"), 46, stretch=1),
         Column(_("Households"), 14, "right"), Column(_("Effective from"), 20, wrap=False),
         Column(_("Representatives"), 46, stretch=1), Column(_("Open requests"), 34), Column(_("Keys and papers"), 24),
         Column(_("Remarks"), 24)),
        tuple(rows), tuple(part for part in (office, about) if part), row_height_mm=9.0, numbered_alone=True,
        notes=(_("Checked on the spot by both; keys, meter papers and customers in arrears are handed over with it."),),
        signatures=(_("Handed over by"), _("Taken over by"), _("Witnessed by"), _("Date")),
    )  # fmt: skip
