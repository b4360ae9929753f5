"""What the desk says, shown: toasts with Undo, and the strip while work goes on."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.kit.words import _
from app.ui.desk import Desk
from app.ui.lanes import Step
from app.ui.strip import Strip
from app.ui.toast import Toaster


class Notices(QObject):
    """Listens to a :class:`Desk` for a window."""

    def __init__(self, desk: Desk, strip: Strip, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._strip = desk, strip
        self.toaster = Toaster(window)
        self._job: int | None = None
        desk.said.connect(self._on_said)
        desk.troubled.connect(self._on_troubled)
        desk.progressed.connect(self._on_progressed)
        desk.finished.connect(self._on_finished)
        strip.cancelled.connect(self._on_cancelled)

    def tell_written(self, file: Path) -> None:
        """A file was written: offer to open it."""
        toast = self.toaster.say(_("Written: {file}", file=file.name), partial(_open, file))
        toast.button.setText(_("Open"))

    def _on_said(self, text: str, number: int | None) -> None:
        undo = None if number is None else partial(self._desk.undo, number)
        self.toaster.say(text, undo)

    def _on_troubled(self, text: str) -> None:
        self.toaster.say(text, kind="refused")

    def _on_progressed(self, step: Step) -> None:
        if step.job != self._job:
            self._job = step.job
            self._strip.begin(step.title)
        if step.fraction > 0:
            self._strip.show_progress(step.fraction, step.text)

    def _on_finished(self, job: int) -> None:
        if job == self._job:
            self._job = None
            self._strip.finish()

    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._desk.cancel(self._job)


def _open(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
