"""The printed forms: what they say, applied or planned, when they refuse, and what stands in the PDF."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.features.allocation.changes import ApplyScenario, ApproveScenario, AssignAreas, HandOver, SubmitScenario
from app.features.allocation.papers.hung import area_notices
from app.features.allocation.papers.moves import move_list
from app.features.allocation.papers.notices import notices
from app.features.allocation.papers.public import public_list
from app.features.allocation.papers.signing import signature_sheet
from app.features.requests.papers.hand_over import hand_over_list
from app.kit.errors import Refusal
from app.kit.paper import Document, Group, Listing, Row, Sheet, Text
from app.kit.store.change import Edit
from app.kit.store.office import Office
from app.ui.printer import write_pdf
from tests import builders as make

DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class County:
    """Two managers, three areas of the first, and a scenario that gives two of them away."""

    office: Office
    giver: int
    taker: int
    areas: tuple[int, int, int]
    scenario: int


@pytest.fixture
def county(office: Office) -> County:
    """Wei serves three areas since 2021; Lan takes two of them in the scenario, one by hand."""
    district = make.a_district(office, name="城关供电所", telephone="10077778888")
    giver, taker = (
        make.a_manager(office, staff_id=make.a_staff(office, name=name, code=code, phone=phone), district_id=district)
        for name, code, phone in (("韦春生", "S1", "10011112222"), ("蓝秀英", "S2", "10033334444"))
    )
    one, two, three = (
        make.an_area(office, name=f"翠屏{n}号公变", code=f"A{n}", village="翠屏村", households=60 + n,
                     district_id=district)
        for n in (1, 2, 3)
    )  # fmt: skip
    office.do(AssignAreas((one, two, three), giver, date(2021, 1, 1)))
    scenario = make.make(office, "scenario", name="冬季方案", author="陈主任", drawn_on=DAY, terms="{}")
    move = {"scenario_id": scenario, "before_id": giver}
    make.make(office, "planned_move", **move, area_id=one, manager_id=taker, why="near", second_id=giver, regret=1.5)
    make.make(office, "planned_move", **move, area_id=two, manager_id=taker, why="balance", by_hand=True)
    make.make(office, "planned_move", **move, area_id=three, manager_id=giver, why="hand", by_hand=True)
    return County(office, giver, taker, (one, two, three), scenario)


def rows(part: object) -> list[tuple[str, ...]]:
    assert isinstance(part, Listing)
    return [row.cells for row in part.rows if isinstance(row, Row)]


def pages(document: Document, folder: Path) -> list[str]:
    """The words on each page of the PDF."""
    write_pdf(document, folder / "out.pdf")
    return [page.extract_text() for page in PdfReader(folder / "out.pdf").pages]


def test_whoever_gets_areas_is_told_of_them_and_why(county: County) -> None:
    office = county.office
    with pytest.raises(Refusal, match="changed hands"):
        office.ask(notices)
    office.do(HandOver(county.areas[:1], county.taker, DAY, "balance", "陈主任", "负荷偏重"))
    (part,) = office.ask(notices).parts
    assert isinstance(part, Listing)
    assert any("61 households" in line for line in part.subtitles)
    assert any("陈主任" in line for line in part.subtitles)
    (row,) = rows(part)
    assert "负荷偏重" in row[-1] and str(DAY) in row and "韦春生" in row


def test_a_scenario_is_told_like_what_was_applied(county: County) -> None:
    (part,) = county.office.ask(notices, scenarios=(county.scenario,)).parts
    told = rows(part)
    assert [row[1] for row in told] == ["A1", "A2"], "what is only pinned does not move"
    assert "nearest" in told[0][-1] and told[0][5] == "", "the day is not settled yet"
    empty = make.make(county.office, "scenario", name="空方案", author="陈主任", drawn_on=DAY, terms="{}")
    with pytest.raises(Refusal, match="No area changes hands"):
        county.office.ask(notices, scenarios=(empty,))


@pytest.mark.usefixtures("qapp")
def test_a_notice_to_be_hung_up_names_manager_telephone_day_and_predecessor(county: County, tmp_path: Path) -> None:
    office = county.office
    office.do(HandOver(county.areas, county.taker, DAY, "balance", "陈主任"))
    document = office.ask(area_notices)
    assert [type(part) for part in document.parts] == [Sheet, Sheet], "two to a page"
    first, second = pages(document, tmp_path)
    for words in ("蓝秀英", "100 3333 4444", "2026-11-20", "韦春生", "翠屏1号公变", "城关供电所", "10077778888"):
        assert words in first
    assert "翠屏3号公变" in second and "翠屏3号公变" not in first
    (alone,) = office.ask(area_notices, areas=county.areas[2:]).parts
    assert isinstance(alone, Sheet)
    assert sum(isinstance(box, Text) and box.text == "蓝秀英" for box in alone.boxes) == 1


@pytest.mark.usefixtures("qapp")
def test_everybody_signs_for_what_he_gives_and_gets(county: County, tmp_path: Path) -> None:
    document = county.office.ask(signature_sheet, scenarios=(county.scenario,))
    (taker, giver, whole) = rows(document.parts[0])
    assert taker[1:5] == ("蓝秀英", "0", "2", "+123")
    assert giver[1:5] == ("韦春生", "2", "0", "-123")
    assert float(taker[5]) == -float(giver[5]) > 0
    assert whole[2:4] == ("2", "2")
    (page,) = pages(document, tmp_path)
    assert "冬季方案" in page and "Approved by" in page and "Signature" in page


def test_the_moves_stand_under_whoever_gets_them_with_the_second_and_the_price(county: County) -> None:
    (part,) = county.office.ask(move_list, scenarios=(county.scenario,)).parts
    assert isinstance(part, Listing)
    heads = [row.text for row in part.rows if isinstance(row, Group)]
    assert heads[0].startswith("蓝秀英: gets 2 areas (123 households")
    assert "gives away 2" in heads[1]
    first, second = rows(part)
    assert first[-1] == "韦春生, 1.5 h more" and second[-1] == ""
    assert second[-2].endswith("by hand")


def test_once_applied_the_list_still_knows_the_second_and_the_hand(county: County) -> None:
    county.office.do(SubmitScenario(county.scenario))
    county.office.do(ApproveScenario(county.scenario, "陈主任", DAY))
    planned = rows(county.office.ask(move_list, scenarios=(county.scenario,)).parts[0])
    county.office.do(ApplyScenario(county.scenario))
    applied = rows(county.office.ask(move_list).parts[0])
    assert [row[-1] for row in applied] == [row[-1] for row in planned] == ["韦春生, 1.5 h more", ""]
    assert "by hand" in applied[1][-2]


def test_namesakes_are_told_apart(county: County) -> None:
    namesake = make.a_manager(county.office, staff_id=make.a_staff(county.office, name="韦春生", code="S00777"))
    county.office.do(HandOver(county.areas[:1], namesake, DAY, "balance", "陈主任"))
    (part,) = county.office.ask(move_list).parts
    assert rows(part)[0][6] == "韦春生 S1"
    assert isinstance(part, Listing)
    assert any(isinstance(row, Group) and row.text.startswith("韦春生 777") for row in part.rows)


@pytest.mark.usefixtures("qapp")
def test_the_hand_over_list_names_people_requests_debts_and_three_signatures(county: County, tmp_path: Path) -> None:
    office, area = county.office, county.areas[0]
    customer = make.a_customer(office, name="莫刚仁", area_id=area)
    make.a_representation(office, customer_id=customer, area_id=area)
    make.a_request(office, area_id=area, code="SQ1")
    for account, name, amount in (("1", "蓝志明", 20.5), ("2", "翠屏石材厂", 100)):
        make.make(office, "arrear", account_no=account, name=name, area_id=area, month="2026-10", amount=amount)
    office.do(HandOver(county.areas, county.taker, DAY, "leaver", "陈主任"))
    areas, _gap, keys = office.ask(hand_over_list).parts
    first, second, _third = rows(areas)
    assert "莫刚仁" in first[5] and first[6] == "SQ1"
    assert first[7] == "2 accounts, 120.50 yuan: 翠屏石材厂 100.00, 蓝志明 20.50"
    assert second[5:8] == ("–", "–", "–")
    assert isinstance(keys, Listing) and keys.signatures[:3] == ("Handed over by", "Taken over by", "Witnessed by")
    assert sum(row[1] == "" for row in rows(keys)) == 2, "ruled lines for what nobody thought of"
    (page,) = pages(office.ask(hand_over_list), tmp_path)
    assert "120.50 yuan." in page and "Keys of the meter boxes" in page and "hands over 3 areas" in page


def test_nothing_is_handed_over_where_nobody_had_it(office: Office) -> None:
    office.do(AssignAreas((make.an_area(office),), make.a_manager(office), DAY))
    assert office.ask(notices).parts
    with pytest.raises(Refusal, match="nothing to hand over"):
        office.ask(hand_over_list)


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
    office.do(Edit("manager", manager, {"until": DAY}))
    assert [row[3] for row in rows(office.ask(public_list).parts[0])] == ["–", "–"], "who left answers no more"
    assert lacking
