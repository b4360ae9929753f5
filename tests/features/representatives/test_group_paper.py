"""The overview of the representatives on paper."""

from app.features.representatives.papers import group_overview
from app.kit.paper import Group, Listing, Row
from app.kit.store.office import Office
from tests.builders import a_customer, a_representation, an_area


def lines(office: Office) -> tuple[Listing, dict[str, tuple[str, ...]]]:
    (sheet,) = office.ask(group_overview).parts
    assert isinstance(sheet, Listing)
    return sheet, {row.cells[0]: row.cells[1:] for row in sheet.rows if isinstance(row, Row)}


def test_numbers_and_shares_stand_in_their_blocks(office: Office) -> None:
    area = an_area(office)
    a_representation(office, area_id=area, category="cadre")
    a_representation(office, area_id=area, category="deputy", customer_id=a_customer(office, born=None))
    an_area(office)
    sheet, found = lines(office)
    assert found["Village cadre"] == ("1", "50.0%") and found["Public-spirited person"] == ("0", "0.0%")
    assert found["unknown"] == found["2"] == ("1", "50.0%") and found["not filled in"] == ("2", "100.0%")
    assert sheet.notes[0].startswith("Areas with a representative: 1 of 2 (50.0%)")
    assert sum(isinstance(row, Group) for row in sheet.rows) == 5


def test_an_empty_office_prints_no_shares(office: Office) -> None:
    sheet, found = lines(office)
    assert found["under 40"] == ("0", "") and "–" in sheet.notes[0]
