"""Run by alembic: migrations happen on the connection handed over, in its transaction."""

from typing import Any, Literal

from alembic import context

from app.kit.fields import Money
from app.kit.store.row import Table_


def _render(kind: str, thing: Any, _generator: object) -> str | Literal[False]:
    """A migration must not depend on the program's own types, which may change."""
    return "sa.Integer()" if kind == "type" and isinstance(thing, Money) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table_.metadata,
    include_object=context.config.attributes.get("include_object"),
    render_item=_render,
    transaction_per_migration=False,
    transactional_ddl=True,
)
context.run_migrations()
