"""From the wishes to the paper and back, through the real window: once with the mouse, once without touching it.

With the mouse, a wish recorded, a proposal asked for, two areas dragged, two scenarios compared, one approved and
applied, its notices on the screen, and all of it taken back: 19 clicks and 2 drags. The shortest way from the question
to the applied scenario takes 6 (propose, propose, submit, approve, approve, apply). By keyboard: 14 strokes.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QPushButton, QWidget

from app.features.allocation.model import Familiarity
from app.features.allocation.page.proposal import ProposalPage
from app.features.allocation.queries.loads import principals
from app.features.allocation.queries.scenarios import scenarios
from app.features.allocation.rules.freedom import EVEN
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.shell.frame.preview import Preview
from app.shell.window import MainWindow
from app.ui.form import ChangeEntry
from app.ui.palette import Palette
from tests.journeys.conftest import DAY, Opened, rest

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Hand:
    """A hand on the mouse: it sees only what is on the screen, and counts."""

    window: MainWindow
    clicks: int = 0
    drags: int = 0

    def press(self, text: str, inside: QWidget | None = None) -> None:
        """Click the button that says ``text``."""
        found = [one for one in (inside or self.window).findChildren(QPushButton) if one.text() == text]
        shown = [one for one in found if one.isVisible() and one.isEnabled()]
        assert shown, f"no button {text}"
        self.click(shown[-1])

    def click(self, on: QWidget, at: QPoint | None = None) -> None:
        """Click a widget."""
        QTest.mouseClick(on, LEFT, NONE, at or on.rect().center())
        self.clicks += 1
        rest(self.window)

    def choose(self, text: str) -> None:
        """Click an entry of the menu that is open."""
        menu = next(one for one in self.window.findChildren(QMenu) if one.isVisible())
        entry = next(one for one in menu.actions() if one.text().startswith(text))
        self.click(menu, menu.actionGeometry(entry).center())

    def pick(self, box: QComboBox, data: object) -> None:
        """Open a list and click an entry."""
        self.click(box)
        view = box.view()
        row = view.model().index(box.findData(data), 0)
        view.scrollTo(row)
        self.click(view.viewport(), view.visualRect(row).center())

    def drag(self, on: QWidget, start: QPoint, to: QPoint) -> None:
        """From a spot of a widget to a spot of the screen."""
        QTest.mousePress(on, LEFT, NONE, start)
        for at in (start + QPoint(9, 0), on.mapFromGlobal(to)):
            QTest.mouseMove(on, at)
        QTest.mouseRelease(on, LEFT, NONE, on.mapFromGlobal(to))
        self.drags += 1
        rest(self.window)


@dataclass
class Keys:
    """Ten fingers: every stroke goes to whatever has the keyboard."""

    window: MainWindow
    strokes: int = 0

    def stroke(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        QTest.keyClick(self._where(), key, modifier)
        self.strokes += 1
        rest(self.window)

    def _where(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is None and QApplication.focusWidget() is None:  # this screen has no window manager to give it back
            self.window.activateWindow()
            rest(self.window)
        return QApplication.focusWidget() or popup or self.window


def page_of(window: MainWindow) -> ProposalPage:
    """The allocation, with a short patience: what is tested is the way, not the engine."""
    page = window.go("allocation", "proposal")
    assert isinstance(page, ProposalPage)
    rest(window)
    page.bench.panel._seconds.setCurrentIndex(0)
    window.activateWindow()
    page.setFocus()
    rest(window)
    return page


def carried(page: ProposalPage, hand: Hand, area: int, manager: int) -> None:
    """An area's point dragged onto a manager's bar."""
    view, bars = page.bench.ground._map, page.bench.ground._burden.bars
    bars.verticalScrollBar().setValue(0)
    rest(page.window())
    room = next(mark.room for mark in bars.marks() if mark.id == manager)
    start = view.pixel_of(area).toPoint()
    hand.drag(view._scene.view.viewport(), start, bars.viewport().mapToGlobal(room.center().toPoint()))


def lone_area(page: ProposalPage) -> int:
    """An area that is what lies under its own point on the map, of somebody who is not the first on the bars."""
    outlook, view = page.draft.outlook, page.bench.ground._map
    first = next(iter(outlook.managers))
    return next(
        area for area, at in view._at.items()
        if area in outlook.placements and outlook.placements[area].server != first
        and view._scene.nearest(view.pixel_of(area)) == at and view.rect().contains(view.pixel_of(area).toPoint())
    )  # fmt: skip


def record_a_wish(hand: Hand, office: Office, manager: int, area: int) -> int:
    """A first wish, through the list of familiarity; returns how many first wishes there are then."""
    window = hand.window
    window.go("allocation", "familiarity")
    rest(window)
    window.page().table.clearSelection()
    act = next(one for one in window.page().actions() if one.text == "Record marks")
    hand.press("More")
    hand.choose(act.text)
    form = window.findChild(ChangeEntry).form
    for name, value in (("manager", manager), ("area", area)):
        form.lines[name].editor.show_value(value, str(value))
    form.lines["wish"].editor.show_value(1)
    hand.press("Record marks", form)

    def firsts(ctx: Context) -> int:
        return ctx.session.query(Familiarity).filter_by(wish=1, archived_on=None).count()

    return office.ask(firsts)


def test_with_the_mouse(opened: Opened, demo: Office) -> None:
    window = opened(demo)
    hand, page = Hand(window), page_of(window)
    before = demo.ask(principals, DAY)
    wishes = record_a_wish(hand, demo, *list(page.draft.outlook.managers)[:1], next(iter(page.draft.outlook.areas)))
    page_of(window)
    hand.press("Propose…")
    hand.pick(page.bench.panel._kind, EVEN)
    hand.press("Propose", page.bench.panel)
    (head,) = demo.ask(scenarios)
    assert head.figures.moves > 0 and head.gap is not None
    assert head.figures.wishes[0][1] == wishes
    area, manager = lone_area(page), next(iter(page.draft.outlook.managers))
    carried(page, hand, area, manager)
    assert page.draft.hands() == {area: manager}
    assert page.draft.outlook.placements[area].server == manager
    hand.press("More")
    hand.choose("Copy the scenario")
    hand.press("Copy")
    other = next(one for one in page.draft.outlook.managers if one != manager)
    carried(page, hand, area, other)
    hand.press("Compare")
    assert area in {one.area for one in page.comparison._areas.grid.rows}
    hand.press("Back")
    hand.press("Submit")
    hand.press("Approve…")
    hand.press("Approve")
    hand.press("Apply")
    now = demo.ask(principals, DAY)
    assert now[area] == other
    assert now != before
    hand.press("Print…")
    hand.choose("Notice of changed areas")
    preview = window.findChild(Preview)
    assert preview is not None and preview.isVisible()
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    rest(window)
    applied = next(one for one in window.notices.toaster.shown() if "Apply" in one.text.text())
    hand.click(applied.button)
    assert demo.ask(principals, DAY) == before
    assert page.draft.head.state == "approved"
    assert (hand.clicks, hand.drags) == (19, 2)


def test_with_the_keyboard_alone(opened: Opened, demo: Office) -> None:
    window = opened(demo)
    keys, page = Keys(window), page_of(window)
    before = demo.ask(principals, DAY)
    keys.stroke(Qt.Key.Key_R, CONTROL)
    assert page.bench.is_asking()
    while page.bench.panel._kind.currentData() != EVEN:
        keys.stroke(Qt.Key.Key_Down)
    keys.stroke(Qt.Key.Key_Return, CONTROL)
    assert page.draft.head is not None
    keys.stroke(Qt.Key.Key_Down)
    (area,) = page.bench.areas()
    keys.stroke(Qt.Key.Key_G, CONTROL)
    palette = window.findChild(Palette)
    assert palette is not None
    taker = palette._found[0].action.text
    keys.stroke(Qt.Key.Key_Return)
    assert page.draft.outlook.name(page.draft.hands()[area]) in taker
    for state in ("submitted", "submitted", "approved", "applied"):  # the second one opens the form
        keys.stroke(Qt.Key.Key_Return, CONTROL)
        assert page.draft.head.state == state
    keys.stroke(Qt.Key.Key_P, CONTROL)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(next(one for one in window.findChildren(QMenu) if one.isVisible()), key)
        keys.strokes += 1
        rest(window)
    preview = window.findChild(Preview)
    assert preview is not None and preview.isVisible()
    keys.stroke(Qt.Key.Key_Escape)
    assert demo.ask(principals, DAY) != before
    keys.stroke(Qt.Key.Key_Z, CONTROL)
    assert demo.ask(principals, DAY) == before
    assert keys.strokes == 14
