"""An open office for every test that wants one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.catalogue import load_models
from app.kit import words
from app.kit.access import Account
from app.kit.database import open_database
from app.kit.office import Office
from app.kit.row import Table_

TODAY = date(2026, 11, 24)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty office in a file of its own."""
    load_models()
    database = open_database(str(tmp_path / "office.db"))
    Table_.metadata.create_all(database.engine)
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
