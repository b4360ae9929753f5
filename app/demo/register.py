"""A real transformer register as an office's folder: real rows under renamed headings, generated people.

Licence and attribution of the rows: ``resources/demo/LICENCES.md`` (ODbL).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from app.demo.county.months import Figures, measure, month_table, season
from app.demo.headings import REGISTER_FORMS
from app.demo.office import Days, Floats, Ints, Office, Row, Texts, rows
from app.demo.ratings import ratings
from app.demo.representatives import choose, representative_table
from app.demo.sources import last_months, read
from app.demo.staff import Staff, hire, staff_table
from app.demo.visits import visit, visit_table

Origin = Literal["creluz", "mux"]

FILES: dict[Origin, str] = {"creluz": "br_creluz_2023", "mux": "br_mux_2024"}
MANAGERS: dict[Origin, int] = {"creluz": 90, "mux": 9}
SOURCE = "BDGD (ANEEL), ODbL"
SEED = 20251
TODAY = date(2026, 11, 24)
NUMBERS = ("kva", "no_load_loss_w", "total_loss_w", "lng", "lat")
MEDIAN_KWH, SIGMA = 171.0, 0.65
FOREIGN_READING_SHARE = 0.15


@dataclass(frozen=True)
class _Ledger:
    rows: list[Row]
    raw: list[dict[str, str]]
    home: Ints  # municipality of each row
    municipalities: Texts
    served: Ints  # rows with customers, all of them active

    @property
    def customers(self) -> Ints:
        return np.array([int(row["customers"]) for row in self.raw])


def register(origin: Origin = "creluz", seed: int = SEED, today: date = TODAY) -> Office:
    """The register with nobody assigned, its generated staff and the records of last month.

    The two registers stay apart because 28 codes occur in both. Every area with customers has one
    representative; the managers who made last month's visits do not stand in the ledger.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    ledger = _read(origin)
    months = last_months(today, 1)
    homes = _share(ledger, MANAGERS[origin])
    towns = len(ledger.municipalities)
    staff = hire(rng, homes, np.arange(towns), towns, before=months[0], today=today)
    manager = _served_by(ledger, homes)
    districts = rows(code=ledger.municipalities, name=ledger.municipalities, kind=["供电所"] * towns)
    return Office(f"register-{origin}", seed, today, REGISTER_FORMS, {
        "districts": districts,
        "feeders": rows(SOURCE, code=sorted({row["feeder_code"] for row in ledger.raw})),
        "staff": _staff(rng, staff, districts), "areas": ledger.rows, "assignments": [],
        **_records(rng, origin, ledger, staff, manager=manager, today=today),
        "ratings": ratings(rng, staff.numbers[: staff.managers], staff.names[: staff.managers], str(months[0])),
    })


def _read(origin: Origin) -> _Ledger:
    raw = read(f"demo/registers/{FILES[origin]}_transformers.csv")
    kept = [_real(row) for row in raw]
    municipalities, home = np.unique([row["municipality_code"] for row in raw], return_inverse=True)
    served = [i for i, row in enumerate(raw) if int(row["customers"]) and row["status"] == "AT"]
    return _Ledger(kept, raw, home, municipalities, np.array(served))


def _real(row: dict[str, str]) -> Row:
    numbers: Row = {key: float(row[key]) for key in NUMBERS}
    typed: Row = {"customers": int(row["customers"]), "connected_on": date.fromisoformat(row["connected_on"])}
    return {**row, **numbers, **typed, "source": SOURCE}


def _share(ledger: _Ledger, managers: int) -> Ints:
    """Managers per municipality by largest remainders of its areas, but one in each."""
    areas = np.bincount(ledger.home[ledger.served], minlength=len(ledger.municipalities))
    exact = areas / areas.sum() * (managers - len(areas))
    given = np.floor(exact).astype(int)
    given[np.argsort(given - exact, kind="stable")[: managers - len(areas) - int(given.sum())]] += 1
    return np.repeat(np.arange(len(areas)), given + 1)


def _served_by(ledger: _Ledger, homes: Ints) -> Ints:
    """Who made the visits so far: inside a municipality, strips from west to east."""
    west = np.array([float(row["lng"]) for row in ledger.raw])
    manager = np.empty(len(west), dtype=int)
    for home in range(len(ledger.municipalities)):
        here, mine = np.flatnonzero(ledger.home == home), np.flatnonzero(homes == home)
        strips = np.array_split(here[np.argsort(west[here], kind="stable")], len(mine))
        for one, strip in zip(mine, strips, strict=True):
            manager[strip] = one
    return manager


def _staff(rng: np.random.Generator, staff: Staff, districts: list[Row]) -> list[Row]:
    count = len(staff.numbers)
    zones = [f"CB{m + 1:03d}" for m in range(staff.managers)]
    scores = rng.normal(86, 6, count).clip(60, 100).round(1)
    return staff_table(
        rng, staff, districts, zones=zones, trainings=rng.poisson(3.2, count), scores=scores)


def _records(
    rng: np.random.Generator, origin: Origin, ledger: _Ledger, staff: Staff, *, manager: Ints, today: date,
) -> dict[str, list[Row]]:
    """Representatives, last month's visits and last month's figures of the areas with customers."""
    months = last_months(today, 1)
    codes = np.array([row["code"] for row in ledger.raw])
    people = choose(rng, ledger.served, months)
    own = rng.random((len(codes), 1)) >= FOREIGN_READING_SHARE
    away = np.zeros((staff.managers, 31), dtype=bool)
    visits = visit(rng, people, months, manager=manager[:, None], own=own, away=away)
    figures = _figures(rng, origin, ledger, months)
    served, accounts = ledger.served, [f"04{i + 1:08d}" for i in range(len(ledger.served))]
    return {
        "representatives": representative_table(
            rng, people, area_codes=codes, area_names=codes, accounts=accounts,
            recommended_by=staff.names[manager[people.area]], today=np.datetime64(today)),
        "visits": visit_table(rng, visits, people, staff, area_codes=codes, area_names=codes, said={}),
        "months": month_table(
            figures, months, codes=codes[served], names=codes[served], customers=ledger.customers[served],
            complaints=np.zeros((len(served), 1), dtype=int)),
    }


def _figures(rng: np.random.Generator, origin: Origin, ledger: _Ledger, months: Days) -> Figures:
    """Figures whose loss is that of the real feeder; kWh are real where the register has them."""
    served = [ledger.raw[i] for i in ledger.served]
    customers = ledger.customers[ledger.served]
    drawn = customers * MEDIAN_KWH * np.exp(SIGMA**2 / 2) * rng.lognormal(0, 0.3, len(served))
    real = [float(row.get("kwh_year") or 0) / 12 for row in served]
    figures = measure(rng, np.where(np.array(real) > 0, real, drawn) / season(months), months)
    rates = _feeder_losses(origin)
    loss = np.array([rates[row["feeder_code"]] for row in served])[:, None]
    return figures.with_loss(loss * rng.lognormal(0, 0.15, loss.shape))


def _feeder_losses(origin: Origin) -> dict[str, float]:
    """Technical and non-technical loss over the energy of the year, by feeder."""
    found = {}
    for row in read(f"demo/registers/{FILES[origin]}_feeders.csv"):
        parts: Floats = np.array([[float(row[f"{kind}_kwh_{m:02d}"]) for m in range(1, 13)]
                                  for kind in ("energy", "nontech_loss")]).sum(axis=1)
        found[row["feeder_code"]] = float((float(row["technical_loss_kwh_year"]) + parts[1]) / parts[0])
    return found
