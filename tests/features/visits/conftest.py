"""A small office with two managers whose rounds can be planned."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.kit.store.office import Office
from tests.builders import a_customer, a_manager, a_representation, a_staff, an_area, an_assignment, make


@dataclass(frozen=True)
class Round:
    """Ids of the small office: two managers, the areas and representatives of each."""

    office: Office
    managers: tuple[int, int]
    areas: tuple[int, ...]
    terms: tuple[int, ...]
    customers: tuple[int, ...]


@pytest.fixture
def small(office: Office) -> Round:
    """Wei reads zone 1, where three of his four areas lie; Qin has two areas; one area has no manager."""
    wei = a_manager(office, staff_id=a_staff(office, code="G1", name="韦建军"), reading_route="一区")
    qin = a_manager(office, staff_id=a_staff(office, code="G2", name="覃丽芳"), reading_route="二区")
    places = [("翠屏", 5, "一区"), ("翠屏", 5, "一区"), ("城中", 6, "一区"), ("泮水", 5, "三区"), ("大塘", 4, "二区"),
              ("六安", 4, "二区"), ("无主", 4, "二区")]  # fmt: skip
    areas, terms, customers = [], [], []
    for n, (village, day, zone) in enumerate(places):
        areas.append(an_area(office, code=f"TQ{n}", name=f"{village}{n}号公变", village=village, reading_day=day,
                             reading_zone=zone))  # fmt: skip
        customers.append(a_customer(office, code=f"DB{n}", name=f"代表{n}", phone=f"1001234567{n}"))
        terms.append(a_representation(office, customer_id=customers[-1], area_id=areas[-1]))
        if village != "无主":
            an_assignment(office, area_id=areas[-1], manager_id=wei if n < 4 else qin)
    make(office, "calendar_day", day=date(2026, 12, 2), mark="off", name="演示假日")
    make(office, "calendar_day", day=date(2026, 12, 5), mark="worked", name="演示调休")
    return Round(office, (wei, qin), tuple(areas), tuple(terms), tuple(customers))
