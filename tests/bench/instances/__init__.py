"""Public instances with their optima."""

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

GAP = Path(__file__).parent / "gap"
Floats = NDArray[np.float64]


def optima() -> dict[str, float]:
    """Optimum by name of the instance."""
    with (GAP / "optima.csv").open(encoding="utf-8") as stream:
        return {row["instance"]: float(row["optimum"]) for row in csv.DictReader(stream)}


def instance(name: str) -> tuple[Floats, Floats, Floats]:
    """Costs and loads (jobs × agents) and capacities of an instance."""
    numbers = np.array((GAP / name).read_text(encoding="utf-8").split(), float)
    agents, jobs = int(numbers[0]), int(numbers[1])
    size = agents * jobs
    costs, loads = numbers[2 : 2 + size], numbers[2 + size : 2 + 2 * size]
    capacity = numbers[2 + 2 * size : 2 + 2 * size + agents]
    return costs.reshape(agents, jobs).T, loads.reshape(agents, jobs).T, capacity
