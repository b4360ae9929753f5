"""What each ready-made question does, in a sentence, and the line that says whom one is about."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.features.allocation.queries.loads import Holder
from app.features.allocation.rules.freedom import ANEW, AWAY, EVEN, LEAVER, NEWCOMER, REST, TOUCHED
from app.kit.fields import BETWEEN, Choice, Field, Kind
from app.kit.words import N_, _
from app.ui.editors.several import ChoicesEditor

ABOUT: Mapping[str, str] = {
    REST: N_("Only areas that nobody serves get a manager; everybody keeps what he has."),
    EVEN: N_("Areas change hands where it evens the loads; every change has its price."),
    ANEW: N_("Every area is placed afresh, except those decided by hand."),
    LEAVER: N_("His areas go to those who stay."),
    NEWCOMER: N_("He gets from the overloaded only as much as is his share."),
    TOUCHED: N_("Only the areas chosen may change hands, after a split or merger for instance."),
    AWAY: N_("Others stand in for his areas while he is away."),
}
OF_MANAGERS = frozenset({LEAVER, NEWCOMER, AWAY})
"""Questions that want to know whom they are about."""


class WhomEditor(QWidget):
    """One or several managers, typed by name or ticked in the list."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._names: tuple[tuple[int, str], ...] = ()
        self._editor: ChoicesEditor | None = None

    def show_managers(self, managers: Iterable[Holder]) -> None:
        """Whom one may choose; a choice made before stays while they are the same."""
        names = tuple((one.id, one.name) for one in managers)
        if names == self._names:
            return
        self._names = names
        if self._editor is not None:
            self._editor.deleteLater()
        choices = tuple(Choice(str(id_), name) for id_, name in names)
        self._editor = ChoicesEditor(Field(N_("Customer managers"), Kind.CHOICES, choices=choices), None)
        self._editor.inner.setPlaceholderText(_("Whom it is about"))
        self._box.addWidget(self._editor)
        self.setFocusProxy(self._editor)

    def choose(self, managers: Iterable[int]) -> None:
        """Let these stand there."""
        if self._editor is not None:
            self._editor.show_value(BETWEEN.join(str(one) for one in managers) or None)

    def managers(self) -> tuple[int, ...]:
        """The ids; a Refusal where a name is not known."""
        if self._editor is None:
            return ()
        return tuple(int(code) for code in self._editor.field.picked(self._editor.checked_value()))
