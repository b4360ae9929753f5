"""The form of any change: what it wants is asked for, what the selection tells is filled in."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kit.errors import Trouble
from app.kit.store.change import Change, wanted
from app.kit.store.choosing import Candidate, candidate
from app.kit.store.context import Context
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.form.form import Form

Fill = Callable[[Context, tuple[int, ...]], dict[str, Any]]
Filled = tuple[dict[str, Any], dict[str, Candidate]]


class ChangeEntry(QWidget):
    """Asks ``fill`` for the first values, shows the form, does the change; ``left`` when it may be closed.

    A change that wants nothing is done at once.
    """

    done = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, change: type[Change], label: str, ids: tuple[int, ...], fill: Fill) -> None:
        super().__init__()
        self._desk, self._change = desk, change
        self._given: dict[str, Any] = {}
        title = label if len(ids) < 2 else _("{act} · {n} selected", act=label, n=len(ids))
        self.form = Form(desk, title, wanted(change), label)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form)
        self.form.sent.connect(lambda values, _again: self._do({**self._given, **values}))
        self.form.left.connect(self.left)
        desk.ask(self, "fill", filled, change, fill, ids, then=self._on_filled, refused=self._on_refused)

    def _on_filled(self, found: Filled) -> None:
        values, links = found
        self._given = values
        self.form.show_values(values, links)
        if self.form.lines:
            self.form.begin()
        else:
            self._do(values)

    def _do(self, values: Mapping[str, Any]) -> None:
        self._desk.do(self._change(**values), self._on_done, refused=self._on_refused)

    def _on_done(self, done: object) -> None:
        self.done.emit(done)
        self.left.emit()

    def _on_refused(self, trouble: Trouble) -> None:
        if self.form.lines:
            self.form.tell(trouble)
        else:
            self._desk.troubled.emit(str(trouble))
            self.left.emit()


def filled(ctx: Context, change: type[Change], fill: Fill, ids: tuple[int, ...]) -> Filled:
    """First values of ``change`` for the rows ``ids``, and the names of the rows they link to."""
    values = fill(ctx, ids)
    asked = {name: field.to for name, field in wanted(change).items() if field.to and values.get(name) is not None}
    links = {name: candidate(ctx, table, values[name]) for name, table in asked.items()}
    return values, {name: found for name, found in links.items() if found}
