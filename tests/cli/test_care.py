"""``backup``, ``restore``, ``check``: there and back, and no foreign file ever takes the office's place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, tells


def _households(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT households FROM area WHERE id = 1").fetchone()[0])


def _edit(cli: Cli, file: Path, households: int) -> None:
    words = ("--row", "area", "--id", "1", "--households", households)
    assert cli("do", "Edit", *words, "--office", file).code == 0


def test_there_and_back(cli: Cli, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    taken = cli("backup", "--out", kept, "--office", file, "--json").json
    assert (taken["file"], len(taken["sha256"])) == (str(kept), 64)
    _edit(cli, file, 5)
    restored = cli("restore", kept, "--office", file, "--json").json
    assert _households(file) == 80
    assert _households(Path(restored["aside"])) == 5
    assert cli("check", "--office", file, "--json").json["ok"] is True


def test_by_default_a_backup_lies_beside_its_office(cli: Cli, file: Path) -> None:
    assert "rows, checked." in cli("backup", "--office", file).out
    assert len(list((file.parent / "office-backups").glob("*.db"))) == 1


def test_a_backup_that_cannot_be_written_is_told(cli: Cli, file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    tells(cli("backup", "--out", file / "b.db", "--office", file), "The backup could not be written to", "b.db")
    tells(cli("backup", "--out", tmp_path, "--office", file), "A backup cannot be written over", str(tmp_path))
    tells(cli("backup", "--out", file, "--office", file), "A backup cannot be written over")
    assert file.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("kind", ["missing", "text", "foreign", "newer", "altered"])
def test_no_strange_file_takes_the_offices_place(cli: Cli, file: Path, tmp_path: Path, kind: str) -> None:
    strange = tmp_path / "strange.db"
    if kind == "text":
        strange.write_text("hello", encoding="utf-8")
    if kind in {"newer", "altered"}:
        assert cli("backup", "--out", strange, "--office", file).code == 0
    if kind not in {"missing", "text"}:
        sql = {"foreign": "CREATE TABLE notes (text)", "altered": "UPDATE area SET households = 1",
               "newer": "UPDATE alembic_version SET version_num = '9999'"}[kind]  # fmt: skip
        with closing(sqlite3.connect(strange)) as connection, connection:
            connection.execute(sql)
    sentence = {"missing": "There is no backup", "text": "is damaged or not an office file",
                "foreign": "is a database, but not an office.", "newer": "made by a newer version",
                "altered": "was changed after it was taken"}[kind]  # fmt: skip
    tells(cli("restore", strange, "--office", file), sentence, str(strange))
    assert _households(file) == 80


def test_an_altered_journal_is_found(cli: Cli, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE journal_entry SET author = '别人' WHERE number = 2")
    tells(cli("check", "--office", file), "Journal entry 2 was changed after it was written.")


def test_a_loose_reference_is_found(cli: Cli, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE area SET district_id = 4711 WHERE id = 1")
    tells(cli("check", "--office", file), "area row 1 refers to nothing.")


def test_a_whole_office_is_said_to_be_whole(cli: Cli, file: Path) -> None:
    assert cli("check", "--office", file).out == "The database and the journal are whole.\n"
