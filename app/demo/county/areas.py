"""Transformer areas: how many a village has, their customers, and a transformer that fits them."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from app.demo.county.villages import Villages, degrees
from app.demo.office import Days, Flags, Floats, Ints, Texts

KVA = np.array([30, 50, 80, 100, 160, 200, 250, 315, 400, 500, 630])
POWER_FACTOR = 0.9
PRIVATE_SHARE = 0.12
SMALL_SHARE = 0.05
UNDERSIZED_SHARE = 0.03
LOTS = {"S": 1, "M": 1, "L": 3}
TERRAIN_SHARES = (0.15, 0.60)  # 平原 below the first, 丘陵 below the second, else 山区
HAMLET_FIRST = "那板古弄六塘龙大上下拉加果内北"
HAMLET_SECOND = "良河岭江安平福兴洪旺丰坡洞怀料考"


@dataclass(frozen=True)
class Areas:
    """Areas in code order; a lot is a village, at size L a third of one."""

    codes: Texts
    names: Texts
    village: Ints
    lot: Ints
    public: Flags
    customers: Ints
    kva: Ints
    peak_kw: Floats
    terrain: Texts
    km: Floats
    office_km: Floats
    radius_m: Ints
    reading_day: Ints
    connected_on: Days

    @property
    def load_rate(self) -> Floats:
        """Peak power over what the transformer can carry (1 = full)."""
        return self.peak_kw / (self.kva * POWER_FACTOR)

    def coordinates(self) -> tuple[Floats, Floats]:
        """Longitude and latitude."""
        return degrees(self.km)


def build_areas(rng: np.random.Generator, villages: Villages, size: str, today: date) -> Areas:
    """Draw the areas of every village: 1 + Poisson(7.5), in a community 1.5 times as many."""
    lots = np.tile(np.arange(len(villages.codes)), LOTS[size])
    wanted = np.round((1 + rng.poisson(7.5, len(lots))) * np.where(villages.urban[lots] == 1, 1.5, 1))
    lot = np.repeat(np.arange(len(lots)), wanted.astype(int))
    lot = lot[np.lexsort((lot, lots[lot]))]
    village = lots[lot]
    count = len(village)
    public = rng.random(count) >= PRIVATE_SHARE
    small = public & (rng.random(count) < SMALL_SHARE)
    customers = _customers(rng, public, small)
    kva, peak = _transformers(rng, customers, public)
    km = villages.km[village] + rng.normal(0, 0.45, (count, 2))
    away = np.hypot(*(km - villages.town_km[villages.town[village]]).T)
    return Areas(
        np.array([f"0451321{n:06d}" for n in np.sort(rng.choice(10**6, count, replace=False))]),
        _names(rng, villages, village, public), village, lot, public, customers, kva, peak,
        _terrain(rng, village, small), km, np.round(0.5 + 1.35 * away, 1),
        rng.lognormal(np.log(420), 0.3, count).clip(80, 1200).astype(int),
        rng.integers(1, 9, len(lots))[lot], _connected(rng, count, today),
    )


def _customers(rng: np.random.Generator, public: Flags, small: Flags) -> Ints:
    count = len(public)
    usual = rng.lognormal(np.log(86), 0.45, count).clip(50, 300).round().astype(int)
    return np.where(public, np.where(small, rng.integers(12, 50, count), usual), 1)


def _transformers(rng: np.random.Generator, customers: Ints, public: Flags) -> tuple[Ints, Floats]:
    """Capacity kVA and peak kW; 3 % get one class less than they need (the overloaded ones)."""
    count = len(customers)
    peak = customers * rng.lognormal(np.log(0.9), 0.35, count)
    needed = peak / (POWER_FACTOR * (0.15 + 0.95 * rng.beta(2.2, 2.6, count)))
    step = np.minimum(np.searchsorted(KVA, needed), len(KVA) - 1)
    step = np.maximum(step - (rng.random(count) < UNDERSIZED_SHARE), 0)
    own = rng.integers(1, len(KVA), count)
    kva = KVA[np.where(public, step, own)]
    return kva, np.where(public, peak, kva * POWER_FACTOR * rng.uniform(0.2, 0.7, count))


def _terrain(rng: np.random.Generator, village: Ints, small: Flags) -> Texts:
    """One terrain a village; a hamlet below 50 customers lies in the mountains."""
    lie = rng.random(int(village.max()) + 1)[village]
    flat, hills = TERRAIN_SHARES
    return np.where(small | (lie >= hills), "山区", np.where(lie < flat, "平原", "丘陵"))


def _connected(rng: np.random.Generator, count: int, today: date) -> Days:
    """Commissioning 1998-2025 with the peaks of two rural grid programmes (assumption)."""
    years = np.arange(1998, min(2025, today.year - 1) + 1)
    peaks = ((years >= 2003) & (years <= 2006)) | ((years >= 2015) & (years <= 2019))
    weights = np.where(peaks, 4.0, 1.0)
    year = rng.choice(years, count, p=weights / weights.sum())
    first: Days = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    days: Days = first + rng.integers(0, 365, count)
    return days


def _names(rng: np.random.Generator, villages: Villages, village: Ints, public: Flags) -> Texts:
    """Feeder, village and hamlet (or number), distinct inside a village."""
    hamlets = np.array([a + b for a in HAMLET_FIRST for b in HAMLET_SECOND])
    names: list[str] = []
    for v in range(len(villages.codes)):
        here = public[village == v]
        stem = f"{villages.feeder_names[villages.feeder[v]]}{villages.names[v]}"
        named = (rng.random(len(here)) < 0.6) & here & (villages.urban[v] == 0)
        chosen = hamlets[rng.permutation(len(hamlets))[: len(here)]]
        names += [f"{stem}{hamlet}屯公变" if by_name else f"{stem}{n + 1}#{'公变' if open_ else '专变'}"
                  for n, (hamlet, by_name, open_) in enumerate(zip(chosen, named, here, strict=True))]
    return np.array(names)
