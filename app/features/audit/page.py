"""The journal: who did what and when, what it changed field by field, and undo from there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.features.audit.queries import (
    MADE,
    REMOVED,
    Chain,
    Line,
    RecordChange,
    entries,
    images_of,
    verify_chain,
)
from app.kit.fields import Kind
from app.kit.privacy import masked
from app.kit.store.row import fields_of, row_named
from app.kit.words import _
from app.ui.desk import Desk
from app.ui.grid import Grid, GridColumn
from app.ui.page.page import Page

SHOWN, SEARCHED = 500, 5_000
RECORDS = 60


class JournalPage(Page):
    """Entries at the left, what the chosen one did at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Journal"), parent)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Search the journal"))
        self._search.setAccessibleName(_("Search the journal"))
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(240)
        self._check = QPushButton(_("Check the journal"))
        self._grid = Grid(_("Journal"), _columns(), key=lambda line: line.number)
        self._entry = EntryCard()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(150)
        self._build()
        self._search.textChanged.connect(self._on_typed)
        self._later.timeout.connect(self.refresh)
        self._check.clicked.connect(self._on_check)
        self._grid.chosen.connect(self._on_chosen)
        self._entry.undo.clicked.connect(self._on_undo)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the latest entries again."""
        self.desk.ask(self, "entries", _latest, self._search.text(), then=self._show)

    def _build(self) -> None:
        bar = QFrame()
        bar.setProperty("toolbar", True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(10)
        title = _words(_("Journal"))
        title.setProperty("title", True)
        row.addWidget(title)
        row.addWidget(self._search)
        row.addStretch(1)
        row.addWidget(self._check)
        card = QFrame()
        card.setProperty("card", True)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._grid)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(8)
        parts.setChildrenCollapsible(False)
        parts.addWidget(card)
        parts.addWidget(self._entry)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        parts.setSizes([720, 420])
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(parts, 1)

    def _show(self, lines: list[Line]) -> None:
        chosen = self._grid.chosen_keys()
        self._grid.show_rows(lines)
        more = _(" (the latest)") if len(lines) == SHOWN else ""
        self.status.emit((_("{n} entries", n=f"{len(lines):,}") + more,))
        if not lines:
            self._entry.show_nothing(
                _("Nothing was found.") if self._search.text() else
                _("Nothing was changed yet. Every import, edit and calculation will stand here, and can be undone.")
            )  # fmt: skip
        elif not chosen or not self._grid.chosen_keys():
            self._grid.choose([lines[0].number])
            self._on_chosen((lines[0].number,))
        else:
            self._on_chosen(self._grid.chosen_keys())

    def _line(self) -> Line | None:
        keys = self._grid.chosen_keys()
        return next((line for line in self._grid.grid.rows if keys and line.number == keys[0]), None)

    def _on_chosen(self, keys: tuple[object, ...]) -> None:
        line = self._line()
        if line is not None and keys:
            self.desk.ask(self, "images", _records, line.number, then=lambda found: self._entry.show_entry(line, found))

    def _on_undo(self) -> None:
        line = self._line()
        if line is not None:
            self.desk.undo(line.number)

    def _on_check(self) -> None:
        self._check.setEnabled(False)
        self.desk.ask(self, "chain", verify_chain, then=self._on_checked)

    def _on_checked(self, chain: Chain) -> None:
        self._check.setEnabled(True)
        if chain.holds:
            told = _("{n} entries are whole: nothing was altered afterwards.", n=f"{chain.entries:,}")
            self.desk.said.emit(told, None)
        else:
            self.desk.troubled.emit(
                _("Entry {number} was altered after it was written. Restore the last good backup.",
                  number=chain.broken_at)
            )  # fmt: skip

    def _on_typed(self, _text: str) -> None:
        self._later.start()

    def depends_on(self, changed: frozenset[str]) -> bool:
        """Every change is an entry."""
        return bool(changed)


class EntryCard(QFrame):
    """One entry: title, author, time, and old → new of every record; ``undo`` is its button."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setMinimumWidth(340)
        self._title, self._meta = _words(""), _words("", "soft")
        self._title.setProperty("heading", True)
        self.undo = QPushButton(_("Undo this"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._meta)
        head.addLayout(words, 1)
        head.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 8, 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def show_nothing(self, why: str) -> None:
        """There is no entry to show."""
        self._title.setText(why)
        self._meta.setText("")
        self.undo.hide()
        self._put(QWidget())

    def show_entry(self, line: Line, records: Sequence[RecordChange]) -> None:
        """What this entry did; an entry that was undone already cannot be undone again."""
        self._title.setText(line.title)
        told = [_("No. {n}", n=line.number), line.author, f"{line.at:%Y-%m-%d %H:%M}",
                _("{n} records", n=f"{line.records:,}")]  # fmt: skip
        if line.is_undone:
            told.append(_("was undone"))
        self._meta.setText(" · ".join(told))
        self.undo.setVisible(not line.is_undone)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 6, 0)
        box.setSpacing(12)
        for record in records[:RECORDS]:
            box.addLayout(_record(record))
        if line.records > len(records[:RECORDS]):
            rest = f"{line.records - len(records[:RECORDS]):,}"
            box.addWidget(_words(_("and {n} more records", n=rest), "soft"))
        box.addStretch(1)
        self._put(inner)

    def _put(self, inner: QWidget) -> None:
        """The scrolled content stands on the card's own ground."""
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)


def _latest(ctx: object, sought: str) -> list[Line]:
    """The latest entries; those whose words, as they are read, hold every word sought."""
    words = sought.lower().split()
    found = entries(ctx, limit=SEARCHED if words else SHOWN)
    told = [f"{line.number} {line.at:%Y-%m-%d} {line.author} {line.title}".lower() for line in found]
    return [line for line, text in zip(found, told, strict=True) if all(word in text for word in words)][:SHOWN]


def _records(ctx: object, number: int) -> list[RecordChange]:
    return images_of(ctx, number, limit=RECORDS)


def _columns() -> tuple[GridColumn, ...]:
    def tone(line: Line) -> str:
        return "muted" if line.is_undone else ""

    return (
        GridColumn(_("No."), lambda line: str(line.number), 56, right=True, tone=tone, sort=lambda line: line.number),
        GridColumn(_("When"), lambda line: f"{line.at:%m-%d %H:%M}", 92, tone=tone, sort=lambda line: line.at),
        GridColumn(_("Who"), lambda line: line.author, 84, tone=tone),
        GridColumn(_("Records"), lambda line: f"{line.records:,}", 76, right=True, tone=tone,
                   sort=lambda line: line.records),
        GridColumn(_("What"), _what, 320, tone=tone),
    )  # fmt: skip


def _what(line: Line) -> str:
    return _("{title} (undone)", title=line.title) if line.is_undone else line.title


def _record(record: RecordChange) -> QGridLayout:
    """A heading and a line per field: label, old → new."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, 96)
    grid.setColumnStretch(1, 1)
    act, tone = {MADE: (_("added"), "ok"), REMOVED: (_("removed"), "refused")}.get(record.act, (_("changed"), "info"))
    head = QHBoxLayout()
    head.addWidget(_words(f"{record.kind} · {record.called}"), 1)
    head.addWidget(_words(act, tone))
    grid.addLayout(head, 0, 0, 1, 2)
    fields = fields_of(row_named(record.table)).values()
    phones = {_(field.label) for field in fields if field.kind is Kind.PHONE}
    for at, change in enumerate(record.fields, 1):
        before, after = (masked(text) if change.label in phones else text for text in (change.before, change.after))
        if record.act == MADE:
            said = after
        elif record.act == REMOVED:
            said = before
        else:
            said = f"{before or '—'}  →  {after or '—'}"
        grid.addWidget(_words(change.label, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_words(said), at, 1)
    return grid


def _words(text: str, tone: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("tone", tone)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
