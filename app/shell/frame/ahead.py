"""What a first visit needs is loaded beforehand, beside the window, which would wait for it otherwise."""

from collections.abc import Iterable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from app.kit.manifest import Section
from app.kit.store.context import Context
from app.ui.desk import Desk

WAIT = 1_500  # milliseconds after the first page came; the office's own questions go first
DOORS = ("app.shell.frame.importing", "app.shell.frame.preview", "app.ui.map.scene")


class LoadingAhead(QObject):
    """Loads the modules of the doors and of every page one after another, each as a question of its own,
    so that those of a person come in between."""

    def __init__(self, desk: Desk, sections: Iterable[Section], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        pages = (section.page.partition(":")[0] for section in sections if section.page)
        self._rest = [*DOORS, *dict.fromkeys(pages)]
        QTimer.singleShot(WAIT, self, self._go_on)

    def _go_on(self, _loaded: None = None) -> None:
        if self._rest:
            self._desk.ask(self, "module", _load, self._rest.pop(0), then=self._go_on)
        else:
            self.deleteLater()


def _load(_ctx: Context, module: str) -> None:
    import_module(module)
