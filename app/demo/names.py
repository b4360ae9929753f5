"""Names of generated persons, and telephone numbers that nobody has."""

from functools import cache

import numpy as np

from app.demo.office import Floats, Texts
from app.demo.sources import read

LOCAL_SHARE = 0.7
TWO_SIGNS = 0.72


@cache
def _weighted(file: str, column: str, sex: str = "") -> tuple[Texts, Floats]:
    found = [row for row in read(f"demo/names/{file}.csv") if not sex or row["sex"] == sex]
    weights = np.array([float(row["weight"]) for row in found])
    return np.array([row[column] for row in found]), weights / weights.sum()


def _surnames(rng: np.random.Generator, size: int) -> Texts:
    local, local_p = _weighted("local_surnames_xincheng", "surname")
    national, national_p = _weighted("surnames", "surname")
    here = rng.random(size) < LOCAL_SHARE
    return np.where(here, rng.choice(local, size, p=local_p), rng.choice(national, size, p=national_p))


def _given(rng: np.random.Generator, size: int, sex: str) -> Texts:
    signs, p = _weighted("given_chars", "char", sex)
    first, second = rng.choice(len(signs), (2, size), p=p)
    second = np.where(first == second, (second + 1) % len(signs), second)
    tail = np.where(rng.random(size) < TWO_SIGNS, signs[second], "")
    return np.char.add(signs[first], tail)


def full_names(rng: np.random.Generator, sexes: Texts) -> Texts:
    """One full name for each sex 男 or 女; the same name may come twice, as in life."""
    size = len(sexes)
    given = np.where(sexes == "男", _given(rng, size, "M"), _given(rng, size, "F"))
    return np.char.add(_surnames(rng, size), given)


def phones(rng: np.random.Generator, size: int) -> Texts:
    """Distinct telephone numbers: 100 and 8 digits, where no mobile number begins with 10."""
    digits = rng.choice(10**8, size, replace=False)
    return np.array([f"100{number:08d}" for number in digits])
