"""The page of the allocation: asked, answered live, given by hand, compared, approved, applied, taken back."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.features.allocation.changes import AssignAreas
from app.features.allocation.page.ground.ground import BACKDROP, FEEDERS
from app.features.allocation.page.proposal import ProposalPage
from app.features.allocation.page.surface import MANAGERS, SCENARIOS
from app.features.allocation.queries.loads import principals
from app.features.allocation.queries.outlook import present
from app.features.allocation.queries.scenarios import scenarios
from app.features.allocation.rules.freedom import ANEW, EVEN, LEAVER, REST, TOUCHED
from app.features.allocation.rules.terms import Priority
from app.features.managers.changes import EndRole
from app.kit.paper import Document
from app.kit.store.change import Edit, EditMany
from app.kit.store.office import Office
from app.ui.desk import Desk
from app.ui.palette import Palette
from tests import builders as make

TODAY = date(2026, 11, 24)
AREAS = 12


@pytest.fixture
def placed(office: Office) -> Office:
    """Twelve areas in a row on one feeder; 韦 has eight of them, 黄 three, 覃 none, the last area nobody."""
    district = make.a_district(office)
    feeder = make.a_feeder(office, name="10kV城南线")
    areas = [
        make.an_area(office, code=f"A{at:02}", name=f"城南{at}号公变", village=f"第{at // 2}村", district_id=district,
                     feeder_id=feeder, longitude=108.6 + at * 0.01, latitude=24.0 + at % 3 * 0.01, households=60 + at)
        for at in range(AREAS)
    ]  # fmt: skip
    names = ("韦建军", "黄丽芳", "覃文斌")
    managers = [
        make.a_manager(office, staff_id=make.a_staff(office, code=f"G{at}", name=name), district_id=district)
        for at, name in enumerate(names)
    ]
    for at, area in enumerate(areas[:11]):
        make.an_assignment(office, area_id=area, manager_id=managers[0 if at < 8 else 1])
    return office


@pytest.fixture
def desk(placed: Office, qtbot: QtBot) -> Iterator[Desk]:
    """A desk that must hear no complaint."""
    made, complaints = Desk(placed), list[str]()
    made.troubled.connect(complaints.append)
    yield made
    made.close()
    assert complaints == []


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ProposalPage:
    """The page as it opens."""
    return opened(desk, qtbot)


def opened(desk: Desk, qtbot: QtBot) -> ProposalPage:
    made = ProposalPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    settle(desk)
    return made


def settle(desk: Desk) -> None:
    """Let everything be answered and drawn."""
    for _again in range(4):
        assert desk.wait_idle(60)
        QApplication.processEvents()


def act(page: ProposalPage, key: str) -> None:
    """Do an action that must be possible."""
    action = next(action for action in page.actions() if action.key == key)
    assert action.enabled, key
    action.run()
    settle(page.desk)


def ask(page: ProposalPage, kind: str) -> None:
    """Put a question and wait for the last answer."""
    act(page, "propose")
    page.bench.panel.choose_kind(kind)
    act(page, "propose")


def ids(page: ProposalPage) -> tuple[list[int], list[int]]:
    """Areas and managers in their order."""
    assert page.draft.outlook is not None
    return list(page.draft.outlook.areas), list(page.draft.outlook.managers)


def drag(qtbot: QtBot, page: ProposalPage, area: int, to: QPoint) -> None:
    """Carry an area on the map to a spot of the screen."""
    view = page.bench.ground._map
    under, start = view._scene.view.viewport(), view.pixel_of(area).toPoint()
    qtbot.mousePress(under, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(8, 0), under.mapFromGlobal(to)):
        qtbot.mouseMove(under, at)
    qtbot.mouseRelease(under, Qt.MouseButton.LeftButton, pos=under.mapFromGlobal(to))
    settle(page.desk)


def bar(page: ProposalPage, manager: int) -> QPoint:
    """Where a manager's bar is on the screen."""
    bars = page.bench.ground._burden.bars
    room = next(mark.room for mark in bars.marks() if mark.id == manager)
    return bars.viewport().mapToGlobal(room.center().toPoint())


def test_it_lists_every_area_with_those_that_nobody_serves(page: ProposalPage) -> None:
    rows = page.bench.surface.areas.grid.rows
    assert len(rows) == AREAS
    last = [column.text(rows[-1]) for column in page.bench.surface.areas.grid.columns]
    assert last[0] == "城南11号公变" and last[3:] == ["—", "—", "nobody"]
    assert "1 areas have no manager" in page.bench.surface.telling.text()


def test_an_answer_is_kept_as_a_scenario_with_what_is_proven_of_it(page: ProposalPage, placed: Office) -> None:
    answers: list[str] = []
    page.proposing._run.improved.connect(lambda _outcome, _n: answers.append(page.bench.panel.told()))
    ask(page, EVEN)
    assert answers and answers[-1].startswith(f"Answer {len(answers)} · ")
    (head,) = placed.ask(scenarios)
    assert (head.name, head.state, head.author) == ("Scenario A", "draft", "陈主任")
    assert head.gap is not None and head.figures.moves > 2
    assert page.draft.head == head
    assert f"{head.figures.moves} areas move · proven" in page.bench.surface.telling.text()
    assert len(page.bench.surface.areas.grid.rows) == head.figures.moves, "only the changes are listed"
    assert placed.ask(principals, TODAY).keys() == set(ids(page)[0][:11]), "nothing is applied yet"


def test_asking_again_draws_on_the_same_draft(page: ProposalPage, placed: Office) -> None:
    ask(page, EVEN)
    ask(page, ANEW)
    assert [head.name for head in placed.ask(scenarios)] == ["Scenario A"]


def test_conflicting_limits_are_said_and_nothing_is_kept(page: ProposalPage, placed: Office) -> None:
    act(page, "propose")
    panel = page.bench.panel
    panel.choose_kind(LEAVER)
    panel._whom.choose([ids(page)[1][0]])
    panel._limit.show_limit(0)
    panel._as_one.setChecked(True)
    panel._hard.setChecked(True)
    for manager in ids(page)[1][1:]:
        placed.do(Edit("manager", manager, {"capacity": 1.0}))
    settle(page.desk)
    act(page, "propose")
    assert panel._told.property("tone") == "refused" and panel.told()
    assert page.bench.is_asking() and placed.ask(scenarios) == []


@pytest.mark.parametrize(("kind", "told"), [(LEAVER, "whom it is about"), (TOUCHED, "Choose the areas")])
def test_a_question_that_says_not_whom_or_which_is_not_asked(page: ProposalPage, kind: str, told: str) -> None:
    act(page, "propose")
    page.bench.panel.choose_kind(kind)
    page.bench.panel.send()
    assert told in page.bench.panel.told()
    assert not page.proposing.is_running


def test_stopping_keeps_the_best_so_far(page: ProposalPage, placed: Office) -> None:
    page.proposing._run.improved.connect(lambda _outcome, _n: page.bench.panel.stopped.emit())
    ask(page, EVEN)
    assert not page.proposing.is_running
    assert len(placed.ask(scenarios)) == 1


def test_stopping_before_the_first_answer_changes_nothing(page: ProposalPage, placed: Office) -> None:
    act(page, "propose")
    page.bench.panel.send()
    page.bench.panel.stopped.emit()
    settle(page.desk)
    assert not page.proposing.is_running and page.bench.panel._go.isEnabled()
    assert placed.ask(scenarios) == []


def test_a_point_dragged_onto_a_bar_is_given_and_every_figure_moves(
    page: ProposalPage, placed: Office, qtbot: QtBot
) -> None:  # fmt: skip
    areas, managers = ids(page)
    before = page.draft.outlook.after()
    shown: list[str] = []
    page.bench.ground.carried.connect(lambda _ids, _at: shown.append(page.bench._carrying._label.text()))
    drag(qtbot, page, areas[0], bar(page, managers[2]))
    assert shown[-1].startswith("1 areas → 覃文斌: 0 → ")
    after = page.draft.outlook.after()
    hours = page.draft.outlook.areas[areas[0]].work.total
    assert after[managers[2]] == pytest.approx(hours)
    assert after[managers[0]] == pytest.approx(before[managers[0]] - hours)
    (head,) = placed.ask(scenarios)
    assert (head.name, head.figures.moves, head.gap) == ("Scenario A", 1, None)
    assert page.draft.hands() == {areas[0]: managers[2]}
    assert page.bench.areas() == (areas[0],), "what was given stays chosen"
    assert page.bench._carrying._label.parent() is page.bench and not page.bench._carrying._label.isVisible()


def test_a_lasso_is_dragged_onto_a_row_or_another_managers_ground(page: ProposalPage, qtbot: QtBot) -> None:
    areas, managers = ids(page)
    view = page.bench.ground._map
    view._choose(tuple(areas[:2]))
    assert len(page.bench.surface.areas.grid.rows) == 2, "several chosen on the map are listed alone"
    drag(qtbot, page, areas[0], view.mapToGlobal(view.pixel_of(areas[9]).toPoint()))
    assert {page.draft.outlook.placements[area].server for area in areas[:2]} == {managers[1]}
    page.bench.surface.show_tab(MANAGERS)
    settle(page.desk)
    grid = page.bench.surface.managers
    row = grid.grid.row_of(managers[2])
    at = grid.viewport().mapToGlobal(grid.visualRect(grid.grid.index(row, 0)).center())
    drag(qtbot, page, areas[5], at)
    assert page.draft.outlook.placements[areas[5]].server == managers[2]


def test_letting_go_on_nobody_or_on_whoever_has_it_gives_nothing(
    page: ProposalPage, placed: Office, qtbot: QtBot
) -> None:  # fmt: skip
    areas, managers = ids(page)
    for to in (bar(page, managers[0]), page.mapToGlobal(QPoint(5, 5))):
        drag(qtbot, page, areas[0], to)
    assert placed.ask(scenarios) == []
    assert not page.bench._carrying._label.isVisible()


def test_by_keyboard_areas_are_given_by_a_few_letters(page: ProposalPage, qtbot: QtBot) -> None:
    areas, managers = ids(page)
    page.bench.surface.choose(areas[:3])
    act(page, "give")
    palette = page.window().findChild(Palette)
    qtbot.keyClicks(palette._line, "wb")
    qtbot.keyClick(palette._line, Qt.Key.Key_Return)
    settle(page.desk)
    assert {page.draft.outlook.placements[area].server for area in areas[:3]} == {managers[2]}


def test_what_was_given_by_hand_is_kept_by_the_next_run_until_it_is_released(page: ProposalPage) -> None:
    areas, managers = ids(page)
    page.draft.give((areas[0], areas[7]), managers[1])
    page.draft.give((areas[1],), managers[2])
    settle(page.desk)
    assert page.draft.hands() == {areas[0]: managers[1], areas[7]: managers[1], areas[1]: managers[2]}
    ask(page, EVEN)
    served = [page.draft.outlook.placements[area].server for area in (areas[0], areas[7], areas[1])]
    assert served == [managers[1], managers[1], managers[2]]
    page.bench.surface.choose(areas[:1])
    act(page, "release")
    assert areas[0] not in page.draft.hands()


def test_switching_off_the_chip_releases_all_and_other_chips_release_nothing(page: ProposalPage) -> None:
    areas, managers = ids(page)
    page._on_chips(frozenset())
    page.draft.give((areas[0], areas[1]), managers[2])
    settle(page.desk)
    page._on_chips(frozenset({"locked", "moves"}))
    settle(page.desk)
    assert len(page.draft.hands()) == 2 and len(page.bench.surface.areas.grid.rows) == 2
    page._on_chips(frozenset({"moves"}))
    settle(page.desk)
    assert page.draft.hands() == {} and len(page.draft.outlook.moved()) == 2, "they stay until the next run"


def test_the_last_step_undone_by_the_office_shows_at_once(page: ProposalPage, placed: Office) -> None:
    areas, managers = ids(page)
    page.draft.give((areas[0],), managers[2])
    settle(page.desk)
    page.draft.give((areas[1],), managers[2])
    settle(page.desk)
    page.desk.undo()
    settle(page.desk)
    assert page.draft.hands() == {areas[0]: managers[2]}
    page.desk.undo()
    settle(page.desk)
    assert page.draft.head is None and not page.draft.outlook.moved()


def test_a_manager_says_what_he_gets_gives_and_is_made_of(page: ProposalPage) -> None:
    areas, managers = ids(page)
    page.draft.give((areas[0], areas[1]), managers[2])
    settle(page.desk)
    page.bench.surface.show_tab(MANAGERS)
    grid = page.bench.surface.managers
    told = {row.holder.id: (row.areas, row.got, row.lost, row.households_net) for row in grid.grid.rows}
    assert told[managers[0]] == (6, 0, 2, -121)
    assert told[managers[2]] == (2, 2, 0, 121)
    grid.selectRow(0)
    assert "韦建军" in page.bench.surface.telling.text()
    assert [stack.name for stack in page.bench.surface.telling._parts._stacks] == ["today", "then"]


def test_scenarios_are_copied_compared_and_opened(page: ProposalPage, placed: Office, qtbot: QtBot) -> None:
    areas, managers = ids(page)
    page.draft.give((areas[0],), managers[2])
    settle(page.desk)
    act(page, "copy")
    page.entering._entry.form.send()
    settle(page.desk)
    assert page.draft.head.name == "Scenario A (2)"
    page.draft.give((areas[1],), managers[1])
    settle(page.desk)
    act(page, "compare")
    comparison = page.comparison
    assert comparison.isVisible()
    assert [one.area for one in comparison._areas.grid.rows] == areas[:2]
    figures = comparison._figures.grid
    changes = next(row for row in figures.rows if row.name == "Changes")
    assert [column.text(changes) for column in figures.columns] == ["Changes", "0", "2", "1"]
    assert [column.tone(changes) for column in figures.columns[2:]] == ["", "ok"]
    qtbot.keyClick(comparison, Qt.Key.Key_Escape)
    page.bench.surface.show_tab(SCENARIOS)
    page.bench.shelf.opened.emit(placed.ask(scenarios)[-1].id)
    settle(page.desk)
    assert page.draft.head.name == "Scenario A"


def test_from_submission_to_paper_and_back(page: ProposalPage, placed: Office) -> None:
    areas, managers = ids(page)
    page.draft.give((areas[0],), managers[2])
    settle(page.desk)
    act(page, "forward")
    assert page.draft.head.state == "submitted"
    act(page, "forward")
    form = page.entering._entry.form
    assert (form.values()["approver"], form.values()["effective_on"]) == ("陈主任", TODAY)
    act(page, "forward")
    assert page.draft.head.state == "approved"
    act(page, "forward")
    assert page.draft.head.state == "applied"
    assert placed.ask(principals, TODAY)[areas[0]] == managers[2]
    printed: list[Document] = []
    page.printed.connect(printed.append)
    act(page, "print")
    for menu in page.findChildren(QWidget):
        if type(menu).__name__ == "QMenu" and menu.isVisible():
            menu.actions()[-1].trigger()
    settle(page.desk)
    assert printed and printed[0].title == "Public list of responsible managers"
    page.desk.undo()
    settle(page.desk)
    assert page.draft.head.state == "approved"
    assert placed.ask(principals, TODAY)[areas[0]] == managers[0]


def test_without_coordinates_table_and_bars_work_and_it_is_said(placed: Office, desk: Desk, qtbot: QtBot) -> None:
    areas = tuple(placed.ask(present).areas)
    placed.do(EditMany("area", areas, {"longitude": None, "latitude": None}))
    page = opened(desk, qtbot)
    assert page.bench.ground._map._layers.currentWidget().text().startswith("No area has coordinates")
    ask(page, REST)
    assert "No area has coordinates" in page.bench.surface.telling.text()
    assert areas[11] in page.draft.outlook.placements


def test_feeder_lines_and_a_dropped_background_lie_on_the_map(
    page: ProposalPage, tmp_path: Path, desk: Desk
) -> None:  # fmt: skip
    act(page, FEEDERS)
    ground = page.bench.ground
    assert len(ground._feeders) == AREAS - 1
    file = tmp_path / "县界.geojson"
    file.write_text(json.dumps({"type": "LineString", "coordinates": [[108.5, 24], [108.9, 24.1]]}), encoding="utf-8")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, files, buttons, keys),
        QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, files, buttons, keys),
    ):
        QApplication.sendEvent(page, event)
    settle(desk)
    assert [line.label for line in ground._backdrop] == ["县界"]
    assert ground.is_on(BACKDROP) and len(ground._lines()) == AREAS
    act(page, "backdrop.1")
    assert not ground._backdrop


def test_stages_are_moved_weighed_and_joined(page: ProposalPage, qtbot: QtBot) -> None:
    act(page, "propose")
    stages = page.bench.panel._stages
    assert {one.stage for one in stages.priorities().values()} == {0}, "all weighed together at first"
    stages._on_preset(frozenset({"staged"}))
    assert list(stages.priorities()) == ["wishes", "balance", "travel", "villages", "stability"]
    assert [one.stage for one in stages.priorities().values()] == [0, 1, 2, 2, 3]
    row = stages._rows[0]
    qtbot.keyClick(row.weight, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert list(stages.priorities())[:2] == ["balance", "wishes"]
    start = QPoint(60, 10)
    qtbot.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(row, row.mapFrom(stages, stages._rows[3].pos()) + start)
    last = stages._rows[3]
    assert last is row or list(stages.priorities()).index("wishes") > 1
    stages._rows[1].weight.setValue(3.0)
    assert list(stages.priorities().values())[1].weight == 3.0
    terms = page.bench.panel.terms()
    assert terms.priorities == stages.priorities() and isinstance(terms.priorities["wishes"], Priority)


def test_whoever_leaves_soon_is_the_first_question(page: ProposalPage, placed: Office) -> None:
    areas, managers = ids(page)
    placed.do(AssignAreas((areas[-1],), managers[0], placed.today))
    page.refresh()
    settle(page.desk)
    act(page, "propose")
    assert page.bench.panel._kind.currentData() == EVEN
    page.bench.panel.choose_kind(REST)
    placed.do(EndRole(managers[1], placed.today + timedelta(30)))
    page.refresh()
    settle(page.desk)
    page.bench.show_surface()
    act(page, "propose")
    assert page.bench.panel._kind.currentData() == LEAVER
    assert page.bench.panel._whom.managers() == (managers[1],)
