"""What to settle before printing: how many, which layout, this printer's offset; and what the cards lack."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.features.cards.papers.layout import SHIPPED, read_layout
from app.kit.errors import Unreadable
from app.kit.paper import Calibration
from app.kit.settings import UserSettings
from app.kit.words import _

COPIES, MOST_COPIES, FARTHEST_MM = 10, 100, 10.0


class Settling(QWidget):
    """``changed`` when the sheets are to be made anew, ``layout_chosen(name)`` for the whole office's layout."""

    changed = Signal()
    layout_chosen = Signal(str)

    def __init__(self, settings: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._printer = QPrinterInfo.defaultPrinterName()
        self._who, self._sum, self._lacks = _words(heading=True), _words("soft"), QVBoxLayout()
        self._copies, self._layout = QSpinBox(), QComboBox()
        self._right, self._down = QDoubleSpinBox(), QDoubleSpinBox()
        self._fill()
        self._build()

    def copies(self) -> int:
        """Cards of each manager."""
        return self._copies.value()

    def calibration(self) -> Calibration:
        """This printer's offset."""
        return Calibration(round(self._right.value(), 2), round(self._down.value(), 2))

    def show_layout(self, name: str) -> None:
        """The office's layout, one of its own included."""
        self._layout.blockSignals(True)
        at = self._layout.findData(name)
        if at < 0:
            self._layout.addItem(_label(name), name)
            at = self._layout.count() - 1
        self._layout.setCurrentIndex(at)
        self._layout.blockSignals(False)

    def show_sum(self, who: str, told: str, lacks: Sequence[str]) -> None:
        """For whom, how many, and what is missing, a sentence each."""
        self._who.setText(who)
        self._sum.setText(told)
        while (old := self._lacks.takeAt(0)) is not None:
            if (label := old.widget()) is not None:
                label.deleteLater()
        for text in lacks:
            self._lacks.addWidget(_words("attention", text))

    def _fill(self) -> None:
        self._copies.setRange(1, MOST_COPIES)
        self._copies.setValue(int(self._settings.get("cards.copies", COPIES)))
        for name in SHIPPED:
            self._layout.addItem(_label(name), name)
        kept = self._settings.get(self._key, [0.0, 0.0])
        for box, value, name in ((self._right, kept[0], _("To the right")), (self._down, kept[1], _("Downwards"))):
            box.setRange(-FARTHEST_MM, FARTHEST_MM)
            box.setSingleStep(0.1)
            box.setDecimals(1)
            box.setSuffix(" mm")
            box.setValue(float(value))
            box.setAccessibleName(name)
            box.valueChanged.connect(self._on_offset)
        self._copies.setAccessibleName(_("Cards each"))
        self._layout.setAccessibleName(_("Layout"))
        self._copies.valueChanged.connect(self._on_copies)
        self._layout.activated.connect(lambda _at: self.layout_chosen.emit(str(self._layout.currentData())))

    @property
    def _key(self) -> str:
        return f"cards.offset.{self._printer}"

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._who)
        box.addWidget(self._sum)
        self._lacks.setSpacing(4)
        box.addLayout(self._lacks)
        box.addWidget(_rule())
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_words("soft", _("Cards each")), self._copies)
        form.addRow(_words("soft", _("Layout of the office")), self._layout)
        form.addRow(_words("soft", _("Offset of the printer")), _words("soft", self._printer or _("any printer")))
        form.addRow(_words("soft", _("To the right")), self._right)
        form.addRow(_words("soft", _("Downwards")), self._down)
        box.addLayout(form)

    def _on_copies(self, count: int) -> None:
        self._settings.keep("cards.copies", count)
        self.changed.emit()

    def _on_offset(self) -> None:
        shift = self.calibration()
        self._settings.keep(self._key, [shift.right_mm, shift.down_mm])
        self.changed.emit()


def _label(name: str) -> str:
    """How a layout is called; one that cannot be read by its own name: what is wrong is said with the sheet."""
    try:
        return read_layout(name).label()
    except Unreadable:
        return name


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    return rule


def _words(tone: str = "", text: str = "", heading: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("tone", tone)
    label.setProperty("heading", heading)
    return label
