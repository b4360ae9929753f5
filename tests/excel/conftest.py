"""A small office that the corpus speaks of."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.kit.store.access import Account
from app.kit.store.database import open_database
from app.kit.store.office import Office
from tests.builders import (
    a_customer,
    a_department,
    a_district,
    a_feeder,
    a_manager,
    a_representation,
    a_staff,
    an_area,
    an_assignment,
)
from tests.conftest import TODAY


@pytest.fixture(scope="session")
def filled_office(empty_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two offices, four managers (two of them called 莫某), three areas, one representative."""
    file = tmp_path_factory.mktemp("corpus") / "office.db"
    shutil.copy(empty_office, file)
    database = open_database(str(file))
    office = Office(database, Account("陈主任"), TODAY)
    town = a_district(office, code="D01", name="城关供电所")
    a_district(office, code="D02", name="大塘供电所")
    a_department(office, name="营销部")
    feeder = a_feeder(office, name="城关901线")
    staff = (("0101", "韦某"), ("0102", "莫某"), ("0103", "莫某"), ("0104", "覃某某"))
    managers = [a_manager(office, staff_id=a_staff(office, code=code, name=name)) for code, name in staff]
    areas = [
        an_area(office, code=f"045100000{n}", name=name, district_id=town, feeder_id=feeder, households=60)
        for n, name in enumerate(("新村公变", "老村公变", "大塘公变"), 1)
    ]
    an_assignment(office, area_id=areas[0], manager_id=managers[0])
    customer = a_customer(office, code="DB000001", name="蓝某", phone="10011112222", area_id=areas[0])
    a_representation(office, customer_id=customer, area_id=areas[0])
    database.close()
    return file


@pytest.fixture
def known(filled_office: Path, tmp_path: Path) -> Iterator[Office]:
    """That office in a file of its own."""
    file = tmp_path / "office.db"
    shutil.copy(filled_office, file)
    database = open_database(str(file))
    yield Office(database, Account("陈主任"), TODAY)
    database.close()
