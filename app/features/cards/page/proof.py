"""The sheet as it will be printed, one page at a time."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.kit.paper import Document
from app.kit.words import _
from app.ui import printer
from app.ui.theme import icon, pen, themes, tokens

EDGE = 16
MM_PER_INCH = 25.4


class Proof(QFrame):
    """Shows a document of sheets; the wheel, Page Up and Page Down turn its pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(_("Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(260)
        self._document: Document | None = None
        self._page = 0
        self._paper = _Paper(self._drawn)
        self._back, self._on, self._place = QToolButton(), QToolButton(), QLabel()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(40)
        self._later.timeout.connect(self._paper.draw_anew)
        self._build()
        themes.changed.connect(self._dress)

    def show_document(self, document: Document | None, empty: str = "") -> None:
        """Show the first page, or the page shown before if there still is one; ``empty`` stands instead of nothing."""
        self._document = document if document and document.parts else None
        self._paper.empty = empty
        self.turn(0)

    def turn(self, by: int) -> None:
        """Go ``by`` pages on, as far as there are any."""
        count = len(self._document.parts) if self._document else 0
        self._page = max(0, min(self._page + by, count - 1))
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page + 1 < count)
        self._place.setText(_("Sheet {page} of {pages}", page=self._page + 1, pages=count) if count else "")
        self._paper.draw_anew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One page a notch."""
        if event.angleDelta().y():
            self.turn(-1 if event.angleDelta().y() > 0 else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step:
            self.turn(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size wants another picture."""
        super().resizeEvent(event)
        self._later.start()

    def _build(self) -> None:
        for button, name, step in ((self._back, _("Sheet before"), -1), (self._on, _("Next sheet"), 1)):
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _on=False, by=step: self.turn(by))
        self._place.setProperty("tone", "soft")
        foot = QHBoxLayout()
        foot.addStretch(1)
        for part in (self._back, self._place, self._on):
            foot.addWidget(part)
        foot.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 6)
        box.setSpacing(0)
        box.addWidget(self._paper, 1)
        box.addLayout(foot)
        self._dress()

    def _dress(self) -> None:
        self._back.setIcon(icon("left"))
        self._on.setIcon(icon("right"))
        self._paper.update()

    def _drawn(self) -> QImage | None:
        """Only the page shown is laid out, however many there are."""
        if self._document is None:
            return None
        page, room = self._document.page, self._paper.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        dpi = MM_PER_INCH * min(room.width() / page.width_mm, room.height() / page.height_mm)
        ratio = self.devicePixelRatioF()
        shown = replace(self._document, parts=self._document.parts[self._page : self._page + 1])
        image = printer.preview(shown, 0, max(20.0, dpi * ratio))
        image.setDevicePixelRatio(ratio)
        return image


class _Paper(QWidget):
    """Asks for its picture when it is painted, so that it is never seen without one."""

    def __init__(self, drawn: Callable[[], QImage | None]) -> None:
        super().__init__()
        self.empty = ""
        self._drawn, self._is_stale = drawn, True
        self._image: QImage | None = None

    def draw_anew(self) -> None:
        self._is_stale = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_stale:
            self._image, self._is_stale = self._drawn(), False
        worn, painter = tokens(), QPainter(self)
        if self._image is None:
            painter.setPen(QColor(worn.soft))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE), int(flags), self.empty)
            return
        place = QRectF(QPointF(0, 0), self._image.deviceIndependentSize())
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(place, self._image)
        painter.setPen(pen(worn.edge))
        painter.drawRect(place)
