"""From the question to the kept answer: the panel, the run and the draft, brought together."""

from time import monotonic

from PySide6.QtCore import QObject, Signal

from app.features.allocation.page.asking.panel import AskPanel
from app.features.allocation.page.asking.running import Outcome, Run
from app.features.allocation.page.scenario.draft import Draft
from app.features.allocation.page.scenario.proof import proven
from app.features.allocation.queries.asking import Ask, Question, conflict_words
from app.kit.words import _
from app.ui.desk import Desk

PAUSE = 0.6  # seconds between two answers shown: painting thousands of areas takes its time
MOST_TOLD = 3


class Proposing(QObject):
    """``told(text, moves)`` once an answer is kept, or nothing has to move; the panel shows everything else."""

    told = Signal(str, bool)
    begun = Signal()

    def __init__(self, desk: Desk, draft: Draft, parent: QObject) -> None:
        super().__init__(parent)
        self._draft, self._run = draft, Run(desk, self)
        self._panel: AskPanel
        self._question: Question | None = None
        self._shown_at = 0.0
        self._run.began.connect(self._on_began)
        self._run.improved.connect(self._on_improved)
        self._run.ended.connect(self._on_ended)
        self._run.failed.connect(self._on_failed)

    def listen(self, panel: AskPanel) -> None:
        """This panel asks, stops, and is told."""
        self._panel = panel
        panel.asked.connect(self._on_asked)
        panel.stopped.connect(self._run.stop)

    @property
    def is_running(self) -> bool:
        """An answer is being worked out."""
        return self._run.is_running

    def stop(self) -> None:
        """Keep the best so far."""
        self._run.stop()

    def _on_asked(self, ask: Ask) -> None:
        self._panel.begin()
        self._question, self._shown_at = None, 0.0
        kept = Ask(ask.kind, ask.terms, ask.managers, ask.areas, hands=self._draft.hands())
        self._run.start(kept)
        self.begun.emit()

    def _on_began(self, question: Question) -> None:
        self._question = question
        self._panel.warn(question.could_not)

    def _on_improved(self, outcome: Outcome, number: int) -> None:
        found = outcome.found
        if not found.is_possible or not self._run.is_running:
            return
        self._panel.tell(_("Answer {n} · {proven}", n=number, proven=proven(found.gap)), "ok")
        if monotonic() - self._shown_at >= PAUSE:
            self._draft.show_answer(outcome.outlook)
            self._shown_at = monotonic()

    def _on_ended(self, outcome: Outcome) -> None:
        question, found = self._question, outcome.found
        assert question is not None
        self._panel.end()
        if not found.is_possible:
            self._panel.tell("\n".join(conflict_words(found, question.outlook)), "refused")
            self._draft.drop_answer()
            return
        self._panel.tell("")
        if self._draft.keep_answer(outcome.outlook, question.to_json(), found.gap):
            self.told.emit(_summary(question, outcome), True)
        else:
            self.told.emit(_(
                "Nothing has to move: every area has its manager and keeps it. "
                "To share the work out afresh, ask to place every area anew."
            ), False)  # fmt: skip

    def _on_failed(self, text: str) -> None:
        self._panel.end()
        self._panel.tell(text, "refused")
        self._draft.drop_answer()


def _summary(question: Question, outcome: Outcome) -> str:
    """What came out, how good it is proven to be, and what could not be used."""
    moves = len(outcome.outlook.moved())
    first = _("{n} areas move · {proven}", n=moves, proven=proven(outcome.found.gap))
    return "\n".join([first, *question.could_not[:MOST_TOLD]])
