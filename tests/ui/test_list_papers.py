"""A list offers the printed forms of its rows, and prints them of the rows chosen."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.features.areas.queries import AREAS
from app.kit.manifest import Feature, Paper
from app.kit.paper import Document, Note
from app.kit.settings import UserSettings
from app.kit.store.context import Context
from app.ui.desk import Desk
from app.ui.page import ListPage, offer_of


def named(_ctx: Context, areas: tuple[int, ...] = ()) -> Document:
    """A form of some areas."""
    return Document("Form", (Note(f"{len(areas)} areas"),))


FORM = Paper("form", "Form", named, {"areas": "areas", "other": "areas"})
ELSEWHERE = Paper("elsewhere", "Elsewhere", named, {"other": "areas"})


@pytest.fixture
def page(desk: Desk, settings: UserSettings, qtbot: QtBot) -> Iterator[ListPage]:
    features = (
        Feature("areas", "Areas", listings=(AREAS,)), Feature("higher", "Higher", papers=(FORM, ELSEWHERE)),
    )  # fmt: skip
    made = ListPage(desk, offer_of(features, "areas"), settings)
    qtbot.addWidget(made)
    made.show()
    assert desk.wait_idle()
    yield made


def test_forms_of_any_feature_are_offered_on_their_lists_alone(page: ListPage) -> None:
    offered = {action.key: action for action in page.actions() if action.key.startswith("paper.")}
    assert list(offered) == ["paper.form"] and offered["paper.form"].in_context


def test_a_form_is_printed_of_the_rows_chosen(page: ListPage, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    with qtbot.waitSignal(page.printed) as told:
        page.carry_out("paper.form")
    (note,) = told.args[0].parts
    assert note.text == "1 areas"
