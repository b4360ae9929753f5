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
from app.kit import change as plain
from app.kit.change import Change, wanted
from app.kit.choosing import chosen
from app.kit.context import Context
from app.kit.errors import Trouble
from app.kit.fields import Field, Kind
from app.kit.office import Done, Office
from app.kit.row import all_rows, fields_of, table_of
from app.kit.values import typed
from app.kit.words import _

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
        meant = " " + _("Did you mean {near}?", near=near[0]) if near else ""
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
    offered = _offered(change)
    told = [f"--{f.name}" if _is_needed(f) else f"[--{f.name}]" for f in dataclasses.fields(change) if f.name in offered]
    return " ".join(told) if all(map(offered.__contains__, _needed(change))) else _("in the window only")


def _needed(change: type[Change]) -> list[str]:
    return [f.name for f in dataclasses.fields(change) if _is_needed(f)]


def _is_needed(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _offered(change: type[Change]) -> dict[str, Any]:
    """The type of each field that words can fill: those that carry a Field, plain values, lists of ids."""
    fields = wanted(change)
    hints = typing.get_type_hints(change)
    plain_ones = (int, str, date, tuple[int, ...])
    return {f.name: hints[f.name] for f in dataclasses.fields(change) if f.name in fields or hints[f.name] in plain_ones}


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
    fields, offered = wanted(change), _offered(change)
    values: dict[str, Any] = {}
    for name, text in words.items():
        if name not in offered:
            raise Trouble(_("{change} has no field {name}. It has: {known}.", change=change.__name__, name=name,
                            known=_usage(change)))  # fmt: skip
        values[name] = _value(ctx, fields.get(name, Field(name, name=name)), offered[name], text)
    missing = [name for name in _needed(change) if name not in values]
    if not offered.keys() >= set(missing):
        raise Trouble(_("{change} can only be made in the window.", change=change.__name__))
    if missing:
        needed = " ".join(f"--{name}" for name in missing)
        raise Trouble(_("{change} also needs {fields}.", change=change.__name__, fields=needed))
    return change(**values)


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
    values = {word: _value(ctx, fields[word], str, text) for word, text in words.items()}
    if change is plain.Create:
        return plain.Create(name, values)
    if len(number) != 1:
        raise Trouble(_("Say which row with --id N."))
    return plain.Edit(name, number[0], values)


def _value(ctx: Context, field: Field, hint: Any, text: str) -> Any:
    if typing.get_origin(hint) is tuple:
        return _ids(field.name, text)
    if field.kind is Kind.LINK and not text.isdigit():
        return chosen(ctx, field.to, text) if text else None
    if hint is int and field.kind is Kind.TEXT:
        field = field.but(kind=Kind.INTEGER)
    elif hint is date:
        field = field.but(kind=Kind.DAY)
    return typed(field, text, ctx.today)


def _ids(name: str, text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise Trouble(_("--{name} wants ids such as 3,5, not {text}. pianqu list … --json shows them.",
                        name=name, text=text))  # fmt: skip
    return tuple(map(int, parts))
