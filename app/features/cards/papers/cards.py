"""Sheets of cards for chosen managers, or for those whose representatives have none (C1, C2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.features.cards.papers.layout import read_layout
from app.features.cards.queries import faces, managers_needing_cards
from app.features.cards.rules import Face, gaps
from app.features.org.queries import setting
from app.kit.errors import Refusal
from app.kit.paper import A4, Calibration, Document, Note
from app.kit.store.context import Context
from app.kit.words import N_, _

SETTING = "card.layout"
LACKS = {
    "phone": N_("No telephone: {names}. Fill it in under People, Staff."),
    "title": N_("No title: {names}. The layout's own is printed."),
    "places": N_("Serving no area: {names}. The card says nothing of one."),
    "duty": N_("No duty telephone of the district office: {names}. Fill it in under Office, District offices."),
}
NAMED = 4


def cards(
    ctx: Context, managers: Sequence[int] | None = None, copies: int = 10, layout: str | None = None,
    calibration: Calibration | None = None,
) -> Document:
    """``copies`` cards of each of ``managers`` (None: who needs cards) on A4 sheets with crop marks.

    ``layout`` None takes the office's own. With nobody to print for, one page says so.
    """
    if copies < 1:
        raise Refusal(_("Print at least one card of each manager."), "copies")
    chosen = managers_needing_cards(ctx) if managers is None else managers
    drawn = read_layout(layout or str(setting(ctx, SETTING)))
    wanted = faces(ctx, chosen)
    names = wanted[0].name if len(wanted) == 1 else ""
    title = _("Business cards {name}", name=names) if names else _("Business cards")
    if not wanted:
        note = Note(_("Nobody needs cards: every representative has the card of his manager."))
        return Document(title, (note,))
    made = [card for face in wanted for card in [drawn.card(face)] * copies]
    return Document(title, drawn.grid(A4).sheets(made), A4, calibration=calibration or Calibration())


@dataclass(frozen=True)
class Batch:
    """Cards about to be printed: the sheets, each card once for a proof of its glyphs, and what they lack."""

    document: Document
    proof: Document
    lacks: tuple[str, ...]


def batch(ctx: Context, managers: Sequence[int], copies: int, calibration: Calibration) -> Batch:
    """The cards of ``managers`` in the office's layout, with what should be said before they are printed."""
    document = cards(ctx, managers, copies, calibration=calibration)
    return Batch(document, cards(ctx, managers, 1), lacking(faces(ctx, managers)))


def lacking(wanted: Sequence[Face]) -> tuple[str, ...]:
    """What the cards of these managers would lack, a sentence for each kind; a telephone first."""
    found = ((told, _named(wanted, gap)) for gap, told in LACKS.items())
    return tuple(_(told, names=names) for told, names in found if names)


def _named(wanted: Sequence[Face], gap: str) -> str:
    names = [face.name for face in wanted if gap in gaps(face)]
    some = _(", ").join(names[:NAMED])
    return some if len(names) <= NAMED else _("{names} and others, {n} altogether", names=some, n=len(names))
