"""Areas: the ledger with only the code, names, offices and feeders it brings along, lists and the drawer."""

from datetime import date
from typing import Any

import pytest

from app.demo.headings import REGISTER_LEDGER
from app.features.areas import queries
from app.features.areas.feature import FEATURE
from app.features.areas.model import Area
from app.features.areas.sheets import LEDGER, ledger_columns
from app.features.org.queries import DISTRICTS
from app.kit.errors import Refusal
from app.kit.store.office import Office
from app.kit.store.query import Filter, View, count, order, rows
from app.kit.words import use_language
from tests.builders import a_feeder, an_area, import_of, is_undone, make

REAL = {"code": "29161", "feeder": "F7", "capacity": 15.0, "households": 3, "settlement": "country",
        "district": "4303", "state": "running", "commissioned_on": date(1999, 1, 1), "longitude": -53.1,
        "latitude": -27.4}  # fmt: skip


def stored(office: Office) -> list[dict[str, Any]]:
    return office.ask(lambda ctx: list(LEDGER.stored(ctx)))


def test_only_the_code_is_mandatory() -> None:
    assert [column.name for column in ledger_columns() if column.field.required] == ["code"]


def test_every_heading_of_the_real_register_that_has_a_place_is_known() -> None:
    known = {heading for column in ledger_columns() for heading in column.field.headings}
    missing = {column.heading for column in REGISTER_LEDGER.columns} - known
    assert missing == {"相数", "安装方式", "变压器类型", "空载损耗W", "总损耗W"}


def test_a_ledger_without_names_calls_areas_by_their_codes_and_says_so(office: Office) -> None:
    done = office.do(import_of(office, LEDGER, REAL, {"code": "29162", "name": "河西公变"}))
    names = {row["code"]: row["name"] for row in stored(office)}
    assert names == {"29161": "29161", "29162": "河西公变"}
    assert any("1 areas have no name" in remark for remark in done.remarks)


def test_offices_and_feeders_are_introduced_once_and_told(office: Office) -> None:
    done = office.do(import_of(office, LEDGER, REAL, {**REAL, "code": "29163"}))
    assert office.ask(count, DISTRICTS) == 1 and office.ask(count, queries.FEEDERS) == 1
    assert sum("4303" in remark for remark in done.remarks) == 1
    assert stored(office)[0]["feeder"] == "F7"


def test_an_office_known_by_name_is_found_by_name(office: Office) -> None:
    make(office, "district", code="451321001", name="城关供电所")
    office.do(import_of(office, LEDGER, {"code": "1", "district": "城关供电所"}))
    assert office.ask(count, DISTRICTS) == 1
    assert stored(office)[0]["district"] == "451321001"


def test_what_is_stored_says_the_same_when_taken_in_again(office: Office) -> None:
    an_area(office, feeder_id=a_feeder(office))
    office.do(import_of(office, LEDGER, REAL))
    again = import_of(office, LEDGER, *stored(office))
    assert {row.status for row in again.batches[0][1]} == {"same"}


def test_an_import_is_one_undo_and_changes_only_what_it_says(office: Office) -> None:
    id_ = an_area(office, code="A1", households=60)
    assert is_undone(office, import_of(office, LEDGER, REAL, {"code": "A1", "households": 61}))
    office.do(import_of(office, LEDGER, {"code": "A1", "households": 61}))
    area = office.ask(lambda ctx: ctx.get(Area, id_))
    assert (area.households, area.terrain) == (61, "hills")


def test_an_archived_area_comes_back_with_the_ledger(office: Office) -> None:
    an_area(office, code="A1", archived_on=date(2026, 1, 1))
    office.do(import_of(office, LEDGER, {"code": "A1", "name": "旧台区"}))
    assert [row["name"] for row in stored(office)] == ["旧台区"]


def test_half_a_place_is_a_problem_of_its_row(office: Office) -> None:
    assert LEDGER.check
    (problem,) = LEDGER.check({"code": "1", "longitude": 108.6})
    assert problem.field == "latitude"
    assert not LEDGER.check({"code": "1"}) and not LEDGER.check(REAL)
    with pytest.raises(Refusal):
        an_area(office, latitude=None)


@pytest.mark.parametrize(
    ("chip", "found"), [("running", 3), ("no coordinates", 1), ("mountains", 1), ("dedicated", 1)]
)
def test_chips(office: Office, chip: str, found: int) -> None:
    an_area(office, terrain="mountains")
    an_area(office, kind="dedicated")
    an_area(office, longitude=None, latitude=None)
    an_area(office, state="stopped")
    assert office.ask(count, queries.AREAS, View(filters=queries.AREAS.filters[chip])) == found


def test_areas_are_found_by_code_name_and_initials(office: Office) -> None:
    an_area(office, code="0451321000001", name="城关上良屯公变")
    for text in ("1321000001", "上良", "cgsl"):
        assert office.ask(count, queries.AREAS, View(search=text)) == 1
    assert office.ask(count, queries.AREAS, View(search="河西")) == 0


def test_unplaced_areas_are_a_duty(office: Office) -> None:
    (duty,) = FEATURE.duties
    assert office.ask(duty.count) == 0
    an_area(office, longitude=None, latitude=None)
    assert office.ask(duty.count) == 1


def test_the_list_reads_and_the_drawer_tells_in_chinese(office: Office) -> None:
    id_ = an_area(office, capacity=120.0, households=60, feeder_id=a_feeder(office), commissioned_on=date(2005, 3, 1))
    assert len(office.ask(rows, queries.AREAS, office.ask(order, queries.AREAS))[0]) == len(queries.AREAS.columns) + 1
    story = office.ask(queries.area_story, id_)
    assert ("Capacity of a household", "2.00 kVA") in story.facts and story.events[0].at == "2005-03-01"
    use_language("zh_CN")
    assert office.ask(queries.area_story, id_).title == story.title


def test_filters_name_columns_that_exist() -> None:
    for listing in FEATURE.listings:
        for filters in listing.filters.values():
            assert all(isinstance(one, Filter) and listing.column(one.column) for one in filters)
