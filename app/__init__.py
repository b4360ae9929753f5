"""Pianqu 片区管家: the customer-manager system of a field service office.

The house in twenty lines.

- Features are folders under ``app/features``; their file names are the layers:
  model, rules, queries, changes, sheets, papers, page, feature.
- Plumbing lives in two kits: ``app/kit`` knows neither Qt nor the office's words,
  ``app/ui`` knows Qt but not the office's words.
- Features stand in a queue (``app/catalogue.py``): a table knows its parents, never
  its children; a view that joins two features lives in the higher one.
- Data goes round in one direction: a page asks a Query and gets plain rows; it does a
  Change, which asks Rules and sets Rows; the Journal keeps what happened; a Notice tells
  the pages which tables to ask again.
- A Field is declared once, on its Row: list column, editor, filter, Excel column, check,
  audit text and command-line option follow from it.
- Undo is nobody's job: the journal does it.
- English source strings, a complete Chinese catalogue, nothing guessed, nothing lost.
"""

__version__ = "0.1.0"
