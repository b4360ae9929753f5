"""A workbook dropped anywhere on the window is an import."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".txt", ".xml", ".htm", ".html")


class DropArea(QObject):
    """``dropped`` carries the paths of the workbooks and folders among what was dropped on ``window``."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what can be taken; the rest of the window never sees it."""
        if isinstance(event, QDropEvent) and (paths := paths_of(event.mimeData())):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.dropped.emit(paths)
            return True
        return super().eventFilter(watched, event)


def paths_of(dropped: QMimeData) -> list[Path]:
    """Workbooks and folders of this computer."""
    files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return [file for file in files if file.is_dir() or file.suffix.lower() in BOOKS]
