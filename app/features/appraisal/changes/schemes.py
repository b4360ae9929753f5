"""Make a scheme, set its weights and rules; what a published period rests on is not touched."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from app.features.appraisal.model import Period, Scheme, SchemeItem
from app.features.appraisal.queries.results import KEPT
from app.features.appraisal.rules.standards import STANDARDS, Standard
from app.features.appraisal.rules.weights import check_weights, read_weights
from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.profile import profile_in_use
from app.kit.store.change import Change, refuse_double, wants
from app.kit.store.context import Context
from app.kit.words import N_, _

_WEIGHTS = Field(N_("Weights"), Kind.NOTE, required=True, width=32, help=N_("one indicator and its points a line"))


@dataclass(frozen=True)
class DefaultScheme(Change):
    """Make the trade's own scheme with starting targets and steps, each with its source; returns its id."""

    title: ClassVar[str] = N_("Make the scheme {name}")
    permission: ClassVar[str] = "appraisal.schemes"
    name: str = wants(Scheme.name)

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> int:
        weights = profile_in_use().scheme()
        check_weights([(STANDARDS[code].family, points) for code, points in weights.items()], "normal", None)
        return _made(ctx, Scheme(name=self.name, market="normal"), [
            {**_curve(STANDARDS[code]), "weight": float(points)} for code, points in weights.items()
        ])  # fmt: skip


@dataclass(frozen=True)
class CopyScheme(Change):
    """Make a scheme like another one, to be revised for the next year (E10); returns its id."""

    title: ClassVar[str] = N_("Copy the scheme as {name}")
    permission: ClassVar[str] = "appraisal.schemes"
    scheme_id: int = wants(Period.scheme_id)
    name: str = wants(Scheme.name)

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> int:
        model = ctx.get(Scheme, self.scheme_id)
        kept = ("indicator", "family", "weight", "target", "step", "per_step", "cap", "source")
        fresh = Scheme(name=self.name, market=model.market, market_reason=model.market_reason, note=model.note)
        return _made(ctx, fresh, [{name: getattr(row, name) for name in kept} for row in items_in(ctx, model.id)])


@dataclass(frozen=True)
class SetWeights(Change):
    """Set every weight of a scheme at once, one a line; indicators that are not named leave it (E3, one validator)."""

    title: ClassVar[str] = N_("Set the weights of {name}")
    permission: ClassVar[str] = "appraisal.schemes"
    scheme_id: int
    weights: str = wants(_WEIGHTS)
    market: str = wants(Scheme.market, "normal", required=True)
    market_reason: str | None = wants(Scheme.market_reason, None)
    name: str = ""

    def subject(self) -> Mapping[str, object]:
        return {"name": self.name}

    def apply(self, ctx: Context) -> None:
        scheme = ctx.get(Scheme, self.scheme_id)
        refuse_used(ctx, scheme.id)
        weights = read_weights(self.weights)
        present = {row.indicator: row for row in items_in(ctx, scheme.id)}
        families = {code: row.family for code, row in present.items()}
        families |= {code: _standard(code).family for code in weights if code not in present}
        check_weights([(families[code], points) for code, points in weights.items()], self.market,
                      self.market_reason)  # fmt: skip
        scheme.market, scheme.market_reason = self.market, self.market_reason
        for code, row in present.items():
            if code in weights:
                row.weight = float(weights[code])
            else:
                ctx.session.delete(row)
        ctx.insert(SchemeItem, [
            {**_curve(_standard(code)), "weight": float(points), "scheme_id": scheme.id}
            for code, points in weights.items() if code not in present
        ])  # fmt: skip


@dataclass(frozen=True)
class SetRule(Change):
    """Set target, step, points per step and cap of one indicator, and say where the values are from."""

    title: ClassVar[str] = N_("Set the rule of an indicator")
    permission: ClassVar[str] = "appraisal.schemes"
    item_id: int
    target: float = wants(SchemeItem.target)
    step: float = wants(SchemeItem.step)
    per_step: float = wants(SchemeItem.per_step)
    cap: float | None = wants(SchemeItem.cap, None)
    source: str = wants(SchemeItem.source, "", label=N_("Source of the values"))

    def apply(self, ctx: Context) -> None:
        row = ctx.get(SchemeItem, self.item_id)
        refuse_used(ctx, row.scheme_id)
        if self.step < 0 or self.per_step < 0 or (self.cap or 0) < 0:
            raise Refusal(_("Step, points and cap may not be negative."), "step")
        if self.step == 0 and (self.target <= 0 or not _standard(row.indicator).higher_is_better):
            raise Refusal(_("Points in proportion (step 0) need a target above 0 that is better when higher."), "step")
        row.target, row.step, row.per_step, row.cap = self.target, self.step, self.per_step, self.cap
        row.source = self.source


def items_in(ctx: Context, scheme: int) -> list[SchemeItem]:
    """The scheme's items."""
    statement = select(SchemeItem).where(SchemeItem.scheme_id == scheme, SchemeItem.archived_on.is_(None))
    return list(ctx.session.scalars(statement.order_by(SchemeItem.id)))


def refuse_used(ctx: Context, scheme: int) -> None:
    """Raise a Refusal if a published period rests on the scheme: what was published stays explained."""
    month = ctx.session.scalar(
        select(Period.month).where(Period.scheme_id == scheme, Period.stage.in_(KEPT)).order_by(Period.month).limit(1)
    )
    if month:
        raise Refusal(_("The results of {month} were published by this scheme. Copy the scheme and change the copy.",
                        month=month))  # fmt: skip


def _standard(code: str) -> Standard:
    if code not in STANDARDS:
        raise Refusal(_("There is no indicator {code}.", code=code), "indicator")
    return STANDARDS[code]


def _curve(known: Standard) -> dict[str, object]:
    return {
        "indicator": known.code, "family": known.family, "target": known.target, "step": known.step,
        "per_step": known.per_step, "source": _(known.source),
    }  # fmt: skip


def _made(ctx: Context, scheme: Scheme, items: list[dict[str, object]]) -> int:
    if not scheme.name.strip():
        raise Refusal(_("A scheme needs a name."), "name")
    refuse_double(ctx, Scheme, {"name": scheme.name})
    ctx.add(scheme)
    ctx.flush()
    ctx.insert(SchemeItem, [{**each, "scheme_id": scheme.id} for each in items])
    return scheme.id
