"""Views kept under a name: a list's search, filters and order as plain values, and back again."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.kit.store.query import Filter, Listing, View

Plain = dict[str, Any]


def plain_view(view: View) -> Plain:
    """``view`` as json values."""
    filters = [[f.column, f.act, _plain(f.value)] for f in view.filters]
    return {
        "search": view.search, "filters": filters, "sort": [list(pair) for pair in view.sort], "archived": view.archived
    }  # fmt: skip


def kept_view(listing: Listing, plain: Mapping[str, Any]) -> View:
    """The view that was kept; what names a column the list no longer has is left out."""
    known = {column.key for column in listing.columns}
    filters = tuple(Filter(c, act, _value(v)) for c, act, v in plain.get("filters", ()) if c in known)
    sort = tuple((key, bool(down)) for key, down in plain.get("sort", ()) if key in known)
    return View(str(plain.get("search", "")), filters, sort, bool(plain.get("archived", False)))


def _plain(value: Any) -> Any:
    match value:
        case tuple() | list():
            return [_plain(one) for one in value]
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case Decimal():
            return {"exact": str(value)}
    return value


def _value(plain: Any) -> Any:
    match plain:
        case list():
            return tuple(_value(one) for one in plain)
        case {"moment": str(text)}:
            return datetime.fromisoformat(text)
        case {"day": str(text)}:
            return date.fromisoformat(text)
        case {"exact": str(text)}:
            return Decimal(text)
    return plain
