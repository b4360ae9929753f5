"""One question on its way through the engine: asked, solved in a process of its own, every better answer heard."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Signal

from app.features.allocation.queries.asking import Ask, Question, asked
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.running import Found, run
from app.kit.errors import Cancelled, Trouble
from app.kit.job import Progress
from app.kit.process import run_killable
from app.kit.store.office import Office
from app.kit.words import _
from app.ui.desk import Desk


@dataclass(frozen=True)
class Outcome:
    """An answer beside the present state; ``outlook`` is that state where the limits conflict."""

    found: Found
    outlook: Outlook


class Run(QObject):
    """One at a time; its signals come in the window's thread.

    ``began(question)`` once the question stands, ``improved(outcome, n)`` with every better answer, ``ended(outcome)``
    with the last one, whoever stopped it; ``failed(text)`` instead where there is none.
    """

    began = Signal(object)
    improved = Signal(object, int)
    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: int | None = None
        self._count = 0
        self._is_asking = False
        desk.finished.connect(self._on_finished)

    @property
    def is_running(self) -> bool:
        """A question was asked and not answered yet."""
        return self._is_asking or self._job is not None

    def start(self, ask: Ask) -> None:
        """Put the question; a run under way is stopped first."""
        self.stop()
        self._is_asking, self._count = True, 0
        self._desk.ask(self, "question", asked, ask, then=self._on_asked, refused=self._on_refused)

    def stop(self) -> None:
        """End the process; the best answer so far is the answer."""
        if self._job is not None:
            self._desk.cancel(self._job)
        elif self._is_asking:
            self._is_asking = False
            self._desk.forget(self)
            self._on_solved(None)

    def _on_asked(self, question: Question) -> None:
        self._is_asking = False
        self.began.emit(question)
        job = partial(_solve, question, self._hear)
        self._job = self._desk.run(_("Working out a proposal"), job, self._on_solved, refused=self._on_refused)

    def _hear(self, outcome: Outcome) -> None:
        """Called in the lane's thread; the signal carries it over."""
        self._count += 1
        self.improved.emit(outcome, self._count)

    def _on_solved(self, outcome: Outcome | None) -> None:
        if outcome is None:
            self.failed.emit(_("Stopped before there was an answer."))
        else:
            self.ended.emit(outcome)

    def _on_refused(self, trouble: Trouble) -> None:
        self._is_asking = False
        self.failed.emit(str(trouble))

    def _on_finished(self, job: int) -> None:
        if job == self._job:
            self._job = None


def _solve(
    question: Question, heard: Callable[[Outcome], None], _office: Office, progress: Progress
) -> Outcome | None:
    """The last answer, None if it was stopped before the first; progress is time, though a proof may come sooner."""
    began, seconds = monotonic(), question.terms.seconds
    last: list[Outcome] = []

    def report(found: Found) -> None:
        last[:] = [_outcome(question, found)]
        heard(last[0])
        with suppress(Cancelled):  # the caller looks for it himself and keeps this answer
            progress.step(min(monotonic() - began, seconds), seconds)

    try:
        found = run_killable(run, (question.case,), progress, report)
    except Cancelled:
        return None
    return last[0] if last and last[0].found is found else _outcome(question, found)


def _outcome(question: Question, found: Found) -> Outcome:
    return Outcome(found, question.outlook_of(found).sum_up() if found.is_possible else question.outlook)
