"""The request ledger in and out."""

from datetime import date
from typing import Any

from app.demo.headings import REQUESTS as FORM
from app.features.org.queries import DEPARTMENTS
from app.features.requests.sheets import LEDGER
from app.kit.store.office import Office
from app.kit.store.query import count
from tests.builders import a_customer, an_area, import_of, is_undone

LINE = {"code": "SQ000001", "origin": "visit", "raised_by": "DB1", "behalf": "邻居", "area": "A1", "kind": "bill",
        "content": "阶梯电价疑问", "complaint": False, "raised_on": date(2026, 10, 1), "due_on": date(2026, 10, 8),
        "department": "市场营销部", "closed_on": date(2026, 10, 3), "answer": "已解释", "satisfaction": 4,
        "escalated": False}  # fmt: skip


def stored(office: Office) -> list[dict[str, Any]]:
    return office.ask(lambda ctx: list(LEDGER.stored(ctx)))


def test_a_row_comes_in_whole_and_says_the_same_again(office: Office) -> None:
    an_area(office, code="A1")
    a_customer(office, code="DB1")
    assert is_undone(office, import_of(office, LEDGER, LINE))
    office.do(import_of(office, LEDGER, LINE))
    (row,) = stored(office)
    assert {name: row[name] for name in LINE} == LINE and office.ask(count, DEPARTMENTS) == 1
    assert {item.status for item in import_of(office, LEDGER, *stored(office)).batches[0][1]} == {"same"}


def test_a_complaint_is_a_nature_unless_the_ledger_names_it(office: Office) -> None:
    an_area(office, code="A1")
    base = {name: LINE[name] for name in ("area", "kind", "content", "raised_on")}
    office.do(import_of(
        office, LEDGER, {**base, "code": "1", "complaint": True}, {**base, "code": "2", "nature": "need"},
        {**base, "code": "3"},
    ))  # fmt: skip
    assert {row["code"]: row["nature"] for row in stored(office)} == {"1": "complaint", "2": "need", "3": "problem"}


def test_a_known_request_is_closed_by_the_ledger(office: Office) -> None:
    an_area(office, code="A1")
    a_customer(office, code="DB1")
    office.do(import_of(office, LEDGER, {name: LINE[name] for name in LINE if name not in {"closed_on", "answer"}}))
    office.do(import_of(office, LEDGER, LINE))
    assert stored(office)[0]["closed_on"] == date(2026, 10, 3)


def test_closed_before_raised_is_a_problem_of_its_row() -> None:
    assert LEDGER.check and LEDGER.check({**LINE, "closed_on": date(2026, 9, 1)}) and not LEDGER.check(LINE)


def test_headings_of_the_office_s_ledger_are_known() -> None:
    known = {heading for column in LEDGER.columns for heading in column.field.headings}
    known |= {heading for column in LEDGER.columns if column.reference for heading in column.reference.code_headings}
    # The area tells who its manager is.
    assert {column.heading for column in FORM.columns} - known == {"经理", "经理工号"}
