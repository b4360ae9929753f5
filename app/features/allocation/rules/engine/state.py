"""Who has what at one moment of the search, with everything a price needs kept up to date."""

from dataclasses import dataclass

import numpy as np

from app.features.allocation.rules.engine.model import NOBODY, Model
from app.features.allocation.rules.engine.problem import Floats, Ints

TOLERANCE = 1e-6
"""Relative: what a capacity may be exceeded by, so that sums of hours do not fail on their last digit."""


@dataclass(frozen=True)
class Terms:
    """Of each column (or of each trial load): hours above soft and hard capacity, hours and ratio out of the band."""

    soft: Floats
    hard: Floats
    uneven: Floats
    ratio: Floats


class State:
    """A column for each unit (-1: not placed yet), the load of each column and the members of each group there."""

    def __init__(self, model: Model, choice: Ints | None = None) -> None:
        units, columns = model.shape
        self.model = model
        self.choice = np.full(units, NOBODY, dtype=np.int64)
        self.loads = np.zeros(columns)
        self.counts = np.zeros((len(model.prices), columns), dtype=np.int64)
        if choice is not None:
            placed = np.flatnonzero(choice >= 0)
            self.choice = choice.astype(np.int64)
            np.add.at(self.loads, choice[placed], model.loads[placed, choice[placed]])
            grouped = placed[model.group[placed] >= 0]
            np.add.at(self.counts, (model.group[grouped], choice[grouped]), 1)

    def copy(self) -> "State":
        """An independent copy."""
        return State(self.model, self.choice)

    def move(self, unit: int, column: int) -> None:
        """Give ``unit`` to ``column``."""
        before, group = int(self.choice[unit]), int(self.model.group[unit])
        if before >= 0:
            self.loads[before] -= self.model.loads[unit, before]
            if group >= 0:
                self.counts[group, before] -= 1
        self.choice[unit] = column
        if column >= 0:
            self.loads[column] += self.model.loads[unit, column]
            if group >= 0:
                self.counts[group, column] += 1

    def members(self, column: int) -> Ints:
        """Units a column has."""
        return np.flatnonzero(self.choice == column)

    def terms(self, loads: Floats | None = None, columns: Ints | int | slice = slice(None)) -> Terms:
        """Terms of ``loads`` in ``columns`` (broadcast against each other); by default of the present loads."""
        model, loads = self.model, self.loads if loads is None else loads
        capacity, hard, even = model.capacity[columns], model.hard[columns], model.even[columns]
        above = np.maximum(loads - capacity, 0.0)
        scale = np.maximum(1.0, np.where(np.isfinite(capacity), capacity, 1.0))
        above = np.where(above <= TOLERANCE * scale, 0.0, above)
        targets = model.targets[columns]
        uneven = np.where(even, np.maximum(np.abs(loads - targets) - model.band * targets, 0.0), 0.0)
        return Terms(np.where(hard, 0.0, above), np.where(hard, above, 0.0), uneven, uneven / targets)

    def scattered(self) -> float:
        """Σ price × (columns of the group - 1)."""
        if not len(self.model.prices):
            return 0.0
        return float(self.model.prices @ np.maximum((self.counts > 0).sum(axis=1) - 1, 0))
