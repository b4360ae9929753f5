"""An import: planned as a job, shown, changed by hand, applied as one change after a backup."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.kit.answer import write_answer
from app.kit.job import Progress
from app.kit.manifest import Feature
from app.kit.planning import Choices, FilePlan, import_of, plan_files
from app.kit.recognise.vocabulary import ANSWER
from app.kit.sheet import REFUSED
from app.kit.store.backup import back_up
from app.kit.store.context import Context
from app.kit.store.office import Done, Office
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.plan import PlanView


class Importing(QObject):
    """Lives as long as its ``view``; ``ready`` once there is a plan to show, ``written(path)`` of each answer."""

    ready = Signal()
    written = Signal(object)

    def __init__(self, desk: Desk, features: Sequence[Feature], files: Sequence[Path], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._files = desk, tuple(files)
        self._sheets = tuple(sheet for feature in features for sheet in feature.sheets)
        self._plans: list[FilePlan] = []
        self.view = PlanView(self._sheets)
        self.view.applied.connect(self._apply)
        self.view.replanned.connect(self._plan)
        self.view.answered.connect(self._ask_where)
        self.view.left.connect(self._forget)
        self._plan(Choices())

    def _plan(self, choices: Choices) -> None:
        files, sheets = self._files, self._sheets

        def job(office: Office, progress: Progress) -> list[FilePlan]:
            plans = office.ask(plan_files, files, sheets, progress, choices)
            for each in plans:
                each.counts()  # counted here, the window need not
            return plans

        self._desk.run(_("Reading"), job, then=self._on_planned)

    def _on_planned(self, plans: list[FilePlan]) -> None:
        self._plans = plans
        self.view.show_plans(plans)
        self.ready.emit()

    def _apply(self) -> None:
        plans = [*self._plans]

        def job(office: Office, progress: Progress) -> Done:
            change = import_of(plans, progress)
            if office.database.file is not None and change.batches:
                back_up(office.database)
            return office.do(change)

        self._desk.run(_("Importing"), job, then=self._on_applied, writes=True)

    def _ask_where(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.view, _("Where to save the answer"), str(self._files[0].parent))
        if folder:
            self.answer(Path(folder))

    def answer(self, folder: Path) -> None:
        """Write the answer to every file of which rows were refused; never over the file itself."""
        wanted = [plan for plan in self._plans if plan.counts()[REFUSED]]

        def job(_office: Office, _progress: Progress) -> list[Path]:
            names = [f"{Path(plan.file).stem}_{_(ANSWER)}.xlsx" for plan in wanted]
            return [write_answer(plan.file, plan, folder / name) for plan, name in zip(wanted, names, strict=True)]

        self._desk.run(_("Writing {file}", file=_(ANSWER)), job, then=self._on_written)

    def _on_written(self, files: list[Path]) -> None:
        for file in files:
            self.written.emit(file)

    def _forget(self) -> None:
        """Nobody needs the rows any more: throwing away a hundred thousand is work, and not the window's."""
        self._desk.ask(self._desk, "forget", _clear, self._plans, then=lambda _done: None)
        self.deleteLater()

    def _on_applied(self, _done: Done) -> None:
        self.view.left.emit()


def _clear(_ctx: Context, plans: list[FilePlan]) -> None:
    plans.clear()
