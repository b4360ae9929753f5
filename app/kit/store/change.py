"""A change: one order to the office, one entry of the journal, one undo.

A change is a frozen dataclass with a title, a permission, the fields it wants, and ``apply``. It
opens no session, shows no dialog and emits no signal. Plain create, edit, archive and restore need
no code: they are here, for every Row.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.kit.errors import Conflict, Refusal
from app.kit.fields import Carries, Field, field_of
from app.kit.store.context import Context
from app.kit.store.row import Row, fields_of, row_named
from app.kit.words import N_, _


@dataclass(frozen=True)
class Change:
    """Base of all changes; ``apply`` returns whatever the caller may want to see, or None."""

    title: ClassVar[str] = ""
    permission: ClassVar[str] = ""

    def apply(self, ctx: Context) -> Any:
        """Ask rules, then set rows; raise a Refusal to leave everything as it was."""
        raise NotImplementedError

    def subject(self) -> Mapping[str, object]:
        """Values for the title's ``{names}``, kept in the journal."""
        return {}

    def said(self) -> str:
        """The translated title with its subject, for toasts and the journal."""
        subject = self.subject()
        return _(self.title, **{k: _(str(v)) for k, v in subject.items()}) if subject else _(self.title)


def wants(source: Field | Carries, default: Any = dataclasses.MISSING, **changes: Any) -> Any:
    """A dataclass field that carries a Field, often one that a Row declared: ``day: date = wants(Visit.day)``."""
    field = source if isinstance(source, Field) else field_of(source)
    if default is not dataclasses.MISSING:
        changes.setdefault("required", False)
    metadata = {"field": field.but(**changes)}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def wanted(change: type[Change]) -> Mapping[str, Field]:
    """The Fields a change asks for, by name, in order; plumbing arguments without a Field are left out."""
    kept = (f for f in dataclasses.fields(change) if "field" in f.metadata)
    return {f.name: f.metadata["field"].but(name=f.name) for f in kept}


def require(fields: Mapping[str, Field], values: Mapping[str, object]) -> None:
    """Raise a Refusal naming the first required field left empty or value out of range."""
    for name, value in values.items():
        field = fields.get(name)
        if field is None:
            raise Refusal(_("There is no field {name}.", name=name), name)
        if field.required and (value is None or value == ""):
            raise Refusal(_("{field} must be filled in.", field=_(field.label)), name)
        if isinstance(value, int | float):
            below = field.minimum is not None and value < field.minimum
            above = field.maximum is not None and value > field.maximum
            if below or above:
                raise Refusal(
                    _("{field} {value} is outside {low} to {high}.", field=_(field.label), value=field.show(value),
                      low=field.show(field.minimum), high=field.show(field.maximum)), name)  # fmt: skip


@dataclass(frozen=True)
class Create(Change):
    """Make one row; returns its id."""

    title: ClassVar[str] = N_("Add: {what}")
    permission: ClassVar[str] = "*.create"
    row: str
    values: Mapping[str, Any]

    def subject(self) -> Mapping[str, object]:
        return {"what": row_named(self.row).one, "name": str(self.values.get("name", ""))}

    def apply(self, ctx: Context) -> int:
        row = row_named(self.row)
        fields = fields_of(row)
        blank = {name: None for name, f in fields.items() if f.required and row.__table__.c[name].default is None}
        require(fields, {**blank, **self.values})
        refuse_double(ctx, row, self.values)
        made = row(**self.values)
        ctx.add(made)
        ctx.flush()
        return made.id


@dataclass(frozen=True)
class Edit(Change):
    """Set some fields of one row; ``version`` is the one the editor saw (None skips the check)."""

    title: ClassVar[str] = N_("Edit: {what}")
    permission: ClassVar[str] = "*.edit"
    row: str
    id: int
    values: Mapping[str, Any]
    version: int | None = None

    def subject(self) -> Mapping[str, object]:
        return {"what": row_named(self.row).one}

    def apply(self, ctx: Context) -> None:
        row = row_named(self.row)
        require(fields_of(row), self.values)
        found = ctx.get(row, self.id)
        if self.version is not None and found.version != self.version:
            raise Conflict(_("{name} was changed by somebody else. Look again.", name=found.called()))
        refuse_double(ctx, row, self.values, self.id)
        for name, value in self.values.items():
            setattr(found, name, value)


@dataclass(frozen=True)
class EditMany(Change):
    """Set the same fields of several rows."""

    title: ClassVar[str] = N_("Edit several: {what}")
    permission: ClassVar[str] = "*.edit"
    row: str
    ids: tuple[int, ...]
    values: Mapping[str, Any]

    def subject(self) -> Mapping[str, object]:
        return {"what": row_named(self.row).one}

    def apply(self, ctx: Context) -> None:
        for id_ in self.ids:
            Edit(self.row, id_, self.values).apply(ctx)


@dataclass(frozen=True)
class Archive(Change):
    """Put rows away: they leave the lists and keep their history."""

    title: ClassVar[str] = N_("Archive: {what}")
    permission: ClassVar[str] = "*.edit"
    row: str
    ids: tuple[int, ...]

    def subject(self) -> Mapping[str, object]:
        return {"what": row_named(self.row).one}

    def apply(self, ctx: Context) -> None:
        for id_ in self.ids:
            ctx.get(row_named(self.row), id_).archived_on = ctx.today


@dataclass(frozen=True)
class Restore(Archive):
    """Take archived rows back into the lists."""

    title: ClassVar[str] = N_("Restore: {what}")

    def apply(self, ctx: Context) -> None:
        for id_ in self.ids:
            ctx.get(row_named(self.row), id_).archived_on = None


def refuse_double(ctx: Context, row: type[Row], values: Mapping[str, Any], own: int | None = None) -> None:
    """Raise a Refusal if another row already has this office key."""
    if not row.key or not all(part in values for part in row.key):
        return
    key = {part: values[part] for part in row.key}
    query = ctx.session.query(row.id).filter_by(**key)
    if own is not None:
        query = query.filter(row.id != own)
    with ctx.session.no_autoflush:
        if query.first():
            shown = " ".join(str(value) for value in key.values())
            raise Refusal(_("{what} {key} exists already.", what=_(row.one), key=shown), row.key[0])
