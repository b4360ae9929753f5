"""An office as plain tables: what a generator returns and what the workbook writer takes."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.demo.headings import Form

Value = str | int | float | bool | date | datetime | None
Row = dict[str, Value]
Texts = NDArray[np.str_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Days = NDArray[np.datetime64]

GENERATED = "生成"


def rows(source: str = GENERATED, **columns: NDArray[Any] | Iterable[Value]) -> list[Row]:
    """Turn equally long columns into rows of plain Python values, each with its ``source``."""
    lists = [c.tolist() if isinstance(c, np.ndarray) else list(c) for c in columns.values()]
    keys = (*columns, "source")
    return [dict(zip(keys, (*cells, source), strict=True)) for cells in zip(*lists, strict=True)]


def pick(rng: np.random.Generator, shares: Mapping[str, float], size: int) -> Texts:
    """Draw ``size`` words with the given shares (any positive scale)."""
    weights = np.fromiter(shares.values(), float)
    return rng.choice(np.array(list(shares)), size, p=weights / weights.sum())


@dataclass(frozen=True)
class Office:
    """Tables by English name, rows by English field; ``forms`` says which workbooks they fill."""

    name: str
    seed: int
    today: date
    forms: tuple[Form, ...]
    tables: Mapping[str, list[Row]]

    def as_csv(self, table: str) -> bytes:
        """One table as UTF-8 CSV with a header row and LF."""
        out = io.StringIO()
        found = self.tables[table]
        writer = csv.DictWriter(out, list(found[0]) if found else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
        return out.getvalue().encode()

    def digests(self) -> dict[str, str]:
        """SHA-256 of each table's CSV: the same seed gives the same bytes."""
        return {name: hashlib.sha256(self.as_csv(name)).hexdigest() for name in self.tables}

    def without_managers(self, share: float) -> "Office":
        """The same office with ``share`` (0..1) of its areas, evenly spread, served by nobody."""
        codes = [row["code"] for row in self.tables["areas"]]
        freed = {code for i, code in enumerate(codes) if int((i + 1) * share) > int(i * share)}
        kept = [row for row in self.tables["assignments"] if row["area_code"] not in freed]
        return replace(self, tables={**self.tables, "assignments": kept})
