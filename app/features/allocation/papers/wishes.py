"""志愿填报表 and 志愿裁定纪要: the form on which a manager states his wishes, and what a round decided (A4, A6)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.features.allocation.model import Familiarity, WishClaim
from app.features.allocation.queries.wishes import (
    Round,
    Wished,
    open_round,
    rounds,
    rule_words,
    wishes_decided,
)
from app.features.allocation.queries.wishforms import FormLine, Voice, form_lines, voices
from app.features.org.queries import setting
from app.kit.errors import Refusal
from app.kit.fields import Field, field_of
from app.kit.paper import Column, Document, Footer, Group, Listing, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

FORM, MINUTES = N_("Wish form"), N_("Minutes of the wishes decided")
_GROUND: Field = field_of(WishClaim.ground)
_ASKED = tuple(map(field_of, (Familiarity.wish, Familiarity.terrain, Familiarity.customs, Familiarity.people)))


def wish_forms(ctx: Context, managers: Sequence[int] = ()) -> Document:
    """A form for every manager, or for some, with pages of its own: his areas, and room for wish and three marks."""
    office, now = str(setting(ctx, "office.name")), open_round(ctx)
    told = [(voice, form_lines(ctx, voice.manager)) for voice in voices(ctx, managers)]
    parts = tuple(_form(voice, lines, now, office) for voice, lines in told if lines)
    if not parts:
        raise Refusal(_("There is no customer manager with areas to wish for. Import the roster and the ledger first."))
    return Document(_(FORM), parts, footer=Footer(office, ctx.today.isoformat()))


def _form(voice: Voice, lines: Sequence[FormLine], now: Round | None, office: str) -> Listing:
    who = _("{manager}, staff no. {code}, {n} areas", manager=voice.name, code=voice.code, n=len(lines))
    rows = tuple(_form_row(number, line) for number, line in enumerate(lines, 1))
    return Listing(
        _(FORM), _form_columns(), rows, tuple(part for part in (who, office, _asked(now)) if part),
        notes=(
            _("Wish: write 1, 2 or 3 beside the areas you wish for; 1 is the strongest. Leave the others blank."),
            _("Marks: 1 hardly, 3 fairly, 5 very well. Terrain: roads and lie of the land; customs: how people live; "
              "people: how well they know and trust you."),
        ),
        signatures=(_("Customer manager"), _("Date"), _("Typed in by")), numbered_alone=True,
    )  # fmt: skip


def _asked(now: Round | None) -> str:
    if now is None:
        return ""
    if now.closes_on is None:
        return _("Round {name}", name=now.name)
    return _("Round {name}, to be handed in by {day}", name=now.name, day=now.closes_on)


def _form_columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 10, "right"), Column(_("Area code"), 26, wrap=False), Column(_("Area name"), 40, stretch=1),
        Column(_("Village"), 20), Column(_("Households"), 13, "right"),
        *(Column(_(field.label), width, "center") for field, width in zip(_ASKED, (12, 17, 17, 17), strict=True)),
    )  # fmt: skip


def _form_row(number: int, line: FormLine) -> Row:
    marks = ("" if mark is None else str(mark) for mark in line.marks)
    return Row((str(number), line.code, line.name, line.village, f"{line.households:,}", *marks))


def wish_minutes(ctx: Context, round_id: int | None = None) -> Document:
    """What a decided round, the latest unless told, decided: each contested area with its claimants and the ground."""
    decided = [one for one in rounds(ctx) if one.decided_on and round_id in {None, one.id}]
    if not decided:
        raise Refusal(_("This round of wishes has not been decided yet: there are no minutes."))
    office, shown = str(setting(ctx, "office.name")), decided[0]
    wished = wishes_decided(ctx, shown.id)
    sheet = Listing(
        _(MINUTES), _minute_columns(), tuple(_contests(wished)), _about(shown, office),
        notes=_counts(wished), signatures=(_("Chaired by"), _("Recorded by"), _("Witness")),
    )  # fmt: skip
    return Document(_(MINUTES), (sheet,), footer=Footer(office, ctx.today.isoformat()))


def _about(shown: Round, office: str) -> tuple[str, ...]:
    days = _("Round {name}, opened {opened}, decided {decided}, chaired by {chair}", name=shown.name,
             opened=shown.opened_on, decided=shown.decided_on, chair=shown.chair or "–")  # fmt: skip
    lots = _("Seed of the lots: {seed}. Lots stand in the order of SHA-256 of “seed:area code:staff no.”; number 1 "
             "wins, and anybody can draw them again.", seed=shown.seed)  # fmt: skip
    return tuple(part for part in (office, days, rule_words(shown.steps), lots) if part)


def _minute_columns() -> tuple[Column, ...]:
    return (
        Column(_("Customer manager"), 30, stretch=1), Column(_("Staff no."), 24, wrap=False),
        Column(_("Wish"), 12, "center"), Column(_("Familiarity"), 18, "right"),
        Column(_("Months in the role"), 20, "right"), Column(_("Reads its meters"), 22, "center"),
        Column(_("Lot"), 11, "center"), Column(_("Gets it"), 16, "center"), Column(_("Decided by"), 28, stretch=1),
    )  # fmt: skip


def _contests(wished: Sequence[Wished]) -> Iterator[Row | Group]:
    fought = [one for one in wished if one.is_contested]
    for _area, rivals in groupby(fought, key=lambda one: one.area):
        claims = sorted(rivals, key=lambda one: (not one.verdict.won, one.verdict.lot or 0, one.claim.wish))
        first = claims[0]
        where = " · ".join(part for part in (first.area_name, first.claim.area, first.village) if part)
        yield Group(_("{area}, {households} households", area=where, households=f"{first.households:,}"))
        yield from map(_claim_row, claims)


def _claim_row(one: Wished) -> Row:
    claim, verdict = one.claim, one.verdict
    return Row((
        one.manager_name, claim.manager, str(claim.wish), f"{claim.familiarity:.2f}", f"{claim.months:,}",
        "√" if claim.reads else "", "" if verdict.lot is None else str(verdict.lot), "√" if verdict.won else "",
        _GROUND.show(verdict.ground),
    ), bold=verdict.won)  # fmt: skip


def _counts(wished: Sequence[Wished]) -> tuple[str, ...]:
    fought = {one.area for one in wished if one.is_contested}
    alone = len(wished) - sum(one.is_contested for one in wished)
    told = _("{n} wishes by {m} managers: {alone} areas had an only wish and are granted, {fought} areas were "
             "contested and are decided above.", n=len(wished), m=len({one.manager for one in wished}), alone=alone,
             fought=len(fought))  # fmt: skip
    return (told, _("Only the wish that is granted counts for an area from now on."))
