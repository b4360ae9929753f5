"""Customer representatives: who they are, for which area, since when (rules B1-B6)."""

from dataclasses import dataclass

import numpy as np

from app.demo.names import full_names, phones
from app.demo.office import Days, Flags, Floats, Ints, Row, Texts, pick, rows

ROLE_SHARES = {"村干部": 45, "热心人": 25, "经济能人": 18, "人大代表": 7, "政协委员": 5}
POSITIONS = {
    "村干部": ("村委会主任", "村党支部书记", "村委会副主任", "村民小组长"),
    "热心人": ("退休教师", "老党员", "村民"),
    "经济能人": ("养殖大户", "合作社理事长", "小卖部店主", "加工厂负责人"),
    "人大代表": ("镇人大代表", "县人大代表"),
    "政协委员": ("县政协委员",),
}
REASONS = ("有威望,群众信任", "见识广,懂用电知识", "容易打交道,热心公益", "抄表、维护中熟识")
TIMES = {"上午": 30, "下午": 20, "晚上": 25, "任何时间": 25}
LIKED = {"上门": 55, "电话": 30, "微信": 15}
GIFTS = {"保温杯": 4, "雨伞": 3, "LED灯泡": 3}
TERM_YEARS = 2
MALE_SHARE = 0.68
LATE_SHARE = 0.04


@dataclass(frozen=True)
class Representatives:
    """One entry per term of office, in area order."""

    codes: Texts
    area: Ints
    names: Texts
    sexes: Texts
    filed: Days


def choose(rng: np.random.Generator, area: Ints, months: Days) -> Representatives:
    """A representative for each entry of ``area``: 4 % filed during ``months``, the rest before."""
    count = len(area)
    sexes = pick(rng, {"男": MALE_SHARE, "女": 1 - MALE_SHARE}, count)
    first = months[0].astype("datetime64[D]")
    last = months[-1].astype("datetime64[D]")
    # A term of two years begun within these months is still running when the office is looked at.
    early = (last.astype("datetime64[M]") - 22).astype("datetime64[D]")
    old = early + (rng.random(count) * (first - early).astype(int)).astype(int)
    new = first + (rng.random(count) * (last - first).astype(int)).astype(int)
    late = rng.random(count) < LATE_SHARE
    codes = np.array([f"DB{i + 1:06d}" for i in range(count)])
    return Representatives(codes, area, full_names(rng, sexes), sexes, np.where(late, new, old))


def representative_table(
    rng: np.random.Generator, found: Representatives, *, area_codes: Texts, area_names: Texts,
    accounts: list[str], recommended_by: Texts, today: np.datetime64,
) -> list[Row]:
    """The archive as rows; arrays are in the order of ``found``."""
    count = len(found.area)
    births = today - (rng.normal(52, 9, count).clip(24, 78) * 365.25).astype(int)
    roles = pick(rng, ROLE_SHARES, count)
    turn = rng.random(count)
    positions = [POSITIONS[r][int(u * len(POSITIONS[r]))] for r, u in zip(roles.tolist(), turn, strict=True)]
    start = found.filed + rng.integers(0, 6, count)
    end = [day.replace(year=day.year + TERM_YEARS) for day in _no_leap(start).tolist()]
    carded = rng.random(count) < 0.93
    given = rng.random(count) < 0.72
    return rows(
        code=found.codes, name=found.names, sex=found.sexes,
        birth=births.astype("datetime64[M]").astype("datetime64[D]"), role=roles, position=positions,
        area_code=area_codes[found.area], area=area_names[found.area],
        group=[f"{n}组" for n in rng.integers(1, 13, count)], account_no=accounts, phone=phones(rng, count),
        contact_time=pick(rng, TIMES, count), contact_channel=pick(rng, LIKED, count),
        recommended_by=recommended_by, reason=rng.choice(REASONS, count), filed_on=found.filed,
        term_start=start, term_end=end, consent_on=found.filed,
        card_on=[day if has else None for day, has in zip(start.tolist(), carded, strict=True)],
        gift=np.where(given, pick(rng, GIFTS, count), ""),
    )


def _no_leap(days: Days) -> Days:
    """29 February has no counterpart two years on: a term of a month's last days begins on the next 1st."""
    months = days.astype("datetime64[M]")
    late = (days - months.astype("datetime64[D]")).astype(int) > 27
    return np.where(late, (months + 1).astype("datetime64[D]"), days)


def how_many(rng: np.random.Generator, public: Flags, customers: Ints, none_share: float) -> Ints:
    """Representatives per area: 1 + Poisson(0.55), at most 4 and the customers; some areas lack one."""
    count: Ints = np.minimum(1 + rng.poisson(0.55, len(public)), np.minimum(4, customers)) * public
    lacking = rng.choice(np.flatnonzero(public), round(none_share * int(public.sum())), replace=False)
    count[lacking] = 0
    return count


def accounts_of(rng: np.random.Generator, found: Representatives, first: Ints, customers: Ints) -> Ints:
    """Which customer each representative is: neighbours in a random place of the area's list."""
    begins = np.searchsorted(found.area, found.area)
    inside = np.arange(len(found.area)) - begins
    turn: Floats = rng.random(len(first))[found.area]
    start = (turn * customers[found.area]).astype(int)
    account: Ints = first[found.area] + (start + inside) % customers[found.area]
    return account
