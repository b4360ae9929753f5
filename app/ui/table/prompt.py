"""A delegate whose Enter takes effect at once: Qt queues it, and what a quick typist types meanwhile goes astray."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QWidget


class PromptDelegate(QStyledItemDelegate):
    """Commits and closes the editor while the key is still being pressed."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in an editor; every other event as usual."""
        if (
            isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget)
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers()
            & Qt.KeyboardModifier.ControlModifier
        ):  # fmt: skip
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, self.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(watched, event)
