"""Which sheet a table of cells is, how sure that is, where its header stands and what its columns mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.kit.fields import Kind
from app.kit.reading.book import SheetCells
from app.kit.recognise.columns import MappedColumn, Understood, may_be, understood
from app.kit.recognise.header import Header, headers
from app.kit.recognise.letters import letters
from app.kit.recognise.title import Title, read_title
from app.kit.recognise.vocabulary import Vocabulary, bare, is_answer, is_running_number, is_surplus, words_of
from app.kit.sheet import Problem, Sheet, SheetColumn
from app.kit.values.marks import in_every_language
from app.kit.words import _

LEAST = 0.5
_LEAST_SHARE = 0.34  # of the headings must be understood: a code and a name stand in every table
_CLOSE = 0.02
_UNREAD = 0.2  # a column that another sheet reads makes that one likelier


@dataclass(frozen=True)
class Recognition:
    """What a table is. ``sheet`` None: not known, ``notes`` say why. ``problems`` concern the table as a whole."""

    sheet: Sheet | None
    certainty: float = 0.0
    header: Header | None = None
    mapping: tuple[MappedColumn, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    """Letter and text of headings that are not understood."""
    missing: tuple[SheetColumn, ...] = ()
    """Mandatory columns that are not there."""
    title: Title = Title()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def recognise(
    cells: SheetCells, words: Sequence[Vocabulary], *, kind: str | None = None, columns: Mapping[str, str] | None = None
) -> Recognition:
    """What ``cells`` are among the sheets of ``words``.

    ``kind`` is the sheet's name where a person has decided; ``columns`` maps heading texts to column names
    in the same way ("" for a column to leave out).
    """
    taken = [each for each in words if kind is None or each.sheet.name == kind]
    places = list(headers(cells, lambda label, beside: any(each.is_label(label, beside) for each in taken)))
    rated = [found for each in taken if (found := _rate(cells, places, each, columns or {}, kind is not None))]
    rated.sort(key=lambda found: -found.certainty)
    if not rated or (kind is None and rated[0].certainty < LEAST):
        return Recognition(None, notes=(_("No known header was found in this table."),))
    best = rated[0]
    if len(rated) > 1 and best.certainty - rated[1].certainty < _CLOSE:
        both = _(", ").join(_(found.sheet.title) for found in rated[:2] if found.sheet)
        return Recognition(None, best.certainty, notes=(_("This may be one of: {sheets}. Choose.", sheets=both),))
    return best


def _rate(
    cells: SheetCells, places: Sequence[Header], words: Vocabulary, columns: Mapping[str, str], decided: bool
) -> Recognition | None:
    """The best header for one sheet; None if hardly anything in the table belongs to it and no person says so."""
    best: tuple[tuple[int, int], Header, Title, Understood, Vocabulary] | None = None
    narrow = words
    for place in places:
        words = _opened(place, narrow, columns, decided)
        if not may_be(place, words, columns):
            continue
        title = read_title(cells.rows[: place.last], cells.name, place.first)
        found = understood(place, words, columns, title)
        rank = len({each.target for each in found.columns}), place.first - place.last
        if rank[0] >= 2 and (best is None or rank > best[0]):
            best = rank, place, title, found, words
    if best is None:
        return None
    _rank, place, title, found, words = best
    return _rated(cells, place, title, found, words, narrow.sheet, columns, decided)


def _opened(place: Header, words: Vocabulary, columns: Mapping[str, str], decided: bool) -> Vocabulary:
    """``words`` with a column for each heading they do not know, where the sheet takes such.

    It does where a part of its key is among the headings, or where a person says that this is the sheet.
    """
    sheet = words.sheet
    if sheet.others is None:
        return words
    known = place.meanings(words)
    if not decided and not any(meaning.column.name in sheet.key for meaning in known.values()):
        return words
    headings = (
        place.heading(i) for i, texts in enumerate(place.texts)
        if texts and i not in known and not _says_nothing(place.heading(i), texts[-1], words)
    )  # fmt: skip
    return Vocabulary(sheet.opened(dict.fromkeys(heading for heading in headings if heading not in columns)))


def _rated(
    cells: SheetCells, place: Header, title: Title, found: Understood, words: Vocabulary, narrow: Sheet,
    columns: Mapping[str, str], decided: bool,
) -> Recognition | None:  # fmt: skip
    """How sure it is that the table below ``place`` is the sheet of ``words``, which is ``narrow`` or one opened."""
    sheet = words.sheet
    names = {each.column.name for each in found.columns}
    unknown = _unknown(place, found.columns, words, columns)
    is_told = bool(title.month) or any(each.month for each in found.columns) or found.unclear > 0
    told = names | {
        c.name for c in sheet.columns
        if (c.field.kind is Kind.MONTH and is_told) or _is_titled(c, title)
    }  # fmt: skip
    missing = [c for c in sheet.columns if c.read and c.name not in told and (c.field.required or c.name in sheet.key)]
    required = sum(c.field.required for c in sheet.columns if c.read) or 1
    known = {each.index for each in found.columns}
    unread = sum(words.is_unread(place.heading(i)) for i in range(len(place.texts)) if i not in known)
    doubles = len(found.columns) - len({each.target for each in found.columns})
    # A heading that is understood because the sheet takes any is understood less than another.
    taken = len(sheet.columns) - len(narrow.columns)
    unclear = len(unknown) - found.unclear + doubles + taken / 4 + _UNREAD * unread
    share = 1 - unclear / max(place.named(), 1)
    if share < _LEAST_SHARE and not decided:
        return None
    says_nothing = names <= set(sheet.key) and not found.unclear and any(c.name not in sheet.key for c in sheet.columns)
    certainty = (
        0.6 * share
        + 0.2 * sum(name in told for name in sheet.key) / len(sheet.key)
        + 0.1 * (1 - sum(c.field.required for c in missing) / required)
        + 0.1 * _is_called(sheet, [cells.name, *title.texts])
        - 0.15 * says_nothing
    )
    return Recognition(
        sheet, round(certainty, 3), place, tuple(found.columns), unknown, tuple(missing), title,
        (*found.doubts, *_problems(found.columns, missing, sheet)), tuple(found.notes),
    )  # fmt: skip


def _is_titled(column: SheetColumn, title: Title) -> bool:
    """Whether the title tells what ``column`` refers to, be it known or not."""
    pattern = column.reference.titled if column.reference else ""
    own, _codes = words_of(column)
    return bool(pattern) and (bool(title.named(pattern)) or any(label in own for label, _value in title.pairs))


def _is_called(sheet: Sheet, texts: Sequence[str]) -> bool:
    names = {bare(word) for word in in_every_language(sheet.title)}
    return any(name in bare(text) for text in texts for name in names)


def _unknown(
    place: Header, mapped: Sequence[MappedColumn], words: Vocabulary, columns: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    known = {each.index for each in mapped}
    headings = ((i, place.heading(i)) for i in range(len(place.texts)) if i not in known)
    return tuple(
        (letters(i), heading) for i, heading in headings
        if heading and columns.get(heading) != "" and not _says_nothing(heading, place.texts[i][-1], words)
    )  # fmt: skip


def _says_nothing(heading: str, last: str, words: Vocabulary) -> bool:
    return is_running_number(heading) or words.is_unread(heading) or is_answer(last) or is_surplus(last)


def _problems(mapping: Sequence[MappedColumn], missing: Sequence[SheetColumn], sheet: Sheet) -> tuple[Problem, ...]:
    """What makes every row of the table doubtful: a heading twice, a part of the key missing."""
    found: list[Problem] = []
    first: dict[tuple[str, str, str], MappedColumn] = {}
    for each in mapping:
        other = first.setdefault(each.target, each)
        if other is not each:
            found.append(Problem("double_heading", _(
                "Columns {one} “{heading}” and {two} “{other}” both mean {field}. Delete one of them, or choose which "
                "one counts.", one=other.letter, heading=other.heading, two=each.letter, other=each.heading,
                field=_(each.column.field.label)), each.letter, each.column.name, each.heading))  # fmt: skip
    for column in missing:
        if column.name in sheet.key and sheet.apart is None:
            found.append(Problem("missing_column", _(
                "The column {field} is missing, so the rows cannot be told apart. Add it.",
                field=_(column.field.label)), field=column.name))  # fmt: skip
    return tuple(found)
