"""Sheets: an Excel form declared once, read into a plan, written from what is stored.

A sheet names its columns and the key by which the office recognises a row (its codes, never our
ids). ``stored`` gives what the database holds *in the sheet's own terms*; a plan compares a filled
form with it, ``put`` writes the new and changed rows inside one Change. So exporting and importing
again yields an empty plan, for every sheet.
"""

from app.kit.sheet.declared import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    SKIPPED,
    Brought,
    Known,
    Others,
    PlannedRow,
    Problem,
    Reference,
    Sheet,
    SheetColumn,
    Values,
    column,
    columns_of,
)
from app.kit.sheet.importing import ImportRows
from app.kit.sheet.rowsheet import of_row

__all__ = [
    "CHANGED",
    "NEW",
    "REFUSED",
    "SAME",
    "SKIPPED",
    "Brought",
    "ImportRows",
    "Known",
    "Others",
    "PlannedRow",
    "Problem",
    "Reference",
    "Sheet",
    "SheetColumn",
    "Values",
    "column",
    "columns_of",
    "of_row",
]
