"""What is typed beside each printed line, kept as text until it is understood, and the results it comes to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.features.requests.model import Request
from app.features.visits.changes.record import Result
from app.features.visits.model import Visit
from app.features.visits.queries.stops import StopRow
from app.features.visits.rules.entry import fault, read_day, read_mark
from app.kit.fields import Choice, field_of
from app.kit.pinyin import initials
from app.kit.words import _

DAY, MARK, METHOD, SAID, SATISFACTION, KIND, WHY = "day", "mark", "method", "said", "satisfaction", "kind", "why"
TYPED = (DAY, MARK, METHOD, SAID, SATISFACTION, KIND, WHY)
METHODS, KINDS = field_of(Visit.method).choices, field_of(Request.kind).choices


def read_choice(choices: Sequence[Choice], text: str) -> str | None:
    """The code meant by a label, a spelling, a number in the list's order or initials; ValueError if it is unclear."""
    word = text.strip().lower()
    if not word:
        return None
    if word.isdigit() and 1 <= int(word) <= len(choices):
        return choices[int(word) - 1].code
    names = {choice.code: {choice.code, _(choice.label).lower(), *(s.lower() for s in choice.spellings)}
             for choice in choices}  # fmt: skip
    exact = [code for code, known in names.items() if word in known]
    begun = [code for code, known in names.items()
             if any(name.startswith(word) or initials(name).startswith(word) for name in known)]  # fmt: skip
    found = exact or begun
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{n} {_(choice.label)}" for n, choice in enumerate(choices, 1))
    raise ValueError(_("{text} is not clear. Type one of: {known}.", text=text, known=known))


@dataclass
class Draft:
    """One printed line with what was typed beside it; a text that is not understood has its ``faults`` entry."""

    stop: StopRow
    month: str
    today: date
    texts: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def is_touched(self) -> bool:
        """True if something was typed."""
        return bool(self.texts)

    def shown(self, column: str) -> str:
        """What stands in a cell: the typed text, else what is recorded, else what follows from the rest."""
        if column in self.texts:
            return self.texts[column]
        return _RECORDED[column](self)

    def type(self, column: str, text: str) -> None:
        """Take a text; a short form is written out, one that is not understood stays with its fault."""
        self.texts[column] = text.strip()
        self.faults.pop(column, None)
        try:
            self.texts[column] = self._written_out(column, text)
        except ValueError as wrong:
            self.faults[column] = str(wrong)

    def result(self) -> Result:
        """What is to be recorded; ValueError in words if the line is not complete."""
        if self.faults:
            raise ValueError(next(iter(self.faults.values())))
        why = self.shown(WHY)
        mark = read_mark(self.texts.get(MARK, "")) or ("missed" if self.texts.get(WHY) else "done")
        day = read_day(self.shown(DAY), self.month, self.today) or (self._likely_day() if mark == "done" else None)
        if told := fault(mark, day, why, self.today):
            raise ValueError(told)
        figure = self.shown(SATISFACTION)
        return Result(
            self.stop.id, mark, day if mark == "done" else None, read_choice(METHODS, self.shown(METHOD)),
            said=self.shown(SAID) or None, satisfaction=int(figure) if figure else None,
            missed_for=why if mark == "missed" else None, kind=read_choice(KINDS, self.shown(KIND)),
        )  # fmt: skip

    def _likely_day(self) -> date | None:
        planned = self.stop.planned_on
        return planned if planned and planned <= self.today else None

    def _written_out(self, column: str, text: str) -> str:
        if column == DAY:
            day = read_day(text, self.month, self.today)
            return f"{day:%m-%d}" if day else ""
        if column == MARK:
            mark = read_mark(text)
            return {"done": "√", "missed": "×"}.get(mark or "", "")
        if column in {METHOD, KIND}:
            choices = METHODS if column == METHOD else KINDS
            code = read_choice(choices, text)
            return _label(choices, code)
        if column == SATISFACTION and text.strip() and text.strip() not in {"1", "2", "3", "4", "5"}:
            raise ValueError(_("Satisfaction is a figure from 1 to 5."))
        return text.strip()


def _label(choices: Sequence[Choice], code: str | None) -> str:
    return next((_(choice.label) for choice in choices if choice.code == code), "")


def _mark(draft: Draft) -> str:
    if {DAY, SAID, SATISFACTION} & set(draft.texts):
        return "√"
    return {"done": "√", "missed": "×"}.get(draft.stop.state, "")


def _day(draft: Draft) -> str:
    if draft.stop.day:
        return f"{draft.stop.day:%m-%d}"
    likely = draft._likely_day()
    is_done = draft.texts.get(MARK) == "√" or {SAID, SATISFACTION} & set(draft.texts)
    return f"{likely:%m-%d}" if likely and is_done else ""


_RECORDED: dict[str, Callable[[Draft], str]] = {
    DAY: _day, MARK: _mark,
    METHOD: lambda draft: _label(METHODS, draft.stop.method),
    SAID: lambda draft: draft.stop.said,
    SATISFACTION: lambda draft: str(draft.stop.satisfaction or ""),
    KIND: lambda draft: "",
    WHY: lambda draft: draft.stop.missed_for,
}  # fmt: skip
