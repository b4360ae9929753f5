"""Before anything is printed: its pages as they will be, to paper or PDF by the same painter."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.kit.errors import Trouble
from app.kit.paper import Document
from app.kit.words import _
from app.shell.plain import plain
from app.ui.desk import Desk
from app.ui.printer import missing_glyphs, page_count, preview, print_to, write_pdf

MARGIN = 24
SHARPEST = 220


class Preview(QWidget):
    """One page at a time, as wide as the window allows. ``left`` when a person is done; ``written`` a PDF's path."""

    left = Signal()
    written = Signal(object)

    def __init__(self, desk: Desk, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._document = desk, document
        self._count, self._at = page_count(document), 0
        self._place, self._sheet = plain("", soft=True), QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sheet.setMargin(MARGIN // 2)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(self._sheet)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(0)
        column.addWidget(self._bar())
        absent = missing_glyphs(document)
        if absent:
            warning = plain(_("No typeface here can draw: {signs}. Check these names by hand.", signs=" ".join(absent)))
            warning.setProperty("tone", "refused")
            column.addWidget(warning)
        column.addWidget(self._area, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn, Esc leaves."""
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1}
        if event.key() in turns:
            self.turn(turns[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Always the whole width."""
        super().resizeEvent(event)
        self._paint()

    def turn(self, by: int) -> None:
        """Go ``by`` pages on; the first and the last hold."""
        self._at = min(max(self._at + by, 0), self._count - 1)
        self._area.verticalScrollBar().setValue(0)
        self._paint()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("toolbar", True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(plain(self._document.title, title=True))
        row.addStretch(1)
        for text, act, name in (("‹", self._on_back, _("Page before")), ("›", self._on_on, _("Next page"))):
            button = QPushButton(text)
            button.setAccessibleName(name)
            button.clicked.connect(act)
            row.addWidget(button)
            if act == self._on_back:
                row.addWidget(self._place)
        row.addStretch(1)
        for text, act, is_primary in (
            (_("Close"), self.left.emit, False),
            (_("Save as PDF…"), self._on_pdf, False),
            (_("Print…"), self._on_print, True),
        ):
            button = QPushButton(text)
            button.setProperty("primary", is_primary)
            button.clicked.connect(act)
            row.addWidget(button)
        return bar

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        room = max(200, self.width() - 3 * MARGIN)
        inches = self._document.page.width_mm / 25.4
        dpi = min(SHARPEST, room * ratio / inches, 110 * ratio if inches < 9 else SHARPEST)
        picture = QPixmap.fromImage(preview(self._document, self._at, dpi))
        picture.setDevicePixelRatio(ratio)
        self._sheet.setPixmap(picture)
        self._place.setText(_("page {n} / {all}", n=self._at + 1, all=self._count))

    def _on_back(self) -> None:
        self.turn(-1)

    def _on_on(self) -> None:
        self.turn(1)

    def _on_pdf(self) -> None:
        start = str(Path.home() / f"{self._document.title}.pdf")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF…"), start, "PDF (*.pdf)")
        if not name:
            return
        file = Path(name).with_suffix(".pdf")
        try:
            write_pdf(self._document, file)
        except Trouble as trouble:
            self._desk.troubled.emit(str(trouble))
        else:
            self.written.emit(file)

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFromTo(1, self._count)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        first, last = printer.fromPage() or 1, printer.toPage() or self._count
        try:
            print_to(self._document, printer, first - 1, last - 1)
        except Trouble as trouble:
            self._desk.troubled.emit(str(trouble))
        else:
            self.left.emit()
