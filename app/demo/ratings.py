"""What a supervisor writes at the end of a month about behaviour and attitude (E5, E13)."""

import numpy as np

from app.demo.headings import RATED, RATERS
from app.demo.office import Row, Texts, rows

MEAN, SPREAD = 88.0, 6.0
RATER_LEANING = {"自评": 4.0, "主管评": 0.0}


def ratings(rng: np.random.Generator, numbers: Texts, names: Texts, month: str) -> list[Row]:
    """One mark out of 100 per manager, item and rater; people rate themselves a little better."""
    people, items = len(numbers), len(RATED)
    skill = rng.normal(MEAN, SPREAD, (people, 1))
    found: list[Row] = []
    for rater in RATERS:
        marks = (skill + rng.normal(RATER_LEANING[rater], 3, (people, items))).clip(55, 100).round(0)
        found += rows(
            manager_no=np.repeat(numbers, items), manager=np.repeat(names, items), month=[month] * (people * items),
            item=np.tile(np.array(RATED), people), rater=[rater] * (people * items), mark=marks.reshape(-1),
        )  # fmt: skip
    return found
