"""CSV that Excel and WPS open with Chinese intact and without calculating anything."""

import csv
import os
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from app.kit.fields import Field, Kind
from app.kit.target import swapped_in
from app.kit.values.cleaning import visible
from app.kit.values.quoting import quoted
from app.kit.writing.cells import literal


def write_csv(
    path: str | os.PathLike[str], fields: Sequence[Field], rows: Iterable[Sequence[Any]], headings: Sequence[str] = ()
) -> int:
    """Write ``rows``, one value per field; returns their number. Numbers are written in full. Raises Trouble."""
    count = 0
    with swapped_in(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as out:
        writing = csv.writer(out)
        writing.writerow([quoted(heading) for heading in headings or [field.heading() for field in fields]])
        for row in rows:
            writing.writerow([plain(field, value) for field, value in zip(fields, row, strict=True)])
            count += 1
    return count


def plain(field: Field, value: Any) -> str:
    """How a value stands in a text: a number in full, a text so that nothing calculates it or reads it as a sign."""
    if value is None:
        return ""
    if field.is_numeric and not field.is_scale and isinstance(value, int | float | Decimal):
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return f"{exact.scaleb(2):f}%" if field.kind is Kind.PERCENT else f"{exact:f}"
    return quoted(literal(visible(field.show(value))))
