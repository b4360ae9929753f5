"""移交清单: what goes along when an area changes hands, signed by three (A8)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from app.features.allocation.model import Assignment
from app.features.allocation.queries.changed import Changed
from app.features.allocation.queries.planned import handed
from app.features.arrears.model import Arrear
from app.features.arrears.queries import Owing, owing
from app.features.org.queries import setting
from app.features.requests.queries import Belongings, to_hand_over
from app.kit.errors import Refusal
from app.kit.fields import Field, field_of
from app.kit.paper import A4_LANDSCAPE, Column, Document, Footer, Listing, Note, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

HAND_OVER = N_("Hand-over list")
KEYS = (N_("Keys of the meter boxes"), N_("Keys of the distribution room"), N_("Archives of the customers"),
        N_("Meter-reading papers"), "", "")  # fmt: skip
"""What is usually handed over by hand, and lines for more."""
NAMED = 8
_AMOUNT: Field = field_of(Arrear.amount)
_SINCE: Field = field_of(Assignment.since)


def hand_over_list(
    ctx: Context, since: date | None = None, managers: Sequence[int] = (), scenarios: Sequence[int] = ()
) -> Document:
    """What a manager takes over with his new areas, from each predecessor on pages of their own: representatives,
    open requests, accounts in arrears, keys and papers, three signatures.
    """
    moved = [one for one in handed(ctx, since, managers, scenarios=scenarios) if one.before]
    if not moved:
        raise Refusal(_("No area goes from one manager to another: there is nothing to hand over."), "since")
    areas = [one.area for one in moved]
    belongings, debts = to_hand_over(ctx, areas), owing(ctx, areas)
    office = str(setting(ctx, "office.name"))
    pairs = sorted(moved, key=lambda one: (one.before or "", one.after, one.code))
    parts: list[Listing | Note] = []
    for _pair, own in groupby(pairs, key=lambda one: (one.before_id, one.manager)):
        parts += _handed(list(own), belongings, debts, office)
    return Document(_(HAND_OVER), tuple(parts), A4_LANDSCAPE, Footer(office, ctx.today.isoformat()))


def _handed(
    own: list[Changed], belongings: Mapping[int, Belongings], debts: Mapping[int, Sequence[Owing]], office: str
) -> tuple[Listing, Note, Listing]:
    """One manager to another: the areas, then the keys and papers with the signatures."""
    about = _("{before} hands over {n} areas to {after}", before=own[0].before, n=len(own), after=own[0].after)
    rows = tuple(_row(number, one, belongings[one.area], debts[one.area]) for number, one in enumerate(own, 1))
    areas = Listing(
        _(HAND_OVER), _columns(), rows, tuple(part for part in (office, about) if part), row_height_mm=9.0,
        notes=(_owed([debt for one in own for debt in debts[one.area]]),), numbered_alone=True,
    )  # fmt: skip
    keys = Listing(
        _("Keys and papers"),
        (Column(_("No."), 9, "right"), Column(_("What is handed over"), 60), Column(_("Number"), 20),
         Column(_("Which, and where it is kept"), 60, stretch=1), Column(_("Remarks"), 60)),
        tuple(Row((str(number), _(what))) for number, what in enumerate(KEYS, 1)), row_height_mm=8.0,
        notes=(_("Checked on the spot by all three; what is missing is written down before anybody signs."),),
        signatures=(_("Handed over by"), _("Taken over by"), _("Witnessed by"), _("Date")),
    )  # fmt: skip
    return areas, Note("", 8.0), keys


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 9, "right"), Column(_("Area code"), 28, wrap=False), Column(_("Area name"), 40, stretch=1),
        Column(_("Households"), 20, "right"), Column(_("Effective from"), 21, wrap=False),
        Column(_("Representatives"), 48, stretch=1), Column(_("Open requests"), 34),
        Column(_("Accounts in arrears"), 58, stretch=1), Column(_("Remarks"), 18),
    )  # fmt: skip


def _row(number: int, one: Changed, own: Belongings, debts: Sequence[Owing]) -> Row:
    return Row((
        str(number), one.code, one.name, f"{one.households:,}", _SINCE.show(one.since) if one.since else "",
        "\n".join(own.people) or "–", _(", ").join(own.requests) or "–", _debts(debts), "",
    ))  # fmt: skip


def _debts(debts: Sequence[Owing]) -> str:
    """How many owe how much in an area, and who: the largest first."""
    if not debts:
        return "–"
    largest = sorted(debts, key=lambda one: -one.amount)
    named = _(", ").join(f"{one.name} {_AMOUNT.show(one.amount)}" for one in largest[:NAMED])
    if len(largest) > NAMED:
        named = _("{names} and others", names=named)
    return _("{n} accounts, {sum} yuan: {names}", n=len(debts), sum=_whole(debts), names=named)


def _owed(debts: Sequence[Owing]) -> str:
    if not debts:
        return _("Nobody in these areas is in arrears.")
    return _("In arrears in all: {n} accounts, {sum} yuan.", n=f"{len(debts):,}", sum=_whole(debts))


def _whole(debts: Sequence[Owing]) -> str:
    return _AMOUNT.show(sum((one.amount for one in debts), Decimal(0)))
