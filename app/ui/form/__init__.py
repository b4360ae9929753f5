"""Forms drawn from fields: for a new row, a stored row, several rows at once, and any change."""

from app.ui.form.entry import RowEntry
from app.ui.form.form import Form
from app.ui.form.many import ManyEntry
from app.ui.form.order import ChangeEntry

__all__ = ["ChangeEntry", "Form", "ManyEntry", "RowEntry"]
