"""``dev.py bench allocation``: the engine on public instances; gap it proves, gap to the optimum, processor seconds."""

import sys
import time

import numpy as np

from app.features.allocation.rules.engine.problem import Limits, generalised
from app.features.allocation.rules.engine.solving import solve
from tests.bench.instances import instance, optima


def main() -> None:
    """One line an instance; the first argument is the limit in processor seconds, 10 by default."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    print(f"{'instance':10} {'found':>8} {'optimum':>8} {'off':>7} {'proven':>7} {'CPU s':>6}")
    for name, best in optima().items():
        costs, loads, capacity = instance(name)
        began = time.process_time()
        answer = solve(generalised(costs, loads, capacity), Limits(seconds))
        spent = time.process_time() - began
        found = costs[np.arange(len(costs)), np.array(answer.servers)].sum()
        print(f"{name:10} {found:8.0f} {best:8.0f} {found / best - 1:7.2%} {answer.gap:7.2%} {spent:6.2f}")


if __name__ == "__main__":
    main()
