"""At most so many areas change hands: a slider, or no limit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QSpinBox, QWidget

from app.kit.words import _

USUAL = 60


class MovesLimit(QWidget):
    """A tick, a slider for the rough and a figure for the exact number."""

    def __init__(self) -> None:
        super().__init__()
        self._on, self._slider, self._figure = QCheckBox(_("At most so many changes")), QSlider(), QSpinBox()
        self._slider.setOrientation(Qt.Orientation.Horizontal)
        for control in (self._slider, self._figure):
            control.setAccessibleName(_("At most so many changes"))
            control.setEnabled(False)
            self._on.toggled.connect(control.setEnabled)
        self._figure.setFixedWidth(80)
        self._slider.valueChanged.connect(self._figure.setValue)
        self._figure.valueChanged.connect(self._slider.setValue)
        self.show_most(USUAL * 2)
        self._figure.setValue(USUAL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._on)
        row.addWidget(self._slider, 1)
        row.addWidget(self._figure)

    def show_most(self, areas: int) -> None:
        """No more areas than there are can change."""
        for control in (self._slider, self._figure):
            control.setRange(0, max(1, areas))

    def show_limit(self, moves: int | None) -> None:
        """Put a limit; None is none."""
        self._on.setChecked(moves is not None)
        if moves is not None:
            self._figure.setValue(moves)

    def limit(self) -> int | None:
        """The limit; None if there is none."""
        return self._figure.value() if self._on.isChecked() else None
