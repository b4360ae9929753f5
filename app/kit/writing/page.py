"""A worksheet as an office wants to print it: header, widths, filter, A4, page x / y."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.kit.fields import Field
from app.kit.writing.cells import Formats, number_format

_WIDEST = 60
_UPRIGHT = 100
"""Half-width letters that can still be read side by side on upright A4."""
_TAB_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_HEADER = {
    "bold": True, "bg_color": "#E8EEF4", "border": 1, "border_color": "#B8C4D0", "text_wrap": True,
    "align": "center",
}  # fmt: skip
_BODY = {"border": 1, "border_color": "#D5DCE4"}
_NEEDED, _IDLE = "#B42318", "#6B7880"


@dataclass(frozen=True)
class PageColumn:
    """A column of a worksheet; ``is_idle``: it is there to be read, what is written into it does not count."""

    field: Field
    heading: str
    note: str = ""
    is_idle: bool = False

    @property
    def look(self) -> dict[str, Any]:
        """The look of its cells."""
        return {**_BODY, "font_color": _IDLE, "bg_color": "#F6F7F8"} if self.is_idle else _BODY


def width(text: str) -> int:
    """Columns of a half-width letter that the widest line of ``text`` takes."""
    return max((sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in text.split("\n")),
               default=0)  # fmt: skip


def tab_name(title: str) -> str:
    """``title`` as a worksheet may be called."""
    return title.translate(_TAB_NAME).strip(" '")[:31] or "Sheet1"


def write_header(page: Any, formats: Formats, columns: Sequence[PageColumn]) -> None:
    """The headings in the first row with what is noted of them, those of mandatory columns in colour."""
    for i, each in enumerate(columns):
        colour = _NEEDED if each.heading.endswith("*") else _IDLE if each.is_idle else ""
        page.write_string(0, i, each.heading, formats.of(**_HEADER, **({"font_color": colour} if colour else {})))
        if each.note:
            page.write_comment(0, i, each.note, {"x_scale": 1.6})
    page.set_row(0, 32)


def fit_columns(page: Any, formats: Formats, columns: Sequence[PageColumn], samples: Iterable[Sequence[str]]) -> int:
    """Column widths by the headings, the fields and the texts of the first rows; returns their sum.

    Empty cells get the field's format.
    """
    widths = [max(width(each.heading) + 4, each.field.width) for each in columns]
    for texts in samples:
        widths = [max(n, width(text) + 3) for n, text in zip(widths, texts, strict=True)]
    widths = [min(n, _WIDEST) for n in widths]
    for i, (n, each) in enumerate(zip(widths, columns, strict=True)):
        page.set_column(i, i, n, formats.of(num_format=number_format(each.field)))
    return sum(widths)


def set_up_print(page: Any, title: str, size: tuple[int, int], wide: int, footer: str) -> None:
    """Frozen and repeated header, filter, A4 as wide as one page, title above and ``footer`` below.

    ``size`` counts rows and columns, ``wide`` their letters.
    """
    rows, columns = size
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(rows, 1), columns - 1)
    page.repeat_rows(0)
    page.set_paper(9)
    if wide > _UPRIGHT:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.set_margins(0.5, 0.5, 0.75, 0.6)
    page.set_header("&C&14" + title.replace("&", "&&"))
    page.set_footer("&C" + footer)
