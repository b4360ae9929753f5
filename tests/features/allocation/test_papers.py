"""Notices, the public list, and the hand-over list: what they say and when they refuse."""

from datetime import date

import pytest

from app.features.allocation.changes import AssignAreas, HandOver
from app.features.allocation.papers import notices, public_list
from app.features.requests.papers import hand_over_list
from app.kit.errors import Refusal
from app.kit.paper import Group, Listing, Row
from app.kit.store.office import Office
from tests import builders as make

DAY = date(2026, 11, 20)


def rows(part: object) -> list[tuple[str, ...]]:
    assert isinstance(part, Listing)
    return [row.cells for row in part.rows if isinstance(row, Row)]


def test_whoever_gets_areas_is_told_of_them_and_why(office: Office) -> None:
    first, second = (make.a_manager(office, since=date(2020, 1, 1)) for _ in range(2))
    area, kept = make.an_area(office, households=80), make.an_area(office)
    office.do(AssignAreas((area, kept), first, date(2021, 1, 1)))
    customer = make.a_customer(office, name="莫刚仁", area_id=area)
    make.a_representation(office, customer_id=customer, area_id=area)
    make.a_request(office, area_id=area, code="SQ1")
    with pytest.raises(Refusal, match="changed hands"):
        office.ask(notices)
    office.do(HandOver((area,), second, DAY, "balance", "陈主任", "负荷偏重"))
    (part,) = office.ask(notices).parts
    assert isinstance(part, Listing)
    assert any("80 households" in line for line in part.subtitles)
    assert any("陈主任" in line for line in part.subtitles)
    (row,) = rows(part)
    assert "负荷偏重" in row[-1] and str(DAY) in row
    (handed,) = office.ask(hand_over_list).parts
    (line,) = rows(handed)
    assert "莫刚仁" in line[5] and line[6] == "SQ1"


def test_the_public_list_shows_every_served_area_even_one_without_a_manager(office: Office) -> None:
    manager = make.a_manager(office, since=date(2020, 1, 1))
    district = make.a_district(office)
    area, lacking = make.an_area(office, district_id=district), make.an_area(office)
    make.an_area(office, households=0)
    office.do(AssignAreas((area,), manager, date(2021, 1, 1)))
    (part,) = office.ask(public_list).parts
    assert len(rows(part)) == 2
    assert sum(row[3] == "–" for row in rows(part)) == 1
    assert sum(isinstance(row, Group) for row in part.rows) == 2  # type: ignore[union-attr]
    assert lacking
