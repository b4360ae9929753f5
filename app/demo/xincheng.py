"""The demo office «xincheng»: real villages of 忻城, a generated power office that serves them.

Everything is drawn from one ``Generator(PCG64(seed))``: the same seed gives the same bytes.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from app.demo.county.absences import take_leave, train
from app.demo.county.areas import Areas, build_areas
from app.demo.county.assignments import Service, assign, assignment_table, posts_by_town
from app.demo.county.consumption import Consumers, consume
from app.demo.county.debts import owe
from app.demo.county.months import arrears_table, measure, month_table
from app.demo.county.requests import complain, hear, request_table
from app.demo.county.villages import Villages, settle
from app.demo.county.wishes import wish
from app.demo.headings import OFFICE_FORMS
from app.demo.office import Days, Ints, Office, Row, rows
from app.demo.ratings import ratings
from app.demo.representatives import (
    Representatives,
    accounts_of,
    choose,
    how_many,
    representative_table,
)
from app.demo.sources import last_months
from app.demo.staff import Staff, hire, staff_table
from app.demo.visits import visit, visit_table

Size = Literal["S", "M", "L"]

SEED = 20251
TODAY = date(2026, 11, 24)
MONTHS = 13
POSTS = {"S": (30, 40), "M": (72, 96), "L": (216, 288)}  # managers, staff
NO_REPRESENTATIVE_SHARE = 0.01


@dataclass(frozen=True)
class _County:
    """What later subjects look back at."""

    villages: Villages
    areas: Areas
    consumers: Consumers
    staff: Staff
    service: Service
    people: Representatives
    months: Days
    today: date


def generate(size: Size = "S", seed: int = SEED, today: date = TODAY) -> Office:
    """The office with 13 months of records before ``today``'s month.

    S is three towns, M the county, L the county with three times the areas. Assignments are a table
    of their own, so that an office may be written or imported without its managers.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    county = _found(rng, size, today)
    tables = _registers(rng, county) | _records(rng, county)
    people = county.staff
    rated = slice(0, people.managers)
    tables["ratings"] = ratings(rng, people.numbers[rated], people.names[rated], str(county.months[-1]))
    tables["debts"] = owe(rng, county.consumers, county.areas, county.months)
    return Office(f"xincheng-{size}", seed, today, OFFICE_FORMS, tables)


def _found(rng: np.random.Generator, size: Size, today: date) -> _County:
    months = last_months(today, MONTHS)
    villages = settle(rng, size)
    areas = build_areas(rng, villages, size, today)
    consumers = consume(rng, areas)
    staff = _hire(rng, size, villages, areas, months=months, today=today)
    service = assign(rng, areas, villages, staff, months)
    count = how_many(rng, areas.public, areas.customers, NO_REPRESENTATIVE_SHARE)
    people = choose(rng, np.repeat(np.arange(len(count)), count), months)
    return _County(villages, areas, consumers, staff, service, people, months, today)


def _hire(
    rng: np.random.Generator, size: Size, villages: Villages, areas: Areas, *, months: Days, today: date,
) -> Staff:
    managers, everybody = POSTS[size]
    homes = posts_by_town(areas, villages, managers)
    towns = len(villages.town_codes)
    others = np.minimum(np.arange(everybody - len(homes)), towns)  # a head for each town, then marketing
    return hire(rng, homes, others, towns, before=months[0], today=today)


def _registers(rng: np.random.Generator, county: _County) -> dict[str, list[Row]]:
    villages, areas, people = county.villages, county.areas, county.people
    districts = villages.districts()
    trainings, scores = train(rng, county.staff)
    zones = [_zone(m) for m in range(county.staff.managers)]
    accounts = accounts_of(rng, people, county.consumers.first, areas.customers)
    recommender = county.staff.names[county.service.now[people.area]]
    return {
        "districts": districts, "villages": villages.table(), "feeders": villages.feeders(),
        "staff": staff_table(
            rng, county.staff, districts, zones=zones, trainings=trainings, scores=scores),
        "areas": _area_table(county, districts),
        "assignments": assignment_table(county.service, areas, villages, county.staff),
        "familiarity": wish(rng, county.service, areas, villages, county.staff),
        "representatives": representative_table(
            rng, people, area_codes=areas.codes, area_names=areas.names,
            accounts=county.consumers.account(accounts), recommended_by=recommender,
            today=np.datetime64(county.today)),
        "consumers": county.consumers.table(areas),
    }


def _records(rng: np.random.Generator, county: _County) -> dict[str, list[Row]]:
    areas, staff, service, people = county.areas, county.staff, county.service, county.people
    months = county.months
    running = np.append(months, months[-1] + 1)  # visits go on this month, up to yesterday
    manager = service.at(running)
    leave = take_leave(rng, staff, _deputies(service, staff), running)
    days = np.arange(running[0].astype("datetime64[D]"), (running[-1] + 1).astype("datetime64[D]"))
    own = service.reader[:, None] == manager
    away = leave.away(staff.managers, days)
    visits = visit(rng, people, running, manager=manager, own=own, away=away).before(county.today)
    complaints = complain(rng, areas, manager[:, :-1], months)
    requests = hear(rng, visits, people, complaints=complaints, manager=manager, months=running,
                    today=county.today)
    figures = measure(rng, county.consumers.monthly(len(areas.codes)), months)
    return {
        "absences": leave.table(staff),
        "visits": visit_table(rng, visits, people, staff, area_codes=areas.codes, area_names=areas.names,
                              said=requests.said()),
        "requests": request_table(rng, requests, visits, people=people, staff=staff, areas=areas),
        "months": month_table(figures, months, codes=areas.codes, names=areas.names,
                              customers=areas.customers, complaints=complaints),
        "arrears": arrears_table(rng, figures, months, areas.codes),
    }


def _zone(manager: int) -> str:
    return f"CB{manager + 1:03d}"


def _deputies(service: Service, staff: Staff) -> Ints:
    deputy = np.arange(staff.managers)
    deputy[service.now] = service.deputy
    return deputy


def _area_table(county: _County, districts: list[Row]) -> list[Row]:
    areas, villages = county.areas, county.villages
    count = len(areas.codes)
    town = villages.town[areas.village].tolist()
    feeder = villages.feeder[areas.village]
    residential = county.consumers.residential(count)
    lng, lat = areas.coordinates()
    return rows(
        number=np.arange(1, count + 1), code=areas.codes, name=areas.names,
        district_code=[districts[t]["code"] for t in town], district=[districts[t]["name"] for t in town],
        feeder_code=villages.feeder_codes()[feeder], feeder=villages.feeder_names[feeder],
        kind=np.where(areas.public, "公变", "专变"), kva=areas.kva, status=["运行"] * count,
        customers=areas.customers, residential=residential, commercial=areas.customers - residential,
        solar=county.consumers.solar, village_code=villages.codes[areas.village],
        village=villages.names[areas.village], terrain=areas.terrain, radius_m=areas.radius_m,
        office_km=areas.office_km, reading_day=areas.reading_day,
        reading_zone=[_zone(m) for m in county.service.reader.tolist()], connected_on=areas.connected_on,
        peak_kw=areas.peak_kw.round(1), load_rate=(100 * areas.load_rate).round(1), lng=lng, lat=lat,
        coord_source=["synthetic"] * count,
    )
