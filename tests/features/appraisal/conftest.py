"""A small office with a month of figures: two managers, four areas, everything known by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from app.features.appraisal.changes.periods import OpenPeriod
from app.features.appraisal.changes.schemes import DefaultScheme
from app.kit.profile import use_profile
from app.kit.store.office import Office
from app.profiles import profile
from tests.builders import (
    a_customer,
    a_manager,
    a_representation,
    a_request,
    a_staff,
    a_visit,
    an_area,
    an_assignment,
    make,
)

MONTH = "2026-10"


@pytest.fixture(autouse=True)
def _power() -> Iterator[None]:
    """Every test of the appraisal works in the power trade unless it chooses another."""
    use_profile(profile("power"))
    yield
    use_profile(profile("power"))


@dataclass(frozen=True)
class Sample:
    """Ids of the sample office."""

    office: Office
    wei: int
    lan: int
    areas: tuple[int, int, int, int]
    scheme: int
    period: int


@pytest.fixture
def sample(office: Office) -> Sample:
    """Wei holds areas 1 and 2, Lan 3 and 4 (4 has negative loss); October 2026 is open."""
    wei = a_manager(office, staff_id=a_staff(office, code="W1", name="韦建军", trainings=2))
    lan = a_manager(office, staff_id=a_staff(office, code="L1", name="蓝海波", trainings=0))
    areas = tuple(an_area(office, name=f"{n}号公变", households=100, reading_day=5) for n in range(1, 5))
    for area, manager in zip(areas, (wei, wei, lan, lan), strict=True):
        an_assignment(office, area_id=area, manager_id=manager)
    figures = ((1000, 960, 500, 500, 0), (3000, 2880, 1500, 1485, 1), (1000, 900, 400, 400, 0), (500, 520, 200, 200, 0))
    for area, (supplied, sold, due, received, complaints) in zip(areas, figures, strict=True):
        make(office, "area_month", area_id=area, month=MONTH, supplied=float(supplied), sold=float(sold), due=due,
             received=received, complaints=complaints)  # fmt: skip
    _rounds(office, wei, lan, areas)
    scheme = office.do(DefaultScheme("方案")).result
    return Sample(office, wei, lan, areas, scheme, office.do(OpenPeriod(MONTH, scheme)).result)


def _rounds(office: Office, wei: int, lan: int, areas: tuple[int, ...]) -> None:
    """A representative in areas 1, 2 and 3, none in 4; area 2 was planned and missed; one request was late."""
    terms = [a_representation(office, area_id=areas[n], customer_id=a_customer(office, name=f"代表{n + 1}"))
             for n in range(3)]  # fmt: skip
    made = {"month": MONTH, "state": "done"}
    a_visit(office, **made, manager_id=wei, representation_id=terms[0], planned_on=date(2026, 10, 5),
            day=date(2026, 10, 5), method="reading")  # fmt: skip
    a_visit(office, month=MONTH, manager_id=wei, representation_id=terms[1], planned_on=date(2026, 10, 6),
            state="missed", missed_for="外出")  # fmt: skip
    a_visit(office, **made, manager_id=lan, representation_id=terms[2], planned_on=None, day=date(2026, 10, 28),
            method="on_site")  # fmt: skip
    late = {"raised_on": date(2026, 10, 1), "due_on": date(2026, 10, 8)}
    a_request(office, area_id=areas[0], **late, closed_on=date(2026, 10, 12), answer="已处理")
    a_request(office, area_id=areas[1], **late, closed_on=date(2026, 10, 3), answer="已处理", escalated=True)
