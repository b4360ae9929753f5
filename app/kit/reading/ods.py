"""OpenDocument spreadsheets, read in full here: repeats are counted before they are written out."""

import re
from datetime import date, datetime, time

from app.kit.reading.archive import Archive, elements
from app.kit.reading.book import CellError, Merge, Span, Uncalculated, Value
from app.kit.reading.displayed import kind_shown
from app.kit.reading.draft import Draft
from app.kit.reading.events import Attributes, parse
from app.kit.reading.limits import CELL_TEXT, SHEET_ROWS, Limits, Rejected

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_SPACE = re.compile(r"[ \t\r\n]+")
_DURATION = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_CELLS = ("table:table-cell", "table:covered-table-cell")


def read_ods(archive: Archive, limits: Limits) -> list[Draft]:
    """All sheets; raises Rejected (protected, damaged, far or too many cells)."""
    if elements(archive.read("META-INF/manifest.xml"), frozenset({"encryption-data"})):
        raise Rejected("protected")
    if not archive.has("content.xml"):
        raise Rejected("damaged")
    reader = _Reader(limits)
    parse(archive.stream("content.xml"), reader.start, reader.end, reader.text)
    return [draft for draft in reader.drafts if draft not in reader.external]


class _Reader:
    """Follows the events of ``content.xml``: one open table, one open row, one open cell."""

    def __init__(self, limits: Limits) -> None:
        self.drafts: list[Draft] = []
        self.external: list[Draft] = []
        self._limits = limits
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._tables = 0
        self._row = self._column = self._row_repeat = 0
        self._row_cells: list[tuple[int, int, Value]] = []
        self._telling: list[tuple[int, int, str]] = []
        self._cell: Attributes | None = None
        self._paragraphs: list[str] = []
        self._aside = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._aside or tag == "office:annotation" or tag.startswith("draw:") or tag == "table:shapes":
            self._aside += 1
        elif tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table:table":
            self._tables += 1
            if self._tables == 1:
                self._open_table(attributes)
        elif tag == "table:table-source" and self.drafts:
            self.external.append(self.drafts[-1])
        elif self._tables == 1:
            self._start_within(tag, attributes)

    def _open_table(self, attributes: Attributes) -> None:
        hidden = attributes.get("table:style-name") in self._hidden_styles
        before = sum(draft.cells for draft in self.drafts)
        self.drafts.append(Draft(attributes.get("table:name", ""), hidden, self._limits, before))
        self._row = 0

    def _start_within(self, tag: str, attributes: Attributes) -> None:
        if tag == "table:table-row":
            self._row_repeat = _repeat(attributes, "table:number-rows-repeated")
            self._column = 0
        elif tag in _CELLS:
            self._cell = attributes
            self._paragraphs = []
        elif self._cell is None:
            return
        elif tag == "text:p":
            self._paragraphs.append("")
        elif tag == "text:s":
            self._add(" " * _repeat(attributes, "text:c"))
        elif tag in ("text:tab", "text:line-break"):
            self._add("\t" if tag == "text:tab" else "\n")

    def text(self, text: str) -> None:
        if self._cell is not None and not self._aside:
            self._add(_SPACE.sub(" ", text))

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1] += text
            if len(self._paragraphs[-1]) > 4 * CELL_TEXT:
                raise Rejected("bomb")

    def end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag == "table:table":
            self._tables -= 1
        elif self._tables == 1 and tag == "table:table-row":
            self._close_row()
        elif self._tables == 1 and tag in _CELLS and self._cell is not None:
            self._close_cell(self._cell, covered=tag != _CELLS[0])
            self._cell = None

    def _close_cell(self, cell: Attributes, *, covered: bool) -> None:
        repeat = _repeat(cell, "table:number-columns-repeated")
        value = None if covered else _value(cell, "\n".join(self._paragraphs))
        if value is not None:
            self._row_cells.append((self._column, repeat, value))
            kind = cell.get("office:value-type")
            told = "percent" if kind == "percentage" else ""
            if kind in ("float", "currency") and isinstance(value, float):
                told = kind_shown(value, "".join(self._paragraphs).strip())
            if told:
                self._telling.append((self._column, repeat, told))
        right, down = _repeat(cell, "table:number-columns-spanned"), _repeat(cell, "table:number-rows-spanned")
        if right > 1 or down > 1:
            merge = Merge(self._row, self._column, self._row + down - 1, self._column + right - 1)
            self.drafts[-1].merges.append(merge)
        self._column += repeat

    def _close_row(self) -> None:
        draft = self.drafts[-1]
        if self._row_cells:
            last = self._row + self._row_repeat - 1
            column, repeat, value = self._row_cells[-1]
            draft.put(last, column + repeat - 1, value)
            for row in range(self._row, last + 1):
                for column, repeat, value in self._row_cells:
                    for each in range(column, column + repeat):
                        draft.put(row, each, value)
            self._note_kinds(draft, last)
        self._row_cells, self._telling = [], []
        self._row = min(self._row + self._row_repeat, 2 * SHEET_ROWS)

    def _note_kinds(self, draft: Draft, last: int) -> None:
        for column, repeat, kind in self._telling:
            for each in range(column, column + repeat):
                runs = draft.spans.setdefault(each, [])
                if runs and runs[-1].last + 1 == self._row and runs[-1].kind == kind:
                    runs[-1] = Span(runs[-1].first, last, kind)
                else:
                    runs.append(Span(self._row, last, kind))


def _repeat(attributes: Attributes, name: str) -> int:
    given = attributes.get(name)
    if given is None:
        return 1
    if not (given.isascii() and given.isdigit()):
        raise Rejected("damaged")
    return max(int(given[:9]), 1)


def _value(cell: Attributes, text: str) -> Value:
    kind = cell.get("office:value-type", "")
    if cell.get("calcext:value-type") == "error":
        return CellError(text or "#VALUE!")
    try:
        if kind in ("float", "percentage", "currency"):
            return float(cell["office:value"])
        if kind == "date":
            given = cell["office:date-value"]
            return datetime.fromisoformat(given) if "T" in given else date.fromisoformat(given)
        if kind == "time":
            return _time(cell["office:time-value"])
        if kind == "boolean":
            return cell["office:boolean-value"] == "true"
    except (KeyError, ValueError):
        return text or None
    if not kind and not text and "table:formula" in cell:
        return Uncalculated(cell["table:formula"].partition("=")[2])
    return text or cell.get("office:string-value") or None


def _time(given: str) -> Value:
    """A time of day, or elapsed time past a day as text."""
    parts = _DURATION.fullmatch(given)
    if not parts:
        raise ValueError(given)
    hours, minutes, seconds = int(parts[2]), int(parts[3]), int(parts[4])
    if hours < 24 and not parts[1]:
        return time(hours, minutes, seconds)
    return f"{parts[1]}{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")
