"""Business cards: who needs them at the left, the sheet in the middle, what to settle and to record at the right."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.features.cards.page.handing import Handing
from app.features.cards.page.proof import Proof
from app.features.cards.page.settling import Settling
from app.features.cards.papers.cards import SETTING, Batch, batch
from app.features.cards.queries import Holder, Waiting, holders, waiting_for
from app.features.org.changes import SetSetting
from app.features.org.queries import setting
from app.kit.errors import Trouble
from app.kit.settings import user_settings
from app.kit.store.context import Context
from app.kit.words import _
from app.ui import printer
from app.ui.action import Action, button_of
from app.ui.chips import Chip, ChipRow
from app.ui.desk import Desk
from app.ui.grid import Grid, GridColumn
from app.ui.page.page import Page

NEED, ALL = "need", "all"
SHOWN = 3


class CardsPage(Page):
    """Choose managers, look at the sheet, print it, and write down who was handed a card."""

    tables = frozenset({
        "card_issue", "manager", "staff", "district", "representation", "customer", "assignment", "area", "setting",
    })  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Business cards"), parent)
        self._holders: Sequence[Holder] = ()
        self._batch: Batch | None = None
        self._settings = user_settings()
        self._chips = ChipRow(_("Managers"), exclusive=True)
        self._grid = Grid(_("Customer managers"), _columns(), key=lambda one: one.id)
        self._proof, self._settling, self._handing = Proof(), Settling(self._settings), Handing(desk)
        self._show = ""
        self._build()
        self.setFocusProxy(self._grid)
        self._chips.changed.connect(self._on_chip)
        self._grid.chosen.connect(lambda _keys: self._ask_batch())
        self._settling.changed.connect(self._ask_batch)
        self._settling.layout_chosen.connect(self._on_layout)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the managers and the office's layout again."""
        self.desk.ask(self, "holders", holders, then=self._on_holders)
        self.desk.ask(self, "layout", _layout_name, then=self._settling.show_layout)

    def actions(self) -> Sequence[Action]:
        """Save, print, record."""
        return (
            Action("pdf", _("Save as PDF"), self.save_pdf, "print", "primary", "Ctrl+P"),
            Action("print", _("Print"), self._print, "print", "main"),
            Action("choose", _("Choose all"), self._choose_all, "team", "main"),
            Action("issue", _("Record cards handed out"), self._handing.begin, "check", "main"),
        )

    def save_pdf(self, path: Path | None = None) -> None:
        """Write the sheets of the chosen managers; without a path the user is asked for one."""
        if self._batch is None:
            return
        target = path or self._asked_path()
        if target is None:
            return
        try:
            printer.write_pdf(self._batch.document, target)
        except Trouble as trouble:
            self.desk.troubled.emit(str(trouble))
            return
        self._settings.keep("cards.folder", str(target.parent))
        self.written.emit(target)
        self.desk.said.emit(_("{file} has been written.", file=target.name), None)

    def chosen(self) -> tuple[int, ...]:
        """Ids of the managers to print for."""
        return tuple(int(str(key)) for key in self._grid.chosen_keys())

    def _build(self) -> None:
        bar = QFrame()
        bar.setProperty("toolbar", True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(10)
        title = QLabel(self.title)
        title.setProperty("title", True)
        row.addWidget(title)
        row.addWidget(self._chips, 1)
        for action in reversed(self.actions()[:3]):
            row.addWidget(button_of(action))
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(8)
        parts.setChildrenCollapsible(False)
        for part, share in ((_carded(self._grid, 1), 3), (self._proof, 5), (self._right(), 3)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, share)
        parts.setSizes([330, 540, 320])
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(parts, 1)

    def _right(self) -> QFrame:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._settling)
        rule = QFrame()
        rule.setProperty("rule", True)
        box.addWidget(rule)
        box.addWidget(self._handing, 1)
        return _carded(inner, 12)

    def _on_holders(self, found: Sequence[Holder]) -> None:
        self._holders = found
        need = sum(1 for one in found if one.without)
        if not self._show or (self._show == NEED and not need):
            self._show = NEED if need else ALL
        self._chips.show_chips((
            Chip(NEED, _("Need cards {n}", n=need), self._show == NEED),
            Chip(ALL, _("All {n}", n=len(found)), self._show == ALL),
        ))  # fmt: skip
        self._show_holders()

    def _on_chip(self, on: frozenset[str]) -> None:
        self._show = next(iter(on), ALL)
        self._show_holders()

    def _show_holders(self) -> None:
        listed = [one for one in self._holders if one.without or self._show == ALL]
        self._grid.show_rows(listed)
        if listed and not self._grid.chosen_keys():
            self._grid.choose([listed[0].id])
        self.status.emit((_("{n} managers", n=len(listed)),
                          _("{n} representatives without a card", n=sum(one.without for one in self._holders))))
        self._ask_batch()

    def _ask_batch(self) -> None:
        chosen = self.chosen()
        if not chosen:
            self._on_nothing()
            return
        args = (chosen, self._settling.copies(), self._settling.calibration())
        self.desk.ask(self, "batch", batch, *args, then=self._on_batch, refused=self._on_refused)
        holder = self._holder(chosen[0]) if len(chosen) == 1 else None
        if holder is None:
            self._handing.show_waiting(None, ())
        else:
            self.desk.ask(self, "waiting", waiting_for, holder.id, then=lambda found: self._on_waiting(holder, found))

    def _on_nothing(self) -> None:
        self._batch = None
        told = (_("Choose managers at the left.") if self._holders else
                _("No customer manager yet. Import the staff roster, or appoint an employee."))  # fmt: skip
        self._proof.show_document(None, told)
        self._settling.show_sum(_("Nobody chosen"), "", ())
        self._handing.show_waiting(None, ())

    def _on_batch(self, found: Batch) -> None:
        self._batch = found
        chosen, copies = self.chosen(), self._settling.copies()
        self._proof.show_document(found.document)
        told = _("{cards} cards, A4 sheets: {sheets}", cards=len(chosen) * copies, sheets=len(found.document.parts))
        missing = printer.missing_glyphs(found.proof)
        lacks = found.lacks
        if missing:
            lacks = (_("No font of this computer has: {letters}. Those places stay empty.",
                       letters=" ".join(missing)), *lacks)  # fmt: skip
        self._settling.show_sum(self._called(chosen), told, lacks)

    def _on_refused(self, trouble: Trouble) -> None:
        self._batch = None
        self._proof.show_document(None, str(trouble))

    def _on_waiting(self, holder: Holder, found: Sequence[Waiting]) -> None:
        self._handing.show_waiting(holder, found)

    def _holder(self, id_: int) -> Holder | None:
        return next((one for one in self._holders if one.id == id_), None)

    def _called(self, chosen: Sequence[int]) -> str:
        names = [one.name for one in self._holders if one.id in set(chosen)]
        some = _(", ").join(names[:SHOWN])
        return some if len(names) <= SHOWN else _("{names} and others, {n} altogether", names=some, n=len(names))

    def _on_layout(self, name: str) -> None:
        self.desk.do(SetSetting(SETTING, name))

    def _choose_all(self) -> None:
        self._grid.selectAll()

    def _print(self) -> None:
        if self._batch is not None:
            self.printed.emit(self._batch.document)

    def _asked_path(self) -> Path | None:
        assert self._batch is not None
        folder = Path(str(self._settings.get("cards.folder", Path.home())))
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(folder / f"{self._batch.document.title}.pdf"), "PDF (*.pdf)"
        )
        return Path(name).with_suffix(".pdf") if name else None


def _layout_name(ctx: Context) -> str:
    return str(setting(ctx, SETTING))


def _carded(inner: QWidget, margin: int) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    card.setMinimumWidth(250)
    box = QVBoxLayout(card)
    box.setContentsMargins(margin, margin, margin, margin)
    box.addWidget(inner)
    return card


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn(_("Name"), lambda one: one.name, 84, sort=lambda one: one.code),
        GridColumn(_("Waiting"), lambda one: str(one.without), 66, right=True, sort=lambda one: one.without,
                   tone=lambda one: "attention" if one.without else "muted"),
        GridColumn(_("This year"), lambda one: f"{one.given:,}", 78, right=True, sort=lambda one: one.given),
        GridColumn(_("Last time"), lambda one: f"{one.last:%Y-%m-%d}" if one.last else "—", 90,
                   sort=lambda one: str(one.last or "")),
    )  # fmt: skip
