"""The command line in this process: ``said = cli("list", "areas")`` has exit code, output and errors."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.kit.store.access import Account
from app.kit.store.database import open_database
from app.kit.store.office import Office
from app.main import main
from tests import builders as a


@dataclass(frozen=True)
class Said:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its answer for scripts."""
        return json.loads(self.out)


Cli = Callable[..., Said]


@pytest.fixture
def cli(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qapp: QApplication
) -> Cli:
    """Run ``pianqu`` with these words on 24 November 2026, in English, its data under ``tmp_path/home``."""
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PIANQU_TODAY", "2026-11-24")
    monkeypatch.setenv("PIANQU_LANGUAGE", "en")

    def run(*words: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def filled_office(tmp_path_factory: pytest.TempPathFactory, empty_office: Path) -> Path:
    """An office of two areas; the first has a manager and a representative with a visit planned for today."""
    file = tmp_path_factory.mktemp("filled") / "office.db"
    shutil.copy(empty_office, file)
    database = open_database(str(file))
    office = Office(database, Account("陈主任"), date(2026, 11, 24))
    area = a.an_area(office, code="0451000001", name="翠屏1号公变", village="翠屏", households=80)
    a.an_area(office, code="0451000002", name="大塘2号公变", village="大塘", households=120)
    staff = a.a_staff(office, code="G1", name="韦明", phone="10012345678")
    manager = a.a_manager(office, staff_id=staff)
    a.an_assignment(office, area_id=area, manager_id=manager)
    customer = a.a_customer(office, code="DB1", name="蓝秀", phone="10087654321")
    term = a.a_representation(office, customer_id=customer, area_id=area)
    a.a_visit(office, manager_id=manager, representation_id=term, planned_on=date(2026, 11, 24))
    database.close()
    return file


@pytest.fixture
def file(tmp_path: Path, filled_office: Path) -> Path:
    """A copy of the filled office that a test may spoil."""
    copy = tmp_path / "office.db"
    shutil.copy(filled_office, copy)
    return copy


def tells(said: Said, *parts: str) -> None:
    """Assert that a command was refused with a sentence that holds ``parts``, and nothing else was said."""
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("pianqu: ")
    assert "Traceback" not in said.err
    for part in parts:
        assert part in said.err
