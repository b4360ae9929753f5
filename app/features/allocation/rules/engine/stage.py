"""One stage of the engine: from a possible answer to a better one and a proof."""

from collections.abc import Callable
from math import ceil

import numpy as np

from app.features.allocation.rules.engine.answer import relative_gap
from app.features.allocation.rules.engine.construct import construct
from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.exact import attempt
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.neighbourhood import least_pairs, roam
from app.features.allocation.rules.engine.problem import Flags, Ints, Limits, Task
from app.features.allocation.rules.engine.relaxation import Bound, relax
from app.features.allocation.rules.engine.search import descend
from app.features.allocation.rules.engine.state import State

SOON, WHOLE = 4_000, 12_000
"""Pairs HiGHS is given at once: before neighbourhoods were tried, and after."""
LARGE = 20_000
"""Pairs above which the linear program takes long enough to search before it."""
Heard = Callable[[State, float, float], None]


class Stage:
    """Keeps the best possible answer and the best proven bound of one task, and tells ``heard`` of both."""

    def __init__(self, model: Model, task: Task, limits: Limits, effort: Effort, heard: Heard) -> None:
        self.model, self.task, self.limits, self.effort, self.heard = model, task, limits, effort, heard
        self.judge = Judge(model, task)
        self.rng = np.random.default_rng(limits.seed)
        self.value, self.bound, self.tried = np.inf, -np.inf, 0
        self.state = State(model)

    def improve(self, start: State) -> State:
        """The best answer found from ``start``, which keeps every limit."""
        self._take(start)
        if self.model.allowed.size > LARGE:
            self._search(start.copy(), 0.1)
        relaxed = relax(self.model, self.task, [self.state.choice], self.effort.part(0.5))
        self._prove(relaxed.value)
        if not self._is_done():
            self._round(relaxed)
            self._settle(relaxed)
        return self.state

    def _take(self, state: State) -> None:
        """Keep ``state`` if it is possible and better."""
        value = self.judge.value(state)
        if value < self.value - 1e-9 * max(1.0, abs(value)) and self.judge.broken(state) <= 0:
            self.state, self.value = state.copy(), value
            self.heard(self.state, self.value, self.bound)

    def _prove(self, bound: float) -> None:
        """Raise the bound, to the next value that is possible at all; never past the best answer."""
        step = self.task.step
        if step and np.isfinite(bound):
            bound = ceil(bound / step - 1e-6) * step
        if bound > self.bound:
            self.bound = min(bound, self.value)
            self.heard(self.state, self.value, self.bound)

    def _is_done(self) -> bool:
        return self._is_enough(self.value) or self.effort.is_over

    def _is_enough(self, value: float) -> bool:
        return relative_gap(value, self.bound) <= self.limits.gap

    def _search(self, state: State, share: float) -> None:
        descend(state, self.judge, self.effort.part(share))
        self._take(state)

    def _round(self, relaxed: Bound) -> None:
        """The fractional answer made whole: what it decides stays, the rest by regret, then local search."""
        decided = np.where(relaxed.shares.max(axis=1, initial=0.0) > 0.99, relaxed.shares.argmax(axis=1), -1)
        part = self.effort.part(0.15)
        self._search(construct(self.model, self.judge, part, decided), 0.1)

    def _settle(self, relaxed: Bound) -> None:
        """HiGHS over the pairs that add least, over more as long as it finishes; then neighbourhoods; then HiGHS
        over all pairs that can still matter, for the proof."""
        count, share = int(1.4 * self.model.shape[0]), 0.25
        while count <= SOON and not self._is_done():
            pairs = least_pairs(relaxed.reduced, count) & self._matter(relaxed)
            if not self._attempt(relaxed, pairs, share):
                break
            count, share = 3 * count, 0.4
        if not self._is_done():
            part = self.effort.part(0.5 if self._matter(relaxed, 0.6).sum() <= WHOLE else 1.0)
            roam(self.model, self.task, self.state, relaxed.reduced, part, self.rng, self._is_enough, self._take)
        for reach in (0.6, 0.8, 1.0):
            pairs = self._matter(relaxed, reach)
            if pairs.sum() < 1.2 * self.tried and reach < 1.0:
                continue
            if self._is_done() or pairs.sum() > WHOLE or not self._attempt(relaxed, pairs, 1.0):
                break

    def _matter(self, relaxed: Bound, reach: float = 1.0) -> Flags:
        """Pairs that an answer could use which is better by more than ``1 - reach`` of the gap."""
        matter: Flags = relaxed.reduced <= reach * (self.value - relaxed.value)
        return matter

    def _attempt(self, relaxed: Bound, pairs: Flags, share: float) -> bool:
        """One run over ``pairs``, true when it finished; its bound holds once the pairs left out are counted."""
        outcome = attempt(self.model, self.task, pairs, self.state, self.effort.part(share),
                          cutoff=self.task.step * 0.999, found=self._hear)  # fmt: skip
        if outcome.choice is not None:
            self._take(State(self.model, outcome.choice))
        self.tried = int(pairs.sum())
        left_out = np.where(pairs, np.inf, relaxed.reduced).min(initial=np.inf)
        self._prove(min(outcome.bound, relaxed.value + float(left_out)))
        return outcome.finished

    def _hear(self, choice: Ints) -> None:
        self._take(State(self.model, choice))
