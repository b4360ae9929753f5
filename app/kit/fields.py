"""A field is declared once; everything that shows, asks, checks or files it follows from here.

``name: Mapped[str] = fields.text("Name", required=True)`` declares a database column *and* its
label, kind, width, choices, requiredness, sensitivity and purpose. List columns, form editors,
filters, Excel columns, import checks, audit text, command-line options and the privacy inventory
read the :class:`Field` back with :func:`field_of`.
"""

import dataclasses
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import Boolean, Date, DateTime, Float, ForeignKey, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from app.kit.words import N_, _


class Kind(enum.Enum):
    """What sort of value a field holds; decides parsing, formatting, alignment and editor."""

    TEXT = "text"
    CODE = "code"
    NOTE = "note"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    DAY = "day"
    MOMENT = "moment"
    MONTH = "month"
    PHONE = "phone"
    LINK = "link"


BETWEEN = ","
"""What stands between the codes of several choices where they are stored."""
NUMERIC = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT})


@dataclass(frozen=True)
class Choice:
    """One value of a choice field: the stored code, its label, and spellings offices use for it."""

    code: str
    label: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One declared column. Percentages are stored as ratios (0.043), money as yuan (Decimal)."""

    label: str
    kind: Kind
    name: str = ""
    required: bool = False
    unit: str = ""
    width: int = 12
    decimals: int = 0
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    personal: str = ""
    """Why this personal datum is kept (PIPL art. 17); empty when it is no personal datum."""
    listed: bool = True
    editable: bool = True
    group: str = ""
    help: str = ""
    to: str = ""
    """Table name a link points to."""
    headings: tuple[str, ...] = ()
    """Further headings under which offices keep this column."""
    person: bool = False
    """A text that is the name of one person: a cell with two names or a name and a number is refused."""
    past: bool = False
    """A day or month that lies behind us: one to come is refused."""
    literal: bool = False
    """A note that is kept word for word: 无 or a dash is an answer, no blank."""

    def but(self, **changes: Any) -> "Field":
        """A copy with some properties changed."""
        return dataclasses.replace(self, **changes)

    @property
    def is_numeric(self) -> bool:
        """True when values are right-aligned and can be summed."""
        return self.kind in NUMERIC

    @property
    def is_scale(self) -> bool:
        """True for a figure that is written as one of its words, whose codes are the figures."""
        return self.kind is Kind.INTEGER and bool(self.choices)

    def heading(self) -> str:
        """Translated label with the unit in brackets."""
        return _("{label} ({unit})", label=_(self.label), unit=_(self.unit)) if self.unit else _(self.label)

    def choice(self, code: object) -> Choice | None:
        """The choice whose stored code is ``code``; of a scale, the one for that figure."""
        return next((choice for choice in self.choices if choice.code == (str(code) if self.is_scale else code)), None)

    def picked(self, value: object) -> tuple[str, ...]:
        """The codes in a stored value of several choices."""
        return tuple(value.split(BETWEEN)) if isinstance(value, str) and value else ()

    def show(self, value: object) -> str:
        """``value`` as a person reads it; empty for None."""
        if value is None or value == "":
            return ""
        match self.kind:
            case Kind.CHOICE | Kind.INTEGER if self.choices:
                found = self.choice(value)
                return _(found.label) if found else str(value)
            case Kind.CHOICES:
                known = {choice.code: _(choice.label) for choice in self.choices}
                return _(", ").join(known.get(code, code) for code in self.picked(value))
            case Kind.FLAG:
                return _("yes") if value else _("no")
            case Kind.PERCENT if isinstance(value, int | float):
                return f"{value * 100:,.{self.decimals or 1}f} %"
            case Kind.INTEGER if isinstance(value, int | float):
                return f"{value:,.0f}"
            case Kind.NUMBER if isinstance(value, int | float):
                return f"{value:,.{self.decimals}f}"
            case Kind.MONEY if isinstance(value, int | float | Decimal):
                return f"{value:,.2f}"
            case Kind.DAY if isinstance(value, date):
                return value.strftime("%Y-%m-%d")
            case Kind.MOMENT if isinstance(value, datetime):
                return value.strftime("%Y-%m-%d %H:%M")
        return str(value)


class Money(TypeDecorator[Decimal]):
    """Yuan as whole fen, so that sums are exact on every database."""

    impl = Integer
    cache_ok = True

    @property
    def python_type(self) -> type:
        """Values are Decimals."""
        return Decimal

    def process_bind_param(self, value: Decimal | float | None, dialect: Dialect) -> int | None:
        """Yuan to fen."""
        return None if value is None else int((Decimal(str(value)) * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Fen to yuan."""
        return None if value is None else Decimal(value) / 100


class Carries(Protocol):
    """Anything that carries a Field in ``info``: a column or a mapped attribute."""

    @property
    def info(self) -> Any: ...


def field_of(column: Carries, name: str = "") -> Field:
    """The Field declared on a mapped attribute (of an alias, too) or column; KeyError if it has none."""
    info = column.info
    if "field" not in info and hasattr(column, "property"):
        info = column.property.columns[0].info
    found: Field = info["field"]
    return found.but(name=name or str(getattr(column, "key", "")))


def _column(kind: Kind, label: str, type_: Any, more: dict[str, Any], *args: Any) -> MappedColumn[Any]:
    properties = {name: more.pop(name) for name in list(more) if name in _PROPERTIES}
    field = Field(label=label, kind=kind, **properties)
    return mapped_column(
        type_, *args, nullable=not field.required, info={"field": field}, active_history=True, **more
    )


_PROPERTIES = {f.name for f in dataclasses.fields(Field)} - {"label", "kind", "name"}


def text(label: str, *, width: int = 12, **more: Any) -> MappedColumn[Any]:
    """Short text."""
    return _column(Kind.TEXT, label, String(200), {"width": width, **more})


def code(label: str, **more: Any) -> MappedColumn[Any]:
    """An identifying code: always text, leading zeros kept."""
    return _column(Kind.CODE, label, String(64), {"width": 14, **more})


def note(label: str, **more: Any) -> MappedColumn[Any]:
    """Long text of several lines."""
    return _column(Kind.NOTE, label, Text(), {"width": 24, **more})


def phone(label: str, **more: Any) -> MappedColumn[Any]:
    """A telephone number, text, masked in lists and print."""
    return _column(Kind.PHONE, label, String(40), {"width": 13, **more})


def integer(label: str, **more: Any) -> MappedColumn[Any]:
    """A whole number."""
    return _column(Kind.INTEGER, label, Integer(), {"width": 8, **more})


def number(label: str, *, decimals: int = 1, **more: Any) -> MappedColumn[Any]:
    """A measured quantity in ``unit``."""
    return _column(Kind.NUMBER, label, Float(), {"width": 10, "decimals": decimals, **more})


def money(label: str, **more: Any) -> MappedColumn[Any]:
    """Yuan, exact."""
    return _column(Kind.MONEY, label, Money(), {"width": 12, "unit": N_("yuan"), **more})


def percent(label: str, **more: Any) -> MappedColumn[Any]:
    """A ratio shown as percent with one decimal."""
    return _column(Kind.PERCENT, label, Float(), {"width": 9, **more})


def flag(label: str, **more: Any) -> MappedColumn[Any]:
    """Yes or no."""
    return _column(Kind.FLAG, label, Boolean(), {"width": 6, **more})


def choice(label: str, choices: Sequence[Choice], **more: Any) -> MappedColumn[Any]:
    """One of ``choices``; the code is stored."""
    return _column(Kind.CHOICE, label, String(32), {"width": 10, "choices": tuple(choices), **more})


def choices(label: str, choices: Sequence[Choice], **more: Any) -> MappedColumn[Any]:
    """Several of ``choices``; their codes are stored in declared order, joined by a comma."""
    return _column(Kind.CHOICES, label, String(200), {"width": 20, "choices": tuple(choices), **more})


def day(label: str, **more: Any) -> MappedColumn[Any]:
    """A calendar day."""
    return _column(Kind.DAY, label, Date(), {"width": 11, **more})


def moment(label: str, **more: Any) -> MappedColumn[Any]:
    """A day and time of day, local, to the minute."""
    return _column(Kind.MOMENT, label, DateTime(), {"width": 16, **more})


def month(label: str, **more: Any) -> MappedColumn[Any]:
    """A calendar month as ``YYYY-MM``."""
    return _column(Kind.MONTH, label, String(7), {"width": 9, **more})


def link(label: str, to: str, **more: Any) -> MappedColumn[Any]:
    """A reference to a row of table ``to``."""
    key = ForeignKey(f"{to}.id", ondelete="RESTRICT")
    return _column(Kind.LINK, label, Integer(), {"to": to, "index": True, **more}, key)
