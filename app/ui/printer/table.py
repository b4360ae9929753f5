"""Setting a listing: title, repeated heading, rows that stay whole, signatures with the last row."""

from collections.abc import Sequence

from app.kit.paper import HAIR, INK, SOFT, TINT, Group, Line, Listing, Rect, Row
from app.kit.words import _
from app.ui.printer.cells import PAD_Y_MM, Cell, heading_cells, height_mm, pad_mm, row_cells
from app.ui.printer.column import Column
from app.ui.printer.ink import Style, set_lines
from app.ui.printer.lettering import line_mm

_TITLE, _SUBTITLE, _RUNNING = Style(16.0, bold=True), Style(9.0, colour=SOFT), Style(8.0, colour=SOFT)
_GROUP_TINT = "#f7f9f9"
_FRAME_MM, _HAIR_MM = 0.3, 0.12
_HEADING_MM, _SIGNATURE_MM, _GAP_MM = 7.5, 14.0, 2.0


class Table:
    """One listing on its way down a column."""

    def __init__(self, listing: Listing, column: Column) -> None:
        self.listing, self.column = listing, column
        self.left, self.body_mm = column.page.left_mm, column.page.body_width_mm
        self.widths = listing.widths_mm(self.body_mm)
        self.width = sum(self.widths)
        self.edges = [self.left + sum(self.widths[:number]) for number in range(len(self.widths) + 1)]
        self.head = heading_cells(listing, self.widths)
        self.head_mm = height_mm(self.head, _HEADING_MM)
        self.page_mm = (column.page.body_bottom_mm - column.page.top_mm
                        - _RUNNING.line_mm - _GAP_MM - self.head_mm)
        self._framed_from = 0.0
        self._framed_at = 0

    def set(self) -> None:
        """Put the whole listing on paper."""
        if self.listing.numbered_alone:
            self.column.begin_run()
        self._title()
        self._heading()
        self.column.on_leave, self.column.on_enter = self._close, self._continue
        last = len(self.listing.rows) - 1
        for number, row in enumerate(self.listing.rows):
            if isinstance(row, Group):
                self._group(row, number)
            else:
                self._row(row, self._tail_mm() if number == last else 0.0)
        self._close()
        self.column.on_leave = self.column.on_enter = None
        self._notes()
        self._signatures()

    def _title(self) -> None:
        titles = _TITLE.wrapped(self.listing.title, self.body_mm)
        subtitles = [line for text in self.listing.subtitles
                     for line in _SUBTITLE.wrapped(text, self.body_mm)]
        height = len(titles) * _TITLE.line_mm + len(subtitles) * _SUBTITLE.line_mm + 2 * _GAP_MM
        self.column.need(height + self.head_mm + 3 * max(self.listing.row_height_mm, _HEADING_MM))
        self._lines(titles, _TITLE)
        self._lines(subtitles, _SUBTITLE)
        self.column.y_mm += _GAP_MM

    def _continue(self) -> None:
        """The top of a following page: whose list this is, and the heading again."""
        parts = (self.listing.title, *self.listing.subtitles[:1], _("continued"))
        self._lines(_RUNNING.wrapped(" · ".join(parts), self.body_mm)[:1], _RUNNING)
        self.column.y_mm += _GAP_MM
        self._heading()

    def _heading(self) -> None:
        self.column.ink.append(Rect(self.left, self.column.y_mm, self.width, self.head_mm, TINT, ""))
        self._frame_from_here()
        self._rule(INK, _FRAME_MM)
        self._cells(self.head, self.head_mm, bold=True)
        self._rule(INK, _FRAME_MM / 2)

    def _group(self, group: Group, number: int) -> None:
        style = Style(self.listing.size_pt, bold=True)
        pad = pad_mm(self.width)
        lines = style.wrapped(group.text, self.width - 2 * pad)
        height = len(lines) * style.line_mm + 2 * PAD_Y_MM
        following = self.listing.rows[number + 1:number + 2]
        after = max((height_mm(row_cells(row, self.listing, self.widths), self.listing.row_height_mm)
                     for row in following if isinstance(row, Row)), default=0.0)
        self.column.need(height + min(after, self.page_mm - height))
        self._uprights(self.edges)
        y = self.column.y_mm
        self.column.ink.append(Rect(self.left, y, self.width, height, _GROUP_TINT, ""))
        self._frame_from_here()
        self.column.ink.extend(set_lines(lines, self.left + pad, y + PAD_Y_MM, self.width, style))
        self.column.y_mm += height
        self._uprights((self.edges[0], self.edges[-1]))
        self._rule(HAIR, _HAIR_MM)

    def _row(self, row: Row, tail_mm: float) -> None:
        cells = row_cells(row, self.listing, self.widths)
        if height_mm(cells, 0) > self.page_mm:
            cells = self._split(cells, row.bold)
        height = height_mm(cells, min(self.listing.row_height_mm, self.page_mm))
        self.column.need(height + tail_mm if height + tail_mm <= self.page_mm else height)
        self._cells(cells, height, row.bold)
        self._rule(HAIR, _HAIR_MM)

    def _split(self, cells: list[Cell], bold: bool) -> list[Cell]:
        """Set as many page-high pieces of a row as it takes; what is left fits on one page."""
        line = line_mm(self.listing.size_pt)
        self.column.need(min(self.page_mm, 4 * line + 2 * PAD_Y_MM))
        while height_mm(cells, 0) > self.page_mm and any(cell.lines for cell in cells):
            fit = max(1, int((self.column.room_mm - 2 * PAD_Y_MM) / line))
            self._cells([cell.cut(0, fit) for cell in cells], self.column.room_mm, bold)
            cells = [cell.cut(fit) for cell in cells]
            self.column.turn()
        return cells

    def _cells(self, cells: Sequence[Cell], height: float, bold: bool) -> None:
        """Write a row and go below it."""
        ink, y = self.column.ink, self.column.y_mm
        for cell, x, width in zip(cells, self.edges, self.widths, strict=False):
            if cell.lines:
                top = y + (height - len(cell.lines) * line_mm(cell.size_pt)) / 2
                pad = pad_mm(width)
                style = Style(cell.size_pt, bold, cell.align)
                ink.extend(set_lines(cell.lines, x + pad, top, width - 2 * pad, style))
        self.column.y_mm += height

    def _lines(self, lines: Sequence[str], style: Style) -> None:
        """Write lines across the page and go below them."""
        column = self.column
        for line in lines:
            column.need(style.line_mm)
            column.ink.extend(set_lines([line], self.left, column.y_mm, self.body_mm, style))
            column.y_mm += style.line_mm

    def _rule(self, colour: str, thick: float) -> None:
        y = self.column.y_mm
        self.column.ink.append(Line(self.left, y, self.left + self.width, y, thick, colour))

    def _frame_from_here(self) -> None:
        self._framed_from, self._framed_at = self.column.y_mm, len(self.column.ink)

    def _uprights(self, edges: Sequence[float]) -> None:
        """Draw verticals beside the rows since the frame began, under their rules; start anew here."""
        start, y = self._framed_from, self.column.y_mm
        if start < y:
            at = self._framed_at
            self.column.ink[at:at] = [Line(x, start, x, y, _HAIR_MM, HAIR) for x in edges]
        self._frame_from_here()

    def _close(self) -> None:
        self._uprights(self.edges)
        self._rule(INK, _FRAME_MM)

    def _tail_mm(self) -> float:
        lines = sum(len(_SUBTITLE.wrapped(note, self.body_mm)) for note in self.listing.notes)
        notes = lines * _SUBTITLE.line_mm + _GAP_MM if lines else 0.0
        return notes + (_SIGNATURE_MM if self.listing.signatures else 0.0)

    def _notes(self) -> None:
        if self.listing.notes:
            self.column.y_mm += _GAP_MM
        for note in self.listing.notes:
            self._lines(_SUBTITLE.wrapped(note, self.body_mm), _SUBTITLE)

    def _signatures(self) -> None:
        """Labels side by side, each with a rule to write on."""
        if not self.listing.signatures:
            return
        column, style = self.column, Style(self.listing.size_pt)
        column.need(_SIGNATURE_MM)
        slot = self.body_mm / len(self.listing.signatures)
        top = column.y_mm + _SIGNATURE_MM - style.line_mm - 1.5
        for number, label in enumerate(self.listing.signatures):
            x, rule = self.left + number * slot, top + style.line_mm
            words = list(set_lines(style.wrapped(label, slot / 2)[:1], x, top, slot, style))
            start = x + style.width(words[0].text) + 2.0 if words else x
            column.ink.extend([*words, Line(start, rule, x + slot - 6.0, rule, _HAIR_MM)])
        column.y_mm += _SIGNATURE_MM
