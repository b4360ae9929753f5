"""What stands in the middle for a while instead of a page: an import plan, a print preview."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.desk import Desk


class Guests(QObject):
    """One guest at a time; a guest has a ``left`` signal."""

    def __init__(self, stack: QStackedWidget, desk: Desk) -> None:
        super().__init__(stack)
        self._stack, self._desk = stack, desk
        self._guest: QWidget | None = None
        self._before: QWidget | None = None

    def show(self, guest: QWidget) -> None:
        """Bring ``guest`` to the front until it leaves; the one before it leaves now."""
        if guest is self._guest:
            return
        self.send_away()
        self._guest, self._before = guest, self._stack.currentWidget()
        self._stack.addWidget(guest)
        self._stack.setCurrentWidget(guest)
        guest.left.connect(partial(self._on_left, guest))  # type: ignore[attr-defined]  # a bound signal
        guest.setFocus()

    def send_away(self) -> None:
        """Somebody goes elsewhere: the guest is not kept waiting."""
        if self._guest is not None:
            self._guest.left.emit()  # type: ignore[attr-defined]  # a bound signal

    def _on_left(self, guest: QWidget) -> None:
        if guest is self._guest:
            before, self._guest, self._before = self._before, None, None
            if before is not None:
                self._stack.setCurrentWidget(before)
                before.setFocus()
            self._stack.removeWidget(guest)
            self._desk.forget(guest)
            guest.deleteLater()
