"""The calendar and the form under a person's hands."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.features.visits.changes.plan import PlanMonth
from app.features.visits.page.calendar import CalendarPage
from app.features.visits.page.lines import Line, MonthLines
from app.features.visits.page.record import RecordPage
from app.features.visits.page.results import KINDS, METHODS, Draft, read_choice
from app.features.visits.page.sheet import COLUMNS, ResultsTable
from app.features.visits.queries.month import month_plan
from app.features.visits.queries.stops import StopRow, month_stops
from app.kit.paper import Document
from app.kit.store.office import Office
from app.ui.desk import Desk
from app.ui.editors.few import FewBox
from tests.builders import make
from tests.features.visits.conftest import Round


@pytest.fixture
def desk(small: Round, qtbot: QtBot) -> Iterator[Desk]:
    """A desk over the small office, in the middle of the planned December."""
    small.office.do(PlanMonth("2026-12"))
    made = Desk(small.office.on(date(2026, 12, 15)))
    yield made
    made.close()


def rows_of(office: Office) -> list[StopRow]:
    """December as printed."""
    return office.ask(month_stops, "2026-12")


def shown(desk: Desk, qtbot: QtBot, page: Any) -> Any:
    """A page in its window, with everything answered."""
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    for _again in range(3):
        assert desk.wait_idle()
    return page


def test_the_calendar_shows_moves_and_completes(desk: Desk, small: Round, qtbot: QtBot) -> None:
    notes: list[Any] = []
    page = CalendarPage(desk)
    page.status.connect(notes.append)
    shown(desk, qtbot, page)
    assert notes[-1] == ["to be visited 7", "planned 6", "visited 0", "done 0.0 %", "overdue 7"]
    cells = {cell.day: cell for cell in page._lines.cells()}
    line = next(entry.id for cell in cells.values() for entry in cell.entries)
    assert page._grid.may_drop(line, date(2026, 12, 2)) == "2026-12-02 is a day off."
    assert page._grid.may_drop(line, date(2026, 12, 16)) == ""
    page._grid.moved.emit(line, line.day, date(2026, 12, 16), False)
    desk.wait_idle()
    assert {one.planned_on for one in rows_of(desk.office) if one.id in line.visits} == {date(2026, 12, 16)}
    desk.undo()
    desk.wait_idle()
    assert {one.planned_on for one in rows_of(desk.office) if one.id in line.visits} == {line.day}
    page._on_line(line)
    desk.wait_idle()
    page._side.complete_wanted.emit(line.visits)
    desk.wait_idle()
    assert {one.state for one in rows_of(desk.office) if one.id in line.visits} == {"done"}


def test_the_month_is_planned_again_and_printed_from_the_page(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, CalendarPage(desk))
    said: list[str] = []
    desk.said.connect(lambda text, _number: said.append(text))
    assert [action.key for action in page.actions() if action.rank == "primary"] == ["plan"]
    page.plan()
    desk.wait_idle()
    assert said[0].startswith("Plan the visits of 2026-12")
    with qtbot.waitSignal(page.printed) as printed:
        page.outlets.print_month("2026-12", ())
    assert isinstance(printed.args[0], Document) and len(printed.args[0].parts) == 2
    for mode in ("week", "list", "month"):
        page._on_mode(mode)
    page._on_step(1)
    desk.wait_idle()
    assert page._month == "2027-01"


def test_the_month_is_saved_for_other_calendars(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(desk, qtbot, CalendarPage(desk))
    with qtbot.waitSignal(page.written):
        page.outlets.write_calendar("2026-12", (), tmp_path / "走访.ics")
    text = (tmp_path / "走访.ics").read_bytes().decode()
    assert text.count("BEGIN:VEVENT\r\n") == 6 and "SUMMARY:代表0\\, 翠屏\r\n" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    with qtbot.waitSignal(desk.troubled) as told:
        page.outlets.write_calendar("2026-12", (), tmp_path / "nowhere" / "走访.ics")
    assert "cannot be written" in told.args[0]


def test_what_is_typed_waits_while_one_looks_elsewhere(desk: Desk, small: Round, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, CalendarPage(desk))
    first = rows_of(desk.office)[0]
    page._on_record(first.manager_id, None)
    desk.wait_idle()
    typed(page._typing.table(), qtbot, 0, "said", "很好")
    page._typing.left.emit()
    desk.wait_idle()
    assert page._head.isVisible() and page._stack.currentWidget() is page._grid
    page._on_record(small.managers[1], None)
    desk.wait_idle()
    assert not page._typing.has_unkept()
    page._on_record(first.manager_id, None)
    desk.wait_idle()
    assert page._typing.table().list.drafts[0].shown("said") == "很好"


def test_lines_of_one_manager_are_his_visits(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    make(small.office, "absence", manager_id=small.managers[1], first=date(2026, 12, 21), last=date(2026, 12, 21))
    lines = MonthLines(small.office.ask(month_plan, "2026-12", small.managers[1]), small.managers[1])
    cells = {cell.day: cell for cell in lines.cells()}
    assert sorted(entry.name for cell in cells.values() for entry in cell.entries) == ["代表4", "代表5"]
    assert cells[date(2026, 12, 21)].away and cells[date(2026, 12, 2)].rest
    assert [badge.text for badge in cells[date(2026, 12, 5)].badges] == ["worked"]
    visit = lines.plan.visits[0]
    line = Line(visit.manager_id, visit.day, (visit.id,))
    assert lines.why_not(line, date(2026, 12, 21)) == "The manager is away on 2026-12-21."


def typed(table: ResultsTable, qtbot: QtBot, row: int, column: str, text: str) -> None:
    """Type into a cell as a person does: letters, then Enter."""
    table.setCurrentIndex(table.list.index(row, COLUMNS.index(column)))
    table.edit(table.currentIndex())
    editor = table.focusWidget()
    editor.setText(text)  # QTest types no Chinese
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_paper_is_typed_back_by_keyboard_and_kept_as_one_step(desk: Desk, small: Round, qtbot: QtBot) -> None:
    page = RecordPage(desk)
    QAbstractItemModelTester(page.typing.table().list, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown(desk, qtbot, page)
    page._who.choose(small.managers[0])
    desk.wait_idle()
    table = page.typing.table()
    order = [one for one in rows_of(desk.office) if one.manager_id == small.managers[0]]
    assert [draft.stop.id for draft in table.list.drafts] == [one.id for one in order]
    typed(table, qtbot, 0, "mark", "1")
    assert table.currentIndex().row() == 1, "Enter goes to the line below"
    typed(table, qtbot, 1, "mark", "0")
    page.typing.save()
    assert "Line 2: A visit that was missed needs a reason." in page.typing._count.text()
    typed(table, qtbot, 1, "why", "外出")
    typed(table, qtbot, 2, "day", "9")
    typed(table, qtbot, 2, "kind", "电费")
    typed(table, qtbot, 2, "said", "想了解电价")
    page.typing.save()
    for _again in range(3):
        desk.wait_idle()
    found = rows_of(desk.office)
    by_id = {one.id: one for one in found}
    assert [by_id[one.id].state for one in order] == ["done", "missed", "done", "planned"]
    assert by_id[order[2].id].day == date(2026, 12, 9)
    assert not page.typing.has_unkept()
    page.typing.mark_all()
    assert page.typing.has_unkept() and table.list.drafts[3].shown("mark") == "√"


def test_choices_are_understood_in_every_spelling() -> None:
    assert read_choice(METHODS, "3") == read_choice(METHODS, "电话") == read_choice(METHODS, "dh") == "phone"
    assert read_choice(KINDS, "ddy") == "low_voltage" and read_choice(KINDS, " ") is None
    with pytest.raises(ValueError, match="is not clear"):
        read_choice(KINDS, "zzz")


def test_what_is_not_understood_stays_with_its_reason(small: Round) -> None:
    small.office.do(PlanMonth("2026-12"))
    draft = Draft(rows_of(small.office)[0], "2026-12", date(2026, 12, 15))
    draft.type("satisfaction", "9")
    assert draft.faults == {"satisfaction": "Satisfaction is a figure from 1 to 5."}
    with pytest.raises(ValueError, match="from 1 to 5"):
        draft.result()
    draft.type("satisfaction", "4")
    assert draft.result().satisfaction == 4 and draft.result().day == draft.stop.planned_on


def test_a_manager_is_found_by_initials(small: Round, qtbot: QtBot) -> None:
    box = FewBox("managers", "all")
    qtbot.addWidget(box)
    box.show_few(small.office.ask(month_plan, "2026-12").managers)
    qtbot.keyClicks(box, "wj")
    assert box.chosen() == small.managers[0]
