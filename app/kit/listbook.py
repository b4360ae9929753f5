"""A list as a workbook or a printed form, exactly as it is seen: its view, its columns, its order."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.kit import paper
from app.kit.context import Context
from app.kit.errors import Trouble
from app.kit.fields import Field, Kind
from app.kit.job import Progress
from app.kit.privacy import masked
from app.kit.query import Listing, View, order, rows
from app.kit.words import _

AT_ONCE = 1_000
SIGN_MM = 1.9  # width of an average sign at 9 pt


@dataclass(frozen=True)
class Seen:
    """What somebody sees of a list: the view, the columns from the left, some rows or all, phones masked or not."""

    listing: Listing
    view: View
    columns: tuple[str, ...]
    ids: tuple[int, ...] | None = None
    revealed: bool = False


def write_seen(ctx: Context, seen: Seen, path: Path, progress: Progress | None = None) -> Path:
    """Write the rows as a workbook; ``path`` is replaced only by a complete file."""
    from xlsxwriter import Workbook

    fields = _fields(seen)
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        os.close(handle)
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(beside, options) as book:
            sheet = book.add_worksheet(_(seen.listing.title)[:31])
            head = book.add_format({"bold": True, "bg_color": "#eff3f4", "bottom": 1})
            formats = [book.add_format({"num_format": _number_format(field)}) for field in fields]
            sheet.freeze_panes(1, min(seen.listing.frozen, len(fields)))
            for at, field in enumerate(fields):
                sheet.set_column(at, at, field.width + 4)
                sheet.write_string(0, at, field.heading(), head)
            last = 0
            for last, row in enumerate(_rows(ctx, seen, progress or Progress()), start=1):
                for at, (field, value) in enumerate(zip(fields, row, strict=True)):
                    _put(sheet, last, at, _cell(field, value, seen.revealed), formats[at])
            sheet.autofilter(0, 0, last, max(0, len(fields) - 1))
        os.replace(beside, path)
    except OSError as error:
        raise Trouble(_(
            "{file} cannot be written: it is open in another program, or the folder {folder} is full or protected. "
            "Close it or choose another name.", file=path.name, folder=path.parent)) from error  # fmt: skip
    finally:
        with suppress(OSError):
            os.unlink(beside)
    return path


def printed(ctx: Context, seen: Seen, office: str = "") -> paper.Document:
    """The rows as a titled table, across or upright as its columns need."""
    fields = _fields(seen)
    lines = tuple(
        paper.Row(tuple(_text(field, value, seen.revealed) for field, value in zip(fields, row, strict=True)))
        for row in _rows(ctx, seen, Progress())
    )
    columns = tuple(
        paper.Column(f.heading(), f.width * SIGN_MM, "right" if f.is_numeric else "left",
                     wrap=f.kind in {Kind.TEXT, Kind.NOTE}, stretch=1.0 if f.kind in {Kind.TEXT, Kind.NOTE} else 0.0)
        for f in fields
    )  # fmt: skip
    title = _(seen.listing.title)
    page = paper.A4 if sum(c.width_mm for c in columns) <= paper.A4.body_width_mm else paper.A4_LANDSCAPE
    listing = paper.Listing(title, columns, lines, subtitles=(_("{n} rows", n=f"{len(lines):,}"),))
    return paper.Document(title, (listing,), page, paper.Footer(office, ctx.today.isoformat()))


def _fields(seen: Seen) -> list[Field]:
    return [seen.listing.column(key).field for key in seen.columns]


def _rows(ctx: Context, seen: Seen, progress: Progress) -> Iterator[list[Any]]:
    ids = order(ctx, seen.listing, seen.view) if seen.ids is None else seen.ids
    keys = [column.key for column in seen.listing.columns]
    places = [1 + keys.index(key) for key in seen.columns]
    for start in range(0, len(ids), AT_ONCE):
        progress.step(start, len(ids))
        for row in rows(ctx, seen.listing, ids[start : start + AT_ONCE]):
            yield [row[place] for place in places]


def _cell(field: Field, value: Any, revealed: bool) -> Any:
    """Numbers and days stay what they are, so that one can calculate with them."""
    if value is None or field.is_numeric or field.kind in {Kind.DAY, Kind.MOMENT}:
        return value
    return _text(field, value, revealed)


def _text(field: Field, value: Any, revealed: bool) -> str:
    text = field.show(value)
    return masked(text) if field.kind is Kind.PHONE and not revealed else text


def _put(sheet: Any, row: int, at: int, value: Any, format_: Any) -> None:
    match value:
        case None | "":
            sheet.write_blank(row, at, None, format_)
        case datetime() | date():
            sheet.write_datetime(row, at, value, format_)
        case str():
            sheet.write_string(row, at, value[:32_767], format_)
        case _:
            sheet.write_number(row, at, float(value), format_)


def _number_format(field: Field) -> str:
    match field.kind:
        case Kind.INTEGER:
            return "#,##0"
        case Kind.NUMBER:
            return f"#,##0.{'0' * field.decimals}" if field.decimals else "#,##0"
        case Kind.MONEY:
            return "#,##0.00"
        case Kind.PERCENT:
            return f"0.{'0' * (field.decimals or 1)}%"
        case Kind.DAY:
            return "yyyy-mm-dd"
        case Kind.MOMENT:
            return "yyyy-mm-dd hh:mm"
    return "@"
