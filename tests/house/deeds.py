"""Doing what a manifest offers the way a hurried person would: choose rows, take what is filled in, guess the rest."""

import dataclasses
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.catalogue import manifests
from app.kit.errors import Trouble
from app.kit.fields import NUMERIC, Field, Kind
from app.kit.manifest import Act
from app.kit.store import query
from app.kit.store.change import Change, wanted
from app.kit.store.office import Office
from app.kit.store.query import View
from app.kit.store.row import all_rows, row_named, table_of
from app.kit.workdays import month_of, shifted

TRIES = 24
LISTINGS = {listing.name: listing for feature in manifests() for listing in feature.listings}
Picture = dict[str, Sequence[Any]]


@dataclass
class Deed:
    """What became of an attempt: whether anything changed, why it was refused, what was wrong with it."""

    name: str
    did: bool = False
    refused: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def picture(office: Office) -> Picture:
    """Every row of every table as the database keeps it, versions left out."""
    found: Picture = {}
    with office.database.engine.connect() as connection:
        for table in map(table_of, all_rows()):
            columns = ", ".join(f'"{column.name}"' for column in table.c if column.name != "version")
            cursor = connection.exec_driver_sql(f'SELECT {columns} FROM "{table.name}" ORDER BY id').cursor
            assert cursor is not None
            found[table.name] = cursor.fetchall()
    return found


def attempt(office: Office, name: str, changes: Iterable[Change]) -> Deed:
    """Try ``changes`` until one does something, and take that one back."""
    deed = Deed(name)
    for change in changes:
        try:
            done = office.do(change)
        except Trouble as trouble:
            deed.refused.append(str(trouble))
            if not str(trouble).strip():
                deed.faults.append(f"{change!r}: refused without a word")
        except Exception as error:  # whatever it is, it is a fault of the change
            deed.faults.append(f"{change!r}: {type(error).__name__}: {error}")
            break
        else:
            if done.number is not None:
                deed.did = True
                office.undo(done.number)
                break
    return deed


def changes_of(office: Office, act: Act) -> Iterator[Change]:
    """The change of ``act`` for one row after another, then for pairs, with guesses that vary."""
    listing = LISTINGS[act.listing]
    views = [View(), *(View(filters=filters) for filters in listing.filters.values())]
    orders = [order for view in views if (order := office.ask(query.order, listing, view))]
    if act.needs_selection and not orders:
        return
    for n in range(TRIES):
        chosen: tuple[int, ...] = ()
        if act.needs_selection:
            ids = orders[n % len(orders)]
            place = n // len(orders) * 5 % len(ids)
            chosen = tuple(ids[place : place + 1 + n % 2])
        try:
            filled = office.ask(act.fill, chosen)
        except Trouble:
            continue
        yield act.change(**completed(office, act.change, filled, n))


def completed(office: Office, change: type[Change], filled: Mapping[str, Any], n: int) -> dict[str, Any]:
    """``filled`` with the required values that are missing; from the second try on something is changed, too."""
    values, asked = dict(filled), wanted(change)
    for name, declared in asked.items():
        if declared.required and values.get(name) in {None, ""}:
            values[name] = guess(office, declared, n)
        elif n and not declared.to and name in values and values[name] is not None:
            values[name] = altered(declared, values[name], n)
    return values


def guess(office: Office, declared: Field, n: int) -> Any:
    """A value the field takes; the ``n``-th guess differs from the one before where it can."""
    guesses: dict[Kind, Callable[[], Any]] = {
        Kind.LINK: lambda: linked(office, declared.to, n),
        Kind.CHOICE: lambda: declared.choices[n % len(declared.choices)].code,
        Kind.DAY: lambda: office.today + timedelta(n),
        Kind.MONTH: lambda: shifted(month_of(office.today), n + 60),
        Kind.FLAG: lambda: n % 2 == 0,
        Kind.PHONE: lambda: f"1000000{n:04}",
    }
    if declared.kind in NUMERIC:
        return int((declared.minimum or 0) + n % ((declared.maximum or 100) - (declared.minimum or 0) + 1))
    return guesses[declared.kind]() if declared.kind in guesses else f"examined {n}"


def altered(declared: Field, value: Any, n: int) -> Any:
    """Another value where a person would type one: numbers, remarks, every other time days; not codes."""
    if declared.kind in NUMERIC:
        low, high = declared.minimum or 0, declared.maximum if declared.maximum is not None else 10**6
        return value + 1 if value + 1 <= high else low
    if declared.kind is Kind.DAY:
        return value + timedelta(n % 2)
    return f"{value}{n}" if declared.kind in {Kind.TEXT, Kind.NOTE} else value


def linked(office: Office, table: str, n: int) -> int | None:
    """The id of some living row, counted from the last; None if there is none."""
    row = row_named(table)
    statement = select(row.id).where(row.archived_on.is_(None)).order_by(row.id.desc())
    ids = office.ask(lambda ctx: list(ctx.session.scalars(statement)))
    return ids[n * 7 % len(ids)] if ids else None


def imagined(office: Office, change: type[Change]) -> Change:
    """An instance with made-up arguments, good enough to be spoken of."""
    hints, asked = typing.get_type_hints(change), wanted(change)
    given = {}
    for each in dataclasses.fields(change):
        is_free = each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
        if each.name in asked:
            given[each.name] = guess(office, asked[each.name], 0)
        elif is_free:
            kind = typing.get_origin(hints[each.name]) or hints[each.name]
            given[each.name] = {} if kind is Mapping else kind()
    return change(**given)
