"""A supervisor's month through the real window: a folder dropped on it, areas assigned, visits planned and recorded,
managers appraised, sheets written — and all of it taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from python_calamine import CalamineWorkbook

from app.demo.catalogue import demo_office
from app.demo.workbooks import write_folder
from app.features.allocation.queries.loads import uncovered_count
from app.features.areas.model import Area
from app.features.visits.model import Visit
from app.features.visits.page.record import RecordPage
from app.features.visits.page.results import MARK
from app.features.visits.page.sheet import COLUMNS
from app.kit.store.context import Context
from app.kit.store.journal import Entry
from app.kit.store.office import Office
from app.shell.window import MainWindow
from app.ui.plan import PlanView
from tests.journeys.conftest import Opened, rest

FREE = 0.1  # share of the areas that nobody serves in the ledger


def drop(window: MainWindow, *paths: Path) -> None:
    """Let files fall on the window."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, files, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, files, buttons, keys))
    rest(window)


def act(window: MainWindow, key: str) -> None:
    """Do one of the actions that the page in front offers."""
    page = window.page()
    assert page is not None
    action = next(action for action in page.actions() if action.key == key)
    assert action.enabled, key
    action.run()
    rest(window)


def count(office: Office, row: type, **where: object) -> int:
    """Rows that are stored."""

    def counted(ctx: Context) -> int:
        return ctx.session.query(row).filter_by(**where).count()

    return office.ask(counted)


def entries(office: Office) -> int:
    """Length of the journal."""
    return count(office, Entry)


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """The demo county's workbooks, a tenth of its areas without a manager."""
    folder = tmp_path / "books"
    write_folder(demo_office("S").without_managers(FREE), folder)
    return folder


def test_the_month_of_an_office(
    opened: Opened, office: Office, books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(office)
    import_by_drop(window, office, books)
    assign(window, office)
    plan_and_record(window, office)
    appraise_and_export(window, office, tmp_path / "sheets.xlsx", monkeypatch)
    take_everything_back(window, office)


def import_by_drop(window: MainWindow, office: Office, books: Path) -> None:
    """Dropped files become a plan; the plan becomes one entry."""
    drop(window, books)
    view = window.findChild(PlanView)
    assert view is not None and view.isVisible()
    assert count(office, Area) == 0, "nothing is written before it is applied"
    view.applied.emit()
    rest(window)
    assert entries(office) == 1
    assert count(office, Area) > 500
    assert window.page() is not None, "the page is back"
    assert any("rows" in toast.text.text() for toast in window.notices.toaster.shown())


def assign(window: MainWindow, office: Office) -> None:
    """The proposal serves every area that nobody served."""
    assert office.ask(uncovered_count) > 50
    window.go("allocation", "proposal")
    rest(window)
    for key in ("propose", "propose", *("forward",) * 4):  # opened, asked; submitted, opened, approved, applied
        act(window, key)
    assert office.ask(uncovered_count) == 0


def plan_and_record(window: MainWindow, office: Office) -> None:
    """The rest of the month is planned; one manager's list is typed back."""
    window.go("visits", "calendar")
    rest(window)
    act(window, "plan")
    planned = count(office, Visit, state="planned")
    assert planned > 0
    page = window.go("visits", "record")
    assert isinstance(page, RecordPage)
    rest(window)
    lines = page.typing.table().list
    made = [row for row, draft in enumerate(lines.drafts) if draft.stop.planned_on == office.today]
    assert made, "somebody is visited today"
    for row in made:
        assert lines.setData(lines.index(row, COLUMNS.index(MARK)), "1")
    page.typing.save()
    rest(window)
    assert count(office, Visit, state="planned") == planned - len(made)


def appraise_and_export(window: MainWindow, office: Office, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The month before is scored, and its sheets are written where a person says."""
    page = window.go("appraisal", "results")
    rest(window)
    keys = {action.key for action in page.actions()}
    for key in ("scheme", "open"):
        if "step" not in keys and key in keys:
            act(window, key)
            keys = {action.key for action in page.actions()}
    act(window, "step")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(file), ""))
    act(window, "export")
    names = CalamineWorkbook.from_path(str(file)).sheet_names
    assert len(names) > 20, names
    shown = [toast.text.text() for toast in window.notices.toaster.shown()]
    assert any(file.name in text for text in shown), shown


def take_everything_back(window: MainWindow, office: Office) -> None:
    """The arrow takes back step after step, named beforehand, until the office is empty again."""
    for _step in range(entries(office)):
        assert window.bar.undo.isEnabled() and "Ctrl+Z" in window.bar.undo.toolTip()
        window.bar.undo.click()
        rest(window)
        if count(office, Area) == 0:
            break
    assert count(office, Area) == 0
    assert count(office, Visit) == 0
    assert not window.bar.undo.isEnabled()
    assert window.bar.redo.isEnabled()
