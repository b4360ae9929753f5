"""The import page in the window: what is dropped or pasted comes there, and what was decided there is remembered."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.assembly.opening import use_profile
from app.catalogue import manifests
from app.features.areas.model import Area
from app.features.managers.model import Absence
from app.kit.planning import SheetPlan
from app.kit.settings import UserSettings
from app.kit.store.office import Office
from app.shell.shots import settle
from app.shell.window import MainWindow
from app.ui.desk import Desk
from app.ui.plan import PlanView
from app.ui.theme import use_theme
from tests.builders import a_district, a_manager, a_staff, an_area

EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Excel 15">
<style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {mso-number-format:"\\@";}--></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 style='border-collapse:collapse;width:360pt'>
<!--StartFragment--><col width=96><col width=96>
<tr height=19><td colspan=3 class=xl65 style='mso-ignore:colspan'>城关供电所台区台账</td></tr>
<tr height=19><td class=xl65>台区编号</td><td>台区名称</td><td>供电单位</td><td>户数</td></tr>
<tr height=19><td class=xl65 x:str>0451000011</td><td>新<br style='mso-data-placement:same-cell'>一号</td>
<td rowspan=2 style='border-bottom:.5pt solid black'>城关供电所</td><td align=right x:num>1,205</td></tr>
<tr height=19><td class=xl65 x:str>0451000012</td><td>新二号</td><td align=right x:num="30">约30</td></tr>
<!--EndFragment--></table></body></html>"""
EXCEL_TEXT = (
    '城关供电所台区台账\t\t\t\r\n台区编号\t台区名称\t供电单位\t户数\r\n0451000011\t"新\n一号"\t城关供电所\t"1,205"\r\n'
    "0451000012\t新二号\t\t约30\r\n"
)
WPS_TEXT = "台区编号\t台区名称\t供电单位\t户数\n0451000013\t新三号\t城关供电所\t7\n"
Opened = Callable[[], MainWindow]


@pytest.fixture
def opened(qapp: QApplication, office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Opened]:
    """The window on the office, on its first page."""
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path / "home"))
    use_theme(qapp, "light")
    windows: list[MainWindow] = []

    def open_window() -> MainWindow:
        window = MainWindow(Desk(office), use_profile(office), UserSettings(tmp_path / "settings.json"))
        windows.append(window)
        window.show()
        window.begin(manifests())
        rest(window)
        return window

    a_district(office, code="D01", name="城关供电所")
    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.clipboard().clear()
    settle()


def rest(window: MainWindow) -> None:
    """Every answer has come and is painted."""
    assert window.desk.wait_idle(20)
    settle()


def copied(text: str, html: str = "") -> QMimeData:
    """What a spreadsheet puts on the clipboard: its cells in several forms at once."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
        data.setData('application/x-qt-windows-mime;value="Biff8"', QByteArray(b"\x09\x08"))
    return data


def paste(window: MainWindow, data: QMimeData) -> PlanView | None:
    """Press Ctrl+V where the keyboard is; the plan that opens."""
    QApplication.clipboard().setMimeData(data)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rest(window)
    return plan_of(window)


def plan_of(window: MainWindow) -> PlanView | None:
    return next((view for view in window.findChildren(PlanView) if view.isVisible()), None)


def tab(view: PlanView | None) -> SheetPlan:
    assert view is not None
    found = view._tabs[0][1]
    assert found is not None
    return found


def book(file: Path, *rows: list[object]) -> Path:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(file)
    return file


@pytest.mark.parametrize("place", [("office", "areas"), ("today", "")])
def test_a_block_copied_in_excel_opens_the_plan_with_its_merged_cells(opened: Opened, place: tuple[str, str]) -> None:
    window = opened()
    window.go(*place)
    rest(window)
    plan = tab(paste(window, copied(EXCEL_TEXT, EXCEL)))
    assert plan.sheet is not None and plan.sheet.name == "ledger"
    assert [(row.status, row.key) for row in plan.rows] == [("new", ("0451000011",)), ("refused", ("0451000012",))]
    first, second = (dict(row.values or {}) for row in plan.rows)
    assert (first["households"], first["name"]) == (1205, "新 一号")
    assert second["district"] == "D01", "the merged cell holds for both rows"
    assert [problem.raw for problem in plan.rows[1].problems] == ["约30"]


def test_a_block_of_plain_text_opens_the_plan_and_words_do_not(opened: Opened) -> None:
    window = opened()
    assert paste(window, copied("明天上午开会\n请带台账")) is None
    plan = tab(paste(window, copied(WPS_TEXT)))
    assert [row.key for row in plan.rows] == [("0451000013",)]


def test_a_workbook_copied_as_a_file_opens_the_plan(opened: Opened, tmp_path: Path) -> None:
    file = book(tmp_path / "台账.xlsx", ["台区编号", "台区名称", "户数"], ["0451000014", "新四号", 8])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert [row.key for row in tab(paste(opened(), data)).rows] == [("0451000014",)]


def test_a_dropped_file_opens_the_same_plan(opened: Opened, tmp_path: Path) -> None:
    window, files = opened(), QMimeData()
    file = book(tmp_path / "台账.xlsx", ["台区编号", "台区名称", "户数"], ["0451000014", "新四号", 8])
    files.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, files, buttons, keys)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, files, buttons, keys))
    rest(window)
    assert [row.key for row in tab(plan_of(window)).rows] == [("0451000014",)]


def test_what_was_decided_is_remembered_with_the_import_and_told(
    opened: Opened, office: Office, tmp_path: Path
) -> None:
    for code in ("0102", "0103"):
        a_manager(office, staff_id=a_staff(office, code=code, name="莫某"))
    rows = (["客户经理", "开始日期", "结束日期", "类型", "怪列"], ["莫某", "2026.11.2", "2026.11.3", "年休假", "探亲"])
    window = opened()
    window.doors.plan_import([book(tmp_path / "请假.xlsx", *rows)])
    rest(window)
    view = plan_of(window)
    assert tab(view).counts() == {"refused": 1} and view is not None
    view._mapping.meant.emit("staff", "莫某", "0103")
    view._mapping.column_chosen.emit("怪列", "note")
    rest(window)
    assert tab(view).counts() == {"new": 1}
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(window)
    assert plan_of(window) is None
    assert office.ask(lambda ctx: [row.note for row in ctx.session.query(Absence)]) == ["探亲"]
    again = (rows[0], ["莫某", "2026-12-02", "2026-12-03", "年休假", "看病"])
    window.doors.plan_import([book(tmp_path / "十二月请假.xlsx", *again)])
    rest(window)
    plan = tab(plan_of(window))
    assert plan.counts() == {"new": 1} and [each.chosen for each in plan.ambiguities] == ["0103"]
    assert any("remembered" in note for note in plan.notes)


def test_what_the_office_has_is_kept_where_a_person_wants_it(opened: Opened, office: Office, tmp_path: Path) -> None:
    an_area(office, code="0451000001", name="新村公变", households=60, village=None)
    rows = (["台区编号", "台区名称", "户数", "行政村"], ["0451000001", "新村公变", 61, "新村"],
            ["0451000002", "老村公变", 5, None])  # fmt: skip
    window = opened()
    window.doors.plan_import([book(tmp_path / "台账.xlsx", *rows)])
    rest(window)
    view = plan_of(window)
    assert view is not None and tab(view).counts() == {"changed": 1, "new": 1}
    view._mapping.policy.chosen.emit("fill")
    view._card.toggled.emit((3,), True)
    rest(window)
    assert view._apply.text() == "Take in 1 rows"
    view._apply.click()
    rest(window)
    found = office.ask(lambda ctx: [(row.code, row.households, row.village) for row in ctx.session.query(Area)])
    assert found == [("0451000001", 60, "新村")]
