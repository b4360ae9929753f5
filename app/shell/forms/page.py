"""Headquarters' forms: choose a workbook, bind its cells to fields by pointing, see it filled, fill it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.assembly.filling import sheets
from app.assembly.material import Material, Wanted, fill_file, material
from app.kit.errors import Refusal
from app.kit.job import Progress
from app.kit.reading.book import SheetCells
from app.kit.settings import user_settings
from app.kit.sheet import Sheet
from app.kit.store.office import Office
from app.kit.words import _
from app.kit.workdays import month_of, shifted
from app.shell.forms import asking, shelf
from app.shell.forms.binding import Binding, Cell, State
from app.shell.forms.face import face, preview
from app.shell.forms.frame import FormsFrame
from app.shell.forms.offers import COLUMN, Entry
from app.shell.forms.shelf import Opened
from app.ui.desk import Desk
from app.ui.page.page import Page

MONTHS = 13
SEEN = 20
"""So many records a preview shows."""


class FormsPage(Page):
    """``binding`` is the form being bound, None before one is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Headquarters' forms"), parent)
        self._own, self._sheets = user_settings(), sheets()
        self._folder = shelf.folder_of(desk.office.database)
        self.binding: Binding | None = None
        self._form: Opened | None = None
        self._given = Material(())
        self._filled: dict[str, SheetCells] = {}
        self._asked = 0
        this = month_of(desk.office.today)
        months = [shifted(this, -back) for back in range(-1, MONTHS)]
        self.frame = FormsFrame(self.title, list(self._sheets.values()), months, this)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._connect()
        self._show_kept()
        if last := shelf.kept(self._folder):
            self._open_kept(last[0])

    def refresh(self) -> None:
        """Ask again what there is to fill the form with."""
        if self._form is not None:
            wanted = Wanted(self._month(), most=SEEN)
            self.desk.ask(self, "material", material, self._sheet(), wanted, then=self._on_given)

    def depends_on(self, changed: frozenset[str]) -> bool:
        """Any row may stand in the form."""
        return self._form is not None

    def open(self, file: Path) -> None:
        """Take a workbook onto the shelf, or the copy that is there already."""
        folder = self._folder

        def job(_office: Office, _progress: Progress) -> Opened:
            return shelf.opened(shelf.keep(file, folder))

        def then(form: Opened) -> None:
            self._own.keep(f"form.{form.path.name}.from", str(file))
            self._on_opened(form)

        self.desk.run(_("Reading"), job, then)

    def write(self, target: Path) -> None:
        """Fill the form with all rows into ``target``."""
        form, binding = self._form, self.binding
        if form is None or binding is None:
            return
        if str(target) in {str(form.path), self._own.get(f"form.{form.path.name}.from", "")}:
            self.desk.troubled.emit(_("{file} is the form itself. Choose another name.", file=target.name))
            return
        sheet, month = self._sheet(), self._month()

        def job(office: Office, _progress: Progress) -> Path:
            template = binding.state.template
            given = office.ask(material, sheet, Wanted(month))
            if template.repeating and sheet is None:
                raise Refusal(_("The form has a row for each record. Choose whose rows fill it."))
            return fill_file(target, template, given)

        self.desk.run(_("Writing {file}", file=target.name), job, self.written.emit)

    def remove(self) -> None:
        """Take the form off the shelf; the window offers to undo it."""
        if (form := self._form) is not None:
            self.desk.run(_("Remove"), lambda _office, _progress: shelf.put_away(form.path), self._on_removed)

    def bind(self, key: str) -> None:
        """Let the selected cell ask for the field with this key."""
        entry, binding, cell = self.frame.panel.entry(key), self.binding, self._cell()
        if entry is not None and binding is not None and cell is not None:
            of_rows = key.startswith(COLUMN)
            self._step(lambda: binding.bind(cell, entry.text, of_rows=of_rows))

    def unbind(self) -> None:
        """Take the field out of the selected cell."""
        binding, cell = self.binding, self._cell()
        if binding is not None and cell is not None:
            self._step(lambda: binding.unbind(cell))

    def take_back(self) -> None:
        """The form as it was before the last field."""
        if self.binding is not None:
            self._step(self.binding.take_back)

    def _connect(self) -> None:
        frame = self.frame
        frame.choosing.connect(self._on_choose)
        frame.saving.connect(self._on_save)
        frame.removed.connect(self.remove)
        frame.taken_back.connect(self.take_back)
        frame.unbound.connect(self.unbind)
        frame.previewed.connect(self._on_state)
        frame.turned.connect(self._show)
        frame.picked.connect(self._open_kept)
        frame.dropped.connect(self.open)
        frame.view.dropped.connect(self.bind)
        frame.view.emptied.connect(self.unbind)
        frame.panel.chosen.connect(self._on_chosen)
        frame.panel.asked.connect(self._on_asked)

    def _open_kept(self, copy: Path) -> None:
        self.desk.run(_("Reading"), lambda _office, _progress: shelf.opened(copy), self._on_opened)

    def _on_opened(self, form: Opened) -> None:
        self._form, self.binding, self._filled = form, Binding(form), {}
        self.frame.panel.choose_sheet(self._own.get(f"form.{form.path.name}.sheet", ""))
        self._show_kept()
        self.frame.show_sheets(form.sheets)
        self.refresh()

    def _on_removed(self, gone: Path) -> None:
        name, self._form, self.binding = self._form.template.file if self._form else "", None, None
        self._show_kept()
        if others := shelf.kept(self._folder):
            self._open_kept(others[0])

        def bring_back() -> None:
            self.desk.run(_("Reading"), lambda _office, _progress: shelf.opened(shelf.put_back(gone)), self._on_opened)

        self.told.emit(_("Removed: {file}", file=name), bring_back)

    def _on_given(self, given: Material) -> None:
        self._given = given
        self._on_state()

    def _on_state(self, _state: State | None = None) -> None:
        """Something changed: show it, and fill anew what is previewed."""
        if self.binding is None:
            return
        self.frame.panel.show_fields(self._given, self.binding.state.template)
        if not self.frame.seen.isChecked():
            self._filled = {}
            self._show()
            return
        self._asked += 1
        asked, template, given = self._asked, self.binding.state.template, self._given

        def then(found: tuple[SheetCells, ...]) -> None:
            if asked == self._asked:
                self._filled = {each.name: each for each in found}
                self._show()

        self.desk.run(_("Preview"), lambda _office, _progress: preview(template, given), then)

    def _show(self) -> None:
        """The sheet in front, filled if it was filled."""
        if self.binding is None or self._form is None:
            return
        name, state = self.frame.sheet(), self.binding.state
        seen = self._filled.get(name) if self.frame.seen.isChecked() else None
        cells = seen or next((each for each in self._form.sheets if each.name == name), None)
        copies = max(len(self._given.rows), 1) if seen else 0
        self.frame.view.show_face(face(cells, state, self._given, copies) if cells else None)
        self.frame.show_steps(self.binding.steps)
        self.frame.point_again()

    def _step(self, step: Callable[[], State]) -> None:
        self.desk.run(_("Binding"), lambda _office, _progress: step(), self._on_state)

    def _cell(self) -> Cell | None:
        index, shown = self.frame.view.currentIndex(), self.frame.view.cells.face
        if not index.isValid() or shown is None:
            return None
        return shown.cells.name, shown.template_row(index.row() + 1), index.column() + 1

    def _sheet(self) -> Sheet | None:
        return self._sheets.get(str(self.frame.panel.sheet.currentData()))

    def _month(self) -> str:
        return self.frame.panel.month.currentText()

    def _show_kept(self) -> None:
        self.frame.show_kept(shelf.kept(self._folder), self._form.path if self._form else None)

    def _on_chosen(self, entry: Entry) -> None:
        """A field is bound; what nothing fills is shown where it stands."""
        if entry.key:
            self.bind(entry.key)
        elif self.frame.view.cells.face is not None:
            first = entry.cells[0]
            self.frame.turn(first.sheet)
            self.frame.view.point(self.frame.view.cells.face.place(first.row), first.column)

    def _on_asked(self) -> None:
        if self._form is not None:
            self._own.keep(f"form.{self._form.path.name}.sheet", self.frame.panel.sheet.currentData())
        self.refresh()

    def _on_choose(self) -> None:
        if (file := asking.form_to_open(self, self._own)) is not None:
            self.open(file)

    def _on_save(self) -> None:
        form = Path(self._form.template.file) if self._form else None
        if form and (file := asking.target(self, self._own, form, self._month())):
            self.write(file)
