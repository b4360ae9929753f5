"""``backup``, ``restore``, ``check``: looking after the office's file."""

from argparse import Namespace
from pathlib import Path

from sqlalchemy import text

from app.catalogue import manifests
from app.cli.said import as_json
from app.features.audit.queries import verify_chain
from app.kit.errors import Trouble
from app.kit.store.backup import back_up, restore
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.words import _


def take_backup(office: Office, options: Namespace) -> str:
    """Take a proven backup."""
    taken = back_up(office.database, Path(options.out) if options.out else None)
    if options.json:
        return as_json({"file": str(taken.file), "rows": taken.rows, "sha256": taken.sha256})
    return _("Backup {file}: {rows} rows, checked.", file=taken.file, rows=f"{taken.rows:,}")


def restore_backup(office: Office, options: Namespace) -> str:
    """Bring the office back to a backup, the present state set aside."""
    aside = restore(office.database, Path(options.file))
    if options.json:
        return as_json({"restored": options.file, "aside": str(aside.file)})
    return _("Restored. The state before lies in {file}.", file=aside.file)


def check_office(office: Office, options: Namespace) -> str:
    """Check the database, the journal's chain and the duties that must be 0; Trouble if something is broken."""
    broken = [*office.ask(_broken_database), *office.ask(_broken_chain)]
    duties = {duty.key: office.ask(duty.count) for feature in manifests() for duty in feature.duties}
    if broken:
        raise Trouble("\n".join(broken))
    if options.json:
        return as_json({"ok": True, "duties": duties})
    return _("The database and the journal are whole.")


def _broken_database(ctx: Context) -> list[str]:
    if ctx.session.connection().dialect.name != "sqlite":
        return []
    told = [line for (line,) in ctx.session.execute(text("PRAGMA integrity_check"))]
    loose = ctx.session.execute(text("PRAGMA foreign_key_check")).all()
    found = [] if told == ["ok"] else [_("The database is damaged: {told}", told="; ".join(told[:3]))]
    return [*found, *(_("{table} row {id} refers to nothing.", table=row[0], id=row[1]) for row in loose[:10])]


def _broken_chain(ctx: Context) -> list[str]:
    at = verify_chain(ctx).broken_at
    return [] if at is None else [_("Journal entry {number} was changed after it was written.", number=at)]
