"""Forms and editors: what people type is understood, what is wrong stands at the field, nothing is lost unasked."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.features.areas.model import Area
from app.features.org.model import District, Staff
from app.kit.errors import Refusal
from app.kit.fields import Choice, Field, Kind
from app.kit.store.change import Change, wants
from app.kit.store.context import Context
from app.ui.desk import Desk
from app.ui.editors import ChoiceEditor, Editor, LinkEditor, editor_for
from app.ui.editors.several import ChoicesEditor
from app.ui.form import ChangeEntry, Form, ManyEntry, RowEntry

TERRAIN = Field("Terrain", Kind.CHOICE, "terrain", choices=(
    Choice("plain", "平原", ("平地",)), Choice("hills", "丘陵"), Choice("mountains", "山区"),
))  # fmt: skip


def type_text(widget: QWidget, text: str) -> None:
    """Type any sign: the test library's own key clicks abort on Chinese."""
    for sign in text:
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))


def type_into(editor: Editor, text: str, qtbot: QtBot) -> None:
    qtbot.addWidget(editor)
    assert isinstance(editor.inner, QLineEdit)
    editor.show()
    editor.inner.clear()
    type_text(editor.inner, text)


def test_several_choices_are_typed_or_ticked(desk: Desk, qtbot: QtBot) -> None:
    editor = editor_for(TERRAIN.but(kind=Kind.CHOICES), desk)
    assert isinstance(editor, ChoicesEditor)
    type_into(editor, "山区、pd", qtbot)
    assert editor.checked_value() is not None and editor.value() == "plain,mountains"
    editor.open_list()
    assert editor.list.isVisible() and editor.list.ticked() == ["plain", "mountains"]
    with qtbot.waitSignal(editor.changed):
        editor.list.model().setData(editor.list.model().index(1, 0), 2, Qt.ItemDataRole.CheckStateRole)
    assert editor.value() == "plain,hills,mountains"
    qtbot.keyClick(editor.list, Qt.Key.Key_Return)
    assert not editor.list.isVisible() and editor.inner.text() == "平原, 丘陵, 山区"
    type_into(editor, "湖泊", qtbot)
    assert "湖泊" in editor.problem()


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.DAY, "11.24", date(2026, 11, 24)),
        (Kind.DAY, "1125", date(2026, 11, 25)),
        (Kind.DAY, "明天", date(2026, 11, 25)),
        (Kind.DAY, "今天", date(2026, 11, 24)),
        (Kind.INTEGER, "1,234", 1234),
        (Kind.PERCENT, "4.3", 0.043),
        (Kind.NUMBER, "１２.５", 12.5),
        (Kind.MONTH, "202611", "2026-11"),
        (Kind.TEXT, "  城关  ", "城关"),
        (Kind.TEXT, "", None),
    ],
)
def test_what_is_typed_is_understood(desk: Desk, qtbot: QtBot, kind: Kind, text: str, value: object) -> None:
    editor = editor_for(Field("F", kind, "f"), desk)
    type_into(editor, text, qtbot)
    assert editor.checked_value() == value


@pytest.mark.parametrize(("kind", "text"), [(Kind.DAY, "31.2x"), (Kind.INTEGER, "viel"), (Kind.INTEGER, "1.5")])
def test_nonsense_is_refused_in_words(desk: Desk, qtbot: QtBot, kind: Kind, text: str) -> None:
    editor = editor_for(Field("F", kind, "f"), desk)
    type_into(editor, text, qtbot)
    with pytest.raises(Refusal) as refusal:
        editor.value()
    assert text in str(refusal.value) and refusal.value.field == "f"


@pytest.mark.parametrize(("kind", "value"), [
    (Kind.NUMBER, 108.66123), (Kind.PERCENT, 0.04321), (Kind.INTEGER, 1234567), (Kind.DAY, date(2026, 2, 28)),
    (Kind.MONTH, "2026-02"), (Kind.FLAG, True), (Kind.FLAG, False), (Kind.NOTE, "a\nb"),
])  # fmt: skip
def test_showing_a_value_loses_nothing(desk: Desk, qtbot: QtBot, kind: Kind, value: object) -> None:
    editor = editor_for(Field("F", kind, "f", decimals=1), desk)
    qtbot.addWidget(editor)
    editor.show_value(value)
    assert editor.value() == value


@pytest.mark.parametrize(("text", "code"), [("sq", "mountains"), ("丘", "hills"), ("平地", "plain"), ("", None)])
def test_choices_are_found_by_initials_and_spellings(desk: Desk, qtbot: QtBot, text: str, code: str | None) -> None:
    editor = ChoiceEditor(TERRAIN, TERRAIN.choices)
    type_into(editor, text, qtbot)
    assert editor.value() == code


def test_an_unknown_choice_is_refused(desk: Desk, qtbot: QtBot) -> None:
    editor = ChoiceEditor(TERRAIN, TERRAIN.choices)
    type_into(editor, "海洋", qtbot)
    assert "海洋" in editor.problem()


def test_a_link_is_found_by_initials(desk: Desk, qtbot: QtBot) -> None:
    editor = LinkEditor(Field("Employee", Kind.LINK, "staff_id", to="staff"), desk)
    type_into(editor, "zw", qtbot)
    assert desk.wait_idle()
    assert "fits several" in editor.problem()
    type_into(editor, "张", qtbot)
    assert desk.wait_idle()
    wanted = desk.office.ask(lambda ctx: ctx.by_key(Staff, code="S1").id)
    assert editor.value() == wanted


FIELDS = {
    "name": Field("Name", Kind.TEXT, "name", required=True),
    "n": Field("Number", Kind.INTEGER, "n", minimum=1, maximum=9, group="Figures"),
    "note": Field("Remarks", Kind.NOTE, "note", group="Figures"),
}


@pytest.fixture
def form(desk: Desk, qtbot: QtBot) -> Form:
    made = Form(desk, "Title", FIELDS, "Save")
    qtbot.addWidget(made)
    made.show()
    made.show_values({"name": "一", "n": 3})
    return made


def fill(form: Form, name: str, text: str, qtbot: QtBot) -> None:
    inner: Any = form.lines[name].editor.inner
    inner.clear()
    type_text(inner, text)


def test_errors_stand_at_their_fields(form: Form, qtbot: QtBot) -> None:
    sent: list[Any] = []
    form.sent.connect(lambda values, again: sent.append((values, again)))
    fill(form, "name", "", qtbot)
    fill(form, "n", "12", qtbot)
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent == []
    assert form.lines["name"].told() == "Name must be filled in."
    assert "12" in form.lines["n"].told()
    assert form.lines["n"].editor.inner.property("wrong") is True
    fill(form, "n", "8", qtbot)
    assert form.lines["n"].told() == "", "typing clears the error"
    fill(form, "name", "二", qtbot)
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent == [({"name": "二", "n": 8, "note": None}, False)]
    assert form.changes(sent[0][0]) == {"name": "二", "n": 8}


def test_escape_asks_once_before_it_discards(form: Form, qtbot: QtBot) -> None:
    left: list[bool] = []
    form.left.connect(lambda: left.append(True))
    fill(form, "name", "二", qtbot)
    assert form.is_dirty()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert left == []
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert left == [True]


def test_an_untouched_form_leaves_at_once(form: Form, qtbot: QtBot) -> None:
    left: list[bool] = []
    form.left.connect(lambda: left.append(True))
    assert not form.is_dirty()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert left == [True]


def test_two_columns_where_there_is_room(form: Form) -> None:
    form.resize(400, 400)
    narrow = form._grid.columnCount(), form.lines["name"].width()
    form.resize(900, 400)
    assert form._columns == 2 and narrow[1] > 0
    form.resize(400, 400)
    assert form._columns == 1


def test_a_row_is_made_and_the_next_begins_with_its_choices(desk: Desk, qtbot: QtBot) -> None:
    entry = RowEntry(desk, Area)
    qtbot.addWidget(entry)
    entry.show()
    saved: list[int] = []
    entry.saved.connect(saved.append)
    fill(entry.form, "code", "NEW1", qtbot)
    fill(entry.form, "name", "新一号", qtbot)
    district = desk.office.ask(lambda ctx: ctx.by_key(District, code="D1").id)
    entry.form.lines["district_id"].editor.show_value(district, "城关供电所")
    entry.form.lines["terrain"].editor.show_value("hills")
    entry.form._send(again=True)
    assert desk.wait_idle()
    made = desk.office.ask(lambda ctx: ctx.by_key(Area, code="NEW1"))
    assert saved == [made.id] and made.district_id == district and made.initials == "xyh"
    assert entry.form.lines["code"].editor.value() is None
    assert entry.form.lines["terrain"].editor.value() == "hills"
    assert entry.form.lines["district_id"].editor.value() == district


def test_a_double_is_warned_of_while_typing(desk: Desk, qtbot: QtBot) -> None:
    entry = RowEntry(desk, Area)
    qtbot.addWidget(entry)
    entry.show()
    fill(entry.form, "code", "A0001", qtbot)
    qtbot.waitUntil(lambda: entry.form.lines["code"].told() != "", timeout=3_000)
    fill(entry.form, "name", "双", qtbot)
    entry.form._send(again=False)
    assert desk.wait_idle()
    assert "A0001" in entry.form.lines["code"].told()


def test_an_edit_sends_only_what_changed_and_meets_a_conflict(desk: Desk, qtbot: QtBot) -> None:
    id_ = desk.office.ask(lambda ctx: ctx.by_key(Area, code="A0001").id)
    one, other = RowEntry(desk, Area, id_), RowEntry(desk, Area, id_)
    for entry in (one, other):
        qtbot.addWidget(entry)
        entry.show()
    assert desk.wait_idle()
    fill(one.form, "village", "新村", qtbot)
    fill(other.form, "village", "旧村", qtbot)
    one.form._send(again=False)
    assert desk.wait_idle()
    other.form._send(again=False)
    assert desk.wait_idle()
    assert desk.office.ask(lambda ctx: ctx.get(Area, id_).village) == "新村"
    assert "changed by somebody else" in other.form._told.text()


@dataclass(frozen=True)
class MoveTo(Change):
    """Put areas under an office."""

    title: ClassVar[str] = "Move"
    permission: ClassVar[str] = "areas.edit"
    ids: tuple[int, ...]
    district_id: int = wants(Area.district_id)

    def apply(self, ctx: Context) -> int:
        for id_ in self.ids:
            ctx.get(Area, id_).district_id = self.district_id
        return len(self.ids)


@dataclass(frozen=True)
class Level(Change):
    """Set households to 1, asking nothing."""

    title: ClassVar[str] = "Level"
    permission: ClassVar[str] = "areas.edit"
    ids: tuple[int, ...]

    def apply(self, ctx: Context) -> None:
        for id_ in self.ids:
            ctx.get(Area, id_).households = 1


def test_a_change_is_asked_for_with_its_first_values(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.office.ask(lambda ctx: tuple(ctx.by_key(Area, code=code).id for code in ("A0003", "A0006")))
    district = desk.office.ask(lambda ctx: ctx.by_key(District, code="D1").id)
    entry = ChangeEntry(desk, MoveTo, "Move", ids, lambda _ctx, chosen: {"ids": chosen, "district_id": district})
    qtbot.addWidget(entry)
    left: list[bool] = []
    entry.left.connect(lambda: left.append(True))
    assert desk.wait_idle()
    assert entry.form.lines["district_id"].editor.value() == district
    entry.form._send(again=False)
    assert desk.wait_idle()
    assert left == [True]
    assert desk.office.ask(lambda ctx: [ctx.get(Area, id_).district_id for id_ in ids]) == [district] * 2


def test_a_change_that_wants_nothing_is_done_at_once(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.office.ask(lambda ctx: (ctx.by_key(Area, code="A0003").id,))
    entry = ChangeEntry(desk, Level, "Level", ids, lambda _ctx, chosen: {"ids": chosen})
    qtbot.addWidget(entry)
    assert desk.wait_idle()
    assert desk.office.ask(lambda ctx: ctx.get(Area, ids[0]).households) == 1


def test_several_rows_are_set_as_one_change(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.office.ask(lambda ctx: tuple(ctx.by_key(Area, code=code).id for code in ("A0003", "A0006")))
    entry = ManyEntry(desk, Area, ids, "village", "同村")
    qtbot.addWidget(entry)
    said: list[str] = []
    desk.said.connect(lambda text, _number: said.append(text))
    entry.form._send(again=False)
    assert desk.wait_idle()
    assert len(said) == 1
    assert desk.office.ask(lambda ctx: {ctx.get(Area, id_).village for id_ in ids}) == {"同村"}
