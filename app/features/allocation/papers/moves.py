"""调整明细: every move with its reason, below what each manager gives and gets (A5, A8)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.features.allocation.papers.exchange import hours_by_area, hours_of, households_of, sides
from app.features.allocation.papers.titled import about
from app.features.allocation.papers.wording import day_of, why
from app.features.allocation.queries.changed import Changed
from app.features.allocation.queries.planned import handed
from app.features.org.queries import setting
from app.kit.paper import A4_LANDSCAPE, Column, Document, Footer, Group, Listing, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

MOVES = N_("List of moved areas")


def move_list(
    ctx: Context, since: date | None = None, managers: Sequence[int] = (), scenarios: Sequence[int] = ()
) -> Document:
    """Every area that changes hands under the manager who gets it, with why and who would have been second."""
    found = handed(ctx, since, managers, scenarios=scenarios)
    hours, office = hours_by_area(ctx, found), str(setting(ctx, "office.name"))
    sheet = Listing(
        _(MOVES), _columns(), tuple(_rows(found, hours)), about(ctx, office, found, since, scenarios),
        notes=(_("Hours a month by the office's own workload figures. Second: who would come next, and how many "
                 "hours a month more he would cost."),),
        signatures=(_("Compiled by"), _("Checked by"), _("Date")),
    )  # fmt: skip
    return Document(_(MOVES), (sheet,), A4_LANDSCAPE, Footer(office, ctx.today.isoformat()))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 10, "right"), Column(_("Area code"), 28, wrap=False), Column(_("Area name"), 50, stretch=1),
        Column(_("Village"), 20), Column(_("Households"), 19, "right"), Column(_("Hours"), 14, "right"),
        Column(_("Before"), 20), Column(_("Effective from"), 24, wrap=False), Column(_("Why"), 34, stretch=1),
        Column(_("Second"), 40),
    )  # fmt: skip


def _rows(found: Sequence[Changed], hours: Mapping[int, float]) -> Iterator[Row | Group]:
    number = 0
    for side in sides(found):
        yield Group(
            _("{name}: gets {n} areas ({households} households, {hours} h), gives away {m} ({less} households, "
              "{fewer} h); {net} h a month", name=side.name, n=len(side.got), m=len(side.gave),
              households=f"{households_of(side.got):,}", hours=f"{hours_of(side.got, hours):.1f}",
              less=f"{households_of(side.gave):,}", fewer=f"{hours_of(side.gave, hours):.1f}",
              net=f"{side.net(hours):+.1f}")
        )  # fmt: skip
        for one in side.got:
            number += 1
            yield _row(number, one, hours)


def _row(number: int, one: Changed, hours: Mapping[int, float]) -> Row:
    second = _("{name}, {hours} h more", name=one.second, hours=f"{one.regret:.1f}") if one.second else ""
    reason = _("{why}, by hand", why=why(one)) if one.by_hand else why(one)
    return Row((str(number), one.code, one.name, one.village, f"{one.households:,}",
                f"{hours.get(one.area, 0.0):.1f}", one.before or "–", day_of(one), reason, second))  # fmt: skip
