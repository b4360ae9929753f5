"""Values that look right alone and are in doubt among their neighbours."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median_low

from app.kit.planning.read import ColumnRead
from app.kit.reading.book import Merge
from app.kit.values.bad import BadValue
from app.kit.words import _

_LARGE = 1000  # times the field's own unit: 万kWh, 万元
_BARE = re.compile(r"[+-]?[\d,.\s]+")
_FIXED = 6  # codes of at least so many digits, most of them equally long, are counted out to that length


def refuse_lost_zeros(found: ColumnRead, is_text_only: bool) -> None:
    """Refuse codes that may have been numbers once and are shorter than those that begin with 0, or than most."""
    typed = [isinstance(raw, str) and not is_text_only for raw in found.raws]
    digits = {at: len(value) for at, value in enumerate(found.values) if isinstance(value, str) and value.isdigit()}
    zeros = max((size for at, size in digits.items() if found.values[at].startswith("0")), default=0)
    usual, times = (Counter(digits.values()).most_common(1) or [(0, 0)])[0]
    fixed = usual if usual >= _FIXED and 2 * times > len(digits) and times > 1 else 0
    for at, size in digits.items():
        if typed[at] or found.values[at].startswith("0"):
            continue
        if size < zeros:
            found.refuse(at, BadValue("lost_zeros", _(
                "“{raw}” is a number among codes that begin with 0: it may have lost its zeros. Write it as text.",
                raw=found.values[at])))  # fmt: skip
        elif fixed - 3 <= size < fixed:
            found.refuse(at, BadValue("lost_zeros", _(
                "“{raw}” is shorter than the other codes ({length} digits): it may have lost its zeros. Write it as "
                "text.", raw=found.values[at], length=fixed)))  # fmt: skip


def refuse_other_scale(found: ColumnRead) -> None:
    """Refuse bare numbers under a heading in 万kWh that are as much larger than the others as kWh would be."""
    factor = found.mapped.meaning.factor
    if factor is None or factor < _LARGE:
        return
    bare = {
        at: abs(float(value)) for at, value in enumerate(found.values)
        if value and (not isinstance(raw := found.raws[at], str) or _BARE.fullmatch(raw.strip()))
    }  # fmt: skip
    usual = median_low(bare.values()) if bare else 0
    for at, size in bare.items():
        if size >= usual * float(factor) / 20:
            found.refuse(at, BadValue("scale_unclear", _(
                "“{raw}” is far larger than the other numbers of the column: it may not be in {unit}. Write its unit "
                "into the cell.", raw=found.raws[at], unit=found.mapped.meaning.unit)))  # fmt: skip


def refuse_merged(found: ColumnRead, merges: Sequence[Merge], rows: Sequence[int]) -> None:
    """Refuse a number that is merged over several rows of data: it may be each row's, or the sum of all."""
    tall = [m for m in merges if m.bottom > m.top and m.left <= found.mapped.index <= m.right]
    if not tall:
        return
    places = {row: at for at, row in enumerate(rows)}
    for merge in tall:
        within = [places[row] for row in range(merge.top, merge.bottom + 1) if row in places]
        for at in _filled(found, within) if len(within) > 1 else ():
            found.refuse(at, BadValue("merged_number", _(
                "“{raw}” is merged over rows {first} to {last}: it may be the sum of them. Write each row's own.",
                raw=found.raws[at], first=merge.top + 1, last=merge.bottom + 1)))  # fmt: skip


def _filled(found: ColumnRead, places: Sequence[int]) -> Iterator[int]:
    return (at for at in places if found.values[at] is not None)
