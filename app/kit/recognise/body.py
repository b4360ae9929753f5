"""Which rows below the header are data, and why the others are not."""

import re
from collections.abc import Mapping, Sequence

from app.kit.fields import Kind
from app.kit.reading.book import Merge, Value
from app.kit.recognise.columns import MappedColumn
from app.kit.recognise.header import Header
from app.kit.recognise.vocabulary import Vocabulary
from app.kit.sheet import Sheet
from app.kit.values.cleaning import clean, folded, shown
from app.kit.words import N_

Cells = Sequence[Value]
DITTO = frozenset(("同上", "同前", "〃", "〞", "′′", "″", "″″", '"', "”", "''", "ditto"))

REASONS = {
    "header": N_("the header once more"),
    "total": N_("a total"),
    "note": N_("a note or a signature"),
    "group": N_("a heading over a group of rows"),
    "example": N_("an example of how to fill the form"),
    "title": N_("a title"),
    "number": N_("nothing but its running number"),
}
_TOTAL = re.compile(
    r".{0,12}(?:合计|小计|总计|共计|累计|平均|平均值)(?:户数|台数|数量?|金额)?(?:\(.{0,6}\))?[:：]?(?:共?[\d,.]+.{0,4})?|共[\d,]+[个户台条项家人].{0,4}|"
    r"total:?|subtotal:?|sum:?"
)
_DOUBTFUL = re.compile(
    r"计|均|共|[:：.、]|注|页|说明|来源|编号|编码|代码|名称|姓名|工号|序号|单位|日期|[Tt]otal|[Ss]um|[Nn]ote|"
    r"[Cc]ode|^\s*$"
)
_NOTE = re.compile(
    r"(?:备?注|说明|填表说明|填写说明|数据来源|资料来源|第?\d+页.*|第\d+页)[:：.、\d（(].*|"
    r"(?:制表|填表|填报|审核|复核|审批|编制|统计|经办|负责|主管|签字|签名|盖章|批准|单位负责|部门负责|分管领导|主任|所长|"
    r"班长|站长|领导|被考核|考核)人?(?:签字|签名|签章|\(签字\)|\(盖章\)|\(签章\))?[:：].*|"
    r"(?:日期|时间|打印时间|制表日期|填表日期|填报日期)[:：].*|note[s]?:.*"
)
_NOTE_INSIDE = re.compile(
    r"(?:签字|签名|签章|盖章|制表|填表|填报|审核|复核|审批|说明|负责|日期)人?[^:]{0,6}:|(?:签字|签名|签章|盖章|\(章\))$|^注|^备注|"
    r"^(?:制表|填表|审核|复核|审批|负责|统计|主管)人?$|^\d{4}年\d{1,2}月\d{1,2}日$"
)
_TITLE = re.compile(
    r".*\d{4}年.*|.{0,8}单位[:].+|.{0,6}(?:经理|责任人|网格员|供电所|营业所|部门|片区)[:].+|"
    r".{2,}(?:台账|统计表|一览表|明细表?|汇总表|情况表?|登记表|记录表?|清单|名册|名单|报表)"
)
_EXAMPLES = frozenset(("示例", "样例", "范例", "例", "例:", "例如", "举例", "示范", "example", "sample"))
_LONGEST_EXAMPLE = 9
_COUNTED = "甲乙丙丁戊己庚辛壬癸", "abcdefghij"
_BRACKETS = str.maketrans("", "", "()[]〔〕（）")
_HAN = re.compile(r"[\u3400-\u9fff]{4}")
_DIGITS = re.compile(r"\d{4}")
_CERTAIN = re.compile(r"[A-Za-z]{0,6}[-\d]{4,}")
_DIFFERENT = 3


def is_empty(cells: Cells) -> bool:
    """Whether nothing stands in the row."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


class Body:
    """Tells rows of data from the others below the header of ``sheet``."""

    def __init__(
        self, mapping: Sequence[MappedColumn], sheet: Sheet, header: Header, merges: Sequence[Merge],
        words: Vocabulary,
    ) -> None:  # fmt: skip
        keys = [each for each in mapping if each.column.name in sheet.key]
        self._keys = tuple(each.index for each in keys)
        self._codes = {each.index for each in keys if each.column.field.kind is Kind.CODE}
        self._meant = {each.index: each.meaning.target for each in mapping}
        headings = {i: texts for i, texts in enumerate(header.texts) if texts}
        self._headings = {i: {folded(text) for text in texts} for i, texts in headings.items()}
        self._texts = {text for texts in headings.values() for text in texts}
        self._running = set(header.counting())
        self._marked = {*self._running, min(headings, default=0)}
        self._first = header.last + 1
        self._wide = {merge.top for merge in merges if merge.right > merge.left}
        self._words = words

    def is_surely_data(self, cells: Cells, row: int) -> bool:
        """Whether the row has a code of digits where the key stands: most rows are settled here."""
        if not self._keys or row in self._wide or row == self._first or self._is_example(cells):
            return False
        for i in self._keys:
            cell = cells[i]
            if not (isinstance(cell, str) and _CERTAIN.fullmatch(cell)):
                return False
        return True

    def is_other_table(self, cells: Cells) -> bool:
        """Whether the row is a header with other columns than this table's."""
        keys = [cells[i] for i in self._keys]
        if any(not isinstance(cell, str | None) or (cell and _DIGITS.search(cell)) for cell in keys):
            return False
        filled = [i for i, cell in enumerate(cells) if cell is not None]
        known = [i for i in filled if isinstance(cells[i], str) and self._words.has(shown(cells[i]))]
        if len(known) < min(_DIFFERENT, len(filled)) or len(known) < 2 or 2 * len(known) < len(filled):
            return False
        meant = {i: meaning.target for i in known if (meaning := self._words.understand(clean(shown(cells[i]))))}
        return any(self._meant.get(i) != target for i, target in meant.items())

    def why_no_data(self, cells: Cells, row: int) -> str:
        """A key of ``REASONS``, or "" if sheet row ``row`` (zero-based) is data."""
        if self._is_example(cells):
            return "example"
        if row == self._first and _numbers_columns(cells):
            return "header"
        if self._is_title(cells):
            return "title"
        if self._keys and row not in self._wide and all(self._is_plain(i, cells[i]) for i in self._keys):
            return ""
        filled = {i: folded(shown(cell)) for i, cell in enumerate(cells) if cell is not None and shown(cell).strip()}
        again = sum(filled.get(i) in texts for i, texts in self._headings.items())
        if again >= max(2, len(filled) // 2):
            return "header"
        if filled.keys() <= self._running and all(map(str.isdigit, filled.values())):
            return "number"
        texts = [text for i, text in filled.items() if isinstance(cells[i], str)]
        has_key = bool(self._keys) and all(i in filled and not _TOTAL.fullmatch(filled[i]) for i in self._keys)
        if not has_key and any(_TOTAL.fullmatch(text) for text in texts[:4]):
            return "total"
        if self._is_note(filled, len(texts) == len(filled)):
            return "note"
        is_alone = len(filled) == 1 and bool(texts)
        return "group" if is_alone and (row in self._wide or not self._meant.keys() & filled.keys()) else ""

    def _is_note(self, filled: Mapping[int, str], is_text: bool) -> bool:
        first = next(iter(filled), -1)
        # A note may stand in the very column of the key.
        if _NOTE.fullmatch(filled.get(first, "")) and not any(i in filled for i in self._keys if i != first):
            return True
        if not self._keys or not is_text:
            return False
        if not any(i in filled for i in self._keys):
            return 2 * len(filled) <= max(len(self._headings), 6) and any(map(_NOTE_INSIDE.search, filled.values()))
        return len(filled) == 1 and first in self._codes and bool(_HAN.search(filled[first]))

    def _is_title(self, cells: Cells) -> bool:
        """Whether the row is a title alone, as where several tables stand below each other."""
        filled = [cell for cell in cells if cell is not None]
        return len(filled) == 1 and isinstance(filled[0], str) and bool(_TITLE.fullmatch(folded(filled[0])))

    def _is_example(self, cells: Cells) -> bool:
        """Whether the row's first cell or its number says that it only shows how to fill the form."""
        for i in self._marked:
            cell = cells[i]
            if isinstance(cell, str) and len(cell) <= _LONGEST_EXAMPLE and folded(cell) in _EXAMPLES:
                return True
        return False

    def _is_plain(self, column: int, cell: Value) -> bool:
        """Whether a cell of the key can belong to a row of data only."""
        if isinstance(cell, str):
            is_usual = bool(cell) and cell not in self._texts and not _DOUBTFUL.search(cell)
            return is_usual and not (column in self._codes and _HAN.search(cell))
        return cell is not None


def _numbers_columns(cells: Cells) -> bool:
    """Whether a row below the header numbers the columns: 甲 乙 1 2 3, A B 1 2, (1) (2) (3)."""
    told = [folded(shown(cell)).translate(_BRACKETS) for cell in cells if cell is not None and shown(cell).strip()]
    if len(told) < _DIFFERENT:
        return False
    for letters in _COUNTED:
        named = next((at for at, text in enumerate(told) if at >= len(letters) or text != letters[at]), len(told))
        if told[named:] == [str(number) for number in range(1, len(told) - named + 1)]:
            return True
    return False


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
