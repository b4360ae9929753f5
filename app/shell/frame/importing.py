"""An import: planned as a job, shown, changed by hand, applied as one change after a backup."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.kit.backup import back_up
from app.kit.job import Progress
from app.kit.manifest import Feature
from app.kit.office import Done, Office
from app.kit.planning import Choices, FilePlan, import_of, plan_files
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.plan import PlanView


class Importing(QObject):
    """Lives as long as its ``view``; ``ready`` once there is a plan to show."""

    ready = Signal()

    def __init__(self, desk: Desk, features: Sequence[Feature], files: Sequence[Path], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._files = desk, tuple(files)
        self._sheets = tuple(sheet for feature in features for sheet in feature.sheets)
        self._plans: list[FilePlan] = []
        self.view = PlanView(self._sheets)
        self.view.applied.connect(self._apply)
        self.view.replanned.connect(self._plan)
        self.view.left.connect(self.deleteLater)
        self._plan(Choices())

    def _plan(self, choices: Choices) -> None:
        files, sheets = self._files, self._sheets

        def job(office: Office, progress: Progress) -> list[FilePlan]:
            return office.ask(plan_files, files, sheets, progress, choices)

        self._desk.run(_("Reading"), job, then=self._on_planned)

    def _on_planned(self, plans: list[FilePlan]) -> None:
        self._plans = plans
        self.view.show_plans(plans)
        self.ready.emit()

    def _apply(self) -> None:
        plans = self._plans

        def job(office: Office, progress: Progress) -> Done:
            change = import_of(plans, progress)
            if office.database.file is not None and change.batches:
                back_up(office.database)
            return office.do(change)

        self._desk.run(_("Importing"), job, then=self._on_applied, writes=True)

    def _on_applied(self, _done: Done) -> None:
        self.view.left.emit()
