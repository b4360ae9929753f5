"""Chips: small switches for filters, and a row of states of which one is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip to show: its key, its translated text, whether it is on, and whether it is ticked off."""

    key: str
    text: str
    on: bool = False
    done: bool = False


class ChipRow(QWidget):
    """A row of chips 24 px high; ``exclusive`` lets exactly one be on. Arrow keys walk along the row."""

    changed = Signal(object)  # frozenset[str]: the keys that are on, after a person switched one

    def __init__(self, name: str, exclusive: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._exclusive = exclusive
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Replace the row; a change of texts alone keeps the buttons and the keyboard's place."""
        if [chip.key for chip in chips] != list(self._buttons):
            self._rebuild(chips)
        for chip in chips:
            button = self._buttons[chip.key]
            button.setText(("✓ " if chip.done else "") + chip.text.replace("&", "&&"))
            button.setAccessibleName(chip.text)
            button.setChecked(chip.on)

    def on(self) -> frozenset[str]:
        """The keys that are on."""
        return frozenset(key for key, button in self._buttons.items() if button.isChecked())

    def _rebuild(self, chips: Sequence[Chip]) -> None:
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for at, chip in enumerate(chips):
            button = QPushButton()
            button.setProperty("chip", True)
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_clicked, chip.key))
            self._row.insertWidget(at, button)
            self._buttons[chip.key] = button

    def _on_clicked(self, key: str) -> None:
        if self._exclusive:
            for other, button in self._buttons.items():
                button.setChecked(other == key)
        self.changed.emit(self.on())
