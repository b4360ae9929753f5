"""New codes that are unlike all the others of their table: a letter for a digit, a digit too few, two codes in one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.kit.fields import Kind
from app.kit.sheet import NEW, REFUSED, PlannedRow, Problem, Sheet
from app.kit.words import _

_LOOKALIKE = str.maketrans("OoОоΟο〇lIІ|", "0000000" + "1111")
_FOREIGN = re.compile("[\u0370-\u052f\uff66-\uff9f]")
_WORDS = re.compile("[\u3400-\u9fff（）()？?、，。 ]+")  # 待定, 无编号; letters alone do serve as codes
_LONG = 6  # digits of a code that are counted out to one length


def refuse_odd_codes(rows: Sequence[PlannedRow], sheet: Sheet, letter: str) -> list[PlannedRow]:
    """``rows`` with such codes refused; what the office knows already is never odd."""
    column = sheet.column(sheet.key[0])
    if column.reference or column.field.kind is not Kind.CODE:
        return list(rows)
    codes = [row.key[0] for row in rows if row.key and isinstance(row.key[0], str)]
    if len({(len(code), code.isdigit()) for code in codes}) == 1 and codes[0].isdigit():
        return list(rows)
    length, times = (Counter(len(code) for code in codes if code.isdigit()).most_common(1) or [(0, 0)])[0]
    usual = length if length >= _LONG and 2 * times > len(codes) and times > 1 else 0
    is_numbered = 2 * sum(any(map(str.isdigit, code)) for code in codes) > len(codes)
    found: list[PlannedRow] = []
    for row in rows:
        text = _why_odd(row.key[0], usual, is_numbered) if row.status == NEW else ""
        problem = Problem("odd_code", text, letter, column.name, str(row.key[0]) if row.key else "")
        found.append(replace(row, status=REFUSED, problems=(problem,)) if text else row)
    return found


def _why_odd(code: str, usual: int, is_numbered: bool) -> str:
    if _FOREIGN.search(code) or (usual and not code.isdigit() and code.translate(_LOOKALIKE).isdigit()):
        return _("“{raw}” holds a letter that only looks like a digit or like another letter. Write the code again.",
                 raw=code)  # fmt: skip
    if is_numbered and _WORDS.fullmatch(code):
        return _("“{raw}” has no digit, unlike the other codes. Check it.", raw=code)
    if not usual:
        return ""
    if code.isdigit():
        is_odd = usual - 2 <= len(code) < usual or len(code) == usual + 1
    else:
        is_odd = sum(map(str.isdigit, code)) in {usual, 2 * usual}
    return _("“{raw}” is unlike the other codes, which have {length} digits. Check it.", raw=code,
             length=usual) if is_odd else ""  # fmt: skip
