"""Every customer of every area, with class and usual monthly kWh; the areas' sums come from them."""

from dataclasses import dataclass

import numpy as np

from app.demo.county.areas import POWER_FACTOR, Areas
from app.demo.office import Floats, Ints, Row, rows

CLASSES = np.array(["居民", "商业", "农业", "其他"])
SHARES = (0.88, 0.09, 0.025, 0.005)
MEDIAN_KWH = np.array([105.0, 260.0, 120.0, 400.0])
SIGMA = np.array([0.65, 0.9, 0.9, 0.9])
SOLAR_SHARE = 0.012
MONTH_HOURS = 730.0
SHOWN_AREAS = 5


@dataclass(frozen=True)
class Consumers:
    """One entry per customer, in area order; ``first`` is each area's first customer."""

    area: Ints
    kind: Ints  # index into CLASSES
    kwh: Floats  # usual month
    solar: Ints  # per area
    first: Ints  # per area

    def monthly(self, areas: int) -> Floats:
        """Usual kWh a month of each area."""
        return np.bincount(self.area, self.kwh, areas).astype(float)

    def residential(self, areas: int) -> Ints:
        """Residential customers of each area."""
        return np.bincount(self.area[self.kind == 0], minlength=areas)

    def account(self, index: Ints) -> list[str]:
        """Account numbers (户号), 10 digits as text, of customers by position."""
        return [f"0451{i + 1:06d}" for i in index]

    def table(self, areas: Areas) -> list[Row]:
        """Customers of the first five public areas of the county seat, for the demo map."""
        shown = np.flatnonzero(np.isin(self.area, np.flatnonzero(areas.public)[:SHOWN_AREAS]))
        return rows(account_no=self.account(shown), area_code=areas.codes[self.area[shown]],
                    kind=CLASSES[self.kind[shown]], month_kwh=np.round(self.kwh[shown], 1))


def consume(rng: np.random.Generator, areas: Areas) -> Consumers:
    """Draw class and kWh; the one customer of a 专变 loads his own transformer at 10 % or so."""
    area = np.repeat(np.arange(len(areas.codes)), areas.customers)
    kind = np.searchsorted(np.cumsum(SHARES)[:-1], rng.random(len(area)), side="right")
    private = ~areas.public[area]
    kind = np.where(private, 1, kind)
    kwh = MEDIAN_KWH[kind] * rng.lognormal(0, 1, len(area)) ** SIGMA[kind]
    own = MONTH_HOURS * POWER_FACTOR * areas.kva[area] * rng.lognormal(np.log(0.1), 0.5, len(area))
    first = np.cumsum(areas.customers) - areas.customers
    return Consumers(area, kind, np.where(private, own, kwh),
                     rng.binomial(areas.customers, SOLAR_SHARE), first)
