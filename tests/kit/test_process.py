"""A calculation in its own process: reports arrive, the best is kept when it is ended or dies, failures are told."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.kit.errors import Cancelled, Refusal, Trouble
from app.kit.job import Progress
from app.kit.process import run_killable
from tests.kit.anytime import chatter, count, count_and_die, count_and_hang, own_number, refuse

ROOT = Path(__file__).resolve().parents[2]


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except OSError:
        return False
    return not (Path(f"/proc/{number}/stat").exists() and " Z " in Path(f"/proc/{number}/stat").read_text())


def test_reports_come_in_order_and_the_result_last() -> None:
    heard: list[int] = []
    assert run_killable(count, (3,), None, heard.append) == 4
    assert heard == [1, 2, 3]


def test_a_cancelled_calculation_gives_its_last_report() -> None:
    progress = Progress()

    def stop(value: int) -> None:
        if value == 5:
            progress.cancel()

    assert run_killable(count_and_hang, (5,), progress, stop) == 5


def test_nothing_is_kept_where_nothing_was_reported() -> None:
    progress = Progress()
    threading.Timer(0.05, progress.cancel).start()
    with pytest.raises(Cancelled):
        run_killable(count_and_hang, (0,), progress)


def test_a_dead_process_gives_its_last_report_or_says_that_it_died() -> None:
    assert run_killable(count_and_die, (2,)) == 2
    with pytest.raises(RuntimeError, match="without an answer"):
        run_killable(count_and_die, (0,))


def test_what_libraries_print_does_not_disturb() -> None:
    assert run_killable(chatter, ()) == 2


def test_a_refusal_arrives_as_it_was_raised() -> None:
    with pytest.raises(Refusal, match="No more than twelve") as told:
        run_killable(refuse, ("refusal",))
    assert told.value.field == "areas"
    with pytest.raises(Trouble, match="The file is damaged"):
        run_killable(refuse, ("unreadable",))
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        run_killable(refuse, ("defect",))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_process_ends_with_the_one_that_asked() -> None:
    asking = (
        "from app.kit.process import run_killable; from tests.kit.anytime import own_number; "
        "run_killable(own_number, (), None, lambda n: print(n, flush=True))"
    )
    parent = subprocess.Popen([sys.executable, "-c", asking], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout
        number = int(parent.stdout.readline())
        assert is_alive(number)
        parent.kill()
    for _turn in range(100):
        if not is_alive(number):
            break
        time.sleep(0.05)
    assert not is_alive(number)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_no_process_is_left_behind() -> None:
    progress, numbers = Progress(), list[int]()

    def stop(number: int) -> None:
        numbers.append(number)
        progress.cancel()

    assert [run_killable(own_number, (), progress, stop)] == numbers
    assert not is_alive(numbers[0])
