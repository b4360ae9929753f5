"""诉求情况小结 (B7): a period's requests by kind."""

from datetime import date

from app.features.org.queries import setting
from app.features.requests.model import Request
from app.features.requests.queries import summary
from app.features.requests.rules import Tally
from app.kit.fields import Field, field_of
from app.kit.paper import Column, Document, Footer, Listing, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

TITLE = N_("Summary of the requests")
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
