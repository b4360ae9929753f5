"""Migrations: an office file of any released version is brought to this one, never past it.

The numbered files under ``versions`` are the only way a table comes into being, for a new office
as for an old one, so that both are the same.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.catalogue import load_models
from app.kit.errors import Unreadable
from app.kit.store.database import Database
from app.kit.words import _

FOLDER = Path(__file__).parent


def newest() -> str:
    """The number of the last migration, from the file names alone: no need to load them to compare."""
    return max(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def version_of(connection: Connection) -> str | None:
    """The version an office was left at; None for an empty database."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tables:
        file = connection.engine.url.database
        raise Unreadable("not_an_office", _("{file} is a database, but not an office.", file=file))
    return None


def is_current(database: Database) -> bool:
    """True if nothing needs to be done; refuses a database made by a newer program."""
    with database.engine.connect() as connection:
        found = version_of(connection)
    if found is not None and found > newest():
        raise Unreadable(
            "newer",
            _("{file} was made by a newer version of the program ({found}, this one knows {known}). "
              "Install that version.",
              file=database.address, found=found, known=newest()),
        )  # fmt: skip
    return found == newest()


def prepare(database: Database) -> bool:
    """Create or upgrade the tables if needed, in one transaction; True if something was done."""
    load_models()
    if is_current(database):
        return False
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(config, "head")
        connection.commit()
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA optimize")
    return True
