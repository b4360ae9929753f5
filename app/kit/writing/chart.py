"""A chart of a list in the workbook program's own kind: one bar for each row, on a sheet of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.kit.fields import Kind
from app.kit.words import _
from app.kit.writing.cells import FONT
from app.kit.writing.page import PageColumn

MOST = 80
"""So many bars can be told apart."""
_TEXT = {"name": FONT, "size": 9, "color": "#5D6B70"}


@dataclass(frozen=True)
class Bars:
    """What is drawn: the columns of the names and of the numbers among ``columns``, and the first ``rows``."""

    columns: Sequence[PageColumn]
    name: int
    value: int
    rows: Sequence[Sequence[Any]]


def add_chart(book: Any, sheet: str, title: str, bars: Bars) -> None:
    """Draw the rows of ``sheet``; nothing of more than can be told apart, or of names that mostly stand twice."""
    count, name, value = len(bars.rows), bars.name, bars.value
    numbers = [row[value] for row in bars.rows if row[value] is not None]
    if not 1 < len(numbers) <= count <= MOST or count - len({row[name] for row in bars.rows}) > count // 10:
        return
    heading = bars.columns[value].heading
    page, chart = book.add_worksheet(_("Chart")), book.add_chart({"type": "bar"})
    chart.add_series({
        "name": heading, "categories": [sheet, 1, name, count, name], "values": [sheet, 1, value, count, value],
        "categories_data": [bars.columns[name].field.show(row[name]) for row in bars.rows],
        "values_data": [row[value] or 0 for row in bars.rows],
        "fill": {"color": "#00706B"}, "gap": 45, "data_labels": {"value": True, "font": _TEXT},
    })  # fmt: skip
    chart.set_title({"name": f"{title} · {heading}", "name_font": {**_TEXT, "size": 12, "color": "#1D2528"}})
    chart.set_legend({"none": True})
    chart.set_y_axis({
        "reverse": True, "num_font": _TEXT, "line": {"color": "#B8C4D0"}, "label_position": "low",
    })  # fmt: skip
    chart.set_x_axis({
        "num_font": _TEXT, "min": 0 if min(numbers) >= 0 else None, "line": {"none": True},
        **({"num_format": "0%"} if bars.columns[value].field.kind is Kind.PERCENT else {}),
        "major_gridlines": {"visible": True, "line": {"color": "#DFE4E6"}},
    })  # fmt: skip
    chart.set_size({"width": 900, "height": 110 + 22 * count})
    page.hide_gridlines(2)
    page.insert_chart(0, 0, chart, {"x_offset": 8, "y_offset": 8, "object_position": 3})
    page.set_paper(9)
    page.fit_to_pages(1, 1)
