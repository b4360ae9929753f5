"""Headquarters' own workbooks as templates: read, checked against the fields there are, filled without loss.

``{{单位}}`` in a cell is replaced by a value; the row named 明细 stands once for each record, its cells holding
``{{明细.姓名}}`` or ``{{姓名}}``. An empty cell whose defined name is a field is filled, too. Only the cells, and
what speaks of moved rows, are edited in the file; shapes, buttons, sparklines, pivot tables and macros stay.
"""

from app.kit.template.binding import bind, repeat
from app.kit.template.checking import Report, check
from app.kit.template.filling import fill
from app.kit.template.reading import Placeholder, RepeatingRow, Template, read_template

__all__ = ["Placeholder", "RepeatingRow", "Report", "Template", "bind", "check", "fill", "read_template", "repeat"]
