"""A small office: two managers with areas and representatives, a third without a telephone or an area."""

from dataclasses import dataclass

import pytest

from app.features.org.changes import SetSetting
from app.kit.store.office import Office
from tests.builders import a_customer, a_district, a_manager, a_representation, a_staff, an_area, an_assignment


@dataclass(frozen=True)
class Small:
    """Ids of the small office. ``wei`` serves three representatives in two villages, ``ouyang`` one, ``mo`` none."""

    office: Office
    wei: int
    ouyang: int
    mo: int
    customers: tuple[int, ...]
    terms: tuple[int, ...]
    areas: tuple[int, ...]


@pytest.fixture
def small(office: Office) -> Small:
    office.do(SetSetting("office.name", "忻城供电公司"))
    home = a_district(office, name="城关供电所", telephone="0772-5512345", address="城关镇芝州一路12号")
    wei, ouyang, mo = (
        a_manager(office, staff_id=a_staff(office, code=f"G{n}", name=name, phone=phone, post=post, district_id=home))
        for n, (name, phone, post) in enumerate((
            ("韦春生", "10022314087", "客户经理"), ("欧阳昌㛃", "10004679921", "高级客户经理"), ("莫日华", None, None)))
    )  # fmt: skip
    areas = tuple(
        an_area(office, code=f"TQ{n}", name=f"{village}{n}号公变", village=village, households=90 - n)
        for n, village in enumerate(("户山村", "旧屯村", "户山村", "思练社区"))
    )  # fmt: skip
    customers = tuple(a_customer(office, code=f"DB{n}", name=f"代表{n}") for n in range(4))
    terms = tuple(a_representation(office, customer_id=c, area_id=a) for c, a in zip(customers, areas, strict=True))
    for number, area in enumerate(areas):
        an_assignment(office, area_id=area, manager_id=wei if number < 3 else ouyang)
    return Small(office, wei, ouyang, mo, customers, terms, areas)
