"""The month grid: the weeks it shows, what fits into a day, and carrying entries about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication

from app.kit import words
from app.ui.calendar import Badge, DayCell, Entry, MonthGrid, day_name, days_shown, weekday_names
from app.ui.calendar.cells import lines_shown
from app.ui.calendar.paint import paint_entry
from app.ui.theme import use_theme

TODAY = date(2026, 11, 24)
FROM, TO, LEAVE = date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 19)


@pytest.fixture
def grid(qtbot, qapp) -> MonthGrid:
    use_theme(qapp, "light")
    made = MonthGrid("Visits", today=TODAY)
    made.show_month(2026, 11, [
        DayCell(FROM, (Badge("抄表", "info"),), tuple(
            Entry(n, f"韦建军{n}", "大塘社区 · 4 户", n) for n in range(8)), load=7, capacity=6),
        DayCell(TO, entries=(Entry("x", "蓝海波", "都乐村"),)),
        DayCell(LEAVE, away=True, note="on leave"),
    ])
    qtbot.addWidget(made)
    made.resize(980, 640)
    made.show()
    made.activateWindow()
    made.grab()
    made.setFocus()
    return made


def drag(qtbot, grid: MonthGrid, entry: object, to: date, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    room = grid.room_of_entry(entry)
    assert room is not None
    start, end = room.center().toPoint(), grid.room_of(to).center().toPoint()
    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=start)
    for spot in (start + QPoint(12, 0), end - QPoint(3, 0), end):
        qtbot.mouseMove(grid, spot)
    if modifier:
        qtbot.keyPress(grid, Qt.Key.Key_Control)
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, modifier, end)


def more_of(grid: MonthGrid, day: date) -> QPointF:
    room = grid.room_of(day)
    spots = (QPointF(room.left() + 12, room.top() + y) for y in range(int(room.height())))
    return next(spot for spot in spots if grid.more_at(spot) == day)


@given(st.integers(1990, 2090), st.integers(1, 12))
def test_a_month_is_whole_weeks_from_monday(year: int, month: int) -> None:
    days = days_shown(year, month)
    assert days[0].weekday() == 0
    assert len(days) % 7 == 0
    assert [day for day in days if day.month == month] == [
        date(year, month, 1) + timedelta(days=n) for n in range(len([d for d in days if d.month == month]))
    ]
    assert sum(day.month != month for day in days) < 14


@given(st.floats(0, 400), st.integers(0, 40))
def test_what_is_shown_fits_and_nothing_is_hidden_without_saying_so(room: float, entries: int) -> None:
    shown = lines_shown(room, entries, 19, 15)
    assert 0 <= shown <= entries
    assert shown * 19 + (15 if 0 < shown < entries else 0) <= room


def test_the_week_and_the_first_day_speak_the_language() -> None:
    before = words.language()
    words.use_language("zh_CN")
    assert weekday_names()[0] == "周一"
    words.use_language("en")
    assert weekday_names()[0] == "Mon"
    assert day_name(date(2026, 11, 1)) == "Nov 1"
    words.use_language(before)


def test_entries_stay_inside_their_day_and_the_rest_is_counted(grid: MonthGrid) -> None:
    room, shown = grid.room_of(FROM), [n for n in range(8) if grid.room_of_entry(n)]
    assert 0 < len(shown) < 8
    for n in shown:
        line = grid.room_of_entry(n)
        assert line is not None
        assert room.contains(line)
    assert room.contains(more_of(grid, FROM))


def test_a_higher_grid_shows_more(grid: MonthGrid) -> None:
    before = sum(grid.room_of_entry(n) is not None for n in range(8))
    grid.resize(980, 1000)
    grid.grab()
    assert sum(grid.room_of_entry(n) is not None for n in range(8)) > before


def test_days_tile_the_grid_without_gaps(grid: MonthGrid) -> None:
    for day in days_shown(2026, 11):
        assert grid.day_at(grid.room_of(day).center()) == day
    assert grid.room_of(date(2026, 12, 6)).right() == grid.width()
    assert grid.room_of(date(2026, 12, 6)).bottom() == grid.height()


def test_dragging_moves_an_entry(grid: MonthGrid, qtbot) -> None:
    with qtbot.waitSignal(grid.moved) as told:
        drag(qtbot, grid, 1, TO)
    assert told.args == [1, FROM, TO, False]


def test_control_copies(grid: MonthGrid, qtbot) -> None:
    with qtbot.waitSignal(grid.moved) as told:
        drag(qtbot, grid, 1, TO, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [1, FROM, TO, True]


def test_a_conflict_refuses_the_drop_and_is_asked_once_a_day(grid: MonthGrid, qtbot) -> None:
    asked: list[tuple[object, date]] = []

    def may_drop(entry: object, day: date) -> str:
        asked.append((entry, day))
        return "on leave" if day == LEAVE else ""

    grid.may_drop = may_drop
    with qtbot.assertNotEmitted(grid.moved):
        drag(qtbot, grid, 1, LEAVE)
    assert asked.count((1, LEAVE)) == 1
    with qtbot.waitSignal(grid.moved):
        drag(qtbot, grid, 1, TO)


def test_letting_go_at_home_or_outside_moves_nothing(grid: MonthGrid, qtbot) -> None:
    with qtbot.assertNotEmitted(grid.moved):
        drag(qtbot, grid, 1, FROM)


def test_escape_puts_the_entry_back(grid: MonthGrid, qtbot) -> None:
    room = grid.room_of_entry(1)
    assert room is not None
    target = grid.room_of(TO).center().toPoint()
    with qtbot.assertNotEmitted(grid.moved):
        qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=room.center().toPoint())
        qtbot.mouseMove(grid, target)
        qtbot.keyClick(grid, Qt.Key.Key_Escape)
        qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=target)


def test_arrows_walk_over_days_and_months(grid: MonthGrid, qtbot) -> None:
    assert grid.selected() == TODAY
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.selected() == date(2026, 11, 16)
    grid.select(date(2026, 11, 30))
    with qtbot.waitSignal(grid.month_wanted) as told:
        qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert told.args == [date(2026, 12, 1)]


@pytest.mark.parametrize(("start", "key", "reached"), [
    (date(2026, 11, 30), Qt.Key.Key_PageDown, date(2026, 12, 30)),
    (date(2026, 11, 1), Qt.Key.Key_PageUp, date(2026, 10, 1)),
    (date(2026, 11, 3), Qt.Key.Key_Home, TODAY),
])
def test_pages_turn_months(grid: MonthGrid, qtbot, start: date, key: Qt.Key, reached: date) -> None:
    grid.select(start)
    qtbot.keyClick(grid, key)
    assert grid.selected() == reached


def test_a_short_month_takes_its_last_day(grid: MonthGrid, qtbot) -> None:
    grid.show_month(2026, 1, [])
    grid.select(date(2026, 1, 31))
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.selected() == date(2026, 2, 28)


def test_the_keyboard_carries_and_opens_entries(grid: MonthGrid, qtbot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    grid.select(FROM)
    qtbot.keyClick(grid, Qt.Key.Key_Down, control)
    qtbot.keyClick(grid, Qt.Key.Key_Down, control)
    with qtbot.waitSignal(grid.entry_opened) as told:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == [1]
    with qtbot.waitSignal(grid.moved) as told:
        qtbot.keyClick(grid, Qt.Key.Key_Right, control)
    assert told.args == [1, FROM, TO, False]
    assert grid.selected() == TO


def test_a_key_nobody_knows_is_passed_on(grid: MonthGrid, qapp: QApplication) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, 0x01FFFF77, Qt.KeyboardModifier.NoModifier)
    qapp.sendEvent(grid, event)
    assert grid.selected() == TODAY


def test_a_click_selects_and_the_rest_opens_the_day(grid: MonthGrid, qtbot) -> None:
    with qtbot.waitSignal(grid.day_selected) as told:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.room_of(LEAVE).center().toPoint())
    assert told.args == [LEAVE]
    with qtbot.waitSignal(grid.day_opened) as told:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=more_of(grid, FROM).toPoint())
    assert told.args == [FROM]


def test_the_right_button_asks_for_an_entrys_menu(grid: MonthGrid, qtbot, qapp: QApplication) -> None:
    room = grid.room_of_entry("x")
    assert room is not None
    spot = room.center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, grid.mapToGlobal(spot))
    with qtbot.waitSignal(grid.entry_menu) as told:
        qapp.sendEvent(grid, event)
    assert told.args[0] == "x"


def test_the_chosen_day_is_described_in_words(grid: MonthGrid) -> None:
    grid.select(FROM)
    assert "抄表" in grid.accessibleDescription()
    assert "韦建军7 大塘社区" in grid.accessibleDescription()


def test_long_words_never_leave_their_line(qapp) -> None:
    picture = QImage(300, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_entry(painter, QRectF(10, 10, 100, 17), Entry(1, "很长的名字" * 9, "很长的地方" * 9))
    painter.end()
    outside = {picture.pixelColor(x, y).name() for x in range(111, 300) for y in range(40)}
    assert outside == {"#ffffff"}
