"""What a state and every small change of it costs: the stage's form, its limits and broken capacities as penalties."""

from dataclasses import dataclass

import numpy as np

from app.features.allocation.rules.engine.model import NOBODY, Model
from app.features.allocation.rules.engine.problem import Floats, Form, Ints, Task
from app.features.allocation.rules.engine.state import State, Terms


@dataclass
class Trial:
    """Raw change of every term for a family of changes (arrays of one shape)."""

    overload: Floats | float
    hard: Floats | float
    spread: Floats | float
    peak: Floats | float
    apart: Floats | float


class Judge:
    """Prices states of one model under one task; ``penalty`` is the price of an hour above a hard capacity."""

    def __init__(self, model: Model, task: Task) -> None:
        self.task = task
        self.penalty = _penalty(model, task.form)
        self.forms = (task.form, *(form for form, _limit in task.limits))
        self.is_even = any(form.spread or form.peak for form in self.forms)
        self.has_peak = any(form.peak for form in self.forms)
        self.has_groups = len(model.prices) > 0 and any(form.apart for form in self.forms)

    def values(self, state: State) -> list[float]:
        """Value of the form and of every limited form."""
        terms, scattered = state.terms(), state.scattered()
        return [_value(form, state, terms, scattered) for form in self.forms]

    def value(self, state: State) -> float:
        """Value of the form alone."""
        return _value(self.task.form, state, state.terms(), state.scattered())

    def broken(self, state: State) -> float:
        """Hours above hard capacities plus what limits are exceeded by; 0 means every limit is kept."""
        over = self._excess(self.values(state)[1:])
        unplaced = float((state.choice == NOBODY).sum())
        forbidden = float((~state.model.allowed[np.arange(len(state.choice)), state.choice]).sum())
        return float(state.terms().hard.sum()) + over + unplaced + forbidden

    def price(self, state: State) -> float:
        """Value with everything broken as a penalty."""
        values = self.values(state)
        hard = float(state.terms().hard.sum())
        return values[0] + self.penalty * (hard + self._excess(values[1:]))

    def _excess(self, values: list[float]) -> float:
        limits = [limit for _form, limit in self.task.limits]
        over = (max(0.0, v - limit - 1e-6 * max(1.0, abs(limit))) for v, limit in zip(values, limits, strict=True))
        return sum(over)

    def shifts(self, state: State, units: Ints) -> Floats:
        """Change of the price when each of ``units`` goes to each column: len(units) × M; inf where forbidden."""
        model, now = state.model, state.terms()
        at = state.choice[units]
        rows, placed = np.arange(len(units)), at >= 0
        inward = state.terms(state.loads + model.loads[units])
        own = np.where(placed, at, 0)
        left = state.loads[own] - np.where(placed, model.loads[units, own], 0.0)
        outward = state.terms(left, own)
        trial = Trial(
            inward.soft - now.soft + (outward.soft - now.soft[own])[:, None],
            inward.hard - now.hard + (outward.hard - now.hard[own])[:, None],
            inward.uneven - now.uneven + (outward.uneven - now.uneven[own])[:, None] if self.is_even else 0.0,
            0.0, 0.0,
        )  # fmt: skip
        if self.has_peak:
            worst = np.maximum(inward.ratio, np.where(placed, outward.ratio, 0.0)[:, None])
            trial.peak = np.maximum(_others(now.ratio, own), worst) - now.ratio.max(initial=0.0)
        if self.has_groups:
            group = model.group[units]
            grouped = (group >= 0)[:, None]
            joins = np.where(grouped & (state.counts[group] == 0), model.prices[group][:, None], 0.0)
            alone = (group >= 0) & placed & (state.counts[group, own] == 1)
            first = (group >= 0) & (state.counts[group].sum(axis=1) == 0)
            trial.apart = joins - np.where(alone | first, model.prices[group], 0.0)[:, None]
        pairs = [
            form.pairs[units] - np.where(placed, form.pairs[units, own], 0.0)[:, None] for form in self.forms
        ]
        change = self._total(state, trial, pairs)
        change = np.where(model.allowed[units], change, np.inf)
        change[rows[placed], at[placed]] = np.inf
        return change

    def exchanges(self, state: State, one: int, two: int, ours: Ints, theirs: Ints) -> Floats:
        """Change of the price when ours[i] goes from ``one`` to ``two`` and theirs[k] back; last row, column: none."""
        model = state.model
        now_one, now_two = state.terms(state.loads[one], one), state.terms(state.loads[two], two)
        go, come = _gain(model.loads, ours, one, two), _gain(model.loads, theirs, two, one)
        new_one = state.terms(state.loads[one] - go[0][:, None] + come[1][None, :], one)
        new_two = state.terms(state.loads[two] + go[1][:, None] - come[0][None, :], two)
        trial = Trial(
            new_one.soft - now_one.soft + new_two.soft - now_two.soft,
            new_one.hard - now_one.hard + new_two.hard - now_two.hard,
            new_one.uneven - now_one.uneven + new_two.uneven - now_two.uneven if self.is_even else 0.0, 0.0, 0.0,
        )  # fmt: skip
        if self.has_peak:
            ratios = state.terms().ratio
            rest = np.delete(ratios, (one, two)).max(initial=0.0)
            trial.peak = np.maximum(rest, np.maximum(new_one.ratio, new_two.ratio)) - ratios.max(initial=0.0)
        if self.has_groups:
            trial.apart = _regroup(state, ours, theirs, one, two)
        pairs = []
        for form in self.forms:
            out, back = _gain(form.pairs, ours, one, two), _gain(form.pairs, theirs, two, one)
            pairs.append((out[1] - out[0])[:, None] + (back[1] - back[0])[None, :])
        change = self._total(state, trial, pairs)
        change[np.append(~model.allowed[ours, two], False)] = np.inf
        change[:, np.append(~model.allowed[theirs, one], False)] = np.inf
        return change

    def _total(self, state: State, trial: Trial, pairs: list[Floats]) -> Floats:
        change = _apply(self.task.form, pairs[0], trial) + self.penalty * trial.hard
        if self.task.limits:
            for value, moved, (form, limit) in zip(
                self.values(state)[1:], pairs[1:], self.task.limits, strict=True
            ):
                after = np.maximum(value + _apply(form, moved, trial) - limit, 0.0)
                change = change + self.penalty * (after - max(value - limit, 0.0))
        return change


def _penalty(model: Model, form: Form) -> float:
    """Dear enough that no saving elsewhere is worth a broken limit."""
    finite = np.where(model.allowed, form.pairs, 0.0)
    hours = model.loads[model.loads > 0]
    typical = float(np.median(hours)) if hours.size else 1.0
    weight = form.overload + form.spread + form.peak / max(float(model.targets.min(initial=1.0)), 1e-6)
    return 10.0 * (1.0 + float(finite.max(initial=0.0) - finite.min(initial=0.0)) / typical + weight)


def _apply(form: Form, pairs: Floats, trial: Trial) -> Floats:
    change = pairs
    for weight, term in (
        (form.overload, trial.overload), (form.spread, trial.spread), (form.peak, trial.peak),
        (form.apart, trial.apart),
    ):  # fmt: skip
        if weight:
            change = change + weight * term
    return change


def _value(form: Form, state: State, terms: Terms, scattered: float) -> float:
    placed = np.flatnonzero(state.choice >= 0)
    return float(
        form.pairs[placed, state.choice[placed]].sum()
        + form.overload * terms.soft.sum()
        + form.spread * terms.uneven.sum()
        + form.peak * terms.ratio.max(initial=0.0)
        + form.apart * scattered
    )


def _others(ratios: Floats, own: Ints) -> Floats:
    """len(own) × M: the largest ratio among columns other than own and the one entered."""
    order = np.argsort(-ratios, kind="stable")[:3]
    columns = np.arange(len(ratios))
    best = np.zeros((len(own), len(ratios)))
    for at in order[::-1]:
        free = (own[:, None] != at) & (columns[None, :] != at)
        best = np.where(free, ratios[at], best)
    return best


def _gain(array: Floats, units: Ints, here: int, there: int) -> tuple[Floats, Floats]:
    """What units weigh here and there, with a zero at the end for *none*."""
    return np.append(array[units, here], 0.0), np.append(array[units, there], 0.0)


def _regroup(state: State, ours: Ints, theirs: Ints, one: int, two: int) -> Floats:
    """Change of the scattering for exchanges; two of the same village change nothing."""
    def alone(units: Ints, here: int, there: int) -> tuple[Floats, Ints]:
        group = state.model.group[units]
        price = np.where(group >= 0, state.model.prices[group], 0.0)
        joins = np.where(state.counts[group, there] == 0, price, 0.0)
        leaves = np.where(state.counts[group, here] == 1, price, 0.0)
        return np.append(joins - leaves, 0.0), np.append(group, -2)

    out, ours_of = alone(ours, one, two)
    back, theirs_of = alone(theirs, two, one)
    same = (ours_of[:, None] == theirs_of[None, :]) & (ours_of >= 0)[:, None]
    return np.where(same, 0.0, out[:, None] + back[None, :])
