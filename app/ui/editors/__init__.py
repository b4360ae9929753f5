"""Editors: one for every kind of field; they understand what people type and say what they do not."""

from app.ui.editors.chooser import ChoiceEditor, LinkEditor
from app.ui.editors.editor import Editor
from app.ui.editors.making import editor_for

__all__ = ["ChoiceEditor", "Editor", "LinkEditor", "editor_for"]
