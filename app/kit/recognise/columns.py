"""What every column of a header means in one sheet, with the month it stands for where months are columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from app.kit.fields import Kind
from app.kit.recognise.header import Header
from app.kit.recognise.letters import letters
from app.kit.recognise.months import MonthHeading, month_heading
from app.kit.recognise.title import Title
from app.kit.recognise.vocabulary import AROUND, Meaning, Vocabulary, bare, measured
from app.kit.sheet import Problem, Sheet, SheetColumn
from app.kit.values.units import factor, is_unit
from app.kit.words import _

_SOMEBODY_ELSE = re.compile(r".*(?:经理|推荐人|介绍人|引荐人|责任人|网格员|抄表员|电工|书记|主任|代表|紧急联系人)")


@dataclass(frozen=True)
class MappedColumn:
    """A physical column and what it means; ``letter`` as the workbook shows it.

    ``month`` is ``YYYY-MM`` where the column holds one month of several.
    """

    index: int
    heading: str
    meaning: Meaning
    month: str = ""

    @property
    def letter(self) -> str:
        """The column's letter."""
        return letters(self.index)

    @property
    def column(self) -> SheetColumn:
        """The sheet's column."""
        return self.meaning.column

    @property
    def target(self) -> tuple[str, str, str]:
        """What no second column may mean."""
        return *self.meaning.target, self.month


@dataclass
class Understood:
    """The columns understood; ``doubts`` make every row doubtful, ``notes`` only tell."""

    columns: list[MappedColumn] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unclear: int = 0
    """Columns of months of which it is not known what their numbers are."""


def understood(place: Header, words: Vocabulary, decided: Mapping[str, str], title: Title) -> Understood:
    """The columns of ``place``; ``decided`` are column names by heading that a person chose ("" to leave out)."""
    found = Understood()
    months = _months(place, words.sheet)
    meanings = {i: meaning for i, meaning in place.meanings(words).items() if i not in months}
    _decide(place, words.sheet, decided, meanings, months)
    _leave_others_phones(place, decided, meanings, found)
    if months and not any(meaning.column.field.kind is Kind.MONTH for meaning in meanings.values()):
        found.columns += _of_months(place, words, decided, title, months, found)
    found.columns += [MappedColumn(i, place.heading(i), meaning) for i, meaning in meanings.items()]
    found.columns = [
        replace(each, meaning=_in_title_unit(each.meaning, title))
        for each in sorted(found.columns, key=lambda one: one.index)
    ]
    return found


def may_be(place: Header, words: Vocabulary, decided: Mapping[str, str]) -> bool:
    """Whether it is worth to look closer: two columns mean something, or somebody said so."""
    known = set(place.meanings(words)) | set(_months(place, words.sheet))
    return len(known) + sum(place.heading(i) in decided for i in range(len(place.texts)) if i not in known) > 1


def month_column(sheet: Sheet) -> SheetColumn | None:
    """The column by which rows of different months stay apart."""
    return next((c for c in sheet.columns if c.read and c.field.kind is Kind.MONTH and c.name in sheet.key), None)


def _months(place: Header, sheet: Sheet) -> dict[int, MonthHeading]:
    if month_column(sheet) is None:
        return {}
    found = ((i, month_heading(texts)) for i, texts in enumerate(place.texts) if texts)
    return {i: month for i, month in found if month}


def _decide(
    place: Header, sheet: Sheet, decided: Mapping[str, str], meanings: dict[int, Meaning],
    months: dict[int, MonthHeading],
) -> None:  # fmt: skip
    """Put what a person chose in the place of what was understood."""
    for i in range(len(place.texts)):
        name = decided.get(place.heading(i))
        if name == "":
            meanings.pop(i, None)
            months.pop(i, None)
        elif name is not None and i not in months and any(column.name == name for column in sheet.columns):
            known = meanings.get(i)
            if known is None or known.column.name != name:
                meanings[i] = Meaning(sheet.column(name))


def _leave_others_phones(
    place: Header, decided: Mapping[str, str], meanings: dict[int, Meaning], found: Understood
) -> None:
    """A telephone right behind 推荐人 or 台区经理 may be that person's: it is left out until somebody decides."""
    for i in [i for i, meaning in meanings.items() if meaning.column.field.kind is Kind.PHONE and i]:
        heading, before = place.heading(i), place.heading(i - 1)
        beside = meanings.get(i - 1)
        is_own = beside is not None and beside.column.name in {"name", "code"}
        if heading in decided or is_own or not _SOMEBODY_ELSE.fullmatch(bare(before)):
            continue
        del meanings[i]
        found.notes.append(_(
            "Column {letter} “{heading}” stands behind “{before}” and may be that person's. It is left out: choose "
            "what it means.", letter=letters(i), heading=heading, before=before))  # fmt: skip


def _of_months(
    place: Header, words: Vocabulary, decided: Mapping[str, str], title: Title, months: Mapping[int, MonthHeading],
    found: Understood,
) -> list[MappedColumn]:  # fmt: skip
    """The columns of single months, with the year of the title where they have none of their own."""
    whole = words.named_in([*title.texts, title.tab])
    kept: list[MappedColumn] = []
    last = 0
    for i, told in months.items():
        heading = place.heading(i)
        meaning = Meaning(words.sheet.column(decided[heading])) if decided.get(heading) else (
            words.understand(*told.rest) if told.rest else whole
        )  # fmt: skip
        if meaning is None and whole and len(told.rest) == 1 and is_unit(unit := told.rest[0].strip(AROUND)):
            meaning = measured(whole, unit)
        if meaning is None or not meaning.column.field.is_numeric:
            if not told.rest:
                found.unclear += 1
                found.doubts.append(Problem("values_unclear", _(
                    "Column {letter} “{heading}” is a month, but what its numbers are is told neither by a heading nor "
                    "by the title. Choose what it means.", letter=letters(i), heading=heading),
                    letters(i), "", heading))  # fmt: skip
            continue
        year = told.year or title.year
        if year is None or (told.year is None and told.month < last):
            found.doubts.append(Problem("no_year", _(
                "Column {letter} “{heading}”: its year is not certain. Write it into the heading.",
                letter=letters(i), heading=heading), letters(i), meaning.column.name, heading))  # fmt: skip
        last = last if told.year else told.month
        kept.append(MappedColumn(i, heading, meaning, f"{year or 0}-{told.month:02}"))
    return kept


def _in_title_unit(meaning: Meaning, title: Title) -> Meaning:
    """Where the heading tells no unit, the title's unit of the same dimension holds; two of them are a doubt."""
    declared = meaning.column.field
    if meaning.unit or not declared.unit or not declared.is_numeric:
        return meaning
    if title.unclear:
        return replace(meaning, unit=title.unclear, factor=None)
    found: dict[str, Decimal] = {}
    for unit in title.units:
        times = factor(bare(declared.unit), unit)
        if times is not None:
            found[unit] = times
    if not found:
        return meaning
    unit = "/".join(found)
    return replace(meaning, unit=unit, factor=next(iter(found.values())) if len(set(found.values())) == 1 else None)
