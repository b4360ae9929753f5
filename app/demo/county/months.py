"""Monthly figures of every area: energy, loss, money, outages; sums are always sums of these rows."""

from dataclasses import dataclass, replace

import numpy as np

from app.demo.office import Days, Floats, Ints, Row, Texts, rows

SEASON = np.array([1.10, 1.12, 0.92, 0.86, 0.92, 1.05, 1.28, 1.32, 1.15, 0.92, 0.86, 0.98])
LOSS_BAND = (0.0201, 0.0799)  # what is left unflagged stays inside 2-8 % after rounding
HIGH_SHARE, NEGATIVE_SHARE = 0.03, 0.005
YUAN_PER_KWH = 0.5283
OUTAGES_PER_YEAR = 2.5
PAID_NEXT_MONTH = 0.8


@dataclass(frozen=True)
class Figures:
    """Areas x months each; ``flag`` is 0 none, 1 高损, 2 负损."""

    supplied: Floats
    sold: Floats
    flag: Ints
    due: Floats
    received: Floats
    outages: Ints
    hours: Floats

    def with_loss(self, loss: Floats) -> "Figures":
        """The same sales under other loss rates, faults untouched."""
        return replace(self, supplied=np.where(self.flag > 0, self.supplied, _supplied(self.sold, loss)))


def season(months: Days) -> Floats:
    """Consumption of each month over the year's mean."""
    swing: Floats = SEASON[months.astype(int) % 12] / SEASON.mean()
    return swing


def measure(rng: np.random.Generator, usual_kwh: Floats, months: Days) -> Figures:
    """Figures of areas that use ``usual_kwh`` a month."""
    shape = (len(usual_kwh), len(months))
    swing = season(months)
    sold = np.round(usual_kwh[:, None] * swing * rng.lognormal(0, 0.06, shape), 2)
    steady = 0.02 + 0.06 * rng.beta(2, 3.2, len(usual_kwh))
    loss = steady[:, None] + rng.normal(0, 0.0035, shape) + 0.005 * (swing - 1)
    loss, flag = _faults(rng, loss.clip(*LOSS_BAND))
    due = np.round(sold * YUAN_PER_KWH, 2)
    received = np.round(due * (1 - 0.03 * rng.beta(1.15, 5, shape)), 2)
    outages = rng.poisson(OUTAGES_PER_YEAR / 12, shape)
    where = np.repeat(np.arange(outages.size), outages.ravel())
    lasting = np.bincount(where, rng.lognormal(np.log(0.55), 0.7, len(where)), outages.size)
    hours: Floats = lasting.reshape(shape).round(2).astype(float)
    return Figures(_supplied(sold, loss), sold, flag, due, received, outages, hours)


def _supplied(sold: Floats, loss: Floats) -> Floats:
    return np.round(sold / (1 - loss), 2)


def _faults(rng: np.random.Generator, loss: Floats) -> tuple[Floats, Ints]:
    """High loss in 3 % of the areas for 1-3 months, negative loss (wrong mapping) in 0.5 %."""
    count, months = loss.shape
    faulty = rng.permutation(count)
    high, negative = round(HIGH_SHARE * count), max(round(NEGATIVE_SHARE * count), 1)
    flag = np.zeros(loss.shape, dtype=int)
    for n, area in enumerate(faulty[: high + negative].tolist()):
        first = int(rng.integers(0, months))
        spell = slice(first, first + int(rng.integers(1, 4)))
        flag[area, spell] = 1 if n < high else 2
    worse = np.where(flag == 1, rng.uniform(0.0801, 0.25, loss.shape), rng.uniform(-0.06, -0.005, loss.shape))
    return np.where(flag > 0, worse, loss), flag


def month_table(
    figures: Figures, months: Days, *, codes: Texts, names: Texts, customers: Ints, complaints: Ints,
) -> list[Row]:
    """One row per month and area; rates in per cent, derived from the row's own sums."""
    count = len(codes)
    flat = {key: getattr(figures, key).T.ravel() for key in ("supplied", "sold", "flag", "due", "received")}
    return rows(
        month=np.repeat(months, count).astype("datetime64[D]"), area_code=np.tile(codes, len(months)),
        area=np.tile(names, len(months)), customers=np.tile(customers, len(months)),
        supplied_kwh=flat["supplied"], sold_kwh=flat["sold"],
        loss_rate=_percent(flat["supplied"] - flat["sold"], flat["supplied"]),
        loss_flag=np.array(["", "高损", "负损"])[flat["flag"]], due_yuan=flat["due"],
        received_yuan=flat["received"], recovery_rate=_percent(flat["received"], flat["due"]),
        outages=figures.outages.T.ravel(), outage_hours=figures.hours.T.ravel(),
        complaints=complaints.T.ravel(),
    )


def _percent(part: Floats, whole: Floats) -> Floats:
    return np.round(100 * part / whole, 2)


def arrears_table(rng: np.random.Generator, figures: Figures, months: Days, codes: Texts) -> list[Row]:
    """What was unpaid at each month's end; 80 % of it comes in the month after (none yet of the last)."""
    unpaid = np.round(figures.due - figures.received, 2)
    paid = np.round(unpaid * rng.beta(16, 4, unpaid.shape), 2) * (np.arange(len(months)) < len(months) - 1)
    area, month = np.nonzero(unpaid > 0)
    return rows(
        area_code=codes[area], month=months[month].astype("datetime64[D]"), unpaid_yuan=unpaid[area, month],
        paid_next_month_yuan=paid[area, month], open_yuan=np.round(unpaid - paid, 2)[area, month],
    )
