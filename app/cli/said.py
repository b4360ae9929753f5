"""How the command line speaks: aligned tables, JSON, progress on a terminal."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

from app.kit.fields import Field
from app.kit.job import Progress


def width(text: str) -> int:
    """Columns ``text`` takes on a terminal: a Chinese sign takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> str:
    """Aligned columns, numbers to the right."""
    widths = [max(map(width, column)) for column in zip(headings, *rows, strict=True)]
    lines = []
    for row in [headings, *rows]:
        cells = []
        for text, wide, right in zip(row, widths, numeric, strict=True):
            room = " " * (wide - width(text))
            cells.append(room + text if right else text + room)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def listed(fields: Sequence[Field], rows: Sequence[Sequence[Any]]) -> str:
    """Rows as a table with the fields' headings."""
    shown = [[field.show(value).replace("\n", " ") for field, value in zip(fields, row, strict=True)] for row in rows]
    return table([field.heading() for field in fields], shown, [field.is_numeric for field in fields])


def as_json(value: object) -> str:
    """``value`` as JSON text with dates in ISO form."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def progress(title: str) -> Progress:
    """A progress line on a terminal; silent elsewhere."""
    if not sys.stderr.isatty():
        return Progress()

    def report(fraction: float, text: str) -> None:
        bar = "█" * int(fraction * 24)
        end = "\n" if fraction >= 1 else ""
        print(f"\r{title} {bar:<24} {fraction:4.0%} {text[:30]:<30}", end=end, file=sys.stderr, flush=True)

    return Progress(report)
