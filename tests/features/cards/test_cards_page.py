"""The page: what it offers first, what it prints, and recording from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from app.features.cards import queries
from app.features.cards.page.cards_page import CardsPage
from app.features.cards.page.handing import Handing
from app.features.cards.page.settling import Settling
from app.features.org.queries import setting
from app.kit.paper import Document
from app.kit.store.office import Office
from app.ui.desk import Desk
from tests.features.cards.conftest import Small


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIANQU_HOME", str(tmp_path / "home"))


@pytest.fixture
def desk(office: Office, qapp: object) -> Iterator[Desk]:
    made = Desk(office)
    yield made
    made.close()


def opened(qtbot, desk: Desk) -> CardsPage:
    page = CardsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 620)
    page.show()
    assert desk.wait_idle()
    return page


def test_an_empty_office_is_told_what_to_do_next(qtbot, desk: Desk) -> None:
    page = opened(qtbot, desk)
    assert page.chosen() == ()
    assert "Import the staff roster" in page._proof._paper.empty
    page.save_pdf(Path("never.pdf"))
    assert not Path("never.pdf").exists()


def test_those_who_need_cards_come_first_and_are_printed(qtbot, small: Small, desk: Desk, tmp_path: Path) -> None:
    page = opened(qtbot, desk)
    assert page.chosen() == (small.wei,)
    page._choose_all()
    assert desk.wait_idle()
    assert set(page.chosen()) == {small.wei, small.ouyang}
    with qtbot.waitSignal(page.written) as written:
        page.save_pdf(tmp_path / "名片.pdf")
    assert written.args == [tmp_path / "名片.pdf"]
    assert len(PdfReader(tmp_path / "名片.pdf").pages) == 2
    with qtbot.waitSignal(page.printed) as printed:
        page.actions()[1].run()
    assert isinstance(printed.args[0], Document)


def test_recording_from_the_page_takes_the_manager_off_the_list(qtbot, small: Small, desk: Desk) -> None:
    page = opened(qtbot, desk)
    handing = page.findChild(Handing)
    assert handing is not None
    qtbot.mouseClick(handing.record, Qt.MouseButton.LeftButton)
    form = handing.currentWidget()
    form._send(again=False)
    assert desk.wait_idle()
    assert small.office.ask(queries.managers_needing_cards) == [small.ouyang]
    assert page.chosen() == (small.ouyang,)
    assert handing.count() == 1
    desk.undo()
    assert desk.wait_idle()
    assert len(page._grid.grid.rows) == 2


def test_layout_and_offset_are_kept_and_used(qtbot, small: Small, desk: Desk) -> None:
    page = opened(qtbot, desk)
    settling = page.findChild(Settling)
    assert settling is not None
    settling._right.setValue(0.7)
    settling.layout_chosen.emit("flat")
    assert desk.wait_idle()
    assert page._batch is not None
    assert page._batch.document.calibration.right_mm == 0.7
    assert small.office.ask(setting, "card.layout") == "flat"
    assert settling._layout.currentData() == "flat"
    assert opened(qtbot, desk).findChild(Settling)._right.value() == 0.7


def test_a_broken_layout_is_told_where_the_sheet_would_be(qtbot, small: Small, desk: Desk) -> None:
    page = opened(qtbot, desk)
    page._settling.layout_chosen.emit("/nowhere/own.toml")
    assert desk.wait_idle()
    assert "own.toml" in page._proof._paper.empty
    assert page._batch is None


def test_several_managers_cannot_be_recorded_at_once(qtbot, small: Small, desk: Desk) -> None:
    page = opened(qtbot, desk)
    page._choose_all()
    assert desk.wait_idle()
    assert not page._handing.record.isEnabled()
