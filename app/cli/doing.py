"""``do``, ``undo``, ``redo``: changes from the command line, their options made from their fields."""

import dataclasses
import typing
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from app.catalogue import manifests
from app.cli.said import as_json, table
from app.kit.errors import Refusal, Trouble
from app.kit.fields import Field, Kind
from app.kit.store import change as plain
from app.kit.store.change import Change, wanted
from app.kit.store.choosing import candidate, chosen
from app.kit.store.context import Context
from app.kit.store.office import Done, Office
from app.kit.store.row import all_rows, fields_of, table_of
from app.kit.values import typed
from app.kit.values.bad import BadValue
from app.kit.words import _

KINDS: dict[Any, Kind] = {int: Kind.INTEGER, str: Kind.TEXT, date: Kind.DAY}
PLAIN = (plain.Create, plain.Edit, plain.Archive, plain.Restore)


def changes() -> dict[str, type[Change]]:
    """Every change by name, the plain ones of each row included."""
    return {c.__name__: c for c in PLAIN} | {c.__name__: c for feature in manifests() for c in feature.changes}


def do_change(office: Office, options: Namespace) -> str:
    """Make the change ``options.name`` with its ``--field value`` words."""
    known = changes()
    if not options.name:
        rows = [[name, _usage(change), _(change.title)] for name, change in known.items()]
        if options.json:
            return as_json({name: usage for name, usage, _title in rows})
        return table([_("Change"), _("Fields"), _("Title")], rows, [False, False, False])
    if options.name not in known:
        near = get_close_matches(options.name, known, 1)
        meant = _(" Did you mean {near}?", near=near[0]) if near else ""
        raise Trouble(_("There is no change {name}.{meant} See: pianqu do", name=options.name, meant=meant))
    words = _pairs(options.values)
    done = office.do(office.ask(_fill, known[options.name], words))
    return said(done, options)


def said(done: Done, options: Namespace) -> str:
    """What a change came to, in words or as JSON."""
    if options.json:
        return as_json({"entry": done.number, "title": done.said, "result": done.result, "remarks": done.remarks})
    number = _("journal entry {number}", number=done.number) if done.number else _("nothing changed")
    return "\n".join([f"{done.said} ({number})", *done.remarks])


def _usage(change: type[Change]) -> str:
    if change in PLAIN:
        return {"Create": "--row TABLE --FIELD VALUE …", "Edit": "--row TABLE --id N --FIELD VALUE …"}.get(
            change.__name__, "--row TABLE --ids N,N"
        )
    offered, needed = _offered(change), _needed(change)
    if not offered.keys() >= set(needed):
        return _("in the window only")
    return " ".join(f"--{name}" if name in needed else f"[--{name}]" for name in offered)


def _needed(change: type[Change]) -> list[str]:
    missing = dataclasses.MISSING
    return [f.name for f in dataclasses.fields(change) if f.default is missing and f.default_factory is missing]


def _offered(change: type[Change]) -> dict[str, Field | None]:
    """What words can fill: the change's Fields, plain values, and lists of ids (None)."""
    fields, hints = wanted(change), typing.get_type_hints(change)
    offered: dict[str, Field | None] = {}
    for f in dataclasses.fields(change):
        if hints[f.name] == tuple[int, ...]:
            offered[f.name] = None
        elif f.name in fields or hints[f.name] in KINDS:
            offered[f.name] = fields.get(f.name) or Field(f.name, KINDS[hints[f.name]], name=f.name)
    return offered


def _pairs(words: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            raise Trouble(_("Write --FIELD VALUE, not {word}.", word=word))
        name, equals, value = word[2:].partition("=")
        if not equals:
            value = next(rest, "--")
            if value.startswith("--"):
                raise Trouble(_("--{name} wants a value behind it; to empty it write --{name}=", name=name))
        found[name.replace("-", "_")] = value
    return found


def _fill(ctx: Context, change: type[Change], words: dict[str, str]) -> Change:
    if change in PLAIN:
        return _fill_plain(ctx, change, words)
    offered, needed = _offered(change), _needed(change)
    unknown = [name for name in words if name not in offered]
    if unknown:
        raise Trouble(_("{change} has no field {name}. It has: {known}.", change=change.__name__, name=unknown[0],
                        known=_usage(change)))  # fmt: skip
    if not offered.keys() >= set(needed):
        raise Trouble(_("{change} can only be made in the window.", change=change.__name__))
    missing = " ".join(f"--{name}" for name in needed if name not in words)
    if missing:
        raise Trouble(_("{change} also needs {fields}.", change=change.__name__, fields=missing))
    return change(**{name: _value(ctx, name, offered[name], text) for name, text in words.items()})


def _fill_plain(ctx: Context, change: type[Change], words: dict[str, str]) -> Change:
    name = words.pop("row", "")
    known = {table_of(row).name: row for row in all_rows()}
    if name not in known:
        raise Trouble(_("Say with --row which table: {known}.", known=", ".join(known)))
    ids = _ids("ids", words.pop("ids", words.get("id", "")))
    if change in (plain.Archive, plain.Restore):
        if not ids:
            raise Trouble(_("Say which rows with --ids N,N."))
        return change(name, ids)
    fields = {field: f for field, f in fields_of(known[name]).items() if f.editable}
    number = _ids("id", words.pop("id", ""))
    unknown = [word for word in words if word not in fields]
    if unknown:
        raise Trouble(_("{change} has no field {name}. It has: {known}.", change=_(known[name].one), name=unknown[0],
                        known=" ".join(f"--{field}" for field in fields)))  # fmt: skip
    values = {word: _value(ctx, word, fields[word], text) for word, text in words.items()}
    if change is plain.Create:
        return plain.Create(name, values)
    if len(number) != 1:
        raise Trouble(_("Say which row with --id N."))
    return plain.Edit(name, number[0], values)


def _value(ctx: Context, name: str, field: Field | None, text: str) -> Any:
    if field is None:
        return _ids(name, text)
    if field.kind is Kind.LINK:
        return _linked(ctx, field, text) if text else None
    try:
        return typed(field, text, ctx.today)
    except BadValue as error:
        raise BadValue(error.code, f"--{name}: {error}") from None


def _ids(name: str, text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise Trouble(_("--{name} wants ids such as 3,5, not {text}. pianqu list … --json shows them.",
                        name=name, text=text))  # fmt: skip
    return tuple(map(int, parts))


def _linked(ctx: Context, field: Field, text: str) -> int:
    """The row an office code or name means; digits that are nobody's code are an id."""
    try:
        return chosen(ctx, field.to, text)
    except Refusal:
        if not text.isdigit() or candidate(ctx, field.to, int(text)) is None:
            raise
        return int(text)
