"""Files appear whole or not at all; an earlier office is set aside, whole."""

from pathlib import Path

import pytest

from app.cli.workshop import deliver, workshop
from app.kit.errors import Trouble


def make(work: Path, **files: str) -> None:
    for name, text in files.items():
        path = work / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_is_finished_appears_and_nothing_else_is_left(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    with workshop(out) as work:
        make(work, office_db="1", input__x_csv="2", list_pdf="3")
        assert names(out) == {f"{work.name}/{name}" for name in ("office.db", "input/x.csv", "list.pdf")}
        assert set(deliver(work, out)) == {out / "office.db", out / "input" / "x.csv", out / "list.pdf"}
    assert names(out) == {"office.db", "input/x.csv", "list.pdf"}


def test_a_failure_leaves_what_was_there_and_no_folder_made_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_text("old")
    with pytest.raises(ZeroDivisionError), workshop(tmp_path) as work:
        make(work, list_pdf="new")
        raise ZeroDivisionError
    assert {name: (tmp_path / name).read_text() for name in names(tmp_path)} == {"list.pdf": "old"}
    with pytest.raises(ZeroDivisionError), workshop(tmp_path / "a" / "b"):
        raise ZeroDivisionError
    assert not (tmp_path / "a").exists()


def test_each_earlier_office_is_kept_with_what_belongs_to_it(tmp_path: Path) -> None:
    for run in "123":
        with workshop(tmp_path) as work:
            make(work, office_db=run)
            deliver(work, tmp_path)
        (tmp_path / "office.db-wal").write_text(f"wal of {run}")
    kept = sorted(path for path in tmp_path.glob("office-*.db"))
    assert sorted(path.read_text() for path in kept) == ["1", "2"]
    for path in kept:
        assert path.with_name(f"{path.name}-wal").read_text() == f"wal of {path.read_text()}"
    assert (tmp_path / "office.db").read_text() == "3"


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match="cannot be written"), workshop(tmp_path / "file" / "out"):
        raise AssertionError("no work without a place")
    (tmp_path / "list.pdf").mkdir()
    with pytest.raises(Trouble, match=r"list\.pdf cannot be written"), workshop(tmp_path) as work:
        make(work, list_pdf="new")
        deliver(work, tmp_path)
    assert names(tmp_path) == {"file"}
