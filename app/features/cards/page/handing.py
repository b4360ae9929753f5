"""Writing down who was handed cards: the representatives who wait, and a short form."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.features.cards.changes import IssueCards
from app.features.cards.queries import Holder, Waiting
from app.kit.store.change import wanted
from app.kit.store.office import Done
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.form.form import Form
from app.ui.grid import Grid, GridColumn

ASKED = ("day", "copies", "signed", "note")


class Handing(QStackedWidget):
    """The list of those who wait; ``begin`` opens the form for those selected, or for all."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._holder: Holder | None = None
        self._waiting: Sequence[Waiting] = ()
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("heading", True)
        self._title.setWordWrap(True)
        columns = (GridColumn(_("Name"), lambda one: one.name, 76), GridColumn(_("Area"), lambda one: one.area, 140))
        self._grid = Grid(_("Representatives without a card"), columns, key=lambda one: one.customer_id)
        self.record = QPushButton(_("Record cards handed out"))
        self.record.clicked.connect(self.begin)
        first = QWidget()
        box = QVBoxLayout(first)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._title)
        box.addWidget(self._grid, 1)
        box.addStretch(0)
        box.addWidget(self.record)
        self.addWidget(first)

    def show_waiting(self, holder: Holder | None, waiting: Sequence[Waiting]) -> None:
        """Whose representatives wait; with several managers chosen nothing can be recorded at once."""
        self._holder, self._waiting = holder, waiting
        self._grid.show_rows(waiting)
        self._grid.setVisible(bool(waiting))
        self.record.setEnabled(holder is not None)
        if holder is None:
            self._title.setText(_("Choose one manager to record the cards he handed out."))
        elif waiting:
            self._title.setText(_("{n} representatives wait for a card", n=len(waiting)))
        else:
            self._title.setText(_("Every representative of {name} has a card.", name=holder.name))
        self._leave()

    def begin(self) -> None:
        """Open the form."""
        if self._holder is None or self.count() > 1:
            return
        chosen = self._receivers()
        told = (_("{name} gave cards to {n} representatives", name=self._holder.name, n=len(chosen)) if chosen
                else _("{name} gave cards to general customers", name=self._holder.name))  # fmt: skip
        fields = {name: field for name, field in wanted(IssueCards).items() if name in ASKED}
        form = Form(self._desk, told, fields, _("Record"))
        form.show_values({"day": self._desk.office.today, "copies": 1, "signed": True})
        form.sent.connect(lambda values, _again: self._send(form, values, chosen))
        form.left.connect(self._leave)
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.begin()

    def _receivers(self) -> tuple[int, ...]:
        return self._grid.chosen_keys() or tuple(one.customer_id for one in self._waiting)

    def _send(self, form: Form, values: Mapping[str, Any], chosen: tuple[int, ...]) -> None:
        if self._holder is not None:
            given = {name: value for name, value in values.items() if value is not None}
            order = IssueCards(self._holder.id, customer_ids=chosen, **given)
            self._desk.do(order, self._on_done, refused=form.tell)

    def _on_done(self, _done: Done) -> None:
        self._leave()

    def _leave(self) -> None:
        while self.count() > 1:
            form = self.widget(1)
            self.removeWidget(form)
            self._desk.forget(form)
            form.deleteLater()
