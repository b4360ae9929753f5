"""The settings page: every setting with its value, default and source, edited in place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.features.org.changes import SetSetting
from app.features.org.page.line import LABEL, SHORT, VALUE, SettingLine, words
from app.features.org.queries import Chosen, chosen_settings
from app.features.org.rules import SettingSpec, grouped, spec_of
from app.kit.store.change import Archive
from app.kit.store.query import View
from app.kit.words import _
from app.ui.action import Action
from app.ui.chips import Chip
from app.ui.desk import Desk
from app.ui.page.page import Page
from app.ui.page.toolbar import Toolbar

WIDTHS = (LABEL, VALUE, SHORT, SHORT, 0, 120)
OWN = "own"


class SettingsPage(Page):
    """Groups of lines; a value is kept by Enter or by leaving its field, as one change that can be undone."""

    tables = frozenset({"setting"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Settings"), parent)
        self.lines: dict[str, SettingLine] = {}
        self._own: dict[str, Chosen] = {}
        self._only_own = False
        self._bar = Toolbar(self.title, self.actions)
        self._bar.searched.connect(lambda _text: self._narrow())
        self._bar.chips_changed.connect(self._on_chips)
        self._cards = [self._card(title, specs) for title, specs in grouped()]
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Ask what the office chose."""
        self.desk.ask(self, "chosen", chosen_settings, then=self._show)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """The list of what was set, to print or export."""
        show = lambda: self.opened.emit("settings", View())  # noqa: E731
        return (Action("list", _("Changed settings as a list"), show, "list"),)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(scroll, 1)

    def _card(self, title: str, specs: Sequence[SettingSpec]) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        grid = QGridLayout(card)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        heads = (words(_(title), "heading"), *(
            words(text, "soft") for text in (_("Value"), _("Unit"), _("Default"), _("Source"), "")
        ))  # fmt: skip
        for at, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
            grid.addWidget(head, 0, at)
            grid.setColumnMinimumWidth(at, width)
            grid.setColumnStretch(at, 0 if width else 1)
        may_set = self.desk.office.account.may(SetSetting.permission)
        for row, spec in enumerate(specs, start=1):
            line = self.lines[spec.name] = SettingLine(spec, may_set, card)
            for at, part in enumerate(line.parts()):
                grid.addWidget(part, row, at)
            for part in (line.origin, line.fault):
                grid.addWidget(part, row, line.parts().index(line.source))
            line.wanted.connect(self._on_wanted)
            line.forgotten.connect(self._on_forgotten)
        return card

    def _show(self, own: dict[str, Chosen]) -> None:
        self._own = own
        for name, line in self.lines.items():
            line.show_chosen(own.get(name))
        self._narrow()

    def _narrow(self) -> None:
        """Only the settings that hold the searched words, and only the changed ones where that is wanted."""
        sought = self._bar.search.text().strip().lower()
        shown = 0
        for name, line in self.lines.items():
            fits = sought in line.told() and (not self._only_own or name in self._own)
            line.set_visible(fits)
            shown += fits
        for card in self._cards:
            card.setVisible(any(line.is_visible for line in self.lines.values() if line.card is card))
        self._bar.show_count(f"{shown:,} / {len(self.lines):,}" if shown < len(self.lines) else f"{shown:,}")
        self._bar.show_chips([Chip(OWN, _("changed by the office {n}", n=len(self._own)), self._only_own)])

    def _on_chips(self, on: frozenset[str]) -> None:
        self._only_own = OWN in on
        self._narrow()

    def _on_wanted(self, name: str, value: str, reason: str) -> None:
        line = self.lines[name]
        kept = self._own.get(name)
        now = (kept.value, kept.reason) if kept else (str(spec_of(name).default), "")
        if (value, reason) != now:
            self.desk.do(SetSetting(name, value, reason or None), refused=lambda why: line.tell(str(why)))

    def _on_forgotten(self, name: str) -> None:
        if name in self._own:
            self.desk.do(Archive("setting", (self._own[name].id,)))
