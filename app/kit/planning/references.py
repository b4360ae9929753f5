"""Whom a workbook means: rows by code, by unique name, or for the first time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from app.kit.planning.plan import Ambiguity
from app.kit.sheet import Brought, SheetColumn
from app.kit.store.context import Context
from app.kit.values.bad import BadValue
from app.kit.values.cleaning import folded
from app.kit.values.units import is_unit
from app.kit.words import _

ARCHIVED = "archived"


class Lookup:
    """The rows one reference column can mean: those stored, and those that earlier sheets bring."""

    def __init__(
        self, ctx: Context, column: SheetColumn, pending: Iterable[Brought], decided: Mapping[tuple[str, str], Any]
    ) -> None:
        assert column.reference is not None
        self._column = column
        self._reference = column.reference
        self._decided = decided
        self._codes: dict[str, Any] = {}
        self._names: dict[Any, str] = {}
        self._by_name: dict[str, list[Any]] = defaultdict(list)
        self._archived: dict[str, set[Any]] = defaultdict(set)
        self._answers: dict[tuple[Any, Any], Any] = {}
        self.ambiguous: dict[str, Ambiguity] = {}
        """Names that several rows bear, as they were written."""
        self.introduced: Counter[str] = Counter()
        """Codes named for the first time, with the number of rows that name them."""
        for known in self._reference.known(ctx):
            if known.is_archived:
                for word in {folded(str(known.code)), folded(known.name)}:
                    self._archived[word].add(known.code)
            else:
                self._learn(known.code, known.name)
        for brought in pending:
            if brought.row is self._reference.row and folded(str(brought.code)) not in self._codes:
                self._learn(brought.code, brought.name)
        self._zeroless = {str(code).lstrip("0"): code for code in self._codes.values()}

    def _learn(self, code: Any, name: str) -> None:
        self._codes[folded(str(code))] = code
        self._names[code] = name
        if name and code not in self._by_name[folded(name)]:
            self._by_name[folded(name)].append(code)

    @property
    def names(self) -> dict[str, Any]:
        """Folded names and codes that mean exactly one row, with its code."""
        return {**self._codes, **{name: codes[0] for name, codes in self._by_name.items() if len(codes) == 1}}

    def resolve(self, code: Any, name: Any) -> Any:
        """The office code of the row meant by what stands in the code's and the name's cells; raises BadValue."""
        asked = (code, name)
        if asked not in self._answers:
            try:
                self._answers[asked] = self._by_code(code, name) if code is not None else self._called(name)
            except BadValue as wrong:
                self._answers[asked] = wrong
        answer = self._answers[asked]
        if isinstance(answer, BadValue):
            raise answer
        if answer in self.introduced:
            self.introduced[answer] += 1
        return answer

    def put_away(self, code: Any, name: Any) -> Any:
        """The office code of the one archived row that is meant: a row that named it before may go on naming it."""
        found = self._archived.get(folded(str(name if code is None else code)), set())
        return next(iter(found)) if len(found) == 1 else None

    def _by_code(self, code: Any, name: Any) -> Any:
        found = self._codes.get(folded(str(code)))
        if found is None:
            return self._unknown(str(code))
        known = self._names[found]
        if name is not None and known and known != found and folded(str(name)) not in {
            folded(known), folded(str(found))}:  # fmt: skip
            raise BadValue("code_name_differ", _(
                "{code} is {known}, but the name beside it says {name}. Correct one of the two.",
                code=found, known=known, name=name))  # fmt: skip
        return found

    def _called(self, name: Any) -> Any:
        word = folded(str(name))
        if word in self._codes:
            return self._codes[word]
        found = self._by_name.get(word, [])
        if len(found) == 1:
            return found[0]
        if found:
            decided = self._codes.get(folded(str(self._decided.get((self._column.name, str(name)), ""))))
            candidates = tuple(sorted(found, key=str))
            self.ambiguous[str(name)] = Ambiguity(self._column.name, str(name), candidates, decided)
            if decided is not None:
                return decided
            raise BadValue("ambiguous_name", _(
                "{count} are called {name}: {candidates}. Write the code instead.", count=len(found), name=name,
                candidates=_(", ").join(sorted(map(str, found)))))  # fmt: skip
        return self._unknown(str(name))

    def _unknown(self, written: str) -> Any:
        what = _(self._reference.row.one)
        if folded(written) in self._archived:
            raise BadValue(ARCHIVED, _("{what} {key} is archived. Restore it first.", what=what, key=written))
        near = self._zeroless.get(written.lstrip("0")) if written.isdigit() else None
        if near is not None:
            raise BadValue("lost_zeros", _(
                "There is no {what} {key}, but {near}: leading zeros differ. Write the code as text.",
                what=what, key=written, near=near))  # fmt: skip
        if self._reference.introduces and is_unit(folded(written)):
            raise BadValue("unit_column", _(
                "“{raw}” is a unit of measure and no {what}: the column tells how the numbers beside it are counted. "
                "Leave it out, and give the numbers in the usual unit.", raw=written, what=what))  # fmt: skip
        if self._reference.introduces and any(map(str.isalnum, written)):  # an arrow or dots make nothing
            self.introduced.setdefault(written, 0)
            self._learn(written, written)
            return written
        raise BadValue("unknown_reference", _(
            "There is no {what} {key}. Correct it, or enter it first.", what=what, key=written))  # fmt: skip
