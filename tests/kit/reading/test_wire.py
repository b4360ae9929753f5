"""Whatever a sheet may hold crosses the pipe unchanged."""

import math
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kit.reading.book import CellError, Merge, Span, Uncalculated
from app.kit.reading.draft import Draft
from app.kit.reading.limits import Limits
from app.kit.reading.wire import frame, frames, pack_sheet, unpack_sheet

TEXT = st.text()
VALUE = st.one_of(
    st.none(), TEXT, st.integers(), st.floats(allow_nan=False), st.booleans(), st.dates(), st.datetimes(), st.times(),
    TEXT.map(CellError), TEXT.map(Uncalculated), st.sampled_from(["甲", "乙"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(VALUE, max_size=5), max_size=8))
def test_a_sheet_crosses_unchanged(rows: list[list[object]]) -> None:
    draft = Draft("表", True, Limits())
    for at, cells in enumerate(rows):
        for across, value in enumerate(cells):
            if value is not None:
                draft.put(at, across, value)  # type: ignore[arg-type]
    draft.spans = {1: [Span(0, 3, "percent")]}
    ((header, packed),) = frames(pack_sheet(draft))
    sheet = unpack_sheet(header, packed)
    assert (sheet.name, sheet.hidden, sheet.shown.is_percent(2, 1)) == ("表", True, True)
    for at, cells in enumerate(rows):
        for across, value in enumerate(cells):
            got = sheet.rows[at][across] if at < len(sheet.rows) and across < len(sheet.rows[at]) else None
            assert (got, type(got)) == (value, type(value))
    assert not sheet.rows or any(value is not None for value in sheet.rows[-1])


def test_what_floats_can_be() -> None:
    draft = Draft("", False, Limits())
    for at, number in enumerate((math.inf, -0.0, 1e308, 5e-324, 0.1)):
        draft.put(at, 0, number)
    ((header, packed),) = frames(pack_sheet(draft))
    assert [repr(row[0]) for row in unpack_sheet(header, packed).rows] == ["inf", "-0.0", "1e+308", "5e-324", "0.1"]


def test_giant_merges_are_cut_to_the_sheet() -> None:
    draft = Draft("", False, Limits())
    draft.put(2, 2, date(2024, 3, 1))
    draft.put(1, 0, datetime(2024, 3, 1, 8))
    draft.put(0, 0, time(8))
    draft.merges = [Merge(0, 0, 1048575, 16383), Merge(2, 2, 900, 900), Merge(7, 7, 8, 8)]
    ((header, packed),) = frames(pack_sheet(draft))
    assert unpack_sheet(header, packed).merges == (Merge(0, 0, 2, 2),)


@pytest.mark.parametrize("cut", [1, 7, 9, -1])
def test_a_stream_cut_short_is_noticed(cut: int) -> None:
    with pytest.raises(ValueError, match="cut short"):
        list(frames(frame({"done": "xlsx"}, b"abc")[:cut]))
