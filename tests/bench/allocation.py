"""The allocation engine: what it finds, the gap it proves, and the processor seconds it takes.

    python -m tests.bench.allocation [exact] [hard] [offices] [register] [large]

Without names all of them. ``exact``: gap1–gap12, types a and b, 1 second each; ``hard``: types c and d, 10 s;
``offices``: generated, 15 s; ``register``: the real one, 60 s; ``large``: 41,000 retailers whose villages stay whole.

found, bound: the value reached and the value nothing can be below; proven: the gap between them, relative; off: how
far the value is from the known optimum, the proven gap where none is known; first: when the first answer was there.
"""

import statistics
import sys
import time
from collections.abc import Callable

from app.features.allocation.rules.engine.answer import Answer
from app.features.allocation.rules.engine.problem import Limits, Problem, generalised
from app.features.allocation.rules.engine.solving import solve
from app.features.allocation.rules.question import question
from app.features.allocation.rules.terms import STAGED, Terms
from tests.bench.instances import instance, optima
from tests.bench.instances.linyi import linyi
from tests.bench.instances.offices import office, real_register

SIZES = ((200, 12), (600, 30), (2000, 60))
SEEDS = (1, 2, 3)


def _run(name: str, problem: Problem, seconds: float, optimum: float | None = None) -> tuple[Answer, float, float]:
    """Solve and print one line; the answer, its distance from the optimum (or the proven gap), CPU seconds."""
    firsts: list[float] = []
    began = time.process_time()
    answer = solve(problem, Limits(seconds), lambda _answer: firsts.append(time.process_time() - began))
    spent = time.process_time() - began
    value = answer.stages[-1].value
    off = value / optimum - 1 if optimum else answer.gap
    print(f"{name:22} {value:12.2f} {answer.stages[-1].bound:12.2f} {answer.gap:8.3%} {off:8.3%} "
          f"{firsts[0] if firsts else spent:7.2f} {spent:7.2f} {answer.ended}", flush=True)  # fmt: skip
    return answer, off, spent


def _head(title: str) -> None:
    print(f"\n{title}")
    print(f"{'instance':22} {'found':>12} {'bound':>12} {'proven':>8} {'off':>8} {'first s':>7} {'CPU s':>7} ended")


def _verdict(said: str, is_met: bool) -> None:
    print(f"-> {said}: {'met' if is_met else 'MISSED'}", flush=True)


def _public(kinds: tuple[str, ...], seconds: float) -> dict[str, tuple[Answer, float, float]]:
    chosen = {name: best for name, best in optima().items() if name.startswith(kinds)}
    return {name: _run(name, generalised(*instance(name)), seconds, best) for name, best in chosen.items()}


def exact() -> None:
    """gap1–gap12, types a and b: all optima, 1 s each."""
    _head("gap1-gap12, a, b; goal: the optimum within 1 CPU s each")
    found = _public(("gap", "a", "b"), 1.0)
    hits = sum(off < 1e-9 for _answer, off, _spent in found.values())
    proofs = sum(answer.gap == 0 for answer, _off, _spent in found.values())
    median = statistics.median(spent for _answer, _off, spent in found.values())
    _verdict(f"{hits} of {len(found)} optima, {proofs} proven; median {median:.2f} s", hits == len(found))


def hard() -> None:
    """Types c and d: mean gap to the optimum."""
    for kind, goal, stretch in (("c", 0.003, 0.001), ("d", 0.006, 0.003)):
        _head(f"type {kind}; goal: mean {goal:.1%}, stretch {stretch:.1%}, in 10 CPU s, all possible")
        found = _public((kind,), 10.0)
        mean = statistics.mean(off for _answer, off, _spent in found.values())
        possible = sum(answer.is_possible for answer, _off, _spent in found.values())
        _verdict(f"mean {mean:.3%}, {possible} of {len(found)} possible", mean <= goal and possible == len(found))


def offices() -> None:
    """Generated offices, everything weighed in hours; one in stages."""
    _head("generated offices; goal: 0.5 % of the proven bound in 15 CPU s")
    for areas, managers in SIZES:
        gaps = [_run(f"{areas} x {managers} seed {seed}", question(*office(areas, managers, seed)), 15.0)[1]
                for seed in SEEDS]  # fmt: skip
        _verdict(f"{areas} x {managers}: median {statistics.median(gaps):.3%}", statistics.median(gaps) <= 0.005)
    asked = question(*office(*SIZES[0]), terms=Terms(priorities=STAGED))
    _run("200 x 12 in stages", asked, 15.0)


def register() -> None:
    """The real register."""
    _head("real register, 5,385 x 90; goal: 1 % of the proven bound in 60 CPU s")
    answer, gap, _spent = _run("creluz", question(*real_register()), 60.0)
    _verdict(f"{gap:.3%}", answer.is_possible and gap <= 0.01)


def large() -> None:
    """Retailers whose villages stay whole."""
    sites, servers, bonds = linyi()
    _head(f"{len(sites):,} retailers x {len(servers)} managers by villages; goal: 120 CPU s")
    answer, gap, spent = _run("linyi", question(sites, servers, bonds, terms=Terms(whole_villages=True)), 120.0)
    _verdict(f"{gap:.3%} in {spent:.0f} s", answer.is_possible and spent <= 120)


PARTS: dict[str, Callable[[], None]] = {
    "exact": exact, "hard": hard, "offices": offices, "register": register, "large": large,
}  # fmt: skip


def main(names: list[str]) -> int:
    """Run the parts named, or all."""
    for name in names or PARTS:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
