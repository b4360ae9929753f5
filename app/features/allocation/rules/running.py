"""One run of the engine from plain values to plain values, in this process or in one that can be killed."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from app.features.allocation.rules.engine.answer import PROVED, Answer, Fault, Relaxation
from app.features.allocation.rules.sites import Bond, Costs, Placement, Server, Site
from app.features.allocation.rules.terms import Terms

GOOD_ENOUGH = 0.001
"""Relative gap at which a stage counts as solved."""


@dataclass(frozen=True)
class Case:
    """All the engine needs to know. ``together`` are sets of areas that go to one and the same manager."""

    sites: tuple[Site, ...]
    servers: tuple[Server, ...]
    bonds: Mapping[int, Mapping[int, Bond]]
    costs: Costs = Costs()
    terms: Terms = Terms()
    together: tuple[frozenset[int], ...] = ()


@dataclass(frozen=True)
class Found:
    """An answer on the way or at the end: areas and managers by id, ``value`` and ``bound`` of the last stage.

    ``gap`` is the largest proven gap of any stage. With ``faults`` the limits conflict or the figures make no
    sense: then ``relaxations`` are what would help, and nothing of it may be applied. ``values`` by aim, in hours.
    """

    placements: tuple[Placement, ...] = ()
    value: float = 0.0
    bound: float = 0.0
    gap: float = 0.0
    seconds: float = 0.0
    ended: str = PROVED
    faults: tuple[Fault, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_possible(self) -> bool:
        """No limit is broken."""
        return not self.faults


def run(case: Case, report: Callable[[Found], object]) -> Found:
    """The best answer to ``case`` within its seconds; ``report`` hears of every better one, without seconds choices.

    Same input and seed, same answer. The last report of a run that was ended is as good as its result, but for who
    comes second.
    """
    # Numerics are loaded where they are needed, not when the window opens.
    from app.features.allocation.rules.engine.problem import Limits
    from app.features.allocation.rules.engine.solving import solve
    from app.features.allocation.rules.question import question
    from app.features.allocation.rules.reasons import placements

    began, terms = time.monotonic(), case.terms
    if not case.sites or not case.servers:
        return Found()
    asked = question(case.sites, case.servers, case.bonds, case.costs, terms, case.together)

    def found(answer: Answer, *, is_last: bool) -> Found:
        told = placements(case.sites, case.servers, case.bonds, asked, answer, with_second=is_last)
        last = answer.stages[-1] if answer.stages else None
        return Found(
            tuple(told), last.value if last else 0.0, last.bound if last else 0.0, answer.gap,
            time.monotonic() - began, answer.ended, tuple(_fault(one, case) for one in answer.faults),
            tuple(_relaxation(one, case) for one in answer.relaxations), dict(answer.values),
        )  # fmt: skip

    def hear(better: Answer) -> None:
        report(found(better, is_last=False))

    limits = Limits(terms.seconds, GOOD_ENOUGH, terms.seed)
    return found(solve(asked, limits, hear), is_last=True)


def _fault(fault: Fault, case: Case) -> Fault:
    """The same with ids instead of places in a list."""
    return replace(
        fault, sites=tuple(case.sites[at].id for at in fault.sites),
        servers=tuple(case.servers[at].id for at in fault.servers),
    )  # fmt: skip


def _relaxation(relaxation: Relaxation, case: Case) -> Relaxation:
    return replace(relaxation, hours={case.servers[at].id: hours for at, hours in relaxation.hours.items()})
