"""The drawer on the right: the story of the current row, or a form for it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from app.kit.fields import Field, Kind
from app.kit.manifest import Detail, Event, Story
from app.kit.privacy import masked
from app.kit.store.choosing import Present, present
from app.kit.store.context import Context
from app.kit.store.row import Row, fields_of, table_of
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.theme import icon, themes, tip

WIDTH = 320
Told = tuple[Present, Story | None]


class Drawer(QFrame):
    """Shows one row of ``row`` with its ``detail``; a form put into it stands there until it leaves.

    ``edit_wanted(id)`` and ``reveal_wanted(on)`` come from the buttons at its head.
    """

    edit_wanted = Signal(int)
    reveal_wanted = Signal(bool)
    closed = Signal()

    def __init__(self, desk: Desk, row: type[Row], detail: Detail | None = None, may_edit: bool = True) -> None:
        super().__init__()
        self._desk, self._row, self._detail = desk, row, detail
        self._id: int | None = None
        self._told: Told | None = None
        self._entry: QWidget | None = None
        self.setProperty("drawer", True)
        self.setMinimumWidth(WIDTH - 40)
        self.setAccessibleName(_("Details"))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 10, 6, 10)
        self._box.setSpacing(4)
        self._story = QWidget()
        self._box.addWidget(self._story, 1)
        self._build(may_edit and any(field.editable for field in fields_of(row).values()))
        themes.changed.connect(self._dress)

    def show_row(self, id_: int | None) -> None:
        """Follow the current row; a form under way is not disturbed."""
        self._id = id_
        if id_ is None:
            self._told = None
            self._write()
        else:
            table = table_of(self._row).name
            ask = self._detail.ask if self._detail else None
            self._desk.ask(self, "story", told, table, id_, ask, then=self._on_told, refused=lambda _gone: None)

    def put(self, entry: QWidget, left: object) -> None:
        """Let a form with a ``left`` signal stand in the drawer until it leaves."""
        self.take_out()
        self._entry = entry
        self._story.hide()
        self._box.addWidget(entry, 1)
        left.connect(self.take_out)  # type: ignore[attr-defined]  # a bound signal

    def take_out(self) -> None:
        """Close the form, if there is one."""
        if self._entry is not None:
            entry, self._entry = self._entry, None
            self._desk.forget(entry)
            self._box.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
            self._story.show()
            self.closed.emit()

    def entry(self) -> QWidget | None:
        """The form that stands there."""
        return self._entry

    def show_revealed(self, on: bool) -> None:
        """The eye as the list has it."""
        self._eye.setChecked(on)
        self._dress()
        self._write()

    def _build(self, may_edit: bool) -> None:
        box = QVBoxLayout(self._story)
        box.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        self._title = _words("", heading=True)
        head.addWidget(self._title, 1)
        self._eye, self._pencil = QToolButton(), QToolButton()
        self._eye.setCheckable(True)
        has_phone = any(field.kind is Kind.PHONE for field in fields_of(self._row).values())
        self._eye.setVisible(has_phone)
        self._eye.clicked.connect(self.reveal_wanted)
        self._pencil.setVisible(may_edit)
        self._pencil.clicked.connect(self._on_edit)
        for button, name in ((self._eye, _("Show telephone numbers")), (self._pencil, _("Edit"))):
            button.setToolTip(name)
            button.setAccessibleName(name)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        self._subtitle = _words("", tone="soft")
        box.addWidget(self._subtitle)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.addWidget(self._scroll, 1)
        self._dress()
        self._write()

    def _dress(self) -> None:
        self._eye.setIcon(icon("eye" if self._eye.isChecked() else "eye-off"))
        self._pencil.setIcon(icon("edit"))

    def _on_told(self, found: Told) -> None:
        self._told = found
        self._write()

    def _on_edit(self) -> None:
        if self._id is not None:
            self.edit_wanted.emit(self._id)

    def _write(self) -> None:
        self._pencil.setEnabled(self._told is not None)
        if self._told is None:
            self._title.setText(_("Nothing selected"))
            self._subtitle.setText(_("Select a row to see what is known of it."))
            self._put_inside(QWidget())
            return
        known, story = self._told
        self._title.setText(story.title if story else known.called)
        self._subtitle.setText(story.subtitle if story else "")
        self._subtitle.setVisible(bool(story and story.subtitle))
        facts = [*(story.facts if story else ()), *self._own_facts(known, story)]
        self._put_inside(_facts_and_events(facts, story.events if story else ()))

    def _put_inside(self, inner: QWidget) -> None:
        """The drawer's own ground shows through."""
        self._scroll.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)

    def _own_facts(self, known: Present, story: Story | None) -> list[tuple[str, str]]:
        """The row's own fields that the story has not told already."""
        said = {label for label, _value in story.facts} if story else set()
        titles = {story.title, *story.subtitle.split(" · ")} if story else {known.called}
        found = []
        for name, field in fields_of(self._row).items():
            value = self._shown(name, field, known)
            if value and _(field.label) not in said and value not in titles and name not in {"initials", "source"}:
                found.append((_(field.label), value))
        return found

    def _shown(self, name: str, field: Field, known: Present) -> str:
        if field.to:
            return known.links[name].name if name in known.links else ""
        text = field.show(known.values[name])
        if field.kind is Kind.PHONE and not self._eye.isChecked():
            return masked(text)
        return f"{text} {_(field.unit)}" if text and field.unit and field.kind is not Kind.PERCENT else text


def told(ctx: Context, table: str, id_: int, ask: Callable[[Context, int], Story] | None) -> Told:
    """A row as stored, and its story."""
    return present(ctx, table, id_), ask(ctx, id_) if ask else None


def _facts_and_events(facts: Sequence[tuple[str, str]], events: Sequence[Event]) -> QWidget:
    inner = QWidget()
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 6, 6, 0)
    box.setSpacing(10)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnMinimumWidth(0, 84)
    grid.setColumnStretch(1, 1)
    for at, (label, value) in enumerate(facts):
        grid.addWidget(_words(label, tone="soft"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_words(value), at, 1, Qt.AlignmentFlag.AlignTop)
    box.addLayout(grid)
    if events:
        rule = QFrame()
        rule.setProperty("rule", True)
        box.addWidget(rule)
        box.addLayout(_timeline(events))
    box.addStretch(1)
    return inner


def _timeline(events: Sequence[Event]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    for at, event in enumerate(events):
        grid.addWidget(_words("●", tone=event.state or "accent", small=True), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_words(event.at, tone="soft", small=True), at, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(_happened(event), at, 2)
    return grid


def _happened(event: Event) -> QVBoxLayout:
    """The words of an event, and below them how long it lasted."""
    box = QVBoxLayout()
    box.setSpacing(3)
    box.addWidget(_words(event.text, tone=event.state))
    if event.bar:
        bar = QProgressBar()
        bar.setRange(0, 1000)
        bar.setValue(round(1000 * event.bar))
        bar.setTextVisible(False)
        bar.setProperty("past", event.state == "")
        box.addWidget(bar)
    return box


def _words(text: str, tone: str = "", heading: bool = False, small: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("tone", tone)
    label.setProperty("heading", heading)
    label.setProperty("small", small)
    label.setToolTip(tip(text) if len(text) > 40 else "")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
