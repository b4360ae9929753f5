"""Excel's single-file XML of 2003, which reporting systems still write under the name .xls."""

import re
from datetime import datetime

from app.kit.reading.book import CellError, Merge, Span, Uncalculated, Value
from app.kit.reading.draft import Draft
from app.kit.reading.events import Attributes, parse
from app.kit.reading.excel.numberformat import PERCENT, TELLING, kind_of
from app.kit.reading.limits import Limits, Rejected
from app.kit.reading.text import decoded

_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)")
_NAMED = {"Percent": PERCENT}


def read_xml(content: bytes, limits: Limits) -> list[Draft]:
    """All worksheets; raises Rejected."""
    reader = _Reader(limits)
    declared = _ENCODING.search(content[:200])
    text = decoded(content, declared=declared[1].decode("ascii", "replace") if declared else "")
    parse([text.encode()], reader.start, reader.end, reader.text, encoding="utf-8")
    return reader.drafts


class _Reader:
    """Follows the events: one open worksheet, row, cell and its text."""

    def __init__(self, limits: Limits) -> None:
        self.drafts: list[Draft] = []
        self._limits = limits
        self._kinds: dict[str, str] = {}
        self._style = ""
        self._row = self._column = -1
        self._cell: Attributes = {}
        self._in_comment = False
        self._type = ""
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        given = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        name = tag.rpartition(":")[2]
        if name == "Comment" or self._in_comment:
            self._in_comment = True
        elif name == "Style":
            self._style = given.get("ID", "")
        elif name == "NumberFormat":
            code = given.get("Format", "")
            self._kinds[self._style] = _NAMED.get(code) or kind_of(-1, code)
        elif name == "Worksheet":
            before = sum(draft.cells for draft in self.drafts)
            self.drafts.append(Draft(given.get("Name", ""), False, self._limits, before))
            self._row = -1
        elif self.drafts and name == "Row":
            self._row = _index(given, self._row)
            self._column = -1
        elif self.drafts and name == "Cell":
            self._open_cell(given)
        elif self.drafts and name == "Data":
            self._type = given.get("Type", "String")
            self._text = []
        elif name == "Visible":
            self._text = []

    def _open_cell(self, given: Attributes) -> None:
        self._column = _index(given, self._column)
        self._cell = given
        self._type = ""
        right, down = _number(given.get("MergeAcross", "0")), _number(given.get("MergeDown", "0"))
        if right or down:
            merge = Merge(self._row, self._column, self._row + down, self._column + right)
            self.drafts[-1].merges.append(merge)

    def text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        text = "".join(self._text or ())
        if name == "Comment":
            self._in_comment = False
        elif self._in_comment:
            return
        elif name == "Data":
            self._put(_value(self._type, text))
            self._text = None
        elif name == "Cell":
            if not self._type and "Formula" in self._cell:
                self._put(Uncalculated(self._cell["Formula"].removeprefix("=")))
            self._column += _number(self._cell.get("MergeAcross", "0"))
        elif name == "Row":
            self._row += _number(self._cell.get("Span", "0"))
        elif name == "Visible":
            if self.drafts and text.strip() in ("SheetHidden", "SheetVeryHidden"):
                self.drafts[-1].hidden = True
            self._text = None

    def _put(self, value: Value) -> None:
        if value is None:
            return
        draft = self.drafts[-1]
        draft.put(self._row, self._column, value)
        kind = self._kinds.get(self._cell.get("StyleID", ""), "")
        if isinstance(value, float) and kind.startswith(TELLING):
            draft.spans.setdefault(self._column, []).append(Span(self._row, self._row, kind))


def _index(given: Attributes, last: int) -> int:
    """Zero-based position: given from one by ``ss:Index``, or the next one."""
    position = _number(given["Index"]) - 1 if "Index" in given else last + 1
    if position <= last:
        raise Rejected("damaged")
    return position


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit()):
        raise Rejected("damaged")
    return int(given[:9])


def _value(kind: str, text: str) -> Value:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            when = datetime.fromisoformat(text.removesuffix("Z"))
            return when if when.time() != datetime.min.time() else when.date()
    except ValueError:
        return text or None
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "Error":
        return CellError(text)
    return text or None
