"""Offices that cannot be opened: each is told apart, and what lies there stays as it was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from app import migrations
from app.kit.store.database import open_database
from tests.cli.conftest import Cli, tells


def _spoil(file: Path, first: int, last: int) -> None:
    content = bytearray(file.read_bytes())
    content[first:last] = bytes(last - first)
    file.write_bytes(content)


def _sql(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def _text(file: Path) -> None:
    file.write_text("hello", encoding="utf-8")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:60_000])


def _foreign(file: Path) -> None:
    file.unlink()
    _sql(file, "CREATE TABLE notes (text)")


WRONG: dict[str, tuple[Callable[[Path], None], str]] = {
    "text": (_text, "is not an office file."),
    "folder": (_folder, "is a folder, not an office file."),
    "missing": (Path.unlink, "There is no office file"),
    "another program's": (_foreign, "is a database, but not an office."),
    "newer": (lambda file: _sql(file, "UPDATE alembic_version SET version_num = '9999'"), "by a newer version"),
    "cut": (_half, "is damaged or not an office file. Restore a backup."),
    "overwritten": (lambda file: _spoil(file, 4096, 400_000), "is damaged or not an office file. Restore a backup."),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("words", [("list", "areas"), ("undo",), ("check",)], ids=" ".join)
def test_a_wrong_file_is_told_apart_and_left_alone(
    cli: Cli, file: Path, wrong: str, words: tuple[str, ...]
) -> None:
    spoil, sentence = WRONG[wrong]
    spoil(file)
    before = file.read_bytes() if file.is_file() else None
    tells(cli(*words, "--office", file), str(file), sentence)
    assert (file.read_bytes() if file.is_file() else None) == before


def test_an_impossible_place_is_told(cli: Cli, file: Path) -> None:
    tells(cli("list", "areas", "--office", file.parent / "none" / "office.db"), "There is no office file")
    tells(cli("demo", "S", "--office", file.parent / "none" / "office.db"), "The folder", "does not exist.")
    tells(cli("demo", "S", "--office", file / "office.db"), "The folder", "does not exist.")
    tells(cli("list", "areas", "--office", "x" * 300), "There is no office file")
    tells(cli("demo", "S", "--office", "x" * 300 + ".db"), "cannot be opened")


def test_a_home_that_cannot_be_made_is_told(cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIANQU_HOME", str(file / "home"))
    tells(cli("today"), "The folder", "cannot be made")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://nobody@127.0.0.1:1/office", "The database server postgresql://nobody@127.0.0.1:1/office "
         "cannot be reached."),
        ("postgresql://nobody:secret@127.0.0.1:1/office", "nobody:***@"),
        ("postgresql://host:port/office", "is no address of a server. Write it as postgresql://"),
        ("mysql://localhost/office", "mysql:// is no address of an office."),
    ],
)  # fmt: skip
def test_a_server_that_is_not_there_is_told(cli: Cli, address: str, sentence: str) -> None:
    said = cli("list", "areas", "--office", address)
    tells(said, sentence)
    assert "secret" not in said.err


def test_an_office_in_use_is_waited_for_and_then_told(
    cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.kit.store.database.PATIENCE_MS", 50)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = cli("do", "Edit", "--row", "area", "--id", "1", "--households", "9", "--office", file)
        tells(told, "is in use by another program. Try again in a moment.")
        assert cli("list", "areas", "--office", file).code == 0
        other.execute("ROLLBACK")
    assert cli("do", "Edit", "--row", "area", "--id", "1", "--households", "9", "--office", file).code == 0


def test_the_own_office_is_made_when_first_used(cli: Cli, tmp_path: Path) -> None:
    assert cli("list", "areas").code == 0
    assert (tmp_path / "home" / "office.db").is_file()


def test_an_older_office_is_backed_up_and_brought_up_to_date(cli: Cli, tmp_path: Path) -> None:
    """An office of the version before the last table: it is kept as it was, then it has what it lacked."""
    versions = sorted(path.stem.split("_")[0] for path in (Path(migrations.__file__).parent / "versions").glob("0*.py"))
    file = tmp_path / "older.db"
    _make(file, versions[-2])
    values = "('D1', '城关供电所', 'cggds', 1, '')"
    _sql(file, f"INSERT INTO district (code, name, initials, version, source) VALUES {values}")
    assert [row["name"] for row in cli("list", "districts", "--office", file, "--json").json] == ["城关供电所"]
    (kept,) = (tmp_path / "older-backups").glob("*.db")
    assert (_version(kept), _version(file)) == (versions[-2], versions[-1])
    assert cli("list", "periods", "--office", file).code == 0


def _make(file: Path, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    database = open_database(str(file))
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        connection.commit()
    database.close()


def _version(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
