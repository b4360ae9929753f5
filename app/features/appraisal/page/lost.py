"""Why points were lost on one indicator, and the records behind them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout

from app.features.appraisal.queries.results import Line
from app.features.appraisal.rules.scoring import Item, Scored
from app.kit.measure import Record
from app.kit.words import _
from app.ui.theme import tip

NOWHERE = QModelIndex()


class RecordModel(QAbstractListModel):
    """Records as lines."""

    def __init__(self, parent: QFrame) -> None:
        super().__init__(parent)
        self._records: Sequence[Record] = ()

    def show_records(self, records: Sequence[Record]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self._records = records
        self.endResetModel()

    def record(self, row: int) -> Record:
        """The record of a line."""
        return self._records[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """How many records."""
        return 0 if parent.isValid() else len(self._records)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The record in words; whole in the tooltip."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._records[index.row()].text
        return tip(self._records[index.row()].text) if role == Qt.ItemDataRole.ToolTipRole else None


class LostPoints(QFrame):
    """The card of one person's indicator; ``opened(record)`` when a record is to be seen."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setAccessibleName(_("Why points were lost"))
        self._title, self._text, self._foot = _label("heading"), _label("soft"), _label("small")
        self._remarks = _label("small")
        for words in (self._text, self._remarks):
            words.setWordWrap(True)
        self._remarks.setProperty("tone", "attention")
        self._foot.setProperty("tone", "muted")
        self._records = RecordModel(self)
        self.list = QListView()
        self.list.setModel(self._records)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAlternatingRowColors(True)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView::item { min-height: 24px; }")
        self.list.setAccessibleName(_("Records"))
        self.list.activated.connect(self._on_activated)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 8)
        box.setSpacing(6)
        for part in (self._title, self._text):
            box.addWidget(part)
        box.addWidget(self.list, 1)
        box.addWidget(self._remarks)
        box.addWidget(self._foot)

    def show_item(self, line: Line | None, item: Item | None) -> None:
        """One indicator of a person; without one, where he lost most."""
        scored = _chosen(line, item)
        self._remarks.setText("\n".join(line.standing.remarks) if line else "")
        self._remarks.setVisible(bool(line and line.standing.remarks))
        if line is None or scored is None:
            self._say("", _("Choose a manager to see where points were lost."), ())
            return
        word = _(scored.item.label)
        if not scored.deductions:
            told = _("{figure}, target {target}", figure=scored.item.show(scored.reading.value),
                     target=scored.item.show(scored.item.target))  # fmt: skip
            kept = _("full mark") if scored.applies else _("does not apply")
            self._say(f"{word} · {kept}", told if scored.applies else "", scored.reading.records)
            return
        lost = scored.deductions[0]
        self._say(f"{word} −{lost.points:.1f}", lost.text, lost.records)

    def _say(self, title: str, text: str, records: Sequence[Record]) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._records.show_records(records)
        self.list.setVisible(bool(records))
        self._foot.setText(_("{n} records; Enter or double click opens one", n=len(records)) if records else "")

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._records.record(index.row()))


def _chosen(line: Line | None, item: Item | None) -> Scored | None:
    if line is None:
        return None
    if item is not None:
        return line.standing.item(item.code)
    worst = max(line.standing.items, key=lambda each: each.full - each.points, default=None)
    return worst if worst is not None and worst.deductions else None


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty(role, True)
    return label
