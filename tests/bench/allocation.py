"""The allocation engine: what it finds, the gap it proves, and the processor seconds it takes.

    python -m tests.bench.allocation [exact] [hard] [offices] [register] [large]

Without names all but ``large`` (41,000 retailers by village groups, 244 managers). ``exact``: gap1–gap12, types a and
b, 1 second each; ``hard``: types c and d, 10 s; ``offices``: generated, 15 s; ``register``: the real one, 60 s.
"""

import statistics
import sys
import time
from collections.abc import Callable

from app.features.allocation.rules.engine.answer import Answer
from app.features.allocation.rules.engine.problem import Limits, Problem, generalised
from app.features.allocation.rules.engine.solving import solve
from app.features.allocation.rules.question import STAGED, Terms, question
from tests.bench.instances import instance, optima
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
    print(f"{hits} of {len(found)} optima, {proofs} proven; median {median:.2f} s")


def hard() -> None:
    """Types c and d: mean gap to the optimum."""
    for kind, goal in (("c", "0.3 %, stretch 0.1 %"), ("d", "0.6 %, stretch 0.3 %")):
        _head(f"type {kind}; goal: mean {goal} in 10 CPU s, all possible")
        found = _public((kind,), 10.0)
        mean = statistics.mean(off for _answer, off, _spent in found.values())
        possible = sum(answer.is_possible for answer, _off, _spent in found.values())
        print(f"mean {mean:.3%}, {possible} of {len(found)} possible")


def offices() -> None:
    """Generated offices, everything weighed in hours; one in stages."""
    _head("generated offices; goal: 0.5 % of the proven bound in 15 CPU s")
    for areas, managers in SIZES:
        gaps = [_run(f"{areas} x {managers} seed {seed}", question(*office(areas, managers, seed)), 15.0)[1]
                for seed in SEEDS]  # fmt: skip
        print(f"{areas} x {managers}: median {statistics.median(gaps):.3%}")
    asked = question(*office(*SIZES[0]), terms=Terms(priorities=STAGED))
    _run("200 x 12 in stages", asked, 15.0)


def register() -> None:
    """The real register."""
    _head("real register, 5,385 x 90; goal: 1 % of the proven bound in 60 CPU s")
    _run("creluz", question(*real_register()), 60.0)


def large() -> None:
    """41,000 retailers whose villages stay whole."""
    _head("41,000 x 244 by village groups; goal: 120 CPU s")
    asked = question(*office(41_000, 244, held=0.9, locked=0.0), terms=Terms(whole_villages=True))
    _run("41000 x 244", asked, 120.0)


PARTS: dict[str, Callable[[], None]] = {
    "exact": exact, "hard": hard, "offices": offices, "register": register, "large": large,
}  # fmt: skip


def main(names: list[str]) -> int:
    """Run the parts named, or all but the large one."""
    for name in names or [name for name in PARTS if name != "large"]:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
