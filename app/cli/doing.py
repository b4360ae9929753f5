"""``do``, ``undo``, ``redo``: changes from the command line, their options made from their fields."""

import dataclasses
import typing
from argparse import Namespace
from datetime import date
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
from app.kit.row import fields_of, row_named
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
        rows = [[name, _usage(change)] for name, change in known.items()]
        return as_json(dict(rows)) if options.json else table([_("Change"), _("Fields")], rows, [False, False])
    if options.name not in known:
        raise Trouble(_("There is no change {name}. See: pianqu do", name=options.name))
    words = _pairs(options.values)
    options.json = words.pop("json", options.json)
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
    return " ".join(f"--{f.name}" for f in dataclasses.fields(change))


def _pairs(words: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            raise Trouble(_("Write --FIELD VALUE, not {word}.", word=word))
        name, equals, value = word[2:].partition("=")
        found[name.replace("-", "_")] = value if equals else next(rest, "")
    return found


def _fill(ctx: Context, change: type[Change], words: dict[str, str]) -> Change:
    if change in PLAIN:
        return _fill_plain(ctx, change, words)
    fields = wanted(change)
    hints = typing.get_type_hints(change)
    values: dict[str, Any] = {}
    for name, text in words.items():
        if name not in hints or typing.get_origin(hints[name]) is typing.ClassVar:
            raise Trouble(_("{change} has no field {name}. It has: {known}.", change=change.__name__, name=name,
                            known=_usage(change)))  # fmt: skip
        values[name] = _value(ctx, fields.get(name), hints[name], text)
    missing = [
        f.name for f in dataclasses.fields(change)
        if f.name not in values and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]  # fmt: skip
    if missing:
        raise Trouble(_("{change} also needs {fields}.", change=change.__name__, fields=", ".join(missing)))
    return change(**values)


def _fill_plain(ctx: Context, change: type[Change], words: dict[str, str]) -> Change:
    try:
        row = row_named(words.pop("row", ""))
    except KeyError:
        raise Trouble(_("Say which table with --row, as in: --row area")) from None
    ids = tuple(int(id_) for id_ in words.pop("ids", words.get("id", "")).split(",") if id_.isdigit())
    name = row.__tablename__
    if change in (plain.Archive, plain.Restore):
        return change(name, ids)
    fields = fields_of(row)
    number = words.pop("id", "")
    unknown = [word for word in words if word not in fields]
    if unknown:
        raise Trouble(_("There is no field {name}.", name=unknown[0]))
    values = {word: _value(ctx, fields[word], str, text) for word, text in words.items()}
    if change is plain.Create:
        return plain.Create(name, values)
    if not number.isdigit():
        raise Trouble(_("Say which row with --id N."))
    return plain.Edit(name, int(number), values)


def _value(ctx: Context, field: Field | None, hint: Any, text: str) -> Any:
    if typing.get_origin(hint) is tuple:
        return tuple(int(part) for part in text.split(",") if part.strip().isdigit())
    if field is None:
        return int(text) if text.isdigit() else date.fromisoformat(text) if hint is date else text
    if field.kind is Kind.LINK and not text.isdigit():
        return chosen(ctx, field.to, text)
    return typed(field, text, ctx.today)

