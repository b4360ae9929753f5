"""A worksheet as an office wants to print it: header, widths, filter, A4, page x / y."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from app.kit.fields import Field
from app.kit.writing.cells import Formats, number_format

_WIDEST = 60
_TAB_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_HEADER = {
    "bold": True, "bg_color": "#E8EEF4", "border": 1, "border_color": "#B8C4D0", "text_wrap": True,
    "align": "center",
}  # fmt: skip
BODY = {"border": 1, "border_color": "#D5DCE4"}


def width(text: str) -> int:
    """Columns of a half-width letter that the widest line of ``text`` takes."""
    return max((sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in text.split("\n")),
               default=0)  # fmt: skip


def tab_name(title: str) -> str:
    """``title`` as a worksheet may be called."""
    return title.translate(_TAB_NAME).strip(" '")[:31] or "Sheet1"


def write_header(page: Any, formats: Formats, headings: Sequence[str], mandatory: Iterable[int] = ()) -> None:
    """The headings in the first row, those of mandatory columns in colour."""
    needed = set(mandatory)
    for i, heading in enumerate(headings):
        colour = {"font_color": "#B42318"} if i in needed else {}
        page.write_string(0, i, heading, formats.of(**_HEADER, **colour))
    page.set_row(0, 32)


def fit_columns(
    page: Any, formats: Formats, fields: Sequence[Field], headings: Sequence[str], samples: Iterable[Sequence[str]]
) -> None:
    """Column widths by the headings, the fields and the texts of the first rows; empty cells get the field's format."""
    widths = [max(width(heading) + 4, declared.width) for heading, declared in zip(headings, fields, strict=True)]
    for texts in samples:
        widths = [max(n, width(text) + 2) for n, text in zip(widths, texts, strict=True)]
    for i, (n, declared) in enumerate(zip(widths, fields, strict=True)):
        page.set_column(i, i, min(n, _WIDEST), formats.of(num_format=number_format(declared)))


def set_up_print(page: Any, title: str, columns: int, rows: int, footer: str) -> None:
    """Frozen and repeated header, filter, A4 as wide as one page, title above and ``footer`` below."""
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(rows, 1), columns - 1)
    page.repeat_rows(0)
    page.set_paper(9)
    if columns > 6:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(0.5, 0.5, 0.75, 0.6)
    page.set_header("&C&14" + title.replace("&", "&&"))
    page.set_footer("&C" + footer)
