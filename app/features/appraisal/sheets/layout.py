"""How our workbooks look: formats, sheet names, page set-up; the same in Excel, WPS and LibreOffice."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app.kit.words import _
from app.kit.writing.cells import FONT

LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
ROW = 20
"""Height of a row with one line, in points."""
_LEFT = {"border": 1, "align": "left", "indent": 1}
_RIGHT = {"border": 1, "align": "right"}
"""Numbers keep off the border by their number format (``_0`` is as wide as a digit): not every program indents them."""
_STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 16, "align": "center"},
    "label": {"font_color": "#5D6B70", "align": "right"},
    "value": {"bold": True, "align": "left"},
    "head": {"bold": True, "bg_color": "#E3F1F0", "border": 1, "align": "center", "text_wrap": True},
    "family": {"bold": True, "border": 1, "align": "center", "text_wrap": True},
    "text": {**_LEFT, "text_wrap": True},
    "centre": {"border": 1, "align": "center"},
    "number": {**_RIGHT, "num_format": "0.00_0"},
    "whole": {**_RIGHT, "num_format": "#,##0_0"},
    "mark": {**_RIGHT, "num_format": "0.0_0"},
    "plain": {**_RIGHT, "num_format": "General_0"},
    "percent": {**_RIGHT, "num_format": "0.00%_0"},
    "sum": {**_RIGHT, "num_format": "0.00_0", "bold": True, "bg_color": "#EFF3F4"},
    "sum_whole": {**_RIGHT, "num_format": "#,##0_0", "bold": True, "bg_color": "#EFF3F4"},
    "sum_percent": {**_RIGHT, "num_format": "0.00%_0", "bold": True, "bg_color": "#EFF3F4"},
    "sum_text": {"border": 1, "bold": True, "align": "center", "bg_color": "#EFF3F4"},
    "total": {**_RIGHT, "num_format": "0.00_0", "bold": True, "font_size": 12, "bg_color": "#E3F1F0"},
    "total_text": {"border": 1, "bold": True, "align": "center", "font_size": 12, "bg_color": "#E3F1F0"},
    "small": {"font_size": 9, "font_color": "#5D6B70", "text_wrap": True, "align": "left"},
    "aside": {"font_size": 9, "font_color": "#7D898D", "align": "center"},
    "aside_percent": {"font_size": 9, "font_color": "#7D898D", "align": "center", "num_format": "0.00%"},
    "subtitle": {"font_size": 9, "font_color": "#5D6B70", "align": "center"},
    "sign": {"align": "left"},
}


def formats(book: Any) -> dict[str, Any]:
    """The named formats of a workbook."""
    usual = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
    return {name: book.add_format({**usual, **style}) for name, style in _STYLES.items()}


def chart_font(size: int, *, bold: bool = False) -> dict[str, Any]:
    """The workbook's font in a chart."""
    return {"name": FONT, "size": size, "bold": bold, "color": "#3A464A"}


def sheet_names(people: Sequence[tuple[str, str]], taken: Sequence[str] = ()) -> list[str]:
    """A sheet name for each (name, staff number): the name, with the number where names meet; at most 31 signs.

    Excel takes ``Li`` and ``LI`` for the same name and forbids some signs.
    """
    plain = [_FORBIDDEN.sub(" ", name).strip(" '") or code for name, code in people]
    often = Counter(name.casefold() for name in plain)
    used = {name.casefold() for name in taken}
    found = []
    for (_name, code), name in zip(people, plain, strict=True):
        tail = "-" + _FORBIDDEN.sub(" ", code) if often[name.casefold()] > 1 or name.casefold() in used else ""
        whole = name[: LONGEST_NAME - len(tail)] + tail
        wanted, number = whole, 1
        while wanted.casefold() in used:
            number += 1
            wanted = f"{whole[: LONGEST_NAME - 1 - len(str(number))]}~{number}"
        used.add(wanted.casefold())
        found.append(wanted)
    return found


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def set_up_page(
    sheet: Any, last_row: int, last_column: int, repeat: tuple[int, int], *, wide: bool = True, tall: int = 0,
    title: str = "",
) -> None:
    """A4, one page wide and ``tall`` pages long (0: as many as it takes), heading rows repeated.

    ``title`` stands above every page, page x / y below.
    """
    sheet.set_paper(9)
    if wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, tall)
    sheet.set_margins(left=0.5, right=0.5, top=0.8 if title else 0.6, bottom=0.7)
    if title:
        sheet.set_header(f'&C&"{FONT},Bold"&14' + title.replace("&", "&&"))
    sheet.center_horizontally()
    sheet.repeat_rows(*repeat)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_footer(f'&C&"{FONT}"&9' + _("Page {page} of {pages}", page="&P", pages="&N"))
    sheet.hide_gridlines(2)


def lines(text: str, width: float) -> int:
    """How many lines a wrapped text needs in a column ``width`` Latin signs wide; a Han sign counts two."""
    return sum(
        max(1, -int(-sum(1 if sign < "\u2e80" else 2 for sign in part) // width)) for part in text.split("\n")
    )
