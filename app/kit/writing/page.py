"""A worksheet as an office wants to print it: header, filter, A4, as many pages across as can be read, page x / y."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.kit.fields import Field
from app.kit.words import _
from app.kit.writing.cells import FONT, Formats

_UPRIGHT, _ACROSS = 100, 215
"""Half-width letters that can still be read side by side on A4, upright and across."""
_REPEATED = 64
"""Letters that may stand again on every further page across."""
_TAB_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_HEADER = {
    "bold": True, "bg_color": "#E8EEF4", "border": 1, "border_color": "#B8C4D0", "text_wrap": True,
    "align": "center",
}  # fmt: skip
_BODY = {"border": 1, "border_color": "#D5DCE4"}
_NEEDED, _IDLE = "#B42318", "#6B7880"
_MARGIN = {"scale_with_doc": False}
"""Title and page number keep their size however small the table must be."""


@dataclass(frozen=True)
class PageColumn:
    """A column of a worksheet; ``is_idle``: it is there to be read, what is written into it does not count.

    ``is_key``: it says which row this is, and stands again where the table takes several pages across.
    """

    field: Field
    heading: str
    note: str = ""
    is_idle: bool = False
    is_key: bool = False

    @property
    def look(self) -> dict[str, Any]:
        """The look of its cells."""
        return {**_BODY, "font_color": _IDLE, "bg_color": "#F6F7F8"} if self.is_idle else _BODY


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


def set_up_print(page: Any, title: str, columns: Sequence[PageColumn], rows: int, widths: Sequence[int]) -> None:
    """Frozen and repeated header, filter, A4, title above and page x / y below.

    As wide as one page; of a table that could not be read then, the columns of its key stand on each page across.
    """
    wide = sum(widths)
    first, last = _repeated(columns, widths)
    again = sum(widths[first : last + 1])
    across = max(1, -(-(wide - again) // (_ACROSS - again)))
    page.freeze_panes(1, last + 1 if across > 1 else 0)
    page.autofilter(0, 0, max(rows, 1), len(columns) - 1)
    page.repeat_rows(0)
    if across > 1:
        page.repeat_columns(first, last)
        page.print_across()
    page.set_paper(9)
    if wide > _UPRIGHT:
        page.set_landscape()
    page.fit_to_pages(across, 0)
    page.center_horizontally()
    page.set_margins(0.5, 0.5, 0.75, 0.6)
    page.set_header(f'&C&"{FONT},Bold"&14' + title.replace("&", "&&"), _MARGIN)
    page.set_footer(f'&C&"{FONT},Regular"&9' + _("Page &P of &N"), _MARGIN)


def _repeated(columns: Sequence[PageColumn], widths: Sequence[int]) -> tuple[int, int]:
    """The first and last column that stand again: those of the key (of a single one its neighbour too) that fit."""
    keys = [i for i, each in enumerate(columns) if each.is_key] or [0]
    first, last = keys[0], max(keys[-1], min(keys[0] + 1, len(columns) - 1))
    while last > first and sum(widths[first : last + 1]) > _REPEATED:
        last -= 1
    return first, last
