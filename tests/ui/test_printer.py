"""What is on the paper: real PDFs, read back with other programs' eyes."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from app.kit.errors import Trouble
from app.kit.paper import (
    A4,
    Calibration,
    Column,
    Document,
    Footer,
    Group,
    Line,
    Listing,
    Note,
    Picture,
    Rect,
    Row,
    Sheet,
    Text,
)
from app.kit.words import RESOURCES
from app.ui import printer
from app.ui.printer.flow import leaves
from app.ui.printer.ink import Words
from app.ui.printer.lettering import width_mm
from app.ui.printer.wrapping import wrapped
from tests.ui.sample_papers import card_sheets, vcard, visiting_list, visits

POINTS_PER_MM = 72 / 25.4
pytestmark = pytest.mark.usefixtures("qapp")
TEXTS = st.text(st.sampled_from("户日山电压偏低，。（）“”、abcXYZ 0189-/\n㛃"), max_size=400)


def _pages(document: Document, path: Path) -> list[str]:
    printer.write_pdf(document, path)
    return [page.extract_text() for page in PdfReader(path).pages]


def _words(document: Document) -> Iterator[Words]:
    return (ink for leaf in leaves(document) for ink in leaf.ink if isinstance(ink, Words))


def _assert_inside(document: Document) -> None:
    """Nothing leaves the paper's body, and below the body stands the footer alone."""
    page = document.page
    for ink in _words(document):
        assert ink.x_mm >= page.left_mm - 0.01
        assert ink.x_mm + width_mm(ink.text, ink.size_pt, ink.bold) <= page.width_mm - page.right_mm + 0.05
        assert page.top_mm < ink.y_mm < page.height_mm - page.bottom_mm / 3
        assert ink.y_mm < page.body_bottom_mm or ink.size_pt == 8


def test_chinese_is_found_as_the_characters_people_type(tmp_path: Path) -> None:
    text = "".join(_pages(visiting_list(3), tmp_path / "走访清单.pdf"))
    for word in ("户山村", "日期", "100 2231 4087", "韦昌㛃", "Creluz-04", "抄表例日", "忻城供电公司 城关供电所"):
        assert word in text
    assert "\t" not in text
    assert not [c for c in text if 0x2E80 <= ord(c) <= 0x2FDF or 0xF900 <= ord(c) <= 0xFAFF]


def test_another_reader_finds_the_same_words(tmp_path: Path) -> None:
    printer.write_pdf(visiting_list(3), tmp_path / "list.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "list.pdf")[0]
    assert page.get_textpage().search("户山村").get_next()
    assert [round(side / POINTS_PER_MM) for side in page.get_size()] == [297, 210]


def test_the_pdf_embeds_our_fonts_and_carries_its_title(tmp_path: Path) -> None:
    printer.write_pdf(visiting_list(3), tmp_path / "list.pdf")
    reader = PdfReader(tmp_path / "list.pdf")
    names = {str(font.get_object()["/BaseFont"]) for page in reader.pages
             for font in page["/Resources"]["/Font"].values()}
    assert names
    assert all("Pianqu" in name for name in names)
    assert reader.metadata is not None
    assert reader.metadata.title == "走访清单 韦春生"


def test_every_page_repeats_the_heading_and_says_which_it_is(tmp_path: Path) -> None:
    pages = _pages(visiting_list(60), tmp_path / "list.pdf")
    assert len(pages) == printer.page_count(visiting_list(60)) > 2
    for number, text in enumerate(pages, 1):
        assert "客户反映" in text
        assert f"Page {number} of {len(pages)}" in text
        assert "2026年11月走访清单" in text
    assert "主管抽查" in pages[-1]
    assert "主管抽查" not in "".join(pages[:-1])


def test_lists_of_several_managers_are_numbered_each_alone(tmp_path: Path) -> None:
    pages = _pages(replace(visiting_list(1), parts=(visits(30), visits(2))), tmp_path / "lists.pdf")
    assert "Page 1 of 1" in pages[-1]
    assert f"Page {len(pages) - 1} of {len(pages) - 1}" in pages[-2]


def test_a_thousand_rows_are_all_there_and_none_overflows(tmp_path: Path) -> None:
    document = visiting_list(1000)
    _assert_inside(document)
    serials = [ink.text for ink in _words(document) if ink.text.isdigit()]
    assert serials == [str(number) for number in range(1, 1001)]
    assert len(_pages(document, tmp_path / "long.pdf")) == printer.page_count(document)


def test_signatures_stay_with_the_last_row() -> None:
    for count in range(10, 25):
        last = [ink.text for ink in leaves(visiting_list(count))[-1].ink if isinstance(ink, Words)]
        assert str(count) in last
        assert "客户经理：" in last


def test_a_group_heading_never_ends_a_page() -> None:
    rows: list[Row | Group] = []
    for day in range(40):
        rows += [Group(f"day {day}"), *[Row((f"{day}-{number}",)) for number in range(day % 5 + 1)]]
    document = Document("", (Listing("走访", (Column("序", 40),), tuple(rows), row_height_mm=8.3),))
    for leaf in leaves(document):
        body = [ink.text for ink in leaf.ink if isinstance(ink, Words) and ink.size_pt == 9]
        assert not body[-1].startswith("day")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TEXTS, max_size=4), max_size=6), st.floats(6, 80))
def test_no_text_leaves_its_cell_or_is_lost(rows: list[list[str]], width: float) -> None:
    columns = (Column("台区", width), Column("客户反映", 30, "center", wrap=False), Column("结果", 20, "right"))
    widths = Listing("", columns, ()).widths_mm(A4.body_width_mm)
    cells = tuple(Row(tuple(row[:3])) for row in rows)
    document = Document("", (Listing("走访", columns, cells, signatures=("客户经理",)),))
    edges = [A4.left_mm + sum(widths[:number]) for number in range(4)]
    written = ""
    for leaf in leaves(document):
        for ink in leaf.ink:
            if isinstance(ink, Words) and ink.size_pt <= 9 and not ink.bold and ink.text != "客户经理":
                if ink.y_mm > A4.body_bottom_mm or (ink.size_pt == 8 and "continued" in ink.text):
                    continue
                column = max(number for number in range(3) if edges[number] <= ink.x_mm + 0.01)
                assert ink.x_mm + width_mm(ink.text, ink.size_pt, False) <= edges[column + 1] + 0.05
                written += ink.text
    wanted = "".join(text for row in rows for text in row[:3])
    assert sorted(written.replace(" ", "")) == sorted("".join(wanted.split()))


def test_a_row_taller_than_the_page_is_split_and_complete(tmp_path: Path) -> None:
    story = "，".join(f"第{number}户电压偏低" for number in range(1500))
    columns = (Column("序", 10), Column("客户反映", 60))
    rows = (Row(("1", "短")), Row(("2", story)), Row(("3", "末行")))
    document = Document("", (Listing("诉求", columns, rows),), footer=Footer("所"))
    assert printer.page_count(document) > 3
    _assert_inside(document)
    body = [ink.text for ink in _words(document) if ink.size_pt == 9 and not ink.bold]
    assert "".join(body) == f"1短2{story}3末行"
    assert len(_pages(document, tmp_path / "tall.pdf")) == printer.page_count(document)


@given(TEXTS, st.floats(8, 120), st.sampled_from([6.0, 9.0, 16.0]))
def test_lines_fit_and_none_begins_with_closing_punctuation(text: str, room: float, size: float) -> None:
    lines = wrapped(text, room, size)
    assert all(width_mm(line, size, False) <= room + 1e-6 or len(line) == 1 for line in lines)
    assert sorted("".join("".join(lines).split())) == sorted("".join(text.split()))


def test_punctuation_does_not_begin_a_line() -> None:
    assert wrapped("孵化棚晚上停电，怎么办", width_mm("孵化棚晚上停电", 9, False) + 0.1, 9) == [
        "孵化棚晚上停", "电，怎么办"]
    assert wrapped("（空巢老人）家", width_mm("（空巢老人", 9, False) + 0.1, 9) == ["（空巢老", "人）家"]


def test_a_word_is_broken_only_if_no_line_could_hold_it() -> None:
    assert wrapped("果遂镇Creluz-04区", width_mm("果遂镇Creluz", 9, False), 9) == ["果遂镇", "Creluz-04区"]
    assert wrapped("XC0107", width_mm("XC0", 9, False) + 0.1, 9) == ["XC0", "107"]
    row = Document("", (Listing("", (Column("序", 9),), (Row(("1000",)),)),))
    assert "1000" in [ink.text for ink in _words(row)]


def test_a_phone_that_does_not_wrap_is_written_smaller() -> None:
    listing = Listing("", (Column("电话", 22, wrap=False),), (Row(("100 2231 4087 6",)),))
    phone = next(ink for ink in _words(Document("", (listing,))) if ink.text.startswith("100"))
    assert phone.text == "100 2231 4087 6"
    assert phone.size_pt < 9


def test_ten_cards_stand_where_they_are_cut(tmp_path: Path) -> None:
    printer.write_pdf(card_sheets(12), tmp_path / "名片.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "名片.pdf")
    assert len(pdf) == 2
    found = _found_at(pdf[0], "韦春生")
    expected = [(15 + 90 * column + 8, 13.5 + 54 * row + 18.6) for row in range(5) for column in range(2)]
    assert len(found) == 10
    for (x, y), (left, top) in zip(sorted(found, key=lambda at: (round(at[1]), at[0])), expected, strict=True):
        assert x == pytest.approx(left, abs=0.6)
        assert top - 0.5 < y < top + 6
    assert len(_found_at(pdf[1], "韦春生")) == 2


def _found_at(page: pypdfium2.PdfPage, word: str) -> list[tuple[float, float]]:
    """Upper left corners, in millimetres, of every occurrence of ``word``."""
    text = page.get_textpage()
    finder, places = text.search(word), []
    while hit := finder.get_next():
        left, _bottom, _right, top = text.get_charbox(hit[0])
        places.append((left / POINTS_PER_MM, (page.get_height() - top) / POINTS_PER_MM))
    return places


def test_calibration_moves_cards_but_no_list(tmp_path: Path) -> None:
    shift = Calibration(right_mm=1.5, down_mm=-2.0)
    for name, document in (("plain", card_sheets(1)), ("moved", replace(card_sheets(1), calibration=shift))):
        printer.write_pdf(document, tmp_path / f"{name}.pdf")
    plain, shifted = (_found_at(pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")[0], "韦春生")[0]
                      for name in ("plain", "moved"))
    assert (shifted[0] - plain[0], shifted[1] - plain[1]) == pytest.approx((1.5, -2.0), abs=0.05)
    listed = visiting_list(2)
    assert printer.preview(listed, 0) == printer.preview(replace(listed, calibration=shift), 0)


def test_the_square_decodes_at_200_dpi_from_paper_and_from_the_preview(tmp_path: Path) -> None:
    document = card_sheets(10)
    printer.write_pdf(document, tmp_path / "名片.pdf")
    paper = pypdfium2.PdfDocument(tmp_path / "名片.pdf")[0].render(scale=200 / 72).to_pil()
    wanted = {vcard("韦春生", f"100 2231 40{number:02d}") for number in range(10)}
    assert {code.text for code in zxingcpp.read_barcodes(paper)} == wanted
    target = tmp_path / "preview.png"
    printer.preview(document, 0, 200).save(str(target))
    from PIL import Image
    assert {code.text for code in zxingcpp.read_barcodes(Image.open(target))} == wanted


def test_preview_and_pdf_show_the_same_page(tmp_path: Path) -> None:
    from PIL import Image, ImageChops
    printer.preview(visiting_list(5), 0, 100).save(str(tmp_path / "preview.png"))
    printer.write_pdf(visiting_list(5), tmp_path / "list.pdf")
    paper = pypdfium2.PdfDocument(tmp_path / "list.pdf")[0].render(scale=100 / 72).to_pil().convert("L")
    screen = Image.open(tmp_path / "preview.png").convert("L").resize(paper.size)
    small = [image.resize((120, 85)) for image in (paper, screen)]
    assert ImageChops.difference(*small).getextrema()[1] < 60


def test_long_words_in_a_box_grow_smaller_until_they_fit() -> None:
    box = Text(10, 10, 30, 8, "户山村、旧屯、日新街、思练社区一至四组、板河村、果遂镇全部台区", 12)
    inked = list(_words(Document("", (Sheet((box, Rect(10, 10, 30, 8))),))))
    assert "".join(ink.text for ink in inked) == box.text
    assert all(ink.x_mm >= 10 and ink.x_mm + width_mm(ink.text, ink.size_pt, False) <= 40.01 for ink in inked)
    assert all(10 <= ink.y_mm <= 18.3 for ink in inked)


def test_a_character_no_font_has_is_reported() -> None:
    document = Document("", (Note("韦昌\U0010fffd，户口在山口"), Sheet((Text(0, 0, 50, 5, "\ue123莫"),))))
    assert printer.missing_glyphs(document) == ["\ue123", "\U0010fffd"]
    assert printer.missing_glyphs(visiting_list(3)) == []


def test_notes_flow_over_pages_and_an_empty_document_is_one_page(tmp_path: Path) -> None:
    notes = Document("通知", tuple(Note(f"第{number}条　" + "按期走访客户代表。" * 12) for number in range(60)))
    assert printer.page_count(notes) > 2
    _assert_inside(notes)
    assert printer.page_count(Document("", ())) == 1


def test_the_old_file_stays_whole_when_the_target_is_locked(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "走访清单.pdf"
    target.write_bytes(b"old")

    def locked(*_: object) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(Trouble, match=r"走访清单\.pdf"):
        printer.write_pdf(visiting_list(2), target)
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["走访清单.pdf"]


def test_a_folder_in_the_way_or_missing_is_a_clear_trouble(tmp_path: Path) -> None:
    (tmp_path / "taken.pdf").mkdir()
    for target in (tmp_path / "taken.pdf", tmp_path / "nowhere" / "list.pdf"):
        with pytest.raises(Trouble, match=target.name):
            printer.write_pdf(visiting_list(1), target)
    assert [file.name for file in tmp_path.iterdir()] == ["taken.pdf"]


def test_an_unreadable_picture_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    document = Document("", (Sheet((Picture(10, 10, 20, 20, str(tmp_path / "logo.svg")),)),))
    with pytest.raises(Trouble, match=r"logo\.svg"):
        printer.write_pdf(document, tmp_path / "card.pdf")
    assert not (tmp_path / "card.pdf").exists()


def test_a_picture_keeps_its_proportions(tmp_path: Path) -> None:
    drawing = tmp_path / "logo.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10">'
                       '<rect width="40" height="10" fill="#000"/></svg>', encoding="utf-8")
    image = printer.preview(Document("", (Sheet((Picture(20, 20, 40, 40, str(drawing)),)),)), 0, 25.4)
    dark = [(x, y) for x in range(210) for y in range(297) if image.pixelColor(x, y).lightness() < 128]
    assert {x for x, _y in dark} == set(range(20, 60))
    assert {y for _x, y in dark} == set(range(35, 45))


def test_a_printer_gets_the_same_pages_and_a_range_of_them(tmp_path: Path) -> None:
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "printed.pdf"))
    document = visiting_list(60)
    printer.print_to(document, device, first=1, last=2)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "printed.pdf").pages]
    assert pages == _pages(document, tmp_path / "list.pdf")[1:3]


def test_a_printer_that_cannot_be_opened_is_a_clear_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        printer.print_to(visiting_list(1), QPdfWriter(str(tmp_path / "nowhere" / "list.pdf")))


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_bundled_font_covers_the_trade_and_hides_no_radicals(weight: str) -> None:
    font = TTFont(RESOURCES / "fonts" / f"PianquSans-{weight}.otf", lazy=True)
    covered = set(font.getBestCmap())
    assert not covered.intersection(range(0x2E80, 0x2FE0))
    assert covered.issuperset({ord(char) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)
                               if (char := bytes((high, low)).decode("gb2312", "ignore"))})
    assert covered.issuperset(map(ord, "㛃䶮堃喆頔翀昇煊赟旻玥芃℃㎡√×÷≤≥①⑩□■△○※№·…—“”（）《》"))
    assert {font["name"].getDebugName(number) for number in (1, 4)} == {"Pianqu Sans", f"Pianqu Sans {weight}"}
    assert "SIL Open Font License" in font["name"].getDebugName(13)


def test_rules_are_dark_enough_for_a_grey_printer() -> None:
    from PySide6.QtGui import QColor
    lines = [ink for leaf in leaves(visiting_list(3)) for ink in leaf.ink if isinstance(ink, Line)]
    assert lines
    assert all(QColor(line.colour).lightness() < 200 for line in lines)
