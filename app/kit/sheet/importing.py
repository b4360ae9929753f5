"""The change that carries out a plan."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.kit.errors import Conflict
from app.kit.job import Progress
from app.kit.sheet.declared import CHANGED, NEW, PlannedRow, Sheet
from app.kit.store.change import Change
from app.kit.store.context import Context
from app.kit.words import N_, _


@dataclass(frozen=True)
class ImportRows(Change):
    """Write the new and changed rows of planned sheets: one change, however many rows and sheets."""

    title: ClassVar[str] = N_("Import {what}: {count} rows")
    permission: ClassVar[str] = "sheets.import"
    what: str
    batches: tuple[tuple[Sheet, tuple[PlannedRow, ...]], ...]
    progress: Progress
    then: Callable[[Context], None] | None = None
    """What else belongs to this import."""

    def subject(self) -> Mapping[str, object]:
        return {"what": self.what, "count": sum(len(_wanted(rows)) for _sheet, rows in self.batches)}

    def apply(self, ctx: Context) -> int:
        batches = [(sheet, _wanted(rows)) for sheet, rows in sorted(self.batches, key=lambda batch: batch[0].rank)]
        for sheet, rows in batches:
            _refuse_stale(ctx, sheet, rows)
        for sheet, rows in batches:
            sheet.put(ctx, rows, self.progress)
            ctx.flush()
        if self.then:
            self.then(ctx)
        return sum(len(rows) for _sheet, rows in batches)


def _wanted(rows: Iterable[PlannedRow]) -> list[PlannedRow]:
    return [row for row in rows if row.status in {NEW, CHANGED}]


def _refuse_stale(ctx: Context, sheet: Sheet, rows: Sequence[PlannedRow]) -> None:
    """Raise a Conflict if what the plan was compared with has changed since."""
    now = {sheet.key_of(values): values for values in sheet.stored(ctx)} if rows else {}
    for item in rows:
        if now.get(item.key) != item.before:
            raise Conflict(_(
                "{sheet}, row {row}: the office's records were changed after the plan was made. Import the file again.",
                sheet=_(sheet.title), row=item.row))  # fmt: skip
