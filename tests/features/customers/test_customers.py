"""Customers: who is kept twice, lists, the sheet, the drawer."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.customers import queries, rules
from app.features.customers.feature import FEATURE
from app.features.customers.rules import Person
from app.features.customers.sheets import CUSTOMERS
from app.kit.store.office import Office
from app.kit.store.query import View, count, order, rows
from tests.builders import a_customer, an_area, import_of, is_undone

PHONES = st.sampled_from(["10000000001", "100 0000 0001", "10000000002", "", None, "123"])


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("韦明", "10012345678"), ("韦 明", "100-1234-5678"), True),
        (("韦明", "10012345678"), ("韦明", "8610012345678"), True),
        (("韦明", "10012345678"), ("韦明", "10012345679"), False),
        (("韦明", "10012345678"), ("蓝秀", "10012345678"), False),
    ],
)
def test_likeness(one: tuple[str, str], two: tuple[str, str], same: bool) -> None:
    assert (rules.likeness(*one) == rules.likeness(*two)) == same


def test_namesakes_without_a_telephone_are_not_the_same() -> None:
    assert rules.likeness("韦明", None) is None and rules.likeness("韦明", "110") is None


@given(st.lists(st.tuples(st.sampled_from(["韦明", "蓝秀"]), PHONES), max_size=12))
def test_groups_are_disjoint_and_alike(people: list[tuple[str, str | None]]) -> None:
    records = [Person(i, name, phone) for i, (name, phone) in enumerate(people)]
    groups = rules.doubles(records)
    ids = [id_ for group in groups for id_ in group]
    assert len(ids) == len(set(ids)) and all(len(group) > 1 for group in groups)
    for group in groups:
        assert len({rules.likeness(records[i].name, records[i].phone) for i in group}) == 1
    left = [rules.likeness(r.name, r.phone) for r in records if r.id not in ids]
    assert len([one for one in left if one]) == len({one for one in left if one})


def test_customers_kept_twice_are_a_duty_until_one_is_put_away(office: Office) -> None:
    for code in ("1", "2"):
        a_customer(office, code=code, name="韦明", phone="10000000001")
    a_customer(office, code="3", name="韦明", phone="10000000002")
    (duty,) = FEATURE.duties
    assert office.ask(duty.count) == 2
    assert office.ask(count, queries.DOUBLES) == 2


def test_the_list_joins_the_area_and_reads(office: Office) -> None:
    a_customer(office, area_id=an_area(office, name="上良公变"))
    keys = [column.key for column in queries.CUSTOMERS.columns]
    (row,) = office.ask(rows, queries.CUSTOMERS, office.ask(order, queries.CUSTOMERS))
    assert dict(zip(keys, row[1:], strict=True))["area"] == "上良公变"
    assert office.ask(count, queries.CUSTOMERS, View(search="上良")) == 1


@pytest.mark.parametrize(
    ("chip", "found"), [("key customers", 1), ("retailers", 1), ("no telephone", 1), ("no consent", 1)]
)
def test_chips(office: Office, chip: str, found: int) -> None:
    a_customer(office, rank="key")
    a_customer(office, rank="retailer")
    a_customer(office, phone=None, consented_on=None)
    assert office.ask(count, queries.CUSTOMERS, View(filters=queries.CUSTOMERS.filters[chip])) == found


def test_the_sheet_comes_in_and_says_the_same_again(office: Office) -> None:
    an_area(office, code="A1")
    lines: list[dict[str, Any]] = [
        {"code": "C1", "name": "铁匠铺", "area": "A1", "rank": "key"},
        {"code": "C2", "name": "便民超市", "shop": "supermarket", "tier": 12, "licence": "451321000001"},
    ]
    assert is_undone(office, import_of(office, CUSTOMERS, *lines))
    office.do(import_of(office, CUSTOMERS, *lines))
    again = import_of(office, CUSTOMERS, *office.ask(lambda ctx: list(CUSTOMERS.stored(ctx))))
    assert {row.status for row in again.batches[0][1]} == {"same"}
    assert office.ask(count, queries.CUSTOMERS, View(filters=queries.CUSTOMERS.filters["key customers"])) == 1


def test_the_drawer_masks_the_telephone_and_tells_how_to_reach_one(office: Office) -> None:
    id_ = a_customer(
        office, name="蓝秀", phone="10012345678", born="1970-05", preferred_channel="phone", preferred_time="晚上"
    )
    story = office.ask(queries.customer_story, id_)
    assert ("Mobile", "100****5678") in story.facts and ("Age", "56") in story.facts
    assert ("Best reached", "telephone 晚上") in story.facts
    assert story.events[0].at == "2025-06-01"


def test_every_list_opens_on_an_empty_office(office: Office) -> None:
    for listing in FEATURE.listings:
        assert list(office.ask(order, listing)) == [] and listing.empty
