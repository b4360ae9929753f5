"""Our own line icons, tinted from the theme and sharp on every screen."""

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.kit.errors import Trouble
from app.kit.words import RESOURCES, _
from app.ui.theme.tokens import tokens

SIZES = (16, 20, 24, 32)


def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon ``resources/icons/NAME.svg`` in ``colour`` (``#rrggbb``).

    Without a colour it is soft, muted when disabled and accented when checked or selected; ask again
    after ``themes.changed``. Raises :class:`Trouble` for a name that was never drawn.
    """
    worn = tokens()
    if colour:
        return _tinted(name, colour, colour, worn.muted, _ratios())
    return _tinted(name, worn.soft, worn.accent, worn.muted, _ratios())


@cache
def _tinted(name: str, usual: str, checked: str, disabled: str, ratios: tuple[float, ...]) -> QIcon:
    drawing = _drawing(name)
    made = QIcon()
    for ratio in ratios:
        for size in SIZES:
            for colour, mode, state in (
                (usual, QIcon.Mode.Normal, QIcon.State.Off),
                (checked, QIcon.Mode.Normal, QIcon.State.On),
                (disabled, QIcon.Mode.Disabled, QIcon.State.Off),
            ):
                if state == QIcon.State.Off or colour != usual:
                    made.addPixmap(_pixmap(drawing, size, ratio, colour), mode, state)
    return made


def _drawing(name: str) -> QSvgRenderer:
    file = RESOURCES / "icons" / f"{name}.svg"
    if not file.is_file():
        raise Trouble(_("The icon {name} is missing from {folder}.", name=name, folder=file.parent))
    return QSvgRenderer(str(file))


def _pixmap(drawing: QSvgRenderer, size: int, ratio: float, colour: str) -> QPixmap:
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(picture.rect()))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(picture.rect(), colour)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _ratios() -> tuple[float, ...]:
    return tuple(sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}))
