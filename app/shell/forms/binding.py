"""A kept form being bound: each step writes its copy, and may be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.kit.errors import Refusal
from app.kit.reading.book import SheetCells
from app.kit.target import swapped_in
from app.kit.template import Template, bind, repeat
from app.kit.template.grid import address
from app.kit.template.placeholders import replaced
from app.kit.template.reading import template_of
from app.kit.words import _
from app.shell.forms.shelf import Opened
from app.shell.forms.spelling import spelled

Cell = tuple[str, int, int]
"""Sheet, row and column, from 1."""
_ASKS = (":", "：")  # a cell that ends so is a label: the value follows in the same cell


@dataclass(frozen=True)
class State:
    """The form after a step: its template, and the texts of cells that are no longer as they were read."""

    template: Template
    texts: Mapping[Cell, str] = field(default_factory=dict)


class Binding:
    """Steps are long work, one after the other; what they return is for the window."""

    def __init__(self, form: Opened) -> None:
        self.path = form.path
        self._sheets = {each.name: each for each in form.sheets}
        self._states = [State(form.template)]

    @property
    def state(self) -> State:
        """How things stand now."""
        return self._states[-1]

    @property
    def steps(self) -> int:
        """How many steps may be taken back."""
        return len(self._states) - 1

    def bind(self, cell: Cell, heading: str, *, of_rows: bool) -> State:
        """Let a cell ask for a field; the first field ``of_rows`` on a sheet makes its row the repeating one."""
        sheet, row, _column = cell
        here = self.state.template.repeating_on(sheet)
        if of_rows and here and here.row != row:
            raise Refusal(_("On {sheet} row {row} stands for the records: {field} belongs into it. To move the row, "
                            "take its fields out first.", sheet=sheet, row=here.row, field=heading))  # fmt: skip
        label = _unasked(self._text(cell))
        text = f"{label if label.rstrip().endswith(_ASKS) else ''}{{{{{heading}}}}}"
        return self._step(cell, text, row if of_rows and here is None else None)

    def unbind(self, cell: Cell) -> State:
        """Let a cell ask for nothing; a row without fields repeats no more."""
        sheet, row, column = cell
        asked = [each for each in self.state.template.placeholders if (each.sheet, each.row) == (sheet, row)]
        if not any(each.column == column for each in asked):
            return self.state
        if any(each.is_named for each in asked if each.column == column):
            raise Refusal(_("{sheet}, cell {cell} has its field from its name. Delete the name in Excel or WPS.",
                            sheet=sheet, cell=address(row, column)))  # fmt: skip
        here = self.state.template.repeating_on(sheet)
        is_last = bool(here and here.row == row and all(each.column == column for each in asked))
        return self._step(cell, _unasked(self._text(cell)), 0 if is_last else None)

    def take_back(self) -> State:
        """The state before the last step."""
        if len(self._states) > 1:
            self._write(self._states[-2])
            self._states.pop()
        return self.state

    def _step(self, cell: Cell, text: str, repeating: int | None) -> State:
        sheet, row, column = cell
        before = self.state
        content = bind(before.template.content, sheet, address(row, column), text)
        if repeating is not None:
            content = repeat(content, sheet, repeating)
        now = State(template_of(before.template.file, content), {**before.texts, cell: text})
        self._write(now)
        self._states.append(now)
        return now

    def _text(self, cell: Cell) -> str:
        sheet, row, column = cell
        return text_at(self._sheets[sheet], self.state.texts, row, column)

    def _write(self, state: State) -> None:
        with swapped_in(self.path) as beside:
            beside.write_bytes(state.template.content)


def text_at(cells: SheetCells, texts: Mapping[Cell, str], row: int, column: int) -> str:
    """What a cell says, counted from 1."""
    kept = texts.get((cells.name, row, column))
    return spelled(cells, row - 1, column - 1) if kept is None else kept


def _unasked(text: str) -> str:
    return replaced([text], lambda _asked: "")[0]
