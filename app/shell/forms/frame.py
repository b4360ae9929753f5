"""The look of the page: a bar, the selected cell, the grid with its tabs, the fields; and what to do first."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.kit.reading.book import SheetCells
from app.kit.sheet import Sheet
from app.kit.words import _
from app.shell.forms import asking
from app.shell.forms.cells import CellView
from app.shell.forms.panel import FieldPanel
from app.shell.forms.shelf import shown_name
from app.shell.plain import plain
from app.ui.action import Action
from app.ui.page.emptiness import Emptiness
from app.ui.theme import tip

KEPT = 240


class FormsFrame(QWidget):
    """Says by signals what a person wants; ``show_…`` is all it is told."""

    choosing = Signal()
    saving = Signal()
    removed = Signal()
    unbound = Signal()
    taken_back = Signal()
    previewed = Signal()
    turned = Signal()
    """Another sheet of the form."""
    picked = Signal(object)
    """Path of a kept form."""
    dropped = Signal(object)
    """Path of a workbook that was dropped: here it is a form, not an import."""

    def __init__(self, title: str, sheets: Sequence[Sheet], months: Sequence[str], month: str) -> None:
        super().__init__()
        self.view, self.panel = CellView(), FieldPanel(sheets, months, month)
        self.tabs, self._kept = QTabBar(), QComboBox()
        self._choose, self.seen = QPushButton(_("Choose a workbook…")), QPushButton(_("Preview"))
        self.save, self._remove = QPushButton(_("Fill and save…")), QPushButton(_("Remove"))
        self._unbind, self._back = QPushButton(_("Take the field out")), QPushButton(_("Step back"))
        self._address, self._says = plain("", heading=True), plain("", soft=True)
        self._hint = plain("", soft=True)
        self._empty, self._inner = Emptiness(), QStackedWidget()
        self._build(title)
        self._choose.clicked.connect(self.choosing)
        self.save.clicked.connect(self.saving)
        self._remove.clicked.connect(self.removed)
        self.seen.toggled.connect(self._on_seen)
        self._unbind.clicked.connect(self.unbound)
        self._back.clicked.connect(self.taken_back)
        self._kept.activated.connect(lambda at: self.picked.emit(self._kept.itemData(at)))
        self.tabs.currentChanged.connect(lambda _at: self.turned.emit())
        self.view.pointed.connect(self._on_pointed)
        self.show_kept((), None)
        self._say_hint(False)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A workbook may be dropped."""
        if asking.workbook_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        if (file := asking.workbook_in(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.dropped.emit(file)

    def show_kept(self, files: Sequence[Path], shown: Path | None) -> None:
        """The kept forms; without one, what to do first."""
        names = [shown_name(file) for file in files]
        self._kept.clear()
        for file, name in zip(files, names, strict=True):
            when = "" if names.count(name) == 1 else f"  {file.stem[-8:]}"
            self._kept.addItem(name + when, file)
        self._kept.setCurrentIndex(next((at for at, file in enumerate(files) if file == shown), -1))
        is_open = shown is not None
        for part in (self._kept, self._remove, self._choose, self.seen, self.save):
            part.setVisible(is_open)
        self._inner.setCurrentIndex(1 if is_open else 0)

    def show_sheets(self, sheets: Sequence[SheetCells]) -> None:
        """A tab a sheet; hidden ones say so."""
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for each in sheets:
            at = self.tabs.addTab((_("{sheet} (hidden)", sheet=each.name) if each.hidden else each.name)
                                  .replace("&", "&&"))  # fmt: skip
            self.tabs.setTabData(at, each.name)
        self.tabs.setCurrentIndex(next((at for at, each in enumerate(sheets) if not each.hidden), 0))
        self.tabs.blockSignals(False)

    def show_steps(self, count: int) -> None:
        """How many steps may be taken back."""
        self._back.setEnabled(count > 0)

    def sheet(self) -> str:
        """The sheet in front."""
        return str(self.tabs.tabData(self.tabs.currentIndex()) or "")

    def turn(self, sheet: str) -> None:
        """Bring a sheet to the front."""
        at = next((at for at in range(self.tabs.count()) if self.tabs.tabData(at) == sheet), -1)
        self.tabs.setCurrentIndex(at)

    def point_again(self) -> None:
        """The selected cell may say something else now."""
        index = self.view.currentIndex()
        self._says.setText(str(index.data() or "").replace("\n", " ") if index.isValid() else "")
        self._unbind.setEnabled("{{" in self._says.text() or self.seen.isChecked())

    def _on_seen(self, is_on: bool) -> None:
        self._say_hint(is_on)
        self.previewed.emit()

    def _say_hint(self, is_seen: bool) -> None:
        usual = _("Select a cell, then double-click a field or drag it there.")
        self._hint.setText(_("Formulas are computed when Excel or WPS opens the form.") if is_seen else usual)

    def _on_pointed(self, address: str) -> None:
        self._address.setText(address)
        self.point_again()

    def _build(self, title: str) -> None:
        self.save.setProperty("primary", True)
        self.seen.setCheckable(True)
        self._kept.setFixedWidth(KEPT)
        self._kept.setAccessibleName(_("Kept forms"))
        self._remove.setToolTip(tip(_("Forget this form and its fields. The file it came from stays.")))
        self.tabs.setProperty("inner", True)
        self.tabs.setShape(QTabBar.Shape.RoundedSouth)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(_("Sheets of the form"))
        self._empty.say(
            _("Choose the workbook that headquarters sent, or drop it here.\nThe file itself is never changed."),
            [Action("choose", _("Choose a workbook…"), self.choosing.emit, "file", "primary")], "file",
        )  # fmt: skip
        bar = QFrame()
        bar.setProperty("toolbar", True)
        _row(bar, plain(title, title=True), self._kept, self._remove, None, self._choose, self.seen, self.save)
        body = QWidget()
        sides = QHBoxLayout(body)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(8)
        sides.addWidget(self._grid_card(), 1)
        sides.addWidget(self.panel)
        self._inner.addWidget(self._empty)
        self._inner.addWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._inner, 1)

    def _grid_card(self) -> QFrame:
        card, line = QFrame(), QWidget()
        card.setProperty("card", True)
        self._address.setFixedWidth(48)
        self._says.setMinimumWidth(40)
        _row(line, self._address, self._says, None, self._hint, self._back, self._unbind)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 4, 1, 1)
        inner.setSpacing(4)
        inner.addWidget(line)
        inner.addWidget(self.view, 1)
        inner.addWidget(self.tabs)
        return card


def _row(holder: QWidget, *parts: QWidget | None) -> None:
    row = QHBoxLayout(holder)
    row.setContentsMargins(8, 0, 4, 0)
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
