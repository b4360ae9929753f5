"""The pages: what is chosen is followed, records open, marks are typed and saved as one change."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.features.appraisal.changes.ratings import GiveMarks, Mark
from app.features.appraisal.model import Rating
from app.features.appraisal.page.heat import LEADING, NAME, HeatModel
from app.features.appraisal.page.person import MOST_STEPS, steps
from app.features.appraisal.page.ratings import RatingsPage
from app.features.appraisal.page.results import ResultsPage
from app.features.appraisal.queries.places import record_place
from app.features.appraisal.queries.results import results
from app.kit.store.office import Office
from app.kit.store.query import View
from app.ui.desk import Desk
from tests.features.appraisal.conftest import MONTH, Sample


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Desk]:
    """A desk over the test's office."""
    found = Desk(office)
    yield found
    found.close()


def shown(page: ResultsPage | RatingsPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(1238, 694)
    page.show()
    assert desk.wait_idle()


def test_the_heat_model_keeps_qts_rules_and_sorts(sample: Sample, qtbot: QtBot) -> None:
    sample.office.do(GiveMarks(sample.period, (Mark(sample.wei, "drive", 80), Mark(sample.lan, "drive", 99))))
    model = HeatModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_results(sample.office.ask(results, sample.period))
    codes = [item.code for item in model.items]
    drive, loss = LEADING + codes.index("drive"), LEADING + codes.index("line_loss")
    assert [model.index(row, NAME).data() for row in range(2)] == ["蓝海波", "韦建军"]
    model.sort(loss)
    assert model.index(0, NAME).data() == "韦建军" and model.share(0, loss) == 1.0
    model.sort(drive, Qt.SortOrder.DescendingOrder)
    assert model.index(0, NAME).data() == "韦建军"
    requests = LEADING + codes.index("requests_in_time")
    assert model.index(model.row_of(sample.lan), requests).data() == "—"
    model.show_results(None)
    assert model.rowCount() == model.columnCount() == 0
    del tester


def test_the_waterfall_adds_up_whatever_is_put_together(sample: Sample) -> None:
    for line in sample.office.ask(results, sample.period).lines:
        found = steps(line)
        assert len(found) <= MOST_STEPS
        assert 100 + sum(step.delta for step in found) == pytest.approx(float(line.standing.exact_total))


def test_a_record_opens_where_it_is_listed(sample: Sample, desk: Desk, qtbot: QtBot) -> None:
    page = ResultsPage(desk)
    shown(page, desk, qtbot)
    page._table.choose_person(sample.wei)
    page._table.choose_item("line_loss")
    opened: list[tuple[str, View]] = []
    page.opened.connect(lambda name, view: opened.append((name, view)))
    page._lost.list.activated.emit(page._lost.list.model().index(0, 0))
    assert desk.wait_idle()
    ((listing, view),) = opened
    assert listing == "area_months" and [f.value for f in view.filters][1] == (MONTH,)


@pytest.mark.parametrize("table", ["area_month", "area", "request", "visit", "representation"])
def test_every_kind_of_record_has_a_place(sample: Sample, table: str) -> None:
    found = sample.office.ask(record_place, table, 1)
    assert found is not None and all(one.act == "is_in" for one in found[1].filters)
    assert sample.office.ask(record_place, table, 999) is None


def test_the_next_step_stands_on_the_button(sample: Sample, desk: Desk, qtbot: QtBot) -> None:
    page = ResultsPage(desk)
    shown(page, desk, qtbot)
    for text, stage in (("Score the month", "rating"), ("Publish", "published"), ("Close the month", "final")):
        step = next(action for action in page.actions() if action.key == "step")
        assert step.text == text
        step.run()
        assert desk.wait_idle() and desk.wait_idle()
        assert page._period is not None and page._period.stage == stage
    assert "step" not in {action.key for action in page.actions()}


def test_an_empty_office_says_what_to_do(office: Office, desk: Desk, qtbot: QtBot) -> None:
    page = ResultsPage(desk)
    shown(page, desk, qtbot)
    assert page._stack.currentIndex() == 1
    for key in ("scheme", "open"):
        next(action for action in page.actions() if action.key == key).run()
        assert desk.wait_idle() and desk.wait_idle()
    assert page._period is not None and page._period.month == MONTH


def test_marks_are_typed_by_keyboard_and_saved_at_once(sample: Sample, desk: Desk, qtbot: QtBot) -> None:
    page = RatingsPage(desk)
    shown(page, desk, qtbot)
    table = page.table
    table.setFocus()
    for done, text in enumerate(("88", "92.5"), 1):
        qtbot.keyClicks(table, text[0])
        (editor,) = [box for box in table.viewport().findChildren(QLineEdit) if box.isVisible()]
        qtbot.keyClicks(editor, text[1:])
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda done=done: len(page._marks.news()) == done)
    assert [mark.mark for mark in page._marks.news()] == [88.0, 92.5]
    page.save()
    assert desk.wait_idle() and desk.wait_idle()
    kept = sample.office.ask(lambda ctx: sorted(row.mark for row in ctx.session.query(Rating)))
    assert kept == [88.0, 92.5] and page._marks.news() == ()
    said: list[str] = []
    desk.troubled.connect(said.append)
    assert not page._marks.setData(page._marks.index(0, 2), "101")
    assert "between 0 and 100" in said[0]
