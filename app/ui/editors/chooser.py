"""Choosers: type a few letters, pinyin initials or a code, and pick from what fits."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from app.kit.errors import Refusal
from app.kit.fields import Choice, Field
from app.kit.pinyin import initials
from app.kit.store.choosing import Candidate, candidates
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.editors.editor import Editor
from app.ui.theme import icon, themes

Answer = Callable[[Sequence[Candidate]], object]


class Chooser(Editor):
    """A line with a list below it. What fits is asked of :meth:`look_up`, at once or later."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self._line = QLineEdit()
        super().__init__(field, self._line, parent)
        self._chosen: Candidate | None = None
        self._found: Sequence[Candidate] = ()
        self._rows = QStandardItemModel(self)
        self._list = QCompleter(self._rows, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(12)
        self._list.setWidget(self._line)
        self._popup = QListView()
        self._list.setPopup(self._popup)
        self._list.activated.connect(self._on_activated)
        self._line.textEdited.connect(self._on_typed)
        self._line.editingFinished.connect(self._settle)
        self._line.installEventFilter(self)
        self._arrow = QAction(icon("down"), _("Show the list"), self._line)
        self._arrow.triggered.connect(self.open_list)
        self._line.addAction(self._arrow, QLineEdit.ActionPosition.TrailingPosition)
        themes.changed.connect(self._on_theme)

    def look_up(self, text: str, then: Answer) -> None:
        """Give ``then`` the candidates for ``text``, best first."""
        raise NotImplementedError

    def choose(self, chosen: Candidate | None) -> None:
        """Let ``chosen`` stand there."""
        self._chosen = chosen
        self._line.setText(chosen.name if chosen else "")
        self._line.setCursorPosition(0)

    def chosen(self) -> Candidate | None:
        """What was picked; None if the line is blank, a Refusal if it names nothing known."""
        text = self._line.text().strip()
        if not text:
            return None
        if self._chosen and text == self._chosen.name:
            return self._chosen
        exact = [c for c in self._found if text in {c.name, c.code}]
        fitting = exact or self._found
        if len(fitting) == 1:
            return fitting[0]
        if len(fitting) > 1:
            raise Refusal(_("“{text}” fits several; choose one from the list.", text=text), self.field.name)
        raise Refusal(_("“{text}” is not in the list.", text=text), self.field.name)

    def open_list(self) -> None:
        """Show everything one may choose."""
        self._line.setFocus()
        self.look_up("", self._offer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down opens the list."""
        if (
            isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down and not self._popup.isVisible()
        ):
            self.open_list()
            return True
        return super().eventFilter(watched, event)

    def _on_typed(self, text: str) -> None:
        self._chosen, self._found = None, ()
        self.changed.emit()
        if text.strip():
            self.look_up(text.strip(), self._offer)
        else:
            self._popup.hide()

    def _offer(self, found: Sequence[Candidate]) -> None:
        self._found = found
        self._rows.clear()
        for one in found:
            self._rows.appendRow(QStandardItem(one.shown()))
        if found and self._line.hasFocus():
            self._list.complete()
            self._popup.setCurrentIndex(self._rows.index(0, 0))
        else:
            self._popup.hide()
        self.changed.emit()

    def _on_activated(self, shown: str) -> None:
        picked = next((one for one in self._found if one.shown() == shown), None)
        if picked:
            self.choose(picked)
            self.changed.emit()

    def _settle(self) -> None:
        """Leaving the line takes the only candidate that fits."""
        try:
            self.choose(self.chosen())
        except Refusal:
            return
        self.changed.emit()

    def _on_theme(self) -> None:
        self._arrow.setIcon(icon("down"))


class ChoiceEditor(Chooser):
    """One of a field's choices, or yes and no of a flag."""

    def __init__(self, field: Field, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._codes: list[Any] = [choice.code for choice in choices]
        self._choices = choices
        self._all = [Candidate(at, _(choice.label)) for at, choice in enumerate(choices)]

    def look_up(self, text: str, then: Answer) -> None:
        """At once, among labels, their initials and the spellings offices use."""
        sought = text.lower()
        then([one for one in self._all if self._fits(one, sought)])

    def value(self) -> Any:
        """The code."""
        if self._line.text().strip() and not self._chosen and not self._found:
            self.look_up(self._line.text().strip(), self._keep)
        chosen = self.chosen()
        return None if chosen is None else self._codes[chosen.id]

    def show_value(self, value: Any, shown: str = "") -> None:
        """The label of a code."""
        self.choose(next((one for one in self._all if self._codes[one.id] == value), None))

    def _keep(self, found: Sequence[Candidate]) -> None:
        self._found = found

    def _fits(self, one: Candidate, sought: str) -> bool:
        spoken = (one.name, *self._choices[one.id].spellings)
        return any(sought in text.lower() for text in spoken) or sought in initials(one.name)


class LinkEditor(Chooser):
    """A row of another table, found by code, name or initials."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._desk = desk

    def look_up(self, text: str, then: Answer) -> None:
        """Later, from the office."""
        self._desk.ask(self, "find", candidates, self.field.to, text, then=then)

    def value(self) -> Any:
        """The id."""
        chosen = self.chosen()
        return None if chosen is None else chosen.id

    def show_value(self, value: Any, shown: str = "") -> None:
        """A row by its id; ``shown`` is its name."""
        self.choose(None if value is None else Candidate(value, shown or str(value)))
