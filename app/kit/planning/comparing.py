"""Rows of a form against what is stored: new, changed, same, or refused."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.kit.planning.references import ARCHIVED
from app.kit.sheet import CHANGED, NEW, REFUSED, SAME, SKIPPED, PlannedRow, Problem, Sheet, SheetColumn, Values
from app.kit.values.bad import BadValue
from app.kit.values.hints import SETTLED
from app.kit.values.understanding import Read, reader
from app.kit.words import _

Key = tuple[Any, ...]


class Comparison:
    """Judges rows of one sheet. ``letters`` are the physical columns by column name, for problems' places.

    With ``numbers`` no row bears a number of its own: each is told apart by what else it says.
    """

    def __init__(
        self, sheet: Sheet, stored: Mapping[Key, Values], letters: Mapping[str, str], empties: bool,
        today: date | None = None, *, numbers: bool = False,
    ) -> None:  # fmt: skip
        self._sheet = sheet
        self._stored = stored
        self._letters = letters
        self._empties = empties
        self._settle: dict[str, Read] = {c.name: reader(c.field, SETTLED) for c in sheet.columns if not c.reference}
        self._parts = [sheet.column(part) for part in sheet.key]
        self._required = [
            c for c in sheet.columns if c.read and c.field.required and not (numbers and c.name in sheet.key)
        ]
        self._erasable = [c.name for c in sheet.columns if c.name in letters and not c.field.required]
        self._past = [c for c in sheet.columns if c.read and c.field.past] if today else []
        self._today = today or date.max
        self._zeroless: dict[str, Key] | None = None
        self._apart = sheet.apart if numbers else None
        self._alike: dict[tuple[str, ...], list[Any]] | None = None

    def judge(self, row: int, values: Values, problems: Sequence[Problem]) -> PlannedRow:
        """What will happen to sheet row ``row`` (as the workbook numbers it)."""
        told = {problem.field for problem in problems}
        values = self._numbered(values, told)
        key = self._sheet.key_of(values)
        found = list(problems)
        before = self._stored.get(key)
        if before is None:
            found += self._strange(key) if self._sheet.known_only else ()
            found += self._missing(values, told, self._required)
            found += self._lost_zeros(key) if self._stored else ()
        else:
            values = self._as_stored(values, before)
            found = [p for p in found if p.code != ARCHIVED or values.get(p.field) != before.get(p.field)]
        if None in key and not (self._apart and found):
            # A part of the key that no field demands is demanded all the same.
            found += self._missing(values, told | {p.field for p in found}, self._parts)
        if self._past:
            found += self._to_come(values, before or {})
        if not found and self._sheet.check:
            found += map(self._placed, self._sheet.check({**before, **values} if before else values))
        if found:
            return PlannedRow(row, REFUSED, key, values, None, tuple(found))
        if before is None:
            why = self._sheet.leaves_out(values) if self._sheet.leaves_out else ""
            left_out = (Problem("nothing_said", why),) if why else ()
            return PlannedRow(row, SKIPPED if why else NEW, key, values, None, left_out)
        status = SAME if all(before.get(name) == value for name, value in values.items()) else CHANGED
        return PlannedRow(row, status, key, values, before)

    def _numbered(self, values: Values, told: set[str]) -> Values:
        """``values`` with the number of the one stored row that is told apart by the same, or one made of that."""
        name = self._sheet.key[0]
        apart = self._apart(values) if self._apart and name not in told else None
        if self._apart is None or apart is None:
            return values
        if self._alike is None:
            self._alike = {}
            for key, stored in self._stored.items():
                self._alike.setdefault(self._apart(stored) or (), []).append(key[0])
        known = self._alike.get(apart, ["-".join(apart)])
        return {**values, name: known[0]} if len(known) == 1 else values

    def _to_come(self, values: Values, before: Values) -> Iterator[Problem]:
        for column in self._past:
            told = values.get(column.name)
            day = told.date() if isinstance(told, datetime) else told
            last: Any = self._today if isinstance(day, date) else self._today.strftime("%Y-%m")
            if day is not None and day > last and told != before.get(column.name):
                text = _("{field} is {value}, which is yet to come: check the year.", field=_(column.field.label),
                         value=column.field.show(told))  # fmt: skip
                yield Problem("to_come", text, self._letters.get(column.name, ""), column.name, str(told))

    def _strange(self, key: Key) -> Iterator[Problem]:
        """A row of a form that makes none of its own."""
        if None not in key:
            name = self._sheet.key[0]
            text = _(self._sheet.known_only, key=" ".join(map(str, key)))
            yield Problem("unknown_row", text, self._letters.get(name, ""), name, str(key[0]))

    def _missing(self, values: Values, told: set[str], columns: Sequence[SheetColumn]) -> list[Problem]:
        found = []
        for column in columns:
            if values.get(column.name) is not None or column.name in told:
                continue
            letter = self._letters.get(column.name, "")
            label = _(column.field.label)
            if letter:
                text = _("{field} must be filled in.", field=label)
                found.append(Problem("missing", text, letter, column.name))
            else:
                text = _("The column {field} is missing: a new row needs it. Add it.", field=label)
                found.append(Problem("missing_column", text, "", column.name))
        return found

    def _lost_zeros(self, key: Key) -> list[Problem]:
        """A new code that is a stored one but for leading zeros is no new code."""
        if len(key) != 1 or not isinstance(key[0], str) or not key[0].isdigit():
            return []
        if self._zeroless is None:
            self._zeroless = {
                known[0].lstrip("0"): known for known in self._stored if isinstance(known[0], str)
            }  # fmt: skip
        near = self._zeroless.get(key[0].lstrip("0"))
        if near is None:
            return []
        name = self._sheet.key[0]
        text = _("{code} is not known, but {near} is: leading zeros differ. Write the code as text.",
                 code=key[0], near=near[0])  # fmt: skip
        return [Problem("lost_zeros", text, self._letters.get(name, ""), name, key[0])]

    def _as_stored(self, values: Values, before: Values) -> Values:
        """``values`` with the stored value where the two are the same but for spelling."""
        found = {
            name: before[name] if name in before and before[name] != value and self._is_same(name, before[name], value)
            else value for name, value in values.items()
        }  # fmt: skip
        if self._empties:
            found.update({name: None for name in self._erasable if name not in values and before.get(name) is not None})
        return found

    def _is_same(self, name: str, stored: Any, value: Any) -> bool:
        if isinstance(stored, float) and isinstance(value, float):
            # A workbook keeps 15 to 17 digits of a number.
            return math.isclose(stored, value, rel_tol=1e-13)
        settle = self._settle.get(name)
        if settle is None or stored is None:
            return False
        try:
            return bool(settle(stored) == value)
        except BadValue:
            return False

    def _placed(self, problem: Problem) -> Problem:
        return replace(problem, column=problem.column or self._letters.get(problem.field, ""))
