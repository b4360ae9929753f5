"""The people of an office: managers first, then the heads of the district offices and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.demo.names import full_names, phones
from app.demo.office import Days, Floats, Ints, Row, Texts, pick, rows

MALE_SHARE = 0.78
GRADE_SHARES = {"高级": 5, "一级": 20, "二级": 60, "见习": 15}
EDUCATION_SHARES = {"本科": 30, "大专": 45, "中专": 18, "高中": 7}
MAJOR_SHARES = {"供用电技术": 35, "电气工程及其自动化": 25, "市场营销": 15, "计算机应用": 10, "工商管理": 15}
ROLE_START = np.datetime64("2014-01-01")
YEAR = 365.25


@dataclass(frozen=True)
class Staff:
    """Entries ``[:managers]`` hold the role of manager; ``home`` indexes the districts."""

    numbers: Texts
    names: Texts
    sexes: Texts
    home: Ints
    managers: int
    posts: Texts
    births: Days
    joined: Days
    role_since: Days
    grades: Texts
    grade_since: Days

    def head_of(self, home: Ints) -> Ints:
        """The head (所长) of each district."""
        heads = np.flatnonzero(self.posts == "所长")
        order = np.argsort(self.home[heads])
        return heads[order][np.searchsorted(self.home[heads][order], home)]


def hire(
    rng: np.random.Generator, manager_home: Ints, other_home: Ints, heads: int, *,
    before: np.datetime64, today: date,
) -> Staff:
    """Draw managers, then others of whom the first ``heads`` lead; roles begin before day ``before``."""
    managers, count = len(manager_home), len(manager_home) + len(other_home)
    numbers = np.array([f"0451{n:05d}" for n in rng.choice(10**5, count, replace=False)])
    sexes = pick(rng, {"男": MALE_SHARE, "女": 1 - MALE_SHARE}, count)
    age = rng.normal(41, 9, count).clip(22.2, 59.5)
    births = np.datetime64(today) - (age * YEAR).astype(int)
    end = before.astype("datetime64[D]")
    latest = end - 150
    joined = np.minimum(births + (rng.uniform(20, 24, count) * YEAR).astype(int), latest)
    role_since = _between(rng, np.maximum(joined + 60, ROLE_START), latest + 120)
    posts = np.array(["客户经理"] * managers + ["所长"] * heads + ["营销专责"] * (len(other_home) - heads))
    return Staff(
        numbers, _namesakes(full_names(rng, sexes), sexes, manager_home), sexes,
        np.concatenate([manager_home, other_home]), managers, posts, births, joined, role_since,
        pick(rng, GRADE_SHARES, count), _between(rng, role_since, end),
    )


def _between(rng: np.random.Generator, first: Days, last: Days | np.datetime64) -> Days:
    span = (last - first).astype(int)
    drawn: Days = first + (rng.random(len(first)) * span).astype(int)
    return drawn


def _namesakes(names: Texts, sexes: Texts, home: Ints) -> Texts:
    """Give two managers the full name of another one: once inside an office, once across offices."""
    used: set[int] = set()
    for inside in (True, False):
        pairs = ((i, j) for i in range(len(home)) for j in range(i + 1, len(home))
                 if (home[i] == home[j]) == inside and sexes[i] == sexes[j] and not {i, j} & used)
        first, second = next(pairs)
        names[second] = names[first]
        used |= {first, second}
    return names


def staff_table(
    rng: np.random.Generator, staff: Staff, districts: list[Row], *,
    zones: Sequence[str], trainings: Ints, scores: Floats,
) -> list[Row]:
    """Staff as rows; ``zones`` are the managers' own meter-reading areas, in staff order."""
    count = len(staff.numbers)
    manages = np.arange(count) < staff.managers
    valid = np.datetime64("2027-01-01") + rng.integers(0, 1400, count)
    where = [districts[h] for h in staff.home]
    return rows(
        staff_no=staff.numbers, name=staff.names, sex=staff.sexes, birth=staff.births,
        education=pick(rng, EDUCATION_SHARES, count), major=pick(rng, MAJOR_SHARES, count),
        joined=staff.joined, district_code=[row["code"] for row in where],
        district=[row["name"] for row in where], post=staff.posts, is_manager=np.where(manages, "是", "否"),
        role_since=_for(manages, staff.role_since), grade=_for(manages, staff.grades),
        grade_since=_for(manages, staff.grade_since), reading_zone=[*zones, *[""] * (count - len(zones))],
        certificate_no=[f"ZS{n}" for n in staff.numbers], certificate_until=valid,
        trainings=trainings, training_hours=trainings * 8, training_score=scores, phone=phones(rng, count),
    )


def _for(manages: np.ndarray, values: Texts | Days) -> list[str | date | None]:
    return [value if is_one else None for value, is_one in zip(values.tolist(), manages, strict=True)]
