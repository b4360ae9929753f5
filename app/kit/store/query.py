"""Listings: one declared table for screen, search, filter, sort, sums, export and command line.

A listing is a select over a Row with its joins and columns. The window keeps only the order (an
array of ids) and the pages it shows, so a hundred thousand rows cost no more than a hundred.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, extract, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import visitors

from app.kit.errors import Refusal
from app.kit.fields import Field, field_of
from app.kit.store.context import Context
from app.kit.store.row import Row, table_of
from app.kit.words import _

Tone = Callable[[Any], str | None]
RANKS = frozenset({"top", "bottom"})


@dataclass(frozen=True)
class Column:
    """One column of a listing: its key, its Field, the SQL behind it, and what it is sorted by."""

    key: str
    field: Field
    expression: Any
    sort: Any = None
    shown: bool = True
    tone: Tone | None = None
    """Semantic colour of a value (``ok info attention late refused muted``): often ``{…}.get`` of a dict."""


def col(
    source: Any, *, key: str = "", shown: bool | None = None, sort: Any = None, tone: Tone | None = None, **changes: Any
) -> Column:
    """A column of a mapped attribute, its Field changed by ``changes`` (``label=…``)."""
    declared = field_of(source).but(**changes)
    if isinstance(source, InstrumentedAttribute):
        row = source.class_
        if sort is None and getattr(row, "spelled", "") == source.key:
            sort = row.initials
    key = key or declared.name
    return Column(key, declared.but(name=key), source, sort, declared.listed if shown is None else shown, tone)


def computed(
    key: str, declared: Field, expression: Any, *, shown: bool = True, tone: Tone | None = None
) -> Column:
    """A column computed by SQL, such as a count."""
    return Column(key, declared.but(name=key, editable=False), expression, None, shown, tone)


@dataclass(frozen=True)
class Filter:
    """A condition on one column: is_in, contains, at_least, at_most, in_months, top, bottom, blank, filled.

    ``top`` and ``bottom`` keep the rows with the so many largest or smallest values among those all other
    conditions leave; rows that share the last place stay together.
    ``in_months`` takes ``YYYY-MM`` texts and holds for days and moments; None among the values of
    ``is_in`` and ``in_months`` stands for blank.
    """

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
    given: Callable[[Context], Mapping[str, Any]] | None = None
    """Parameters of its columns, worked out when it is asked for."""
    chart: tuple[str, ...] = ()
    """Keys of the columns of names and of numbers that a chart of the whole list shows."""

    def column(self, key: str) -> Column:
        """The column called ``key``; a Refusal in words if there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        known = ", ".join(column.key for column in self.columns)
        raise Refusal(_("{list} has no column {column}. It has: {known}.", list=_(self.title), column=key, known=known))

    def attribute(self, key: str) -> str:
        """The row's own attribute a column edits in place, empty if it shows something else."""
        column = self.column(key)
        own = isinstance(column.expression, InstrumentedAttribute) and column.expression.class_ is self.row
        return column.expression.key if own and column.field.editable and not column.field.to else ""

    def depends_on(self, changed: frozenset[str]) -> bool:
        """True if a change of these tables may show in the list; its conditions may look anywhere."""
        return self.where is not None or bool(self._tables() & changed)

    def _tables(self) -> set[str]:
        asked = select(*(c.expression for c in self.columns), *(on for _target, on in self.joins))
        tables = (getattr(part, "table", None) for part in visitors.iterate(asked))
        return {table_of(self.row).name, *(getattr(getattr(t, "element", t), "name", "") for t in tables)}


def given(ctx: Context, listing: Listing) -> dict[str, Any]:
    """What columns compare with: the office's day as the parameter ``today``, and the listing's own parameters."""
    return {"today": ctx.today, **(listing.given(ctx) if listing.given else {})}


def selecting(ctx: Context, listing: Listing, view: View, what: Sequence[Any]) -> Select[Any]:
    """``what`` of every row of the view; execute it with :func:`given`."""
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
        found.append(or_(*(_holds(ctx, text, word) for text in listing.search)))
    found.extend(_condition(ctx, listing, wanted) for wanted in view.filters if wanted.act not in RANKS)
    found.extend(_rank(ctx, listing, view, wanted) for wanted in view.filters if wanted.act in RANKS)
    return found


def _rank(ctx: Context, listing: Listing, view: View, wanted: Filter) -> ColumnElement[bool]:
    expression = listing.column(wanted.column).expression
    is_top = wanted.act == "top"
    others = replace(view, filters=tuple(each for each in view.filters if each.act not in RANKS))
    best = selecting(ctx, listing, others, [expression.label("value")]).where(expression.is_not(None))
    best = best.order_by(expression.desc() if is_top else expression.asc()).limit(int(wanted.value))
    last = select((func.min if is_top else func.max)(best.subquery().c.value)).scalar_subquery()
    return and_(expression >= last if is_top else expression <= last)


def _holds(ctx: Context, expression: Any, text: str) -> ColumnElement[bool]:
    """Contains ``text``, whatever its case: SQLite's LIKE does not mind it and is twice as fast without lower()."""
    is_sqlite = ctx.session.get_bind().dialect.name == "sqlite"
    contains = expression.contains if is_sqlite else expression.icontains
    found: ColumnElement[bool] = contains(text, autoescape=True)
    return found


def _condition(ctx: Context, listing: Listing, wanted: Filter) -> ColumnElement[bool]:
    expression = listing.column(wanted.column).expression
    blank = expression.is_(None)
    match wanted.act:
        case "is_in":
            values = list(wanted.value)
            some: ColumnElement[bool] = expression.in_([v for v in values if v is not None])
            return or_(some, blank) if None in values else some
        case "in_months":
            months = [_in_month(expression, month) for month in wanted.value if month is not None]
            return or_(*months, blank) if None in wanted.value else or_(*months)
        case "contains":
            return _holds(ctx, expression, str(wanted.value))
        case "at_least":
            return and_(expression >= wanted.value)
        case "at_most":
            return and_(expression <= wanted.value)
        case "blank":
            return and_(blank)
        case "filled":
            return and_(expression.is_not(None))
    raise ValueError(wanted.act)


def _in_month(expression: Any, month: str) -> ColumnElement[bool]:
    year, number = int(month[:4]), int(month[5:])
    first = date(year, number, 1)
    after = date(year + number // 12, number % 12 + 1, 1)
    return and_(expression >= first, expression < after)


def order(ctx: Context, listing: Listing, view: View | None = None) -> "array[int]":
    """The ids of every row of the view, in its order."""
    view = view or View()
    keys = view.sort or listing.order
    sorting = []
    for key, descending in keys:
        column = listing.column(key)
        by = column.expression if column.sort is None else column.sort
        sorting.append((by.desc() if descending else by.asc()).nulls_last())
    statement = selecting(ctx, listing, view, [listing.row.id]).order_by(*sorting, listing.row.id)
    cursor = ctx.session.connection().execute(statement, given(ctx, listing)).cursor
    assert cursor is not None
    # The driver's own rows: result objects cost ten times as much, and in small gulps other threads get their turn.
    found = array("q")
    while gulp := cursor.fetchmany(10_000):
        found.extend(map(itemgetter(0), gulp))
    return found


def rows(ctx: Context, listing: Listing, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Values of every column for ``ids`` in their order, the id first; ids that are gone are left out."""
    what = [listing.row.id, *(column.expression.label(f"c{i}") for i, column in enumerate(listing.columns))]
    statement = select(*what).select_from(listing.row)
    for target, on in listing.joins:
        statement = statement.outerjoin(target, on)
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(ids), 500):
        chunk = list(ids[start : start + 500])
        for row in ctx.session.execute(statement.where(listing.row.id.in_(chunk)), given(ctx, listing)):
            found[row[0]] = tuple(row)
    return [found[id_] for id_ in ids if id_ in found]


def count(ctx: Context, listing: Listing, view: View | None = None) -> int:
    """How many rows the view has."""
    statement = selecting(ctx, listing, view or View(), [func.count(listing.row.id)])
    return int(ctx.session.scalar(statement, given(ctx, listing)) or 0)


def values_of(ctx: Context, listing: Listing, key: str, view: View | None = None) -> list[tuple[Any, int]]:
    """Distinct values of a column with their counts, most frequent first, for the header's value list."""
    expression = listing.column(key).expression
    statement = selecting(ctx, listing, view or View(), [expression, func.count()])
    statement = statement.group_by(expression).order_by(func.count().desc()).limit(500)
    return [(value, n) for value, n in ctx.session.execute(statement, given(ctx, listing))]


def months_of(ctx: Context, listing: Listing, key: str, view: View | None = None) -> list[tuple[Any, int]]:
    """The months (``YYYY-MM``, None for blank) of a day column with their counts, latest first."""
    expression = listing.column(key).expression
    year, month = extract("year", expression), extract("month", expression)
    statement = selecting(ctx, listing, view or View(), [year, month, func.count()]).group_by(year, month)
    found = ctx.session.execute(statement.order_by(year.desc().nulls_last(), month.desc()), given(ctx, listing))
    return [(f"{int(y):04}-{int(m):02}" if y is not None else None, n) for y, m, n in found]


@dataclass(frozen=True)
class Opening:
    """What a list needs to stand there: every id in order, its first rows, and how many rows there are in all."""

    order: "array[int]"
    rows: list[tuple[Any, ...]]
    in_all: int


def opening(ctx: Context, listing: Listing, view: View, in_all: int | None = None) -> Opening:
    """The view's order with its first 200 rows, and the number of rows without search and filters if not known."""
    found = order(ctx, listing, view)
    if not view.search and not view.filters:
        in_all = len(found)
    elif in_all is None:
        in_all = count(ctx, listing, View(archived=view.archived))
    return Opening(found, rows(ctx, listing, found[:200]), in_all)


def share(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """A sum over a condition: how many rows of a group fulfil it."""
    return func.sum(case((condition, 1), else_=0))
