"""A village office in which two managers wish for the same areas."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.features.allocation.changes import DecideRound, OpenRound, RecordFamiliarity
from app.kit.store.office import Office
from tests import builders as make

OPENED, CLOSES = date(2026, 11, 1), date(2026, 11, 20)


@dataclass(frozen=True)
class Village:
    """A district office with three areas and two managers; 韦 is longer in the role, 黄 reads the third area."""

    office: Office
    wei: int
    huang: int
    areas: tuple[int, int, int]


@pytest.fixture
def village(office: Office) -> Village:
    district = make.a_district(office)
    staff = [make.a_staff(office, code=code, name=name) for code, name in (("G1", "韦明"), ("G2", "黄秀"))]
    wei = make.a_manager(office, staff_id=staff[0], district_id=district, since=date(2016, 1, 1))
    huang = make.a_manager(office, staff_id=staff[1], district_id=district, reading_route="北片")
    areas = tuple(
        make.an_area(office, code=f"A{n}", name=f"{place}公变", village=f"{place}村", district_id=district,
                     reading_zone="北片" if n == 3 else None)
        for n, place in enumerate(("三岔", "龙塘", "平安"), 1)
    )  # fmt: skip
    return Village(office, wei, huang, areas)  # type: ignore[arg-type]


def wish(village: Village, manager: int, area: int, wish: int | None, *marks: int) -> None:
    village.office.do(RecordFamiliarity(manager, village.areas[area], wish, *marks))


def decide(village: Village, seed: int = 7) -> int:
    """A round opened, closed on the twentieth, and decided today."""
    number: int = village.office.do(OpenRound("2026", OPENED, CLOSES)).result
    village.office.do(DecideRound(number, "陈主任", seed))
    return number


def clashing(village: Village) -> None:
    """Both wish for the first (韦 first), both first for the second (黄 knows it), one alone for the third."""
    wish(village, village.wei, 0, 1, 3, 3, 3)
    wish(village, village.huang, 0, 2, 5, 5, 5)
    wish(village, village.wei, 1, 1, 3, 3, 3)
    wish(village, village.huang, 1, 1, 4, 4, 4)
    wish(village, village.huang, 2, 3)
