"""Everything the manifests offer on one listing, gathered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.kit.manifest import Act, Detail, Feature, Paper, Story
from app.kit.sheet import Sheet
from app.kit.store.context import Context
from app.kit.store.query import Listing


@dataclass(frozen=True)
class Offer:
    """A listing with its acts, the sheets of its row, the story of one row, and the forms printed of its rows."""

    listing: Listing
    acts: tuple[Act, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    detail: Detail | None = None
    papers: tuple[Paper, ...] = ()


def offer_of(features: Iterable[Feature], name: str) -> Offer:
    """The offer of the listing called ``name``; KeyError if no feature has it. Its feature's sheets belong to it."""
    known = tuple(features)
    feature = next((one for one in known if any(listing.name == name for listing in one.listings)), None)
    if feature is None:
        raise KeyError(name)
    listing = next(one for one in feature.listings if one.name == name)
    acts = tuple(act for one in known for act in one.acts if act.listing == name)
    details = tuple(detail for one in known for detail in one.details if detail.listing == name)
    papers = tuple(paper for one in known for paper in one.papers if name in paper.offered)
    return Offer(listing, acts, feature.sheets, joined(details), papers)


def joined(details: Sequence[Detail]) -> Detail | None:
    """What several features know of one row, as one story: the first tells the facts, the timelines are merged."""
    if len(details) < 2:
        return details[0] if details else None

    def ask(ctx: Context, id_: int) -> Story:
        stories = [detail.ask(ctx, id_) for detail in details]
        events = sorted((event for story in stories for event in story.events), key=lambda e: e.at, reverse=True)
        return replace(stories[0], events=tuple(events))

    return Detail(details[0].listing, ask)
