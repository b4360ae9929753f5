"""The measures of printed forms: column widths, card places, crop marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.paper import A4, A4_LANDSCAPE, CardGrid, Column, Line, Listing, Page, Qr, Rect, Text, moved


def _listing(*columns: Column) -> Listing:
    return Listing("", columns, ())


def test_a_landscape_page_swaps_its_sides_and_keeps_its_margins() -> None:
    assert (A4_LANDSCAPE.width_mm, A4_LANDSCAPE.height_mm) == (297, 210)
    assert A4_LANDSCAPE.body_width_mm == 297 - 30
    assert A4.body_bottom_mm == 297 - 16


def test_what_is_left_over_goes_to_the_columns_that_stretch() -> None:
    listing = _listing(Column("序", 10), Column("事项", 30, stretch=1), Column("客户反映", 30, stretch=3))
    assert listing.widths_mm(110) == pytest.approx((10, 40, 60))


def test_columns_that_do_not_stretch_keep_their_width() -> None:
    assert _listing(Column("序", 10), Column("台区", 20)).widths_mm(180) == (10, 20)


@given(st.lists(st.tuples(st.floats(1, 80), st.floats(0, 3)), min_size=1, max_size=20), st.floats(50, 300))
def test_columns_never_exceed_the_page_and_none_vanishes(
        columns: list[tuple[float, float]], available: float) -> None:
    listing = _listing(*(Column("", width, stretch=stretch) for width, stretch in columns))
    widths = listing.widths_mm(available)
    assert sum(widths) <= available + 1e-6
    assert min(widths) > 0


def test_ten_cards_stand_on_a4_with_margins_of_15_and_13_5_mm() -> None:
    grid = CardGrid()
    places = grid.places()
    assert grid.origin_mm == (15, 13.5)
    assert len(places) == 10
    assert places[:3] == ((15, 13.5), (105, 13.5), (15, 67.5))
    assert places[-1] == (105, 13.5 + 4 * 54)


def test_crop_marks_stand_on_every_edge_and_touch_no_card() -> None:
    marks = CardGrid().crop_marks()
    assert {mark.x_mm for mark in marks if mark.x_mm == mark.to_x_mm} == {15, 105, 195}
    assert {mark.y_mm for mark in marks if mark.y_mm == mark.to_y_mm} == {13.5 + 54 * row for row in range(6)}
    for mark in marks:
        is_beside = mark.to_x_mm <= 13 or mark.x_mm >= 197 or mark.to_y_mm <= 11.5 or mark.y_mm >= 285.5
        assert is_beside
        assert 0 < mark.x_mm <= mark.to_x_mm < 210
        assert 0 < mark.y_mm <= mark.to_y_mm < 297


def test_cards_fill_sheets_in_order() -> None:
    cards = [(Text(2, 3, 40, 5, str(number)),) for number in range(12)]
    first, second = CardGrid().sheets(cards)
    texts = [box for box in second.boxes if isinstance(box, Text)]
    assert [(box.text, box.x_mm, box.y_mm) for box in texts] == [("10", 17, 16.5), ("11", 107, 16.5)]
    assert sum(isinstance(box, Text) for box in first.boxes) == 10


def test_no_cards_need_no_sheet() -> None:
    assert CardGrid().sheets([]) == ()


def test_cards_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError):
        CardGrid(columns=3)
    with pytest.raises(ValueError):
        CardGrid(Page(80, 50), columns=1, rows=1)


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_moving_a_box_there_and_back_leaves_it(dx: float, dy: float) -> None:
    for box in (Text(1, 2, 3, 4, "户"), Line(1, 2, 3, 4), Rect(1, 2, 3, 4), Qr(1, 2, 3, "山")):
        back = moved(moved(box, dx, dy), -dx, -dy)
        assert (back.x_mm, back.y_mm) == pytest.approx((1, 2))
        if isinstance(back, Line):
            assert (back.to_x_mm, back.to_y_mm) == pytest.approx((3, 4))
