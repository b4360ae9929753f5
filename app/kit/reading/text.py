"""Text tables: CSV and its kin in every encoding an office meets."""

import codecs
import csv
import io
import re

from app.kit.reading.book import Value
from app.kit.reading.draft import Draft
from app.kit.reading.limits import CELL_TEXT, Limits, Rejected

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_DIRECTIVE = re.compile(r"sep=(.)\r?\n", re.I)
_SEPARATORS = ",;\t"


def decoded(content: bytes, *, cut: bool = False, declared: str = "") -> str:
    """``content`` as text: byte order mark, ``declared``, strict UTF-8, UTF-16 by its zeros, GB18030.

    ``cut`` allows a character to be cut off at the end. Raises Rejected where nothing fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, cut)
    for encoding in (_DECLARED.get(declared.lower(), ""), _utf16_by_zeros(content), "utf-8", "gb18030"):
        if encoding:
            try:
                return _strictly(content, encoding, cut)
            except Rejected:
                continue
    raise Rejected("not_a_workbook")


def _strictly(content: bytes, encoding: str, cut: bool) -> str:
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(content, not cut)
    except UnicodeError as wrong:
        raise Rejected("not_a_workbook") from wrong
    if _CONTROL.search(text.rstrip("\x1a\0")):
        raise Rejected("not_a_workbook")
    return text.rstrip("\x1a\0")


def _utf16_by_zeros(content: bytes) -> str:
    """ASCII separators in UTF-16 leave every second byte zero here and there, always on one side."""
    even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
    if even == odd or min(even, odd) * 20 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def read_text(content: bytes, limits: Limits) -> Draft:
    """The single sheet of a text table; every cell is text, as written."""
    text = decoded(content)
    directive = _DIRECTIVE.match(text)
    if directive:
        text = text[directive.end() :]
    separator = directive[1] if directive else _separator(text)
    draft = Draft("", False, limits)
    for row, cells in enumerate(_records(text, separator)):
        for column, cell in enumerate(cells):
            if value := _value(cell, separator):
                draft.put(row, column, value)
    return draft


def _separator(text: str) -> str:
    """The separator that splits the first lines most evenly; a comma where none does."""
    counts: dict[str, list[int]] = {each: [] for each in _SEPARATORS}
    lines = re.sub(r'"[^"]*"', "", text[:65536]).splitlines()[:200]
    for line in filter(str.strip, lines):
        for each in _SEPARATORS:
            counts[each].append(line.count(each))
    def evenness(each: str) -> tuple[int, int]:
        used = [count for count in counts[each] if count]
        most = max(set(used), key=used.count) if used else 0
        return used.count(most) if used else 0, most
    return max(_SEPARATORS, key=evenness)


def _records(text: str, separator: str) -> list[list[str]]:
    """Strictly by the rules of CSV; where quotes are sloppy, leniently, unless that could swallow lines."""
    csv.field_size_limit(CELL_TEXT * 4)
    source = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(source)
    except csv.Error as wrong:
        line = source.line_num
        lenient = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            records = list(lenient)
        except csv.Error:
            records = [["\n"]]
        if any("\n" in cell or "\r" in cell for record in records for cell in record):
            raise Rejected("open_quote", line=line) from wrong
        return records


def _value(cell: str, separator: str) -> Value:
    """``="00123"`` and a tab at the end are how exporters tell Excel to leave a code alone."""
    as_text = _TEXT_FORMULA.fullmatch(cell.strip("\t") if separator != "\t" else cell)
    if as_text:
        return as_text[1].replace('""', '"')
    return cell.strip("\t")
