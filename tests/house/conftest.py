"""The offices every feature is examined in: one with nothing in it, and one in which no list is empty."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assembly.opening import use_profile
from app.kit.store.access import Account
from app.kit.store.database import open_database
from app.kit.store.office import Office
from tests.conftest import TODAY
from tests.house.seeded import fill


def opened(file: Path) -> Office:
    """The office in ``file``, its trade chosen."""
    office = Office(open_database(str(file)), Account("陈主任"), TODAY)
    use_profile(office)
    return office


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory, empty_office: Path) -> Path:
    """The file of an office in which every list shows something, filled once."""
    file = tmp_path_factory.mktemp("seeded") / "office.db"
    shutil.copy(empty_office, file)
    office = opened(file)
    fill(office)
    office.close()
    return file


@pytest.fixture(scope="session")
def full(seeded_file: Path) -> Iterator[Office]:
    """The seeded office, for tests that only read."""
    office = opened(seeded_file)
    yield office
    office.close()


@pytest.fixture(scope="session", params=["empty", "seeded"])
def either(request: pytest.FixtureRequest) -> Iterator[Office]:
    """Once the empty office, once the seeded one, for tests that only read."""
    office = opened(request.getfixturevalue("empty_office" if request.param == "empty" else "seeded_file"))
    yield office
    office.close()


@pytest.fixture(scope="module")
def seeded(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A seeded office that a module may change and must undo."""
    file = tmp_path_factory.mktemp("examined") / "office.db"
    shutil.copy(seeded_file, file)
    office = opened(file)
    yield office
    office.close()
