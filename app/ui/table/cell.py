"""What a cell shows: words, colour and side, worked out once per row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.kit.fields import Kind
from app.kit.privacy import masked
from app.kit.store.query import Column

WAITING = "…"


@dataclass(slots=True)
class ShownRow:
    """One row of a list: its id, its values and how they read."""

    id: int
    values: list[Any]
    texts: list[str]
    tones: list[str]


def shown_row(row: Sequence[Any], columns: Sequence[Column], revealed: bool) -> ShownRow:
    """A row of :func:`app.kit.store.query.rows` (the id first) made readable."""
    values = list(row[1:])
    texts = [text_of(column, value, revealed) for column, value in zip(columns, values, strict=True)]
    tones = [tone_of(column, value) for column, value in zip(columns, values, strict=True)]
    return ShownRow(row[0], values, texts, tones)


def text_of(column: Column, value: Any, revealed: bool) -> str:
    """``value`` as a person reads it on one line; phones masked unless ``revealed``."""
    text = column.field.show(value)
    if column.field.kind is Kind.PHONE and text and not revealed:
        return masked(text)
    return " ".join(text.split("\n")) if "\n" in text else text


def tone_of(column: Column, value: Any) -> str:
    """The semantic colour of ``value``, empty for plain ink."""
    return (column.tone(value) or "") if column.tone else ""


def is_right(column: Column) -> bool:
    """True where values stand on the right, digit under digit."""
    return column.field.is_numeric
