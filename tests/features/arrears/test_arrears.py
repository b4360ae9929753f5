"""Bills in arrears: who is meant, how long they are owed, what an area owes, and that they are cleared."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import String, literal, select

from app.features.arrears.changes import ClearArrears
from app.features.arrears.model import Arrear
from app.features.arrears.queries import (
    ARREARS,
    UNCLEARED,
    Owing,
    area_story,
    arrear_story,
    customer_story,
    manager_story,
    owing,
    uncleared_count,
)
from app.features.arrears.sheets import ARREARS as LIST
from app.kit.dates import MonthEnd
from app.kit.errors import Refusal
from app.kit.store.office import Office
from app.kit.store.query import Listing, View, order, rows
from app.kit.workdays import days_of
from tests.builders import a_customer, a_manager, an_area, an_assignment, import_of, is_undone, make


def an_arrear(office: Office, **overrides: Any) -> int:
    """A bill of October, unpaid."""
    values = {"account_no": "0450000001", "name": "蓝秀", "month": "2026-10", "amount": Decimal("86.40")}
    return make(office, "arrear", **values | overrides)


def values(office: Office, listing: Listing, *keys: str, view: View | None = None) -> list[tuple[Any, ...]]:
    """Some columns of every row of a listing."""
    at = [1 + [c.key for c in listing.columns].index(key) for key in keys]
    return [tuple(row[i] for i in at) for row in office.ask(lambda ctx: rows(ctx, listing, order(ctx, listing, view)))]


@pytest.mark.parametrize("month", ["2024-02", "2026-02", "2026-11", "2026-12"])
def test_the_database_knows_the_end_of_a_month(office: Office, month: str) -> None:
    found = office.ask(lambda ctx: ctx.session.scalar(select(MonthEnd(literal(month, String)))))
    assert found == days_of(month)[-1]


def test_days_count_from_the_day_it_was_to_be_paid_or_the_end_of_its_month(office: Office) -> None:
    an_arrear(office)
    an_arrear(office, month="2026-09", due_on=date(2026, 10, 25))
    an_arrear(office, month="2026-08", cleared_on=date(2026, 9, 20))
    an_arrear(office, month="2026-07", amount=Decimal(0))
    assert values(office, ARREARS, "month", "days", "standing") == [
        ("2026-10", 24, "owed"), ("2026-09", 30, "owed"), ("2026-08", None, "cleared"), ("2026-07", None, "cleared"),
    ]  # fmt: skip
    uncleared = View(filters=ARREARS.filters["uncleared"])
    assert len(values(office, ARREARS, "month", view=uncleared)) == 2
    assert values(office, UNCLEARED, "month") == [("2026-09",), ("2026-10",)]
    assert office.ask(uncleared_count) == 2


def test_owing_is_told_by_area_and_account(office: Office) -> None:
    here, there = an_area(office), an_area(office)
    an_arrear(office, area_id=here)
    an_arrear(office, area_id=here, month="2026-09", amount=Decimal("13.60"))
    an_arrear(office, area_id=here, month="2026-08", cleared_on=date(2026, 9, 1))
    an_arrear(office, area_id=here, account_no="0450000002", name="罗某", amount=Decimal(5))
    an_arrear(office, account_no="0450000003", name="台区不明")
    assert office.ask(owing, [here, there]) == {
        here: [Owing("0450000001", "蓝秀", ("2026-09", "2026-10"), Decimal(100)),
               Owing("0450000002", "罗某", ("2026-10",), Decimal(5))],
        there: [],
    }  # fmt: skip


def test_area_manager_customer_and_bill_tell_what_is_owed(office: Office) -> None:
    area, customer, manager = an_area(office), a_customer(office, name="蓝秀"), a_manager(office)
    an_assignment(office, area_id=area, manager_id=manager)
    bill = an_arrear(office, area_id=area, customer_id=customer)
    for ask, id_ in ((area_story, area), (manager_story, manager), (customer_story, customer)):
        told = office.ask(ask, id_)
        assert told.facts == (("In arrears", "1 accounts, 86.40 yuan"),)
        assert [(event.at, event.text) for event in told.events] == [("2026-10", "蓝秀 owes 86.40 yuan")]
    assert [event.state for event in office.ask(arrear_story, bill).events] == ["late"]
    office.do(ClearArrears((bill,), office.today))
    assert office.ask(area_story, area).facts == ()
    assert [event.state for event in office.ask(arrear_story, bill).events] == ["ok"]


def test_bills_are_cleared_together_once_and_can_be_undone(office: Office) -> None:
    bills = (an_arrear(office), an_arrear(office, month="2026-09"))
    with pytest.raises(Refusal, match="day to come"):
        office.do(ClearArrears(bills, date(2026, 11, 25)))
    assert is_undone(office, ClearArrears(bills, office.today))
    office.do(ClearArrears(bills[:1], office.today))
    with pytest.raises(Refusal, match="蓝秀's bill of 2026-10 is cleared already"):
        office.do(ClearArrears(bills, office.today))
    assert office.ask(uncleared_count) == 1


@pytest.mark.parametrize(("paid", "penalty", "fits"), [
    ("20", None, True), ("20", "3.5", True), ("16.5", "3.5", True), ("10", None, False), (None, None, True),
])  # fmt: skip
def test_what_is_owed_fits_what_was_billed_and_paid(paid: str | None, penalty: str | None, fits: bool) -> None:
    bill = Arrear(account_no="1", name="蓝秀", month="2026-10", billed=Decimal(100), amount=Decimal(80))
    if paid == "16.5":
        bill.amount = Decimal(87)
    bill.paid, bill.penalty = (Decimal(each) if each else None for each in (paid, penalty))
    if fits:
        bill.check()
    else:
        with pytest.raises(Refusal):
            bill.check()


def test_an_import_finds_the_customer_of_an_account_that_one_alone_has(office: Office) -> None:
    area = an_area(office)
    known = a_customer(office, account_no="0450000001", area_id=area)
    for code in ("A", "B"):
        a_customer(office, code=code, account_no="0450000002")
    bill = {"name": "某", "month": "2026-10", "amount": Decimal(9)}
    office.do(import_of(office, LIST, *({**bill, "account_no": f"045000000{n}"} for n in (1, 2, 3))))
    found = office.ask(lambda ctx: ctx.session.execute(select(Arrear.customer_id, Arrear.area_id)).all())
    assert [tuple(row) for row in found] == [(known, area), (None, None), (None, None)]
    assert import_of(office, LIST, {**bill, "account_no": "0450000001"}).batches[0][1][0].status == "same"
