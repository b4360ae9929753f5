"""One stage of the engine: from a possible answer to a better one and a proof."""

from collections.abc import Callable
from math import ceil

import numpy as np

from app.features.allocation.rules.engine.answer import relative_gap
from app.features.allocation.rules.engine.bounds.bargain import applies, bargain
from app.features.allocation.rules.engine.bounds.relaxation import Bound, relax
from app.features.allocation.rules.engine.construct import construct
from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.exact import MANY, attempt
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.model import Model
from app.features.allocation.rules.engine.neighbourhood import least_pairs, roam
from app.features.allocation.rules.engine.problem import Flags, Floats, Ints, Limits, Task
from app.features.allocation.rules.engine.search import descend
from app.features.allocation.rules.engine.state import State

SOON, WHOLE, FEW = 4_000, 12_000, 8
"""Pairs HiGHS is given at once: for an answer, for a proof, and for each unit where bargaining has proven much."""
AIMS = (0.004, 0.002)
"""Relative gaps that are proven one after the other before all that can matter is tried."""
LARGE = 20_000
"""Pairs above which the linear program takes long enough to search before it."""
ROOT = 2e-4
"""Seconds that HiGHS takes for each pair before it branches at all."""
ROAM, NODES, TINY = 0.3, 150, 150
"""The share of neighbourhoods before a proof is tried; nodes of HiGHS on few pairs; pairs proven without either."""
DECIDED, SELDOM = 0.95, 0.02
"""The share of a pair that is settled, and one that does not count."""
Heard = Callable[[State, float, float], None]


class Stage:
    """Keeps the best possible answer and the best proven bound of one task, and tells ``heard`` of both."""

    def __init__(self, model: Model, task: Task, limits: Limits, effort: Effort, heard: Heard) -> None:
        self.model, self.task, self.limits, self.effort, self.heard = model, task, limits, effort, heard
        self.judge = Judge(model, task)
        self.rng = np.random.default_rng(limits.seed)
        self.value, self.bound = np.inf, -np.inf
        self.state = State(model)

    def improve(self, start: State) -> State:
        """The best answer found from ``start``, which keeps every limit."""
        self._take(start)
        if self.model.allowed.size > LARGE:
            self._search(start.copy(), 0.1)
        relaxed = relax(self.model, self.task, [self.state.choice], self.effort.part(0.5))
        self._prove(relaxed.value)
        if not self._is_done():
            shares, ranks = self._bargain(relaxed)
            self._round(shares)
            self._settle(relaxed, ranks)
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

    def _bargain(self, relaxed: Bound) -> tuple[Floats, Floats]:
        """Shares of pairs to round, and the order in which pairs are tried: those often taken first."""
        if not applies(self.model, self.task):
            return relaxed.shares, relaxed.reduced

        def is_proved(bound: float) -> bool:
            self._prove(bound)
            return self._is_enough(self.value)

        shares = bargain(self.model, self.task, relaxed.prices, self.value, self.effort.part(0.25), is_proved)
        return shares, np.where(shares > SELDOM, -shares, relaxed.reduced)

    def _round(self, shares: Floats) -> None:
        """The fractional answer made whole: what it decides stays, the rest by regret, then local search."""
        decided = np.where(shares.max(axis=1, initial=0.0) > DECIDED, shares.argmax(axis=1), -1)
        part = self.effort.part(0.15)
        self._search(construct(self.model, self.judge, part, decided), 0.05)

    def _settle(self, relaxed: Bound, ranks: Floats) -> None:
        """HiGHS over the pairs that promise most, over more as long as it finishes; then neighbourhoods, and in
        between, as long as few pairs matter for a closer proof, HiGHS over all of those."""
        count, share = int(1.4 * self.model.shape[0]), 0.2
        while count <= min(SOON, share * self.effort.left / ROOT) and not self._is_done():
            matter = self._matter(relaxed, 0.0)
            pairs = least_pairs(ranks, count) & matter
            is_finished = self._attempt(relaxed, pairs, share, nodes=NODES)
            if is_finished and (pairs == matter).all():
                return
            if not is_finished or self._are_few(relaxed):
                break
            count, share = 3 * count, 0.3
        if self._matter(relaxed, 0.0).sum() > TINY:
            self._roam(ranks, ROAM if self._are_few(relaxed) else 1.0)
        while not self._is_done() and self._are_few(relaxed):
            aim = self._aim()
            if not self._attempt(relaxed, self._matter(relaxed, aim), 1.0, spare=aim * abs(self.value)):
                break
            if not aim:
                return
        self._roam(ranks, 1.0)

    def _roam(self, ranks: Floats, share: float) -> None:
        if not self._is_done():
            part = self.effort.part(share)
            roam(self.model, self.task, self.state, ranks, part, self.rng, self._is_enough, self._take)

    def _aim(self) -> float:
        """The relative gap to prove next."""
        gap = relative_gap(self.value, self.bound)
        return next((aim for aim in AIMS if aim < 0.99 * gap), 0.0)

    def _are_few(self, relaxed: Bound) -> bool:
        """Pairs that matter for the next proof are few enough for it."""
        most = min(WHOLE, self.effort.left / ROOT)
        if applies(self.model, self.task):
            most = min(most, FEW * self.model.shape[0])
        return bool(self._matter(relaxed, self._aim()).sum() <= most)

    def _matter(self, relaxed: Bound, aim: float) -> Flags:
        """Pairs that an answer could use which is better by more than ``aim`` of the value."""
        matter: Flags = relaxed.reduced <= self.value - aim * abs(self.value) - relaxed.value
        return matter

    def _attempt(
        self, relaxed: Bound, pairs: Flags, share: float, nodes: int = MANY, spare: float = 0.0
    ) -> bool:
        """One run over ``pairs`` until its gap is ``spare``, true when it finished; its bound holds once the pairs left
        out are counted."""
        outcome = attempt(self.model, self.task, pairs, self.state, self.effort.part(share),
                          cutoff=max(spare, self.task.step * 0.999), nodes=nodes, found=self._hear)  # fmt: skip
        if outcome.choice is not None:
            self._take(State(self.model, outcome.choice))
        left_out = np.where(pairs, np.inf, relaxed.reduced).min(initial=np.inf)
        self._prove(min(outcome.bound, relaxed.value + float(left_out)))
        return outcome.finished

    def _hear(self, choice: Ints) -> None:
        self._take(State(self.model, choice))
