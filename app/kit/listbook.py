"""A list as a workbook or a printed form, exactly as it is seen: its view, its columns, its order."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.kit import paper
from app.kit.errors import Refusal
from app.kit.fields import Field, Kind
from app.kit.job import Progress
from app.kit.privacy import masked
from app.kit.sheet import Sheet
from app.kit.store.context import Context
from app.kit.store.query import Listing, View, order, rows
from app.kit.words import _
from app.kit.writing import names_of, write_listing, write_sheet

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
    """Write the rows as a workbook (or CSV, by its ending); raises Trouble and leaves the target whole."""
    columns = [seen.listing.column(key) for key in seen.columns]
    rows = _rows(ctx, seen, progress or Progress())
    write_listing(path, _(seen.listing.title), columns, rows, seen.listing.chart)
    return path


def has_keys(listing: Listing, sheet: Sheet) -> bool:
    """Whether the list shows which rows of ``sheet`` its own are: the same columns make the key."""
    labels = {column.key: column.field.label for column in listing.columns}
    parts = [sheet.column(part) for part in sheet.key]
    return all(part.reference is None and labels.get(part.name) == part.field.label for part in parts)


def write_form_of(ctx: Context, seen: Seen, sheet: Sheet, path: Path, progress: Progress | None = None) -> Path:
    """Write the rows as a form of ``sheet``, to be filled in and imported again; see :func:`has_keys`.

    A Refusal where none of them stands in the sheet (a visit that is only planned, in the visit records).
    Telephone numbers that are not revealed stay blank: a blank changes nothing when the form comes back.
    """
    places = [[column.key for column in seen.listing.columns].index(part) for part in sheet.key]
    whole = Seen(seen.listing, seen.view, tuple(column.key for column in seen.listing.columns), seen.ids, True)
    wanted = {tuple(row[at] for at in places) for row in _rows(ctx, whole, progress or Progress())}
    form = sheet.whole(ctx, wanted)
    hidden = {} if seen.revealed else {c.name: None for c in form.columns if c.field.kind is Kind.PHONE}
    rows = [{**values, **hidden} for values in form.stored(ctx) if form.key_of(values) in wanted]
    if not rows:
        raise Refusal(_("None of these rows belongs into the form {sheet}.", sheet=_(sheet.title)))
    write_sheet(path, form, rows, names_of(ctx, form))
    return path


def printed(ctx: Context, seen: Seen, office: str = "") -> paper.Document:
    """The rows as a titled table, across or upright as its columns need."""
    fields = [seen.listing.column(key).field for key in seen.columns]
    lines = tuple(
        paper.Row(tuple(field.show(value) for field, value in zip(fields, row, strict=True)))
        for row in _rows(ctx, seen, Progress())
    )
    columns = tuple(map(_column, fields))
    title = _(seen.listing.title)
    page = paper.A4 if sum(c.width_mm for c in columns) <= paper.A4.body_width_mm else paper.A4_LANDSCAPE
    listing = paper.Listing(title, columns, lines, subtitles=(_("{n} rows", n=f"{len(lines):,}"),))
    return paper.Document(title, (listing,), page, paper.Footer(office, ctx.today.isoformat()))


def _column(field: Field) -> paper.Column:
    is_wordy = field.kind in {Kind.TEXT, Kind.NOTE}
    side: paper.Align = "right" if field.is_numeric else "left"
    return paper.Column(field.heading(), field.width * SIGN_MM, side, is_wordy, 1.0 if is_wordy else 0.0)


def _rows(ctx: Context, seen: Seen, progress: Progress) -> Iterator[list[Any]]:
    ids = order(ctx, seen.listing, seen.view) if seen.ids is None else seen.ids
    keys = [column.key for column in seen.listing.columns]
    places = [keys.index(key) for key in seen.columns]
    hidden = {i for i in places if seen.listing.columns[i].field.kind is Kind.PHONE and not seen.revealed}
    for start in range(0, len(ids), AT_ONCE):
        progress.step(start, len(ids))
        for row in rows(ctx, seen.listing, ids[start : start + AT_ONCE]):
            yield [masked(row[1 + i] or "") if i in hidden else row[1 + i] for i in places]
