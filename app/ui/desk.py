"""The desk: a page's only colleague. It asks, does, runs, undoes; it tells what changed."""

import logging
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Signal
from shiboken6 import isValid

from app.kit.errors import Cancelled, Trouble
from app.kit.job import Progress
from app.kit.store.change import Change
from app.kit.store.office import Done, Office
from app.kit.words import _
from app.ui.lanes import Job, Lanes, Task
from app.ui.watch import Watch

Then = Callable[[Any], object]
Refused = Callable[[Trouble], object]

log = logging.getLogger("pianqu")


class Desk(QObject):
    """Stands between the window and an :class:`Office`; every answer arrives in the window's thread.

    Questions are keyed by (owner, slot): the newest wins, and the answer for an owner that was
    closed is dropped. Trouble becomes ``troubled``, unless whoever asked takes it himself.
    """

    noticed = Signal(object)
    """frozenset[str]: tables that changed; pages showing them ask again."""
    said = Signal(str, object)
    """What was done, and its journal number (None if there is nothing to undo)."""
    troubled = Signal(str)
    progressed = Signal(object)
    """:class:`~app.ui.lanes.Step` of a job, the first with fraction 0."""
    finished = Signal(int)
    """Number of a job that ended, in whatever way."""
    _answered = Signal(object)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._lanes = Lanes(self._hand_over)
        self._tickets = count(1)
        self._newest: dict[tuple[int, str], int] = {}
        self._owners: set[int] = set()
        self._jobs: dict[int, Job] = {}
        self._open = 0
        self._is_closed = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._watch = Watch(self.ask, self)
        self._watch.others_changed.connect(self.noticed)

    def ask(
        self, owner: QObject, slot: str, query: Callable[..., Any], *args: Any,
        then: Then, refused: Refused | None = None,
    ) -> None:
        """Ask ``query(ctx, *args)``; ``then`` gets its answer unless ``owner`` asks the slot anew or is gone."""
        key = (self._know(owner), slot)
        ticket = self._newest[key] = next(self._tickets)
        is_wanted = partial(self._is_newest, key, ticket)
        deliver = partial(self._deliver_answer, owner, is_wanted, then, refused)
        self._submit(self._lanes.read, Task(partial(self.office.ask, query, *args), deliver, is_wanted))

    def do(
        self, change: Change, then: Then | None = None, *, refused: Refused | None = None, quiet: bool = False
    ) -> None:
        """Carry out a change; ``then`` gets its :class:`Done`. ``quiet`` says nothing of a success."""
        self._write(partial(self.office.do, change), then, refused, quiet)

    def undo(self, number: int | None = None) -> None:
        """Take back entry ``number``, or the latest change of this account."""
        self._write(partial(self.office.undo, number))

    def redo(self) -> None:
        """Do the latest undone change again."""
        self._write(self.office.redo)

    def run(
        self, title: str, job: Callable[[Office, Progress], Any], then: Then | None = None,
        *, writes: bool = False, refused: Refused | None = None,
    ) -> int:
        """Long work ``job(office, progress)``; returns its number. A job that ``writes`` keeps the writers' order.

        A :class:`Done` it returns is announced as any change is.
        """
        number = next(self._tickets)
        run = self._jobs[number] = Job(number, title, self.progressed.emit)
        deliver = partial(self._deliver_job, number, then, refused)
        self._submit(self._lanes.write if writes else self._lanes.work, Task(partial(self._begin, run, job), deliver))
        return number

    def cancel(self, job: int) -> None:
        """Ask a job to stop at its next step; nothing of it is kept."""
        if job in self._jobs:
            self._jobs[job].progress.cancel()

    def jobs(self) -> tuple[int, ...]:
        """Numbers of the jobs under way, oldest first."""
        return tuple(self._jobs)

    @property
    def is_busy(self) -> bool:
        """Something asked, done or run has not come to its end."""
        return self._open > 0

    def forget(self, owner: QObject) -> None:
        """Drop every answer still on its way to ``owner``: it was closed."""
        self._on_destroyed(id(owner))

    def close(self) -> None:
        """Cancel the jobs, drop the questions, wait for the write under way."""
        self._is_closed = True
        self._watch.stop()
        self._newest.clear()
        for run in self._jobs.values():
            run.progress.cancel()
        self._lanes.close()

    def wait_idle(self, timeout: float = 5.0) -> bool:
        """Serve the window until every answer is delivered; False after ``timeout`` seconds."""
        end = time.monotonic() + timeout
        quiet = 0  # rounds without work: a timer of the first may have asked something
        while quiet < 2 and time.monotonic() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            quiet = 0 if self._open else quiet + 1
            time.sleep(0.003 if self._open else 0)
        return not self._open

    def _know(self, owner: QObject) -> int:
        mark = id(owner)
        if mark not in self._owners:
            self._owners.add(mark)
            owner.destroyed.connect(partial(self._on_destroyed, mark))
        return mark

    def _on_destroyed(self, mark: int, _gone: object = None) -> None:
        self._owners.discard(mark)
        for key in [key for key in self._newest if key[0] == mark]:
            del self._newest[key]

    def _is_newest(self, key: tuple[int, str], ticket: int) -> bool:
        return self._newest.get(key) == ticket

    def _submit(self, lane: Callable[[Task], None], task: Task) -> None:
        if not self._is_closed:
            self._open += 1
            lane(task)

    def _hand_over(self, task: Task) -> None:
        if not self._is_closed:
            self._answered.emit(task)

    def _on_answered(self, task: Task) -> None:
        self._open -= 1
        if not self._is_closed:
            task.deliver(task)

    def _write(
        self, work: Callable[[], Done], then: Then | None = None, refused: Refused | None = None, quiet: bool = False
    ) -> None:
        self._submit(self._lanes.write, Task(work, partial(self._deliver_done, then, refused, quiet)))

    def _deliver_answer(
        self, owner: QObject, is_wanted: Callable[[], bool], then: Then, refused: Refused | None, task: Task
    ) -> None:
        if not isValid(owner) or not is_wanted():
            return
        if task.error is not None:
            self._complain(task.error, refused)
        else:
            then(task.result)

    def _deliver_done(self, then: Then | None, refused: Refused | None, quiet: bool, task: Task) -> None:
        if task.error is not None:
            self._complain(task.error, refused)
            return
        self._announce(task.result, quiet)
        if then:
            then(task.result)

    def _deliver_job(self, number: int, then: Then | None, refused: Refused | None, task: Task) -> None:
        self._jobs.pop(number, None)
        self.finished.emit(number)
        if task.error is not None:
            self._complain(task.error, refused)
            return
        if isinstance(task.result, Done):
            self._announce(task.result, quiet=False)
        if then:
            then(task.result)

    def _begin(self, run: Job, job: Callable[[Office, Progress], Any]) -> Any:
        run.progress.check()
        run.begin()
        return job(self.office, run.progress)

    def _announce(self, done: Done, quiet: bool) -> None:
        if done.number is not None:
            self._watch.count_out(done.number)
            self.noticed.emit(done.tables)
        if not quiet:
            self.said.emit("\n".join((done.said, *done.remarks)), done.number)

    def _complain(self, error: BaseException, refused: Refused | None) -> None:
        match error:
            case Cancelled():
                self.said.emit(_("Stopped; nothing was changed."), None)
            case Trouble() if refused:
                refused(error)
            case Trouble():
                self.troubled.emit(str(error))
            case _:
                log.error("unexpected", exc_info=error)
                self.troubled.emit(
                    _("Something went wrong inside the program; nothing was changed. The log file has the details.")
                )
