"""The printed sheets: real PDFs, read back with other programs' eyes."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from app.features.cards.changes import IssueCards
from app.features.cards.papers.cards import SETTING, batch, cards
from app.features.cards.papers.layout import SHIPPED
from app.features.org.changes import SetSetting
from app.kit.errors import Refusal
from app.kit.paper import Calibration, Line, Note, Sheet, Text
from app.kit.store.office import Office
from app.ui import printer
from tests.builders import an_area, an_assignment
from tests.features.cards.conftest import Small

pytestmark = pytest.mark.usefixtures("qapp")
POINTS_PER_MM = 72 / 25.4


def test_three_managers_cards_are_searchable_and_their_squares_decode(small: Small, tmp_path: Path) -> None:
    document = small.office.ask(cards, (small.wei, small.ouyang, small.mo), copies=3)
    printer.write_pdf(document, tmp_path / "名片.pdf")
    (page,) = PdfReader(tmp_path / "名片.pdf").pages
    text = page.extract_text()
    for word in ("忻城供电公司", "城关供电所", "韦春生", "欧阳昌㛃", "高级客户经理", "100 2231 4087", "户山村、旧屯村"):
        assert word in text
    assert [round(float(side) / POINTS_PER_MM) for side in page.mediabox[2:]] == [210, 297]
    paper = pypdfium2.PdfDocument(tmp_path / "名片.pdf")[0].render(scale=200 / 72).to_pil()
    read = [code.text for code in zxingcpp.read_barcodes(paper)]
    assert len(read) == 9
    for name, phone in (("韦春生", "10022314087"), ("欧阳昌㛃", "10004679921"), ("莫日华", None)):
        mine = next(told for told in read if f"FN:{name}" in told)
        assert (f"TEL;TYPE=CELL:{phone}" in mine) is bool(phone)
        assert "ORG:忻城供电公司;城关供电所" in mine
    assert printer.missing_glyphs(document) == []


def test_without_a_choice_those_are_printed_who_need_cards_ten_each(small: Small) -> None:
    document = small.office.ask(cards)
    names = [_names(sheet) for sheet in document.parts if isinstance(sheet, Sheet)]
    assert names == [["韦春生"] * 10, ["欧阳昌㛃"] * 10]
    small.office.do(IssueCards(small.ouyang, date(2026, 11, 3), customer_ids=small.customers[3:]))
    document = small.office.ask(cards)
    assert document.title == "Business cards 韦春生"
    assert len(document.parts) == 1


def _names(sheet: Sheet) -> list[str]:
    return [box.text for box in sheet.boxes if isinstance(box, Text) and box.size_pt == 20]


def test_crop_marks_and_calibration_are_on_every_sheet(small: Small) -> None:
    shift = Calibration(0.4, -0.3)
    document = small.office.ask(cards, (small.wei,), copies=11, calibration=shift)
    assert document.calibration == shift
    for sheet in document.parts:
        assert isinstance(sheet, Sheet)
        marks = {box for box in sheet.boxes if isinstance(box, Line) and box.to_x_mm == box.x_mm}
        assert {mark.x_mm for mark in marks} == {15, 105, 195}


def test_an_office_without_managers_gets_a_page_that_says_so(office: Office, tmp_path: Path) -> None:
    document = office.ask(cards)
    assert [type(part) for part in document.parts] == [Note]
    printer.write_pdf(document, tmp_path / "none.pdf")
    assert "Nobody needs cards" in PdfReader(tmp_path / "none.pdf").pages[0].extract_text()


def test_the_layout_is_the_offices_and_one_for_all(small: Small) -> None:
    small.office.do(SetSetting(SETTING, "rounded"))
    sheet = small.office.ask(cards, (small.wei, small.ouyang), copies=1).parts[0]
    assert isinstance(sheet, Sheet)
    assert {round(box.y_mm, 2) for box in sheet.boxes if isinstance(box, Text) and box.size_pt == 20} == {33.1}


def test_less_than_one_copy_is_refused(small: Small) -> None:
    with pytest.raises(Refusal):
        small.office.ask(cards, copies=0)


def test_what_the_cards_lack_is_said_before_printing(small: Small) -> None:
    told = small.office.ask(batch, (small.wei, small.mo), 10, Calibration()).lacks
    assert [text.split(":")[0] for text in told] == ["No telephone", "No title", "Serving no area"]
    assert all("莫日华" in text and "韦春生" not in text for text in told)


def test_a_thousand_cards_stay_inside_their_boxes(small: Small) -> None:
    document = small.office.ask(cards, (small.wei,), copies=1000)
    assert len(document.parts) == 100


@pytest.mark.parametrize("layout", SHIPPED)
def test_the_square_of_every_layout_decodes_with_all_it_can_hold(
    small: Small, tmp_path: Path, layout: str
) -> None:
    for number in range(20):
        area = an_area(small.office, village=f"第{number}组老屯社区", households=500)
        an_assignment(small.office, area_id=area, manager_id=small.wei)
    document = small.office.ask(cards, (small.wei,), copies=2, layout=layout)
    printer.write_pdf(document, tmp_path / "card.pdf")
    paper = pypdfium2.PdfDocument(tmp_path / "card.pdf")[0].render(scale=200 / 72).to_pil()
    read = [code.text for code in zxingcpp.read_barcodes(paper)]
    assert len(read) == 2
    assert "等22处" in read[0] and "TITLE:客户经理" in read[0]
