"""HTML tables under the name of a workbook, as marketing systems export them."""

import re
from html import unescape

from app.kit.reading.book import Merge
from app.kit.reading.draft import Draft
from app.kit.reading.limits import SHEET_COLUMNS, Limits, Rejected
from app.kit.reading.text import decoded

_CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_ENTITY = re.compile(r"<!\s*ENTITY|<!DOCTYPE[^>]*\[", re.I)
_NOT_SHOWN = re.compile(r"<!--.*?-->|<(script|style|title|xml)\b.*?</\1\s*>|<!\[.*?\]>", re.I | re.S)
_TAG = re.compile(r"<(/?)(table|tr|td|th)\b((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*|[^>]*)>", re.I)
_BREAK = re.compile(r"<\s*/?(?:br|p|div|li|h\d|caption)\b[^>]*>", re.I)
_OTHER_TAG = re.compile(r"<[/a-zA-Z!?][^>]*>")
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d+)", re.I)
_WHITE = re.compile(r"[ \t\r\n\f\u00a0]+")


def read_html(content: bytes, limits: Limits) -> Draft:
    """All tables of the page below each other in one sheet, as Excel opens it; every cell is text."""
    text = decoded(content, declared=_declared(content))
    if _ENTITY.search(text):
        raise Rejected("entity")
    table = _Table(limits)
    at = 0
    shown = _NOT_SHOWN.sub("", text)
    for tag in _TAG.finditer(shown):
        table.text(shown[at : tag.start()])
        at = tag.end()
        if tag[1]:
            table.end(tag[2].lower())
        else:
            table.start(tag[2].lower(), tag[3])
    table.end("table")
    table.text(shown[at:])
    if not table.has_cells:
        raise Rejected("not_a_workbook")
    return table.draft


def _declared(content: bytes) -> str:
    found = _CHARSET.search(content[:8192])
    return found[1].decode("ascii", "replace") if found else ""


class _Table:
    """Places cells from left to right, past the places that cells above have taken."""

    def __init__(self, limits: Limits) -> None:
        self.draft = Draft("", False, limits)
        self.has_cells = False
        self._row = -1
        self._column = 0
        self._taken_until: dict[int, int] = {}
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._is_merged = True

    def start(self, name: str, attributes: str) -> None:
        """A tag opens; what is still open inside the row is closed first, as browsers do."""
        self._close_cell()
        if name == "tr":
            self._row += 1
            self._column = 0
        elif name != "table":
            self.has_cells = True
            self._row = max(self._row, 0)
            spans = {kind.lower(): int(count[:7]) for kind, count in _SPAN.findall(attributes)}
            self._span = (spans.get("row") or 1, spans.get("col") or 1)
            if max(self._span) > SHEET_COLUMNS:
                raise Rejected("bomb")
            # A spreadsheet's clipboard lets a long text run over empty neighbours: that is no merged cell.
            self._is_merged = "mso-ignore:colspan" not in attributes.replace(" ", "").lower()
            self._cell = []

    def text(self, text: str) -> None:
        """Text of the open cell; outside of cells each line stands in a row of its own."""
        if self._cell is not None:
            self._cell.append(text)
        elif text and not text.isspace():
            for line in filter(None, _shown_text(text).split("\n")):
                self._row += 1
                self.draft.put(self._row, 0, line)

    def end(self, name: str) -> None:
        """A tag closes; the end of a table ends what its cells had taken below."""
        self._close_cell()
        if name == "table":
            self._taken_until.clear()

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        while self._taken_until.get(self._column, -1) >= self._row:
            self._column += 1
        down, right = self._span
        if value := _shown_text("".join(self._cell)):
            self.draft.put(self._row, self._column, value)
        if self._is_merged and (down > 1 or right > 1):
            last = self._column + right - 1
            self.draft.merges.append(Merge(self._row, self._column, self._row + down - 1, last))
        if down > 1:
            taken = range(self._column, self._column + right)
            self._taken_until.update(dict.fromkeys(taken, self._row + down - 1))
        self._column += right
        self._cell = None


def _shown_text(markup: str) -> str:
    """What a reader of the page sees: white space folded, breaks kept, entities resolved."""
    text = _WHITE.sub(" ", markup)
    if "<" in text:
        text = _OTHER_TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = unescape(text).replace("\u00a0", " ")
    return "\n".join(line.strip() for line in text.split("\n")).strip()
