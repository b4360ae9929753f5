"""The table of every list: model over an order, painted cells, header with filters, clipboard, layout."""

from app.ui.table.model import ListModel
from app.ui.table.view import Table

__all__ = ["ListModel", "Table"]
