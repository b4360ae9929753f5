"""A desk over an office with districts, areas and staff, for every test of the window's machinery."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.features.areas.model import Area
from app.features.org.model import District, Staff
from app.kit.settings import UserSettings
from app.kit.store.change import Change
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.ui.desk import Desk

VILLAGES = ("翠屏", "城中", "城南", "大塘", "六安")


@dataclass(frozen=True)
class Settle(Change):
    """Write two districts, ``areas`` areas and three employees."""

    title: ClassVar[str] = "Settle"
    permission: ClassVar[str] = "areas.create"
    areas: int = 450

    def apply(self, ctx: Context) -> None:
        one, two = ctx.insert(District, [{"code": "D1", "name": "城关供电所"}, {"code": "D2", "name": "大塘供电所"}])
        ctx.insert(Area, [
            {"code": f"A{at:04}", "name": f"{VILLAGES[at % 5]}{at}号公变", "village": f"{VILLAGES[at % 5]}村",
             "district_id": two if at % 3 else one, "households": at, "capacity": None if at % 7 == 0 else 100.0,
             "terrain": ("plain", "hills", "mountains")[at % 3]}
            for at in range(self.areas)
        ])  # fmt: skip
        ctx.insert(Staff, [
            {"code": "S1", "name": "张伟", "phone": "10012345678", "district_id": one},
            {"code": "S2", "name": "韦建军", "phone": "10087654321"},
            {"code": "S3", "name": "周武", "phone": None},
        ])  # fmt: skip


@pytest.fixture(autouse=True)
def _no_key_is_held(qapp: QApplication) -> Iterator[None]:
    """Qt remembers the modifiers of the last key a test pressed: the next test starts without."""
    yield
    QTest.keyClick(QWidget(), Qt.Key.Key_Home)


@pytest.fixture
def county(office: Office) -> Office:
    """The office with 450 areas."""
    office.do(Settle())
    return office


@pytest.fixture
def desk(qapp: QApplication, county: Office) -> Iterator[Desk]:
    """A desk over the county, idle."""
    made = Desk(county)
    assert made.wait_idle()
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: object) -> UserSettings:
    """Settings of nobody yet."""
    return UserSettings(tmp_path / "settings.json")  # type: ignore[operator]
