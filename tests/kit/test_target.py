"""A target that cannot be written: the old file is whole, nothing lies beside it, and a sentence says why."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.kit.errors import Trouble
from app.kit.fields import Field, Kind
from app.kit.store.query import Column
from app.kit.writing import write_listing

if sys.platform == "win32":
    pytest.skip("the conditions are made with the means of Linux", allow_module_level=True)

import resource

NOBODY = 65534
ENDINGS = pytest.mark.parametrize("ending", ["xlsx", "csv"])
COLUMNS = [Column("note", Field("Remarks", Kind.NOTE, "note"), None)]


def rows(count: int) -> Iterator[Sequence[Any]]:
    for n in range(count):
        yield [f"{n:08} {hash(n * 7919) % 10**12} 一句话"]


@contextlib.contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """Files may not grow past ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Somebody who owns nothing."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def mount(*words: str | Path) -> None:
    if subprocess.run(["mount", *words], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody reaches (pytest's own are closed)."""
    made = Path("/tmp") / f"pianqu-target-{os.getpid()}"
    made.mkdir()
    yield made
    shutil.rmtree(made)


@ENDINGS
def test_a_file_that_may_grow_no_more(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"a.{ending}"
    target.write_bytes(b"old")
    with no_more_than(100_000), pytest.raises(Trouble, match="disk is full") as told:
        write_listing(target, "A", COLUMNS, rows(20_000))
    assert str(target) in str(told.value) and "is whole" in str(told.value)
    assert target.read_bytes() == b"old" and os.listdir(tmp_path) == [target.name]


@ENDINGS
def test_a_full_disk(tmp_path: Path, ending: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", disk)
    try:
        target = disk / f"a.{ending}"
        target.write_bytes(b"old")
        with pytest.raises(Trouble, match="disk is full"):
            write_listing(target, "A", COLUMNS, rows(20_000))
        assert target.read_bytes() == b"old" and os.listdir(disk) == [target.name]
        write_listing(target, "A", COLUMNS, rows(10))
        assert target.stat().st_size > 3
    finally:
        subprocess.run(["umount", disk], check=True)


@ENDINGS
def test_a_folder_that_may_not_be_written_to(folder: Path, ending: str) -> None:
    target = folder / f"a.{ending}"
    target.write_bytes(b"old")
    folder.chmod(0o555)
    with nobody(), pytest.raises(Trouble, match="is open in another program, or may not be written to"):
        write_listing(target, "A", COLUMNS, rows(10))
    assert target.read_bytes() == b"old"


@ENDINGS
def test_a_file_that_may_not_be_replaced(folder: Path, ending: str) -> None:
    """In a sticky folder as on Windows when Excel has the file open: writing beside it works, swapping does not."""
    target = folder / f"a.{ending}"
    target.write_bytes(b"old")
    folder.chmod(0o1777)
    with nobody(), pytest.raises(Trouble, match="is open in another program, or may not be written to"):
        write_listing(target, "A", COLUMNS, rows(10))
    assert target.read_bytes() == b"old" and os.listdir(folder) == [target.name]


def test_a_file_under_a_mount_is_told_as_it_is(tmp_path: Path) -> None:
    target, other = tmp_path / "a.csv", tmp_path / "b"
    target.write_bytes(b"old")
    other.write_bytes(b"other")
    mount("--bind", other, target)
    try:
        with pytest.raises(Trouble, match=r"a\.csv cannot be written: Device or resource busy"):
            write_listing(target, "A", COLUMNS, rows(10))
        assert target.read_bytes() == b"other" and sorted(os.listdir(tmp_path)) == ["a.csv", "b"]
    finally:
        subprocess.run(["umount", target], check=True)
    assert target.read_bytes() == b"old"
