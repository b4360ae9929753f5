"""The representatives' archive: one row is a customer and his term of office."""

from datetime import date
from typing import Any

from app.demo.headings import REPRESENTATIVES
from app.features.customers.queries import CUSTOMERS
from app.features.representatives import queries
from app.features.representatives.changes import EndRepresentation
from app.features.representatives.sheets import ARCHIVE
from app.kit.store.office import Office
from app.kit.store.query import count
from tests.builders import an_area, import_of, is_undone

LINE = {"code": "DB000001", "name": "韦明", "area": "A1", "category": "cadre", "phone": "10000000001",
        "born": "1970-05", "since": date(2025, 6, 1), "due_until": date(2027, 6, 1), "reason": "有威望",
        "source": "生成"}  # fmt: skip


def stored(office: Office) -> list[dict[str, Any]]:
    return office.ask(lambda ctx: list(ARCHIVE.stored(ctx)))


def test_a_row_is_a_customer_and_his_term(office: Office) -> None:
    an_area(office, code="A1")
    assert is_undone(office, import_of(office, ARCHIVE, LINE))
    office.do(import_of(office, ARCHIVE, LINE))
    (row,) = stored(office)
    assert {name: row[name] for name in LINE} == LINE
    assert {item.status for item in import_of(office, ARCHIVE, *stored(office)).batches[0][1]} == {"same"}


def test_one_customer_may_represent_two_areas(office: Office) -> None:
    an_area(office, code="A1")
    an_area(office, code="A2")
    office.do(import_of(office, ARCHIVE, LINE, {**LINE, "area": "A2"}))
    assert office.ask(count, CUSTOMERS) == 1 and office.ask(count, queries.REPRESENTATIVES) == 2


def test_a_row_changes_customer_and_term_alike(office: Office) -> None:
    an_area(office, code="A1")
    office.do(import_of(office, ARCHIVE, LINE))
    news = {"code": "DB000001", "area": "A1", "phone": "10000000002", "category": "deputy"}
    office.do(import_of(office, ARCHIVE, news))
    (row,) = stored(office)
    assert (row["phone"], row["category"], row["name"]) == ("10000000002", "deputy", "韦明")


def test_a_row_without_a_beginning_begins_today(office: Office) -> None:
    an_area(office, code="A1")
    office.do(import_of(office, ARCHIVE, {"code": "D", "name": "蓝秀", "area": "A1", "category": "helper"}))
    assert stored(office)[0]["since"] == office.today


def test_a_term_that_ended_is_history_and_may_be_followed_by_another(office: Office) -> None:
    an_area(office, code="A1")
    office.do(import_of(office, ARCHIVE, LINE))
    office.do(EndRepresentation(1, date(2026, 11, 1), note="外出", knowing=True))
    assert stored(office) == []
    office.do(import_of(office, ARCHIVE, {**LINE, "since": date(2026, 11, 2), "due_until": date(2028, 11, 2)}))
    assert office.ask(count, queries.REPRESENTATIVES) == 2


def test_a_term_that_ends_before_it_begins_is_a_problem_of_its_row() -> None:
    assert ARCHIVE.check
    assert ARCHIVE.check({"since": date(2026, 1, 2), "due_until": date(2026, 1, 1)})
    assert not ARCHIVE.check(LINE)


def test_headings_of_the_office_s_archive_are_known() -> None:
    known = {heading for column in ARCHIVE.columns for heading in column.field.headings}
    known |= {heading for column in ARCHIVE.columns if column.reference for heading in column.reference.code_headings}
    missing = {column.heading for column in REPRESENTATIVES.columns} - known
    # Cards and souvenirs are registers of their own; the day of filing is told by the journal.
    assert missing == {"建档日期", "名片派发日期", "本年纪念品"}
