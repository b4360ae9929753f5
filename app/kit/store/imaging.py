"""A row's image as JSON text, and back into values of the columns' types."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Table

Values = dict[str, Any]
_PARSERS: dict[type, Callable[[str], object]] = {
    date: date.fromisoformat, datetime: datetime.fromisoformat, Decimal: Decimal,
}  # fmt: skip


def encode(values: Values | None) -> str | None:
    """A row image as JSON text; it holds no tab and no line break."""
    return None if values is None else _write(values)


def decode(table: Table, text: str | None) -> Values | None:
    """The row image back as Python values of the columns' types."""
    if text is None:
        return None
    found: Values = _read(text)
    for name, parse in _parsed(table):
        if isinstance(value := found.get(name), str):
            found[name] = parse(value)
    return found


@cache
def _parsed(table: Table) -> tuple[tuple[str, Callable[[str], object]], ...]:
    """Columns whose texts mean something else, with what reads them."""
    kinds = ((column.key, column.type.python_type) for column in table.columns)
    return tuple((name, _PARSERS[kind]) for name, kind in kinds if kind in _PARSERS)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"cannot journal {value!r}")


_write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_plain).encode
_read = json.JSONDecoder().decode
