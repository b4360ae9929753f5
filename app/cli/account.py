"""The account of a month on one page: what was done, what came of it, what needs a person."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.catalogue import manifests
from app.cli.said import table
from app.kit.job import Progress
from app.kit.store.office import Office
from app.kit.words import _

MOST = 12
"""Lines told of one sort: the account stays one page."""


@dataclass(frozen=True)
class Step:
    """One step: what was done, what came of it, seconds by the clock and of the processor."""

    title: str
    came: str
    seconds: float
    cpu: float


@dataclass
class MonthRun:
    """What happened to a month, step by step, for the account."""

    out: Path
    progress: Progress
    month: str = ""
    steps: list[Step] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Rows that were not taken in: file, sheet, row, column and reason."""
    remarks: list[str] = field(default_factory=list)
    introduced: list[str] = field(default_factory=list)
    """What taking the workbooks in had to say: mostly the rows they named for the first time."""
    files: list[Path] = field(default_factory=list)

    def step(self, title: str, work: Callable[[], str]) -> None:
        """Do one step, time it, keep what came of it."""
        began, cpu = time.perf_counter(), sum(os.times()[:4])
        came = work()
        self.steps.append(Step(title, came, time.perf_counter() - began, sum(os.times()[:4]) - cpu))

    def as_values(self, office: Office) -> dict[str, Any]:
        """The account for scripts."""
        return {
            "month": self.month,
            "steps": [{"step": s.title, "result": s.came, "seconds": round(s.seconds, 2), "cpu": round(s.cpu, 2)}
                      for s in self.steps],
            "duties": {duty.key: office.ask(duty.count) for feature in manifests() for duty in feature.duties},
            "refused": self.refused, "remarks": [*self.remarks, *self.introduced],
            "files": [str(file) for file in self.files],
        }  # fmt: skip


def account(run: MonthRun, office: Office) -> str:
    """Steps with their seconds, refused rows, remarks, open duties and the files written."""
    rows = [[step.title, step.came, f"{step.seconds:.1f} s"] for step in run.steps]
    parts = [table([_("Step"), _("Result"), _("Time")], rows, [False, False, True])]
    duties = [(duty, office.ask(duty.count)) for feature in manifests() for duty in feature.duties]
    see = f"pianqu list {{}} --office {office.database.file or '…'}"
    left = [[f"{count:,}", _(duty.title), see.format(duty.listing)] for duty, count in duties if count]
    if left:
        parts.append(_("Needs a person") + "\n" + table([_("Count"), _("Duty"), _("See")], left, [True, False, False]))
    parts += [_lines(_("Not taken in"), run.refused), _lines(_("Remarks"), [*run.remarks, *run.introduced])]
    parts.append("\n".join([_("Written"), *(str(file) for file in run.files)]))
    return "\n\n".join(part for part in parts if part)


def _lines(title: str, lines: Sequence[str]) -> str:
    more = [_("… and {count} more", count=len(lines) - MOST)] if len(lines) > MOST else []
    return "\n".join([title, *lines[:MOST], *more]) if lines else ""
