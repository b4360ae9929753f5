"""调整通知: telling each manager which areas he gets, from whom and why (A8)."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from app.features.allocation.papers.wording import day_of, why
from app.features.allocation.queries.changed import Changed
from app.features.allocation.queries.planned import handed
from app.features.org.queries import setting
from app.kit.paper import Column, Document, Footer, Listing, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

NOTICE = N_("Notice of changed areas")


def notices(
    ctx: Context, since: date | None = None, managers: Sequence[int] = (), scenarios: Sequence[int] = ()
) -> Document:
    """One notice for every manager who gets areas, on a page of its own: as planned in ``scenarios``, or as applied
    from ``since`` (the month's first day) on.
    """
    found = handed(ctx, since, managers, scenarios=scenarios)
    office = str(setting(ctx, "office.name"))
    parts = tuple(_notice(list(own), office) for _manager, own in groupby(found, key=lambda one: one.manager))
    return Document(_(NOTICE), parts, footer=Footer(office, ctx.today.isoformat()))


def _notice(own: list[Changed], office: str) -> Listing:
    approvers = _(", ").join(sorted({one.approver for one in own if one.approver}))
    about = _("{manager} answers for {n} more areas, {households} households", manager=own[0].after, n=len(own),
              households=f"{sum(one.households for one in own):,}")  # fmt: skip
    rows = tuple(
        Row((str(number), one.code, one.name, f"{one.households:,}", one.before or "–", day_of(one), why(one)))
        for number, one in enumerate(own, 1)
    )
    return Listing(
        _(NOTICE), _columns(), rows,
        tuple(part for part in (office, about, _("Approved by: {who}", who=approvers) if approvers else "") if part),
        notes=(_("Please visit the representatives of these areas within a month, and sign the hand-over list."),),
        signatures=(_("Customer manager"), _("Approved by"), _("Date")), numbered_alone=True,
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 9, "right"), Column(_("Area code"), 28, wrap=False), Column(_("Area name"), 44, stretch=1),
        Column(_("Households"), 14, "right"), Column(_("Before"), 17), Column(_("Effective from"), 20, wrap=False),
        Column(_("Why"), 34, stretch=1),
    )  # fmt: skip
