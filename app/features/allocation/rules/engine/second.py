"""Who comes second for a site, and what that would cost in the answer as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.features.allocation.rules.engine.answer import Answer
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.model import Model, compile_model
from app.features.allocation.rules.engine.problem import Form, Problem, Task
from app.features.allocation.rules.engine.state import TOLERANCE, State

CLOSE = 3
"""Servers looked at closely, those that cost least at first sight."""


@dataclass(frozen=True)
class Second:
    """The next best server of a site: what it costs more in all, by aim (unweighted), and the sites that would come
    back in exchange where capacity asks for one. ``server`` -1: nobody else may or can serve it."""

    server: int
    cost: float = 0.0
    values: Mapping[str, float] | None = None
    exchanged: tuple[int, ...] = ()


class Seconds:
    """Second choices in one answer: the problem is folded once, then every site is quick to ask about.

    The cost counts all stages by their weights. A negative one means that an earlier stage forbids what would be
    cheaper in all, or that the answer is not proven best.
    """

    def __init__(self, problem: Problem, answer: Answer) -> None:
        self._problem = problem
        self._model, self._forms = compile_model(problem)
        choice = self._model.fold(np.array(answer.servers))
        self._state = State(self._model, choice)
        self._judge = Judge(self._model, Task(_total(problem, self._model, self._forms), _limits(problem, self._model)))
        self._unit = {site: unit for unit, sites in enumerate(self._model.units) for site in sites}

    def of(self, site: int) -> Second:
        """The second choice for ``site`` and all that must go with it."""
        unit, state = self._unit[site], self._state
        here = int(state.choice[unit])
        change = self._judge.shifts(state, np.array([unit]))[0]
        best = Second(-1)
        for column in np.argsort(change, kind="stable")[:CLOSE].tolist():
            if not np.isfinite(change[column]) or self._model.servers[column] < 0:
                continue
            for back in (None, *self._answers(unit, column)):
                found = self._tried(unit, here, column, back)
                if found and (best.server < 0 or found.cost < best.cost):
                    best = found
        return best

    def at_once(self) -> list[tuple[int, float]]:
        """For each site the server next best by a plain shift and what it costs more; (-1, 0) where every shift
        breaks a limit: ``of`` then knows whether an exchange helps."""
        model, state = self._model, self._state
        found = [(-1, 0.0)] * self._problem.shape[0]
        change = self._judge.shifts(state, np.arange(len(model.units)))
        full = model.hard & (state.loads + model.loads > model.capacity * (1 + TOLERANCE))
        change = np.where(full | (model.servers < 0), np.inf, change)
        for unit, column in enumerate(change.argmin(axis=1).tolist() if change.shape[1] else ()):
            if change[unit, column] < self._judge.penalty:
                for site in model.units[unit]:
                    found[site] = (int(model.servers[column]), float(change[unit, column]))
        return found

    def _answers(self, unit: int, column: int) -> list[int]:
        """Units of ``column`` that could best come back in exchange."""
        state, theirs = self._state, self._state.members(column)
        if state.choice[unit] < 0 or not theirs.size:
            return []
        table = self._judge.exchanges(state, int(state.choice[unit]), column, np.array([unit]), theirs)[0, :-1]
        order = np.argsort(table, kind="stable")[:2]
        return [int(theirs[at]) for at in order if np.isfinite(table[at])]

    def _tried(self, unit: int, here: int, column: int, back: int | None) -> Second | None:
        """What the exchange would cost; None if it breaks a limit that holds now."""
        state, judge = self._state, self._judge
        before, broken, by_aim = judge.value(state), judge.broken(state), self._by_aim()
        state.move(unit, column)
        if back is not None:
            state.move(back, here)
        try:
            if judge.broken(state) > broken + 1e-9:
                return None
            values = {name: value - by_aim[name] for name, value in self._by_aim().items()}
            exchanged = self._model.units[back] if back is not None else ()
            return Second(int(self._model.servers[column]), judge.value(state) - before, values, exchanged)
        finally:
            if back is not None:
                state.move(back, column)
            state.move(unit, here)

    def _by_aim(self) -> dict[str, float]:
        return {
            aim.name: Judge(self._model, Task(form)).value(self._state)
            for aim, form in zip(self._problem.aims, self._forms, strict=True)
        }


def explain(problem: Problem, answer: Answer, site: int) -> Second:
    """The second choice for one site (see :class:`Seconds` for many)."""
    return Seconds(problem, answer).of(site)


def _total(problem: Problem, model: Model, forms: list[Form]) -> Form:
    form = Form(np.zeros(model.shape))
    for aim, own in zip(problem.aims, forms, strict=True):
        form = form.plus(own, aim.weight)
    return form


def _limits(problem: Problem, model: Model) -> tuple[tuple[Form, float], ...]:
    if problem.moves is None or problem.incumbents is None:
        return ()
    return ((Form(model.changes), float(problem.moves)),)


