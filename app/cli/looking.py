"""``list``, ``show``, ``journal``, ``today``: reading from the command line."""

from argparse import Namespace
from typing import Any

from app.catalogue import manifests
from app.cli.said import as_json, listed, table
from app.kit.errors import Trouble
from app.kit.fields import Field, Kind
from app.kit.manifest import Story
from app.kit.privacy import masked
from app.kit.store import query
from app.kit.store.context import Context
from app.kit.store.journal import Entry, title_of
from app.kit.store.office import Office
from app.kit.store.query import Filter, Listing, View
from app.kit.values import typed
from app.kit.words import _


def listings() -> dict[str, Listing]:
    """Every listing by name."""
    return {listing.name: listing for feature in manifests() for listing in feature.listings}


def find_listing(name: str) -> Listing:
    """The listing called ``name``; Trouble with the known names if there is none."""
    found = listings().get(name)
    if found is None:
        raise Trouble(_("There is no list {name}. There are: {known}.", name=name, known=", ".join(listings())))
    return found


def view_of(options: Namespace, listing: Listing) -> View:
    """The view that ``--search``, ``--where`` and ``--sort`` ask for."""
    filters = []
    for condition in getattr(options, "where", []):
        key, equals, text = condition.partition("=")
        if not equals:
            raise Trouble(_("Write a condition as COLUMN=VALUE, not {text}.", text=condition))
        value = typed(listing.column(key).field, text) if text else None
        filters.append(Filter(key, "is_in", (value,)) if text else Filter(key, "blank"))
    sort = tuple((key.lstrip("-"), key.startswith("-")) for key in getattr(options, "sort", []))
    return View(options.search, tuple(filters), sort, getattr(options, "archived", False))


def show_list(office: Office, options: Namespace) -> str:
    """The rows of a listing, or the names of all listings."""
    if not options.name:
        names = [[listing.name, _(listing.title)] for listing in listings().values()]
        return as_json(dict(names)) if options.json else table([_("List"), _("Title")], names, [False, False])
    listing = find_listing(options.name)
    view = view_of(options, listing)

    def ask(ctx: Context) -> tuple[int, list[tuple[Any, ...]]]:
        ids = query.order(ctx, listing, view)
        wanted = ids[: options.limit] if options.limit else ids
        return len(ids), query.rows(ctx, listing, wanted)

    count, rows = office.ask(ask)
    columns = [(i, c) for i, c in enumerate(listing.columns, 1) if c.shown or options.json]
    fields = [column.field for _i, column in columns]
    values = [[_covered(c.field, row[i], reveal=False) for i, c in columns] for row in rows]
    if options.json:
        return as_json([{"id": row[0], **dict(zip([f.name for f in fields], v, strict=True))}
                        for row, v in zip(rows, values, strict=True)])  # fmt: skip
    if not rows:
        return _(listing.empty) or _("No rows.")
    more = _("{shown} of {count} rows", shown=len(rows), count=count)
    return f"{listed(fields, values)}\n{more}"


def _covered(field: Field, value: Any, *, reveal: bool) -> Any:
    return masked(value) if field.kind is Kind.PHONE and value and not reveal else value


def show_row(office: Office, options: Namespace) -> str:
    """One row of a listing: its values and its story."""
    listing = find_listing(options.name)
    id_ = office.ask(_find, listing, options.key)
    row = office.ask(query.rows, listing, [id_])[0]
    valued = zip(listing.columns, row[1:], strict=True)
    pairs = [(column.field, _covered(column.field, value, reveal=options.reveal)) for column, value in valued]
    story = office.ask(_story, listing, id_)
    if options.json:
        facts = {"facts": dict(story.facts), "events": [vars(e) for e in story.events]} if story else {}
        return as_json({"id": id_, **{f.name: v for f, v in pairs}, **facts})
    lines = [[field.heading(), field.show(value)] for field, value in pairs if field.show(value)]
    if story:
        lines += [list(fact) for fact in story.facts] + [[event.at, event.text] for event in story.events]
    return table([_("Field"), _("Value")], lines, [False, False])


def _find(ctx: Context, listing: Listing, key: str) -> int:
    for column in listing.columns:
        if column.field.kind in {Kind.CODE, Kind.TEXT}:
            found = query.order(ctx, listing, View(filters=(Filter(column.key, "is_in", (key,)),)))
            if len(found) == 1:
                return int(found[0])
            if len(found) > 1:
                raise Trouble(_("{count} rows are called {key}. Use their code.", count=len(found), key=key))
    if key.isdigit() and query.rows(ctx, listing, [int(key)]):
        return int(key)
    raise Trouble(_("{list} has no row {key}.", list=_(listing.title), key=key))


def _story(ctx: Context, listing: Listing, id_: int) -> Story | None:
    for feature in manifests():
        for detail in feature.details:
            if detail.listing == listing.name:
                return detail.ask(ctx, id_)
    return None


def show_journal(office: Office, options: Namespace) -> str:
    """The latest entries of the journal."""

    def ask(ctx: Context) -> list[list[Any]]:
        entries = ctx.session.query(Entry).order_by(Entry.number.desc()).limit(options.limit)
        return [[e.number, e.at, e.author, title_of(e), e.images, e.undoes] for e in entries]

    entries = office.ask(ask)
    if options.json:
        names = ("number", "at", "author", "title", "rows", "undoes")
        return as_json([dict(zip(names, entry, strict=True)) for entry in entries])
    headings = [_("No."), _("When"), _("Who"), _("What"), _("Rows")]
    shown = [[str(n), f"{at:%Y-%m-%d %H:%M}", who, what, str(count)] for n, at, who, what, count, _u in entries]
    return table(headings, shown, [True, False, False, False, True])


def show_today(office: Office, options: Namespace) -> str:
    """The duty counts of the Today page."""
    counted = [(duty, office.ask(duty.count)) for feature in manifests() for duty in feature.duties]
    if options.json:
        return as_json({duty.key: count for duty, count in counted})
    rows = [[str(count), _(duty.title), f"pianqu list {duty.listing}"] for duty, count in counted]
    return table([_("Count"), _("Duty"), _("See")], rows, [True, False, False])
