"""An open office for every test that wants one."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.kit import words
from app.kit.store.access import Account
from app.kit.store.database import open_database
from app.kit.store.office import Office
from app.migrations import prepare

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office file with all tables and nothing in them, made once by the real migrations."""
    file = tmp_path_factory.mktemp("empty") / "office.db"
    database = open_database(str(file))
    prepare(database)
    database.close()
    return file


@pytest.fixture
def office(tmp_path: Path, empty_office: Path) -> Iterator[Office]:
    """An empty office in a file of its own."""
    file = tmp_path / "office.db"
    shutil.copy(empty_office, file)
    database = open_database(str(file))
    yield Office(database, Account("陈主任"), TODAY)
    database.close()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Tests read source strings unless they choose a language themselves."""
    words.use_language("en")
    words.use_trade({})
    yield
    words.use_language("en")
    words.use_trade({})
