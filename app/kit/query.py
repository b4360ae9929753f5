"""Listings: one declared table for screen, search, filter, sort, sums, export and command line.

A listing is a select over a Row with its joins and columns. The window keeps only the order (an
array of ids) and the pages it shows, so a hundred thousand rows cost no more than a hundred.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.kit.context import Context
from app.kit.errors import Refusal
from app.kit.fields import Field, field_of
from app.kit.row import Row
from app.kit.words import _


@dataclass(frozen=True)
class Column:
    """One column of a listing: its key, its Field, the SQL behind it, and what it is sorted by."""

    key: str
    field: Field
    expression: Any
    sort: Any = None
    shown: bool = True


def col(source: Any, *, key: str = "", shown: bool | None = None, sort: Any = None, **changes: Any) -> Column:
    """A column of a mapped attribute, its Field changed by ``changes`` (``label=…``)."""
    declared = field_of(source).but(**changes)
    if isinstance(source, InstrumentedAttribute):
        row = source.class_
        if sort is None and getattr(row, "spelled", "") == source.key:
            sort = row.initials
    key = key or declared.name
    return Column(key, declared.but(name=key), source, sort, declared.listed if shown is None else shown)


def computed(key: str, declared: Field, expression: Any, *, shown: bool = True) -> Column:
    """A column computed by SQL, such as a count."""
    return Column(key, declared.but(name=key, editable=False), expression, None, shown)


@dataclass(frozen=True)
class Filter:
    """A condition on one column: is_in, contains, at_least, at_most, blank, filled."""

    column: str
    act: str
    value: Any = None


@dataclass(frozen=True)
class View:
    """What the user asks of a listing: search text, filters, sort keys, archived rows or not."""

    search: str = ""
    filters: tuple[Filter, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    """Column key and True for descending, most important first."""
    archived: bool = False


@dataclass(frozen=True)
class Listing:
    """A declared list. ``where(ctx)`` gives conditions that always hold."""

    name: str
    title: str
    row: type[Row]
    columns: tuple[Column, ...]
    joins: tuple[tuple[Any, Any], ...] = ()
    where: Callable[[Context], Sequence[ColumnElement[bool]]] | None = None
    search: tuple[Any, ...] = ()
    order: tuple[tuple[str, bool], ...] = ()
    empty: str = ""
    """What to do next when the list has no rows, an English source string."""
    creates: bool = True
    """True if a row is simply made with a form; otherwise an Act makes it."""
    frozen: int = 1
    filters: Mapping[str, tuple[Filter, ...]] = field(default_factory=dict)
    """Named filters shown as chips: English title to filters."""

    def column(self, key: str) -> Column:
        """The column called ``key``; a Refusal in words if there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        known = ", ".join(column.key for column in self.columns)
        raise Refusal(_("{list} has no column {column}. It has: {known}.", list=_(self.title), column=key, known=known))


def _base(ctx: Context, listing: Listing, view: View, what: Sequence[Any]) -> Select[Any]:
    statement = select(*what).select_from(listing.row)
    for target, on in listing.joins:
        statement = statement.outerjoin(target, on)
    return statement.where(*conditions(ctx, listing, view))


def conditions(ctx: Context, listing: Listing, view: View) -> list[ColumnElement[bool]]:
    """Every condition of the listing and the view."""
    found: list[ColumnElement[bool]] = list(listing.where(ctx)) if listing.where else []
    archived = listing.row.archived_on
    found.append(archived.is_not(None) if view.archived else archived.is_(None))
    for word in view.search.split():
        found.append(or_(*(text.icontains(word, autoescape=True) for text in listing.search)))
    found.extend(_condition(listing, wanted) for wanted in view.filters)
    return found


def _condition(listing: Listing, wanted: Filter) -> ColumnElement[bool]:
    expression = listing.column(wanted.column).expression
    blank = expression.is_(None)
    match wanted.act:
        case "is_in":
            values = list(wanted.value)
            some: ColumnElement[bool] = expression.in_([v for v in values if v is not None])
            return or_(some, blank) if None in values else some
        case "contains":
            found: ColumnElement[bool] = expression.icontains(str(wanted.value), autoescape=True)
            return found
        case "at_least":
            return and_(expression >= wanted.value)
        case "at_most":
            return and_(expression <= wanted.value)
        case "blank":
            return and_(blank)
        case "filled":
            return and_(expression.is_not(None))
    raise ValueError(wanted.act)


def order(ctx: Context, listing: Listing, view: View | None = None) -> "array[int]":
    """The ids of every row of the view, in its order."""
    view = view or View()
    keys = view.sort or listing.order
    sorting = []
    for key, descending in keys:
        column = listing.column(key)
        by = column.expression if column.sort is None else column.sort
        sorting.append((by.desc() if descending else by.asc()).nulls_last())
    statement = _base(ctx, listing, view, [listing.row.id]).order_by(*sorting, listing.row.id)
    return array("q", (id_ for (id_,) in _cursor(ctx, statement)))


def _cursor(ctx: Context, statement: Select[Any]) -> Iterable[Sequence[Any]]:
    """Plain driver rows: a list of ids is ten times faster without result objects."""
    result = ctx.session.execute(statement)
    raw = result.cursor  # type: ignore[attr-defined]
    rows: Iterable[Sequence[Any]] = raw.fetchall() if raw is not None else result.all()
    return rows


def rows(ctx: Context, listing: Listing, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Values of every column for ``ids`` in their order, the id first; ids that are gone are left out."""
    what = [listing.row.id, *(column.expression.label(f"c{i}") for i, column in enumerate(listing.columns))]
    statement = select(*what).select_from(listing.row)
    for target, on in listing.joins:
        statement = statement.outerjoin(target, on)
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(ids), 500):
        chunk = list(ids[start : start + 500])
        for row in ctx.session.execute(statement.where(listing.row.id.in_(chunk))):
            found[row[0]] = tuple(row)
    return [found[id_] for id_ in ids if id_ in found]


def count(ctx: Context, listing: Listing, view: View | None = None) -> int:
    """How many rows the view has."""
    return int(ctx.session.scalar(_base(ctx, listing, view or View(), [func.count(listing.row.id)])) or 0)


def values_of(ctx: Context, listing: Listing, key: str, view: View | None = None) -> list[tuple[Any, int]]:
    """Distinct values of a column with their counts, most frequent first, for the header's value list."""
    expression = listing.column(key).expression
    statement = _base(ctx, listing, view or View(), [expression, func.count()])
    statement = statement.group_by(expression).order_by(func.count().desc()).limit(500)
    return [(value, n) for value, n in ctx.session.execute(statement)]


def totals(ctx: Context, listing: Listing, view: View | None = None) -> dict[str, tuple[Any, Any]]:
    """Sum and mean of every numeric column of the view."""
    numeric = [column for column in listing.columns if column.field.is_numeric]
    if not numeric:
        return {}
    what = [f(c.expression) for c in numeric for f in (func.sum, func.avg)]
    values = ctx.session.execute(_base(ctx, listing, view or View(), what)).one()
    return {c.key: (values[2 * i], values[2 * i + 1]) for i, c in enumerate(numeric)}


def share(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """A sum over a condition: how many rows of a group fulfil it."""
    return func.sum(case((condition, 1), else_=0))
