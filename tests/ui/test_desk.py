"""The desk: newest question wins, the gone are skipped, changes are told, jobs report and stop."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from sqlalchemy import func, select

from app.features.areas.model import Area
from app.kit.errors import Refusal
from app.kit.job import Progress
from app.kit.store.change import Create, Edit
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.ui.desk import Desk
from app.ui.lanes import Step


def areas(ctx: Context) -> int:
    return int(ctx.session.scalar(select(func.count(Area.id))) or 0)


def test_an_answer_arrives_in_the_windows_thread(desk: Desk) -> None:
    here: list[Any] = []
    desk.ask(desk, "n", areas, then=lambda n: here.append((n, threading.current_thread())))
    assert here == []
    assert desk.wait_idle()
    assert here == [(450, threading.main_thread())]


def test_the_newest_question_of_a_slot_wins(desk: Desk) -> None:
    owner, told = QObject(), []
    gate = threading.Event()
    ran: list[int] = []

    def slow(_ctx: Context, n: int) -> int:
        ran.append(n)
        gate.wait(5)
        return n

    for n in range(6):
        desk.ask(owner, "one", slow, n, then=told.append)
    desk.ask(owner, "other", slow, 100, then=told.append)
    gate.set()
    assert desk.wait_idle()
    assert sorted(told) == [5, 100]
    assert len(ran) < 6, "a question asked anew before it began is never carried out"


def test_a_gone_owner_is_skipped(desk: Desk) -> None:
    closed, destroyed, told = QObject(), QObject(), []
    desk.ask(closed, "n", areas, then=told.append)
    desk.ask(destroyed, "n", areas, then=told.append)
    desk.forget(closed)
    delete(destroyed)
    assert desk.wait_idle()
    assert told == []


def test_a_change_tells_what_it_changed_and_can_be_undone(desk: Desk, qtbot: QtBot) -> None:
    said: list[Any] = []
    noticed: list[frozenset[str]] = []
    desk.said.connect(lambda text, number: said.append((text, number)))
    desk.noticed.connect(noticed.append)
    done: list[Any] = []
    desk.do(Create("area", {"code": "X", "name": "新"}), done.append)
    assert desk.wait_idle()
    assert said == [(done[0].said, done[0].number)]
    assert noticed == [frozenset({"area"})]
    desk.undo()
    assert desk.wait_idle()
    assert desk.office.ask(areas) == 450
    desk.redo()
    assert desk.wait_idle()
    assert desk.office.ask(areas) == 451
    assert len(said) == 3 and len(noticed) == 3


def test_a_quiet_change_is_noticed_but_not_said(desk: Desk) -> None:
    said: list[Any] = []
    noticed: list[Any] = []
    desk.said.connect(lambda *told: said.append(told))
    desk.noticed.connect(noticed.append)
    desk.do(Create("area", {"code": "X", "name": "新"}), quiet=True)
    assert desk.wait_idle()
    assert (said, noticed) == ([], [frozenset({"area"})])


def test_a_refusal_goes_to_who_asked_or_to_the_window(desk: Desk) -> None:
    troubled: list[str] = []
    refused: list[Any] = []
    desk.troubled.connect(troubled.append)
    twin = Create("area", {"code": "A0001", "name": "双"})
    desk.do(twin, refused=refused.append)
    desk.do(twin)
    assert desk.wait_idle()
    assert isinstance(refused[0], Refusal) and refused[0].field == "code"
    assert troubled == [str(refused[0])]


def test_a_defect_is_logged_and_said_clearly(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    troubled: list[str] = []
    desk.troubled.connect(troubled.append)
    desk.ask(desk, "broken", lambda _ctx: 1 / 0, then=lambda _never: pytest.fail("no answer"))
    assert desk.wait_idle()
    assert len(troubled) == 1 and "ZeroDivision" not in troubled[0]
    assert "ZeroDivisionError" in caplog.text


def test_writes_keep_their_order(desk: Desk) -> None:
    id_ = desk.office.ask(lambda ctx: ctx.by_key(Area, code="A0001").id)
    for n in range(20):
        desk.do(Edit("area", id_, {"households": n}))
    assert desk.wait_idle()
    assert desk.office.ask(lambda ctx: ctx.get(Area, id_).households) == 19


def _counting(steps: int, pause: float) -> Callable[[Office, Progress], int]:
    def job(_office: Office, progress: Progress) -> int:
        for at in range(steps):
            progress.step(at, steps, "counting")
            time.sleep(pause)
        progress.step(steps, steps)
        return steps

    return job


def test_a_job_reports_and_answers(desk: Desk) -> None:
    steps: list[Step] = []
    ended: list[int] = []
    told: list[int] = []
    desk.progressed.connect(steps.append)
    desk.finished.connect(ended.append)
    number = desk.run("Counting", _counting(10, 0.02), told.append)
    assert desk.jobs() == (number,)
    assert desk.wait_idle()
    assert told == [10] and ended == [number] and desk.jobs() == ()
    assert [step.fraction for step in steps] == sorted(step.fraction for step in steps)
    assert steps[0].fraction == 0 and steps[-1].fraction == 1
    assert {step.title for step in steps} == {"Counting"}
    assert any(step.remaining is not None for step in steps)


def test_a_job_stops_when_told(desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _number: said.append(text))
    number = desk.run("Counting", _counting(10_000, 0.005), lambda _never: pytest.fail("it was stopped"))
    qtbot.waitUntil(lambda: bool(desk.jobs()))
    with qtbot.waitSignal(desk.finished, timeout=2_000):
        desk.cancel(number)
    assert said == ["Stopped; nothing was changed."]


def test_a_writing_job_is_announced_as_a_change(desk: Desk) -> None:
    noticed: list[frozenset[str]] = []
    desk.noticed.connect(noticed.append)
    change = Create("area", {"code": "X", "name": "新"})
    desk.run("Writing", lambda office, _progress: office.do(change), writes=True)
    assert desk.wait_idle()
    assert noticed == [frozenset({"area"})]


def test_what_others_enter_becomes_a_notice(desk: Desk, county: Office) -> None:
    noticed: list[frozenset[str]] = []
    desk.do(Create("area", {"code": "OWN", "name": "己"}), quiet=True)
    assert desk.wait_idle()
    desk.noticed.connect(noticed.append)
    county.do(Create("staff", {"code": "S9", "name": "他"}))
    desk._watch.look()
    assert desk.wait_idle()
    assert noticed == [frozenset({"staff"})]
    desk._watch.look()
    assert desk.wait_idle()
    assert len(noticed) == 1


def test_closing_drops_what_is_on_its_way(county: Office, qtbot: QtBot) -> None:
    desk = Desk(county)
    told: list[Any] = []
    desk.ask(desk, "n", areas, then=told.append)
    job = desk.run("Counting", _counting(10_000, 0.005), told.append)
    assert job
    desk.close()
    qtbot.wait(50)
    assert told == []
    desk.ask(desk, "n", areas, then=told.append)
    qtbot.wait(20)
    assert told == []
