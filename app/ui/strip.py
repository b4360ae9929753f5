"""The status strip: what is shown, who works, what is being done and how long it still takes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from app.kit.words import _

LEAST_KNOWN = 0.03  # below this share done an estimate of the rest is guesswork


@dataclass(frozen=True, slots=True)
class Note:
    """A short text in the strip; ``tone`` colours it, a ``key`` makes it a button."""

    text: str
    tone: str = ""
    key: str = ""


class Strip(QFrame):
    """26 px at the foot of the window. ``cancelled`` asks to stop the work, ``clicked(key)`` opens a note."""

    cancelled = Signal()
    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("strip", True)
        self.setAccessibleName(_("Status"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        self._left, self._right = _Notes(self.clicked), _Notes(self.clicked)
        self._left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._work = _Work(self.cancelled)
        row.addWidget(self._left, 1)
        row.addWidget(self._work)
        row.addWidget(self._right)

    def say_left(self, notes: Sequence[Note | str]) -> None:
        """Office, rows shown, sums; too long a text is cut at its end."""
        self._left.say(notes)

    def say_right(self, notes: Sequence[Note | str]) -> None:
        """User and last backup."""
        self._right.say(notes)

    def begin(self, title: str) -> None:
        """Work of unknown length begins."""
        self._work.begin(title)

    def show_progress(self, fraction: float, text: str = "") -> None:
        """``fraction`` done (0 to 1) of the work begun; fits ``app.kit.job.Report``."""
        self._work.show_progress(fraction, text)

    def finish(self) -> None:
        """The work is over, one way or another."""
        self._work.hide()


class _Notes(QWidget):
    def __init__(self, clicked: SignalInstance) -> None:
        super().__init__()
        self._clicked = clicked
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(22)
        self._said: tuple[Note, ...] = ()

    def say(self, notes: Sequence[Note | str]) -> None:
        said = tuple(Note(note) if isinstance(note, str) else note for note in notes)
        if said == self._said:
            return
        self._said = said
        while (old := self._row.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for note in said:
            self._row.addWidget(self._button(note) if note.key else _label(note))
        self._row.addStretch(1)

    def _button(self, note: Note) -> QPushButton:
        button = QPushButton(note.text.replace("&", "&&"))
        button.setProperty("link", True)
        button.setProperty("tone", note.tone)
        button.clicked.connect(partial(self._clicked.emit, note.key))
        return button


class _Work(QWidget):
    """Title, bar, percent, remaining time and cancel; hidden while nothing runs."""

    def __init__(self, cancelled: SignalInstance) -> None:
        super().__init__()
        self.hide()
        self._title, self._share = _label(Note("")), _label(Note(""))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._cancel = QPushButton(_("Cancel"))
        self._cancelled = cancelled
        self._cancel.clicked.connect(self._on_cancel)
        self._began = 0.0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._bar, self._share, self._cancel):
            row.addWidget(part)

    def begin(self, title: str) -> None:
        self._began = time.monotonic()
        self._title.setText(title)
        self._share.setText("")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._cancel.setEnabled(True)
        self.show()

    def show_progress(self, fraction: float, text: str) -> None:
        done = min(max(fraction, 0.0), 1.0)
        if text:
            self._title.setText(text)
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(done * 1000))
        said = _("{n} %", n=int(done * 100))
        if LEAST_KNOWN <= done < 1:
            rest = (time.monotonic() - self._began) * (1 - done) / done
            said = f"{said} · {remaining(rest)}"
        self._share.setText(said)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._title.setText(_("Stopping…"))
        self._cancelled.emit()


def remaining(seconds: float) -> str:
    """The time still needed in words: whole seconds below 90 s, whole minutes above."""
    if seconds < 90:
        return _("{n} s left", n=max(1, round(seconds)))
    return _("{n} min left", n=round(seconds / 60))


def _label(note: Note) -> QLabel:
    label = QLabel(note.text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", note.tone)
    return label
