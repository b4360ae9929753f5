"""The engine's door: all stages in their order, a first answer at once, better ones as they come, proofs."""

import time
from functools import partial

import numpy as np

from app.features.allocation.rules.engine.answer import (
    CLOCK,
    EFFORT,
    FIRST,
    IMPOSSIBLE,
    PROVED,
    Answer,
    Fault,
    Reached,
    Relaxation,
    Report,
)  # fmt: skip
from app.features.allocation.rules.engine.construct import construct
from app.features.allocation.rules.engine.effort import Effort
from app.features.allocation.rules.engine.faults import faults_of, sums_of
from app.features.allocation.rules.engine.judge import Judge
from app.features.allocation.rules.engine.model import Model, compile_model
from app.features.allocation.rules.engine.problem import Form, Limits, Problem, Task
from app.features.allocation.rules.engine.relief import Relief, relieve
from app.features.allocation.rules.engine.search import descend
from app.features.allocation.rules.engine.stage import Stage
from app.features.allocation.rules.engine.state import State

EVERY = 0.1
"""Seconds between two reports."""
WORK, CLOCK_SHARE = 1.0, 0.95
"""Counted work for each second allowed, so that the clock rarely decides; and when the clock does, since a solver is
slow to stop."""


def solve(problem: Problem, limits: Limits = Limits(), report: Report | None = None) -> Answer:
    """The best answer found within ``limits``; ``report`` hears of the first one at once and of better ones.

    A problem that makes no sense comes back with its faults and nobody serving. One whose limits conflict comes
    back with the conflict, the smallest relaxations that work, and an answer that breaks nothing but capacities.
    """
    if faults := faults_of(problem):
        return Answer((-1,) * problem.shape[0], {}, (), (), IMPOSSIBLE, faults)
    if not problem.shape[0]:
        return Answer((), {aim.name: 0.0 for aim in problem.aims}, (), (0.0,) * problem.shape[1], PROVED)
    return _Run(problem, limits, report).answer()


class _Run:
    """One call: the folded problem, what every stage reached so far, and whom to tell."""

    def __init__(self, problem: Problem, limits: Limits, report: Report | None) -> None:
        self.problem, self.limits, self.report = problem, limits, report
        self.effort = Effort(WORK * limits.seconds, clock=CLOCK_SHARE * limits.seconds)
        self.model, self.forms = compile_model(problem)
        self.reached: list[Reached] = []
        self.told = 0.0

    def answer(self) -> Answer:
        """Every stage in its order; each keeps what the stages before it reached, within their tolerance."""
        stages = sorted({aim.stage for aim in self.problem.aims})
        caps = self._move_limit()
        state = self._first(Task(self._form(stages[0]) if stages else Form(np.zeros(self.model.shape)), tuple(caps)))
        if isinstance(state, Relief):
            faults = tuple(sums_of(self.problem)) or state.faults
            return self._tell(state.state, IMPOSSIBLE, faults, state.relaxations)
        for place, number in enumerate(stages):
            task = Task(self._form(number), tuple(caps), self._step(number))
            part = self.effort.part(1.0 / (len(stages) - place))
            stage = Stage(self.model, task, self.limits, part, partial(self._hear, number))
            state = stage.improve(state)
            self.reached.append(Reached(number, stage.value, stage.bound))
            slack = max(aim.tolerance for aim in self.problem.aims if aim.stage == number)
            caps.append((task.form, stage.value + slack * abs(stage.value)))
        proved = all(reached.gap <= self.limits.gap for reached in self.reached)
        return self._tell(state, PROVED if proved else CLOCK if self.effort.is_late else EFFORT)

    def _form(self, stage: int) -> Form:
        """The stage's aims, weighted and added."""
        form = Form(np.zeros(self.model.shape))
        for aim, own in zip(self.problem.aims, self.forms, strict=True):
            if aim.stage == stage:
                form = form.plus(own, aim.weight)
        return form

    def _step(self, stage: int) -> float:
        """1 where every value of the stage is a whole number; otherwise 0."""
        form = self._form(stage)
        whole = not (form.overload or form.spread or form.peak or form.apart) and bool(
            (form.pairs == np.round(form.pairs)).all()
        )
        return 1.0 if whole else 0.0

    def _move_limit(self) -> list[tuple[Form, float]]:
        if self.problem.moves is None or self.problem.incumbents is None:
            return []
        return [(Form(self.model.changes), float(self.problem.moves))]

    def _first(self, task: Task) -> State | Relief:
        """A possible answer: by regret, from the incumbents, or by proving that there is none."""
        judge = Judge(self.model, task)
        held = _held(self.model)
        for start in (None, held) if not task.limits else (held,):
            state = construct(self.model, judge, self.effort, start)
            if judge.broken(state) > 0:
                descend(state, judge, self.effort.part(0.1))
            if judge.broken(state) <= 0:
                return state
        return relieve(self.problem, self.model, task.limits, held, self.limits, self.effort)

    def _hear(self, stage: int, state: State, value: float, bound: float) -> None:
        if self.report and (not self.told or time.monotonic() - self.told >= EVERY):
            self.told = time.monotonic()
            reached = self.reached
            self.reached = [*reached, Reached(stage, value, bound)]
            self.report(self._tell(state, FIRST))
            self.reached = reached

    def _tell(
        self, state: State, ended: str, faults: tuple[Fault, ...] = (), relaxations: tuple[Relaxation, ...] = ()
    ) -> Answer:
        values: dict[str, float] = {}
        for aim, form in zip(self.problem.aims, self.forms, strict=True):
            values[aim.name] = values.get(aim.name, 0.0) + Judge(self.model, Task(form)).value(state)
        served = self.model.expand(state.choice, self.problem.shape[0])
        loads = np.zeros(self.problem.shape[1])
        loads[self.model.servers[self.model.servers >= 0]] = state.loads[self.model.servers >= 0]
        return Answer(
            tuple(served.tolist()), values, tuple(self.reached), tuple(loads.tolist()), ended, faults, relaxations
        )


def _held(model: Model) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Column of each unit that changes least, -1 for units that nobody holds."""
    held = model.changes.max(axis=1, initial=0.0) > model.changes.min(axis=1, initial=0.0)
    least = np.where(model.allowed, model.changes, np.inf).argmin(axis=1)
    return np.where(held, least, -1)
