"""Representatives, as a feature."""

from typing import Any

from app.features.customers.model import Customer
from app.features.org.queries import figure
from app.features.representatives import changes, papers, queries, rules, sheets
from app.features.representatives.model import Representation
from app.kit.manifest import Act, Detail, Duty, Feature, Paper, Section
from app.kit.store.context import Context
from app.kit.store.query import count
from app.kit.words import N_


def _unrepresented(ctx: Context) -> int:
    return count(ctx, queries.UNREPRESENTED)


def _terms_over(ctx: Context) -> int:
    return count(ctx, queries.TERMS_OVER)


def _with_gaps(ctx: Context) -> int:
    return count(ctx, queries.WITH_GAPS)


def _from_today(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {"since": ctx.today}


def _for_area(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"area_id": ids[0], "since": ctx.today}


def _of_customer(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    customer = ctx.get(Customer, ids[0])
    return {"customer_id": customer.id, "area_id": customer.area_id, "since": ctx.today}


def _of_customers(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"customer_ids": ids, "since": ctx.today}


def _ends_today(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    return {"representation_id": ids[0], "until": ctx.today}


def _renewed(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """A new term begins where the latest of the present ones ends, or today if that is past."""
    ends = [ctx.get(Representation, id_).due_until or ctx.today for id_ in ids]
    return {
        "representation_ids": ids,
        "due_until": rules.plus_years(max([ctx.today, *ends]), int(figure(ctx, "term.years"))),
    }


_APPOINT = N_("Appoint")
_RENEW = N_("Renew the term")
FEATURE = Feature(
    name="representatives",
    title=N_("Representatives"),
    rows=(Representation,),
    listings=(queries.REPRESENTATIVES, queries.UNREPRESENTED, queries.TERMS_OVER, queries.WITH_GAPS),
    changes=(changes.AppointRepresentative, changes.BulkAppoint, changes.EndRepresentation, changes.RenewTerm),
    acts=(
        Act(changes.AppointRepresentative, _APPOINT, "representatives", _from_today, "add", main=True,
            needs_selection=False),
        Act(changes.AppointRepresentative, _APPOINT, "unrepresented_areas", _for_area, "add", main=True),
        Act(changes.AppointRepresentative, N_("Appoint as representative"), "customers", _of_customer, "add"),
        Act(changes.BulkAppoint, N_("Appoint those selected"), "customers", _of_customers, "team"),
        Act(changes.RenewTerm, _RENEW, "representatives", _renewed, "refresh"),
        Act(changes.RenewTerm, _RENEW, "terms_over", _renewed, "refresh", main=True),
        Act(changes.EndRepresentation, N_("End the term"), "representatives", _ends_today, "stop"),
        Act(changes.EndRepresentation, N_("End the term"), "terms_over", _ends_today, "stop"),
    ),
    sheets=(sheets.ARCHIVE,),
    papers=(Paper("representatives", papers.TITLE, papers.group_overview),),
    duties=(
        Duty("unrepresented_areas", N_("areas without a representative"), N_("Appoint"), _unrepresented,
             "unrepresented_areas", "late"),
        Duty("terms_over", N_("terms of office that are over"), N_("Renew or end"), _terms_over, "terms_over",
             "attention"),
        Duty("incomplete_archives", N_("archives with gaps"), N_("Fill in"), _with_gaps, "incomplete_archives", "info"),
    ),
    details=tuple(Detail(name, queries.representative_story)
                  for name in ("representatives", "terms_over", "incomplete_archives")),
    sections=(
        Section("representatives", "representatives", N_("Representatives"), 10, listing="representatives",
                icon="representatives"),
    ),
)  # fmt: skip
