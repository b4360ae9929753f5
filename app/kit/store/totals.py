"""Sums and means of a listing, for the status bar."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func

from app.kit.fields import Field, Kind
from app.kit.store.context import Context
from app.kit.store.query import Listing, View, given, selecting

Totals = dict[str, tuple[Any, Any]]


def totals(
    ctx: Context, listing: Listing, view: View | None = None, ids: Sequence[int] | None = None
) -> Totals:
    """Sum and mean of every numeric column: of the whole view, or of the rows ``ids`` alone."""
    numeric = [column for column in listing.columns if column.field.is_numeric]
    if not numeric:
        return {}
    what = [f(c.expression) for c in numeric for f in (func.sum, func.count)]
    statement = selecting(ctx, listing, view or View(), what)
    if ids is None:
        parts = [ctx.session.execute(statement, given(ctx, listing)).one()]
    else:
        chunks = (list(ids[start : start + 500]) for start in range(0, len(ids), 500))
        known = given(ctx, listing)
        parts = [ctx.session.execute(statement.where(listing.row.id.in_(chunk)), known).one() for chunk in chunks]
    return {c.key: _total(c.field, [(part[2 * i], part[2 * i + 1]) for part in parts]) for i, c in enumerate(numeric)}


def _total(declared: Field, parts: Sequence[tuple[Any, int]]) -> tuple[Any, Any]:
    """Sum and mean over partial (sum, count); both None where there is nothing to add."""
    counted = sum(n for _sum, n in parts)
    if not counted:
        return None, None
    whole = sum(part for part, _n in parts if part is not None)
    if declared.kind is not Kind.MONEY and isinstance(whole, Decimal):  # PostgreSQL sums its big integers so
        whole = int(whole) if declared.kind is Kind.INTEGER else float(whole)
    return whole, whole / counted
