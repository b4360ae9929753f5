"""Which rows below the header are data, and why the others are not."""

import re
from collections.abc import Collection, Mapping, Sequence

from app.kit.reading.book import Merge, Value
from app.kit.values.cleaning import folded, shown
from app.kit.words import N_

Cells = Sequence[Value]
DITTO = frozenset(("同上", "〃", "″", "″″", '"', "”", "''", "ditto"))

REASONS = {
    "header": N_("the header once more"),
    "total": N_("a total"),
    "note": N_("a note or a signature"),
    "group": N_("a heading over a group of rows"),
}
_TOTAL = re.compile(r".{0,12}(?:合计|小计|总计|共计|累计|平均|平均值)[:：]?|total:?|subtotal:?|sum:?")
_DOUBTFUL = re.compile(r"计|均|[:：.、]|注|页|说明|来源|编号|名称|姓名|工号|[Tt]otal|[Ss]um|[Nn]ote|^\s*$")
_NOTE = re.compile(
    r"(?:备?注|说明|填表说明|填写说明|数据来源|资料来源|第?\d+页.*|第\d+页)[:：.、\d（(].*|"
    r"(?:制表|填表|填报|审核|复核|审批|编制|统计|经办|负责|主管|签字|签名|盖章|批准|单位负责|部门负责|分管领导)人?"
    r"(?:签字|签名|签章|\(签字\)|\(盖章\))?[:：].*|(?:日期|时间|打印时间|制表日期|填表日期|填报日期)[:：].*|note[s]?:.*"
)


def is_empty(cells: Cells) -> bool:
    """Whether nothing stands in the row."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


class Body:
    """Tells rows of data from the others below one header.

    ``keys`` are the physical columns of the rows' key, ``headings`` the heading texts by column.
    """

    def __init__(
        self, keys: Collection[int], headings: Mapping[int, Collection[str]], merges: Sequence[Merge]
    ) -> None:
        self._keys = tuple(keys)
        self._headings = {i: {folded(text) for text in texts} for i, texts in headings.items()}
        self._texts = {text for texts in headings.values() for text in texts}
        self._wide = {merge.top for merge in merges if merge.right > merge.left}

    def why_no_data(self, cells: Cells, row: int) -> str:
        """A key of ``REASONS``, or "" if sheet row ``row`` (zero-based) is data."""
        if self._keys and row not in self._wide and all(self._is_plain(cells[i]) for i in self._keys):
            return ""
        filled = {i: folded(shown(cell)) for i, cell in enumerate(cells) if cell is not None and shown(cell).strip()}
        again = sum(filled.get(i) in texts for i, texts in self._headings.items())
        if again >= max(2, len(filled) // 2):
            return "header"
        texts = [text for i, text in filled.items() if isinstance(cells[i], str)]
        has_key = bool(self._keys) and all(i in filled and not _TOTAL.fullmatch(filled[i]) for i in self._keys)
        if not has_key and any(_TOTAL.fullmatch(text) for text in texts[:4]):
            return "total"
        first = next(iter(filled), -1)
        # A note may stand in the very column of the key.
        if _NOTE.fullmatch(filled.get(first, "")) and not any(i in filled for i in self._keys if i != first):
            return "note"
        if len(filled) == 1 and texts and row in self._wide:
            return "group"
        return ""

    def _is_plain(self, cell: Value) -> bool:
        """Whether a cell of the key can belong to a row of data only: most cells are settled here."""
        if isinstance(cell, str):
            return bool(cell) and cell not in self._texts and not _DOUBTFUL.search(cell)
        return cell is not None


def spread_down(rows: list[Cells], merges: Sequence[Merge], first: int) -> list[Cells]:
    """The rows with cells that are merged downwards holding their value in each row, from row ``first`` on."""
    changed: dict[int, list[Value]] = {}
    for merge in merges:
        if merge.top < first or merge.bottom == merge.top:
            continue
        value = rows[merge.top][merge.left]
        for row in range(merge.top + 1, merge.bottom + 1):
            changed.setdefault(row, list(rows[row]))[merge.left] = value
    return [changed.get(i, cells) for i, cells in enumerate(rows)] if changed else rows
