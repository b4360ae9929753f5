"""Which editor a field gets."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.kit.fields import Choice, Field, Kind
from app.kit.words import N_
from app.ui.desk import Desk
from app.ui.editors.chooser import ChoiceEditor, LinkEditor
from app.ui.editors.editor import Editor
from app.ui.editors.lines import LineEditor, NoteEditor
from app.ui.editors.several import ChoicesEditor


class FlagEditor(ChoiceEditor):
    """Yes, no, or nothing said."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, (Choice("1", N_("yes"), ("是",)), Choice("0", N_("no"), ("否",))), parent)
        self._codes: list[Any] = [True, False]


def editor_for(field: Field, desk: Desk, parent: QWidget | None = None) -> Editor:
    """A fresh editor for ``field``; links ask ``desk``."""
    match field.kind:
        case Kind.NOTE:
            return NoteEditor(field, parent)
        case Kind.CHOICE:
            return ChoiceEditor(field, field.choices, parent)
        case Kind.CHOICES:
            return ChoicesEditor(field, desk.office.today, parent)
        case Kind.FLAG:
            return FlagEditor(field, parent)
        case Kind.LINK:
            return LinkEditor(field, desk, parent)
    return LineEditor(field, desk.office.today, parent)
