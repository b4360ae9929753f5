"""How a document flows: nothing overflows a cell or a page, nothing is lost, what belongs together stays."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kit.paper import A4, Column, Document, Footer, Group, Listing, Note, Rect, Row, Sheet, Text
from app.ui import printer
from app.ui.printer.flow import leaves
from app.ui.printer.ink import Words
from app.ui.printer.lettering import width_mm
from app.ui.printer.wrapping import wrapped
from tests.ui.sample_papers import visiting_list

pytestmark = pytest.mark.usefixtures("qapp")
TEXTS = st.text(st.sampled_from("户日山电压偏低，。（）“”、abcXYZ 0189-/\n㛃"), max_size=400)


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


def test_a_thousand_rows_are_all_there_and_none_overflows() -> None:
    document = visiting_list(1000)
    _assert_inside(document)
    serials = [ink.text for ink in _words(document) if ink.text.isdigit()]
    assert serials == [str(number) for number in range(1, 1001)]


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


def test_a_row_taller_than_the_page_is_split_and_complete() -> None:
    story = "，".join(f"第{number}户电压偏低" for number in range(1500))
    columns = (Column("序", 10), Column("客户反映", 60))
    rows = (Row(("1", "短")), Row(("2", story)), Row(("3", "末行")))
    document = Document("", (Listing("诉求", columns, rows),), footer=Footer("所"))
    assert printer.page_count(document) > 3
    _assert_inside(document)
    body = [ink.text for ink in _words(document) if ink.size_pt == 9 and not ink.bold]
    assert "".join(body) == f"1短2{story}3末行"


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


def test_long_words_in_a_box_grow_smaller_until_they_fit() -> None:
    box = Text(10, 10, 30, 8, "户山村、旧屯、日新街、思练社区一至四组、板河村、果遂镇全部台区", 12)
    inked = list(_words(Document("", (Sheet((box, Rect(10, 10, 30, 8))),))))
    assert "".join(ink.text for ink in inked) == box.text
    assert all(ink.x_mm >= 10 and ink.x_mm + width_mm(ink.text, ink.size_pt, False) <= 40.01 for ink in inked)
    assert all(10 <= ink.y_mm <= 18.3 for ink in inked)


def test_notes_flow_over_pages_and_an_empty_document_is_one_page() -> None:
    notes = Document("通知", tuple(Note(f"第{number}条　" + "按期走访客户代表。" * 12) for number in range(60)))
    assert printer.page_count(notes) > 2
    _assert_inside(notes)
    assert printer.page_count(Document("", ())) == 1
