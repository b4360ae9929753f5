"""Business cards, as a feature."""

from typing import Any

from app.features.allocation.queries.loads import principals
from app.features.cards import changes, queries, sheets
from app.features.cards.model import CardIssue
from app.features.cards.papers.cards import cards
from app.features.customers.model import Customer
from app.features.representatives.model import Representation
from app.kit.errors import Refusal
from app.kit.manifest import Act, Detail, Duty, Feature, Paper, Section
from app.kit.store.context import Context
from app.kit.words import N_, _


def _to_representatives(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    """The selected representatives get a card of whoever serves their areas."""
    terms = [ctx.get(Representation, id_) for id_ in ids]
    return _given(ctx, tuple(term.customer_id for term in terms), {term.area_id for term in terms})


def _to_customers(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    areas = {ctx.get(Customer, id_).area_id for id_ in ids}
    return _given(ctx, ids, {area for area in areas if area is not None})


def _given(ctx: Context, customers: tuple[int, ...], areas: set[int]) -> dict[str, Any]:
    served = principals(ctx, ctx.today)
    managers = {served[area] for area in areas if area in served}
    if len(managers) > 1:
        raise Refusal(_("These people have different managers. Select those of one manager."))
    return {"customer_ids": customers, "manager_id": next(iter(managers), None), "day": ctx.today, "copies": 1}


def _of_manager(ctx: Context, ids: tuple[int, ...]) -> dict[str, Any]:
    waiting = tuple(one.customer_id for one in queries.waiting_for(ctx, ids[0]))
    return {"customer_ids": waiting, "manager_id": ids[0], "day": ctx.today, "copies": 1}


def _to_general(ctx: Context, _ids: tuple[int, ...]) -> dict[str, Any]:
    return {"day": ctx.today, "copies": 10}


_RECORD = N_("Record cards handed out")
FEATURE = Feature(
    name="cards",
    title=N_("Business cards"),
    rows=(CardIssue,),
    listings=(queries.CARD_ISSUES, queries.WITHOUT_CARD, queries.MANAGERS_AND_CARDS),
    changes=(changes.IssueCards,),
    acts=(
        Act(changes.IssueCards, N_("Record cards to general customers"), "card_issues", _to_general, "card", main=True,
            needs_selection=False),
        Act(changes.IssueCards, _RECORD, "representatives_without_card", _to_representatives, "card", main=True),
        Act(changes.IssueCards, _RECORD, "managers_and_cards", _of_manager, "card", main=True),
        Act(changes.IssueCards, _RECORD, "representatives", _to_representatives, "card"),
        Act(changes.IssueCards, _RECORD, "customers", _to_customers, "card"),
    ),
    sheets=(sheets.REGISTER,),
    papers=(Paper("cards", N_("Business cards"), cards),),
    duties=(
        Duty("representatives_without_card", N_("representatives without a card"), N_("Hand out cards"),
             queries.without_card_count, "representatives_without_card", "info"),
    ),
    details=(
        Detail("managers_and_cards", queries.manager_cards_story),
        Detail("representatives_without_card", queries.representative_cards_story),
        Detail("representatives", queries.representative_cards_story),
    ),
    sections=(
        Section("representatives", "cards", N_("Business cards"), 40,
                page="app.features.cards.page.cards_page:CardsPage", icon="card"),
        Section("representatives", "card_issues", N_("Card register"), 41, listing="card_issues", icon="list"),
    ),
)  # fmt: skip
