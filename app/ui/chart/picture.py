"""What every chart can do: paint itself anywhere, answer pointer and keyboard, be copied and saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractScrollArea, QFileDialog, QFrame, QMenu, QToolTip, QWidget

from app.kit.errors import Trouble
from app.kit.words import _
from app.ui.theme import CENTRE, pen, themes, tip, tokens, write

SHARP = 2.0  # a saved picture has twice the pixels of the screen


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing drawn that can be pointed at: whose it is, where it is, what it says."""

    id: object
    room: QRectF
    text: str


class Picture(QAbstractScrollArea):
    """A chart. Subclasses draw and say; ``clicked`` carries the id of the mark a person chose.

    The content is as wide as the widget and at least as high as :meth:`content_height`; what does not
    fit scrolls. Arrow keys walk over the marks, Enter chooses.
    """

    clicked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(22)
        self.viewport().setMouseTracking(True)
        self._marks: Sequence[Mark] = ()
        self._here: int | None = None
        themes.changed.connect(self.viewport().update)

    def draw(self, painter: QPainter, size: QSizeF) -> Sequence[Mark]:
        """Paint the whole chart into ``size`` and return its marks in reading order."""
        raise NotImplementedError

    def summary(self) -> str:
        """The chart in one or two sentences, for those who do not see it."""
        raise NotImplementedError

    def content_height(self) -> int:
        """The height in pixels below which the chart scrolls."""
        return 0

    def marks(self) -> Sequence[Mark]:
        """The marks of the last painting, in content coordinates."""
        return self._marks

    def image(self, ratio: float = SHARP) -> QImage:
        """The whole chart, scrolled-away parts too, on the surface colour."""
        size = self._size()
        picture = QImage((size * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        picture.setDevicePixelRatio(ratio)
        picture.fill(tokens().surface)
        painter = QPainter(picture)
        self._paint(painter, size)
        painter.end()
        return picture

    def svg(self) -> bytes:
        """The whole chart as SVG."""
        size, told = self._size(), QBuffer()
        told.open(QBuffer.OpenModeFlag.WriteOnly)
        paper = QSvgGenerator()
        paper.setOutputDevice(told)
        paper.setSize(size.toSize())
        paper.setViewBox(QRectF(QPointF(0, 0), size))
        paper.setTitle(self.accessibleName())
        paper.setDescription(self.summary())
        painter = QPainter(paper)
        painter.fillRect(QRectF(QPointF(0, 0), size), tokens().surface)
        self._paint(painter, size)
        painter.end()
        return bytes(told.data().data())

    def save(self, file: Path) -> None:
        """Write SVG or PNG by the file's ending; raises :class:`Trouble` where it cannot be written."""
        try:
            file.write_bytes(self.svg() if file.suffix.lower() == ".svg" else _png(self.image()))
        except OSError as error:
            raise Trouble(
                _("The picture cannot be written to {file}: {why}. Choose another place.",
                  file=file, why=error.strerror or error)
            ) from error

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())

    def actions_of_picture(self) -> list[QAction]:
        """Copy and save, for a context menu or a page's More menu; owned by the chart."""
        copy, save = QAction(_("Copy picture"), self), QAction(_("Save picture…"), self)
        copy.triggered.connect(self.copy)
        save.triggered.connect(self._on_save)
        return [copy, save]

    def renew(self) -> None:
        """New figures are in: describe, measure and paint again."""
        self._here = None
        self.setAccessibleDescription(self.summary())
        self._measure()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), tokens().surface)
        painter.translate(0, -self.verticalScrollBar().value())
        painter.setClipRect(QRectF(self.viewport().rect()).translated(0, self.verticalScrollBar().value()))
        self._marks = self._paint(painter, self._size())
        if self._here is not None and self._here < len(self._marks) and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(tokens().accent, 1))
            painter.drawRect(self._marks[self._here].room.adjusted(-1.5, -1.5, 1.5, 1.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the scroll bar anew."""
        super().resizeEvent(event)
        self._measure()

    def sizeHint(self) -> QSize:
        """Wide enough to read; as high as the content up to a screenful."""
        return QSize(420, min(max(self.content_height(), 120), 360))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the pointer is on."""
        mark = self.mark_at(event.position())
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor
        )
        QToolTip.showText(event.globalPosition().toPoint(), tip(mark.text) if mark else "", self.viewport())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the mark under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and (mark := self.mark_at(event.position())):
            self.clicked.emit(mark.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the marks and choose one; Ctrl+C copies the picture."""
        step = {
            Qt.Key.Key_Left.value: -1, Qt.Key.Key_Up.value: -1,
            Qt.Key.Key_Right.value: 1, Qt.Key.Key_Down.value: 1,
        }.get(event.key())
        if step and self._marks:
            self._walk(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._here is not None:
            self.clicked.emit(self._marks[self._here].id)
        elif event.key() == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy and save."""
        menu = QMenu(self)
        menu.addActions(self.actions_of_picture())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def mark_at(self, at: QPointF | QPoint) -> Mark | None:
        """The mark under a point of the viewport."""
        spot = QPointF(at) + QPointF(0, self.verticalScrollBar().value())
        return next((mark for mark in reversed(self._marks) if mark.room.contains(spot)), None)

    def _walk(self, step: int) -> None:
        last = len(self._marks) - 1
        self._here = 0 if self._here is None else min(max(self._here + step, 0), last)
        mark, bar = self._marks[self._here], self.verticalScrollBar()
        bar.setValue(max(min(bar.value(), int(mark.room.top()) - 4),
                         int(mark.room.bottom()) + 4 - self.viewport().height()))
        self.setAccessibleDescription(mark.text)
        self.viewport().update()

    def _paint(self, painter: QPainter, size: QSizeF) -> Sequence[Mark]:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marks = self.draw(painter, size)
        if not marks:
            room = QRectF(QPointF(0, 0), size)
            write(painter, room, _("Nothing to show yet"), tokens().soft, CENTRE)
        return marks

    def _size(self) -> QSizeF:
        seen = self.viewport().size()
        return QSizeF(seen.width(), max(seen.height(), self.content_height()))

    def _measure(self) -> None:
        seen, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setPageStep(seen)
        bar.setRange(0, max(0, self.content_height() - seen))

    def _on_save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save picture"), f"{self.accessibleName()}.png", "PNG (*.png);;SVG (*.svg)"
        )
        if name:
            self.save(Path(name))


def _png(picture: QImage) -> bytes:
    told = QBuffer()
    told.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(told, "PNG")  # type: ignore[call-overload]
    return bytes(QByteArray(told.data()).data())
