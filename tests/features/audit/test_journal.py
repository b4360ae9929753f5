"""The journal as people read it, and the chain of hashes."""

from datetime import date

import pytest
from sqlalchemy import text

from app.features.audit import queries
from app.features.audit.queries import Wanted
from app.features.managers.changes import RecordAbsence
from app.kit.store.access import Account
from app.kit.store.change import Archive, Edit
from app.kit.store.office import Office
from app.kit.words import use_language
from tests.builders import a_manager, a_staff, an_area


def test_entries_latest_first_with_what_was_undone(office: Office) -> None:
    area = an_area(office)
    number = office.do(Edit("area", area, {"households": 80})).number
    office.undo(number)
    lines = office.ask(queries.entries)
    assert [(line.number, line.is_undone, line.undoes) for line in lines] == [(3, False, 2), (2, True, None),
                                                                              (1, False, None)]  # fmt: skip
    assert lines[0].title == "Undo: Edit: area" and lines[2].author == "陈主任"
    office.redo()
    assert [line.is_undone for line in office.ask(queries.entries)] == [False, True, False, False]


def test_entries_in_pages_and_by_author_table_and_day(office: Office) -> None:
    an_area(office)
    a_staff(office)
    Office(office.database, Account("蓝办事员", "clerk"), office.today).do(Edit("area", 1, {"households": 1}))
    assert [line.number for line in office.ask(queries.entries, before=3, limit=1)] == [2]
    assert [line.number for line in office.ask(queries.entries, Wanted(author="蓝办事员"))] == [3]
    assert [line.number for line in office.ask(queries.entries, Wanted(table="area"))] == [3, 1]
    assert [line.number for line in office.ask(queries.entries, Wanted(text="employee"))] == [2]
    assert office.ask(queries.entries, Wanted(last=date(2000, 1, 1))) == []
    assert len(office.ask(queries.entries, Wanted(first=date(2000, 1, 1)))) == 3
    assert dict(office.ask(queries.authors)) == {"陈主任": 2, "蓝办事员": 1}


def test_what_an_entry_did_is_told_field_by_field(office: Office) -> None:
    area = an_area(office, name="上良公变", terrain="hills", households=60)
    done = office.do(Edit("area", area, {"terrain": "mountains", "households": 1234}))
    (record,) = office.ask(queries.images_of, done.number or 0)
    assert (record.act, record.called, record.kind) == ("changed", "上良公变", "area")
    assert [(f.label, f.before, f.after) for f in record.fields] == [
        ("Households", "60", "1,234"), ("Terrain", "hills", "mountains")]  # fmt: skip
    use_language("zh_CN")
    assert office.ask(queries.images_of, done.number or 0)[0].called == "上良公变"


def test_links_are_told_by_name(office: Office) -> None:
    manager = a_manager(office, staff_id=a_staff(office, name="韦明"))
    done = office.do(RecordAbsence(manager, date(2026, 12, 1), date(2026, 12, 2)))
    (record,) = office.ask(queries.images_of, done.number or 0)
    fields = {field.label: (field.before, field.after) for field in record.fields}
    assert record.act == "made" and fields["Customer manager"] == ("", "韦明") and fields["From"][1] == "2026-12-01"


def test_a_record_that_is_gone_is_called_by_what_its_image_tells(office: Office) -> None:
    an_area(office, name="旧台区")
    undone = office.undo()
    (record,) = office.ask(queries.images_of, undone.number or 0)
    assert (record.act, record.called) == ("removed", "旧台区")
    assert all(field.after == "" for field in record.fields)


def test_images_come_in_pages(office: Office) -> None:
    ids = tuple(an_area(office) for _n in range(3))
    number = office.do(Archive("area", ids)).number or 0
    assert [record.row_id for record in office.ask(queries.images_of, number, limit=2, offset=1)] == list(ids[1:])


def test_an_untouched_journal_holds(office: Office) -> None:
    assert office.ask(queries.verify_chain) == queries.Chain(0, None)
    an_area(office)
    office.do(Edit("area", 1, {"note": "引号\"与换行\n"}))
    office.undo()
    chain = office.ask(queries.verify_chain)
    assert chain.holds and chain.entries == 3


@pytest.mark.parametrize(
    "forgery",
    ["UPDATE journal_image SET after = replace(after, '61', '99') WHERE entry = 2",
     "UPDATE journal_entry SET author = '别人' WHERE number = 2",
     "DELETE FROM journal_image WHERE entry = 2"],
)  # fmt: skip
def test_a_forged_entry_is_found(office: Office, forgery: str) -> None:
    an_area(office)
    office.do(Edit("area", 1, {"households": 61}))
    office.do(Edit("area", 1, {"households": 62}))
    with office.database.engine.begin() as connection:
        connection.execute(text(forgery))
    assert office.ask(queries.verify_chain).broken_at == 2
