"""An office file of every released version opens, is brought up to date, and still undoes what it did."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.features.areas.model import Area
from app.features.audit.queries import verify_chain
from app.kit.store.access import Account
from app.kit.store.database import open_database
from app.kit.store.office import Office
from app.migrations import is_current, prepare

OLD = Path(__file__).resolve().parents[1] / "old"
FILES = sorted(OLD.glob("*.db"))


def test_every_release_left_an_office_here() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_old_office_opens_and_is_whole(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "office.db"
    shutil.copy(file, copy)
    database = open_database(str(copy))
    prepare(database)
    assert is_current(database)
    office = Office(database, Account("陈主任"), date(2026, 11, 24))
    assert office.ask(lambda ctx: ctx.session.query(Area).count()) == 3
    assert office.ask(verify_chain).holds
    office.undo()
    assert office.ask(lambda ctx: ctx.session.query(Area).count()) == 2
    database.close()
