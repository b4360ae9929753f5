"""What the headings of a workbook mean to a sheet: synonyms, languages, units, remarks in brackets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.kit.fields import Field, Kind
from app.kit.reading.book import Value
from app.kit.sheet import Sheet, SheetColumn
from app.kit.values.cleaning import folded
from app.kit.values.marks import in_every_language, spellings
from app.kit.values.units import SPELLINGS, factor, is_unit
from app.kit.words import N_

VALUE, CODE = "value", "code"
_BRACKET = re.compile(r"(.+?)[(\[【（]([^()\[\]【】（）]*)[)\]】）]")
_REMARK = re.compile(
    r"必填|选填|可选|可不填|单选|多选|下拉.*|请?选择|required|optional|格式.*|[如例].*|y{2,4}[-/.年]?m.*"
)
_RANGE = re.compile(r"\d+(?:分)?[-–—~～至到]\d+分?")
_OTHER_TIME = re.compile(r"累计|上月|上年|上期|去年|同期|同比|环比|计划|目标|预计|标准|定额|previous|target|plan")
ANSWER = N_("Reason of refusal")
SURPLUS = N_("Surplus cell")
_RUNNING = frozenset(("序号", "序", "no.", "no", "行号"))
_NAMES = frozenset(("姓名", "名称", "name"))
_CODES = frozenset(("工号", "编号", "编码", "代码", "code"))
_TOTALS = frozenset(("合计", "小计", "总计", "总数", "共计", "计", "total", "本月", "当月", "本期", "本月数"))
_THIS_MONTH = re.compile(r"(?:本月|当月|本期)(.{2,})|(.{2,})[(_-](?:本月|当月|本期)\)?")
AROUND = "()[]【】"
"""What may stand around a unit."""
_DECORATION = re.compile(r"[*＊:：▲★☆]+")


@dataclass(frozen=True)
class Meaning:
    """What a heading means: a column of the sheet, its value or its code part, and the unit of its numbers.

    ``factor`` None: the unit cannot be turned into the field's.
    """

    column: SheetColumn
    part: str = VALUE
    unit: str = ""
    factor: Decimal | None = Decimal(1)

    @property
    def target(self) -> tuple[str, str]:
        """Column name and part, the same for all headings of this meaning."""
        return self.column.name, self.part


def bare(text: str) -> str:
    """A heading for comparing: folded, without stars and colons."""
    return _DECORATION.sub("", folded(text))


def is_running_number(heading: str) -> bool:
    """Whether the column only counts the rows."""
    return bare(heading) in _RUNNING


def words_of(column: SheetColumn) -> tuple[set[str], set[str]]:
    """The bare headings of a column itself, and of the code that may stand beside a reference."""
    codes: set[str] = set()
    if reference := column.reference:
        codes = {bare(word) for word in (*in_every_language(reference.code_heading), *reference.code_headings)}
    return {bare(word) for word in (*in_every_language(column.field.label), *column.field.headings)}, codes - {""}


def is_answer(heading: str) -> bool:
    """Whether the column is the program's own: why a row was refused."""
    return bare(heading) in {bare(word) for word in in_every_language(ANSWER)}


def is_surplus(heading: str) -> bool:
    """Whether the column holds cells for which a text file had no heading."""
    return bare(heading) in {bare(word) for word in in_every_language(SURPLUS)}


class Vocabulary:
    """Every heading a sheet understands."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._words: dict[str, list[Meaning]] = {}
        self._labels: dict[str, Meaning] = {}
        self._unread: set[str] = set()
        self._seen: dict[tuple[str, ...], Meaning | None] = {}
        for column in sheet.columns:
            if column.read:
                self._learn(column)
            else:
                self._unread |= words_of(column)[0] | {bare(column.field.heading())}

    def _learn(self, column: SheetColumn) -> None:
        own = Meaning(column)
        for word in in_every_language(column.field.label):
            self._labels.setdefault(bare(word), own)
            self._add(word, own)
            for unit in in_every_language(column.field.unit):
                self._add(f"{word}({unit})", own)
        for word in column.field.headings:
            self._add(word, own)
        reference = column.reference
        if reference and (reference.code_heading or reference.code_headings):
            code = Meaning(column, CODE)
            for word in (*in_every_language(reference.code_heading), *reference.code_headings):
                self._add(word, code)

    def _add(self, word: str, meaning: Meaning) -> None:
        texts = {bare(word), *(stem for stem, unit in _with_unit(bare(word)) if _suits(meaning.column.field, unit))}
        for text in texts:
            known = self._words.setdefault(text, [])
            if text and meaning.target not in [other.target for other in known]:
                known.append(meaning)

    def has(self, text: str) -> bool:
        """Whether ``text`` is exactly a heading of the sheet, or only counts the rows."""
        return bare(text) in self._words or is_running_number(text)

    def is_label(self, label: Value, beside: Value) -> bool:
        """Whether ``label`` is the word for somebody or something, and ``beside`` may be who or what."""
        if not isinstance(label, str) or (isinstance(beside, str) and self.has(beside)):
            return False
        return any(m.column.reference or m.column.field.kind is Kind.MONTH for m in self._words.get(bare(label), ()))

    def is_unread(self, text: str) -> bool:
        """Whether ``text`` is the heading of a column that is written for the reader's sake only."""
        return bare(text) in self._unread

    def named_in(self, texts: Iterable[str]) -> Meaning | None:
        """The one column of numbers that ``texts`` (a title) speak of; None if there is none, or more."""
        rest = [bare(text) for text in texts]
        found: dict[tuple[str, str], Meaning] = {}
        for word in sorted(self._words, key=len, reverse=True):
            meaning = self._known(word)
            if len(word) < 2 or meaning is None or not meaning.column.field.is_numeric:
                continue
            if any(word in text for text in rest):
                found.setdefault(meaning.target, Meaning(meaning.column))
                rest = [text.replace(word, "\0") for text in rest]
        return next(iter(found.values())) if len(found) == 1 else None

    def understand(self, *texts: str) -> Meaning | None:
        """The meaning of a heading, its rows from top to bottom (empty ones left out); None if there is no one."""
        if texts not in self._seen:
            self._seen[texts] = self._of(tuple(bare(text) for text in texts))
        return self._seen[texts]

    def _of(self, texts: tuple[str, ...]) -> Meaning | None:
        if len(texts) == 1 or (len(texts) > 1 and texts[-1] == texts[-2]):
            return self._single(texts[-1])
        if not texts:
            return None
        top, sub = texts[-2:]
        if is_unit(top.strip(AROUND)):
            whole = self._single(sub)
            return measured(whole, top.strip(AROUND)) if whole and whole.column.field.is_numeric else whole
        group, unit = next(iter(_with_unit(top, brackets_only=True)), (top, ""))
        whole = self._single(group + sub) or self._single(sub + group)
        if whole is None:
            above = self._single(top)
            whole = _part(above, sub) if above else None
            # Under a heading that is a column itself only its own parts are understood: 推荐人 | 手机 is no 手机.
            is_part = above is None or top in sub or sub.startswith("其中")
            if whole is None and is_part and not _OTHER_TIME.search(top):
                whole = self._single(sub)
        if whole and unit and not whole.unit and whole.column.field.is_numeric:
            return measured(whole, unit)
        return whole

    def _single(self, text: str) -> Meaning | None:
        found = self._known(text)
        for stem, unit in _with_unit(text):
            known = self._known(stem)
            if known and known.column.field.is_numeric and (found is None or found.target == known.target):
                return measured(known, unit)
        return found or self._with_remark(text) or self._of_this_month(text)

    def _known(self, text: str) -> Meaning | None:
        found = self._words.get(text, [])
        if len(found) == 1:
            return found[0]
        return self._labels.get(text) if found else None

    def _of_this_month(self, text: str) -> Meaning | None:
        """本月供电量 beside 累计供电量."""
        match = _THIS_MONTH.fullmatch(text)
        found = self._single(match[1] or match[2]) if match else None
        return found if found and found.column.field.is_numeric else None

    def _with_remark(self, text: str) -> Meaning | None:
        """A heading with a remark in brackets that does not change what it means."""
        match = _BRACKET.fullmatch(text)
        if match:
            found = self._known(match[1])
            said = self._known(match[2])
            same = found is not None and said is not None and said.target == found.target
            is_range = found is not None and found.column.field.maximum is not None and _RANGE.fullmatch(match[2])
            is_said = same or is_range or _REMARK.fullmatch(match[2]) or _tells_choices(found, match[2])
            return found if is_said else None
        for ending in ("号码", "号"):
            found = self._known(text.removesuffix(ending)) if text.endswith(ending) else None
            if found and found.column.field.kind is Kind.PHONE:
                return found
        return None


def _tells_choices(found: Meaning | None, told: str) -> bool:
    """状态(运行/停运): what may stand in the column."""
    known = spellings(found.column.field) if found else {}
    return bool(known) and all(part in known for part in re.split(r"[/、,|]", told))


def _with_unit(text: str, *, brackets_only: bool = False) -> Iterator[tuple[str, str]]:
    """Ways to read ``text`` as a heading with a unit behind it: (heading, unit), in brackets first."""
    match = _BRACKET.fullmatch(text)
    if match and (is_unit(match[2]) or match[2] == "万"):
        yield match[1], match[2]
        return
    if match or brackets_only:
        return
    for spelling in SPELLINGS:
        if text.endswith(spelling) and len(text) > len(spelling):
            yield text.removesuffix(spelling).rstrip("/,_-"), spelling


def _suits(field: Field, unit: str) -> bool:
    return field.is_numeric and _factor(field, unit) is not None


def _factor(field: Field, unit: str) -> Decimal | None:
    return factor("%" if field.kind is Kind.PERCENT else folded(field.unit), unit)


def measured(meaning: Meaning, unit: str) -> Meaning:
    """``meaning`` with its numbers in ``unit`` (folded)."""
    return Meaning(meaning.column, meaning.part, unit, _factor(meaning.column.field, unit))


def _part(above: Meaning, sub: str) -> Meaning | None:
    """A column below a group heading that is a column itself: its name, its code or its total."""
    if above.column.reference and sub in _CODES:
        return Meaning(above.column, CODE)
    if sub in _NAMES and not above.column.field.is_numeric:
        return above
    return above if sub in _TOTALS and above.column.field.is_numeric else None
