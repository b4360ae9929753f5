"""Planning an import: what every row of every file would do, before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.kit.errors import Unreadable
from app.kit.job import Progress
from app.kit.planning.around import Surroundings
from app.kit.planning.doubles import settle_doubles
from app.kit.planning.holding import held_back
from app.kit.planning.memory import memories, remember, signature
from app.kit.planning.plan import FILE_REFUSED, TAKE, Choices, FilePlan, Introduction, Memory, SheetPlan
from app.kit.planning.tab import plan_tab
from app.kit.planning.told import plan_json
from app.kit.reading.book import Book, SheetCells
from app.kit.reading.cage import read_book
from app.kit.recognise import Recognition, recognise
from app.kit.recognise.vocabulary import Vocabulary
from app.kit.sheet import CHANGED, NEW, Brought, ImportRows, PlannedRow, Sheet
from app.kit.store.context import Context
from app.kit.words import _

__all__ = ["Choices", "FilePlan", "Introduction", "SheetPlan", "import_of", "plan_book", "plan_files", "plan_json"]

SUFFIXES = frozenset((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".txt", ".xml", ".html", ".htm"))


@dataclass
class _Tab:
    """A tab on its way: where it stands, what it was recognised as, and its plan once it has one."""

    file: int
    name: str
    book: Book
    cells: SheetCells
    found: Recognition
    plan: SheetPlan
    choices: Choices
    memory: Memory
    """What was remembered of its source, empty if nothing was."""


def plan_book(
    ctx: Context, book: Book, sheets: Sequence[Sheet], pending: Iterable[Brought] = (), choices: Choices | None = None
) -> FilePlan:
    """The plan of one book that has been read; ``pending`` are rows that come with other files."""
    choices = choices or Choices()
    name = Path(book.path).name
    tabs = _recognised(0, name, book, sheets, choices, memories(ctx))
    _plan(Surroundings(ctx, list(pending)), tabs, Progress())
    return FilePlan(book.path, tuple(tab.plan for tab in tabs))


def plan_files(
    ctx: Context, paths: Iterable[str | Path], sheets: Sequence[Sheet], progress: Progress | None = None,
    choices: Choices | None = None,
) -> list[FilePlan]:  # fmt: skip
    """The plans of several files, or of the workbooks in folders, as one import.

    Sheets are planned by rank, so that representatives may name areas that another file brings. A file
    that cannot be read is refused on its own.
    """
    progress, choices = progress or Progress(), choices or Choices()
    files, known = _files(paths), memories(ctx)
    plans: list[FilePlan] = []
    tabs: list[_Tab] = []
    for index, path in enumerate(files):
        progress.step(index, 2 * len(files), _("Reading {file}", file=path.name))
        try:
            book = read_book(path, cancel=lambda: progress.is_cancelled)
        except Unreadable as wrong:
            plans.append(FilePlan(str(path), status=FILE_REFUSED, reason=str(wrong), code=wrong.code))
            continue
        plans.append(FilePlan(str(path)))
        tabs += _recognised(index, path.name, book, sheets, choices, known)
    _plan(Surroundings(ctx), tabs, progress)
    return [
        replace(plan, sheets=tuple(tab.plan for tab in tabs if tab.file == index)) for index, plan in enumerate(plans)
    ]


def import_of(plans: Sequence[FilePlan], progress: Progress | None = None) -> ImportRows:
    """The one change that carries out the plans: all their new and changed rows, one journal entry, one undo."""
    batches: dict[object, tuple[Sheet, list[PlannedRow]]] = {}
    for tab in (tab for plan in plans for tab in plan.sheets):
        if tab.sheet is not None:
            rows = batches.setdefault((tab.sheet.name, tab.sheet.columns), (tab.sheet, []))[1]
            rows += [row for row in tab.rows if row.status in {NEW, CHANGED}]
    what = _(", ").join(Path(plan.file).name for plan in plans[:3])
    kept = tuple((sheet, tuple(rows)) for sheet, rows in batches.values() if rows)
    decided = [tab.decided for plan in plans for tab in plan.sheets if tab.decided]
    return ImportRows(
        what if len(plans) < 4 else f"{what} …", kept, progress or Progress(), partial(remember, news=decided)
    )


def _files(paths: Iterable[str | Path]) -> list[Path]:
    """Files as given; of a folder its workbooks by name, without the locks of open ones."""
    found: list[Path] = []
    for path in map(Path, paths):
        try:
            inside = sorted(path.iterdir())
        except OSError:
            found.append(path)  # a file, or a folder that reading will complain about
            continue
        found += [p for p in inside if p.suffix.lower() in SUFFIXES and not p.name.startswith(("~$", "."))]
    return found


def _recognised(
    file: int, name: str, book: Book, sheets: Sequence[Sheet], choices: Choices, known: Mapping[str, Memory]
) -> list[_Tab]:
    words = [Vocabulary(sheet) for sheet in sheets]
    found = []
    for cells in book.sheets:
        sign = signature(cells)
        memory = known.get(sign) or Memory(sign, _("{file}, {sheet}", file=name, sheet=cells.name))
        found.append(_tab(file, name, book, cells, words, memory.before(choices, cells.name), memory))
    return found


def _tab(
    file: int, name: str, book: Book, cells: SheetCells, words: Sequence[Vocabulary], choices: Choices, memory: Memory
) -> _Tab:
    kind = choices.kinds.get(cells.name)
    why = ""
    if cells.hidden and not choices.takes_hidden and kind is None:
        why = _("This sheet is hidden in the workbook and was not taken.")
    elif kind == "":
        why = _("Left out as you chose.")
    elif not cells.rows:
        why = _("This sheet is empty.")
    found = Recognition(None, notes=(why,)) if why else recognise(cells, words, kind=kind, columns=choices.columns)
    plan = SheetPlan(cells.name, cells.hidden, certainty=found.certainty, notes=found.notes)
    return _Tab(file, name, book, cells, found, plan, choices, memory)


def _plan(around: Surroundings, tabs: Sequence[_Tab], progress: Progress) -> None:
    """Plan the recognised tabs kind by kind, parents before children."""
    known = {tab.found.sheet.name: tab.found.sheet for tab in tabs if tab.found.sheet}
    for index, sheet in enumerate(sorted(known.values(), key=lambda sheet: sheet.rank)):
        progress.step(len(known) + index, 2 * len(known), _("Comparing {sheet}", sheet=_(sheet.title)))
        same = [tab for tab in tabs if tab.found.sheet and tab.found.sheet.name == sheet.name]
        for tab in same:
            tab.plan = _remembering(tab, plan_tab(around, tab.book, tab.cells, tab.found, tab.choices))
        settled = settle_doubles([(tab.name, tab.plan) for tab in same])
        if sheet.notes and (told := sheet.notes(around.ctx, [row for plan in settled for row in plan.rows])):
            settled[0] = replace(settled[0], notes=(*settled[0].notes, *told))
        for tab, plan in zip(same, settled, strict=True):
            out = {row for file, name, row in tab.choices.left_out if (file, name) == (tab.name, tab.cells.name)}
            tab.plan = held_back(plan, tab.choices.policies.get(tab.cells.name, TAKE), out)
            around.pending += _brought(sheet, tab.plan)


def _remembering(tab: _Tab, plan: SheetPlan) -> SheetPlan:
    """The plan with what was decided about it, now or earlier, and a word on what was remembered."""
    place, choices = tab.found.header, tab.choices
    assert place is not None
    headings = {place.heading(i) for i in range(len(place.texts))}
    decided = replace(
        tab.memory,
        kind=choices.kinds.get(tab.cells.name, ""),
        columns={heading: name for heading, name in choices.columns.items() if heading in headings},
        references={(one.column, one.written): one.chosen for one in plan.ambiguities if one.chosen is not None},
        percent={heading: told for heading, told in choices.percent.items() if heading in headings},
    )
    note = (_("Decisions remembered from {name} are used.", name=tab.memory.name),)
    return replace(
        plan,
        decided=decided if decided.signature and decided.says_something else None,
        notes=(*plan.notes, *note) if tab.memory.says_something else plan.notes,
    )


def _brought(sheet: Sheet, plan: SheetPlan) -> Iterable[Brought]:
    """What the tab's new rows make, and what it introduces."""
    for each in plan.introductions:
        yield Brought(each.row, each.code, each.code)
    if sheet.brings:
        for row in plan.rows:
            if row.status == NEW:
                yield from sheet.brings(dict(row.values or {}))
