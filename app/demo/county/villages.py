"""Real towns and villages of 忻城, with synthetic coordinates where none are published, and their feeders."""

from dataclasses import dataclass

import numpy as np

from app.demo.office import Floats, Ints, Row, Texts, rows
from app.demo.sources import read

CENTRE = (108.67, 24.07)
KM_PER_DEGREE = np.array([101.3, 110.6])
SMALL = ("城关镇", "大塘镇", "思练镇")
APART_KM = 0.4
SPREAD_KM = 3.2
FIRST_LINE = 901


@dataclass(frozen=True)
class Villages:
    """Towns with their km positions (from the county's centre), villages and feeders inside them."""

    town_codes: Texts
    town_words: Texts
    town_km: Floats  # towns x 2
    codes: Texts
    names: Texts
    town: Ints
    urban: Ints  # 1 for a 居民委员会
    km: Floats  # villages x 2
    feeder: Ints
    feeder_names: Texts
    feeder_town: Ints

    def districts(self) -> list[Row]:
        """The office of each town and, last, the marketing department."""
        lng, lat = degrees(np.vstack([self.town_km, self.town_km[:1]]))
        names = [*(f"{word}供电所" for word in self.town_words), "市场营销部"]
        return rows(code=[*self.town_codes.tolist(), "451321900"], name=names,
                    kind=["供电所"] * len(self.town_words) + ["部门"], lng=lng, lat=lat)

    def feeders(self) -> list[Row]:
        """10 kV lines; the code is the town's code and two digits."""
        return rows(code=self.feeder_codes(), name=self.feeder_names,
                    district_code=self.town_codes[self.feeder_town])

    def feeder_codes(self) -> Texts:
        """Codes in the order of ``feeder_names``."""
        inside = np.arange(len(self.feeder_town)) - np.searchsorted(self.feeder_town, self.feeder_town)
        return np.array([f"{self.town_codes[t]}{i + 1:02d}"
                         for t, i in zip(self.feeder_town, inside, strict=True)])

    def table(self) -> list[Row]:
        """The villages as rows."""
        lng, lat = degrees(self.km)
        return rows(code=self.codes, name=self.names, town_code=self.town_codes[self.town],
                    feeder_code=self.feeder_codes()[self.feeder], lng=lng, lat=lat,
                    coord_source=["synthetic"] * len(self.codes))


def degrees(km: Floats) -> tuple[Floats, Floats]:
    """Longitude and latitude, 6 decimals, of km positions (n x 2) from the county's centre."""
    places = np.round(np.array(CENTRE) + km / KM_PER_DEGREE, 6)
    return places[:, 0], places[:, 1]


def settle(rng: np.random.Generator, size: str) -> Villages:
    """Real villages of three towns (S) or all (M, L), placed and hung on 2-4 feeders a town."""
    divisions = read("demo/xincheng_451321.csv")
    towns = [row for row in divisions if row["level"] == "乡级"]
    town_km = _towns(rng, towns)
    kept = [i for i, row in enumerate(towns) if size != "S" or row["name"] in SMALL]
    order = {towns[i]["code"]: n for n, i in enumerate(kept)}
    found = [row for row in divisions if row["level"] == "村级" and row["parent_code"] in order]
    town = np.array([order[row["parent_code"]] for row in found])
    km = _scatter(rng, town_km[kept][town])
    words = np.array([towns[i]["name"].rstrip("镇乡") for i in kept])
    feeder, feeder_town = _hang(rng, town, km - town_km[kept][town])
    lines = [f"10kV{words[t]}{FIRST_LINE + n}线" for n, t in enumerate(feeder_town)]
    return Villages(
        np.array(list(order)), words, town_km[kept],
        np.array([row["code"] for row in found]), np.array([row["short_name"] for row in found]), town,
        np.array([int(row["kind"] == "居民委员会") for row in found]), km, feeder,
        np.array(lines), feeder_town,
    )


def _towns(rng: np.random.Generator, towns: list[dict[str, str]]) -> Floats:
    """The county seat where GeoNames has it, the others on a rough ring round it."""
    seat = (np.array([float(towns[0]["lng"]), float(towns[0]["lat"])]) - CENTRE) * KM_PER_DEGREE
    others = len(towns) - 1
    angle = np.radians(360 * np.arange(others) / others + rng.normal(0, 8, others))
    ring = np.column_stack([np.cos(angle), np.sin(angle)]) * rng.uniform(9, 28, others)[:, None]
    return np.vstack([seat, ring])


def _scatter(rng: np.random.Generator, centres: Floats) -> Floats:
    """Villages round their town, redrawn while nearer than 400 m to an earlier one."""
    placed = np.empty_like(centres)
    for i, centre in enumerate(centres):
        while True:
            placed[i] = centre + rng.normal(0, SPREAD_KM, 2)
            if i == 0 or np.hypot(*(placed[:i] - placed[i]).T).min() >= APART_KM:
                break
    return placed


def _hang(rng: np.random.Generator, town: Ints, offset: Floats) -> tuple[Ints, Ints]:
    """Feeder of each village (neighbours by bearing share one) and the town of each feeder."""
    feeder = np.empty_like(town)
    towns: list[int] = []
    for t in range(int(town.max()) + 1):
        here = np.flatnonzero(town == t)
        turned = here[np.argsort(np.arctan2(offset[here, 1], offset[here, 0]))]
        for part in np.array_split(turned, rng.integers(2, 5)):
            feeder[part] = len(towns)
            towns.append(t)
    return feeder, np.array(towns)
