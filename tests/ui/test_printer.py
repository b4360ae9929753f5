"""What is on the paper: real PDFs, read back with other programs' eyes."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from app.kit.errors import Trouble
from app.kit.paper import Calibration, Document, Line, Note, Picture, Sheet, Text
from app.kit.words import RESOURCES
from app.ui import printer
from app.ui.printer.flow import leaves
from tests.ui.sample_papers import card_sheets, vcard, visiting_list, visits

POINTS_PER_MM = 72 / 25.4
pytestmark = pytest.mark.usefixtures("qapp")


def _pages(document: Document, path: Path) -> list[str]:
    printer.write_pdf(document, path)
    return [page.extract_text() for page in PdfReader(path).pages]


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
    names = re.findall(rb"/BaseFont /(\S+)", (tmp_path / "list.pdf").read_bytes())
    assert names
    assert all(b"PianquSans" in name for name in names)
    reader = PdfReader(tmp_path / "list.pdf")
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
    assert ImageChops.difference(*small).histogram()[60:] == [0] * 196


def test_a_character_no_font_has_is_reported() -> None:
    document = Document("", (Note("韦昌\U0010fffd，户口在山口"), Sheet((Text(0, 0, 50, 5, "\U0010abcd莫"),))))
    assert printer.missing_glyphs(document) == ["\U0010abcd", "\U0010fffd"]
    assert printer.missing_glyphs(visiting_list(3)) == []


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
        with pytest.raises(Trouble, match=r"taken\.pdf|nowhere"):
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


def test_a_thousand_rows_reach_the_file(tmp_path: Path) -> None:
    document = visiting_list(1000)
    lines = "\n".join(_pages(document, tmp_path / "long.pdf")).split("\n")
    assert [line for line in lines if line.isdigit()] == [str(number) for number in range(1, 1001)]
